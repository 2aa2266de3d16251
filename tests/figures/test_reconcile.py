"""Which claims of several articles tell of one visit or total, and whether their numbers agree."""

from collections.abc import Callable
from typing import Any

import pytest

from figures.reconcile import reconcile
from figures.records import Figure, ReportedClaim

Make = Callable[..., ReportedClaim]
Told = dict[str, Any]

SENTENCE = "라오스 공무원 연수단 {} 명이 16일 물재생센터를 찾아 하수 처리 과정을 살펴봤다."
OTHER_SENTENCE = "해온시는 이날 동남아에서 온 손님들에게 물 관리 정책을 소개했다고 밝혔다."
H1 = "2025-01-01~2025-06-30"


def told(number: str = "", days: str = "2025-05-16", countries: str = "VN", **more: Any) -> Told:
    return {"number": number, "days": days, "countries": countries, **more}


def total(number: str = "", days: str = H1, countries: str = "", **more: Any) -> Told:
    return {"number": number, "days": days, "countries": countries, "kind": "total", **more}


# id, claims (each of its own article and outlet, unless told), groups of their numbers, state of each group's figure
VISITS: list[tuple[str, list[Told], str, str]] = [
    ("alone", [told("12")], "0", "single"),
    ("same-number", [told("12"), told("12")], "01", "agree"),
    ("other-number", [told("12"), told("15")], "01", "conflict"),
    ("over-and-exact", [told("40+"), told("43")], "01", "agree"),
    ("over-and-too-many", [told("40+"), told("53")], "01", "conflict"),
    ("about-and-exact", [told("~40"), told("42")], "01", "agree"),
    ("about-and-far", [told("~40"), told("60")], "01", "conflict"),
    ("range-and-exact", [told("20..30"), told("25")], "01", "agree"),
    ("under-and-exact", [told("50-"), told("45")], "01", "agree"),
    ("at-least", [told("40+", words="40명 이상"), told("57")], "01", "agree"),
    ("one-without-number", [told("12"), told("")], "01", "single"),
    ("nobody-counts", [told(""), told("")], "01", "single"),
    ("two-say-one-dissents", [told("12"), told("12"), told("15")], "012", "conflict"),
    ("other-city", [told("12"), told("12", city="가람도 나래군")], "0 1", "single single"),
    ("province-and-its-city", [told("12"), told("12", city="가람도")], "0 1", "single single"),
    ("no-city-and-city", [told("12"), told("12", city="")], "0 1", "single single"),
    ("no-city-both", [told("12", city=""), told("12", city="")], "01", "agree"),
    ("two-cities-one-common", [told("12", city="가람도 해온시, 가람도 나래군"), told("12")], "01", "agree"),
    ("other-country", [told("12"), told("12", countries="MN")], "0 1", "single single"),
    ("total-is-no-visit", [told("12"), total("12", days="2025-05-16", countries="VN")], "0 1", "single single"),
    ("other-day", [told("12"), told("12", days="2025-05-20")], "0 1", "single single"),
    ("next-day-same-number", [told("12"), told("12", days="2025-05-17")], "01", "agree"),
    ("next-day-other-number", [told("12"), told("15", days="2025-05-17")], "0 1", "single single"),
    ("day-of-the-stay", [told("12", days="2025-05-16~2025-05-18"), told("12", days="2025-05-17")], "01", "agree"),
    ("day-of-the-stay-other-number", [told("12", days="2025-05-16~2025-05-18"), told("30", days="2025-05-17")], "0 1", "single single"),
    ("first-day-without-end", [told("12", days="2025-05-16~"), told("15", days="2025-05-16~2025-05-18")], "01", "conflict"),
    ("month-holds-the-day-same-odd-number", [told("27", days="2025-05-01~2025-05-31"), told("27")], "01", "agree"),
    ("month-holds-the-day-other-number", [told("27", days="2025-05-01~2025-05-31"), told("12")], "0 1", "single single"),
    ("month-holds-the-day-no-number", [told("", days="2025-05-01~2025-05-31"), told("12")], "0 1", "single single"),
    ("month-holds-the-day-round-number", [told("~20", days="2025-05-01~2025-05-31"), told("~20")], "0 1", "single single"),
    ("undated-same-news", [told("12", days=""), told("12")], "01", "agree"),
    ("undated-same-news-other-number", [told("12", days=""), told("15")], "0 1", "single single"),
    ("undated-old-news", [told("12", days="", published="2025-03-02"), told("12")], "0 1", "single single"),
    ("undated-unpublished", [told("12", days="", published=None), told("12")], "0 1", "single single"),
    ("places-of-one-name", [told("12", sites=("시청",)), told("15", sites=("해온시청",))], "01", "conflict"),
    ("places-of-other-names-other-number", [told("12", sites=("시청",)), told("15", sites=("도서관",))], "0 1", "single single"),
    ("places-of-other-names-same-number", [told("12", sites=("시청",)), told("12", sites=("도서관",))], "01", "agree"),
    ("more-countries-same-number", [told("12", countries="VN LA"), told("12")], "01", "agree"),
    ("more-countries-other-number", [told("30", countries="VN LA"), told("12")], "0 1", "single single"),
    ("counted-countries-same-count", [told("30", countries="VN LA", country_count=9), told("31", countries="MN VN", country_count=9)], "01", "conflict"),
    ("sampled-countries-disjoint", [told("30", countries="VN LA", country_count=9), told("30", countries="PE", country_count=9)], "01", "agree"),
    ("countries-unknown-same-number", [told("12", countries=""), told("12")], "01", "agree"),
    ("countries-unknown-other-number", [told("12", countries=""), told("15")], "0 1", "single single"),
    ("countries-unknown-shared-place", [told("12", countries="", sites=("물재생센터",)), told("15", sites=("물재생센터",))], "01", "conflict"),
    ("planned-then-done-other-number", [told("20", status="planned", published="2025-05-10"), told("18")], "01", "single"),
    ("planned-twice-other-number", [told("20", status="planned"), told("18", status="planned")], "01", "conflict"),
    ("copies-are-one-origin", [told("12", quote=SENTENCE.format("12")), told("12", quote=SENTENCE.format("12"))], "01", "single"),
    ("copy-with-another-number", [told("12", quote=SENTENCE.format("12")), told("21", quote=SENTENCE.format("21"))], "01", "conflict"),
    ("copy-with-a-wrong-day", [told("12", quote=SENTENCE.format("12")), told("21", days="2025-05-17", quote=SENTENCE.format("21"))], "01", "conflict"),
    ("copy-of-another-week", [told("12", quote=SENTENCE.format("12")), told("12", days="2025-05-23", quote=SENTENCE.format("12"))], "0 1", "single single"),
    ("copies-and-an-own-text", [told("12", quote=SENTENCE.format("12")), told("12", quote=SENTENCE.format("12")), told("12", quote=OTHER_SENTENCE)], "012", "agree"),
    ("one-outlet-twice", [told("12", outlet="해온일보"), told("12", outlet="해온일보")], "01", "single"),
    ("one-article-two-visits", [told("12", article="a"), told("15", article="a")], "0 1", "single single"),
    ("one-article-two-visits-and-an-echo", [told("12", article="a"), told("15", article="a"), told("15")], "0 12", "single agree"),
    ("echo-joins-the-nearer-number", [told("12", article="a"), told("15", article="a"), told("14..16")], "0 12", "single agree"),
    ("two-articles-with-both-visits", [told("12", article="a"), told("15", article="a"), told("12", article="b"), told("15", article="b")], "02 13", "agree agree"),
    ("year-later", [told("12"), told("12", days="2026-05-16", published="2026-05-17")], "0 1", "single single"),
    ("told-as-background-next-year", [told("12"), told("12", published="2026-05-17")], "01", "agree"),
]  # fmt: skip

