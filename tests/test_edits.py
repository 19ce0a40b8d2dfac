# ruff: noqa: SIM300  (what is expected stands first)
"""Edits and alignments: every contract of the offsets, as a property over arbitrary texts.

Texts hold any code point, lone surrogates and NUL among them, and are short,
so that changes touch, overlap and undo each other often.
"""

import pickle
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.alignment import Alignment, Change, Pass, applied, replay, undo
from newsnorm.edits import Edit, Edits, rows
from newsnorm.errors import EditError

Span = tuple[int, int]

# Few characters come up often, so that texts repeat themselves, and every other one sometimes.
# (`st.text` would draw evenly from the union of both.)
CHARACTERS = st.sampled_from("ab \n\0\ud800\udc00\u0301é🙂") | st.characters()
TEXTS = st.lists(CHARACTERS, max_size=12).map("".join)
REPLACEMENTS = st.lists(CHARACTERS, max_size=3).map("".join)


@st.composite
def edits_of(draw: st.DrawFn, text: str, rule: str) -> list[Edit]:
    """Valid edits of a text, adjacent ones and insertions at one point among them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False)):
        replacement = draw(REPLACEMENTS)
        if replacement != text[start:end]:
            edits.append(Edit(start, end, replacement, f"{rule}{number}"))
    return edits


@st.composite
def passes(draw: st.DrawFn, count: int = 1) -> list[Alignment]:
    """Alignments of which each starts from the target of the one before."""
    text = draw(TEXTS)
    chain: list[Alignment] = []
    for number in range(count):
        step = Alignment.of(text, draw(edits_of(text, "abc"[number])))
        chain.append(step)
        text = step.target
    return chain


SINGLE = passes().map(lambda chain: chain[0])
PAIRS = passes(2)
TRIPLES = passes(3)


def spans(length: int) -> list[Span]:
    return [(start, end) for start in range(length + 1) for end in range(start, length + 1)]


def kept(steps: Alignment) -> list[Span]:
    """Offsets in source and target of each code point that no change touches."""
    pairs = []
    position = drift = 0
    for change in (*steps.changes, None):
        stop = change.raw[0] if change else len(steps.source)
        pairs += [(offset, offset + drift) for offset in range(position, stop)]
        if change:
            position = change.raw[1]
            drift = change.end - change.raw[1]
    return pairs


# One pass ---------------------------------------------------------------------------------------


@given(SINGLE)
def test_replaying_the_changes_gives_the_target(steps: Alignment) -> None:
    assert steps.target == replay(steps.source, steps.changes)


@given(st.data(), TEXTS)
def test_the_target_is_what_the_edits_make_one_by_one(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text, "a"))
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.replacement + expected[edit.end :]

    assert expected == Alignment.of(text, edits).target


@given(SINGLE)
def test_target_and_changes_alone_give_the_source_back(steps: Alignment) -> None:
    assert steps.source == undo(steps.target, steps.changes)


@given(SINGLE)
def test_the_inverse_leads_back_and_its_inverse_is_the_alignment(steps: Alignment) -> None:
    assert steps.source == steps.inverted().target
    assert steps == steps.inverted().inverted()


@given(SINGLE)
def test_each_change_holds_the_slices_of_both_texts(steps: Alignment) -> None:
    for change in steps.changes:
        assert steps.source[slice(*change.raw)] == change.removed
        assert steps.target[change.start : change.end] == change.replacement


@given(st.data(), TEXTS)
def test_edits_may_come_in_any_order(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text, "a"))
    # Only two insertions at one point have no order but the one they are given in.
    spans_of = [(edit.start, edit.end) for edit in edits]
    shuffled = data.draw(st.permutations(edits)) if len(set(spans_of)) == len(edits) else edits

    assert Alignment.of(text, edits) == Alignment.of(text, shuffled)


@given(SINGLE)
def test_kept_code_points_round_trip_one_by_one(steps: Alignment) -> None:
    for source, target in kept(steps):
        assert (target, target + 1) == steps.to_target(source, source + 1)
        assert (source, source + 1) == steps.to_source(target, target + 1)
        assert steps.source[source] == steps.target[target]


@given(SINGLE)
def test_a_span_maps_to_the_hull_of_where_its_code_points_map(steps: Alignment) -> None:
    """A code point of a replacement comes from the whole of what was replaced."""
    origin = {target: (source, source + 1) for source, target in kept(steps)}
    for change in steps.changes:
        origin |= dict.fromkeys(range(change.start, change.end), change.raw)

    for start, end in spans(len(steps.target)):
        if start < end:
            expected = (origin[start][0], origin[end - 1][1])
            assert expected == steps.to_source(start, end)


@given(SINGLE)
def test_a_span_inside_a_replacement_widens_to_all_that_was_replaced(steps: Alignment) -> None:
    for change in steps.changes:
        inside = [(s, e) for s, e in spans(len(steps.target)) if change.start < s <= e < change.end]
        assert {change.raw} >= {steps.to_source(start, end) for start, end in inside}


@given(SINGLE)
def test_the_two_maps_mirror_each_other(steps: Alignment) -> None:
    back = steps.inverted()

    for start, end in spans(len(steps.source)):
        assert back.to_source(start, end) == steps.to_target(start, end)


@given(PAIRS, st.sampled_from([0, 1]))
def test_offset_maps_are_monotone(chain: list[Alignment], width: int) -> None:
    composed = chain[0].then(chain[1])

    for steps in (chain[0], chain[0].inverted(), composed):
        offsets = range(len(steps.source) - width + 1)
        mapped = [steps.to_target(offset, offset + width) for offset in offsets]
        assert all(0 <= start <= end <= len(steps.target) for start, end in mapped)
        assert mapped == sorted(mapped)
        assert mapped == sorted(mapped, key=lambda span: span[1])


@given(TEXTS)
def test_the_identity_maps_every_span_to_itself(text: str) -> None:
    steps = Alignment.identity(text)

    assert text == steps.target
    assert not steps
    for start, end in spans(len(text)):
        assert (start, end) == steps.to_source(start, end) == steps.to_target(start, end)


@given(SINGLE)
def test_the_full_span_covers_all_that_was_not_cut(steps: Alignment) -> None:
    full = steps.to_source(0, len(steps.target))
    cut = [change.raw for change in steps.changes if not change.replacement]

    for offset in range(len(steps.source)):
        if not any(start <= offset < end for start, end in cut):
            assert full[0] <= offset < full[1]


# Two and three passes ---------------------------------------------------------------------------


@given(PAIRS)
def test_composition_is_one_pass_after_the_other(chain: list[Alignment]) -> None:
    first, second = chain
    composed = first.then(second)

    assert first.source == composed.source
    assert second.target == composed.target
    assert first.source == undo(second.target, composed.changes)


@given(PAIRS)
def test_composed_changes_are_sorted_disjoint_and_true(chain: list[Alignment]) -> None:
    composed = chain[0].then(chain[1])
    position = target = 0
    for change in composed.changes:
        assert position <= change.raw[0] <= change.raw[1]
        assert target <= change.start
        assert composed.source[slice(*change.raw)] == change.removed
        assert composed.target[change.start : change.end] == change.replacement
        assert change.removed != change.replacement
        position, target = change.raw[1], change.end


@given(PAIRS)
def test_composition_maps_what_both_passes_keep_as_they_do(chain: list[Alignment]) -> None:
    first, second = chain
    composed = first.then(second)
    onward = dict(kept(second))

    for source, middle in kept(first):
        if middle in onward:
            target = onward[middle]
            assert (target, target + 1) == composed.to_target(source, source + 1)
            assert (source, source + 1) == composed.to_source(target, target + 1)


@given(PAIRS)
def test_composition_never_claims_less_than_mapping_step_by_step(chain: list[Alignment]) -> None:
    """Mapped through both passes, a code point lies in what the composition gives for it.

    Unless what the passes did to it cancels out: then it is itself again.
    """
    first, second = chain
    composed = first.then(second)
    same = dict(kept(composed))

    for source in range(len(composed.source)):
        middle = first.to_target(source, source + 1)
        start, end = second.to_target(*middle)
        low, high = composed.to_target(source, source + 1)
        if source not in same and middle[0] < middle[1]:
            assert low <= start <= end <= high


@given(PAIRS)
def test_composed_changes_merge_exactly_the_changes_that_meet(chain: list[Alignment]) -> None:
    """What changes of both passes made of one place is one change, which names their rules."""
    first, second = chain
    expected = Counter(
        (names, *outcome)
        for names, *outcome in met(first, second)
        if outcome[0] != outcome[1]  # what cancels out is no change
    )

    actual = Counter(
        (frozenset(change.rule.split("+")), change.removed, change.replacement)
        for change in first.then(second).changes
    )

    assert expected == actual


def met(first: Alignment, second: Alignment) -> list[tuple[frozenset[str], str, str]]:
    """The groups of changes that share code points of the text between: rules, before, after."""
    nodes = [(change, (change.start, change.end)) for change in first.changes]
    nodes += [(change, change.raw) for change in second.changes]
    groups: list[list[tuple[Change, Span]]] = []
    for node in nodes:
        touching = [group for group in groups if any(meet(node[1], other[1]) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([node, *(other for group in touching for other in group)])
    outcomes = []
    for group in groups:
        low, high = hull(group)
        middle = first.target[low:high]
        changes = sorted((change for change, _ in group), key=lambda c: (c.raw, c.start))
        ones = [c._replace(start=c.start - low) for c in changes if c.rule.startswith("a")]
        twos = [
            c._replace(raw=(c.raw[0] - low, c.raw[1] - low))
            for c in changes
            if c.rule.startswith("b")
        ]
        outcomes.append(
            (frozenset(c.rule for c in changes), undo(middle, ones), replay(middle, twos))
        )
    return outcomes


def hull(group: list[tuple[Change, Span]]) -> Span:
    return min(span[0] for _, span in group), max(span[1] for _, span in group)


def meet(one: Span, two: Span) -> bool:
    """Whether two spans share a code point, or one is a point strictly inside the other."""
    if one[0] == one[1] or two[0] == two[1]:
        return one[0] < two[0] == two[1] < one[1] or two[0] < one[0] == one[1] < two[1]
    return max(one[0], two[0]) < min(one[1], two[1])


@given(TRIPLES)
def test_composition_is_associative(chain: list[Alignment]) -> None:
    """In its text, its undo, and the offsets of every code point that all passes keep."""
    first, second, third = chain
    left, right = first.then(second).then(third), first.then(second.then(third))

    assert third.target == left.target == right.target
    assert first.source == undo(left.target, left.changes) == undo(right.target, right.changes)
    second_to_third, third_to_last = dict(kept(second)), dict(kept(third))
    for source, middle in kept(first):
        target = third_to_last.get(second_to_third.get(middle, -1))
        if target is not None:
            for steps in (left, right):
                assert (target, target + 1) == steps.to_target(source, source + 1)
                assert (source, source + 1) == steps.to_source(target, target + 1)


@given(TRIPLES)
def test_a_chain_can_be_sent_elsewhere_before_anybody_asked_what_changed(
    chain: list[Alignment],
) -> None:
    """Changes are made when first asked for; until then an alignment knows how to make them."""
    steps = Alignment.chained(chain)
    sent = pickle.loads(pickle.dumps(steps))
    assert (sent.source, sent.target) == (steps.source, steps.target)
    assert sent == steps
    assert replay(sent.source, sent.changes) == sent.target
    assert undo(sent.target, sent.changes) == sent.source


@given(TRIPLES)
def test_a_chain_of_passes_is_one_after_the_other(chain: list[Alignment]) -> None:
    first, second, third = chain
    composed = Alignment.chained(chain)

    assert first.then(second).then(third) == composed
    assert (first.source, third.target) == (composed.source, composed.target)
    assert first == Alignment.chained(chain[:1])


@given(PAIRS)
def test_rules_of_a_composition_come_from_the_passes_in_their_order(
    chain: list[Alignment],
) -> None:
    for change in chain[0].then(chain[1]).changes:
        names = change.rule.split("+")
        assert sorted(names) == names
        assert len(set(names)) == len(names)


@given(SINGLE)
def test_the_identity_is_neutral(steps: Alignment) -> None:
    assert steps == Alignment.identity(steps.source).then(steps)
    assert steps == steps.then(Alignment.identity(steps.target))


# Edits as rows ----------------------------------------------------------------------------------


@given(st.data(), TEXTS)
def test_rows_are_the_edits_they_say(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text, "a"))
    as_rows = Edits(rows(edits))

    assert edits == as_rows
    assert edits == [as_rows[number] for number in range(len(as_rows))]
    assert edits[1:] == as_rows[1:]
    assert repr(edits) == repr(as_rows)
    assert rows(edits) == [*rows(as_rows)]
    assert Alignment.of(text, edits, prefix="p") == Alignment.of(text, as_rows, prefix="p")


# What is refused --------------------------------------------------------------------------------


def test_rows_are_refused_as_edits_are() -> None:
    for wrong in ((0, 9, "", "r"), (0, 1, "a", "r")):
        with pytest.raises(EditError, match=r"lies outside the text|changes nothing"):
            Alignment.of("abc", Edits([wrong]))
    with pytest.raises(EditError, match=r"overlaps the edit before it, which ends at 2$"):
        Alignment.of("abc", Edits([(1, 3, "", "r"), (0, 2, "", "r")]))


@given(TEXTS, st.integers(-3, 15), st.integers(-3, 15))
def test_an_edit_outside_the_text_is_refused(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        with pytest.raises(EditError, match="lies outside the text"):
            Alignment.of(text, [Edit(start, end, "x")])


@given(SINGLE, st.integers(-3, 15), st.integers(-3, 15))
def test_a_span_outside_the_text_is_refused(steps: Alignment, start: int, end: int) -> None:
    sides: list[tuple[str, Callable[[int, int], Span]]]
    sides = [(steps.source, steps.to_target), (steps.target, steps.to_source)]
    for text, to_other in sides:
        if not 0 <= start <= end <= len(text):
            with pytest.raises(EditError, match="lies outside the text"):
                to_other(start, end)


@given(TEXTS.filter(bool), st.data())
def test_an_edit_that_changes_nothing_is_refused(text: str, data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(spans(len(text))))

    with pytest.raises(EditError, match="changes nothing"):
        Alignment.of(text, [Edit(start, end, text[start:end])])


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(0, 2, ""), Edit(1, 3, "")], id="crossing"),
        pytest.param([Edit(0, 3, ""), Edit(1, 2, "")], id="nested"),
        pytest.param([Edit(0, 2, "x"), Edit(0, 2, "y")], id="same span"),
        pytest.param([Edit(0, 3, ""), Edit(1, 1, "x")], id="insertion inside a deletion"),
    ],
)
def test_overlapping_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(
        EditError, match=f"overlaps the edit before it, which ends at {edits[0].end}$"
    ):
        Alignment.of("abc", edits)


def test_passes_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(EditError, match="do not follow each other"):
        Alignment.of("ab", [Edit(0, 1, "")]).then(Alignment.identity("ab"))


# Known answers ----------------------------------------------------------------------------------


def steps_of(text: str, *edits: Edit) -> Alignment:
    return Alignment.of(text, edits)


def test_a_deletion_next_to_a_replacement() -> None:
    steps = steps_of("abcd", Edit(0, 2, ""), Edit(2, 3, "XY"))

    assert "XYd" == steps.target
    assert (2, 3) == steps.to_source(0, 1)
    assert (2, 4) == steps.to_source(0, 3)
    assert (0, 0) == steps.to_target(0, 2)
    assert (0, 2) == steps.to_target(1, 3)


def test_a_replacement_next_to_a_deletion() -> None:
    steps = steps_of("abcd", Edit(0, 1, "XY"), Edit(1, 3, ""))

    assert "XYd" == steps.target
    assert (0, 1) == steps.to_source(0, 2)
    assert (0, 4) == steps.to_source(1, 3)


def test_a_cut_at_an_end_does_not_belong_to_the_full_span() -> None:
    steps = steps_of("KYIV. Snow fell. END", Edit(0, 6, ""), Edit(16, 20, ""))

    assert (6, 16) == steps.to_source(0, 10)
    assert (0, 10) == steps.to_target(0, 20)


def test_an_insertion_at_the_point_of_an_earlier_deletion_stays_a_change_of_its_own() -> None:
    cut = steps_of("abcd", Edit(1, 3, "", "cut"))
    composed = cut.then(steps_of("ad", Edit(1, 1, "XY", "add")))

    assert (
        Change((1, 3), 1, "bc", "", "cut"),
        Change((3, 3), 1, "", "XY", "add"),
    ) == composed.changes


def test_a_later_pass_that_deletes_what_an_earlier_one_replaced_names_both() -> None:
    first = steps_of("abcd", Edit(1, 2, "XY", "one"))
    composed = first.then(steps_of("aXYcd", Edit(0, 4, "", "two")))

    assert (Change((0, 3), 0, "abc", "", "one+two"),) == composed.changes


def test_a_later_pass_that_cuts_into_a_replacement_is_merged_with_it() -> None:
    first = steps_of("abcd", Edit(1, 2, "XYZ", "one"))
    composed = first.then(steps_of("aXYZcd", Edit(3, 5, "", "two")))

    assert (Change((1, 3), 1, "bc", "XY", "one+two"),) == composed.changes


def test_a_deletion_inside_a_later_deletion_is_merged_with_it() -> None:
    first = steps_of("a--b", Edit(1, 3, "", "one"))
    composed = first.then(steps_of("ab", Edit(0, 2, "", "two")))

    assert (Change((0, 4), 0, "a--b", "", "one+two"),) == composed.changes


def test_one_change_bridges_two_of_the_pass_before() -> None:
    first = steps_of("abcd", Edit(0, 1, "X", "one"), Edit(3, 4, "Y", "two"))
    composed = first.then(steps_of("XbcY", Edit(0, 4, "-", "three")))

    assert (Change((0, 4), 0, "abcd", "-", "one+two+three"),) == composed.changes


def test_what_a_later_pass_puts_back_is_no_change() -> None:
    first = steps_of("Kiev", Edit(0, 4, "Kyiv", "one"))
    composed = first.then(steps_of("Kyiv", Edit(0, 4, "Kiev", "two")))

    assert Alignment.identity("Kiev") == composed


def test_a_cut_that_a_later_pass_puts_back_stays_visible() -> None:
    cut = steps_of("abcd", Edit(1, 3, "", "cut"))
    composed = cut.then(steps_of("ad", Edit(1, 1, "bc", "add")))

    assert "abcd" == composed.target
    assert ["cut", "add"] == [change.rule for change in composed.changes]


def test_a_rule_that_runs_in_two_passes_is_named_once() -> None:
    first = steps_of("abc", Edit(0, 1, "XX", "rule"))

    (change,) = first.then(steps_of("XXbc", Edit(0, 1, "", "rule"))).changes

    assert "rule" == change.rule


def test_a_rule_that_runs_again_after_another_is_named_once() -> None:
    first = steps_of("abc", Edit(0, 1, "XX", "one"))
    second = steps_of("XXbc", Edit(0, 1, "Y", "two"))

    (change,) = first.then(second).then(steps_of("YXbc", Edit(1, 2, "", "one"))).changes

    assert "one+two" == change.rule


def test_insertions_at_one_point_stand_in_the_order_given() -> None:
    assert "a12b" == steps_of("ab", Edit(1, 1, "1"), Edit(1, 1, "2")).target


@pytest.mark.parametrize(
    ("prefix", "rule", "expected"),
    [("wire/marks", "end", "wire/marks:end"), ("wire/marks", "", "wire/marks"), ("", "end", "end")],
)
def test_a_change_names_component_and_rule(prefix: str, rule: str, expected: str) -> None:
    (change,) = Alignment.of("a", [Edit(0, 1, "", rule)], prefix=prefix).changes

    assert expected == change.rule


@given(TEXTS, TEXTS)
def test_an_alignment_equals_another_of_the_same_texts_and_changes(one: str, two: str) -> None:
    steps = Alignment.of(one, [Edit(0, len(one), two, "all")] if one != two else [])

    assert steps == Alignment(one, steps.changes)
    assert hash(steps) == hash(Alignment(one, steps.changes))
    assert steps != Alignment(one + "x", steps.changes)


@given(passes())
def test_an_alignment_is_true_if_it_changes_something(chain: list[Alignment]) -> None:
    """`if alignment:` asks for changes, whatever the length of the texts."""
    (step,) = chain
    assert bool(step) == (step.source != step.target or len(step.changes) > 0)
    assert not Alignment.identity(step.source)
    assert Alignment.of("ab", [Edit(0, 2, "")])
    assert Alignment.of("", [Edit(0, 0, "a")])


def test_an_alignment_is_shown_by_its_sizes_not_by_its_texts() -> None:
    steps = Alignment.of("wire: snow", [Edit(0, 6, "", "tag")])

    assert repr(steps) == "<Alignment of 10 to 4 code points, 1 changes>"


@pytest.mark.parametrize(
    ("at", "expected"), [(0, (0, 0)), (1, (1, 1)), (2, (1, 4)), (3, (4, 4)), (4, (5, 5))]
)
def test_a_point_is_widened_only_strictly_inside_a_replacement(at: int, expected: Span) -> None:
    steps = Alignment.of("abcd", [Edit(1, 3, "XYZ")])

    assert expected == steps.to_target(at, at)
    assert expected == steps.inverted().to_source(at, at)


def test_passes_are_one_alignment_and_their_texts_are_made_again_when_asked_for() -> None:
    text = "RIGA.  Snow  fell."
    passes: list[Pass] = []
    between = text
    for name, edits in (
        ("spaces", [Edit(11, 13, " "), Edit(5, 7, " ")]),
        ("wire", [Edit(0, 6, "", "dateline")]),
    ):
        placed, between = applied(between, edits)
        passes.append((placed, name))

    alignment = Alignment.of_passes(text, passes, between)
    steps = [*Alignment.steps(text, passes)]

    assert alignment.target == between == "Snow fell."
    assert [step.target for step in steps] == ["RIGA. Snow fell.", "Snow fell."]
    assert alignment == Alignment.chained(steps)
    assert [change.rule for change in alignment.changes] == ["spaces+wire:dateline", "spaces"]
    assert Alignment.of_passes(text, [], text) == Alignment.identity(text)
