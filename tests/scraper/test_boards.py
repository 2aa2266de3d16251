"""Every board family against a written pair of pages, and the links that boards write as scripts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper import boards, listing
from scraper.boards.base import Request, call
from scraper.records import ListItem
from scraper.sources import Source, load_sources

PAGES = Path(__file__).resolve().parents[1] / "pages"
PAIRS = sorted(path.name for path in PAGES.iterdir() if path.is_dir())
BY_FAMILY_ALONE = {"exbbs": pytest.mark.xfail(strict=True, reason="titles in a script that only the family reads")}
B = "https://city.example"


def pair(name: str) -> tuple[str, str, dict[str, Any]]:
    """List page, detail page and what they hold."""
    folder = PAGES / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return *((folder / f"{page}.html").read_text(encoding="utf-8") for page in ("list", "detail")), expected


def source(**values: Any) -> Source:
    defaults = {"id": "x", "name": "해오름시", "region": "41", "kind": "board", "weekly": 0, "verified": False}
    return Source.model_validate({**defaults, **values})


def test_every_family_has_a_pair_of_pages() -> None:
    assert set(boards.families()) - set(PAIRS) == set()


def test_every_pair_is_a_family_or_a_source() -> None:
    assert set(PAIRS) - set(boards.families()) - set(load_sources()) == set()


@pytest.mark.parametrize("name", PAIRS)
def test_list_page(name: str) -> None:
    page, _, expected = pair(name)
    items = [json.loads(item.model_dump_json()) for item in listing.read_list(page, expected["list_url"])]
    assert items == expected["items"]


@pytest.mark.parametrize("name", [name for name in PAIRS if name in load_sources()])
def test_list_page_by_its_source(name: str) -> None:
    page, _, expected = pair(name)
    own = load_sources()[name]
    assert own.list == expected["list_url"]
    items = boards.board_of(own).items(page, expected["list_url"], own)
    assert [item.url for item in items] == [row["url"] for row in expected["items"]]


@pytest.mark.parametrize("name", PAIRS)
def test_list_and_detail_are_told_apart(name: str) -> None:
    page, detail, expected = pair(name)
    assert listing.is_list(page, expected["list_url"])
    assert not listing.is_list(detail, expected["detail_url"])


@pytest.mark.parametrize("name", [pytest.param(name, marks=BY_FAMILY_ALONE.get(name, ())) for name in PAIRS])
def test_list_and_detail_are_told_apart_without_their_family(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "board_for", lambda url: None)
    page, detail, expected = pair(name)
    items = listing.list_items(page, expected["list_url"])
    assert items is not None
    assert [(item.id, item.title) for item in items] == [(row["id"], row["title"]) for row in expected["items"]]
    assert not listing.is_list(detail, expected["detail_url"])
    assert not listing.is_list(detail, "")


@pytest.mark.parametrize("name", PAIRS)
def test_detail_page(name: str) -> None:
    _, detail, expected = pair(name)
    layouts = boards.layouts_for(expected["detail_url"])
    if not layouts:
        assert name == "generic" or not load_sources()[name].overrides.body, "only boards without selectors have none"
        return
    tree = LexborHTMLParser(detail)
    selectors = [selector for _, layout in layouts for selector in layout.body]
    found = [node.text() for selector in selectors if (node := tree.css_first(selector)) is not None]
    assert all(line in found[0] for line in expected["body"])
    assert "만족하십니까" not in found[0]
    assert expected["items"][0]["title"] not in found[0]


@pytest.mark.parametrize("name", [name for name in PAIRS if name not in load_sources() and name != "generic"])
def test_an_address_belongs_to_one_family(name: str) -> None:
    expected = pair(name)[2]
    for url in (expected["list_url"], expected["detail_url"]):
        assert [family for family, board in boards.families().items() if board.matches(url)] == [name]


SCRIPTS = [
    ("egov", "/cop/bbs/BBSMSTR_000000000040/selectBoardList.do", "fn_egov_inqire_notice('31','BBSMSTR_000000000040')",
     "/cop/bbs/BBSMSTR_000000000040/selectBoardArticle.do?bbsId=BBSMSTR_000000000040&nttId=31"),
    ("egov", "/portal/bbs/selectBoardList.do?bbsId=BBSMSTR_0000001618&menuId=38&menuNo=38", "viewMove('31')",
     "/portal/bbs/selectBoardArticle.do?bbsId=BBSMSTR_0000001618&menuId=38&menuNo=38&nttId=31"),
    ("egov", "/prog/bbsArticle/BBSMSTR_000000000137/list.do?mno=sub03_07", "fn_search_detail('B31aZ')",
     "/prog/bbsArticle/BBSMSTR_000000000137/view.do?mno=sub03_07&nttId=B31aZ"),
    ("corebbs", "/media/bbs/list.do?ptIdx=82&mId=0100000000", "boardView('listForm','/x','Y','31','82','0100000000')",
     "/media/bbs/view.do?bIdx=31&mId=0100000000&ptIdx=82"),
    ("corebbs", "/portal/bbs/list.do?mId=0301020000&ptIdx=1709", "boardView('f', 'Y', '31', '1709')",
     "/portal/bbs/view.do?bIdx=31&mId=0301020000&ptIdx=1709"),
    ("corebbs", "/portal/contents.do?mId=0301080000", "goTo.view('list','31','588','0301080000')",
     "/portal/bbs/view.do?bIdx=31&mId=0301080000&ptIdx=588"),
    ("openworks", "/news/user/board/BD_board.list.do?bbsCd=1023&q_ctgCds=5226", "fnView('1023', '20260611093012345')",
     "/news/user/board/BD_board.view.do?bbsCd=1023&seq=20260611093012345"),
    ("saeol", "/prog/saeolNews/sub04_02_01/list.do", "fn_search_detail('31')",
     "/prog/saeolNews/sub04_02_01/view.do?newsEpctNo=31"),
    ("siiru", "/boardList.do?pageId=www102&boardId=BD_00025", "boardView('31')",
     "/boardView.do?boardId=BD_00025&pageId=www102&seq=31"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("family", "path", "script", "expected"), SCRIPTS, ids=[f"{row[0]}-{n}" for n, row in enumerate(SCRIPTS)]
)
def test_a_script_call_becomes_an_address(family: str, path: str, script: str, expected: str) -> None:
    page = f'<table><tr><td><a href="#" onclick="{script}; return false;">교류단 맞이</a></td><td>2026-06-11</td></tr></table>'
    own = source(family=family, list=B + path)
    assert [item.url for item in boards.board_of(own).items(page, own.list, own)] == [B + expected]


def test_a_data_attribute_becomes_an_address() -> None:
    own = source(family="saeol", list=f"{B}/portal/contents.do?mid=0105010000")
    page = """<ul><li><a href="#" data-action="view" data-keyset='{"newsEpctNo":"31"}'>교류단 맞이</a> 2026-06-11</li></ul>"""
    items = boards.board_of(own).items(page, own.list, own)
    assert [item.url for item in items] == [f"{B}/portal/saeol/news/view.do?mid=0105010000&newsEpctNo=31"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param('<a href="#" data-action="{0}">교류단 맞이</a>', id="on-the-link"),
        pytest.param('<a href="javascript:;" data-href="{0}">교류단 맞이</a>', id="beside-a-script"),
        pytest.param('<div data-url="{0}"><strong>교류단 맞이</strong></div>', id="on-a-card"),
    ],
)
def test_an_address_in_a_data_attribute_is_a_link(row: str) -> None:
    own = source(family="corebbs", list=f"{B}/portal/bbs/list.do?ptIdx=82&mId=01")
    address = "/portal/bbs/view.do?bIdx=31&amp;ptIdx=82&amp;mId=01&amp;page=1"
    page = f"<ul><li>{row.format(address)}<span>2026-06-11</span></li></ul>"
    (item,) = boards.board_of(own).items(page, own.list, own)
    assert item == ListItem(
        title="교류단 맞이", url=f"{B}/portal/bbs/view.do?bIdx=31&mId=01&ptIdx=82", id="31", date=date(2026, 6, 11)
    )


def test_a_form_becomes_an_address_and_its_button_the_title() -> None:
    own = source(family="egov", list=f"{B}/kor/cop/bbs/BBSMSTR_000000000135/selectBoardList.do")
    form = '<form action="/kor/cop/bbs/BBSMSTR_000000000135/selectBoardArticle.do?nttId={}"><input type="hidden" name="pageIndex" value="1"><input type="submit" value="{}"></form>'
    rows = "".join(
        f"<tr><td>{form.format(n, t)}</td><td>2026-06-1{n}</td></tr>" for n, t in ((1, "첫 글"), (2, "둘째 글"))
    )
    items = boards.board_of(own).items(f"<table>{rows}</table>", own.list, own)
    prefix = f"{B}/kor/cop/bbs/BBSMSTR_000000000135/selectBoardArticle.do?nttId="
    assert items == [
        ListItem(title="첫 글", url=f"{prefix}1", id="1", date=date(2026, 6, 11)),
        ListItem(title="둘째 글", url=f"{prefix}2", id="2", date=date(2026, 6, 12)),
    ]


def test_a_script_link_whose_values_are_unknown_is_no_link() -> None:
    own = source(family="yhpost", list=f"{B}/portal/contents.do?mid=0301070000")
    page = '<ul><li><a href="#" data-req-get-p-idx="31">교류단 맞이</a> 2026-06-11</li></ul>'
    assert boards.board_of(own).items(page, own.list, own) == []
    told = source(family="yhpost", list=own.list, fields={"bcIdx": "611"})
    urls = [item.url for item in boards.board_of(told).items(page, told.list, told)]
    assert urls == [f"{B}/portal/board/post/view.do?bcIdx=611&idx=31&mid=0301070000"]


def test_a_value_from_a_page_cannot_add_parameters() -> None:
    own = source(family="skintb", list=f"{B}/portal/news/pressrelease")
    page = """<ul><li><a onclick="goPage2('31&amp;x=//evil.example/')">교류단 맞이</a> 2026-06-11</li></ul>"""
    assert all("&x" not in item.url for item in boards.board_of(own).items(page, own.list, own))


@pytest.mark.parametrize(
    ("family", "list_url", "page", "expected"),
    [
        pytest.param(
            "si",
            f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2",
            1,
            f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2",
            id="first-page-as-written",
        ),
        pytest.param(
            "si",
            f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2",
            3,
            f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2&pageIndex=3",
            id="number",
        ),
        pytest.param(
            "dom",
            f"{B}/board/list.x?boardId=BBS_1&startPage=1",
            2,
            f"{B}/board/list.x?boardId=BBS_1&startPage=2",
            id="in-its-place",
        ),
        pytest.param(
            "gbcode",
            f"{B}/Main/page.do?mnu_uid=6&BD_CODE=b",
            3,
            f"{B}/Main/page.do?mnu_uid=6&BD_CODE=b&Start=20",
            id="row-number",
        ),
    ],
)
def test_list_request(family: str, list_url: str, page: int, expected: str) -> None:
    own = source(family=family, list=list_url)
    assert boards.board_of(own).list_request(own, page) == Request(expected)


def test_a_source_may_name_its_page_parameter() -> None:
    own = source(family="generic", list=f"{B}/news", page="curPage")
    assert boards.board_of(own).list_request(own, 2) == Request(f"{B}/news?curPage=2")


def test_a_source_s_own_address_tells_its_board_from_the_next() -> None:
    own = load_sources()["daejeon"]
    link = '<a href="/drh/board/boardNormalView.do?boardId={0}&menuSeq=6825&ntatcSeq={1}">{1}번 보도자료</a>'
    rows = "".join(
        f"<tr><td>{link.format(board, n)}</td><td>2026-06-11</td></tr>"
        for n, board in ((1, "normal_0189"), (2, "normal_0018"))
    )
    items = boards.board_of(own).items(f"<table>{rows}</table>", own.list, own)
    assert [item.id for item in items] == ["1"]


def test_a_further_page_of_a_source_s_list_belongs_to_its_board() -> None:
    page = pair("daegu")[0]
    further = f"{load_sources()['daegu'].list}&bpage=2"
    board = boards.board_for(further)
    assert board is not None
    assert board.posts == boards.board_of(load_sources()["daegu"]).posts
    items = listing.list_items(page, further)
    assert items is not None
    assert all("bpage" not in item.url for item in items)


def test_eminwon_asks_by_form() -> None:
    own = source(
        family="eminwon", list=f"{B}/emwp/gov/mogaha/ntis/web/ofr/action/OfrAction.do", fields={"subCheck": "N"}
    )
    board = boards.board_of(own)
    request = board.list_request(own, 2)
    form = dict(request.data or ())
    assert request.url == own.list
    assert (form["pageIndex"], form["subCheck"], form["jndinm"]) == ("2", "N", "OfrBcAdvNewsEJB")
    post = board.detail_request(f"{own.list}?method=selectOfrNews&news_epct_no=31")
    assert post == Request(own.list, (("method", "selectOfrNews"), ("news_epct_no", "31")))


def test_rows_keep_their_own_day_when_another_row_has_none() -> None:
    own = source(family="si", list=f"{B}/www/selectBbsNttList.do?bbsNo=39&key=2")
    link = '<a href="selectBbsNttView.do?key=2&bbsNo=39&nttNo={0}">{0}번째 글 제목</a>'
    rows = f"<tr><td>{link.format(1)}</td><td></td></tr><tr><td>{link.format(2)}</td><td>2026-06-11</td></tr>"
    items = boards.board_of(own).items(f"<table>{rows}</table>", own.list, own)
    assert [(item.id, item.date) for item in items] == [("1", None), ("2", date(2026, 6, 11))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "<dt>{a}</dt><dd>2026-06-12</dd><dt>{b}</dt><dd>2026-06-11</dd>", [12, 11], id="day-after-its-title"
        ),
        pytest.param(
            "<dd>2026-06-12</dd><dt>{a}</dt><dd>2026-06-11</dd><dt>{b}</dt>", [12, 11], id="day-before-its-title"
        ),
        pytest.param(
            "<dd>2026-06-13</dd><dt>{a}</dt><dd>2026-06-12</dd><dt>{b}</dt><dd>2026-06-11</dd>",
            [None, None],
            id="nobody-can-tell",
        ),
    ],
)
def test_rows_without_a_wrapper(rows: str, expected: list[int | None]) -> None:
    own = source(family="planweb", list=f"{B}/planweb/board/list.9is?boardUid=f8")
    link = '<a href="view.9is?boardUid=f8&dataUid={0}">{0} 글 제목</a>'
    page = f"<dl>{rows.format(a=link.format('a1'), b=link.format('b2'))}</dl>"
    items = boards.board_of(own).items(page, own.list, own)
    assert [item.date.day if item.date else None for item in items] == expected


def test_call_finds_the_argument_by_its_place() -> None:
    pattern = call("go", "_", "id", "...", "last")
    assert pattern.count("(?P<") == 2
