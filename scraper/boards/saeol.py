"""새올 news inside CoreBBS and eGovFrame sites: `/portal/saeol/news…`, `/prog/saeolNews/…`, posts by newsEpctNo."""

from scraper.boards.base import Board, Layout, Paging, Post, Script, call

BOARD = Board(
    lists=(r"/saeol/news(?:List\.do|/list\.do)", r"/saeolNews/\w+/list\.do"),
    posts=(
        Post(r"/saeol/news(?:View\.do|/view\.do)$", "newsEpctNo"),
        Post(r"/saeolNews/\w+/view\.do$", "newsEpctNo"),
    ),
    keep=("newsEpctNo", "mId", "mid"),
    carry=("mId", "mid"),
    scripts=(
        Script(call("fn_search_detail", "no"), "view.do?newsEpctNo={no}", on="/saeolNews/"),
        Script(call("boardView", "no"), "newsView.do?newsEpctNo={no}", on="/saeol/newsList"),
        Script(
            r"newsEpctNo\W+(?P<no>\d+)",
            "/{site}/saeol/news/view.do?newsEpctNo={no}",
            where="[data-keyset], [data-action]",
        ),
    ),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=(".bod_view .view_cont", "div.view_cont", "div.ui.bbs--view--cont"),
            drop=("dl.view_file",),
            attachments=("dl.view_file a",),
        ),
    ),
)
