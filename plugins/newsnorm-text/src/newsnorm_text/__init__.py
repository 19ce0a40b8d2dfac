"""Cleaning of characters and layout: what every later stage may rely on.

After it, quotes are straight, spaces are single and ordinary, what cannot be seen is gone,
Unicode is in NFC, and a paragraph is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The cleaners of this plugin; presets name them in the order in which they are listed."""
    yield newsnorm.CleanerSpec(
        "text/invisible", _invisible, summary="controls, zero-width and bidi characters go"
    )
    yield newsnorm.CleanerSpec("text/nfc", _nfc, summary="Unicode normalization form C")
    yield newsnorm.CleanerSpec("text/quotes", _quotes, summary="curly quotes become straight")
    yield newsnorm.CleanerSpec("text/spaces", _spaces, summary="one ordinary space between words")
    yield newsnorm.CleanerSpec(
        "text/layout", _layout, summary="one line a paragraph, one line end between them"
    )


def _invisible() -> Sequence[newsnorm.Rule]:
    from newsnorm_text.characters import INVISIBLE

    return INVISIBLE


def _quotes() -> Sequence[newsnorm.Rule]:
    from newsnorm_text.characters import QUOTES

    return QUOTES


def _spaces() -> Sequence[newsnorm.Rule]:
    from newsnorm_text.characters import SPACES

    return SPACES


def _nfc() -> newsnorm.Cleaner:
    from newsnorm_text.nfc import Nfc

    return Nfc()


def _layout() -> newsnorm.Cleaner:
    from newsnorm_text.layout import Layout

    return Layout()
