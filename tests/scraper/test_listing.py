"""List pages of boards that nobody described, and pages that are no lists."""

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from scraper import listing

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "pages"
B = "https://news.unknown.example"
TITLES = [
    "해오름시, 자매도시 교류단 맞이",
    "“작은 도서관의 변화” 설명회",
    "여름철 물놀이 안전요원 배치",
    "전기버스 12대 추가 도입",
    "청년 창업공간 2호점 문 열어",
    "상수관 정비 11월에 마무리",
]
MENU = "".join(
    f'<li><a href="/menu/0{n}01/list?mid={n}0100">{name} 안내와 신청</a></li>'
    for n, name in enumerate(["민원", "복지", "문화", "교통", "환경", "세무", "안전"])
)
PROSE = "해오름시는 시청 대회의실에서 주민 설명회를 열고 하반기 사업 계획을 자세히 알렸다고 밝혔다. " * 12


def page(main: str, extra: str = "") -> str:
    return f"<html><head><title>새소식</title></head><body><nav><ul>{MENU}</ul></nav><div id=wrap>{main}</div>{extra}<footer>해오름시 © 2026-01-01</footer></body></html>"


def rows(template: str, wrap: str = "{}") -> str:
    filled = (
        template.format(t=title, n=700 - 7 * i, d=f"2026-06-1{i}", s=f"2026.06.1{i}") for i, title in enumerate(TITLES)
    )
    return wrap.format("\n".join(filled))


LISTS = {
    "table-location-in-a-row": rows("<tr onclick=\"location.href='view.php?seq={n}'\"><td>{n}</td><td class=subject>{t}</td><td>{d}</td></tr>", "<table>{}</table>"),
    "table-two-links-a-row": rows("<tr><td><a href='/v?seq={n}'>{t}</a></td><td><a href='/file/download?f={n}'>보도자료 첨부파일 {t}.hwp</a></td><td>{d}</td></tr>", "<table>{}</table>"),
    "preview-button-in-each-row": rows(
        "<tr><td><a href='#' onclick=\"openFile('F{n}')\">미리보기</a></td><td class=subject><a href='/v?seq={n}'>{t}</a> 조회 5</td><td>{d}</td></tr>",
        "<table>{}</table>",
    ),
    "cards-with-previews": rows("<div class=card><a href='/v/{n}'><p>{t}</p><p>" + PROSE[:150] + "</p><span>{s}</span></a></div>", "<div>{}</div>"),
    "image-link-then-title-link": rows("<li><a href='/v?no={n}&p=1'><img src=x alt=''></a><h4><a href='/v?no={n}&p=1'>{t}</a></h4><p>{s}</p></li>", "<ul>{}</ul>"),
    "numbered-path": rows("<article><h2><a href='/archives/{n}'>{t}</a></h2><time datetime='{d}T10:00:00+09:00'>어제</time></article>", "<main>{}</main>"),
    "slug-path": rows("<article><h2><a href='/2026/06/%EC%83%88-{n}/'>{t}</a></h2><time datetime='{d}T10:00:00+09:00'></time></article>", "<main>{}</main>"),
    "data-attribute": rows("<li><a href='#' data-idx='{n}'>{t}</a><em>{s}</em></li>", "<ul>{}</ul>"),
    "script-call": rows("<li><a href=\"javascript:goDetail('B','{n}')\">{t}</a><em>{s}</em></li>", "<ul>{}</ul>"),
    "day-in-a-box": rows("<li><a href='/v?no={n}'><div class='date'><b>11</b><i>2026.06</i></div><strong>{t}</strong></a></li>", "<ul>{}</ul>"),
    "definition-list": rows("<dt><a href='/v?no={n}'>{t}</a></dt><dd>{s}</dd>", "<dl>{}</dl>"),
    "no-dates-at-all": rows("<li><a href='/v?no={n}'>{t} 그리고 자세한 소식</a></li>", "<ul>{}</ul>"),
    "dates-without-year": rows("<li><a href='/v?no={n}'>{t} 그리고 자세한 소식</a><em>06.11 17:37</em></li>", "<ul>{}</ul>"),
    "pinned-in-a-head": rows("<tr><td>{n}</td><td><a href='v?no={n}&page=1'>{t}</a></td><td>{d}</td></tr>", "<table><thead><tr><th>번호</th><th>제목</th><th>등록일</th></tr></thead><tbody>{}</tbody></table>"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_nobody_described(name: str) -> None:
    items = listing.list_items(page(LISTS[name]), f"{B}/board/list?code=bodo")
    assert items is not None
    assert [item.id for item in items] == [str(700 - 7 * i) for i in range(6)] or name == "slug-path"
    assert [item.title.removesuffix(" 그리고 자세한 소식") for item in items] == TITLES
    dated = [item.date for item in items]
    if "date" in name:
        assert dated == [None] * 6
    else:
        assert dated[1] == date(2026, 6, 11)


def test_a_list_beside_a_list_of_another_board() -> None:
    aside = rows("<li><a href='/other?no={n}'>{t}</a> {d}</li>", "<aside><ul>{}</ul></aside>").replace(
        "해오름시", "다른"
    )
    main = rows("<tr><td><a href='/v?no={n}1'>{t}에 대한 자세한 소식</a></td><td>{d}</td></tr>", "<table>{}</table>")
    items = listing.list_items(page(main, aside), f"{B}/list")
    assert items is not None
    assert {item.url.partition("?")[0] for item in items} == {f"{B}/v"}


def test_a_post_linked_from_the_footer_too_is_listed_once() -> None:
    main = rows("<li><a href='/v?no={n}'>{t}</a><em>{d}</em></li>", "<ul>{}</ul>")
    items = listing.list_items(
        page(main, "<div class=latest>최신 <a href='/v?no=700'>하나 더 보기</a></div>"), f"{B}/list"
    )
    assert items is not None
    assert [item.id for item in items].count("700") == 1
    assert items[0].title == TITLES[0]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        pytest.param(page(f"<h1>교류단 맞이</h1><p>{PROSE}</p>"), f"{B}/v?no=1", id="prose"),
        pytest.param(page(f"<h1>교류단</h1><p>{PROSE}</p>" + rows("<li><a href='/rel?no={n}'>{t}</a> {d}</li>", "<ul>{}</ul>")), f"{B}/x?no=1", id="related-posts-below"),
        pytest.param(page("<h1>교류단</h1><p>짧은 공지입니다.</p>" + rows("<li><a href='/v?no={n}'>{t}</a> {d}</li>", "<ul>{}</ul>")), f"{B}/v?no=1", id="its-own-board-below"),
        pytest.param(page("<h1>교류단</h1><p>짧은 공지입니다.</p>" + rows("<li><a href='/archives/{n}'>{t}</a> {d}</li>", "<ul>{}</ul>")), f"{B}/archives/574155", id="numbered-path-like-its-rows"),
        pytest.param(page("<p>등록된 게시물이 없습니다.</p>"), f"{B}/list", id="menu-alone"),
        pytest.param(page("<table><tr><th>일</th></tr>" + "".join(f"<tr><td><a href='?d={n}'>{n}</a></td></tr>" for n in range(1, 31)) + "</table>"), f"{B}/cal", id="calendar"),
        pytest.param("", f"{B}/list", id="nothing"),
        pytest.param("\0\0<<<>>>", f"{B}/list", id="noise"),
    ],
)  # fmt: skip
def test_what_is_no_list(html: str, url: str) -> None:
    assert listing.list_items(html, url) is None


