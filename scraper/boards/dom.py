"""DOM_ board: `/board/list.SITE?boardId=BBS_&menuCd=DOM_`, in 19 cities and two provinces."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/board/list\.\w+\?.*\bboardId=", r"/index\.\w+\?.*\bmenuCd=DOM_"),
    posts=(
        Post(r"/board/view\.(?!do$|jsp$|htm)\w+$", "dataSid"),
        Post(r"/board/view\.(?!do$|jsp$|htm)\w+$", "dataIdx"),
    ),
    keep=("boardId", "menuCd", "dataSid", "dataIdx", "contentsSid"),
    same=("boardId",),
    paging=Paging("startPage"),
    layouts=(
        Layout(
            body=(
                ".bbs_con",
                ".conText",
                ".board-view .substan",
                ".substan",
                ".bdvCntWrap",
                "tr.bbs_content_area td.bbs_content",
                "td.bbs_content",
                ".board_view .b_con",
                '#view td[colspan="6"]',
                "div.txtItem",
                ".bbs_content",
                "div.con",
                ".contents",
            ),
            drop=("figure",),
            attachments=('a[href*="/board/download."]', 'a[href*="fileSid="]'),
        ),
    ),
)
