"""Answers about a gazetteer are kept as long as the gazetteer, and no longer."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import newsnorm
from newsnorm import Entity, Gazetteer, per_gazetteer

RIGA = Entity("geonames:456172", "Riga", "place", "city", "iso3166:LV")
LATVIA = Entity("iso3166:LV", "Latvia", "place", "country")


def test_an_answer_is_worked_out_once_for_each_gazetteer() -> None:
    asked: list[tuple[str, int]] = []

    @per_gazetteer
    def names(kind: str, gazetteer: Gazetteer) -> int:
        asked.append((kind, len(gazetteer.entities)))
        return len(gazetteer.entities)

    one, two = Gazetteer.of([LATVIA], []), Gazetteer.of([RIGA, LATVIA], [])
    assert [names("place", table) for table in (one, two, one, two)] == [1, 2, 1, 2]
    assert names("person", one) == 1
    assert asked == [("place", 1), ("place", 2), ("person", 1)]


def test_none_is_an_answer_like_any_other() -> None:
    asked = []

    @per_gazetteer
    def nothing(gazetteer: Gazetteer) -> None:
        asked.append(gazetteer)

    table = Gazetteer.of([LATVIA], [])
    nothing(table)
    nothing(table)
    assert len(asked) == 1


def test_what_is_given_by_name_is_asked_anew() -> None:
    @per_gazetteer
    def joined(first: str, gazetteer: Gazetteer, *, second: str = "") -> str:
        return f"{first} {second}"

    table = Gazetteer.of([LATVIA], [])
    assert joined("a", table, second="b") == "a b"
    assert joined("a", table, second="c") == "a c"
    assert joined(first="d", gazetteer=table) == "d "


def test_a_pipeline_that_is_dropped_leaves_no_gazetteer_behind(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("surface,name,kind\nRigatown,Rigatown,place\n", encoding="utf-8")
    pipeline = newsnorm.load(newsnorm.Config(gazetteers=("world", str(table))))
    text = "RIGA, May 4 (Reuters) - Jane Roe, the mayor of Rigatown, met Foreign Minister John Doe."
    assert pipeline.normalize(newsnorm.Article(text, id="1")).mentions
    gone = weakref.ref(pipeline.gazetteer)
    del pipeline
    gc.collect()
    assert gone() is None
