# ruff: noqa: SIM300  (what is expected stands first)
"""Gazetteers from files: the two tables of a plugin, and one table of one's own."""

from datetime import date
from pathlib import Path

import pytest

from newsnorm.alias_tables import (
    ALIAS_COLUMNS,
    ENTITY_COLUMNS,
    HOLDER_COLUMNS,
    check_names,
    read_gazetteer,
    read_names,
)
from newsnorm.article import Entity
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Alias, Gazetteer, Holder

KYIV = Entity("geonames:703448", "Kyiv", "place", "city", "iso3166:UA", 2952301, (50.45, 30.52))
UKRAINE = Entity("iso3166:UA", "Ukraine", "place", "country")

# Tables in a folder ------------------------------------------------------------------------------

ENTITIES = "\t".join(ENTITY_COLUMNS) + "\n"
ALIASES = "\t".join(ALIAS_COLUMNS) + "\n"
HOLDERS = "\t".join(HOLDER_COLUMNS) + "\n"
ENTITY_ROW = "iso3166:UA\tplace\tcountry\tUkraine\t\t\t\t\t\tISO\n"
ALIAS_ROW = "Ukraina\tiso3166:UA" + "\t" * 9 + "\n"


def alias_row(surface: str, **cells: str) -> str:
    row = {"entity": "iso3166:UA", **cells, "surface": surface}
    return "\t".join(row.get(column, "") for column in ALIAS_COLUMNS) + "\n"


def read(folder: Path, entities: str, aliases: str, holders: str | None = None) -> Gazetteer:
    (folder / "entities.tsv").write_text(entities, encoding="utf-8")
    (folder / "aliases.tsv").write_text(aliases, encoding="utf-8")
    if holders is not None:
        (folder / "holders.tsv").write_text(holders, encoding="utf-8")
    return read_gazetteer(folder, "world@1")


def test_tables_are_read_cell_by_cell(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        ENTITIES
        + ENTITY_ROW
        + "geonames:703448\tplace\tcity\tKyiv\tiso3166:UA\t2952301\t50.45\t30.52\t\tGeoNames\n",
        ALIASES
        + "Ukrainian\tiso3166:UA\tdemonym\texact\tevidence\ttable,dish\tno\tde"
        + "\t1991-08-24\t2001-12-31\tCLDR\n"
        + alias_row("Kiev", entity=KYIV.id),
    )

    assert {"iso3166:UA": UKRAINE, "geonames:703448": KYIV} == table.entities
    full = Alias(
        "Ukrainian", "iso3166:UA", "demonym", True, "evidence", frozenset({"table", "dish"}),
        False, "de", date(1991, 8, 24), date(2001, 12, 31), "CLDR", "world@1#2",
    )  # fmt: skip
    assert (full,) == table.aliases["Ukrainian"] == tuple(table.dated["iso3166:UA"])
    assert (Alias("Kiev", "geonames:703448", row="world@1#3"),) == table.aliases["Kiev"]
    assert ("name of geonames:703448",) == tuple(a.row for a in table.aliases["Kyiv"])
    assert {"UKRAINE", "KIEV", "KYIV"} == set(table.capitals)


def test_columns_may_be_left_out_and_stand_in_any_order(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "name\tentity\tkind\nUkraine\tiso3166:UA\tplace\n",
        "entity\tsurface\niso3166:UA\tUkraina\n",
    )

    assert {"iso3166:UA": Entity("iso3166:UA", "Ukraine", "place")} == table.entities
    assert (Alias("Ukraina", "iso3166:UA", row="world@1#2"),) == table.aliases["Ukraina"]


def test_a_table_may_have_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, ENTITIES, ALIASES, HOLDERS)

    assert ([], [], {}) == (list(table.entities), list(table.aliases), table.holders)


def test_a_row_that_repeats_the_name_stands_for_it(tmp_path: Path) -> None:
    table = read(tmp_path, ENTITIES + ENTITY_ROW, ALIASES + alias_row("Ukraine", case="exact"))

    assert ["world@1#2"] == [alias.row for alias in table.aliases["Ukraine"]]
    assert {} == dict(table.capitals)


def test_a_seat_says_whose_it_is(tmp_path: Path) -> None:
    """In the tables of a plugin and in one of one's own."""
    cells = "geonames:703448\tplace\tcapital\tKyiv\t\t\t\t\tiso3166:UA\tGeoNames\n"
    table = read(tmp_path, ENTITIES + cells, ALIASES)
    file = tmp_path / "own.csv"
    file.write_text("surface,kind,seat_of\nBlue House,place,iso3166:KR\n", encoding="utf-8")

    assert "iso3166:UA" == table.entities[KYIV.id].seat_of
    assert "iso3166:KR" == read_names(file).entities["local:blue-house"].seat_of


def test_holders_are_read(tmp_path: Path) -> None:
    office, person = "local:chair\toffice\t\tChair", "x:1\tperson\t\tJane Roe"
    rest = "\t" * 6 + "\n"
    table = read(
        tmp_path,
        ENTITIES + office + rest + person + rest,
        ALIASES,
        HOLDERS + "local:chair\tx:1\t2020-01-01\t2024-12-31\tcurated\n",
    )

    held = Holder("local:chair", "x:1", date(2020, 1, 1), date(2024, 12, 31), "curated")
    assert {"local:chair": [held]} == table.holders
    assert ["title"] == [alias.form for alias in table.aliases["Chair"]]


