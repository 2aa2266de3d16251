"""The only place that reads HWPX: a zip of OWPML sections, read with limits and without trusting its claims."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from scraper.errors import CleanError
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece, table
from scraper.refusals import Encrypted, TooBig

MAX_ENTRIES = 2_000
MAX_SECTION = 40_000_000  # bytes, unpacked
MAX_TOTAL = 120_000_000
MAX_RATIO = 400  # a section of running text packs about 10:1, tables of blanks about 60:1
MAX_DEPTH = 24
_SECTION = re.compile(r"^Contents/section(\d+)\.xml$")
_NO_TEXT = frozenset({"header", "footer", "secPr", "linesegarray", "caption", "hiddenComment", "memo", "titleMark"})


def read(data: bytes) -> list[Piece]:
    """Paragraphs and tables in reading order. Raises Encrypted, TooBig, or CleanError for a broken file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sections = list(_sections(archive))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError) as err:
        raise CleanError(f"broken HWPX: {err}") from err
    return [piece for xml in sections for piece in _pieces(_tree(xml))]


def _sections(archive: zipfile.ZipFile) -> Iterator[bytes]:
    names = archive.infolist()
    if len(names) > MAX_ENTRIES:
        raise TooBig(f"HWPX with {len(names)} parts")
    by_name = {info.filename: info for info in names}
    manifest = by_name.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in _bounded(archive, manifest):
        raise Encrypted("HWPX is encrypted")
    numbered = sorted((int(m[1]), name) for name in by_name if (m := _SECTION.match(name)))
    if not numbered:
        raise CleanError("no HWPX: it has no Contents/section0.xml")
    total = 0
    for _, name in numbered:
        xml = _bounded(archive, by_name[name])
        total += len(xml)
        if total > MAX_TOTAL:
            raise TooBig(f"HWPX unpacks to over {MAX_TOTAL:,} bytes")
        yield xml


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part's bytes; what the directory says of its size is not believed."""
    with archive.open(info) as handle:
        data = handle.read(MAX_SECTION + 1)
    if len(data) > MAX_SECTION or len(data) > max(1_000_000, info.compress_size * MAX_RATIO):
        raise TooBig(f"HWPX part {info.filename} unpacks to over {len(data):,} bytes")
    return data


def _tree(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(xml, parser)
    if root is None:
        raise CleanError("broken HWPX: a section is no XML")
    return root


def _name(node: etree._Element) -> str:
    tag = node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _pieces(root: etree._Element, depth: int = 0) -> Iterator[Piece]:
    """Every paragraph below a section, cell or text box: its own text, then the objects anchored in it."""
    for paragraph in root:
        if _name(paragraph) != "p":
            if depth < MAX_DEPTH and _name(paragraph) not in _NO_TEXT:
                yield from _pieces(paragraph, depth + 1)
            continue
        text = normalise("".join(_own_text(paragraph)))
        yield from (Piece("paragraph", line) for line in map(squeeze, text.split("\n")) if line)
        if depth < MAX_DEPTH:
            for node in _objects(paragraph):
                yield from _table(node, depth + 1) if _name(node) == "tbl" else _pieces(node, depth + 1)


def _own_text(paragraph: etree._Element) -> Iterator[str]:
    for run in paragraph:
        if _name(run) != "run":
            continue
        for node in run:
            if _name(node) == "t":
                yield from _inline(node)


def _inline(node: etree._Element) -> Iterator[str]:
    """The text of <hp:t> with its tabs, forced breaks and fixed spaces."""
    yield node.text or ""
    for child in node:
        yield {"lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " "}.get(_name(child), "")
        yield child.tail or ""


def _objects(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Tables, and the lists of paragraphs in text boxes and notes."""
    stack = [child for run in paragraph if _name(run) == "run" for child in run][::-1]
    while stack:
        node = stack.pop()
        name = _name(node)
        if name in ("tbl", "subList"):
            yield node
        elif name and name != "t" and name not in _NO_TEXT:
            stack.extend(reversed(list(node)))


def _table(node: etree._Element, depth: int) -> Iterator[Piece]:
    """A table as rows; a frame of one cell, or one whose cells hold running text, as its paragraphs."""
    rows = [[cell for cell in row if _name(cell) == "tc"] for row in node if _name(row) == "tr"]
    cells = [cell for row in rows for cell in row]
    texts = {
        id(cell): [p for sub in cell if _name(sub) == "subList" for p in _pieces(sub, depth + 1)] for cell in cells
    }
    if len(cells) < 2 or max(sum(len(p.text) for p in texts[id(c)]) for c in cells) > 400:
        for cell in cells:
            yield from texts[id(cell)]
        return
    piece = table(_grid(rows, texts))
    if piece.text:
        yield piece


def _grid(rows: list[list[etree._Element]], texts: dict[int, list[Piece]]) -> tuple[tuple[str, ...], ...]:
    """Cell texts by their addresses; places that a merged cell covers are empty."""
    grid: dict[int, dict[int, str]] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            address = next((n for n in cell if _name(n) == "cellAddr"), None)
            at_y = _number(address, "rowAddr", y)
            at_x = _number(address, "colAddr", x)
            grid.setdefault(at_y, {})[at_x] = squeeze(" ".join(p.text for p in texts[id(cell)]))
    width = min(200, max((max(row) for row in grid.values()), default=-1) + 1)
    return tuple(tuple(grid[y].get(x, "") for x in range(width)) for y in sorted(grid))


def _number(node: etree._Element | None, name: str, default: int) -> int:
    value = node.get(name) if node is not None else None
    return int(value) if value is not None and value.isdecimal() else default
