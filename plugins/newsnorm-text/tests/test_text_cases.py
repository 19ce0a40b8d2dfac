"""Cases as data: what is repaired, what is left alone, and articles in many languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsnorm
from newsnorm_text import newsnorm_cleaners
from newsnorm_text.encoding import Encoding

CASES = Path(__file__).parent / "cases"
TEXT = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
NEWS = newsnorm.load("news@1")


def cases(name: str) -> list[dict[str, str]]:
    """The records of a case file."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def named(case: dict[str, str]) -> str:
    return case.get("comment") or case["language"]


@pytest.mark.parametrize("case", cases("repair"), ids=named)
def test_what_is_broken_is_repaired(case: dict[str, str]) -> None:
    article = TEXT.normalize(case["before"])
    assert article.text == case["after"]
    assert article.undo().text == case["before"]


@pytest.mark.parametrize("case", cases("leave_alone"), ids=named)
def test_what_only_looks_broken_is_left_alone(case: dict[str, str]) -> None:
    assert TEXT.normalize(case["text"]).text == case["text"]
    assert NEWS.normalize(case["text"]).text == case["text"]


@pytest.mark.parametrize("known", [True, False], ids=["language-known", "und"])
@pytest.mark.parametrize("case", cases("languages"), ids=named)
def test_an_article_in_any_language_is_unharmed(case: dict[str, str], *, known: bool) -> None:
    """Only curly quotes become straight, and spaces of other kinds ordinary."""
    article = NEWS.normalize(case["raw"], language=case["language"] if known else None)
    assert article.text == case["clean"]
    assert (article.dateline, article.byline, article.credits, article.notices) == (
        None,
        (),
        (),
        (),
    )


LANGUAGES = cases("languages")
CODECS = [
    pytest.param(case, codec, id=f"{named(case)}-{codec}")
    for case in LANGUAGES
    for codec in ("cp1252", "latin-1", "cp1251")
    if codec != "cp1251" or "а" in case["raw"]  # of that one, only Cyrillic is repaired
]


@pytest.mark.parametrize(("case", "codec"), CODECS)
def test_an_article_read_wrongly_comes_out_as_if_it_had_not_been(
    case: dict[str, str], codec: str
) -> None:
    """UTF-8 shown as a single-byte encoding, undefined bytes as the controls of their number."""
    shown = "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in case["raw"].encode()
    )
    assert TEXT.normalize(shown).text == TEXT.normalize(case["raw"]).text


@pytest.mark.parametrize("line", [x for case in LANGUAGES for x in case["raw"].split("\n")])
def test_no_line_is_taken_for_another_encoding(line: str) -> None:
    assert Encoding().edits(line, newsnorm.ArticleView()) in ((), [])


@pytest.mark.parametrize(
    ("written", "read"),
    [("koi8_u", "cp1251"), ("cp1251", "koi8_u"), ("cp1251", "cp1252"), ("koi8_u", "cp1252")],
)
@pytest.mark.parametrize("case", [case for case in LANGUAGES if case["language"] in "ru uk bg"])
def test_cyrillic_read_in_another_encoding_is_read_again(
    case: dict[str, str], written: str, read: str
) -> None:
    raw = case["raw"].encode(written, "ignore")
    broken = raw.decode(read, "replace").replace("\N{REPLACEMENT CHARACTER}", "")
    assert TEXT.normalize(broken).text.split("\n")[0] == raw.decode(written).split("\n")[0]
