"""Cases of extract.fields.countries: names, places, embassies, bodies, groups, and the words that only look alike."""

import pytest

from extract.document import Document, normal, read
from extract.fields import countries
from scraper.records import Article


def doc_of(text: str) -> Document:
    return read(Article(text=text))


def guests(text: str) -> list[tuple[str, str, str]]:
    """Country mentions as (quote, code, note), things and facilities included."""
    doc = doc_of(text)
    return [(doc.text[m.start : m.end], m.value, m.note) for m in countries.find(doc) if m.field == "country"]


def codes(text: str) -> list[str]:
    """Codes of the mentions that may be guests, in text order."""
    return [code for _, code, note in guests(text) if note not in ("thing", "facility")]


NAMED = [
    ("plain", "베트남 공무원이 왔다.", ["VN"]),
    ("particle", "몽골에서 온 손님", ["MN"]),
    ("official", "우즈베키스탄공화국 대표단", ["UZ"]),
    ("abbreviated-uzbek", "우즈벡 연수단", ["UZ"]),
    ("abbreviated-kazakh", "카자흐 공무원", ["KZ"]),
    ("abbreviated-south-africa", "남아공 바이어", ["ZA"]),
    ("abbreviated-saudi", "사우디 대표단", ["SA"]),
    ("malay", "말레이, 필리핀, 태국", ["MY", "PH", "TH"]),
    ("uae-latin", "UAE 방문단", ["AE"]),
    ("uae-both", "아랍에미리트(UAE) 사절단", ["AE", "AE"]),
    ("former-burma", "버마 공무원", ["MM"]),
    ("former-swaziland", "스와질란드 대사", ["SZ"]),
    ("former-turkey", "터키 안탈리아 시장", ["TR", "TR"]),
    ("present-turkey", "튀르키예 대표단", ["TR"]),
    ("former-macedonia", "마케도니아 공무원", ["MK"]),
    ("north-macedonia", "북마케도니아 공무원", ["MK"]),
    ("taiwan-two-names", "대만과 타이완", ["TW", "TW"]),
    ("hong-kong-macau", "홍콩·마카오 여행사", ["HK", "MO"]),
    ("indonesia-not-india", "인도네시아 공무원 7명", ["ID"]),
    ("guinea-bissau", "기니비사우 대표", ["GW"]),
    ("equatorial-guinea", "적도기니 장관", ["GQ"]),
    ("papua", "파푸아뉴기니 공무원", ["PG"]),
    ("congo", "콩고 연수생", ["CG"]),
    ("congo-democratic", "콩고민주공화국 연수생", ["CD"]),
    ("congo-democratic-spaced", "콩고 민주공화국 연수생", ["CD"]),
    ("dominica", "도미니카 대표", ["DM"]),
    ("dominican-republic", "도미니카공화국 대표", ["DO"]),
    ("niger", "니제르와 나이지리아", ["NE", "NG"]),
    ("south-sudan", "남수단 공무원", ["SS"]),
    ("timor", "동티모르 연수생", ["TL"]),
    ("australia", "호주와 오스트레일리아", ["AU", "AU"]),
    ("austria", "오스트리아 교수", ["AT"]),
    ("kyrgyz-spellings", "키르기스스탄, 키르기즈스탄, 키르기스 공화국", ["KG", "KG", "KG"]),
    ("ivory-coast", "코트디부아르 대표단", ["CI"]),
    ("kosovo", "코소보 공무원", ["XK"]),
    ("vatican", "교황청 인사", ["VA"]),
    ("guam", "괌 주지사 일행", ["GU"]),
    ("english-in-brackets", "몽골(Mongolia) 대표단", ["MN", "MN"]),
    ("korea-never", "한국과 대한민국, 베트남", ["VN"]),
    ("glued-with-korea", "한국과베트남은", ["VN"]),
    ("glued-tradition", "베트남전통춤 공연단", ["VN"]),
    ("glued-two", "중국몽골 대표단", ["CN", "MN"]),
    ("also-particle", "일본도 대표단을 보냈다.", ["JP"]),
    ("glued-three", "베트남태국필리핀 연수생", ["VN", "TH", "PH"]),
    ("list-commas", "네팔, 라오스, 부탄, 스리랑카", ["NP", "LA", "BT", "LK"]),
    ("list-numbers", "인도네시아 3, 필리핀 3, 베트남 2", ["ID", "PH", "VN"]),
    ("delegation-glued", "베트남대표단이 찾았다.", ["VN"]),
    ("prefix-visiting", "방한 중국 대표단", ["CN"]),
    # words that are countries only in company
    ("homograph-list", "가나, 기니, 수단, 오만, 이란 등 5개국 대사", ["GH", "GN", "SD", "OM", "IR"]),
    ("homograph-list-and", "카타르와 오만의 공무원", ["QA", "OM"]),
    ("india-delegation", "인도 대표단이 찾았다.", ["IN"]),
    ("india-city", "인도 뭄바이시 공무원", ["IN", "IN"]),
    ("india-count", "인도 2명이 참석했다.", ["IN"]),
    ("india-people", "인도인 유학생", ["IN"]),
    ("iran-embassy", "주한이란대사가 방문했다.", ["IR"]),
    ("ghana-president", "가나 대통령이 방한했다.", ["GH"]),
    ("chad-minister", "차드 장관 일행", ["TD"]),
    ("mali-official", "말리 공무원 6명", ["ML"]),
    ("fiji-number", "피지(2명), 통가(1명)", ["FJ", "TO"]),
    ("bhutan-officials", "부탄 공무원이 왔다.", ["BT"]),
    ("haiti-list", "쿠바·아이티·파나마", ["CU", "HT", "PA"]),
    ("bhutan-officials-of-a-field", "부탄 산림보호 공무원 7명이 왔다.", ["BT"]),
    ("oman-ministry", "오만 수산부와 만났다.", ["OM"]),
    ("fiji-office-people", "피지 항만 직원들이 방문했다.", ["FJ"]),
    ("tonga-office", "통가 통계청 방문단", ["TO"]),
    ("dominica-beside-the-republic", "도미니카공화국 차관이 왔다. 주한 손님은 도미니카 차관이다.", ["DO", "DO"]),
    ("dominica-abbreviated", "도미니카(공) 산업 차관", ["DO"]),
    ("dominica-embassy", "주한 도미니카 대사관 직원", ["DO"]),
    ("dominica-among-missions", "주한외교단이 왔다. 파나마, 도미니카, 페루다.", ["PA", "DO", "PE"]),
    ("dominica-both-listed", "도미니카, 도미니카공화국, 아이티 대표", ["DM", "DO", "HT"]),
    ("congo-after-the-democratic", "콩고민주공화국 대표단이 왔다. 콩고 공무원은 질문했다.", ["CD", "CD"]),
    ("congo-both-listed", "콩고, 콩고민주공화국, 가봉 대표단", ["CG", "CD", "GA"]),
    ("envoy-elsewhere", "주칠레 캐나다대사와 주한 캐나다대사", ["CL", "CA"]),
    ("person-with-latin", "스페인 루시아 살라망카(Lucía Salamanca) 장관. 살라망카 장관은 웃었다.", ["ES"]),
    ("person-before-office", "마리오 페레이라 쿠바 외교부 국장. 페레이라 국장은 웃었다.", ["CU"]),
    (
        "place-with-latin-is-no-person",
        "미국 뉴욕(New York) 시장과 베트남 하노이(Ha Noi) 시장",
        ["US", "US", "VN", "VN"],
    ),
    ("think-tank", "애틀랜틱카운슬 대표단", ["US"]),
    ("university-spaced", "와세다 대학 교수", ["JP"]),
    ("benin-nationals", "베냉 국적 연수생", ["BJ"]),
    ("india-came", "인도에서 온 시장", ["IN"]),
    ("india-of", "인도의 공무원", ["IN"]),
    ("iran-exchange", "이란과의 교류", ["IR"]),
    ("iran-subject", "이란이 참가했다.", ["IR"]),
    ("ghana-came", "가나에서 온 의원", ["GH"]),
    ("georgia-alone", "조지아 대사가 왔다.", ["GE"]),
    ("georgia-former", "그루지야 대표", ["GE"]),
    ("georgia-state", "미국 조지아주 의원단", ["US", "US"]),
    ("georgia-state-alone", "조지아주 애틀랜타 시장", ["US", "US"]),
    # headline letters and ideographs
    ("hanja-place", "中 우한시 7명, 日 돗토리현 3명", ["CN", "CN", "JP", "JP"]),
    ("hanja-dotted", "日·中 청소년", ["JP", "CN"]),
    ("hanja-quote", "'美 대사' 방문", ["US"]),
    ("hanja-two", "越南 손님", ["VN"]),
    ("dotted-three", "한·중·일 청소년이 모였다.", ["CN", "JP"]),
    ("dotted-two", "한·몽 우호의 밤", ["MN"]),
    ("dotted-dash", "한-베 교류", ["VN"]),
    ("dotted-odd-dot", "한ㆍ미 교류", ["US"]),
    ("letter-office", "미 국무부 관계자", ["US"]),
    ("letter-place", "중 산둥성 대표단", ["CN", "CN"]),
    ("letter-university", "미 서던캘리포니아대(USC) 교수진", ["US", "US", "US"]),
    # embassies
    ("embassy-glued", "주한브라질대사관 직원", ["BR"]),
    ("embassy-spaced", "주한 몽골 대사", ["MN"]),
    ("embassy-no-prefix", "네덜란드 대사관", ["NL"]),
    ("consulate", "주부산 중국총영사", ["CN"]),
    ("trade-office", "주한 타이베이대표부", ["TW"]),
    # places
    ("place-alone", "울란바토르 시장이 왔다.", ["MN"]),
    ("place-with-country", "베트남 하이즈엉성 공무원", ["VN", "VN"]),
    ("place-prefecture", "돗토리현 의원단", ["JP"]),
    ("place-us-city", "애너하임 시장 일행", ["US"]),
    ("place-us-state", "캘리포니아주 의원", ["US"]),
    ("place-german-state", "바이에른주 대표단", ["DE"]),
    ("place-chinese-new", "웨이하이시와 칭다오시", ["CN", "CN"]),
    ("place-chinese-old-with-country", "중국 위해시 대표단", ["CN", "CN"]),
    ("place-chinese-both", "징저우시(형주)", ["CN", "CN"]),
    ("place-namesake-with-country", "중국 청도를 찾은 손님이 아니라 손님을 맞았다.", ["CN", "CN"]),
    ("place-guangzhou", "중국 광저우 의회", ["CN", "CN"]),
    ("place-jiangxi", "장시성과 강서성", ["CN", "CN"]),
    ("place-mongolian-district", "날라이흐구 공무원", ["MN"]),
    ("place-java", "서자바주 보건국", ["ID"]),
    ("place-russia", "연해주 대표단", ["RU"]),
    ("place-list", "세부·항저우·가라쓰의 대표", ["PH", "CN", "JP"]),
    ("place-council", "센다이시의회 의원", ["JP"]),
    ("place-university", "시드니대 학생", ["AU"]),
    ("place-in-brackets", "일본(도쿄)과 미국(뉴욕)", ["JP", "JP", "US", "US"]),
    ("place-doubtful-with-country", "미국 버밍햄 대표", ["US", "US"]),
    ("place-default", "버밍햄 대표", ["GB"]),
    ("place-not-colombia", "브리티시컬럼비아의 대표", ["CA"]),
    ("place-small-with-country", "일본 자매도시가 있다. 가마고리 대표가 왔다.", ["JP", "JP"]),
    # bodies with a country
    ("body-jica", "JICA 연수생", ["JP"]),
    ("body-mit", "MIT 연구진", ["US"]),
    ("body-kth", "스웨덴 왕립공과대 교수", ["SE"]),
    # normal form
    ("full-width", "ＵＡＥ 대표단", ["AE"]),
    ("nbsp", "주한\u00a0몽골\u00a0대사", ["MN"]),
    ("introduced-by-the-text", "라오스 루앙남타주 므앙싱현 공무원. 므앙싱현 대표단이 왔다.", ["LA", "LA", "LA", "LA"]),
    ("introduced-behind-its-country", "베트남 년짝현 공무원이 왔다. 년짝현은 강가에 있다.", ["VN", "VN", "VN"]),
]

