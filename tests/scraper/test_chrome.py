"""The table of chrome: every rule against its own sample and counter-example, bars of tools, and prose that only looks so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper import chrome

RULES = chrome.rules()
IDS = [f"{number}-{rule.kind}" for number, rule in enumerate(RULES, start=2)]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_sample_is_of_its_kind(rule: chrome.Rule) -> None:
    assert rule.pattern.fullmatch(rule.sample)
    assert chrome.kind_of(rule.sample)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
@settings(max_examples=10, deadline=None, database=None, derandomize=True)
@given(data=st.data())
def test_whatever_a_rule_matches_calls_for_it(rule: chrome.Rule, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(rule.pattern, fullmatch=True, alphabet=st.characters(codec="cp949")))
    assert set(rule.needs) & set(line.lower())
    line = line.strip()
    if rule.pattern.fullmatch(line):
        assert not rule.starts or line[0].lower() in rule.starts
        assert len(line) <= rule.longest or rule.longest == chrome.LONGEST


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.counter], ids=[i for i, r in zip(IDS, RULES, strict=True) if r.counter]
)
def test_counter_example_is_none(rule: chrome.Rule) -> None:
    assert not rule.pattern.fullmatch(rule.counter)


KINDS = {
    "copyright": ("저작권자 ⓒ 나루일보, 무단 전재 및 재배포 금지", "copyright"),
    "copyright_bare": ("ⓒ 한결타임즈", "copyright"),
    "copyright_wire": ("<저작권자(c) 나루뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "copyright"),
    "copyright_and_comments": ("무단전재·재배포금지 / 댓글 2", "copyright"),
    "reporter_mail": ("나루일보 한결 기자  han@naru.example", "reporter"),
    "reporter_more": ("한결이 기자 a@b.example        한결이 기자의 다른 기사 보기", "reporter"),
    "reporter_mail_only": ("han@naru.example", "reporter"),
    "reporter_desk": ("나루내일신문 편집국  |  기사공유  |  인쇄", "reporter"),
    "tools": ("공유하기 | 글자크기 조절 | 인쇄", "button"),
    "letter_size": ("가+ 가-", "button"),
    "menu": ("정치 | 경제 | 사회 | 나루 25시 | 문화 | 스포츠", "menu"),
    "crumb": ("홈 > 지역 > 나루", "crumb"),
    "weather": ("• 맑음나루 8.0℃  • 흐림가람 7.3℃", "weather"),
    "section": ("나루 25시 많이 본 기사", "section"),
    "section_more": ("[나루신문 기사 더 보기]", "section"),
    "section_photo": ("포토뉴스", "section"),
    "comments": ("댓글 3   최신순 | 공감순", "comments"),
    "tags": ("#나루시 #교류 #몽골", "tags"),
    "licence": ("본 저작물은 공공누리 제1유형:출처표시 조건에 따라 이용할 수 있습니다.", "licence"),
    "survey": ("이 페이지에서 제공하는 정보에 만족하십니까?", "survey"),
    "file": ("나루시 교류계획.hwpx [3.4MB] 다운로드 미리보기", "file"),
    "neighbour": ("다음글 : 나루시, 가을꽃 심기", "nav"),
    "contact": ("담당 부서: 국제교류과   문의: 02-000-0000", "contact"),
    "contact_box": ("담당 부서나루국교류과책임자과장김나루(044-000-0000)담당자사무관이나루(044-000-0001)", "contact"),
    "letterhead": ("나루시 보도자료", "letterhead"),
    "release_date": ("보도일시: 2021. 3. 9.(화) 배포 즉시    총 2쪽    담당: 교류계", "letterhead"),
    "end": ("(끝)", "end"),
    "caption": ("▲ 나루시청 전경. (사진=나루시)", "caption"),
    "caption_scene": ("▲ 연수단이 나루박물관에서 도자기를 빚어 보고 있다.", "caption"),
    "outlet": ("한밭나루신문", "outlet"),
}


@pytest.mark.parametrize("case", KINDS)
def test_kind(case: str) -> None:
    line, kind = KINDS[case]
    assert chrome.kind_of(line) == kind


PROSE = {
    "visit": "나루시는 23일 몽골 대표단 12명이 시청을 찾았다고 밝혔다.",
    "related_word": "시는 관련 기사를 모아 책으로 펴냈다.",
    "unlicensed": "지난여름 두 사람이 무단으로 자리를 떠났다.",
    "comment_word": "시민들은 댓글을 남기며 대표단을 반겼다고 시는 설명했다.",
    "photo_word": "사진을 좋아하는 여행객이 해마다 늘고 있다.",
    "share_word": "두 도시는 정책을 공유하기로 했다.",
    "contact_word": "담당 공무원 20여 명이 참석해 의견을 나눴다.",
    "outline": "□ 나루시는 손님 15명을 맞아 강의를 연다고 밝혔다.",
    "place": "❍ (장소) 나루시청, 통합운영센터 등",
    "attendance": "❍ (참석) 총 21명",
    "countries": "- 몽골 3, 베트남 2, 라오스 1",
    "arrows": "▲나루항 ▲가람공원 ▲한결정수장을 차례로 찾았다.",
    "headline": "나루시, 몽골 다르항시와 우호협력 협약 체결",
    "headline_count": "나루 물맛 보러 올가을에만 11개국 90명 다녀갔다",
    "news_card": "- 장마철 물 절약 방법 카드뉴스",
    "statistics": "2021년 봄 수질 조사 결과 보도자료",
    "programme": "나루도서관, <물의 역사> 가을 <강과 신화> 강연 수강생 모집",
}


@pytest.mark.parametrize("case", PROSE)
def test_prose_is_no_chrome(case: str) -> None:
    assert chrome.kind_of(PROSE[case]) == ""


def test_kinds_have_a_policy() -> None:
    known = chrome.ANYWHERE | chrome.FRAME | {"caption"}
    assert {rule.kind for rule in RULES} <= known
