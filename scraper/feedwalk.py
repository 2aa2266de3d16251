"""The only place that walks feeds, sitemaps and the press release API."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scraper import boards, feeds, urls
from scraper.boards.base import Request
from scraper.errors import ScraperError
from scraper.feeds import FeedItem
from scraper.walks import Found, Known, Trouble, Walk, headers_of, trouble

_PAGE = 100  # posts of a sitemap that count as much as one list page; a sitemap names up to 50,000
_API_DAYS = 3  # a longer window is answered with error 98
_API_ROWS = 100


def walk_feed(run: Walk) -> Iterator[Found | Trouble]:
    try:
        page = run.fetch(Request(run.source.list))
        if page.status == 304:
            return
        entries = feeds.read_feed(page.body, headers_of(page, run.source), page.final_url or run.source.list)
    except ScraperError as error:
        yield trouble(error, run.source.list)
        return
    if not entries:
        yield Trouble("no-items", run.source.list, "item, entry")
    yield from _entries(entries, run.known)


def walk_sitemap(run: Walk) -> Iterator[Found | Trouble]:
    waiting, asked, room = [run.source.list], 0, run.reach.max_pages * _PAGE
    while waiting and asked < run.reach.max_pages:
        url, asked = waiting.pop(0), asked + 1
        try:
            page = run.fetch(Request(url))
            found = feeds.read_sitemap(page.body, headers_of(page, run.source), url)
        except ScraperError as error:
            yield trouble(error, url)
            continue
        newest_first = sorted(found.maps, key=lambda entry: entry[1] or date.min, reverse=True)
        stop = run.reach.stop
        waiting += [link for link, day in newest_first if not (stop and day and day < stop)]
        if not found.pages and not found.maps:
            yield Trouble("no-items", url, "url, sitemap")
        pages = sorted(found.pages, key=lambda entry: entry.item.date or date.min, reverse=True)
        yield from _entries(pages[:room], run.known)
        if len(pages) > room:
            yield Trouble("page-limit", url, "url", len(pages) - room, "the newest are taken")
        room -= min(room, len(pages))


def walk_api(run: Walk) -> Iterator[Found | Trouble]:
    if run.today is None or "serviceKey" not in run.source.fields:
        yield Trouble(
            "no-key", run.source.list, "fields.serviceKey", detail="the API needs its service key and today's date"
        )
        return
    last, number = run.today, 1
    for _ in range(run.reach.max_pages):
        first = last - timedelta(days=_API_DAYS - 1)
        query = {**run.source.fields, "startDate": f"{first:%Y%m%d}", "endDate": f"{last:%Y%m%d}"}
        url = run.source.list
        for name, value in {**query, "numOfRows": str(_API_ROWS), "pageNo": str(number)}.items():
            url = urls.with_parameter(url, name, value)
        try:
            page = run.fetch(Request(url))
            entries = feeds.read_api(page.body, page.headers, run.source.list)
        except ScraperError as error:
            yield trouble(error, run.source.list)  # without the query: it holds the key
            return
        yield from _entries(entries, run.known)
        if len(entries) == _API_ROWS:
            number += 1
        elif run.reach.stop is None or first <= run.reach.stop:
            return
        else:
            last, number = first - timedelta(days=1), 1


def _entries(entries: Iterable[FeedItem], known: Known) -> Iterator[Found]:
    for entry in entries:
        board = boards.board_for(entry.item.url)
        request = board.detail_request(entry.item.url) if board else Request(entry.item.url)
        yield Found(entry.item, request, known(entry.item.url), entry.published, entry.html)
