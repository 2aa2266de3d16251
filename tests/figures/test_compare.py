"""Rows of a comparison: what adds up, what does not, where conflicts show."""

from collections.abc import Callable
from typing import Any

import pytest

from figures.compare import Row, compare
from figures.reconcile import reconcile
from figures.records import ReportedClaim

Make = Callable[..., ReportedClaim]
H1 = "2025-01-01~2025-06-30"


def lines(rows: list[Row]) -> list[tuple[Any, ...]]:
    """city's last word, period, kind, value, qualifier, visits."""
    return [(row.city.split()[-1:], row.period, row.kind, row.value, row.qualifier, row.visits) for row in rows]


def test_visits_add_up_and_totals_stand_beside(said: Make) -> None:
    rows = [
        said("12", "2025-05-16", "VN"),
        said("30", "2025-03-02", "MN"),
        said("7", "2025-09-02", "MN"),
        said("120", H1, "", kind="total", country_count=9),
    ]
    found = compare(reconcile(rows))
    assert lines(found) == [
        (["해온시"], "2025-H1", "total", 120, "exact", 0),
        (["해온시"], "2025-H1", "visit", 42, "exact", 2),
        (["해온시"], "2025-H2", "visit", 7, "exact", 1),
    ]
    assert found[0].country_count == 9
    assert found[1].countries == ("VN", "MN")


def test_totals_never_add_up(said: Make) -> None:
    rows = [said("120", H1, "", kind="total"), said("80", "2025-07-01~2025-12-31", "", kind="total")]
    found = compare(reconcile(rows), period="2025")
    assert [(row.period, row.value) for row in found] == [("2025-H1", 120), ("2025-H2", 80)]


