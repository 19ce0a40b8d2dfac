r"""Rules for single characters, as tables.

What is a control, a space or a joiner is taken from the Unicode character database;
what becomes of it follows the policy that a cleaned text holds the story's words and nothing else.
"""

from __future__ import annotations

from newsnorm import Example, Replace, Rule, Scope

_ZERO_WIDTH = (
    "\N{ZERO WIDTH SPACE}"
    "\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"  # also the byte order mark
    "\N{SOFT HYPHEN}"
    "\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
)
_BIDI = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
)
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Scripts in which joiners decide how letters look (Unicode standard, chapters 9, 12 and 13).
_JOINING = "".join(
    rf"\p{{Script={script}}}"
    for script in (
        "Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati",
        "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Myanmar", "Khmer",
    )
)  # fmt: skip
_EMOJI = r"\p{Extended_Pictographic}\p{Emoji_Modifier}\N{VARIATION SELECTOR-16}"

INVISIBLE = (
    Rule(
        "zero-width",
        f"[{_ZERO_WIDTH}]++",
        Scope.BODY,
        literals=tuple(_ZERO_WIDTH),
        summary="zero-width characters, byte order marks and soft hyphens",
        examples=(Example("\N{ZERO WIDTH NO-BREAK SPACE}Re\N{SOFT HYPHEN}port", "Report"),),
    ),
    Rule(
        "bidi",
        f"[{_BIDI}]++",
        Scope.BODY,
        literals=tuple(_BIDI),
        summary="marks, embeddings and isolates that order right-to-left text",
        examples=(Example("Proceeds\N{LEFT-TO-RIGHT MARK} go", "Proceeds go"),),
    ),
    Rule(
        "joiner",
        rf"(?<![{_JOINING}])(?<!\p{{M}})(?<![{_EMOJI}](?=\u200d\p{{Extended_Pictographic}}))[{_JOINERS}]"
        rf"|[{_JOINERS}](?![{_JOINING}\p{{Extended_Pictographic}}])",
        Scope.BODY,
        literals=tuple(_JOINERS),
        summary="joiners, where neither a script nor an emoji needs them",
        examples=(Example("pho\N{ZERO WIDTH JOINER}to", "photo"),),
        traps=(
            "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
            "\N{ARABIC LETTER FARSI YEH}\N{ZERO WIDTH NON-JOINER}\N{ARABIC LETTER KHAH}",
        ),
    ),
    Rule(
        "control",
        r"[\x00-\x08\x0e-\x1b\x7f]++",
        Scope.BODY,
        literals=tuple(map(chr, (*range(0x09), *range(0x0E, 0x1C), 0x7F))),
        summary="control characters, which old wire formats leave behind; line ends are kept",
        examples=(Example("\x02Snow fell.\x03", "Snow fell."),),
    ),
    Rule(
        "separator",
        r"[\x1c-\x1f]++",
        Scope.BODY,
        Replace(" "),
        literals=("\x1c", "\x1d", "\x1e", "\x1f"),
        summary="separators of files, groups, records and units stood between words",
        examples=(Example("Snow\x1ffell.", "Snow fell."),),
    ),
    Rule(
        "surrogate",
        r"[\ud800-\udfff]",
        Scope.BODY,
        Replace("\N{REPLACEMENT CHARACTER}"),
        summary="halves of a character, which no encoding can write",
        examples=(Example("Snow \ud83d fell.", "Snow \N{REPLACEMENT CHARACTER} fell."),),
    ),
)

_DOUBLE = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
)
_SINGLE = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
)

QUOTES = (
    Rule(
        "double",
        rf"[{_DOUBLE}]|(?<!\d)\N{{DOUBLE PRIME}}",
        Scope.BODY,
        Replace('"'),
        literals=(*_DOUBLE, "\N{DOUBLE PRIME}"),
        summary="double quotes; guillemets stay, and so do primes after a number",
        examples=(
            Example(
                "\N{LEFT DOUBLE QUOTATION MARK}No,\N{RIGHT DOUBLE QUOTATION MARK} he said",
                '"No," he said',
            ),
        ),
        traps=(
            "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}Non",
            "51\N{DEGREE SIGN} 30\N{PRIME} 15\N{DOUBLE PRIME} N",
        ),
    ),
    Rule(
        "single",
        rf"[{_SINGLE}]|(?<!\d)\N{{PRIME}}",
        Scope.BODY,
        Replace("'"),
        literals=(*_SINGLE, "\N{PRIME}"),
        summary="single quotes and apostrophes",
        examples=(Example("Ukraine\N{RIGHT SINGLE QUOTATION MARK}s", "Ukraine's"),),
    ),
)  # fmt: skip

_WIDE = "\N{IDEOGRAPHIC SPACE}"
_ODD = (
    "\t\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}\N{EM QUAD}\N{EN SPACE}\N{EM SPACE}"
    "\N{THREE-PER-EM SPACE}\N{FOUR-PER-EM SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}"
    "\N{PUNCTUATION SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}"
)
_CJK = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}"

SPACES = (
    Rule(
        "",
        rf"[ {_ODD}][ {_ODD}{_WIDE}]++|[{_ODD}]"
        rf"|(?<!{_WIDE}){_WIDE}++(?:[ {_ODD}][ {_ODD}{_WIDE}]*+|(?![{_CJK}]))"
        rf"|(?<![{_CJK}{_WIDE}]){_WIDE}++",
        Scope.BODY,
        Replace(" "),
        literals=("  ", *_ODD, _WIDE),
        summary="runs of spaces, and spaces of other kinds, become one space",
        examples=(Example("Snow\N{NO-BREAK SPACE}fell  twice.", "Snow fell twice."),),
        traps=("\u6771\u4eac\N{IDEOGRAPHIC SPACE}\u5927\u962a",),
    ),
)
