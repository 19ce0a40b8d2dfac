"""Gates: a rule that can match is never held back, and one that cannot mostly is."""

from collections.abc import Sequence
from string import ascii_lowercase

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from newsnorm import rulegates, rulewalk
from newsnorm.alignment import applied
from newsnorm.components import ArticleView
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rulegates import END, START, Gates, numbers
from newsnorm.rulepatterns import alternatives, compiled, stays_in_line
from newsnorm.rules import Extract, Replace, Rule, Scope
from newsnorm.rulescopes import WINDOW
from newsnorm.testing.timing import steep

LINE_SCOPES = (Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LAST_LINE, Scope.LINES)
SENTENCE = "The mayor said on Monday that the bridge would open again before the summer."
WORDS = st.text("ab|", min_size=1, max_size=6)


def gates(*patterns: str, scope: Scope = Scope.LINES) -> Gates:
    return Gates([Rule(str(n), pattern, scope) for n, pattern in enumerate(patterns)])


def let_through(patterns: Sequence[str], line: str, scope: Scope = Scope.LINES) -> list[str]:
    """The patterns whose rules are candidates for a line."""
    return [patterns[number] for number in numbers(gates(*patterns, scope=scope).candidates(line))]


# What is held back ------------------------------------------------------------------------------


def test_of_an_ordinary_sentence_no_rule_with_literals_is_a_candidate() -> None:
    signs = ("(Reuters)", "[nL8N]", "/PRNewswire/", "@", ":", "©", "ENDS", "\u2014")
    rules = [Rule(sign, ".{0,1000}", scope, literals=(sign,)) for sign in signs for scope in Scope]

    assert Gates(rules).candidates(SENTENCE) == 0


def test_of_an_ordinary_sentence_no_rule_that_begins_or_ends_otherwise_is_a_candidate() -> None:
    patterns = ["By .{1,80}", "ENDS", ".{1,80}:", r"\(c\).{0,80}", "[A-Z]{3,20} .{0,80}"]

    assert let_through(patterns, SENTENCE) == []


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_what_begins_or_ends_otherwise_is_held_back(words: Sequence[str], line: str) -> None:
    start, end = line[:START], line[-END:]

    assert let_through([*map(regex.escape, words)], line) == [
        regex.escape(word)
        for word in words
        if word.startswith(start) and (word.endswith(end) or end.endswith(word))
    ]


def test_of_a_beginning_six_code_points_are_looked_at() -> None:
    patterns = ["Theirs is it", "The story"]

    assert let_through(patterns, "Theirs-", Scope.HEAD) == ["Theirs is it"]
    assert let_through(patterns, "Their-", Scope.HEAD) == []
    assert let_through(patterns, "The-", Scope.HEAD) == []
    assert let_through(patterns, "The state", Scope.HEAD) == ["The story"]
    assert let_through(patterns, "The st-", Scope.HEAD) == ["The story"]
    assert let_through(patterns, "The s-", Scope.HEAD) == []
    assert let_through(patterns, "The agency", Scope.HEAD) == []


@pytest.mark.parametrize("guard", ["(?=.*!)", "(?!.*!)", "(?<!x)(?=.*!)", "(?=.*!)(?!By)"])
def test_what_stands_behind_a_look_ahead_is_asked_too(guard: str) -> None:
    assert let_through([f"{guard}Oslo.*+", f"{guard}Riga.*+"], "Riga!") == [f"{guard}Riga.*+"]


def test_what_a_look_ahead_found_can_be_meant_behind_it() -> None:
    assert let_through(["(?=.(?P<sign>[ab]))(?P=sign).*+"], "aab") != []


@pytest.mark.parametrize("line", ["  By", "By \t", " By "])
def test_blanks_around_a_line_count_for_nothing(line: str) -> None:
    assert let_through(["By", "To"], line) == ["By"]


