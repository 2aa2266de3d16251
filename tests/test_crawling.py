"""Crawls of one changing board: what is asked for, what becomes a revision, what fails a source and leaves its rows."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import pipeline
from bench.board import LIST, VIEW, Answer, Board, serve, source_file
from crawler import Tally
from scraper.archive import Archive
from scraper.fetch import FetchSettings
from scraper.sourcefile import Source, parse_source
from store.database import open_database
from store.store import Store
from tests.conftest import Ran

FAST = FetchSettings(delay=0.0, retries=0, allow_private=True)
NO_VISITS = 10**6  # so that no analyser is loaded


class Town:
    """A board, its source, and a database that crawls of it fill."""

    def __init__(self, board: Board, base: str, folder: Path, store: Store) -> None:
        self.board, self.base, self.folder, self.store = board, base, folder, store
        self.file = source_file(base)

    @property
    def source(self) -> Source:
        return parse_source("town", self.file.encode(), "town.toml")

    def crawl(self, **how: Any) -> Tally:
        """Crawl once, with the board's memory of requests cleared."""
        self.board.asked.clear()
        (tally,) = pipeline.crawl(self.store, self.folder / "archive", [self.source], settings=FAST, **how).tallies
        return tally

    def url(self, number: int) -> str:
        return self.base + VIEW.format(number)

    def lists(self) -> int:
        """List pages that the last crawl asked for."""
        return sum(count for target, count in self.board.asked.items() if "List.do" in target)

    def posts(self) -> set[int]:
        """Posts that the last crawl asked for."""
        return {int(target.rpartition("=")[2]) for target in self.board.asked if "View.do" in target}

    def rows(self) -> list[dict[str, Any]]:
        """All that is stored of articles."""
        return [*self.store.rows("SELECT * FROM articles ORDER BY id"), *self.store.rows("SELECT * FROM claims")]

    def problems(self) -> set[tuple[str, str]]:
        """Stage and reason of what the last crawl met."""
        sql = "SELECT stage, reason FROM problems WHERE run_id = (SELECT max(id) FROM runs)"
        return {(row["stage"], row["reason"]) for row in self.store.rows(sql)}


Make = Callable[[Board], Town]


@pytest.fixture(name="town")
def fixture_town(tmp_path: Path) -> Iterator[Make]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        opened: list[Any] = []

        def make(board: Board) -> Town:
            site, store = serve(board), open_database(tmp_path / "town.db")
            opened.extend([site, store])
            return Town(board, site.__enter__(), tmp_path, store.__enter__())

        yield make
        for context in reversed(opened):
            context.__exit__(None, None, None)


def board(size: int = 30, **more: Any) -> Board:
    return Board(size, visit_every=NO_VISITS, **more)


# How far


def test_a_first_crawl_reads_ten_list_pages(town: Make) -> None:
    place = town(board(113))
    tally = place.crawl()
    assert (place.lists(), len(place.posts()), tally.new) == (10, 100, 100)


def test_a_first_crawl_goes_back_to_a_day_however_far_that_is(town: Make) -> None:
    place = town(board(260, newest=date(2025, 6, 30)))
    tally = place.crawl(since=date(2025, 6, 7))  # ten posts a day, a list page a day
    assert (tally.new, place.lists()) == (240, 25)
    assert place.problems() == set()


def test_an_operator_s_limit_holds_and_what_it_costs_is_told(town: Make) -> None:
    place = town(board(60))
    assert place.crawl(since=date(2025, 6, 1), max_pages=2).new == 20
    assert place.problems() == {("list", "page-limit")}


def test_a_later_crawl_stops_at_known_posts_and_looks_one_page_further(town: Make) -> None:
    place = town(board(113))
    place.crawl()
    place.board.grow(3)
    tally = place.crawl()
    assert (tally.new, tally.revised, place.lists()) == (3, 0, 2)
    assert place.crawl().new == 0
    assert place.lists() == 2


def test_a_later_crawl_goes_on_until_it_meets_known_posts(town: Make) -> None:
    place = town(board(20))
    place.crawl()
    place.board.grow(75)
    tally = place.crawl(max_pages=None)
    assert (tally.new, place.problems()) == (75, set())


