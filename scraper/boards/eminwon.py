"""eminwon 새올 news: one address for all, list and post asked for by a POST form, rows call `searchDetail`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from scraper.boards.base import Board, Layout, Post, Request, Script, call

if TYPE_CHECKING:
    from scraper.sources import Source

_LIST = (
    ("jndinm", "OfrBcAdvNewsEJB"),
    ("context", "NTIS"),
    ("method", "selectListOfrNews"),
    ("methodnm", "selectListOfrNewsHomepage"),
    ("news_epct_yn", "1"),
    ("title", "보도자료"),
    ("ofr_pageSize", "10"),
    ("subCheck", "Y"),
    ("news_epct_no", ""),
)
_DETAIL = (
    "?jndinm=OfrBcAdvNewsEJB&context=NTIS&method=selectOfrNews&methodnm=selectOfrNewsMgt"
    "&news_epct_no={no}&countYn=Y&initValue=Y&data_open_yn=1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eminwon(Board):
    """A post is named by a GET address, and asked for as the form that the site sends."""

    def list_request(self, source: "Source", page: int) -> Request:
        """A POST of the list form; the source's `fields` replace values of the form (some skins want subCheck=N)."""
        form = dict((*_LIST, ("pageIndex", str(page))))
        return Request(source.list, tuple({**form, **source.fields}.items()))

    def detail_request(self, url: str) -> Request:
        """The address's parameters as a POST form."""
        parts = urlsplit(url)
        return Request(parts._replace(query="").geturl(), tuple(parse_qsl(parts.query, keep_blank_values=True)))


BOARD = Eminwon(
    lists=(r"/ofr/action/OfrAction\.do",),
    posts=(Post(r"/ofr/action/OfrAction\.do$", "news_epct_no"),),
    keep=("jndinm", "context", "method", "methodnm", "news_epct_no", "countYn", "initValue", "data_open_yn"),
    scripts=(Script(call("searchDetail", "no"), _DETAIL),),
    layouts=(
        Layout(
            body=("table.table_03 tr td.tleft", "tbody tr td.cont", "td.contents"),
            attachments=('a[href*="goDownLoad"]', 'a[onclick*="goDownLoad"]'),
        ),
    ),
)
