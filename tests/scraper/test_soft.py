"""Pages that answer 200 for another, and pages that only look so. All written for this test."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.decode import decode
from scraper.records import Page
from scraper.soft import rules, soft_error, soft_reason

PROSE = "<p>" + "시는 지난 삼월 열린 협의회에서 두 도시의 청소년 교류를 넓히기로 하였다고 밝혔다. " * 9 + "</p>"
MENU = "<div id='gnb'>" + "".join(f"<a href='/m{n}'>메뉴 {n}번 안내</a>" for n in range(40)) + "</div>"


def framed(inner: str, title: str = "보도자료 | 보기시청") -> str:
    foot = "<div id='footer'><p>보기도 보기시 시청로 1, 대표전화 000-000-0000</p><p>COPYRIGHT ALL RIGHTS RESERVED</p></div>"
    return f"<!doctype html><html><head><title>{title}</title></head><body>{MENU}<div id='content'>{inner}</div>{foot}</body></html>"


def script(code: str, body: str = "") -> str:
    return f"<html><head><script>{code}</script></head><body>{body}</body></html>"


SOFT = {
    "blank": ("  \n", "empty"),
    "empty_body": ("<html><head><title>x</title></head><body> </body></html>", "empty"),
    "alert_home": (script("alert('잘못된 접근입니다.'); location.href='/';"), "alert"),
    "alert_back_double_quotes": (script('alert("삭제된 글입니다."); history.back();'), "alert"),
    "alert_alone": (script("alert('권한이 없습니다.');"), "alert"),
    "script_moves": (script("location.replace('/main.do');"), "script-redirect"),
    "script_posts": (script("document.f.submit();", "<form name=f action=/login></form>"), "script-redirect"),
    "refresh_to_login": (
        "<html><head><meta http-equiv='refresh' content='0; url=/member/login.do'></head><body>이동합니다</body></html>",
        "login",
    ),
    "refresh_elsewhere": ("<meta http-equiv=Refresh content=\"1;URL='/kr/news/'\">", "meta-refresh"),
    "cookie_check": (script("document.cookie='k=1; path=/'; location.reload();"), "cookie-check"),
    "notice_in_frame": (
        framed("<div class='msg'><p>요청하신 게시글이 삭제되었거나 존재하지 않습니다.</p></div>"),
        "not-found",
    ),
    "notice_reversed": (framed("<p>존재하지 않는 게시물입니다.</p><p><a href='/list'>목록</a></p>"), "not-found"),
    "notice_split_by_tags": (framed("<p>요청하신 페이지를<br><strong>찾을 수</strong> 없습니다.</p>"), "not-found"),
    "notice_english": (framed("<h2>404 Not Found</h2>"), "not-found"),
    "not_allowed": (framed("<p>이 글을 열람할 수 있는 권한이 없습니다.</p>"), "not-allowed"),
    "server_error": (framed("<p>오류가 발생하였습니다. 잠시 후 다시 이용하여 주시기 바랍니다.</p>"), "server-error"),
    "maintenance": (framed("<p>누리집 점검 중입니다.</p>"), "server-error"),
    "firewall": (
        "<html><body><h1>접속이 차단되었습니다</h1><p>웹 방화벽 규칙에 따라 요청이 막혔습니다.</p>"
        + "<!-- -->" * 900
        + "</body></html>",
        "block",
    ),
    "foreign_address": (framed("<p>해외 IP에서의 접속은 차단됩니다.</p>"), "block"),
}
SOUND = {
    "article": framed(f"<h3>제목</h3>{PROSE}"),
    "title_of_another_menu": framed(f"<h3>교류 협약</h3>{PROSE}", title="심볼마크 안내 | 보기시청"),
    "inline_alert_in_a_normal_page": framed(
        f"<script>function ok(){{ alert('존재하지 않는 번호입니다'); location.href='/'; }}</script>{PROSE}"
        + "<!-- pad -->" * 2500
    ),
    "inline_alert_in_a_short_article": framed(f"<script>function del(){{ alert('권한이 없습니다'); }}</script>{PROSE}"),
    "notice_quoted_in_prose": framed(f"<p>존재하지 않는 게시물입니다.</p>{PROSE}"),
    "hidden_error_layer": framed(
        "<div style='display:none'><p>오류가 발생하였습니다. 다시 시도하세요.</p></div><p>사진 두 장</p>"
    ),
    "empty_comments": framed("<p>행사 사진입니다.</p><p>등록된 댓글이 없습니다.</p><p>첨부파일이 없습니다.</p>"),
    "list_with_error_text": framed(
        "<p>오류가 발생하였습니다.</p>"
        + "".join(f"<li><a href='/v?n={n}'>글 {n}</a> 2026-03-{n:02}</li>" for n in range(1, 9))
    ),
    "slow_refresh": "<html><head><meta http-equiv=refresh content='300;url=/'></head><body><p>실시간 현황판</p></body></html>",
    "attachment_only": framed("<p>자세한 내용은 붙임 파일을 보시기 바랍니다.</p><p>2026. 3. 2.</p>"),
    "view_count_404": framed("<table><tr><td>조회</td><td>404</td></tr></table><p>붙임 참조</p>"),
    "frame": "<html><body><iframe src='/doc.html'></iframe></body></html>",
    "nothing_but_a_body_in_a_script": "<div id=root></div><script type='application/json'>"
    + json.dumps({"articleBody": "본문 " * 150})
    + "</script>",
    "body_in_script": framed(
        "<p>존재하지 않는 페이지입니다.</p><script>var d = {"
        + json.dumps({"contentHtml": "본문 " * 150})[1:-1]
        + "}</script>"
    ),
}
MOVES = {
    "front": ("https://a.kr/news/view.do?no=311", "https://a.kr/", "front-page"),
    "front_main": ("https://a.kr/news/view.do?no=311", "https://www.a.kr/kor/main.do", "front-page"),
    "query_lost": ("https://a.kr/web/index.do?mnNo=20100", "https://a.kr/web/index.do", "front-page"),
    "login": ("https://a.kr/v.do?no=311", "https://a.kr/member/login.do?ret=/v.do", "login"),
    "error": ("https://a.kr/v.do?no=311", "https://a.kr/common/error.jsp", "error-page"),
    "waf": ("https://a.kr/v.do?no=311", "https://a.kr/waf/block.html", "block"),
    "post_to_list": ("https://a.kr/bbs/view.do?nttId=31415", "https://a.kr/bbs/list.do?key=9", "list-page"),
    "none": ("https://a.kr/v.do?no=311", "https://a.kr/v.do?no=311", None),
    "scheme_only": ("http://a.kr/v.do?no=311", "https://a.kr/v.do?no=311", None),
    "session_id": ("https://a.kr/v.do?no=311", "https://a.kr/v.do;jsessionid=A1B2?no=311", None),
    "new_address_of_post": ("https://a.kr/?p=31415", "https://a.kr/2026/03/a-visit/", None),
    "index_is_a_menu": ("https://a.kr/old", "https://a.kr/index.do?menu_id=7", None),
    "list_keeps_number": ("https://a.kr/view.do?no=311", "https://a.kr/list.do?act=view&no=311", None),
    "asked_for_front": ("http://a.kr/", "https://www.a.kr/main.do", None),
}


@pytest.mark.parametrize(("html", "reason"), SOFT.values(), ids=SOFT)
def test_soft_pages_are_named(html: str, reason: str) -> None:
    assert soft_reason(html) == reason


@pytest.mark.parametrize("html", SOUND.values(), ids=SOUND)
def test_pages_pass(html: str) -> None:
    assert soft_reason(html) is None


@pytest.mark.parametrize(("url", "final_url", "reason"), MOVES.values(), ids=MOVES)
def test_redirects_are_judged(url: str, final_url: str, reason: str | None) -> None:
    assert soft_reason(SOUND["article"], 200, url, final_url) == reason


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.reason)
def test_a_notice_of_the_table_is_found_and_its_prose_is_not(rule: object) -> None:
    where, example = getattr(rule, "where", ""), getattr(rule, "example", "")
    if where == "notice":
        assert soft_reason(framed(f"<p>{example}</p>")) is not None
        assert soft_reason(framed(f"<p>{example}</p>{PROSE}")) is None
    else:
        assert soft_reason(SOUND["article"], 200, "https://a.kr/v?no=1", f"https://a.kr{example}") is not None


BODIES = {
    "alert": (200, script("alert('없는 글입니다');history.back()").encode("cp949"), "alert"),
    "empty": (200, b"", "empty"),
    "spaces": (200, b" \r\n", "empty"),
    "an_error_status_is_no_soft_error": (404, b"", None),
    "unchanged": (304, b"", None),
    "pdf": (200, b"%PDF-1.7 \x00\x01", None),
    "hwp": (200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
    "json": (200, b'{"message": "404 Not Found"}', None),
    "feed": (200, b"<?xml version='1.0'?><rss><channel/></rss>", None),
    "xhtml": (200, b"<?xml version='1.0'?><html><body></body></html>", "empty"),
}


@pytest.mark.parametrize(("status", "body", "reason"), BODIES.values(), ids=BODIES)
def test_pages_as_fetched(status: int, body: bytes, reason: str | None) -> None:
    page = Page(
        url="https://a.kr/v", final_url="https://a.kr/v", fetched_at=datetime.now(UTC), status=status, body=body
    )
    assert soft_error(page) == reason


def test_saved_pages_are_told_apart() -> None:
    pages = Path(__file__).resolve().parents[2].parent / "shared" / "pages"
    if not pages.is_dir():
        pytest.skip("no saved pages beside the repository")
    kinds = [json.loads(line) for line in (pages / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = [
        row["file"]
        for row in kinds
        if (soft_reason(decode((pages / row["file"]).read_bytes()).text) is not None) != (row["kind"] == "soft404")
    ]
    assert wrong == []
