"""The only place that finds the row a link stands in: the largest element that holds this post and no other."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborNode

from scraper import cells, days, departments, titles
from scraper.records import ListItem

if TYPE_CHECKING:
    from scraper.boards.base import Cells

_CLIMB = 40  # levels from a link to its row at most; no board nests deeper, a broken page may


class Link(NamedTuple):
    """An element that leads to a post: its canonical address and the post's number."""

    node: LexborNode
    url: str
    id: str


@dataclass(slots=True)
class Row:
    """One post of a list: its elements (most often one; `dt` and `dd`, or two `tr`, where a row has no wrapper)."""

    url: str
    id: str
    nodes: list[LexborNode]
    links: list[LexborNode] = field(default_factory=list)
    place: int = 0  # position of the row's first link among all links
    dated: bool = False  # a date stands in the row, outside running text


def find(links: Sequence[Link]) -> list[Row]:
    """The rows of the page's list, one a post, in page order.

    A post that is linked from elsewhere too (a footer, a most-read box) is read where most rows stand."""
    lists = sorted(containers(links), key=_weight, reverse=True)
    once: dict[str, Row] = {}
    for rows in lists:
        if (rows[0].nodes[0].tag == lists[0][0].nodes[0].tag and any(row.dated for row in rows)) or rows is lists[0]:
            for row in rows:
                once.setdefault(row.url, row)
    return sorted(once.values(), key=lambda row: row.place)


def item(row: Row, chosen: "Cells") -> ListItem:
    """The row's title, date and department, each read inside this row only."""
    written = chosen.title_call and re.search(chosen.title_call, "".join(node.html or "" for node in row.nodes))
    return ListItem(
        title=cells.fold(html.unescape(written[1])) if written else titles.title(row.nodes, row.links, chosen.title),
        url=row.url,
        id=row.id,
        date=days.day(row.nodes, chosen.date),
        department=departments.department(row.nodes, chosen.department),
    )


def containers(links: Sequence[Link]) -> list[list[Row]]:
    """All rows of the page, grouped by the element that holds them."""
    owners = _owners(links)
    rows: dict[int, Row] = {}
    grouped: dict[int, list[Row]] = {}
    for place, link in enumerate(links):
        top = _top(link, owners)
        if top.mem_id not in rows:
            rows[top.mem_id] = Row(link.url, link.id, [top], place=place)
            grouped.setdefault(top.parent.mem_id if top.parent else 0, []).append(rows[top.mem_id])
        rows[top.mem_id].links.append(link.node)
    for group in grouped.values():
        for row in group:
            row.dated = days.is_dated(row.nodes[0])
        if len(group) > 1 and not any(row.dated for row in group):
            _extend(group)
    return list(grouped.values())


def _owners(links: Sequence[Link]) -> dict[int, str | None]:
    """For each element above a link: the one post beneath it, None where there are several."""
    owners: dict[int, str | None] = {}
    for link in links:
        for node in _upwards(link.node):
            if owners.setdefault(node.mem_id, link.url) != link.url:
                owners[node.mem_id] = None
    return owners


def _top(link: Link, owners: dict[int, str | None]) -> LexborNode:
    """The largest element that holds this post alone, a table row at most; of an only post the smallest with a date."""
    alone: list[LexborNode] = []
    for node in _upwards(link.node):
        if owners[node.mem_id] != link.url:
            return alone[-1] if alone else node  # a link around another link
        if node.tag in ("body", "html"):
            break
        alone.append(node)
        if node.tag == "tr":
            return node
    return next((node for node in alone if days.is_dated(node)), link.node)


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    current: LexborNode | None = node
    for _ in range(_CLIMB):
        if current is None or current.tag is None or current.tag.startswith("-"):
            return
        yield current
        current = current.parent


def _extend(group: list[Row]) -> None:
    """Add the elements between the rows to the row they belong to: `dt` and `dd`, a title's row and its details' row.

    They belong to the row before them where the last gap holds a date and the first does not, to the row after them
    in the opposite case. Where both or neither do nobody can tell, and the rows stay without a date."""
    starts = {row.nodes[0].mem_id for row in group}
    before = [_gap(row.nodes[0], starts, forward=False) for row in group]
    after = [_gap(row.nodes[0], starts, forward=True) for row in group]
    first, last = any(map(days.is_dated, before[0])), any(map(days.is_dated, after[-1]))
    if first == last:
        return
    for row, gap in zip(group, after if last else before, strict=True):
        row.nodes.extend(gap)
        row.dated = any(map(days.is_dated, gap))


def _gap(node: LexborNode, starts: set[int], *, forward: bool) -> list[LexborNode]:
    found = []
    current = node.next if forward else node.prev
    while current is not None and current.mem_id not in starts:
        if current.tag and not current.tag.startswith("-"):
            found.append(current)
        current = current.next if forward else current.prev
    return found


def _weight(rows: list[Row]) -> tuple[int, int]:
    return sum(row.dated for row in rows), len(rows)
