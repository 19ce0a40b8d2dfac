"""Style tables: which names a house prints.

A table is a TSV file, UTF-8, with a line of column names and a row a rule:

    entity           kind  surface  write  the  note
    *                               *           every name as the gazetteer spells it
    geonames:703448                 Kiev
    wikidata:Q81299        *        OSCE        also where the text has the full title

A row says of the mentions of an `entity` ("*": of any) of a `kind` (empty: of any) what to
`write` for a `surface`:

- `surface` is a form as it stands in texts; empty for every spelling of what is written ("Kyiv" for
  "Kiev", but not "UA" for "Ukraine"); "*" for every form there is.
- `write` is what to print; "*" the gazetteer's name; "=" the form that the article has most often;
  empty: leave it as it is.
- `the` is "no" for a name that takes no article ("the Ukraine"), "yes" for one that needs it where
  it stands alone ("the United States"), empty to leave articles alone.

The most specific row decides: one with a form for a surface before any other, then one with an
entity before "*", a surface "*" before an empty one, and a row with a kind before one without.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from newsnorm.article import Kind, Mention
from newsnorm.errors import StyleError

COLUMNS = ("entity", "kind", "surface", "write", "the", "note")
REQUIRED = ("entity", "write")
ANY = "*"
CANONICAL = "*"
OWN = "="
BUILT_IN = ("press", "source")
"""The tables that come with newsnorm, by name."""

SUFFIX = ".tsv"
"""How the name of a file is told from the name of a table."""


@dataclass(frozen=True, slots=True)
class StyleRow:
    """One row of a style table; see the module for what its cells mean.

    Args:
        entity: an id, or "*".
        write: what to print; "*", "=" or empty.
        kind: "person", "place", "organization", "office", or empty.
        surface: a form; "*", or empty for spellings.
        the: True where the name needs "the", False where it takes none, None to leave it.
        where: "house.tsv:7", for messages.
    """

    entity: str
    write: str
    kind: str = ""
    surface: str = ""
    the: bool | None = None
    where: str = ""


@dataclass(frozen=True)
class Style:
    """A style table by its name.

    Args:
        name: what rules are named after, "press" makes "style/press".
        rows: in any order; the most specific decides.
        file: where the table was read, as it was given; empty for one that comes with newsnorm.

    >>> table = Style("house", (StyleRow("geonames:703448", "Kiev"),))
    >>> id = "geonames:703448"
    >>> kyiv = Mention("text", 0, 4, (0, 4), "Kyiv", id, "Kyiv", "place", 1.0, "alias")
    >>> table.row_for(kyiv, "Kyiv").write
    'Kiev'
    """

    name: str
    rows: tuple[StyleRow, ...]
    file: str = field(default="", compare=False)
    _index: Mapping[tuple[str, str, str], StyleRow] = field(
        init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        index: dict[tuple[str, str, str], StyleRow] = {}
        for row in self.rows:
            key = (row.surface.casefold(), row.entity, row.kind)
            if key in index:
                raise StyleError(
                    f"{row.where or self.name}: says again what to write for the surface "
                    f"{row.surface!r} of {row.entity!r}; the first such row is "
                    f"{index[key].where or 'before it'}"
                )
            index[key] = row
        object.__setattr__(self, "_index", index)

    @property
    def sha256(self) -> str:
        """A digest of what the table says, whatever the order of its rows; notes do not count."""
        said = sorted(
            f"{row.entity}\t{row.kind}\t{row.surface}\t{row.write}\t{row.the}" for row in self.rows
        )
        return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()

    def row_for(self, mention: Mention, surface: str) -> StyleRow | None:
        """The row that says what to write for a mention, or None if there is none.

        Args:
            mention: its entity and kind count.
            surface: the name as it stands, without a role in front of it.
        """
        form, own = surface.casefold(), mention.entity
        for entity, of in ((own, form), (ANY, form), (own, ANY), (own, ""), (ANY, ANY), (ANY, "")):
            for kind in (mention.kind, ""):
                row = self._index.get((of, entity, kind))
                if row is not None:
                    return row
        return None


def read_style(path: Path | str) -> Style:
    """Read a style table; its name is the file's, without the ending.

    Raises:
        StyleError: naming file, line and column of the first cell that makes no sense.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StyleError(f"{path}: cannot be read: {error}") from error
    return Style(path.stem, tuple(_rows(path.name, text)), path.as_posix())


