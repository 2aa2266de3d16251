"""The only place that bounds a resolved time: 부터, 까지, 기준, 들어, lengths of stay, and 최근 5년간 or 연말까지."""

import re
from datetime import date

from extract import calendar
from extract.calendar import Span
from extract.durations import Duration
from extract.numerals import NUMBER, parse
from extract.records import DateSpan
from extract.timephrases import Point
from extract.timeresolve import Reading

NO_DAY = "no article date and no year in the text"


def stretched(span: Span, length: Duration | None, suffix: str) -> Span:
    """The span from the first day of `span` on for that length (up to its last day behind 까지); itself without one."""
    if length is None:
        return span
    first, last = (length.first_day(span[1]), span[1]) if suffix == "까지" else (span[0], length.last_day(span[0]))
    return (first, last) if first and last else span


def bounds(point: Point, reading: Reading, today: date | None) -> DateSpan:
    """The reading as its 부터, 까지, 기준 or 들어 bound it (codebook rules 16 and 18)."""
    (first, last), precision = reading.span, reading.precision
    january = date(last.year, 1, 1)
    if point.suffix in ("까지", "기준", "현재"):
        if point.suffix != "까지":
            return DateSpan(january, last, "year" if precision == "year" else "range")
        running = (
            point.parts.get("year±") == 0 and point.has("day", "month", "half", "quarter") and today and last <= today
        )
        return DateSpan(january, last, "range") if running or point.has("into") else DateSpan(None, last, "open")
    if point.suffix in ("부터", "이후", "이래") and not point.clock:
        return DateSpan(first, None, "open")
    if point.has("into") and (precision == "year" or not point.has("year", "year±")):
        return DateSpan(first, None, "open")
    return DateSpan(first, last, precision)


def fixed(point: Point, today: date | None) -> DateSpan | None:
    """The value of words that leave nothing to choose (최근, 지금까지, 최근 5년간, 연말까지); None for others."""
    if point.has("spanback"):
        return _back(str(point.parts["spanback"]), today)
    this = point.has("year", "year±") and next(iter(_years_of(point, today)), None)
    if point.has("recent"):  # '올해 들어 최근까지': the start alone
        return DateSpan(this[0], None, "open") if this else DateSpan(None, None, "open", "최근 names no time")
    if point.has("now"):  # '올해 들어 지금까지'
        if this and today and this[0] <= today:
            return DateSpan(this[0], today, "range")
        return DateSpan(None, today, "open", "" if today else NO_DAY)
    if point.has("vague"):
        return DateSpan(None, None, "open", "a week of a month is no fixed span")
    if point.has("year", "year±") and point.has("part") and not point.has("month", "month±"):
        return _part_of_year(point, str(point.parts["part"]), today)
    if point.has("within"):
        return _within(point, str(point.parts["within"]), today)
    return None


def _years_of(point: Point, today: date | None) -> list[Span]:
    by = int(point.parts.get("year±", 0)) + (-1 if point.parts.get("dir") == -1 else 0)
    year = point.number("year") if "year" in point.parts else today.year + by if today else None
    return [] if year is None else [calendar.year(year)]


def _within(point: Point, name: str, today: date | None) -> DateSpan:
    if name in ("말", "초"):
        return _part_of_year(point, name, today)
    if name == "year":
        return next((DateSpan(*span, "year") for span in _years_of(point, today)), DateSpan(None, None, "open", NO_DAY))
    if today is None:
        return DateSpan(None, None, "open", NO_DAY)
    month = calendar.month(today.year, today.month)
    return bounds(point, Reading(calendar.part(month, name[-1]), "range"), today)


def _part_of_year(point: Point, part: str, today: date | None) -> DateSpan:
    """'연말까지' and '내년 초부터' bound a span, but '내년 초' is none of its own."""
    for first, last in _years_of(point, today):
        if part == "말" and point.suffix in ("까지", "기준", "현재"):
            whole = point.suffix != "까지" or point.has("into")
            return DateSpan(first if whole else None, last, "year" if whole else "open")
        if part == "초" and point.suffix == "부터":
            return DateSpan(first, None, "open")
        return DateSpan(None, None, "open", "a vague part of a year")
    return DateSpan(None, None, "open", NO_DAY)


def _back(text: str, today: date | None) -> DateSpan:
    """'최근 5년간' is the article's day minus five years to the article's day (codebook rule 17)."""
    hit = _BACK.search(text)
    number = parse(hit[1]) if hit else None
    if today is None or hit is None or number is None:
        return DateSpan(None, None, "open", NO_DAY)
    first = calendar.shift_year(today, -number) if hit[2] == "년" else calendar.shift_months(today, -number)
    return DateSpan(first, today, "range") if first else DateSpan(None, None, "open", "outside the calendar")


_BACK = re.compile(rf"({NUMBER}) ?(년|개월|달)")
