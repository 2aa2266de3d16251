"""Cases of extract.document: the normal form of equal length, sentences of blocks and lines, tokens with true offsets."""

import itertools
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, normal, read
from scraper.records import Article, Block

NORMAL = [
    ("full-width-digits", "２７３명", "273명"),
    ("full-width-latin", "ＩＴＳ（서울）", "ITS(서울)"),
    ("hangul-dot", "한ㆍ중ㆍ일", "한·중·일"),
    ("katakana-dot", "한・중・일", "한·중·일"),
    ("hyphenation-dot", "한‧중‧일", "한·중·일"),
    ("bullet-dot", "한•중", "한·중"),
    ("operator-dot", "한⋅중", "한·중"),
    ("half-width-dot", "한･중", "한·중"),
    ("en-dash", "3–5일", "3-5일"),
    ("em-dash", "서울—부산", "서울-부산"),
    ("minus", "3−5일", "3-5일"),
    ("wave", "12～14일", "12~14일"),
    ("wave-dash", "12〜14일", "12~14일"),
    ("tilde-operator", "12∼14일", "12~14일"),
    ("nbsp", "12\u00a0명", "12 명"),
    ("ideographic-space", "12\u3000명", "12 명"),
    ("thin-space", "12\u2009명", "12 명"),
    ("tab", "국가\t인원", "국가 인원"),
    ("curly-quotes", "“좋다”", '"좋다"'),
    ("apostrophe-year", "’24년", "'24년"),
]
UNTOUCHED = [
    ("hangul", "대표단이 왔다."),
    ("corner-brackets", "「협약」 『직지』 《전시》"),
    ("list-signs", "□ ○ ▲ △ ※ ▶"),
    ("middle-dot", "한·중·일"),
    ("hanja", "中·日 대표단"),
    ("arrow", "서울→부산"),
    ("line-end", "가\n나"),
    ("percent-and-won", "3.5% 1,200원"),
    ("ellipsis", "개막…11개국"),
]


@pytest.mark.parametrize(("name", "text", "expected"), NORMAL, ids=[c[0] for c in NORMAL])
def test_odd_signs_are_made_plain(name: str, text: str, expected: str) -> None:
    assert normal(text) == expected
    assert len(normal(text)) == len(text)


@pytest.mark.parametrize(("name", "text"), UNTOUCHED, ids=[c[0] for c in UNTOUCHED])
def test_what_says_something_stays(name: str, text: str) -> None:
    assert normal(text) == text


@given(st.text(max_size=200))
def test_the_length_never_changes(text: str) -> None:
    assert len(normal(text)) == len(text)
    assert normal(normal(text)) == normal(text)


SPLITS = [
    ("two", "손님이 왔다. 시장을 만났다.", ["손님이 왔다.", "시장을 만났다."]),
    ("decimal", "3.1km를 걸었다. 힘들었다.", ["3.1km를 걸었다.", "힘들었다."]),
    ("dotted-date", "2024. 5. 17. 방문했다.", ["2024. 5. 17. 방문했다."]),
    ("quotation", '"반갑다. 또 오겠다."라고 했다. 시는 웃었다.', ['"반갑다. 또 오겠다."라고 했다.', "시는 웃었다."]),
    ("question", "왜 왔을까? 배우러 왔다.", ["왜 왔을까?", "배우러 왔다."]),
    ("lines", "첫 줄\n둘째 줄", ["첫 줄", "둘째 줄"]),
    ("empty-lines", "첫 줄\n\n\n둘째 줄\n", ["첫 줄", "둘째 줄"]),
    ("no-full-stop", "대표단 방문", ["대표단 방문"]),
    ("white-space", "   왔다.   갔다.  ", ["왔다.", "갔다."]),
    ("bracket-before-stop", "시장(50세). 의장이다.", ["시장(50세).", "의장이다."]),
    ("initials", "M. Smith가 왔다.", ["M. Smith가 왔다."]),
    ("abbreviation-inside", "U.N. 사무총장이 왔다.", ["U.N. 사무총장이 왔다."]),
    ("nothing", "", []),
    ("only-space", " \n \n", []),
]


def quotes(doc: Document) -> list[str]:
    return [doc.text[s.start : s.end] for s in doc.sentences]


@pytest.mark.parametrize(("name", "text", "expected"), SPLITS, ids=[c[0] for c in SPLITS])
def test_sentences(name: str, text: str, expected: list[str]) -> None:
    doc = read(Article(text=text))
    assert quotes(doc) == expected
    assert [s.index for s in doc.sentences] == list(range(len(expected)))
    assert all(doc.norm[s.start : s.end] == s.norm for s in doc.sentences)


def test_roles_come_from_blocks() -> None:
    text = "제목\n본문이다. 둘째다.\n* 각주"
    blocks = (
        Block(kind="title", start=0, end=2),
        Block(kind="paragraph", start=3, end=13),
        Block(kind="footnote", start=14, end=18),
    )
    doc = read(Article(text=text, blocks=blocks))
    assert [(s.role, s.block) for s in doc.sentences] == [
        ("title", 0),
        ("paragraph", 1),
        ("paragraph", 1),
        ("footnote", 2),
    ]


def test_text_outside_the_blocks_is_not_read() -> None:
    text = "머리말\n본문이다.\n꼬리말"
    doc = read(Article(text=text, blocks=(Block(kind="paragraph", start=4, end=9),)))
    assert quotes(doc) == ["본문이다."]


def test_sentence_at_an_offset() -> None:
    doc = read(Article(text="왔다. 갔다.\n봤다."))
    assert [doc.sentence_at(at).index for at in (0, 3, 4, 6, 8, 10)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (date(2024, 5, 17), date(2024, 5, 17)),
        (datetime(2024, 5, 17, 23, 50, tzinfo=UTC), date(2024, 5, 17)),
        (None, None),
    ],
    ids=["date", "moment", "none"],
)
def test_the_articles_day(published: date | datetime | None, day: date | None) -> None:
    assert read(Article(text="왔다.", published=published)).published == day


def test_tokens_have_offsets_into_the_text_and_are_read_once() -> None:
    doc = read(Article(text="첫 줄이다.\n몽골 대표단 12명이 왔다."))
    tokens = doc.tokens(doc.sentences[1])
    assert doc.tokens(doc.sentences[1]) is tokens
    assert [doc.text[t.start : t.end] for t in tokens if t.tag == "SN"] == ["12"]
    assert all(doc.sentences[1].start <= t.start <= t.end <= doc.sentences[1].end for t in tokens)


@given(st.text(alphabet="가나다 .?!\"'\n12명(),·", max_size=120))
def test_sentences_lie_in_order_inside_the_text_and_lose_no_letter(text: str) -> None:
    doc = read(Article(text=unicodedata.normalize("NFC", text)))
    spans = [(s.start, s.end) for s in doc.sentences]
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    covered = "".join(doc.text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(doc.text.split())
