"""How pair rules are tried, and what must hold of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from newsnorm.article import Dateline, Relation, RelationKind
from newsnorm.components import ArticleFacts, DeduplicatorSpec, PairRule
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.robust import ODD_ADVICE, UNTOUCHED
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import Fault, Item, Stage, Subject
from newsnorm.testing.texts import ODD

NOON = datetime(2022, 2, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Given:
    """What a pair rule is given: the facts of two articles, the earlier first, and a relation."""

    left: ArticleFacts
    right: ArticleFacts
    relation: Relation = field(default_factory=lambda: Relation("left", "right", "near"))


class PairRules(Stage):
    """Pair rules, with pairs of articles of which much or little is known."""

    kind = DeduplicatorSpec

    def make(self, spec: DeduplicatorSpec, options: Any) -> PairRule:
        """The rule."""
        made = spec.factory() if options is None else spec.factory(options)
        if not isinstance(made, PairRule):
            raise TypeError(f"it gives a {type(made).__name__}, not a PairRule")
        return made

    def items(
        self, examples: Sequence[tuple[ArticleFacts, ArticleFacts, Relation]], count: int
    ) -> list[Given]:
        """An author's pairs, pairs that differ in one fact, pairs that differ in several."""
        alike = Given(*_both(published=NOON, source="TASS"))
        found = [Given(*example) for example in examples]
        found += [Given(*_both(), _relation(kind)) for kind in get_args(RelationKind)]
        found += [replace(alike, relation=_relation(kind)) for kind in get_args(RelationKind)]
        for name, values in _FACTS.items():
            found += [replace(alike, right=_facts("right", **{name: value})) for value in values]
        # The same in every process: no chance of another's drawing comes between.
        chance = random.Random(1)
        for _ in range(4 * count):
            left, right = (
                _facts(name, **{fact: chance.choice(values) for fact, values in _FACTS.items()})
                for name in ("left", "right")
            )
            if (left.published is None, left.published or NOON) <= (
                right.published is None,
                right.published or NOON,
            ):
                kind = chance.choice(get_args(RelationKind))
                found.append(Given(left, right, _relation(kind, jaccard=chance.random())))
        return found

    def run(self, rule: PairRule, given: Given) -> Relation | None:
        """What the rule decides."""
        relation = replace(given.relation, evidence=dict(given.relation.evidence))
        return rule.decide(given.left, given.right, relation)

    def show(self, given: Given) -> str:
        """The call."""
        return f"decide({_shown(given.left)}, {_shown(given.right)}, {given.relation})"

    def shrink(self, given: Given, fails: Callable[[Item], bool]) -> Given:
        """The pair of which the least is known, with no evidence."""
        for side in ("left", "right"):
            for fact in _FACTS:
                facts = getattr(given, side)
                default = getattr(_facts(""), fact)
                plainer = replace(given, **{side: replace(facts, **{fact: default})})
                if plainer != given and fails(plainer):
                    given = plainer
        bare = replace(given, relation=replace(given.relation, evidence={}))
        return bare if fails(bare) else given

    def of(self, text: str) -> Given:
        """Two articles whose facts are a text, wherever they can be."""
        facts = {"title": text, "source": text, "language": text or "und"}
        dateline = Dateline(text or None, None, text or None)
        return Given(*_both(dateline=dateline, **facts))

    def is_idle(self, given: Given, made: Relation | None, /) -> bool:
        """Whether the relation is as it was."""
        return made == given.relation


_FACTS: dict[str, tuple[Any, ...]] = {
    "title": (None, "", "Snow falls", "UPDATE 1-Snow falls"),
    "published": (
        None,
        NOON,
        NOON - timedelta(hours=1),
        NOON + timedelta(hours=23),
        NOON + timedelta(days=30),
    ),
    "source": (None, "TASS", "tass", "Reuters", "Хабар"),
    "language": ("und", "en", "ru", "kk"),
    "dateline": (
        None,
        Dateline("MOSCOW", "2022-02-02", "TASS"),
        Dateline("RIGA", "--02-02", "Reuters"),
        Dateline(agency="AFP"),
        Dateline("АСТАНА"),
    ),
}


def _facts(name: str, **facts: Any) -> ArticleFacts:
    return ArticleFacts(name, **facts)


def _both(**facts: Any) -> tuple[ArticleFacts, ArticleFacts]:
    return _facts("left", **facts), _facts("right", **facts)


def _relation(kind: RelationKind, **evidence: float) -> Relation:
    return Relation("left", "right", kind, evidence)


def _shown(facts: ArticleFacts) -> str:
    """Facts without those that are not known."""
    plain = ArticleFacts(facts.id)
    known = [n for n in ("id", *_FACTS) if n == "id" or getattr(facts, n) != getattr(plain, n)]
    return f"ArticleFacts({', '.join(f'{name}={getattr(facts, name)!r}' for name in known)})"


def valid_relations(subject: Subject) -> None:
    """It returns None or a `Relation` of the same two articles, of a kind that there is."""
    rule = subject.make()

    def fault(given: Given) -> str:
        try:
            made: Any = subject.stage.run(rule, given)
        except Exception:  # noqa: BLE001 - the affair of another check
            return ""
        if made is None:
            return ""
        if not isinstance(made, Relation):
            return f"it returns {made!r}"
        if (made.left, made.right) != (given.relation.left, given.relation.right):
            return f"it returns a relation of {made.left!r} and {made.right!r}"
        if made.kind not in get_args(RelationKind):
            return f"it returns the kind {made.kind!r}"
        numbers = all(isinstance(value, (int, float)) for value in made.evidence.values())
        return "" if numbers else f"its evidence is {dict(made.evidence)!r}"

    for given in subject.items:
        if fault(given):
            least = subject.stage.shrink(given, lambda part: bool(fault(part)))
            raise Fault(
                fault(least),
                given=subject.stage.show(least),
                expected=f"None, or the relation, of {', '.join(get_args(RelationKind))}",
                advice='return relation, or dataclasses.replace(relation, kind="related"), or None',
            )


def any_pair(subject: Subject) -> None:
    """Whatever is known of two articles, and whatever is not, it does not raise."""
    subject.must_not_raise(
        subject.items, "title, published, source and dateline can be None: look before you use them"
    )


def odd_facts(subject: Subject) -> None:
    """NUL, lone surrogates and other odd code points in titles and names never make it raise."""
    subject.must_not_raise([subject.stage.of(text) for text in ("", *ODD)], ODD_ADVICE)


def untouched(subject: Subject) -> None:
    """The relation's evidence and the options are as they were afterwards."""
    made = subject.options()
    rule = subject.make(made)
    options = repr(made)
    for given in subject.items:
        relation = replace(given.relation, evidence=dict(given.relation.evidence))
        try:
            rule.decide(given.left, given.right, relation)
        except Exception:  # noqa: BLE001 - the affair of another check
            continue
        if relation != given.relation or repr(made) != options:
            raise Fault(
                f"afterwards {relation if relation != given.relation else made}",
                given=subject.stage.show(given),
                expected="nothing that a component is given changes",
                advice=f"{UNTOUCHED}: replace(relation, evidence={{**relation.evidence, ...}})",
            )


PAIR_RULE = (
    *DECLARED,
    check("relations", valid_relations),
    check("any-input", any_pair),
    check("odd-characters", odd_facts),
    check("untouched", untouched),
    *STEADY,
)
