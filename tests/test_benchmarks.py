"""The benchmarks measure what they say: generator, harness, readers of public sets."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

import newsnorm

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))  # the folder is not installed; its scripts import each other

import duplicates  # noqa: E402
import edits  # noqa: E402
import entities  # noqa: E402
import generate  # noqa: E402
import harness  # noqa: E402
import index as indexing  # noqa: E402
import overhead  # noqa: E402
import public  # noqa: E402
import scaling  # noqa: E402
import throughput  # noqa: E402
import wire_furniture  # noqa: E402
import wire_language  # noqa: E402
import wire_story  # noqa: E402

COUNT, SEED = 1500, 3
DIGEST = "4a02686f47c91351add1afb0cc61213bfaaef3d333733a2805c3f3ddfd91a5d6"
"""SHA-256 of the first 300 records of seed 1."""


@cache
def sample() -> tuple[dict[str, Any], ...]:
    return tuple(generate.articles(COUNT, SEED, truth=True))


@cache
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: str, two: str) -> float:
    left, right = shingles(one), shingles(two)
    return len(left & right) / len(left | right)


def stories() -> list[dict[str, Any]]:
    return [made for made in sample() if not made["version_of"] and not made["template"]]


def test_same_seed_same_records_and_another_seed_others() -> None:
    again = list(generate.articles(60, SEED, truth=True))

    assert list(sample()[:60]) == again
    assert again[0]["text"] != next(generate.articles(1, SEED + 1))["text"]


def test_a_record_depends_on_its_number_not_on_the_count() -> None:
    assert list(generate.articles(20, SEED, truth=True, start=40)) == list(sample()[40:60])


def test_the_same_seed_gives_the_same_bytes_everywhere() -> None:
    """A change of the word lists changes them: then results cannot be compared with older ones."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import generate, hashlib\n"
        "made = generate.articles(300, 1)\n"
        "print(hashlib.sha256(b''.join(map(generate.json_line, made))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script, str(BENCHMARKS)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0", "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert [digest.decode().strip() for digest in digests] == [DIGEST]


def test_records_are_articles_with_ids_of_their_own_in_order_of_publication() -> None:
    read = [newsnorm.Article.from_record(made) for made in generate.articles(200, SEED)]

    assert len({article.id for article in read}) == 200
    assert all(article.published_date() and not article.extra for article in read)
    assert [a.published for a in read] == sorted(a.published or "" for a in read)


def test_nothing_is_known_unless_truth_is_asked_for() -> None:
    assert set(next(generate.articles(1, SEED))) == {
        "id", "title", "text", "published", "source", "language",
    }  # fmt: skip


def test_shares_are_as_asked_for() -> None:
    made = sample()
    clean = [one for one in made if one["text"] == one["clean"]]

    assert 0.07 < mean(bool(one["version_of"]) for one in made) < 0.13
    assert 0.03 < mean(bool(one["template"]) for one in made) < 0.07
    assert 0.65 < len(clean) / COUNT < 0.75
    assert 0.01 < mean(not one["text"].isascii() for one in clean) < 0.06


@pytest.mark.parametrize("share", ["dirty", "versions", "templates", "accents"])
def test_a_share_of_nothing_and_of_everything(share: str) -> None:
    others = dict.fromkeys(("dirty", "versions", "templates", "accents"), 0.0)
    agencies = {agency.source for agency in wire_furniture.agencies()}
    shows: dict[str, Callable[[dict[str, Any]], bool]] = {
        "dirty": lambda one: one["source"] in agencies,
        "versions": lambda one: one["version_of"] is not None,
        "templates": lambda one: one["template"] is not None,
        "accents": lambda one: not one["text"].isascii(),
    }
    none = list(generate.articles(30, SEED, truth=True, **others))  # type: ignore[arg-type]
    every = [
        shows[share](one)
        for one in generate.articles(30, SEED, truth=True, **{**others, share: 1.0})  # type: ignore[arg-type]
    ]

    assert all(one["text"] == one["clean"] and one["text"].isascii() for one in none)
    assert not any(one["version_of"] or one["template"] for one in none)
    # A version needs a story before it, and there is none; accents need a name that has one.
    assert sum(every) >= {"versions": 0, "accents": 15}.get(share, 30)


@pytest.mark.parametrize("shares", [{"dirty": 1.1}, {"versions": 0.8, "templates": 0.3}])
def test_impossible_shares_are_refused(shares: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"must be between|more than all"):
        list(generate.articles(1, SEED, **shares))  # type: ignore[arg-type]


