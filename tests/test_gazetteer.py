# ruff: noqa: SIM300  (what is expected stands first)
"""Gazetteers: looked up, and combined."""

import pickle
import unicodedata
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm.article import Entity
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Alias, Gazetteer, Holder, readings, without_accents

KYIV = Entity("geonames:703448", "Kyiv", "place", "city", "iso3166:UA")
UKRAINE = Entity("iso3166:UA", "Ukraine", "place", "country")
GEORGIA = Entity("iso3166:GE", "Georgia", "place", "country")
GEORGIA_US = Entity("iso3166-2:US-GA", "Georgia", "place", "state")
US = Entity("iso3166:US", "United States", "place", "country")


def entities_of(table: Gazetteer, surface: str) -> list[str]:
    return [alias.entity for alias in table.lookup(surface)]


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


def test_where_two_tables_describe_one_entity_or_alias_the_later_wins() -> None:
    ours = Gazetteer.of(
        [Entity(KYIV.id, "Kiev", "place")], [Alias("the capital", KYIV.id, row="ours")]
    )
    world = Gazetteer.of([KYIV, UKRAINE], [Alias("the capital", KYIV.id, row="world")])

    table = Gazetteer.combined([world, ours])

    assert {"Kiev", "Ukraine"} == {entity.name for entity in table.entities.values()}
    assert ["ours"] == [alias.row for alias in table.lookup("the capital")]
    assert [KYIV.id] == entities_of(table, "Kyiv") == entities_of(table, "Kiev")


def test_what_a_later_table_leaves_open_of_an_entity_stays() -> None:
    """Kyiv by another name is the capital of Ukraine all the same; a firm of its id is not."""
    world = Gazetteer.of([replace(KYIV, seat_of=UKRAINE.id), UKRAINE], [])
    renamed = Gazetteer.of([Entity(KYIV.id, "Kiev", "place", population=7)], [])
    firm = Gazetteer.of([Entity(KYIV.id, "Kiev", "organization")], [])

    kiev = Gazetteer.combined([world, renamed]).entities[KYIV.id]
    assert ("Kiev", 7) == (kiev.name, kiev.population)
    assert (KYIV.type, UKRAINE.id, UKRAINE.id) == (kiev.type, kiev.parent, kiev.seat_of)
    assert Gazetteer.combined([world, firm]).entities[KYIV.id].parent is None


def test_a_table_that_only_has_an_entity_leaves_what_a_row_says_of_its_name() -> None:
    """Georgia needs evidence by its row, and a later table of places does not undo that."""
    careful = Gazetteer.of([GEORGIA], [Alias("Georgia", GEORGIA.id, needs="evidence")])
    places = Gazetteer.of([GEORGIA], [])

    for tables in ([careful, places], [places, careful]):
        assert ["evidence"] == [row.needs for row in Gazetteer.combined(tables).lookup("Georgia")]
    free = Gazetteer.of([GEORGIA], [Alias("Georgia", GEORGIA.id)])
    assert [""] == [row.needs for row in Gazetteer.combined([careful, free]).lookup("Georgia")]


def test_a_surface_that_two_tables_give_to_two_entities_is_ambiguous() -> None:
    table = Gazetteer.combined([Gazetteer.of([GEORGIA], []), Gazetteer.of([GEORGIA_US], [])])

    assert ["iso3166-2:US-GA", "iso3166:GE"] == entities_of(table, "Georgia")  # the later first


def test_a_surface_of_a_table_that_overrides_means_nothing_else() -> None:
    """A table of one's own says all that its surfaces mean; other names stay as they are."""
    mine = Gazetteer.of([], [Alias("Georgia", GEORGIA_US.id)], overrides=True)
    world = Gazetteer.of([GEORGIA, GEORGIA_US, KYIV], [])

    table = Gazetteer.combined([world, mine])

    assert [GEORGIA_US.id] == entities_of(table, "Georgia") == entities_of(table, "GEORGIA")
    assert [KYIV.id] == entities_of(table, "Kyiv")
    assert set(world.aliases) == set(table.aliases)
    assert len(table.aliases) == len(set(table.aliases))


def test_an_alias_of_an_entity_that_no_table_has_is_an_error() -> None:
    lost = Alias("Kiev", KYIV.id, row="mine.csv#7")
    message = (
        "alias 'Kiev' (mine.csv#7) names the entity 'geonames:703448', which no table of entities "
        "has"
    )

    with pytest.raises(GazetteerError, match="which no table") as caught:
        Gazetteer.of([], [lost])
    assert message == str(caught.value)
    mine = Gazetteer.of([], [lost], overrides=True)
    for tables in ([mine], [Gazetteer.of([UKRAINE], []), mine]):
        with pytest.raises(GazetteerError, match="which no table") as caught:
            Gazetteer.combined(tables)
        assert message == str(caught.value)
    assert [KYIV.id] == entities_of(Gazetteer.combined([Gazetteer.of([KYIV], []), mine]), "Kiev")


