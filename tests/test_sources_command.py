"""`bangmun sources`: files alone, one polite look at each list, and source files written from a look at a page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.board import LIST, VIEW, Answer, Board, serve, source_file
from scraper.sourcefile import parse_source
from tests.conftest import ROOT, Ran
from tests.scraper.loopback import Server, reply

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # the default delay of a source that was just written
    (tmp_path / "sources").mkdir()


class Feed(Board):
    """The board's posts as RSS, at any address."""

    def answer(self, target: str, known: str = "") -> Answer:
        if target == "/robots.txt":
            return super().answer(target)
        item = "<item><title>{0.title}</title><link>https://paper.example/news/articleView.html?idxno={0.number}</link>"
        item += "<pubDate>{0.day} 09:00:00</pubDate></item>"
        items = "".join(item.format(self.post(number)) for number in range(self.size, 0, -1))
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>나루신문</title>{items}</channel></rss>'
        return Answer(text.encode(), headers=(("Content-Type", "text/xml; charset=utf-8"),))


@pytest.fixture(name="board")
def fixture_board() -> Board:
    return Board(24, visit_every=10**6)


@pytest.fixture(name="base")
def fixture_base(board: Board) -> Iterator[str]:
    with serve(board) as base:
        yield base


def write(name: str, text: str) -> None:
    (Path("sources") / f"{name}.toml").write_text(text, encoding="utf-8")


def test_check_reads_files_alone(bangmun: Run, board: Board, base: str) -> None:
    write("town", source_file(base))
    ran = bangmun("sources", "check", "--sources", "sources")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 sources read, 0 of them verified, 0 files broken\n"
    assert board.asked.total() == 0


def test_an_online_check_asks_for_robots_and_one_list_page(bangmun: Run, board: Board, base: str) -> None:
    write("town", source_file(base))
    with serve(Board(5, empty=True)) as other:
        write("empty", source_file(other, name="빈시"))
        ran = bangmun("sources", "check", "--online", "--sources", "sources")
        alone = bangmun("sources", "check", "empty", "--online", "--sources", "sources")
    assert (ran.code, alone.code) == (1, 3)
    assert dict(board.asked) == {"/robots.txt": 1, LIST: 1}
    failed, good = ran.out.splitlines()[2:]  # those that fail first
    assert failed.split() == ["empty", "빈시", "실패", "0", "날짜", "없음", *["목록에", "글이", "하나도", "없음"]]
    assert good.split() == ["town", "청주시", "정상", "10", "2025-06-30"]


def test_an_online_check_obeys_robots(bangmun: Run) -> None:
    closed = Board(5, robots="User-agent: *\nDisallow: /\n")
    with serve(closed) as base:
        write("town", source_file(base))
        ran = bangmun("sources", "check", "--online", "--sources", "sources")
    assert ran.code == 3
    assert "robots.txt가 막음" in ran.out
    assert dict(closed.asked) == {"/robots.txt": 1}


def test_try_shows_what_a_list_would_give(bangmun: Run, board: Board, base: str) -> None:
    ran = bangmun("sources", "try", base + LIST, "--allow-private")
    assert ran.code == 0
    lines = [line.split("\t") for line in ran.out.splitlines()]
    assert len(lines) == 10
    assert lines[0] == ["2025-06-30", board.post(24).title, base + VIEW.format(24)]
    assert ran.err.startswith("청주시청: family si, 10 rows")


def test_try_of_a_form_board_sends_the_form(bangmun: Run) -> None:
    html = (ROOT / "tests/pages/eminwon/list.html").read_bytes()
    path = "/emwp/gov/mogaha/ntis/web/ofr/action/OfrAction.do"
    with Server({path: reply(html, headers=[("Content-Type", "text/html; charset=utf-8")])}) as server:
        ran = bangmun("sources", "try", server.url(path), "--allow-private")
    assert ran.code == 0, ran.err
    assert "family eminwon" in ran.err
    (asked,) = [request for request in server.seen if request.target == path]
    assert asked.method == "POST"
    assert b"method=selectListOfrNews&" in asked.body


def test_try_of_a_private_address_is_refused_unless_it_is_wanted(bangmun: Run, base: str) -> None:
    ran = bangmun("sources", "try", base + LIST)
    assert (ran.code, ran.out) == (3, "")
    assert "private-address" in ran.err


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        pytest.param(VIEW.format(99), 3, "http-404", id="gone"),
        pytest.param(VIEW.format(7), 3, "0 rows", id="a-post"),
    ],
)
def test_try_of_no_list(bangmun: Run, base: str, target: str, code: int, words: str) -> None:
    ran = bangmun("sources", "try", base + target, "--allow-private")
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_add_writes_a_source_that_can_be_crawled(bangmun: Run, base: str) -> None:
    ran = bangmun("sources", "add", base + LIST, "--allow-private", "--sources", "sources")
    assert ran.code == 0, ran.err
    (path,) = Path("sources").glob("*.toml")
    source = parse_source(path.stem, path.read_bytes(), str(path))
    assert (source.family, source.list, source.region, source.verified) == ("si", base + LIST, "43110", False)
    assert {"name", "region", "weekly"} <= set(source.guesses)
    crawled = bangmun("crawl", "--sources", "sources", "--max-pages", "1")
    assert crawled.code == 0
    assert "10 new articles" in crawled.err
    again = bangmun("sources", "add", base + LIST, "--allow-private", "--sources", "sources")
    assert (again.code, "is there already" in again.err) == (3, True)


def test_add_of_a_page_without_rows_writes_nothing(bangmun: Run, base: str) -> None:
    ran = bangmun("sources", "add", base + VIEW.format(7), "--allow-private", "--sources", "sources")
    assert ran.code == 3
    assert list(Path("sources").iterdir()) == []


def test_a_feed_is_tried_and_added_too(bangmun: Run) -> None:
    with serve(Feed(6)) as base:
        ran = bangmun("sources", "add", f"{base}/rss/all.xml", "--allow-private", "--sources", "sources")
    assert ran.code == 0, ran.err
    assert len(ran.out.splitlines()) == 6
    (path,) = Path("sources").glob("*.toml")
    source = parse_source(path.stem, path.read_bytes(), str(path))
    assert (source.kind, source.family, source.name, source.list) == ("rss", "", "나루신문", f"{base}/rss/all.xml")
