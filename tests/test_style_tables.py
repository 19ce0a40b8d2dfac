"""Style tables: read whole, or refused with the line at fault."""

import pickle
from pathlib import Path

import pytest

import newsnorm
from newsnorm import Config, Mention, Style, StyleError, StyleRow, read_style
from newsnorm.config import read_config
from newsnorm.style.tables import BUILT_IN, built_in, find_style

KYIV = Mention("text", 0, 4, (0, 4), "Kiev", "geonames:703448", "Kyiv", "place", 1.0, "alias")


def table(folder: Path, *lines: str, name: str = "house.tsv") -> Path:
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    """Columns in any order, those that are not needed left out, as editors save them."""
    path = table(
        tmp_path,
        "\ufeffentity\twrite\tthe\tsurface\r",
        "geonames:703448\tKiev\r",
        "\r",
        "iso3166:US\tthe States\tno\t*\r",
    )
    style = read_style(path)
    assert style.name == "house"
    assert style.rows == (
        StyleRow("geonames:703448", "Kiev", where="house.tsv:2"),
        StyleRow("iso3166:US", "the States", surface="*", the=False, where="house.tsv:4"),
    )
    assert pickle.loads(pickle.dumps(style)).row_for(KYIV, "Kiev") == style.rows[0]


HEADER = "entity\tkind\tsurface\twrite\tthe\tnote"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["entity\tname"], "house.tsv:1: unknown column 'name'"),
        (["entity\twrite\twrite"], "house.tsv:1: column 'write' stands twice"),
        (["entity\tsurface"], "house.tsv:1: there is no column 'write'"),
        ([HEADER, "", "Kyiv\t\t\tKiev"], "house.tsv:3: column 'entity' holds 'Kyiv'; it must be"),
        ([HEADER, ":\t\t\tKiev"], "house.tsv:2: column 'entity' holds ':'"),
        ([HEADER, "a:b\tcity\t\tKiev"], "house.tsv:2: column 'kind' holds 'city'; it must be one"),
        ([HEADER, "a:b\t\t\tKiev\tmaybe"], "house.tsv:2: column 'the' holds 'maybe'"),
        ([HEADER, "*\t\t\tKiev"], "house.tsv:2: every name would be written 'Kiev'"),
        ([HEADER, "*\t\t*\tKiev"], "house.tsv:2: every name would be written 'Kiev'"),
        ([HEADER, "a:b\t\tKiev\t="], "house.tsv:2: column 'write' holds '='"),
        ([HEADER, "a:b\t\t\tc\t\t\t\t"], "house.tsv:2: 8 cells, where 6 are due"),
        ([HEADER, "a:b\t\tKiev\tc", "a:b\t\tKIEV\td"], "house.tsv:3: says again what to write"),
    ],
)
def test_a_table_with_a_fault_is_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    """File, line and column are named."""
    with pytest.raises(StyleError) as error:
        read_style(table(tmp_path, *lines))
    assert message in str(error.value)


def test_the_most_specific_row_decides() -> None:
    """A form, then the entity, then any form, then the kind."""
    rows = [
        StyleRow("geonames:703448", "1", surface="Kiev", kind="place"),
        StyleRow("geonames:703448", "2", surface="Kiev"),
        StyleRow("*", "3", surface="Kiev"),
        StyleRow("geonames:703448", "4", surface="*"),
        StyleRow("geonames:703448", "5"),
        StyleRow("*", "*", surface="*"),
        StyleRow("*", "*", kind="place"),
        StyleRow("*", "*"),
    ]
    for first in range(len(rows)):
        assert Style("house", tuple(reversed(rows[first:]))).row_for(KYIV, "KIEV") == rows[first]
    assert Style("house", ()).row_for(KYIV, "Kiev") is None


def test_newsnorm_comes_with_tables_in_the_same_form() -> None:
    """Which say what `press` and `source` are."""
    assert [built_in(name).name for name in BUILT_IN] == ["press", "source"]
    press = built_in("press").row_for(KYIV, "Kiev")
    assert press is not None
    assert press.write == "*"


def test_a_digest_tells_tables_apart_by_what_they_say() -> None:
    """Not by the order of their rows, or their notes."""
    one, two = StyleRow("a:b", "c"), StyleRow("a:d", "e", where="house.tsv:7")
    assert Style("house", (one, two)).sha256 == Style("press", (two, one)).sha256
    assert Style("house", (one,)).sha256 != Style("house", (one, two)).sha256


def test_a_newsnorm_toml_names_tables_of_its_own(tmp_path: Path) -> None:
    """Seen from its folder; each is called as its file, and may stand for one of newsnorm's."""
    table(tmp_path, "entity\twrite", "geonames:703448\tKiev")
    table(tmp_path, "entity\twrite", "geonames:703448\tKyyiv", name="press.tsv")
    toml = tmp_path / "newsnorm.toml"
    toml.write_text('extends = "news@1"\nstyles = ["./house.tsv", "press.tsv"]\n')
    nlp = newsnorm.load(toml)
    assert sorted(nlp.styles) == ["house", "press"]
    article = nlp.normalize("Snow fell in Kyiv.", language="en")
    assert article.rewrite(nlp.style("house")).text == "Snow fell in Kiev."
    assert article.rewrite(nlp.style("press")).text == "Snow fell in Kyyiv."
    assert nlp.style("source") == built_in("source")
    with pytest.raises(StyleError, match="there are: house, press, source"):
        nlp.style("mine")
    assert read_config(toml).styles == (
        (tmp_path / "house.tsv").as_posix(),
        (tmp_path / "press.tsv").as_posix(),
    )


def test_what_a_configuration_names_must_be_there(tmp_path: Path) -> None:
    """And be a table, with a name of its own; that is said when the pipeline is built."""
    path = table(tmp_path, "entity\twrite")
    (tmp_path / "more").mkdir()
    twin = table(tmp_path / "more", "entity\twrite")
    for styles, message in (
        (("gone.tsv",), "cannot be read"),
        (("house",), "must end in .tsv"),
        ((str(path), str(twin)), "two tables are called 'house'"),
    ):
        with pytest.raises(StyleError, match=message):
            newsnorm.load(Config(extends="news@1", styles=styles))


def test_a_style_is_found_by_name_or_path_or_is_one(tmp_path: Path) -> None:
    """A path is told by its ending."""
    path = table(tmp_path, "entity\twrite", "geonames:703448\tKiev")
    style = read_style(path)
    assert style == find_style(str(path)) == find_style(path) == find_style(style)
    assert style == find_style("ours", {"ours": style})
