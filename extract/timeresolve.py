"""The only place that turns points of time into days: candidates for what is unsaid, and the choice among them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extract import calendar
from extract.calendar import Span
from extract.durations import Duration
from extract.numerals import NUMBER, parse
from extract.records import DateSpan
from extract.tense import Side
from extract.timephrases import Point


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a point: its span and its precision."""

    span: Span
    precision: str


def readings(point: Point, today: date | None, years: tuple[int, ...], anchor: Span | None) -> list[Reading]:
    """All readings of `point`, earliest first. `today` is the article's day, `years` the ones to try where none is
    said, `anchor` what 같은 달 or 이튿날 points back to. Empty where nothing can tie it to a calendar."""
    said = _said_years(point, today, anchor)
    if point.has("week±", "weekend", "weekday") or "day±" in point.parts:
        return _weekly(point, today) if today else []
    if "anchor" in point.parts and "day" not in point.parts and "month" not in point.parts:
        return _anchored(str(point.parts["anchor"]), anchor)
    if point.has("month", "month±") or point.parts.get("anchor") == "month" or "day" in point.parts:
        return _monthly(point, today, said if said is not None else years, anchor)
    tries = said if said is not None else years
    return [r for year in tries if (r := _yearly(point, year)) is not None]


def _said_years(point: Point, today: date | None, anchor: Span | None) -> tuple[int, ...] | None:
    if "year" in point.parts:
        return (point.number("year"),)
    if "year±" in point.parts:
        return (today.year + point.number("year±"),) if today else ()
    if point.parts.get("anchor") in ("year", "year+1"):
        return (anchor[0].year + (point.parts["anchor"] == "year+1"),) if anchor else ()
    return None


def _yearly(point: Point, year: int) -> Reading | None:
    if "half" in point.parts:
        return Reading(calendar.half(year, point.number("half")), "half")
    if "quarter" in point.parts:
        return Reading(calendar.quarter(year, point.number("quarter")), "quarter")
    if "season" in point.parts:
        return Reading(calendar.season(year, str(point.parts["season"])), "season")
    return Reading(calendar.year(year), "year")


def _monthly(point: Point, today: date | None, years: tuple[int, ...], anchor: Span | None) -> list[Reading]:
    pairs: list[tuple[int, int]] = []
    if "month±" in point.parts:
        pairs = [calendar.shift_month(today.year, today.month, point.number("month±"))] if today else []
    elif point.parts.get("anchor") == "month":
        pairs = [(anchor[0].year, anchor[0].month)] if anchor else []
    elif "month" in point.parts:
        pairs = [(year, point.number("month")) for year in years]
    elif today:
        pairs = [calendar.shift_month(today.year, today.month, by) for by in range(-12, 7)]
    return [r for year, month in pairs if (r := _in_month(point, year, month)) is not None]


def _in_month(point: Point, year: int, month: int) -> Reading | None:
    if "day" in point.parts:
        day = calendar.day(year, month, point.number("day"))
        return Reading((day, day), "day") if day else None
    whole = calendar.month(year, month)
    if "part" in point.parts:
        if point.parts["part"] == "말" and point.suffix in ("까지", "기준", "현재"):
            return Reading(whole, "month")
        return Reading(calendar.part(whole, str(point.parts["part"])), "range")
    return Reading(whole, "month")


def _weekly(point: Point, today: date) -> list[Reading]:
    if "day±" in point.parts:
        day = calendar.shift_days(today, point.number("day±"))
        return [Reading((day, day), "day")] if day else []
    if "weekend" in point.parts:
        sunday = calendar.week(today, point.number("weekend"))[1]
        return [Reading((sunday - timedelta(days=1), sunday), "range")]
    if "week±" in point.parts:
        week = calendar.week(today, point.number("week±"))
        if "weekday" in point.parts:
            day = week[0] + timedelta(days=point.number("weekday"))
            return [Reading((day, day), "day")]
        return [] if "part" in point.parts else [Reading(week, "range")]
    days = [calendar.week(today, by)[0] + timedelta(days=point.number("weekday")) for by in (-1, 0, 1)]
    return [Reading((day, day), "day") for day in days]


