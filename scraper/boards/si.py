"""SI standard board: `selectBbsNttList.do?bbsNo=&key=`, in 37 cities, and its press variants over 새올 news."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/select(?:BbsNtt|EminwonNews|PressRelease)List\.do\?",),
    posts=(
        Post(r"/selectBbsNttView\.do$", "nttNo"),
        Post(r"/selectEminwonNewsView\.do$", "news_epct_no"),
        Post(r"/selectPressRelease\.do$", "nttNo"),
    ),
    keep=("bbsNo", "nttNo", "key", "news_epct_no"),
    same=("bbsNo",),
    paging=Paging("pageIndex"),
    layouts=(
        Layout(
            body=(
                "td.p-table__content",
                "td.bbs_content",
                "td#cnText",
                "td.board_text_td",
                "#contenttext",
                ".contenttext",
                'td[title="내용"]',
                ".viewcontent",
                ".bbs__view",
                ".p-table__content",
            ),
            drop=("ul.temp_board_bottom", ".p-attach", ".attached_file"),
            attachments=("a.p-attach__link", 'a[href*="downloadBbsFile.do"]'),
        ),
    ),
)
