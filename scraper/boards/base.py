"""What a board family is: how its list pages are asked for and read, and where its detail pages keep their parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scraper import links, rows, urls
from scraper.records import ListItem

if TYPE_CHECKING:
    from scraper.sources import Source


_compiled = cache(re.compile)  # families have more shapes than `re` remembers


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors of a detail page. Each tuple is one layout's alternatives by skin, first match wins.

    `drop` is removed inside the body. `until` dates a layout that the software has left behind, so that an
    archive can be read again."""

    body: tuple[str, ...]
    drop: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request for a list or detail page. `data` makes it a POST form."""

    url: str
    data: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """What the address of a post looks like: `path` is searched in the URL's path, the parameter `id` holds its number.

    With an empty `id` the number is the group `id` of `path`. `having` are parameters with the value they must have."""

    path: str
    id: str = ""
    having: tuple[tuple[str, str], ...] = ()

    def number(self, url: str) -> str | None:
        """The post's number in `url`, or None where `url` is no post of this shape."""
        found = _compiled(self.path).search(urls.path(url))
        if found is None:
            return None
        query = urls.parameters(url)
        if any(query.get(name) != value for name, value in self.having):
            return None
        number = query.get(self.id, "") if self.id else found.group("id")
        return None if number in ("", "0") else number  # forms hold 0 or nothing where no post is chosen


@dataclass(frozen=True, slots=True)
class Script:
    """A link that is a script call or a data attribute instead of an address.

    `pattern` is searched in the element's start tag; its named groups, the source's `fields`, the list address's
    parameters, `site` (its first path segment) and the page's hidden inputs fill `address`, in that order.
    `where` finds the elements, `on` limits it to list addresses that contain this expression."""

    pattern: str
    address: str
    where: str = "a, [onclick]"
    on: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """How page n is asked for: the parameter's value is `first + (n - 1) * step`."""

    parameter: str
    first: int = 1
    step: int = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """Selectors inside one row, where its parts cannot be told by form. Empty: read by form (scraper/rows.py)."""

    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    title_call: str = (
        ""  # an expression over the row's markup whose group 1 is the title, for titles that a script writes
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One family of board software. The registry names it after its file.

    `lists` are expressions over path?query of its list pages, `posts` the addresses of its detail pages.
    `keep` are the parameters that identify a post, all others are dropped; None where nobody knows which do.
    A link whose `same` parameters differ from the list's own belongs to another board. `fix` replaces the value of a
    parameter that is present. `carry` are taken over from the list address where a script names only the number."""

    name: str = ""
    lists: tuple[str, ...]
    posts: tuple[Post, ...]
    keep: tuple[str, ...] | None = None
    same: tuple[str, ...] = ()
    fix: tuple[tuple[str, str], ...] = ()
    carry: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    paging: Paging | None = None
    cells: Cells = Cells()
    layouts: tuple[Layout, ...] = ()

    def number(self, url: str) -> str | None:
        """The post's number in a detail page's address, None for any other address."""
        return next((number for post in self.posts if (number := post.number(url))), None)

    def is_list(self, url: str) -> bool:
        """Does this address look like a list page of the family?"""
        address = f"{urls.path(url)}?{url.partition('#')[0].partition('?')[2]}"
        return self.number(url) is None and any(re.search(shape, address) for shape in self.lists)

    def matches(self, url: str) -> bool:
        """Does this address look like a list or detail page of the family?"""
        return self.number(url) is not None or self.is_list(url)

    def list_request(self, source: "Source", page: int) -> Request:
        """The request for page `page` (from 1) of a source's list. Page 1 is the address as the source gives it."""
        if page == 1 or self.paging is None:
            return Request(source.list)
        value = str(self.paging.first + (page - 1) * self.paging.step)
        return Request(urls.with_parameter(source.list, self.paging.parameter, value))

    def detail_request(self, url: str) -> Request:
        """The request that gets the post at a canonical address."""
        return Request(url)

    def items(self, html: str, url: str, source: "Source | None" = None) -> list[ListItem]:
        """The rows of a list page, once each, in page order. No row: an empty list, which the walk reports."""
        return self.read(LexborHTMLParser(html), url, source.fields if source else {})

    def read(self, tree: LexborHTMLParser, url: str, fields: Mapping[str, str]) -> list[ListItem]:
        """The rows of a parsed list page; `fields` are values that its script links need and the page does not hold.

        A row whose title cannot be read has the title ''."""
        return [rows.item(row, self.cells) for row in rows.find(links.links(tree, url, self, fields))]


def call(function: str, *names: str) -> str:
    """The pattern of a script call: its arguments by name, '_' for one that does not matter, '...' for any number."""
    parts = [_REST if name == "..." else _ARGUMENT.format(f"(?P<{name}>" if name != "_" else "(?:") for name in names]
    return rf"\b{re.escape(function)}\s*\(\s*" + r"\s*,\s*".join(parts)


_ARGUMENT = r"""['"]?{}[^'",()]*)['"]?"""
_REST = r"""(?:['"]?[^'",()]*['"]?\s*,\s*)*?['"]?[^'",()]*['"]?"""
