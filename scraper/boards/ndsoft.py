"""ndsoft, the software of most local papers: `/news/articleList.html`, posts at `/news/articleView.html?idxno=`."""

from scraper.boards.base import Board, Layout, Paging, Post

BOARD = Board(
    lists=(r"/news/articleList\.html", r"/news/articleList\.html\?"),
    posts=(Post(r"/(?:news/)?articleView(?:Amp|Print)?\.html$", "idxno"),),
    keep=("idxno",),
    paging=Paging("page"),
    layouts=(
        Layout(
            body=(
                "#article-view-content-div",
                "article[itemprop=articleBody]",
                "div[itemprop=articleBody]",
                "#articleBody",
                "#_article",
            ),
            drop=(".view-copyright", ".writer", ".article-writer", ".ad-template"),
            title=(
                "h3.heading",
                ".article-view-header .heading",
                ".aht-title-view",
                ".article-head-title",
                ".View_Title",
                "#font_title",
            ),
            published=(".infomation li", "ul.info-text li", ".View_Info"),
        ),
    ),
)
