"""What a walk over a source takes and gives: its arguments, the posts that it finds, the troubles that it meets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from scraper import boards, urls
from scraper.boards.base import Board, Request
from scraper.errors import FetchError, ScraperError
from scraper.policy import Validators
from scraper.records import ListItem, Page
from scraper.sources import Source

Fetch = Callable[[Request], Page]
Known = Callable[[str], bool]


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
class Reach:
    """How far back a walk goes.

    `validators` are those of the feed as it was when it was read to a good end: where it has not changed, it is had
    as a 304 and has nothing new.

    Posts before `since` are left out. Where an earlier crawl had all up to some day, `floor` is a day before it, below
    which the walk need not go on; else it is None. `max_pages` list pages are read at most."""

    known: Known
    since: date | None = None
    floor: date | None = None
    max_pages: int = 10
    validators: Validators | None = None

    @property
    def stop(self) -> date | None:
        """The day below which nothing is looked for."""
        return max((day for day in (self.since, self.floor) if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Walk:
    """The arguments of one walk."""

    source: Source
    fetch: Fetch
    reach: Reach
    today: date | None

    @property
    def known(self) -> Known:
        return self.reach.known

    @property
    def board(self) -> Board:
        return boards.board_of(self.source)

    @property
    def selector(self) -> str:
        """What is looked for on a list page, for the problems table."""
        paths = ", ".join(post.path for post in self.board.posts)
        return self.source.detail or paths or "repeated rows with a link and a date"


def headers_of(page: Page, source: Source) -> dict[str, str]:
    """The page's headers; a source that knows its own encoding is asked before the server."""
    own = {"content-type": f"text/html; charset={source.encoding}"} if source.encoding else {}
    return {**page.headers, **own}


def trouble(error: ScraperError, url: str) -> Trouble:
    """What a fetch or a page that cannot be read becomes."""
    if isinstance(error, FetchError):
        return Trouble(error.reason, url, detail=urls.without_key(error.detail))
    return Trouble("unreadable", url, detail=str(error))
