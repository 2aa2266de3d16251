"""The only place that reads the day of posting out of one list row."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from scraper.cells import LABEL, LONG, classed, fold, heading, in_script

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
_MAY_BE = re.compile(r"\d\s*[.\-/년월]\s*\d")
_SHORT = 14  # characters of the longest label


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
                if len(text) <= LONG and _MAY_BE.search(text):
                    for piece in _BAR.split(text):
                        yield from _days_of(piece, label, part)
                label = text if len(text) <= _SHORT and LABEL.fullmatch(text) else ""
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
    return 2 if classed(part, _DATE_CLASS) else 3


def day(nodes: Iterable[LexborNode], selectors: Iterable[str] = ()) -> date | None:
    """The row's day of posting: the best labelled date; None where equal ones differ, because nothing says which it is.

    With `selectors` only the elements that they find are looked at."""
    nodes = list(nodes)
    chosen = [part for selector in selectors for node in nodes for part in node.css(selector)]
    found = list(days(chosen if selectors else nodes))
    best = {item.day for item in found if item.rank == min(item.rank for item in found)}
    return best.pop() if len(best) == 1 else None
