"""Exact and near duplicates."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm_minhash import NearOptions, newsnorm_deduplicators

NLP = newsnorm.Pipeline.of(deduplicators=newsnorm_deduplicators())
STORY = (
    "A brass bell that vanished from a schoolhouse nearly seventy years ago came home on Thursday "
    "in the back of a potato truck, wrapped in three quilts. The bell once called children to "
    "class on the edge of town, and several of those children, now past eighty, came to hear it "
    "rung again by the oldest of them, a retired welder who had lived across the road."
)


def record(name: str, text: str, published: str = "2021-01-01") -> newsnorm.Article:
    """An article with a name and a day."""
    return newsnorm.Article(text, id=name, published=published)


def naive_jaccard(one: str, two: str) -> float:
    """The similarity by its definition: sets of three words in a row."""
    left, right = (
        {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        for words in ([word.strip(".,").casefold() for word in text.split()] for text in (one, two))
    )
    return len(left & right) / len(left | right)


def test_the_same_text_is_an_exact_copy() -> None:
    found = NLP.deduplicate([record("b", STORY, "2021-01-02"), record("a", STORY)])
    assert [(r.left, r.right, r.kind) for r in found] == [("a", "b", "exact")]
    assert [(row.id, row.keep, row.of) for row in found.clusters] == [
        ("a", True, None),
        ("b", False, "a"),
    ]


def test_an_edited_text_is_a_near_copy_with_its_exact_similarity() -> None:
    edited = STORY.replace("Thursday", "Friday").replace("welder", "teacher")
    (relation,) = NLP.deduplicate([record("a", STORY), record("b", edited)])
    assert relation.kind == "near"
    assert relation.evidence["jaccard"] == pytest.approx(naive_jaccard(STORY, edited), abs=1e-4)


def test_case_accents_and_punctuation_make_no_difference() -> None:
    (relation,) = NLP.deduplicate(
        [record("a", STORY), record("b", STORY.upper().replace(",", " -"))]
    )
    assert (relation.kind, relation.evidence["jaccard"]) == ("respelled", 1.0)


def test_linked_names_make_a_respelled_copy() -> None:
    class Kyiv:
        """Links both spellings."""

        option = newsnorm.Option(newsnorm.Entity("geonames:703448", "Kyiv", "place"))

        def propose(self, document: newsnorm.DocumentView) -> list[newsnorm.Add]:
            text = document.fields["text"]
            return [
                newsnorm.Add("text", at, at + 4, (self.option,), "here", decided=True)
                for at in range(len(text))
                if text.startswith(("Kiev", "Kyiv"), at)
            ]

    nlp = newsnorm.Pipeline.of(
        canonicalizers=[newsnorm.CanonicalizerSpec("here/kyiv", Kyiv)],
        deduplicators=newsnorm_deduplicators(),
    )
    one, two = f"In Kiev, {STORY}", f"In Kyiv, {STORY}"
    (relation,) = nlp.deduplicate([record("a", one), record("b", two)])
    assert relation.kind == "respelled"


def test_reports_from_one_template_are_related_and_not_clustered() -> None:
    template = STORY + " The index closed at {} points, {} up, with {} shares traded."
    found = NLP.deduplicate(
        [record("a", template.format(4268, 17, 912)), record("b", template.format(4274, 6, 877))]
    )
    assert [relation.kind for relation in found] == ["related"]
    assert all(row.keep for row in found.clusters)


def test_other_stories_and_empty_ones_stay_apart() -> None:
    other = "The ferry operator ordered four electric boats for the lake from a yard in the south."
    texts = [STORY, other, "", "", " "]
    found = NLP.deduplicate([record(str(number), text) for number, text in enumerate(texts)])
    assert found.relations == ()
    assert all(row.keep for row in found.clusters)


def test_short_texts_are_compared_too() -> None:
    (relation,) = NLP.deduplicate([record("a", "Snow fell"), record("b", "snow fell!")])
    assert relation.kind == "respelled"


@given(st.randoms(use_true_random=False), st.integers(0, 12))
def test_pairs_above_the_threshold_are_found_whatever_the_order(
    chance: random.Random, edits: int
) -> None:
    words = STORY.split()
    for _ in range(edits):
        words[chance.randrange(len(words))] = chance.choice(["snow", "river", "letter"])
    edited = " ".join(words)
    articles = [record("a", STORY), record("b", edited), record("c", "Nothing of the kind here.")]
    found = NLP.deduplicate(articles)
    similar = naive_jaccard(STORY, edited) >= 0.7
    assert [(r.left, r.right) for r in found] == ([("a", "b")] if similar else [])
    chance.shuffle(articles)
    assert NLP.deduplicate(articles) == found


@pytest.mark.parametrize(
    "options",
    [{"threshold": 0}, {"threshold": 1.5}, {"figures": 2.0}, {"bands": 0}, {"shingle": -1}],
)
def test_options_out_of_range_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        NearOptions(**options)  # type: ignore[arg-type]