def _anchored(name: str, anchor: Span | None) -> list[Reading]:
    if anchor is None:
        return []
    first, last = anchor
    if name == "last" or name.startswith("period"):
        return [Reading(anchor, "day" if first == last else "range")]
    if name == "month":
        return [Reading(calendar.month(first.year, first.month), "month")]
    if name in ("year", "year+1"):
        return [Reading(calendar.year(first.year + (name == "year+1")), "year")]
    day: date | None = first
    if name.startswith("nth"):
        step = int(name[3:]) - 1
        day = last if step < 0 else first + timedelta(days=step)
        if day > last:
            return []
    elif name != "day":
        day = calendar.shift_days(first, int(name[3:]))
    return [Reading((day, day), "day")] if day else []


def choose(spans: list[Span], side: Side, today: date | None) -> int | None:
    """Index of the span that lies nearest on the tense's side (codebook rule 15); None where it can't be told.

    past and now: begins today or before, the latest such. present and future: ends today or later, the earliest such.
    Unknown side: the one that holds today, else the nearest, where the next one is at least twice as far."""
    if len(spans) == 1:
        return 0
    if today is None or not spans:
        return None
    if side in ("past", "now"):
        return max((i for i, s in enumerate(spans) if s[0] <= today), key=lambda i: spans[i][0], default=None)
    if side:
        return min((i for i, s in enumerate(spans) if s[1] >= today), key=lambda i: spans[i][0], default=None)
    near = sorted((days_between(s, today), i) for i, s in enumerate(spans))
    return near[0][1] if near[0][0] * 2 <= near[1][0] and near[1][0] > 0 else None


def days_between(span: Span, today: date) -> int:
    """Days from `today` to the nearer end of the span; 0 inside it."""
    return max((span[0] - today).days, (today - span[1]).days, 0)


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
        running = point.parts.get("year±") == 0 and point.has("month", "half", "quarter") and today and last <= today
        return DateSpan(january, last, "range") if running or point.has("into") else DateSpan(None, last, "open")
    if point.suffix in ("부터", "이후", "이래") and not point.clock:
        return DateSpan(first, None, "open")
    if point.has("into") and (precision == "year" or not point.has("year", "year±")):
        return DateSpan(first, None, "open")
    return DateSpan(first, last, precision)


def fixed(point: Point, today: date | None) -> DateSpan | None:
    """The value of words that leave nothing to choose: 최근, 지금까지, 최근 5년간, 연말까지, 내년 초; None for others."""
    if point.has("spanback"):
        return _back(str(point.parts["spanback"]), today)
    if point.has("recent"):
        return DateSpan(None, None, "open", "최근 names no time")
    if point.has("now"):
        return DateSpan(None, today, "open", "" if today else _NO_DAY)
    if point.has("vague"):
        return DateSpan(None, None, "open", "a week of a month is no fixed span")
    if point.has("year", "year±") and point.has("part") and not point.has("month", "month±"):
        return _part_of_year(point, str(point.parts["part"]), today)
    if point.has("within"):
        return _within(point, str(point.parts["within"]), today)
    return None


_NO_DAY = "no article date and no year in the text"


def _years_of(point: Point, today: date | None) -> list[Span]:
    by = int(point.parts.get("year±", 0)) + (-1 if point.parts.get("dir") == -1 else 0)
    year = point.number("year") if "year" in point.parts else today.year + by if today else None
    return [] if year is None else [calendar.year(year)]


def _within(point: Point, name: str, today: date | None) -> DateSpan:
    if name in ("말", "초"):
        return _part_of_year(point, name, today)
    if name == "year":
        return next(
            (DateSpan(*span, "year") for span in _years_of(point, today)), DateSpan(None, None, "open", _NO_DAY)
        )
    if today is None:
        return DateSpan(None, None, "open", _NO_DAY)
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
    return DateSpan(None, None, "open", _NO_DAY)


def _back(text: str, today: date | None) -> DateSpan:
    """'최근 5년간' is the article's day minus five years to the article's day (codebook rule 17)."""
    hit = _BACK.search(text)
    number = parse(hit[1]) if hit else None
    if today is None or hit is None or number is None:
        return DateSpan(None, None, "open", _NO_DAY)
    first = calendar.shift_year(today, -number) if hit[2] == "년" else calendar.shift_months(today, -number)
    return DateSpan(first, today, "range") if first else DateSpan(None, None, "open", "outside the calendar")


_BACK = re.compile(rf"({NUMBER}) ?(년|개월|달)")
