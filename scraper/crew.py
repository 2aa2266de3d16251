"""The only place with threads: many sources walked and visited at once, what happens told as one stream of events.

A thread a source: each host is asked one request at a time anyway, so that the slowest host alone decides how long a
crawl takes. Whoever reads the events is one thread, and may keep a database.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from queue import Empty, Full, Queue
from threading import Event, local
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit

from scraper import urls
from scraper.boards.base import Request
from scraper.crawl import walk
from scraper.errors import BUGS, describe_bug
from scraper.fetch import Fetcher, FetchSettings, Outside
from scraper.policy import Validators
from scraper.records import Page
from scraper.sourcefile import Source
from scraper.visit import Ask, Before, Problem, Visited, prepare, visit
from scraper.walks import Found, Reach, Trouble

_WAITING = 256  # events; workers pause while the reader is this far behind, so that memory stays flat
_BATCH = 128
_GATHER = 0.2  # seconds that a batch may wait for more: each one costs a sync of the archive and a commit
_MOST = 512  # threads
_PATIENCE = 0.5  # seconds between looks at whether to stop
_ENOUGH = 5  # posts in a row that a host fails to give; each may have cost minutes of waiting, and the host an attempt
_HOST = ("dns", "connect", "timeout-", "deadline", "reset", "tls-", "http-403", "http-429", "http-5", "block")
_AT_ONCE = frozenset({"retry-after", "robots-unreachable"})  # these hold for all that the host has


@dataclass(frozen=True, slots=True)
class Answered:
    """Something came over the net for a list: a page, a redirect, an error answer, a robots.txt. For the archive."""

    page: Page


@dataclass(frozen=True, slots=True)
class Listed:
    """All that a source lists, newest first, and what was wrong with its lists; nothing where they are the `same`."""

    source: Source
    found: tuple[Found, ...]
    troubles: tuple[Trouble, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """One post was visited; `pages` is all that came over the net for it, its files too. For the archive.

    They come with the post, so that both can be written down together: a crawl that is killed in between asks for the
    post again, and has not recorded an answer to it before."""

    source: Source
    visited: Visited
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class GaveUp:
    """`left` posts were not asked for: those before them on the same host all failed for `reason`, which is the host's
    and not the posts'."""

    source: Source
    reason: str
    left: int


@dataclass(frozen=True, slots=True)
class Done:
    """A job ended; `source` has nothing more to tell until it gets another."""

    source: Source
    future: Future[None]


Happening = Answered | Listed | Read | GaveUp | Done


class Stopped(Exception):
    """The crew was told to stop; raised in workers only."""


def _without_key(page: Page) -> Page:
    """The answer as it may be archived: rows and WARC files are handed on, an operator's key is not."""
    if "serviceKey=" not in f"{page.url} {page.final_url} {page.headers.get('location', '')}":
        return page
    headers = {name: urls.without_key(value) for name, value in page.headers.items()}
    own = {"url": urls.without_key(page.url), "final_url": urls.without_key(page.final_url), "headers": headers}
    return page.model_copy(update=own)


def _visited(source: Source, post: Found, ask: Ask, before: Before | None) -> Visited:
    try:
        return visit(source, post, ask, before)
    except BUGS as err:
        problem = Problem(stage="clean", reason="program-error", url=post.item.url, detail=describe_bug(err))
        return Visited(post, problem=problem)


class Crew:
    """Workers around one Fetcher. Use it in a `with` statement: leaving it stops them."""

    def __init__(
        self, settings: FetchSettings | None = None, outside: Outside | None = None, *, most: int = _MOST
    ) -> None:
        self._stop = Event()
        world = outside or Outside(sleep=self._nap)
        self._fetcher = Fetcher(settings, world, on_other=self._came)
        self._here = local()
        self._pool = ThreadPoolExecutor(max_workers=most, thread_name_prefix="bangmun")
        self._events: Queue[Happening] = Queue(_WAITING)
        self._jobs = 0

    def __enter__(self) -> "Crew":
        prepare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._fetcher.close()

    def walk(self, source: Source, reach: Reach, *, today: date) -> None:
        """Read the source's lists; one Listed follows. `reach.known` is called in a worker."""

        def job() -> None:
            steps: list[Found | Trouble] = []
            ask, statuses = self._asker(source), set[int]()

            def fetch(request: Request) -> Page:
                page = ask(request, reach.validators if request.url == source.list else None)
                statuses.add(page.status)
                return page

            try:
                steps.extend(walk(source, fetch, reach, today=today))
            except BUGS as err:
                steps.append(Trouble("program-error", source.list, detail=describe_bug(err)))
            found = tuple(step for step in steps if isinstance(step, Found))
            troubles = tuple(step for step in steps if isinstance(step, Trouble))
            self._tell(Listed(source, found, troubles, same=304 in statuses))

        self._start(source, job)

    def visit(self, source: Source, posts: Sequence[tuple[Found, Before | None]]) -> None:
        """Visit posts in order, each with what is known of it from before; a Read follows for each, or a GaveUp for
        those that are left."""

        def job() -> None:
            ask, in_vain, left = self._asker(source), Counter[str](), Counter[str]()
            given_up: dict[str, str] = {}  # hosts: most sources have one, a feed may link to several
            for post, before in posts:
                host = urlsplit(post.request.url).netloc
                if host in given_up:
                    left[given_up[host]] += 1
                    continue
                pages: list[Page] = []
                self._here.pages = pages
                visited = _visited(source, post, ask, before)
                self._here.pages = None
                self._tell(Read(source, visited, tuple(pages)))
                reason = visited.problem.reason if visited.problem else ""
                in_vain[host] = in_vain[host] + 1 if reason.startswith(_HOST) else 0
                if in_vain[host] >= _ENOUGH or reason in _AT_ONCE:
                    given_up[host] = reason
            for reason, count in left.items():
                self._tell(GaveUp(source, reason, count))

        self._start(source, job)

    def events(self) -> Iterator[list[Happening]]:
        """What happened, in batches, until no job is left. A worker's bug is raised here."""
        while self._jobs:
            batch = [self._events.get()]
            end = monotonic() + _GATHER
            while len(batch) < _BATCH and (left := end - monotonic()) > 0:
                try:
                    batch.append(self._events.get(timeout=left))
                except Empty:
                    break
            for event in batch:
                if isinstance(event, Done):
                    self._jobs -= 1
                    event.future.result()
            yield batch

    def _start(self, source: Source, job: Callable[[], None]) -> None:
        self._jobs += 1
        future = self._pool.submit(job)
        future.add_done_callback(lambda ended: self._told_last(source, ended))

    def _told_last(self, source: Source, ended: "Future[None]") -> None:
        if not self._stop.is_set():
            self._tell(Done(source, ended))

    def _asker(self, source: Source) -> Ask:
        """How a job of this source asks; no answer is lost, whatever becomes of it."""

        def ask(request: Request, validators: Validators | None = None) -> Page:
            page = self._fetcher.fetch(request.url, data=request.data, policy=source.policy, validators=validators)
            self._came(page)
            return page

        return ask

    def _came(self, page: Page) -> None:
        """Keep an answer for the post that this thread visits; without one tell it at once."""
        page = _without_key(page)
        pages: list[Page] | None = getattr(self._here, "pages", None)
        if pages is None:
            self._tell(Answered(page))
        else:
            pages.append(page)

    def _tell(self, event: Happening) -> None:
        while not self._stop.is_set():
            try:
                self._events.put(event, timeout=_PATIENCE)
            except Full:
                continue
            return
        raise Stopped

    def _nap(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise Stopped
