"""The tiers, each alone: what meets, what it is called, and what stays apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm_minhash import NearOptions, newsnorm_deduplicators

SPECS = {spec.name: spec for spec in newsnorm_deduplicators()}
NLP = newsnorm.Pipeline.of(deduplicators=SPECS.values())
STORY = (
    "A brass bell that vanished from a schoolhouse nearly seventy years ago came home on Thursday "
    "in the back of a potato truck, wrapped in three quilts. The bell once called children to "
    "class on the edge of town, and several of those children, now past eighty, came to hear it "
    "rung again by the oldest of them, a retired welder who had lived across the road."
)
OTHER = (
    "The ferry operator ordered four electric boats for the lake from a yard in the south. They "
    "carry two hundred passengers each, need forty minutes at the pier to charge, and replace "
    "steamers that a museum has asked for since the town stopped buying coal."
)


def tier(name: str) -> newsnorm.Pipeline:
    """A pipeline of one tier."""
    return newsnorm.Pipeline.of(deduplicators=[SPECS[f"minhash/{name}"]])


def record(
    name: str, text: str, published: str = "2021-01-01", title: str | None = None
) -> newsnorm.Article:
    """An article with a name and a day."""
    return newsnorm.Article(text, title, id=name, published=published)


def said(nlp: newsnorm.Pipeline, *articles: newsnorm.Article) -> list[tuple[str, str, str]]:
    """What is found, without evidence."""
    return [(r.left, r.right, r.kind) for r in nlp.deduplicate(articles)]


def naive_jaccard(one: str, two: str) -> float:
    """The similarity by its definition: sets of three words in a row."""
    left, right = (
        {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
        for words in ([word.strip(".,").casefold() for word in text.split()] for text in (one, two))
    )
    return len(left & right) / len(left | right)


@pytest.mark.parametrize("name", ["exact", "near"])
def test_the_same_text_is_found_by_either_tier(name: str) -> None:
    found = tier(name).deduplicate([record("b", STORY, "2021-01-02"), record("a", STORY)])
    assert [(r.left, r.right) for r in found] == [("a", "b")]
    assert [(row.id, row.keep, row.of) for row in found.clusters] == [
        ("a", True, None),
        ("b", False, "a"),
    ]


@pytest.mark.parametrize(
    "copy",
    [
        STORY.replace("Thursday in", "Thursday\nin"),
        f"{STORY}\njr/dt",
        f"ABUJA, Nigeria\n{STORY}",
    ],
)
def test_line_ends_and_a_sign_off_make_no_other_text(copy: str) -> None:
    assert said(tier("exact"), record("a", STORY), record("b", copy)) == [("a", "b", "exact")]


def test_a_last_line_that_is_a_sentence_counts() -> None:
    assert said(tier("exact"), record("a", STORY), record("b", f"{STORY}\nIt rained.")) == []


def test_placeholders_are_the_same_only_under_the_same_title() -> None:
    titles = ["Bank cuts rate", "Bank cuts rate", "Mill sells shares"]
    articles = [record(str(n), "Text follows.", title=title) for n, title in enumerate(titles)]
    assert said(NLP, *articles) == [("0", "1", "exact")]


def test_placeholders_of_different_days_are_different_news() -> None:
    """A market that opens lower on three Mondays opens lower three times."""
    days = ["2021-03-01", "2021-03-02", "2021-03-08"]
    articles = [record(day, "Text follows.", day, "Market opens lower") for day in days]
    assert said(NLP, *articles) == [
        ("2021-03-01", "2021-03-02", "exact"),
        ("2021-03-01", "2021-03-08", "related"),
        ("2021-03-02", "2021-03-08", "related"),
    ]


def test_an_edited_text_is_found_with_its_exact_similarity() -> None:
    edited = STORY.replace("potato truck", "hay cart").replace("welder", "teacher")
    (relation,) = NLP.deduplicate([record("a", STORY), record("b", edited)])
    assert relation.kind == "respelled"
    assert relation.evidence["jaccard"] == pytest.approx(naive_jaccard(STORY, edited), abs=1e-4)


def test_a_rewritten_passage_makes_it_near() -> None:
    passage = "The bell once called children to class on the edge of town"
    edited = STORY.replace(passage, "Generations of pupils ran when they heard its voice in autumn")
    articles = [record("a", f"{STORY}\n{OTHER}"), record("b", f"{edited}\n{OTHER}")]
    assert said(NLP, *articles) == [("a", "b", "near")]


def test_case_accents_and_punctuation_make_no_difference() -> None:
    (relation,) = NLP.deduplicate(
        [record("a", STORY), record("b", STORY.upper().replace(",", " -"))]
    )
    assert (relation.kind, relation.evidence["jaccard"]) == ("respelled", 1.0)


def test_a_cut_text_is_truncated_whichever_came_first() -> None:
    cut = " ".join(STORY.split()[:40]) + "..."
    for name in ("near", "contained"):
        assert said(tier(name), record("a", STORY), record("b", cut)) == [("a", "b", "truncated")]
        assert said(tier(name), record("b", cut), record("c", STORY)) == [("b", "c", "truncated")]


def test_a_round_up_contains_a_story_and_is_not_clustered_with_it() -> None:
    round_up = f"{OTHER}\n{STORY}\nIn other news, the orchestra hired a harpist from Aarhus."
    for name in ("near", "contained"):
        found = tier(name).deduplicate([record("a", STORY), record("b", round_up)])
        assert [relation.kind for relation in found] == ["contains"]
        assert all(row.keep for row in found.clusters)


def test_a_brief_meets_the_long_article_that_it_is_of() -> None:
    chance = random.Random(1)
    words = STORY.split() + OTHER.split()
    long = STORY + " " + " ".join(chance.choice(words) for _ in range(300)) + "."
    brief = " ".join(STORY.split()[:45])
    assert said(tier("contained"), record("a", long), record("b", brief)) == [
        ("a", "b", "truncated")
    ]


def test_reports_from_one_template_are_related_and_not_clustered() -> None:
    template = STORY + " The index closed at {} points, {} up, with {} shares traded."
    found = NLP.deduplicate(
        [record("a", template.format(4268, 17, 912)), record("b", template.format(4274, 6, 877))]
    )
    assert [relation.kind for relation in found] == ["related"]
    assert all(row.keep for row in found.clusters)


def test_tables_under_different_titles_are_two_stories() -> None:
    table = "Dividend 10 cents against 9 cents before. Payable on April 15. Record of March 30."
    first = record("a", table, title="Marlow Mills raises payout")
    other = record("b", table.replace("before", "prior"), title="Tansy Foods sets quarterly")
    same = record("c", table.replace("before", "prior"), title="Marlow Mills sets payout")
    assert said(tier("near"), first, other) == [("a", "b", "related")]
    assert said(tier("near"), first, same) == [("a", "c", "respelled")]


def test_other_stories_and_empty_ones_stay_apart() -> None:
    texts = [STORY, OTHER, "", "", " "]
    found = NLP.deduplicate([record(str(number), text) for number, text in enumerate(texts)])
    assert found.relations == ()
    assert all(row.keep for row in found.clusters)


def test_short_texts_are_compared_too() -> None:
    assert said(NLP, record("a", "Snow fell"), record("b", "snow fell!")) == [
        ("a", "b", "respelled")
    ]


def test_scripts_without_capitals_and_without_spaces_are_compared_too() -> None:
    chinese = "昨天下午市政府宣布新的轻轨线路将于明年春季开通沿线居民对此表示欢迎"
    hindi = "कल दोपहर नगर निगम ने घोषणा की कि नई मेट्रो लाइन अगले वसंत में खुल जाएगी और लोग खुश हैं"
    for text in (chinese, hindi):
        assert said(NLP, record("a", text), record("b", f"“{text}”。"))[0][2] == "respelled"


@given(st.randoms(use_true_random=False), st.integers(0, 12))
def test_copies_are_found_whatever_the_order_and_whoever_else_is_there(
    chance: random.Random, edits: int
) -> None:
    """Input order changes nothing, and an unrelated article changes nothing."""
    words = STORY.split()
    for _ in range(edits):
        words[chance.randrange(len(words))] = chance.choice(["snow", "river", "letter"])
    edited = " ".join(words)
    pair = [record("a", STORY), record("b", edited)]
    found = NLP.deduplicate(pair)
    if naive_jaccard(STORY, edited) >= 0.7:
        assert [(r.left, r.right) for r in found] == [("a", "b")]
    chance.shuffle(pair)
    with_others = NLP.deduplicate([record("c", OTHER), *pair])
    assert with_others.relations == found.relations
    rows = {row.id: row for row in with_others.clusters}
    assert {row.id: row for row in found.clusters} == {n: rows[n] for n in ("a", "b")}


@pytest.mark.parametrize(
    "options",
    [{"similar": 0}, {"agreement": 1.5}, {"names": -1}, {"bands": 0}, {"rows": -1}, {"bands": 99}],
)
def test_options_out_of_range_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        NearOptions(**options)  # type: ignore[arg-type]


def test_a_stricter_pipeline_says_related_where_the_default_clusters() -> None:
    edited = STORY.replace("potato truck", "hay cart").replace("welder", "teacher")
    articles = [record("a", STORY), record("b", edited)]
    strict = newsnorm.Pipeline.of(
        deduplicators=[
            newsnorm.DeduplicatorSpec(
                "here/near", lambda: SPECS["minhash/near"].factory(NearOptions(plain=0.95))
            )
        ]
    )
    assert said(tier("near"), *articles) == [("a", "b", "respelled")]
    assert said(strict, *articles) == [("a", "b", "related")]


BRIEF = "The minister opened the bridge on Monday and said that it would last for a century"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{BRIEF}.", f"{BRIEF}, said TASS."),
        (f"{BRIEF}, TASS reported.", f"{BRIEF}, Interfax reported."),
        (f"{BRIEF}.", f"{BRIEF}, the Pretoria mayor Ann Okoro said."),
    ],
)
def test_who_passed_a_story_on_and_names_that_one_text_adds_make_no_other_event(
    one: str, other: str
) -> None:
    articles = [record("a", one, "2021-05-02"), record("b", other, "2021-05-03")]
    (found,) = tier("near").deduplicate(articles)
    assert found.kind in ("near", "respelled")


def test_a_brief_of_another_day_is_another_event() -> None:
    other = BRIEF.replace("Monday", "Tuesday")
    assert said(tier("near"), record("a", f"{BRIEF}."), record("b", f"{other}.")) == [
        ("a", "b", "related")
    ]


def test_monday_in_the_same_words_is_one_day_unless_a_week_lies_between() -> None:
    """The last Monday up to 2 May and that up to 3 May are two, which says nothing."""
    first = record("a", f"{BRIEF}.", "2021-05-02")
    soon = record("b", f"{BRIEF}, it was said here.", "2021-05-03")
    late = record("c", f"{BRIEF}, it was said here.", "2021-05-10")
    assert said(tier("near"), first, soon) == [("a", "b", "near")]
    assert said(tier("near"), first, late) == [("a", "c", "related")]


@pytest.mark.parametrize(("one", "other"), [("April 20", "April 24"), ("six", "6-3/16")])
def test_a_replaced_day_or_fraction_is_another_event(one: str, other: str) -> None:
    form = "The mill approved a three-for-two split, payable {}, as of a record date of April 3."
    articles = [record("a", form.format(one)), record("b", form.format(other) + " It said so.")]
    assert said(tier("near"), *articles) == [("a", "b", "related")]
