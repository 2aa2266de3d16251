"""The conductor: crawl, clean, extract, store, reconcile. Wiring only, no rules. `python pipeline.py` is the CLI."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import IO, Any

import extract
import jsonl
from extract.errors import ExtractError
from extract.records import Claim, Extraction
from jsonl import LineError, text_field
from scraper.errors import ScraperError
from scraper.records import Article

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


def _article(row: dict[str, Any]) -> Article:
    """The Article of one batch line."""
    text = unicodedata.normalize("NFC", text_field(row, "text", required=True) or "")
    return Article(
        text=text.replace("\r\n", "\n"),
        published=_published(row),
        publisher=text_field(row, "publisher"),
        method="text",
    )


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


def extraction_row(key: str, article: Article, found: Extraction) -> dict[str, Any]:
    """One batch line: id, published, relevant, claims."""
    return {
        "id": key,
        "published": article.published.isoformat() if article.published else None,
        "relevant": found.relevant,
        "claims": [claim_row(c) for c in found.claims],
    }


def extract_line(row: dict[str, Any]) -> dict[str, Any]:
    """One batch line in, one out."""
    key = text_field(row, "id", required=True) or ""
    article = _article(row)
    return extraction_row(key, article, extract.extract(article))


def extract_batch(lines: Iterable[bytes], out: IO[str], complain: Complain) -> tuple[int, int]:
    """Lines {id, text | html, published?, title?, publisher?, url?} to lines {id, published, relevant, claims}.

    Returns (written, bad); every bad line is told to `complain`."""
    return jsonl.convert(jsonl.read(lines), extract_line, out, complain, (ScraperError, ExtractError))


if __name__ == "__main__":
    import sys

    from cli import main

    sys.exit(main())
