"""The only place that walks a source: its list pages newest first, its feed, its sitemap. No network, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from scraper import pagelinks, urls
from scraper.boards.base import Board, Paging, Request
from scraper.decode import decode
from scraper.errors import ScraperError
from scraper.feedwalk import walk_api, walk_feed, walk_sitemap
from scraper.records import ListItem
from scraper.soft import soft_error
from scraper.sources import Source
from scraper.walks import Fetch, Found, Known, Reach, Trouble, Walk, headers_of, trouble

__all__ = ["Fetch", "Found", "Known", "Reach", "Trouble", "walk"]

_AFTER_THE_LAST = ("not-found", "empty")  # how boards answer for a page after their last one
_FEW = (
    10  # list pages that are read for known posts whatever their dates; with no date at all nothing says when to stop
)
_OVERLONG = 300  # rows; boards show 10 to 100, a page with more is not the list that we think it is


def walk(source: Source, fetch: Fetch, reach: Reach, *, today: date | None = None) -> Iterator[Found | Trouble]:
    """The posts of a source, newest first, each once; troubles in between.

    A board's walk ends at a list page that ends before `since`, where pages repeat or end, and after as many pages as
    the reach allows. At one that ends with a known post it looks one page further, and ends there if that brings
    nothing new; where no known post comes, after a redesign, it ends below the floor. `today` is needed for an API
    alone, which is asked for days. Nothing is raised: a list that cannot be had is a Trouble."""
    walkers = {"board": _walk_board, "rss": walk_feed, "sitemap": walk_sitemap, "api": walk_api}
    seen: set[str] = set()
    for step in walkers[source.kind](Walk(source, fetch, reach, today)):
        if isinstance(step, Trouble):
            yield step
        elif step.item.url not in seen and not _too_old(step, reach.since):
            seen.add(step.item.url)
            yield step


def _too_old(found: Found, since: date | None) -> bool:
    return since is not None and found.item.date is not None and found.item.date < since


def _walk_board(run: Walk) -> Iterator[Found | Trouble]:
    board, reach = run.board, run.reach
    seen: set[str] = set()
    caught_up = dated = False
    for number in range(1, reach.max_pages + 1):
        request = board.list_request(run.source, number)
        read = _list_page(run, board, request)
        if isinstance(read, Trouble):
            if number == 1 or read.reason not in _AFTER_THE_LAST:
                yield read
            return
        items, further = read
        if number == 1 and further:
            board = replace(board, paging=Paging(further))
        fresh = [item for item in items if item.url not in seen]
        seen.update(item.url for item in items)
        posts = [item for item in fresh if item.title and "#" not in item.url]
        steps = [Found(item, board.detail_request(item.url), run.known(item.url)) for item in posts]
        yield from steps
        yield from _page_troubles(run, request.url, number, items, fresh)
        if not fresh or _ends_before(fresh, reach.since) or (caught_up and all(step.known for step in steps)):
            return
        caught_up = bool(steps) and steps[-1].known
        dated = dated or any(item.date for item in items)
        if number >= _FEW and _ends_before(fresh, reach.floor):
            return
        if number >= _FEW and reach.stop is not None and not dated:
            break
    if reach.stop is not None:
        detail = f"{reach.stop} not reached" if dated else f"{reach.stop} not reached: no row shows a date"
        yield Trouble("page-limit", run.source.list, count=number, detail=detail)


def _list_page(run: Walk, board: Board, request: Request) -> tuple[list[ListItem], str | None] | Trouble:
    """The rows of a list page, and its page parameter where the page says it and nobody else knows."""
    try:
        page = run.fetch(request)
        html = decode(page.body, headers_of(page, run.source)).text
    except ScraperError as error:
        return trouble(error, request.url)
    items = board.items(html, page.final_url or request.url, run.source)
    final = page.final_url or page.url
    moved = urls.path(final) != urls.path(page.url)  # a front page has rows with dates, too
    reason = soft_error(page) if moved or not items else None
    if reason and not (items and reason == "list-page"):
        return Trouble(reason, request.url, detail=final if moved else "")
    guessed = "page" in run.source.guesses and request.data is None
    return items, pagelinks.parameter(html, request.url) if guessed else None


def _page_troubles(run: Walk, url: str, number: int, items: list[ListItem], fresh: list[ListItem]) -> Iterator[Trouble]:
    unresolved, untitled = sum("#" in item.url for item in fresh), sum(not item.title for item in fresh)
    if not items and number == 1:
        yield Trouble("no-items", url, run.selector)
    if unresolved:
        yield Trouble("unresolved-link", url, run.selector, unresolved, "the rows call a script: set detail and script")
    if untitled:
        yield Trouble("no-title", url, run.selector, untitled)
    if len(items) > _OVERLONG:
        yield Trouble("overlong-page", url, run.selector, len(items))
    if items and not fresh and number == 2:
        yield Trouble("repeated-page", url, run.selector, len(items), "page 2 is page 1: set the list's page parameter")


def _ends_before(items: Iterable[ListItem], day: date | None) -> bool:
    """Is the page's last dated post older than `day`? The last, because pinned posts of any age stand first."""
    days = [item.date for item in items if item.date is not None]
    return day is not None and bool(days) and days[-1] < day
