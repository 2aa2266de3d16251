""".web board: `/00138.web`, posts at `?gcode=&idx=&amode=view`, in 14 cities of 경남, 강원 and 부산."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/\d+\.web(?:\?|$)",),
    posts=(Post(r"/\d+\.web$", "idx", (("amode", "view"),)),),
    keep=("gcode", "idx", "amode"),
    same=("gcode",),
    paging=Paging("cpage"),
    layouts=(
        Layout(
            body=(".substanceautolink", ".substance"),
            drop=(".pic1gallery1", ".attach1"),
            title=("li.li1 strong.t1", ".bbs1view1 .title1", "h1.h1", "strong.t1"),
            published=(".t3", ".t2"),
            attachments=(".attach1 a",),
        ),
    ),
)
