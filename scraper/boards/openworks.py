"""OPENWORKS board: `BD_selectBbsList.do?q_bbsCode=` and `BD_board.list.do?bbsCd=`, rows call `fnView` or `jsView`."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

_BBS = "BD_selectBbs.do?q_bbsCode={code}&q_bbscttSn={id}"
_BOARD = "BD_board.view.do?bbsCd={code}&seq={id}"

BOARD = Board(
    lists=(r"/BD_selectBbsList\.do\?", r"/BD_board\.list\.do\?"),
    posts=(Post(r"/BD_selectBbs\.do$", "q_bbscttSn"), Post(r"/BD_board\.view\.do$", "seq")),
    keep=("q_bbsCode", "q_bbscttSn", "bbsCd", "seq"),
    same=("q_bbsCode", "bbsCd"),
    scripts=(
        Script(call("fnView", "code", "id"), _BBS, on=r"BD_selectBbsList"),
        Script(call("jsView", "code", "id"), _BBS, on=r"BD_selectBbsList"),
        Script(call("fnView", "code", "id"), _BOARD, on=r"BD_board\.list"),
        Script(call("jsView", "code", "id"), _BOARD, on=r"BD_board\.list"),
    ),
    paging=Paging("q_currPage"),
    layouts=(
        Layout(
            # The same text stands again in #mobileView: one of the two, never both.
            body=(
                "#webView.article-detail",
                "td.board_text_td",
                ".board-view-content",
                "div.article-body",
                ".p-table__content",
            ),
            attachments=('a[href*="ND_fileDownload"]',),
        ),
    ),
)
