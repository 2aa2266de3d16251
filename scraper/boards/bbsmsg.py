"""bbsMsg board of 인천's districts: `…/report.jsp` or `bbsMsgList.do?bcd=`, posts at `bbsMsgDetail.do?msg_seq=`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/bbsMsgList\.do\?", r"/report\.jsp(?:\?|$)"),
    posts=(Post(r"/bbsMsgDetail\.do$", "msg_seq"),),
    keep=("msg_seq", "bcd"),
    same=("bcd",),
    paging=Paging("pgno"),
    layouts=(
        Layout(
            body=(".board_view", ".con-box .detail", ".view_cont"),
            drop=("ul.other_con", ".hwp_editor", ".hwp_editor_board_content:empty"),
        ),
    ),
)
