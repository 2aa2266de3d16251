"""Cases of extract.fields.visits: verbs of coming, going and hosting by class, tense, occasions, and spoilers."""

import pytest

from extract.document import read
from extract.fields import visits
from extract.records import Mention
from scraper.records import Article


def mentions(text: str, field: str) -> list[Mention]:
    """Mentions of one field, in text order; spans are checked on the way."""
    found = [m for m in visits.find(read(Article(text=text))) if m.field == field]
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    return found


def acts(text: str) -> list[str]:
    """Classes of the verbs of a text."""
    return [m.note for m in mentions(text, "act")]


ACTS = [
    ("visited", "사절단이 의회를 방문했다.", ["visit"]),
    ("called-on", "연수단이 박물관을 찾았다.", ["visit"]),
    ("calls-on", "몽골 공무원이 찾는 시설", ["visit"]),
    ("looked-round", "정수장을 둘러봤다.", ["visit"]),
    ("looked-at", "관제 화면을 살펴보았다.", ["visit"]),
    ("dropped-in", "시장에 들렀다.", ["visit"]),
    ("explored", "골목을 탐방했다.", ["visit"]),
    ("paid-respects", "기념탑에 참배했다.", ["visit"]),
    ("came-to-korea", "장관이 방한했다.", ["come"]),
    ("was-here", "합창단이 다녀갔다.", ["come"]),
    ("came-for", "학생들이 찾아왔다.", ["come"]),
    ("arrived", "선수단이 도착했다.", ["come"]),
    ("stayed", "일주일 동안 머물렀다.", ["come"]),
    ("came-from", "독일에서 왔다.", ["come"]),
    ("entered", "바이어가 입국했다.", ["come"]),
    ("invited", "군이 예술가를 초청했다.", ["host"]),
    ("received", "시장이 손님을 맞았다.", ["host"]),
    ("audience", "지사가 대사를 접견했다.", ["host"]),
    ("welcomed", "환영식을 마련했다.", ["host"]),
    ("attended", "대사가 개막식에 참석했다.", ["attend"]),
    ("took-part", "선수 40명이 참가했다.", ["attend"]),
    ("performed", "무용단이 공연했다.", ["attend"]),
    ("gathered", "10개국 도예가가 모였다.", ["attend"]),
    ("observed", "시범을 참관했다.", ["study"]),
    ("toured", "공무원들이 공장을 견학했다.", ["study"]),
    ("learnt", "농사법을 배웠다.", ["study"]),
    ("inspected", "현장을 시찰했다.", ["study"]),
    ("met", "의장과 환담했다.", ["meet"]),
    ("talked", "시장과 면담했다.", ["meet"]),
    ("sent", "공무원을 파견했다.", ["send"]),
    ("went-abroad", "시장이 출국했다.", ["leave"]),
    ("set-out", "먼 길에 올랐다.", ["leave"]),
    ("called-at-us", "교류단이 마을을 찾아 떡을 빚었다.", ["come"]),
    ("spent-a-day", "학생들이 농가에서 하루를 보냈다.", ["come"]),
    ("will-come", "합창단이 올 예정이다.", ["come"]),
    ("will-come-on-a-day", "합창단이 15일에 올 예정이다.", ["come"]),
    ("is-to-come", "의원들이 오기로 했다.", ["come"]),
    ("stays", "교사들이 닷새 동안 머문다.", ["come"]),
    ("gave-a-warm-welcome", "주민들이 손님을 반갑게 맞았다.", ["host"]),
    ("was-glad-of", "의장이 손님을 반겼다.", ["host"]),
    ("called-in", "군은 도예가를 불러 잔치를 열었다.", ["host"]),
    ("taught", "농부들이 모내기를 가르쳤다.", ["host"]),
    ("welcomes", "총장이 학생들을 환영하며 꽃을 건넸다.", ["host"]),
    ("signed-with", "두 도시는 의향서에 서명하고 양해각서(MOU)를 체결했다.", ["meet"]),
    ("was-there", "대사가 기념식에 자리했다.", ["attend"]),
    ("joined", "대사 부부가 걷기에 동참했다.", ["attend"]),
    ("mastered", "연수생이 접목 기술을 익혔다.", ["study"]),
    ("looked-over", "의원들이 제방을 살폈다.", ["visit"]),
    ("viewed", "학생들이 시장을 구경했다.", ["visit"]),
]
NOT_ACTS = [
    ("visitors-noun", "방문객이 줄었다.", []),
    ("door-to-door", "방문판매를 조심한다.", []),
    ("trainee-noun", "연수생 명단", []),
    ("institute", "연수구 연수원", []),
    ("vaccination", "예방접종을 받는다.", []),
    ("spectators-noun", "관람객 수", []),
    ("experience-hall", "체험관 문을 닫는다.", []),
    ("observer-noun", "참관인 교육", []),
    ("look-for-lost", "길을 잃었다.", []),
    ("king", "왕이 살던 집", []),
    ("cold", "찬바람이 분다.", []),
    ("quince", "모과를 판다.", []),
    ("rain-comes", "비가 온다.", []),
    ("snow-came", "눈이 왔다.", []),
    ("at-the-invitation-of", "현지 초청으로 길을 나섰다.", []),
    ("jobs", "일자리를 늘린다.", []),
    ("something-to-see", "구경거리가 많다.", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), ACTS, ids=[c[0] for c in ACTS])
