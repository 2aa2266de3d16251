"""The sentence that a row shows: whole, and cut from the text."""

import pytest

from extract.records import Claim, Evidence
from store.quotes import main_span, sentence_span

TEXT = "제목 3명\n첫째 문장은 5.5km다. 손님 12명이 “반갑다.”고 말했다! 셋째 문장이다.\n□ 일시: 2025. 5. 16.(금)\n끝"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("3명", "제목 3명", id="headline"),
        pytest.param("5.5km", "첫째 문장은 5.5km다.", id="point-inside-a-number"),
        pytest.param("12명", "손님 12명이 “반갑다.”고 말했다!", id="quotation-inside"),
        pytest.param("셋째", "셋째 문장이다.", id="last-of-a-line"),
        pytest.param("16.", "□ 일시: 2025. 5. 16.(금)", id="dots-of-a-date"),
        pytest.param("끝", "끝", id="last-line"),
        pytest.param(
            "첫째 문장은 5.5km다. 손님", "첫째 문장은 5.5km다. 손님 12명이 “반갑다.”고 말했다!", id="over-two"
        ),
    ],
)
def test_sentence(words: str, sentence: str) -> None:
    at = TEXT.index(words)
    start, end = sentence_span(TEXT, at, at + len(words))
    assert TEXT[start:end] == sentence


def test_endless_line_is_cut() -> None:
    text = "가" * 5000
    start, end = sentence_span(text, 2500, 2504)
    assert (start <= 2500, end >= 2504) == (True, True)
    assert end - start < 1000


def said(field: str, words: str) -> Evidence:
    at = TEXT.index(words)
    return Evidence(field=field, value="", rule="r", start=at, end=at + len(words), quote=words)


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        pytest.param((said("city", "제목"), said("delegates", "12명")), "손님 12명이 “반갑다.”고 말했다!", id="number-first"),
        pytest.param((said("city", "끝"), said("countries", "셋째")), "셋째 문장이다.", id="then-guests"),
        pytest.param((said("sites", "셋째"), said("city", "제목")), "제목 3명", id="else-the-first"),
        pytest.param((Evidence(field="delegates", value="", rule="r", reason="x"), said("city", "끝")), "끝", id="no-span"),
    ],
)  # fmt: skip
def test_main_sentence(evidence: tuple[Evidence, ...], sentence: str) -> None:
    span = main_span(TEXT, Claim(kind="visit", status="completed", evidence=evidence))
    assert span is not None
    assert TEXT[slice(*span)] == sentence


def test_claim_without_words() -> None:
    assert main_span(TEXT, Claim(kind="visit", status="completed")) is None
