"""The only place that turns a point of time into days: one reading for each way to fill in what it leaves unsaid."""

from dataclasses import dataclass
from datetime import date, timedelta

from extract import calendar
from extract.calendar import Span
from extract.timephrases import Point


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a point: its span and its precision."""

    span: Span
    precision: str


def readings(
    point: Point, today: date | None, years: tuple[int, ...], anchor: Span | None, base: date | None = None
) -> list[Reading]:
    """All readings of `point`, earliest first. `today` is the article's day, `years` the ones to try where none is
    said, `anchor` what 같은 달 or 이튿날 points back to, `base` an earlier date of the passage whose month a bare day
    may share. Empty where nothing can tie it to a calendar."""
    said = _said_years(point, today, anchor)
    if point.has("week±", "weekend", "weekday") or "day±" in point.parts:
        return _weekly(point, today) if today else []
    if "anchor" in point.parts and "day" not in point.parts and "month" not in point.parts:
        return _anchored(str(point.parts["anchor"]), anchor)
    if point.has("month", "month±") or point.parts.get("anchor") == "month" or "day" in point.parts:
        return _monthly(point, today, said if said is not None else years, anchor, base)
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


def _monthly(
    point: Point, today: date | None, years: tuple[int, ...], anchor: Span | None, base: date | None
) -> list[Reading]:
    pairs: list[tuple[int, int]] = []
    if "month±" in point.parts:
        pairs = [calendar.shift_month(today.year, today.month, point.number("month±"))] if today else []
    elif point.parts.get("anchor") == "month":
        pairs = [(anchor[0].year, anchor[0].month)] if anchor else []
    elif "month" in point.parts:
        pairs = [(year, point.number("month")) for year in years]
    else:
        near = {calendar.shift_month(today.year, today.month, by) for by in (-2, -1, 0, 1, 2)} if today else set()
        pairs = sorted(near | ({calendar.shift_month(base.year, base.month, by) for by in (0, 1)} if base else set()))
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