TOTALS: list[tuple[str, list[Told], str, str]] = [
    ("same", [total("273", country_count=29), total("273", country_count=29)], "01", "agree"),
    ("other-number", [total("273", country_count=29), total("275", country_count=29)], "01", "conflict"),
    ("other-count-of-countries", [total("273", country_count=29), total("273", country_count=28)], "01", "agree"),
    ("other-period", [total("273"), total("273", days="2024-01-01~2024-06-30")], "0 1", "single single"),
    ("half-and-year", [total("273"), total("273", days="2025-01-01~2025-12-31")], "0 1", "single single"),
    ("grew-in-a-month", [total("120", days="2025-01-01~2025-04-30"), total("150", days="2025-01-01~2025-05-31")], "0 1", "single single"),
    ("told-again-within-a-week", [total("120", days="2025-01-01~2025-06-19"), total("120", days="2025-01-01~2025-06-21")], "01", "agree"),
    ("grew-within-a-week", [total("120", days="2025-01-01~2025-06-19"), total("131", days="2025-01-01~2025-06-21")], "0 1", "single single"),
    ("share-of-one-country", [total("273", country_count=29), total("58", countries="MN")], "0 1", "single single"),
    ("share-in-both", [total("273", country_count=29, article="a"), total("58", countries="MN", article="a"), total("273", country_count=29, article="b"), total("59", countries="MN", article="b")], "02 13", "agree conflict"),
    ("share-told-alone", [total("273", countries="MN VN", country_count=29, article="a"), total("58", countries="MN", article="a"), total("58", countries="MN")], "0 12", "single agree"),
    ("shares-of-two-countries", [total("58", countries="MN"), total("58", countries="VN")], "0 1", "single single"),
    ("whole-with-a-list", [total("15", countries="PE EC CO", country_count=3), total("16", countries="PE EC CO")], "01", "conflict"),
    ("nothing-but-the-number", [total("273"), total("300")], "01", "conflict"),
    ("blocs-differ", [total("80", groups=("아세안",)), total("120", groups=("유럽",))], "0 1", "single single"),
    ("undated-other-number", [total("80", days="", country_count=9), total("90", days="", country_count=9)], "0 1", "single single"),
    ("undated-same-number", [total("80", days="", country_count=9), total("80", days="", country_count=9)], "01", "agree"),
    ("other-city", [total("273"), total("275", city="가람도 나래군")], "0 1", "single single"),
]  # fmt: skip