def test_a_day_before_all_that_was_read_is_gone_back_to_once(town: Make) -> None:
    place = town(board(150))
    assert place.crawl(max_pages=2).new == 20
    since = date(2025, 6, 21)  # 100 posts
    assert (place.crawl(since=since).new, place.lists()) == (80, 11)
    assert (place.crawl(since=since).new, place.lists()) == (0, 2)


class Feed(Board):
    """The same posts by RSS, at the address of the list; keeps what each request of it was answered with."""

    def answer(self, target: str, known: str = "") -> Answer:
        if target != LIST:
            return super().answer(target, known)
        self.asked[target] += 1
        item = "<item><title>{0.title}</title><link>{1}</link><pubDate>{0.day} 09:00:00</pubDate></item>"
        posts = (self.post(number) for number in range(self.size, 0, -1))
        items = "".join(item.format(post, VIEW.format(post.number).replace("&", "&amp;")) for post in posts)
        answer = self._sent(f'<rss version="2.0"><channel>{items}</channel></rss>', known)
        self.statuses = [*getattr(self, "statuses", []), answer.status[:3]]
        return answer


def test_an_unchanged_feed_is_not_sent_again(town: Make) -> None:
    feed = Feed(5, visit_every=NO_VISITS, etags=True)
    place = town(feed)
    place.file = place.file.replace('kind = "board"\nfamily = "si"', 'kind = "rss"')
    assert place.crawl().new == 5
    tally = place.crawl()
    assert (tally.new, tally.reason, tally.answered, place.problems()) == (0, "", True, set())
    feed.grow(2)
    assert place.crawl().new == 2
    assert place.crawl(since=date(2020, 1, 1)).reason == ""  # further back than ever: the whole feed is wanted
    assert feed.statuses == ["200", "304", "200", "200"]


def test_a_feed_is_asked_in_full_after_a_crawl_that_did_not_end_well(town: Make) -> None:
    feed = Feed(5, visit_every=NO_VISITS, etags=True)
    place = town(feed)
    place.file = place.file.replace('kind = "board"\nfamily = "si"', 'kind = "rss"')
    place.crawl()
    feed.grow(3)

    def stop(now: pipeline.Crawled) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.crawl(track=stop)
    with place.store.transaction():  # killed after the answer was recorded, before its posts were queued
        place.store.db.execute("DELETE FROM frontier WHERE url NOT IN (SELECT url FROM articles)")
    place.crawl()
    assert place.store.status().counts["articles"] == 8
    assert feed.statuses[-1] == "200"


# What changed


def test_a_changed_title_is_a_revision(town: Make) -> None:
    place = town(board())
    place.crawl()
    place.board.change(17, title="청주시, 생활환경 개선 사업 일정 변경 안내")
    tally = place.crawl()
    assert (tally.new, tally.revised) == (0, 1)
    (old,) = place.store.rows("SELECT r.title FROM article_revisions r JOIN articles a ON a.id = r.article_id")
    assert "17차" in old["title"]
    assert place.store.rows("SELECT title FROM articles WHERE url = ?", (place.url(17),)) == [
        {"title": "청주시, 생활환경 개선 사업 일정 변경 안내"}
    ]
    assert place.crawl().revised == 0


@pytest.mark.parametrize("etags", [False, True], ids=["by-hash", "by-etag"])
def test_a_changed_body_under_the_same_title_is_a_revision(town: Make, etags: bool) -> None:
    place = town(board(etags=etags))
    place.crawl()
    place.board.change(28, paragraph="접수 기간은 다음 달 10일까지로 바뀌었다.")
    tally = place.crawl()
    assert (tally.new, tally.revised, tally.fetched) == (0, 1, 20)  # of two list pages
    (row,) = place.store.rows("SELECT text FROM articles WHERE url = ?", (place.url(28),))
    assert "다음 달 10일까지로" in row["text"]
    statuses = {row["status"]: row["n"] for row in place.store.rows("SELECT status, count(*) n FROM pages GROUP BY 1")}
    assert statuses.get(304, 0) == (19 if etags else 0)


