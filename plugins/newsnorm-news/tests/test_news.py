"""The preset `news`: its parts are there, and they work together on a wire article."""

from __future__ import annotations

import newsnorm
from newsnorm_news import newsnorm_presets

ARTICLE = (
    "KIEV, March 3. /TASS/. /TASS/. Infrastructure Minister Taras Holub met envoys of the "
    "Organization for Security and Co-operation in Europe (OSCE) in Lugansk.\n\n"
    "\u201cThe OSCE is welcome,\u201d Holub said. The Minister left for Kyiv."
)


def test_every_component_of_the_preset_can_be_loaded() -> None:
    for preset in newsnorm_presets():
        nlp = newsnorm.load(f"{preset.name}@{preset.number}")
        assert nlp.recipe == preset
        assert nlp.gazetteer.entities


def test_a_wire_article_comes_out_clean_and_linked() -> None:
    article = newsnorm.load("news@1").normalize(ARTICLE, published="2021-03-04")
    assert article.dateline == newsnorm.Dateline("KIEV", "2021-03-03", "TASS", "geonames:703448")
    assert article.text.startswith("Infrastructure Minister Taras Holub met envoys")
    assert [(mention.surface, mention.name) for mention in article.mentions] == [
        ("Infrastructure Minister Taras Holub", "Taras Holub"),
        ("Organization for Security and Co-operation in Europe", "OSCE"),
        ("OSCE", "OSCE"),
        ("Lugansk", "Luhansk"),
        ("OSCE", "OSCE"),
        ("Holub", "Taras Holub"),
        ("The Minister", "Taras Holub"),
        ("Kyiv", "Kyiv"),
    ]
    assert article.undo().text == ARTICLE


def test_every_mention_maps_back_to_the_raw_text() -> None:
    article = newsnorm.load("news@1").normalize(ARTICLE)
    for mention in article.mentions:
        start, end = mention.raw
        assert ARTICLE[start:end] == mention.surface
        assert article.text[mention.start : mention.end] == mention.surface
