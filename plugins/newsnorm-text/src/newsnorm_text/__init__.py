"""Cleaning of encoding, markup, characters and layout: what every later stage may rely on.

After it, text is read in its own encoding and without markup, quotes are straight,
spaces are single and ordinary, what cannot be seen is gone, Unicode is in NFC,
and a paragraph is one line.
"""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The cleaners of this plugin; presets name them in the order in which they are listed."""
    yield newsnorm.CleanerSpec(
        "text/encoding", _encoding, summary="text read in the wrong encoding is read again"
    )
    yield newsnorm.CleanerSpec(
        "text/markup", _markup, summary="tags go, character references become characters"
    )
    yield newsnorm.CleanerSpec(
        "text/invisible", _invisible, summary="controls, zero-width and bidi characters go"
    )
    yield newsnorm.CleanerSpec("text/nfc", _nfc, summary="Unicode normalization form C")
    yield newsnorm.CleanerSpec("text/quotes", _quotes, summary="curly quotes become straight")
    yield newsnorm.CleanerSpec("text/spaces", _spaces, summary="one ordinary space between words")
    yield newsnorm.CleanerSpec(
        "text/layout",
        _layout,
        summary="one line a paragraph, wrapped ones rejoined, one line end between them",
    )


def _encoding() -> newsnorm.Cleaner:
    from newsnorm_text.encoding import Encoding

    return Encoding()


def _markup() -> newsnorm.Cleaner:
    from newsnorm_text.markup import Markup

    return Markup()


def _invisible() -> newsnorm.Cleaner:
    from newsnorm_text.characters import INVISIBLE, Characters

    return Characters(INVISIBLE)


def _quotes() -> newsnorm.Cleaner:
    from newsnorm_text.characters import QUOTES, Characters

    return Characters(QUOTES)


def _spaces() -> newsnorm.Cleaner:
    from newsnorm_text.characters import Spaces

    return Spaces()


def _nfc() -> newsnorm.Cleaner:
    from newsnorm_text.nfc import Nfc

    return Nfc()


def _layout() -> newsnorm.Cleaner:
    from newsnorm_text.layout import Layout

    return Layout()
