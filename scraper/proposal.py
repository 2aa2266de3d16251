"""The only place that proposes a source for an address nobody described: its family, what it would list, its file."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper import boards, feeds, listing, pagelinks, urls
from scraper.boards.base import Board, Request
from scraper.cells import fold
from scraper.records import ListItem, Page
from scraper.sources import NATIONAL, Source, source_of

_LEAST_WEEKLY = 1
_GENERAL = "generic"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source as it could be written, the rows that it would list now, and what a person has to decide."""

    source: Source
    items: tuple[ListItem, ...]
    doubts: tuple[str, ...] = ()


def first_request(url: str) -> Request:
    """How the list at an address is asked for: by form where its software wants one."""
    family = boards.family_of(url)
    if family is None or family.number(url):
        return Request(url)
    source = Source(
        id="x", name="x", region=NATIONAL, kind="board", family=family.name, list=url, weekly=0, verified=False
    )
    return family.list_request(source, 1)


def describe(url: str, html: str) -> Proposal:
    """Propose a source for a board's list page. Nothing in it is verified; what was inferred stands in `guesses`."""
    tree = LexborHTMLParser(html)
    family = _family(url, tree)
    name = _site_name(tree) or urls.host(url)
    region = _region(name)
    items = tuple(listing.read_list(html, url))
    page = pagelinks.parameter(html, url) or ""
    if family is not None and family.paging is not None and page == family.paging.parameter:
        page = ""  # the family knows
    unsure = {"family": family is None, "page": not page and family is None}
    guesses = ("weekly", "name", "region", *(name for name, holds in unsure.items() if holds))
    source = Source(
        id=_id(url),
        name=name,
        region=region or NATIONAL,
        kind="board",
        family=family.name if family else _GENERAL,
        list=url,
        page=page,
        weekly=_LEAST_WEEKLY,
        verified=False,
        guesses=guesses,
    )
    return Proposal(source, items, tuple(_doubts(url, items, region)))


def describe_feed(page: Page) -> Proposal:
    """Propose a source for an RSS or Atom feed. Raises SoftError (not-a-feed) for anything else."""
    url = page.final_url
    items = tuple(entry.item for entry in feeds.read_feed(page.body, page.headers, url))
    name = feeds.feed_title(page.body, page.headers) or urls.host(url)
    region = _region(name)
    source = Source(
        id=f"{_id(url)}_rss",
        name=name,
        region=region or NATIONAL,
        kind="rss",
        list=url,
        weekly=_LEAST_WEEKLY,
        verified=False,
        guesses=("weekly", "name", "region"),
    )
    return Proposal(source, items, tuple(_doubts(url, items, region)))


def _family(url: str, tree: LexborHTMLParser) -> Board | None:
    """The family that knows the address and finds its links on the page; shapes alone may be anybody's."""
    known = (board for board in boards.families().values() if board.is_list(url))
    return next((board for board in known if board.read(tree, url, {})), None)


def _doubts(url: str, items: tuple[ListItem, ...], region: str | None) -> list[str]:
    known = source_of(url)
    found = {
        f"{known.id} reads this host already" if known else "": known is not None,
        "no rows found: not a list page, or its rows are written by script": not items,
        "region not recognised: write the code of the city, or leave 00 for the whole country": region is None,
        "no row shows a date": bool(items) and not any(item.date for item in items),
        "rows call a script: set detail (an address with {id}) and script (the function)": any(
            "#" in item.url for item in items
        ),
    }
    return [doubt for doubt, holds in found.items() if holds]


def _site_name(tree: LexborHTMLParser) -> str:
    """What the site calls itself: og:site_name, else the last part of its title."""
    meta = tree.css_first('meta[property="og:site_name"][content]')
    named = fold((meta.attributes.get("content") if meta else None) or "")
    title = tree.css_first("title")
    parts = [part for part in re.split(r"\s*[|<>:»›-]\s*", fold(title.text())) if part] if title is not None else []
    return named or (parts[-1] if parts else "")


def _region(name: str) -> str | None:
    """The code of the one local government in force that a site's name holds; None where none or several do."""
    found = {code for word, code in _names() if word in name.replace(" ", "")}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(last word of the name, code) of every government in force whose last word is its own: 강진군, not 중구."""
    rows = csv.DictReader((files("data") / "cities.csv").read_text(encoding="utf-8").splitlines())
    words = [(row["name"].split()[-1], row["code"]) for row in rows if not row["valid_to"]]
    often = [word for word, _ in words]
    return tuple((word, code) for word, code in words if often.count(word) == 1)


def _id(url: str) -> str:
    """A file name from the host: www.gangjin.go.kr is gangjin, news.gm.go.kr is news_gm."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    bare = re.sub(r"\.(?:go|or|co|ne|re|ac|pe)\.kr$|\.\w+$", "", host)
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_") or "source"
