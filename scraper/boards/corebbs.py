"""CoreBBS: `/portal/bbs/list.do?ptIdx=&mId=`, rows call `goTo.view` or `boardView`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

_VIEW = "/{site}/bbs/view.do?bIdx={bIdx}&ptIdx={ptIdx}&mId={mId}"

BOARD = Board(
    lists=(r"/bbs/list\.do\?.*\bptIdx=",),
    posts=(Post(r"/bbs/view\.do$", "bIdx"),),
    keep=("bIdx", "ptIdx", "mId"),
    same=("ptIdx",),
    scripts=(
        Script(call("goTo.view", "_", "bIdx", "ptIdx", "mId"), _VIEW),
        Script(call("boardView", "...", "_y", "bIdx", "ptIdx").replace("(?P<_y>[^'\",()]*)", "Y"), _VIEW),
    ),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=(".bod_view .view_cont", "div.view_cont", "tr td div.cont_box"),
            drop=("dl.view_file", ".btn_wrap", ".open_license"),
            attachments=("dl.view_file a",),
        ),
    ),
)