NEGATIVES = [
    ("delegation-come-to-korea", "방한단 대표가 인사했다."),
    ("pavement-officials", "인도 정비 담당 공무원이 점검했다."),
    ("means-officials", "교통 수단 개선 담당 직원이 참석했다."),
    ("skin-oil-of-staff", "피지 조절 제품 직원이 참석했다."),
    ("gas-headquarters", "부탄 충전 사업본부 직원이 참석했다."),
    ("alphabetical", "가나다순으로 적었다."),
    ("go-find", "길을 찾아가나 보다."),
    ("means", "이를 수단으로 삼았다."),
    ("means-and-ways", "수단과 방법을 가리지 않는다."),
    ("means-object", "공무원이 참가할 수단을 강구했다."),
    ("means-needed", "교류의 수단이 필요하다."),
    ("wherever", "어디로 가나 공무원은 바쁘다."),
    ("sidewalk-fell", "공무원이 인도에서 넘어졌다."),
    ("sidewalk-cut", "인도가 끊겨 정부가 나섰다."),
    ("arrogance", "오만이 지나쳐 교류가 끊겼다."),
    ("means-list", "감축목표와 수단 등 방안"),
    ("called", "희망이란 말이 좋다."),
    ("called-spaced", "이란 뜻이다."),
    ("twins", "이란성 쌍둥이"),
    ("sidewalk", "인도를 걷다가 넘어졌다."),
    ("food", "인도 음식을 맛봤다."),
    ("sidewalk-sign", "인도 관광 안내판을 세웠다."),
    ("asiana", "아시아나항공을 탔다."),
    ("sidewalk-blocks", "인도 정비 공사"),
    ("handover", "물품 인도 시기를 정했다."),
    ("handover-verb", "시신을 인도하였다."),
    ("humanitarian", "인도적 지원"),
    ("indian-ocean", "인도양의 섬"),
    ("arrogant", "오만한 태도"),
    ("fifty-thousand", "오만 명이 모였다."),
    ("prejudice", "오만과 편견"),
    ("chad-name", "리차드 씨"),
    ("dissuade", "그를 말리는 사람"),
    ("dried", "말린 과일"),
    ("guinea-pig", "기니피그를 기른다."),
    ("if-win", "이기니 기뻤다."),
    ("butane", "부탄가스를 썼다."),
    ("catharsis", "카타르시스를 느꼈다."),
    ("sebum", "피지 분비가 늘었다."),
    ("physical", "피지컬이 좋다."),
    ("it-firm", "아이티 기업을 방문했다."),
    ("island-table", "아일랜드 식탁"),
    ("turquoise", "터키석 반지"),
    ("whole-hide", "통가죽 가방"),
    ("horse-play", "말타기를 했다."),
    ("pocket", "호주머니에서 꺼냈다."),
    ("household-head", "호주제를 없앴다."),
    ("satisfaction", "대만족이었다."),
    ("chinese-restaurant", "중국집에서 먹었다."),
    ("swimmer", "수영국가대표가 왔다."),
    ("inside-word", "신미국수를 먹었다."),
    ("inside-headquarters", "매일본부에서 일한다."),
    ("christ", "그리스도의 교회"),
    ("congo-rice", "콩고물이 묻었다."),
    ("brazil-nut", "브라질너트를 먹었다."),
    ("north-mountain", "북한산 둘레길"),
    ("face-painting", "페이스페인팅 체험"),
    ("lichtenstein", "로이 리히텐슈타인의 그림"),
    ("during", "운영 中이다."),
    ("ratio", "전년比 3% 증가"),
    ("weekday", "행사(土)는 열린다."),
    ("among", "보험료 중 정부 지원"),
    ("day-number", "11일 정부세종청사에서"),
    ("weekdays-dotted", "월·화·수 운영"),
    ("men-women", "남·여 각 5명"),
    ("central-america", "중·미 지역이 아니라 중미"),
    ("middle-high", "중·고 학생"),
    ("work-family", "일·가정 양립"),
    ("firm-name", "서한오토 USA 공장"),
    ("english-phrase", "Made in China Story"),
    ("dollar", "US$ 100"),
    ("last-week", "지난주 회의"),
    ("last", "지난 4월"),
    ("corona", "코로나19 대응"),
    ("page", "홈페이지와 페이지"),
    ("for-the-sake", "안전을 위해 점검했다."),
    ("harmfulness", "위해성 평가"),
    ("propaganda", "선전 활동"),
    ("lettuce", "상추를 심었다."),
    ("vacation", "휴가를 갔다."),
    ("detail-plan", "세부 계획을 세웠다."),
    ("mecca", "관광의 메카로 키운다."),
    ("part-time", "알바를 구한다."),
    ("after", "점검 후에 시작한다."),
    ("korean-gwangju", "광주시는 밝혔다."),
    ("korean-cheongdo", "청도군은 밝혔다."),
    ("korean-saha", "부산 사하구는 밝혔다."),
    ("korean-deogyang", "고양시 덕양구 주민"),
    ("bakery", "파리바게뜨 매장"),
    ("sunwoo", "조상을 선양하는 사업"),
    ("transfer", "권한 이양이 끝났다."),
    ("coupang", "쿠팡에 입점했다."),
    ("lets-go", "함께 가자고 했다."),
    ("never-introduced", "년짝현 대표단이 왔다."),
    ("no-place-behind-no-country", "서로 다른 특성과 년짝현"),
]

