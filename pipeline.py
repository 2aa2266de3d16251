"""The conductor: crawl, clean, extract, store, reconcile. Wiring only, no rules. `python pipeline.py` is the CLI."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

import extract
import figures.compare
import jsonl
from extract.lexicon import lexicon_version
from extract.morphology import analyser_version
from extract.records import Claim, Extraction
from figures.checks import check
from figures.compare import By, Row
from figures.reconcile import reconcile
from jsonl import LineError, text_field
from scraper import clean
from scraper.clean import Cleaned
from scraper.errors import CleanError, SourceError
from scraper.policy import package_version
from scraper.records import Article, Page
from scraper.sources import Source, parse_source
from store.records import Saved, Stamps
from store.store import Store

Complain = Callable[[int, str], None]


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


def _published(row: dict[str, Any]) -> date | datetime | None:
    """The line's own date, where it gives one."""
    value = text_field(row, "published")
    if value is None:
        return None
    try:
        return day_or_moment(value)
    except ValueError as err:
        raise LineError(f"key 'published': {err}") from err


def batch_article(row: dict[str, Any]) -> Article:
    """The Article of one batch line; what the line says of itself wins. Raises CleanError and LineError."""
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


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim in the shape of the codebook: evidence is a map of field to its [start, end) spans."""
    row = claim.model_dump(mode="json", exclude={"evidence"})
    if claim.delegates_qualifier != "range":
        del row["delegates_max"]
    spans: dict[str, list[list[int]]] = {}
    for item in claim.evidence:
        if item.start is not None and item.end is not None:
            spans.setdefault(item.field, []).append([item.start, item.end])
    return row | {"evidence": spans}


def article_row(article: Article, found: Extraction) -> dict[str, Any]:
    """What one article says: published, relevant, claims."""
    return {
        "published": article.published.isoformat() if article.published else None,
        "relevant": found.relevant,
        "claims": [claim_row(claim) for claim in found.claims],
    }


def extract_line(row: dict[str, Any]) -> dict[str, Any]:
    """One batch line in, one out. A text that cannot be read is not relevant, and its row says why (`problem`)."""
    key = text_field(row, "id", required=True)
    try:
        article = batch_article(row)
    except CleanError as err:
        return {"id": key, "published": None, "relevant": False, "claims": [], "problem": str(err)}
    return {"id": key} | article_row(article, extract.extract(article))


def extract_batch(lines: Iterable[bytes], out: IO[str], complain: Complain) -> tuple[int, int]:
    """Lines {id, text | html, published?, title?, publisher?, url?} to lines {id, published, relevant, claims}."""
    return jsonl.convert(jsonl.read(lines), extract_line, out, complain)


def cleaned_row(cleaned: Cleaned) -> dict[str, Any]:
    """What one page holds, in the shape that the page scorer reads."""
    article = cleaned.article or Article(text="")
    return {
        "kind": cleaned.kind,
        "title": article.title or None,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "department": article.department,
        "text": article.text,
        "items": [item.model_dump(mode="json") for item in cleaned.items],
    }


def clean_line(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One batch line in, one out. A page that cannot be read has kind null, and its row says why (`problem`)."""
    name, url = text_field(row, "file", required=True) or "", text_field(row, "url") or ""
    path = folder / (text_field(row, "html_path", required=True) or "")
    try:
        page = Page(url=url, final_url=url, fetched_at=datetime.now(UTC), status=200, body=path.read_bytes())
        return {"file": name} | cleaned_row(clean.clean_page(page))
    except OSError as err:
        problem = f"{path}: {err.strerror}"
    except CleanError as err:
        problem = str(err)
    return {"file": name} | cleaned_row(Cleaned("article")) | {"kind": None, "problem": problem}


def clean_batch(lines: Iterable[bytes], out: IO[str], complain: Complain, folder: Path) -> tuple[int, int]:
    """Lines {file, url?, html_path} to lines {file, kind, title, published, publisher, department, text, items}.

    A relative `html_path` starts at `folder`."""
    return jsonl.convert(jsonl.read(lines), partial(clean_line, folder=folder), out, complain)


def compare(store: Store, *, by: By, city: str | None = None, period: str | None = None) -> list[Row]:
    """Rows of a comparison, from the claims as they stand now."""
    return figures.compare.compare(reconcile(store.claims()), by=by, city=city, period=period)


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


def stamps() -> Stamps:
    """Versions of what reads an article now."""
    return Stamps(extractor=package_version(), lexicon=lexicon_version(), kiwi=analyser_version())


def keep(store: Store, article: Article, *, source: str | None, page_id: str | None, now: datetime) -> Saved:
    """Store an article with its claims, both or neither. One that stands there already is not read again."""
    with store.transaction():
        saved = store.save_article(article, source=source, page_id=page_id, now=now)
        if saved.change != "same":
            store.save_claims(saved.id, extract.extract(article).claims, stamps())
    return saved


def reckon(store: Store) -> None:
    """Figures and checks of all claims, written where they differ."""
    claims = store.claims()
    with store.transaction():
        store.save_figures(reconcile(claims))
        for article, rows in groupby(sorted(claims, key=attrgetter("article_id")), key=attrgetter("article_id")):
            store.save_checks(article, check(list(rows)))


if __name__ == "__main__":
    import sys

    from cli import main

    sys.exit(main())
