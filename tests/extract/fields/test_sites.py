"""Places that the text says are visited or met at: case tables by construction, negatives beside positives."""

import pytest

from extract.document import Document, read
from extract.fields import sites
from scraper.records import Article, Block


def document(text: str) -> Document:
    return read(Article(text=text))


def places(text: str) -> list[str]:
    return [str(m.value) for m in sites.find(document(text))]


Row = tuple[str, str, list[str]]


def table(*rows: Row) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "want"), [pytest.param(t, w, id=i) for i, t, w in rows])


@table(
    ("visit", "대표단은 은하수과학관을 방문했다.", ["은하수과학관"]),
    ("visit-official", "대표단은 3일 한빛도시개발공사를 공식 방문했다.", ["한빛도시개발공사"]),
    ("visit-on-site", "연수단이 푸른솔백신연구센터를 현장 방문하였다.", ["푸른솔백신연구센터"]),
    ("tour", "이들은 국립생태원을 견학했다.", ["국립생태원"]),
    ("inspect", "사절단은 새솔조선소를 시찰할 예정이다.", ["새솔조선소"]),
    ("look-round", "일행은 한옥역사관을 둘러봤다.", ["한옥역사관"]),
    ("look-round-slowly", "일행은 한옥역사관을 천천히 돌아보았다.", ["한옥역사관"]),
    ("call-on", "연수생들은 도자기박물관을 찾아 가마를 살폈다.", ["도자기박물관"]),
    ("drop-in", "대표단은 이어 향일암에 들러 차를 마셨다.", ["향일암"]),
    ("go-to", "일행은 시민회관으로 이동해 공연을 봤다.", ["시민회관"]),
    ("arrive", "이들은 오후 2시 만국평화공원에 도착했다.", ["만국평화공원"]),
    ("plant", "방문단은 평화생태공원에 소나무를 심었다.", ["평화생태공원"]),
    ("wreath", "의원단은 국립서울현충원에 헌화했다.", ["국립서울현충원"]),
    ("watch", "학생들은 도립미술관을 관람했다.", ["도립미술관"]),
    ("also", "대표단은 농업기술원도 방문했다.", ["농업기술원"]),
    ("with-mayor", "이들은 스마트시티센터를 시장과 함께 둘러봤다.", ["스마트시티센터"]),
    ("by-guide", "이들은 물재생센터를 직원 안내로 견학했다.", ["물재생센터"]),
    ("subject-between", "한강물재생센터를 몽골 공무원 12명이 방문했다.", ["한강물재생센터"]),
    ("see", "장관 일행은 김제 스마트팜 혁신밸리 등을 보고 돌아갔다.", ["김제 스마트팜 혁신밸리"]),
    ("nominal", "연수단은 시청 방문을 마치고 출국했다.", ["시청"]),
    ("nominal-and", "연수단은 보건환경연구원 견학과 강의로 하루를 보냈다.", ["보건환경연구원"]),
    ("nominal-list", "청와대, 한국잡월드 방문 등으로 일정을 채웠다.", ["청와대", "한국잡월드"]),
    ("relative-head", "이날 방문한 도시통합정보센터는 2014년에 문을 열었다.", ["도시통합정보센터"]),
    ("last-stop", "이들은 청남대를 끝으로 귀국길에 오른다.", ["청남대"]),
    ("first-stop", "대표단은 월드컵경기장을 시작으로 사흘 일정에 들어갔다.", ["월드컵경기장"]),
    ("owner", "대사는 수성알파시티의 기업 지원 시설을 시찰했다.", ["수성알파시티"]),
    ("owner-room", "이들은 농업기술센터의 토양검정실에서 설명을 들었다.", ["농업기술센터"]),
    ("company", "사절단은 현대로템과 포스코를 시찰했다.", ["현대로템", "포스코"]),
    ("company-works", "사절단은 삼성전자 기흥캠퍼스를 찾았다.", ["삼성전자 기흥캠퍼스"]),
    ("works-under-way", "대표단은 SK하이닉스 용인캠퍼스 건설 현장을 둘러봤다.", ["SK하이닉스 용인캠퍼스 건설 현장"]),
    ("presence", "물사랑홍보관에는 올해 12개국 300명이 다녀갔다.", ["물사랑홍보관"]),
    ("temple", "일행은 월정사와 낙산사를 참배했다.", ["월정사", "낙산사"]),
)
def test_objects_of_visiting(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("held", "포럼은 6일 한누리컨벤션센터에서 열렸다.", ["한누리컨벤션센터"]),
    ("held-room", "환영식은 시청 중회의실에서 열렸다.", ["시청 중회의실"]),
    ("held-adnominal", "한방엑스포공원에서 열리는 개막식에 12개국 손님이 온다.", ["한방엑스포공원"]),
    ("listen", "이들은 송학동고분군에서 해설을 들었다.", ["송학동고분군"]),
    ("talk", "대표단은 시청 접견실에서 시장과 환담했다.", ["시청 접견실"]),
    ("chamber", "의원들은 의회 본회의장에서 회의 방식을 배웠다.", ["의회 본회의장"]),
    (
        "two-venues",
        "회의는 솔빛대학교 체육관에서, 상담회는 솔빛테크노파크에서 각각 열렸다.",
        ["솔빛대학교 체육관", "솔빛테크노파크"],
    ),
    ("short-particle", "총회는 벡스코서 나흘간 열린다.", ["벡스코"]),
    ("topic-particle", "나래문화센터에서는 한지 뜨기를 체험했다.", ["나래문화센터"]),
    ("venue-and", "연수는 한국천문연구원과 국립과천과학관에서 진행됐다.", ["한국천문연구원", "국립과천과학관"]),
    ("hotel", "만찬은 그랜드하얏트 호텔에서 열렸다.", ["그랜드하얏트 호텔"]),
    ("street", "대사 일행은 들안길먹거리타운에서 저녁을 먹었다.", ["들안길먹거리타운"]),
    ("active-place", "시는 동대문디자인플라자(DDP)에서 개막식을 개최했다.", ["동대문디자인플라자(DDP)"]),
    ("lookout", "이들은 식장산 전망대에 올라 시내를 내려다봤다.", ["식장산 전망대"]),
)
def test_venues(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("commas", "화성행궁, 수원화성박물관, 자원회수시설을 견학했다.", ["화성행궁", "수원화성박물관", "자원회수시설"]),
    ("and", "북항재개발홍보관과 낙동강하구에코센터를 견학했다.", ["북항재개발홍보관", "낙동강하구에코센터"]),
    ("dots", "대표단은 한국해양대·부산항만공사를 방문했다.", ["한국해양대·부산항만공사"]),
    ("dots-two", "이들은 한국해양과학기술원·부산항만공사를 방문했다.", ["한국해양과학기술원", "부산항만공사"]),
    ("and-also", "시의회 및 국립세종수목원을 방문했다.", ["시의회", "국립세종수목원"]),
    (
        "triangles",
        "이들은 ▲한국과학기술원(KAIST) ▲대전컨벤션센터 ▲엑스포과학공원을 차례로 찾았다.",
        ["한국과학기술원(KAIST)", "대전컨벤션센터", "엑스포과학공원"],
    ),
    ("etc", "연수단은 소방본부, 재난안전체험관 등을 견학했다.", ["소방본부", "재난안전체험관"]),
    ("etc-head", "연수단은 삼성전자, 카카오 등 산업현장을 돌아봤다.", ["삼성전자", "카카오"]),
    ("etc-count", "이들은 국립중앙박물관, 경복궁 등 3곳을 찾았다.", ["국립중앙박물관", "경복궁"]),
    ("including", "사절단은 부산신항을 비롯한 주요 항만시설을 시찰했다.", ["부산신항"]),
    ("including-then", "사절단은 부산신항을 비롯해 국립해양박물관을 둘러봤다.", ["부산신항", "국립해양박물관"]),
    ("not-only", "대표단은 시청은 물론 도시관제센터까지 둘러봤다.", ["시청", "도시관제센터"]),
    ("following", "개막식에 이어 국립청주박물관을 관람했다.", ["국립청주박물관"]),
    (
        "clause-inside",
        "이들은 나래시 자율주행차 관제센터, 드론 배송이 이뤄지는 탄천 물놀이장, 한솔대학교병원을 주로 찾았다.",
        ["나래시 자율주행차 관제센터", "탄천 물놀이장", "한솔대학교병원"],
    ),
    (
        "clause-behind-and",
        "이들은 서호생태센터와 최근 문을 연 자원회수시설을 견학했다.",
        ["서호생태센터", "자원회수시설"],
    ),
    (
        "by-day",
        "5일에는 문화제조창과 국립현대미술관 청주관을, 6일에는 청주고인쇄박물관을 관람했다.",
        ["문화제조창", "국립현대미술관 청주관", "청주고인쇄박물관"],
    ),
    (
        "unknown-member",
        "이들은 군산근대역사박물관, 비응항, 경암동 철길마을을 둘러봤다.",
        ["군산근대역사박물관", "비응항", "경암동 철길마을"],
    ),
    (
        "lead-clause",
        "총회 주행사장인 강릉올림픽파크 컨벤션센터와 강릉아레나를 살폈다.",
        ["강릉올림픽파크 컨벤션센터", "강릉아레나"],
    ),
    ("two-verbs", "남한산성을 오른 뒤 경기도자박물관을 찾았다.", ["남한산성", "경기도자박물관"]),
)
def test_lists(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("holder", "사절단은 당항포관광지 안에 마련된 엑스포 주행사장을 돌아봤다.", ["당항포관광지"]),
    ("holder-in", "대표단은 국립산림과학원 내 전시관을 관람했다.", ["국립산림과학원"]),
    ("holder-at", "대표단은 벡스코에 마련된 홍보관을 찾았다.", ["벡스코"]),
    ("holder-named-head", "이들은 국립산림과학원 내 홍릉숲을 돌아봤다.", ["홍릉숲"]),
    ("town-then-named", "이들은 대전에 소재한 한국천문연구원을 방문했다.", ["한국천문연구원"]),
    (
        "topic",
        "대표단이 가장 많이 찾은 곳은 도시통합정보센터였으며 국립세종수목원과 책문화센터가 뒤를 이었다.",
        ["도시통합정보센터", "국립세종수목원", "책문화센터"],
    ),
    ("topic-stops", "주요 방문지는 수원화성박물관과 자원회수시설이다.", ["수원화성박물관", "자원회수시설"]),
    ("topic-as", "견학지로는 화성행궁, 수원화성박물관 등이 꼽힌다.", ["화성행궁", "수원화성박물관"]),
)
def test_turned_sentences(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("time-half", "올 하반기 새물결미술관을 찾은 손님은 40명이다.", ["새물결미술관"]),
    ("time-clock", "회의는 14:00 정부서울청사에서 열렸다.", ["정부서울청사"]),
    ("time-span", "연수생들은 10.30-11.3간 국립생태원을 방문했다.", ["국립생태원"]),
    ("occasion", "총리는 금번 방한 계기 국립중앙박물관을 방문했다.", ["국립중앙박물관"]),
    ("after", "행사 종료 후 한빛미디어파크를 방문했다.", ["한빛미디어파크"]),
    ("located", "만찬은 서울 중구 소재 롯데호텔에서 열렸다.", ["롯데호텔"]),
    ("guests-glued", "독일 대표단 시청 방문", ["시청"]),
    ("township", "이들은 부계면 한밤마을로 이동했다.", ["한밤마을"]),
    ("quarter-kept", "이들은 경암동 철길마을을 걸었다.", ["경암동 철길마을"]),
    ("about", "대표단은 월명공원 일대를 둘러봤다.", ["월명공원"]),
    ("alias", "이들은 울산과학기술원(UNIST)을 방문했다.", ["울산과학기술원(UNIST)"]),
    ("alias-korean", "이들은 진천통합미곡종합처리장(RPC)을 찾았다.", ["진천통합미곡종합처리장(RPC)"]),
    ("no-alias-town", "개회식은 롯데호텔(서울)에서 열렸다.", ["롯데호텔"]),
    ("no-alias-head", "이들은 국민연금공단 본부(이사장 홍길동)를 방문했다.", ["국민연금공단 본부"]),
    ("no-alias-date", "이들은 중앙과학관(9. 25.)을 방문했다.", ["중앙과학관"]),
    ("quotes-single", "이들은 '책문화센터'를 둘러봤다.", ["책문화센터"]),
    ("quotes-corner", "이들은 「스마트시티 통합운영센터」를 방문했다.", ["스마트시티 통합운영센터"]),
    ("quotes-curly", "이들은 ‘메이커스페이스 나래’와 “청년창업허브센터”를 찾았다.", ["메이커스페이스 나래", "청년창업허브센터"]),
    ("star", "이들은 한빛신항*을 방문했다.", ["한빛신항"]),
    ("star-particle", "새솔개발원*과 국립통일교육원을 방문했다.", ["새솔개발원", "국립통일교육원"]),
    ("firm-mark", "일행은 자동차 부품 업체 ㈜가온 경주공장을 방문했다.", ["㈜가온 경주공장"]),
    ("no-spaces", "대표단은도시통합정보센터,국립세종수목원등을견학했다.", ["도시통합정보센터", "국립세종수목원"]),
    ("no-spaces-relative", "일행은컨소시엄으로지정된분당서울대병원을방문했다.", ["분당서울대병원"]),
    ("odd-dots", "이들은 4‧3평화공원과 5ㆍ18민주화운동기록관을 참배했다.", ["4‧3평화공원", "5ㆍ18민주화운동기록관"]),
    ("nbsp", "이들은 국립\u00a0생태원을 방문했다.", ["국립 생태원"]),
    ("roman", "수료식은 한국폴리텍Ⅱ대학 인천캠퍼스에서 열렸다.", ["한국폴리텍Ⅱ대학 인천캠퍼스"]),
    ("numbered", "이들은 한천 제2저류지를 찾았다.", ["한천 제2저류지"]),
)  # fmt: skip
def test_bounds_of_names(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("kind-agri", "이들은 농업기술센터를 찾았다.", ["농업기술센터"]),
    ("kind-health", "이들은 보건소를 방문했다.", ["보건소"]),
    ("kind-hall", "공무원 12명이 시청을 찾아 설명을 들었다.", ["시청"]),
    ("kind-council", "의장 일행은 시의회를 방문했다.", ["시의회"]),
    ("kind-compound", "이들은 하수처리장과 자원회수시설을 견학했다.", ["하수처리장", "자원회수시설"]),
    ("bare-facility", "이들은 센터와 박물관을 방문했다.", []),
    ("main-facilities", "이들은 주요 시설을 둘러봤다.", []),
    ("local-firms", "사절단은 관내 기업과 산업단지를 시찰했다.", []),
    ("strawberry-farm", "이들은 청년 농업인의 딸기 농장을 둘러봤다.", []),
    ("flower-farm", "이들은 화훼 농가를 찾아 시설을 견학했다.", []),
    ("coding-room", "이들은 게임기업과 청소년 코딩 교육장을 방문했다.", []),
    ("old-market", "이들은 전통시장을 찾았다.", []),
    ("primary-school", "단원들은 초등학교를 방문했다.", []),
    ("hall-alone", "이들은 대회의실에서 간담회를 했다.", []),
    ("smart-farm", "이들은 첨단 스마트팜을 견학했다.", []),
    ("factory", "이들은 반도체 공장을 시찰했다.", []),
    ("firm-show", "이들은 우리 제품 전시관을 둘러봤다.", []),
    ("mural-village", "이들은 벽화마을을 둘러봤다.", []),
    ("plural", "전국 나눔센터(17개)에서 상담을 한다.", []),
)
def test_kinds_and_generic_words(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("solution", "이들은 쓰레기 문제의 해법을 찾았다.", []),
    ("way", "두 도시는 협력 방안을 찾기로 했다.", []),
    ("process", "이들은 토양 분석 과정을 살펴봤다.", []),
    ("situation", "실사단은 준비 상황을 점검했다.", []),
    ("market-abstract", "시는 해외 시장에서 성과를 냈다.", []),
    ("market-world", "기업들은 세계시장에서 경쟁한다.", []),
    ("dance", "대사들은 탈춤을 관람했다.", []),
    ("show", "학생들은 국악 공연을 관람했다.", []),
    ("food", "이들은 한식을 체험했다.", []),
    ("event", "장관은 세계기후포럼을 찾았다.", []),
    ("fair", "바이어들은 수출상담회를 방문했다.", []),
    ("opening", "손님들은 개막식을 지켜봤다.", []),
    ("person-mayor", "대사는 부산광역시장을 예방했다.", []),
    ("person-name", "대표단은 홍길동 시장을 방문했다.", []),
    ("person-deputy", "김한솔 나래시 경제부시장을 비롯해 30명이 참석했다.", []),
    ("person-minister", "대표단은 외교부 장관을 예방했다.", []),
    ("council-body", "이날 실무협의회에서 양측은 의견을 나눴다.", []),
    ("dig", "양국은 유해발굴에서 협력한다.", []),
    ("agent-join", "한국무역협회에서 참석했다.", []),
    ("agent-join-bracket", "대한상공회의소, 벤처기업협회에서 참석(가나다 순)했다.", []),
    ("origin", "솔빛대학교에서 온 학생들이 통역을 맡았다.", []),
    ("agent-run", "이들은 서울시립대학교 대학원에서 운영하는 과정의 학생들이다.", []),
    ("agent-make", "한국전자통신연구원에서 개발한 기술을 배웠다.", []),
    ("agent-body-holds", "솔빛대학교에서 진행하는 과정에 참가했다.", []),
    ("online", "회의는 정부세종청사(영상)에서 열렸다.", []),
    ("site-web", "사전등록은 누리집에서 확인할 수 있다.", []),
    ("bus", "이들은 찾아가는 진료 버스를 타 봤다.", []),
    ("shop", "이들은 신당동의 한 떡볶이 가게에서 조리 체험을 했다.", []),
    ("bare-year", "2027년을 한국 방문의 해로 정했다.", []),
    ("visitor-noun", "방문객과 방문단은 늘고 있다.", []),
)
def test_no_places(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("city", "대표단이 수원시를 방문했다.", []),
    ("city-special", "공무원들이 세종특별자치시를 찾았다.", []),
    ("city-short", "사절단이 전주를 둘러봤다.", []),
    ("city-parent", "대표단이 경기도 광주시를 방문했다.", []),
    ("cities", "시찰단이 원주시와 횡성군을 찾았다.", []),
    ("cities-dot", "시찰단이 원주·횡성을 방문했다.", []),
    ("district", "대사가 대구 수성구를 방문했다.", []),
    ("half-city", "올해 상반기 세종시를 찾은 대표단은 29개국이다.", []),
    ("township-alone", "이들은 부계면을 찾았다.", []),
    ("quarter-alone", "이들은 신당동을 둘러봤다.", []),
    ("korea", "대표단은 한국을 방문했다.", []),
    ("region", "선수단은 수도권과 동해안을 둘러봤다.", []),
    ("country", "시장 등 6명이 베트남을 방문했다.", []),
    ("country-and", "사절단은 벨기에와 프랑스를 방문할 예정이다.", []),
    ("bloc", "사절단은 중앙아시아를 순방했다.", []),
    ("foreign-city", "시의원 4명이 베트남 다낭시를 찾았다.", []),
    ("foreign-with-unknown", "조사단은 런던과 프랑크프루트를 방문했다.", []),
    ("foreign-ministry", "대표단은 인도네시아 경제조정부를 방문했다.", []),
    ("foreign-university", "학생들은 하노이대학교에서 강의를 들었다.", []),
    ("foreign-museum", "교사들은 일본 과학미래관, 화산과학관, 도쿄대를 탐방했다.", []),
    ("foreign-held", "시장은 하얼빈에 위치한 안중근 의사 기념관을 방문했다.", []),
    ("foreign-located", "시장은 하얼빈 소재 안중근 의사 기념관을 방문했다.", []),
    ("foreign-context", "시장은 독일 뮌헨을 방문해 자원순환센터와 시립박물관을 견학했다.", []),
    ("mission-abroad", "시장은 주베트남 한국대사관을 방문했다.", []),
    ("works-abroad", "대표단은 삼성전자 베트남 공장을 방문했다.", []),
    ("war-memorial", "대사는 에티오피아 참전기념관을 찾았다.", ["에티오피아 참전기념관"]),
    ("german-village", "대사는 남해 독일마을을 둘러봤다.", ["남해 독일마을"]),
    ("back-in-korea", "독일을 방문했던 시장은 국내로 돌아와 국립생태원을 방문했다.", ["국립생태원"]),
)
def test_towns_and_places_abroad(text: str, want: list[str]) -> None:
    assert places(text) == want


