"""Build the lists of names and words that persons without a title are told by.

    python given_names.py

writes `../src/newsnorm_entities/data/`. Given names come from the US census of 1990 (public domain,
in the package names), from Faker (MIT), whose lists are those of statistical offices and
encyclopedias of many countries, from nomquamgender (MIT), which counts in how many of 36 open lists
a name stands, except those of places and bodies in newsnorm-world, and from `curated/`, where
`sure.tsv` has those that are words or surnames, too, but given names first of all. Words are
those that Webster's second edition
(1934, public domain, in english-words) prints in lower case and that are frequent today by the
counts of symspellpy (MIT), unless they are surnames of the census.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.metadata import distribution
from pathlib import Path

HERE = Path(__file__).parent
WORLD = HERE.parents[1] / "newsnorm-world" / "src" / "newsnorm_world" / "data"
DATA = HERE.parent / "src" / "newsnorm_entities" / "data"

FREQUENT = 200_000
"""Occurrences from which a word counts as frequent, in the counts of symspellpy."""

KNOWN_SURNAME = 5_000
"""Rank up to which a surname of the census is a common one."""

COMMON_NAME = 0.1
"""Percentage of the census from which a name that is a word too ("Mark") is a name first of all."""

WIDESPREAD = 3
"""Countries outside of English in which a name is given, from which it is one first of all."""

CLEAR = 10
"""How many times more often a name of one gender is given to it."""

SEVERAL = 3
"""Places and bodies that begin with a word, from which it says little of persons."""

LISTS = 10
"""Lists, of those that nomquamgender counts, from which a name is one beyond doubt."""

BEARERS = 300
"""People of that name in these lists together."""

LOCALES = (
    "az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR "
    "es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ha_NG hr_HR hu_HU "
    "id_ID ig_NG it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI "
    "sv_SE sw tr_TR tw_GH uz_UZ yo_NG"
).split()
"""Of Faker's lists, those in Latin letters whose names are given today."""

_NAME = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})?")


def main() -> None:
    """Write both lists."""
    DATA.mkdir(parents=True, exist_ok=True)
    surnames = {name: share for name, share, rank in _census("all.last") if rank <= KNOWN_SURNAME}
    every_surname = {name for name, _, _ in _census("all.last")}
    words = _frequent_words()
    blocked = {folded(row["name"]) for row in _curated("blocked")}
    sure = {folded(name) for row in _curated("sure") for name in row["names"].split()}
    things = _things()
    shares: dict[str, dict[str, float]] = {}
    sources: dict[str, str] = {}
    countries: dict[str, set[str]] = {}
    for name, gender, share, source in _given():
        plain = folded(name)
        if _NAME.fullmatch(plain) and plain not in blocked:
            by_gender = shares.setdefault(plain, {})
            by_gender[gender] = by_gender.get(gender, 0.0) + share
            sources.setdefault(plain, source.partition(" ")[0])
            if source.startswith("Faker ") and " en" not in source:
                countries.setdefault(plain, set()).add(source)
    for name, women in _counted():
        plain = folded(name)
        others = (shares, blocked, surnames, words, things)
        if _NAME.fullmatch(plain) and len(plain) > 2 and not any(plain in one for one in others):
            genders = "f" if women > 0.9 else "m" if women < 0.1 else "fm"
            shares[plain] = dict.fromkeys(genders, 0.0)
            sources[plain] = "nomquamgender"
    rows = []
    listed: set[str] = set()
    for name, by_gender in sorted(shares.items()):
        share = sum(by_gender.values())
        is_word = name in words and share < COMMON_NAME
        is_surname = surnames.get(name, 0.0) > share and sources[name] != "curated"
        widespread = len(countries.get(name, ())) >= WIDESPREAD
        if is_word and sources[name] == "Faker":
            continue  # "Over", "Valid": the word is what is printed
        is_sure = widespread or name in sure
        doubtful = "doubtful" if (is_word or is_surname) and not is_sure else ""
        listed.add(name)
        rows.append((name, _gender(by_gender), doubtful, sources[name]))
    _write("given_names.tsv", ("name", "gender", "doubtful", "source"), rows)
    plain_words = sorted(word for word in words if word not in every_surname and word not in listed)
    _write("words.tsv", ("word",), [(word,) for word in plain_words if len(word) > 1])
    print(len(rows), "given names,", len(plain_words), "words")


def _gender(shares: Mapping[str, float]) -> str:
    """What nearly all who bear a name are, "f" or "m", or nothing."""
    women, men = shares.get("f"), shares.get("m")
    if women is None or men is None:
        return "m" if men is not None else "f" if women is not None else ""
    if women >= CLEAR * men and women > 0:
        return "f"
    return "m" if men >= CLEAR * women and men > 0 else ""


def folded(name: str) -> str:
    """In lower case and without accents."""
    name = name.translate(str.maketrans("łŁøØđĐı", "lLoOdDi")).replace("ß", "ss")
    marks = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in marks if not unicodedata.combining(char))


def _given() -> Iterator[tuple[str, str, float, str]]:
    """Given names with gender, percentage in the census, and source."""
    for row in _curated("given_names"):
        for name in row["names"].split():
            yield name, row["gender"], 0.0, "curated"
    for gender, kind in (("f", "female.first"), ("m", "male.first")):
        for name, share, _ in _census(kind):
            yield name, gender, share, "census"
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for gender, end in (("f", "_female"), ("m", "_male"), ("", "")):
            listed = getattr(provider, "first_names" + end, ())
            for name in listed if not isinstance(listed, property) else ():
                yield name, gender, 0.0, f"Faker {locale}"


def _counted() -> Iterator[tuple[str, float]]:
    """Given names that many lists have, with the share of women among those who bear them."""
    # The package is not imported: its data needs none of what its code does.
    path = Path(str(distribution("nomquamgender").locate_file("nomquamgender/name_data.json")))
    for name, (lists, bearers, women, *_) in json.loads(path.read_text("utf-8")).items():
        if lists >= LISTS and bearers >= BEARERS:
            yield name, women


def _things() -> frozenset[str]:
    """Names of places and bodies, and words that several of them begin with."""
    persons = {row["entity"] for row in _world("entities") if row["kind"] == "person"}
    surfaces = {row["surface"] for row in _world("aliases") if row["entity"] not in persons}
    first = Counter(folded(surface.split()[0]) for surface in surfaces if " " in surface)
    several = {word for word, count in first.items() if count >= SEVERAL}
    return frozenset(several.union(folded(surface) for surface in surfaces))


def _world(table: str) -> Iterator[dict[str, str]]:
    for path in sorted(WORLD.glob(f"*/{table}.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _census(kind: str) -> Iterator[tuple[str, float, int]]:
    text = (resources.files("names") / f"dist.{kind}").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, share, _, rank = line.split()
        yield name.lower(), float(share), int(rank)


def _frequent_words() -> frozenset[str]:
    from english_words import get_english_words_set

    counts = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    listed = get_english_words_set(["web2"])
    lines = counts.read_text(encoding="utf-8-sig").splitlines()
    frequent = (line.split()[0] for line in lines if int(line.split()[1]) >= FREQUENT)
    return frozenset(word for word in frequent if word in listed)


def _curated(name: str) -> list[dict[str, str]]:
    with (HERE / "curated" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = ["\t".join(row) for row in (header, *rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
