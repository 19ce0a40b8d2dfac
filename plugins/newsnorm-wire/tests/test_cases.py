"""Whole articles in the forms that agencies print, invented, by the preset `news`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import newsnorm

NLP = newsnorm.load("news@1")
CASES = [
    pytest.param(case, id=case["name"])
    for file in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["cases"]
]


def normalized(case: dict[str, Any]) -> newsnorm.NormalizedArticle:
    names = ("title", "published", "source", "language")
    return NLP.normalize(case["raw"], **{name: case[name] for name in names if name in case})


@pytest.mark.parametrize("case", CASES)
def test_the_story_is_left_and_the_rest_is_kept(case: dict[str, Any]) -> None:
    article = normalized(case)
    line, expected = article.dateline, case.get("dateline")
    assert article.text == case["clean"].strip()
    assert article.title == case.get("clean_title", case.get("title"))
    assert (line and (line.place, line.date, line.agency)) == (
        expected and (expected.get("place"), expected.get("date"), expected.get("agency"))
    )
    assert list(article.byline) == case.get("byline", [])
    assert list(article.credits) == case.get("credits", [])
    assert list(article.notices) == case.get("notices", [])


@pytest.mark.parametrize("case", CASES)
def test_what_is_clean_stays_and_everything_can_be_undone(case: dict[str, Any]) -> None:
    once = normalized(case)
    assert not once.warnings
    assert once.undo().text == case["raw"]
    again = normalized({**case, "raw": once.text, "title": once.title})
    assert (again.title, again.text) == (once.title, once.text)
