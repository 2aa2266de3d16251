"""The conductor: crawl, clean, extract, store, reconcile. Wiring only, no rules. `python pipeline.py` is the CLI."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

import figures.compare
import jsonl
from crawler import Ledger, Tally
from extract import extract
from extract.lexicon import lexicon_version
from extract.morphology import analyser_version
from extract.records import Extraction
from figures.checks import check
from figures.compare import By, Row
from figures.reconcile import reconcile
from jsonl import LineError, text_field
from publish.rows import article_row, page_row
from scraper import clean
from scraper.archive import Archive
from scraper.clean import Cleaned
from scraper.crew import Crew
from scraper.errors import CleanError, SourceError
from scraper.policy import FetchSettings, package_version
from scraper.records import Article, Page
from scraper.sources import Source, parse_source
from scraper.stamps import KST
from store.records import Saved, Stamps
from store.store import Store

Complain = Callable[[int, str], None]
"""Told of a bad line: its number and what is wrong with it."""


# One article, and batches of them


def day_or_moment(value: str) -> date | datetime:
    """An ISO date or date-time; ValueError names what was expected."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value)
    except ValueError as err:
        raise ValueError(f"expected a date like 2024-06-19, got {value!r}") from err


def read_file(path: Path, data: bytes, published: date | None = None) -> tuple[Article, Extraction]:
    """One file of any kind as an article, with its claims. Raises CleanError."""
    article = clean.clean_file(path, data, published=published)
    return article, extract(article)


def _published(row: dict[str, Any]) -> date | datetime | None:
    value = text_field(row, "published")
    if value is None:
        return None
    try:
        return day_or_moment(value)
    except ValueError as err:
        raise LineError(f"key 'published': {err}") from err


def line_article(row: dict[str, Any]) -> Article:
    """The Article of one line; what the line says of itself wins. Raises CleanError and LineError."""
    text, html = text_field(row, "text"), text_field(row, "html")
    if (text is None) == (html is None):
        raise LineError(f"expected one of the keys 'text' and 'html', got {'neither' if text is None else 'both'}")
    url, title, published = text_field(row, "url") or "", text_field(row, "title"), _published(row)
    if text is not None:
        article = clean.clean_text(text, title=title, published=published, url=url)
    else:
        article = the_article(clean.clean_html(html or "", url, published=published), url or "html")
    own = {"publisher": text_field(row, "publisher"), "published": published}
    return article.model_copy(update={key: value for key, value in own.items() if value is not None})


def the_article(cleaned: Cleaned, name: str) -> Article:
    """The page as an article. Raises CleanError where it is a list or a soft error."""
    if cleaned.article is None:
        raise CleanError(f"{name}: no article but {cleaned.reason or f'a list of {len(cleaned.items)} posts'}")
    return cleaned.article


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


def reckon(store: Store) -> None:
    """Figures and checks of all claims, written where they differ."""
    claims = store.claims()
    with store.transaction():
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
    max_pages: int = 10,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    track: Callable[[Crawled], None] = lambda crawled: None,
) -> Crawled:
    """New and changed pages of the sources, to archive, rows and figures. Raises Busy where another crawl runs.

    What an earlier crawl left waiting is asked for, too. A source that fails leaves its old rows as they are."""
    with store.lock("bangmun crawl"), Archive(archive) as kept, Crew(settings) as crew:
        run = store.start_run("crawl", now=now())
        outcomes = {health.id: health.outcome for health in store.status().sources}
        ledger = Ledger(store, kept, crew, run, now, keep, outcomes)
        today = now().astimezone(KST).date()
        for source in sources:
            known = ledger.open(source)
            crew.walk(source, known=known, since=since, max_pages=max_pages, today=today)
        for batch in crew.events():
            ledger.enter(batch)
            track(Crawled(tuple(ledger.tallies.values()), len(sources)))
        reckon(store)
        done = Crawled(tuple(ledger.tallies.values()), len(sources))
        store.finish_run(run, outcome="failed" if done.failed else "done", now=now())
    return done


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


if __name__ == "__main__":
    import sys

    from cli import main

    sys.exit(main())
