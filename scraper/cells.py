"""The only place that reads the day of posting and the department out of one list row."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_DAY = r"(?P<y>(?:19|20)\d\d|\d\d)\s*[.\-/년]\s*(?P<m>\d{1,2})\s*[.\-/월]\s*(?P<d>\d{1,2})(?:\s*일|\.)?(?!\d)"
_WEEKDAY = r"(?:\s*\(?(?:[월화수목금토일](?:요일)?|[A-Z][a-z]{2})\)?)?"
_CLOCK = rf"{_WEEKDAY}(?:[\sT]*(?:오전|오후|AM|PM)?\s*\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_WHOLE = re.compile(rf"\W*(?P<label>[^\W\d][^\d:：|]{{0,14}}?)?[\s:：|·\[(]*(?<!\d){_DAY}{_CLOCK}\W*", re.I)
_POSTED = "등록|작성|게시|입력|승인|등재"
_GIVEN = "제공|보도|배포|발행|날짜|일자|발표|date"
_LABELLED = re.compile(
    rf"(?P<label>(?:{_POSTED}|{_GIVEN})[^\W\d]{{0,4}})\s*[:：|]?\s*(?<!\d){_DAY}(?!\s*(?:\([^)]*\))?\s*[~∼-]\s*\d)",
    re.I,
)
_BAR = re.compile(r"\s*[|｜ㅣ│·•]\s*|\s+/\s+")
_BOX = re.compile(
    r"(?P<d1>\d{1,2})일? (?P<y1>\d{4})[.\-/년]\s?(?P<m1>\d{1,2})[.월]?"
    r"|(?P<y2>\d{4})[.\-/년]\s?(?P<m2>\d{1,2})[.월]? (?P<d2>\d{1,2})일?"
)
_OTHER_DAY = re.compile("수정|마감|기간|종료|행사|접수|교육|신청|까지|시행|만료|변경|생년|촬영")
_DATE_CLASS = re.compile(r"date|(?:^|[-_\s])(?:day|time|regdt|wdate|dt)(?:$|[-_\s])", re.I)
_DEPARTMENT = re.compile("부서|담당|제공기관|기관명|출처|소속")
_DEPARTMENT_CLASS = re.compile(r"dept|depart|buseo|team", re.I)
_LABEL = re.compile(
    r"\W*(?:[가-힣]{2,4}\s?)?(?:일|일자|일시|날짜|기간|시간|시각|부서|부서명|기관|기관명|담당자|출처|date|dept)\W*",
    re.I,
)  # a text that does nothing but name the next one; anything else before a date may be the title
_CELL_LABELS = ("data-cell-header", "data-label", "data-th", "data-title", "data-header", "aria-label")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_MAY_BE = re.compile(r"\d\s*[.\-/년월]\s*\d")
_SHORT = 14  # characters of the longest label
_LONG = 90  # characters; a longer run of text is a preview, and a day in it is not the row's


class Day(NamedTuple):
    """A date that stands alone in a row, and how well it says that it is the day of posting (0 is best)."""

    day: date
    rank: int


def parse_day(year: str, month: str, day: str) -> date | None:
    """The date, two-digit years in this century; None where there is no such day."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    """The date that a cell's whole text is: `26-06-02`, `2026. 6. 11.`, `2026년 6월 11일 (목)`, `작성일 : 2026/06/11`.

    None for a time or a day without its year: the page does not say which year."""
    found = _WHOLE.fullmatch(fold(text))
    return None if found is None else parse_day(found["y"], found["m"], found["d"])


def fold(text: str) -> str:
    """White space folded, zero-width characters gone."""
    return " ".join(text.translate(_ZERO_WIDTH).split())


def is_dated(node: LexborNode) -> bool:
    """Does a date stand in the element, outside running text?"""
    if not _MAY_BE.search(node.text()) and node.css_first("time") is None:
        return False  # most elements of a page, at the speed of the parser
    return next(days([node]), None) is not None


def days(nodes: Iterable[LexborNode]) -> Iterator[Day]:
    """The dates that stand in a row outside running text, in page order; no deadlines, no changes."""
    label = ""
    for node in nodes:
        for part in node.traverse(include_text=True):
            if part.tag == "time" and (found := read_day((part.attributes.get("datetime") or "")[:10])):
                yield Day(found, 1)
            elif part.tag == "-text":
                text = fold(part.text_content or "")
                if not text or in_script(part):
                    continue
                if len(text) <= _LONG and _MAY_BE.search(text):
                    for piece in _BAR.split(text):
                        yield from _days_of(piece, label, part)
                label = text if len(text) <= _SHORT and _LABEL.fullmatch(text) else ""
            elif _DATE_CLASS.search(part.attributes.get("class") or "") and (found := _boxed(part)):
                yield Day(found, 2)


def _boxed(part: LexborNode) -> date | None:
    """A date that its element shows in two pieces: the day large, year and month small (`23` `2026.07`)."""
    texts = [fold(piece.text_content or "") for piece in part.traverse(include_text=True) if piece.tag == "-text"]
    pieces = [text for text in texts if text]
    found = _BOX.fullmatch(" ".join(pieces)) if len(pieces) == 2 else None
    return (
        None
        if found is None
        else parse_day(found["y1"] or found["y2"], found["m1"] or found["m2"], found["d1"] or found["d2"])
    )


def _days_of(text: str, label: str, part: LexborNode) -> Iterator[Day]:
    whole = _WHOLE.fullmatch(text)
    for found in [whole] if whole else _LABELLED.finditer(text):
        day = parse_day(found["y"], found["m"], found["d"])
        own = found["label"] or f"{label} {heading(part)}"
        if day is not None and not _OTHER_DAY.search(own):
            yield Day(day, _rank(own, part))


def _rank(label: str, part: LexborNode) -> int:
    for rank, words in enumerate((_POSTED, _GIVEN)):
        if re.search(words, label, re.I):
            return rank
    return 2 if _classed(part, _DATE_CLASS) else 3


def day(nodes: Iterable[LexborNode], selectors: Iterable[str] = ()) -> date | None:
    """The row's day of posting: the best labelled date; None where equal ones differ, because nothing says which it is.

    With `selectors` only the elements that they find are looked at."""
    nodes = list(nodes)
    chosen = [part for selector in selectors for node in nodes for part in node.css(selector)]
    found = list(days(chosen if selectors else nodes))
    best = {item.day for item in found if item.rank == min(item.rank for item in found)}
    return best.pop() if len(best) == 1 else None


def department(nodes: Iterable[LexborNode], selectors: Iterable[str] = ()) -> str | None:
    """The office that a row names in a cell, label or class of that meaning; None where it names none."""
    nodes = list(nodes)
    chosen = [fold(part.text()) for selector in selectors for node in nodes for part in node.css(selector)]
    if selectors:
        return next((text for text in chosen if text), None)
    label = ""
    for node in nodes:
        for part in node.traverse(include_text=True):
            text = fold(part.text_content or "") if part.tag == "-text" else ""
            if text and len(text) <= _LONG and not in_script(part):
                if _names_office(text, label, part):
                    return re.sub(r"^\W*[가-힣]{2,6}\s*[:：]\s*", "", text)
                label = text if _LABEL.fullmatch(text) else ""
    return None


def _names_office(text: str, label: str, part: LexborNode) -> bool:
    if _LABEL.fullmatch(text) or not re.search("[가-힣]", text) or read_day(text):
        return False
    own = re.match(r"\W*([가-힣]{2,6})\s*[:：]\s*\S", text)
    said = f"{label} {heading(part)} {own[1] if own else ''}"
    return bool(_DEPARTMENT.search(said)) or _classed(part, _DEPARTMENT_CLASS)


def heading(part: LexborNode) -> str:
    """What a cell says it holds: its own label attribute, or its column's header in the table."""
    node: LexborNode | None = part.parent
    for _ in range(4):
        if node is None or node.tag == "tr":
            return ""
        for name in _CELL_LABELS:
            if node.attributes.get(name):
                return fold(node.attributes[name] or "")
        if node.tag in ("td", "th"):
            return _column(node)
        node = node.parent
    return ""


def _column(cell: LexborNode) -> str:
    """The header above a cell, where header and row have as many cells and so no cell spans two."""
    row = cell.parent
    table = row
    while table is not None and table.tag != "table":
        table = table.parent
    header = table.css_first("tr") if table is not None else None
    if row is None or header is None or header.mem_id == row.mem_id or header.css_first("th") is None:
        return ""
    cells, names = _elements(row), _elements(header)
    if len(cells) != len(names):
        return ""
    return fold(names[[item.mem_id for item in cells].index(cell.mem_id)].text())


def _elements(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in ("td", "th")]


def _classed(part: LexborNode, expression: re.Pattern[str]) -> bool:
    node: LexborNode | None = part.parent
    for _ in range(2):
        if node is None:
            return False
        if expression.search(node.attributes.get("class") or ""):
            return True
        node = node.parent
    return False


def in_script(part: LexborNode) -> bool:
    """Is a text node the inside of a script or style?"""
    return part.parent is not None and part.parent.tag in ("script", "style", "noscript", "template")
