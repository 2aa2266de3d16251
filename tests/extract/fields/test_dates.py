"""Times: a table of phrases against the article's day, then what a row cannot say."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from extract.document import Document, read
from extract.fields import dates
from extract.records import Mention
from scraper.records import Article


@dataclass(frozen=True)
class Row:
    """One line of date_rows.tsv: the sentence without its brackets, and where they stood."""

    id: str
    published: date | None
    said: str
    text: str
    start: int
    end: int


def _rows() -> list[Row]:
    out = []
    lines = Path(__file__).with_name("date_rows.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        name, day, said, marked = line.split("\t")
        start, end = marked.index("⟦"), marked.index("⟧") - 1
        text = marked.replace("⟦", "").replace("⟧", "")
        out.append(Row(name, None if day == "-" else date.fromisoformat(day), said, text, start, end))
    return out


ROWS = _rows()


def document(text: str, published: date | None) -> Document:
    return read(Article(text=text, published=published))


def described(mention: Mention) -> str:
    """A mention in the words of the table."""
    value = mention.value
    if mention.field == "duration":
        return f"length {mention.note}"
    if mention.field == "report":
        return f"{'stamp' if mention.note == 'stamp' else 'report'} {value.start}"
    if value.start is None and value.end is None:
        return "none"
    return f"{value.start or ''}..{value.end or ''} {value.precision}"


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_phrase(row: Row) -> None:
    found = dates.find(document(row.text, row.published))
    touching = [m for m in found if m.start < row.end and row.start < m.end]
    if row.said == "nothing":
        assert [(described(m), row.text[m.start : m.end]) for m in touching] == []
        return
    assert [described(m) for m in touching] == [row.said]
    assert (touching[0].start, touching[0].end) == (row.start, row.end)


def test_the_table_is_large_and_holds_negatives() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 200
    assert sum(row.said in ("nothing", "none") for row in ROWS) >= len(ROWS) / 5
    assert all(re.fullmatch(r"[a-z0-9-]+", row.id) for row in ROWS)
