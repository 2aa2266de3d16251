"""Arithmetic inside one article."""

from collections.abc import Callable
from typing import Any

import pytest

from figures.checks import check
from figures.parts import parts_of
from figures.records import ReportedClaim

Make = Callable[..., ReportedClaim]

# id, number, days, countries, more fields, rule, answer (None: the rule does not apply)
RULES: list[tuple[str, str, str, str, dict[str, Any], str, str | None]] = [
    ("split-is-the-whole", "15", "2025-05-16", "PE EC CO", {"country_count": 3, "country_delegates": {"PE": 6, "EC": 5, "CO": 4}}, "split_adds_up", "ok"),
    ("split-is-one-short", "15", "2025-05-16", "PE EC CO", {"country_count": 3, "country_delegates": {"PE": 6, "EC": 5, "CO": 3}}, "split_adds_up", "conflict"),
    ("split-is-too-much", "15", "2025-05-16", "PE EC", {"country_delegates": {"PE": 9, "EC": 8}}, "split_adds_up", "conflict"),
    ("split-names-some", "15", "2025-05-16", "PE EC CO", {"country_count": 3, "country_delegates": {"PE": 6}}, "split_adds_up", "ok"),
    ("split-of-over", "40+", "2025-05-16", "PE EC", {"country_count": 2, "country_delegates": {"PE": 30, "EC": 13}}, "split_adds_up", "ok"),
    ("split-without-whole", "", "2025-05-16", "PE EC", {"country_delegates": {"PE": 30, "EC": 13}}, "split_adds_up", None),
    ("no-split", "15", "2025-05-16", "PE", {}, "split_adds_up", None),
    ("listed-as-many-as-counted", "15", "2025-05-16", "PE EC CO", {"country_count": 3}, "countries_counted", "ok"),
    ("listed-fewer", "15", "2025-05-16", "PE", {"country_count": 3}, "countries_counted", "ok"),
    ("listed-more", "15", "2025-05-16", "PE EC CO", {"country_count": 2}, "countries_counted", "conflict"),
    ("none-counted", "15", "2025-05-16", "PE", {}, "countries_counted", None),
    ("split-is-listed", "15", "2025-05-16", "PE", {"country_delegates": {"PE": 15}}, "split_is_listed", "ok"),
    ("split-is-not-listed", "15", "2025-05-16", "PE", {"country_delegates": {"EC": 15}}, "split_is_listed", "conflict"),
    ("one-guest-a-country", "9", "2025-05-16", "", {"country_count": 9}, "guests_per_country", "ok"),
    ("fewer-guests-than-countries", "8", "2025-05-16", "", {"country_count": 9}, "guests_per_country", "conflict"),
    ("guests-without-countries", "8", "2025-05-16", "", {}, "guests_per_country", None),
    ("days-in-order", "8", "2025-05-16~2025-05-18", "VN", {}, "days_in_order", "ok"),
    ("one-day", "8", "2025-05-16", "VN", {}, "days_in_order", "ok"),
    ("days-turned", "8", "2025-05-18~2025-05-16", "VN", {}, "days_in_order", "conflict"),
    ("one-side-open", "8", "2025-05-18~", "VN", {}, "days_in_order", None),
    ("past-is-completed", "8", "2025-05-16", "VN", {}, "tense_fits", "ok"),
    ("under-way-is-completed", "8", "2025-05-17~2025-05-20", "VN", {}, "tense_fits", "ok"),
    ("future-is-planned", "8", "2025-06-01", "VN", {"status": "planned"}, "tense_fits", "ok"),
    ("future-is-not-completed", "8", "2025-06-01", "VN", {}, "tense_fits", "conflict"),
    ("past-is-not-planned", "8", "2025-05-16", "VN", {"status": "planned"}, "tense_fits", "conflict"),
    ("planned-in-a-month-under-way", "8", "2025-05-01~2025-05-31", "VN", {"status": "planned"}, "tense_fits", None),
    ("planned-in-a-year-under-way", "8", "2025-01-01~2025-12-31", "VN", {"status": "planned"}, "tense_fits", None),
    ("article-without-date", "8", "2025-05-16", "VN", {"published": None}, "tense_fits", None),
    ("claim-without-date", "8", "", "VN", {}, "tense_fits", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "days", "countries", "more", "rule", "answer"), [pytest.param(*row[1:], id=row[0]) for row in RULES]
)
def test_rules(
    *, said: Make, number: str, days: str, countries: str, more: dict[str, Any], rule: str, answer: str | None
) -> None:
    found = {item.rule: item.state for item in check([said(number, days, countries, **more)])}
    assert found.get(rule) == answer


