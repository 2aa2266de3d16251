"""Times: a table of phrases against the article's day, then what a row cannot say."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, read
from extract.fields import dates
from extract.records import Mention
from scraper.records import Article


@dataclass(frozen=True)
class Row:
    """One line of date_rows.tsv: the sentence without its brackets, and where they stood."""

    id: str
    published: date | None
    said: str
    text: str
    start: int
    end: int


def _rows() -> list[Row]:
    out = []
    lines = Path(__file__).with_name("date_rows.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        name, day, said, marked = line.replace("⏎", "\n").split("\t")
        start, end = marked.index("⟦"), marked.index("⟧") - 1
        text = marked.replace("⟦", "").replace("⟧", "")
        out.append(Row(name, None if day == "-" else date.fromisoformat(day), said, text, start, end))
    return out


ROWS = _rows()


def document(text: str, published: date | None) -> Document:
    return read(Article(text=text, published=published))


def described(mention: Mention) -> str:
    """A mention in the words of the table."""
    value = mention.value
    if mention.field == "duration":
        return f"length {mention.note}"
    if mention.field == "report":
        return f"{'stamp' if mention.note == 'stamp' else 'report'} {value.start}"
    if value.start is None and value.end is None:
        return "none"
    return f"{value.start or ''}..{value.end or ''} {value.precision}"


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_phrase(row: Row) -> None:
    found = dates.find(document(row.text, row.published))
    touching = [m for m in found if m.start < row.end and row.start < m.end]
    if row.said == "nothing":
        assert [(described(m), row.text[m.start : m.end]) for m in touching] == []
        return
    assert [described(m) for m in touching] == [row.said]
    assert (touching[0].start, touching[0].end) == (row.start, row.end)


def test_the_table_is_large_and_holds_negatives() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 200
    assert sum(row.said in ("nothing", "none") for row in ROWS) >= 0.3 * len(ROWS)
    assert all(re.fullmatch(r"[a-z0-9-]+", row.id) for row in ROWS)


LIMITS = [
    ("weekday-without-prefix", date(2024, 6, 19), "대표단은 ⟦금요일⟧ 시청을 찾았다.", "2024-06-14..2024-06-14 day"),
    ("holiday", date(2024, 9, 30), "대표단은 ⟦추석⟧ 연휴에 머물렀다.", "2024-09-16..2024-09-18 range"),
    ("days-later", date(2024, 6, 19), "17일 입국했다. ⟦이틀 뒤⟧ 시청을 찾았다.", "2024-06-19..2024-06-19 day"),
    ("years-ago", date(2024, 6, 19), "⟦2년 전⟧ 방문한 도시다.", "2022-01-01..2022-12-31 year"),
    ("numeric-without-weekday", date(2024, 6, 19), "대표단은 ⟦6.18⟧ 시청을 찾았다.", "2024-06-18..2024-06-18 day"),
    ("number-words", date(2024, 6, 19), "지난 ⟦유월 열여드레⟧ 시청을 찾았다.", "2024-06-18..2024-06-18 day"),
    (
        "this-day-after-many",
        date(2025, 4, 16),
        "14일 왔다. 15일 섬을 찾았다.\n⟦이날⟧ 폐회했다.",
        "2025-04-15..2025-04-15 day",
    ),
]


@pytest.mark.parametrize(("published", "marked", "said"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS])
@pytest.mark.xfail(strict=True, reason="not read yet: no value is given rather than a guess")
def test_known_limit(published: date, marked: str, said: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    found = dates.find(document(marked.replace("⟦", "").replace("⟧", ""), published))
    assert [described(m) for m in found if m.start < end and start < m.end] == [said]


@pytest.mark.parametrize(("published", "marked"), [row[1:3] for row in LIMITS], ids=[row[0] for row in LIMITS])
def test_a_known_limit_gives_no_wrong_value(published: date, marked: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    found = dates.find(document(marked.replace("⟦", "").replace("⟧", ""), published))
    touching = [m for m in found if m.start < end and start < m.end and m.field == "date"]
    assert all(m.value.start is None and m.value.end is None and m.value.reason for m in touching)


def test_notes_tell_what_points_back_and_what_names_an_event() -> None:
    found = dates.find(document("2023 가야문화축제가 2023년 4월 5일 열렸다. 같은 달 손님이 왔다.", None))
    assert [(m.value.start, m.note) for m in found] == [
        (date(2023, 1, 1), "event-year"),
        (date(2023, 4, 5), ""),
        (date(2023, 4, 1), "anchor"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2024. 6. 24. ～ 6. 26.",
        "２０２４. ６. ２４. ~ ６. ２６.",
        "2024.\u00a06.\u00a024.~6.\u00a026.",
        "2024. 6. 24.∼26.",
        "'24.6.24.–6.26.",
    ],
    ids=["fullwidth-tilde", "fullwidth-digits", "nbsp", "tilde-operator", "en-dash"],
)
def test_odd_characters_read_alike(written: str) -> None:
    found = dates.find(document(f"(기간) {written}", date(2024, 7, 1)))
    assert [(m.value.start, m.value.end) for m in found] == [(date(2024, 6, 24), date(2024, 6, 26))]


def test_every_null_has_its_reason() -> None:
    text = "최근 찾았다. 내년 초 온다. 6월 31일 왔다. 5월 넷째 주 왔다. 이날 왔다."
    nulls = [m.value for m in dates.find(document(text, date(2024, 6, 19))) if m.field == "date"]
    assert [v.reason for v in nulls] == [
        "최근 names no time",
        "a vague part of a year",
        "no such day, or a vague one",
        "a week of a month is no fixed span",
        "nothing clear before it to point back to",
    ]


def test_without_an_article_date_nothing_is_tied_to_today() -> None:
    undated = [row for row in ROWS if row.said != "nothing"]
    for row in undated:
        for mention in dates.find(document(row.text, None)):
            if mention.value.start is not None:
                years = {
                    int(y) if len(y) == 4 else 2000 + int(y)
                    for y in re.findall(r"\d{4}|(?<=['‘])\d\d|\d\d(?=년)|\b(?:19|2\d)(?=\.\d)", row.text)
                }
                assert mention.value.start.year in {y + by for y in years for by in (-1, 0, 1)}, row.id


PIECES = st.sampled_from(
    ["지난달 ", "오는 ", "지난 ", "31일", "2월 ", "부터 ", "까지", "~", "올해 ", "같은 달 ", "2박 3일", "(월)", "'24.", "2024. ", "12. ", "최근 5년간", "\n", "찾았다. ", "예정", "이튿날", "9999년 ", "1분기", " 기준", "29일"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map("".join)),
    st.sampled_from([None, date(2024, 2, 29), date(2100, 12, 31), date(1900, 1, 1), date.max, date.min]),
)
def test_no_text_breaks_it_and_spans_hold(text: str, published: date | None) -> None:
    for mention in dates.find(document(text, published)):
        value = mention.value
        assert 0 <= mention.start < mention.end <= len(text)
        assert (value.start is not None or value.end is not None) != bool(value.reason) or mention.field == "duration"
