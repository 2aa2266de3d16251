"""The only place that walks a source: its list pages newest first, its feed, its sitemap. No network, no clock."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scraper import boards, feeds, urls
from scraper.boards.base import Board, Request
from scraper.decode import decode
from scraper.errors import FetchError, ScraperError
from scraper.feeds import FeedItem
from scraper.records import ListItem, Page
from scraper.soft import soft_error
from scraper.sources import Source

Fetch = Callable[[Request], Page]
Known = Callable[[str], bool]

_OVERLONG = 300  # rows; boards show 10 to 100, a page with more is not the list that we think it is
_API_DAYS = 3  # a longer window is answered with error 98
_API_ROWS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A post that a source lists: its row, the request that gets it, and what a feed says of it beyond the row.

    `known` repeats the caller's answer, so that a changed title of a known post can be seen without asking for it."""

    item: ListItem
    request: Request
    known: bool = False
    published: datetime | date | None = None
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that a person should look at: a short stable reason, the address, what was looked for, how many."""

    reason: str
    url: str
    selector: str = ""
    count: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Walk:
    """The arguments of one walk."""

    source: Source
    fetch: Fetch
    known: Known
    since: date | None
    max_pages: int
    today: date | None

    @property
    def board(self) -> Board:
        return boards.board_of(self.source)

    @property
    def selector(self) -> str:
        """What is looked for on a list page, for the problems table."""
        paths = ", ".join(post.path for post in self.board.posts)
        return self.source.detail or paths or "repeated rows with a link and a date"


def walk(
    source: Source,
    fetch: Fetch,
    *,
    known: Known,
    since: date | None = None,
    max_pages: int = 10,
    today: date | None = None,
) -> Iterator[Found | Trouble]:
    """The posts of a source, newest first, each once; troubles in between.

    A board's walk ends at a list page that ends before `since`, at the page after one that ended with a known post and
    brought nothing new, where pages repeat or end, and after `max_pages`. `today` is needed for an API alone, which is
    asked for days. Nothing is raised: a list that cannot be had is a Trouble."""
    walkers = {"board": _walk_board, "rss": _walk_feed, "sitemap": _walk_sitemap, "api": _walk_api}
    seen: set[str] = set()
    for step in walkers[source.kind](_Walk(source, fetch, known, since, max_pages, today)):
        if isinstance(step, Trouble):
            yield step
        elif step.item.url not in seen and not (since and step.item.date and step.item.date < since):
            seen.add(step.item.url)
            yield step


def _walk_board(run: _Walk) -> Iterator[Found | Trouble]:
    board = run.board
    seen: set[str] = set()
    caught_up = False
    for number in range(1, run.max_pages + 1):
        request = board.list_request(run.source, number)
        items = _list_page(run, board, request)
        if isinstance(items, Trouble):
            yield items
            return
        fresh = [item for item in items if item.url not in seen]
        seen.update(item.url for item in items)
        posts = [item for item in fresh if "#" not in item.url]
        steps = [Found(item, board.detail_request(item.url), run.known(item.url)) for item in posts]
        yield from steps
        yield from _page_troubles(run, request.url, number, items, fresh)
        if not fresh or _ends_before(fresh, run.since) or (caught_up and all(step.known for step in steps)):
            return
        caught_up = bool(steps) and steps[-1].known
    if run.since is not None:
        yield Trouble("page-limit", run.source.list, count=run.max_pages, detail=f"{run.since} not reached")


def _list_page(run: _Walk, board: Board, request: Request) -> list[ListItem] | Trouble:
    try:
        page = run.fetch(request)
        html = decode(page.body, _headers(page, run.source)).text
    except ScraperError as error:
        return _trouble(error, request.url)
    items = board.items(html, page.final_url or request.url, run.source)
    reason = None if items else soft_error(page)
    return Trouble(reason, request.url) if reason else items


def _page_troubles(
    run: _Walk, url: str, number: int, items: list[ListItem], fresh: list[ListItem]
) -> Iterator[Trouble]:
    unresolved = sum("#" in item.url for item in fresh)
    if not items and number == 1:
        yield Trouble("no-items", url, run.selector)
    if unresolved:
        yield Trouble("unresolved-link", url, run.selector, unresolved, "the rows call a script: set detail and script")
    if len(items) > _OVERLONG:
        yield Trouble("overlong-page", url, run.selector, len(items))
    if items and not fresh and number == 2:
        yield Trouble("repeated-page", url, run.selector, len(items), "page 2 is page 1: set the list's page parameter")


def _ends_before(items: Iterable[ListItem], since: date | None) -> bool:
    """Is the page's last dated post older than `since`? The last, because pinned posts of any age stand first."""
    days = [item.date for item in items if item.date is not None]
    return since is not None and bool(days) and days[-1] < since


