"""The only place that tells a table of data from a table of layout, and reads its rows."""

from bs4.element import PreformattedString, Tag

from scraper.normal import normalise, squeeze

_LONG_CELL = 400  # characters; a cell of that size holds the article, not a datum
_MAX_SPAN = 60
_MAX_CELLS = 20_000


def is_layout(node: Tag) -> bool:
    """A table that only places things: one cell, other tables inside it, or a cell that holds running text."""
    if node.find("table") is not None or node.find("tr") is None:  # first: of nested tables only the inmost is read
        return True
    cells = node.find_all(["td", "th"], limit=_MAX_CELLS)
    if len(cells) < 2:
        return True
    longest = max(len(cell.get_text()) for cell in cells)
    return longest > _LONG_CELL or (len(node.find_all("tr", limit=2)) < 2 and len(cells) < 3)


def rows_of(node: Tag) -> tuple[tuple[str, ...], ...]:
    """Cell texts by row. A spanned cell stands once; the places that it covers below and beside it are empty."""
    covered: dict[tuple[int, int], bool] = {}
    out: list[tuple[str, ...]] = []
    for y, row in enumerate(node.find_all("tr")):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"]):
            while covered.get((y, len(cells))):
                cells.append("")
            x = len(cells)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            cells += [cell_text(cell)] + [""] * (across - 1)
            for dy in range(1, down):
                covered.update({(y + dy, x + dx): True for dx in range(across)})
        while covered.get((y, len(cells))):
            cells.append("")
        if any(cells):
            out.append(tuple(cells))
    return tuple(out)


def cell_text(cell: Tag) -> str:
    """A cell's text on one line, without comments."""
    texts = (s for s in cell.strings if not isinstance(s, PreformattedString))
    return squeeze(normalise(" ".join(t for t in texts)).replace("\n", " "))


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(int(value), _MAX_SPAN) if value.isdecimal() and int(value) > 0 else 1
