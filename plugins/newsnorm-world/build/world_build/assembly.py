"""Puts the table of the world together: what was curated wins, the rest comes behind its guards.

Each source adds to a `World` in turn. A surface that a curated row has belongs to the entities
that the row gives it to; of generated surfaces, one that two entities could own is dropped.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from world_build.composition import legal_names, ministries
from world_build.declension import case_forms, nominative
from world_build.geonames import SMALLEST, City, cities
from world_build.guards import LARGE, Guards, is_slavic_surname, without_marks
from world_build.romanization import latin_forms
from world_build.tables import CURATED, Row, read

RUNNER_UP = 10
"""How many times more people must live in a city than in any namesake."""

LANGUAGES = ("uk", "ru", "be", "kk")
"""Languages of the endonyms."""

SLAVIC = frozenset({"BG", "BY", "KZ", "RU", "UA"})
"""Countries where cities bear surnames."""

SHORTEST = {True: 4, False: 5}
"""Letters in a city's name, by whether it is a large one."""


class World:
    """Entities and aliases so far."""

    def __init__(self) -> None:
        self.entities: dict[str, Row] = {}
        self.aliases: dict[tuple[str, str], Row] = {}
        self.owners: dict[str, set[str]] = defaultdict(set)

    def entity(self, row: Row) -> None:
        """Add an entity, unless it is there; its name is one of its surfaces."""
        if row["entity"] not in self.entities:
            self.entities[row["entity"]] = row
            self.owners[folded(row["name"])].add(row["entity"])

    def alias(self, row: Row) -> None:
        """Add an alias, unless it is there."""
        if self.aliases.setdefault((row["surface"], row["entity"]), row) is row:
            self.owners[folded(row["surface"])].add(row["entity"])

    def generated(self, rows: Iterable[Row]) -> None:
        """Add aliases whose surfaces nobody else has, neither here nor among themselves."""
        rows = list(rows)
        claims: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            claims[folded(row["surface"])].add(row["entity"])
        for row in rows:
            key = folded(row["surface"])
            named = row["surface"] == self.entities[row["entity"]]["name"]
            if not named and len(claims[key] | self.owners[key]) == 1:
                self.alias(row)


def folded(surface: str) -> str:
    """A surface as it is compared: without case, accents and strokes.

    >>> folded("ŁÓDŹ") == folded("Lodz")
    True
    """
    return without_marks(unicodedata.normalize("NFC", surface)).casefold()


def world() -> World:
    """The table that the preset uses."""
    made = World()
    blocked = {row["surface"] for row in read(CURATED / "blocked.tsv")}
    for row in _curated_entities():
        made.entity(row)
    for row in read(CURATED / "aliases.tsv"):
        made.alias(row)
    _rename(made)
    _divisions(made)
    _offices(made)
    _ministries(made)
    _companies(made)
    _displayed(made)
    endonyms = list(read(CURATED / "endonyms.tsv"))
    for row in endonyms:
        if row["entity"] not in made.entities:
            made.entity(city_row(cities()[row["entity"]], made, row["name"]))
            if row["name"] in _doubtful_forms(row):
                made.alias(_row(row["name"], row["entity"], needs="evidence", source=row["source"]))
    _safe_cities(made, blocked)
    guards = Guards()
    made.generated(row for row in _countries() if row["surface"] not in blocked)
    made.generated(
        row for row in _families(endonyms, guards, _namesakes()) if row["surface"] not in blocked
    )
    return made


def wide(made: World) -> World:
    """Every city of 15,000 with its safe alternates: what the table of the world leaves out.

    All of it needs evidence, and what may be a word or a surname more than that: a name that
    several cities bear is known to be ambiguous.
    """
    guards = Guards()
    broad = World()
    for city in cities().values():
        if city.population >= SMALLEST or city.id in made.entities:
            row = made.entities.get(city.id) or city_row(city, made)
            broad.entity(row)
    names: dict[str, set[str]] = defaultdict(set)
    for row in broad.entities.values():
        names[folded(row["name"])].add(row["entity"])
    for row in broad.entities.values():
        if row["entity"] not in made.entities:
            _wide_name(row, broad, guards)
    rows: list[Row] = []
    for entity in broad.entities:
        for form in cities()[entity].alternates:
            key = folded(form)
            if names[key] or made.owners[key] or guards.objection(form, 0, shortest=5):
                continue
            if form.isascii() or _is_latin(form):
                rows.append(_row(form, entity, needs="evidence", rewrite="no", source="GeoNames"))
    broad.generated(rows)
    used = {entity for _, entity in broad.aliases}
    broad.entities = {key: row for key, row in broad.entities.items() if key in used}
    for key, row in broad.entities.items():
        if key not in made.entities:  # a name that no row lists would need nothing
            broad.alias(_row(row["name"], key, needs="definition", source="GeoNames"))
    return broad


