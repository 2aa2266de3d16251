"""Reads broken pages: thousands of mutations of saved ones, none of which may raise a foreign error or take long.

    python bench/mutations.py FOLDER [--pages N] [--seed N] [--slow SECONDS]

FOLDER holds gold.jsonl and the pages that it names. Prints what became of the pages, the slowest of each mutation and
every foreign error; exit code 1 where there was one, or a page slower than --slow."""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from scraper.clean import clean_page
from scraper.errors import ScraperError
from scraper.records import Page
from scraper.soft import soft_error

DEEP = 10_000  # elements
HUGE = 20_000_000  # bytes
_TAG = re.compile(rb"(<[^>]{0,200}>)")
_NESTED = (
    b"<div>",
    b"<span>",
    b"<ul><li>",
    b"<b>",
    b"<font size=2>",
    b"<table><tr><td>",
    b"<details/>",
    b"<a><b>",
    b"<x>",
)

Mutation = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    """A download that was torn."""
    return data[: chance.randrange(1, len(data))]


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """Forty pairs of tags in each other's place."""
    parts = _TAG.split(data)
    for _ in range(40 if len(parts) > 2 else 0):
        a, b = chance.randrange(1, len(parts), 2), chance.randrange(1, len(parts), 2)
        parts[a], parts[b] = parts[b], parts[a]
    return b"".join(parts)


def all_shuffled(data: bytes, chance: random.Random) -> bytes:
    """Every tag in another's place."""
    parts = _TAG.split(data)
    tags = parts[1::2]
    chance.shuffle(tags)
    parts[1::2] = tags
    return b"".join(parts)


def nested(data: bytes, chance: random.Random) -> bytes:
    """Ten thousand elements in each other, closed or not, somewhere in the page."""
    at = chance.randrange(len(data))
    tag = chance.choice(_NESTED)
    name = re.findall(rb"\w+", tag)[0]
    between = chance.choice((b"", "가나".encode(), b"\n"))
    end = chance.choice((b"", b"</" + name + b">", b"</p>", b"</x>"))
    return data[:at] + (tag + between) * DEEP + end * DEEP + data[at:]


def unclosed(data: bytes, chance: random.Random) -> bytes:
    """A part of the end tags turned into start tags."""
    return data.replace(b"</", b"<", chance.randrange(1, data.count(b"</") + 2))


def nulls(data: bytes, chance: random.Random) -> bytes:
    """Null bytes for line feeds, and some anywhere."""
    at = chance.randrange(len(data))
    return data[:at].replace(b"\n", b"\0") + b"\0" * chance.randrange(1, 2_000) + data[at:]


def noise(data: bytes, chance: random.Random) -> bytes:
    """Random bytes in the middle."""
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 900)) + data[at:]


def huge(data: bytes, chance: random.Random) -> bytes:
    """Twenty megabytes: the page over and over, one text, or an embedded image."""
    at = chance.randrange(len(data))
    filling = chance.choice((data, b"<p>" + "가".encode() * 5_000, b"<img src='data:;base64,", b"<script>", b"<"))
    if filling.endswith(b","):
        return data[:at] + filling + b"A" * HUGE + b"'>" + data[at:]
    return data[:at] + filling * (HUGE // len(filling)) + data[at:]


MUTATIONS: tuple[Mutation, ...] = (cut, shuffled, all_shuffled, nested, unclosed, nulls, noise)
RARE = 50  # one page in so many is a huge one


def mutated(data: bytes, seed: int) -> tuple[str, bytes]:
    """(name of the mutation, the page after it)."""
    chance = random.Random(seed)
    change = huge if seed % RARE == RARE - 1 else chance.choice(MUTATIONS)
    return change.__name__, change(data, chance)


def read(body: bytes, url: str) -> str:
    """What the reader makes of a page: its kind, or the name of our own error."""
    page = Page(url=url, final_url=url, fetched_at=datetime.now(UTC), status=200, body=body)
    soft_error(page)
    try:
        return clean_page(page).kind
    except ScraperError as err:
        return type(err).__name__


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--slow", type=float, default=2.0)
    options = parser.parse_args()
    lines = (options.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [(row["url"], (options.folder / row["file"]).read_bytes()) for row in map(json.loads, lines)]
    became, slowest, foreign = Counter[str](), dict[str, tuple[float, int]](), 0
    for seed in range(options.seed, options.seed + options.pages):
        url, data = pages[seed % len(pages)]
        name, body = mutated(data, seed)
        start = time.perf_counter()
        try:
            became[read(body, url)] += 1
        except Exception as err:  # noqa: BLE001 - what must not happen is what is counted
            foreign += 1
            print(f"seed {seed} ({name}): {type(err).__name__}: {err}")
        slowest[name] = max(slowest.get(name, (0.0, 0)), (time.perf_counter() - start, seed))
    print(f"{options.pages} pages: " + ", ".join(f"{count} {kind}" for kind, count in became.most_common()))
    for name, (seconds, seed) in sorted(slowest.items()):
        print(f"{name:<13} slowest {seconds:5.2f} s (seed {seed})")
    print(f"{foreign} foreign errors")
    sys.exit(foreign > 0 or max(seconds for seconds, _ in slowest.values()) > options.slow)


if __name__ == "__main__":
    main()
