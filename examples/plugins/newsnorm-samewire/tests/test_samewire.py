"""The rule on top of the preset news."""

from __future__ import annotations

import newsnorm

CONFIG = newsnorm.Config(insert=(newsnorm.Insert("samewire/agency"),))
STORY = "Snow fell on the village for nine days, and nobody minded it but the postman and his dog."


def kinds(*heads: tuple[str, str], config: newsnorm.Config = CONFIG) -> list[str]:
    """How articles with that story relate, by dateline and day."""
    articles = [
        {"id": str(number), "text": f"{head}{STORY}", "published": day}
        for number, (head, day) in enumerate(heads)
    ]
    return [relation.kind for relation in newsnorm.load(config).deduplicate(articles)]


def test_one_agency_on_one_day_is_one_story() -> None:
    """Twenty-three hours apart, the copy stays what the deduplicators say."""
    heads = ("RIGA, May 4 (AFP) - ", "2021-05-04T10:00Z"), ("RIGA (AFP) - ", "2021-05-05T09:00Z")
    assert kinds(*heads) == ["exact"]


def test_two_agencies_or_days_are_related() -> None:
    """The copy stays known, and no story is made of it."""
    assert kinds(("RIGA (AFP) - ", "2021-05-04"), ("RIGA (AP) - ", "2021-05-04")) == ["related"]
    assert kinds(("RIGA (AFP) - ", "2021-05-04"), ("RIGA (AFP) - ", "2021-05-06")) == ["related"]


def test_the_window_is_an_option() -> None:
    """A house that has two days' time says so."""
    config = newsnorm.Config(insert=CONFIG.insert, options={"samewire/agency": {"hours": 48.0}})
    heads = ("RIGA (AFP) - ", "2021-05-04"), ("RIGA (AFP) - ", "2021-05-06")
    assert kinds(*heads, config=config) == ["exact"]
