"""Transcripts by themselves and in the preset news."""

from __future__ import annotations

import newsnorm
from newsnorm_transcripts import newsnorm_cleaners

TEXT = ">> We won. (APPLAUSE)\n00:12:04\n>> Thank you [inaudible 00:12:09] all. (Laughter)"


def test_what_nobody_said_goes() -> None:
    """Marks, time codes and cues are edits with their rules' names."""
    article = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners()).normalize(TEXT)
    assert article.text == "We won.\nThank you all."
    assert article.undo().text == TEXT


def test_cues_can_be_kept() -> None:
    """An option names those that matter."""
    options = {"transcripts/cues": {"keep": ["LAUGHTER"]}}
    nlp = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners(), options=options)
    assert nlp.normalize(TEXT).text == "We won.\nThank you all. (Laughter)"


def test_with_the_preset_news() -> None:
    """Installed, it is used by its name."""
    config = newsnorm.Config(insert=(newsnorm.Insert("transcripts/cues", before="text/spaces"),))
    assert newsnorm.load(config).normalize(TEXT).text == "We won.\nThank you all."
