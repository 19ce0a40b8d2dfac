# ruff: noqa: SIM300  (what is expected stands first)
"""Rules: where each scope looks, what gates a rule, what a rule cuts, and which are refused."""

from dataclasses import replace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.alignment import Alignment
from newsnorm.article import Dateline
from newsnorm.components import ArticleView
from newsnorm.edits import Edit, Extraction
from newsnorm.errors import RuleError
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rulepatterns import _closed, alternatives, lint
from newsnorm.rules import Action, Delete, Extract, Replace, Rule, Scope
from newsnorm.rulescopes import HEAD_LINES, LEAD, LINE, REACH, TAIL_LINES, WINDOW

LINE_SCOPES = (Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LINES)
CHARACTERS = st.sampled_from("aab \n\r\t\u2028\ud800\0") | st.characters()
TEXTS = st.lists(CHARACTERS, max_size=40).map("".join)
LINES = st.lists(st.sampled_from(["", "a", " \t", "\u2028", "a b"]) | TEXTS, max_size=40)


def run(rule: Rule, text: str, view: ArticleView | None = None) -> str:
    """What a rule makes of a text."""
    return Alignment.of(text, RuleCleaner(rule).edits(text, view or ArticleView())).target


def rule(pattern: str, scope: Scope, action: Action = Delete()) -> Rule:  # noqa: B008
    return Rule("rule", pattern, scope, action)


# Scopes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "text", "expected"),
    [
        pytest.param(Scope.BODY, "x ax\nx", " a\n", id="body: anywhere"),
        pytest.param(Scope.HEAD, "xa\nb\nxa", "a\nb\na", id="head: at the start of its lines"),
        pytest.param(Scope.HEAD, "a\nxb", "a\nb", id="head: at the start of a later line"),
        pytest.param(Scope.HEAD, "ax", "ax", id="head: not within a line"),
        pytest.param(Scope.HEAD, " xa", " a", id="head: blanks before it count for nothing"),
        pytest.param(Scope.HEAD, "xxa", "a", id="head: and where a match ended"),
        pytest.param(Scope.TAIL, "ax b x \n\n", "ax b ", id="tail: up to the very end"),
        pytest.param(Scope.TAIL, "x a", "x a", id="tail: nothing may follow"),
        pytest.param(Scope.TAIL_BLOCK, "x\na\nx\n", "x\na", id="block: from a line to the end"),
        pytest.param(Scope.TAIL_BLOCK, "a x", "a x", id="block: from a line's start"),
        pytest.param(Scope.LAST_LINE, "x\na\nx\n", "x\na\n", id="last line: what is above stays"),
        pytest.param(Scope.LAST_LINE, "a\nx\n\nx", "a\n", id="last line: and the one above it"),
        pytest.param(Scope.LINES, "a\nx\nb", "a\nb", id="lines: the whole line"),
        pytest.param(Scope.LINES, "a\nxx\nxb", "a\nxx\nxb", id="lines: nothing beside it"),
        pytest.param(Scope.LINES, "a\n x\t\nb", "a\nb", id="lines: blanks go with the line"),
        pytest.param(Scope.LINES, "a\r\nx\r\nb", "a\r\nb", id="lines: ends of two characters"),
        pytest.param(Scope.HEAD_LINES, "x\n\na", "\na", id="head lines: one line end"),
        pytest.param(Scope.TAIL_LINES, "a\n\nx\n", "a\n\n", id="tail lines: one line end"),
    ],
)
def test_each_scope_looks_in_its_place(scope: Scope, text: str, expected: str) -> None:
    assert expected == run(rule("x", scope), text)


@pytest.mark.parametrize("scope", [Scope.HEAD, Scope.HEAD_LINES])
def test_the_head_has_so_many_lines_blank_ones_not_counted(scope: Scope) -> None:
    last = "a\n\n" * (HEAD_LINES - 1) + "x\nb"
    beyond = "a\n" * HEAD_LINES + "x\nb"

    assert last != run(rule("x", scope), last)
    assert beyond == run(rule("x", scope), beyond)


def test_the_tail_has_so_many_lines_blank_ones_not_counted() -> None:
    last = "b\nx" + "\n\na" * (TAIL_LINES - 1)
    beyond = "b\nx" + "\na" * TAIL_LINES

    assert last.replace("\nx", "") == run(rule("x", Scope.TAIL_LINES), last)
    assert beyond == run(rule("x", Scope.TAIL_LINES), beyond)


