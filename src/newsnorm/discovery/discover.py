"""From what a run linked to proposals for a gazetteer: names that the tables do not have.

The logic rests on results alone, on mentions with their surfaces, names and titles, so that it
works with any canonicalizers, and knows none. A name that the pipeline linked by the text around
it, a definition, a title or an earlier full name, is one that it could link anywhere, if only a
table had it. Four ways lead to a proposal:

    title       a person whom only titles told, under the full name
    surname     the last word of a person's name, if the dump has one bearer of it
    definition  a body that articles define, by its long form, and by its acronym
    spelling    another spelling of a name that is known, or of one that is proposed

Every proposal then has to stand the test of all places where the dump has the name (`sightings`).
Its confidence is the lower bound of Wilson's 95 % interval for the share of articles that speak for
it: it grows with their number, and falls with each that speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsnorm.discovery.known import Known
from newsnorm.discovery.sightings import Lookout, Sightings
from newsnorm.discovery.spellings import folded
from newsnorm.discovery.tally import EXAMPLES, Tally, Use
from newsnorm.gazetteer import Gazetteer
from newsnorm.intervals import wilson
from newsnorm.runs.results import CLUSTERS, check_run, foreign, read_lines, read_records

SHARE = 0.9
"""Of the articles that say something of a name, those that must speak for it."""

ARTICLES = 2
"""Articles that must speak for a surname, which somebody else may bear, too."""

SURE = 3
"""Articles that must define an acronym alike before it is linked without its long form."""

_PARTICLES = frozenset(
    "van von der den de del della di da do dos du la le al el bin ibn ben abu ter ten und y".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row for a gazetteer, with the evidence for it.

    Args:
        surface: the name that no table has.
        name, kind: of the entity; empty for one that a table has.
        entity: the id of one that a table has, or empty.
        case, needs: as in a table of names.
        why: "title", "surname", "definition" or "spelling".
        confidence: 0 to 1.
        mentions: how often the pipeline linked the name so.
        articles: in how many articles.
        more: places where the name stands by itself and nothing links it yet.
        examples: ids of articles.
        meaning: the entity's name, for who reads the table.
    """

    surface: str
    name: str
    kind: str
    entity: str
    case: str
    needs: str
    why: str
    confidence: float
    mentions: int
    articles: int
    more: int
    examples: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name to propose, before the dump is searched for it."""

    use: Use
    why: str
    meant: str
    """Id of the entity that it is for: not its own, if it is a spelling of another one's."""


def discover(folder: Path, gazetteer: Gazetteer) -> list[Proposal]:
    """Propose names from the folder of a run.

    Of articles that repeat each other, the one to keep counts.

    Args:
        folder: what the run made.
        gazetteer: nothing is proposed that it has.

    Returns:
        Proposals, the surest first.

    Raises:
        ConfigError: if the folder is no run's.
        InputError: if a file of it is missing or cannot be read.
    """
    check_run(folder)
    try:
        return _discover(folder, gazetteer)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise foreign(folder, error) from error


def _discover(folder: Path, gazetteer: Gazetteer) -> list[Proposal]:
    left_out = {row["id"] for row in read_lines(folder / CLUSTERS) if not row["keep"]}
    tally = Tally()
    for record in _records(folder, left_out):
        tally.add(record["id"], record["mentions"])
    uses = [use for use in tally.uses() if _is_name(use.surface)]
    known = Known(gazetteer, uses)
    candidates = [
        candidate
        for candidate in _merged(_candidates(uses, known))
        if not gazetteer.lookup(candidate.use.surface)
    ]
    sightings = [_sighting(candidate, known) for candidate in candidates]
    lookout = Lookout(sightings, tally.role_words.keys())
    for record in _records(folder, left_out):
        lookout.look(record)
    proposals = (
        _proposal(candidate, seen, known)
        for candidate, seen in zip(candidates, sightings, strict=True)
        if _stands(candidate, seen)
    )
    return sorted(
        _with_their_entities(proposals),
        key=lambda p: (-p.confidence, -p.more, -p.mentions, p.surface, p.entity),
    )


def _records(folder: Path, left_out: set[str]) -> Iterator[Mapping[str, Any]]:
    for record in read_records(folder):
        if record["id"] not in left_out:
            record.setdefault("mentions", [])
            yield record


