"""The crawl's bookkeeping: what each happening of the crew means for the archive, the database and the counts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from scraper import drift
from scraper.archive import Archive
from scraper.crew import Answered, Crew, Done, GaveUp, Happening, Listed, Read
from scraper.errors import BUGS, describe_bug
from scraper.policy import Validators
from scraper.records import Article, ListItem, Page
from scraper.sourcefile import Source
from scraper.stamps import KST
from scraper.visit import Before, Problem, Visited
from scraper.walks import Found, Reach, Trouble
from store.errors import Rejected
from store.ids import article_id, page_id
from store.records import Past, Queued, Saved, Visit
from store.store import Store

WARNINGS = frozenset({"page-limit", "overlong-page", "repeated-page", "unresolved-link"})
"""Troubles of a list that a person should look at, though its posts were read. Any other fails the source."""

FOR_GOOD = frozenset({"robots", "scheme", "bad-url", "private-address", "metadata-address", "http-404", "http-410"})
"""Reasons that asking again will not mend."""

TRIES = {"fetch": 8}  # by stage: a server may be down for days
_TRIES = 3
WAIT = timedelta(hours=1)  # doubled at each try; a later crawl asks again
FIRST, FAR = 10, 1000  # list pages: of a source's first crawl; while there is a day or a known post to be reached
_OVERLAP = timedelta(days=7)  # boards show posts late, and under an earlier day
_QUIET = 14  # days
_YOUNG = timedelta(hours=1)
_NOTE = TypeAdapter(Found)
_BAD_SHARE = 0.2

Keep = Callable[..., Saved]


@dataclass(slots=True)
class Tally:
    """How one source fared. `reason` is empty where all is well; `forbidden` posts are robots.txt's, no failures.

    `answered`: a page came at all. `filled` counts the fields of the articles that were read (scraper/drift.py)."""

    source: Source
    listed: int = 0
    queued: int = 0
    fetched: int = 0
    failed: int = 0
    forbidden: int = 0
    new: int = 0
    revised: int = 0
    reason: str = ""
    jobs: int = 0
    answered: bool = False
    limited: bool = False
    filled: Counter[str] = field(default_factory=Counter)

    @property
    def visited(self) -> int:
        """Posts that were asked for, with whatever end."""
        return self.fetched + self.failed + self.forbidden

    def judge(self, before: Mapping[str, int]) -> Iterator[Problem]:
        """What shows that the whole source has changed: more than a fifth of its posts fail, or its articles lack what
        those `before` had."""
        tried = self.fetched + self.failed
        if tried >= drift.SAMPLE and self.failed > _BAD_SHARE * tried:
            yield self._change("failed-posts", f"{self.failed} of {tried} posts failed")
        for name in drift.fallen(self.filled, before):
            now, total = self.filled[name], self.filled[drift.ALL]
            detail = f"{name}: {now} of {total} have it, before {before[name]} of {before[drift.ALL]}"
            yield self._change("fill-rate", detail)

    def _change(self, reason: str, detail: str) -> Problem:
        return Problem(stage="source", reason=reason, url=self.source.list, detail=detail)


@dataclass(slots=True)
class Ledger:
    """One crawl. `keep` stores an article with its claims, `now` is the clock.

    `since` and `max_pages` are what the operator asked for: how far back to go, and no further than so many list pages.
    """

    store: Store
    archive: Archive
    crew: Crew
    run: int
    now: Callable[[], datetime]
    keep: Keep
    since: date | None = None
    max_pages: int | None = None
    tallies: dict[str, Tally] = field(default_factory=dict)
    begun: datetime = field(init=False)
    pasts: dict[str, Past] = field(init=False)
    known: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.begun, self.pasts, self.known = self.now(), self.store.pasts(), self.store.frontier_known()

    def open(self, source: Source) -> Reach:
        """Begin a source; gives how far its lists are to be read."""
        self.store.save_source(
            source.id, name=source.name, region=source.region, family=source.family or source.kind, url=source.list
        )
        self.tallies[source.id] = Tally(source, jobs=1)
        return self._reach(source, self.pasts.get(source.id))

    def _reach(self, source: Source, past: Past | None) -> Reach:
        """A first crawl goes back to `since`, or reads a few pages; a later one goes on to known posts, and further
        only where `since` lies before all that was read.

        After a crawl that failed nothing is taken for known: what it left is no sign that all below is known too."""
        done_at, reached = (past.done_at, past.since) if past else (None, None)
        further = self.since is not None and (reached is None or self.since < reached)
        if done_at is None or further:
            return Reach(_unknown, self.since, None, self.max_pages or (FAR if self.since else FIRST))
        floor, pages = (done_at - _OVERLAP).date(), self.max_pages or FAR
        if past is None or past.outcome != "done":
            return Reach(_unknown, self.since, floor, pages)
        return Reach(self._is_known, self.since, floor, pages, self._validators(source, done_at))

    def _validators(self, source: Source, done_at: datetime) -> Validators | None:
        """What the feed carried when it was read last, unless the crawl that read it did not come to its end: then
        nobody knows whether its posts were queued."""
        page = self.store.last_page(source.list) if source.kind == "rss" else None
        if page is None or page.fetched_at > done_at:
            return None
        return Validators(etag=page.etag, last_modified=page.last_modified)

    def _is_known(self, url: str) -> bool:
        return hash(url) in self.known

    def enter(self, batch: Sequence[Happening]) -> None:
        """Write down a batch: first the archive, then, in one transaction, the rows that point into it."""
        refs = [(page, self.archive.write(page)) for event in batch for page in _pages(event)]
        if refs:
            self.archive.sync()
        with self.store.transaction():
            for page, ref in refs:
                self.store.save_page(page, ref, run=self.run)
                self._answered(page)
            for event in batch:
                if isinstance(event, Listed):
                    self._listed(event)
                elif isinstance(event, Read):
                    self._read(event.source, event.visited)
                elif isinstance(event, GaveUp):
                    self._gave_up(event)
                elif isinstance(event, Done):
                    self._done(event.source)

    def _answered(self, page: Page) -> None:
        if (
            page.source in self.tallies
            and (page.status < 300 or page.status == 304)
            and not page.url.endswith("/robots.txt")
        ):
            self.tallies[page.source].answered = True

    # Lists

    def _listed(self, event: Listed) -> None:
        tally = self.tallies[event.source.id]
        tally.listed = len(event.found)
        for trouble in event.troubles:
            self._trouble(tally, trouble)
        if not (event.found or event.same or tally.reason) and (event.troubles or self.since is None):
            self._trouble(tally, Trouble("no-items", event.source.list))
        elif stale := self._stale(event):
            self._trouble(tally, stale)
        found = {one.item.url: one for one in event.found}
        queued = self.store.frontier_find(found)
        olds = {url: _NOTE.validate_json(row.note).item for url, row in queued.items()}
        self._compare_lists(tally, [(olds[url], found[url].item) for url in olds])
        fresh = [one for url, one in found.items() if url not in queued]
        past = self.pasts.get(event.source.id)
        again = [
            found[url]
            for url, row in queued.items()
            if found[url].item.title != olds[url].title or self._look_again(url, row, past)
        ]
        self.store.frontier_add([_queued(event.source, one) for one in fresh], now=self.begun)
        self.store.frontier_add([_queued(event.source, one) for one in again], now=self.begun, again=True)
        if event.found or not tally.reason:  # of a site that is down posts would only use up their tries
            self._visit(tally)

    def _stale(self, event: Listed) -> Trouble | None:
        """A list whose newest post is older than four such weeks' posts would be, and two weeks, as around holidays: a
        site that moved often leaves its old list standing."""
        days = [one.item.date for one in event.found if one.item.date is not None]
        if not days or not event.source.weekly:
            return None
        age = (self.begun.astimezone(KST).date() - max(days)).days
        if age <= max(_QUIET, 4 * 7 // event.source.weekly):
            return None
        return Trouble("stale", event.source.list, "date", len(days), f"newest post of {max(days)}, {age} days old")

    def _look_again(self, url: str, row: Queued, past: Past | None) -> bool:
        """May a stored post have been corrected since? It is asked for again when that is due, but not before a crawl
        of its source came to a good end: one that follows a killed one goes on, it does not begin again."""
        if row.state != "done" or row.next_at > self.begun or past is None or past.done_at is None:
            return False
        stored = self.store.first_seen(url)
        return stored is not None and stored <= past.done_at

    def _visit(self, tally: Tally) -> None:
        waiting = self.store.frontier_next(now=self.begun, source=tally.source.id, limit=10**6)
        tally.queued = len(waiting)
        if waiting:
            tally.jobs += 1
            self.crew.visit(tally.source, [(_NOTE.validate_json(row.note), self._before(row)) for row in waiting])

    def _before(self, visit: Visit) -> Before | None:
        page = self.store.article_page(visit.url)
        return Before(page.sha256, Validators(etag=page.etag, last_modified=page.last_modified)) if page else None

    def _compare_lists(self, tally: Tally, rows: Sequence[tuple[ListItem, ListItem]]) -> None:
        """The same posts, listed before and now: rows that lost their dates are rows that are read badly."""
        before = Counter({drift.ALL: len(rows), "date": sum(old.date is not None for old, _ in rows)})
        now = Counter({drift.ALL: len(rows), "date": sum(new.date is not None for _, new in rows)})
        if drift.fallen(now, before):
            detail = f"{now['date']} of {len(rows)} rows show a date, before {before['date']}"
            self._trouble(tally, Trouble("fill-rate", tally.source.list, "date", now["date"], detail))

    def _trouble(self, tally: Tally, trouble: Trouble) -> None:
        detail = f"{trouble.detail} (selector {trouble.selector!r}, {trouble.count} found)"
        self._problem(tally.source, Problem(stage="list", reason=trouble.reason, url=trouble.url, detail=detail))
        tally.limited |= trouble.reason == "page-limit"
        few = trouble.reason == "no-title" and trouble.count <= _BAD_SHARE * tally.listed
        guessed = trouble.reason == "stale" and "weekly" in tally.source.guesses
        if trouble.reason not in WARNINGS and not few and not guessed:
            tally.reason = tally.reason or f"{trouble.reason} at {trouble.url}"

    # Posts

    def _read(self, source: Source, visited: Visited) -> None:
        tally, problem = self.tallies[source.id], visited.problem
        for aside in visited.asides:
            self._problem(source, aside)
        if visited.article is not None:
            problem = self._article(tally, visited, visited.article)
        elif visited.same:
            self._kept(tally, visited.found)
        if problem is not None:
            self._problem(source, problem)
            self._failed(tally, visited.found, problem)
            if problem.reason == "program-error":
                tally.reason = tally.reason or f"program-error at {problem.url}: {problem.detail}"

    def _gave_up(self, event: GaveUp) -> None:
        """What was not asked for waits, with all its tries, for the next crawl."""
        detail = f"{event.reason}: {event.left} posts left for the next crawl"
        self._problem(event.source, Problem(stage="source", reason="gave-up", url=event.source.list, detail=detail))
        tally = self.tallies[event.source.id]
        tally.reason = tally.reason or f"gave-up: {detail}"

    def _article(self, tally: Tally, visited: Visited, article: Article) -> Problem | None:
        has = drift.fields(article)
        tally.filled += drift.counted(has)
        lost = self._lost(article, has)
        if lost:
            detail = f"{', '.join(lost)}: there before, and missing now; the stored version stays"
            return Problem(stage="clean", reason="field-lost", url=article.url, detail=detail)
        page, source = visited.page, tally.source
        try:
            saved = self.keep(
                self.store,
                article,
                source=source.id,
                page_id=page_id(page) if page else None,
                now=page.fetched_at if page else self.now(),
            )
        except Rejected as err:
            return Problem(stage="extract", reason="rejected", url=article.url, detail=str(err))
        except BUGS as err:
            return Problem(stage="extract", reason="program-error", url=article.url, detail=describe_bug(err))
        tally.new += saved.change == "new"
        tally.revised += saved.change == "revised"
        self._kept(tally, visited.found)
        return None

    def _lost(self, article: Article, has: frozenset[str]) -> list[str]:
        """What a stored article has, and this version of it lacks though no edit takes it away."""
        old = self.store.article(article_id(article))
        return sorted((drift.fields(old.article) & drift.KEPT) - has) if old else []

    def _kept(self, tally: Tally, found: Found) -> None:
        """A post is stored. It is worth another look when it is twice as old as now, at once in its first hour."""
        now = self.now()
        age = now - (self.store.first_seen(found.item.url) or now)
        self.store.frontier_done(_queued(tally.source, found), again_at=now + age if age > _YOUNG else now)
        tally.fetched += 1

    def _failed(self, tally: Tally, found: Found, problem: Problem) -> None:
        tally.forbidden += problem.reason == "robots"
        tally.failed += problem.reason != "robots"
        visit = _queued(tally.source, found)
        again = None if problem.reason in FOR_GOOD else self._again(visit, problem.stage)
        self.store.frontier_failed(visit, reason=problem.reason, again_at=again)

    def _again(self, visit: Visit, stage: str) -> datetime | None:
        """When to ask once more; None after the last try."""
        tries = self.store.frontier_tries(visit)
        return self.now() + WAIT * 2**tries if tries + 1 < TRIES.get(stage, _TRIES) else None

    def _problem(self, source: Source, problem: Problem) -> None:
        self.store.save_problem(**problem.model_dump(), source=source.id, run=self.run, now=self.now())

    def _done(self, source: Source) -> None:
        tally = self.tallies[source.id]
        tally.jobs -= 1
        if tally.jobs:
            return
        for problem in tally.judge(self.store.filled(source.id, before=self.begun)):
            self._problem(source, problem)
            tally.reason = tally.reason or f"{problem.reason}: {problem.detail}"
        self.store.save_source_run(
            self.run,
            source.id,
            outcome="failed" if tally.reason else "done",
            now=self.now(),
            listed=tally.listed,
            fetched=tally.fetched,
            failed=tally.failed,
            articles_new=tally.new,
            articles_revised=tally.revised,
            reason=tally.reason or None,
            since=None if tally.limited else self.since,
        )


def _pages(event: Happening) -> Sequence[Page]:
    """What came over the net with a happening."""
    if isinstance(event, Answered):
        return (event.page,)
    return event.pages if isinstance(event, Read) else ()


def _unknown(url: str) -> bool:
    """How a walk sees posts where none may be taken for known."""
    return False


def _queued(source: Source, found: Found) -> Visit:
    """The post as a row of the frontier; its note is all that a later run needs to ask for it."""
    note = _NOTE.dump_json(found, exclude={"known"}).decode()
    return Visit(found.item.url, source.id, note)
