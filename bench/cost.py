"""Measures what reading an article costs, relative to tokenising its full text with Kiwi.

    python bench/cost.py [--corpus RELEASES.jsonl[.gz]] [--limit N] [--profile] [--rounds N]

Relevant articles are those that give a claim; those of the labelled sets beside the repo are measured too, where they are.
Each ratio is processor seconds of extraction over those of tokenising, summed, the best of `--rounds` runs each,
in one process, models and lexicons loaded before. Targets: at most 1.0 for relevant, 0.05 for irrelevant articles.
Prints one JSON object; `--profile` prints where the time goes to stderr.
"""

import argparse
import cProfile
import gzip
import hashlib
import json
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import score
from extract import morphology
from extract.claims import extract
from scraper.clean import clean_text
from scraper.errors import CleanError
from scraper.records import Article

CORPUS = score.SHARED / "corpus" / "releases.jsonl.gz"


@dataclass(frozen=True)
class Cost:
    """Seconds that one article takes: to extract, and to tokenise whole."""

    characters: int
    relevant: bool
    extracting: float
    tokenising: float


def seconds(action: Callable[[], object], rounds: int) -> float:
    """The best of so many runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()  # what others do on the machine is not counted
        action()
        best = min(best, time.process_time() - start)
    return best


def cost(article: Article, rounds: int) -> Cost:
    """What this article costs."""
    return Cost(
        len(article.text),
        extract(article).relevant,
        seconds(lambda: extract(article), rounds),
        seconds(lambda: morphology.tokenize(article.text), rounds),
    )


def articles(rows: Iterator[dict[str, Any]]) -> Iterator[Article]:
    """Cleaned texts; those that cannot be read are left out."""
    for row in rows:
        told = row.get("published")
        try:
            yield clean_text(row["text"], published=date.fromisoformat(told[:10]) if told else None)
        except CleanError:
            continue


def corpus(path: Path, limit: int, candidates: bool) -> Iterator[dict[str, Any]]:
    """The first `limit` releases by the hash of their id: the same ones on every run."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if bool(row.get("candidate")) == candidates]
    yield from sorted(rows, key=lambda row: hashlib.sha256(str(row["id"]).encode()).hexdigest())[:limit]


def ratio(costs: list[Cost]) -> dict[str, float | int]:
    """Articles, characters, the ratio of sums, and the slowest article's seconds for 10,000 characters."""
    if not costs:
        return {"articles": 0}
    return {
        "articles": len(costs),
        "characters": sum(c.characters for c in costs),
        "ratio": round(sum(c.extracting for c in costs) / sum(c.tokenising for c in costs), 3),
        "ms_per_article": round(1000 * sum(c.extracting for c in costs) / len(costs), 2),
        "slowest_ms": round(1000 * max(c.extracting for c in costs), 1),
    }


def report(costs: list[Cost]) -> dict[str, dict[str, float | int]]:
    """Ratios of the relevant and of the irrelevant articles."""
    return {
        "relevant": ratio([c for c in costs if c.relevant]),
        "irrelevant": ratio([c for c in costs if not c.relevant]),
    }


def profile(found: list[Article], lines: int = 25) -> None:
    """Where the time of extraction goes, to stderr."""
    run = cProfile.Profile()
    run.enable()
    for article in found:
        extract(article)
    run.disable()
    pstats.Stats(run, stream=sys.stderr).sort_stats("tottime").print_stats(lines)


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--limit", type=int, default=150, help="candidates, and as many everyday releases")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--profile", action="store_true")
    args = options.parse_args()
    sets: dict[str, list[Article]] = {}
    if score.SHARED.is_dir():
        sets = {name: list(articles(score.article_inputs(name))) for name in score.ARTICLES}
    if args.corpus.is_file():
        sets["candidates"] = list(articles(corpus(args.corpus, args.limit, candidates=True)))
        sets["everyday"] = list(articles(corpus(args.corpus, args.limit, candidates=False)))
    if not sets:
        sys.exit("nothing to measure: no labelled sets and no corpus; name one with --corpus")
    for article in next(iter(sets.values()))[:20]:
        extract(article)  # models, lexicons and compiled patterns, loaded before the clock runs
    print(json.dumps({name: report([cost(a, args.rounds) for a in found]) for name, found in sets.items()}, indent=1))
    if args.profile:
        profile([article for found in sets.values() for article in found])


if __name__ == "__main__":
    main()