def test_articles_have_150_to_700_words() -> None:
    lengths = [len(one["clean"].split()) for one in stories()]

    assert min(lengths) >= 140
    assert max(lengths) <= 760
    assert 300 < mean(lengths) < 450


def test_unrelated_articles_share_few_word_3_grams() -> None:
    pairs = [jaccard(one["clean"], two["clean"]) for one, two in combinations(stories()[:150], 2)]

    assert mean(pairs) < 0.03
    assert max(pairs) < 0.3


def test_versions_repeat_what_they_say_they_repeat() -> None:
    by_id = {one["id"]: one for one in sample()}
    found: dict[str, list[float]] = {}
    for one in sample():
        if one["version_of"]:
            original = by_id[one["version_of"]]
            assert original["published"] < one["published"]
            assert original["version_of"] is None
            found.setdefault(one["relation"], []).append(jaccard(one["clean"], original["clean"]))

    assert set(found) == {"exact", "respelled", "near", "truncated", "updated"}
    assert set(found["exact"]) == {1.0}
    assert min(found["respelled"]) > 0.75
    assert max(found["respelled"]) < 1
    assert 0.6 < min(found["near"]) <= max(found["near"]) < 1
    assert 0.6 < min(found["updated"]) <= max(found["updated"]) < 1
    assert 0.2 < min(found["truncated"]) <= max(found["truncated"]) < 0.85


def test_a_truncated_article_is_contained_in_its_original() -> None:
    by_id = {one["id"]: one for one in sample()}
    cut = [one for one in sample() if one["relation"] == "truncated"]

    for one in cut:
        part, whole = shingles(one["clean"]), shingles(by_id[one["version_of"]]["clean"])
        assert len(part & whole) / len(part) > 0.97


def test_reports_from_one_form_are_alike_and_differ_in_figures() -> None:
    forms: dict[str, list[str]] = {}
    for one in generate.articles(120, SEED, templates=1.0, versions=0.0, dirty=0.0, truth=True):
        forms.setdefault(one["template"], []).append(one["clean"])

    assert len(forms) == len(wire_story.forms())
    for texts in forms.values():
        assert all(0.35 < jaccard(one, two) < 0.95 for one, two in combinations(texts[:6], 2))


def test_newsnorm_recovers_the_datelines_that_were_printed() -> None:
    nlp = throughput.pipeline("cleaners")
    names = ("id", "title", "text", "published", "source")
    recovered: list[bool] = []
    for one in generate.articles(500, SEED, dirty=1.0, truth=True):
        printed = one["printed_dateline"]
        dateline = nlp.normalize({name: one[name] for name in names}).dateline
        if printed:
            recovered.append(
                dateline is not None
                and dateline.agency == printed["agency"]
                and (dateline.place or "").startswith(printed["place"] or "")
            )
        else:
            assert dateline is None

    assert mean(recovered) >= 0.9


def test_the_program_writes_what_the_function_gives(tmp_path: Path) -> None:
    script = [sys.executable, str(BENCHMARKS / "generate.py"), "--count", "8", "--seed", "3"]
    written = subprocess.run([*script, "-o", "-"], capture_output=True, check=True).stdout
    subprocess.run([*script, "-o", str(tmp_path / "dump.jsonl.zst")], check=True)
    from newsnorm.io.zstd import ZstdFile

    with ZstdFile(tmp_path / "dump.jsonl.zst") as file:
        assert file.read() == written
    assert [json.loads(line) for line in written.splitlines()] == list(generate.articles(8, SEED))


def test_patterns_say_slots_and_alternatives() -> None:
    class Speaker:
        def __init__(self) -> None:
            self.dice = wire_language.Dice(1)

        def say(self, slot: str) -> str:
            return slot

    say, speaker = (
        wire_language.compile_pattern("{city!} [woke|slept [well|badly]] {n:3:3}"),
        Speaker(),
    )

    assert {say(speaker) for _ in range(50)} == {
        f"City {done} 3" for done in ("woke", "slept well", "slept badly")
    }
    assert wire_language.split_entries("a [b | c] | d") == ["a [b | c]", "d"]


@pytest.mark.parametrize("pattern", ["a]", "a [b|c"])
def test_broken_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        wire_language.compile_pattern(pattern)


def slow_setup() -> harness.Work:
    return lambda texts: [sum(map(ord, text)) for _ in range(60) for text in texts]


def fast_setup() -> harness.Work:
    return lambda texts: [len(text) for text in texts]