@pytest.mark.parametrize("scope", [Scope.HEAD, Scope.HEAD_LINES])
def test_the_head_ends_with_the_first_paragraph(scope: Scope) -> None:
    paragraph, line = "a" * LEAD, "a" * (LEAD - 1)

    assert f"{paragraph}\nx\nb" == run(rule("x", scope), f"{paragraph}\nx\nb")
    assert f"{line}\nx\nb" != run(rule("x", scope), f"{line}\nx\nb")


def test_the_head_holds_the_first_paragraph_itself() -> None:
    assert "a" * LEAD == run(rule("x", Scope.HEAD), "x" + "a" * LEAD)


@pytest.mark.parametrize("scope", [Scope.TAIL, Scope.TAIL_LINES])
def test_the_tail_is_never_longer_than_its_window(scope: Scope) -> None:
    blanks = " " * WINDOW + "\n"

    assert f"a\nx\n{blanks}" == run(rule("x", scope), f"a\nx\n{blanks}")


def test_a_match_in_the_head_is_never_longer_than_its_window() -> None:
    long = "x" * (REACH + 1)

    assert long == run(rule(f"x{{{len(long)}}}", Scope.HEAD), long)
    assert "x" == run(rule(f"x{{{REACH}}}", Scope.HEAD), long)


@pytest.mark.parametrize("scope", [Scope.HEAD, Scope.HEAD_LINES])
def test_the_head_is_never_longer_than_its_window(scope: Scope) -> None:
    blanks = " " * WINDOW + "\n"

    assert f"{blanks}x\na" == run(rule("x", scope), f"{blanks}x\na")


# Lines that are cut -----------------------------------------------------------------------------


@pytest.mark.parametrize("scope", LINE_SCOPES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x\na\nb", "a\nb", id="first line"),
        pytest.param("a\nb\nx", "a\nb", id="last line"),
        pytest.param("a\nb\nx\n", "a\nb\n", id="last line with an end"),
        pytest.param("a\nx\nx\nx\nb", "a\nb", id="adjacent lines"),
        pytest.param("x\nx\na", "a", id="adjacent first lines"),
        pytest.param("a\nx\nx", "a", id="adjacent last lines"),
        pytest.param("x", "", id="only line"),
        pytest.param("x\n", "", id="only line with an end"),
        pytest.param("x\nx", "", id="nothing else"),
        pytest.param("a\n\nx\n\nb", "a\n\n\nb", id="between blank lines"),
    ],
)
def test_a_line_is_cut_with_one_line_end(scope: Scope, text: str, expected: str) -> None:
    assert expected == run(rule("x", scope), text)


@given(st.lists(st.sampled_from(["x", "a", "", "b c"]), min_size=1, max_size=8))
def test_cutting_lines_leaves_the_others_as_they_are(rows: list[str]) -> None:
    kept = [row for row in rows if row != "x"]

    assert "\n".join(kept) == run(rule("x", Scope.LINES), "\n".join(rows))


def test_a_line_that_is_replaced_keeps_its_line_ends() -> None:
    assert "a\n-\nb" == run(rule("x", Scope.LINES, Replace("-")), "a\nx\nb")


# Conditions -------------------------------------------------------------------------------------


def test_a_rule_runs_only_where_one_of_its_literals_stands() -> None:
    gated = Rule("gated", r"\p{L}", Scope.BODY, literals=("!", "?"))

    assert "abc" == run(gated, "abc")
    assert "!" == run(gated, "a!")
    assert "?" == run(gated, "?a")


@pytest.mark.parametrize(
    ("conditions", "view", "runs"),
    [
        ({}, ArticleView(), True),
        ({"languages": ("en",)}, ArticleView(), False),
        ({"languages": ("en", "de")}, ArticleView(language="en"), True),
        ({"languages": ("en",)}, ArticleView(language="en-GB"), True),
        ({"languages": ("en",)}, ArticleView(language="enm"), False),
        ({"agencies": ("TASS",)}, ArticleView(), False),
        ({"agencies": ("TASS",)}, ArticleView(dateline=Dateline("MOSCOW")), False),
        ({"agencies": ("TASS",)}, ArticleView(dateline=Dateline(agency="TASS")), True),
        ({"agencies": ("TASS",)}, ArticleView(dateline=Dateline(agency="AP")), False),
        ({"agencies": ("dpa",)}, ArticleView(dateline=Dateline(agency="dpa/sn")), True),
        ({"agencies": ("dpa",)}, ArticleView(dateline=Dateline(agency="dpaX")), False),
        ({"agencies": ("TASS",)}, ArticleView(source="TASS"), True),
        ({"agencies": ("TASS",)}, ArticleView(source="TASS", dateline=Dateline("OMSK")), True),
        (
            {"agencies": ("TASS",)},
            ArticleView(source="TASS", dateline=Dateline(agency="AP")),
            False,
        ),
        ({"context": ("x", "y")}, ArticleView(), True),
        ({"context": ("y",)}, ArticleView(), False),
        ({"fields": ("title",)}, ArticleView(), False),
        ({"fields": ("title",)}, ArticleView(field="title"), True),
        ({"fields": ("text",)}, ArticleView(field="title"), False),
    ],
)
def test_a_rule_runs_only_under_its_conditions(
    conditions: dict[str, tuple[str, ...]], view: ArticleView, runs: bool
) -> None:
    conditional = replace(rule("x", Scope.BODY), **conditions)  # type: ignore[arg-type]

    assert ("" if runs else "x") == run(conditional, "x", view)


