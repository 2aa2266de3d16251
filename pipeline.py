"""The conductor: crawl, clean, extract, store, reconcile. Wiring only, no rules. `python pipeline.py` is the CLI."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

import figures.compare
import jsonl
from crawler import WARNINGS, Ledger, Tally
from extract import extract, governments
from extract.lexicon import codes, country_name, lexicon_version
from extract.morphology import analyser_version
from extract.records import Claim, Extraction
from figures.checks import check
from figures.compare import By, Row
from figures.reconcile import reconcile
from ingest import Document, documents, line_article, read_file
from jsonl import text_field
from publish.rows import article_row, page_row
from publish.sourcecheck import Checked
from scraper import clean
from scraper.archive import Archive, ArchiveRef
from scraper.boards.base import Request
from scraper.crew import Crew, Listed
from scraper.decode import decode
from scraper.errors import BUGS, ArchiveError, CleanError, FetchError, SoftError, SourceError, describe_bug
from scraper.feeds import looks_like_feed
from scraper.fetch import Fetcher
from scraper.policy import FetchSettings, package_version
from scraper.proposal import Proposal, describe, describe_feed, first_request
from scraper.records import Article, Page
from scraper.soft import soft_error
from scraper.sourcefile import Source, parse_source, to_toml
from scraper.sources import source_of
from scraper.stamps import KST
from scraper.visit import reread
from scraper.walks import Reach
from store.errors import Rejected
from store.records import Saved, Stamps, StoredArticle, StoredPage
from store.store import Store

Complain = Callable[[int, str], None]
"""Told of a bad line: its number and what is wrong with it."""


# One article, and batches of them


def extract_file(path: Path, data: bytes, published: date | None = None) -> tuple[Article, Extraction]:
    """One file of any kind as an article, with its claims. Raises CleanError."""
    article = read_file(path, data, published)
    return article, extract(article)


def extract_line(row: dict[str, Any]) -> dict[str, Any]:
    """One batch line in, one out. A text that cannot be read is not relevant, and its row says why (`problem`)."""
    key = text_field(row, "id", required=True)
    try:
        article = line_article(row)
    except CleanError as err:
        return {"id": key} | article_row(Article(text=""), Extraction()) | {"problem": str(err)}
    return {"id": key} | article_row(article, extract(article))


def extract_batch(lines: Iterable[bytes], out: IO[str], complain: Complain) -> tuple[int, int]:
    """Lines {id, text | html, published?, title?, publisher?, url?} to lines {id, published, relevant, claims}."""
    return jsonl.convert(jsonl.read(lines), extract_line, out, complain)


def clean_line(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One batch line in, one out. A page that cannot be read has kind null, and its row says why (`problem`)."""
    name, url = text_field(row, "file", required=True) or "", text_field(row, "url") or ""
    path = folder / (text_field(row, "html_path", required=True) or "")
    try:
        page = Page(url=url, final_url=url, fetched_at=datetime.now(UTC), status=200, body=path.read_bytes())
        cleaned = clean.clean_page(page)
    except OSError as err:
        return {"file": name} | page_row(None, None) | {"problem": f"{path}: {err.strerror}"}
    except CleanError as err:
        return {"file": name} | page_row(None, None) | {"problem": str(err)}
    return {"file": name} | page_row(cleaned.kind, cleaned.article, cleaned.items)


def clean_batch(lines: Iterable[bytes], out: IO[str], complain: Complain, folder: Path) -> tuple[int, int]:
    """Lines {file, url?, html_path} to lines {file, kind, title, published, publisher, department, text, items}.

    A relative `html_path` starts at `folder`."""
    return jsonl.convert(jsonl.read(lines), partial(clean_line, folder=folder), out, complain)


# The database


@cache
def stamps() -> Stamps:
    """Versions of what reads an article now."""
    return Stamps(extractor=package_version(), lexicon=lexicon_version(), kiwi=analyser_version())


