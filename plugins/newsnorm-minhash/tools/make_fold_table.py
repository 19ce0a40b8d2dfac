"""Make a fold table of spellings from the gazetteer of newsnorm-world.

    python plugins/newsnorm-minhash/tools/make_fold_table.py 1 > .../data/fold-1.tsv

A table that was released never changes: later aliases make a table with the next number.

Taken are spellings of places and organisations that mean one thing without evidence (the
gazetteer has at most one such owner of a form; a demonym or a name of the past is no spelling),
and that are no common words: one word must have four letters and more, or be an acronym.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import pairwise

from newsnorm import Alias, Gazetteer
from newsnorm_minhash.spellings import Spellings
from newsnorm_minhash.words import split
from newsnorm_world import VERSION, load

COMMON = frozenset(
    "act aid aim all am an and any apt are art as at be bet bus but by can cap car cart care cop "
    "cup do east era eta fan far fed for gas go got had has he her him his how i ice if in ira is "
    "it its lot map me met mid mini mr my net new no nor north not now of on one or oral our out "
    "own pace part pay pen per pm port pot rest roman sad sea see set she sim so son south tap ten "
    "than that the them then they tin to too top turkey two up us use was we west who why will "
    "with wonder yet you".split()
)
"""Acronyms and names that are words; read off the table, and put here by hand."""


def folded(surface: str) -> str:
    """The words of a surface as the sketches see them."""
    words = split([surface], Spellings([]))
    letters, edges = words.characters.letters(words.starts, words.ends)
    folded = "".join(map(chr, letters.tolist()))
    return " ".join(folded[start:end] for start, end in pairwise(edges.tolist()))


def spellings(gazetteer: Gazetteer) -> dict[str, set[str]]:
    """The spellings of each entity that has two and more."""
    owners: dict[str, set[str]] = defaultdict(set)
    today: set[str] = set()
    for surface, aliases in gazetteer.aliases.items():
        words = folded(surface)
        for alias in aliases:
            if not alias.needs and words and is_plain(words, surface):
                owners[words].add(alias.entity)
                if is_spelling(alias, gazetteer):
                    today.add(words)
    found: dict[str, set[str]] = defaultdict(set)
    for words, entities in owners.items():
        if len(entities) == 1 and words in today:
            found[next(iter(entities))].add(words)
    return {entity: surfaces for entity, surfaces in found.items() if len(surfaces) > 1}


def is_spelling(alias: Alias, gazetteer: Gazetteer) -> bool:
    """Whether a row is a name of today, of a place or an organisation."""
    kind = gazetteer.entities[alias.entity].kind
    return kind in ("place", "organization") and alias.form == "name" and alias.rewrite


def is_plain(words: str, surface: str) -> bool:
    """Whether a surface is more than a common word, or a letter or two."""
    if " " in words:
        return len(words) > 4
    return words not in COMMON and (len(words) > 3 or (surface.isupper() and len(words) > 1))


def main() -> None:
    """Write the table to standard output."""
    number = int(sys.argv[1])
    print(f"# fold-{number}, from world@{VERSION} by make_fold_table.py; frozen")
    print("# entity, tab, one of its spellings as folded words")
    for entity, surfaces in sorted(spellings(load()).items()):
        for surface in sorted(surfaces):
            print(f"{entity}\t{surface}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    main()
