"""On which side of the article's day a clause's verbs put its time."""

import pytest

from extract.tense import before, section, sides

SIDES = [
    ("past", " 시청을 찾았다.", ("past",)),
    ("past-nida", " 시청을 방문했습니다.", ("past",)),
    ("past-attribute-then-plan", " 방문한 대표단은 다시 올 계획이다.", ("past", "future")),
    ("present", " 시청을 찾는다.", ("present",)),
    ("present-nida", " 시청을 방문합니다.", ("present",)),
    ("plan", " 시청을 방문할 예정이다.", ("future",)),
    ("decided", " 방문하기로 했다.", ("future",)),
    ("hoped", " 올 것으로 기대된다.", ("future",)),
    ("asked", " 찾아와 달라고 했다.", ("future",)),
    ("going-on", " 캠프를 즐기고 있다.", ("now",)),
    ("in-progress", " 과정을 진행 중이다.", ("now",)),
    ("had-been", " 머물고 있었다.", ("past",)),
    ("has-so-far", " 방문한 바 있다.", ("past",)),
    ("said-that-comes", " 대표단이 온다고 밝혔다.", ("present",)),
    ("said-that-came", " 대표단이 왔다고 밝혔다.", ("past",)),
    ("topic-skips-attribute", "에는 단체가 개최하는 행사에 참가했다.", ("past",)),
    ("attribute-first", " 열리는 행사에 초청했다.", ("present", "past")),
    ("quote-is-skipped", ' "꼭 다시 오겠다"며 떠났다.', ("past",)),
    ("bracket-is-skipped", " (방문 예정) 시청을 찾았다.", ("past",)),
    ("city-planning-is-no-plan", " 도시계획 현장을 살폈다.", ("past",)),
    ("future-site-is-no-plan", " 박람회 예정지를 살폈다.", ("past",)),
    ("planned-then", "로 계획했던 방문은 취소됐다.", ()),
    ("no-verb", " 해외 공무원 대상 교류 행사", ()),
    ("empty", "", ()),
]


@pytest.mark.parametrize(("clause", "told"), [row[1:] for row in SIDES], ids=[row[0] for row in SIDES])
def test_sides(clause: str, told: tuple[str, ...]) -> None:
    assert sides(clause) == told


def test_before_a_bracket_the_last_verb_counts() -> None:
    assert before("교재를 개발할 계획") == ("future",)
    assert before("교재를 개발했다") == ("past",)
    assert before("외교장관회의") == ()


def test_a_short_heading_tells_its_lines() -> None:
    assert section("□ 향후 계획\n - ") == "future"
    assert section("□ 주요 성과\n - ") == "past"
    assert section("성과를 나눈 대표단은 다시 만나기로 했다.\n") == ""
    assert section("") == ""