# id, whole and others (number, days, countries, more), which are its parts
PARTS: list[tuple[str, list[tuple[str, str, str, dict[str, Any]]], set[int]]] = [
    ("listed-country", [("30", "2025-05-16", "VN LA", {}), ("12", "2025-05-16", "LA", {})], {1}),
    ("several", [("30", "2025-05-16", "VN LA", {}), ("12", "2025-05-16", "LA", {}), ("18", "2025-05-16", "VN", {})], {1, 2}),
    ("country-of-a-larger-count", [("30", "2025-05-16", "VN", {"country_count": 9}), ("12", "2025-05-16", "LA", {})], {1}),
    ("whole-without-countries", [("30", "2025-05-16", "", {}), ("12", "2025-05-16", "LA", {})], {1}),
    ("whole-without-anything", [("", "2025-05-16", "", {}), ("12", "2025-05-16", "LA", {})], set()),
    ("day-of-a-stay", [("30", "2025-05-16~2025-05-18", "VN LA", {}), ("12", "2025-05-17", "LA", {})], {1}),
    ("other-day", [("30", "2025-05-16", "VN LA", {}), ("12", "2025-05-19", "LA", {})], set()),
    ("unlisted-country", [("30", "2025-05-16", "VN LA", {}), ("12", "2025-05-16", "MN", {})], set()),
    ("two-delegations-of-one-country", [("18", "2025-05-16", "VN", {}), ("5", "2025-05-16", "VN", {})], set()),
    ("larger-than-the-whole", [("30", "2025-05-16", "VN LA", {}), ("31", "2025-05-16", "LA", {})], set()),
    ("without-number", [("30", "2025-05-16", "VN LA", {}), ("", "2025-05-16", "LA", {})], {1}),
    ("undated-both", [("30", "", "VN LA", {}), ("12", "", "LA", {})], {1}),
    ("undated-one", [("30", "2025-05-16", "VN LA", {}), ("12", "", "LA", {})], set()),
    ("planned-whole", [("30", "2025-05-16", "VN LA", {"status": "planned"}), ("12", "2025-05-16", "LA", {})], set()),
    ("other-city", [("30", "2025-05-16", "VN LA", {}), ("12", "2025-05-16", "LA", {"city": "가람도 나래군"})], set()),
    ("visit-of-a-total", [("30", "2025-05-16", "VN LA", {"kind": "total"}), ("12", "2025-05-16", "LA", {})], set()),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "parts"), [pytest.param(*row[1:], id=row[0]) for row in PARTS])
def test_parts(said: Make, claims: list[tuple[str, str, str, dict[str, Any]]], parts: set[int]) -> None:
    rows = [said(number, days, countries, article="a", **more) for number, days, countries, more in claims]
    found = parts_of(rows)
    assert {i for i, row in enumerate(rows) if row.id in found} == parts
    assert set(found.values()) <= {rows[0].id}


def test_part_of_a_part_belongs_to_the_largest(said: Make) -> None:
    rows = [said(n, countries=c, article="a") for n, c in (("30", "VN LA MN"), ("20", "VN LA"), ("9", "LA"))]
    assert parts_of(rows) == {rows[1].id: rows[0].id, rows[2].id: rows[0].id}


@pytest.mark.parametrize(
    ("numbers", "state"),
    [
        pytest.param(("30", "12", "18"), "ok", id="all"),
        pytest.param(("30", "12", "9"), "ok", id="some"),
        pytest.param(("30+", "16", "19"), "ok", id="within-over"),
        pytest.param(("30", "22", "18"), "conflict", id="too-many"),
        pytest.param(("30", "20+", "15+"), "conflict", id="too-many-at-least"),
    ],
)
def test_parts_in_whole(said: Make, numbers: tuple[str, str, str], state: str) -> None:
    rows = [said(n, countries=c, article="a") for n, c in zip(numbers, ("VN LA", "VN", "LA"), strict=True)]
    (found,) = (item for item in check(rows) if item.rule == "parts_in_whole")
    assert (found.state, found.claims) == (state, tuple(row.id for row in rows))


def test_same_claims_same_checks(said: Make) -> None:
    rows = [said("8", "2025-05-16", "VN", article="a"), said("", "", "MN", article="a")]
    assert check(rows) == check(rows)
    assert len({item.id for item in check(rows)}) == len(check(rows))
