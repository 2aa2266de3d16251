"""The only place that reads text dumps of pages: what is headline, body and tail, and what meta lines say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scraper import dumphead, dumplines, framing, metalines, stamps
from scraper.framing import Line
from scraper.metalines import Said
from scraper.normal import normalise
from scraper.pieces import Piece
from scraper.unwrap import unwrap


@dataclass(slots=True)
class Dump:
    """What a dump holds: pieces in order, its headline, and what it says of itself."""

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    said: Said = field(default_factory=Said)


def read(text: str, title: str = "") -> Dump:
    """A dump's headline, body and meta values; menus, rankings, comments and the like are left out."""
    texts = unwrap([dumplines.trim(line) for line in normalise(text).split("\n")])
    return _read(dumplines.classify(texts), title)


def read_pieces(pieces: Sequence[Piece], title: str = "") -> Dump:
    """The same for a document that came as paragraphs and tables: an office file."""
    rows = [
        Line(p.text, piece=p) if p.kind == "table" else dumplines.line_of(p.text, first=not i)
        for i, p in enumerate(pieces)
    ]
    return _read(rows, title, whole=True)


def _read(rows: list[Line], title: str, *, whole: bool = False) -> Dump:
    """`whole`: no menu stands above the body, so every line there is the document's own."""
    first = dumplines.body_start(rows)
    for row in rows[first + 2 :]:
        if row.kind == "stamp" and not any(s.role in ("published", "modified") for s in stamps.stamps(row.text)):
            row.kind = ""  # '일시' on one line, '2022. 9. 21.(수) 14:00' on the next: the event's date
    said = metalines.read(rows, first)
    if first == len(rows):  # an outline, a table, a list of names: no prose to tell a head from
        first, whole = dumphead.first_own(rows), True
    headline, above = dumphead.read(rows, first, title, whole=whole)
    pieces, outlet = framing.finish(framing.body(rows, first), headline)
    said.publisher = said.publisher or outlet or None
    return Dump(above + pieces, headline, said)
