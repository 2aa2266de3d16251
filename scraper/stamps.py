"""The only place that reads a document's own date: stamps with their labels, ISO values, meta lines."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

KST = timezone(timedelta(hours=9), "KST")

DATE = (
    r"(?<!\d)((?:19|20)\d\d)\s?(?:[-./]|년)\s?(1[0-2]|0?[1-9])\s?(?:[-./]|월)\s?(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"\s?(?:\.|일)?"
)
_TIME = r"(오전|오후|AM|PM|am|pm)?\s?([01]?\d|2[0-4])(?::(?=[0-5]\d)|시\s?)([0-5]?\d)(?:(?::|분\s?)([0-5]\d)초?)?분?"
_STAMP = re.compile(rf"{DATE}(?:\s?\(?[월화수목금토일](?:요일)?\)?)?(?:[T\s,]{{0,3}}[\[(]?\s?{_TIME}(?!\d)[\])]?)?")
_TWO_DIGITS = re.compile(
    r"(?<![\d.\-/])[0-4]\d([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)(?:\s\d\d:\d\d(?!\d))?"
)
_ISO_ZONE = re.compile(r"^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)\s*$")

_MODIFIED = r"수정|업데이트|갱신|편집|변경"
_NOT_OURS = re.compile(
    r"최종\s?편집|오늘|today|현재\s?시[각간]|편집\s?시[각간]|회원|발행\s?(?:인|연월일)|등록\s?(?:번호|연월일)|창간",
    re.I,
)
_OTHER = re.compile(r"게재일|지면|마감|기간|접수|행사|유효|생산|작성\s?기준|기준일")
_LABEL = re.compile(
    r"(?:(?:기사|웹|최초|뉴스)\s?)?(?:입력|승인|등록|작성|발행|송고|출고|배포|보도|게시|제공|공개|전송|게재|수집|공고)\s?"
    r"(?:일자|일시|시간|시각|시점|날짜|일)?|날짜|date|posted|published|updated",
    re.I,
)
_BETWEEN = re.compile(r"[\s:：|()\[\]\-=~]{0,6}")
_MODIFIED_LABEL = re.compile(rf"(?:최종|마지막)?\s?(?:{_MODIFIED})\s?(?:일자|일시|시간|시각|날짜|일)?", re.I)


class Stamp(NamedTuple):
    """A date in a line: its value, where it stands, and what its label makes it: published, modified, other, ''."""

    value: datetime | date
    start: int
    end: int
    role: str


def parse(text: str) -> datetime | date | None:
    """The first date of a value such as a meta tag's: an aware datetime (KST when it names no zone), or a date."""
    zoned = _zoned(text)
    if zoned:
        return zoned
    for stamp in stamps(text):
        return stamp.value
    return None


def _zoned(text: str) -> datetime | None:
    hit = _ISO_ZONE.match(text)
    if not hit:
        return None
    try:
        return datetime.fromisoformat(text.strip().replace(" ", "T", 1).replace("Z", "+00:00").replace(" ", ""))
    except ValueError:
        return None


def stamps(line: str) -> list[Stamp]:
    """Every full date of a line (four-digit year), with the role that the words around it give it."""
    found: list[Stamp] = []
    at = 0
    for hit in _STAMP.finditer(line):
        value = _value(hit)
        if value is not None:
            found.append(
                Stamp(value, hit.start(), hit.end(), _role(line[at : hit.start()], line[hit.end() : hit.end() + 6]))
            )
        at = hit.end()
    return found or list(_short(line))


def _short(line: str) -> Iterator[Stamp]:
    """Dates with two digits for the year, where a label of publication or a time of day says that they are dates."""
    for hit in _TWO_DIGITS.finditer(line):
        role = _role(line[: hit.start()], "")
        full = _STAMP.match(f"20{hit[0]}")
        value = _value(full) if full else None
        if value is not None and role != "page" and (role or isinstance(value, datetime)):
            yield Stamp(value, hit.start(), hit.end(), role)


def _value(hit: re.Match[str]) -> datetime | date | None:
    year, month, day, half, hour, minute, second = hit.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        clock = int(hour)
        if half in ("오후", "PM", "pm") and clock < 12:
            clock += 12
        if half in ("오전", "AM", "am") and clock == 12:
            clock = 0
        moment = datetime(int(year), int(month), int(day), 0, int(minute), int(second or 0), tzinfo=KST)
        return moment + timedelta(hours=clock)  # 24:00 is written, and is the next day's first minute
    except ValueError:
        return None


def _role(before: str, after: str) -> str:
    """'published', 'modified', 'other' by the label right before the date (or right after it: '2019-07-24 등록')."""
    label = before[-24:]
    if _NOT_OURS.search(label):
        return "page"
    if _OTHER.search(label):
        return "other"
    for pattern, role in ((_MODIFIED_LABEL, "modified"), (_LABEL, "published")):
        hits = list(pattern.finditer(label))
        if hits and _BETWEEN.fullmatch(label[hits[-1].end() :]):
            return role
    if re.match(r"\s?(?:등록|승인|입력|게재|송고|작성|발행)", after):
        return "published"
    return ""


def strip(line: str) -> str:
    """The line without its dates and their labels: what is left of a meta line is names and separators."""
    bare = _TWO_DIGITS.sub(" ", _STAMP.sub(" ", line))
    bare = _MODIFIED_LABEL.sub(" ", bare)
    return _LABEL.sub(" ", bare)
