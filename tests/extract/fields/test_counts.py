"""Counts: a table of phrases, what each number counts, then what a row cannot say."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, read
from extract.fields import counts
from extract.records import Count, Mention
from scraper.records import Article


@dataclass(frozen=True)
class Row:
    """One line of count_rows.tsv: the sentence without its brackets, and where they stood."""

    id: str
    said: str
    text: str
    start: int
    end: int


def _rows() -> list[Row]:
    out = []
    for line in Path(__file__).with_name("count_rows.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, said, marked = line.split("\t")
        start, end = marked.index("⟦"), marked.index("⟧") - 1
        out.append(Row(name, said, marked.replace("⟦", "").replace("⟧", ""), start, end))
    return out


ROWS = _rows()


def document(text: str) -> Document:
    return read(Article(text=text))


def described(mention: Mention) -> str:
    """A mention in the words of the table."""
    value: Count = mention.value
    words = [mention.field, str(value.number), value.qualifier]
    words += [f"-{value.maximum}"] if value.maximum else []
    words += ["each"] if value.each else []
    words += [mention.note] if mention.note else []
    return " ".join(words)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_phrase(row: Row) -> None:
    touching = [m for m in counts.find(document(row.text)) if m.start < row.end and row.start < m.end]
    if row.said == "nothing":
        assert [(described(m), row.text[m.start : m.end]) for m in touching] == []
        return
    assert [described(m) for m in touching] == [row.said]
    assert (touching[0].start, touching[0].end) == (row.start, row.end)


def test_the_table_is_large_and_a_third_is_negative() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 120
    assert sum(row.said == "nothing" or " None " in row.said for row in ROWS) >= len(ROWS) / 3
    assert all(re.fullmatch(r"[a-z0-9-]+", row.id) for row in ROWS)


NOUNS = [
    ("before", "공무원 18명이 왔다.", "공무원"),
    ("none", "모두 52명이 참석했다.", ""),
    ("none-connective", "학교를 운영하여 88명을 가르쳤다.", ""),
    ("none-comma", "시를 방문하며, 15명이 머문다.", ""),
    ("tourists", "배에는 중국인 관광객 4천189명이 탔다.", "관광객"),
    ("joined", "세계 42개국 선수와 임원 2천300여 명이 모였다.", "선수와 임원"),
    ("joined-commas", "공무원과 전문가, 기업인 등 6만여 명이 참가한다.", "공무원과 전문가, 기업인"),
    ("delegation", "대표단 8명이 왔다.", "대표단"),
    ("formed", "의원 7명으로 구성된 방문단이 왔다.", "방문단"),
    ("formed-kkurin", "공무원 18명으로 꾸려진 연수단이 왔다.", "연수단"),
    ("etc", "관계자 등 20여 명이 왔다.", "관계자"),
    ("of", "60명의 청소년이 참가했다.", "청소년"),
    ("of-expert", "23명의 전문가가 왔다.", "전문가"),
    ("of-plural", "15명의 주한대사들이 왔다.", "주한대사"),
    ("of-modified", "2명의 외국 전문가 발표가 있었다.", "외국 전문가"),
    ("of-no-people", "12명의 방문이 있었다.", ""),
    ("before-wins", "대표단 12명의 방문이 있었다.", "대표단"),
    ("reaching", "60여 명에 이르는 주한대사들을 만났다.", "주한대사"),
    ("topic", "해외 대표단은 7개국 84명으로 집계됐다.", "대표단"),
    ("topic-event-is-none", "이번 입교식에는 10개국 126명이 왔다.", ""),
    ("topic-event-of", "이번 입교식에는 10개국 126명의 연수생이 왔다.", "연수생"),
    ("from-countries-of", "14개국에서 총 145명의 연수생이 왔다.", "연수생"),
    ("times-between", "4차례에 걸쳐 대표단 58명을 보냈다.", "대표단"),
    ("bracket", "연수단(총 12명)이 왔다.", "연수단"),
    ("bracket-before", "외국인 연수생(대학원) 12명이 왔다.", "연수생"),
    ("about", "경제인 약 200명이 왔다.", "경제인"),
    ("plural", "바이어들 150여 명이 왔다.", "바이어"),
    ("part", "국내외 100명 중 해외 40명이다.", "해외"),
    ("country", "태국 8명이 왔다.", "태국"),
    ("workers", "필리핀 계절근로자 118명이 왔다.", "계절근로자"),
    ("volunteers", "통역 봉사자 45명을 뽑았다.", "봉사자"),
    ("expert-ends-in-ga", "문화예술가 12명이 왔다.", "문화예술가"),
    ("children-end-in-i", "어린이 30명이 왔다.", "어린이"),
    ("subject-is-none", "몽골이 143명을 보냈다.", ""),
    ("growth-is-none", "지난해 대비 52명이 늘었다.", ""),
]


@pytest.mark.parametrize(("text", "noun"), [row[1:] for row in NOUNS], ids=[row[0] for row in NOUNS])
def test_counted_noun(text: str, noun: str) -> None:
    doc = document(text)
    people = [m for m in counts.find(doc) if m.field == "people"]
    assert counts.counted_noun(doc, people[-1]) == noun


LIMITS = [
    ("split-by-lines", "외교단 ⟦22\n명⟧이 왔다.", "people 22 exact"),
    ("hundreds-and-native", "손님 ⟦이백스무 명⟧이 왔다.", "people 220 exact"),
    ("named-without-title", "미란 쿠르트 ⟦외 5명⟧이 왔다.", "people 6 exact plus"),
    ("bare-pair-loose", "베트남 ⟦6⟧, 몽골 5가 왔다.", "bare 6 exact list"),
    ("column-of-names", "구분 | 베트남 | 몽골\n인원 | ⟦여섯⟧ | 5", "bare 6 exact row"),
]


@pytest.mark.parametrize(("marked", "said"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_known_limit(marked: str, said: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    found = counts.find(document(marked.replace("⟦", "").replace("⟧", "")))
    assert [described(m) for m in found if m.start < end and start < m.end] == [said]


def test_a_list_whose_items_carry_their_unit_is_people_not_bare() -> None:
    found = counts.find(document("연수생(베트남 5명, 몽골 3명)이 왔다."))
    assert [(m.field, m.value.number) for m in found] == [("people", 5), ("people", 3)]


def test_a_mixed_list_gives_bare_numbers_and_its_people() -> None:
    found = counts.find(document("연수생(페루 6, 에콰도르 5, 콜롬비아 4명)이 왔다."))
    assert [(m.field, m.value.number) for m in found] == [("bare", 6), ("bare", 5), ("bare", 4), ("people", 4)]


PIECES = st.sampled_from(
    ["약 ", "각 ", "시장 ", "외 ", "등 ", "총 ", "20", "~", "1만 ", "2천", "여 ", "명", "개국", "인", "스무 ", "수십 ", "중 ", "(베트남 ", ", ", ")", "의 ", "분", "차례", "곳", " | ", "\n", "이상"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=16).map("".join)))
def test_no_text_breaks_it_and_spans_hold(text: str) -> None:
    doc = document(text)
    for mention in counts.find(doc):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.value.maximum is None or mention.value.qualifier == "range"
        assert isinstance(counts.counted_noun(doc, mention), str)
