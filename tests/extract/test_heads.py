"""Cases of extract.heads: the class of first characters, and that what is found stays the same."""

import re

import pytest

from extract import heads, placecues
from extract.fields import guests, visits


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("방문|찾은", {"방", "찾"}),
        ("(?:온|간) 뒤|(?P<who>손님)", {"온", "간", "손"}),
        ("(?<!비가 )왔|(?=손)손님", {"왔", "손"}),
        ("시?청", {"시", "청"}),
        ("(?:시|군)*청", {"시", "군", "청"}),
        ("(?:도){0,2}청", {"도", "청"}),
        ("[가-힣]{2}단", {"[가-힣]"}),
        (r"\d+명|\(약", {r"\d", r"\("}),
        (r"[\])]끝|[]x]", {r"[\])]", "[]x]"}),
        ("시+청", {"시"}),
    ],
)
def test_first_characters(pattern: str, first: set[str]) -> None:
    assert heads._first(pattern) == first


@pytest.mark.parametrize(
    "pattern", ["", "방문|", ".문", "[^가]문", r"\S+", "시?", "(?i:a)b", r"(\d)\1|\1", "방문|(?=시)"]
)
def test_a_pattern_that_may_begin_with_anything_is_left_as_it_is(pattern: str) -> None:
    assert heads.led(pattern) == pattern


TEXTS = [
    "중국 대표단 12명이 3일 여수시청을 방문해 시장과 면담하고 전시관을 둘러봤다.",
    "지난해 찾아온 바이어들은 강당에서 열린 설명회에 참석했으며, 화상으로 만난 업체도 있었다",
    "(누리관)에서 손님을 맞았다. 출국 전날 벡스코서 공연을 펼쳤다 온다 온라인",
    "[수료식] 관광객과 유학생 30명 초청 연수단은 수료했다고 9일 밝혔다.",
    "",
    "visit 1,200명",
]
PATTERNS = {
    "acts": "|".join(f"(?P<{name}>{pattern})" for name, pattern in visits._ACTS.items()),
    "spoilers": "|".join(f"(?P<{name}>{pattern})" for name, pattern in visits._SPOILERS.items()),
}


@pytest.mark.parametrize("name", sorted(PATTERNS))
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_stays_the_same(name: str, text: str) -> None:
    plain, led = re.compile(PATTERNS[name]), re.compile(heads.led(PATTERNS[name]))
    assert led.pattern != plain.pattern
    assert _found(led, text) == _found(plain, text)


@pytest.mark.parametrize("pattern", [guests._person(), placecues._place(), placecues._venue(), visits._ACT])
def test_long_lists_are_led(pattern: re.Pattern[str]) -> None:
    assert pattern.pattern.startswith("(?=")


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[str | None, tuple[int, int]]]:
    return [(hit.lastgroup, hit.span()) for hit in pattern.finditer(text)]
