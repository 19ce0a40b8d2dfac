r"""Rules for single characters, as tables, and the cleaner that runs a table in one go.

What is a control, a space or a joiner is taken from the Unicode character database;
what becomes of it follows the policy that a cleaned text holds the story's words and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

import regex

from newsnorm import ArticleView, Edit, Edits, Example, Replace, Row, Rule, Scope
from newsnorm_text.odd import odd
from newsnorm_text.quiet import MANY, Quiet
from newsnorm_text.steps import joined
from newsnorm_text.wraps import CJK

_ZERO_WIDTH: Final = (
    "\N{ZERO WIDTH SPACE}"
    "\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"  # also the byte order mark
    "\N{SOFT HYPHEN}"
    "\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
    "\N{INTERLINEAR ANNOTATION ANCHOR}\N{INTERLINEAR ANNOTATION SEPARATOR}"
    "\N{INTERLINEAR ANNOTATION TERMINATOR}\N{OBJECT REPLACEMENT CHARACTER}"
)
_BIDI: Final = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
)
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Scripts in which joiners decide how letters look (Unicode standard, chapters 9, 12 and 13).
_JOINING: Final = "".join(
    rf"\p{{Script={script}}}"
    for script in (
        "Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati",
        "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Myanmar", "Khmer",
    )
)  # fmt: skip
_EMOJI: Final = r"\p{Extended_Pictographic}\p{Emoji_Modifier}\N{VARIATION SELECTOR-16}"

# All but tab and line ends; those of C1 are what the repair of encodings could not place.
_CONTROLS: Final = "".join(
    map(chr, (*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)))
)
_SEPARATORS: Final = "\x1c\x1d\x1e\x1f"
_SOFT: Final = "\N{SOFT HYPHEN}"

INVISIBLE: Final = (
    Rule(
        "soft-hyphen",
        rf"{_SOFT}[ \t]*+(?:\r\n|[\r\n])[ \t]*+(?=\p{{Ll}})",
        Scope.BODY,
        literals=(_SOFT,),
        summary="a soft hyphen that broke a word at a line's end goes with the line end",
        examples=(Example(f"the govern{_SOFT}\nment", "the government"),),
    ),
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
        rf"|(?<!\p{{Ccc=Virama}})[{_JOINERS}](?![{_JOINING}\p{{Extended_Pictographic}}])",
        Scope.BODY,
        literals=tuple(_JOINERS),
        summary="joiners, where neither a script nor an emoji needs them",
        examples=(Example("pho\N{ZERO WIDTH JOINER}to", "photo"),),
        traps=(
            "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
            "\N{ARABIC LETTER FARSI YEH}\N{ZERO WIDTH NON-JOINER}\N{ARABIC LETTER KHAH}",
            "\N{MALAYALAM LETTER NA}\N{MALAYALAM SIGN VIRAMA}\N{ZERO WIDTH JOINER} is the old form",
        ),
    ),
    Rule(
        "control",
        # From the beginning of a run alone: a run that ends elsewhere is not tried again and again.
        rf"[{_CONTROLS}]++|(?<![\x1c-\x1f])[\x1c-\x1f]++(?=[.,;:!?])",
        Scope.BODY,
        literals=(*_CONTROLS, *_SEPARATORS),
        summary="control characters, which old wire formats leave behind; line ends are kept",
        examples=(
            Example("\x02Snow fell.\x03", "Snow fell."),
            Example("Snow fell\x1f.", "Snow fell."),
        ),
    ),
    Rule(
        "separator",
        r"[\x1c-\x1f]++",
        Scope.BODY,
        Replace(" "),
        literals=tuple(_SEPARATORS),
        summary="separators of files, groups, records and units stood between words",
        examples=(Example("Snow\x1ffell.", "Snow fell."),),
    ),
    Rule(
        "surrogate",
        r"[\ud800-\udfff]++",
        Scope.BODY,
        Replace("\N{REPLACEMENT CHARACTER}"),
        literals=tuple(map(chr, range(0xD800, 0xE000))),
        summary="halves of a character, which no encoding can write",
        examples=(Example(f"Snow {chr(0xD83D)} fell.", "Snow \N{REPLACEMENT CHARACTER} fell."),),
    ),
)

_DOUBLE: Final = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
)
_SINGLE: Final = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
)

QUOTES: Final = (
    Rule(
        "tex",
        r"``|''(?!')",
        Scope.BODY,
        Replace('"'),
        literals=("``",),
        summary="double quotes as TeX and old wires type them",
        examples=(Example("``Snow,'' he said", '"Snow," he said'),),
        traps=("Snow '' fell",),
    ),
    Rule(
        "double",
        f"[{_DOUBLE}]",
        Scope.BODY,
        Replace('"'),
        literals=tuple(_DOUBLE),
        summary="double quotes; guillemets stay",
        examples=(
            Example(
                "\N{LEFT DOUBLE QUOTATION MARK}No,\N{RIGHT DOUBLE QUOTATION MARK} he said",
                '"No," he said',
            ),
        ),
        traps=("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}Non",),
    ),
    Rule(
        "single",
        f"[{_SINGLE}]",
        Scope.BODY,
        Replace("'"),
        literals=tuple(_SINGLE),
        summary="single quotes and apostrophes",
        examples=(Example("Ukraine\N{RIGHT SINGLE QUOTATION MARK}s", "Ukraine's"),),
    ),
    Rule(
        "double-prime",
        r"(?<!\d)\N{DOUBLE PRIME}",
        Scope.BODY,
        Replace('"'),
        literals=("\N{DOUBLE PRIME}",),
        summary="double primes used as quotes; after a number they are seconds or inches",
        examples=(Example("the \N{DOUBLE PRIME}Bear", 'the "Bear'),),
        traps=("51\N{DEGREE SIGN} 30\N{PRIME} 15\N{DOUBLE PRIME} N",),
    ),
    Rule(
        "prime",
        r"(?<!\d)\N{PRIME}",
        Scope.BODY,
        Replace("'"),
        literals=("\N{PRIME}",),
        summary="primes used as quotes; after a number they are minutes or feet",
        examples=(Example("Ukraine\N{PRIME}s", "Ukraine's"),),
        traps=("51\N{DEGREE SIGN} 30\N{PRIME} N",),
    ),
)  # fmt: skip

_WIDE: Final = "\N{IDEOGRAPHIC SPACE}"
_ODD: Final = (
    "\t\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{EN QUAD}\N{EM QUAD}\N{EN SPACE}\N{EM SPACE}"
    "\N{THREE-PER-EM SPACE}\N{FOUR-PER-EM SPACE}\N{SIX-PER-EM SPACE}\N{FIGURE SPACE}"
    "\N{PUNCTUATION SPACE}\N{THIN SPACE}\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}"
)
_CJK: Final = rf"{CJK}\p{{Script=Hangul}}"

SPACES: Final = (
    Rule(
        "",
        rf"[ {_ODD}][ {_ODD}{_WIDE}]++|[{_ODD}]"
        rf"|(?<!{_WIDE}){_WIDE}++(?:[ {_ODD}][ {_ODD}{_WIDE}]*+|(?![{_CJK}]))"
        rf"|(?<![{_CJK}]){_WIDE}++",
        Scope.BODY,
        Replace(" "),
        literals=("  ", *_ODD, _WIDE),
        summary="runs of spaces, and spaces of other kinds, become one space",
        examples=(Example("Snow\N{NO-BREAK SPACE}fell  twice.", "Snow fell twice."),),
        traps=("\u6771\u4eac\N{IDEOGRAPHIC SPACE}\u5927\u962a",),
    ),
)


class Characters:
    """Run a table of rules for single characters in one pass.

    Args:
        rules: of scope `BODY`. Their literals are the characters that a match begins with;
            a rule with a longer literal is searched for where that stands in the text,
            and must touch other characters than the rest.

    >>> Characters(QUOTES).edits("\N{LEFT DOUBLE QUOTATION MARK}No", ArticleView())
    [Edit(start=0, end=1, replacement='"', rule='double')]
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_char: dict[str, list[tuple[regex.Pattern[str], str, str]]] = {}
        self._by_literal: list[tuple[str, Rule, regex.Pattern[str]]] = []
        self._quiet = Quiet()
        self._always: dict[str, tuple[str, str]] = {}
        self._of_characters: list[_OfCharacters] = []
        for rule in rules:
            pattern = regex.compile(rule.pattern)
            always = rule.pattern == f"[{''.join(rule.literals)}]"
            if all(len(literal) == 1 for literal in rule.literals):
                self._of_characters.append(_of_characters(rule))
            for literal in rule.literals:
                if always:
                    self._always[literal] = (_replacement(rule), rule.name)
                elif len(literal) == 1:
                    made = pattern, _replacement(rule), rule.name
                    self._by_char.setdefault(literal, []).append(made)
                else:
                    self._by_literal.append((literal, rule, pattern))
        # A class alone: the standard `re` then skips all other characters without an attempt.
        self._weighed = _one_of(self._by_char)
        self._present = _one_of(self._always)
        self._first = _one_of({literal[0] for rule in rules for literal in rule.literals})

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """One edit for each match; where two rules could match, the first of the table does."""
        present = odd(text)
        many = len(present) >= MANY
        if not present or (many and self._quiet.covers(text)):
            return ()
        if not self._first.search(present):
            if many:
                self._quiet.remember(text)
            return ()
        always = set(self._present.findall(present))
        weighed = set(self._weighed.findall(present))
        edits = self._dense(text, always | weighed) if len(present) * _DENSE > len(text) else None
        if edits is None:
            edits = self._replaced(text, always)
            if weighed:
                edits += self._matches(text, places(text, weighed))
        begun = [one for one in self._by_literal if one[0][0] in present]
        for literal, rule, pattern in begun:
            if literal in text:
                made = _replacement(rule), rule.name
                edits += [(*found.span(), *made) for found in pattern.finditer(text)]
        if edits:
            return Edits(joined(edits))
        return ()

    def _replaced(self, text: str, characters: Iterable[str]) -> list[Row]:
        """Characters that are always replaced."""
        found: list[Row] = []
        for char in characters:
            replacement, name = self._always[char]
            at = text.find(char)
            while at >= 0:
                behind = at + 1
                found.append((at, behind, replacement, name))
                at = text.find(char, behind)
        return found

    def _dense(self, text: str, characters: AbstractSet[str]) -> list[Row] | None:
        """The same where each few code points there is one of some characters: rule by rule.

        None where they are not that many, or two rules that match would have to be weighed.
        """
        if sum(map(text.count, characters)) * _DENSE <= len(text):
            return None
        rows: list[Row] = []
        taken = set[str]()
        for rule in self._of_characters:
            if rule.characters.isdisjoint(characters) or not (found := rule.rows(text)):
                continue
            if not rule.characters.isdisjoint(taken):
                return None
            taken |= rule.characters
            rows += found
        return rows

    def _matches(self, text: str, starts: Iterable[int]) -> Iterator[Row]:
        """What the first rule that matches makes of a character that is not always replaced."""
        done = 0
        for start in starts:
            if start < done:
                continue
            for pattern, replacement, name in self._by_char[text[start]]:
                if found := pattern.match(text, start):
                    done = found.end()
                    yield start, done, replacement, name
                    break


