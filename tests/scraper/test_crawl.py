"""The walk over a source: where it starts, where it stops, what it reports."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scraper.boards.base import Request
from scraper.crawl import Found, Reach, Trouble, walk
from scraper.errors import FetchError
from scraper.records import Page
from scraper.sources import Source

SITE = "https://www.haeoreum.example"
LIST = f"{SITE}/www/selectBbsNttList.do?bbsNo=39&key=2"
FIRST_DAY = date(2026, 7, 31)


def source(**values: Any) -> Source:
    defaults = {
        "id": "x",
        "name": "해오름시",
        "region": "41",
        "kind": "board",
        "family": "si",
        "list": LIST,
        "weekly": 0,
        "verified": False,
    }
    return Source.model_validate({**defaults, **values})


def row(number: int, day: date | str) -> str:
    link = f'<a href="selectBbsNttView.do?key=2&bbsNo=39&nttNo={number}">{number}번 보도자료 제목</a>'
    return f"<tr><td>{link}</td><td>{day}</td></tr>"


def url(number: int) -> str:
    return f"{SITE}/www/selectBbsNttView.do?bbsNo=39&key=2&nttNo={number}"


class Site:
    """A board of `size` posts, ten a page, one a day, the newest first; counts what it is asked."""

    def __init__(self, size: int = 45, pinned: str = "", last: str = "empty") -> None:
        self.size, self.pinned, self.last = size, pinned, last
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Page:
        self.asked.append(request.url)
        found = re.search(r"pageIndex=(\d+)", request.url)
        number = int(found[1]) if found else 1
        if self.last == "repeat":
            number = min(number, -(-self.size // 10))
        rows = [
            row(self.size - i, FIRST_DAY - timedelta(days=i))
            for i in range(number * 10 - 10, min(number * 10, self.size))
        ]
        return page(f"<table>{self.pinned}{''.join(rows)}</table>", request.url)


def page(html: str | bytes, address: str) -> Page:
    body = html.encode() if isinstance(html, str) else html
    return Page(url=address, final_url=address, fetched_at=datetime(2026, 8, 1, tzinfo=UTC), status=200, body=body)


def numbers(steps: Iterator[Found | Trouble]) -> list[int]:
    return [int(step.item.id) for step in steps if isinstance(step, Found)]


def troubles(steps: Iterator[Found | Trouble]) -> list[Trouble]:
    return [step for step in steps if isinstance(step, Trouble)]


def test_a_first_run_goes_back_to_max_pages() -> None:
    site = Site()
    assert numbers(walk(source(), site, Reach(known=lambda _: False, max_pages=2))) == list(range(45, 25, -1))
    assert site.asked == [LIST, f"{LIST}&pageIndex=2"]


def test_a_first_run_goes_back_to_since() -> None:
    site = Site()
    since = FIRST_DAY - timedelta(days=14)
    found = list(walk(source(), site, Reach(known=lambda _: False, since=since)))
    assert numbers(iter(found)) == list(range(45, 30, -1))
    assert troubles(iter(found)) == []
    assert len(site.asked) == 2


def test_the_end_of_the_list_ends_the_walk() -> None:
    site = Site()
    steps = list(walk(source(), site, Reach(known=lambda _: False, max_pages=20)))
    assert numbers(iter(steps)) == list(range(45, 0, -1))
    assert troubles(iter(steps)) == []
    assert len(site.asked) == 6


def test_a_last_page_that_repeats_ends_the_walk() -> None:
    site = Site(last="repeat")
    steps = list(walk(source(), site, Reach(known=lambda _: False, max_pages=20)))
    assert len(numbers(iter(steps))) == 45
    assert troubles(iter(steps)) == []
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("newest_known", "expected_new", "pages"),
    [
        pytest.param(45, [], 2, id="nothing-new-looks-one-page-further"),
        pytest.param(42, [45, 44, 43], 2, id="three-new"),
        pytest.param(30, list(range(45, 30, -1)), 3, id="new-ones-on-two-pages"),
    ],
)
def test_a_later_run_stops_at_known_posts(newest_known: int, expected_new: list[int], pages: int) -> None:
    site = Site()
    known = {url(number) for number in range(1, newest_known + 1)}
    steps = [step for step in walk(source(), site, Reach(known=known.__contains__)) if isinstance(step, Found)]
    assert [int(step.item.id) for step in steps if not step.known] == expected_new
    assert len(site.asked) == pages


def test_a_gap_below_known_posts_is_found_and_followed() -> None:
    site = Site()
    known = {url(number) for number in range(1, 46) if number != 33}  # a run that was cut off left a hole
    steps = [step for step in walk(source(), site, Reach(known=known.__contains__)) if isinstance(step, Found)]
    assert [int(step.item.id) for step in steps if not step.known] == [33]
    assert len(site.asked) == 3


def test_a_pinned_old_post_stops_nothing() -> None:
    site = Site(pinned=row(7, "2024-01-02"))
    since = FIRST_DAY - timedelta(days=14)
    assert numbers(walk(source(), site, Reach(known=lambda _: False, since=since))) == list(range(45, 30, -1))
    assert len(site.asked) == 2
    again = Site(pinned=row(7, "2024-01-02"))
    assert 45 in numbers(walk(source(), again, Reach(known={url(7)}.__contains__, max_pages=1)))


def test_a_post_that_moves_to_the_next_page_is_found_once() -> None:
    pages = {1: "".join(row(n, "2026-07-31") for n in (3, 2)), 2: "".join(row(n, "2026-07-31") for n in (2, 1)), 3: ""}
    asked = iter(pages.values())
    steps = walk(source(), lambda r: page(f"<table>{next(asked)}</table>", r.url), Reach(known=lambda _: False))
    assert numbers(steps) == [3, 2, 1]


def html_site(html: str) -> Callable[[Request], Page]:
    return lambda request: page(html, request.url)


def test_a_list_without_rows_is_trouble() -> None:
    (trouble,) = walk(source(), html_site("<p>새 단장한 누리집입니다.</p>" * 9), Reach(known=lambda _: False))
    assert isinstance(trouble, Trouble)
    assert (trouble.reason, trouble.url, trouble.count) == ("no-items", LIST, 0)
    assert "selectBbsNttView" in trouble.selector


def test_an_alert_page_says_so() -> None:
    html = "<script>alert('잘못된 접근입니다.'); location.href='/';</script>"
    (trouble,) = walk(source(), html_site(html), Reach(known=lambda _: False))
    assert isinstance(trouble, Trouble)
    assert trouble.reason == "alert"


@pytest.mark.parametrize(
    ("final_url", "reason"),
    [
        pytest.param(f"{SITE}/", "front-page", id="front-page"),
        pytest.param(f"{SITE}/main.do", "front-page", id="main-page"),
        pytest.param(f"{SITE}/member/login.do", "login", id="login"),
        pytest.param(f"{SITE}/news/selectBbsNttList.do?bbsNo=39&key=2", None, id="moved-list"),
        pytest.param(LIST.replace("?", ";jsessionid=A1?"), None, id="session"),
    ],
)
def test_a_list_that_leads_elsewhere_is_trouble_though_rows_stand_there(final_url: str, reason: str | None) -> None:
    html = f"<title>보도자료</title><table>{''.join(row(n, '2026-07-31') for n in range(1, 9))}</table>"

    def fetch(request: Request) -> Page:
        return page(html, request.url).model_copy(update={"final_url": final_url})

    steps = list(walk(source(family="generic"), fetch, Reach(known=lambda _: False, max_pages=1)))
    assert [step.reason for step in troubles(iter(steps))] == ([reason] if reason else [])
    assert bool(numbers(iter(steps))) == (reason is None)


def test_paging_that_does_not_work_is_trouble() -> None:
    html = f"<table>{row(2, '2026-07-31')}{row(1, '2026-07-30')}</table>"
    steps = list(walk(source(), html_site(html), Reach(known=lambda _: False)))
    assert numbers(iter(steps)) == [2, 1]
    assert [trouble.reason for trouble in troubles(iter(steps))] == ["repeated-page"]


def test_rows_that_call_an_unknown_script_are_trouble() -> None:
    own = source(family="generic", list=f"{SITE}/news")
    rows = "".join(
        f'<li><a href="#" onclick="openIt({n}23)">{n}번째로 올린 보도자료의 제목</a> 2026-07-1{n}</li>'
        for n in range(1, 6)
    )
    steps = list(walk(own, html_site(f"<ul>{rows}</ul>"), Reach(known=lambda _: False, max_pages=1)))
    assert [(step.reason, step.count) for step in troubles(iter(steps))] == [("unresolved-link", 5)]
    assert numbers(iter(steps)) == []


def test_rows_without_a_title_are_trouble() -> None:
    link = '<a href="selectBbsNttView.do?key=2&bbsNo=39&nttNo={}"><img alt=""></a>'
    html = f"<table><tr><td>{link.format(1)}</td></tr>{row(2, '2026-07-31')}</table>"
    steps = list(walk(source(), html_site(html), Reach(known=lambda _: False, max_pages=1)))
    assert [(step.reason, step.count) for step in troubles(iter(steps))] == [("no-title", 1)]


def test_an_overlong_page_is_trouble() -> None:
    html = "<table>" + "".join(row(n, "2026-07-31") for n in range(400, 0, -1)) + "</table>"
    steps = list(walk(source(), html_site(html), Reach(known=lambda _: False, max_pages=1)))
    assert [(step.reason, step.count) for step in troubles(iter(steps))] == [("overlong-page", 400)]


def test_not_reaching_since_is_trouble() -> None:
    steps = walk(source(), Site(), Reach(known=lambda _: False, since=date(2026, 1, 1), max_pages=2))
    assert [(step.reason, step.count) for step in troubles(steps)] == [("page-limit", 2)]


def test_a_failed_request_is_trouble_and_ends_the_walk() -> None:
    site = Site()

    def fetch(request: Request) -> Page:
        if "pageIndex=3" in request.url:
            raise FetchError(request.url, "timeout", "20 s")
        return site(request)

    steps = list(walk(source(), fetch, Reach(known=lambda _: False)))
    assert len(numbers(iter(steps))) == 20
    assert [(step.reason, step.detail) for step in troubles(iter(steps))] == [("timeout", "20 s")]


def test_a_source_s_own_encoding_is_asked_first() -> None:
    own = source(encoding="euc-kr")
    body = f"<table>{row(1, '2026-07-31').replace('번', '똠')}</table>".encode("cp949")
    (step,) = walk(own, lambda r: page(body, r.url), Reach(known=lambda _: False, max_pages=1))
    assert isinstance(step, Found)
    assert step.item.title == "1똠 보도자료 제목"


def test_a_post_of_a_form_board_is_asked_for_by_form() -> None:
    address = "https://eminwon.haeoreum.example/emwp/gov/mogaha/ntis/web/ofr/action/OfrAction.do"
    own = source(family="eminwon", list=address)
    html = (
        "<table>"
        + "".join(
            f"""<tr><td><a href="#" onclick="searchDetail('{n}')">{n}번 보도자료</a></td><td>2026-07-31</td></tr>"""
            for n in (9, 8)
        )
        + "</table>"
    )
    first = next(walk(own, html_site(html), Reach(known=lambda _: False, max_pages=1)))
    assert isinstance(first, Found)
    assert first.request.url == address
    assert ("news_epct_no", "9") in (first.request.data or ())


RSS = "<rss version='2.0'><channel>{}</channel></rss>"
ITEM = "<item><title>{0}번 기사</title><link>https://p.example/news/articleView.html?idxno={0}</link><pubDate>2026-07-{0} 10:00:00</pubDate><description>본문</description></item>"


def test_a_feed() -> None:
    own = source(kind="rss", family="", list="https://p.example/rss/allArticle.xml")
    fetch = html_site(RSS.format("".join(ITEM.format(n) for n in (31, 30, 11))))
    steps = [
        step
        for step in walk(own, fetch, Reach(known=lambda u: u.endswith("=30"), since=date(2026, 7, 20)))
        if isinstance(step, Found)
    ]
    assert [(step.item.id, step.known, step.html) for step in steps] == [("31", False, "본문"), ("30", True, "본문")]
    assert isinstance(steps[0].published, datetime)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(RSS.format(""), "no-items", id="empty"),
        pytest.param("<html><body>점검</body></html>", "not-a-feed", id="page"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "unreadable", id="binary"),
    ],
)
def test_a_feed_that_is_none_is_trouble(answer: str | bytes, reason: str) -> None:
    own = source(kind="rss", family="", list="https://p.example/rss/allArticle.xml")
    steps = walk(own, lambda r: page(answer, r.url), Reach(known=lambda _: False))
    assert [step.reason for step in troubles(steps)] == [reason]


def test_a_sitemap_index_is_followed_newest_first() -> None:
    entry = "<sitemap><loc>https://p.example/{}.xml</loc><lastmod>{}</lastmod></sitemap>"
    index = "".join(
        entry.format(name, day) for name, day in (("a", "2026-05-01"), ("b", "2026-07-30"), ("c", "2026-07-31"))
    )
    pages = {
        "https://p.example/s.xml": f"<sitemapindex>{index}</sitemapindex>",
        "https://p.example/b.xml": "<urlset><url><loc>https://p.example/news/articleView.html?idxno=1</loc></url></urlset>",
        "https://p.example/c.xml": "<urlset><url><loc>https://p.example/news/articleView.html?idxno=2</loc></url></urlset>",
    }
    own = source(kind="sitemap", family="", list="https://p.example/s.xml")
    steps = walk(own, lambda r: page(pages[r.url], r.url), Reach(known=lambda _: False, since=date(2026, 7, 1)))
    assert numbers(steps) == [2, 1]


def test_of_a_long_sitemap_the_newest_posts_are_taken() -> None:
    link = "<url><loc>https://p.example/news/articleView.html?idxno={}</loc><lastmod>{}</lastmod></url>"
    links = "".join(link.format(n, FIRST_DAY - timedelta(days=250 - n)) for n in range(1, 251))
    own = source(kind="sitemap", family="", list="https://p.example/s.xml")
    steps = list(walk(own, html_site(f"<urlset>{links}</urlset>"), Reach(known=lambda _: False, max_pages=2)))
    assert numbers(iter(steps)) == list(range(250, 50, -1))
    assert [(step.reason, step.count) for step in troubles(iter(steps))] == [("page-limit", 50)]


def test_the_api_is_asked_for_three_days_at_a_time() -> None:
    asked = []
    news = "<NewsItem><NewsItemId>{}</NewsItemId><Title>보도</Title></NewsItem>"

    def fetch(request: Request) -> Page:
        asked.append(re.findall(r"(?:startDate|endDate|pageNo)=(\d+)", request.url))
        many = 100 if len(asked) == 1 else 1
        body = "".join(news.format(1000 * len(asked) + n) for n in range(many))
        return page(f"<response><header><resultCode>00</resultCode></header>{body}</response>", request.url)

    own = source(kind="api", family="", list="https://apis.data.example/list", fields={"serviceKey": "k"})
    steps = list(walk(own, fetch, Reach(known=lambda _: False, since=date(2026, 7, 27)), today=date(2026, 7, 31)))
    assert asked == [["20260729", "20260731", "1"], ["20260729", "20260731", "2"], ["20260726", "20260728", "1"]]
    assert len(numbers(iter(steps))) == 102


def test_the_api_without_its_key_is_trouble() -> None:
    own = source(kind="api", family="", list="https://apis.data.example/list")
    steps = walk(own, html_site(""), Reach(known=lambda _: False), today=date(2026, 7, 31))
    assert [step.reason for step in troubles(steps)] == ["no-key"]


def test_trouble_with_the_api_never_shows_the_key() -> None:
    own = source(kind="api", family="", list="https://apis.data.example/list", fields={"serviceKey": "secret"})
    html = "<response><header><resultCode>23</resultCode></header></response>"
    (trouble,) = walk(own, html_site(html), Reach(known=lambda _: False), today=date(2026, 7, 31))
    assert "secret" not in repr(trouble)
