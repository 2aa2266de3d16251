"""The only place that puts a located page together: its text and blocks, and what it says in tags and in words."""

from datetime import date, datetime

from scraper import body, chrome, dumplines, framing, headline, licences, lines, metadata, reader
from scraper.compose import compose
from scraper.framing import Line
from scraper.lines import key
from scraper.pieces import Piece
from scraper.records import Article

_REPEATED = 24  # letters; what is shorter may well be said twice
_HEAD = 3  # lines: a headline and its picture may be a part of the body, and the date stand below them


def article(located: body.Located, meta: metadata.Meta, published: datetime | date | None) -> Article:
    """The Article of a page without its address and files. `published` is used where the page names no date."""
    rows = _rows(reader.pieces(located.node))
    kept = framing.body(rows, 0)
    around = located.around
    title = _title(located, meta, rows, kept)
    pieces, outlet = framing.finish(kept, title)
    text, blocks = compose(([Piece("title", title)] if title else []) + _subtitled(pieces))
    start = next((i for i, row in enumerate(rows) if kept and row is kept[0]), 0)
    said = [(i, r.text) for i, r in enumerate(rows) if r.kind in ("stamp", "reporter")]
    above = [*around.above, *located.dates, *[text for i, text in said if i <= start + _HEAD]]
    below = [*[text for i, text in said if i > start + _HEAD], *around.below]
    shown, modified = metadata.dates_near(above, below)
    return Article(
        text=text,
        title=title,
        published=metadata.settle(meta.published, shown) or published,
        modified=meta.modified or modified,
        publisher=meta.publisher or meta.site or outlet or None,
        department=metadata.department(around.above, around.below),
        licence=licences.by_text([r.text for r in rows if r.kind == "licence"] + list(around.below or around.above)),
        blocks=blocks,
        method=located.method,
    )


def _title(located: body.Located, meta: metadata.Meta, rows: list[Line], kept: list[Line]) -> str:
    prose = " ".join(r.text for r in kept)
    if located.titles:
        return headline.choose(meta.titles, located.titles, (), [(t, 3) for t in located.titles], prose, site=meta.site)
    inside = [r.text for r in rows[:4]]
    headings = [*located.around.headings, *[(r.text, 2) for r in rows[:2] if r.piece and r.piece.kind == "subtitle"]]
    above = [*located.around.above, *[text for text, _ in headings[len(located.around.headings) :]]]
    return headline.choose(meta.titles, above, inside, headings, prose, site=meta.site)


def _rows(pieces: list[Piece]) -> list[Line]:
    """Pieces as lines that know what chrome they are; a paragraph that the page renders twice stands once."""
    out: list[Line] = []
    seen: set[str] = set()
    for piece in pieces:
        if len(piece.text) > _REPEATED:
            letters = key(piece.text)
            if len(letters) > _REPEATED and letters in seen:
                continue
            seen.add(letters)
        kind = "caption" if piece.kind == "caption" else chrome.kind_of(piece.text)
        if not kind and dumplines.is_stamp(piece.text):
            kind = "stamp"
        out.append(Line(piece.text, kind, piece=piece))
    return out


def _subtitled(pieces: list[Piece]) -> list[Piece]:
    """Lines above the first sentence that are no prose themselves are subtitles."""
    first = next((i for i, p in enumerate(pieces) if lines.is_sentence(p.text)), 0)
    return [
        Piece("subtitle", p.text) if i < first and p.kind in ("paragraph", "bullet") else p
        for i, p in enumerate(pieces)
    ]
