"""The only place that turns a board's links, script calls and forms into addresses of posts."""

import re
import string
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import urls
from scraper.rows import Link

if TYPE_CHECKING:
    from scraper.boards.base import Board, Script

_DATA = ("data-action", "data-href", "data-url", "data-link")  # addresses that the site's own script follows
_DATA_WHERE = tuple(f"[{name}]" for name in _DATA)
MAX_LINKS = 2000
"""A page with more links than this is no board; the rest is not looked at, so that no page takes for ever."""


def links(tree: LexborHTMLParser, url: str, board: "Board", fields: Mapping[str, str]) -> list[Link]:
    """The links of a list page that lead to posts of this board, in page order."""
    reader = _Reader(tree, url, board, fields)
    wanted = ", ".join(
        dict.fromkeys(["a[href]", "form[action]", *_DATA_WHERE, *(script.where for script in board.scripts)])
    )
    found = (reader.link(node) for node in tree.css(wanted)[:MAX_LINKS])
    return [link for link in found if link is not None]


def addresses(node: LexborNode) -> Iterator[str]:
    """The addresses that stand in an element: its link or action, its data, and those that its script calls get."""
    link = (node.attributes.get("action" if node.tag == "form" else "href") or "").strip()
    if node.tag == "form" and link:
        yield _with_inputs(link, node)
    elif link and not re.match(r"#|(?:javascript|mailto|tel|data):", link, re.I):
        yield link
    given = (node.attributes.get(name) or "" for name in _DATA)
    yield from (value.strip() for value in given if "/" in value or "?" in value)
    called = f"{node.attributes.get('onclick') or ''} {link if link[:11].lower() == 'javascript:' else ''}"
    yield from (given for given in re.findall(r"""['"]([^'"\s]*[/?][^'"\s]*)['"]""", called))


def start_tag(node: LexborNode) -> str:
    """The element's attributes as `name="value"`, the text that script patterns are searched in."""
    return " ".join(f'{name}="{value or ""}"' for name, value in node.attributes.items())


class _Reader:
    """What one list page's links are resolved with: its address, its family, its hidden inputs."""

    def __init__(self, tree: LexborHTMLParser, url: str, board: "Board", fields: Mapping[str, str]) -> None:
        self.tree, self.url, self.board = tree, url, board
        base = tree.css_first("base[href]")
        self.base = self._base(url, (base.attributes.get("href") or "") if base is not None else "")
        self.query = urls.parameters(url)
        path = urls.path(url)
        self.scripts = [script for script in board.scripts if re.search(script.on, path)]
        self.known = {**self._hidden(), "site": path.strip("/").partition("/")[0], **self.query, **fields}

    def link(self, node: LexborNode) -> Link | None:
        """The element as a link to a post, or None where it is none of this board's."""
        address = next((found for link in addresses(node) if (found := self._post(link))), None)
        address = address or next(self._called(node), None)
        if address is None or any(
            self.query.get(name, value) != value
            for name in self.board.same
            if (value := urls.parameters(address).get(name)) is not None
        ):
            return None
        number = self.board.number(address)
        return None if number is None else Link(node, urls.canonical(address, self.board.keep), number)

    def _post(self, link: str) -> str | None:
        """The link as an absolute address, where it is a post's."""
        try:
            address = urls.absolute(self.base, link)
        except ValueError:  # not an address at all, such as http://[
            return None
        for name, value in self.board.fix:
            if name in urls.parameters(address):
                address = urls.with_parameter(address, name, value)
        return address if self.board.number(address) else None

    def _called(self, node: LexborNode) -> Iterator[str]:
        if not self.scripts:
            return
        tag = start_tag(node)
        for script in self.scripts:
            found = re.search(script.pattern, tag)
            if found is not None and (address := self._filled(script, found.groupdict(""))) is not None:
                yield address

    def _filled(self, script: "Script", groups: Mapping[str, str]) -> str | None:
        """The script's address with every field filled; None where one is not known."""
        values = {**self.known, **{name: value for name, value in groups.items() if value}}
        names = {name for _, name, _, _ in string.Formatter().parse(script.address) if name}
        if not names <= values.keys():
            return None
        filled = script.address.format_map({name: quote(values[name], safe="%/") for name in names})
        try:
            address = urls.absolute(self.base, filled)
        except ValueError:  # the page's own address is none
            return None
        for name in self.board.carry:
            if name in self.query and name not in urls.parameters(address):
                address = urls.with_parameter(address, name, self.query[name])
        return address

    @staticmethod
    def _base(url: str, href: str) -> str:
        try:
            return urls.absolute(url, href)
        except ValueError:  # <base> is no address: browsers ignore it
            return url

    def _hidden(self) -> dict[str, str]:
        inputs = (node.attributes for node in self.tree.css("input[type=hidden][name], input[name]:not([type])"))
        return {str(attributes["name"]): attributes.get("value") or "" for attributes in inputs}


def _with_inputs(action: str, form: LexborNode) -> str:
    """A form that opens one post: its action with its hidden inputs as parameters."""
    inputs = (node.attributes for node in form.css("input[type=hidden][name]"))
    extra = urlencode({str(attributes["name"]): attributes.get("value") or "" for attributes in inputs})
    return action + (("&" if "?" in action else "?") + extra if extra else "")
