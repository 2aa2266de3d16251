"""경상북도's own board: `page.do?BD_CODE=&mnu_uid=`; a post needs B_NUM, B_STEP and V_NUM together."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/page\.do\?(?=.*\bBD_CODE=)(?=.*\bmnu_uid=)",),
    posts=(Post(r"/page\.do$", "B_NUM"),),
    keep=("mnu_uid", "BD_CODE", "cmd", "B_NUM", "B_STEP", "V_NUM"),
    same=("BD_CODE",),
    paging=Paging("Start", first=0, step=10),
    layouts=(Layout(body=("div.cont_view",)),),
)
