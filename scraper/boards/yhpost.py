"""yh post board: `/portal/board/post/list.do?bcIdx=&mid=`, rows carry `data-req-get-p-idx`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script

BOARD = Board(
    lists=(r"/board/post/list\.do\?.*\bbcIdx=",),
    posts=(Post(r"/board/post/view\.do$", "idx"),),
    keep=("bcIdx", "mid", "idx"),
    same=("bcIdx",),
    scripts=(
        Script(
            r'data-req-get-p-idx="(?P<idx>\d+)"',
            "/{site}/board/post/view.do?bcIdx={bcIdx}&mid={mid}&idx={idx}",
            where="[data-req-get-p-idx]",
        ),
    ),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=('div.view_cont div[class*="mT10"]', "div.view_cont"),
            drop=("dl.view_file", ".open_license"),
            attachments=("dl.view_file a",),
        ),
    ),
)