@cache
def built_in(name: str) -> Style:
    """A table that comes with newsnorm.

    >>> [row.write for row in built_in("source").rows]
    ['=']
    """
    file = files(__package__) / f"{name}{SUFFIX}"
    return Style(name, tuple(_rows(file.name, file.read_text(encoding="utf-8"))))


def read_styles(paths: Iterable[str]) -> Mapping[str, Style]:
    """The styles of some files, by name.

    Raises:
        StyleError: if a file is no style table, or two have one name.
    """
    styles: dict[str, Style] = {}
    for path in paths:
        if not path.endswith(SUFFIX):
            raise StyleError(f"styles: {path!r} is no style table: its name must end in {SUFFIX}")
        style = read_style(path)
        if style.name in styles:
            raise StyleError(f"styles: two tables are called {style.name!r}; rename one of them")
        styles[style.name] = style
    return styles


def find_style(what: str | Path | Style, others: Mapping[str, Style] | None = None) -> Style:
    """The style of a name, of a file, or the style itself.

    Args:
        what: "press", "source", a name among the others, the path of a .tsv file, or a style.
        others: the styles of a pipeline, by name; they come before newsnorm's own.

    Raises:
        StyleError: if there is none of that name, or its file makes no sense.
    """
    if isinstance(what, Style):
        return what
    others = others or {}
    if isinstance(what, Path) or what.endswith(SUFFIX):
        return read_style(what)
    if what in others:
        return others[what]
    if what in BUILT_IN:
        return built_in(what)
    names = ", ".join(sorted({*BUILT_IN, *others}))
    raise StyleError(
        f"there is no style {what!r}; there are: {names}. A file's name ends in {SUFFIX}, "
        'and a newsnorm.toml names its own in `styles`: styles = ["./house.tsv"]'
    )


def _rows(name: str, text: str) -> Iterator[StyleRow]:
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    header = lines[0].split("\t")
    _check_header(f"{name}:1", header)
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        cells = line.split("\t")
        if len(cells) > len(header):
            raise StyleError(f"{where}: {len(cells)} cells, where {len(header)} are due")
        # Editors strip what is empty at the end of a line.
        cells += [""] * (len(header) - len(cells))
        yield _row(where, {key: cell.strip() for key, cell in zip(header, cells, strict=True)})


def _check_header(where: str, header: Sequence[str]) -> None:
    listed = ", ".join(COLUMNS)
    for column in header:
        if column not in COLUMNS:
            raise StyleError(f"{where}: unknown column {column!r}; there are: {listed}")
        if header.count(column) > 1:
            raise StyleError(f"{where}: column {column!r} stands twice")
    for column in REQUIRED:
        if column not in header:
            raise StyleError(f"{where}: there is no column {column!r}; the columns are {listed}")


def _row(where: str, cells: Mapping[str, str]) -> StyleRow:
    entity, write = cells["entity"], cells["write"]
    kind, surface, the = (cells.get(name, "") for name in ("kind", "surface", "the"))
    if entity != ANY and not all(entity.partition(":")):
        raise StyleError(
            f"{where}: column 'entity' holds {entity!r}; it must be an id, such as "
            f"geonames:703448 (see `newsnorm entities lookup NAME`), or {ANY!r}"
        )
    _one_of(where, "kind", kind, ("", *get_args(Kind)))
    _one_of(where, "the", the, ("", "yes", "no"))
    if entity == ANY and surface in ("", ANY) and write not in (CANONICAL, OWN, ""):
        raise StyleError(
            f"{where}: every name would be written {write!r}; give an entity, or a surface"
        )
    if write == OWN and surface:
        raise StyleError(
            f"{where}: column 'write' holds {OWN!r}, which chooses among spellings; "
            "column 'surface' must be empty"
        )
    return StyleRow(entity, write, kind, surface, {"yes": True, "no": False}.get(the), where)


def _one_of(where: str, column: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        choices = ", ".join(map(repr, allowed))
        raise StyleError(f"{where}: column {column!r} holds {value!r}; it must be one of {choices}")
