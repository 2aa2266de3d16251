"""The only place that knows what the cell around a text says it holds: its label attribute, its column's header."""

import re

from selectolax.lexbor import LexborNode

LABEL = re.compile(
    r"\W*(?:[가-힣]{2,4}\s?)?(?:일|일자|일시|날짜|기간|시간|시각|부서|부서명|기관|기관명|담당자|출처|date|dept)\W*",
    re.I,
)  # a text that does nothing but name the next one; anything else before a date may be the title
_CELL_LABELS = ("data-cell-header", "data-label", "data-th", "data-title", "data-header", "aria-label")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
LONG = 90
"""Characters; a longer run of text in a row is a preview, and what stands in it is not the row's own."""


def fold(text: str) -> str:
    """White space folded, zero-width characters gone."""
    return " ".join(text.translate(_ZERO_WIDTH).split())


def heading(part: LexborNode) -> str:
    """What a cell says it holds: its own label attribute, or its column's header in the table."""
    node: LexborNode | None = part.parent
    for _ in range(4):
        if node is None or node.tag == "tr":
            return ""
        for name in _CELL_LABELS:
            if node.attributes.get(name):
                return fold(node.attributes[name] or "")
        if node.tag in ("td", "th"):
            return _column(node)
        node = node.parent
    return ""


def _column(cell: LexborNode) -> str:
    """The header above a cell, where header and row have as many cells and so no cell spans two."""
    row = cell.parent
    table = row
    while table is not None and table.tag != "table":
        table = table.parent
    header = table.css_first("tr") if table is not None else None
    if row is None or header is None or header.mem_id == row.mem_id or header.css_first("th") is None:
        return ""
    cells, names = _elements(row), _elements(header)
    if len(cells) != len(names):
        return ""
    return fold(names[[item.mem_id for item in cells].index(cell.mem_id)].text())


def _elements(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in ("td", "th")]


def classed(part: LexborNode, expression: re.Pattern[str]) -> bool:
    """Does a text's element, or the one around it, have a class of that kind?"""
    node: LexborNode | None = part.parent
    for _ in range(2):
        if node is None:
            return False
        if expression.search(node.attributes.get("class") or ""):
            return True
        node = node.parent
    return False


def in_script(part: LexborNode) -> bool:
    """Is a text node the inside of a script or style?"""
    return part.parent is not None and part.parent.tag in ("script", "style", "noscript", "template")
