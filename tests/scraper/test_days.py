"""Days of posting in list rows: forms, labels, and what is not one."""

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper import days

JUNE_11 = date(2026, 6, 11)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-06-11", id="iso"),
        pytest.param("2026. 6. 11.", id="dots-and-spaces"),
        pytest.param("2026/06/11", id="slashes"),
        pytest.param("2026년 6월 11일", id="korean"),
        pytest.param("2026년06월11일(목)", id="korean-weekday"),
        pytest.param("26-06-11", id="two-digit-year"),
        pytest.param("26.06.11", id="two-digit-dots"),
        pytest.param("2026-06-11 14:10:35", id="clock"),
        pytest.param("2026-06-11(Thu)", id="english-weekday"),
        pytest.param("2026.06.11 오후 3:05", id="half-day"),
        pytest.param("작성일 : 2026-06-11", id="label"),
        pytest.param("| 2026-06-11", id="bar"),
        pytest.param("[2026.06.11]", id="brackets"),
    ],
)
def test_a_cell_that_is_a_day(text: str) -> None:
    assert days.read_day(text) == JUNE_11


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("06.11 17:37", id="no-year"),
        pytest.param("17:37", id="clock-alone"),
        pytest.param("3시간 전", id="relative"),
        pytest.param("053-320-0437", id="phone"),
        pytest.param("02-2026-0611", id="phone-like-a-year"),
        pytest.param("2026-13-01", id="no-such-month"),
        pytest.param("2026-02-30", id="no-such-day"),
        pytest.param("2026-06-11 ~ 2026-06-30", id="period"),
        pytest.param("6월 11일 개막", id="sentence"),
        pytest.param("2026년 6월 정례브리핑", id="month"),
        pytest.param("조회 2,026", id="count"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_cell_that_is_no_day(text: str) -> None:
    assert days.read_day(text) is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("<td>제목</td><td>2026-06-11</td><td>31</td>", JUNE_11, id="one-cell"),
        pytest.param("<td>작성일 2026.06.11 조회 9</td>", JUNE_11, id="labelled-in-a-line"),
        pytest.param("<td>관광과 | 2026.06.11 | 조회 9</td>", JUNE_11, id="between-bars"),
        pytest.param("<td><b>등록일</b>2026-06-11 14:11:35</td>", JUNE_11, id="label-before"),
        pytest.param('<td class="date"><strong>11</strong><em>2026.06</em></td>', JUNE_11, id="day-in-a-box"),
        pytest.param('<td><time datetime="2026-06-11T09:00:00+09:00">어제</time></td>', JUNE_11, id="time-element"),
        pytest.param("<td>수정일 2026-07-01</td><td>등록일 2026-06-11</td>", JUNE_11, id="posted-not-changed"),
        pytest.param("<td>마감일 2026-07-01</td>", None, id="deadline-alone"),
        pytest.param("<td>접수기간 2026-06-11 ~ 2026-06-30</td>", None, id="period"),
        pytest.param("<td>2026-06-11</td><td>2026-06-12</td>", None, id="two-days-nobody-labels"),
        pytest.param("<td>2026-06-11</td><td>보도일 2026-06-11</td>", JUNE_11, id="said-twice"),
        pytest.param('<td class="date">2026-06-11</td><td>2026-06-12</td>', JUNE_11, id="class-decides"),
        pytest.param(
            "<td><p>지난 2026년 5월 2일 열린 행사에는 시민 300명이 참석해 자리를 빛냈다고 한다.</p></td>",
            None,
            id="prose",
        ),
        pytest.param("<td><script>var d='2026-06-11';</script></td>", None, id="script"),
    ],
)
def test_the_day_of_a_row(row: str, expected: date | None) -> None:
    tree = LexborHTMLParser(f"<table><tr>{row}</tr></table>")
    assert days.day(tree.css("tr")) == expected


def test_the_header_says_which_of_two_days_is_the_day_of_posting() -> None:
    table = (
        "<table><thead><tr><th>제목</th><th>행사일</th><th>등록일</th></tr></thead>"
        "<tbody><tr><td>음악회</td><td>2026-07-01</td><td>2026-06-11</td></tr></tbody></table>"
    )
    assert days.day([LexborHTMLParser(table).css("tr")[1]]) == JUNE_11
