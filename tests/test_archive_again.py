"""What was archived is read again: without any network, from damaged archives too, and from those of other crawlers."""

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.board import VIEW, Board, serve, source_file
from store.database import open_database
from tests.conftest import Ran

Run = Callable[..., Ran]
TABLES = ("articles", "claims", "evidence", "figures")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(name="crawled")
def fixture_crawled(tmp_path: Path, bangmun: Run) -> Path:
    """A database with an archive beside it, of a board that nobody serves any more."""
    (tmp_path / "sources").mkdir()
    with serve(Board(6, visit_every=3)) as base:
        more = '\n[overrides]\nbody = ["td.p-table__content"]\ndrop = ["p:last-child"]\n'
        (tmp_path / "sources" / "town.toml").write_text(source_file(base) + more, encoding="utf-8")
        assert bangmun("crawl", "--sources", "sources", "--db", "a.db").code == 0
    return tmp_path / "a.db"


@contextmanager
def network_off() -> Iterator[None]:
    """No socket can be made, and no name looked up."""

    def refused(*args: Any, **named: Any) -> NoReturn:
        raise AssertionError("the network was touched")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, refused)
        yield


def rows(db: Path) -> dict[str, list[dict[str, Any]]]:
    with open_database(db) as store:
        return {table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def spoil(db: Path) -> None:
    """Make the stored articles what a worse reader would have read, and lose their claims."""
    with open_database(db) as store, store.transaction():
        store.delete_claims({row["id"] for row in store.rows("SELECT id FROM claims")})
        store.db.execute("UPDATE articles SET text = title, blocks = '[]', digest = 'worse'")


def test_reextract_reads_the_archive_with_the_network_off(crawled: Path, bangmun: Run) -> None:
    before = rows(crawled)
    assert len(before["claims"]) == 2
    spoil(crawled)
    with network_off():
        ran = bangmun("reextract", "--db", "a.db", "--sources", "sources")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "2 articles changed")
    assert rows(crawled) == before


def test_a_source_s_own_selectors_are_used_when_crawling_and_when_reading_again(crawled: Path, bangmun: Run) -> None:
    last = Board(6, visit_every=3).post(6).paragraphs[-1]
    texts = [row["text"] for row in rows(crawled)["articles"]]
    assert not any(last in text for text in texts)
    assert bangmun("reextract", "--db", "a.db", "--sources", "sources").err.splitlines()[-1] == "0 articles changed"


def test_a_lost_archive_is_told_and_costs_no_row(crawled: Path, bangmun: Run, tmp_path: Path) -> None:
    before = rows(crawled)
    for file in (tmp_path / "a-archive").glob("*.warc.gz"):
        file.unlink()
    ran = bangmun("reextract", "--db", "a.db")
    assert ran.code == 0
    assert sum("its stored text is used" in line for line in ran.err.splitlines()) == 6
    assert rows(crawled) == before


def test_an_article_that_the_program_trips_over_keeps_its_rows(
    crawled: Path, bangmun: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(crawled)
    monkeypatch.setattr("pipeline.extract", lambda article: {}["nobody thought of it"])
    ran = bangmun("reextract", "--db", "a.db", "--sources", "sources")
    assert ran.code == 0
    assert sum("KeyError" in line and "its rows stay" in line for line in ran.err.splitlines()) == 6
    assert rows(crawled) == before


def test_reextract_waits_for_no_crawl(crawled: Path, bangmun: Run) -> None:
    with open_database(crawled) as store, store.lock("bangmun crawl"):
        ran = bangmun("reextract", "--db", "a.db")
    assert (ran.code, ran.out) == (3, "")
    assert "in use by bangmun crawl" in ran.err


def test_our_own_archive_can_be_ingested(crawled: Path, bangmun: Run) -> None:
    with network_off():
        ran = bangmun("ingest", "a-archive/bangmun-00001.warc.gz", "--db", "b.db")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "6 new, 0 revised, 0 known, 0 not readable")
    urls = [row["url"] for row in rows(crawled)["articles"]]
    assert [row["url"] for row in rows(Path("b.db"))["articles"]] == urls
    assert len(rows(Path("b.db"))["claims"]) == 2


def foreign_archive() -> bytes:
    """As a crawler that follows links writes it: requests beside responses, bodies packed and in chunks, a repeat, an
    image, a robots.txt, an error, a redirect, a list; one post is ours to find."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    board, site = Board(12, visit_every=4), "https://www.naru.example"

    def record(path: str, body: bytes, status: str = "200 OK", kind: str = "response", **headers: str) -> None:
        lines = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        made = writer.create_warc_record(
            site + path,
            kind,
            payload=BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2025-07-01T00:00:00Z"},
        )
        writer.write_record(made)

    def request(path: str) -> None:
        http = StatusAndHeaders(f"GET {path} HTTP/1.1", [("Host", "www.naru.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(site + path, "request", http_headers=http))

    writer.write_record(writer.create_warcinfo_record("other.warc.gz", {"software": "Other/1.0"}))
    page = gzip.compress(board.answer(VIEW.format(4)).body)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    record("/robots.txt", b"User-agent: *\nAllow: /\n", Content_Type="text/plain")
    request(VIEW.format(4))
    record(VIEW.format(4), chunked, Content_Type="text/html", Content_Encoding="gzip", Transfer_Encoding="chunked")
    record(VIEW.format(3), b"", "302 Found", Location="/main.do", Content_Type="text/html")
    record(VIEW.format(2), b"<html><body>404</body></html>", "404 Not Found", Content_Type="text/html")
    record("/logo.png", b"\x89PNG\r\n\x1a\n" + bytes(50), Content_Type="image/png")
    listed = board.answer("/www/selectBbsNttList.do?bbsNo=39&key=2").body
    record("/www/selectBbsNttList.do?bbsNo=39&key=2", listed, Content_Type="text/html")
    record(VIEW.format(4), b"", kind="revisit", Content_Type="text/html")
    return out.getvalue()


def test_an_archive_of_another_crawler_can_be_ingested(bangmun: Run, tmp_path: Path) -> None:
    (tmp_path / "other.warc.gz").write_bytes(foreign_archive())
    with network_off():
        ran = bangmun("ingest", "other.warc.gz")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "1 new, 0 revised, 0 known, 0 not readable")
    found = rows(tmp_path / "bangmun.db")
    assert [row["url"] for row in found["articles"]] == ["https://www.naru.example" + VIEW.format(4)]
    assert [row["delegates"] for row in found["claims"]] == [9]
    again = bangmun("ingest", "other.warc.gz")
    assert again.err.splitlines()[-1] == "0 new, 0 revised, 1 known, 0 not readable"
    assert rows(tmp_path / "bangmun.db") == found
