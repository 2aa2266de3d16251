"""What a page says about its article: dates and their labels, headline, department, licence, attachments."""

from datetime import UTC, date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper import filelinks, headline, licences, metadata, stamps
from scraper.headline import Named
from scraper.stamps import KST

STAMPS = {
    "label": ("기사입력 2024.06.19 17:37", "2024-06-19T17:37:00+09:00", "published"),
    "colon": ("등록일 : 2026.09.08", "2026-09-08", "published"),
    "seconds": ("승인 2025-10-13 16:20:07", "2025-10-13T16:20:07+09:00", "published"),
    "afternoon": ("입력 2023.11.02. 오후 8:06", "2023-11-02T20:06:00+09:00", "published"),
    "noon": ("입력 2023.11.02. 오후 12:06", "2023-11-02T12:06:00+09:00", "published"),
    "midnight": ("입력 2023.11.02. 오전 12:06", "2023-11-02T00:06:00+09:00", "published"),
    "korean": ("작성일 2024년 10월 22일(화) 17:35", "2024-10-22T17:35:00+09:00", "published"),
    "korean_clock": ("게시 2024년 1월 2일 17시 5분", "2024-01-02T17:05:00+09:00", "published"),
    "bracket": ("기사입력 2023/10/17 [14:05]", "2023-10-17T14:05:00+09:00", "published"),
    "iso": ("datePublished 2026-01-29T18:40:00", "2026-01-29T18:40:00+09:00", "published"),
    "end_of_day": ("입력 2023-12-31 24:00", "2024-01-01T00:00:00+09:00", "published"),
    "after": ("2019-07-24 13:15 등록", "2019-07-24T13:15:00+09:00", "published"),
    "modified": ("최종수정 2024.06.19 13:41", "2024-06-19T13:41:00+09:00", "modified"),
    "bare": ("2024-04-09 16:55:31", "2024-04-09T16:55:31+09:00", ""),
    "page": ("최종편집 2022-12-07 10:15", "2022-12-07T10:15:00+09:00", "page"),
    "print": ("게재일 2016-10-24", "2016-10-24", "other"),
    "two_digits": ("작성일 26-07-05 10:22", "2026-07-05T10:22:00+09:00", "published"),
    "two_digits_label": ("등록일 : 26.07.05", "2026-07-05", "published"),
    "two_digits_time": ("26.07.05 10:22", "2026-07-05T10:22:00+09:00", ""),
    "standard": ("「감염병 보도준칙」(2020.4.28.)", "2020-04-28", ""),
}


@pytest.mark.parametrize("case", STAMPS)
def test_stamp(case: str) -> None:
    line, value, role = STAMPS[case]
    (stamp,) = stamps.stamps(line)
    assert (stamp.value.isoformat(), stamp.role) == (value, role)


@pytest.mark.parametrize(
    "line",
    ["2024-13-01", "2024-02-30", "061-2024-0101", "12024.01.01", "제2024-1호", "2024년 상반기", "24.06.19"],
    ids=["month", "day", "phone", "long", "number", "half", "two_digits"],
)
def test_no_stamp(line: str) -> None:
    assert stamps.stamps(line) == []


PARSED = {
    "kst": ("2025-05-15T20:00:52+09:00", datetime(2025, 5, 15, 20, 0, 52, tzinfo=KST)),
    "no_colon": ("2025-05-15T20:00:52.000+0900", datetime(2025, 5, 15, 20, 0, 52, tzinfo=KST)),
    "utc": ("2025-05-15T11:00:52Z", datetime(2025, 5, 15, 11, 0, 52, tzinfo=UTC)),
    "naive": ("2025-05-15 20:00", datetime(2025, 5, 15, 20, 0, tzinfo=KST)),
    "day": ("2025-05-15", date(2025, 5, 15)),
    "none": ("어제", None),
}


@pytest.mark.parametrize("case", PARSED)
def test_parse(case: str) -> None:
    text, value = PARSED[case]
    assert stamps.parse(text) == value


DAY, NOON = date(2026, 1, 5), datetime(2026, 1, 5, 12, 0, tzinfo=KST)
SETTLED = {
    "tag_only": (NOON, None, NOON),
    "text_only": (None, NOON, NOON),
    "text_has_the_time": (DAY, NOON, NOON),
    "tag_at_midnight": (datetime(2026, 1, 5, tzinfo=KST), NOON, NOON),
    "tag_wins": (NOON, datetime(2026, 1, 4, 9, 0, tzinfo=KST), NOON),
    "day_differs": (DAY, datetime(2026, 1, 4, 9, 0, tzinfo=KST), DAY),
    "mislabelled_utc": (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), NOON, NOON),
    "true_utc": (datetime(2026, 1, 5, 3, 0, tzinfo=UTC), NOON, NOON),
}


