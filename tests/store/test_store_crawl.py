"""What a crawl leaves: pages, problems, runs, the frontier, the lock."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from extract.records import Claim
from scraper.records import Article, Page
from store.database import open_database
from store.errors import Busy, Rejected
from store.records import OpenProblem, Past, Queued, RunHealth, Stamps, Visit
from store.store import Store

ROOT = Path(__file__).resolve().parents[2]
URL = "https://city.example/news/1"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Ref:
    """Where the archive put it."""

    file: str
    offset: int
    length: int


def page(now: datetime, body: bytes = b"<p>", status: int = 200, source: str = "", **headers: str) -> Page:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(url=URL, final_url=f"{URL}?x", fetched_at=now, status=status, headers=names, body=body, source=source)


def test_page_and_its_place_in_the_archive(store: Store, now: datetime) -> None:
    answer = page(now, etag='"7"', last_modified="Tue, 01 Jul 2025 00:00:00 GMT", content_type="text/html")
    page_id = store.save_page(answer, Ref("2025-07.warc.gz", 1200, 340))
    found = store.page(page_id)
    assert found is not None
    assert (found.file, found.offset, found.length) == ("2025-07.warc.gz", 1200, 340)
    assert (found.etag, found.last_modified) == ('"7"', "Tue, 01 Jul 2025 00:00:00 GMT")
    assert (found.url, found.final_url, found.sha256, found.fetched_at) == (URL, f"{URL}?x", answer.sha256, now)
    assert store.page("none") is None


def test_a_response_is_one_row_however_often_it_is_read(
    store: Store, now: datetime, dump: Callable[[Store], dict[str, list[Any]]]
) -> None:
    store.save_page(page(now), None)
    before = dump(store)
    store.save_page(page(now + timedelta(microseconds=400)), None)  # as an archive of whole seconds gives it back
    assert dump(store) == before
    store.save_page(page(now + MINUTE), None)
    assert len(dump(store)["pages"]) == 2


def test_last_page_is_the_latest_good_one(store: Store, now: datetime) -> None:
    assert store.last_page(URL) is None
    for minutes, body, status in ((0, b"a", 200), (5, b"b", 200), (9, b"c", 500)):
        store.save_page(page(now + minutes * MINUTE, body, status), None)
    found = store.last_page(URL)
    assert found is not None
    assert found.sha256 == page(now, b"b").sha256


def test_source_is_written_once(store: Store, dump: Callable[[Store], dict[str, list[Any]]]) -> None:
    store.save_source("haeon", name="해온시", family="si")
    before = dump(store)
    store.save_source("haeon", name="해온시", family="si")
    assert dump(store) == before
    store.save_source("haeon", name="해온시청", family="dom")
    assert store.rows("SELECT id, name, family FROM sources") == [{"id": "haeon", "name": "해온시청", "family": "dom"}]


def test_problem_is_told_once_a_run(store: Store, now: datetime) -> None:
    store.save_source("haeon", name="해온시")
    runs = [store.start_run("crawl", now=now + i * MINUTE) for i in range(2)]
    for run in (None, None, *runs, *runs):
        store.save_problem(stage="clean", reason="short_body", url=URL, source="haeon", run=run, now=now)
    assert len(store.rows("SELECT * FROM problems")) == 3


@pytest.mark.parametrize(
    ("stage", "reason"), [pytest.param("elsewhere", "x", id="stage"), pytest.param("list", "", id="no-reason")]
)
def test_problem_of_no_known_stage_is_refused(store: Store, now: datetime, stage: str, reason: str) -> None:
    with pytest.raises(Rejected):
        store.save_problem(stage=stage, reason=reason, now=now)


def test_runs_and_health(store: Store, article: Article, claims: list[Claim], stamps: Stamps, now: datetime) -> None:
    empty = store.status()
    assert (empty.runs, empty.sources, set(empty.counts.values())) == ((), (), {0})
    store.save_source("haeon", name="해온시")
    store.save_source("narae", name="나래군")
    store.start_run("crawl", now=now)  # it died
    run = store.start_run("crawl", now=now + MINUTE)
    store.save_claims(store.save_article(article, source="haeon", now=now).id, claims, stamps)
    store.save_source_run(run, "haeon", outcome="done", now=now + MINUTE, listed=10, fetched=4, articles_new=1)
    store.save_problem(stage="list", reason="no_items", source="narae", run=run, now=now)
    store.save_source_run(run, "narae", outcome="failed", now=now + MINUTE, reason="no_items")
    store.finish_run(run, outcome="failed", now=now + 2 * MINUTE)
    found = store.status()
    assert [(s.id, s.outcome, s.listed, s.articles, s.claims, s.problems, s.reason) for s in found.sources] == [
        ("haeon", "done", 10, 1, 2, 0, None),
        ("narae", "failed", 0, 0, 0, 1, "no_items"),
    ]
    assert found.runs == (
        RunHealth(now + MINUTE, now + 2 * MINUTE, "failed", sources=2, failed=1, fetched=4, new=1, revised=0),
        RunHealth(now, None, "interrupted", 0, 0, 0, 0, 0),
    )
    assert found.problems == (OpenProblem("list", "no_items", 1, "narae", ""),)
    assert [r["outcome"] for r in store.rows("SELECT outcome FROM runs ORDER BY id")] == ["interrupted", "failed"]


def test_problems_are_open_until_they_are_mended(store: Store, now: datetime) -> None:
    store.save_source("haeon", name="해온시")
    store.save_problem(stage="ingest", reason="unreadable", url="a.txt", now=now)
    visits = [Visit(f"{URL}/{n}", "haeon") for n in range(3)]
    store.frontier_add(visits, now=now)
    for day, reasons in enumerate((("timeout-read", "alert", "alert"), ())):
        run = store.start_run("crawl", now=now + timedelta(days=day))
        store.save_problem(stage="list", reason=f"no-items-{day}", url=URL, source="haeon", run=run, now=now)
        for visit, reason in zip(visits, reasons, strict=False):
            store.save_problem(stage="clean", reason=reason, url=visit.url, source="haeon", run=run, now=now)
            store.frontier_failed(visit, reason=reason)
        store.save_source_run(run, "haeon", outcome="done", now=now)
    store.frontier_done(visits[1])  # mended since
    assert {(problem.stage, problem.reason, problem.count) for problem in store.status().problems} == {
        ("ingest", "unreadable", 1),
        ("list", "no-items-1", 1),
        ("clean", "timeout-read", 1),
        ("clean", "alert", 1),
    }
    assert store.status().sources[0].problems == 3


def test_a_source_is_recorded_once_a_run(store: Store, now: datetime) -> None:
    store.save_source("haeon", name="해온시")
    run = store.start_run("crawl", now=now)
    store.save_source_run(run, "haeon", outcome="done", now=now)
    with pytest.raises(Rejected, match="UNIQUE"):
        store.save_source_run(run, "haeon", outcome="failed", now=now)


@pytest.fixture
def queue(store: Store) -> Store:
    store.save_source("haeon", name="해온시")
    store.save_source("narae", name="나래군")
    return store


def test_frontier_gives_what_is_due_oldest_first(queue: Store, now: datetime) -> None:
    a, b, c = (Visit(f"{URL}/{n}", "haeon", note=f'{{"n": "{n}"}}') for n in "abc")
    assert queue.frontier_add([b], now=now) == 1
    assert queue.frontier_add([a, b], now=now + MINUTE) == 1
    assert queue.frontier_add([c], now=now + 10 * MINUTE) == 1
    assert queue.frontier_next(now=now + 5 * MINUTE) == [b, a]
    assert queue.frontier_next(now=now + 5 * MINUTE, limit=1) == [b]
    assert queue.frontier_next(now=now + 5 * MINUTE, source="narae") == []
    queue.frontier_done(b)
    assert queue.frontier_next(now=now + 20 * MINUTE) == [a, c]


def test_done_stays_done_unless_asked_again(queue: Store, now: datetime) -> None:
    visit = Visit(URL, "haeon")
    queue.frontier_add([visit], now=now)
    queue.frontier_done(visit)
    assert queue.frontier_add([visit], now=now) == 0
    assert queue.frontier_next(now=now) == []
    assert queue.frontier_add([visit], now=now, again=True) == 1
    assert queue.frontier_add([visit], now=now, again=True) == 0
    assert queue.frontier_next(now=now) == [visit]


def test_failure_waits_and_then_gives_up(queue: Store, now: datetime) -> None:
    visit = Visit(URL, "haeon")
    queue.frontier_add([visit], now=now)
    queue.frontier_failed(visit, reason="timeout", again_at=now + 5 * MINUTE)
    assert queue.frontier_next(now=now + 4 * MINUTE) == []
    (again,) = queue.frontier_next(now=now + 5 * MINUTE)
    assert (again.url, again.tries) == (URL, 1)
    queue.frontier_failed(again, reason="gone")
    assert queue.frontier_next(now=now + 99 * MINUTE) == []
    assert queue.rows("SELECT state, tries, reason FROM frontier") == [
        {"state": "failed", "tries": 2, "reason": "gone"}
    ]


def test_forms_of_one_address_are_several_visits(queue: Store, now: datetime) -> None:
    visits = [Visit(URL, "haeon", data=data) for data in ("", "no=1", "no=2")]
    assert queue.frontier_add(visits, now=now) == 3
    queue.frontier_done(visits[1])
    assert queue.frontier_next(now=now) == [visits[0], visits[2]]


def test_known_addresses(queue: Store, now: datetime) -> None:
    visits = [Visit(f"{URL}/{i}", "haeon") for i in range(1200)]
    queue.frontier_add(visits, now=now)
    queue.frontier_done(visits[0])
    queue.frontier_failed(visits[1], reason="gone")
    asked = [visit.url for visit in visits] + [f"{URL}/new"]
    assert queue.frontier_known() == {hash(url) for url in asked[:-1]}
    found = queue.frontier_find(asked)
    assert set(found) == set(asked[:-1])
    assert [found[url].state for url in asked[:3]] == ["done", "failed", "waiting"]


def test_a_stored_address_says_when_it_is_worth_another_look(queue: Store, now: datetime) -> None:
    visit = Visit(URL, "haeon", note="1")
    queue.frontier_add([visit], now=now)
    queue.frontier_failed(visit, reason="timeout", again_at=now)
    queue.frontier_done(visit, again_at=now + 5 * MINUTE)
    assert queue.frontier_find([URL]) == {URL: Queued("1", "done", now + 5 * MINUTE)}
    assert queue.frontier_tries(visit) == 0
    queue.frontier_add([Visit(URL, "haeon", note="2")], now=now + MINUTE, again=True)
    assert queue.frontier_find([URL]) == {URL: Queued("2", "waiting", now + MINUTE)}


def test_what_earlier_crawls_of_a_source_came_to(queue: Store, now: datetime) -> None:
    assert queue.pasts() == {}
    outcomes: list[tuple[Literal["done", "failed"], date | None]]
    outcomes = [("done", date(2025, 3, 1)), ("done", None), ("failed", date(2024, 1, 1))]
    for days, (outcome, since) in enumerate(outcomes):
        day = now + timedelta(days=days)
        run = queue.start_run("crawl", now=day)
        queue.save_source_run(run, "haeon", outcome=outcome, now=day, since=since)
    queue.save_source_run(run, "narae", outcome="failed", now=day)
    assert queue.pasts() == {
        "haeon": Past("failed", now + timedelta(days=1), date(2025, 3, 1)),
        "narae": Past("failed", None, None),
    }


def test_frontier_belongs_to_known_sources(store: Store, now: datetime) -> None:
    with pytest.raises(Rejected):
        store.frontier_add([Visit(URL, "nobody")], now=now)


_CRAWLER = """
import sys
from datetime import datetime, timezone
from scraper.records import Article
from store.database import open_database
from store.records import Visit

