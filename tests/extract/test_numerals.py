"""Korean numerals: what each says, and what says no number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import NUMBER, parse

SAYS = [
    ("digits", "273", 273),
    ("comma", "1,012", 1012),
    ("two-commas", "1,234,567", 1_234_567),
    ("zero", "0", 0),
    ("thousand", "천", 1000),
    ("thousand-mixed", "1천200", 1200),
    ("thousand-rest", "1천870", 1870),
    ("hundred-mixed", "3백", 300),
    ("hundred-rest", "4백50", 450),
    ("ten-thousand", "6만", 60_000),
    ("ten-thousand-spaced", "1만 2천", 12_000),
    ("ten-thousand-glued", "1만7178", 17_178),
    ("ten-thousand-comma", "10만 9,964", 109_964),
    ("thousand-ten-thousand", "1천200만", 12_000_000),
    ("hundred-million", "1억 2천만", 120_000_000),
    ("decimal", "2.5만", 25_000),
    ("decimal-comma-free", "1.2천", 1200),
    ("native-one", "한", 1),
    ("native-seven", "일곱", 7),
    ("native-ten", "열", 10),
    ("native-twelve", "열두", 12),
    ("native-twenty", "스무", 20),
    ("native-twenty-one", "스물한", 21),
    ("native-fifty", "쉰", 50),
    ("native-ninety-nine", "아흔아홉", 99),
    ("native-hundred", "백서른두", 132),
    ("sino-twenty", "이십", 20),
    ("sino-hundred-fifty", "백오십", 150),
    ("sino-thousand-five-hundred", "천오백", 1500),
    ("sino-ten-thousand", "만", 10_000),
    ("sino-three-ten-thousand", "삼만", 30_000),
]
SAYS_NOTHING = [
    ("tens", "수십"),
    ("hundreds", "수백"),
    ("some", "몇"),
    ("many", "여러"),
    ("six-or-seven", "예닐곱"),
    ("three-or-four", "서너"),
    ("twenty-or-thirty", "이삼십"),
    ("fraction", "2.5"),
    ("outgrown", "1천2000"),
    ("twice", "1만2만"),
    ("rising", "백천"),
    ("empty", ""),
    ("word", "공무원"),
    ("negative", "-5"),
]


@pytest.mark.parametrize(("text", "number"), [row[1:] for row in SAYS], ids=[row[0] for row in SAYS])
def test_number(text: str, number: int) -> None:
    assert parse(text) == number


@pytest.mark.parametrize("text", [row[1] for row in SAYS_NOTHING], ids=[row[0] for row in SAYS_NOTHING])
def test_no_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", [row[1] for row in SAYS], ids=[row[0] for row in SAYS])
def test_the_pattern_takes_the_whole_number_before_its_unit(text: str) -> None:
    hit = re.match(NUMBER, f"{text}명")
    assert hit is not None
    assert hit.group() == text


@pytest.mark.parametrize("text", ["공무원", "시장", "몽골"], ids=["official", "mayor", "country"])
def test_the_pattern_takes_no_word(text: str) -> None:
    assert re.fullmatch(NUMBER, text) is None


@given(st.integers(min_value=1, max_value=99_999_999))
def test_digits_with_and_without_commas_agree(number: int) -> None:
    assert parse(str(number)) == parse(f"{number:,}") == number


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_parts_add_up(high: int, low: int) -> None:
    assert parse(f"{high}만{low}") == parse(f"{high}만 {low:,}") == high * 10_000 + low


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    number = parse(text)
    assert number is None or number >= 0
