"""The only place for periods: the grammar 2024, 2024-H1, 2024-Q3, 2024-05, and which period a time belongs to."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from extract.records import Kind

_FORM = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_LONGEST_STAY = 31  # days; a range that opens with a month and is longer is a stretch of time, not a stay


@dataclass(frozen=True, slots=True)
class Period:
    """A year, half, quarter or month. `start` and `end` are its first and last day."""

    label: str
    start: date
    end: date

    def holds(self, start: date, end: date) -> bool:
        """True where the whole range lies in the period."""
        return self.start <= start and end <= self.end


def parse_period(text: str) -> Period:
    """'2024', '2024-H1', '2024-Q3', '2024-05'. Raises ValueError that shows the forms."""
    form = _FORM.fullmatch(text.strip().upper())
    if form is None:
        raise ValueError(f"{text!r} is no period; write 2024, 2024-H1, 2024-Q3 or 2024-05")
    year = int(form["year"])
    if form["half"]:
        first, months = int(form["half"]) * 6 - 5, 6
    elif form["quarter"]:
        first, months = int(form["quarter"]) * 3 - 2, 3
    elif form["month"]:
        first, months = int(form["month"]), 1
    else:
        first, months = 1, 12
    return Period(text.strip().upper(), date(year, first, 1), _month_end(year, first + months - 1))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def periods_of(day: date) -> tuple[Period, ...]:
    """The month, quarter, half and year that hold a day, smallest first."""
    month = day.month
    labels = (f"-{month:02}", f"-Q{(month + 2) // 3}", f"-H{(month + 5) // 6}", "")
    return tuple(parse_period(f"{day.year}{label}") for label in labels)


def half_of(day: date) -> Period:
    """The half-year that holds a day: the period in which local governments report."""
    return periods_of(day)[2]


def label(start: date | None, end: date | None) -> str:
    """A range by name where it has one ('2024-H1'), else by its days; '..' for an unknown side, '' for no time."""
    if start is None and end is None:
        return ""
    if start is not None and start == end:
        return start.isoformat()
    if start is not None and end is not None:
        for period in periods_of(start):
            if (period.start, period.end) == (start, end):
                return period.label
    return f"{start.isoformat() if start else '..'}~{end.isoformat() if end else '..'}"


def belongs(kind: Kind, start: date | None, end: date | None, period: Period) -> bool:
    """Does a claim of this kind and range belong to the period?

    * A total belongs where its whole range lies in the period; with one side unknown it belongs nowhere.
    * A visit belongs where its first day lies (its last, where only that is known).
    * A visit that is only placed in a stretch of time (a range from the first of a month, longer than 31 days:
      'last year', 'the first half') belongs where the whole stretch lies, for its own day is not known.
    * A claim without a date belongs to no period.
    """
    day = start or end
    if day is None:
        return False
    if kind == "total" or is_stretch(start, end):
        return start is not None and end is not None and period.holds(start, end)
    return period.start <= day <= period.end


def is_stretch(start: date | None, end: date | None) -> bool:
    """True for a range that says in which months, not on which days."""
    if start is None or end is None:
        return False
    return start.day == 1 and (end - start).days >= _LONGEST_STAY


def is_vague(start: date | None, end: date | None) -> bool:
    """True for a whole month or more: the days themselves are not known."""
    if start is None or end is None:
        return False
    return (start.day == 1 and end == _month_end(start.year, start.month)) or is_stretch(start, end)


def home(kind: Kind, start: date | None, end: date | None) -> str:
    """Label of the row in which a table without a chosen period shows the claim.

    A total: its own time. A visit: its half-year; one in a stretch of time the half-year or year that holds it,
    else its own time. '' without a date."""
    day = start or end
    if day is None or kind == "total":
        return label(start, end)
    if start is None or end is None or not is_stretch(start, end):
        return half_of(day).label
    holding = [period.label for period in periods_of(start)[2:] if period.holds(start, end)]
    return holding[0] if holding else label(start, end)