def keep(store: Store, article: Article, *, source: str | None, page_id: str | None, now: datetime) -> Saved:
    """Store an article with its claims, both or neither. One that stands there already is not read again."""
    with store.transaction():
        saved = store.save_article(article, source=source, page_id=page_id, now=now)
        if saved.change != "same":
            store.save_claims(saved.id, extract(article).claims, stamps())
    return saved


def _governments() -> list[dict[str, Any]]:
    """The lexicon's local governments, one row a name: of units that bore the same name, the one in force longest."""
    ranked = sorted(governments.cities().values(), key=lambda city: city.valid_to or date.max)
    rows = {city.name: city for city in ranked}
    return [
        {
            "id": name,
            "code": city.code,
            "parent": name.rpartition(" ")[0] or None,
            "valid_from": city.valid_from.isoformat() if city.valid_from else None,
            "valid_to": city.valid_to.isoformat() if city.valid_to else None,
        }
        for name, city in rows.items()
    ]


def reckon(store: Store) -> None:
    """Figures and checks of all claims, written where they differ."""
    claims = store.claims()
    with store.transaction():
        store.save_cities(_governments())
        store.save_countries({code: country_name(code) for code in codes() if code != "KR"})
        store.save_figures(reconcile(claims))
        for article, rows in groupby(sorted(claims, key=attrgetter("article_id")), key=attrgetter("article_id")):
            store.save_checks(article, check(list(rows)))


def compare(store: Store, *, by: By, city: str | None = None, period: str | None = None) -> list[Row]:
    """Rows of a comparison, from the claims as they stand now."""
    return figures.compare.compare(reconcile(store.claims()), by=by, city=city, period=period)


# Crawling


@dataclass(frozen=True, slots=True)
class Crawled:
    """How far a crawl is: sources finished of all, posts visited of those queued so far, and how each source fares."""

    tallies: tuple[Tally, ...]
    sources: int

    @property
    def finished(self) -> int:
        """Sources that have nothing more to do."""
        return sum(not tally.jobs for tally in self.tallies)

    @property
    def visited(self) -> int:
        """Posts that were asked for."""
        return sum(tally.visited for tally in self.tallies)

    @property
    def queued(self) -> int:
        """Posts that are to be asked for, as far as lists were read."""
        return sum(tally.queued for tally in self.tallies)

    @property
    def failed(self) -> tuple[Tally, ...]:
        """Sources that failed."""
        return tuple(tally for tally in self.tallies if tally.reason)


def crawl(
    store: Store,
    archive: Path,
    sources: Sequence[Source],
    *,
    settings: FetchSettings | None = None,
    since: date | None = None,
    max_pages: int | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    track: Callable[[Crawled], None] = lambda crawled: None,
) -> Crawled:
    """New and changed pages of the sources, to archive, rows and figures. Raises Busy where another crawl runs.

    A source's first crawl goes back to `since`, or reads ten list pages; a later one goes on to known posts. What an
    earlier crawl left waiting is asked for, too. A source that fails leaves its old rows as they are."""
    with store.lock("bangmun crawl"), Archive(archive) as kept, Crew(settings) as crew:
        run = store.start_run("crawl", now=now())
        ledger = Ledger(store, kept, crew, run, now, keep, since, max_pages)
        today = now().astimezone(KST).date()
        for source in sources:
            crew.walk(source, ledger.open(source), today=today)
        for batch in crew.events():
            ledger.enter(batch)
            track(Crawled(tuple(ledger.tallies.values()), len(sources)))
        reckon(store)
        done = Crawled(tuple(ledger.tallies.values()), len(sources))
        store.finish_run(run, outcome="failed" if done.failed else "done", now=now())
    return done


# Files, and the archive once more


@dataclass(slots=True)
class Ingested:
    """What became of the documents so far, and how many files are done of all. `beside` are pages of archives that
    are no articles."""

    files: int
    done: int = 0
    new: int = 0
    revised: int = 0
    same: int = 0
    failed: int = 0
    beside: int = 0


