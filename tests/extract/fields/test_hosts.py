"""Cases of extract.fields.hosts: names of Korean local governments, shared names, look-alikes, the article's host."""

from datetime import date

import pytest

from extract.document import Document, read
from extract.fields import hosts
from scraper.records import Article

DAY = date(2024, 5, 1)


def doc_of(text: str, day: date | None = DAY, publisher: str | None = None) -> Document:
    return read(Article(text=text, published=day, publisher=publisher))


def found(doc: Document) -> list[tuple[str, str | None, str]]:
    return [(doc.text[m.start : m.end], m.value, m.note) for m in hosts.find(doc)]


NAMED = [
    # full names and abbreviations of the province
    ("full", "베트남 공무원이 경기도 수원시를 찾았다.", [("경기도 수원시", "경기도 수원시", "full")]),
    ("full-short-province", "전남 여수시가 손님을 맞았다.", [("전남 여수시", "전라남도 여수시", "full")]),
    ("full-both-short", "대표단은 충북 청주를 거쳐 갔다.", [("충북 청주", "충청북도 청주시", "full")]),
    ("full-glued", "서울강남구는 연수단을 맞이했다.", [("서울강남구", "서울특별시 강남구", "full")]),
    ("full-old-province", "강원도 원주시는 밝혔다.", [("강원도 원주시", "강원특별자치도 원주시", "full")]),
    (
        "full-new-province",
        "전북특별자치도 전주시에서 열렸다.",
        [("전북특별자치도 전주시", "전북특별자치도 전주시", "full")],
    ),
    ("full-old-jeonbuk", "전라북도 익산시는 밝혔다.", [("전라북도 익산시", "전북특별자치도 익산시", "full")]),
    ("full-district", "서울특별시 구로구에 도착했다.", [("서울특별시 구로구", "서울특별시 구로구", "full")]),
    ("full-moved-county", "경북 군위군은 2016년에도 손님을 맞았다.", [("경북 군위군", "대구광역시 군위군", "full")]),
    ("full-new-county", "대구 군위군은 밝혔다.", [("대구 군위군", "대구광역시 군위군", "full")]),
    ("full-gijang", "부산 기장군을 찾은 손님", [("부산 기장군", "부산광역시 기장군", "full")]),
    ("full-ilban", "경기 성남시 분당구에서 만났다.", [("경기 성남시 분당구", "경기도 성남시", "full")]),
    ("full-ilban-no-province", "수원시 팔달구에 있는 화성행궁", [("수원시 팔달구", "경기도 수원시", "full")]),
    ("full-pohang-namgu", "포항시 남구에서 열렸다.", [("포항시 남구", "경상북도 포항시", "full")]),
    ("full-two-spaces", "경남  창원시에서", [("경남  창원시", "경상남도 창원시", "full")]),
    ("full-line-break", "경상북도\n안동시는 밝혔다.", [("경상북도\n안동시", "경상북도 안동시", "full")]),
    ("full-jeju-city", "제주도 제주시를 방문했다.", [("제주도 제주시", "제주특별자치도 제주시", "full")]),
    ("full-seogwipo", "제주 서귀포시는 밝혔다.", [("제주 서귀포시", "제주특별자치도 서귀포시", "full")]),
    # names
    ("name-si", "성남시는 30일 밝혔다.", [("성남시", "경기도 성남시", "name")]),
    ("name-gun", "진천군이 연수단을 초청했다.", [("진천군", "충청북도 진천군", "name")]),
    ("name-gu", "은평구가 참관단을 맞았다.", [("은평구", "서울특별시 은평구", "name")]),
    ("name-sido", "울산광역시는 밝혔다.", [("울산광역시", "울산광역시", "name")]),
    ("name-sido-short-si", "부산시는 밝혔다.", [("부산시", "부산광역시", "name")]),
    ("name-sejong", "연수생들이 세종시를 찾았다.", [("세종시", "세종특별자치시", "name")]),
    ("name-jeju", "제주도는 연수를 진행했다.", [("제주도", "제주특별자치도", "name")]),
    ("name-gyeongnamdo", "경남도는 협약을 맺었다.", [("경남도", "경상남도", "name")]),
    ("name-special", "용인특례시를 찾은 대표단", [("용인특례시", "경기도 용인시", "name")]),
    ("name-changwon-special", "창원특례시는 밝혔다.", [("창원특례시", "경상남도 창원시", "name")]),
    ("name-mayor", "수원시장은 대표단을 맞았다.", [("수원시", "경기도 수원시", "name")]),
    ("name-governor", "경기도지사를 만났다.", [("경기도", "경기도", "name")]),
    ("name-citizen", "강릉시민과 만났다.", [("강릉시", "강원특별자치도 강릉시", "name")]),
    (
        "name-linked",
        "원주시와 횡성군을 찾았다.",
        [("원주시", "강원특별자치도 원주시", "name"), ("횡성군", "강원특별자치도 횡성군", "name")],
    ),
    (
        "name-linked-glued",
        "원주시와횡성군을 찾았다.",
        [("원주시", "강원특별자치도 원주시", "name"), ("횡성군", "강원특별자치도 횡성군", "name")],
    ),
    ("name-quote", "'포항시'를 찾았다.", [("포항시", "경상북도 포항시", "name")]),
    ("name-bracket", "관계자(부천시) 참석", [("부천시", "경기도 부천시", "name")]),
    ("name-bundang", "분당구의 정보통신 기업", [("분당구", "경기도 성남시", "name")]),
    ("name-ilsan", "일산동구에서 열렸다.", [("일산동구", "경기도 고양시", "name")]),
    ("name-michuhol", "미추홀구는 밝혔다.", [("미추홀구", "인천광역시 미추홀구", "name")]),
    ("name-haeundae", "해운대구를 찾은 손님", [("해운대구", "부산광역시 해운대구", "name")]),
    ("name-goyang", "고양시는 상담회를 열었다.", [("고양시", "경기도 고양시", "name")]),
    (
        "name-full-width-dot",
        "수원시・화성시가 함께 맞았다.",
        [("수원시", "경기도 수원시", "name"), ("화성시", "경기도 화성시", "name")],
    ),
    # short
    ("short-where", "대표단은 수원에서 하루를 묵었다.", [("수원", "경기도 수원시", "short")]),
    ("short-object", "이들은 춘천을 찾았다.", [("춘천", "강원특별자치도 춘천시", "short")]),
    ("short-towards", "이들은 안동으로 이동했다.", [("안동", "경상북도 안동시", "short")]),
    ("short-noun", "부산 관제센터를 견학했다.", [("부산", "부산광역시", "short")]),
    (
        "short-dotted",
        "원주·횡성 의료산업 현장",
        [("원주", "강원특별자치도 원주시", "short"), ("횡성", "강원특별자치도 횡성군", "short")],
    ),
    ("short-seo", "태국 연수단, 서울서 배운다", [("서울", "서울특별시", "short")]),
    ("short-headline-comma", "여수, 섬 도시들과 만났다", [("여수", "전라남도 여수시", "short")]),
    ("short-guarded-place", "몽골 손님들이 청주를 찾았다.", [("청주", "충청북도 청주시", "short")]),
    ("short-guarded-region", "김천 지역을 둘러봤다.", [("김천", "경상북도 김천시", "short")]),
    (
        "short-strict-with-full",
        "음성군은 밝혔다. 대표단은 음성을 찾아 공장을 봤다.",
        [("음성군", "충청북도 음성군", "name"), ("음성", "충청북도 음성군", "short")],
    ),
    ("short-jeju", "연수단이 제주에 도착했다.", [("제주", "제주특별자치도", "short")]),
    # halls and agencies
    ("hall-si", "대표단은 수원시청을 방문했다.", [("수원시청", "경기도 수원시", "hall")]),
    ("hall-do", "전남도청에서 환담했다.", [("전남도청", "전라남도", "hall")]),
    ("hall-council", "센다이 의원들이 광명시의회를 찾았다.", [("광명시의회", "경기도 광명시", "hall")]),
    ("hall-gun", "고창군청 대회의실", [("고창군청", "전북특별자치도 고창군", "hall")]),
    ("hall-gu-with-city", "서울중구청을 예방했다.", [("서울중구청", "서울특별시 중구", "hall")]),
    ("hall-office-building", "울산시청사 로비", [("울산시청사", "울산광역시", "hall")]),
    ("hall-education", "충북교육청은 교사단을 초청했다.", [("충북교육청", "충청북도", "hall")]),
    ("hall-education-full", "경기도교육청은 밝혔다.", [("경기도교육청", "경기도", "hall")]),
    ("hall-free-zone", "인천경제자유구역청에 따르면", [("인천경제자유구역청", "인천광역시", "hall")]),
    ("hall-tourism", "대전관광공사가 맞이했다.", [("대전관광공사", "대전광역시", "hall")]),
    ("hall-youth-is-no-hall", "광명시청소년재단을 찾았다.", [("광명시", "경기도 광명시", "name")]),
    # bare words
    ("bare-si", "시는 이들에게 관제센터를 소개했다.", [("시", None, "bare")]),
    ("bare-do", "도는 다음 달에도 손님을 맞는다.", [("도", None, "bare")]),
    ("bare-gun", "군은 숙소를 제공했다.", [("군", None, "bare")]),
    ("bare-gu", "구는 앞으로도 교류를 넓힌다.", [("구", None, "bare")]),
    ("bare-source", "시에 따르면 18명이 왔다.", [("시", None, "bare")]),
    ("bare-official", "시 관계자는 말했다.", [("시", None, "bare")]),
    ("bare-quote", '"시와 협력하겠다"고 했다.', [("시", None, "bare")]),
    # bylines
    ("byline-wire", "(수원=○○뉴스) 김하나 기자", [("수원", "경기도 수원시", "byline")]),
    ("byline-wire-bracket", "[세종=한빛경제] 박둘 기자", [("세종", "세종특별자치시", "byline")]),
    ("byline-equals", "아산=이서준 기자", [("아산", "충청남도 아산시", "byline")]),
    ("byline-slash", "세종 / 정세윤기자", [("세종", "세종특별자치시", "byline")]),
    ("byline-space", "청주 한지우 기자", [("청주", "충청북도 청주시", "byline")]),
    (
        "byline-shared",
        "(고성=바다신문) 강원 고성군은 밝혔다.",
        [("고성", "강원특별자치도 고성군", "byline"), ("강원 고성군", "강원특별자치도 고성군", "full")],
    ),
    ("byline-outlet-in-front", "[한빛ㅣ수원=박둘 기자]", [("수원", "경기도 수원시", "byline")]),
    ("byline-town-in-brackets", "[한빛경제(청주)=박둘 기자]", [("청주", "충청북도 청주시", "byline")]),
    (
        "byline-two-towns",
        "(서울·세종=한빛뉴스)",
        [("서울", "서울특별시", "byline"), ("세종", "세종특별자치시", "byline")],
    ),
    ("byline-outlet-only", "[한빛뉴스 여수]", [("여수", "전라남도 여수시", "byline")]),
    ("byline-province", "경기=박둘 기자", [("경기", "경기도", "byline")]),
    ("hall-education-support", "수원교육지원청이 초청했다.", [("수원교육지원청", "경기도 수원시", "hall")]),
    ("byline-no-town", "[한빛경제=최하늘 기자] 손님이 왔다.", []),
    ("byline-press-corps", "수원 출입 기자단과 만났다.", [("수원", "경기도 수원시", "short")]),
]

