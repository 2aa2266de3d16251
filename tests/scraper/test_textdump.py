"""Text dumps: headline, body and meta lines kept apart from menus, rankings, comments. All texts written for this test."""

from datetime import date, datetime

import pytest

from scraper.clean import clean_markdown, clean_text
from scraper.errors import CleanError
from scraper.records import Article
from scraper.unwrap import unwrap

LEAD = "나루시는 몽골 다르항시 공무원 12명이 지난 7일부터 나흘 동안 시에 머물며 상수도 운영을 배웠다고 11일 밝혔다."
SECOND = "이들은 나루정수장에서 수질 시험을 해 보고 가람저수지 둑길을 걸은 뒤 시장과 차를 나눴다."
QUOTE = '바트 국장은 "물을 아껴 쓰는 방식이 새로웠다"며 "우리 도시에서도 곧 시작하겠다"고 말했다.'
LAST = "나루시는 내년 봄 다르항시에 기술자 두 명을 보내 관로 점검을 돕기로 했다."
BODY = f"{LEAD}\n\n{SECOND}\n\n{QUOTE}\n\n{LAST}"
TITLE = "나루 수돗물 배우러 온 몽골 다르항시 공무원 12명"


def kinds(article: Article, kind: str) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


def body_of(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind != "title"]


HEADS = {
    "headline_first": f"{TITLE}\n\n나루일보\n기사입력 : 2026-03-11 08:27\n\n",
    "outlet_and_date_on_one_line": f"{TITLE}\n\n나루일보 2026.03.11 08:27\n\n",
    "outlet_menu_crumb_first": "나루일보\n전체메뉴 | 정치 | 경제 | 사회 | 지역\n홈 > 지역 > 나루\n\n"
    f"{TITLE}\n\n한결 기자  |  승인 2026.03.11 08:27  |  댓글 0\n\n",
    "weather_bar_and_page_date": "나루일보\n최종편집 2026-04-01 10:15 (수)\n\n  • 맑음나루 8.0℃\n  • 흐림가람 9.0℃\n기상청 제공\n"
    f"로그인 | 회원가입 | 전체기사\n\n{TITLE}\n\n나루일보 | 한결 기자 | 입력 2026.03.11 08:27\n\n",
    "korean_date": f"{TITLE}\n\n나루일보\n2026년 03월 11일(수) 08:27\n가+ 가-\n\n",
    "slashes": f"{TITLE}\n\n나루일보 나루 지국 / 2026. 03. 11 (수) 08:27 / 한결 기자\n\n",
    "bracketed_time": f"나루일보\n기사입력 2026/03/11 [08:27]\n\n{TITLE}\n\n한결 기자\n\n",
    "modified_too": f"{TITLE}\n\n2026-03-11 08:27 수정 2026-03-12 09:00   한결 기자\n\n",
    "date_before_label": f"{TITLE}\n\n나루일보 | 2026-03-11 08:27 등록\n\n",
    "print_day": f"{TITLE}\n\n나루일보\n한결 기자   등록일 2026-03-11 08:27   게재일 2026-03-14 10면\n\n",
    "bullets": f"최근기사\n\n이 글은 3번 공유됐고 2개의 댓글이 달렸습니다.\n\n{TITLE}\n\n  • 웹출고시간2026.03.11 08:27\n"
    "  • 최종수정2026.03.11 16:00\n",
    "menu_a_word_a_line": f"홈\n열린군정\n군정뉴스\n보도자료\n{TITLE}\n작성일 2026.03.11 08:27\n조회수 88\n\n",
    "one_headline_from_the_ticker": f"실시간 뉴스\n  • {TITLE}\n입력 2026.03.11. 오전 8:27\n\n",
}


@pytest.mark.parametrize("case", HEADS)
def test_head(case: str) -> None:
    article = clean_text(HEADS[case] + BODY)
    assert article.title == TITLE
    assert article.text.split("\n") == [TITLE, LEAD, SECOND, QUOTE, LAST]
    assert isinstance(article.published, datetime)
    assert article.published.isoformat() == "2026-03-11T08:27:00+09:00"


