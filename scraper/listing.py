"""The door to list pages: is a page one, and which posts does it list? By its board where known, else by form."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import boards, links, repeats, rows, sources, urls
from scraper.boards.base import Board, Cells
from scraper.records import ListItem

_POST_PATH = re.compile(r"(?:view|detail|read|article|show|archives?)[^/]*(?:/|$)", re.I)
_PROSE = 45  # characters; a shorter run of text is a label, a menu's or a title
_PROSE_OF_A_LIST = 400  # characters of running text that any page may hold: an introduction, a notice
_LEAST = 3  # rows that make a page of unknown origin a list


def read_list(html: str, url: str) -> list[ListItem]:
    """The posts that a list page shows, once each, in page order; [] where it shows none.

    `url` is the page's own address: links are resolved against it, and it says whose board this is."""
    board = boards.board_for(url)
    return _items(_rows(LexborHTMLParser(html), url, board)[0], board)


def is_list(html: str, url: str) -> bool:
    """Is this page a list of posts rather than one post? See list_items."""
    return list_items(html, url) is not None


def list_items(html: str, url: str) -> list[ListItem] | None:
    """The posts of a page that is a list; None for any other page, and for a list that shows no row.

    A board decides that knows the address and finds its own links. Else the page is a list where its rows are not posts
    like itself, and hold more prose than the rest of the page does."""
    board = boards.board_for(url)
    if board is not None and board.number(url):
        return None
    tree = LexborHTMLParser(html)
    url = url or _named_address(tree)
    if board is None and _is_post_path(url):
        return None
    found, sure = _rows(tree, url, board)
    if not sure:
        if len(found) < _LEAST or _is_post_like(url, found):
            return None
        if _prose_outside(tree, found) > max(_PROSE_OF_A_LIST, _text_inside(found)):
            return None
    return _items(found, board) or None


def _items(found: list[rows.Row], board: Board | None) -> list[ListItem]:
    items = [rows.item(row, board.cells if board else Cells()) for row in found]
    return [item for item in items if item.title]


def _rows(tree: LexborHTMLParser, url: str, board: Board | None) -> tuple[list[rows.Row], bool]:
    """The rows, and whether the board's own links say that they are: else they are read by form."""
    if board is not None and board.posts:
        source = sources.source_of(url)
        found = rows.find(links.links(tree, url, board, source.fields if source else {}))
        if found:
            return found, True
    return repeats.find(tree, url), False


def _named_address(tree: LexborHTMLParser) -> str:
    """What a page without an address calls itself, '' where it does not."""
    link = tree.css_first("link[rel=canonical][href]")
    meta = tree.css_first('meta[property="og:url"][content]')
    named = (link.attributes.get("href") if link else None) or (meta.attributes.get("content") if meta else None) or ""
    return named if named.startswith("http") else ""


def _is_post_like(url: str, found: list[rows.Row]) -> bool:
    """Does the page's own address look like those of the posts it links: the same path but for the number?"""
    if not url:
        return False
    own = urls.canonical(url)
    if own in {row.url for row in found}:
        return True
    own_path = _masked(urls.path(own))
    names = set(urls.parameters(own))
    for row in found[:5]:
        if "#" in row.url or _masked(urls.path(row.url)) != own_path:
            continue
        if names >= set(urls.parameters(row.url)) and (names or re.search(r"\d{3}", urls.path(own))):
            return True
    return False


def _is_post_path(url: str) -> bool:
    """Does the address call itself a view of something numbered?"""
    return bool(_POST_PATH.search(urls.path(url)) and re.search(r"\d{3}", url) and "list" not in url.lower())


def _masked(path: str) -> str:
    return re.sub(r"[^/]*\d{2}[^/]*", "*", path)


def _text_inside(found: list[rows.Row]) -> int:
    return sum(len(node.text()) for row in found for node in row.nodes)


def _prose_outside(tree: LexborHTMLParser, found: list[rows.Row]) -> int:
    """Characters of running text that stand in no row."""
    inside = {part.mem_id for row in found for node in row.nodes for part in node.traverse(include_text=True)}
    if tree.body is None:
        return 0
    runs = (part for part in tree.body.traverse(include_text=True) if part.tag == "-text" and part.mem_id not in inside)
    return sum(size for part in runs if (size := _prose(part)) > _PROSE)


def _prose(part: LexborNode) -> int:
    if part.parent is None or part.parent.tag in ("script", "style", "noscript", "template", "option", "textarea"):
        return 0
    return len(re.sub(r"\s+", " ", part.text_content or "").strip())