def _wide_name(row: Row, broad: World, guards: Guards) -> None:
    """A city's own name: with evidence, or only behind a definition where it is a word or name."""
    objection = guards.objection(row["name"], int(row["population"]))
    if objection in ("shape", "short"):
        return
    needs = "definition" if objection else "evidence"
    broad.alias(_row(row["name"], row["entity"], needs=needs, source="GeoNames"))


def city_row(city: City, made: World, name: str | None = None) -> Row:
    """A city as an entity; its parent is the division where curated cities tell which one it is."""
    return {
        "entity": city.id,
        "kind": "place",
        "type": "city",
        "name": name or city.name,
        "parent": _division(city, made),
        "population": str(city.population),
        "latitude": f"{city.latitude:g}",
        "longitude": f"{city.longitude:g}",
        "source": "GeoNames",
    }


def _curated_entities() -> Iterator[Row]:
    """Curated entities, the cities among them with what GeoNames knows of them."""
    for row in read(CURATED / "entities.tsv"):
        city = cities().get(row["entity"])
        if city is None:
            yield row
        else:
            place = {"population": str(city.population), "latitude": f"{city.latitude:g}",
                     "longitude": f"{city.longitude:g}"}  # fmt: skip
            yield {**row, **place}


def _division(city: City, made: World) -> str:
    """The ISO code of a city's first-level division if it is known, else its country's."""
    known = _divisions_of_geonames(made)
    code = known.get((city.country, city.division))
    if city.country == "US" and f"iso3166-2:US-{city.division}" in made.entities:
        code = f"iso3166-2:US-{city.division}"
    return code or f"iso3166:{city.country}"


_known_divisions: dict[int, dict[tuple[str, str], str]] = {}


def _divisions_of_geonames(made: World) -> dict[tuple[str, str], str]:
    """GeoNames' own codes of divisions, where all curated cities of one lie in one ISO division."""
    if id(made) not in _known_divisions:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in read(CURATED / "entities.tsv"):
            city = cities().get(row["entity"])
            if city and row["parent"].startswith("iso3166-2:"):
                found[city.country, city.division].add(row["parent"])
        _known_divisions[id(made)] = {
            key: next(iter(codes)) for key, codes in found.items() if len(codes) == 1
        }
    return _known_divisions[id(made)]


def _rename(made: World) -> None:
    """Names in force for a time; a curated row of the name keeps its conditions."""
    for row in read(CURATED / "renamings.tsv"):
        dates = {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}
        known = made.aliases.get((row["name"], row["entity"]))
        if known is not None:
            known.update(dates)
        elif row["entity"] in made.entities:
            made.alias(
                _row(row["name"], row["entity"], rewrite="no", source=row["source"], **dates)
            )
        else:
            raise ValueError(f"renamings.tsv: {row['entity']} is no curated entity")


def _divisions(made: World) -> None:
    """First-level divisions: "Punjab province"; the bare name where nobody else has it."""
    for row in read(CURATED / "divisions.tsv"):
        entity, noun = row["entity"], row["noun"]
        bare = row["bare"] == "yes" and not made.owners[folded(row["name"])]
        name = row["name"] if bare else f"{row['name']} {noun}"
        country = entity.partition(":")[2].partition("-")[0]
        made.entity({"entity": entity, "kind": "place", "type": "region", "name": name,
                     "parent": f"iso3166:{country}", "source": row["source"]})  # fmt: skip
        nouns = {noun, "oblast"} if country in ("RU", "BY", "KZ") else {noun}
        forms = [form for each in sorted(nouns) for form in (
            f"{row['name']} {each}", f"{row['name']} {each.title()}", f"{each} of {row['name']}",
            f"{each.title()} of {row['name']}")]  # fmt: skip
        made.generated(_row(form, entity, source="composed") for form in forms)