@pytest.mark.parametrize("scope", Scope)
def test_conditions_hold_in_every_scope(scope: Scope) -> None:
    """And a rule that does not apply is no obstacle to the next one."""
    german = replace(rule("x", scope), name="german", languages=("de",), context=("x",))
    other = replace(rule("x", scope), name="other", agencies=("TASS",))
    english = replace(rule("x", scope), name="english", languages=("en",))
    rules = [german, other, english]

    def names(view: ArticleView) -> list[str]:
        cleaners = RuleCleaner.each(rules)
        return [edit.rule for cleaner in cleaners for edit in cleaner.edits("x", view)]

    assert ["english"] == names(ArticleView(language="en"))
    assert ["german"] == names(ArticleView(language="de"))
    assert ["other"] == names(ArticleView(language="fr", source="TASS"))
    assert [] == names(ArticleView(language="fr"))
    assert [] == names(ArticleView())


@pytest.mark.parametrize("scope", Scope)
def test_a_value_can_be_made_from_the_article_in_every_scope(scope: Scope) -> None:
    taken = Extract("notices", lambda _, article: (article.language,))
    (edit,) = RuleCleaner(rule("x", scope, taken)).edits("x", ArticleView(language="en"))

    assert isinstance(edit, Extraction)
    assert ("en",) == edit.value


@pytest.mark.parametrize(("size", "expected"), [(LINE, "a\nb"), (LINE + 1, None)])
def test_a_line_that_is_a_paragraph_is_not_taken_whole(size: int, expected: str | None) -> None:
    text = f"a\n{'x' * size}\nb"

    assert (expected or text) == run(rule(f"x{{{size}}}", Scope.LINES), text)


# Rules that meet --------------------------------------------------------------------------------


def meet(text: str, *scopes: Scope) -> str:
    """What rules for `p`, `q` and `r`, each with its scope, make of a text together."""
    rules = [Rule(name, name, scope) for name, scope in zip("pqr", scopes, strict=False)]
    return Alignment.of(text, RuleCleaner(*rules).edits(text, ArticleView())).target


@pytest.mark.parametrize(
    ("text", "scopes", "expected"),
    [
        pytest.param("a pq", (Scope.TAIL, Scope.TAIL), "a ", id="a stretch before a stretch"),
        pytest.param("a pqp\n", (Scope.TAIL, Scope.TAIL), "a ", id="and one before that"),
        pytest.param("a\np\nq", (Scope.TAIL_BLOCK, Scope.TAIL), "a", id="a block before a stretch"),
        pytest.param("a p\nq", (Scope.TAIL, Scope.LAST_LINE), "a ", id="a stretch before a line"),
        pytest.param("a\np\nq", (Scope.LAST_LINE, Scope.TAIL), "a\n", id="a line before a stretch"),
        pytest.param("a\np\np\np\np", (Scope.LAST_LINE,), "a", id="line before line before line"),
        pytest.param(
            "p q", (Scope.HEAD, Scope.TAIL_LINES), "", id="what the head leaves of a line"
        ),
        pytest.param(
            "a\np q", (Scope.TAIL_LINES, Scope.TAIL), "a\np ", id="the rest of a line waits"
        ),
        pytest.param("p", (Scope.HEAD, Scope.TAIL), "", id="head and tail want the same"),
        pytest.param("pq", (Scope.HEAD, Scope.TAIL_BLOCK), "q", id="a block from within a line"),
        pytest.param("p qr\nb", (Scope.HEAD, Scope.HEAD), " r\nb", id="a tag behind a tag"),
    ],
)
def test_what_one_rule_leaves_the_next_one_sees(
    text: str, scopes: tuple[Scope, ...], expected: str
) -> None:
    assert expected == meet(text, *scopes)


