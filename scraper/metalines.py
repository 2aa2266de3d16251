"""The only place that reads the meta lines of a dump: its dates, who publishes, which office, which licence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scraper import chrome, licences, lines, stamps
from scraper.framing import Line
from scraper.normal import squeeze

_META = frozenset({"stamp", "reporter", "contact", "letterhead", "licence", "copyright"})
_ORG_DATE = re.compile(r"^[가-힣A-Za-z·\s]{2,20}(?:청|부|처|원|시|군|구|도|실|위원회|공사|공단|재단|의회)$")
_DEPARTMENT = re.compile(
    r"(?:담당|주관|작성|제공|소관|등록)\s?부서\s?(?:명)?\s?[:：]?\s?"
    r"([가-힣A-Za-z0-9·]{2,16}(?:\s[가-힣A-Za-z0-9·]{1,10}(?:과|팀|실|국|단|관|소|센터|담당관))?)"
)
_COPYRIGHT_NAME = re.compile(
    r"(?:저작권자?|copyrights?|ⓒ|©|\(c\))[\s:,ⓒ©'\"]*(?:\(c\))?[\s:,ⓒ©'\"]*([가-힣A-Za-z0-9· ]{2,18}?)"
    r"\s?(?:[,.&('\"ⓒ©>\]\-]|무단|all\s|www|$)|^([가-힣A-Za-z0-9·&]{2,14})\s?(?:ⓒ|©|무단)",
    re.I,
)


@dataclass(slots=True)
class Said:
    """What a document says of itself; None for what it does not say."""

    published: datetime | date | None = None
    modified: datetime | date | None = None
    publisher: str | None = None
    department: str | None = None
    licence: str | None = None


def read(rows: Sequence[Line], first: int) -> Said:
    """The values of meta lines; `first` is the index of the body's first line."""
    found = [(s, i) for i, r in enumerate(rows) if _may_hold_stamp(r, i, first) for s in stamps.stamps(r.text)]
    said = Said(licence=licences.by_text([r.text for r in rows if r.kind == "licence"]))
    said.published = next((s.value for s, _ in found if s.role == "published"), None)
    said.modified = next((s.value for s, _ in found if s.role == "modified"), None)
    if said.published is None:
        bare = (s.value for s, i in found if not s.role and i < first and not _heads_weather(rows, i))
        said.published = next(bare, None)
    for row in rows:
        _read_names(said, row)
    for row in rows[:first]:
        if said.publisher is None and row.kind == "stamp":
            said.publisher = _name_beside_stamp(row.text)
    return said


def _may_hold_stamp(row: Line, index: int, first: int) -> bool:
    """Meta lines above the body, and labelled ones below it; never a copyright line or a weather bar."""
    if row.kind in ("stamp", "letterhead", "reporter", "contact"):
        return True
    return index < first and row.kind in ("outlet", "crumb", "stats", "nav")


def _heads_weather(rows: Sequence[Line], at: int) -> bool:
    """'2026.01.23 (금)' over '• 맑음나루 -3.1℃': the day on which the page was looked at."""
    return any(row.kind == "weather" for row in rows[at + 1 : at + 4])


def _read_names(said: Said, row: Line) -> None:
    department = _DEPARTMENT.search(row.text) if row.kind in _META else None
    if department and said.department is None:
        said.department = squeeze(department[1])
    if row.kind == "copyright" and said.publisher is None:
        said.publisher = _copyright_holder(row.text)
    if row.kind == "outlet" and said.publisher is None:
        said.publisher = row.text


def _copyright_holder(text: str) -> str | None:
    """'저작권자 © 한밭저널 무단전재 …' names who publishes; '무단전재 금지' alone does not."""
    name = _COPYRIGHT_NAME.search(text.strip("<>[]()-※ "))
    holder = squeeze(name[1] or name[2]) if name else ""
    return holder if lines.hangul(holder) >= 2 and not re.search(r"무단|금지|저작", holder) else None


def _name_beside_stamp(text: str) -> str | None:
    """'한밭저널 등록 2018.09.13 17:44', '소방청 2025-11-10': what is no label, reporter or counter is who publishes."""
    cells = [c.strip(" ()[]<>:：.,~-") for c in re.split(r"[|│ㅣ/]|\s{2,}", stamps.strip(text))]
    for cell in cells:
        kind = chrome.kind_of(cell)
        if kind == "outlet" or (not kind and _ORG_DATE.match(cell)):
            return squeeze(cell)
    return None