def _stands(candidate: _Candidate, seen: Sightings) -> bool:
    """Whether the dump speaks for a name, and by enough of its articles."""
    least = ARTICLES if candidate.why == "surname" else 1
    return seen.speaking >= max(least, SHARE * (seen.speaking + seen.against)) and not (
        candidate.use.kind == "person" and seen.is_words
    )


def _candidates(uses: Iterable[Use], known: Known) -> Iterator[_Candidate]:
    for use in uses:
        meant = known.meant.get(use.entity, use.entity)
        if not meant:
            continue  # it is nearly somebody's name: either theirs misspelt, or another one
        if use.kind == "person":
            yield from _of_person(use, meant, known)
        elif use.surface == use.name and not known.has(use.entity):
            yield _Candidate(use, "spelling" if meant != use.entity else "definition", meant)
        elif use.surface.isupper() and known.owners[use.surface] == {use.entity}:
            yield _Candidate(use, "definition", meant)


def _of_person(use: Use, meant: str, known: Known) -> Iterator[_Candidate]:
    if any(len(word) > 1 and word.isupper() for word in use.surface.split()):
        return  # a body's acronym or a headline's word: "SVR Telegram"
    if " " not in use.surface:
        if known.is_surname(use.surface, meant) and use.surface != use.name:
            yield _Candidate(use, "surname", meant)
    elif meant != use.entity:
        yield _Candidate(use, "spelling", meant)
    elif use.surface == use.name and not known.has(use.entity):
        yield _Candidate(use, "title", meant)
    elif folded(use.surface, "person") == folded(known.name_of(use.entity), "person"):
        yield _Candidate(use, "spelling", meant)


def _merged(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """One candidate a surface and entity: bearers of a name in two spellings share a surname."""
    groups: dict[tuple[str, str], list[_Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.use.surface, candidate.meant), []).append(candidate)
    for first, *others in groups.values():
        uses = [first.use, *(other.use for other in others)]
        use = replace(
            first.use,
            mentions=sum(use.mentions for use in uses),
            articles=sum(use.articles for use in uses),
            examples=[name for use in uses for name in use.examples][:EXAMPLES],
        )
        yield replace(first, use=use)


def _sighting(candidate: _Candidate, known: Known) -> Sightings:
    use = candidate.use
    one = known.spelt_as(candidate.meant)
    names = {known.name_of(entity) for entity in one}
    names |= {other.surface for entity in one for other in known.uses.get(entity, ())}
    given = frozenset(word for name in names for word in name.split()[:-1])
    return Sightings(use.surface, frozenset(one), given, use.kind == "organization")


def _proposal(candidate: _Candidate, seen: Sightings, known: Known) -> Proposal:
    use, has = candidate.use, known.has(candidate.meant)
    name = known.name_of(candidate.meant)
    acronym = use.kind == "organization" and use.surface.isupper() and use.surface != name
    return Proposal(
        surface=use.surface,
        name="" if has else name,
        kind="" if has else known.kind_of(candidate.meant),
        entity=candidate.meant if has else "",
        case="exact" if acronym else "",
        needs="definition" if acronym and use.articles < SURE else "",
        why=candidate.why,
        confidence=round(wilson(seen.speaking, seen.speaking + seen.against)[0], 3),
        mentions=use.mentions,
        articles=use.articles,
        more=seen.more,
        examples=tuple(use.examples),
        meaning=name,
    )


def _with_their_entities(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Without other names of entities whose own name did not stand the test."""
    kept = list(proposals)
    own = {proposal.name for proposal in kept if proposal.name == proposal.surface}
    return [proposal for proposal in kept if not proposal.name or proposal.name in own]


def _is_name(surface: str) -> bool:
    """Whether a surface is made of words with capitals, and of particles between them."""
    words = surface.split()
    return (
        bool(words)
        and "\n" not in surface
        and all(word[0].isupper() or word.casefold() in _PARTICLES for word in words[1:])
        and (words[0][0].isupper() or (len(words) > 1 and words[0].casefold() in _PARTICLES))
        and any(len(word) > 2 for word in words)
    )
