"""Cases of extract.confidence: each doubt on its own, what it makes of a claim, and the word that real text gets."""

from dataclasses import replace
from datetime import date

import pytest

from extract.claims import extract
from extract.confidence import GRAVE, Facts, doubts, rate
from scraper.records import Article

PLAIN = Facts(
    kind="visit",
    rule="claims.visit",
    countries=True,
    counted=False,
    people=True,
    headed=True,
    place=False,
    abroad=False,
    acts=frozenset({"visit"}),
    running=True,
    city=True,
    host=True,
    time=True,
    ends=True,
    long=False,
    rivals=False,
    part=False,
)
TOTAL = replace(PLAIN, kind="total", rule="claims.total", long=True)

ONE_DOUBT = [
    ("bloc-alone", replace(PLAIN, countries=False), "nobody named", "low"),
    ("no-verb", replace(PLAIN, acts=frozenset()), "nothing said", "low"),
    ("undated-total", replace(TOTAL, time=False, ends=False), "no time for a total", "low"),
    ("only-met", replace(PLAIN, acts=frozenset({"meet"})), "no verb of coming", "medium"),
    ("only-attended", replace(PLAIN, acts=frozenset({"attend", "send"})), "no verb of coming", "medium"),
    ("country-as-subject", replace(PLAIN, people=False), "names without people", "medium"),
    ("president-inside-a-name", replace(PLAIN, headed=False), "a word inside a name", "medium"),
    ("city-as-a-place", replace(PLAIN, place=True), "named as a place", "medium"),
    ("someone-goes", replace(PLAIN, abroad=True), "going abroad", "medium"),
    ("footnote", replace(PLAIN, running=False), "not in running text", "medium"),
    ("national-host", replace(PLAIN, city=False), "no city", "medium"),
    ("city-without-a-host", replace(PLAIN, host=False), "no host", "medium"),
    ("undated-visit", replace(PLAIN, time=False, ends=False), "no time", "medium"),
    ("total-since", replace(TOTAL, ends=False), "a total without an end", "medium"),
    ("visit-of-a-year", replace(PLAIN, long=True), "a long visit", "medium"),
    ("rival-numbers", replace(PLAIN, rivals=True), "other numbers", "medium"),
    ("part-of-an-event", replace(PLAIN, part=True), "a part", "medium"),
]
NO_DOUBT = [
    ("visit", PLAIN),
    ("hosted", replace(PLAIN, acts=frozenset({"host", "meet"}))),
    ("start-only", replace(PLAIN, ends=False)),
    ("total", TOTAL),
    ("total-of-counted-countries", replace(TOTAL, countries=False, counted=True)),
    ("comparison", replace(TOTAL, rule="claims.compared", countries=False, counted=False, acts=frozenset())),
    ("breakdown", replace(TOTAL, rule="claims.breakdown", acts=frozenset())),
]


@pytest.mark.parametrize(("name", "told", "doubt", "word"), ONE_DOUBT, ids=[c[0] for c in ONE_DOUBT])
def test_one_doubt(name: str, told: Facts, doubt: str, word: str) -> None:
    assert doubts(told) == (doubt,)
    assert rate(told) == word
    assert (word == "low") == (doubt in GRAVE)


@pytest.mark.parametrize(("name", "told"), NO_DOUBT, ids=[c[0] for c in NO_DOUBT])
def test_no_doubt_is_high(name: str, told: Facts) -> None:
    assert doubts(told) == ()
    assert rate(told) == "high"


def test_two_light_doubts_are_medium_and_three_are_low() -> None:
    two = replace(PLAIN, city=False, rivals=True)
    assert rate(two) == "medium"
    assert rate(replace(two, part=True)) == "low"


TEXTS = [
    (
        "all-said",
        "캄보디아 프놈펜시 공무원 12명이 14일 진주시 농업기술센터를 방문했다.\n진주시는 이들에게 재배 기술을 소개했다.",
        "high",
        "no doubt",
    ),
    ("no-day", "캄보디아 프놈펜시 공무원 12명이 진주시를 방문했다.", "medium", "no time"),
    (
        "national-host",
        "산림청은 14일 방한한 캄보디아 산림부 공무원 12명과 산불 대응을 논의했다.",
        "medium",
        "no city",
    ),
    ("bloc-only", "진주시는 14일 아세안 공무원을 초청했다.", "low", "nobody named"),
]


@pytest.mark.parametrize(("name", "text", "word", "reason"), TEXTS, ids=[c[0] for c in TEXTS])
def test_the_word_and_its_reason_in_a_claim(name: str, text: str, word: str, reason: str) -> None:
    (claim,) = extract(Article(text=text, published=date(2024, 5, 17))).claims
    (proof,) = [item for item in claim.evidence if item.field == "confidence"]
    assert claim.confidence == word == proof.value
    assert (proof.start, proof.reason) == (None, reason)
