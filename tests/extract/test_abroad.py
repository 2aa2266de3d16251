"""extract.abroad and extract.towns: the cheap look for gates, and their manners on any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extract import abroad
from extract.document import read
from extract.fields import countries, hosts
from scraper.records import Article

PIECES = [
    "베트남", "인도", "이란", "가나", "중", "日", "미", "한·중·일", "수원", "수원시", "경기도", "광주", "고성군", "동구", "시는", "위해",
    "칭다오", "(", ")", " ", "\n", ",", "·", "를", "과", "에서", "대사관", "주한", "주", "12명", "US", "UN", "아세안", "=", "기자", "ＡＢ", "́",
]  # fmt: skip


def test_named_finds_what_needs_no_company() -> None:
    assert abroad.named("몽골 손님이 왔다.")
    assert abroad.named("하이즈엉성 공무원")


def test_named_passes_over_look_alikes_and_korea() -> None:
    assert not abroad.named("지난 4월 인도를 걷던 한국 시민은 이를 수단으로 삼았다.")
    assert not abroad.named("")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40))
def test_any_text_is_read_without_error_and_spans_stay_inside(pieces: list[str]) -> None:
    text = "".join(pieces)
    doc = read(Article(text=text))
    found = countries.find(doc) + hosts.find(doc)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(m.value != "KR" for m in found if m.field == "country")
    assert all(m.value in {n.value for n in hosts.find(doc)} for m in hosts.article_host(doc, hosts.find(doc)))
