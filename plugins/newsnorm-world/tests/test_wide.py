"""The table of every city beside the one that presets name: it adds, and never takes over."""

from __future__ import annotations

import pytest

import newsnorm
import newsnorm_world

NLP = newsnorm.load(newsnorm.Config(extends="news@1", gazetteers=("world", "world/wide")))


def test_names_of_cities_that_it_adds_need_something() -> None:
    world, wide = newsnorm_world.load(), newsnorm_world.load("wide")
    free = [
        entity.name
        for entity in wide.entities.values()
        if entity.id not in world.entities
        for row in wide.lookup(entity.name)
        if row.entity == entity.id and not row.needs
    ]

    assert free == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow denied it, a source in New York said.", "geonames:524901"),
        ("Both Mexico and Canada pushed back in Texas.", "iso3166:MX"),
        ("Talks in Toronto failed, and Ohio and New York lost jobs.", "geonames:6167865"),
        ("Of all the towns, one paid.", None),
        ("The plan ends in March, she said.", None),
    ],
)
def test_well_known_names_mean_what_they_did(text: str, expected: str | None) -> None:
    first = next(iter(NLP.normalize(text).mentions), None)

    assert (first.entity if first else None) == expected
