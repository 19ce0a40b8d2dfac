"""Copies that word shingles would miss."""

from __future__ import annotations

import newsnorm
from newsnorm_projections import newsnorm_deduplicators

NLP = newsnorm.Pipeline.of(deduplicators=newsnorm_deduplicators())
STORY = (
    "The ferry left the harbour at dawn with ninety passengers and returned at noon, because the "
    "ice in the bay was thicker than the captain had been told. Nobody was hurt, the port said."
)


def test_a_copy_with_misspelt_words_is_found() -> None:
    """Every fourth word differs by a letter; the n-grams hardly do."""
    copy = STORY.replace("ferry", "fery").replace("ninety", "ninty").replace("harbour", "harbor")
    (relation,) = NLP.deduplicate([STORY, copy])
    assert relation.kind == "near"
    assert relation.evidence["cosine"] >= 0.9


def test_another_story_is_not() -> None:
    """Common words make no copy."""
    other = "The council voted at noon for a new bridge, because the old one is closed to lorries."
    assert not NLP.deduplicate([STORY, other]).relations
