"""mnu_uid board of 경북: `/page.do?mnu_uid=`; list links say cmd=2, the text only answers to cmd=258."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/page\.do\?(?!.*\bBD_CODE=).*\bmnu_uid=\d",),
    posts=(Post(r"/page\.do$", "bod_uid"), Post(r"/page\.do$", "parm_bod_uid")),
    keep=("mnu_uid", "bod_uid", "parm_bod_uid", "cmd", "step"),
    same=("mnu_uid",),
    fix=(("cmd", "258"),),
    paging=Paging("pageNo"),
    layouts=(
        Layout(
            body=(
                ".board_view .view_body",
                ".view_body",
                ".news_view .data_contents .txt",
                "div.boardView div.cont",
                ".board_content",
                ".view_cont",
            ),
        ),
    ),
)
