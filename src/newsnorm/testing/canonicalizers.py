"""How canonicalizers are tried, and what must hold of them.

They are given documents with candidates: every name of a small made-up gazetteer that stands in a
field, not decided, or, as one that comes late sees them, decided where there is one reading.
Gazetteers that a suite names are added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import regex

from newsnorm.article import Dateline, Entity
from newsnorm.components import (
    Add,
    Candidate,
    Canonicalizer,
    CanonicalizerSpec,
    Decide,
    DocumentView,
    Option,
    Proposal,
    Withdraw,
)
from newsnorm.gazetteer import Alias, Gazetteer
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.robust import ROBUST, UNTOUCHED
from newsnorm.testing.shrinking import literal, smallest_text
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import Fault, Item, Stage, Subject

MADE_UP = (
    Entity("local:elbonia", "Elbonia", "place", "country"),
    Entity(
        "local:port-elbon",
        "Port Elbon",
        "place",
        "capital",
        "local:elbonia",
        seat_of="local:elbonia",
    ),
    Entity("local:elbon-texas", "Elbon", "place", "city", "local:texas"),
    Entity("local:texas", "Texas", "place", "region"),
    Entity("local:ruritania", "Ruritania", "place", "country"),
    Entity("local:epo", "Elbonian Post Office", "organization", None, "local:elbonia"),
    Entity("local:jane-roe", "Jane Roe", "person", None, "local:elbonia"),
    Entity("local:richard-roe", "Richard Roe", "person"),
    Entity("local:president-of-elbonia", "President of Elbonia", "office", None, "local:elbonia"),
    Entity("local:kyiv", "Kyiv", "place", "capital"),
)
"""Entities to be found in texts: all made up but two."""

NAMES = (
    Alias("Elbonian", "local:elbonia", "demonym"),
    Alias("Roe", "local:jane-roe", needs="definition"),
    Alias("Roe", "local:richard-roe", needs="definition"),
    Alias("Elbon", "local:port-elbon", needs="evidence"),
    Alias("EPO", "local:epo", exact=True),
    Alias("Kiev", "local:kyiv", not_beside=frozenset({"chicken"})),
    Alias("Київ", "local:kyiv", language="uk"),
)
"""Their names besides the canonical ones: two of them are ambiguous."""

_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")
_LONGEST = 4
"""Words in a name, at most."""

STORIES = tuple(
    " ".join(story.split())
    for story in """
President Jane Roe of Elbonia met King John of Ruritania. Roe said the visit to Port Elbon, Elbonia,
went well. The Elbonian Post Office (EPO) agreed; EPO's head resigned.

Elbon, Texas, is not Port Elbon. Chicken Kiev is not from Kiev.

ELBONIAN PRESIDENT ROE VISITS KYIV

President of the Elbonian Post Office Richard Roe, Jane Roe and others met. The President said:
"Roe is late."

Port Elbon rejected what Ruritania had offered. The president of Elbonia left.
""".split("\n\n")
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a document is made of."""

    text: str
    title: str | None = None
    published: date | None = None
    language: str = "und"
    dateline: Dateline | None = None
    decided: bool = False


def made_up_gazetteer() -> Gazetteer:
    """The small gazetteer that canonicalizers are tried with.

    >>> [alias.entity for alias in made_up_gazetteer().lookup("Roe")]
    ['local:jane-roe', 'local:richard-roe']
    """
    return Gazetteer.of(MADE_UP, NAMES)


