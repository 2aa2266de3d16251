"""The only place that reads a located fragment (bs4): its paragraphs, bullets, captions and tables as pieces."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from scraper import chrome, lines
from scraper.normal import LINE_BREAK, normalise, squeeze
from scraper.pieces import Piece, kind_of, table
from scraper.tables import is_layout, rows_of

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    }
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"}
    | {"section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_SKIP = frozenset(
    {"script", "style", "noscript", "iframe", "object", "embed", "button", "select", "input", "textarea", "svg"}
    | {"canvas", "template", "map", "area", "video", "audio", "head", "title", "meta", "link", "nav"}
)
_CAPTION_NAME = re.compile(
    r"(?:^|[-_\s])(?:caption|photo[-_]?(?:desc|txt|text|info)|img[-_]?(?:desc|txt|alt|caption)|figcaption)", re.I
)


_DEEP = 100  # elements; tables nested deeper place things, and asking each of them takes the square of the depth
_BLANK = re.compile(rf"[^\S{LINE_BREAK}]+")


def parse(fragment: str) -> Tag:
    """The fragment as a tree. Comments stay nodes of their own and are never read as text."""
    return BeautifulSoup(fragment, "lxml", multi_valued_attributes=None)


def pieces(fragment: str) -> list[Piece]:
    """The fragment's text in reading order, a piece a line; lines of chrome kinds are left out by the caller."""
    out: list[Piece] = []
    for kind, text, rows in _runs(parse(fragment)):
        if rows:
            piece = table(rows)
            if piece.text:
                out.append(piece)
            continue
        for line in map(squeeze, normalise(text).split("\n")):
            if line:
                out.append(Piece("caption", line) if kind == "caption" else _piece(line, kind))
    return out


def _piece(line: str, kind: str) -> Piece:
    """Prose, bullet, footnote or caption by the element and by what the line looks like."""
    if chrome.kind_of(line) == "caption":
        return Piece("caption", line)
    if kind == "heading":
        return Piece("subtitle", line)
    by_mark = kind_of(line)
    return Piece("bullet" if kind == "item" and by_mark == "paragraph" else by_mark, line)


_Run = tuple[str, str, tuple[tuple[str, ...], ...]]


def _runs(root: Tag) -> Iterator[_Run]:
    """(element's role, text with '\\n' for <br>, a table's rows) of every run of inline text, without recursion."""
    buffer: list[str] = []
    role = "text"
    stack: list[tuple[Tag, Iterator[PageElement], str]] = [(root, iter(root.children), "text")]
    while stack:
        tag, children, here = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if tag.name in _BLOCKS and buffer:
                yield role, "".join(buffer), ()
                buffer, role = [], "text"
            continue
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, doctypes, declarations
                role = here
                buffer.append(node if tag.name == "pre" else _BLANK.sub(" ", node))
            continue
        if not isinstance(node, Tag) or node.name in _SKIP:
            continue
        if node.name == "br":
            buffer.append("\n")
            continue
        if node.name in _BLOCKS and buffer:
            yield role, "".join(buffer), ()
            buffer, role = [], "text"
        if node.name == "table" and len(stack) < _DEEP and not is_layout(node):
            yield "table", "", rows_of(node)
            continue
        stack.append((node, iter(node.children), _role(node, here)))
    if buffer:
        yield role, "".join(buffer), ()


def _role(node: Tag, here: str) -> str:
    """What the text inside an element is: caption, heading, list item, or what its parent's is."""
    if node.name in ("figcaption", "caption") or (node.get("class") and _CAPTION_NAME.search(" ".join(_classes(node)))):
        return "caption"
    if node.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if node.name == "li":
        return "item"
    return here


def _classes(node: Tag) -> list[str]:
    value = node.get("class")
    return value.split() if isinstance(value, str) else list(value or [])


def is_prose(piece: Piece) -> bool:
    """A piece that is a sentence."""
    return piece.kind in ("paragraph", "bullet", "footnote") and lines.is_sentence(piece.text)
