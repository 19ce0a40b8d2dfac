# ruff: noqa: SIM300  (what is expected stands first)
"""Names are found where they stand as whole words, the longest at each word: plain and compiled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import pytest
import regex
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm import Alias, DocumentView, Entity, Gazetteer
from newsnorm_entities import choice, newsnorm_canonicalizers
from newsnorm_entities.matching import Matcher, names_of
from newsnorm_entities.words import is_capitals

NAMES = (
    "Kyiv|Kiev|New York|New York City|York|U.S.|US|Wis.|Türkiye|İzmir|Київ|San Francisco|San|3M|"
    "'s-Hertogenbosch|al-Yarmuk|province of Herat|dpa|Nº 5|Côte d'Ivoire|NATO|OSCE|São Paulo|The"
)
GENERAL = Gazetteer.of(
    [Entity(f"x:{number}", name, "place") for number, name in enumerate(NAMES.split("|"))],
    [
        Alias("Ukrainian", "x:0", "demonym"),
        Alias("Ukrainian Kyiv", "x:0", "title"),
        Alias("New York City Hall", "x:3", "title"),
        Alias("US", "x:6", exact=True),
    ],
)
PIECES = st.one_of(
    st.sampled_from((*GENERAL.aliases, *GENERAL.capitals)),
    st.sampled_from((*" \n@_$.-'’,;1aéЖİß", "\u0301", "\u0345", "\ufeff", "😀", "👍🏽")),
    st.text(max_size=3),
    st.sampled_from(("Kyiv's ", "US-led ", "@Kiev_Post ", "KIEV REJECTS OFFER\n", "New\nYork ")),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
LETTERS = "aAbBéÉ \u0345\u0301-.'_@$1Жжİı\n"
SURFACES = st.lists(
    st.text(LETTERS.replace("\n", ""), min_size=1, max_size=5), min_size=1, max_size=12, unique=True
)


@pytest.fixture(params=["plain", "compiled"])
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """How names are looked for; afterwards, what was chosen before."""
    before = choice._choice.module, choice._choice.open
    choice._choice.module, choice._choice.open = None, False
    if request.param == "compiled":
        pytest.importorskip(
            "numba", reason="numba is not installed: pip install newsnorm-entities[fast] to test it"
        )
        from newsnorm_entities import fast

        choice._choice.module = fast
    yield request.param
    choice._choice.module, choice._choice.open = before


def matched(text: str, gazetteer: Gazetteer, field: str = "text") -> list[tuple[int, int, str]]:
    """Start, end and entities of what is proposed."""
    return [
        (add.start, add.end, " ".join(option.entity.id for option in add.options))
        for add in Matcher().propose(DocumentView({field: text}, (), gazetteer))
    ]


def naive(text: str, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """The same by trying every surface at every word."""
    found: list[tuple[int, int, str]] = []
    line_start = reach = 0
    for line in text.split("\n"):
        table = gazetteer.capitals if is_capitals(line) else gazetteer.aliases
        for word in regex.finditer(
            r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*", text, pos=line_start, endpos=line_start + len(line)
        ):
            start = word.start()
            if start < reach or text[max(0, start - 1) : start] in ("_", "@"):
                continue
            fitting = [
                (start + len(surface), entities)
                for surface in table
                if text.startswith(surface, start)
                and not regex.match(r"[\p{L}\p{M}\p{N}_$]", text, pos=start + len(surface))
                and (entities := meant(table, surface))
            ]
            if fitting:
                reach, entities = max(fitting)
                found.append((start, reach, entities))
        line_start += len(line) + 1
    return found


def meant(table: Mapping[str, Sequence[Alias]], surface: str) -> str:
    aliases = [alias for alias in table[surface] if alias.form != "title"]
    names = [alias.entity for alias in aliases if alias.form == "name"]
    return " ".join(names or [alias.entity for alias in aliases])


ROBUST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@ROBUST
@given(TEXTS)
@example("Kyiv's US-led U.S. and US$ talks in New York City Hall")
@example("province of Herat, al-Yarmuk; dpa")
@example("\u0301Kyiv e\u0301Kyiv Kyiv\u0301 Kyiv\u0345 😀Kyiv")
def test_what_is_found_is_what_trying_every_name_finds(way: str, text: str) -> None:
    assert naive(text, GENERAL) == matched(text, GENERAL)


@ROBUST
@given(st.text(LETTERS, max_size=30), SURFACES)
def test_any_names_are_found_as_by_trying_each(way: str, text: str, surfaces: list[str]) -> None:
    gazetteer = Gazetteer.of(
        [Entity(f"x:{number}", name, "place") for number, name in enumerate(surfaces)], []
    )
    assert naive(text, gazetteer) == matched(text, gazetteer)


@ROBUST
@given(TEXTS, st.sampled_from(("NFC", "NFD")))
def test_spans_are_valid_and_surfaces_equal_slices(way: str, text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    reach = 0
    for start, end, _ in matched(text, GENERAL):
        assert reach <= start < end <= len(text)
        assert text[start:end] in GENERAL.aliases or text[start:end] in GENERAL.capitals
        reach = end


@pytest.mark.parametrize("before", ["", "\u0301", "😀", "(", "“", "-", "\ufeff", "İ ", "ͅ "])
def test_what_stands_before_a_name_does_not_move_it(way: str, before: str) -> None:
    ((start, end, entity),) = matched(f"{before}Kyiv", GENERAL)
    assert (len(before), len(before) + 4, "x:0") == (start, end, entity)


@pytest.mark.parametrize(
    "text", ["@Kyiv", "_Kyiv", "Kyiv_Post", "US$", "Kyivan", "oKyiv", "@xKyiv"]
)
def test_a_name_within_a_word_or_an_account_is_none(way: str, text: str) -> None:
    assert [] == matched(text, GENERAL)


def test_lines_in_capitals_have_their_own_readings(way: str) -> None:
    found = matched("Kiev met.\nKIEV AND NEW YORK REJECT US OFFER\nKIEV", GENERAL)
    assert ["x:1", "x:1", "x:2", "x:1"] == [entity for _, _, entity in found]


def test_a_title_gives_way_to_the_shorter_name_that_it_begins_with(way: str) -> None:
    assert [(0, 13, "x:3")] == matched("New York City Hall", GENERAL)


def test_datelines_are_read_as_printed_or_in_capitals(way: str) -> None:
    assert ["x:1", "x:2"] == [e for _, _, e in matched("KIEV/New York", GENERAL, "dateline")]


def test_a_name_that_demonyms_share_is_a_name(way: str) -> None:
    (add,) = Matcher().propose(DocumentView({"text": "Ukrainian"}, (), GENERAL))
    assert add.demonym


def test_short_work_does_not_wait_for_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_choice", choice._Choice())
    monkeypatch.setattr(choice._choice, "wanted", "")
    monkeypatch.setattr(choice._choice, "open", True)
    assert choice.compiled(3000) is None
    assert choice._choice.open


def test_many_names_in_lower_case_are_found_too(way: str) -> None:
    names = [f"{letter}-list" for letter in "abcdefghijklmnopqrstuvwxyz"]
    gazetteer = Gazetteer.of([Entity(f"x:{n}", n, "organization") for n in names], [])
    assert ["x:c-list", "x:z-list"] == [e for _, _, e in matched("c-list, z-list", gazetteer)]
    assert len(names_of(gazetteer).plain.small) == 26


def test_a_noun_of_a_region_is_no_part_of_its_name_unless_it_tells_which_is_meant() -> None:
    table = Gazetteer.of(
        [
            Entity("iso3166-2:BR-RR", "Roraima", "place", "region"),
            Entity("iso3166-2:BR-SP", "São Paulo state", "place", "region"),
            Entity("geonames:3448439", "São Paulo", "place", "city"),
        ],
        [
            Alias("state of Roraima", "iso3166-2:BR-RR"),
            Alias("state of Sao Paulo", "iso3166-2:BR-SP"),
        ],
    )
    pipeline = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    found = pipeline.normalize("From the state of Roraima to the state of Sao Paulo.").mentions
    assert [(mention.surface, mention.entity) for mention in found] == [
        ("Roraima", "iso3166-2:BR-RR"),
        ("state of Sao Paulo", "iso3166-2:BR-SP"),
    ]