SHARED = [
    (
        "gwangju-metro-by-landmark",
        "광주시는 손님을 맞았다. 이들은 무등산과 국립아시아문화전당을 둘러봤다.",
        "광주시",
        "광주광역시",
    ),
    (
        "gwangju-gg-by-landmark",
        "광주시는 손님을 맞았다. 이들은 남한산성과 곤지암리조트를 둘러봤다.",
        "광주시",
        "경기도 광주시",
    ),
    ("gwangju-gg-by-name", "경기도 광주시를 찾았다. 광주시는 밝혔다.", "광주시", "경기도 광주시"),
    ("gwangju-metro-by-name", "광주광역시를 찾았다. 광주시는 밝혔다.", "광주시", "광주광역시"),
    (
        "gwangju-metro-early-beats-late",
        "광주광역시는 밝혔다. 광주시는 다섯 나라를 초청했다.\n" + "내용이 이어진다. " * 20 + "\n관련: 경기 광주시 착공",
        "광주시",
        "광주광역시",
    ),
    (
        "gwangju-gg-early-beats-late",
        "경기 광주시는 밝혔다. 광주시는 몽골 손님을 맞았다.\n" + "내용이 이어진다. " * 20 + "\n관련: 광주광역시 착공",
        "광주시",
        "경기도 광주시",
    ),
    ("gwangju-unknown", "광주시는 손님을 맞았다.", "광주시", None),
    ("gwangju-city-by-neighbour", "광주시는 광산구와 함께 맞았다.", "광주시", "광주광역시"),
    ("goseong-gangwon", "강원도 손님이 왔다. 고성군은 통일전망대를 소개했다.", "고성군", "강원특별자치도 고성군"),
    ("goseong-gyeongnam", "고성군은 당항포에서 대사들을 맞았다. 공룡 엑스포가 열린다.", "고성군", "경상남도 고성군"),
    ("goseong-by-outlet", "고성군은 밝혔다. (제공: 경남도민신문)", "고성군", "경상남도 고성군"),
    ("goseong-unknown", "고성군은 손님을 맞았다.", "고성군", None),
    ("junggu-seoul", "서울 손님맞이. 중구는 명동에서 밝혔다.", "중구", "서울특별시 중구"),
    ("junggu-busan", "중구는 자갈치시장에서 손님을 맞았다.", "중구", "부산광역시 중구"),
    ("junggu-daegu", "대구 중구를 찾았다. 중구는 근대골목을 알렸다.", "중구", "대구광역시 중구"),
    ("junggu-unknown", "중구는 손님을 맞았다.", "중구", None),
    ("donggu-daejeon", "대전 동구는 밝혔다. 동구는 대청호를 소개했다.", "동구", "대전광역시 동구"),
    ("donggu-ulsan", "동구는 대왕암공원에서 맞았다.", "동구", "울산광역시 동구"),
    ("seogu-daejeon", "서구는 둔산동 청사에서 맞았다.", "서구", "대전광역시 서구"),
    ("seogu-incheon-before-2026", "인천 서구는 밝혔다. 서구는 청라를 안내했다.", "서구", "인천광역시 서구"),
    ("namgu-gwangju", "남구는 양림동 펭귄마을을 안내했다.", "남구", "광주광역시 남구"),
    ("namgu-ulsan", "남구는 장생포 고래문화특구를 안내했다.", "남구", "울산광역시 남구"),
    ("bukgu-gwangju", "광주 북구는 밝혔다. 북구는 비엔날레를 알렸다.", "북구", "광주광역시 북구"),
    ("gangseo-seoul", "강서구는 마곡 서울식물원을 안내했다.", "강서구", "서울특별시 강서구"),
    ("gangseo-busan", "부산 강서구는 밝혔다. 강서구는 명지를 안내했다.", "강서구", "부산광역시 강서구"),
    ("gangseo-unknown", "강서구는 손님을 맞았다.", "강서구", None),
]