@pytest.mark.parametrize(
    ("pattern", "through", "held"),
    [
        pytest.param("A.{0,9}B|C.{0,9}D", ["A, B", "CD"], ["A, D", "CB"], id="two alternatives"),
        pytest.param("(?:A.?B|C.?D)", ["AB", "C-D"], ["A-D", "C-B"], id="in a group"),
        pytest.param("(?:(?:A.?B|C.?D))", ["AB", "C-D"], ["A-D", "C-B"], id="in two groups"),
        pytest.param("(?:A|B)C|D", ["AC", "BC", "D"], ["AD", "BD", "DC"], id="a group within one"),
        pytest.param(r"A\|B", ["A|B"], ["A", "B"], id="an escaped sign is none"),
        pytest.param("[|]A|B", ["|A", "B"], ["A", "|"], id="a sign in a set is none"),
        pytest.param("[]|]A|B", ["|A", "]A", "B"], ["A"], id="a bracket first in its set"),
        pytest.param("[^|]A|B", ["XA", "B"], ["|A", "X"], id="a set of all others"),
        pytest.param(r"[\]|]A|B", ["|A", "B"], ["A", "|"], id="an escaped bracket in a set"),
        pytest.param(r"A\)|B", ["A)", "B"], ["A", "B)"], id="an escaped bracket"),
        pytest.param("(?:A)|(?:B)", ["A", "B"], ["(", "?"], id="groups side by side"),
    ],
)
def test_each_alternative_has_ends_of_its_own(
    pattern: str, through: Sequence[str], held: Sequence[str]
) -> None:
    for scope in LINE_SCOPES:
        one = Gates(alternatives(Rule("either", pattern, scope)))

        assert all(map(one.candidates, through))
        assert not any(map(one.candidates, held))


def test_what_a_pattern_looks_at_around_the_line_is_not_asked() -> None:
    assert let_through(["(?<=above\n)A", "(?<!above\n)(?<=\n)B"], "A") == ["(?<=above\n)A"]
    assert let_through(["A(?=\nbelow)", "B(?!\nbelow)(?=\n)"], "A") == ["A(?=\nbelow)"]
    assert let_through([r"A\KB", r"A\KC"], "AB") == [r"A\KB"]
    inside = [r"A(?<=\nA)BCDEF", r"A(?<=\nA)BD", r"B(?<=\nB)"]
    assert let_through(inside, "ABCDEF", Scope.HEAD) == inside[:1]


def test_what_could_match_many_beginnings_is_still_asked_for_its_end() -> None:
    one = gates(r"\p{L}{1,20} END", "A.{0,9}")

    lines = [f"{first}{second}cd" for first in ascii_lowercase[1:] for second in ascii_lowercase]
    assert {one.candidates(line) for line in lines} == {0}
    assert [one.candidates(f"{line} END") for line in lines] == [1] * len(lines)


def test_what_has_told_nothing_many_times_in_a_row_is_asked_no_more() -> None:
    """It is let through, which is always safe; the others are held back as before."""
    patience = rulegates._PATIENCE
    lines = [f"a{number:02}d" for number in range(patience)]
    patterns = ("x", "a..d", "b..d", "c..d")

    one = gates(*patterns, scope=Scope.HEAD)
    one.edges(lines[:-1], patience)
    assert one.candidates("a--e") == 0
    one.edges(lines, patience)  # the last of them is the first in its row
    assert one.candidates("a-+e") == 0

    one = gates(*patterns, scope=Scope.HEAD)
    one.edges(lines, patience)
    one.edges([line.replace("a", "b") for line in lines], patience)
    assert [one.candidates(f"{first}--e") for first in "xabcd"] == [1, 0b10, 0b100, 0, 0]


# Scopes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", Scope)
def test_rules_for_the_head_are_asked_about_its_lines_alone(scope: Scope) -> None:
    of_head = scope in (Scope.HEAD, Scope.HEAD_LINES)
    one = gates("By", "To", scope=scope)

    for _ in range(2):  # what is remembered says the same
        found = one.edges(["By", "so", "By", "By"], 2)
        assert found == ([0] * 4 if scope is Scope.TAIL else [1, 0, *[0 if of_head else 1] * 2])