_DENSE: Final = 8
"""Where one code point in so many is to be looked at, what looks at each one is quicker."""


class _OfCharacters(NamedTuple):
    """A rule of which each match begins with one of some characters."""

    characters: frozenset[str]
    matches: Callable[[str], Iterator[re.Match[str] | regex.Match[str]]]
    """All matches, or runs of them."""
    replacement: str
    each: bool
    """Whether it stands for each character of a run."""
    name: str

    def rows(self, text: str) -> list[Row]:
        _, matches, replacement, each, name = self
        if each and replacement:
            return [
                (a, b, replacement * (b - a), name)
                for found in matches(text)
                for a, b in [found.span()]
            ]
        return [(a, b, replacement, name) for found in matches(text) for a, b in [found.span()]]


def _of_characters(rule: Rule) -> _OfCharacters:
    """A class alone is left to `re`, which finds runs of its characters in half the time."""
    characters = f"[{''.join(rule.literals)}]"
    each = rule.pattern == characters
    matches: Callable[[str], Iterator[re.Match[str] | regex.Match[str]]]
    if each or rule.pattern == f"{characters}++":
        matches = re.compile(f"{characters}+").finditer
    else:
        matches = regex.compile(rule.pattern).finditer
    return _OfCharacters(frozenset(rule.literals), matches, _replacement(rule), each, rule.name)


