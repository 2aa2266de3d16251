"""The only place that finds the list of a page nobody described: repeated rows that each hold one post and one date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import links, rows, titles, urls
from scraper.records import ListItem

if TYPE_CHECKING:
    from scraper.boards.base import Cells

_NUMBER_NAME = re.compile(r"(?:idx|seq|sid|uid|num|no|id|key|sn)$", re.I)
_ID_DATA = re.compile(r"^data-[\w-]*(?:idx|seq|no|id|key|num)$")
_CALL = re.compile(r"""(?P<function>[A-Za-z_$][\w$.]*)\s*\((?P<arguments>[^()]*)\)""")
_ARGUMENT = re.compile(r"""'([^']*)'|"([^"]*)"|([\w.-]+)""")
_FILE = re.compile(
    r"down(?:load)?|attach|atch|filedown|getfile|\.(?:hwpx?|pdf|zip|docx?|xlsx?|pptx?|jpe?g|png|gif)\b", re.I
)
_NOT_CALLS = re.compile(
    r"^(?:return|void|if|\$|jQuery|alert|confirm|window\.open|location\.\w+|history\.\w+|document\.write)$"
)
_ASIDE = frozenset({"header", "footer", "nav", "aside"})
_LEAST = 2  # rows that make a list, where they have dates
_LEAST_UNDATED = 5  # without dates a menu looks the same: more rows, numbers and long titles are asked for
_ROOMY = 60  # characters of a title that count; longer ones are no better
_LONG_TITLE = 14  # characters on the average of an undated list's titles; menus have less


@dataclass(slots=True)
class _Candidate:
    """An element that may lead to a post: its shape with the digits masked, and the values in the masked places."""

    node: LexborNode
    shape: str
    url: str
    values: dict[str, str] = field(default_factory=dict)


def read(tree: LexborHTMLParser, url: str, chosen: "Cells") -> list[ListItem]:
    """The rows of the page's main list, [] where it has none."""
    items = [rows.item(row, chosen) for row in find(tree, url)]
    return [item for item in items if item.title]


def find(tree: LexborHTMLParser, url: str) -> list[rows.Row]:
    """The page's main list: of all groups of alike links the one whose dated rows say most; without dates, if any,
    the one that is no menu."""
    groups: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(tree, url):
        groups.setdefault(candidate.shape, []).append(candidate)
    several = [group for group in groups.values() if len({item.url for item in group}) >= _LEAST]
    lists = [found for group in several if len(found := rows.find(_numbered(group))) >= _LEAST]
    dated = [found for found in lists if sum(row.dated for row in found) * 2 >= len(found)]
    best = max(dated, key=_weight, default=[])
    return best if _weight(best) else max(filter(_is_no_menu, lists), key=_weight, default=[])


def _candidates(tree: LexborHTMLParser, url: str) -> Iterable[_Candidate]:
    here = urls.canonical(url)
    for node in tree.css("a[href], [onclick], form[action]")[: links.MAX_LINKS]:
        candidate = _address(node, url) or _call(node, url) or _data(node, url)
        if candidate is not None and candidate.values and candidate.url != here:
            yield candidate


def _address(node: LexborNode, base: str) -> _Candidate | None:
    """A link with an address: its path's numbered parts and its parameters are what may tell one post from another."""
    link = next(links.addresses(node), "")
    if not link or _FILE.search(link):
        return None
    try:
        address = urls.canonical(urls.absolute(base, link))
    except ValueError:  # not an address at all, such as http://[
        return None
    place, _, query = address.partition("?")
    site, *segments = place.partition("://")[2].split("/")
    slug = len(segments) - 1 if not query else -1
    masked = ["*" if _varies(segment, last=i == slug) else segment for i, segment in enumerate(segments)]
    values = {f"/{i}": segment for i, segment in enumerate(segments) if masked[i] == "*"}
    given = urls.parameters(address)
    return _Candidate(node, f"{site}/{'/'.join(masked)}?{'&'.join(given)}", address, values | given)


def _varies(segment: str, *, last: bool) -> bool:
    """May this part of a path name a post: a number of two digits or more, a hash, a title written into the address?"""
    return bool(segment) and (sum(map(str.isdigit, segment)) > 1 or (last and "." not in segment))


def _call(node: LexborNode, base: str) -> _Candidate | None:
    """A link that calls a function: its arguments are what may tell one post from another."""
    text = f"{node.attributes.get('onclick') or ''};{node.attributes.get('href') or ''}"
    for found in _CALL.finditer(text):
        if not _NOT_CALLS.match(found["function"]):
            given = ["".join(parts) for parts in _ARGUMENT.findall(found["arguments"])]
            values = {str(i): value for i, value in enumerate(given) if re.search(r"\d", value)}
            address = f"{base.partition('#')[0]}#{found['function']}-{'-'.join(values.values())}"
            if values:
                return _Candidate(node, f"{found['function']}({len(given)})", address, values)
    return None


def _data(node: LexborNode, base: str) -> _Candidate | None:
    """A link without address or call whose data attribute holds a number."""
    for name, value in node.attributes.items():
        if _ID_DATA.match(name) and re.fullmatch(r"[\w-]*\d[\w-]*", value or ""):
            return _Candidate(node, name, f"{base.partition('#')[0]}#{name}-{value}", {"id": value or ""})
    return None


def _numbered(group: Sequence[_Candidate]) -> list[rows.Link]:
    """The group as links, numbered by the value that differs most; [] where none tells one post from another."""
    names = list(group[0].values)
    count = {name: len({item.values.get(name, "") for item in group}) for name in names}
    best = max(names, key=lambda name: (count[name], bool(_NUMBER_NAME.search(name)), -names.index(name)))
    if count[best] < _LEAST:
        return []
    return [rows.Link(item.node, item.url, item.values[best]) for item in group if item.values.get(best)]


def _weight(found: Sequence[rows.Row]) -> int:
    """How much a list says: the characters of its titles."""
    return sum(_title_length(row) for row in found)


def _is_no_menu(found: Sequence[rows.Row]) -> bool:
    """Is a list without dates one of posts? Menus have short titles and few numbers, or stand aside."""
    posts = [row for row in found if re.search(r"\d{2}", row.id) and not _aside(row.nodes[0])]
    return len(posts) >= _LEAST_UNDATED and _weight(posts) >= 2 * _LONG_TITLE * len(posts)


def _title_length(row: rows.Row) -> int:
    """Length of the row's title; one that stands beside its link counts half: the link may be a preview button's."""
    inside = titles.title(row.links, row.links)
    return 2 * min(len(inside), _ROOMY) if inside else min(len(titles.title(row.nodes, row.links)), _ROOMY)


def _aside(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in _ASIDE:
            return True
        parent = parent.parent
    return False