@pytest.mark.parametrize("case", SETTLED)
def test_tag_and_text_settle_on_one_date(case: str) -> None:
    tagged, shown, value = SETTLED[case]
    assert metadata.settle(tagged, shown) == value


def test_label_nearest_to_the_body_wins() -> None:
    above = ["최종편집 2026-02-01", "작성일 2026-01-05", "조회 12", "2026.01.07 기준"]
    assert metadata.dates_near(above, ["등록 2020-01-01"])[0] == date(2026, 1, 5)
    assert metadata.dates_near(["2026-01-03"], ["입력시간 : 2026-01-05 09:10"])[0] == datetime(
        2026, 1, 5, 9, 10, tzinfo=KST
    )
    assert metadata.dates_near(["공지"], ["이전 글 2020-01-01"])[0] is None


def test_label_may_stand_in_the_text_before() -> None:
    above = ["등록일", "2026-01-05 10:00", "행사기간", "2026-01-20", "조회", "12"]
    assert metadata.dates_near(above, [])[0] == datetime(2026, 1, 5, 10, 0, tzinfo=KST)
    assert metadata.dates_near(["행사기간", "2026-01-20 ~ 2026-01-22"], [])[0] != date(2026, 1, 20)


BODY = "나루시는 몽골 다르항시 공무원 연수단이 정수장을 찾았다고 밝혔다. 연수단은 물관리 정책을 살펴봤다."
TITLE = "몽골 다르항시 연수단, 나루 정수장서 감탄"
HEADLINES = {
    "tag_is_shown": ([Named("og:title", TITLE)], ["보도자료", TITLE], []),
    "site_behind": ([Named("title-tag", f"{TITLE} - 나루일보")], ["나루일보", TITLE], []),
    "site_before": ([Named("og:title", f"나루일보 모바일 :: {TITLE}")], [TITLE], []),
    "board_behind": ([Named("title-tag", f"{TITLE} < 보도자료 < 나루시청")], ["보도자료", TITLE], []),
    "tag_alone": ([Named("og:title", f"{TITLE}-정치ㅣ나루일보")], [], []),
    "tag_alone_site_known": ([Named("og:title", f"{TITLE} | 한누리")], [], []),
    "tag_of_another_menu": ([Named("title-tag", "심볼마크 안내")], ["보도자료", "제목", TITLE], []),
    "label": ([Named("title-tag", "보도자료 | 나루시청")], ["제목", TITLE, "작성일"], []),
    "heading": ([Named("title-tag", "나루시청")], ["보도자료", TITLE], ["보도자료", TITLE]),
    "tag_cut_off": ([Named("og:title", f"{TITLE[:14]}...")], ["보도자료", TITLE], []),
    "generic_tag": ([Named("og:title", "보도자료 상세")], ["보도자료 상세", TITLE], [TITLE]),
}


@pytest.mark.parametrize("case", HEADLINES)
def test_headline(case: str) -> None:
    named, shown, headings = HEADLINES[case]
    assert headline.choose(named, shown, [], [(text, 2) for text in headings], BODY, site="한누리") == TITLE


def test_headline_that_shares_no_word_with_the_body() -> None:
    title = "“꽃 피는 산골의 봄”"
    tags = [Named("title-tag", f"{title}  < 보도자료 < 군정소식 - 나루군청")]
    assert headline.choose(tags, ["보도자료", title, "날짜 2025.12.10"], [], [(title, 2)], BODY) == title


def test_no_headline_is_better_than_a_menu() -> None:
    assert headline.choose([Named("title-tag", "나루시청")], ["보도자료", "목록"], [], [("보도자료", 3)], BODY) == ""


LICENCES = {
    "image": ('<img src="/images/kogl/img_opentype03.png" alt="">', "KOGL-3"),
    "alt": ('<img src="/a/open1.gif" alt="공공누리 제4유형: 출처표시">', "KOGL-4"),
    "text": ("<p>본 저작물은 공공누리 제2유형에 따라 이용할 수 있습니다.</p>", "KOGL-2"),
    "terms": ("<p>공공누리</p><p>“출처표시+상업적 이용금지+변경금지” 조건에 따라 이용할 수 있습니다.</p>", "KOGL-4"),
    "terms_free": ("<p>저작물은 공공누리</p><p>“출처표시” 조건에 따라 이용할 수 있습니다.</p>", "KOGL-1"),
    "mentioned": ("<p>공공누리 제도를 알린다.</p>", None),
    "none": ("<p>저작권자 나루시</p>", None),
}


@pytest.mark.parametrize("case", LICENCES)
def test_licence(case: str) -> None:
    html, value = LICENCES[case]
    tree = LexborHTMLParser(html)
    assert (licences.by_badge(tree) or licences.by_text([p.text() for p in tree.css("p")])) == value


