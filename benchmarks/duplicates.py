"""How fast duplicates are found, and how well: newsnorm next to its peers, in one run.

    python benchmarks/duplicates.py DUMP.jsonl --count 20000 --json duplicates.json

Articles with known duplicates are made of the sentences of a dump, see `edits`. Each contender is
given raw texts, in memory, and returns pairs; README.md says what is counted of each. A pair is
right when the two are one story, by whatever edit; `embed` and `brief` count as found when they are
reported, whatever as. Twins, which are made from one form, are wrong. Peers that are not installed
are reported, and the others are measured.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import click

import newsnorm
from edits import Made, dump
from harness import Contender, Mode, Result, Work, measure, print_table

Pairs: TypeAlias = set[tuple[int, int]]
Finder: TypeAlias = Callable[[Sequence[Any]], Pairs]

VALUES, THRESHOLD, SHINGLE = 128, 0.5, 3
"""The same for every peer: MinHash values, Jaccard similarity, words in a shingle."""
FAST, PLAIN, PART = "newsnorm", "newsnorm, numpy alone", "newsnorm, near alone"
WHOLE = "newsnorm, articles made"


def shingles(text: str) -> list[str]:
    """Three words in a row, as all peers are given them."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def fast() -> Work:
    return _newsnorm("1", "minhash/exact", "minhash/near", "minhash/contained")


def plain() -> Work:
    return _newsnorm("0", "minhash/exact", "minhash/near", "minhash/contained")


def near() -> Work:
    return _newsnorm("1", "minhash/near")


def _newsnorm(compiled: str, *tiers: str) -> Finder:
    """The third stage alone, of a pipeline that neither cleans nor links."""
    os.environ["NEWSNORM_MINHASH_FAST"] = compiled
    if compiled == "1":
        import_module("numba")
    plugin = import_module("newsnorm_minhash")
    specs = {spec.name: spec for spec in plugin.newsnorm_deduplicators()}
    nlp = newsnorm.Pipeline.of(deduplicators=[specs[tier] for tier in tiers])
    nlp.deduplicate([newsnorm.Article(f"Snow fell on the {n} hills.", id=str(n)) for n in range(9)])
    return lambda articles: {
        (int(relation.left[1:]), int(relation.right[1:]))
        for relation in nlp.deduplicate(articles)
        if relation.kind != "related"
    }


def datasketch() -> Work:
    module = import_module("datasketch")

    def find(texts: Sequence[str]) -> Pairs:
        index = module.MinHashLSH(threshold=THRESHOLD, num_perm=VALUES)
        found: Pairs = set()
        for number, text in enumerate(texts):
            sketch = module.MinHash(num_perm=VALUES)
            sketch.update_batch([shingle.encode() for shingle in shingles(text)])
            found.update((other, number) for other in index.query(sketch))
            index.insert(number, sketch, check_duplication=False)
        return found

    return find


def rensa() -> Work:
    module = import_module("rensa")

    def find(texts: Sequence[str]) -> Pairs:
        # The number of bands that brings pairs at the threshold together, as datasketch chooses.
        index = module.RMinHashLSH(threshold=THRESHOLD, num_perm=VALUES, num_bands=32)
        found: Pairs = set()
        for number, text in enumerate(texts):
            sketch = module.RMinHash(num_perm=VALUES, seed=42)
            sketch.update(shingles(text))
            found.update((other, number) for other in index.query(sketch))
            index.insert(number, sketch)
        return found

    return find


def gaoya() -> Work:
    module = import_module("gaoya.minhash")

    def find(texts: Sequence[str]) -> Pairs:
        index = module.MinHashStringIndex(
            hash_size=32, jaccard_threshold=THRESHOLD, num_bands=32, band_size=4,
            num_hashes=VALUES, analyzer="word", lowercase=True, ngram_range=(SHINGLE, SHINGLE),
        )  # fmt: skip
        index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
        return {
            (min(number, other), max(number, other))
            for number, text in enumerate(texts)
            for other in index.query(text)
            if other != number
        }

    return find


def datatrove() -> Work:
    module = import_module("datatrove.pipeline.dedup.minhash")
    hashing = import_module("datatrove.utils.hashing")

    config = module.MinhashConfig(
        n_grams=SHINGLE,
        num_buckets=32,
        hashes_per_bucket=4,
        hash_config=hashing.HashConfig(precision=64, hash_fc="sha1"),
    )
    maker = module.MinhashDedupSignature(output_folder="memory://", config=config)

    def find(texts: Sequence[str]) -> Pairs:
        buckets: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for number, text in enumerate(texts):
            made = maker.get_signature(maker.get_shingles(text))
            for band, values in enumerate(made):
                buckets.setdefault((band, tuple(values)), []).append(number)
        return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}

    return find