def test_what_may_go_on_after_its_match_or_its_line_is_not_asked_for_its_end() -> None:
    assert let_through(["By", "To"], "By noon", Scope.HEAD) == ["By"]
    assert let_through(["By\nJane", "To\nJane"], "By", Scope.TAIL_BLOCK) == ["By\nJane"]
    assert let_through(["By", "To"], "By noon", Scope.TAIL_BLOCK) == []


def test_a_stretch_is_asked_for_its_end_alone() -> None:
    one = gates("END", "STOP", "T.{1,9}END", "SPEND", scope=Scope.TAIL)

    assert [*numbers(one.ending("The END"))] == [0, 2]
    assert [*numbers(one.ending("The STOP\n"))] == [1]
    assert one.ending(SENTENCE) == 0


# Literals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing", ["free"]),
        ("a (AP) story", ["agency", "either", "free"]),
        ("a (AFP) story", ["agency", "free"]),
        ("(", ["free"]),
        ("word", ["either", "free"]),
        ("—", ["dash", "free"]),
        ("— (AP) word", ["agency", "either", "dash", "free"]),
        ("ü (AP)", ["agency", "either", "free"]),
    ],
)
def test_a_rule_with_literals_needs_one_of_them(text: str, expected: list[str]) -> None:
    literals = {
        "agency": ("(AP)", "(AFP)"),
        "either": ("≈", "(AP)", "word"),
        "dash": ("—",),
        "free": (),
    }
    rules = [Rule(name, ".", Scope.LINES, literals=some) for name, some in literals.items()]
    one = Gates(rules)

    for among in ((1 << len(rules)) - 1, 0b0101, 0b1010, 0):
        assert [*numbers(one.holding(text, among))] == [
            n for n, name in enumerate(literals) if name in expected and among >> n & 1
        ]


def test_literals_that_open_with_one_sign_are_found_wherever_it_stands() -> None:
    """Also those of which one begins as another does, and next to others with that sign."""
    literals = ("(AP", "(APA", "(AFP", "(dpa", "(Kyodo", "(", ")", "x(AP", "(c) (AP", "((A")
    rules = [Rule(one, ".", Scope.LINES, literals=(one,)) for one in literals]
    one = Gates(rules)

    texts = ("(AFP) and (APA)", "((AP)", "( AP", "(d", "(dpa", "x(AP", "Kyodo)", "(Kyod", "(c) (AP")
    for text in (*texts, ""):
        found = numbers(one.holding(text, (1 << len(rules)) - 1))
        assert [literals[number] for number in found] == [one for one in literals if one in text]


def test_rules_that_any_prose_lets_through_are_known_by_their_literals() -> None:
    one = Gates(
        [
            Rule("any", r"\p{Lu}.*+", Scope.LINES, literals=("@",)),
            Rule("free", r"\p{Lu}.*+", Scope.LINES),
            Rule("sure", "By .*+", Scope.LINES, literals=("@",)),
            Rule("head", r"\p{Lu}.*+", Scope.HEAD, literals=("@",)),
        ]
    )

    assert (one.common, one.common_heads) == (0b0001, 0b1000)
    assert one.edges([SENTENCE], 1) == [0b0010]
    assert one.candidates(SENTENCE) == 0b0010
    assert one.candidates(f"{SENTENCE}@") == 0b1011


def test_literals_are_found_where_they_first_stand_in_a_line() -> None:
    literals = ("at", "(AP", "(APA", "(AFP", "(dpa", "(Kyodo")
    one = Gates([Rule(each, ".", Scope.LINES, literals=(each,)) for each in literals])
    text = "flat hat (APA)\n(AP) and\n\nthat (dpa"

    found = [
        (at, literals[number]) for at, some in one.places(text, 0b1111) for number in numbers(some)
    ]
    assert sorted(found) == [(2, "at"), (9, "(AP"), (9, "(APA"), (15, "(AP"), (27, "at")]
    assert one.places(text, 0) == one.places("", 0b1111) == []