TAILS = {
    "copyright": "저작권자 © 나루일보 무단전재 및 재배포 금지\n",
    "ranking": "저작권자 © 나루일보 무단전재 및 재배포 금지\n\n많이 본 뉴스\n1 가람 어촌계 31명, 베트남 양식장 견학길\n"
    "2 나루 딸기, 19개국 식탁에 오르다\n3 주말 나들이 길…비 소식\n",
    "ranking_without_copyright": "오늘의 추천기사\n○ 라오스行 소방차 두 대 실려 가\n○ 나루의회 9명, 덴마크 견학 뒷말\n",
    "related_with_marks": "(끝)\n관련기사\n▶ 가람군, 종이공장 두 곳 유치\n▶ 가람항 유람선에 8천 명 몰려\n",
    "comments": "한결 기자 han@naru.example\n\n댓글 5   최신순 | 공감순\n물방울: 수돗물 맛이 참 좋습니다.\n산책자: 저수지 길에 그늘이 모자랍니다.\n",
    "comments_glued": "무단전재·재배포금지 / 댓글 2\nㄴ 손님 반가워요\nㄴ 베트남 손님 30명도 왔어요\n",
    "tags": "#나루시 #몽골 #정수장\n",
    "reporter_and_own_list": "나루일보 한결 기자 다른기사 보기\n · 나루항 자전거 수출, 가나가 으뜸\n · 나루역 손님 44개국에 물었더니\n",
    "photo_news": "포토뉴스\n[사진] 가람못 연꽃 활짝\n[사진] 나루걷기대회 21개국 80명 참가\n\n공유하기 | 글자크기 조절 | 인쇄\n",
    "unknown_list_after_reporter": "한결 기자 han@naru.example\n\n나루 사람들이 찾은 소식\n태국 손님 40명, 야시장 찾아\n가람시 30개국 공연단 초청\n",
    "weather_below": "<저작권자 ⓒ 나루일보, 무단 전재 및 재배포 금지>\n\n• 맑음나루 8.0℃  • 흐림가람 7.3℃\n",
    "news_leads": "많이 본 기사\n베트남 대표단 30명 가람시 방문\n가람시는 베트남 대표단 30명이 시청을 찾았다고 밝혔다.\n"
    "태국 시찰단 5명 한결시로\n한결시는 태국 시찰단 5명이 방문했다고 밝혔다.\n",
    "newsletter": "- Copyright, 나루 타임즈 www.naru.example\n\n편집팀 profile image\nby 편집팀\n\nSubscribe to New Posts\n"
    "Success! Now Check Your Email\n",
    "government": "첨부파일\n나루시 교류계획.hwp [3.4MB] 다운로드 미리보기\n이전글 가람군, 베트남 대표단 30명 맞이\n"
    "다음글 한결시, 몽골 공무원 8명 연수\n목록\n본 저작물은 공공누리 제1유형:출처표시 조건에 따라 이용할 수 있습니다.\n"
    "이 페이지에서 제공하는 정보에 만족하십니까?\n매우만족 만족 보통 불만족 매우불만족\n",
}


@pytest.mark.parametrize("case", TAILS)
def test_tail(case: str) -> None:
    article = clean_text(f"{TITLE}\n\n나루일보 2026.03.11 08:27\n\n{BODY}\n\n{TAILS[case]}")
    assert article.text.split("\n") == [TITLE, LEAD, SECOND, QUOTE, LAST]


GLUED = {
    "reporter": '하겠다"고 말했다. 나루 / 한결이기자',
    "mail": '하겠다"고 말했다. han@naru.example',
    "reporter_mail": '하겠다"고 말했다. 한결이 기자 han@naru.example',
    "copyright": '하겠다"고 말했다.<저작권자 ⓒ 나루일보, 무단 전재 및 재배포 금지>',
    "end": '하겠다"고 말했다. <끝>',
    "end_word": '하겠다"고 말했다. 끝.',
}


@pytest.mark.parametrize("case", GLUED)
def test_tail_glued_to_the_last_sentence_is_cut(case: str) -> None:
    sentence = f'시장은 "물길로 이어진 벗이 되도록 {GLUED[case]}'
    article = clean_text(f"{TITLE}\n\n{LEAD}\n\n{sentence}\n")
    assert article.text.endswith('하겠다"고 말했다.')


