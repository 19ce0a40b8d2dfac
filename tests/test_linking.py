# ruff: noqa: SIM300  (what is expected stands first)
"""The linking stage: a fold over candidates, in which nothing is dropped in silence."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.alignment import Alignment
from newsnorm.article import Article, Dateline, Entity, Mention, Undecided
from newsnorm.cleaning import Cleaned
from newsnorm.components import Add, Decide, DocumentView, Option, Proposal, Withdraw
from newsnorm.edits import Edit
from newsnorm.errors import PluginError
from newsnorm.gazetteer import Alias, Gazetteer
from newsnorm.linking import Linked, link

KYIV = Option(Entity("geonames:703448", "Kyiv", "place"), "world#1")
KIEV_GEORGIA = Option(Entity("local:kiev", "Kiev, Georgia", "place"))
GAZETTEER = Gazetteer.of([], [])
TEXT = "Kiev and Kiev again"


@dataclass
class Custom:
    """A canonicalizer from a function."""

    function: Callable[[DocumentView], Iterable[Proposal]]

    def propose(self, document: DocumentView) -> Iterable[Proposal]:
        return self.function(document)


def propose(*proposals: Proposal) -> Custom:
    return Custom(lambda _: proposals)


def add(
    start: int,
    end: int,
    *options: Option,
    field: str = "text",
    decided: bool = True,
    demonym: bool = False,
) -> Add:
    return Add(field, start, end, options or (KYIV,), "alias", decided=decided, demonym=demonym)


def linked(
    *canonicalizers: Custom,
    text: Alignment | str = TEXT,
    title: str | None = None,
    dateline: Dateline | None = None,
) -> Linked:
    steps = Alignment.identity(text) if isinstance(text, str) else text
    cleaned = Cleaned({"text": steps}, dateline)
    if title is not None:
        cleaned.alignments = {"title": Alignment.identity(title), "text": steps}
    named = [(f"test/c{number}", step) for number, step in enumerate(canonicalizers)]
    return link(Article(steps.source, id="one"), cleaned, named, GAZETTEER, date(2022, 2, 2))


def spans(entries: Iterable[Mention | Undecided]) -> list[tuple[int, int]]:
    return [(entry.start, entry.end) for entry in entries]


# Proposals --------------------------------------------------------------------------------------


def test_a_decided_candidate_becomes_a_mention() -> None:
    proposal = Add("text", 0, 4, (KYIV,), "alias", True, False, 0.5, "Mayor of", "x:1")

    expected = Mention(
        "text", 0, 4, (0, 4), "Kiev", "geonames:703448", "Kyiv", "place", 0.5, "alias", "world#1",
        "Mayor of", "x:1",
    )  # fmt: skip
    assert [expected] == linked(propose(proposal)).mentions


def test_an_undecided_candidate_is_reported_with_its_options() -> None:
    result = linked(propose(add(0, 4, KYIV, KIEV_GEORGIA, decided=False)))

    options = ("geonames:703448", "local:kiev")
    assert [Undecided("text", 0, 4, "Kiev", options, "alias; not decided")] == result.undecided
    assert [] == result.mentions


def test_deciding_settles_which_option_holds() -> None:
    result = linked(
        propose(add(0, 4, KYIV, KIEV_GEORGIA, decided=False)),
        propose(Decide(0, KIEV_GEORGIA, "parent", 0.5)),
    )

    (mention,) = result.mentions
    assert ("local:kiev", "parent", 0.5) == (mention.entity, mention.reason, mention.score)
    assert [] == result.undecided


def test_deciding_anew_may_say_for_whom_it_stands() -> None:
    """What a later decision does not say stays as it was."""
    result = linked(
        propose(add(0, 4, KYIV, decided=False)),
        propose(Decide(0, KYIV, "acts", stands_for="iso3166:UA")),
        propose(Decide(0, KYIV, "seen again")),
    )

    (mention,) = result.mentions
    assert ("iso3166:UA", "seen again") == (mention.stands_for, mention.reason)


def test_the_option_that_holds_stands_before_those_that_were_open() -> None:
    result = linked(
        propose(
            add(0, 4, KYIV, KIEV_GEORGIA, decided=False),
            Decide(0, KIEV_GEORGIA, "parent"),
            Withdraw(0, "no"),
        )
    )

    assert [("local:kiev", "geonames:703448")] == [entry.options for entry in result.withdrawn]


def test_a_withdrawn_candidate_is_logged_with_the_reason() -> None:
    result = linked(propose(add(0, 4)), propose(Withdraw(0, "a dish")))

    assert [Undecided("text", 0, 4, "Kiev", ("geonames:703448",), "a dish")] == result.withdrawn
    assert [] == result.mentions


def test_proposals_are_applied_in_order() -> None:
    """A later one may speak of what an earlier one of the same canonicalizer added."""
    result = linked(
        propose(
            add(0, 4, KYIV, KIEV_GEORGIA, decided=False),
            Decide(0, KYIV, "first"),
            Decide(0, KIEV_GEORGIA, "second"),
            add(9, 13),
            Withdraw(1, "third"),
        )
    )

    assert ["local:kiev"] == [mention.entity for mention in result.mentions]
    assert ["third"] == [entry.reason for entry in result.withdrawn]


def test_each_canonicalizer_sees_what_stands_so_far() -> None:
    steps: list[list[Proposal]] = [[add(9, 13), add(0, 4)], [Withdraw(0, "no")], []]
    seen: list[DocumentView] = []

    def look(document: DocumentView) -> Iterable[Proposal]:
        seen.append(document)
        return steps[len(seen) - 1]

    linked(Custom(look), Custom(look), Custom(look), title="Snow", dateline=Dateline("KYIV"))

    keys = [[candidate.key for candidate in document.candidates] for document in seen]
    assert [[], [1, 0], [1]] == keys
    fields = {"title": "Snow", "text": TEXT, "dateline": "KYIV"}
    assert [fields] * 3 == [dict(document.fields) for document in seen]
    assert (date(2022, 2, 2), "und", Dateline("KYIV")) == (
        seen[0].published,
        seen[0].language,
        seen[0].dateline,
    )


def test_a_demonym_is_never_a_mention() -> None:
    result = linked(
        propose(
            add(0, 4, demonym=True), add(9, 13, KYIV, KIEV_GEORGIA, decided=False, demonym=True)
        )
    )

    assert Linked() == result


def test_mentions_stand_by_field_and_position() -> None:
    result = linked(propose(add(9, 13), add(0, 4), add(0, 4, field="title")), title="Kiev in snow")

    assert [("title", 0), ("text", 0), ("text", 9)] == [(m.field, m.start) for m in result.mentions]


def test_a_mention_maps_to_the_raw_text() -> None:
    steps = Alignment.of("KYIV. In Kie\u00adv", [Edit(0, 6, ""), Edit(12, 13, "")])

    (mention,) = linked(propose(add(3, 7)), text=steps).mentions

    assert ("Kiev", (9, 14)) == (mention.surface, mention.raw)


# The dateline -----------------------------------------------------------------------------------


def test_the_dateline_is_linked_by_the_place_it_begins_with() -> None:
    place = "KISUMU, Kenya"
    begins, ends = add(0, 6, field="dateline"), add(8, 13, KIEV_GEORGIA, field="dateline")

    both = linked(propose(ends, begins), dateline=Dateline(place))
    only_end = linked(propose(ends), dateline=Dateline(place))

    assert ("geonames:703448", None) == (both.dateline_entity, only_end.dateline_entity)
    assert [] == both.mentions == only_end.mentions


# Overlaps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proposals", "expected"),
    [
        pytest.param([add(0, 4), add(0, 8)], [(0, 8)], id="longest"),
        pytest.param([add(2, 6), add(0, 4)], [(0, 4)], id="leftmost on a tie"),
        pytest.param([add(0, 4), add(3, 9), add(8, 12)], [(3, 9)], id="longest in the middle"),
        pytest.param([add(0, 4), add(4, 8)], [(0, 4), (4, 8)], id="side by side"),
        pytest.param([add(0, 4), add(0, 12, decided=False)], [(0, 4)], id="decided over longer"),
        pytest.param([add(0, 4), add(0, 12, demonym=True)], [(0, 4)], id="name over demonym"),
    ],
)
def test_which_of_overlapping_candidates_stands(
    proposals: list[Add], expected: list[tuple[int, int]]
) -> None:
    assert expected == spans(linked(propose(*proposals)).mentions)


def test_what_is_displaced_is_logged_with_its_winner() -> None:
    result = linked(propose(add(0, 4), add(0, 8)))

    assert [((0, 4), "inside 'Kiev and'")] == [
        ((entry.start, entry.end), entry.reason) for entry in result.withdrawn
    ]


def test_the_first_of_two_on_one_span_stands() -> None:
    (mention,) = linked(propose(add(0, 4, KIEV_GEORGIA), add(0, 4, KYIV))).mentions

    assert "local:kiev" == mention.entity


@given(
    st.lists(
        st.builds(
            add,
            st.integers(0, 6),
            st.integers(7, 12),
            field=st.sampled_from(["title", "text"]),
            decided=st.booleans(),
            demonym=st.booleans(),
        )
        | st.integers(0, 18).map(lambda start: add(start, start + 1)),
        max_size=8,
    )
)
def test_every_candidate_is_accounted_for_and_none_overlap(proposals: list[Add]) -> None:
    result = linked(propose(*proposals), title=TEXT)

    standing: list[Mention | Undecided] = [*result.mentions, *result.undecided]
    for one, other in combinations(standing, 2):
        assert one.field != other.field or one.end <= other.start or other.end <= one.start
    names = Counter((add.field, add.start, add.end) for add in proposals if not add.demonym)
    demonyms = Counter((add.field, add.start, add.end) for add in proposals if add.demonym)
    reported = Counter(
        (entry.field, entry.start, entry.end) for entry in [*standing, *result.withdrawn]
    )
    assert names <= reported <= names + demonyms


@given(st.integers(0, 15), st.integers(0, 15), st.integers(1, 4), st.integers(1, 4))
def test_what_is_undecided_never_displaces_what_is_decided(
    one: int, other: int, length: int, longer: int
) -> None:
    result = linked(
        propose(add(other, min(19, other + longer), decided=False), add(one, one + length))
    )

    assert [(one, one + length)] == spans(result.mentions)


# Faults -----------------------------------------------------------------------------------------


def fail(_: DocumentView) -> Iterable[Proposal]:
    yield add(0, 4)
    raise ZeroDivisionError("nothing left")


@pytest.mark.parametrize(
    ("canonicalizer", "message"),
    [
        pytest.param(Custom(fail), "ZeroDivisionError: nothing left", id="fails half way"),
        pytest.param(propose(add(0, 4, field="body")), "a field that this article does not have"),
        pytest.param(propose(add(0, 4, field="title")), "a field that this article does not have"),
        pytest.param(propose(add(0, 99)), "lies outside its field", id="beyond the end"),
        pytest.param(propose(add(-1, 4)), "lies outside its field", id="before the start"),
        pytest.param(propose(add(4, 4)), "lies outside its field", id="empty"),
        pytest.param(
            propose(Add("text", 0, 4, (), "alias", decided=True)), "is decided, but has no option"
        ),
        pytest.param(propose(Decide(7, KYIV, "alias")), "no candidate has the key 7"),
        pytest.param(propose(Withdraw(7, "no")), "no candidate has the key 7"),
        pytest.param(
            propose(add(0, 4), Withdraw(0, "no"), Decide(0, KYIV, "yes")), "has the key 0"
        ),
    ],
)
def test_a_faulty_canonicalizer_is_named(canonicalizer: Custom, message: str) -> None:
    with pytest.raises(PluginError, match=message) as caught:
        linked(propose(), canonicalizer)

    error = caught.value
    assert ("test", "test/c1", "link", "one") == (
        error.plugin,
        error.component,
        error.stage,
        error.article_id,
    )
    assert "canonicalizer 'test/c1' failed on article 'one'" in str(error)


@pytest.mark.parametrize(
    ("alias", "role", "flag"),
    [
        (Alias("Kiev", KYIV.entity.id, row="w#1"), None, None),
        (Alias("Kiev", KYIV.entity.id, rewrite=False, row="w#1"), None, "no"),
        (Alias("Kiev", KYIV.entity.id, valid_to=date(1991, 1, 1), row="w#1"), None, "dated"),
        (Alias("Kiev", KYIV.entity.id, rewrite=False, row="w#1"), "Old", "no"),
        (Alias("Kiev", KYIV.entity.id, rewrite=False, row="w#2"), None, None),
    ],
)
def test_a_mention_says_whether_its_form_may_be_rewritten(
    alias: Alias, role: str | None, flag: str | None
) -> None:
    """As the row that it was found with has it, whatever role stands in front of the name."""
    text = f"{role} Kiev" if role else "Kiev"
    option = Option(KYIV.entity, "w#1")
    found = Custom(
        lambda _: [Add("text", 0, len(text), (option,), "alias", decided=True, role=role)]
    )
    gazetteer = Gazetteer.of([KYIV.entity], [alias])
    cleaned = Cleaned({"text": Alignment.identity(text)}, None)
    (mention,) = link(Article(text), cleaned, [("mine/names", found)], gazetteer, None).mentions
    assert flag == mention.rewrite
