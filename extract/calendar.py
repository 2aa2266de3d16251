"""The only place for calendar arithmetic: spans of months, halves, seasons and weeks, and shifts between them. Pure."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]
"""First and last day, both included."""

SEASONS = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}
"""First month of each season; winter runs into the next year (meteorological seasons)."""


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the month has no such day (31 June) or the year is outside the calendar."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month `by` months away."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def month(year: int, number: int) -> Span:
    """The whole month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months(year: int, first: int, count: int) -> Span:
    """`count` whole months from `first` on."""
    last_year, last = shift_month(year, first, count - 1)
    return date(year, first, 1), month(last_year, last)[1]


def year(number: int) -> Span:
    """1 January to 31 December."""
    return date(number, 1, 1), date(number, 12, 31)


def half(number: int, which: int) -> Span:
    """상반기 (1) is January to June, 하반기 (2) July to December."""
    return months(number, 6 * which - 5, 6)


def quarter(number: int, which: int) -> Span:
    """1분기 is January to March, and so on."""
    return months(number, 3 * which - 2, 3)


def season(number: int, name: str) -> Span:
    """봄 of a year is March to May; its 겨울 begins in December and ends in the next February."""
    return months(number, SEASONS[name], 3)


def part(span: Span, which: str) -> Span:
    """초 is the 1st to 10th of a month, 중순 11th to 20th, 말 21st to its end (codebook rule 16)."""
    first, last = span
    if which == "초":
        return first, first.replace(day=10)
    return (first.replace(day=11), first.replace(day=20)) if which == "중순" else (first.replace(day=21), last)


def week(of: date, by: int) -> Span:
    """Monday to Sunday of the week `by` weeks away from the one that holds `of`."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=by)
    return monday, monday + timedelta(days=6)


def shift_year(of: date, by: int) -> date | None:
    """The same day `by` years away; 29 February becomes the 28th. None outside the calendar."""
    return day(of.year + by, of.month, of.day) or day(of.year + by, of.month, 28)


def shift_months(of: date, by: int) -> date | None:
    """The same day `by` months away, or that month's last day where it has no such day."""
    to_year, to_month = shift_month(of.year, of.month, by)
    if not 1 <= to_year <= 9999:
        return None
    return day(to_year, to_month, min(of.day, monthrange(to_year, to_month)[1]))


def shift_days(of: date, by: int) -> date | None:
    """`by` days later (earlier where negative); None outside the calendar."""
    try:
        return of + timedelta(days=by)
    except OverflowError:
        return None
