"""Names that a dump has and the gazetteer lacks: proposed where it speaks for them, else not."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Entity, Gazetteer, local_id
from newsnorm.alias_tables import NOTE_COLUMNS, OWN_COLUMNS, check_names
from newsnorm.cli import cli
from newsnorm.discovery.discover import Proposal, discover
from newsnorm.discovery.sightings import Lookout, Sightings
from newsnorm.discovery.spellings import edits_of, folded, one_edit_apart
from newsnorm.discovery.table import COLUMNS, as_table
from newsnorm.discovery.tally import Tally
from newsnorm.errors import ConfigError, InputError
from newsnorm.runs.files import json_lines
from newsnorm.runs.run import run

Find = Callable[..., dict[str, Proposal]]


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    return newsnorm.load("news")


@pytest.fixture
def find(tmp_path: Path, nlp: newsnorm.Pipeline) -> Find:
    """Runs over some texts and gives the proposals by surface."""

    def proposals(*texts: str) -> dict[str, Proposal]:
        dump = tmp_path / "dump.jsonl"
        records = [{"id": f"a{number}", "text": text} for number, text in enumerate(texts)]
        dump.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        run(nlp, [str(dump)], tmp_path / "out")
        found = discover(tmp_path / "out", nlp.gazetteer)
        assert len({p.surface for p in found}) == len(found)
        return {proposal.surface: proposal for proposal in found}

    return proposals


MINISTER = "Infrastructure Minister Taras Holub opened the grain terminal. Holub thanked the crews."
LATER = "Talks on grain went on. Later on Taras Holub left for the port, and the crews left too."


def test_a_name_that_only_titles_told_is_proposed(find: Find) -> None:
    found = find(MINISTER, LATER)
    assert found["Taras Holub"].why == "title"
    assert (found["Taras Holub"].name, found["Taras Holub"].kind) == ("Taras Holub", "person")
    assert found["Taras Holub"].examples[0] == "a0"


def test_a_surname_is_proposed_once_two_articles_speak_for_it(find: Find) -> None:
    later = "Nobody knew where the trains were. At noon Holub said that they would come by night."
    found = find(MINISTER, later)
    assert (found["Holub"].why, found["Holub"].name, found["Holub"].more) == (
        "surname",
        "Taras Holub",
        1,
    )


def test_a_surname_in_one_article_alone_is_not(find: Find) -> None:
    assert "Holub" not in find(MINISTER)


@pytest.mark.parametrize(
    "other",
    [
        "The farmers heard a speech by Olena Holub, who grows beets near the river.",
        "Agriculture Minister Petro Holub spoke of beets. Holub saw no frost this year.",
        "They say that a holub is a pigeon, and that holub pie was a dish of the poor.",
    ],
)
def test_a_surname_with_another_bearer_or_meaning_is_not(find: Find, other: str) -> None:
    """Another person, linked or not, or a word of the language."""
    again = "Nobody knew where the trains were. At noon Holub said that they would come by night."
    assert "Holub" in find(MINISTER, again)
    assert "Holub" not in find(MINISTER, again, other)


def test_a_surname_that_the_gazetteer_gives_to_two_is_not(find: Find, tmp_path: Path) -> None:
    """Fidel and Raúl Castro."""
    full = "President Fidel Castro spoke for hours. Castro drank water."
    found = find(full, "Nobody listened when Castro spoke of sugar.", "Castro slept.")
    assert "Castro" not in found


def test_bodies_are_proposed_by_long_form_and_acronym(find: Find) -> None:
    """The acronym in its letters alone, and only where the long form stands, too."""
    text = (
        "The Joint River Traffic Committee (JRTC) met in Kiev. The JRTC closed two locks at once."
    )
    found = find(text)
    long, short = found["Joint River Traffic Committee"], found["JRTC"]
    assert (long.why, long.kind, long.case, long.needs) == ("definition", "organization", "", "")
    assert (short.name, short.case, short.needs) == (long.name, "exact", "definition")


def test_a_body_whose_name_is_in_capitals_needs_no_longer_one(find: Find) -> None:
    text = (
        "Reporters of the broadcaster VELTO-TV came. VELTO-TV said that it had three of them there."
    )
    found = find(text, text.replace("Reporters", "Editors"))
    assert {surface: proposal.needs for surface, proposal in found.items()} == {"VELTO-TV": ""}


def test_an_acronym_that_two_bodies_define_is_not_proposed(find: Find) -> None:
    one = "The Joint River Traffic Committee (JRTC) met in Kiev. The JRTC closed two locks."
    two = "The Jute and Rice Trade Commission (JRTC) met in Dhaka. The JRTC closed a market."
    assert "JRTC" not in find(one, two)


def test_a_spelling_of_a_name_in_the_gazetteer_gets_its_id(find: Find) -> None:
    """By the families, not by likeness alone."""
    found = find("Foreign Minister Sergej Lavrov spoke of grain. The port was closed at noon.")
    proposal = found["Sergej Lavrov"]
    assert (proposal.why, proposal.entity, proposal.name) == ("spelling", "wikidata:Q58217", "")


def test_a_name_that_is_nearly_anothers_is_left_to_people(find: Find) -> None:
    """One letter differs and nothing says that they are one: neither a spelling nor a new name."""
    assert "Sergei Lavrow" not in find("The tenor Mr Sergei Lavrow sang in the opera of Graz.")


def test_two_spellings_of_a_new_name_are_one_entity(find: Find) -> None:
    found = find(MINISTER, MINISTER.replace("Taras Holub", "Tarass Holub").replace("grain", "rye"))
    assert found["Tarass Holub"].name == "Taras Holub"
    assert found["Tarass Holub"].why == "spelling"


def test_nothing_is_proposed_that_the_gazetteer_has(find: Find, nlp: newsnorm.Pipeline) -> None:
    found = find(
        "President Vladimir Putin met Chancellor Angela Merkel in Kiev. Putin left for Moscow.",
        "The Organization for Security and Co-operation in Europe (OSCE) said that Putin left.",
    )
    assert set(found) == {"Putin"}
    assert found["Putin"].entity == "wikidata:Q7747"
    assert not [surface for surface in found if nlp.gazetteer.lookup(surface)]


def test_copies_speak_once(find: Find) -> None:
    """Of articles that repeat each other one counts."""
    assert "Holub" not in find(MINISTER, MINISTER, MINISTER)


def test_headlines_and_words_make_no_names(find: Find) -> None:
    """ "Carbon Market Special" is three words that the dump has in small letters, too."""
    text = (
        "Minister Carbon Market Special\nThe carbon market had a special day and grew by a tenth."
    )
    assert find(text) == {}


def test_an_empty_run_has_no_names(find: Find) -> None:
    assert find() == {}


def test_folders_that_are_no_whole_run_are_refused(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    with pytest.raises(ConfigError, match="not the folder of a run"):
        discover(tmp_path, nlp.gazetteer)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        discover(tmp_path, nlp.gazetteer)


def test_a_record_of_another_shape_is_a_fault(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "manifest.json").write_text('{"schema": 0}', encoding="utf-8")
    with json_lines(tmp_path / "articles" / "part-00000.jsonl.zst") as write:
        write({"id": "a", "text": "Kiev", "mentions": [{"surface": "Kiev"}]})
    with json_lines(tmp_path / "clusters.jsonl.zst"):
        pass
    with pytest.raises(InputError, match="is not as newsnorm writes it: KeyError"):
        discover(tmp_path, nlp.gazetteer)


def test_the_table_loads_as_it_is_and_links_what_was_missed(
    find: Find, tmp_path: Path, nlp: newsnorm.Pipeline
) -> None:
    found = find(MINISTER, "At noon Holub said that they would come.", "Nobody saw Taras Holub go.")
    table = tmp_path / "aliases.tsv"
    table.write_text(as_table(found.values()), encoding="utf-8", newline="")
    assert check_names(table)[1] == []
    config = newsnorm.Config(gazetteers=("world", str(table)))
    mentions = newsnorm.load(config).normalize("At dawn Holub was in Kiev.").mentions
    assert [(m.surface, m.entity) for m in mentions] == [
        ("Holub", "local:taras-holub"),
        ("Kiev", "geonames:703448"),
    ]
    assert nlp.normalize("At dawn Holub was in Kiev.").mentions[0].surface == "Kiev"


def test_a_table_has_columns_that_a_gazetteer_reads_and_notes() -> None:
    assert set(COLUMNS) <= {*OWN_COLUMNS, *NOTE_COLUMNS}
    assert set(NOTE_COLUMNS) <= set(COLUMNS)


def test_ids_in_a_table_are_no_formulas() -> None:
    proposal = Proposal("A B", "A B", "person", "", "", "", "title", 0.5, 1, 1, 0, ("=1+1",), "A B")
    row = next(csv.DictReader(io.StringIO(as_table([proposal])), delimiter="\t"))
    assert row["examples"] == "'=1+1"


def mention(text: str, surface: str, **more: Any) -> dict[str, Any]:
    start = text.index(surface)
    span = {"field": "text", "start": start, "end": start + len(surface), "surface": surface}
    return {"entity": "local:jane-roe", "name": "Jane Roe", "kind": "person", **span, **more}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("At noon Roe left.", (1, 0, 1)),
        ("Roe left.", (1, 0, 1)),
        ("Minister Roe left.", (1, 0, 1)),
        ("Mr. Roe left.", (1, 0, 1)),
        ("At noon Roe's dog left.", (1, 0, 1)),
        ("At noon Jane Roe left.", (1, 0, 0)),
        ("At noon Mary Roe left.", (0, 1, 0)),
        ("At noon Roe Smith left.", (0, 1, 0)),
        ("It lies in the Roe Museum.", (0, 0, 0)),
        ("Later Roe left, and came later on.", (1, 0, 1)),
        ("Mary Roe left.", (0, 0, 0)),
        ("They eat roe at noon.", (0, 1, 0)),
        ("At www.roe.com the roes eat.", (0, 0, 0)),
        ("Roes and Roe-deer, Roeism", (0, 0, 0)),
        ("Why Jane Thinks Mary Roe Should Leave Town", (0, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_what_an_article_says_of_a_surname(text: str, verdict: tuple[int, int, int]) -> None:
    """It speaks for it, against it, and has it where nothing links it."""
    name = Sightings("Roe", frozenset({"local:jane-roe"}), frozenset({"Jane"}))
    Lookout([name], {"minister"}).look({"text": text, "mentions": []})
    assert (name.speaking, name.against, name.more) == verdict


def test_what_is_linked_speaks_for_its_entity_and_against_others() -> None:
    for entity, verdict in (("local:jane-roe", (1, 0)), ("local:mary-roe", (0, 1))):
        name = Sightings("Roe", frozenset({"local:jane-roe"}))
        text = "At noon Roe left."
        mentions = [mention(text, "Roe", entity=entity)]
        Lookout([name], ()).look({"text": text, "mentions": mentions})
        assert (name.speaking, name.against) == verdict


def test_a_bodys_name_may_stand_before_a_word_with_a_capital() -> None:
    name = Sightings("JRTC", frozenset({"local:x"}), is_body=True)
    Lookout([name], ()).look({"text": "The JRTC Daily Report said so.", "mentions": []})
    assert (name.speaking, name.against) == (0, 0)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Volodymyr Zelensky", "Volodymyr Zelenskyj"),
        ("Sergei Lavrov", "Sergey Lavrov", "Sergej Lavrov"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Tatyana Mikhailova", "Tatiana Mihailova"),
        ("Yevgeny Petrov", "Evgeny Petrov", "Evgenii Petrov"),
        ("Aleksandr Ivanov", "Alexandr Ivanov"),
    ],
)
def test_spellings_of_a_family_fold_to_one(spellings: Sequence[str]) -> None:
    assert len({folded(name, "person") for name in spellings}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sergei Ivanov", "Sergei Ivanova"),
        ("Mario Rossi", "Maria Rossi"),
        ("John Carter", "John Carver"),
        ("Ivan Petrov", "Ivan Petrovich"),
    ],
)
def test_names_of_two_people_do_not(left: str, right: str) -> None:
    assert folded(left, "person") != folded(right, "person")


words = st.text("abcdefgh", min_size=5, max_size=9)


@given(words, st.integers(0, 8), st.sampled_from("xyz"), words)
def test_one_edit_is_found_by_keys_and_symmetric(
    word: str, at: int, letter: str, given_name: str
) -> None:
    """What differs by one letter more, less or other shares a key, and is told from both sides."""
    at = min(at, len(word) - 1)
    for other in (word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        left, right = f"{given_name} {word}", f"{given_name} {other}"
        assert set(edits_of(left)) & set(edits_of(right))
        assert one_edit_apart(left, right)
        assert one_edit_apart(right, left)
    assert not one_edit_apart(f"{given_name} {word}", f"{given_name} {word}")


def test_names_that_are_kept_are_bounded_and_the_frequent_stay() -> None:
    tally = Tally(limit=100)
    for number in range(1000):
        names = ["Jane Roe", f"Passer {number}"]
        text = " ".join(names)
        tally.add(
            f"a{number}",
            [mention(text, name, entity=f"local:{name}", name=name) for name in names],
        )
    uses = {use.surface: use for use in tally.uses()}
    assert len(uses) <= 101
    assert uses["Jane Roe"].articles == 1000
    assert len(uses["Jane Roe"].examples) == 3
    assert len(uses["Jane Roe"].partners) <= 80


@pytest.fixture
def invoke() -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments)])

    return call


def test_the_command_takes_a_dump_or_the_folder_of_a_run(
    find: Find, tmp_path: Path, invoke: Callable[..., Result]
) -> None:
    find(MINISTER, LATER)
    of_dump = invoke("entities", "discover", tmp_path / "dump.jsonl", "-w", 1)
    of_run = invoke("entities", "discover", tmp_path / "out", "-o", tmp_path / "aliases.tsv")
    assert (of_dump.exit_code, of_run.exit_code) == (0, 0)
    assert of_dump.stdout == (tmp_path / "aliases.tsv").read_text(encoding="utf-8")
    assert of_run.stderr == "2 proposals: 1 by surname, 1 by title\n"
    checked = invoke("entities", "check", tmp_path / "aliases.tsv")
    assert checked.exit_code == 0
    again = invoke("entities", "discover", tmp_path / "out", "-o", tmp_path / "aliases.tsv")
    assert isinstance(again.exception, ConfigError)
    assert "may be edited" in str(again.exception)


def test_the_gazetteers_of_a_run_are_those_it_was_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Callable[..., Result]
) -> None:
    """Nothing is proposed that the run's own table has, unless another configuration is named."""
    monkeypatch.chdir(tmp_path)
    Path("own.csv").write_text("surface,kind\nTaras Holub,person\n", encoding="utf-8")
    Path("own.toml").write_text('gazetteers = ["world", "./own.csv"]\n', encoding="utf-8")
    Path("dump.jsonl").write_text(json.dumps({"text": MINISTER}) + "\n", encoding="utf-8")
    made = invoke("run", "dump.jsonl", "-o", "out", "--config", "own.toml", "-w", 1)
    assert made.exit_code == 0
    assert invoke("entities", "discover", "out").stdout.count("\n") == 1
    other = invoke("entities", "discover", "out", "--config", "news")
    assert "Taras Holub" in other.stdout


