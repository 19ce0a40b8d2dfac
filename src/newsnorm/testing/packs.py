"""What must hold of rules: those of packs, and those that a cleaner's factory returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsnorm.alignment import Alignment
from newsnorm.article import Dateline
from newsnorm.cleaning import MAX_PASSES
from newsnorm.components import ArticleView, Cleaner
from newsnorm.edits import Edit, Extraction
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rules import Rule
from newsnorm.testing.checks import check
from newsnorm.testing.shrinking import literal
from newsnorm.testing.subject import DoesNotApply, Fault, Subject


def rule_summaries(subject: Subject) -> None:
    """Every rule has a name, and says in a line what it is for."""
    for rule in _needed_rules(subject):
        if not rule.name or not rule.summary.strip() or "\n" in rule.summary:
            raise Fault(
                f"the rule {rule.name!r} has the summary {rule.summary!r}",
                given=f"pattern {rule.pattern!r}",
                advice='summary = "one line", for those who read why a text was changed',
            )


def rules_have_examples(subject: Subject) -> None:
    """Every rule has at least one example of what it changes and one trap that it leaves alone."""
    for rule in _needed_rules(subject):
        for what, there in (("example", rule.examples), ("trap", rule.traps)):
            if not there:
                raise Fault(
                    f"the rule {rule.name!r} has no {what}",
                    given=f"pattern {rule.pattern!r}",
                    advice="write a text that it must change"
                    if what == "example"
                    else "write a text that looks much like one and must be left alone: an honest "
                    "sentence of a story in which the pattern nearly stands",
                )


def rule_examples(subject: Subject) -> None:
    """Every example of a rule becomes what it says, by the rule's doing."""
    cleaners, rules = _by_rule(subject)
    for number, rule in rules:
        for example in rule.examples:
            after, edits = _stage(cleaners, example.before, _view_for(rule))
            own = [edit for by, edit in edits if by == number]
            given = f"the rule {rule.name!r}, {literal(example.before)}"
            if after != example.after or not own:
                raise Fault(
                    f"{literal(after)}{'' if own else ', and not by this rule'}",
                    given=given,
                    expected=literal(example.after),
                    advice=_why_not(rule, example.before)
                    or (
                        "correct the pattern, or the example if that is wrong"
                        if after != example.after
                        else "another rule of the table takes it first: put this one before it, or "
                        "give it an example that is its own"
                    ),
                )
            values = [edit.value for edit in own if isinstance(edit, Extraction)]
            if example.value is not None and example.value not in values:
                raise Fault(
                    f"it keeps {', '.join(map(repr, values)) or 'nothing'}",
                    given=given,
                    expected=repr(example.value),
                    advice="look at the groups of the pattern: place, agency, day, month, year, "
                    "name",
                )


def rule_traps(subject: Subject) -> None:
    """Every trap of a rule is left alone by it."""
    cleaners, rules = _by_rule(subject)
    for number, rule in rules:
        for trap in rule.traps:
            # Without a dateline that the trap does not have: a rule of one agency leaves it alone.
            edits = _stage(cleaners, trap, replace(_view_for(rule), dateline=None))[1]
            if own := [edit for by, edit in edits if by == number]:
                raise Fault(
                    f"{own[0]}",
                    given=f"the rule {rule.name!r}, {literal(trap)}",
                    expected="no edits",
                    advice="narrow the pattern or the scope: precision comes first",
                )


def _by_rule(subject: Subject) -> tuple[Sequence[Cleaner], Sequence[tuple[int, Rule]]]:
    """A cleaner for each rule, which so is told from others of its name, and the rules' numbers."""
    rules = rules_of(subject.make())
    if not rules:
        raise DoesNotApply("it has no rules")
    return [*map(RuleCleaner, rules)], [*enumerate(rules)]


def _stage(
    cleaners: Sequence[Cleaner], text: str, view: ArticleView
) -> tuple[str, list[tuple[int, Edit]]]:
    """What the stage's passes leave of a text, and the edits, each with its cleaner's number."""
    found: list[tuple[int, Edit]] = []
    for _ in range(MAX_PASSES):
        before = text
        for number, cleaner in enumerate(cleaners):
            if edits := tuple(cleaner.edits(text, view) or ()):
                found += ((number, edit) for edit in edits)
                text = Alignment.of(text, edits).target
                view = told_dateline(view, edits)
        if text == before:
            break
    return text, found


def _view_for(rule: Rule) -> ArticleView:
    """An article for which the rule is meant."""
    language = rule.languages[0] if rule.languages else "und"
    dateline = Dateline(agency=rule.agencies[0]) if rule.agencies else None
    return ArticleView(rule.fields[0], language, dateline=dateline)


def _why_not(rule: Rule, text: str) -> str:
    if rule.literals and not any(literal in text for literal in rule.literals):
        return f"none of its literals stands in this text: {', '.join(map(repr, rule.literals))}"
    return ""


def rule_literals(subject: Subject) -> None:
    """Every example of a rule has one of the rule's literals, without which it never runs."""
    for rule in _needed_rules(subject):
        given = f"the rule {rule.name!r}, literals {rule.literals!r}"
        for example in rule.examples:
            if advice := _why_not(rule, example.before):
                raise Fault(
                    f"the rule never runs on its example {literal(example.before)}",
                    given=given,
                    expected="at least one of the literals in it",
                    advice=advice,
                )


def _needed_rules(subject: Subject) -> list[Rule]:
    rules = rules_of(subject.make())
    if not rules:
        raise Fault(
            "its factory returns no rules",
            expected="a pack, which is a table of rules",
            advice="use cleaner_suite for a cleaner that is code",
        )
    return rules


def rules_of(cleaners: Sequence[Cleaner]) -> list[Rule]:
    """The rules among some cleaners."""
    return [rule for one in cleaners if isinstance(one, RuleCleaner) for rule in one.rules]


def told_dateline(view: ArticleView, edits: Sequence[Edit]) -> ArticleView:
    """An article with the dateline that some edits took out of it."""
    for edit in edits:
        if isinstance(edit, Extraction) and isinstance(edit.value, Dateline):
            view = replace(view, dateline=edit.value)
    return view


RULES = (check("rule-examples", rule_examples), check("rule-traps", rule_traps))
"""What holds of rules wherever they are."""

PACKED = (
    check("rule-summaries", rule_summaries),
    check("rules-tested", rules_have_examples),
    check("rule-literals", rule_literals),
)
"""What holds of a pack's rules besides."""