def absent_setup() -> harness.Work:
    raise ModuleNotFoundError("No module named 'absent'", name="absent")


def broken_setup() -> harness.Work:
    raise ZeroDivisionError("broken on purpose")


CONTENDERS = (
    harness.Contender("fast", fast_setup),
    harness.Contender("absent", absent_setup, packages=("absent-distribution",)),
    harness.Contender("slow", slow_setup, packages=("newsnorm",)),
)
TEXTS = ["snow fell on the harbor " * 40] * 40


@pytest.mark.parametrize("baseline", ["slow", "absent"])
def test_harness_reports_medians_and_ratios(baseline: str) -> None:
    result = harness.measure(
        CONTENDERS, TEXTS, baseline=baseline, benchmark="toys", rounds=3, mode="same"
    )
    slow, fast = result.score("slow"), result.score("fast")
    assert slow.cpu
    assert slow.speed
    assert fast.cpu
    assert fast.speed

    assert result.score("absent").status == "not installed (absent)"
    assert result.baseline == ("slow" if baseline == "slow" else "fast")
    assert slow.cpu.min <= slow.cpu.median <= slow.cpu.max
    assert slow.cpu.median > fast.cpu.median
    assert fast.speed.median / slow.speed.median > 2
    assert result.score(result.baseline).speed == harness.Spread(1.0, 1.0, 1.0)
    assert result.versions.keys() == {"newsnorm"}
    assert result.versions["newsnorm"].startswith(newsnorm.__version__)
    assert (result.inputs, len(slow.rounds), slow.peak_mb) == (40, 3, None)
    assert json.loads(result.as_json())["scores"][0]["name"] == "fast"


def test_rounds_are_interleaved() -> None:
    order: list[str] = []

    def contender(name: str) -> harness.Contender:
        def setup() -> harness.Work:
            def work(texts: Sequence[Any]) -> object:
                order.append(name)
                return texts

            return work

        return harness.Contender(name, setup)

    harness.measure([contender("A"), contender("B")], TEXTS, baseline="A", rounds=2, mode="same")

    assert order == ["A", "B", "A", "B"]


def test_inputs_are_prepared_outside_of_the_measurement() -> None:
    seen: list[Sequence[Any]] = []

    def setup() -> harness.Work:
        return seen.append

    def prepare(texts: Sequence[str]) -> Sequence[Any]:
        return [len(text) for text in texts]

    contender = harness.Contender("lengths", setup, prepare)
    harness.measure([contender], ["snow", "ice"], baseline="lengths", rounds=1, mode="same")

    assert seen == [[4, 3]]


def test_harness_measures_in_fresh_processes(tmp_path: Path) -> None:
    """As a script does it: contenders are functions of a module that can be imported again."""
    script = tmp_path / "toy.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(BENCHMARKS)!r})\n"
        "import harness\n"
        "def small(): return len\n"
        "def large(): return lambda texts: len(b'x' * 80_000_000)\n"
        "def broken(): return lambda texts: 1 / 0\n"
        "if __name__ == '__main__':\n"
        "    toys = [harness.Contender('small', small), harness.Contender('large', large)]\n"
        "    print(harness.measure(toys, ['snow'], baseline='small', rounds=1).as_json())\n"
        "    harness.measure([harness.Contender('broken', broken)], [], baseline='broken')\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    small, large = json.loads(done.stdout)["scores"]

    assert "contender 'broken' failed" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert large["peak_mb"]["median"] - small["peak_mb"]["median"] > 60


def test_a_failing_contender_is_an_error_not_a_result() -> None:
    broken = harness.Contender("broken", broken_setup)

    with pytest.raises(ZeroDivisionError):
        harness.measure([broken], TEXTS, baseline="broken", mode="same")
    with pytest.raises(ValueError, match="be among"):
        harness.measure([broken], TEXTS, baseline="nobody")


def test_the_table_names_who_is_not_installed() -> None:
    result = harness.measure(CONTENDERS, TEXTS, baseline="slow", rounds=1, mode="same")
    stream = io.StringIO()

    harness.print_table(result, stream)

    lines = stream.getvalue().splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["fast", "absent", "slow"]
    assert "not installed (absent)" in lines[3]
    assert lines[4].split()[-2:] == ["1.00", "1.00..1.00"]


def test_throughput_measures_all_stages() -> None:
    result = throughput.run(25, SEED, 1, "same", dirty=0.3)
    shares = result.extra["shares"]

    assert [score.status for score in result.scores[1:]] == ["ok"] * 4
    assert result.scores[0].name == "ftfy.fix_text"
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)
    assert list(shares) == ["clean", "link", "sketch+compare"]