def test_classes_of_verbs(name: str, text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(("name", "text", "expected"), NOT_ACTS, ids=[c[0] for c in NOT_ACTS])
def test_no_verbs(name: str, text: str, expected: list[str]) -> None:
    assert acts(text) == expected


TENSES = [
    ("did-visit", "방문했다", "past"),
    ("visited-relative", "방문한 사절단", "past"),
    ("will-visit", "방문한다", "future"),
    ("plans-to-visit", "방문할 예정이다", "future"),
    ("is-to-visit", "방문할 계획이다", "future"),
    ("decided-to-visit", "방문하기로 했다", "future"),
    ("about-to-visit", "방문을 앞두고 있다", "future"),
    ("will-attend", "참가한다", "future"),
    ("attended", "참가했다", "past"),
    ("is-invited", "초청된 손님", "past"),
    ("will-be-invited", "초청될 예정이다", "future"),
    ("invited-and", "초청해 잔치를 열었다", "past"),
    ("visiting-noun", "방문 목적", ""),
    ("visits-or", "방문하거나", ""),
]


@pytest.mark.parametrize(("name", "text", "expected"), TENSES, ids=[c[0] for c in TENSES])
def test_tense_of_an_act(name: str, text: str, expected: str) -> None:
    first = mentions(text, "act")[0]
    assert first.value == expected
    assert visits.tense(text, first.end) == expected


EVENTS = [
    ("workshop", "국제 워크숍이 열렸다.", ["워크숍"]),
    ("festival-opening", "축제 개막식", ["축제", "개막식"]),
    ("marathon", "국제마라톤에 왔다.", ["마라톤"]),
    ("buyers-day", "수출 상담회장", ["상담회"]),
    ("camp", "청소년 캠프를 연다.", ["캠프"]),
    ("exchange-match", "씨름 교류전", ["교류전"]),
    ("none", "시청 로비가 붐볐다.", []),
    ("none-market", "장날 시장에 사람이 많다.", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), EVENTS, ids=[c[0] for c in EVENTS])
def test_occasions(name: str, text: str, expected: list[str]) -> None:
    found = mentions(text, "event")
    assert [m.value for m in found] == expected
    assert [text[m.start : m.end] for m in found] == expected


SPOILERS = [
    ("online-video", "두 도시가 화상으로 만났다.", ["online"]),
    ("online-remote", "비대면 회의를 열었다.", ["online"]),
    ("online-webinar", "웨비나에 8개국이 접속했다.", ["online"]),
    ("phone", "시장은 대사와 전화로 얘기했다.", ["online"]),
    ("cancelled", "몽골 대표단의 방문이 취소됐다.", ["cancelled"]),
    ("postponed", "초청 행사를 연기하기로 했다.", ["cancelled"]),
    ("failed", "방문은 무산되고 말았다.", ["cancelled"]),
    ("export", "배를 12개국에 수출했다.", ["market"]),
    ("broadcast", "29개국에 방송됐다.", ["market"]),
    ("patent", "5개국에 특허를 출원했다.", ["market"]),
    ("wish", "다시 찾아오고 싶다고 했다.", ["wish"]),
    ("proposal", "시장의 방문을 제안했다.", ["wish"]),
    ("invitation-letter", "초청장을 보냈다.", ["paper"]),
    ("goal", "10개국 유치가 목표다.", ["wish"]),
    ("treaty", "1998년 자매결연을 맺은 이래", ["history"]),
    ("was-due", "시장이 15일에 올 예정이었다.", ["cancelled"]),
    ("had-meant-to-come", "대표단은 지난주 오기로 했으나 비행기를 못 탔다.", ["cancelled"]),
    ("turned-back", "일행은 공항에서 발길을 돌렸다.", ["cancelled"]),
    ("visit-is-sought", "총리의 방한을 추진한다.", ["wish"]),
    ("return-visit-hoped-for", "시장은 답방을 희망했다.", ["wish"]),
    ("attendance-asked-for", "군수는 축제 참석을 요청했다.", ["wish"]),
    ("may-it-come-about", "방한이 조속히 이뤄지기를 바랐다.", ["wish"]),
]
NOT_SPOILERS = [
    ("cosmetics-fair", "화상품 전시", []),
    ("plain-visit", "대표단이 시청을 방문했다.", []),
    ("year", "연기자들이 무대에 섰다.", []),
    ("smoke", "연기가 자욱했다.", []),
    ("bureau", "방송국을 견학했다.", []),
    ("exporter", "수입니트 전시", []),
    ("goalkeeper", "골키퍼와 심판", []),
    ("electric", "전기 버스 시승", []),
    ("export-talks", "수출 상담회에 왔다.", []),
    ("letter-in-hand", "초청장을 받은 도예가가 왔다.", []),
    ("is-due", "시장이 15일에 올 예정이다.", []),
    ("attended", "시장은 축제에 참석했다.", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), SPOILERS, ids=[c[0] for c in SPOILERS])
def test_what_takes_a_visit_back(name: str, text: str, expected: list[str]) -> None:
    assert [m.note for m in mentions(text, "spoiler")] == expected


@pytest.mark.parametrize(("name", "text", "expected"), NOT_SPOILERS, ids=[c[0] for c in NOT_SPOILERS])
def test_what_takes_nothing_back(name: str, text: str, expected: list[str]) -> None:
    assert [m.note for m in mentions(text, "spoiler")] == expected


def test_mentions_come_in_text_order() -> None:
    text = "사절단이 축제에 참가했다.\n이들은 온라인 회의를 마치고 박물관을 찾았다."
    found = visits.find(read(Article(text=text)))
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert {m.field for m in found} == {"act", "event", "spoiler"}