def test_a_page_without_an_address_says_its_own() -> None:
    own = f'<link rel="canonical" href="{B}/v?no=700">'
    html = page("<p>짧은 공지입니다.</p>" + rows("<li><a href='/v?no={n}'>{t}</a> {d}</li>", "<ul>{}</ul>"))
    assert listing.list_items(html.replace("</head>", f"{own}</head>"), "") is None


def test_a_list_address_of_a_family_whose_rows_are_read_by_form() -> None:
    """A skin that links its posts in a way that the family does not know is still read, by form."""
    html = page(rows("<tr><td><a href='/new/skin?post={n}'>{t}</a></td><td>{d}</td></tr>", "<table>{}</table>"))
    items = listing.list_items(html, f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2")
    assert items is not None
    assert len(items) == 6


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 10_000 + "<a href='v?no=12'>제목</a> 2026-01-01", id="deep"),
        pytest.param("<div><a href='v?no=12'>제목</a> 2026-01-01" * 10_000, id="deep-with-links"),
        pytest.param(
            "<a href='http://['>제목</a><a href='v?no=\0'>\0</a><a href>x</a><form action>", id="broken-addresses"
        ),
        pytest.param("<li><a href='?" + "a=1&" * 100_000 + "'>x</a></li>" * 3, id="endless-address"),
        pytest.param(
            "".join(f"<li><a href='v?no={n}'>{n}번째 글</a> 2026-01-01</li>" for n in range(50_000)), id="endless-list"
        ),
    ],
)
def test_broken_pages_end(html: str) -> None:
    found = listing.list_items(html, f"{B}/list")
    assert found is None or len(found) <= 2000


@pytest.mark.parametrize("url", ["", "http://[", "not an address", "mailto:a@b.example", "https://"])
def test_an_address_that_is_none(url: str) -> None:
    html = page(rows("<li><a href='/v?no={n}'>{t}</a><em>{d}</em></li>", "<ul>{}</ul>"))
    found = listing.list_items(html, url)
    assert found is None or [item.title for item in found] == TITLES


def test_a_link_around_another_link() -> None:
    row = "<tr onclick=\"go('9{n}')\"><td><a href='/v?no={n}'>{t}</a></td><td onclick=\"go('8{n}')\">{d}</td></tr>"
    items = listing.list_items(page(rows(row, "<table>{}</table>")), f"{B}/list")
    assert items is not None
    assert [item.title for item in items] == TITLES


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_pages", SHARED / "score_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SHARED.is_dir(), reason="the saved pages are not here")
@pytest.mark.parametrize("by", ["family", "form"])
def test_saved_pages(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if by == "form":
        monkeypatch.setattr(listing.boards, "board_for", lambda url: None)
    gold = [json.loads(line) for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    for row in gold:
        items = listing.list_items(
            (SHARED / row["file"]).read_text(encoding="utf-8", errors="replace"), row["url"] or ""
        )
        assert (items is not None) == (row["kind"] == "list"), row["file"]
        found.append({"file": row["file"], "items": [json.loads(item.model_dump_json()) for item in items or []]})
    pred = tmp_path / "pred.jsonl"
    pred.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["score_pages.py", str(SHARED / "gold.jsonl"), str(pred)])
    scorer().main()
    scores = {line[:34].strip(): line[34:42].strip() for line in capsys.readouterr().out.splitlines()}
    assert float(scores["list items F1"]) >= 0.97
    assert float(scores["title right, of items found"]) == float(scores["date right, of items found"]) == 1.0