def ingest_files(
    store: Store,
    paths: Sequence[Path],
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    complain: Callable[[str], None] = lambda why: None,
    track: Callable[[Ingested], None] = lambda ingested: None,
) -> Ingested:
    """The documents of files to rows and figures; the same files twice change no row. What cannot be read is told to
    `complain` and kept as a problem, the rest goes on."""
    tally = Ingested(len(paths))
    for path in paths:
        for document in documents(path):
            _keep_document(store, document, tally, now(), complain)
            track(tally)
        tally.done += 1
        track(tally)
    reckon(store)
    return tally


def _keep_document(
    store: Store, document: Document, tally: Ingested, now: datetime, complain: Callable[[str], None]
) -> None:
    problem, page, source = document.problem, document.page, document.source
    if document.article is not None:
        with store.transaction():
            if source:
                store.save_source(source.id, name=source.name, region=source.region, family=source.family)
            own = {"source": source.id if source else ""}  # what another crawl called it is no source of this database
            known = store.save_page(page.model_copy(update=own), None) if page else None
            seen = page.fetched_at if page else now
            try:
                saved = keep(store, document.article, source=source.id if source else None, page_id=known, now=seen)
                setattr(tally, saved.change, getattr(tally, saved.change) + 1)
            except Rejected as err:
                problem = f"{document.where}: {err}"
            except BUGS as err:
                problem = f"{document.where}: program error: {describe_bug(err)}"
    if not problem:
        return
    if document.beside:
        tally.beside += 1
    else:
        tally.failed += 1
        complain(problem)
    reason = "no-article" if document.beside else "unreadable"
    store.save_problem(stage="ingest", reason=reason, url=document.where, detail=problem, now=now)


@dataclass(frozen=True, slots=True)
class Reread:
    """An article whose claims changed: those that went, those that came, and how many only changed in their proof."""

    article: Article
    gone: tuple[Claim, ...]
    new: tuple[Claim, ...]
    updated: int


class _Undone(Exception):
    """Takes a dry run's transaction back."""


def reextract(
    store: Store,
    archive: Path,
    *,
    sources: Mapping[str, Source] = MappingProxyType({}),
    dry_run: bool = False,
    complain: Callable[[str], None] = lambda why: None,
    track: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Reread]:
    """Every stored article again, from the archive where it has its page, else from its stored text; nothing is asked
    for over the net. Gives the articles whose rows change. With `dry_run` all is undone at the end.

    `sources` say how the pages of each are read, by id. Raises Busy where a crawl runs. What cannot be had or read is
    told to `complain`, and keeps its rows."""
    kept = Archive(archive)
    try:
        with store.lock("bangmun reextract"), store.transaction():
            total = store.status().counts["articles"]
            for done, stored in enumerate(store.articles()):
                track(done, total)
                try:
                    changed = _again(store, kept, sources, stored, complain)
                except BUGS as err:
                    complain(f"{stored.article.url}: program error: {describe_bug(err)}; its rows stay")
                    continue
                if changed is not None:
                    yield changed
            reckon(store)
            if dry_run:
                raise _Undone
    except _Undone:
        return


def _again(
    store: Store,
    archive: Archive,
    sources: Mapping[str, Source],
    stored: StoredArticle,
    complain: Callable[[str], None],
) -> Reread | None:
    before = {row.id: row.claim for row in store.claims(article_id=stored.id)}
    article = _from_archive(store, archive, sources, stored, complain)
    with store.transaction():
        saved = store.save_article(article, source=stored.source, page_id=stored.page_id, now=stored.seen_at)
        changes = store.save_claims(saved.id, extract(article).claims, stamps())
    after = {row.id: row.claim for row in store.claims(article_id=stored.id)}
    gone = tuple(claim for name, claim in before.items() if name not in after)
    new = tuple(claim for name, claim in after.items() if name not in before)
    return Reread(article, gone, new, len(changes.updated)) if gone or new or changes.updated else None