def test_what_matches_nothing_is_refuted_until_something_matches() -> None:
    one = gates("a.", "b", "a..", "c", scope=Scope.HEAD)

    refuted, found = one.refuted(0b1111, "xaa", 1, 3)
    assert (refuted, found and found.span()) == (0, (1, 3))
    # The third would have to look further.
    assert one.refuted(0b1110, "xaa", 1, 3) == (0b1110, None)
    refuted, found = one.refuted(0b1110, "xaa?", 1, 4)
    assert (refuted, found and found.span()) == (0b0010, (1, 4))


def test_what_was_seen_to_match_is_not_looked_for_again() -> None:
    """Also of a rule of several alternatives."""
    note = Rule("note", r"Note: .*+", Scope.HEAD_LINES)
    rules = [note, *alternatives(Rule("tag", r"AP - |UPI - ", Scope.HEAD))]
    one = Gates(rules)

    for number, line in enumerate(("Note: Snow.", "AP - Snow.", "UPI - Snow.")):
        _, found = one.refuted(1 << number, line, 0, len(line))
        assert found is not None
        assert found.re is compiled(rules[number].scope, rules[number].pattern)


def test_what_a_line_that_reads_so_cannot_match_is_known_once_for_all() -> None:
    one = gates("By .{1,9}", "By Roe", "(?<=up\n)By Ro.", "By .{1,4}(?=\ndown)", "By .{1,4}!")

    assert one.unlike(0b11111, " By Roe") == 0b10000
    assert one.unlike(0b11111, "By Ron!") == 0b00110


# Never what matches -----------------------------------------------------------------------------

PATTERNS = (
    "ENDS|END",
    "a b",
    r"\s{0,2}a{1,3}",
    "[ab]{1,4}+(?:E|b)?",
    "(?<=\n)a|b(?=\n)",
    r"(?:a|\||[|b])N",
    r"a\Kb",
    ".{0,5}",
    r"\p{L}{1,3} \p{L}++",
    r"a(?<=\na)b{0,4}N",
    r"(?=[^N\n]*+N)a[^N]*+N|(?![^S\n]*+S)(?=b)[ab]b.*+",
    r"(?<=\nb\n)a|b(?=\n.*+\nN)|N(?!\n[^S]*+S)|S(?!\n?+\Z)",
    r"(?:a(?=\nb)|b(?=[^S]*+\n))(?:N|)",
    r"[ab]{1,3}(?=\t)\t?",
    r"[ab]{1,3}[(?=a)]{0,2}\(?=?a?",
    r"[ab]{1,3}(?=(?P<sign>[ \n]))(?:(?P=sign)a)?",
)


@given(st.lists(st.text("abEND| |\tS(=", max_size=9), min_size=1, max_size=60))
def test_a_rule_that_matches_is_never_held_back(lines: Sequence[str]) -> None:
    one = gates(*PATTERNS)

    assert one.candidates("") == 0  # no rule is asked about a line that is blank
    for line in filter(None, lines):
        candidates = one.candidates(line)
        for number, pattern in enumerate(PATTERNS):
            for text, start in ((line, 0), (f"\n{line}\n", 1)):
                left, right = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
                # Not up to an end: what stands below a line can be looked at.
                found = regex.compile(f"(?:{pattern})(?=\\s*+(?:\n|\\Z))").match(text, left)
                if found and found.end() == right:
                    assert candidates >> number & 1, (pattern, line)


CLEANERS = [
    tuple(RuleCleaner(Rule("", pattern, Scope.LINES), gates=gates) for gates in (True, False))
    for pattern in PATTERNS
]


@given(
    st.lists(st.text("abEND| \tS", max_size=4), min_size=1, max_size=4).flatmap(
        lambda lines: st.lists(st.sampled_from(lines), max_size=40)
    )
)
def test_of_lines_that_read_alike_each_is_taken_that_a_rule_matches(lines: Sequence[str]) -> None:
    text = "\n".join(lines)
    for gated, plain in CLEANERS:
        assert gated.edits(text, ArticleView()) == plain.edits(text, ArticleView())


