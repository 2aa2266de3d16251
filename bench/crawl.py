"""How many pages a second a crawl takes in, against boards on loopback in a process of their own.

    python bench/crawl.py [--pages 2000] [--hosts 4] [--bulk 40000] [--delay 0] [--latency 0] [--only fetch|crawl] [--profile]

Two figures: pages fetched, archived and recorded (nothing reads the posts), and the whole crawl, to claims and figures.
List pages count as pages. With a delay each also tells its wall time against the slowest host's pages × delay, the least
that politeness allows. The analyser is loaded before the clock starts."""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pipeline
from bench.board import Board, serve_apart, source_file
from extract import extract
from scraper import crew
from scraper.boards.base import Request
from scraper.policy import FetchSettings
from scraper.records import Article, Page
from scraper.sourcefile import Source, parse_source
from scraper.visit import Before, Visited
from scraper.walks import Found
from store.database import open_database


def only_fetch(source: Source, found: Found, fetch: Callable[[Request], Page], before: Before | None) -> Visited:
    """Stands in for scraper.visit.visit: asks for a post and leaves it unread."""
    return Visited(found, fetch(found.request), same=True)


def crawl(sources: list[Source], folder: Path, delay: float) -> tuple[int, float, float]:
    """Pages that a crawl recorded, its seconds, and those of the processor."""
    with open_database(folder / "bench.db") as store:
        settings = FetchSettings(delay=delay, allow_private=True)
        begin, processor = time.perf_counter(), time.process_time()
        done = pipeline.crawl(store, folder / "archive", sources, settings=settings, max_pages=10**6)
        seconds, processor = time.perf_counter() - begin, time.process_time() - processor
        assert not done.failed, done.failed
        pages = store.rows("SELECT count(*) AS n FROM pages WHERE status = 200")[0]["n"]
    return int(pages), seconds, processor


def run(name: str, args: argparse.Namespace) -> None:
    """One crawl of fresh boards, told in one line."""
    look = {"bulk": args.bulk, "packed": True, "per_page": 20, "latency": args.latency}
    boards = [Board(args.pages // args.hosts, **look) for _ in range(args.hosts)]
    with tempfile.TemporaryDirectory() as folder, serve_apart(boards) as bases:
        files = [source_file(base, delay=args.delay).encode() for base in bases]
        sources = [parse_source(f"board{i}", file, f"board{i}.toml") for i, file in enumerate(files)]
        pages, seconds, processor = crawl(sources, Path(folder), args.delay)
    line = f"{name}: {pages} pages from {args.hosts} hosts in {seconds:.1f} s: {pages / seconds:.0f} pages/s"
    line += f", {1000 * processor / pages:.1f} ms of processor a page"
    if args.delay:
        line += f", {seconds / (pages / args.hosts * args.delay):.3f} × the slowest host's pages × delay"
    print(line, flush=True)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, help="posts of all hosts together")
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--bulk", type=int, default=40_000, help="bytes of a page")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between two requests to a host")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that a server takes to answer")
    parser.add_argument("--only", choices=["fetch", "crawl"])
    parser.add_argument("--profile", action="store_true", help="where the thread that records spends its time")
    args = parser.parse_args()
    extract(Article(text="몽골 공무원 12명이 청주시청을 방문했다."))
    profile = cProfile.Profile()
    if args.profile:
        profile.enable()
    if args.only != "crawl":
        with mock.patch.object(crew, "visit", only_fetch):
            run("fetched, archived and recorded", args)
    if args.only != "fetch":
        run("whole crawl", args)
    if args.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
