"""Companies of the large stock indices, by the names that newspapers print.

pytickersymbols (MIT) lists who is in the DAX, the FTSE 100, the Nikkei 225, the S&P 500 and so on.
A name of one word is taken only if no list knows it as a word or a name; one of several words if
not all of them are words, or if the index is one of the largest companies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

from world_build.assembly import World, folded, local_id
from world_build.guards import LARGE, Guards
from world_build.tables import CURATED, Row, read

SOURCE = "pytickersymbols"

LARGEST = frozenset(
    ("AEX", "BEL 20", "CAC_40", "DAX", "DOW JONES", "EURO STOXX 50", "FTSE 100", "IBEX 35",
     "NASDAQ 100", "NIKKEI 225", "S&P 100", "S&P 500", "Switzerland 20")
)  # fmt: skip
"""Indices of the largest companies: a name of plain words is theirs first of all, "Home Depot"."""

SHORTEST = 5
"""Letters of a name of one word."""

_LEGAL = re.compile(
    r"(?:,? \(.*\)|,? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|AG|SE|SA"
    r"|S\.A|N\.V|NV|AB|Oyj|ASA|GmbH|KGaA|SpA|S\.p\.A|LLC|LP|L\.P|SAF|S\.A\.F|& Co\.? KGaA|& Co"
    r"|and Company|& Company|and Co|REIT)\.?)+$"
)
_NOUNS = frozenset(
    """
    airlines automotive beverage brands communications electronics energy enterprises entertainment
    financial foods group health healthcare holding holdings industries international laboratories
    logistics materials medical motors networks pharma pharmaceutical pharmaceuticals resorts
    resources semiconductor services software stores systems technologies technology telecom
    therapeutics
    """.split()
)
"""Nouns without which a company is as well known: "Akamai Technologies"."""
_SHAPE = re.compile(r"[^\W\d_][\w.'’-]*(?: (?:&|of|[^\W\d_][\w.'’-]*))*")


def add_companies(made: World) -> None:
    """Add them with their names; what anybody else has goes to nobody."""
    guards = Guards()
    blocked = {row["surface"] for row in read(CURATED / "blocked.tsv")}
    listed = [row for row in _listed() if row[0] not in blocked]
    firsts = Counter(name.split()[0] for name, _, _ in listed)
    rows: list[Row] = []
    for name, country, large in listed:
        if made.owners.get(folded(name)) or not _is_name(name, guards, large=large):
            continue
        entity = local_id(name)
        if entity in made.entities:
            continue
        parent = f"iso3166:{country}" if f"iso3166:{country}" in made.entities else ""
        made.entity({"entity": entity, "kind": "organization", "type": "company", "name": name,
                     "parent": parent, "source": SOURCE})  # fmt: skip
        rows += [
            {"surface": form, "entity": entity, "rewrite": "no", "source": SOURCE}
            for form in _short_forms(name)
            if form not in blocked
            and firsts[form.split()[0]] == 1
            and _is_name(form, guards, large=False)
        ]
    made.generated(rows)


def _listed() -> list[tuple[str, str, bool]]:
    """Name, country and whether it is one of the largest, of each company."""
    found: dict[str, tuple[str, str, bool]] = {}
    for stock in _stocks():
        name = _LEGAL.sub("", stock["name"].strip()).strip(" ,").removeprefix("The ")
        large = not LARGEST.isdisjoint(stock["indices"])
        isins = stock.get("isins") or [""]
        american = any(index.startswith(("S&P", "NASDAQ", "DOW")) for index in stock["indices"])
        country = isins[0][:2] or ("US" if american else "")
        known = found.get(folded(name))
        found[folded(name)] = (name, country, large or (known is not None and known[2]))
    return sorted(found.values())


def _stocks() -> Iterator[dict[str, Any]]:
    """Each company once, with all its indices."""
    from pytickersymbols import PyTickerSymbols

    symbols = PyTickerSymbols()
    found: dict[str, dict[str, Any]] = {}
    for index in sorted(symbols.get_all_indices()):
        for stock in symbols.get_stocks_by_index(index):
            found.setdefault(stock["name"], {**stock, "indices": set()})["indices"].add(index)
    yield from (found[name] for name in sorted(found))


def _short_forms(name: str) -> Iterator[str]:
    """A name without the nouns at its end."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].lower() in _NOUNS:
        parts.pop()
        yield " ".join(parts)


def _is_name(name: str, guards: Guards, *, large: bool) -> bool:
    """Whether a name is a company's and nothing else, as far as lists can tell."""
    if not _SHAPE.fullmatch(name) or name.isupper():
        return False
    if " " not in name:
        lower = name.lower()
        return (
            len(name) >= SHORTEST
            and guards.objection(name, LARGE) is None
            and not {lower, lower.removesuffix("s"), lower.removesuffix("'s")} & _words()
        )
    objection = guards.objection(name, LARGE)
    if objection == "words":
        return large and not name.endswith((" Bank", " Life"))
    return objection is None or (objection == "shape" and " & " in name)


def _words() -> frozenset[str]:
    """Whatever is a word of English, frequent or not."""
    if not _known_words:
        from english_words import get_english_words_set

        counts = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
        lines = counts.read_text(encoding="utf-8-sig").splitlines()
        _known_words.append(
            frozenset(line.split()[0] for line in lines)
            | frozenset(word.lower() for word in get_english_words_set(["web2"]))
        )
    return _known_words[0]


_known_words: list[frozenset[str]] = []