def test_a_claim_follows_the_correction_of_its_number(town: Make) -> None:
    place = town(Board(6, visit_every=5))
    place.crawl()
    assert [row["delegates"] for row in place.store.rows("SELECT delegates FROM claims")] == [10]
    old = place.board.post(5)
    place.board.changed[5] = type(old)(
        old.number, old.title.replace("10명", "11명"), old.day, old.department,
        tuple(text.replace("10명", "11명") for text in old.paragraphs),
    )  # fmt: skip
    assert place.crawl().revised == 1
    assert [row["delegates"] for row in place.store.rows("SELECT delegates FROM claims")] == [11]
    assert {row["value"] for row in place.store.rows("SELECT value FROM figures WHERE what = 'delegates'")} == {11}


def test_an_unchanged_page_is_not_read_again(town: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    place = town(board())
    place.crawl()
    before = place.rows()
    monkeypatch.setattr("scraper.visit.clean_page", lambda *args: pytest.fail("read again"))
    tally = place.crawl()
    assert (tally.fetched, tally.failed, place.rows() == before) == (20, 0, True)


def test_a_post_is_looked_at_again_when_it_is_twice_as_old(town: Make) -> None:
    place = town(board(10))
    place.crawl()
    stamp = "strftime('%Y-%m-%dT%H:%M:%S+00:00', '{}', ?)"
    with place.store.transaction():
        sql = f"UPDATE articles SET first_seen = {stamp.format('now')}"
        place.store.db.execute(sql, ("-4 hours",))
    assert place.crawl().fetched == 10
    assert place.crawl().fetched == 0  # worth a look in four hours
    (due,) = place.store.rows("SELECT min((julianday(next_at) - julianday('now')) * 24) AS hours FROM frontier")
    assert 3.9 < due["hours"] < 4.1


def test_a_crawl_that_follows_a_killed_one_goes_on(town: Make) -> None:
    place = town(board(30, latency=0.03))

    def stop(now: pipeline.Crawled) -> None:
        if 0 < now.visited < now.queued:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.crawl(track=stop)
    stored = {row["url"] for row in place.store.rows("SELECT url FROM articles")}
    assert stored
    place.crawl()
    assert not {place.url(number) for number in place.posts()} & stored
    assert place.store.status().counts["articles"] == 30


# What fails


def test_a_list_without_items_fails_its_source_and_leaves_its_rows(town: Make) -> None:
    place = town(board(20))
    place.crawl()
    before = place.rows()
    place.board.empty = True
    tally = place.crawl()
    assert "no-items" in tally.reason
    assert place.problems() == {("list", "no-items")}
    assert place.rows() == before
    (source,) = place.store.status().sources
    assert (source.outcome, source.listed) == ("failed", 0)
    place.board.empty = False
    place.board.grow(2)
    assert (place.crawl().new, place.store.status().sources[0].outcome) == (2, "done")


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        pytest.param({"alerts": frozenset(range(1, 8))}, ("clean", "alert"), id="alerts"),
        pytest.param({"missing": frozenset(range(1, 8))}, ("fetch", "http-404"), id="missing"),
        pytest.param({"without": frozenset({"body"})}, ("clean", "unreadable"), id="no-body"),
    ],
)
def test_posts_that_fail_are_problems_and_more_than_a_fifth_fail_the_source(
    town: Make, faults: dict[str, Any], reason: tuple[str, str]
) -> None:
    place = town(board(20, **faults))
    tally = place.crawl()
    assert "failed-posts" in tally.reason
    assert {reason, ("source", "failed-posts")} <= place.problems()
    assert place.store.status().counts["articles"] == 20 - tally.failed


def test_few_posts_that_fail_are_problems_and_no_more(town: Make) -> None:
    place = town(board(30, alerts=frozenset({3, 4}), missing=frozenset({9})))
    tally = place.crawl()
    assert (tally.reason, tally.failed, tally.new) == ("", 3, 27)
    assert place.problems() == {("clean", "alert"), ("fetch", "http-404")}


def test_a_known_post_that_became_an_alert_keeps_its_row(town: Make) -> None:
    place = town(board(10))
    place.crawl()
    before = place.rows()
    place.board.alerts = frozenset({10})
    assert place.crawl().failed == 1
    assert (place.problems(), place.rows()) == ({("clean", "alert")}, before)