def text_dedup() -> Work:
    module = import_module("text_dedup.minhash")
    hashing = import_module("text_dedup.utils.hashfunc")
    numpy = import_module("numpy")

    def find(texts: Sequence[str]) -> Pairs:
        random = numpy.random.RandomState(42)
        prime, top = numpy.uint64((1 << 61) - 1), numpy.uint64((1 << 32) - 1)
        coefficients = (
            random.randint(1, prime, VALUES, numpy.uint64),
            random.randint(0, prime, VALUES, numpy.uint64),
        )
        buckets: dict[tuple[int, bytes], list[int]] = {}
        for number, text in enumerate(texts):
            made = module.embed_func(
                text, number, num_perm=VALUES, ngram_size=SHINGLE, min_length=1,
                hashranges=[(band * 4, band * 4 + 4) for band in range(32)],
                permutations=coefficients, hash_func=hashing.sha1_hash,
                dtype=numpy.uint64, max_hash=top, modulo_prime=prime,
            )  # fmt: skip
            for band, value in enumerate(made["__signatures__"]):
                buckets.setdefault((band, value), []).append(number)
        return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}

    return find


def articles(lines: Sequence[str]) -> Sequence[newsnorm.NormalizedArticle]:
    return list(newsnorm.Pipeline.of().pipe(map(json.loads, lines)))


def records(lines: Sequence[str]) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def texts(lines: Sequence[str]) -> Sequence[str]:
    return [json.loads(line)["text"] for line in lines]


def contenders(names: Sequence[str]) -> list[Contender]:
    ours = ("newsnorm", "newsnorm-minhash", "numpy", "numba")
    known = [
        Contender("rensa", rensa, texts, ("rensa",)),
        Contender(FAST, fast, articles, ours),
        Contender(PLAIN, plain, articles, ours),
        Contender(PART, near, articles, ours),
        Contender(WHOLE, fast, records, ours),
        Contender("datasketch", datasketch, texts, ("datasketch",)),
        Contender("gaoya", gaoya, texts, ("gaoya",)),
        Contender("datatrove", datatrove, texts, ("datatrove",)),
        Contender("text-dedup", text_dedup, texts, ("text-dedup",)),
    ]
    return [contender for contender in known if not names or contender.name in names]


def stories(made: Sequence[Made]) -> dict[str, list[int]]:
    """Numbers of the articles of each story; twins are stories of their own."""
    found: dict[str, list[int]] = {}
    for number, article in enumerate(made):
        of = None if article.edit == "twin" else article.of
        found.setdefault(of or article.record["id"], []).append(number)
    return found


def quality(made: Sequence[Made], found: Pairs) -> dict[str, Any]:
    """Precision of the pairs; recall of copies by their edit, each with its original."""
    story_of = {number: name for name, story in stories(made).items() for number in story}
    right = sum(story_of[one] == story_of[other] for one, other in found)
    number_of = {article.record["id"]: number for number, article in enumerate(made)}
    copies: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for number, article in enumerate(made):
        if article.of:
            copies[article.edit] += 1
            hits[article.edit] += (number_of[article.of], number) in found
    twins, merged = copies.pop("twin", 0), hits.pop("twin", 0)
    near = {edit: count for edit, count in copies.items() if edit not in ("brief", "embed")}
    return {
        "pairs": len(found),
        "precision": round(right / len(found), 5) if found else 1.0,
        "recall": round(sum(hits[edit] for edit in near) / max(1, sum(near.values())), 4),
        "recall_by_edit": {edit: round(hits[edit] / copies[edit], 3) for edit in sorted(copies)},
        "twins": twins,
        "twins_merged": merged,
    }


def run(
    dumped: Iterable[str], count: int, seed: int, rounds: int, mode: Mode, names: Sequence[str]
) -> Result:
    """Make articles, measure the contenders on them, and judge what each finds."""
    made = list(dump(dumped, count, seed))
    lines = [json.dumps(article.record, ensure_ascii=False) for article in made]
    chosen = contenders(names)
    result = measure(
        chosen,
        lines,
        baseline=chosen[0].name,
        benchmark="duplicates",
        rounds=rounds,
        mode=mode,
        megabytes=sum(len(article.record["text"].encode()) for article in made) / 1e6,
    )
    judged = {}
    for contender in chosen:
        if result.score(contender.name).status == "ok" and contender.prepare:
            found: Any = contender.setup()(contender.prepare(lines))
            judged[contender.name] = quality(made, found)
    result.extra.update(seed=seed, quality=judged)
    return result


def table(result: Result) -> Iterator[str]:
    """The quality of each contender, for people."""
    for name, judged in result.extra["quality"].items():
        edits = " ".join(f"{edit} {share:.2f}" for edit, share in judged["recall_by_edit"].items())
        yield (
            f"{name}: precision {judged['precision']:.4f}, recall {judged['recall']:.3f} "
            f"(without brief, embed), twins merged {judged['twins_merged']} of {judged['twins']}; "
            f"{edits}"
        )


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


@click.command()
@click.argument("dumps", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--count", default=20_000, show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=1, show_default=True)
@click.option(
    "--only", multiple=True, help="A contender; again for more. The first is compared with."
)
@click.option("--same-process", is_flag=True, help="Quicker, but without peak memory.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    dumps: tuple[Path, ...],
    count: int,
    seed: int,
    rounds: int,
    only: tuple[str, ...],
    same_process: bool,
    output: Path | None,
) -> None:
    """Measure how duplicates are found in articles made of DUMPS, JSONL files with a `text`."""
    sources = (text for path in dumps for text in _texts(path))
    result = run(sources, count, seed, rounds, "same" if same_process else "process", only)
    print_table(result)
    for line in table(result):
        print(line, file=sys.stderr)
    if output:
        result.write(output)


if __name__ == "__main__":
    main()