def places(text: str, characters: Iterable[str]) -> list[int]:
    """Where some characters stand, in order: quicker than a pattern, which looks at each one.

    >>> places("a-b_c-", "-_")
    [1, 3, 5]
    """
    found: list[int] = []
    for char in characters:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found


def _one_of(characters: Iterable[str]) -> re.Pattern[str]:
    """A class of characters; one of none matches nothing."""
    listed = "".join(characters)
    return re.compile(f"[{re.escape(listed)}]" if listed else r"(?!)")


def _replacement(rule: Rule) -> str:
    return rule.action.text if isinstance(rule.action, Replace) else ""


class Spaces:
    """What the rule `SPACES` says, faster: it looks only where a run of spaces can be.

    >>> Spaces().edits("Snow  fell.", ArticleView())
    [Edit(start=4, end=6, replacement=' ', rule='')]
    """

    rules = SPACES

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """One edit for each run that is not a single ordinary space."""
        present = odd(text)
        runs = _double_spaces(text) if "  " in text else []
        kinds = set(_ODD_SPACE.findall(present)) if present else None
        if not kinds:
            return Edits([(start, end, " ", "") for start, end in runs]) if runs else ()
        starts = places(text, kinds)
        if runs:
            starts = sorted([*starts, *(start for start, _ in runs)])
        return Edits(_runs(text, starts))


