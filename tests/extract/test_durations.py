"""Lengths of stay: how many days or months, and what is none."""

from datetime import date

import pytest

from extract import durations

LENGTHS = [
    ("days", "5일간 열린다", 5, 0),
    ("days-dongan", "5일 동안 열린다", 5, 0),
    ("nights", "2박 3일 일정", 3, 0),
    ("nights-glued", "1박2일", 2, 0),
    ("nights-none", "무박 2일", 2, 0),
    ("nights-more-days", "5박 8일", 8, 0),
    ("native-two", "이틀간", 2, 0),
    ("native-three", "사흘 동안", 3, 0),
    ("native-three-plan", "사흘 일정에", 3, 0),
    ("native-five", "닷새 동안", 5, 0),
    ("native-ten", "열흘간", 10, 0),
    ("native-fifteen", "보름 동안", 15, 0),
    ("week", "일주일간", 7, 0),
    ("weeks", "2주간", 14, 0),
    ("weeks-native", "두 주 동안", 14, 0),
    ("month", "한 달간", 0, 1),
    ("months", "6개월간", 0, 6),
    ("months-native", "다섯 달 동안", 0, 5),
    ("years", "3년간", 0, 36),
]
NONE = [
    ("nth", "3일째를 맞았다"),
    ("within", "10일 만에"),
    ("meeting", "3일간담회"),
    ("weekend", "2주 뒤"),
    ("range", "7월 23일~25일간"),
    ("recent", "최근 3년간"),
    ("last", "지난 3년간"),
    ("years-of-a-range", "2021~2024년간"),
    ("decimal", "1.5년간"),
]


@pytest.mark.parametrize(("text", "days", "months"), [row[1:] for row in LENGTHS], ids=[row[0] for row in LENGTHS])
def test_length(text: str, days: int, months: int) -> None:
    found = durations.find(f"캠프는 {text}")
    assert [(length.days, length.months) for length in found] == [(days, months)]
    assert found[0].start == 4


@pytest.mark.parametrize("text", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_no_length(text: str) -> None:
    assert durations.find(f"캠프는 {text}") == []


def test_both_ends_are_counted() -> None:
    stay = durations.find("2박 3일")[0]
    assert stay.last_day(date(2024, 6, 30)) == date(2024, 7, 2)
    assert stay.first_day(date(2024, 7, 2)) == date(2024, 6, 30)
    months = durations.find("6개월간")[0]
    assert months.last_day(date(2024, 3, 1)) == date(2024, 8, 31)
    assert months.first_day(date(2024, 8, 31)) == date(2024, 3, 1)
    assert stay.last_day(date.max) is None