DEPARTMENTS = {
    "cell": (["담당부서", "국제교류과", "작성일", "2026-01-05"], "국제교류과"),
    "one_text": (["담당부서 : 국제교류과 한결팀 ☎ 041-000-0000"], "국제교류과 한결팀"),
    "registered": (["등록부서", "노인건강과"], "노인건강과"),
    "empty": (["담당부서", "작성일"], None),
    "keeper_of_the_page": (["콘텐츠 관리부서 공보관"], None),
}


@pytest.mark.parametrize("case", DEPARTMENTS)
def test_department(case: str) -> None:
    above, value = DEPARTMENTS[case]
    assert metadata.department(above, []) == value


SURVEY = "이 페이지에서 제공하는 정보에 대하여 만족하십니까?"


def test_the_keeper_under_the_survey_is_not_the_releases_office() -> None:
    assert metadata.department([], ["목록", SURVEY, "매우만족", "담당부서", "농업정책과"]) is None
    assert metadata.department([], ["담당부서", "국제교류과", SURVEY, "담당부서", "홍보담당관"]) == "국제교류과"


def read_tags(markup: str) -> metadata.Meta:
    return metadata.read_tags(LexborHTMLParser(markup), {})


TIMES = {
    "entry": (
        "<time class='entry-date published' datetime='2026-07-05T10:22:00+09:00'>7월</time>",
        "2026-07-05T10:22:00+09:00",
    ),
    "pubdate": ("<time pubdate>2026-07-05 10:22</time>", "2026-07-05T10:22:00+09:00"),
    "event_before": ("<time datetime='2026-08-01'></time><time class='post-date'>2026-07-05</time>", "2026-07-05"),
    "event": ("<time datetime='2026-08-01'>8월 1일</time>", None),
}


@pytest.mark.parametrize("case", TIMES)
def test_only_a_named_time_is_the_time_of_publication(case: str) -> None:
    markup, value = TIMES[case]
    found = read_tags(markup).published
    assert (found.isoformat() if found else None) == value


PUBLISHERS = {
    "naver": ("<meta property='og:article:author' content='나루신문 | 네이버'>", "나루신문"),
    "daum": (
        "<meta property='og:site_name' content='언론사 뷰'><meta property='og:article:author' content='나루신문'>",
        "나루신문",
    ),
    "reporter": (
        "<meta property='og:site_name' content='나루신문'><meta property='og:article:author' content='한가람'>",
        None,
    ),
}


@pytest.mark.parametrize("case", PUBLISHERS)
def test_a_portal_names_whose_article_it_copies(case: str) -> None:
    markup, value = PUBLISHERS[case]
    assert read_tags(markup).publisher == value


def test_a_stamp_in_utc_is_told_in_korean_time() -> None:
    tagged = datetime(2026, 7, 5, 20, 22, tzinfo=UTC)
    assert metadata.settle(tagged, None) == tagged
    assert str(metadata.settle(tagged, None)) == "2026-07-06 05:22:00+09:00"
    assert str(metadata.settle(tagged, date(2026, 7, 6))) == "2026-07-06 05:22:00+09:00"
    assert str(metadata.settle(tagged, datetime(2026, 7, 5, 20, 22, tzinfo=KST))) == "2026-07-05 20:22:00+09:00"


def test_attachments_by_name() -> None:
    html = """<a href="/download.do?fileId=1">나루시 교류계획.hwp</a> <a href="/download.do?fileId=1">나루시 교류계획.hwp</a>
      <a href="javascript:down('2')" onclick="fileDown('2')">사진 1.jpg [1.2MB]</a> <a href="/list.do">목록</a>
      <a href="/f/a.pdf" title="붙임 연수 개요.pdf"><img src="i.gif" alt=""></a> <a href="/news/1">hwp 문서 이야기</a>"""
    found = filelinks.attachments(LexborHTMLParser(html), html, "https://naru.example/board/view.do?id=1")
    assert [(a.name, a.url, a.media) for a in found] == [
        ("나루시 교류계획.hwp", "https://naru.example/download.do?fileId=1", "hwp5"),
        ("사진 1.jpg", "", "other"),
        ("붙임 연수 개요.pdf", "https://naru.example/f/a.pdf", "pdf"),
    ]


IMPRINTS = {
    "one_line": ["대표전화 : 000-000-0000 | 발행인 : 한가람 | 등록번호 : 나루 아00001 | 등록일 : 2009-03-02"],
    "a_line_each": ["등록번호 : 나루 아00001", "등록일 : 2009-03-02", "발행인 : 한가람"],
}


@pytest.mark.parametrize("below", IMPRINTS.values(), ids=IMPRINTS)
def test_the_day_of_an_outlets_registration_is_no_articles(below: list[str]) -> None:
    published, _ = metadata.dates_near(["2026.07.05 10:22"], below)
    assert published == datetime(2026, 7, 5, 10, 22, tzinfo=KST)
