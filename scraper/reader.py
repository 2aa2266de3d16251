"""The only place that reads a located body: its paragraphs, bullets, captions and tables as pieces."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import chrome, lines
from scraper.bounds import tabled
from scraper.normal import normalise, squeeze
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


_PLAIN = frozenset({"a", "b", "strong", "font", "img", "u", "tr", "tbody"})  # not named as captions
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DEEP = 100  # elements; tables nested deeper place things, and asking each of them takes the square of the depth
_SOURCE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1f\x85\u2029]")  # where the markup's own lines end


def parse(markup: str) -> LexborNode | None:
    """Markup or plain text that stands in no element of its page, as a tree to read."""
    return LexborHTMLParser(tabled(markup)).body


def pieces_of(markup: str) -> list[Piece]:
    """The pieces of markup that is a body as a whole."""
    root = parse(markup)
    return pieces(root) if root is not None else []


def pieces(body: LexborNode) -> list[Piece]:
    """The body's text in reading order, a piece a line; lines of chrome kinds are left out by the caller."""
    out: list[Piece] = []
    for kind, text, rows in _runs(body):
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


def _runs(root: LexborNode) -> Iterator[_Run]:
    """(element's role, text with '\\n' for <br>, a table's rows) of every run of inline text, without recursion.

    Comments are nodes of their own and never read as text."""
    buffer: list[str] = []
    role = "text"
    open_: list[tuple[LexborNode, str, str]] = [(root, root.tag or "", "text")]  # element, its tag, its role
    node = root.child
    while True:
        if node is None:
            done, tag, _ = open_.pop()
            if buffer and tag in _BLOCKS:
                yield role, "".join(buffer), ()
                buffer, role = [], "text"
            if not open_:
                break
            node = done.next
            continue
        tag = node.tag or "-"
        if tag == "-text":
            text = node.text_content or ""
            role = open_[-1][2]
            buffer.append(text if open_[-1][1] == "pre" else _SOURCE_BREAK.sub(" ", text))
        elif tag == "br":
            buffer.append("\n")
        elif tag not in _SKIP and not tag.startswith("-"):
            if buffer and tag in _BLOCKS:
                yield role, "".join(buffer), ()
                buffer, role = [], "text"
            if tag != "table" or len(open_) >= _DEEP or is_layout(node):
                open_.append((node, tag, _role(node, tag, open_[-1][2])))
                node = node.child
                continue
            yield "table", "", rows_of(node, cell_text)
        node = node.next
    if buffer:
        yield role, "".join(buffer), ()


def cell_text(cell: LexborNode) -> str:
    """A cell's text on one line."""
    return squeeze(normalise(" ".join(text for _, text, _ in _runs(cell))))


def _role(node: LexborNode, tag: str, here: str) -> str:
    """What the text inside an element is: caption, heading, list item, or what its parent's is."""
    if tag in ("figcaption", "caption"):
        return "caption"
    if tag not in _PLAIN and _CAPTION_NAME.search(node.attributes.get("class") or ""):
        return "caption"
    if tag in _HEADINGS:
        return "heading"
    return "item" if tag == "li" else here


def is_prose(piece: Piece) -> bool:
    """A piece that is a sentence."""
    return piece.kind in ("paragraph", "bullet", "footnote") and lines.is_sentence(piece.text)