def rows_of(claims: list[Told], said: Make) -> list[ReportedClaim]:
    rows = []
    for i, claim in enumerate(claims):
        fields = {"outlet": f"신문{i}"} | claim
        rows.append(said(fields.pop("number"), fields.pop("days"), fields.pop("countries"), **fields))
    return rows


def grouped(rows: list[ReportedClaim], figures: list[Figure]) -> tuple[str, str]:
    """Groups of claim numbers, and the state of each, in the order of their first claims."""
    index = {row.id: str(i) for i, row in enumerate(rows)}
    found = sorted(("".join(sorted(index[c] for c in f.claims)), f.state) for f in figures if f.what == "delegates")
    return " ".join(group for group, _ in found), " ".join(state for _, state in found)


@pytest.mark.parametrize(("claims", "groups", "states"), [pytest.param(*row[1:], id=row[0]) for row in VISITS])
def test_visits(said: Make, claims: list[Told], groups: str, states: str) -> None:
    rows = rows_of(claims, said)
    assert grouped(rows, reconcile(rows)) == (groups, states)
    assert grouped(rows, reconcile(rows[::-1])) == (groups, states)


@pytest.mark.parametrize(("claims", "groups", "states"), [pytest.param(*row[1:], id=row[0]) for row in TOTALS])
def test_totals(said: Make, claims: list[Told], groups: str, states: str) -> None:
    rows = rows_of(claims, said)
    assert grouped(rows, reconcile(rows)) == (groups, states)
    assert grouped(rows, reconcile(rows[::-1])) == (groups, states)


def delegates(figures: list[Figure]) -> Figure:
    return next(figure for figure in figures if figure.what == "delegates")


def test_agreement_takes_the_exact_number(said: Make) -> None:
    figure = delegates(reconcile([said("40+", outlet="가"), said("43", outlet="나"), said("~40", outlet="다")]))
    assert (figure.value, figure.qualifier, figure.state) == (43, "exact", "agree")


