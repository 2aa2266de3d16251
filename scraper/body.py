"""The only place that decides which part of a page is its body: the family's layout, scripts, JSON-LD, density."""

import html as entities
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import density, lines, reader, scriptjson
from scraper.boards.base import Layout
from scraper.scan import UNSEEN, Scan, around, block_of, scan

_MIN_HANGUL = 20  # a decoy element is empty; the shortest real bodies have a sentence
_SURE = 120  # syllables of running text that no notice and no introduction of a list has
_THIN = 200  # characters; a body below it may be a teaser of one that stands in a script
_BLOCK_OF_ONE = frozenset({"p", "li", "blockquote", "dt", "h1", "h2", "h3", "h5", "h6", "a"})
_HEADINGS = {"h1": 3, "h2": 3, "h3": 2, "h4": 2, "h5": 2, "h6": 2}
_TITLED = re.compile(r"(?<![a-z])(?:title|tit|ttl|subject|sbj|subj|headline|heading)(?![a-z])|제목", re.I)
_LONGEST_HEADING = 200
_NEAR = 120  # texts above the body among which its headline is
_HIDDEN = (  # most elements have none of the three attributes and are asked for no more
    "[hidden], [style]:is([style*='display:none'], [style*='display: none']), [class]:is(.blind, .sr-only, .sr_only, "
    ".screen-out, .screen_out, .sound_only, .skip, .hide-txt, .visually-hidden, .a11y-hidden, .invisible)"
)


class Around(NamedTuple):
    """A page's texts before and after its body in reading order, and which of those above are headings, with a rank."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    headings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """The element that a page's body is, how it was found, and what stands around it.

    `sure` is False where the page may as well be a list of posts with previews, or a notice.
    """

    node: LexborNode
    method: str
    around: Around
    titles: tuple[str, ...] = ()  # texts that the layout names as title and date
    dates: tuple[str, ...] = ()
    sure: bool = True


def locate(
    tree: LexborHTMLParser, html: str, layouts: Sequence[tuple[str, Layout]], linked: dict[str, Any]
) -> Located | None:
    """The body of a page; None where nothing reads like one.

    The tree is used up: it loses scripts, controls, what is hidden and what the layout drops.
    """
    for name, layout in layouts:
        node = _by_layout(tree, layout)
        if node is not None:
            return _of_family(tree, node, name, layout)
    return _without_family(tree, html, linked)


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


def _of_family(tree: LexborHTMLParser, node: LexborNode, name: str, layout: Layout) -> Located:
    titles, dates = _texts(tree, layout.title), _texts(tree, layout.published)
    markup = ""
    if node.tag in ("input", "textarea"):  # the body is a form's value, and in no element
        markup = node.attributes.get("value") or node.text()
    written = reader.parse(markup) if markup else None
    tree.strip_tags(UNSEEN, recursive=True)
    page = scan(tree.body)
    if written is not None:
        return Located(written, f"family:{name}", _around(page, None), titles, dates)
    inside = page.inside(node)
    neighbours = _around(page, inside)
    if inside is not None:
        density.drop_link_lists(page, *inside)
    density.drop_asides(around(node))
    return Located(node, f"family:{name}", neighbours, titles, dates)


def _texts(tree: LexborHTMLParser, selectors: Sequence[str]) -> tuple[str, ...]:
    found = (" ".join(node.text(separator=" ").split()) for s in selectors for node in tree.css(s)[:6])
    return tuple(text for text in found if text)


def _without_family(tree: LexborHTMLParser, html: str, linked: dict[str, Any]) -> Located | None:
    """Density of the page itself; where that is thin, the longest body in its scripts or JSON-LD."""
    tree.strip_tags(UNSEEN, recursive=True)
    _drop_hidden(tree)
    page = scan(tree.body)
    outline = density.Outline.of(page, tree.body) if tree.body is not None and page.texts else None
    at = density.densest(outline) if outline is not None else None
    if outline is None or at is None:
        return _in_data(html, linked, page, at_least=_MIN_HANGUL)
    at = _whole_block(outline, at)
    first, last = outline.first[at], outline.last[at]
    size = sum(map(lines.hangul, page.texts[first : last + 1]))
    if size < _THIN:
        elsewhere = _in_data(html, linked, page, at_least=2 * size + _MIN_HANGUL)
        if elsewhere is not None:
            return elsewhere
    sure = size >= _SURE and density.is_one_text(page, outline, at)
    neighbours = _around(page, (first, last))
    density.drop_link_lists(page, first, last)
    density.drop_asides(outline.nodes[at])
    return Located(outline.nodes[at], "density", neighbours, sure=sure)


def _in_data(html: str, linked: dict[str, Any], page: Scan, at_least: int) -> Located | None:
    """A body that stands in a script or in JSON-LD, longer than what the elements hold."""
    scripted = scriptjson.script_body(html)
    stated = _paragraphs(str(linked.get("articleBody") or ""))
    if max(lines.hangul(scripted.body), lines.hangul(stated)) < at_least:
        return None
    in_script = lines.hangul(scripted.body) > lines.hangul(stated)
    root = reader.parse(scripted.body if in_script else stated)
    dates = (scripted.published,) if in_script else ()
    return Located(root, "json" if in_script else "jsonld", _around(page, None), dates=dates) if root else None


def _drop_hidden(tree: LexborHTMLParser) -> None:
    """Hidden elements go, but for one that holds most of the page's text: some pages show their body by script."""
    hidden = tree.css(_HIDDEN)
    whole = len(tree.body.text()) if hidden and tree.body is not None else 0
    for node in hidden:
        if len(node.text()) * 2 < whole:
            node.decompose()


def _whole_block(outline: density.Outline, at: int) -> int:
    """From a single paragraph up to the element that holds its neighbours."""
    while outline.nodes[at].tag in _BLOCK_OF_ONE and outline.last[at] - outline.first[at] < 2 and outline.parents[at]:
        at = outline.parents[at]
    return at


def _paragraphs(text: str) -> str:
    """JSON-LD text as markup; some sites put markup there already."""
    if re.search(r"<(?:p|br|div)\b", text, re.I):
        return text
    escaped = entities.escape(text, quote=False)
    return "".join(f"<p>{line}</p>" for line in escaped.split("\n") if line.strip())


def _around(page: Scan, inside: tuple[int, int] | None) -> Around:
    """Texts of a scanned page before and after its body; all of them are 'above' where the body is in none."""
    start, last = inside if inside is not None else (len(page.texts), len(page.texts))
    near = range(max(0, start - _NEAR), start)
    ranked = {page.texts[i]: _heading(page, i) for i in near if 5 <= len(page.texts[i]) <= _LONGEST_HEADING}
    headings = tuple((text, rank) for text, rank in ranked.items() if rank)
    return Around(tuple(page.texts[:start]), tuple(page.texts[last + 1 :]), headings)


def _heading(page: Scan, text: int) -> int:
    """How much of a heading a text is: 3 for h1 and h2, 2 for the others, 1 for an element named as a title, else 0."""
    if page.is_linked(text):
        return 0
    rank = 0
    node: LexborNode | None = block_of(page.places[text])
    for _ in range(3):
        if node is None:
            break
        tag = node.tag or ""
        if tag in _HEADINGS:
            return _HEADINGS[tag]
        attributes = node.attributes
        if _TITLED.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            rank = 1
        node = around(node.parent) if node.parent is not None else None
    return rank
