"""Packs: each rule by its own examples and traps; a user's packs among those of the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Dateline, NormalizedArticle, Rule
from newsnorm_wire import newsnorm_cleaners
from newsnorm_wire.furniture import read_rules, shipped

NLP = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
RULES = [pytest.param(rule, id=f"{rule.name}: {rule.summary}") for rule in read_rules()]


def run(rule: Rule, text: str) -> NormalizedArticle:
    """What all rules together make of a text for which the rule's conditions are met."""
    title, language = None, rule.languages[0] if rule.languages else None
    source = rule.agencies[0] if rule.agencies else None
    if "text" not in rule.fields:
        title, text = text, ""
    return NLP.normalize(text, title=title, source=source, language=language)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cuts_its_examples(rule: Rule) -> None:
    assert rule.examples
    assert rule.summary
    for example in rule.examples:
        article = run(rule, example.before)
        kept = {
            "dateline": article.dateline,
            "byline": article.byline,
            "credits": article.credits,
            "notices": article.notices,
        }
        assert (article.text or article.title) == example.after
        names = (name for _, change in article.edits for name in change.rule.split("+"))
        assert rule.name in {name.partition(":")[2] for name in names}
        if isinstance(rule.action, newsnorm.Extract):
            assert kept.pop(rule.action.field) == example.value


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_its_traps(rule: Rule) -> None:
    assert rule.traps
    alone = newsnorm.RuleCleaner(rule)
    for trap in rule.traps:
        assert not alone.edits(trap, newsnorm.ArticleView(field=rule.fields[0]))
        article = NLP.normalize(trap, title=trap)
        assert (article.title, article.text) == (trap, trap)


@pytest.mark.parametrize("rule", RULES)
def test_every_match_holds_a_literal(rule: Rule) -> None:
    """Or the gate would shut a match out."""
    plain = newsnorm.RuleCleaner(rule, gates=False)
    gated = newsnorm.RuleCleaner(rule)
    for example in rule.examples:
        view = newsnorm.ArticleView(field=rule.fields[-1])
        assert list(gated.edits(example.before, view)) == list(plain.edits(example.before, view))


GATED, PLAIN = newsnorm.RuleCleaner(*read_rules()), newsnorm.RuleCleaner(*read_rules(), gates=False)
PIECES = sorted(
    {
        piece
        for rule in read_rules()
        for text in (*(example.before for example in rule.examples), *rule.traps)
        for piece in (text, *text.split("\n"), text[: len(text) // 2])
    }
)


@given(
    st.lists(st.sampled_from(PIECES) | st.sampled_from(["\n", " ", "\n\n", "x" * 200]), max_size=8),
    st.sampled_from(["", "\n", " "]),
    st.sampled_from(["title", "text"]),
)
def test_gates_change_nothing_but_time(pieces: list[str], between: str, field: str) -> None:
    """Whatever is put together from the examples and traps of all rules."""
    text, view = between.join(pieces), newsnorm.ArticleView(field=field)  # type: ignore[arg-type]
    assert [*GATED.edits(text, view)] == [*PLAIN.edits(text, view)]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_cleaning_is_stable_whatever_is_put_together(pieces: list[str]) -> None:
    article = NLP.normalize("\n".join(pieces))
    assert article.undo().text == "\n".join(pieces)
    if not article.warnings:
        assert NLP.normalize(article.text).text == article.text


def test_an_agency_is_named_by_one_pack() -> None:
    names = [name for pack in shipped() for name in pack.agencies]
    assert sorted(names) == sorted(set(names))


def pack(folder: Path, text: str) -> str:
    """The path of a pack with that text."""
    file = folder / "khabar.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def with_packs(*packs: str) -> newsnorm.Pipeline:
    """Wire furniture with a user's packs."""
    return newsnorm.Pipeline.of(
        cleaners=newsnorm_cleaners(), options={"wire/furniture": {"packs": packs}}
    )


def test_a_pack_of_one_line_gives_its_agency_the_usual_forms(tmp_path: Path) -> None:
    nlp = with_packs(pack(tmp_path, 'agencies = ["Qazaqstan"]'))
    for text, place in (
        ("ASTANA, May 4 (Qazaqstan) - Snow fell.", "ASTANA"),
        ("ASTANA. /Qazaqstan/. Snow fell.", "ASTANA"),
        ("(Qazaqstan) - Snow fell.", None),
    ):
        article = nlp.normalize(text)
        assert article.text == "Snow fell."
        assert article.dateline
        assert (article.dateline.place, article.dateline.agency) == (place, "Qazaqstan")
        assert NLP.normalize(text).text == text


def test_months_of_a_users_pack_are_read_in_the_usual_forms(tmp_path: Path) -> None:
    nlp = with_packs(pack(tmp_path, 'agencies = ["Хабар"]\n[months]\n"қаңтар" = 1'))
    article = nlp.normalize("АСТАНА, 5 қаңтар (Хабар) - Қар жауды.")
    assert (article.text, article.dateline) == (
        "Қар жауды.",
        Dateline("АСТАНА", "--01-05", "Хабар"),
    )


def test_a_users_rules_come_first_in_their_kind(tmp_path: Path) -> None:
    rule = "[[rules]]\nname = 'mine'\nscope = 'last-line'\npattern = '-30-|FIN'"
    nlp = with_packs(pack(tmp_path, rule))
    for text in ("Snow fell.\n-30-", "Snow fell.\nFIN"):
        (edit,) = nlp.normalize(text).edits
        assert edit[1].rule == "wire/furniture:mine"


def test_a_pack_that_is_broken_is_named_with_its_rule(tmp_path: Path) -> None:
    broken = pack(tmp_path, "[[rules]]\nname = 'mine'\nscope = 'tail'\npattern = '('")
    with pytest.raises(newsnorm.RuleError, match=r"khabar\.toml: rule 1 \('mine'\)"):
        with_packs(broken)
    with pytest.raises(newsnorm.RuleError, match=r"none\.toml: cannot be read"):
        with_packs(str(tmp_path / "none.toml"))