TAGS = {
    "wire": ("(나루=한결뉴스) 김한결 기자 = ", "한결뉴스"),
    "wire_brackets": ("[나루=한결뉴스] 김한결 기자 = ", "한결뉴스"),
    "agency": ("[나루=뉴스9] ", "뉴스9"),
    "column": ("[나루미디어=김한결의 물 이야기] ", "나루미디어"),
    "outlet": ("[나루일보] ", "나루일보"),
    "outlet_and_reporter": ("[나루경제=김한결 기자] ", "나루경제"),
    "reporter": ("[나루투데이 김한결 기자] ", "나루투데이"),
}


@pytest.mark.parametrize("case", TAGS)
def test_reporter_tag_before_the_lead_is_cut_and_names_the_outlet(case: str) -> None:
    tag, outlet = TAGS[case]
    article = clean_text(f"{TITLE}\n\n{tag}{BODY}")
    assert article.text.split("\n")[1] == LEAD
    assert article.publisher == outlet


RELEASE = f"""나루시 보도자료

배포일시: 2025. 9. 3.(수)   담당부서: 나루교류과   매수: 5매(붙임 2)

나루시, 페루·콜롬비아 공무원과 수돗물 이야기 나눈다
- 두 나라에서 15명 찾아와 12일까지 머물러 -

□ {LEAD}

□ 연수단은 정수장 등을 방문한다.

 ❍ 떠나는 날에는 배운 것을 발표한다.

붙임  연수 개요

□ 개 요
 ❍ (일    시) '25. 9. 3.(수) ~ 9. 12.(금)
 ❍ (장    소) 나루정수장, 물맛체험관 등
 ❍ (참석인원) 모두 19명
   – 손님 15명(페루 8, 콜롬비아 7)
 * 안데스 두 나라의 상수도 담당

붙임 2  주요 일정

 | 날짜 | 오전 | 오후 |
 |------|------|------|
 | 9. 3.(수) | 인사(나루시청) | 물 이야기 |
 | 9. 4.(목) | 정수장 | 관로 점검 |

※ 영상은 닷새 뒤 누리집에서 볼 수 있음
담당 부서: 나루교류과   문의: 02-000-0000
공공누리 제4유형: 출처 표시
"""


def test_release_keeps_its_outline_and_annexes() -> None:
    article = clean_text(RELEASE)
    assert article.title == "나루시, 페루·콜롬비아 공무원과 수돗물 이야기 나눈다"
    assert article.published == date(2025, 9, 3)
    assert (article.department, article.licence) == ("나루교류과", "KOGL-4")
    assert kinds(article, "subtitle") == ["- 두 나라에서 15명 찾아와 12일까지 머물러 -"]
    for line in (
        "❍ (일 시) '25. 9. 3.(수) ~ 9. 12.(금)",
        "❍ (참석인원) 모두 19명",
        "– 손님 15명(페루 8, 콜롬비아 7)",
    ):
        assert line in kinds(article, "bullet")
    assert kinds(article, "footnote") == ["* 안데스 두 나라의 상수도 담당", "※ 영상은 닷새 뒤 누리집에서 볼 수 있음"]
    table = next(b for b in article.blocks if b.kind == "table")
    assert table.rows[1] == ("9. 3.(수)", "인사(나루시청)", "물 이야기")
    assert article.text[table.start : table.end].split("\n")[0] == "날짜 | 오전 | 오후"
    assert "담당 부서" not in article.text
    assert "공공누리" not in article.text


def test_release_goes_on_below_its_box_of_officials() -> None:
    box = (
        "담당 부서\n국제교류국\n교류과\n책임자\n과 장\n김나루\n(044-000-0000)\n담당자\n사무관\n이나루\n(044-000-0001)\n"
    )
    annex = "붙임 1\n연수 개요\n□ 개요\n ㅇ (대상) 몽골 공무원 12명\n ㅇ (일시) 2026. 3. 7. 13:00 ~ 17:00\n"
    article = clean_text(f"{TITLE}\n나루부 2026-03-11\n\n□ {LEAD}\n\n□ {SECOND}\n\n{box}{annex}")
    assert "ㅇ (대상) 몽골 공무원 12명" in article.text
    assert "ㅇ (일시) 2026. 3. 7. 13:00 ~ 17:00" in article.text
    assert "김나루" not in article.text
    assert article.published == date(2026, 3, 11)


