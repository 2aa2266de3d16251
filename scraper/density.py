"""The only place that finds a body nobody described: the element whose prose outweighs its links and labels."""

import re

from selectolax.lexbor import LexborNode

from scraper import chrome, lines
from scraper.scan import Scan

_JUNK = re.compile(
    r"(?:^|[-_\s])(?:comments?|cmt|repl(?:y|ies)|dat?g?eul|relate|relat(?:ed|ion)\w*|recomm?end\w*|rank\w*|popular|most\w*|"
    r"best\w*|foot\w*|gnb|lnb|snb|nav\w*|menu\w*|head(?:er)?|copyright|copy|sns\w*|share\w*|banner\w*|ads?|advert\w*|"
    r"sidebar|aside|side|breadcrumb|location|pag(?:ing|ination)|login|search|popup|modal|layer\w*|quick\w*|tags?|"
    r"keywords?|satisf\w*|survey|opinion|kogl|nuri|codenuri|prev|next|byline|reporter|journalist|subscribe|newsletter|"
    r"summary|toolbar|util\w*|files?|attach\w*|notice|terms|policy|company)(?:$|[-_\s\d])",
    re.I,
)
_JUNK_TAGS = frozenset({"header", "aside", "form"})
_NEVER = frozenset({"footer", "nav"})
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:comments?|cmt|repl(?:y|ies)|dat?g?eul|relate|relat(?:ed|ion)\w*|recomm?end\w*|rank\w*|popular|foot(?:er)?|"
    r"gnb|lnb|nav|copyright|sns\w*|share\w*|banner\w*|ads?|advert\w*|pag(?:ing|ination)|survey|satisf\w*)(?:$|[-_\s\d])",
    re.I,
)
_SHORT = 40  # characters; a shorter run that is no sentence is a label
_DOMINANT = 0.6  # an element that holds more of the page's prose than this is no junk, whatever it is called
_KEEP = 0.9  # how much of its parent's weight a child must have to stand for it


def densest(page: Scan) -> int | None:
    """Index of the element that reads most like an article; None where nothing reads like prose."""
    if not page.texts:
        return None
    weights, prose = _weigh(page)
    _drop_junk(page, weights, prose)
    for i in range(len(weights) - 1, 0, -1):
        weights[page.parents[i]] += weights[i]
    best = max(range(len(weights)), key=lambda i: (weights[i], i))
    if weights[best] <= 0 or prose[best] == 0:
        return None
    return _descend(page, weights, best)


def _weigh(page: Scan) -> tuple[list[float], list[int]]:
    """For every element the weight of its own texts, and the prose of all texts inside it."""
    weights = [0.0] * len(page.nodes)
    prose = [0] * len(page.nodes)
    for text, owner in zip(page.texts, page.owners, strict=True):
        weight, running = _weight(text, page.linked[owner])
        weights[owner] += weight
        prose[owner] += running
    for i in range(len(prose) - 1, 0, -1):
        prose[page.parents[i]] += prose[i]
    return weights, prose


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


def _drop_junk(page: Scan, weights: list[float], prose: list[int]) -> None:
    """Elements named as comments, rankings, menus and the like count for nothing, with all that is in them."""
    total = max(1, prose[0])
    junk = [False] * len(weights)
    for i in range(1, len(weights)):
        if junk[page.parents[i]]:
            junk[i] = True
        elif prose[i]:
            node = page.nodes[i]
            junk[i] = node.tag in _NEVER or (prose[i] < _DOMINANT * total and _is_junk(node))
        if junk[i]:
            weights[i] = min(0.0, weights[i]) - 1.0


def _is_junk(node: LexborNode) -> bool:
    return node.tag in _JUNK_TAGS or bool(_JUNK.search(_name(node)))


def _name(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _descend(page: Scan, weights: list[float], at: int) -> int:
    """From the heaviest element down, as long as one child holds nearly all of it."""
    children: dict[int, list[int]] = {}
    for i in range(1, len(weights)):
        if weights[i] > 0:
            children.setdefault(page.parents[i], []).append(i)
    while True:
        heavy = next((k for k in children.get(at, ()) if weights[k] >= _KEEP * weights[at]), None)
        if heavy is None:
            return at
        at = heavy


def is_one_text(page: Scan, at: int) -> bool:
    """Three sentences or more side by side: an article. The previews of a list stand in a row each."""
    counts: dict[int, int] = {}
    for i in range(page.first[at], page.last[at] + 1):
        if not page.linked[page.owners[i]] and len(page.texts[i]) >= _SHORT and lines.is_sentence(page.texts[i]):
            owner = page.owners[i]
            for place in {owner, page.parents[owner]}:
                counts[place] = counts.get(place, 0) + 1
    return max(counts.values(), default=0) >= 3


def drop_asides(page: Scan, at: int) -> None:
    """Takes comments, rankings, share bars and the like out of an element, by their names; never most of its text."""
    whole = page.last[at] - page.first[at] + 1
    gone = -1
    for i in range(at + 1, len(page.nodes)):
        if page.first[i] > page.last[at]:
            break
        if page.last[i] <= gone or (page.last[i] - page.first[i] + 1) * 2 > whole:
            continue
        if page.nodes[i].tag in _NEVER or _ASIDE.search(_name(page.nodes[i])):
            gone = page.last[i]
            page.nodes[i].decompose()
