"""Places told in sentences that name no guests: which visit they belong to."""

from datetime import date

import pytest

from extract.claims import extract
from scraper.records import Article, Block

LEAD = "몽골 울란바토르시 공무원 12명이 지난 14일 강릉시청을 찾았다."


def sites(text: str) -> list[list[str]]:
    article = Article(text="몽골 공무원 강릉 방문\n" + text, published=date(2024, 5, 17))
    return [list(claim.sites) for claim in extract(article).claims]


@pytest.mark.parametrize(
    ("behind", "want"),
    [
        pytest.param("이어 오죽헌을 둘러봤다.", ["강릉시청", "오죽헌"], id="then"),
        pytest.param("오후에는 오죽헌에서 강연을 들었다.", ["강릉시청", "오죽헌"], id="afternoon"),
        pytest.param("또한 한솔하수처리장도 방문할 예정이다.", ["강릉시청", "한솔하수처리장"], id="also"),
        pytest.param("한편 16일에는 한솔정수장도 차례로 방문했다.", ["강릉시청", "한솔정수장"], id="meanwhile-day"),
        pytest.param("시장은 손님을 반겼다. 이들은 오죽헌을 찾았다.", ["강릉시청", "오죽헌"], id="sentence-between"),
        pytest.param(
            "오후에는 한솔관을 둘러봤다. 볕이 났다. 눈도 왔다. 이어 오죽헌을 찾았다.",
            ["강릉시청", "한솔관", "오죽헌"],
            id="on-from-the-last-place",
        ),
        pytest.param("18일 오죽헌을 방문하고 떠난다.", ["강릉시청", "오죽헌"], id="before-they-leave"),
        pytest.param("12명은 한솔도서관에서 책을 읽었다.", ["강릉시청", "한솔도서관"], id="their-own-number"),
        pytest.param("시는 오는 10월 오죽헌에서 장터를 연다.", ["강릉시청"], id="another-time"),
        pytest.param("강릉시는 한솔정수장을 고쳤다.", ["강릉시청"], id="other-subject"),
        pytest.param("일본 공무원은 오죽헌에서 강연을 들었다.", ["강릉시청"], id="other-guests"),
        pytest.param("주민 30명은 한솔과학관에서 떡을 빚었다.", ["강릉시청"], id="people-of-their-own"),
        pytest.param("오죽헌에서 열기로 한 다회는 취소됐다.", ["강릉시청"], id="cancelled"),
        pytest.param('시장은 "다음에는 오죽헌을 찾아 차를 마시자"고 말했다.', ["강릉시청"], id="speech"),
        pytest.param(
            "비가 왔다. 눈이 왔다. 볕이 났다. 바람도 불었다. 오죽헌에서 강연을 들었다.", ["강릉시청"], id="far-behind"
        ),
    ],
)
def test_sentences_behind_a_visit(behind: str, want: list[str]) -> None:
    assert sites(f"{LEAD} {behind}") == [want]


def test_the_venue_of_the_event_may_stand_before_its_guests() -> None:
    text = "강릉시는 다음 달 1일 한솔컨벤션센터에서 포럼을 연다.\n포럼에는 몽골 공무원 12명이 참석한다."
    assert sites(text) == [["한솔컨벤션센터"]]


@pytest.mark.parametrize(
    ("behind", "want"),
    [
        pytest.param("시장은 강릉시청 별관동 대회의실에서 공무원을 맞았다.", ["강릉시청"], id="room-inside"),
        pytest.param(
            "이들은 나래청사 바다안전통합상황실을 찾았다. 해양청 바다안전통합상황실에서 설명을 들었다.",
            ["강릉시청", "나래청사 바다안전통합상황실"],
            id="same-room-of-two-owners",
        ),
    ],
)
def test_one_place_told_twice(behind: str, want: list[str]) -> None:
    assert sites(f"{LEAD} {behind}") == [want]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param(
            "강릉시 한솔홍보관이 붐빈다. 지난 2월 몽골 장관이 한솔홍보관을 찾은 데 이어 3월에는 베트남 장관이 방문했다.",
            [["한솔홍보관"], ["한솔홍보관"]],
            id="object-left-out",
        ),
        pytest.param(
            "강릉시 한솔홍보관이 붐빈다. 지난 2월 몽골 장관이 한솔홍보관을 찾은 데 이어 3월에는 베트남 장관이 오죽헌을 방문했다.",
            [["한솔홍보관"], ["오죽헌"]],
            id="object-of-its-own",
        ),
        pytest.param(
            "강릉시에는 지난 2월 몽골 공무원 12명이, 3월에는 베트남 공무원 9명이 한솔홍보관을 찾았다.",
            [["한솔홍보관"], ["한솔홍보관"]],
            id="one-verb-for-both",
        ),
    ],
)
def test_clauses_of_one_sentence_share_the_place(text: str, want: list[list[str]]) -> None:
    assert sites(text) == want


@pytest.mark.parametrize(
    ("head", "want"),
    [
        pytest.param("몽골 대표단, 한빛과학관 방문", ["한빛과학관"], id="place"),
        pytest.param("몽골 대표단 한빛과학관 홍보대사로", [], id="not-visited"),
        pytest.param("한빛시 대표단, 하노이 과학관 방문", [], id="abroad"),
    ],
)
def test_headline_of_a_body_without_places(head: str, want: list[str]) -> None:
    text = "강릉시는 지난 14일 몽골 공무원 12명을 맞아 행정을 소개했다. 시장은 교류를 늘리자고 했다."
    blocks = (
        Block(kind="title", start=0, end=len(head)),
        Block(kind="paragraph", start=len(head) + 1, end=len(head) + 1 + len(text)),
    )
    article = Article(text=f"{head}\n{text}", published=date(2024, 5, 17), blocks=blocks)
    assert [list(claim.sites) for claim in extract(article).claims] == [want]