NOTED = [
    ("thing-of-people", "일본 여행 업계 관계자", "name"),
    ("product", "미국산 소고기", "thing"),
    ("language", "베트남어 안내문", "thing"),
    ("language-and-child-is-guest", "베트남어린이 공연단", "name"),
    ("food-noodles", "태국 쌀국수", "thing"),
    ("style", "프랑스풍 건물", "thing"),
    ("market", "중국 시장 진출", "thing"),
    ("export", "일본 수출이 늘었다.", "thing"),
    ("agreement", "파리 협정 이행", "thing"),
    ("olympics", "도쿄올림픽 메달", "thing"),
    ("nuclear-plant", "후쿠시마 원전 오염수", "thing"),
    ("korean-mission", "주베트남 한국대사관", "thing"),
    ("korean-ambassador", "주네덜란드대사가 참석했다.", "thing"),
    ("facility-park", "네덜란드 공원을 걸었다.", "facility"),
    ("facility-street", "베트남거리를 둘러봤다.", "facility"),
    ("people", "태국인 연수생", "demonym"),
    ("people-plural", "미국인들이 왔다.", "demonym"),
    ("embassy", "주한영국대사관", "embassy"),
    ("place", "하노이 공무원", "place"),
    ("organization", "GIZ 직원", "organization"),
    ("list", "카타르, 오만", "from-list"),
]