def test_an_entity_of_two_kinds_gets_one(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    """Or the table could not be loaded."""
    text = "Jane Roe left. The Jane Roe Ltd left."
    one = mention(text, "Jane Roe")
    two = {**mention(text, "Jane Roe Ltd"), "kind": "organization", "name": "Jane Roe Ltd"}
    (tmp_path / "articles").mkdir()
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with json_lines(tmp_path / "articles" / "part-00000.jsonl.zst") as write:
        write({"id": "a", "text": text, "mentions": [one, two]})
    with json_lines(tmp_path / "clusters.jsonl.zst"):
        pass
    table = tmp_path / "aliases.tsv"
    table.write_text(as_table(discover(tmp_path, nlp.gazetteer)), encoding="utf-8", newline="")
    assert table.read_text(encoding="utf-8").count("Jane Roe Ltd") > 0
    assert check_names(table)[1] == []


WORDS = ("Jane", "Roe", "ROE", "O'Neil", "de", "Жук", "=Ab", "Ab\tcd", '"Ef"', "\ud800x")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
links = st.tuples(
    names,
    st.none() | names,
    st.sampled_from(["person", "organization", "place"]),
    st.sampled_from(["", "", "Jane", "Minister"]),
)


def linked(links: Sequence[tuple[str, str | None, str, str]]) -> dict[str, Any]:
    """An article that is made of mentions: surface, name (or the surface), kind and role."""
    text, mentions = "", []
    for surface, name, kind, role in links:
        whole = f"{role} {surface}".strip()
        span = {"field": "text", "start": len(text), "end": len(text) + len(whole)}
        meaning = {"entity": local_id(name or surface), "name": name or surface, "kind": kind}
        mentions.append({**span, "surface": whole, **meaning, **({"role": role} if role else {})})
        text += f"{whole}. "
    return {"text": text, "mentions": mentions}


@given(st.lists(st.lists(links, max_size=4), max_size=5))
def test_whatever_a_run_holds_the_table_can_be_loaded(
    articles: list[list[tuple[str, str | None, str, str]]],
) -> None:
    """And has nothing that the gazetteer has."""
    known = Gazetteer.of([Entity("local:jane-roe", "Jane Roe", "person")], [])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        (out / "articles").mkdir()
        (out / "manifest.json").write_text("{}", encoding="utf-8")
        with json_lines(out / "articles" / "part-00000.jsonl.zst") as write:
            for number, found in enumerate(articles):
                write({"id": f"a{number}", **linked(found)})
        with json_lines(out / "clusters.jsonl.zst"):
            pass
        table = out / "aliases.tsv"
        proposals = discover(out, known)
        table.write_text(as_table(proposals), encoding="utf-8", newline="")
        own, faults = check_names(table)
    assert faults == []
    assert not [p.surface for p in proposals if known.lookup(p.surface)]
    Gazetteer.combined([known, own])


def test_records_that_cannot_be_read_are_told(
    tmp_path: Path, invoke: Callable[..., Result]
) -> None:
    (tmp_path / "dump.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    done = invoke("entities", "discover", tmp_path / "dump.jsonl", "-w", 1)
    assert done.exit_code == 0
    assert done.stderr == "1 records could not be read; see `newsnorm run`\n0 proposals\n"