SHATTERED = f"""{TITLE}
나루교육청 2026-07-14

나루교육청
(
교육감 김나루
)
은 몽골 대표단
12
명이 지난
28
일 시교육청을 찾았다고 밝혔다
.
이날 제
2
회 회의에는 초
·
중
·
고교 교장
, 3
천
242
명이 함께했다
.
김 교육감은
“
교류를 넓히겠다
”
라며
“
내년에도 만나겠다
”
고 말했다
.
행사는
‘2026
나루 캠프
’
로 이어지며
AI
융합교육원
(STEAM)
이 돕는다
.
"""


def test_lines_broken_at_every_number_and_comma_become_sentences() -> None:
    assert body_of(clean_text(SHATTERED)) == [
        "나루교육청(교육감 김나루)은 몽골 대표단 12명이 지난 28일 시교육청을 찾았다고 밝혔다.",
        "이날 제2회 회의에는 초·중·고교 교장, 3천 242명이 함께했다.",
        "김 교육감은 “교류를 넓히겠다”라며 “내년에도 만나겠다”고 말했다.",
        "행사는 ‘2026 나루 캠프’로 이어지며 AI 융합교육원(STEAM)이 돕는다.",
    ]


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    wrapped = (
        "나루시는 몽골 다르항시 공무원 12명이 지난 7일부터 나흘 동안\n시에 머물며 상수도 운영을 배웠다고 11일 밝혔다.\n\n"
        "이들은 나루정수장에서 수질 시험을 해 보고 가람저수지 둑길을\n걸은 뒤 시장과 차를 나누며 다음 만남을 기약했다고 한다.\n"
        "* 참가국(국적별: 몽골, 가나, 페루,\n통가, 부탄)\n"
    )
    assert body_of(clean_text(f"{TITLE}\n\n{wrapped}")) == [
        LEAD,
        "이들은 나루정수장에서 수질 시험을 해 보고 가람저수지 둑길을 걸은 뒤 시장과 차를 나누며 다음 만남을 기약했다고 한다.",
        "* 참가국(국적별: 몽골, 가나, 페루, 통가, 부탄)",
    ]


SCRIPT = """몽골 다르항시 공무원들이
지난 7일 나루시의 물 박물관을
찾았습니다.
이들은 정수장에서
수질을 재는
기계를 만져 보고
둑길을 걸으며
물을 아끼는 법을
배웠습니다.
나루시는 손님들에게
딸기를 대접하고
내년에는 기술자를
보내기로 했습니다."""


def test_script_with_a_line_for_each_phrase_becomes_sentences() -> None:
    assert body_of(clean_text(f"{TITLE}\n\n나루방송 | 한결 기자 | 입력 2026.03.11 08:27\n\n{SCRIPT}")) == [
        "몽골 다르항시 공무원들이 지난 7일 나루시의 물 박물관을 찾았습니다.",
        "이들은 정수장에서 수질을 재는 기계를 만져 보고 둑길을 걸으며 물을 아끼는 법을 배웠습니다.",
        "나루시는 손님들에게 딸기를 대접하고 내년에는 기술자를 보내기로 했습니다.",
    ]


def test_lines_that_end_in_a_phrase_here_and_there_are_no_script() -> None:
    lines = ["물 아끼는 도시를", "둘째 날은 쉬고", LEAD, SECOND, QUOTE, LAST]
    assert unwrap(lines) == lines


@pytest.mark.xfail(strict=True, reason="a script's phrases with a blank line between them are taken for paragraphs")
def test_script_with_blank_lines_between_its_phrases() -> None:
    spaced = SCRIPT.replace("\n", "\n\n")
    assert len(body_of(clean_text(f"{TITLE}\n\n나루방송 | 한결 기자 | 입력 2026.03.11 08:27\n\n{spaced}"))) == 3


def test_story_box_in_the_middle_goes_and_the_article_goes_on() -> None:
    box = "관련기사\n베트남 대표단 30명 가람시 방문\n태국 시찰단 5명 한결시로\n"
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{box}\n{QUOTE}\n\n{LAST}\n\n한결 기자 han@naru.example\n"
    assert clean_text(text).text.split("\n") == [TITLE, LEAD, SECOND, QUOTE, LAST]


def test_caption_is_kept_apart() -> None:
    caption = "▲ 나루정수장 시험실에서 다르항시 공무원이 물맛을 보고 있다. 사진=나루시"
    article = clean_text(f"{TITLE}\n\n{caption}\n\n{BODY}")
    assert kinds(article, "caption") == [caption]


