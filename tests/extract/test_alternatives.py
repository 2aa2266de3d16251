"""Cases of extract.alternatives: what a claim's sentences offer and the claim does not take, with why."""

from datetime import date

import pytest

from extract.alternatives import rejected
from extract.claims import extract
from extract.records import Evidence
from scraper.records import Article

CASES = [
    (
        "other-times",
        "진주시는 몽골 공무원 9명이 지난달 30일 시청을 방문했으며 다음 달 3일 간담회를 연다고 17일 밝혔다.",
        [("dates", "다음 달 3일", "another time")],
    ),
    (
        "talked-about",
        "진주시는 14일 몽골 공무원 9명을 초청해 핀란드의 제도를 소개했다.",
        [("countries", "핀란드", "only talked about")],
    ),
    (
        "counted-staff",
        "진주시는 14일 몽골 공무원 9명을 초청하고 자원봉사자 20명을 배치했다.",
        [("delegates", "20명", "counts 자원봉사자")],
    ),
    ("nothing-else", "몽골 공무원 9명이 14일 진주시를 방문했다.", []),
]


def passed_over(text: str) -> list[Evidence]:
    """The values that the text's only claim did not take."""
    article = Article(text=text, published=date(2024, 5, 17))
    (found,) = rejected(article, extract(article).claims)
    return list(found)


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_what_was_passed_over(name: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = passed_over(text)
    assert [(item.field, item.quote, item.reason) for item in found] == expected
    for item in found:
        assert item.start is not None
        assert item.end is not None
        assert text[item.start : item.end] == item.quote


def test_one_sequence_a_claim() -> None:
    text = "4일 몽골 공무원 9명이 진주시를 방문했다.\n11일에는 태국 의원 6명이 진주시를 찾았다."
    article = Article(text=text, published=date(2024, 5, 17))
    claims = extract(article).claims
    assert len(rejected(article, claims)) == len(claims) == 2


def test_no_claims_no_alternatives() -> None:
    assert rejected(Article(text="진주시는 배를 12개국에 수출했다."), ()) == ()