@table(
    ("place", "(장소) 대전시청, 스마트도시통합센터 등", ["대전시청", "스마트도시통합센터"]),
    ("place-colon", "○ 장소 : 벡스코 제2전시장", ["벡스코 제2전시장"]),
    ("place-time", "□ 일시/장소 : 2023. 1. 25.(수) 14:00 / 한국무역협회 회의실(51층)", ["한국무역협회 회의실"]),
    ("place-spread", "장 소 : 시청 접견실", ["시청 접견실"]),
    ("stops", "방문지: 시청 → 국립생태원 → 서천향교", ["시청", "국립생태원", "서천향교"]),
    (
        "stops-unknown",
        "(방문지) 군산시수산물종합센터, 국립군산대학교, 비응항 등",
        ["군산시수산물종합센터", "국립군산대학교", "비응항"],
    ),
    (
        "day",
        "- (1일 차) 원주의료기기테크노밸리, 원주세브란스기독병원",
        ["원주의료기기테크노밸리", "원주세브란스기독병원"],
    ),
    ("day-dots", "1일차 국립생태원·국립해양생물자원관", ["국립생태원", "국립해양생물자원관"]),
    ("day-date", "▲5월 3일: 한국잡월드, 판교창업존센터", ["한국잡월드", "판교창업존센터"]),
    ("day-named", "첫째 날 : 정부세종청사 옥상정원", ["정부세종청사 옥상정원"]),
    ("alias-line", "(장소) 경제청(G타워)", ["경제청(G타워)"]),
    ("place-generic", "(장소) 대회의실", []),
    ("place-town", "(장소) 서울특별시 일원", []),
    ("attendants", "(참석) 시장, 부시장, 국제협력과장 등", []),
    ("content", "(내용) 어선 위생 관리, 양식장 견학", []),
    ("not-a-line", "장소가 좁아 행사장을 옮겼다.", []),
    ("contact", "담당 | 농업기술센터 | 홍길동", []),
)
def test_lines(text: str, want: list[str]) -> None:
    assert places(text) == want


