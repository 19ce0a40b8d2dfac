"""The preset `news`: what most people want from newsnorm."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_presets() -> Iterable[newsnorm.Preset]:
    """The numbered presets; a number never changes its meaning."""
    yield newsnorm.Preset(
        "news",
        1,
        cleaners=(
            "text/encoding",
            "text/markup",
            "text/invisible",
            "text/nfc",
            "text/quotes",
            "text/spaces",
            "text/layout",
            "wire/furniture",
        ),
        gazetteers=("world",),
        canonicalizers=(
            "entities/gazetteer",
            "entities/acronyms",
            "entities/titles",
            "entities/persons",
            "entities/surnames",
            "entities/resolve",
            "entities/organizations",
            "entities/places",
            "entities/metonyms",
            "entities/offices",
        ),
        deduplicators=("minhash/exact", "minhash/near", "minhash/contained"),
        summary="clean, link and deduplicate news in wire form",
    )
