"""Calendar arithmetic: spans and shifts at the edges of months, years and the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import calendar

SPANS = [
    ("february", calendar.month(2023, 2), date(2023, 2, 1), date(2023, 2, 28)),
    ("leap-february", calendar.month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
    ("year", calendar.year(2024), date(2024, 1, 1), date(2024, 12, 31)),
    ("first-half", calendar.half(2024, 1), date(2024, 1, 1), date(2024, 6, 30)),
    ("second-half", calendar.half(2024, 2), date(2024, 7, 1), date(2024, 12, 31)),
    ("third-quarter", calendar.quarter(2024, 3), date(2024, 7, 1), date(2024, 9, 30)),
    ("summer", calendar.season(2024, "여름"), date(2024, 6, 1), date(2024, 8, 31)),
    ("winter-into-next-year", calendar.season(2023, "겨울"), date(2023, 12, 1), date(2024, 2, 29)),
    ("early", calendar.part(calendar.month(2024, 2), "초"), date(2024, 2, 1), date(2024, 2, 10)),
    ("middle", calendar.part(calendar.month(2024, 2), "중순"), date(2024, 2, 11), date(2024, 2, 20)),
    ("late", calendar.part(calendar.month(2024, 2), "말"), date(2024, 2, 21), date(2024, 2, 29)),
    ("week", calendar.week(date(2024, 6, 19), 0), date(2024, 6, 17), date(2024, 6, 23)),
    ("week-of-a-sunday", calendar.week(date(2024, 6, 23), -1), date(2024, 6, 10), date(2024, 6, 16)),
]


@pytest.mark.parametrize(("span", "first", "last"), [row[1:] for row in SPANS], ids=[row[0] for row in SPANS])
def test_span(span: calendar.Span, first: date, last: date) -> None:
    assert span == (first, last)


def test_days_that_do_not_exist_are_none() -> None:
    assert calendar.day(2024, 6, 31) is None
    assert calendar.day(2023, 2, 29) is None
    assert calendar.day(2024, 13, 1) is None
    assert calendar.day(0, 1, 1) is None


def test_shifts_keep_to_the_month() -> None:
    assert calendar.shift_year(date(2024, 2, 29), -1) == date(2023, 2, 28)
    assert calendar.shift_months(date(2024, 5, 31), -3) == date(2024, 2, 29)
    assert calendar.shift_month(2024, 1, -1) == (2023, 12)
    assert calendar.shift_month(2024, 12, 1) == (2025, 1)


def test_shifts_beyond_the_calendar_are_none() -> None:
    assert calendar.shift_days(date.max, 1) is None
    assert calendar.shift_months(date.min, -1) is None
    assert calendar.shift_year(date.max, 1) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(-30, 30))
def test_a_month_shift_there_and_back_stays_within_three_days(day: date, by: int) -> None:
    there = calendar.shift_months(day, by)
    assert there is not None
    back = calendar.shift_months(there, -by)
    assert back is not None
    assert 0 <= (day - back).days <= 3