BODIES = [
    ("asean", "아세안 10개국 공무원", [("group", "아세안")]),
    ("asean-bracket", "아세안(ASEAN) 공무원", [("group", "아세안")]),
    ("central-asia", "중앙아시아 5개국", [("group", "중앙아시아")]),
    ("east-europe-not-europe", "동유럽 국방무관", [("group", "동유럽")]),
    ("pacific", "태평양 섬나라 공무원", [("group", "태평양 섬나라")]),
    ("asia-pacific", "아시아·태평양 도시들", [("group", "아시아·태평양")]),
    ("three-regions", "아프리카·중동·캅카스 대사", [("group", "아프리카"), ("group", "중동"), ("group", "캅카스")]),
    ("eu", "EU 대표단", [("group", "EU")]),
    ("world-bank", "세계은행 관계자", [("organization", "세계은행")]),
    ("world-bank-english", "월드뱅크 전문가", [("organization", "월드뱅크")]),
    ("undp", "유엔개발계획(UNDP) 직원", [("organization", "유엔개발계획(UNDP)")]),
    ("iclei", "이클레이(ICLEI) 사무국", [("organization", "이클레이(ICLEI)")]),
    ("adb-latin", "ADB 직원", [("organization", "ADB")]),
    ("none", "시청 직원", []),
    ("none-inside-word", "감수성과 유럽스러운", []),
    ("none-latin-inside", "BROADBAND", []),
]