def _walk_feed(run: _Walk) -> Iterator[Found | Trouble]:
    try:
        page = run.fetch(Request(run.source.list))
        entries = feeds.read_feed(page.body, _headers(page, run.source), page.final_url or run.source.list)
    except ScraperError as error:
        yield _trouble(error, run.source.list)
        return
    if not entries:
        yield Trouble("no-items", run.source.list, "item, entry")
    yield from _entries(entries, run.known)


def _walk_sitemap(run: _Walk) -> Iterator[Found | Trouble]:
    waiting, asked = [run.source.list], 0
    while waiting and asked < run.max_pages:
        url, asked = waiting.pop(0), asked + 1
        try:
            page = run.fetch(Request(url))
            found = feeds.read_sitemap(page.body, _headers(page, run.source), url)
        except ScraperError as error:
            yield _trouble(error, url)
            continue
        newest_first = sorted(found.maps, key=lambda entry: entry[1] or date.min, reverse=True)
        waiting += [link for link, day in newest_first if not (run.since and day and day < run.since)]
        if not found.pages and not found.maps:
            yield Trouble("no-items", url, "url, sitemap")
        yield from _entries(found.pages, run.known)


def _walk_api(run: _Walk) -> Iterator[Found | Trouble]:
    if run.today is None or "serviceKey" not in run.source.fields:
        yield Trouble(
            "no-key", run.source.list, "fields.serviceKey", detail="the API needs its service key and today's date"
        )
        return
    last, number = run.today, 1
    for _ in range(run.max_pages):
        first = last - timedelta(days=_API_DAYS - 1)
        query = {**run.source.fields, "startDate": f"{first:%Y%m%d}", "endDate": f"{last:%Y%m%d}"}
        url = run.source.list
        for name, value in {**query, "numOfRows": str(_API_ROWS), "pageNo": str(number)}.items():
            url = urls.with_parameter(url, name, value)
        try:
            page = run.fetch(Request(url))
            entries = feeds.read_api(page.body, page.headers, run.source.list)
        except ScraperError as error:
            yield _trouble(error, run.source.list)  # without the query: it holds the key
            return
        yield from _entries(entries, run.known)
        if len(entries) == _API_ROWS:
            number += 1
        elif run.since is None or first <= run.since:
            return
        else:
            last, number = first - timedelta(days=1), 1


def _entries(entries: Iterable[FeedItem], known: Known) -> Iterator[Found]:
    for entry in entries:
        board = boards.board_for(entry.item.url)
        request = board.detail_request(entry.item.url) if board else Request(entry.item.url)
        yield Found(entry.item, request, known(entry.item.url), entry.published, entry.html)


def _headers(page: Page, source: Source) -> dict[str, str]:
    """The page's headers; a source that knows its own encoding is asked before the server."""
    own = {"content-type": f"text/html; charset={source.encoding}"} if source.encoding else {}
    return {**page.headers, **own}


def _trouble(error: ScraperError, url: str) -> Trouble:
    if isinstance(error, FetchError):
        return Trouble(error.reason, url, detail=error.detail)
    return Trouble("unreadable", url, detail=str(error))
