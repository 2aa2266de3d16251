"""`?mode=V` board of 충남: `/html/sub03/0301NN.html`, posts at `?mode=V&no=`."""

from scraper.boards.base import Board, Layout, Paging, Post

_OPEN = (("mode", "V"),)

BOARD = Board(
    lists=(r"/html/sub\d+/\d+\.html(?:\?|$)", r"/_prog/_board/\?"),
    posts=(
        Post(r"/html/sub\d+/\d+\.html$", "no", _OPEN),
        Post(r"/html/sub\d+/\d+\.html$", "nes_dta_key", _OPEN),
        Post(r"/_prog/_board/(?:index\.\w+)?$", "no", _OPEN),
    ),
    keep=("mode", "no", "nes_dta_key", "code", "site_dvs_cd", "menu_dvs_cd"),
    same=("code",),
    paging=Paging("GotoPage"),
    layouts=(
        Layout(
            body=(
                "div.ui.bbs--view--content",
                "div.bbs--detail--cont div.bbs--view--cont",
                "div.bd_detail_cont",
                "div.board_viewDetail",
                "div.ui.bbs--view--cont",
            ),
        ),
    ),
)