@pytest.mark.parametrize("first", [Scope.HEAD, Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LAST_LINE])
def test_a_line_is_cut_once(first: Scope) -> None:
    """Whoever comes first has it; what is for any line leaves it alone."""
    one, two = (Rule(name, "p", scope) for name, scope in (("1", first), ("2", Scope.LINES)))
    text = "p" if first is not Scope.TAIL_LINES else "a\np\nb"

    assert ["1"] == [edit.rule for edit in RuleCleaner(one, two).edits(text, ArticleView())]


def test_a_stretch_that_is_replaced_stays_where_it_is() -> None:
    """It is not taken away, so nothing before it reaches the end."""
    swap, cut = Rule("swap", "q", Scope.TAIL, Replace("-")), rule("p", Scope.TAIL)

    text = "a pq"
    edits = RuleCleaner(swap, cut).edits(text, ArticleView())

    assert "a p-" == Alignment.of(text, edits).target


def test_a_rule_that_took_its_match_goes_on_looking_for_its_kind() -> None:
    """Only a refusal ends the search."""
    tags = rule("[pq]", Scope.HEAD, Extract("notices"))

    assert "\n\na" == run(tags, "p\nq\na")


# Actions ----------------------------------------------------------------------------------------


def test_a_replacement_stands_as_it_is() -> None:
    assert r"a\1" == run(rule("(x)", Scope.BODY, Replace(r"\1")), "ax")


def test_a_replacement_by_itself_is_no_edit() -> None:
    same = RuleCleaner(rule(r"\p{P}", Scope.BODY, Replace("-")))

    assert [Edit(2, 3, "-", "rule")] == same.edits("-a+-".replace("+", "!"), ArticleView())


def test_an_extraction_keeps_what_was_printed_on_one_line() -> None:
    credits_rule = rule(r"\(Reporting[^)]{0,40}\)", Scope.TAIL, Extract("credits"))

    expected = Extraction(2, 21, "", "rule", field="credits", value=("(Reporting by Roe)",))

    assert [expected] == RuleCleaner(credits_rule).edits("a\n(Reporting\n by Roe)", ArticleView())


@pytest.mark.parametrize("scope", Scope)
def test_a_rule_with_literals_extracts_in_every_scope(scope: Scope) -> None:
    one = Rule("rule", "By Ann", scope, Extract("byline"), literals=("To", "Ann"))
    (edit,) = RuleCleaner(one).edits("By Ann", ArticleView())

    assert isinstance(edit, Extraction)
    assert (("By Ann",), (0, 6)) == (edit.value, (edit.start, edit.end))


@pytest.mark.parametrize("scope", [Scope.HEAD, *LINE_SCOPES])
def test_a_byline_is_each_name_in_it(scope: Scope) -> None:
    """Where the pattern says which they are; else it is the whole match."""
    for pattern, expected in (
        (r"By (?P<name>\w{1,9}) and (?P<name>\w{1,9})", ("Ann", "Bo")),
        (r"By \w{1,9} and \w{1,9}", ("By Ann and Bo",)),
    ):
        cleaner = RuleCleaner(rule(pattern, scope, Extract("byline")))
        (edit,) = cleaner.edits("By Ann and Bo", ArticleView())
        assert isinstance(edit, Extraction)
        assert expected == edit.value


@pytest.mark.parametrize("gates", [True, False])
def test_of_a_paragraph_a_rule_can_take_the_beginning_or_all_down_to_the_end(gates: bool) -> None:
    text = "x" + "-" * LINE + "\nend"
    for scope, pattern, expected in (
        (Scope.HEAD, "x", text[1:]),
        (Scope.TAIL_BLOCK, r"(?s:x.{0,2000}end)", ""),
        (Scope.LINES, "(?s:x.{0,2000})", text),
    ):
        cleaner = RuleCleaner(rule(pattern, scope), gates=gates)
        assert expected == Alignment.of(text, cleaner.edits(text, ArticleView())).target


def test_an_extraction_makes_its_value_from_match_and_article() -> None:
    def value(match: regex.Match[str], view: ArticleView) -> Dateline:
        return Dateline(match["place"], agency=view.source)

    datelines = rule(r"(?P<place>\p{Lu}++)\. ", Scope.HEAD, Extract("dateline", value))

    expected = Extraction(0, 6, "", "rule", field="dateline", value=Dateline("KYIV", agency="TASS"))

    actual = RuleCleaner(datelines).edits("KYIV. Snow", ArticleView(source="TASS"))

    assert [expected] == actual