def test_programme_table_gives_its_places() -> None:
    text = "시간 | 일정 | 장소\n10:00 | 환영식 | 시청 대회의실\n14:00 | 견학 | 한솔정수사업소"
    blocks = (Block(kind="table", start=0, end=len(text)),)
    found = sites.find(read(Article(text=text, blocks=blocks)))
    assert [(m.value, m.note) for m in found] == [("시청 대회의실", "schedule"), ("한솔정수사업소", "schedule")]


def test_table_that_is_no_programme_gives_none() -> None:
    text = "부서 | 담당자\n한솔정수사업소 | 홍길동\n시청 | 김한솔"
    blocks = (Block(kind="table", start=0, end=len(text)),)
    assert sites.find(read(Article(text=text, blocks=blocks))) == []


@table(
    ("back", "은평광역자원순환센터가 인기다. 올해 18개국 공무원이 센터를 방문했다.", ["은평광역자원순환센터"]),
    ("back-this", "도시통합정보센터는 2014년 문을 열었다. 이 센터를 방문한 사람은 300명이다.", ["도시통합정보센터"]),
    (
        "back-list",
        "한빛자원순환센터가 문을 열었다. 이들은 센터와 은평한옥마을을 둘러봤다.",
        ["한빛자원순환센터", "은평한옥마을"],
    ),
    ("back-museum", "세계도자박물관은 가마터에 있다. 이들은 박물관을 찾아 도자기를 빚었다.", ["세계도자박물관"]),
    ("back-none", "이들은 센터를 방문했다.", []),
    ("back-other-kind", "도시통합정보센터는 붐볐다. 이들은 박물관을 방문했다.", []),
    ("back-subject", "도시통합정보센터는 붐볐다. 센터는 24시간 돌아간다.", []),
    ("back-compound", "도시통합정보센터는 붐볐다. 데이터 센터를 방문했다.", []),
)
def test_facilities_named_before(text: str, want: list[str]) -> None:
    assert places(text) == want


