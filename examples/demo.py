"""Shows what newsnorm does: one article in wire form, then a small dump.

Run it with `make demo`, or `python examples/demo.py` where newsnorm and its plugins are installed.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import newsnorm
from newsnorm.runs.run import run

HERE = Path(__file__).parent
OUT = HERE.parent / "out" / "demo"


def show_article(nlp: newsnorm.Pipeline, path: Path, published: str) -> None:
    """Print an article before and after, and why it changed."""
    raw = path.read_bytes().decode("utf-8")
    article = nlp.normalize(raw, published=published)
    print(f"--- {path.name} as it came")
    print(raw)
    print("--- after newsnorm")
    print(article.text)
    print()
    print("--- why")
    print(article.explain())
    print()
    undone = "the article as it came" if article.undo().text == raw else "SOMETHING ELSE"
    print(f"--- undo gives back {undone}")


def show_run(nlp: newsnorm.Pipeline, dump: Path) -> None:
    """Run the pipeline over a dump and print which articles repeat which."""
    shutil.rmtree(OUT, ignore_errors=True)
    manifest = run(nlp, [str(dump)], OUT)
    counts = manifest["counts"]
    print(f"--- {dump.name}: {counts['read']} records read, {counts['written']} articles written")
    for line in (OUT / "rejects.jsonl").read_text(encoding="utf-8").splitlines():
        reject = json.loads(line)
        print(f"rejected: line {reject['line']}, {reject['code']}: {reject['message']}")
    records = map(json.loads, dump.read_text(encoding="utf-8").splitlines())
    articles = [newsnorm.Article.from_record(record) for record in records if "text" in record]
    sources = {article.id: article.source for article in articles}
    for relation in nlp.deduplicate(articles):
        evidence = ", ".join(f"{name} {value:.2f}" for name, value in relation.evidence.items())
        left = f"{relation.left} ({sources[relation.left]})"
        right = f"{relation.right} ({sources[relation.right]})"
        print(f"{right} repeats {left}: {relation.kind}, {evidence}")
    print(f"{counts['kept']} articles to keep. Look at {OUT.relative_to(Path.cwd())}/report.html")


if __name__ == "__main__":
    pipeline = newsnorm.load("news")
    show_article(pipeline, HERE / "articles" / "tass-grain.txt", "2021-07-22")
    print()
    show_run(pipeline, HERE / "dump.jsonl")
