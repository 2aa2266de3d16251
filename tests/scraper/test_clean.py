"""Pages to articles: by family, script, JSON-LD and density. All pages are written for this test."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.mutations import mutated
from scraper import clean
from scraper.boards.base import Layout
from scraper.clean import clean_file, clean_html, clean_page
from scraper.errors import CleanError, ScraperError
from scraper.records import Article, Page
from scraper.soft import soft_error

LEAD = "나루시는 몽골 다르항시 공무원 12명이 지난 7일부터 나흘 동안 시에 머물며 상수도 운영을 배웠다고 11일 밝혔다."
SECOND = "이들은 나루정수장에서 수질 시험을 해 보고 가람저수지 둑길을 걸은 뒤 시장과 차를 나눴다."
QUOTE = "바트 국장은 “물을 아껴 쓰는 방식이 새로웠다”며 “우리 도시에서도 곧 시작하겠다”고 말했다."
LAST = "나루시는 내년 봄 다르항시에 기술자 두 명을 보내 관로 점검을 돕기로 했다."
BODY = [LEAD, SECOND, QUOTE, LAST]
TITLE = "나루 수돗물 배우러 온 몽골 다르항시 공무원 12명"
MENU = (
    "<nav id='gnb'><ul>"
    + "".join(f"<li><a href='/m{n}'>나루시 분야별 정보 {n}</a></li>" for n in range(60))
    + "</ul></nav>"
)
FOOT = (
    "<footer><p>(12345) 나루도 나루시 새벽로 1 나루시청, 대표전화 000-000-0000 민원은 이곳에서 안내해 드립니다.</p>"
    "<p>Copyright 나루시. All rights reserved.</p></footer>"
)
RELATED = (
    "<div class='related'><h3>관련기사</h3>"
    + "".join(
        f"<p><a href='/n{n}'>가람시, 베트남 대표단 {n}0명과 함께 축제를 열었다고 밝혔다.</a></p>" for n in range(1, 9)
    )
    + "</div>"
)


def page(inner: str, head: str = "", title: str = "보도자료 | 나루시청") -> str:
    return f"<!doctype html><html lang=ko><head><title>{title}</title>{head}</head><body>{MENU}<div id=wrap>{inner}</div>{FOOT}</body></html>"


def article(html: str, url: str = "", **options: object) -> Article:
    cleaned = clean_html(html, url, **options)  # type: ignore[arg-type]
    assert cleaned.kind == "article"
    assert cleaned.article is not None
    return cleaned.article


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in BODY)


BODIES = {
    "paragraphs": f"<div class=x>{paragraphs()}</div>",
    "divs": f"<div class=x>{paragraphs('div')}</div>",
    "breaks": f"<div class=x>{'<br><br>'.join(BODY)}</div>",
    "span_soup": "<div class=x>"
    + "".join(f"<p><span style='x'>{t[:9]}</span><font><b>{t[9:20]}</b></font><span>{t[20:]}</span></p>" for t in BODY)
    + "</div>",
    "layout_table": f"<table><tr><th>제목</th><td>{TITLE}</td></tr><tr><td colspan=2>{'<br>'.join(BODY)}</td></tr></table>",
    "unclosed": f"<div class=x><p>{'<p>'.join(BODY)}</div>",
    "pre": f"<pre>{chr(10).join(BODY)}</pre>",
    "comment_with_markup": f"<div class=x><!--<div>미끼 문단입니다.</div--><!-- <p>{LEAD} 미끼</p> -->{paragraphs()}</div>",
    "embedded_image": f"<div class=x><img src='data:image/png;base64,{'A' * 9000}'>{paragraphs()}</div>",
    "zero_width": "<div class=x>" + paragraphs().replace("시장", "시\u200b장").replace("교류", "교\u00ad류") + "</div>",
    "script_inside": f"<div class=x>{paragraphs().replace('</p>', '</p><script>var a = 1;</script>', 1)}</div>",
    "rendered_twice": f"<div id=webView>{paragraphs()}</div><div id=mobileView>{paragraphs()}</div>",
    "empty_decoy": f"<div class=hwp_editor></div><div class=x>{paragraphs()}</div>",
    "links_inside": f"<div class=x>{paragraphs().replace('나루정수장', '<a href=/p>나루정수장</a>')}</div>",
}


@pytest.mark.parametrize("case", BODIES)
def test_body_by_density(case: str) -> None:
    found = article(
        page(f"<h3>보도자료</h3><h4>{TITLE}</h4><ul><li>작성일 2026-01-05</li></ul>{BODIES[case]}{RELATED}")
    )
    assert found.text.split("\n") == [TITLE, *BODY]
    assert found.method == "density"
    assert found.published == date(2026, 1, 5)


CHROME = {
    "buttons": "<p>페이스북(으)로 기사보내기 트위터(으)로 기사보내기</p>",
    "enlarge": "<p>이미지 확대보기</p>",
    "reporter": "<p>김한결 기자 han@naru.example</p>",
    "copyright": "<p>저작권자 © 나루일보 무단전재 및 재배포 금지</p>",
    "licence": "<p>본 저작물은 공공누리 제1유형:출처표시 조건에 따라 이용할 수 있습니다.</p>",
    "survey": "<p>이 페이지에서 제공하는 정보에 만족하십니까?</p>",
    "files": "<p>나루시 교류계획.hwp (Down : 1, Size : 120.5 KB)</p>",
    "neighbours": "<p>이전글 가람군, 베트남 대표단 30명 맞이</p><p>다음글 한결시, 몽골 공무원 8명 연수</p>",
    "comments": "<p>댓글 3</p><p>이웃: 베트남 손님 30명도 왔어요</p>",
    "related": "<p>관련기사</p><p>가람시, 태국 손님 40명 맞아</p><p>한결시, 라오스 손님 5명 맞아</p>",
    "hidden": "<p style='display:none'>숨은 문장은 화면에 보이지 않으므로 읽지 않는다고 한다.</p>",
    "skip_link": "<span class=blind>본문 시작</span>",
}


@pytest.mark.parametrize("case", CHROME)
def test_chrome_inside_the_body_element_goes(case: str) -> None:
    found = article(page(f"<h4>{TITLE}</h4><div class=x>{paragraphs()}{CHROME[case]}</div>"))
    assert found.text.split("\n") == [TITLE, *BODY]


def test_tables_keep_rows_and_cells() -> None:
    table = (
        "<table><caption>국가별 인원</caption><tr><th>나라</th><th>도시</th><th>인원</th></tr>"
        "<tr><td rowspan=2>몽골</td><td>다르항</td><td>7명</td></tr><tr><td>에르데네트</td><td>5<b>명</b></td></tr></table>"
    )
    found = article(page(f"<h4>{TITLE}</h4><div class=x>{paragraphs()}{table}</div>"))
    (block,) = [b for b in found.blocks if b.kind == "table"]
    assert block.rows == (("나라", "도시", "인원"), ("몽골", "다르항", "7명"), ("", "에르데네트", "5명"))
    assert found.text[block.start : block.end] == "나라 | 도시 | 인원\n몽골 | 다르항 | 7명\n에르데네트 | 5명"


def test_kinds_of_blocks() -> None:
    inner = (
        f"<h4>{TITLE}</h4><div class=x><p>- 공무원 12명, 사흘 동안 연수 -</p><figure><img src=a.jpg>"
        f"<figcaption>나루정수장을 둘러보는 연수단</figcaption></figure><p>□ {LEAD}</p><p> ㅇ {SECOND}</p><p>* 다르항: 몽골 제2의 도시</p>"
        f"<ul><li>{QUOTE}</li></ul></div>"
    )
    found = article(page(inner))
    assert [b.kind for b in found.blocks] == ["title", "subtitle", "caption", "bullet", "bullet", "footnote", "bullet"]
    assert "\n".join(found.text[b.start : b.end] for b in found.blocks) == found.text


def test_body_in_no_element_but_in_a_script() -> None:
    data = {"data": {"article": {"deployDt": "2026.01.29 18:40", "contentHtml": paragraphs(), "title": TITLE}}}
    script = f"<script id=__DATA__ type='application/json'>{json.dumps(data)}</script>"
    found = article(page(f"<div id=app></div>{script}", title=f"{TITLE} | 나루일보"))
    assert found.text.split("\n") == [TITLE, *BODY]
    assert found.method == "json"
    assert str(found.published) == "2026-01-29 18:40:00+09:00"


def test_body_in_a_javascript_string() -> None:
    inner = json.dumps({"contentHtml": paragraphs()}, ensure_ascii=False)
    found = article(
        page(f"<div id=app></div><script>window.__S = JSON.parse({json.dumps(inner)});</script>", title=TITLE)
    )
    assert found.text.split("\n") == [TITLE, *BODY]


def test_body_in_json_ld() -> None:
    data = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "articleBody": "\n".join(BODY),
                "datePublished": "2026-01-29T18:40:00+09:00",
            }
        ]
    }
    found = article(page("<p>앱에서 보세요</p>", f"<script type='application/ld+json'>{json.dumps(data)}</script>"))
    assert (found.text.split("\n"), found.method) == ([TITLE, *BODY], "jsonld")
    assert str(found.published) == "2026-01-29 18:40:00+09:00"


def test_layout_of_a_source_comes_before_density() -> None:
    layout = Layout(body=("td.none", "span#cn"), drop=(".x",), title=(".t",), published=(".d",))
    inner = f"<b class=t>{TITLE}</b><i class=d>2026-01-05</i><div>다른 글. {LAST * 9}</div><span id=cn>{paragraphs()}<p class=x>덤</p></span>"
    found = article(page(inner), source_layouts=[("naru", layout)])
    assert (found.text.split("\n"), found.method) == ([TITLE, *BODY], "family:naru")
    assert found.published == date(2026, 1, 5)


def test_layout_that_matches_nothing_is_no_layout() -> None:
    found = article(
        page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>"), source_layouts=[("naru", Layout(body=(".gone",)))]
    )
    assert (found.text.split("\n"), found.method) == ([TITLE, *BODY], "density")


def test_body_in_a_form_value() -> None:
    value = paragraphs().replace("<", "&lt;")
    found = article(
        page(f"<h4>{TITLE}</h4><input id=t value='{value}'>"), source_layouts=[("naru", Layout(body=("input#t",)))]
    )
    assert found.text.split("\n") == [TITLE, *BODY]


def test_date_of_the_list_row_only_where_the_page_has_none() -> None:
    plain = page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>")
    assert article(plain).published is None
    assert article(plain, published=date(2026, 1, 4)).published == date(2026, 1, 4)
    dated = page(f"<h4>{TITLE}</h4><p>등록일 2026-01-05</p><div>{paragraphs()}</div>")
    assert article(dated, published=date(2026, 1, 4)).published == date(2026, 1, 5)


def test_publisher_licence_and_files() -> None:
    inner = (
        f"<h4>{TITLE}</h4><p>담당부서 : 국제교류과</p><div>{paragraphs()}</div>"
        "<p><a href='/down.do?f=1'>교류계획.hwpx</a></p><p>본 저작물은 공공누리 제4유형에 따라 이용할 수 있습니다.</p>"
    )
    found = article(page(inner, "<meta property=og:site_name content=나루시청>"), "https://naru.example/view.do?id=1")
    assert (found.publisher, found.department, found.licence) == ("나루시청", "국제교류과", "KOGL-4")
    assert [(a.name, a.url, a.status) for a in found.attachments] == [
        ("교류계획.hwpx", "https://naru.example/down.do?f=1", "unread")
    ]
    assert found.url == "https://naru.example/view.do?id=1"


def rows(count: int = 12) -> str:
    return (
        "<table>"
        + "".join(
            f"<tr><td>{n}</td><td><a href='/view.do?nttId={n}'>나루시 소식 {n}번 제목</a></td><td>2026-01-{n:02d}</td></tr>"
            for n in range(1, count + 1)
        )
        + "</table>"
    )


def test_list_page() -> None:
    cleaned = clean_html(page(rows()), "https://naru.example/list.do?menuNo=1")
    assert (cleaned.kind, len(cleaned.items), cleaned.article) == ("list", 12, None)
    assert cleaned.items[0].title == "나루시 소식 1번 제목"


def test_article_with_a_list_below_is_an_article() -> None:
    assert article(page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>{rows()}")).text.split("\n") == [TITLE, *BODY]


def test_soft_errors() -> None:
    alert = "<html><script>alert('잘못된 접근입니다.'); location.href='/';</script></html>"
    assert clean_html(alert)[:2] == ("soft404", None)
    notice = page("<div class=msg><p>요청하신 게시글이 삭제되었거나 존재하지 않습니다.</p></div>")
    assert clean_html(notice).kind == "soft404"


def test_page_with_nothing_to_read() -> None:
    with pytest.raises(CleanError):
        clean_html(page("<p>나루</p>"))


def test_page_is_decoded_and_its_final_address_kept() -> None:
    body = page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>", "<meta charset=euc-kr>").encode("cp949")
    asked = Page(
        url="https://naru.example/a?id=1",
        final_url="https://naru.example/a.do?id=1",
        fetched_at=datetime.now(UTC),
        status=200,
        body=body,
    )
    found = clean_page(asked).article
    assert found is not None
    assert (found.text.split("\n"), found.url) == ([TITLE, *BODY], "https://naru.example/a.do?id=1")


FILES = {
    "html": ("a.html", page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>").encode(), "density"),
    "html_named_hwp": ("a.hwp", page(f"<h4>{TITLE}</h4><div>{paragraphs()}</div>").encode(), "density"),
    "text": ("a.txt", "\n\n".join([TITLE, *BODY]).encode(), "text"),
    "text_cp949": ("a.txt", "\n\n".join([TITLE, *BODY]).encode("cp949"), "text"),
    "markdown": ("a.md", "\n\n".join([f"# {TITLE}", *BODY]).encode(), "markdown"),
    "no_extension": ("a", "\n\n".join([TITLE, *BODY]).encode(), "text"),
}


@pytest.mark.parametrize("case", FILES)
def test_file_by_its_content(case: str) -> None:
    name, data, method = FILES[case]
    found = clean_file(Path("any") / name, data, published=date(2026, 1, 5))
    assert (found.text.split("\n"), found.method, found.published) == ([TITLE, *BODY], method, date(2026, 1, 5))


REFUSED = {
    "empty": b"",
    "blank": b" \n ",
    "image": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "broken_hwp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "broken_hwpx": b"PK\x03\x04mimetypeapplication/hwp+zip" + bytes(99),
    "broken_pdf": b"%PDF-1.7\n" + b"junk" * 30,
    "docx": b"PK\x03\x04" + bytes(99),
    "english": b"The delegation of twelve officials visited the city hall on Monday. " * 9,
    "error_page": "<html><script>alert('삭제된 글입니다.'); history.back();</script></html>".encode(),
    "list_page": page(rows()).encode(),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_one_clear_line(case: str) -> None:
    with pytest.raises(CleanError) as raised:
        clean_file(f"{case}.hwp", REFUSED[case])
    assert str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("seed", range(100))
def test_broken_pages_raise_nothing_but_our_own(seed: int) -> None:
    whole = page(f"<h4>{TITLE}</h4><p>작성일 2026-01-05</p><div>{paragraphs()}</div>{RELATED}{rows()}").encode()
    broken = Page(
        url="https://naru.example/x",
        final_url="https://naru.example/x",
        fetched_at=datetime.now(UTC),
        status=200,
        body=mutated(whole, seed)[1],
    )
    soft_error(broken)
    try:
        found = clean_page(broken).article
    except ScraperError:
        return
    if found is not None:
        assert all(found.text[b.start : b.end].strip() for b in found.blocks)


@pytest.mark.parametrize(
    "html",
    ["<p>" + "가" * 7_000_000, f"<div>{paragraphs() * 4000}</div>", "<a href=/x>나루 소식</a>" * 300_000],
    ids=["one_text", "many_paragraphs", "links"],
)
def test_pages_larger_than_any_article_are_refused(html: str) -> None:
    with pytest.raises(CleanError):
        clean_html(html)


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "pages"


@pytest.mark.skipif(not SHARED.exists(), reason="the measurement pages are not here")
@pytest.mark.parametrize("families", [True, False], ids=["families", "no_families"])
def test_measured_pages_keep_their_floor(families: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not families:
        monkeypatch.setattr(clean, "layouts_for", lambda url: ())
    found = missing = leaked = titles = days = 0
    gold = [json.loads(line) for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [row for row in gold if row["kind"] == "article"]
    for row in articles:
        got = article((SHARED / row["file"]).read_text(encoding="utf-8", errors="replace"), row["url"])
        text = re.sub(r"\s+", " ", got.text)
        hits = sum(re.sub(r"\s+", " ", piece) in text for piece in row["must"])
        found, missing = found + hits, missing + len(row["must"]) - hits
        leaked += sum(re.sub(r"\s+", " ", piece) in text for piece in row["must_not"])
        titles += re.sub(r"\s+", " ", row["title"]) == got.title
        days += str(got.published)[:10] == row["published"][:10]
    assert 2 * found / (2 * found + missing + leaked) >= 0.97
    assert leaked <= 2
    assert titles >= 0.95 * len(articles)
    assert days >= 0.95 * len(articles)


def test_related_posts_of_a_blog_are_left_out() -> None:
    more = "<div id='jp-relatedposts'><h3>관련</h3><p>가람시, 베트남 공무원 30명 초청 연수 마쳐</p></div>"
    markup = f"<h1>{TITLE}</h1><div class='entry-content'>{''.join(f'<p>{line}</p>' for line in BODY)}{more}</div>"
    article = clean_html(f"<title>{TITLE}</title>{MENU}{markup}{FOOT}").article
    assert article is not None
    assert article.text.split("\n") == [TITLE, *BODY]


ROWS = "<tr><td>몽골</td><td>다르항</td><td>7명</td></tr>\n<TR><TH>라오스</TH><td>팍세</td><td>5명</td></TR>"
DRAWN = ["몽골 | 다르항 | 7명", "라오스 | 팍세 | 5명"]
LOOSE_ROWS = {
    "alone": (f"<p>{LEAD}</p>{ROWS}<p>{SECOND}</p>", [LEAD, *DRAWN, SECOND]),
    "in_body": (f"<p>{LEAD}</p><tbody>{ROWS}</tbody><p>{SECOND}</p>", [LEAD, *DRAWN, SECOND]),
    "twice": (f"<p>{LEAD}</p>{ROWS}<p>{SECOND}</p>{ROWS}<p>{QUOTE}</p>", [LEAD, *DRAWN, SECOND, *DRAWN, QUOTE]),
    "at_the_end": (f"<p>{LEAD}</p><p>{SECOND}</p>{ROWS}", [LEAD, SECOND, *DRAWN]),
}


@pytest.mark.parametrize("case", LOOSE_ROWS)
def test_rows_without_a_table_keep_their_cells(case: str) -> None:
    """The API of releases gives texts whose tables have lost their own element."""
    markup, lines = LOOSE_ROWS[case]
    found = article(f"<title>{TITLE}</title><article>{markup}</article>")
    assert found.text.split("\n") == [TITLE, *lines]
    assert [b.rows[0] for b in found.blocks if b.kind == "table"] == [("몽골", "다르항", "7명")] * lines.count(DRAWN[0])
    assert clean.clean_text(f"{TITLE}\n{markup}").text.split("\n") == [TITLE, *lines]


STORIES = [
    "가람시, 태국 치앙마이 손님 40명 맞아",
    "한결군 딸기 축제에 사흘간 6만 명 몰려",
    "새벽시장 새 단장 마치고 다음 달 문 연다",
]


def stories(item: str) -> str:
    return "".join(item.format(n=n, story=story) for n, story in enumerate(STORIES, start=1))


LINK_LISTS = {
    "list": "<div class='css-19ab3'><ul class='x_8'>{}</ul></div>".format(
        stories("<li class='k1x'><a href='/n/{n}'>{story}</a></li>")
    ),
    "dates": "<ul class='x_8'>{}</ul>".format(stories("<li><a href='/n/{n}'>{story}</a><em>2026.01.0{n}</em></li>")),
    "outlets": stories("<div class='b2'><a href='/n/{n}'><p>{story}</p><span>한결뉴스</span></a></div>"),
    "heading": "<div class='q7'><p>더 볼거리</p>{}</div>".format(stories("<p><a href='/n/{n}'>{story}</a></p>")),
    "paragraphs": stories("<p class='zz'><a href='/n/{n}'>{story}</a></p>"),
    "breaks": stories("<br><a href='/n/{n}'>{story}</a>"),
}


@pytest.mark.parametrize("case", LINK_LISTS)
@pytest.mark.parametrize("after", [1, len(BODY)])
def test_other_stories_go_whatever_their_box_is_called(case: str, after: int) -> None:
    parts = [f"<p>{text}</p>" for text in BODY]
    parts.insert(after, LINK_LISTS[case])
    found = article(page(f"<h1 class='css-a1'>{TITLE}</h1><div class='css-77'>{''.join(parts)}</div>", title=TITLE))
    assert found.text.split("\n") == [TITLE, *BODY]


LINKS_OF_ITS_OWN = {
    "two": "".join(f"<p><a href='/n/{n}'>{story}</a></p>" for n, story in enumerate(STORIES[:2])),
    "outline": "".join(f"<p><a href='/n/{n}'>○ {story}</a></p>" for n, story in enumerate(STORIES)),
    "never_closed": "<a href='/n/1'>" + "".join(f"<p>{story}</p>" for story in STORIES),
    "between_prose": "".join(f"<p><a href='/n/{n}'>{s}</a></p><p>{QUOTE} {n}</p>" for n, s in enumerate(STORIES)),
}


@pytest.mark.parametrize("case", LINKS_OF_ITS_OWN)
def test_links_that_are_no_list_of_stories_stay(case: str) -> None:
    found = article(
        page(f"<h1>{TITLE}</h1><div class='css-77'>{paragraphs()}{LINKS_OF_ITS_OWN[case]}</div>", title=TITLE)
    )
    assert STORIES[0] in found.text
    assert STORIES[1] in found.text


def test_title_and_date_inside_the_bodys_element() -> None:
    lines = "".join(f"<p>{line}</p>" for line in BODY)
    markup = f"<div class='view'><p><b>{TITLE}</b></p><p>2026.03.11 08:27</p>{lines}</div>"
    article = clean_html(f"<title>{TITLE} - 나루신문</title>{MENU}{markup}{FOOT}").article
    assert article is not None
    assert article.text.split("\n") == [TITLE, *BODY]
    assert str(article.published) == "2026-03-11 08:27:00+09:00"


def test_nested_tables_that_place_a_headline_a_date_and_a_body() -> None:
    head = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>26.03.11 08:27 | 최종 업데이트 26.03.11 09:00 | 한가람(garam)</td></tr></table>"
    markup = (
        f"<table><tr><td><table><tr><td>{head}<div>{'<br><br>'.join(BODY)}</div></td></tr></table></td></tr></table>"
    )
    article = clean_html(f"<title>{TITLE} - 나루신문</title>{MENU}{markup}{FOOT}").article
    assert article is not None
    assert article.text.split("\n") == [TITLE, *BODY]
    assert str(article.published) == "2026-03-11 08:27:00+09:00"
    assert str(article.modified) == "2026-03-11 09:00:00+09:00"
