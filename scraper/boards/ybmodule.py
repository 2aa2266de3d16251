"""YB module: a board at its menu's own path, posts at `?idx=&mode=view`; cards link the whole text as a preview."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"^/www/(?:[\w-]+/)+[\w-]+(?:\?(?!.*\bmode=)|\?$)",),
    posts=(Post(r"^/(?:[\w-]+/)+[\w-]+$", "idx", (("mode", "view"),)),),
    keep=("idx", "mode"),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=(
                ".module_view_box .contbox .text_viewbox",
                ".module_view_box .contbox",
                "div.board_cont",
                "div#con_ko.view_box",
                ".view_box:not(.file_area)",
                ".module_view_box",
            ),
            title=(".view_titlebox h3", ".module_view_box h3"),
            published=(".view_titlebox dl dd",),
        ),
    ),
)
