"""korea.kr, the press releases of the central government: `/briefing/pressReleaseList.do`, posts by newsId."""

from scraper.boards.base import Board, Cells, Layout, Paging, Post

BOARD = Board(
    lists=(r"^/(?:briefing|news)/(?:pressRelease|policyNews|policyBriefing)List\.do",),
    posts=(Post(r"/(?:briefing|news)/(?:pressRelease|policyNews|policyBriefing)View\.do$", "newsId"),),
    keep=("newsId",),
    paging=Paging("pageIndex"),
    cells=Cells(department=("span.source > span:nth-of-type(2)",)),
    layouts=(
        Layout(
            # The full text stands in a viewer's iframe of #content_press; the page itself holds its lead.
            body=(".article_body .view_cont", ".view_cont", "#content_press"),
            attachments=('a[href*="/common/download.do"]',),
        ),
    ),
)
