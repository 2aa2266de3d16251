"""icms board of 대구's districts: `/index.do?menu_id=`, rows call `fn_icms_navi_common`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(r"^/index\.do\?.*\bmenu_id=\d{8}",),
    posts=(Post(r"^/index\.do$", "nttId"), Post(r"/icms/bbs/selectBoardArticle\.do$", "nttId")),
    keep=("menu_id", "menu_link", "bbsId", "nttId"),
    same=("bbsId",),
    scripts=(
        Script(
            call("fn_icms_navi_common", "_", "nttId"),
            "/index.do?menu_id={menu_id}&menu_link=/icms/bbs/selectBoardArticle.do&bbsId={bbsId}&nttId={nttId}",
        ),
    ),
    paging=Paging("pageIndex"),
    layouts=(
        Layout(
            body=("dl.content dd", "#bbs_cn", "td.bbsViewBody"),
        ),
    ),
)