@given(st.lists(st.text("abEN ", max_size=7), max_size=40))
def test_what_is_forgotten_is_asked_again(lines: Sequence[str]) -> None:
    remembering = gates("ENDS?|aE{0,3}", "b.{0,3}N", "ab|Nb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulegates, "_REMEMBERED", 2)
        forgetting = gates("ENDS?|aE{0,3}", "b.{0,3}N", "ab|Nb")

        assert forgetting.edges(lines, 3) == remembering.edges(lines, 3)


def test_a_set_of_rules_is_an_integer() -> None:
    assert [*numbers(0)] == []
    assert [*numbers(0b1011)] == [0, 1, 3]


@pytest.mark.parametrize(
    ("scope", "pattern", "literal", "text"),
    [
        (
            Scope.TAIL_BLOCK,
            r"Notebook\nfor editors",
            "editors",
            "Snow fell.\nNotebook\nfor editors",
        ),
        (Scope.HEAD, r"OSLO\n\(AP\) - ", "(AP)", "OSLO\n(AP) - Snow fell."),
        (Scope.HEAD, r"OSLO\n\(AP\) - ", "(AP)", f"{' ' * 290}OSLO\n(AP) - Snow fell."),
    ],
)
def test_what_reaches_over_a_line_is_not_held_back_for_a_literal_in_the_next(
    scope: Scope, pattern: str, literal: str, text: str
) -> None:
    rule = Rule("mark", pattern, scope, literals=(literal,))
    gated, plain = (
        RuleCleaner(rule, gates=gates).edits(text, ArticleView()) for gates in (True, False)
    )
    assert gated == plain != []


# Many lines that read alike ----------------------------------------------------------------------

ALL_SCOPES = [
    tuple(
        RuleCleaner(
            Rule("by", "By [ab]{1,3}", Scope.HEAD, Extract("byline")),
            Rule("end", "E{1,2}", Scope.TAIL_LINES),
            Rule("below", "a(?=\nb)", Scope.LINES, Replace("c")),
            Rule("kept", "b[ab]{1,3}+!", Scope.LINES, Extract("notices"), literals=("!",)),
            Rule("cut", r"[aA]{1,3}\b", Scope.LINES, literals=("A", "a")),
            gates=gates,
        )
        for gates in (True, False)
    )
]


@given(
    st.lists(
        st.one_of(st.text("abAE! ", max_size=4), st.sampled_from(["By a", "By b a", "ba!", "A"])),
        min_size=1,
        max_size=5,
    ).flatmap(lambda lines: st.lists(st.sampled_from(lines), min_size=1, max_size=60))
)
def test_what_is_told_once_for_lines_that_read_alike_holds_for_each(lines: Sequence[str]) -> None:
    text = "\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulewalk, "WINDOW", 20)
        for gated, plain in (*CLEANERS, *ALL_SCOPES):
            expected = plain.edits(text, ArticleView())
            patch.setattr(rulewalk, "_MANY", 1)
            patch.setattr(rulewalk, "_ALIKE", 1)
            assert gated.edits(text, ArticleView()) == expected
            patch.setattr(rulewalk, "_MANY", 1000)


@given(
    st.lists(st.text("abAE! \n", max_size=5), min_size=14, max_size=40),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_what_is_left_of_a_text_is_read_as_if_no_other_had_been(
    lines: Sequence[str], above: int, below: int
) -> None:
    """Where head or tail was cut, lines below the head are known from the text before."""
    whole, left = "\n".join(lines), "\n".join(lines[above : len(lines) - below])
    for gated, plain in (*CLEANERS, *ALL_SCOPES):
        gated.edits(whole, ArticleView())
        assert gated.edits(left, ArticleView()) == plain.edits(left, ArticleView())
        assert gated.edits(whole, ArticleView()) == plain.edits(whole, ArticleView())


FURNITURE = [
    RuleCleaner(
        Rule("by", "By [ab]{1,3}", Scope.HEAD, Extract("byline")),
        Rule("head", "[abA]{1,4}E", Scope.HEAD_LINES, literals=("E",)),
        Rule("block", "A[^!]{0,9}!.{0,9}", Scope.TAIL_BLOCK, literals=("!",)),
        Rule("end", "E{1,2}", Scope.TAIL_LINES, literals=("E",)),
        Rule("last", "b?a!?", Scope.LAST_LINE, literals=("a",)),
        Rule("below", "(?<=b\n)a{1,3}!", Scope.LINES, Extract("notices"), literals=("!",)),
        gates=gates,
    )
    for gates in (True, False)
]


@given(
    st.lists(
        st.one_of(
            st.text("abAE! ", max_size=5),
            st.sampled_from(["By a", "By b By a", "a!", "b", "EE", "A b!", "The story goes on a"]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([4, 20, 60, WINDOW]),
)
@example(["The story goes on. " * 20, "a!", *"EEEE"], 4)  # it comes down among the last lines
def test_what_the_rules_leave_is_read_as_if_no_other_had_been(
    lines: Sequence[str], window: int
) -> None:
    """Round after round: of lines that came through, what they were seen to hold is known."""
    gated, plain = FURNITURE
    text = "\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulewalk, "WINDOW", window)
        for _ in range(4):
            edits = gated.edits(text, ArticleView())
            assert edits == plain.edits(text, ArticleView())
            text = applied(text, edits)[1]


@pytest.mark.parametrize("line", ["note", "By a@b", "aaaa", "see a@b"])
def test_places_are_counted_once_however_many_there_are(line: str) -> None:
    """Each code point of a text of nothing but matches is counted over at most a few times."""

    class Counting(str):
        __slots__ = ()
        seen = 0

        def count(self, sub: str, start: int = 0, end: int | None = None, /) -> int:  # type: ignore[override]
            end = len(self) if end is None else end
            Counting.seen += end - start
            return str.count(self, sub, start, end)

    rules = [
        Rule("note", "note", Scope.LINES, literals=("note",)),
        Rule("any", r"\p{Lu}.*+|\p{Ll}.*+", Scope.LINES, literals=("@",)),
    ]
    lines = [f"{line} {number}" for number in range(2000)]
    text = Counting("\n".join(lines))
    RuleCleaner(*rules).edits(text, ArticleView())

    assert Counting.seen <= 3 * len(text)


@pytest.mark.parametrize("unlike", [False, True], ids=["alike", "each different"])
@pytest.mark.parametrize("scope", [Scope.LINES, Scope.TAIL_LINES, Scope.HEAD])
def test_time_is_linear_in_the_matches_of_a_rule(scope: Scope, unlike: bool) -> None:
    cleaner = RuleCleaner(
        Rule("note", r"\p{Lu}[^\n@]{0,20}+@[a-z]{1,9}+", scope, Extract("notices"), literals=("@",))
    )

    def text(size: int) -> str:
        return "\n".join(f"See {number * unlike} a@bc" for number in range(size // 12))

    assert steep(lambda given: cleaner.edits(given, ArticleView()), text) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"Photo: [^\n]{1,80}", True),
        (r"\bBy\b .{1,9}\p{Lu}(?!x)", True),
        (r"(?<=[/ ])a|[^\s.]", True),
        (r"a(?=\n)", False),
        ("a(?!\nb)", False),
        (r"a[^b]", False),
        (r"a\s", False),
        (r"a\W", False),
        (r"\P{L}a", False),
        (r"a\Z", False),
        (r"a$", False),
        (r"\Aa", False),
        (r"(?s)a.", False),
        (r"(?s:a.)", False),
        (r"a\x0a", False),
        (r"(?:ab){e<=1}", False),
    ],
)
def test_what_sees_no_more_than_a_line_is_told_from_the_pattern(
    pattern: str, expected: bool
) -> None:
    assert stays_in_line(pattern) is expected