def _offices(made: World) -> None:
    """Offices, with the titles of who holds them."""
    for row in read(CURATED / "offices.tsv"):
        made.entity({**row, "kind": "office", "type": "office"})
        for title in row["titles"].split(";"):
            made.alias(_row(title, row["entity"], form="title", rewrite="no", source="curated"))


def _ministries(made: World) -> None:
    """Ministries; one that was curated keeps its id and gets the names that it lacks."""
    known = {
        row["name"]: row["entity"]
        for row in made.entities.values()
        if row["kind"] == "organization"
    }
    rows: list[Row] = []
    for owner, name, others in ministries():
        entity = known.get(name) or local_id(name)
        made.entity({"entity": entity, "kind": "organization", "type": "agency", "name": name,
                     "parent": owner, "source": "composed"})  # fmt: skip
        rows += [_row(form, entity, source="composed") for form in others]
    made.generated(rows)


def _companies(made: World) -> None:
    """Companies with their legal forms: "Siemens AG" is Siemens."""
    rows: list[Row] = []
    for row in list(made.entities.values()):
        parent = row["parent"]
        if row["type"] == "company" and parent.startswith("iso3166:"):
            forms = legal_names(row["name"], parent.partition(":")[2])
            rows += [_row(form, row["entity"], source="composed") for form in forms]
    made.generated(rows)


def _displayed(made: World) -> None:
    """Cities whose name in GeoNames is not newspaper English, and well-known smaller ones.

    One that has a namesake of its size is known only with evidence, and so is the namesake.
    """
    guards = Guards()
    namesakes: dict[str, list[City]] = defaultdict(list)
    for city in cities().values():
        if city.population >= SMALLEST:
            namesakes[folded(city.name)].append(city)
    for row in read(CURATED / "display.tsv"):
        city = cities()[row["entity"]]
        if city.listed != row["listed"]:
            raise ValueError(f"display.tsv: {city.id} is {city.listed!r}, not {row['listed']!r}")
        taken = made.owners[folded(row["name"])] - {city.id}
        objection = guards.objection(row["name"], max(city.population, LARGE))
        if city.id in made.entities or objection in ("word", "given name", "surname"):
            continue
        made.entity(city_row(city, made, row["name"]))
        rivals = [
            other
            for other in namesakes[folded(row["name"])]
            if other.id != city.id and other.population * RUNNER_UP > city.population
        ]
        if taken or rivals or objection or is_slavic_surname(row["name"]):
            made.alias(_row(row["name"], city.id, needs="evidence", source=row["source"]))
        parents = {made.entities[city.id]["parent"]}
        for rival in rivals:
            namesake = city_row(rival, made)
            if namesake["parent"] in parents:
                continue  # GeoNames has some places twice
            parents.add(namesake["parent"])
            made.entity(namesake)
            made.alias(_row(rival.name, rival.id, needs="evidence", source="GeoNames"))
        others = row["others"].split(";") if row["others"] else []
        made.generated(_row(other, city.id, source=row["source"]) for other in others)


def _safe_cities(made: World, blocked: Container[str]) -> None:
    """Cities whose name is nothing else, as far as lists can tell."""
    guards = Guards()
    persons = _names_of_persons(made)
    largest: dict[str, list[City]] = defaultdict(list)
    for city in sorted(cities().values(), key=lambda city: (-city.population, city.id)):
        if city.population >= SMALLEST:
            for name in {folded(city.name), folded(city.listed)}:
                largest[name].append(city)
    for city in sorted(cities().values(), key=lambda city: (-city.population, city.id)):
        if city.population < SMALLEST or city.id in made.entities or city.name in blocked:
            continue
        namesakes = [
            other
            for name in {folded(city.name), folded(city.listed)}
            for other in largest[name]
            if other.id != city.id
        ]
        if any(city.population < RUNNER_UP * other.population for other in namesakes):
            continue
        shortest = SHORTEST[city.population >= LARGE]
        if (
            made.owners[folded(city.name)]
            or folded(city.name) in persons
            or (city.country in SLAVIC and is_slavic_surname(city.name))
            or guards.objection(city.name, city.population, shortest)
        ):
            continue
        made.entity(city_row(city, made))
        # A small city is seldom meant, and its name often a firm's, a club's or a stadium's.
        needs = "evidence" if city.population >= LARGE else "definition"
        made.alias(_row(city.name, city.id, needs=needs, source="GeoNames"))


