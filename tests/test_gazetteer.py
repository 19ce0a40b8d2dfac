# ruff: noqa: SIM300  (what is expected stands first)
"""Gazetteers: tables read from files, combined, and looked up."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.article import Entity
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import (
    ALIAS_COLUMNS,
    ENTITY_COLUMNS,
    Alias,
    Gazetteer,
    read_gazetteer,
    without_accents,
)

KYIV = Entity("geonames:703448", "Kyiv", "place", "city", "iso3166:UA")
UKRAINE = Entity("iso3166:UA", "Ukraine", "place", "country")
GEORGIA = Entity("iso3166:GE", "Georgia", "place", "country")
GEORGIA_US = Entity("iso3166-2:US-GA", "Georgia", "place", "state")
US = Entity("iso3166:US", "United States", "place", "country")


def entities_of(table: Gazetteer, surface: str) -> list[str]:
    return [alias.entity for alias in table.lookup(surface)]


# Tables from files ------------------------------------------------------------------------------

ENTITIES = "\t".join(ENTITY_COLUMNS) + "\n"
ALIASES = "\t".join(ALIAS_COLUMNS) + "\n"
ENTITY_ROW = "iso3166:UA\tplace\tcountry\tUkraine\t\tISO\n"
ALIAS_ROW = "Ukraina\tiso3166:UA\t\t\t\t\t\t\t\n"


def read(folder: Path, entities: str, aliases: str) -> Gazetteer:
    (folder / "entities.tsv").write_text(entities, encoding="utf-8")
    (folder / "aliases.tsv").write_text(aliases, encoding="utf-8")
    return read_gazetteer(folder, "world@1")


def test_a_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        ENTITIES + ENTITY_ROW + "geonames:703448\tplace\tcity\tKyiv\tiso3166:UA\tGeoNames\n",
        ALIASES
        + "Ukrainian\tiso3166:UA\tdemonym\texact\tevidence\ttable,dish\tno\tde\tCLDR\n"
        + "Kiev\tgeonames:703448\t\t\t\t\t\t\t\n",
    )

    assert {"iso3166:UA": UKRAINE, "geonames:703448": KYIV} == table.entities
    full = Alias(
        "Ukrainian", "iso3166:UA", "demonym", True, "evidence", frozenset({"table", "dish"}),
        False, "de", "CLDR", "world@1#2",
    )  # fmt: skip
    assert (full,) == table.aliases["Ukrainian"]
    assert (Alias("Kiev", "geonames:703448", row="world@1#3"),) == table.aliases["Kiev"]


def test_quotes_are_letters_like_any_other(tmp_path: Path) -> None:
    table = read(
        tmp_path, ENTITIES + ENTITY_ROW, ALIASES + '"U"' + ALIAS_ROW.removeprefix("Ukraina")
    )

    assert ["iso3166:UA"] == entities_of(table, '"U"')


@pytest.mark.parametrize(
    ("entities", "aliases", "message"),
    [
        pytest.param("id\tname\n", ALIASES, "entities.tsv:1: the columns are id, name; they must "
                     "be entity, kind, type, name, parent, source", id="columns"),
        pytest.param("", ALIASES, "entities.tsv:1: the columns are ;", id="empty file"),
        pytest.param(ENTITIES + ENTITY_ROW + "iso3166:GE\tplace\n", ALIASES,
                     "entities.tsv:3: 2 cells, where 6 are due", id="cells"),
        pytest.param(ENTITIES + ENTITY_ROW + "\n", ALIASES, "entities.tsv:3: 0 cells", id="blank"),
        pytest.param(ENTITIES + "\tplace\t\tKyiv\t\t\n", ALIASES,
                     "entities.tsv:2: column 'entity' is empty", id="no id"),
        pytest.param(ENTITIES + "a:1\tplace\t\t\t\t\n", ALIASES,
                     "entities.tsv:2: column 'name' is empty", id="no name"),
        pytest.param(ENTITIES + ENTITY_ROW.replace("place", "city"), ALIASES,
                     "entities.tsv:2: column 'kind' holds 'city'; it must be one of 'person', "
                     "'place', 'organization', 'office'", id="kind"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + ALIAS_ROW.replace("Ukraina", ""),
                     "aliases.tsv:2: column 'surface' is empty", id="no surface"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + ALIAS_ROW + "U\tiso3166:UA\tx\t\t\t\t\t\t\n",
                     "aliases.tsv:3: column 'form' holds 'x'; it must be one of 'name', 'demonym'",
                     id="form"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + "U\tiso3166:UA\t\tx\t\t\t\t\t\n",
                     "aliases.tsv:2: column 'case' holds 'x'; it must be one of '', 'exact'",
                     id="case"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + "U\tiso3166:UA\t\t\tx\t\t\t\t\n",
                     "aliases.tsv:2: column 'needs' holds 'x'; it must be one of '', 'definition'",
                     id="needs"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + "U\tiso3166:UA\t\t\t\t\tx\t\t\n",
                     "aliases.tsv:2: column 'rewrite' holds 'x'; it must be one of '', 'no'",
                     id="rewrite"),
        pytest.param(ENTITIES, ALIASES + ALIAS_ROW, "alias 'Ukraina' (world@1#2) names the entity "
                     "'iso3166:UA', which no table of entities has", id="unknown entity"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(tmp_path: Path, entities: str, aliases: str, message: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        read(tmp_path, entities, aliases)

    assert message == str(caught.value)[: len(message)]


# Look-up ----------------------------------------------------------------------------------------


def test_a_canonical_name_is_an_alias_by_itself() -> None:
    table = Gazetteer.of([KYIV], [])

    assert ["geonames:703448"] == entities_of(table, "Kyiv")
    assert () == table.lookup("Kiev")


def test_a_surface_with_two_owners_keeps_both() -> None:
    table = Gazetteer.of([GEORGIA, GEORGIA_US], [])

    assert ["iso3166:GE", "iso3166-2:US-GA"] == entities_of(table, "Georgia")
    assert ["iso3166:GE", "iso3166-2:US-GA"] == entities_of(table, "GEORGIA")


def test_of_two_rows_for_one_surface_and_entity_the_first_holds() -> None:
    table = Gazetteer.of([KYIV], [Alias("Kiev", KYIV.id, row="1"), Alias("Kiev", KYIV.id, row="2")])

    assert ["1"] == [alias.row for alias in table.lookup("Kiev")]


def test_names_are_found_without_their_accents() -> None:
    table = Gazetteer.of([Entity("x:1", "São Paulo", "place")], [])

    for surface in (
        "São Paulo",
        "Sao Paulo",
        "SÃO PAULO",
        "SAO PAULO",
        "sáo paulo",
        "Sa\u0303o Paulo",
    ):
        assert ["x:1"] == entities_of(table, surface)


def test_a_name_as_written_comes_before_one_that_lost_its_accents() -> None:
    table = Gazetteer.of([Entity("x:1", "Laos", "place"), Entity("x:2", "Láos", "place")], [])

    assert ["x:2"] == entities_of(table, "Láos")
    assert ["x:1", "x:2"] == entities_of(table, "Laos")


def test_a_name_without_its_accents_comes_before_one_in_other_capitals() -> None:
    table = Gazetteer.of([Entity("x:1", "Laos", "place"), Entity("x:2", "LAOS", "place")], [])

    assert ["x:1"] == entities_of(table, "Láos")
    assert ["x:1", "x:2"] == entities_of(table, "laos")


def test_capitals_leave_out_what_must_be_exact() -> None:
    table = Gazetteer.of(
        [US, KYIV], [Alias("Us", US.id, exact=True), Alias("Kiev", KYIV.id), Alias("KIEV", KYIV.id)]
    )

    assert {"KIEV", "KYIV", "UNITED STATES"} == set(table.capitals)
    assert ["iso3166:US"] == entities_of(table, "Us")
    assert [] == entities_of(table, "US")
    assert [(KYIV.id,)] == [tuple(alias.entity for alias in table.capitals["KIEV"])]


LETTERS = st.sampled_from("aáAßäй한 ı\u0301\u0327") | st.characters()
NAMES = st.lists(LETTERS, min_size=1, max_size=6).map("".join)


@given(st.lists(NAMES, max_size=5))
def test_every_alias_is_found_under_its_surface(surfaces: list[str]) -> None:
    table = Gazetteer.of([KYIV], [Alias(surface, KYIV.id) for surface in surfaces])

    for surface in [*surfaces, *map(without_accents, surfaces), *table.capitals]:
        assert [KYIV.id] == entities_of(table, surface)


@given(st.just("") | NAMES)
def test_stripping_accents_leaves_none(text: str) -> None:
    plain = without_accents(text)

    assert plain == without_accents(plain)
    assert not any(map(unicodedata.combining, unicodedata.normalize("NFD", plain)))


# Several tables ---------------------------------------------------------------------------------


def test_where_two_tables_describe_one_entity_or_alias_the_earlier_wins() -> None:
    ours = Gazetteer.of(
        [Entity(KYIV.id, "Kiev", "place")], [Alias("the capital", KYIV.id, row="ours")]
    )
    world = Gazetteer.of([KYIV, UKRAINE], [Alias("the capital", KYIV.id, row="world")])

    table = Gazetteer.combined([ours, world])

    assert ["Kiev", "Ukraine"] == [entity.name for entity in table.entities.values()]
    assert ["ours"] == [alias.row for alias in table.lookup("the capital")]
    assert [KYIV.id] == entities_of(table, "Kyiv") == entities_of(table, "Kiev")


def test_a_surface_that_two_tables_give_to_two_entities_is_ambiguous() -> None:
    table = Gazetteer.combined([Gazetteer.of([GEORGIA], []), Gazetteer.of([GEORGIA_US], [])])

    assert ["iso3166:GE", "iso3166-2:US-GA"] == entities_of(table, "Georgia")


def test_no_tables_make_an_empty_one() -> None:
    table = Gazetteer.combined([])

    assert ({}, {}) == (table.entities, table.aliases)


# Lineage ----------------------------------------------------------------------------------------


def test_lineage_leads_up() -> None:
    table = Gazetteer.of([KYIV, UKRAINE], [])

    assert [KYIV.id, UKRAINE.id] == list(table.lineage(KYIV.id))
    assert [UKRAINE.id] == list(table.lineage(UKRAINE.id))


def test_lineage_names_a_parent_that_no_table_has() -> None:
    assert [KYIV.id, UKRAINE.id] == list(Gazetteer.of([KYIV], []).lineage(KYIV.id))


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(0, 4))
def test_lineage_ends_even_where_parents_go_in_a_circle(parents: list[int], start: int) -> None:
    table = Gazetteer.of(
        [Entity(f"x:{at}", f"n{at}", "place", parent=f"x:{up}") for at, up in enumerate(parents)],
        [],
    )

    line = list(table.lineage(f"x:{start}"))

    assert f"x:{start}" == line[0]
    assert len(set(line)) == len(line)
    assert line[1:] == [table.entities[entity].parent for entity in line[:-1]]