def test_preview_that_repeats_the_body_goes() -> None:
    preview = f"{TITLE} {LEAD}{SECOND[:30]}..."
    article = clean_text(f"{TITLE}\n\n{preview}\n나루군 2026-03-11\n\n{BODY}")
    assert article.text.count("12명이 지난 7일부터") == 1


def test_headline_that_ends_like_a_sentence() -> None:
    title = "[설명자료] “연수 예산이 두 배”라는 보도는 사실과 다릅니다."
    article = clean_text(f"{title}\n나루시 2026-03-11\n\n□ {LEAD}\n\n□ {SECOND}\n")
    assert article.title == title
    assert article.published == date(2026, 3, 11)


NO_DATE = {
    "weather_and_today": f"오늘 2026년 4월 1일 맑음\n• 맑음나루 8.0℃\n{TITLE}\n\n{BODY}",
    "page_edited": f"최종편집 2026-04-01 10:15\n{TITLE}\n\n{BODY}",
    "copyright_year": f"{TITLE}\n\n{BODY}\n\nCopyright 2026.04.01 나루일보. All rights reserved.",
    "event": f"{TITLE}\n\n□ {LEAD}\n ❍ (일시) 2026. 3. 7.(토) 10:00\n ❍ (장소) 나루시청\n",
    "standard_in_text": f"{TITLE}\n\n{BODY}\n\n- 「감염병 보도준칙」(2020.4.28.)\n",
    "prose": f"{TITLE}\n\n{LEAD}\n\n2022년 4월 1일 개관한 정수장은 아시아에서 가장 크다.\n",
}


@pytest.mark.parametrize("case", NO_DATE)
def test_date_is_not_invented(case: str) -> None:
    assert clean_text(NO_DATE[case]).published is None


def test_caller_wins() -> None:
    article = clean_text(f"{TITLE}\n\n나루일보 2026.03.11\n\n{BODY}", title=TITLE, published=date(2026, 3, 10))
    assert article.published == date(2026, 3, 10)
    assert article.text.count(TITLE) == 1
    named = clean_text(BODY, title="다른 제목")
    assert named.text.startswith("다른 제목\n" + LEAD)


def test_characters_are_final() -> None:
    decomposed = "나루시는 몽골 대표단 12명이 시청을 찾았다고 밝혔다."
    article = clean_text(f"\ufeff{TITLE}\r\n\r\n{decomposed}\u200b\r\n둘째\u00a0문장은 “그대로” 남는다고 한다.\r\n")
    assert (
        article.text
        == f"{TITLE}\n나루시는 몽골 대표단 12명이 시청을 찾았다고 밝혔다.\n둘째 문장은 “그대로” 남는다고 한다."
    )
    for block in article.blocks:
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]


def test_blocks_cover_the_text() -> None:
    article = clean_text(RELEASE)
    assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text


def test_contacts_of_officials_are_not_stored() -> None:
    text = f"{TITLE}\n\n{LEAD}(교류과 한결팀 ☎061-000-1111)\n\n신청은 041-222-3333이나 a.b@naru.example로 하면 된다고 시는 설명했다.\n"
    article = clean_text(text)
    for number in ("000-1111", "222-3333", "a.b@"):
        assert number not in article.text
    assert "로 하면 된다고 시는 설명했다." in article.text


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "The delegation of twelve officials visited the city hall on Monday.", "12345 67890", "가나"],
    ids=["nothing", "blank", "english", "digits", "two_syllables"],
)
def test_no_korean_document(text: str) -> None:
    with pytest.raises(CleanError):
        clean_text(text)


def test_outline_without_a_sentence_is_kept() -> None:
    article = clean_text(
        "나루시 국제교류 현황\n몽골 다르항시 2016년 우호협력\n베트남 하이퐁시 2018년 자매결연\n라오스 비엔티안시 협의 중\n"
    )
    assert article.title == "나루시 국제교류 현황"
    assert "베트남 하이퐁시 2018년 자매결연" in article.text