def test_an_extraction_without_value_is_no_match() -> None:
    assert "x" == run(rule("x", Scope.BODY, Extract("notices", lambda *_: None)), "x")


def test_an_extraction_can_leave_something_in_its_place() -> None:
    assert "a\nb" == run(rule(r"a\Kx", Scope.HEAD, Extract("notices", text="\n")), "axb")


def test_what_stands_before_the_start_of_a_match_stays() -> None:
    assert "ab\nc" == run(rule(r"ab\K ?x", Scope.HEAD_LINES), "ab x\nc")


def test_a_line_can_depend_on_the_lines_around_it() -> None:
    between = rule(r"(?<=a\n)x(?=\nb)", Scope.LINES)

    assert "a\nb" == run(between, "a\nx\nb")
    assert "x\nb" == run(between, "x\nb")
    assert "a\nx" == run(between, "a\nx")


def test_a_refused_match_ends_the_search_for_its_kind() -> None:
    """What a round-up's first dateline is not, its second one is neither."""
    first = rule("x1", Scope.HEAD, Extract("notices", lambda *_: None))
    second = rule("x2", Scope.HEAD, Extract("notices"))
    other = rule("x3", Scope.HEAD, Extract("credits"))
    edits = RuleCleaner(first, second, other).edits("x1\nx2\nx3", ArticleView())

    assert [6] == [edit.start for edit in edits]


def test_of_two_rules_the_first_has_the_line() -> None:
    one, two = (replace(rule("x", Scope.LINES), name=name) for name in ("one", "two"))

    assert ["one"] == [edit.rule for edit in RuleCleaner(one, two).edits("a\nx", ArticleView())]
    assert ["two"] == [edit.rule for edit in RuleCleaner(two, one).edits("a\nx", ArticleView())]


def test_a_dateline_tells_the_rules_for_the_tail_the_agency() -> None:
    dateline = rule("OMSK. ", Scope.HEAD, Extract("dateline", lambda *_: Dateline(agency="TASS")))
    initials = replace(rule("xy", Scope.LAST_LINE), agencies=("TASS",))
    edits = RuleCleaner(initials, dateline).edits("OMSK. Snow.\nxy", ArticleView())

    assert [0, 11] == [edit.start for edit in edits]


def test_rules_in_a_row_share_a_cleaner_except_those_for_the_body() -> None:
    line, body = rule("x", Scope.LINES), rule("y", Scope.BODY)
    cleaners = RuleCleaner.each([line, line, body, body, line])

    assert [2, 1, 1, 1] == [len(cleaner.rules) for cleaner in cleaners]
    with pytest.raises(RuleError, match="rule 'rule' is for the body: give it its own cleaner"):
        RuleCleaner(line, body)


# Properties -------------------------------------------------------------------------------------

PATTERNS = st.sampled_from(
    ["a", "a{1,3}", "", "a?", r"\s++", r"\s{1,2}a", "[ab]++", ".{0,3}", "(?s:.{1,4})", r"\p{L}++$"]
)
ACTIONS = st.sampled_from([Delete(), Replace("-"), Replace("a"), Extract("notices")])


@given(PATTERNS, st.sampled_from(Scope), ACTIONS, TEXTS)
def test_the_edits_of_a_rule_can_always_be_applied(
    pattern: str, scope: Scope, action: Action, text: str
) -> None:
    cleaner = RuleCleaner(rule(pattern, scope, action))
    edits = cleaner.edits(text, ArticleView())

    assert len(edits) == len(Alignment.of(text, edits).changes)


@given(LINES.map("\n".join), st.sampled_from([0, 200, LINE + 1, WINDOW - 6, WINDOW]), LINES)
def test_gates_change_nothing_but_time(above: str, gap: int, below: list[str]) -> None:
    """In short texts and in those whose head and tail lie apart, or do not quite."""
    text = "\n".join([above, "-" * gap, *below]) if gap else above
    rules = [
        Rule(f"{scope.value}-{pattern}", pattern, scope, literals=literals)
        for scope in Scope
        if scope is not Scope.BODY
        for pattern, literals in (
            ("a b", ("a",)),
            (r"[ab]{1,3}+(?=\n|\Z)", ()),
            ("(?<=b\n)a|b", ()),
        )
    ]
    for some in (*((one,) for one in rules), rules):
        gated, plain = RuleCleaner(*some), RuleCleaner(*some, gates=False)
        assert [*plain.edits(text, ArticleView())] == [*gated.edits(text, ArticleView())]