def test_quotes_are_letters_like_any_other(tmp_path: Path) -> None:
    table = read(tmp_path, ENTITIES + ENTITY_ROW, ALIASES + alias_row('"U"'))

    assert ["iso3166:UA"] == [alias.entity for alias in table.lookup('"U"')]


@pytest.mark.parametrize(
    ("entities", "aliases", "message"),
    [
        pytest.param("entity\tlabel\n", ALIASES, "entities.tsv:1: unknown column 'label'; there "
                     "are: entity, kind, type, name, parent, population,", id="unknown column"),
        pytest.param("entity\tname\n", ALIASES, "entities.tsv:1: there is no column 'kind'; the "
                     "columns are entity, name", id="no column"),
        pytest.param(ENTITIES, "surface\tentity\tsurface\n", "aliases.tsv:1: column 'surface' "
                     "stands twice", id="column twice"),
        pytest.param("", ALIASES, "entities.tsv:1: unknown column ''", id="empty file"),
        pytest.param(ENTITIES + ENTITY_ROW + "iso3166:GE\tplace\n", ALIASES,
                     "entities.tsv:3: 2 cells, where 10 are due", id="cells"),
        pytest.param(ENTITIES + "iso3166:GE\tplace\n", ALIASES,
                     "entities.tsv:2: 2 cells, where 10 are due", id="cells of all rows"),
        pytest.param(ENTITIES + ENTITY_ROW + "\n", ALIASES, "entities.tsv:3: 1 cells", id="blank"),
        pytest.param(ENTITIES + "\tplace\t\tKyiv\t\t\t\t\t\t\n", ALIASES,
                     "entities.tsv:2: column 'entity' is empty", id="no id"),
        pytest.param(ENTITIES + "a:1\tplace\t\t\t\t\t\t\t\t\n", ALIASES,
                     "entities.tsv:2: column 'name' is empty", id="no name"),
        pytest.param(ENTITIES + ENTITY_ROW.replace("place", "city"), ALIASES,
                     "entities.tsv:2: column 'kind' holds 'city'; it must be one of 'person', "
                     "'place', 'organization', 'office'", id="kind"),
        pytest.param(ENTITIES + ENTITY_ROW.replace("\t\tISO", "north\t\tISO"), ALIASES,
                     "entities.tsv:2: column 'longitude' holds 'north'; it must be a number",
                     id="number"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + alias_row(""),
                     "aliases.tsv:2: column 'surface' is empty", id="no surface"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + ALIAS_ROW + alias_row("U", form="x"),
                     "aliases.tsv:3: column 'form' holds 'x'; it must be one of '', 'name', "
                     "'demonym', 'title'", id="form"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + alias_row("U", case="x"),
                     "aliases.tsv:2: column 'case' holds 'x'; it must be one of '', 'exact'",
                     id="case"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + alias_row("U", needs="x"),
                     "aliases.tsv:2: column 'needs' holds 'x'; it must be one of '', 'definition'",
                     id="needs"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + alias_row("U", rewrite="x"),
                     "aliases.tsv:2: column 'rewrite' holds 'x'; it must be one of '', 'no'",
                     id="rewrite"),
        pytest.param(ENTITIES + ENTITY_ROW, ALIASES + alias_row("U", valid_to="2016"),
                     "aliases.tsv:2: column 'valid_to' holds '2016'; it must be a day, such as "
                     "2016-05-19", id="day"),
        pytest.param(ENTITIES, ALIASES + ALIAS_ROW, "alias 'Ukraina' (world@1#2) names the entity "
                     "'iso3166:UA', which no table of entities has", id="unknown entity"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named(tmp_path: Path, entities: str, aliases: str, message: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        read(tmp_path, entities, aliases)

    assert message == str(caught.value)[: len(message)]


def test_an_unknown_holder_is_named(tmp_path: Path) -> None:
    row = "iso3166:UA\tx:1\t2020-01-01\t2024-12-31\t\n"

    with pytest.raises(GazetteerError) as caught:
        read(tmp_path, ENTITIES + ENTITY_ROW, ALIASES, HOLDERS + row)

    assert "holders.tsv:2: holder 'x:1' is in no table of entities" == str(caught.value)


# A table of one's own ----------------------------------------------------------------------------

APEX = Entity("local:apex-grain-holding", "Apex Grain Holding", "organization", "company")
ROWS = {
    "names.csv": (
        "surface,name,kind,type,needs\n"
        '"Apex Grain",Apex Grain Holding,organization,company,\n'
        "AGH,Apex Grain Holding,organization,company,definition\n"
    ),
    "names.tsv": (
        "surface\tname\tkind\ttype\tneeds\n"
        "Apex Grain\tApex Grain Holding\torganization\tcompany\t\n"
        "AGH\tApex Grain Holding\torganization\tcompany\tdefinition\n"
    ),
    "names.jsonl": (
        '\n{"surface": "Apex Grain", "name": "Apex Grain Holding", "kind": "organization", '
        '"type": "company"}\n'
        '{"surface": "AGH", "name": "Apex Grain Holding", "kind": "organization", '
        '"type": "company", "needs": "definition", "language": null}\n'
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_three_formats_say_the_same(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ROWS[name], encoding="utf-8")
    table = read_names(tmp_path / name)

    assert {APEX.id: APEX} == table.entities
    assert (Alias("Apex Grain", APEX.id, source="own", row=f"{name}#2"),) == table.lookup(
        "Apex Grain"
    )
    assert ["definition"] == [alias.needs for alias in table.lookup("AGH")]
    assert [APEX.id] == [alias.entity for alias in table.lookup("Apex Grain Holding")]
    assert table.overrides


def test_a_row_may_add_a_name_to_an_entity_of_another_table(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("surface,entity\nKieff,geonames:703448\n", encoding="utf-8")
    world = Gazetteer.of([KYIV], [])

    assert [KYIV.id] == [
        a.entity for a in Gazetteer.combined([world, read_names(file)]).lookup("Kieff")
    ]


def test_a_row_may_rename_an_entity_of_another_table(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("surface,name,kind,entity\nKiev,Kiev,place,geonames:703448\n", encoding="utf-8")
    table = Gazetteer.combined([Gazetteer.of([KYIV], []), read_names(file)])

    assert "Kiev" == table.entities[KYIV.id].name
    assert [KYIV.id] == [alias.entity for alias in table.lookup("Kyiv")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "surface,kind\n,place\n", "a.csv:2: column 'surface' is empty"),
        ("a.csv", "surface,kind\nApex,firm\n", "a.csv:2: column 'kind' holds 'firm'; it must be"),
        ("a.csv", "surface\nApex\n", "a.csv:2: column 'kind' holds ''; it must be one of"),
        ("a.csv", "surface,kind\nApex\n", "a.csv:2: 1 cells, where 2 are due"),
        ("a.csv", 'surface,kind\n"A\nB",place\nApex\n', "a.csv:4: 1 cells, where 2 are due"),
        ("a.csv", "surface,colour\n", "a.csv:1: unknown column 'colour'; there are: surface, name"),
        ("a.csv", "surface,entity\nApex,Q1\n", "a.csv:2: column 'entity' holds 'Q1'; ids have"),
        ("a.csv", "name,kind\n", "a.csv:1: there is no column 'surface'"),
        ("a.csv", "", "a.csv:1: there is no column 'surface'"),
        ("a.csv", "surface,kind,needs\nA,place,x\n", "a.csv:2: column 'needs' holds 'x'"),
        ("a.csv", "surface,kind,population\nA,place,many\n", "a.csv:2: column 'population' holds"),
        ("a.csv", "surface,kind,valid_to\nA,place,may\n", "a.csv:2: column 'valid_to' holds 'may'"),
        ("a.csv", "surface,kind\n!,place\n", "a.csv:2: column 'name' holds '!', without a letter"),
        ("a.csv", "surface,name,kind\nA,Apex,place\nB,Apex,person\n",
         "a.csv:3: local:apex is 'Apex', person, here, but 'Apex', place, in a row before"),
        ("a.csv", "surface,kind\nA,place\n" + "x" * 200_000 + ",place\n", "a.csv:3: field larger"),
        ("a.jsonl", "{\n", "a.jsonl:1: is not JSON: Expecting property name"),
        ("a.jsonl", "[1]\n", "a.jsonl:1: is no object"),
        ("a.jsonl", '{"surface": ["A"]}\n', "a.jsonl:1: column 'surface' holds ['A']; a string is"),
        ("a.jsonl", '{"surfaces": "A"}\n', "a.jsonl:1: unknown column 'surfaces'; there are"),
    ],
)  # fmt: skip
def test_a_bad_row_of_ones_own_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(GazetteerError) as caught:
        read_names(tmp_path / name)

    assert message == str(caught.value)[: len(message)]


def test_every_bad_row_is_found_and_the_others_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("surface,kind\nA,x\nApex,place\nB,y\n", encoding="utf-8")

    table, faults = check_names(file)

    assert ["names.csv:2", "names.csv:4"] == [fault.partition(": ")[0] for fault in faults]
    assert ["Apex"] == list(table.aliases)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"lost\.csv: cannot be read"):
        read_names(tmp_path / "lost.csv")
    with pytest.raises(GazetteerError, match=r"ends in \.csv, \.tsv, \.jsonl"):
        read_names(tmp_path / "lost.txt")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.tsv", "surface\tkind\tconfidence\tmore\nApex Grain\torganization\t0.8\t7\n"),
        ("names.jsonl", '{"surface": "Apex Grain", "kind": "organization", "confidence": 0.8}\n'),
    ],
)
def test_columns_for_people_are_ignored(tmp_path: Path, name: str, text: str) -> None:
    """Those of a table that discovery wrote."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert set(read_names(tmp_path / name).aliases) == {"Apex Grain"}
