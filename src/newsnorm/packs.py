r"""Packs: cleaning rules as files, so that adding an agency takes no code.

A pack is a TOML file:

    summary = "datelines of Khabar"
    agencies = ["Khabar", "Хабар"]      # as its tags print them; what {agency} matches
    fields = ["text"]                   # for rules that name none; else they are for the title too

    [months]                            # names that newsnorm does not know, in small letters
    "қаңтар" = 1

    [patterns]                          # pieces to use in rules, as {city}
    city = '(?P<place>АЛМАТЫ|АСТАНА)'

    [[rules]]
    name = "dateline"
    summary = "city, day and the agency in brackets"
    scope = "head"
    pattern = '{city}, {date} \({agency}\) {dash}[ ]*+'
    extract = "dateline"                # byline, credits, notices; without it, the match is cut
    replace = ""                        # what to put there instead, if anything
    literals = ["("]
    examples = [{ before = "АСТАНА, 5 қаңтар (Хабар) - Қар жауды.", after = "Қар жауды.",
                  value = { place = "АСТАНА", date = "--01-05", agency = "Хабар" } }]
    traps = ["Қар (Хабар) жауды."]

Besides the pack's own there are the pieces {agency}, {place}, {any_place}, {date}, {dash}, {person}
and {people}. Every rule says what it is for, and has examples and traps, which are its tests.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast, get_args

import regex

from newsnorm.article import Dateline, FieldName
from newsnorm.datelines import ANY_PLACE, DASH, MONTHS, PLACE, any_of, date_pattern, read_dateline
from newsnorm.edits import Furniture
from newsnorm.errors import RuleError
from newsnorm.rulepatterns import lint
from newsnorm.rules import Action, Delete, Example, Extract, Replace, Rule, Scope

_PARTICLE = "(?:de|van|von|der|den|ten|ter|bin|ibn|al|el|la|le|da|dos|das|di|del|della|du|af|zu)"
_PREFIX = "(?:al|el|ad|an|ar|as|ash|ul)-|d['’]"

PERSON = (
    rf"(?P<name>\p{{Lu}}[\p{{L}}'.’-]{{0,24}}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}"
    rf"(?:{_PREFIX})?\p{{Lu}}[\p{{L}}'.’-]{{0,24}}){{1,3}})"
)
"""A name of two words or more, as the group `name`."""

PEOPLE = rf"{PERSON}(?:(?:,[ ]|,?[ ](?:and|AND|with|und|et|y|и|та|і)[ ]){PERSON})*+"
"""Such names in a row."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack's file says.

    Args:
        name: the file's name without its suffix.
        summary: one line.
        agencies: names of agencies as their tags print them.
        months: its own, besides those newsnorm knows: numbers by their names in small letters.
        rules: in order, their patterns complete.
    """

    name: str
    summary: str = ""
    agencies: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict, hash=False)
    rules: tuple[Rule, ...] = ()


def read_pack(
    file: Path | Traversable,
    *,
    agencies: Iterable[str] = (),
    months: Mapping[str, int] | None = None,
) -> Pack:
    """Read a pack.

    Args:
        file: where it is; something in a package's `importlib.resources.files` will do.
        agencies, months: to use besides those that the pack names.

    Raises:
        RuleError: naming the file, the rule and what in it is not understood or not safe.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "khabar.toml")
    ...     _ = file.write_text('''
    ...         agencies = ["Khabar"]
    ...         [[rules]]
    ...         name = "tag"
    ...         scope = "head"
    ...         pattern = '/{agency}/[.]?[ ]*+'
    ...         extract = "dateline"
    ...     ''')
    ...     pack = read_pack(file)
    >>> pack.agencies, pack.rules[0].name, pack.rules[0].action.field
    (('Khabar',), 'tag', 'dateline')
    """
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        raise RuleError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file}: is not TOML: {error}") from error
    try:
        return _pack(file.name.removesuffix(".toml"), data, tuple(agencies), months or {})
    except RuleError as error:
        raise RuleError(f"{file.name}: {error}") from error


def _pack(
    name: str, data: dict[str, Any], agencies: tuple[str, ...], months: Mapping[str, int]
) -> Pack:
    _known(data, ("summary", "agencies", "fields", "months", "patterns", "rules"))
    own = _strings(data, "agencies")
    own_months = _table(data, "months", int)
    all_months = {**MONTHS, **months, **own_months}
    for month, number in all_months.items():
        if month != month.lower() or not 1 <= number <= 12:
            raise RuleError(
                f"months: {month!r} = {number}; names are in small letters, numbers from 1 to 12"
            )
    all_agencies = (*own, *agencies)
    pieces = {
        "agency": _agency(all_agencies),
        "place": PLACE,
        "any_place": ANY_PLACE,
        "date": date_pattern(all_months),
        "dash": DASH,
        "person": PERSON,
        "people": PEOPLE,
    }
    for piece, pattern in _table(data, "patterns", str).items():
        pieces[piece] = _filled(pattern, pieces, f"patterns: {piece!r}")
    default_fields = _fields(data) or get_args(FieldName)
    rules = []
    for number, entry in enumerate(_typed(data.get("rules", []), list, "rules"), 1):
        where = f"rule {number} ({entry.get('name', '?')!r})" if isinstance(entry, dict) else ""
        try:
            entry = _typed(entry, dict, "a rule")  # noqa: PLW2901 - the same, checked
            rules.append(_rule(entry, pieces, all_agencies, all_months, default_fields))
        except RuleError as error:
            raise RuleError(f"{where or f'rule {number}'}: {error}") from error
    return Pack(name, _typed(data.get("summary", ""), str, "summary"), own, own_months, (*rules,))


def _rule(
    entry: dict[str, Any],
    pieces: Mapping[str, str],
    agencies: Sequence[str],
    months: Mapping[str, int],
    default_fields: tuple[FieldName, ...],
) -> Rule:
    names = [item.name for item in fields(Rule) if item.name != "action"]
    _known(entry, (*names, "extract", "replace"))
    for key in ("name", "pattern", "scope"):
        if key not in entry:
            raise RuleError(f"has no {key!r}")
    scopes = [scope.value for scope in Scope]
    scope = _one_of(entry["scope"], scopes, "scope")
    rule = Rule(
        _typed(entry["name"], str, "name"),
        _filled(_typed(entry["pattern"], str, "pattern"), pieces, "pattern"),
        Scope(scope),
        _action(entry, months),
        literals=_literals(entry, agencies),
        fields=_fields(entry) or default_fields,
        languages=_strings(entry, "languages"),
        agencies=_strings(entry, "agencies"),
        context=_strings(entry, "context"),
        summary=_typed(entry.get("summary", ""), str, "summary"),
        examples=tuple(_example(example) for example in _list(entry, "examples")),
        traps=_strings(entry, "traps"),
    )
    lint(rule)
    return rule


def _fields(entry: Mapping[str, Any]) -> tuple[FieldName, ...]:
    names = _strings(entry, "fields")
    return tuple(cast(FieldName, _one_of(name, get_args(FieldName), "fields")) for name in names)


def _literals(entry: Mapping[str, Any], agencies: Sequence[str]) -> tuple[str, ...]:
    """The literals as they are; "({agency}" is one for each agency."""
    return tuple(
        dict.fromkeys(
            literal.replace("{agency}", agency)
            for literal in _strings(entry, "literals")
            for agency in (agencies if "{agency}" in literal else ("",))
        )
    )


def _action(entry: dict[str, Any], months: Mapping[str, int]) -> Action:
    text = _typed(entry.get("replace", ""), str, "replace")
    if "extract" not in entry:
        return Replace(text) if "replace" in entry else Delete()
    kept = cast(Furniture, _one_of(entry["extract"], get_args(Furniture), "extract"))
    value = partial(read_dateline, months=months) if kept == "dateline" else None
    return Extract(kept, value, text)


def _example(value: object) -> Example:
    entry: dict[str, Any] = _typed(value, dict, "examples")
    _known(entry, ("before", "after", "value"))
    for key in ("before", "after"):
        _typed(entry.get(key), str, f"examples: {key}")
    kept = entry.get("value")
    if isinstance(kept, dict):
        _known(kept, ("place", "date", "agency"))
        kept = Dateline(**kept)
    elif kept is not None:
        kept = _strings(entry, "value")
    return Example(entry["before"], entry["after"], kept)


_PIECE = regex.compile(r"(?<!\\[pPNuUx])\{([a-z_]+)\}")


def _filled(pattern: str, pieces: Mapping[str, str], where: str) -> str:
    """The pattern with its pieces put in."""

    def piece(found: regex.Match[str]) -> str:
        if found[1] not in pieces:
            raise RuleError(f"{where}: there is no piece {found[0]}; {_hint(found[1], pieces)}")
        return pieces[found[1]]

    return _PIECE.sub(piece, pattern)


def _agency(names: Sequence[str]) -> str:
    """Any of the names; a tag may name a regional service ("Interfax-Ukraine", "dpa/sn")."""
    return rf"(?P<agency>{any_of(names)}(?:-\p{{Lu}}[\p{{L}}]{{1,15}}|/\p{{Ll}}{{2,5}})?)"


def _known(entry: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in entry:
        if key not in keys:
            raise RuleError(f"unknown key {key!r}; {_hint(key, keys)}")


def _hint(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, [*names], 1)
    meant = f"did you mean {close[0]!r}? " if close else ""
    return f"{meant}There are: {', '.join(names)}"


def _one_of(value: object, allowed: Sequence[str], where: str) -> str:
    if value not in allowed:
        raise RuleError(f"{where} is {value!r}; it must be one of {', '.join(allowed)}")
    return cast(str, value)


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    return cast("list[Any]", _typed(entry.get(key, []), list, key))


def _strings(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_typed(value, str, key) for value in _list(entry, key))


def _table(data: Mapping[str, Any], key: str, kind: type) -> dict[str, Any]:
    table: dict[str, Any] = _typed(data.get(key, {}), dict, key)
    return {name: _typed(value, kind, f"{key}: {name!r}") for name, value in table.items()}


def _typed(value: object, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise RuleError(f"{where} holds {value!r}; a {kind.__name__} is due")
    return value