# Alternatives -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "pattern"),
    [
        (Scope.TAIL, "AP|AFP"),  # of two stretches the longer is taken, whichever is listed first
        (Scope.BODY, "AP|AFP"),
        (Scope.LINES, r"(?P<sign>-)x|y(?P=sign)"),
        (Scope.HEAD, "(?i)by|to"),
        (Scope.LINES, "(?:AP|AFP)!"),
    ],
)
def test_what_needs_its_other_alternatives_stays_whole(scope: Scope, pattern: str) -> None:
    one = rule(pattern, scope)
    assert [*alternatives(one)] == [one]


def test_flags_hold_for_all_alternatives() -> None:
    assert run(rule("(?i)by |to ", Scope.HEAD), "TO Jane") == "Jane"


@given(st.text("abc\n ", max_size=30))
def test_a_rule_of_alternatives_does_what_the_whole_pattern_does(text: str) -> None:
    for scope in Scope:
        for pattern in ("a|ab|b", "a{1,2}b?|(?:ab|c){1,3}", r"ab?\Kc|a(?=\nb)|c++"):
            # What has more behind the group is not taken apart.
            assert run(rule(pattern, scope), text) == run(rule(f"(?:{pattern})(?:)", scope), text)


# Lint -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    ["a*", "a+", "a*?", "a+?", "a{2,}", "a{,}", "a{2,}?", "(?:ab)+", "[+]+", r"\++", r"\p{L}*"],
)
def test_an_unbounded_repetition_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"rule 'rule': the repetition .* is not bounded"):
        lint(rule(pattern, Scope.LINES))


@pytest.mark.parametrize(
    "pattern",
    [
        "a*+", "a++", "a{2,}+", "a{0,80}", "a{,5}", "a{3}", "a?", "a{0,3}?", "(?:ab)++",
        r"\+", r"\*", "[*+]", "[]*]", "[^]+]", r"[\]*]", "[[:alpha:]*]", r"\p{L}++", r"\\\*",
        "(?P<name>a)", "(?=a)", "(?<!a)b",
    ],
)  # fmt: skip
def test_bounded_and_possessive_repetitions_are_accepted(pattern: str) -> None:
    assert pattern == RuleCleaner(rule(pattern, Scope.LINES)).rules[0].pattern


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "(?P<a>b", "b)", "a)(b", "(a))|((b", "\\"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"rule 'rule': .* is not a pattern"):
        RuleCleaner(rule(pattern, Scope.LINES))


def test_a_pattern_that_only_its_scope_breaks_is_refused() -> None:
    pattern = "(?x)By # whose it is"
    lint(rule(pattern, Scope.HEAD))
    with pytest.raises(RuleError) as caught:
        lint(rule(pattern, Scope.LINES))

    expected = (
        "rule 'rule': '(?x)By # whose it is' is a pattern, but not inside a group (?:...), "
        "as the scope 'lines' asks"
    )
    assert expected == str(caught.value)


@pytest.mark.parametrize(
    ("visible", "expected"),
    [
        ("", True), ("aX", True), ("(a)", True), ("((a)b(X))", True), ("a(", False), ("a)", False),
        (")(", False), ("(a))(", False), ("((a)", False), ("[a", False), ("a\\", False),
    ],
)  # fmt: skip
def test_brackets_are_closed_that_were_opened_before(visible: str, expected: bool) -> None:
    """A pattern of which this is so is compiled once, in its scope."""
    assert expected == _closed(visible)


@pytest.mark.parametrize(
    ("pattern", "place"), [(r"\p{L}a*", 6), (r"\*a*", 3), ("[+*]a+", 5), ("[]*]b{2,}", 5)]
)
def test_lint_counts_places_in_the_pattern_as_it_is_written(pattern: str, place: int) -> None:
    with pytest.raises(RuleError, match=rf"' at {place} of "):
        lint(rule(pattern, Scope.LINES))


def test_lint_says_where_and_what_to_write_instead() -> None:
    with pytest.raises(RuleError) as caught:
        lint(rule("By .*", Scope.LINES))

    expected = (
        "rule 'rule': the repetition '*' at 4 of 'By .*' is not bounded; "
        "write {0,80} or make it possessive, *+"
    )
    assert expected == str(caught.value)
