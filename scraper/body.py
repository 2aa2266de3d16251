"""The only place that decides which part of a page is its body: the family's layout, scripts, JSON-LD, density."""

import html as entities
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import density, lines, scriptjson
from scraper.boards.base import Layout

_MARK = "data-located-body"
_MIN_HANGUL = 20  # a decoy element is empty; the shortest real bodies have a sentence
_THIN = 200  # characters; a body below it may be a teaser of one that stands in a script
_BLOCK_OF_ONE = frozenset({"p", "li", "blockquote", "pre", "dt", "h1", "h2", "h3", "h5", "h6", "a"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLED = re.compile(r"(?<![a-z])(?:title|tit|ttl|subject|sbj|subj|headline|heading)(?![a-z])|제목", re.I)
_LONGEST_HEADING = 200
_HIDDEN = (
    "[hidden], [style*='display:none'], [style*='display: none'], .blind, .sr-only, .sr_only, .screen-out, .screen_out, "
    ".sound_only, .skip, .hide-txt, .visually-hidden, .a11y-hidden, .invisible"
)


class Around(NamedTuple):
    """A page's texts before and after its body in reading order; `headings` are those above that stand in headings."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """A page's body as markup, how it was found, and what stands around it."""

    markup: str
    method: str
    around: Around
    layout: Layout | None = None
    stated_date: str = ""  # by the script that holds the body


def locate(tree: LexborHTMLParser, layouts: Sequence[tuple[str, Layout]], linked: dict[str, Any]) -> Located | None:
    """The body of a page; None where nothing reads like one. The tree loses what layouts drop."""
    for name, layout in layouts:
        node = _by_layout(tree, layout)
        if node is not None:
            if node.tag in ("input", "textarea"):
                markup = node.attributes.get("value") or node.text()
                return Located(markup, f"family:{name}", _around(density.prepare(tree), None), layout)
            node.attrs[_MARK] = "1"
            copy = density.prepare(tree)
            return _located(copy, copy.css_first(f"[{_MARK}]"), f"family:{name}", layout)
    return _without_family(tree, linked)


def _by_layout(tree: LexborHTMLParser, layout: Layout) -> LexborNode | None:
    """The first selector's first match that holds Korean text; dropped parts go before it is judged."""
    for selector in layout.body:
        for node in tree.css(selector):
            for unwanted in layout.drop:
                for part in node.css(unwanted):
                    part.decompose()
            text = node.attributes.get("value") or "" if node.tag == "input" else node.text()
            if lines.hangul(text) >= _MIN_HANGUL:
                return node
    return None


def _without_family(tree: LexborHTMLParser, linked: dict[str, Any]) -> Located | None:
    """Density of the page itself; where that is thin, the longest body in its scripts or JSON-LD."""
    copy = density.prepare(tree)
    _drop_hidden(copy)
    node = density.densest(copy)
    node = _whole_block(node) if node is not None else None
    size = lines.hangul(node.text()) if node is not None else 0
    if size < _THIN:
        scripted = scriptjson.script_body(tree)
        stated = str(linked.get("articleBody") or "")
        markup, method = max((scripted.body, "json"), (_paragraphs(stated), "jsonld"), key=lambda c: lines.hangul(c[0]))
        if lines.hangul(markup) > 2 * size + _MIN_HANGUL:
            date = scripted.published if method == "json" else ""
            return Located(markup, method, _around(copy, None), stated_date=date)
    return _located(copy, node, "density", None) if node is not None else None


def _drop_hidden(tree: LexborHTMLParser) -> None:
    """Hidden elements go, but for one that holds most of the page's text: some pages show their body by script."""
    whole = len(tree.body.text()) if tree.body is not None else 0
    for node in tree.css(_HIDDEN):
        if len(node.text()) * 2 < whole:
            node.decompose()


def _whole_block(node: LexborNode) -> LexborNode:
    """From a single paragraph up to the element that holds its neighbours."""
    while node.tag in _BLOCK_OF_ONE and node.parent is not None and node.parent.tag not in ("body", "html"):
        node = node.parent
    return node


def _paragraphs(text: str) -> str:
    """JSON-LD text as markup; some sites put markup there already."""
    if re.search(r"<(?:p|br|div)\b", text, re.I):
        return text
    escaped = entities.escape(text, quote=False)
    return "".join(f"<p>{line}</p>" for line in escaped.split("\n") if line.strip())


def _located(copy: LexborHTMLParser, node: LexborNode | None, method: str, layout: Layout | None) -> Located | None:
    if node is None:
        return None
    return Located(node.html or "", method, _around(copy, node), layout)


def _around(tree: LexborHTMLParser, body: LexborNode | None) -> Around:
    """Texts of a prepared tree before and after the body; all of them are 'above' where the body is in no element."""
    above: list[str] = []
    below: list[str] = []
    headings: list[str] = []
    if tree.body is None:
        return Around()
    out, inside = above, 0
    mark = body.mem_id if body is not None else -1
    for node in tree.body.traverse(include_text=True):
        if inside:
            inside -= 1
        elif body is not None and node.mem_id == mark:
            inside = sum(1 for _ in body.traverse(include_text=True)) - 1
            out = below
        elif node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            if text:
                out.append(text)
                if out is above and 5 <= len(text) <= _LONGEST_HEADING and _is_heading(node):
                    headings.append(text)
    return Around(tuple(above), tuple(below), tuple(headings))


def _is_heading(text: LexborNode) -> bool:
    """In a heading, or in an element named as a title, and in no link."""
    node, found = text.parent, False
    for _ in range(3):
        if node is None or node.tag == "a":
            return False
        attributes = node.attributes
        name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        found = found or node.tag in _HEADINGS or bool(_TITLED.search(name))
        node = node.parent
    return found
