"""Packs: what a file says becomes rules, and what is wrong with one is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsnorm import ArticleView, Dateline, Example, Extraction, RuleCleaner, RuleError, read_pack

RULE = """
name = "dateline"
scope = "head"
pattern = '{place}, {date} [(]{agency}[)] {dash}[ ]*+'
extract = "dateline"
"""


def pack(folder: Path, text: str) -> Path:
    """A file with that text."""
    file = folder / "khabar.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_dateline_is_read_from_the_groups_of_its_pattern(tmp_path: Path) -> None:
    """Agencies and months of the pack's own are known to its pieces."""
    head = 'agencies = ["Хабар"]\n[months]\n"қаңтар" = 1\n[[rules]]'
    (rule,) = read_pack(pack(tmp_path, head + RULE)).rules
    (edit,) = RuleCleaner(rule).edits("АСТАНА, 5 қаңтар (Хабар) - Қар.", ArticleView())
    assert isinstance(edit, Extraction)
    assert edit.value == Dateline("АСТАНА", "--01-05", "Хабар")


def test_agencies_and_months_can_be_added_from_outside(tmp_path: Path) -> None:
    """So rules for the usual forms serve agencies that other packs name."""
    found = read_pack(pack(tmp_path, "[[rules]]" + RULE), agencies=["Хабар"], months={"қаңтар": 1})
    assert found.agencies == ()
    (edit,) = RuleCleaner(found.rules[0]).edits("АСТАНА, 5 қаңтар (Хабар) - Қар.", ArticleView())
    assert isinstance(edit, Extraction)
    assert edit.value == Dateline("АСТАНА", "--01-05", "Хабар")


def test_a_pack_without_agencies_has_no_tags(tmp_path: Path) -> None:
    """An empty choice would match everything."""
    (rule,) = read_pack(pack(tmp_path, "[[rules]]" + RULE)).rules
    assert not RuleCleaner(rule).edits("RIGA, May 4 () - Snow fell.", ArticleView())


def test_a_literal_can_be_said_of_every_agency(tmp_path: Path) -> None:
    """Of the pack's own, and of those that others name."""
    rule = f'{RULE}literals = ["/", "({{agency}}"]'
    text = pack(tmp_path, 'agencies = ["Хабар"]\n[[rules]]' + rule)
    assert read_pack(text, agencies=["AP"]).rules[0].literals == ("/", "(Хабар", "(AP")
    assert read_pack(pack(tmp_path, "[[rules]]" + rule)).rules[0].literals == ("/",)


def test_the_first_dateline_of_a_round_up_stays(tmp_path: Path) -> None:
    """With one cut, the next would look like the first."""
    (rule,) = read_pack(pack(tmp_path, 'agencies = ["AFP"]\n[[rules]]' + RULE)).rules
    text = "RIGA, May 4 (AFP) - Snow fell.\nOSLO, May 4 (AFP) - It rained."
    assert not RuleCleaner(rule).edits(text, ArticleView())


def test_a_rule_can_delete_replace_or_keep_strings(tmp_path: Path) -> None:
    """Names are kept one by one where the pattern has a group for them."""
    rules = read_pack(
        pack(
            tmp_path,
            """
            [patterns]
            word = '[A-Z]{2,5}'
            twice = '{word}-{word}'
            [[rules]]
            name = "cut"
            scope = "tail-lines"
            pattern = '{twice}'
            [[rules]]
            name = "put"
            scope = "body"
            pattern = '\\p{Lu}\\.'
            replace = "!"
            [[rules]]
            name = "byline"
            scope = "head-lines"
            pattern = 'By {people}'
            extract = "byline"
            fields = ["text"]
            examples = [{ before = "By Jane Roe", after = "", value = ["Jane Roe"] }]
            """,
        )
    ).rules
    cut, put, byline = map(RuleCleaner, rules)
    assert [edit.start for edit in cut.edits("Snow fell.\nAB-CD", ArticleView())] == [10]
    assert [edit.replacement for edit in put.edits("Plan B. It snowed.", ArticleView())] == ["!"]
    (kept,) = byline.edits("By Jane Roe and John van Doe\nSnow.", ArticleView())
    assert isinstance(kept, Extraction)
    assert kept.value == ("Jane Roe", "John van Doe")
    assert byline.rules[0].examples == (Example("By Jane Roe", "", ("Jane Roe",)),)
    assert byline.rules[0].fields == ("text",)
    assert cut.rules[0].fields == ("title", "text")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rules = ", "is not TOML: Invalid value (at end of document)"),
        ("rulez = []", "unknown key 'rulez'; did you mean 'rules'? There are: summary, agencies"),
        ("agencies = 3", "agencies holds 3; a list is due"),
        ("[months]\nMay = 5", "months: 'May' = 5; names are in small letters"),
        ("[months]\nmay = 13", "months: 'may' = 13; names are in small letters, numbers from 1"),
        ("rules = [3]", "rule 1: a rule holds 3; a dict is due"),
        ("[[rules]]\nname = 'x'", "rule 1 ('x'): has no 'pattern'"),
        (
            "[[rules]]\nname = 'x'\npatern = 'y'\nscope = 'body'",
            "rule 1 ('x'): unknown key 'patern'; did you mean 'pattern'?",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = 'y'\nscope = 'feet'",
            "rule 1 ('x'): scope is 'feet'; it must be one of head, head-lines, tail",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = '{plce}'\nscope = 'body'",
            "rule 1 ('x'): pattern: there is no piece {plce}; did you mean 'place'?",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = 'y*'\nscope = 'body'",
            "rule 1 ('x'): rule 'x': the repetition '*' at 1 of 'y*' is not bounded",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = 'y'\nscope = 'body'\nextract = 'title'",
            "rule 1 ('x'): extract is 'title'; it must be one of dateline, byline, credits",
        ),
        ("agencies = ['Khabar', ' ']", "agencies holds ' '; a name is due"),
        (
            "[[rules]]\nname = 'x'\npattern = 'y'\nscope = 'head'\nextract = 'dateline'",
            "rule 1 ('x'): extract is 'dateline'; the pattern needs a group place or agency or",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = 'By y'\nscope = 'lines'\nextract = 'byline'",
            "rule 1 ('x'): extract is 'byline'; the pattern needs a group name",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = 'y'\nscope = 'body'\nlanguages = ['KK']",
            "rule 1 ('x'): languages holds 'KK'; a code such as 'kk' is due",
        ),
        (
            "[[rules]]\nname = 'x'\npattern = '(?:y{1,9} ?){1,9}z'\nscope = 'body'",
            "rule 1 ('x'): rule 'x': the repetition '{1,9}' at 12 of '(?:y{1,9} ?){1,9}z'",
        ),
        (
            "[[rules]]\nname='x'\npattern='y'\nscope='body'\nexamples=[{before='y'}]",
            "rule 1 ('x'): examples: after holds None; a str is due",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, fault: str) -> None:
    """File, rule, key, and what there is instead."""
    with pytest.raises(RuleError) as caught:
        read_pack(pack(tmp_path, text))
    assert fault in str(caught.value)
    assert "khabar.toml: " in str(caught.value)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """By its whole name, as somebody has to find out where it was looked for."""
    with pytest.raises(RuleError, match=r"none\.toml: cannot be read: No such file"):
        read_pack(tmp_path / "none.toml")
