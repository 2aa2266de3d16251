"""eGovFrame board: `/bbs/BBSMSTR_…/list.do` and `selectBoardList.do`, whose rows call a script or submit a form."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(
        r"/BBSMSTR_\w+/(?:list|selectBoardList)\.do",
        r"/selectBoardList\.do\?.*\bbbsId=",
        r"/bbs/[A-Z]\d{3,4}/list\.do",
    ),
    posts=(
        Post(r"/BBSMSTR_\w+/view\.do$", "nttId"),
        Post(r"/selectBoardArticle\.do$", "nttId"),
        Post(r"/bbs/[A-Z]\d{3,4}/view\.do$", "nttId"),
    ),
    keep=("bbsId", "nttId", "mno", "menuId", "menuNo"),
    same=("bbsId",),
    carry=("bbsId", "mno", "menuId", "menuNo"),
    scripts=(
        Script(call("fn_search_detail", "nttId"), "view.do?nttId={nttId}"),
        Script(call("fn_egov_inqire_notice", "nttId", "bbsId"), "selectBoardArticle.do?nttId={nttId}&bbsId={bbsId}"),
        Script(call("viewMove", "nttId"), "selectBoardArticle.do?nttId={nttId}"),
        Script(r'data-ntt-id="(?P<nttId>\w+)"', "view.do?nttId={nttId}", where="[data-ntt-id]"),
    ),
    paging=Paging("pageIndex"),
    layouts=(
        Layout(
            body=(
                ".bbs--view--cont[data-text-content=true]",
                ".bbs--view--content",
                ".bbs--view--cont",
                ".board-view__contents",
                "div.bbs-view-content",
                "div.div_speller_content",
                ".bbs_detail_content",
                "table.view_type01 td.output",
                'tr.board_images + tr td[colspan="6"]',
            ),
            drop=(".codeView04",),
            attachments=('a[href*="FileDown.do"]',),
        ),
    ),
)
