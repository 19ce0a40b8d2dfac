r"""Texts, and shapes of texts, that have broken cleaners before.

They are tried before anything that is drawn at random, so that known traps are always met.
`SHAPES` are units that are repeated to see how time grows with length;
each names in its comment what has been seen to run away on it.
"""

from __future__ import annotations

ODD = (
    "\0",
    "Snow\0fell.",
    "\ud800",
    "Snow \udc80 fell.",
    "\ude00\ud83d",  # halves of one emoji, in the wrong order
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\u202eyvik\u202c and \u2066Kyiv\u2069",  # turned round and isolated
    "\u0301Kyiv",  # a mark without a letter to stand on
    "Kyi" + "\u0301\u0323" * 40 + "v",
    "\u0378 \uffff \U000e0001 \U0010ffff",  # unassigned, not a character, a tag, the last one
    "\ufeffSnow fell.\ufeff",
    "Sn\u00adow\u200b fe\u2060ll\u200e.",
    "\u1112\u1161\u11ab \ufb01 \ufdfa \u0130 \u1e9e \u0149",  # other lengths when folded
    "one\x85two\u2028three\u2029four\vfive\fsix\x1cseven",
)
"""NUL, lone surrogates and other code points that text from the wild does hold."""

KNOWN = (
    "Snow fell.",
    "Snow fell in Kyiv on Monday, officials said.",
    "  Snow   fell. \n\n\n It  melted.\t\n",
    "Snow fell.\r\n\r\nIt melted.\rIt froze.\n",
    "&amp;",
    "&amp;amp;",
    "&amp;amp;amp;amp;amp;amp;amp;lt;",
    "&am&amp;p; &&amp;amp;; &#38;amp; &amp;#38;",
    "<<b>p>Snow<</b>/p> fell.</p>",
    "<p>Snow fell.</p><p>It melted.<br/>It froze.</p>",
    "Itâ€™s cold in KyÃ¯v â€“ 5Â°C, 20Â£.",
    "ItÃ¢â‚¬â„¢s cold.",
    (
        "\N{LEFT DOUBLE QUOTATION MARK}It snows,\N{RIGHT DOUBLE QUOTATION MARK} he said. "
        "\N{LEFT SINGLE QUOTATION MARK}Why?\N{RIGHT SINGLE QUOTATION MARK}"
    ),
    "''It snows,'' she said. ```It does.''' \"\"No.\"\"",
    "--- -- - \N{EM DASH}\N{EN DASH}--\N{HORIZONTAL BAR} ----",
    "... .... \N{HORIZONTAL ELLIPSIS}. . . \N{HORIZONTAL ELLIPSIS}\N{HORIZONTAL ELLIPSIS}",
    "MOSCOW, February 2. /TASS/. /TASS/. Snow fell.",
    "RIGA, May 4 (Reuters) - RIGA, May 4 (Reuters) - Snow fell.\n(MORE)\n(MORE)\n-30-\n-30-",
    "By Jane Roe\nSnow fell.",
    "RIGA, May 4 (Reuters) - Snow fell.",
    "By Jane Roe and John Smith\nBy Jane Roe\nKYIV (AP) -- Snow fell.\n(Editing by John Smith)",
    "U.S. President Jane Roe met the E.U.'s John Smith at 5.30 p.m. in St. Petersburg, Fla.",
    (
        "President Jane Roe of Elbonia met King John of Ruritania. Roe said the President's visit, "
        "the first to Port Elbon, Elbonia, went well. The Elbonian Post Office (EPO) agreed; EPO's "
        "head resigned."
    ),
    "PRESIDENT ROE VISITS PORT ELBON",
    (
        "The index closed at 4,268.5 points, up 17 (0.4%), on turnover of $1.2 bn; see "
        "https://example.org/markets?id=7&amp;lang=en or mail desk@example.org."
    ),
    "Қар жауды. Идёт снег, сообщает ТАСС. Іде сніг.",
    "下雪了。 ثلج. שלג. हिमपात",
    "Snow fell.\n\n* * *\n\nIt melted.\n\n_______\n\n###\n",
    "SNOW FELL\nSNOW FELL\nSNOW FELL\n",
)
"""What news text is like, at its worst."""

SHAPES = (
    "a",
    " ",
    "\t",
    "\n",
    "\r\n",
    "a ",
    "Ab ",
    "AB ",
    "A. ",
    "a\n",
    "Ab\n\n",
    " \n",  # blanks before line ends: \s+\n
    "a,",
    "1",
    "1,",
    "1.5 ",
    ".",
    "-",
    "- ",
    "'",
    '"',
    "' \"",
    "(",  # an opening for which a closing is sought, again and again
    "(a",
    ")",
    "[",
    "<",
    "<a",
    "<p>",
    "</",
    "<!--",
    "&",
    "&amp;",
    "&amp",
    "&#",
    "/",
    "http://a/",
    "@a ",
    "\0",
    "\ud800",
    "\u0301",  # marks that are to be sorted
    "e\u0301",
    "\u200b",
    "\ufeff",
    "\u2019",
    "\u2026",
    "Ã",
    "â€™",
    "MOSCOW, ",
    "MOSCOW, May 4 (",
    "RIGA, May 4 (Reuters) - ",
    "/TASS/. ",
    "By Jane Roe and ",
    "Jane Roe, ",
    "President Jane Roe ",
    "Elbonia's ",
    "Port Elbon, ",
    "EPO (Elbonian Post Office) ",
    "(MORE)\n",
    "-ENDS-\n",
    "Снег ",
)
"""Units that are repeated until the text is long."""

LONG = tuple(
    unit * (50_000 // len(unit)) for unit in ("a", " ", "\n", "(", "Ab ", "e\u0301", "<p>")
)
"""One line without end, one word, nothing but line ends, everything nested."""
