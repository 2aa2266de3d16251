"""skinTb board of 강원: `/portal/…`, posts at `?articleSeq=` or `?seq=`, also by `goPage2` and `data-seq`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(r"/portal/(?:[\w-]+/)*[\w-]*(?:press|brief)[\w-]*(?:\?|$)",),
    posts=(Post(r"/portal/(?:[\w-]+/)+[\w-]+$", "articleSeq"), Post(r"/portal/(?:[\w-]+/)+[\w-]+$", "seq")),
    keep=("articleSeq", "seq"),
    scripts=(
        Script(call("goPage2", "seq"), "?articleSeq={seq}"),
        Script(r'data-prboard-seq="(?P<seq>\d+)"', "?seq={seq}", where="[data-prboard-seq]"),
        Script(r'data-seq="(?P<seq>\d+)"', "?articleSeq={seq}", where="a.goPage[data-seq]"),
    ),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=("div.skinTb-td.skinTb-conts", ".skinTb-conts"),
            attachments=(".attachFile a",),
        ),
    ),
)
