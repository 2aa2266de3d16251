"""Periods: what they are written as, and what belongs to them."""

from datetime import date

import pytest

from extract.records import Kind
from figures.periods import belongs, half_of, home, label, parse_period


def d(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("2024", "2024-01-01", "2024-12-31", id="year"),
        pytest.param("2024-H1", "2024-01-01", "2024-06-30", id="first-half"),
        pytest.param("2024-H2", "2024-07-01", "2024-12-31", id="second-half"),
        pytest.param("2024-Q1", "2024-01-01", "2024-03-31", id="q1"),
        pytest.param("2024-Q3", "2024-07-01", "2024-09-30", id="q3"),
        pytest.param("2024-Q4", "2024-10-01", "2024-12-31", id="q4"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="leap-february"),
        pytest.param("2023-02", "2023-02-01", "2023-02-28", id="february"),
        pytest.param("2024-12", "2024-12-01", "2024-12-31", id="december"),
        pytest.param(" 2024-h1 ", "2024-01-01", "2024-06-30", id="small-letter-and-spaces"),
    ],
)
def test_grammar(text: str, start: str, end: str) -> None:
    period = parse_period(text)
    assert (period.start, period.end) == (d(start), d(end))
    assert period.label == text.strip().upper()


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-H3", "2024-H0", "2024-Q5", "2024-Q0", "2024-13", "2024-00", "2024-5", "2024-05-01", "2024H1", "3024",
     "2024-H1-Q1", "상반기", "2024-", "２０２４"],
    ids=["empty", "two-digits", "h3", "h0", "q5", "q0", "m13", "m00", "one-digit-month", "day", "no-dash", "far",
         "two-parts", "words", "dash", "full-width"],
)  # fmt: skip
def test_not_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="write 2024, 2024-H1, 2024-Q3 or 2024-05"):
        parse_period(text)


BELONGS: list[tuple[str, Kind, str, str, str, bool]] = [
    ("visit-in", "visit", "2024-05-16", "2024-05-18", "2024-H1", True),
    ("visit-out", "visit", "2024-07-01", "2024-07-01", "2024-H1", False),
    ("visit-over-the-border-by-first-day", "visit", "2024-06-29", "2024-07-02", "2024-H1", True),
    ("visit-over-the-border-not-by-last", "visit", "2024-06-29", "2024-07-02", "2024-H2", False),
    ("visit-start-alone", "visit", "2024-05-16", "", "2024-05", True),
    ("visit-end-alone", "visit", "", "2024-05-16", "2024-Q2", True),
    ("visit-no-date", "visit", "", "", "2024", False),
    ("visit-of-a-month", "visit", "2024-04-01", "2024-04-30", "2024-Q2", True),
    ("visit-of-a-month-in-its-month", "visit", "2024-04-01", "2024-04-30", "2024-04", True),
    ("visit-of-a-year-in-the-year", "visit", "2024-01-01", "2024-12-31", "2024", True),
    ("visit-of-a-year-not-in-a-half", "visit", "2024-01-01", "2024-12-31", "2024-H1", False),
    ("visit-of-a-half-not-in-a-month", "visit", "2024-01-01", "2024-06-30", "2024-01", False),
    ("long-course-by-first-day", "visit", "2024-05-20", "2024-07-10", "2024-05", True),
    ("total-same", "total", "2024-01-01", "2024-06-30", "2024-H1", True),
    ("total-inside", "total", "2024-01-01", "2024-05-31", "2024-H1", True),
    ("total-of-a-half-in-the-year", "total", "2024-01-01", "2024-06-30", "2024", True),
    ("total-of-a-year-not-in-a-half", "total", "2024-01-01", "2024-12-31", "2024-H1", False),
    ("total-over-the-border", "total", "2023-07-01", "2024-06-30", "2024-H1", False),
    ("total-without-end", "total", "2024-01-01", "", "2024", False),
    ("total-without-start", "total", "", "2024-06-30", "2024", False),
    ("total-no-date", "total", "", "", "2024", False),
    ("wrong-year", "total", "2023-01-01", "2023-06-30", "2024-H1", False),
]


@pytest.mark.parametrize(
    ("kind", "start", "end", "period", "yes"), [pytest.param(*row[1:], id=row[0]) for row in BELONGS]
)
def test_belongs(kind: Kind, start: str, end: str, period: str, yes: bool) -> None:
    assert belongs(kind, d(start), d(end), parse_period(period)) is yes


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        pytest.param("2024-01-01", "2024-06-30", "2024-H1", id="half"),
        pytest.param("2024-01-01", "2024-12-31", "2024", id="year"),
        pytest.param("2024-07-01", "2024-09-30", "2024-Q3", id="quarter"),
        pytest.param("2024-02-01", "2024-02-29", "2024-02", id="month"),
        pytest.param("2024-05-16", "2024-05-16", "2024-05-16", id="day"),
        pytest.param("2024-05-16", "2024-05-18", "2024-05-16~2024-05-18", id="days"),
        pytest.param("2024-05-16", "", "2024-05-16~..", id="no-end"),
        pytest.param("", "2024-05-16", "..~2024-05-16", id="no-start"),
        pytest.param("", "", "", id="none"),
    ],
)
def test_label(start: str, end: str, name: str) -> None:
    assert label(d(start), d(end)) == name


HOMES: list[tuple[str, Kind, str, str, str]] = [
    ("visit-by-half", "visit", "2024-05-16", "2024-05-18", "2024-H1"),
    ("visit-end-alone", "visit", "", "2024-08-01", "2024-H2"),
    ("visit-of-a-year", "visit", "2024-01-01", "2024-12-31", "2024"),
    ("total-of-a-quarter", "total", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("visit-of-a-quarter", "visit", "2024-07-01", "2024-09-30", "2024-H2"),
    ("visit-of-years", "visit", "2022-01-01", "2024-06-30", "2022-01-01~2024-06-30"),
    ("total-of-a-half", "total", "2024-01-01", "2024-06-30", "2024-H1"),
    ("total-to-date", "total", "2024-01-01", "2024-06-19", "2024-01-01~2024-06-19"),
    ("total-of-years", "total", "2022-01-01", "2024-06-30", "2022-01-01~2024-06-30"),
    ("total-running", "total", "2024-01-01", "", "2024-01-01~.."),
    ("no-date", "visit", "", "", ""),
]


@pytest.mark.parametrize(("kind", "start", "end", "name"), [pytest.param(*row[1:], id=row[0]) for row in HOMES])
def test_home(kind: Kind, start: str, end: str, name: str) -> None:
    assert home(kind, d(start), d(end)) == name


def test_every_day_is_in_one_half() -> None:
    assert half_of(date(2024, 6, 30)).label == "2024-H1"
    assert half_of(date(2024, 7, 1)).label == "2024-H2"
