"""The only place that finds lengths of stay: 사흘간, 6박 7일, 2주간, 3일간, 다섯 달 동안."""

import re
from dataclasses import dataclass
from datetime import date

from extract import calendar
from extract.numerals import NUMBER, parse

_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_TAIL = r"(?: ?(?:간(?![담부])의?|동안|일정|의 일정|에 걸쳐|내내)|의 )"
_FORM = re.compile(
    r"(?P<nights>\d{1,2}|무|[한두세네]) ?박 ?(?P<days>\d{1,2}|[한두세네]|다섯) ?일(?: ?간| 동안)?"
    r"|(?P<n>\d{1,3})일(?: ?간(?![담부])| 동안|(?:간의|의)? 일정(?=으로|을|의|에|이))"
    rf"|(?P<native>{'|'.join(_DAYS)}){_TAIL}"
    r"|(?P<week>일주일|(?:\d{1,2}|[한두세네]) ?주)(?: ?간| 동안| 일정)"
    rf"|(?P<month>{NUMBER}) ?(?P<unit>개월|달|년) ?(?:간|동안)"
)
_STARTS = re.compile(r"\d+|[무한두세석네넉다여일아열스서하이사나닷엿보](?<![가-힣].)")
_BACK = re.compile(r"(?:[\d.,][.,]?|[~-] ?|최근 (?:약 )?)$")  # the end of a number, of a range, or '최근 5년간'


@dataclass(frozen=True, slots=True)
class Duration:
    """A length at `norm[start:end]`: `days` days, or `months` months (the other is 0)."""

    start: int
    end: int
    days: int
    months: int = 0

    def first_day(self, last: date) -> date | None:
        """The first day of a stay that ends on `last` ('22일까지 이틀간')."""
        if self.months:
            after = calendar.shift_days(last, 1)
            return calendar.shift_months(after, -self.months) if after else None
        return calendar.shift_days(last, 1 - self.days)

    def last_day(self, first: date) -> date | None:
        """The last day of a stay that begins on `first`, both counted (codebook rule 18)."""
        if self.months:
            after = calendar.shift_months(first, self.months)
            return calendar.shift_days(after, -1) if after else None
        return calendar.shift_days(first, self.days - 1)


def find(norm: str) -> list[Duration]:
    """All lengths of time in order; 3일째 and 10일 만에 say none."""
    out: list[Duration] = []
    for start in _STARTS.finditer(norm):
        hit = _FORM.match(norm, start.start())
        if hit is None or (out and hit.start() < out[-1].end) or _no_length(norm, hit):
            continue
        days, months = _length(hit)
        if days or months:
            out.append(Duration(hit.start(), hit.end() - (hit.group()[-1] == " "), days, months))
    return out


_SINCE_DAY = re.compile(r"(\d{1,2})일부터 $")


def _no_length(norm: str, hit: re.Match[str]) -> bool:
    since = _SINCE_DAY.search(norm, max(0, hit.start() - 6), hit.start()) if hit["n"] else None
    if since and hit.group().endswith("일정") and max(7, int(since[1])) < int(hit["n"]) < 32:
        return True  # '24일부터 27일 일정으로': until the 27th
    if _BACK.search(norm, max(0, hit.start() - 6), hit.start()):
        return True
    return hit["month"] is not None and norm[max(0, hit.start() - 3) : hit.start()] == "지난 "


def _length(hit: re.Match[str]) -> tuple[int, int]:
    if hit["days"]:
        return parse(hit["days"]) or 0, 0
    if hit["n"]:
        return int(hit["n"]), 0
    if hit["native"]:
        return _DAYS[hit["native"]], 0
    if hit["week"]:
        return (7 if hit["week"] == "일주일" else 7 * (parse(hit["week"].rstrip("주 ")) or 0)), 0
    number = parse(hit["month"]) or 0
    return 0, number * (12 if hit["unit"] == "년" else 1) if number < 100 else 0
