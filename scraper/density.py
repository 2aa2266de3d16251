"""The only place that finds a body nobody described: the element of a page whose prose outweighs its links and labels."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import chrome, lines

UNSEEN = [
    "script", "style", "noscript", "iframe", "select", "button", "svg", "template", "textarea", "object", "canvas", "input"
]  # fmt: skip
_INLINE = [
    "abbr", "b", "big", "cite", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u", "s"
]  # fmt: skip
_JUNK = re.compile(
    r"(?:^|[-_\s])(?:comments?|cmt|repl(?:y|ies)|dat?g?eul|related?|relation|recomm?end\w*|rank\w*|popular|most\w*|best\w*|foot\w*|"
    r"gnb|lnb|snb|nav\w*|menu\w*|head(?:er)?|copyright|copy|sns\w*|share\w*|banner\w*|ads?|advert\w*|sidebar|aside|side|"
    r"breadcrumb|location|pag(?:ing|ination)|login|search|popup|modal|layer\w*|quick\w*|tags?|keywords?|satisf\w*|survey|"
    r"opinion|kogl|nuri|codenuri|prev|next|byline|reporter|journalist|subscribe|newsletter|summary|toolbar|util\w*|"
    r"files?|attach\w*|notice|terms|policy|company)(?:$|[-_\s\d])",
    re.I,
)
_SHORT = 40  # characters; a shorter run that is no sentence is a label
_DOMINANT = 0.6  # an element that holds more of the page's prose than this is no junk, whatever it is called
_KEEP = 0.9  # how much of its parent's weight a child must have to stand for it
_MAX_NODES = 150_000


@dataclass(slots=True)
class _Element:
    node: LexborNode
    parent: int
    linked: bool
    weight: float = 0.0
    prose: int = 0


def prepare(tree: LexborHTMLParser) -> LexborHTMLParser:
    """A copy of the tree without scripts, controls and inline tags, so that a sentence is one text node."""
    copy = tree.clone()
    copy.strip_tags(UNSEEN, recursive=True)
    copy.unwrap_tags(_INLINE)
    if copy.root is not None:
        copy.root.merge_text_nodes()
    return copy


def densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The element of a prepared tree that reads most like an article; None where nothing reads like prose."""
    if tree.body is None:
        return None
    elements = _weigh(tree.body)
    _drop_junk(elements)
    for i in range(len(elements) - 1, 0, -1):
        parent = elements[elements[i].parent]
        parent.weight += elements[i].weight
    best = max(range(len(elements)), key=lambda i: (elements[i].weight, i), default=None)
    if best is None or elements[best].weight <= 0 or elements[best].prose == 0:
        return None
    return elements[_descend(elements, best)].node


def _weigh(body: LexborNode) -> list[_Element]:
    """Every element in document order with the weight of its own text; `prose` already holds its descendants'."""
    elements = [_Element(body, 0, False)]
    index = {body.mem_id: 0}
    for node in body.traverse(include_text=True):
        parent = node.parent
        at = index.get(parent.mem_id) if parent is not None else None
        if at is None:
            continue
        tag = node.tag or ""
        if tag == "-text":
            weight, prose = _weight(" ".join((node.text_content or "").split()), elements[at].linked)
            elements[at].weight += weight
            elements[at].prose += prose
        elif not tag.startswith("-") and tag != "!doctype":
            index[node.mem_id] = len(elements)
            elements.append(_Element(node, at, elements[at].linked or tag == "a"))
        if len(elements) > _MAX_NODES:
            break
    for element in reversed(elements[1:]):
        elements[element.parent].prose += element.prose
    return elements


def _weight(text: str, linked: bool) -> tuple[float, int]:
    """What one run of text speaks for: prose and outline for a body, links, labels and chrome against it."""
    size = len(text)
    if size < 2:
        return 0.0, 0
    if linked:
        return -0.4 * min(size, 60), 0
    if size < 15:
        return -2.0, 0
    if chrome.kind_of(text) not in ("", "caption"):
        return -0.6 * min(size, 100), 0
    if lines.hangul(text) * 5 < size:  # not Korean: scripts' leftovers, addresses
        return -0.2 * min(size, 60), 0
    if lines.is_sentence(text):
        return float(size), size
    if lines.is_marked(text):
        return size * 0.7, size // 2
    if size >= _SHORT:  # a headline, a row of a table, a fragment of prose
        return size * 0.3, size // 4
    return -2.0, 0


def _drop_junk(elements: list[_Element]) -> None:
    """Elements named as comments, rankings, menus and the like count for nothing, with all that is in them."""
    total = max(1, elements[0].prose)
    junk = [False] * len(elements)
    for i, element in enumerate(elements):
        if i and junk[element.parent]:
            junk[i] = True
        elif element.prose and element.prose < _DOMINANT * total and _is_junk(element.node):
            junk[i] = True
        if junk[i]:
            element.weight = min(0.0, element.weight) - 1.0


def _is_junk(node: LexborNode) -> bool:
    if node.tag in ("header", "footer", "nav", "aside", "form"):
        return True
    attributes = node.attributes
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()
    return bool(name) and bool(_JUNK.search(name))


def _descend(elements: list[_Element], at: int) -> int:
    """From the heaviest element down, as long as one child holds nearly all of it."""
    children: dict[int, list[int]] = {}
    for i in range(1, len(elements)):
        children.setdefault(elements[i].parent, []).append(i)
    while True:
        kids = children.get(at, [])
        heavy = next((k for k in kids if elements[k].weight >= _KEEP * elements[at].weight), None)
        if heavy is None:
            return at
        at = heavy