MARKDOWN = f"""---
title: {TITLE}
date: 2026-03-11
categories:
  - News
excerpt: >
  나루시는 몽골 공무원 12명을 맞았다. 이들은 정수장과 관제센터를 견학했다.
feature_text: >
  나루시는 몽골 공무원 12명을 맞았다. 이들은 정수장과 관제센터를 견학했다.
---

<p><img src="x.png" alt="info" /></p>

<h2 data-ke-size="size26">나루시의 국제협력</h2>

<p>{LEAD}</p>

<table><tr><td><b>아시아</b></td><td><b>남미</b></td></tr><tr><td>몽골, 라오스 등</td><td>페루</td></tr></table>

{SECOND}
"""


def test_markdown_with_front_matter_and_html() -> None:
    article = clean_markdown(MARKDOWN)
    assert article.title == TITLE
    assert article.published == date(2026, 3, 11)
    assert article.text.count("정수장과 관제센터를 견학했다.") == 1
    assert [b.rows for b in article.blocks if b.kind == "table"] == [(("아시아", "남미"), ("몽골, 라오스 등", "페루"))]
    assert LEAD in article.text
    assert SECOND in article.text
    assert "categories" not in article.text


def test_markdown_of_a_whole_page_loses_its_menus_and_rankings() -> None:
    menu = "".join(
        f"* [{word}](https://naru.example/{n})\n" for n, word in enumerate(["나루소식", "행정정보", "나루여행"])
    )
    ranking = "".join(f"{n}. [가람시, 태국 손님 {n}0명 맞아](/n/{n})\n" for n in range(1, 5))
    article = clean_text(f"{menu}\n# {TITLE}\n\n2026.03.11 08:27\n\n{BODY}\n\n### 많이 본 기사\n{ranking}")
    assert article.text.split("\n") == [TITLE, LEAD, SECOND, QUOTE, LAST]
    assert str(article.published) == "2026-03-11 08:27:00+09:00"


def test_markdown_marks_come_off() -> None:
    article = clean_markdown(
        f"# {TITLE}\n\n**{LEAD}** [자료](http://naru.example/a_(1).pdf)\n\n> {SECOND}\n\n![사진](a.png)\n"
    )
    assert article.title == TITLE
    assert article.text.split("\n")[1].startswith(LEAD)
    assert article.text.split("\n")[2] == SECOND


def test_html_inside_markdown_is_drawn_as_lines() -> None:
    article = clean_markdown(
        f"# {TITLE}\n\n<div><p>{LEAD}<br>{SECOND}</p><script>var a = '1,234명';</script>"
        "<figure><img src='a.png'><figcaption>손님을 맞는 시장</figcaption></figure>"
        f"<ul><li>□ 견학</li></ul></div>\n\n{QUOTE} <사진=나루시 제공>\n"
    )
    assert "1,234명" not in article.text
    assert [b.kind for b in article.blocks if "손님을 맞는 시장" in article.text[b.start : b.end]] == ["caption"]
    assert article.text.split("\n")[1:3] == [LEAD, SECOND]
    assert "□ 견학" in article.text
    assert QUOTE in article.text


def test_script_broken_at_every_phrase() -> None:
    lines = [
        "유도 대회 보러 온 자매도시 손님",
        "",
        "몽골과 태국에 있는 영월군의",
        "자매도시 두 곳에서 온 선수단 90여 명이",
        "유도 대회를 보려고 속속",
        "영월에 들어오고 있습니다.",
        "시장이 이끄는",
        "몽골 선수단은 어제 도착했습니다.",
    ]
    assert unwrap(lines) == [
        "유도 대회 보러 온 자매도시 손님",
        "",
        "몽골과 태국에 있는 영월군의 자매도시 두 곳에서 온 선수단 90여 명이 유도 대회를 보려고 속속 영월에 들어오고 있습니다.",
        "시장이 이끄는 몽골 선수단은 어제 도착했습니다.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["제목", "", "군정 소식", "보도자료", "알림마당은", "군이 운영합니다."], id="menu"),
        pytest.param(
            ["제목", "", "첫째 문장입니다.", "둘째 문장입니다.", "셋째 문장은", "길었습니다."], id="sentences"
        ),
        pytest.param(["제목", "", "몽골과 태국은", "군이 초청한", "두 나라입니다."], id="three-lines"),
    ],
)
def test_lines_that_are_no_script(lines: list[str]) -> None:
    assert unwrap(lines)[:4] == lines[:4]
