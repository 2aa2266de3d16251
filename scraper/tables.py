"""The only place that tells a table of data from a table of layout, and reads its rows."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

_LONG_CELL = 400  # characters; a cell of that size holds the article, not a datum
_MAX_SPAN = 60
_MAX_CELLS = 20_000


def is_layout(node: LexborNode) -> bool:
    """A table that only places things: one column, other tables inside it, or a cell that holds running text."""
    if len(node.css("table")) > 1:  # itself is one; of nested tables only the inmost is read
        return True
    rows = len(node.css("tr"))
    cells = node.css("td, th")[:_MAX_CELLS]
    if len(cells) <= rows or len(cells) < 2:  # a cell a row is a frame around lines: data has columns
        return True
    longest = max(len(cell.text()) for cell in cells)
    return longest > _LONG_CELL or (rows < 2 and len(cells) < 3)


def rows_of(node: LexborNode, read: Callable[[LexborNode], str]) -> tuple[tuple[str, ...], ...]:
    """Cell texts by row, as `read` gives them. A spanned cell stands once; the places that it covers are empty."""
    covered: set[tuple[int, int]] = set()
    out: list[tuple[str, ...]] = []
    for y, row in enumerate(node.css("tr")):
        cells: list[str] = []
        for cell in row.css("td, th"):
            while (y, len(cells)) in covered:
                cells.append("")
            x = len(cells)
            attributes = cell.attributes
            across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
            cells += [read(cell)] + [""] * (across - 1)
            covered.update((y + dy, x + dx) for dy in range(1, down) for dx in range(across))
        while (y, len(cells)) in covered:
            cells.append("")
        if any(cells):
            out.append(tuple(cells))
    return tuple(out)


def _span(value: str | None) -> int:
    value = (value or "1").strip()
    return min(int(value[:9]), _MAX_SPAN) if value.isdecimal() and int(value[:9]) > 0 else 1
