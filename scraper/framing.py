"""The only place that says where an article ends: its body's lines, without stories, comments and boxes below."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from scraper import chrome, lines
from scraper.lines import is_same, key
from scraper.normal import squeeze
from scraper.pieces import Piece, kind_of, table
from scraper.records import BlockKind

_HARD_END = frozenset({"copyright", "comments", "section"})
_SOFT_END = frozenset({"reporter", "tags", "licence", "survey", "nav", "file", "contact", "newsletter", "end"})
_NEWS = frozenset({"copyright", "reporter", "comments"})
_RELEASE = re.compile(r"\s*(?:[□❍ㅇ]|【?\s?(?:붙임|참고|별첨)\s?\d?\b)")
_ANNEX = re.compile(r"\s*[<【\[(]?\s?(?:붙임|참고|별첨|첨부)\s?(?:자료)?\s?\d{0,2}\s?[】\])>.:]?\s*(?:\S.*)?$|\s*[□■]")
_NEIGHBOUR = re.compile(r"[▲▼△▽∧∨<>]?\s?(?:이전|다음|윗|아랫)\s?(?:글|기사|게시물|게시글|페이지|소식)\s?[:：]?")
_BOX = re.compile(r"(?:<\s?총괄\s?>|담당\s?부서|책임자|담당자|공동\s?담당.{0,6})")
_INSET = re.compile(r"\W*(?:관련|연관) ?(?:기사|뉴스)\W*")  # the title of a box in the text whose stories are gone
_LIST = 3  # lines
_BOX_LINE = 24  # characters; a name, a rank, an office
_ABOVE = frozenset({"menu", "outlet", "letterhead"})
_FRAME = frozenset({"stamp", "reporter", "crumb", "contact"})


Mode = Literal["", "soft", "items"]
"""What is being passed over: nothing, lines that are neither prose nor outline, the items of a list of stories."""


@dataclass(slots=True)
class Line:
    """One logical line: its text, what chrome it is ('' for none), a gap before it, the piece that it came as."""

    text: str
    kind: str = ""
    gap: bool = False
    piece: Piece | None = None
    opening: bool = False  # the very first line of its document

    @property
    def body(self) -> bool:
        """Prose or outline that no table of chrome claims."""
        if self.kind:
            return False
        table = self.piece is not None and self.piece.kind == "table"
        return table or lines.is_sentence(self.text) or lines.is_structured(self.text)


def body(rows: list[Line], first: int) -> list[Line]:
    """The lines from the first prose to the tail, without chrome; then what of the tail still belongs."""
    rest = rows[first:]
    _mark_contact_boxes(rest)
    _mark_neighbours(rest)
    outlined = sum(bool(_RELEASE.match(r.text)) for r in rest) >= 2  # a release goes on below its contact box
    own = [row.body for row in rest]
    total = sum(len(row.text) for row, is_own in zip(rest, own, strict=True) if is_own)
    out: list[Line] = []
    seen = 0
    mode: Mode = ""
    for i, row in enumerate(rest):
        late = seen > 0 and seen * 2 >= total
        if row.kind in _HARD_END and late and not _goes_on(rest, i, outlined=outlined):
            break
        mode = _mode(row, mode, late=late, outlined=outlined)
        if _keeps(row, mode, is_own=own[i]) and (seen or row.kind not in _ABOVE):
            out.append(row)
            mode = "" if mode == "items" else mode
        seen += len(row.text) if own[i] else 0
    return _without_loose_end(rows, out)


def _mode(row: Line, mode: Mode, *, late: bool, outlined: bool) -> Mode:
    """What a line of chrome makes of the lines that follow it."""
    if row.kind == "section":
        return "items"
    if row.kind in _SOFT_END and late:
        return "" if outlined else "soft"
    return mode


def _keeps(row: Line, mode: Mode, *, is_own: bool) -> bool:
    """Among other stories prose only; below a reporter's name prose, outline and captions; else all but chrome."""
    if mode == "items":
        return is_own and lines.is_sentence(row.text)
    if is_own or row.kind == "caption":
        return True
    return not mode and row.kind not in chrome.ANYWHERE and row.kind not in _FRAME


def _goes_on(rest: list[Line], at: int, *, outlined: bool) -> bool:
    """Whether the article goes on below a line that looks like its end."""
    return rest[at].kind == "section" and (_resumes(rest, at) or (outlined and _outline_follows(rest, at)))