_ODD_SPACE: Final = re.compile(f"[{_ODD}{_WIDE}]")
_RUN: Final = re.compile(f"[ {_ODD}{_WIDE}]+")


def _double_spaces(text: str) -> list[tuple[int, int]]:
    """Runs of ordinary spaces: where they begin and end."""
    runs: list[tuple[int, int]] = []
    at = text.find("  ")
    while at >= 0:
        end = at + 2
        while text.startswith(" ", end):
            end += 1
        runs.append((at, end))
        at = text.find("  ", end)
    return runs


def _runs(text: str, starts: Sequence[int]) -> Iterator[Row]:
    done = 0
    match = _RUN.match
    for start in starts:
        if start < done:
            continue
        if start > done and text[start - 1] == " ":
            start -= 1  # noqa: PLW2901 - the run begins with one ordinary space
        found = match(text, start)
        done = found.end() if found else start
        if text[start] != _WIDE or not _stays(text, start, done):
            yield start, done, " ", ""


_NEIGHBOR: Final = regex.compile(f"[{_CJK}]")


def _stays(text: str, start: int, end: int) -> bool:
    """Whether a run that begins with one is of ideographic spaces, and between ideographs."""
    return (
        start > 0
        and bool(_NEIGHBOR.match(text, start - 1))
        and bool(_NEIGHBOR.match(text, end))
        and text.count(_WIDE, start, end) == end - start
    )