NEGATIVES = [
    ("two-thousand", "이천 명이 모였다."),
    ("princess", "공주님이 나왔다."),
    ("sichuan-food", "사천 요리를 먹었다."),
    ("family-kim", "김해 김씨 종친회"),
    ("quarrel", "고성이 오갔다."),
    ("cod", "대구탕을 끓였다."),
    ("housing", "무주택자를 돕는다."),
    ("parasol", "양산을 쓰고 걸었다."),
    ("mars", "화성에 탐사선을 보냈다."),
    ("week-before", "전주 대비 늘었다."),
    ("residing", "직원이 상주하는 시설"),
    ("make-reside", "인력을 상주시켜 돕는다."),
    ("smoke", "연기가 났다."),
    ("pearl", "진주를 꿰었다."),
    ("rice-wine", "청주를 마셨다."),
    ("strengthen", "경쟁력을 강화했다."),
    ("strengthen-nominal", "경쟁력 강화에서 시작한다."),
    ("glory", "참가를 영광으로 여긴다."),
    ("long-life", "장수를 기원했다."),
    ("progress-chart", "진도를 나갔다."),
    ("budget", "예산을 편성했다."),
    ("budget-where", "내년 예산에는 없다."),
    ("nutrition", "영양을 고려했다."),
    ("voice", "음성으로 안내했다."),
    ("negative-test", "음성으로 나왔다."),
    ("aged", "고령에도 참석했다."),
    ("grant", "상장을 부여했다."),
    ("captain", "기장은 방송했다."),
    ("achieve", "목표를 달성해 기뻤다."),
    ("finish-race", "전 구간을 완주했다."),
    ("copper", "구리로 만든 종"),
    ("permit", "이를 용인하지 않았다."),
    ("uplift", "사기를 고양시키는 행사"),
    ("mistake", "그것은 오산이었다."),
    ("travel-mood", "여수에 젖다니."),
    ("east-sea", "동해의 푸른 물"),
    ("order", "질서를 정선했다."),
    ("education", "연수를 받았다."),
    ("swim", "수영을 배웠다."),
    ("thought", "사상을 연구했다."),
    ("considerable", "상당수가 왔다."),
    ("petition", "청원을 냈다."),
    ("western-style", "서구식 건물"),
    ("westernisation", "서구화된 식단"),
    ("eastern-bloc", "동구권 국가"),
    ("random-talk", "중구난방으로 말했다."),
    ("poem", "그 시인은 말했다."),
    ("district-inside-word", "축구는 재미있다."),
    ("city-inside-word", "전시는 내일까지다."),
    ("province-inside-word", "제도는 바뀐다."),
    ("county-inside-word", "장군은 말했다."),
    ("help", "이웃을 도와 함께했다."),
    ("road", "도로를 정비했다."),
    ("list-of-levels", "시·군·구의 담당자"),
    ("sejong-centre", "세종문화회관에서 공연했다."),
    ("sejong-king", "세종대왕 동상 앞"),
    ("seoul-univ", "서울대병원 의료진"),
    ("water-bay", "진해만 해역"),
    ("game", "경기에서 이겼다."),
    ("inside-other-word", "새부산시설"),
    ("namdong-like", "향남구간을 지났다."),
    ("gwangmyeong-siheung", "광명시흥 신도시"),
    ("causative-jeju", "불씨를 강화시킨 일"),
    ("foreign-namesake", "중국 청도를 찾았다."),
    ("outlet-of-a-province", "경남도민일보 독자"),
    ("outlet-of-citizens", "수원시민신문 독자"),
    ("outlet-name", "수원일보 독자"),
    ("ansan-word", "안산하다 말했다."),
]