def test_overhead_measures_empty_components() -> None:
    found = overhead.measure(rounds=1)

    assert len(found) == 8
    assert found["text, no components"] > 0


def written(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode(encoding))
    return path


def test_ukraine_articles(tmp_path: Path) -> None:
    written(tmp_path / "b.jsonl", '{"id": "1", "title": "T", "text": "Snow\u2028fell."}\n\n')
    written(tmp_path / "a.jsonl", '{"id": "1", "title": "U", "text": "Ice."}\n')

    assert list(public.ukraine(tmp_path)) == [
        {"id": "a-1", "title": "U", "text": "Ice.", "language": "en"},
        {"id": "b-1", "title": "T", "text": "Snow\u2028fell.", "language": "en"},
    ]


def test_agnews(tmp_path: Path) -> None:
    path = written(tmp_path / "n.csv", '"3","Snow (AP)","AP - Snow ""fell""\\on roofs."\n')

    assert list(public.agnews(path)) == [
        {
            "id": "agnews-1",
            "title": "Snow (AP)",
            "text": 'AP - Snow "fell"\\on roofs.',
            "language": "en",
            "section": "3",
        }
    ]


def test_isot_reuters(tmp_path: Path) -> None:
    path = written(
        tmp_path / "i.csv",
        "title,text,subject,date\n"
        'Snow falls,"RIGA (Reuters) - “Snow”, he said.",worldnews,"December 31, 2017 "\n'
        "Ice,RIGA (Reuters) - Ice.,worldnews,soon\n",
    )
    first, second = public.isot(path)

    assert first == {
        "id": "isot-1",
        "title": "Snow falls",
        "text": "RIGA (Reuters) - “Snow”, he said.",
        "published": "2017-12-31",
        "source": "Reuters",
        "language": "en",
        "section": "worldnews",
    }
    assert "published" not in second


SGML = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="NO" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="9" NEWID="41">
<DATE> 3-MAR-1987  09:15:05.40</DATE>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute</UNKNOWN>
<TEXT>&#2;
<TITLE>SNOW &amp; ICE &lt;SNW>
IN RIGA</TITLE>
<AUTHOR>    by Jane Roe, Reuters</AUTHOR>
<DATELINE>    RIGA, March 3 - </DATELINE><BODY>Snow &lt;SNW> fell on caf\xe9s &amp;lt; and
on roofs.
    It melted.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="42">
<DATE>soon</DATE>
<TEXT TYPE="UNPROC">&#2;
TABLE OF SNOW
  Riga....1 cm&#127;
