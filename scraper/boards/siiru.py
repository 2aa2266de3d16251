"""siiru board: `/boardList.do?pageId=&boardId=`, posts at `/boardView.do?…seq=`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(r"/boardList\.do\?.*\b(?:pageId|menuId)=",),
    posts=(Post(r"/boardView\.do$", "seq"),),
    keep=("pageId", "boardId", "menuId", "seq"),
    same=("boardId", "pageId"),
    carry=("pageId", "boardId", "menuId"),
    scripts=(Script(call("boardView", "seq"), "boardView.do?seq={seq}"),),
    paging=Paging("movePage"),
    layouts=(
        Layout(
            body=("div.board_view_body", "div.boardContents", "div.bbs_view_contnet", "div.bd_view_cont"),
            drop=(".add_file", ".koglSeView", ".bbs_inventory", "iframe"),
            attachments=('a[href*="boardDown.do"]',),
        ),
    ),
)
