"""Which parameter of a list's address is its page number, as the page itself tells it."""

from datetime import date

import pytest

from scraper import pagelinks, proposal
from scraper.boards.base import Request
from scraper.crawl import Found, Reach, walk
from scraper.records import Page
from tests.scraper.test_crawl import page, source

LIST = "https://www.haeoreum.example/news/list.do?mId=02"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a href="?mId=02&nowPage=2">2</a>', "nowPage", id="query-alone"),
        pytest.param('<a href="/news/list.do?mId=02&nowPage=2"> [2] </a>', "nowPage", id="path"),
        pytest.param('<a href="/news/list.do;jsessionid=A1?mId=02&nowPage=2">2</a>', "nowPage", id="session"),
        pytest.param('<a href="?mId=02&nowPage=2" title="2페이지로 이동"><i></i></a>', "nowPage", id="title"),
        pytest.param('<a href="?mId=02&p=2&rows=10">2</a><a href="?p=3">3</a>', "p", id="others-beside"),
        pytest.param('<a href="?mId=02&p=2">2</a><a href="?mId=02&p=2">2</a>', "p", id="above-and-below"),
        pytest.param('<a href="?mId=2">2</a><a href="?pg=2">2</a>', None, id="two-that-differ"),
        pytest.param('<a href="?mId=02&p=2">2024년 2분기</a>', None, id="other-text"),
        pytest.param('<a href="/other/list.do?p=2">2</a>', None, id="other-list"),
        pytest.param('<a href="https://other.example/news/list.do?p=2">2</a>', None, id="other-host"),
        pytest.param('<a href="javascript:goPage(2)">2</a>', None, id="script"),
        pytest.param('<a href="http://[">2</a><a href="#">2</a><a>2</a>', None, id="no-address"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_address_behind_the_2_names_the_parameter(html: str, expected: str | None) -> None:
    assert pagelinks.parameter(f"<p>{html}</p>", LIST) == expected


def test_a_parameter_that_the_list_itself_has_is_none() -> None:
    assert pagelinks.parameter('<a href="?menu=2&pg=2">2</a>', "https://www.haeoreum.example/list?menu=2") == "pg"


ROW = '<tr><td><a href="view.do?mId=02&no={0}">{0}번 보도자료의 제목</a></td><td>2026-07-{0}</td></tr>'


def board(number: int) -> str:
    """Page `number` of three, ten posts each."""
    rows = "".join(ROW.format(n) for n in range(40 - 10 * number, 30 - 10 * number, -1))
    return f"<table>{rows}</table><p><a href='?mId=02&nowPage=1'>1</a> <a href='?mId=02&nowPage=2'>2</a></p>"


@pytest.mark.parametrize(
    ("guesses", "asked"), [(("weekly", "page"), "nowPage"), (("weekly",), "page")], ids=["guess", "told"]
)
def test_a_guessed_page_parameter_gives_way_to_the_page_s_own(guesses: tuple[str, ...], asked: str) -> None:
    seen: list[str] = []

    def fetch(request: Request) -> Page:
        seen.append(request.url)
        return page(board(len(seen)), request.url)

    own = source(family="generic", list=LIST, guesses=guesses)
    steps = list(walk(own, fetch, Reach(known=lambda _: False, max_pages=2), today=date(2026, 8, 1)))
    assert seen == [LIST, f"{LIST}&{asked}=2"]
    assert sum(isinstance(step, Found) for step in steps) == 20


def test_a_proposal_names_the_page_parameter_or_says_that_it_is_a_guess() -> None:
    told = proposal.describe(LIST, board(1)).source
    assert (told.family, told.page, "page" in told.guesses) == ("generic", "nowPage", False)
    silent = proposal.describe(LIST, board(1).partition("<p>")[0]).source
    assert (silent.page, "page" in silent.guesses) == ("", True)