LIMITS = [
    ("poem-subject", "시는 짧을수록 좋다고 시인은 말했다.", []),
    ("mister-gun", "김민수 군은 상을 받았다.", []),
    ("water-source", "강물을 수원으로 하여 물을 댄다.", []),
    ("glued-festival", "수원화성문화제에 참가했다.", [("수원", "경기도 수원시", "short")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in NAMED])
def test_names(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(doc_of(text)) == expected


@pytest.mark.parametrize(("text", "quote", "value"), [pytest.param(t, q, v, id=i) for i, t, q, v in SHARED])
def test_shared_names_follow_the_text(text: str, quote: str, value: str | None) -> None:
    doc = doc_of(text)
    mentions = [m for m in hosts.find(doc) if doc.text[m.start : m.end] == quote]
    assert mentions
    assert {m.value for m in mentions} == {value}
    if value is None:
        assert {m.rule for m in mentions} == {"ambiguous"}


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NEGATIVES])
def test_ordinary_words_are_no_cities(text: str) -> None:
    assert found(doc_of(text)) == []


@pytest.mark.xfail(reason="known limit", strict=True)
@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in LIMITS])
def test_known_limits(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(doc_of(text)) == expected


DATED = [
    ("metro-before", "광주광역시는 밝혔다.", date(2026, 6, 30), "광주광역시"),
    ("metro-after", "광주광역시는 밝혔다.", date(2026, 7, 1), "전남광주통합특별시"),
    ("county-before", "전남 강진군은 밝혔다.", date(2025, 1, 1), "전라남도 강진군"),
    ("county-after", "강진군은 밝혔다.", date(2026, 8, 1), "전남광주통합특별시 강진군"),
    ("county-undated", "강진군은 밝혔다.", None, "전라남도 강진군"),
    ("county-undated-new-era", "전남광주특별시가 알렸다. 강진군은 밝혔다.", None, "전남광주통합특별시 강진군"),
    ("district-after", "광주 동구는 밝혔다.", date(2026, 9, 1), "전남광주통합특별시 동구"),
    ("incheon-seogu-after", "인천 서구는 밝혔다.", date(2026, 9, 1), None),
    ("incheon-donggu-after", "인천 동구는 밝혔다.", date(2026, 9, 1), "인천광역시 제물포구"),
    ("incheon-junggu-before", "인천 중구는 밝혔다.", date(2026, 6, 1), "인천광역시 중구"),
    ("incheon-namgu-renamed", "인천 남구는 밝혔다.", date(2017, 6, 1), "인천광역시 미추홀구"),
    ("gangwon-renamed", "강원도는 밝혔다.", date(2015, 6, 1), "강원특별자치도"),
    ("jeonbuk-renamed", "전라북도는 밝혔다.", date(2015, 6, 1), "전북특별자치도"),
    ("gunwi-moved", "군위군은 밝혔다.", date(2016, 10, 21), "대구광역시 군위군"),
    ("cheongwon-merged", "청원군은 밝혔다.", date(2020, 1, 1), "충청북도 청주시"),
    ("cheongwon-then", "청원군은 밝혔다.", date(2012, 1, 1), "충청북도 청원군"),
    ("masan-merged", "마산시는 밝혔다.", date(2020, 1, 1), "경상남도 창원시"),
    ("masan-then", "마산시는 밝혔다.", date(2009, 1, 1), "경상남도 마산시"),
    ("yeongi-then", "연기군은 밝혔다.", date(2011, 1, 1), "충청남도 연기군"),
    ("hwaseong-gu", "동탄구를 찾았다.", date(2026, 9, 1), "경기도 화성시"),
    ("yeoju-county", "여주군은 밝혔다.", date(2012, 1, 1), "경기도 여주시"),
]


@pytest.mark.parametrize(("text", "day", "value"), [pytest.param(t, d, v, id=i) for i, t, d, v in DATED])
def test_names_take_the_form_of_the_day(text: str, day: date | None, value: str | None) -> None:
    assert hosts.find(doc_of(text, day))[-1].value == value


HOSTS = [
    (
        "topic-says",
        "수원시, 베트남 손님맞이\n\n수원시는 18일 하이즈엉성 대표단을 맞았다고 밝혔다. 시는 시설을 소개했다.",
        ["경기도 수원시"],
    ),
    ("source", "해외 손님 늘어\n\n7일 인천경제자유구역청에 따르면 52개국이 다녀갔다.", ["인천광역시"]),
    (
        "county-over-province",
        "경남 고성군은 대사들을 맞았다고 밝혔다. 고성군은 경남도와 함께 준비했다.",
        ["경상남도 고성군"],
    ),
    ("province-hosts", "제주특별자치도는 공무원 22명을 초청했다고 밝혔다. 도는 내달에도 초청한다.", ["제주특별자치도"]),
    (
        "two-hosts",
        "서자바주 공무원, 원주·횡성 시찰\n\n공무원 16명이 원주시와 횡성군을 찾아 시설을 봤다.",
        ["강원특별자치도 원주시", "강원특별자치도 횡성군"],
    ),
    ("byline-is-none", "(수원=○○뉴스) 김하나 기자\n성남시는 손님을 맞았다고 밝혔다.", ["경기도 성남시"]),
    (
        "related-story-is-none",
        "성남시는 손님을 맞았다고 밝혔다. 성남시청을 둘러봤다.\n관련\n- 부산시 축제 열려\n",
        ["경기도 성남시"],
    ),
    (
        "headline-pair-of-a-word-like-name",
        "주한 대사들 부여·공주 나들이\n\n대사들은 18일 박물관을 봤다. 박 공주시장과 최 부여군수가 환영 인사를 했다.",
        ["충청남도 부여군", "충청남도 공주시"],
    ),
    (
        "short-name-and-bare-city",
        "광양서 국제연날리기대회\n\n대회가 12일 열렸다. 시는 선수단을 환영했다.",
        ["전라남도 광양시"],
    ),
    ("short-name-without-bare-city", "광양서 국제연날리기대회\n\n대회가 12일 열렸다. 선수단이 왔다.", []),
    ("national-host", "국토교통부는 12개국 공무원을 초청했다고 밝혔다. 이들은 연수를 받았다.", []),
    ("education-office", "충북교육청은 몽골 교사단을 초청했다고 밝혔다.", ["충청북도"]),
    (
        "headline-first",
        "세종시, 스마트도시 배우러 온 연수단 맞아\n\n연수생 23명이 도시통합정보센터를 찾았다.",
        ["세종특별자치시"],
    ),
    (
        "passing-mention",
        "군산시는 손님을 맞았다고 밝혔다. 이들은 전주에서 하루 묵었다. 시는 공장을 소개했다.",
        ["전북특별자치도 군산시"],
    ),
    ("no-city", "연수단은 박물관을 둘러봤다.", []),
    (
        "mayor-who-receives",
        "몽골 사절단 나들이\n\n사절단은 태안을 거쳐 갔다. 서산시장은 사절단을 만나 차를 마시며 감사 인사를 건넸다.",
        ["충청남도 서산시"],
    ),
    (
        "mayor-who-only-runs",
        "몽골 사절단 나들이\n\n태안군은 사절단을 맞았다고 밝혔다. 서산시장 선거는 다음 달이다.",
        ["충청남도 태안군"],
    ),
    (
        "name-of-a-fair-is-none",
        "통영시, 대사들과 만찬\n\n통영시는 대사 9명을 맞았다고 밝혔다. 이들은 부산엑스포 유치를 도왔다.",
        ["경상남도 통영시"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in HOSTS])
def test_article_host(text: str, expected: list[str]) -> None:
    doc = doc_of(text)
    got = hosts.article_host(doc, hosts.find(doc))
    assert sorted(str(m.value) for m in got) == sorted(expected)
    for mention in got:
        assert mention.rule.startswith("host:")
        assert doc.text[mention.start : mention.end]


def test_outlet_breaks_a_tie() -> None:
    doc = doc_of("고성군은 손님을 맞았다.", publisher="강원바다뉴스")
    assert hosts.find(doc)[0].value == "강원특별자치도 고성군"


def test_spans_lie_in_the_text_in_order() -> None:
    doc = doc_of(" ".join(text for _, text, _ in NAMED))
    mentions = hosts.find(doc)
    assert mentions
    assert all(0 <= m.start < m.end <= len(doc.text) for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