def _from_archive(
    store: Store,
    archive: Archive,
    sources: Mapping[str, Source],
    stored: StoredArticle,
    complain: Callable[[str], None],
) -> Article:
    """The article, read again from its page; as it is stored where the archive lacks it or it cannot be read."""
    try:
        page = _archived(store.page(stored.page_id) if stored.page_id else None, archive)
    except ArchiveError as err:
        complain(f"{stored.article.url}: {err}; its stored text is used")
        return stored.article
    if page is None:
        return stored.article

    def ask(request: Request) -> Page:
        try:
            file = _archived(store.last_page(request.url), archive)
        except ArchiveError as err:
            raise FetchError(request.url, "not-archived", str(err)) from err
        if file is None:
            raise FetchError(request.url, "not-archived")
        return file

    source = sources.get(stored.source or "") or source_of(page.final_url)
    article, problem, _ = reread(page, ask, source=source, old=stored.article)
    if problem is not None:
        complain(f"{problem.url}: {problem.reason} {problem.detail}; its stored text is used".replace("  ", " "))
    return article or stored.article


def _archived(row: StoredPage | None, archive: Archive) -> Page | None:
    if row is None or row.file is None or row.offset is None or row.length is None:
        return None
    return archive.read(ArchiveRef(file=row.file, offset=row.offset, length=row.length))


# Sources


def read_sources(folder: Path | None = None) -> tuple[dict[str, Source], list[SourceError]]:
    """The sources of a folder (the project's own without one) by id, and what is wrong with the broken files."""
    place: Traversable = folder or files("data") / "sources"
    found: dict[str, Source] = {}
    broken: list[SourceError] = []
    for file in sorted((f for f in place.iterdir() if f.name.endswith(".toml")), key=attrgetter("name")):
        try:
            source = parse_source(file.name.removesuffix(".toml"), file.read_bytes(), str(file))
            found[source.id] = source
        except SourceError as err:
            broken.append(err)
    return found, broken


def propose(url: str, settings: FetchSettings | None = None) -> Proposal:
    """A source for a list page or feed that nobody described, from one look at it. Raises FetchError, CleanError."""
    with Fetcher(settings) as fetcher:
        request = first_request(url)
        page = fetcher.fetch(request.url, data=request.data)
    reason = soft_error(page)
    if reason:
        raise SoftError(url, reason)
    if looks_like_feed(page.body):
        found = describe_feed(page)
    else:
        found = describe(page.final_url, decode(page.body, page.headers).text)
    private = settings is not None and settings.allow_private
    return replace(found, source=found.source.model_copy(update={"allow_private": private}))


def check_online(sources: Sequence[Source], settings: FetchSettings) -> Iterator[Checked]:
    """Each source's robots.txt and first list page, asked for once and politely, as they come in; nothing is kept."""
    with Crew(settings) as crew:
        for source in sources:
            crew.walk(source, Reach(lambda url: False, max_pages=1), today=datetime.now(KST).date())
        for batch in crew.events():
            for event in batch:
                if isinstance(event, Listed):
                    days = [one.item.date for one in event.found if one.item.date is not None]
                    wrong = [trouble for trouble in event.troubles if trouble.reason not in WARNINGS]
                    told = [trouble.reason for trouble in (wrong or event.troubles)]
                    fine, newest = bool(event.found) and not wrong, max(days, default=None)
                    yield Checked(event.source.id, event.source.name, fine, len(event.found), newest, tuple(told))


def add_source(proposal: Proposal, folder: Path) -> Path:
    """Write a proposal as a source file; one that is there already is never written over (FileExistsError)."""
    path = folder / f"{proposal.source.id}.toml"
    with path.open("x", encoding="utf-8") as file:
        file.write(to_toml(proposal.source))
    return path


if __name__ == "__main__":
    import sys

    from cli import main

    sys.exit(main())
