"""ex/bbs board: `/site/SITE/ex/bbs/List.do?cbIdx=`, rows call `doBbsFView`; one skin writes its titles by script."""

from scraper.boards.base import Board, Cells, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(r"/ex/bbs/List\.do\?",),
    posts=(Post(r"/ex/bbs/View\.do$", "bcIdx"),),
    keep=("cbIdx", "bcIdx"),
    same=("cbIdx",),
    scripts=(Script(call("doBbsFView", "cbIdx", "bcIdx"), "View.do?cbIdx={cbIdx}&bcIdx={bcIdx}"),),
    paging=Paging("pageIndex"),
    cells=Cells(title_call=r"""wdigm_title\(\s*['"](.+?)['"]\s*\)"""),
    layouts=(
        Layout(
            body=(".view-content", ".view_contents"),
        ),
    ),
)
