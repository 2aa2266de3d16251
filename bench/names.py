"""Measures the reading of names: milliseconds to load the lexicons, and per article of 2,000 characters.

    python bench/names.py RELEASES.jsonl[.gz] [--limit N]

Each line holds at least `text`. Prints one JSON object to stdout.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path

from extract import governments, lexicon, morphology
from extract.document import Document, read
from extract.fields import countries, hosts
from scraper.records import Article

LENGTH = 2000


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def documents(path: Path, limit: int) -> list[Document]:
    """The first `limit` texts of at least LENGTH characters, cut to that length."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return [read(Article(text=t[:LENGTH])) for t in texts if len(t) >= LENGTH][:limit]


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--limit", type=int, default=500)
    args = options.parse_args()
    figures = {"load_abroad_ms": timed(lexicon.abroad), "load_home_ms": timed(governments.home)}
    figures["load_morphology_ms"] = timed(lambda: morphology.tokenize("가나다"))
    docs = documents(args.path, args.limit)
    for name, find in (("countries", countries.find), ("hosts", hosts.find)):
        figures[f"{name}_ms_per_article"] = sum(timed(lambda d=d, find=find: find(d)) for d in docs) / max(1, len(docs))  # type: ignore[misc]
    print(json.dumps({"articles": len(docs), **{k: round(v, 2) for k, v in figures.items()}}))


if __name__ == "__main__":
    main()
