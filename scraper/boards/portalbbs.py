"""portal/bbs B board of 서울's districts: `/portal/bbs/B0000NNN/list.do?menuNo=`, posts at `view.do?nttId=`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/bbs/B\d{7}/list\.do", r"/bbs/list/B\d{7}\.do"),
    posts=(Post(r"/bbs/B\d{7}/view\.do$", "nttId"), Post(r"/bbs/view/B\d{7}(?:/\d+)?\.do$", "nttId")),
    keep=("nttId", "menuNo"),
    paging=Paging("pageIndex"),
    layouts=(
        Layout(
            body=("#dbData", "#dbdata", ".dbData", ".dbdata"),
            drop=(".file-lists",),
            attachments=(".file-lists a",),
        ),
    ),
)