# id, claims (number, days, countries, more), value, maximum, qualifier, visits, unknown
SUMS: list[tuple[str, list[tuple[str, str, str, dict[str, Any]]], Any]] = [
    ("exact", [("12", "2025-05-16", "VN", {}), ("30", "2025-03-02", "MN", {})], (42, None, "exact", 2, 0)),
    ("over", [("12", "2025-05-16", "VN", {}), ("30+", "2025-03-02", "MN", {})], (42, None, "over", 2, 0)),
    ("about", [("12", "2025-05-16", "VN", {}), ("~30", "2025-03-02", "MN", {})], (42, None, "about", 2, 0)),
    ("range", [("12", "2025-05-16", "VN", {}), ("20..30", "2025-03-02", "MN", {})], (32, 42, "range", 2, 0)),
    ("one-unknown", [("12", "2025-05-16", "VN", {}), ("", "2025-03-02", "MN", {})], (12, None, "over", 2, 1)),
    ("all-unknown", [("", "2025-05-16", "VN", {}), ("", "2025-03-02", "MN", {})], (None, None, None, 2, 2)),
    ("conflict", [("12", "2025-05-16", "VN", {"outlet": "가"}), ("15", "2025-05-16", "VN", {"outlet": "나"}), ("30", "2025-03-02", "MN", {})], (42, 45, "range", 2, 0)),
    ("part-is-no-addend", [("30", "2025-05-16", "VN LA", {"article": "a"}), ("12", "2025-05-16", "LA", {"article": "a"})], (30, None, "exact", 1, 0)),
    ("parts-of-an-uncounted-whole", [("", "2025-05-16", "VN LA MN", {"article": "a"}), ("12", "2025-05-16", "LA", {"article": "a"}), ("9", "2025-05-16", "VN", {"article": "a"})], (21, None, "over", 1, 0)),
    ("copies-count-once", [("12", "2025-05-16", "VN", {"outlet": "가"}), ("12", "2025-05-16", "VN", {"outlet": "나"})], (12, None, "exact", 1, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "wanted"), [pytest.param(*row[1:], id=row[0]) for row in SUMS])
def test_sums(said: Make, claims: list[tuple[str, str, str, dict[str, Any]]], wanted: tuple[Any, ...]) -> None:
    rows = [said(number, days, countries, **more) for number, days, countries, more in claims]
    (row,) = compare(reconcile(rows))
    assert (row.value, row.maximum, row.qualifier, row.visits, row.unknown) == wanted


def test_conflict_marks_its_row_alone(said: Make) -> None:
    rows = [
        said("12", outlet="가"),
        said("15", outlet="나"),
        said("20", city="가람도 나래군", outlet="가"),
        said("20", city="가람도 나래군", outlet="나"),
    ]
    narae, haeon = compare(reconcile(rows))
    assert (narae.state, haeon.state) == ("agree", "conflict")
    assert [f.state for f in haeon.conflicts] == ["conflict"]
    assert (haeon.outlets, haeon.origins, narae.conflicts) == (("가", "나"), 2, ())


def test_planned_visits_stand_apart(said: Make) -> None:
    rows = [said("12"), said("30", "2025-06-20", status="planned")]
    assert [(row.status, row.value) for row in compare(reconcile(rows))] == [("completed", 12), ("planned", 30)]


def test_share_of_a_total_is_marked(said: Make) -> None:
    rows = [
        said("120", H1, "MN VN", kind="total", country_count=9, article="a"),
        said("31", H1, "MN", kind="total", article="a"),
    ]
    assert [(row.value, row.part) for row in compare(reconcile(rows))] == [(120, False), (31, True)]


def test_delegation_to_two_cities_stands_under_both(said: Make) -> None:
    found = compare(reconcile([said("12", city="가람도 해온시, 가람도 나래군")]))
    assert [row.city for row in found] == ["가람도 나래군", "가람도 해온시"]


def test_unknown_city_and_time_come_last(said: Make) -> None:
    rows = [said("12", city=""), said("12", ""), said("8", "2025-09-09"), said("9", "2025-01-09")]
    found = compare(reconcile(rows))
    assert [(row.city, row.period) for row in found] == [
        ("가람도 해온시", "2025-H1"),
        ("가람도 해온시", "2025-H2"),
        ("가람도 해온시", ""),
        ("", "2025-H1"),
    ]


@pytest.mark.parametrize(
    ("asked", "cities"),
    [
        pytest.param("해온시", ["가람도 해온시"], id="last-word"),
        pytest.param("가람도 해온시", ["가람도 해온시"], id="whole-name"),
        pytest.param("가람도", ["가람도 나래군", "가람도 해온시"], id="province"),
        pytest.param("해온", ["가람도 해온시"], id="without-ending"),
        pytest.param("해", [], id="part-of-a-word"),
        pytest.param("시", [], id="ending"),
    ],
)
def test_city_by_name(said: Make, asked: str, cities: list[str]) -> None:
    figures = reconcile([said("12"), said("20", city="가람도 나래군"), said("1", city="")])
    assert [row.city for row in compare(figures, city=asked)] == cities


def test_period_is_the_label_of_visits(said: Make) -> None:
    figures = reconcile([said("12"), said("20", "2025-08-01", "MN"), said("5", "2025-01-01~2025-12-31", "LA")])
    assert [(r.period, r.value) for r in compare(figures, period="2025-Q2")] == [("2025-Q2", 12)]
    assert [(r.period, r.value) for r in compare(figures, period="2025")] == [("2025", 37)]
    assert compare(figures, period="2024") == []


def test_wrong_period_is_told(said: Make) -> None:
    with pytest.raises(ValueError, match="no period"):
        compare([], period="2025-H3")


def test_by_country(said: Make) -> None:
    rows = [
        said("12", "2025-05-16", "VN"),
        said("30", "2025-03-02", "VN LA", country_delegates={"LA": 10}),
        said("120", H1, "VN MN", kind="total", country_count=9),
    ]
    found = compare(reconcile(rows), by="country")
    assert [(r.country, r.kind, r.value, r.visits, r.unknown) for r in found] == [
        ("LA", "visit", 10, 1, 0),
        ("MN", "total", None, 0, 0),
        ("VN", "total", None, 0, 0),
        ("VN", "visit", 12, 2, 1),
    ]


def test_conflict_over_all_guests_is_none_of_one_country(said: Make) -> None:
    rows = [said(n, H1, "VN MN", kind="total", country_count=9, outlet=n) for n in ("120", "125")]
    assert {row.state for row in compare(reconcile(rows), by="country")} == {"single"}
    assert {row.state for row in compare(reconcile(rows))} == {"conflict"}


def test_by_period_puts_cities_side_by_side(said: Make) -> None:
    rows = [said("1"), said("2", "2025-08-01"), said("3", city="가람도 나래군")]
    found = compare(reconcile(rows), by="period")
    assert [(row.period, row.city.split()[-1]) for row in found] == [
        ("2025-H1", "나래군"),
        ("2025-H1", "해온시"),
        ("2025-H2", "해온시"),
    ]
