"""Khabar's copy through the preset news with this plugin."""

from __future__ import annotations

import newsnorm

CONFIG = newsnorm.Config(
    insert=(newsnorm.Insert("khabar/datelines", after="wire/furniture"),),
    gazetteers=("world", "khabar/places"),
)


def test_a_story_in_kazakh() -> None:
    """Dateline and credits become data, and former names lead to the city of today."""
    article = newsnorm.load(CONFIG).normalize(
        "ӨСКЕМЕН. 4 мамыр. ХАБАР 24 – Қалада көпір ашылды.\nТілшілер: Айгүл Серікова",
        published="2023-05-04",
        language="kk",
    )
    assert article.text == "Қалада көпір ашылды."
    assert article.dateline == newsnorm.Dateline(
        "ӨСКЕМЕН", "2023-05-04", "ХАБАР 24", "geonames:1520316"
    )
    assert article.credits == ("Тілшілер: Айгүл Серікова",)


def test_former_names_in_english() -> None:
    """Ust-Kamenogorsk is Oskemen, under this house's names."""
    article = newsnorm.load(CONFIG).normalize("From Semipalatinsk he went to Ust-Kamenogorsk.")
    assert [mention.name for mention in article.mentions] == ["Semey", "Oskemen"]