&#3;</TEXT>
</REUTERS>
"""


def test_reuters21578_keeps_what_was_printed(tmp_path: Path) -> None:
    written(tmp_path / "reut" / "0.sgm", SGML, "latin-1")

    assert list(public.reuters21578(tmp_path / "reut")) == [
        {
            "id": "reut-41",
            "title": "SNOW & ICE <SNW> IN RIGA",
            "text": (
                "    by Jane Roe, Reuters\n    RIGA, March 3 - Snow <SNW> fell on cafés &lt; and\n"
                "on roofs.\n    It melted.\n Reuter"
            ),
            "published": "1987-03-03T09:15:05",
            "source": "Reuters",
            "language": "en",
        },
        {
            "id": "reut-42",
            "text": "TABLE OF SNOW\n  Riga....1 cm\x7f",
            "source": "Reuters",
            "language": "en",
        },
    ]


def test_reuters21578_orders_its_files_by_number(tmp_path: Path) -> None:
    for number in (10, 2):
        written(tmp_path / f"{number}.sgm", SGML.replace('NEWID="4', f'NEWID="{number}'))

    assert [item["id"] for item in public.reuters21578(tmp_path)][::2] == ["reut-21", "reut-101"]


def test_wire_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = "\x01eca0001 4 i 9\r\n\x02Snow =\r\nBerlin (dpa) - Sn\xf6w\r\n\x03\x04"
    written(tmp_path / "one" / "a.txt", message * 2, "latin-1")
    written(
        tmp_path / "two" / "b.xml",
        "<nitf><head><docdata><doc-id id-string='7'/></docdata></head>"
        "<body><body.content><p>Ice.</p></body.content></body></nitf>",
    )
    written(tmp_path / "two" / "c.xml", "<nitf><p>broken")
    written(tmp_path / "two" / "d.png", "no text")

    stories = [(item["id"], item["text"]) for item in public.wire_files(tmp_path)]
    assert stories == [
        ("one/a.txt#1", "Berlin (dpa) - Snöw"),
        ("one/a.txt#2", "Berlin (dpa) - Snöw"),
        ("two/b.xml#1", "Ice."),
    ]
    assert capsys.readouterr().err.startswith("two/c.xml, line 1: Premature end of data")


def test_lgl(tmp_path: Path) -> None:
    path = written(
        tmp_path / "lgl.xml",
        '<?xml version="1.0" encoding="utf-8"?><articles><article docid="7">'
        "<title>Snow</title><domain>example.com</domain>"
        "<dltime>2009-03-20 12:24:52.002364-05</dltime>"
        "<text><![CDATA[Snow & ice in Alexandria.]]></text>"
        "<toponyms><toponym><phrase>Alexandria</phrase></toponym></toponyms></article></articles>",
    )

    assert list(public.lgl(path)) == [
        {
            "id": "lgl-7",
            "title": "Snow",
            "text": "Snow & ice in Alexandria.",
            "published": "2009-03-20T12:24:52.002364-05:00",
            "source": "example.com",
            "language": "en",
        }
    ]


def test_readers_write_lines_that_a_run_reads(tmp_path: Path) -> None:
    path = written(tmp_path / "0.sgm", SGML, "latin-1")
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "public.py"), "reuters21578", str(path)],
        capture_output=True,
        check=True,
    )
    read = [newsnorm.Article.from_record(json.loads(line)) for line in done.stdout.splitlines()]

    assert [article.id for article in read] == ["reut-41", "reut-42"]


def test_versions_of_all_kinds_are_found_in_the_default_mixture() -> None:
    kinds = Counter(one["relation"] for one in sample() if one["relation"])

    assert min(kinds.values()) >= 5


def test_scaling_runs_and_compares(tmp_path: Path) -> None:
    """One row a run: seconds, memory where it is known, and whether the bytes are the same."""
    output = tmp_path / "scaling.json"
    command = ["scaling.py", "--count", "30", "--workers", "1", "--workers", "2"]
    done = subprocess.run(
        [sys.executable, *command, "--without", "canonicalizers", "--json", str(output)],
        capture_output=True,
        check=True,
        cwd=BENCHMARKS,
        encoding="utf-8",
    )
    runs = json.loads(output.read_text(encoding="utf-8"))["runs"]
    assert [(run["count"], run["workers"], run["same"]) for run in runs] == [
        (30, 1, True),
        (30, 2, True),
    ]
    assert done.stdout.count("the same bytes") == 2
    for run in runs:
        assert run["counts"]["read"] == 30
        assert set(run["shares"]) >= {"input", "read", "clean", "write", "sketch", "compare"}
        assert sum(run["shares"].values()) == pytest.approx(1, abs=0.01)
        if sys.platform == "linux":
            assert 0 < run["parent"]["anonymous"] < run["parent"]["resident"]


def test_scaling_tells_which_files_differ(tmp_path: Path) -> None:
    """But for the manifest, which holds timings."""
    for name in ("one", "two"):
        written(tmp_path / name / "a" / "same.txt", "Snow")
        written(tmp_path / name / "manifest.json", name)
        written(tmp_path / name / "other.txt", name)
    written(tmp_path / "two" / "more.txt", "")
    found = scaling.differing(tmp_path / "one", tmp_path / "two")
    assert found == ["more.txt", "other.txt"]


def test_links_are_drawn_by_the_seed_and_hold_no_passage(tmp_path: Path) -> None:
    """What a list of verdicts may hold: names and offsets, unless the passages are asked for."""
    rows = [{"id": f"a{n}", "title": "", "text": f"Talks in Kiev, part {n}."} for n in range(9)]
    file = tmp_path / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def draw(*options: str) -> list[list[str]]:
        script = str(BENCHMARKS / "links.py")
        command = [sys.executable, script, "ukraine_articles", str(file), "--sample", "4", *options]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    first = draw()
    assert first == draw()
    assert first != draw("--seed", "2")
    assert [row[1:] for row in first] == [
        ["text:9", "Kiev", "geonames:703448", "Kyiv", "only reading"]
    ] * 4
    assert draw("--context")[0][-1].startswith("Talks in [Kiev], part ")


def test_rewrites_are_drawn_by_the_seed_and_hold_no_passage(tmp_path: Path) -> None:
    """Articles with changes alone, and on request the names that were left as they are."""
    texts = [f'Talks in Kiev, part {n}. "In Kiev!"' for n in range(9)] + ["Talks in Kyiv."] * 9
    rows = [{"id": f"a{n}", "title": "", "text": text} for n, text in enumerate(texts)]
    file = tmp_path / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def draw(*options: str) -> tuple[list[list[str]], str]:
        script = str(BENCHMARKS / "rewrites.py")
        command = [sys.executable, script, "ukraine_articles", str(file), *options]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return [line.split("\t") for line in done.stdout.splitlines()], done.stderr

    first, summary = draw("--articles", "4")
    assert [row[1:] for row in first] == [["text:9", "Kiev", "Kyiv", "style/press"]] * 4
    assert re.fullmatch(r"4 of \d+ articles have changes; 0 change again\n", summary)
    assert draw("--articles", "4", "--seed", "2")[0] != first
    kept, _ = draw("--kept", "--context")
    assert {tuple(row[1:4]) for row in kept} == {("text:27", "Kiev", "Kyiv")}


def test_matchers_find_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contender that found less would be fast for the wrong reason; absent ones are skipped."""
    monkeypatch.setenv("NEWSNORM_BENCHMARK_ALIASES", "2000")
    text = f"{entities.names(2000)[-1]} left Kyiv for a walk."
    expected = entities.ours()([text])
    assert expected != 0
    for contender in entities.contenders():
        if contender.name in (entities.STAGE, entities.FAST_STAGE):
            continue  # it has tables of its own
        try:
            work = contender.setup()
        except ImportError:
            continue
        assert work([text]) == expected, contender.name