def test_conflict_keeps_both_numbers_and_chooses_none(said: Make) -> None:
    figure = delegates(reconcile([said("12", outlet="가"), said("15", outlet="나")]))
    assert (figure.value, figure.qualifier, figure.state) == (None, None, "conflict")
    assert [(r.outlet, r.value) for r in figure.readings] == [("가", 12), ("나", 15)]


def test_copies_are_listed_but_count_once(said: Make) -> None:
    rows = [said("12", outlet=name, quote=SENTENCE.format("12")) for name in ("시청", "신문", "방송")]
    figure = delegates(reconcile(rows))
    assert (figure.outlets, figure.origins, figure.state) == (("시청", "신문", "방송"), 1, "single")


def test_number_that_was_announced_is_listed_only(said: Make) -> None:
    rows = [said("20", status="planned", outlet="가", published="2025-05-02"), said("18", outlet="나")]
    figure = delegates(reconcile(rows))
    assert (figure.value, figure.status, [r.value for r in figure.readings]) == (18, "completed", [20, 18])


def test_countries_are_a_figure_of_their_own(said: Make) -> None:
    rows = [said("273", H1, "", kind="total", country_count=n, outlet=str(n)) for n in (29, 28)]
    found = {figure.what: figure for figure in reconcile(rows)}
    assert (found["delegates"].state, found["country_count"].state) == ("agree", "conflict")
    assert found["delegates"].event == found["country_count"].event


def test_event_takes_the_days_of_the_one_who_knows_both(said: Make) -> None:
    rows = [said("12", "2025-05-16~", outlet="가"), said("12", "2025-05-16~2025-05-18", outlet="나")]
    assert delegates(reconcile(rows)).period == "2025-05-16~2025-05-18"


def test_parts_point_at_their_whole(said: Make) -> None:
    rows = [
        said("30", countries="VN LA", article="a"),
        said("12", countries="LA", article="a"),
        said("30", countries="VN LA", article="b", outlet="나"),
    ]
    whole, part = reconcile(rows)
    assert (whole.part_of, part.part_of) == (None, whole.event)
    assert len(whole.claims) == 2


def test_split_is_kept_where_all_agree(said: Make) -> None:
    rows = [
        said("30", countries="VN LA", country_delegates={"VN": 20, "LA": 10}, outlet="가"),
        said("30", countries="VN LA", country_delegates={"VN": 20, "LA": 9}, outlet="나"),
    ]
    assert delegates(reconcile(rows)).country_delegates == {"VN": 20}


def test_ids_stay_when_a_copy_joins(said: Make) -> None:
    first = said("12", published="2025-05-16")
    later = said("12", published="2025-05-18", outlet="나")
    assert delegates(reconcile([first])).id == delegates(reconcile([first, later])).id


def test_same_claims_same_figures(said: Make) -> None:
    rows = rows_of([claim for _, claims, _, _ in VISITS[:12] for claim in claims], said)
    assert reconcile(rows) == reconcile(rows[::-1])


def test_nothing(said: Make) -> None:
    assert reconcile([]) == []


LIMITS: list[tuple[str, list[Told], str, str]] = [
    # Two delegations of one country on one day, told by two articles that name no place: nothing tells them apart.
    ("two-delegations-of-one-country-and-day", [told("12"), told("31")], "0 1", "single single"),
    # A rewritten release shares no sentence with its source; it counts as an origin of its own.
    ("rewritten-release", [told("12", quote=SENTENCE.format("12")), told("12", quote="16일 물재생센터에 라오스 손님 12 명이 왔다.")], "01", "single"),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="known limit")
@pytest.mark.parametrize(("claims", "groups", "states"), [pytest.param(*row[1:], id=row[0]) for row in LIMITS])
def test_known_limits(said: Make, claims: list[Told], groups: str, states: str) -> None:
    rows = rows_of(claims, said)
    assert grouped(rows, reconcile(rows)) == (groups, states)