@pytest.mark.parametrize("part", ["department", "title"])
def test_a_field_that_new_posts_lack_fails_the_source_and_old_rows_stay(town: Make, part: str) -> None:
    place = town(board(12))
    place.crawl()
    before = place.rows()
    place.board.without = frozenset({part})
    place.board.grow(8)
    tally = place.crawl()
    assert ("source", "fill-rate") in place.problems()
    assert tally.reason
    kept = {row["id"] for row in before}
    assert [row for row in place.rows() if row["id"] in kept] == before


def test_a_single_edit_that_loses_a_field_is_not_taken_over(town: Make) -> None:
    place = town(board(10))
    place.crawl()
    before = place.rows()
    old = place.board.post(10)
    place.board.changed[10] = type(old)(old.number, old.title, old.day, "", (*old.paragraphs, "덧붙인 문장이다."))
    tally = place.crawl()
    assert (tally.reason, tally.failed, tally.revised) == ("", 1, 0)
    assert (place.problems(), place.rows()) == ({("clean", "field-lost")}, before)


def test_a_post_that_the_program_trips_over_costs_that_post_alone(town: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from scraper import visit

    clean = visit.clean_page

    def trips(page: Any, layouts: Any) -> Any:
        return {}["nobody thought of it"] if page.url.endswith("=7") else clean(page, layouts)

    place = town(board(10))
    monkeypatch.setattr(visit, "clean_page", trips)
    tally = place.crawl()
    assert (tally.new, tally.failed) == (9, 1)
    assert "KeyError" in tally.reason
    assert place.problems() == {("clean", "program-error")}


def test_a_site_that_is_down_uses_up_no_tries(town: Make) -> None:
    place = town(board(10))
    place.crawl(max_pages=1)
    place.board.grow(5)
    with place.store.transaction():
        place.store.db.execute("UPDATE frontier SET state = 'waiting', next_at = '2000-01-01T00:00:00+00:00'")
    place.file = source_file("http://127.0.0.1:9")
    assert place.crawl().visited == 0
    assert place.problems() == {("list", "robots-unreachable")}
    assert {row["tries"] for row in place.store.rows("SELECT tries FROM frontier")} == {0}


def test_a_host_that_breaks_down_is_left_alone_and_its_posts_wait(town: Make) -> None:
    place = town(board(30, broken=frozenset(range(1, 21))))
    tally = place.crawl()
    assert place.posts() == set(range(16, 31))  # ten good ones, and five in a row that are not
    assert (tally.new, tally.failed) == (10, 5)
    assert tally.reason == "gave-up: http-500: 15 posts left for the next crawl"
    assert {("fetch", "http-500"), ("source", "gave-up")} <= place.problems()
    place.board.broken = frozenset()
    assert (place.crawl().new, place.posts()) == (15, set(range(1, 16)))  # the five are due in an hour


@pytest.mark.parametrize(
    ("weekly", "days", "guess", "outcome"),
    [
        pytest.param(3, 14, False, "fine", id="holidays"),
        pytest.param(3, 15, False, "failed", id="left-standing"),
        pytest.param(3, 15, True, "warned", id="by-a-guess"),
        pytest.param(1, 28, False, "fine", id="a-slow-board"),
        pytest.param(1, 29, False, "failed", id="a-slow-board-left-standing"),
        pytest.param(0, 999, False, "fine", id="an-archive"),
    ],
)
def test_a_list_that_nobody_adds_to_any_more(town: Make, weekly: int, days: int, guess: bool, outcome: str) -> None:
    place = town(board(5))
    place.file = source_file(place.base, weekly=weekly) + ('guesses = ["weekly"]\n' if guess else "")
    now = datetime(2025, 6, 30, 3, tzinfo=UTC) + timedelta(days=days)
    tally = place.crawl(now=lambda: now)
    assert tally.new == 5
    assert place.problems() == (set() if outcome == "fine" else {("list", "stale")})
    assert bool(tally.reason) == (outcome == "failed")


def test_posts_that_fail_now_and_then_end_nothing(town: Make) -> None:
    place = town(board(30, broken=frozenset({1, 2, 3, 4, 6, 7, 8, 9})))
    place.crawl()
    assert len(place.posts()) == 30


def test_a_host_that_asks_for_an_hour_s_rest_gets_it(town: Make) -> None:
    place = town(board(30, busy="3600"))
    tally = place.crawl()
    assert len(place.posts()) == 1
    assert (tally.failed, tally.reason) == (2, "gave-up: retry-after: 28 posts left for the next crawl")


# The archive


def test_every_answer_is_archived_robots_and_errors_too(town: Make) -> None:
    place = town(board(4, robots="User-agent: *\nDisallow: /private/\n", missing=frozenset({2})))
    place.crawl()
    with closing(Archive(place.folder / "archive")) as archive:
        kept = {(page.url.removeprefix(place.base), page.status, page.source) for page in archive.pages()}
    assert kept == {
        ("/robots.txt", 200, "town"),
        (LIST, 200, "town"),
        (f"{LIST}&pageIndex=2", 200, "town"),
        *((VIEW.format(number), 404 if number == 2 else 200, "town") for number in range(1, 5)),
    }
    rows = place.store.rows("SELECT url, archive_offset FROM pages")
    assert len(rows) == len(kept)
    assert all(row["archive_offset"] is not None for row in rows)


def test_the_key_of_an_api_stands_in_no_row_and_no_archive(town: Make) -> None:
    place = town(board(3))
    place.file = (
        f'name = "API"\nregion = "00"\nkind = "api"\nlist = "{place.base}/list"\nweekly = 0\nverified = false\n'
        'delay = 0\nallow_private = true\n[fields]\nserviceKey = "s3cr3t%2B"\n'
    )
    assert "http-404" in place.crawl().reason
    assert any("serviceKey=s3cr3t%2B&" in target for target in place.board.asked)
    told = [*place.store.rows("SELECT * FROM pages"), *place.store.rows("SELECT * FROM problems")]
    assert any("serviceKey=-&" in str(row) for row in told)
    assert not any("s3cr3t" in str(row) for row in told)
    with closing(Archive(place.folder / "archive")) as archive:
        assert not any("s3cr3t" in f"{page.url} {page.final_url} {page.headers}" for page in archive.pages())


# The command


@pytest.mark.parametrize(
    ("empty", "code"), [pytest.param(False, 0, id="good"), pytest.param(True, 1, id="one-source-that-fails")]
)
def test_exit_codes_of_a_crawl(town: Make, bangmun: Callable[..., Ran], empty: bool, code: int) -> None:
    place = town(board(3, empty=empty))
    (place.folder / "sources").mkdir()
    (place.folder / "sources" / "town.toml").write_text(place.file, encoding="utf-8")
    ran = bangmun("crawl", "--sources", "sources", "--db", "other.db", "--contact", "https://crawler.example")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[-1].startswith(f"1 sources, {code} failed")


def test_a_source_without_its_key_is_left_out_and_told(
    town: Make, bangmun: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OUR_KEY", raising=False)
    place = town(board(3))
    (place.folder / "sources").mkdir()
    (place.folder / "sources" / "town.toml").write_text(place.file, encoding="utf-8")
    api = 'name = "API"\nregion = "00"\nkind = "api"\nlist = "https://api.example/list"\nweekly = 0\nverified = false\n'
    (place.folder / "sources" / "api.toml").write_text(api + '[fields]\nserviceKey = "$OUR_KEY"\n', encoding="utf-8")
    ran = bangmun("crawl", "--sources", "sources", "--db", "other.db")
    assert ran.code == 0
    assert "api: left out: it needs a key, set OUR_KEY" in ran.err.splitlines()
    assert bangmun("crawl", "api", "--sources", "sources", "--db", "other.db").code == 3


def test_a_crawl_to_which_nobody_answers_has_done_nothing(town: Make, bangmun: Callable[..., Ran]) -> None:
    place = town(board(3))
    (place.folder / "sources").mkdir()
    (place.folder / "sources" / "town.toml").write_text(source_file("http://127.0.0.1:9"), encoding="utf-8")
    assert bangmun("crawl", "--sources", "sources").code == 3