def dumped() -> list[str]:
    return [record["text"] for record in sample()]


def test_a_dump_with_known_duplicates_is_the_same_for_the_same_seed() -> None:
    made = list(edits.dump(dumped(), 300, SEED))
    assert made == list(edits.dump(dumped(), 300, SEED))
    assert made != list(edits.dump(dumped(), 300, SEED + 1))
    assert {article.edit for article in made} >= {"", "twin", *edits.EDITS}
    assert len({article.record["id"] for article in made}) == len(made) >= 300


def test_copies_are_like_their_originals_and_twins_are_too() -> None:
    made = list(edits.dump(dumped(), 300, SEED))
    texts = {article.record["id"]: article.record["text"] for article in made}
    for article in made:
        if article.of:
            one, other = shingles(texts[article.of]), shingles(article.record["text"])
            assert len(one & other) / min(len(one), len(other)) > 0.2, article
    with pytest.raises(ValueError, match="it takes 1,000"):
        edits.Maker(["Snow fell."], SEED)


def test_duplicates_are_measured_and_judged_and_absent_peers_are_reported() -> None:
    names = (duplicates.PLAIN, "no such peer")
    result = duplicates.run(dumped(), 300, SEED, 1, "same", names)
    judged = result.extra["quality"][duplicates.PLAIN]
    assert judged["recall"] >= 0.9
    assert judged["precision"] >= 0.99
    assert judged["twins_merged"] == 0
    assert any("recall" in line for line in duplicates.table(result))


def test_the_quality_of_pairs_is_counted_by_story_and_edit() -> None:
    original = {"id": "m0", "text": "a"}
    made = [
        edits.Made(original),
        edits.Made({"id": "m1", "text": "a"}, "m0", "tag"),
        edits.Made({"id": "m2", "text": "a"}, "m0", "brief"),
        edits.Made({"id": "m3", "text": "a"}, "m0", "twin"),
    ]
    judged = duplicates.quality(made, {(0, 1), (1, 2), (0, 3)})
    assert judged["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert (judged["recall"], judged["twins_merged"]) == (1.0, 1)
    assert judged["recall_by_edit"] == {"brief": 0.0, "tag": 1.0}


def test_an_index_is_measured_day_by_day_next_to_one_run(tmp_path: Path) -> None:
    made = generate.articles(60, SEED, versions=0.4, templates=0.2)
    given = [newsnorm.Article.from_record(record) for record in made]
    days = indexing.by_size(given, 30, 15)
    assert [len(day) for day in days] == [30, 15, 15]
    assert sum(map(len, indexing.by_day(given))) == 60
    nlp = indexing.pipeline(stage_alone=True)
    found = indexing.run(nlp, days, tmp_path / "index", full=True)
    assert (found["articles"], found["adds"]) == (60, 3)
    assert found["changes"]["joined"] > 5
    assert found["difference"]["articles_whose_story_differs"] == 0
