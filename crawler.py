"""The crawl's bookkeeping: what each happening of the crew means for the archive, the database and the counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from scraper.archive import Archive
from scraper.crew import Answered, Crew, Done, Happening, Listed, Read
from scraper.records import Article
from scraper.sourcefile import Source
from scraper.visit import Problem, Visited
from scraper.walks import Found, Trouble
from store.errors import Rejected
from store.ids import page_id
from store.records import Saved, Visit
from store.store import Store

WARNINGS = frozenset({"page-limit", "overlong-page", "repeated-page", "unresolved-link"})
"""Troubles of a list that a person should look at, though its posts were read. Any other fails the source."""

FOR_GOOD = frozenset({"robots", "scheme", "bad-url", "private-address", "metadata-address", "http-404", "http-410"})
"""Reasons that asking again will not mend."""

TRIES = 3
WAIT = timedelta(hours=1)  # doubled at each try; a later crawl asks again
_NOTE = TypeAdapter(Found)
_SAMPLE = 5  # posts; with fewer, one bad one would fail a source
_BAD_SHARE = 0.2

Keep = Callable[..., Saved]


@dataclass(slots=True)
class Tally:
    """How one source fared. `reason` is empty where all is well; `forbidden` posts are robots.txt's, no failures."""

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

    @property
    def visited(self) -> int:
        """Posts that were asked for, with whatever end."""
        return self.fetched + self.failed + self.forbidden

    def judge(self) -> None:
        """A source of which more than a fifth of the posts fail has changed, and fails as a whole."""
        tried = self.fetched + self.failed
        if not self.reason and tried >= _SAMPLE and self.failed > _BAD_SHARE * tried:
            self.reason = f"{self.failed} of {tried} posts failed"


@dataclass(slots=True)
class Ledger:
    """One crawl. `keep` stores an article with its claims, `now` is the clock, `outcomes` are those of each source's
    last crawl."""

    store: Store
    archive: Archive
    crew: Crew
    run: int
    now: Callable[[], datetime]
    keep: Keep
    outcomes: Mapping[str, str | None]
    tallies: dict[str, Tally] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def open(self, source: Source) -> Callable[[str], bool]:
        """Begin a source; gives what its walk may take for known.

        Nothing, where its last crawl failed: what it knows then is no sign that everything below is known too."""
        self.store.save_source(
            source.id, name=source.name, region=source.region, family=source.family or source.kind, url=source.list
        )
        self.tallies[source.id] = Tally(source, jobs=1)
        notes = self.notes[source.id] = self.store.frontier_notes(source.id)
        return notes.__contains__ if self.outcomes.get(source.id) == "done" else lambda url: False

    def enter(self, batch: Sequence[Happening]) -> None:
        """Write down a batch: first the archive, then, in one transaction, the rows that point into it."""
        refs = [(event.page, self.archive.write(event.page)) for event in batch if isinstance(event, Answered)]
        self.archive.sync()
        with self.store.transaction():
            for page, ref in refs:
                self.store.save_page(page, ref, run=self.run)
            for event in batch:
                if isinstance(event, Listed):
                    self._listed(event)
                elif isinstance(event, Read):
                    self._read(event.source, event.visited)
                elif isinstance(event, Done):
                    self._done(event.source)

    def _listed(self, event: Listed) -> None:
        tally, notes = self.tallies[event.source.id], self.notes.pop(event.source.id)
        tally.listed = len(event.found)
        for trouble in event.troubles:
            self._trouble(tally, trouble)
        now = self.now()
        fresh = [found for found in event.found if found.item.url not in notes]
        changed = [found for found in event.found if _retitled(found, notes.get(found.item.url))]
        self.store.frontier_add([_queued(event.source, found) for found in fresh], now=now)
        self.store.frontier_add([_queued(event.source, found) for found in changed], now=now, again=True)
        waiting = self.store.frontier_next(now=now, source=event.source.id, limit=10**6)
        tally.queued = len(waiting)
        if waiting:
            tally.jobs += 1
            self.crew.visit(event.source, [_NOTE.validate_json(visit.note) for visit in waiting])

    def _trouble(self, tally: Tally, trouble: Trouble) -> None:
        detail = f"{trouble.detail} (selector {trouble.selector!r}, {trouble.count} found)"
        self._problem(tally.source, Problem(stage="list", reason=trouble.reason, url=trouble.url, detail=detail))
        if trouble.reason not in WARNINGS:
            tally.reason = tally.reason or f"{trouble.reason} at {trouble.url}"

    def _read(self, source: Source, visited: Visited) -> None:
        tally, problem = self.tallies[source.id], visited.problem
        for aside in visited.asides:
            self._problem(source, aside)
        if visited.article is not None:
            problem = self._article(tally, visited, visited.article)
        if problem is not None:
            self._problem(source, problem)
            self._failed(tally, visited.found, problem.reason)

    def _article(self, tally: Tally, visited: Visited, article: Article) -> Problem | None:
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
        self.store.frontier_done(_queued(source, visited.found))
        tally.fetched += 1
        tally.new += saved.change == "new"
        tally.revised += saved.change == "revised"
        return None

    def _failed(self, tally: Tally, found: Found, reason: str) -> None:
        tally.forbidden += reason == "robots"
        tally.failed += reason != "robots"
        visit = _queued(tally.source, found)
        again = None if reason in FOR_GOOD else self._again(visit)
        self.store.frontier_failed(visit, reason=reason, again_at=again)

    def _again(self, visit: Visit) -> datetime | None:
        """When to ask once more; None after the last try."""
        tries = self.store.frontier_tries(visit)
        return self.now() + WAIT * 2**tries if tries + 1 < TRIES else None

    def _problem(self, source: Source, problem: Problem) -> None:
        self.store.save_problem(**problem.model_dump(), source=source.id, run=self.run, now=self.now())

    def _done(self, source: Source) -> None:
        tally = self.tallies[source.id]
        tally.jobs -= 1
        if tally.jobs:
            return
        tally.judge()
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
        )


def _queued(source: Source, found: Found) -> Visit:
    """The post as a row of the frontier; its note is all that a later run needs to ask for it."""
    note = _NOTE.dump_json(found, exclude={"known"}).decode()
    return Visit(found.item.url, source.id, note)


def _retitled(found: Found, note: str | None) -> bool:
    """Does a known post now stand in the list under another title?"""
    return note is not None and _NOTE.validate_json(note).item.title != found.item.title