def _names_of_persons(made: World) -> set[str]:
    """Given names and surnames of the persons in the table: the lists know few from abroad."""
    persons = (row["name"] for row in made.entities.values() if row["kind"] == "person")
    return {folded(part) for name in persons for part in name.replace("-", " ").split()}


def _countries() -> Iterator[Row]:
    """Long names from rigour, and the names in other languages of Europe from CLDR."""
    from babel import Locale
    from rigour.territories import get_territories

    ids = {
        row["entity"]: row["name"]
        for row in read(CURATED / "entities.tsv")
        if row["entity"].startswith("iso3166:")
    }
    for territory in sorted(get_territories(), key=lambda territory: territory.code):
        entity = f"iso3166:{territory.code.upper()}"
        name = territory.full_name
        if entity in ids and " of " in name and not set("()[],") & set(name):
            yield _row(name.removeprefix("The "), entity, source="rigour")
    for language in ("de", "fr", "ru", "uk", "be"):
        territories = Locale(language).territories
        for entity in ids:
            name = territories.get(entity.partition(":")[2], "").replace("’", "'")
            if len(name) < 4 or set("()[],&") & set(name):
                continue
            if name.isascii() and " " not in name:  # "Chine", "Inde": surnames, words
                continue
            yield _row(name, entity, rewrite="no", language=language, source="CLDR")
            if language not in ("de", "fr") and not set(" -") & set(name):
                if name[-1] in "ьиыіоеэюуў":
                    continue  # what has no cases, or a class that only a dictionary tells
                for form in case_forms(name, language):
                    if len(form) > 3:
                        yield _row(form, entity, rewrite="no", language=language,
                                   source=f"case of {name}")  # fmt: skip


def _families(
    endonyms: Iterable[Row], guards: Guards, namesakes: dict[str, set[str]]
) -> Iterator[Row]:
    """Spellings of places: Latin by each scheme, Cyrillic in each case.

    A "!" in a notation says that the name is a word too in its own script, and needs evidence;
    "!!" that it is a surname, or another place's, in any.
    A Latin form that is a word, a surname or a given name is left out, and so is one that
    GeoNames has for another city that is not much smaller.
    """
    for place in endonyms:
        entity = place["entity"]
        population = cities()[entity].population
        for language in LANGUAGES:
            if not place[language]:
                continue
            notation = place[language].replace("!", "")
            needs = "evidence" if "!" in place[language] else ""
            needs_latin = "evidence" if "!!" in place[language] else ""
            name = nominative(notation)
            yield _row(name, entity, needs=needs, rewrite="no", language=language,
                       source=place["source"])  # fmt: skip
            for form in case_forms(notation, language):
                yield _row(form, entity, needs=needs, rewrite="no", language=language,
                           source=f"case of {name}")  # fmt: skip
            for form, scheme in latin_forms(name, language):
                others = namesakes.get(folded(form), set()) - {entity}
                rival = max((cities()[other].population for other in others), default=0)
                if rival * RUNNER_UP > population or guards.objection(form, max(population, LARGE)):
                    continue
                readers = scheme.readers
                rewrite = "" if readers == "en" and not place["former"] else "no"
                yield _row(form, entity, needs=needs_latin, rewrite=rewrite,
                           language="" if readers == "en" else readers,
                           source=f"{scheme.name} of {name}")  # fmt: skip


def _doubtful_forms(place: Row) -> set[str]:
    """Latin forms of those endonyms of a place that are other names too."""
    return {
        form
        for language in LANGUAGES
        if "!!" in place[language]
        for form, _ in latin_forms(nominative(place[language].replace("!", "")), language)
    }


def _namesakes() -> dict[str, set[str]]:
    """Cities by every form that GeoNames has for them."""
    found: dict[str, set[str]] = defaultdict(set)
    for city in cities().values():
        if city.population >= SMALLEST:
            for form in (city.name, city.listed, *city.alternates):
                found[folded(form)].add(city.id)
    return found


def local_id(name: str) -> str:
    """The id that newsnorm gives to what is known by its name alone.

    >>> local_id("Sri Lankan Health Ministry")
    'local:sri-lankan-health-ministry'
    """
    plain = without_marks(name).casefold()
    return "local:" + "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def _row(surface: str, entity: str, **cells: str) -> Row:
    return {"surface": surface, "entity": entity, **cells}


def _is_latin(form: str) -> bool:
    return all(not char.isalpha() or "LATIN" in unicodedata.name(char, "") for char in form)
