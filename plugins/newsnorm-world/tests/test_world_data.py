"""The world gazetteer's tables are well formed and agree with each other."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "src" / "newsnorm_world" / "data" / "world"

ENTITY_COLUMNS = [
    "entity",
    "kind",
    "type",
    "name",
    "parent",
    "population",
    "latitude",
    "longitude",
    "seat_of",
    "source",
]
ALIAS_COLUMNS = [
    "surface",
    "entity",
    "form",
    "case",
    "needs",
    "not_beside",
    "rewrite",
    "language",
    "valid_from",
    "valid_to",
    "source",
]
TYPES: dict[str, set[str]] = {
    "place": {"country", "territory", "region", "county", "area", "capital", "city"},
    "organization": {"igo", "agency", "legislature", "media", "group", "company", "club"},
    "person": {"person"},
    "office": {"office"},
}
CURIES = [
    re.compile(r"iso3166:[A-Z]{2}"),
    re.compile(r"iso3166-2:[A-Z]{2}-[A-Z0-9]{1,3}"),
    re.compile(r"geonames:[1-9][0-9]*"),
    re.compile(r"wikidata:Q[1-9][0-9]*"),
    re.compile(r"local:[a-z0-9]+(-[a-z0-9]+)*"),
]

Row = dict[str, str]


def read_table(name: str, columns: list[str]) -> list[Row]:
    """Return the table's rows; fail on any departure from the file format."""
    raw = (DATA / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "byte order mark"
    text = raw.decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    lines = text[:-1].split("\n")
    assert lines[0].split("\t") == columns
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        assert len(cells) == len(columns), f"{name}:{number}: {len(cells)} cells"
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def shown(row: Row) -> str:
    """Return the row as one readable line for a failure message."""
    return " | ".join(row.values())


@pytest.fixture(scope="module")
def entities() -> list[Row]:
    """Return the entity table."""
    return read_table("entities.tsv", ENTITY_COLUMNS)


@pytest.fixture(scope="module")
def aliases() -> list[Row]:
    """Return the alias table."""
    return read_table("aliases.tsv", ALIAS_COLUMNS)


@pytest.fixture(scope="module")
def by_id(entities: list[Row]) -> dict[str, Row]:
    """Return the entities by their id."""
    return {row["entity"]: row for row in entities}


def test_cells_are_trimmed_and_composed(entities: list[Row], aliases: list[Row]) -> None:
    """No cell has space at its ends, doubled spaces, curly apostrophes or decomposed letters."""
    for row in entities + aliases:
        for cell in row.values():
            assert cell == cell.strip(), shown(row)
            assert "  " not in cell, shown(row)
            assert not set("\u2018\u2019") & set(cell), shown(row)
            assert cell == unicodedata.normalize("NFC", cell), shown(row)


def test_entity_ids_are_well_formed_and_unique(entities: list[Row]) -> None:
    """Every id is a CURIE of a known scheme, and no id stands twice."""
    seen: set[str] = set()
    for row in entities:
        assert any(form.fullmatch(row["entity"]) for form in CURIES), shown(row)
        assert row["entity"] not in seen, shown(row)
        seen.add(row["entity"])


def test_entities_have_an_allowed_kind_and_type(entities: list[Row]) -> None:
    """A type belongs to its kind; name and source are never empty."""
    for row in entities:
        assert row["type"] in TYPES[row["kind"]], shown(row)
        assert row["name"], shown(row)
        assert row["source"], shown(row)


def test_id_schemes_fit_the_types(entities: list[Row]) -> None:
    """ISO ids name countries and their divisions, GeoNames ids name cities."""
    for row in entities:
        scheme = row["entity"].partition(":")[0]
        if scheme == "iso3166":
            assert row["type"] in {"country", "territory"}, shown(row)
        elif scheme == "iso3166-2":
            assert row["type"] in {"region", "county"}, shown(row)
        elif scheme == "geonames":
            assert row["type"] in {"capital", "city"}, shown(row)
        else:
            assert row["type"] not in {"country", "territory", "capital"}, shown(row)


def test_parents_exist_and_form_no_circle(by_id: dict[str, Row]) -> None:
    """Following parents upwards always ends, at an entity of the table."""
    for start, row in by_id.items():
        seen = {start}
        parent = row["parent"]
        while parent:
            assert parent in by_id, shown(row)
            assert parent not in seen, shown(row)
            kinds = {"place", "organization"} if row["kind"] == "office" else {"place"}
            assert by_id[parent]["kind"] in kinds, shown(row)
            seen.add(parent)
            parent = by_id[parent]["parent"]


def test_countries_have_no_parent_and_divisions_have_theirs(entities: list[Row]) -> None:
    """A country or territory stands on its own; a division lies in the country of its code."""
    for row in entities:
        if row["type"] in {"country", "territory"}:
            assert row["parent"] == "", shown(row)
        if row["type"] == "region":
            country = row["entity"].partition(":")[2].partition("-")[0]
            assert row["parent"] == f"iso3166:{country}", shown(row)
        if row["type"] in {"capital", "city"}:
            assert row["parent"], shown(row)


def test_governments_sit_where_news_says_so(by_id: dict[str, Row]) -> None:
    """Capitals have their country's, Brussels the Union's; few countries have more than one."""
    for row in by_id.values():
        if row["seat_of"]:
            assert row["seat_of"] in by_id, shown(row)
            assert by_id[row["seat_of"]]["type"] in {"country", "territory", "igo"}, shown(row)
    seats = {
        "geonames:524901": "iso3166:RU",  # Moscow
        "geonames:2643743": "iso3166:GB",  # London, which lies in England
        "geonames:2800866": "wikidata:Q458",
        "geonames:3911925": "iso3166:BO",  # La Paz
        "geonames:3903987": "",  # Sucre
        "geonames:285787": "",  # Kuwait City
        "local:kremlin": "iso3166:RU",
        "geonames:2747373": "",  # The Hague goes by its courts
    }
    assert {entity: by_id[entity]["seat_of"] for entity in seats} == seats


def test_two_entities_of_one_name_lie_in_different_places(entities: list[Row]) -> None:
    """Entities of the same type and name are told apart by their parent."""
    seen: dict[tuple[str, str, str], str] = {}
    for row in entities:
        key = (row["type"], row["name"], row["parent"])
        assert key not in seen, shown(row)
        seen[key] = row["entity"]


def test_every_alias_has_an_entity(aliases: list[Row], by_id: dict[str, Row]) -> None:
    """An alias without an entity of the table would link to nothing."""
    for row in aliases:
        assert row["entity"] in by_id, shown(row)


def test_aliases_are_unique(aliases: list[Row]) -> None:
    """A surface stands once for each of its owners."""
    seen: set[tuple[str, str]] = set()
    for row in aliases:
        key = (row["surface"], row["entity"])
        assert row["surface"], shown(row)
        assert key not in seen, shown(row)
        seen.add(key)


def test_alias_flags_are_allowed(aliases: list[Row]) -> None:
    """Flags come from the documented sets."""
    for row in aliases:
        assert row["form"] in {"", "name", "demonym", "title"}, shown(row)
        assert row["case"] in {"", "exact"}, shown(row)
        assert row["needs"] in {"", "definition", "evidence"}, shown(row)
        assert row["rewrite"] in {"", "no"}, shown(row)
        assert re.fullmatch(r"([a-z]{2,3}(-[A-Za-z0-9]+)*)?", row["language"]), shown(row)
        assert row["source"], shown(row)


def test_demonyms_are_never_rewritten(aliases: list[Row]) -> None:
    """A demonym only shows a country, so it is never replaced by the country's name."""
    for row in aliases:
        if row["form"] == "demonym":
            assert row["rewrite"] == "no", shown(row)


def test_words_of_not_beside_are_single_lower_case_words(aliases: list[Row]) -> None:
    """The words are lower case, without spaces, and none stands twice."""
    for row in aliases:
        if not row["not_beside"]:
            continue
        words = row["not_beside"].split(",")
        assert len(set(words)) == len(words), shown(row)
        for word in words:
            assert re.fullmatch(r"\S+", word.lower()), shown(row)
            assert word == word.lower(), shown(row)


def test_repeated_canonical_names_carry_a_flag(aliases: list[Row], by_id: dict[str, Row]) -> None:
    """The canonical name is an alias already; a row for it must change something."""
    for row in aliases:
        if row["surface"] == by_id[row["entity"]]["name"]:
            flags = ("case", "needs", "not_beside", "rewrite", "language", "valid_from", "valid_to")
            assert any(row[flag] for flag in flags), shown(row)


def test_short_acronyms_are_exact(entities: list[Row], aliases: list[Row]) -> None:
    """An acronym of two letters is not taken from a line in capitals, nor one that is a word."""
    acronym = re.compile(r"(?!UK|EU|UN|GM|GE|EC|BP|VW)[A-Z]{2}|WHO|ACT|SEC|IRA")
    exact = {(row["surface"], row["entity"]) for row in aliases if row["case"] == "exact"}
    names = [(row["name"], row["entity"]) for row in entities]
    names += [(row["surface"], row["entity"]) for row in aliases]
    for surface, entity in names:
        if acronym.fullmatch(surface):
            assert (surface, entity) in exact, f"{surface} {entity}"


def test_a_shared_surface_has_at_most_one_owner_without_a_condition(
    entities: list[Row], aliases: list[Row]
) -> None:
    """Of the owners of a name, at most one takes it without evidence from the article."""
    flagged = {(row["surface"], row["entity"]) for row in aliases}
    free: dict[str, list[str]] = {}
    for row in entities:
        if (row["name"], row["entity"]) not in flagged:
            free.setdefault(row["name"], []).append(row["entity"])
    for row in aliases:
        if row["form"] in {"", "name"} and not row["needs"]:
            free.setdefault(row["surface"], []).append(row["entity"])
    shared = {surface: owners for surface, owners in free.items() if len(owners) > 1}
    assert shared == {}


def test_persons_are_never_known_by_one_bare_word(entities: list[Row], aliases: list[Row]) -> None:
    """Bare surnames and given names are left to the article; a lone word needs a condition."""
    persons = {row["entity"] for row in entities if row["kind"] == "person"}
    unmistakable = {"Hemedti", "Hemeti", "Jokowi", "AMLO", "Suharto"}
    for row in entities:
        if row["entity"] in persons:
            assert " " in row["name"] or row["name"] in unmistakable, shown(row)
    for row in aliases:
        if row["entity"] in persons and " " not in row["surface"]:
            assert row["needs"] or row["surface"] in unmistakable, shown(row)