now = datetime(2025, 7, 2, tzinfo=timezone.utc)
with open_database(sys.argv[1]) as store, store.lock("crawl"):
    store.save_source("haeon", name="haeon")
    store.frontier_add([Visit(f"https://x.example/{i}", "haeon") for i in range(400)], now=now)
    print("ready", flush=True)
    while due := store.frontier_next(now=now, limit=7):
        for visit in due:
            with store.transaction():
                store.save_article(Article(text=visit.url, url=visit.url), source="haeon", now=now)
                store.frontier_done(visit)
            print(visit.url, flush=True)
"""


def crawl(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _CRAWLER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_killed_crawls_lose_and_double_nothing(path: Path) -> None:
    told: list[str] = []
    for kill_after in (1, 4, 9):
        with crawl(path) as process:
            assert process.stdout is not None
            for _ in range(kill_after):
                told.append(process.stdout.readline().strip())
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL  # it was amid its posts
    with crawl(path) as process:
        assert process.communicate()[1] == ""
    with open_database(path) as store:
        urls = [r["url"] for r in store.rows("SELECT url FROM articles")]
        assert sorted(urls) == sorted(f"https://x.example/{i}" for i in range(400))
        assert set(told) - {"ready"} <= set(urls)
        assert store.frontier_next(now=datetime(2026, 1, 1, tzinfo=UTC)) == []
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


_HOLDER = """
import sys
from store.database import open_database
with open_database(sys.argv[1]) as store, store.lock("crawl haeon"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_crawl_is_told_who_holds_the_database(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder, open_database(path) as store:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=rf"crawl haeon \(process {holder.pid}\)"), store.lock("second"):
            pytest.fail("the lock was given twice")
        holder.kill()
        holder.wait()
        with store.lock("second"):  # a killed holder leaves none behind
            pass


def test_lock_is_free_again_after_an_error(store: Store) -> None:
    def dies() -> None:
        with store.lock("first"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dies()
    with store.lock("second"):
        assert store.path.with_name(f"{store.path.name}.lock").read_text().startswith("second (process ")
    assert os.path.getsize(f"{store.path}.lock") == 0
