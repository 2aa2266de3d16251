"""wsboard: a board at its menu's own path, posts below it at `/show/N`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/home/www/(?:[\w-]+/)+[\w.-]+\?",),
    posts=(Post(r"/show/(?P<id>\d+)$"),),
    keep=(),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=("table.show_form td.content", ".show_info .con_detail", "div.con_detail", "td.content"),
        ),
    ),
)