LIMITS = [
    ("sudan-subject", "수단은 공무원 3명을 보냈다.", ["SD"]),
    ("homograph-subject", "인도가 참가했다.", ["IN"]),
    ("company", "시스코 방문단", ["US"]),
    ("sidewalk-official", "인도 공무원 담당 구역", []),
    ("misspelt", "베트냄 공무원", ["VN"]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in NAMED])
def test_named(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", [pytest.param(t, id=i) for i, t in NEGATIVES])
def test_look_alikes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(("text", "note"), [pytest.param(t, n, id=i) for i, t, n in NOTED])
def test_notes(text: str, note: str) -> None:
    assert guests(text)[-1][2] == note


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in BODIES])
def test_groups_and_bodies(text: str, expected: list[tuple[str, str]]) -> None:
    doc = doc_of(text)
    assert [(m.field, m.value) for m in countries.find(doc) if m.field != "country"] == expected


@pytest.mark.xfail(reason="known limit", strict=True)
@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in LIMITS])
def test_known_limits(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_embassy_spans_the_whole_word() -> None:
    assert guests("주한브라질대사관에서 왔다.") == [("주한브라질대사관", "BR", "embassy")]
    assert guests("주한 몽골 대사는") == [("주한 몽골 대사", "MN", "embassy")]


def test_dotted_letters_have_their_own_spans() -> None:
    assert guests("한·중·일 청소년") == [("중", "CN", "hanja"), ("일", "JP", "hanja")]


def test_place_takes_its_suffix() -> None:
    assert guests("베트남 하이즈엉성 공무원")[1] == ("하이즈엉성", "VN", "place")


def test_shared_place_goes_to_the_country_of_the_text() -> None:
    assert codes("말레이시아 대표가 조지타운시에서 왔다.") == ["MY", "MY"]
    assert codes("가이아나 대표가 조지타운시에서 왔다.") == ["GY", "GY"]
    assert codes("조지타운시 대표가 왔다.") == []


def test_a_place_once_vouched_for_is_known_afterwards() -> None:
    assert codes("세부·항저우 대표가 왔다. 세부에서 온 국장은 말했다.") == ["PH", "CN", "PH"]


def test_spans_point_into_the_text_that_was_given() -> None:
    text = "  ".join(t for _, t, _ in NAMED)
    doc = doc_of(text)
    found = countries.find(doc)
    assert found
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert len(normal(text)) == len(text)
