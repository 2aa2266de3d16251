"""planweb and boardUid boards: `/planweb/board/list.9is?boardUid=`, `/board/post/list.do?boardUid=`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/board/list\.9is\?", r"/index\.9is\?.*\bmenuUid=", r"/board/post/list\.do\?.*\bboardUid="),
    posts=(
        Post(r"/board/view\.9is$", "dataUid"),
        Post(r"/board/view\.9is$", "nttId"),
        Post(r"/board/post/view\.do$", "postUid"),
    ),
    keep=("boardUid", "contentUid", "menuUid", "dataUid", "postUid", "nttId"),
    same=("boardUid",),
    paging=Paging("nowPageNum"),
    layouts=(
        Layout(
            body=(
                "div.view-con",
                "div.view_con",
                "td.view_con",
                "div.bd_detail_content",
                "div.view_box div.data_cont",
            ),
            drop=(".hwp_editor", ".hwp_editor_board_content:empty"),
            attachments=('a[href*="readDownloadFile.do"]',),
        ),
    ),
)