def test_mentions_quote_the_text_and_say_how_they_were_found() -> None:
    text = "이들은 '책문화센터'를 둘러봤다. 포럼은 벡스코에서 열렸다. 이들은 센터를 방문했다."
    found = sites.find(document(text))
    assert [(m.value, m.note, m.rule) for m in found] == [
        ("책문화센터", "visit", "sites.visit"),
        ("벡스코", "venue", "sites.venue"),
        ("책문화센터", "back", "sites.back"),
    ]
    assert [text[m.start : m.end] for m in found] == ["책문화센터", "벡스코", "센터"]


def test_the_headline_gives_no_place() -> None:
    text = "대표단, 국립생태원 방문\n대표단은 시청을 찾았다."
    blocks = (Block(kind="title", start=0, end=13), Block(kind="paragraph", start=14, end=len(text)))
    assert [m.value for m in sites.find(read(Article(text=text, blocks=blocks)))] == ["시청"]


def test_an_alias_of_a_place_named_elsewhere_is_no_second_place() -> None:
    assert places("워크숍은 송도 G타워에서 열렸다.\n(장소) 경제청(G타워)") == ["송도 G타워"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("광장 시장을 만난 뒤 시장을 둘러봤다.", id="market-or-mayor"),
    ],
)
@pytest.mark.xfail(strict=True, reason="known limit")
def test_known_limits(text: str) -> None:
    assert places(text)