class Canonicalizers(Stage):
    """Canonicalizers, with documents whose names are candidates.

    Args:
        gazetteer: what the documents have as theirs.
    """

    kind = CanonicalizerSpec

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def items(self, examples: Sequence[str], count: int) -> list[Given]:
        """Texts, some with a title, a dateline, a date."""
        from newsnorm.testing.strategies import drawn, known_texts

        known = known_texts((*examples, *STORIES))
        texts = [*known, *drawn("any_text", count // 2), *drawn("news_text", count // 2)]
        plain = [Given(text) for text in texts]
        plain += [Given(text, published=date(2022, 2, 2), decided=True) for text in known]
        around = Dateline("PORT ELBON, Elbonia", "2022-02-02", "TASS")
        return plain + [
            Given(text, texts[-number], date(2022, 2, 2), "en", around if number % 2 else None)
            for number, text in enumerate(texts, 1)
        ]

    def run(self, canonicalizer: Canonicalizer, given: Given) -> list[Proposal]:
        """What is proposed for a document."""
        return list(canonicalizer.propose(self.document(given)))

    def document(self, given: Given) -> DocumentView:
        """A document with a candidate for each name that stands in it."""
        fields = {"title": given.title} if given.title is not None else {}
        fields["text"] = given.text
        if given.dateline and given.dateline.place:
            fields["dateline"] = given.dateline.place
        return DocumentView(
            MappingProxyType(fields),
            tuple(_candidates(fields, self.gazetteer, decided=given.decided)),
            self.gazetteer,
            given.published,
            given.language,
            given.dateline,
        )

    def show(self, given: Given) -> str:
        """The text, and what else there is."""
        text = literal(given.text)
        return text if given == Given(given.text) else f"{text}, with {replace(given, text='...')}"

    def shrink(self, given: Given, fails: Callable[[Item], bool]) -> Given:
        """The smallest text, alone if that fails too."""
        for plainer in (
            Given(given.text),
            replace(given, dateline=None),
            replace(given, title=None),
            replace(given, published=None, language="und"),
            replace(given, decided=False),
        ):
            if fails(plainer):
                given = plainer
                break
        text = smallest_text(given.text, lambda text: fails(replace(given, text=text)))
        return replace(given, text=text)

    def of(self, text: str) -> Given:
        """A document with nothing but a text."""
        return Given(text)


def _candidates(
    fields: Mapping[str, str], gazetteer: Gazetteer, *, decided: bool
) -> list[Candidate]:
    found: list[Candidate] = []
    for field, text in fields.items():
        for start, end, aliases in _names(text, gazetteer):
            names = [alias for alias in aliases if alias.form == "name"]
            options = tuple(
                Option(gazetteer.entities[alias.entity], alias.row, alias.needs)
                for alias in names or aliases
            )
            found.append(
                Candidate(
                    len(found), field, start, end, text[start:end], options, "alias",
                    decided and len(options) == 1 and bool(names), not names,
                )
            )  # fmt: skip
    return found


def _names(text: str, gazetteer: Gazetteer) -> list[tuple[int, int, tuple[Alias, ...]]]:
    """The longest name at each word, from left to right."""
    words = [word.span() for word in _WORDS.finditer(text)]
    found: list[tuple[int, int, tuple[Alias, ...]]] = []
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + count - 1][1]
            aliases = gazetteer.aliases.get(text[start:end]) if end - start < 80 else None
            if aliases:
                found.append((start, end, aliases))
                at += count - 1
                break
        at += 1
    return found


def valid_proposals(subject: Subject) -> None:
    """Proposals are `Add`, `Decide` or `Withdraw`, inside their field, for candidates there are."""
    canonicalizer = subject.make()
    stage: Any = subject.stage

    def fault(given: Given) -> str | None:
        document = stage.document(given)
        known = {candidate.key for candidate in document.candidates}
        try:
            proposals = list(canonicalizer.propose(document))
        except Exception:  # noqa: BLE001 - the affair of another check
            return None
        count = len(document.candidates)
        for proposal in proposals:
            match proposal:
                case Add():
                    if wrong := _wrong_add(proposal, document):
                        return wrong
                    known.add(count)  # candidates of its own have the next keys
                    count += 1
                case Decide(key, option, _, score):
                    if key not in known:
                        return f"{proposal} is for a candidate that there is not"
                    given_option: object = option
                    if not isinstance(given_option, Option) or not _is_score(score):
                        return f"{proposal} has an option or a score that is none"
                case Withdraw(key):
                    if key not in known:
                        return f"{proposal} is for a candidate that there is not"
                    known.discard(key)
                case _:
                    return f"it proposes {proposal!r}, which is no proposal"
        return None

    _each(
        subject,
        fault,
        "offsets are those of `document.fields[field]`, start < end; keys are those of "
        "`document.candidates`; scores are from 0 to 1",
    )


def _wrong_add(add: Add, document: DocumentView) -> str:
    if add.field not in document.fields:
        return f"{add} is for a field that this document does not have"
    text = document.fields[add.field]
    if not 0 <= add.start < add.end <= len(text):
        return f"{add} lies outside its field, which has {len(text)} code points"
    if add.decided and not add.options:
        return f"{add} is decided, but has no option"
    options: Any = add.options
    if not isinstance(options, tuple) or not all(isinstance(o, Option) for o in options):
        return f"{add} has options that are no tuple of `Option`s"
    return "" if _is_score(add.score) else f"{add} has a score that is not from 0 to 1"


def _is_score(score: object) -> bool:
    return isinstance(score, (int, float)) and 0 <= score <= 1


def reasons(subject: Subject) -> None:
    """Every proposal says why."""
    canonicalizer = subject.make()
    stage: Any = subject.stage

    def fault(given: Given) -> str | None:
        try:
            for proposal in stage.run(canonicalizer, given):
                reason = getattr(proposal, "reason", None)
                if not isinstance(reason, str) or not reason.strip():
                    return f"{proposal} has the reason {reason!r}"
        except Exception:  # noqa: BLE001 - the affair of another check
            pass
        return None

    _each(subject, fault, "say in a few words what decided: people read it in `explain`")


def untouched(subject: Subject) -> None:
    """The document, its gazetteer and the options are as they were afterwards."""
    stage: Any = subject.stage
    made = subject.options()
    canonicalizer = subject.make(made)
    options, entities = repr(made), _fingerprint(stage.gazetteer)
    for given in subject.items:
        document = stage.document(given)
        before = repr(document)
        try:
            list(canonicalizer.propose(document))
        except Exception:  # noqa: BLE001 - the affair of another check
            continue
        changed = ""
        if _fingerprint(stage.gazetteer) != entities:
            changed = "the gazetteer, which all articles share, is another"
        elif repr(document) != before:
            changed = "the document is another"
        elif repr(made) != options:
            changed = f"the options {options} are now {made}"
        if changed:
            raise Fault(
                f"afterwards {changed}",
                given=subject.stage.show(given),
                expected="nothing that a component is given changes",
                advice=UNTOUCHED,
            )


def _fingerprint(gazetteer: Gazetteer) -> tuple[int, int, int, int]:
    rows = tuple(gazetteer.aliases.items())
    capitals = tuple(gazetteer.capitals.items())
    entities = tuple(gazetteer.entities.items())
    return len(rows), hash(rows), hash(capitals), hash(entities)


def _each(subject: Subject, fault: Callable[[Given], str | None], advice: str) -> None:
    for given in subject.items:
        if fault(given) is None:
            continue
        least = subject.stage.shrink(given, lambda smaller: fault(smaller) is not None)
        raise Fault(
            fault(least) or fault(given) or "", given=subject.stage.show(least), advice=advice
        )


@lru_cache(maxsize=8)
def with_made_up(tables: tuple[Gazetteer, ...]) -> Gazetteer:
    """The made-up gazetteer and some others, as one."""
    return Gazetteer.combined((made_up_gazetteer(), *tables))


CANONICALIZER = (
    *DECLARED,
    check("valid-proposals", valid_proposals),
    check("reasons", reasons),
    check("untouched", untouched),
    *ROBUST,
    *STEADY,
)