def _outline_follows(rest: list[Line], at: int) -> bool:
    """Whether a release's annexes stand below a line that only looks like a list of other stories."""
    return sum(bool(_RELEASE.match(row.text)) for row in rest[at + 1 :]) >= 2


def _mark_neighbours(rows: list[Line]) -> None:
    """'이전글' on one line, its title on the next."""
    for label, row in pairwise(rows):
        if _NEIGHBOUR.fullmatch(label.text) and not row.kind and not lines.is_sentence(row.text):
            label.kind = row.kind = "nav"


def _mark_contact_boxes(rows: list[Line]) -> None:
    """A release's table of officials, a line a cell: offices, ranks, names and numbers between other text."""
    at = 0
    while at < len(rows):
        end = at
        if _BOX.fullmatch(rows[at].text):
            while end < len(rows) and len(rows[end].text) <= _BOX_LINE and not _ANNEX.match(rows[end].text):
                end += 1
            if any(re.search(r"\d{3,4}[-.)]\s?\d{4}", r.text) for r in rows[at:end]):
                for row in rows[at:end]:
                    row.kind = "contact"
        at = max(end, at + 1)


def _resumes(rest: list[Line], at: int) -> bool:
    """Whether the article goes on after a box of stories: an unbroken run of prose, ended by a reporter or notice."""
    after = rest[at + 1 :]
    start = next((i for i, r in enumerate(after) if r.body and lines.is_sentence(r.text)), None)
    inset = start == 0 and _INSET.fullmatch(rest[at].text) is not None
    if start is None or (start == 0 and not inset):  # prose right under the heading is a story's summary
        return False
    run = 0
    for row in after[start:]:
        if row.kind in ("reporter", "copyright", "letterhead"):
            return run >= (3 if inset else 2)
        if not row.body and row.kind != "caption":
            return False
        run += 1
    return run >= 2 and not inset


def _without_loose_end(rows: list[Line], body: list[Line]) -> list[Line]:
    """News ends in prose: lines of no kind below its last sentence are other headlines where a button, a name or a
    notice parts them from it, or where they are three or more; one or two that follow at once may be its own."""
    if not any(r.kind in _NEWS for r in rows) or any(_RELEASE.match(r.text) for r in body):
        return body
    last = next((r for r in reversed(body) if lines.is_sentence(r.text)), None)
    if last is None:
        return body
    below = rows[next(i for i, row in enumerate(rows) if row is last) + 1 :]
    end = next((i for i, row in enumerate(below) if row.kind and row.kind != "caption"), len(below))
    own = {id(row) for row in below[:end] if end < _LIST or lines.is_structured(row.text) or row.kind}
    gone = {id(row) for row in below if id(row) not in own and not row.kind and not lines.is_structured(row.text)}
    return [row for row in body if id(row) not in gone]


def finish(rows: list[Line], title: str) -> tuple[list[Piece], str]:
    """Body lines as pieces, and the outlet that a reporter's tag names ('' if none).

    Tags and names glued to sentences are cut, the headline is not repeated, tables drawn with bars become rows.
    """
    out: list[Piece] = []
    drawn: list[tuple[str, ...]] = []
    outlet = ""
    headline = key(title)
    for row in rows:
        if row.piece is None and lines.is_row(row.text):
            drawn += _cells(row.text)
            continue
        if drawn:
            out.append(table(tuple(drawn)))
            drawn = []
        if row.piece is not None and row.piece.kind == "table":
            out.append(row.piece)
            continue
        text, named = (row.text, "") if row.kind == "caption" else lines.cut_prefix(row.text)
        outlet = outlet or named
        text = lines.cut_suffix(text)
        if text and not (title and is_same(text, headline)):
            out.append(Piece(_piece_kind(row, text), text))
    if drawn:
        out.append(table(tuple(drawn)))
    return out, outlet


def _cells(line: str) -> list[tuple[str, ...]]:
    """The cells of '| a | b |'; none for the rule under a header, '|---|---|'."""
    cells = tuple(squeeze(c) for c in line.strip().strip("|").split("|"))
    return [] if all(re.fullmatch(r":?-{2,}:?", c) for c in cells) else [cells]


def _piece_kind(row: Line, text: str) -> BlockKind:
    if row.kind == "caption":
        return "caption"
    return row.piece.kind if row.piece is not None else kind_of(text)