def test_names_of_a_kind_are_those_of_all_rows() -> None:
    """Whatever holds the tables: rows, columns, or several of them together."""
    mine = Gazetteer.of([Entity(GEORGIA_US.id, "Georgia", "organization")], [])
    rows = Gazetteer.of(
        [GEORGIA, KYIV], [Alias("Kiev", KYIV.id), Alias("Kievan", KYIV.id, "demonym")]
    )
    for table in (rows, mine, newsnorm.load("news").gazetteer, Gazetteer.combined([rows, mine])):
        together = Gazetteer.combined([table, mine])
        for one in (table, together, pickle.loads(pickle.dumps(table))):
            for kind in ("organization", "person"):
                assert sorted(one.names(kind), key=str) == sorted(
                    (
                        (surface, one.entities[alias.entity])
                        for surface, aliases in one.aliases.items()
                        for alias in aliases
                        if alias.form == "name" and one.entities[alias.entity].kind == kind
                    ),
                    key=str,
                )


def test_the_names_of_a_kind_are_found_without_making_the_others() -> None:
    table = newsnorm.read_gazetteer(files("newsnorm_world") / "data" / "world", "world@fresh")

    names = dict(table.names("person"))

    assert "wikidata:Q7747" == names["Vladimir Putin"].id
    assert len(table.unguarded[1]._made) < len(table.aliases) / 10  # type: ignore[attr-defined]


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


# Dates ------------------------------------------------------------------------------------------

ASTANA = Entity("geonames:1526273", "Astana", "place", "capital")
NUR_SULTAN = Alias(
    "Nur-Sultan", ASTANA.id, valid_from=date(2019, 3, 23), valid_to=date(2022, 9, 17)
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (None, "Astana"),
        (date(2019, 3, 22), "Astana"),
        (date(2019, 3, 23), "Nur-Sultan"),
        (date(2022, 9, 17), "Nur-Sultan"),
        (date(2022, 9, 18), "Astana"),
    ],
)
def test_a_name_is_that_of_the_day(day: date | None, name: str) -> None:
    table = Gazetteer.of([ASTANA, KYIV], [NUR_SULTAN])

    assert name == table.name_on(ASTANA.id, day)
    assert "Kyiv" == table.name_on(KYIV.id, day)
    assert [ASTANA.id] == entities_of(table, "Nur-Sultan")  # it links whatever the day
    both = Gazetteer.combined([table, Gazetteer.of([UKRAINE], [])])
    assert name == both.name_on(ASTANA.id, day)


def test_an_office_is_held_from_the_first_day_to_the_last_that_is_known() -> None:
    office = Entity("local:mayor-of-kyiv", "Mayor of Kyiv", "office")
    holders = [
        Holder(office.id, "x:1", date(2006, 4, 20), date(2012, 7, 12)),
        Holder(office.id, "x:2", date(2012, 7, 12), date(2024, 12, 31)),
    ]
    table = Gazetteer.of([office], [], holders)

    assert [(), ("x:1",), ("x:1", "x:2"), ("x:2",), (), ()] == [
        table.holders_on(office.id, day)
        for day in (date(2006, 4, 19), date(2006, 4, 20), date(2012, 7, 12), date(2024, 12, 31),
                    date(2025, 1, 1), None)
    ]  # fmt: skip
    assert () == table.holders_on(KYIV.id, date(2010, 1, 1))
    assert ["title"] == [alias.form for alias in table.lookup("Mayor of Kyiv")]


ROWS = st.lists(
    st.tuples(st.text("aAéÉß", min_size=1, max_size=2), st.sampled_from("xyz"), st.booleans()),
    max_size=12,
)


@given(ROWS)
def test_readings_are_those_of_going_through_the_rows_one_by_one(
    rows: list[tuple[str, str, bool]],
) -> None:
    """As written first, then without accents, then in capitals; of one entity the first row."""
    plain: dict[str, dict[str, int]] = {}
    for number, (surface, owner, _) in enumerate(rows):
        plain.setdefault(surface, {}).setdefault(owner, number)
    for number, (surface, owner, _) in enumerate(rows):
        if without_accents(surface) != surface:
            plain.setdefault(without_accents(surface), {}).setdefault(owner, number)
    loud: dict[str, dict[str, int]] = {}
    for surface, owners in plain.items():
        for owner, number in owners.items():
            if not rows[number][2]:
                loud.setdefault(surface.upper(), {}).setdefault(owner, number)

    aliases, capitals = readings(
        [surface for surface, _, _ in rows],
        [owner for _, owner, _ in rows],
        [exact for _, _, exact in rows],
        lambda number: Alias(rows[number][0], rows[number][1], row=str(number)),
    )
    for found, expected in ((aliases, plain), (capitals, loud)):
        assert {name: [int(a.row) for a in found[name]] for name in found} == {
            name: list(owners.values()) for name, owners in expected.items()
        }
        assert list(found) == list(expected)
