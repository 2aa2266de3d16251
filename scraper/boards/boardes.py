"""board.es: `/board.es?mid=&bid=`, posts at `&act=view&list_no=`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/board\.es\?.*\bbid=",),
    posts=(Post(r"/board\.es$", "list_no", (("act", "view"),)),),
    keep=("mid", "bid", "act", "list_no"),
    same=("bid",),
    paging=Paging("nPage"),
    layouts=(
        Layout(
            body=(".tb_contents", "div.contents", ".view_content"),
            drop=("td.view_file", ".add_file", ".btnArea", ".goList"),
            attachments=(".add_file a", "td.view_file a"),
        ),
    ),
)
