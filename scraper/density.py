"""The only place that finds a body nobody described: the element whose prose outweighs its links and labels."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from scraper import chrome, lines
from scraper.scan import Scan, is_inline, scan

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
_LABEL = 15  # characters; a shorter run is a menu's item, a name, a date
_LINK_LIST = 3  # headlines; one or two links in a row may be the article's own
_SHORT = 40  # characters; a shorter run that is no sentence is a label
_DOMINANT = 0.6  # an element that holds more of the page's prose than this is no junk, whatever it is called
_NOWHERE = 1 << 31
_KEEP = 0.9  # how much of its parent's weight a child must have to stand for it


@dataclass(slots=True)
class Outline:
    """The elements of a page in which prose stands, each after the one around it, the root first.

    All texts of the page inside element i are those from first[i] to last[i].
    """

    nodes: list[LexborNode]
    parents: list[int]
    weights: list[float]
    prose: list[int]
    first: list[int]
    last: list[int]
    index: dict[int, int]  # by `mem_id`; also elements without prose, as what they stand in

    @classmethod
    def of(cls, page: Scan, root: LexborNode) -> "Outline":
        """The outline of a scanned page."""
        nodes, parents, index = [root], [0], {root.mem_id: 0}
        weighed = [_weight(page, i) for i in range(len(page.texts))]
        for place, (_, running) in zip(page.places, weighed, strict=True):
            if running:
                _add(place, nodes, parents, index)
        size = len(nodes)
        outline = cls(nodes, parents, [0.0] * size, [0] * size, [_NOWHERE] * size, [-1] * size, index)
        outline._weigh(page, weighed)
        return outline

    def _weigh(self, page: Scan, weighed: list[tuple[float, int]]) -> None:
        weights, prose, first, last = self.weights, self.prose, self.first, self.last
        for i, (place, (weight, running)) in enumerate(zip(page.places, weighed, strict=True)):
            owner = self.owner(place)
            weights[owner] += weight
            prose[owner] += running
            last[owner] = i
            first[owner] = min(first[owner], i)
        for i in range(len(weights) - 1, 0, -1):
            above = self.parents[i]
            prose[above] += prose[i]
            first[above] = min(first[above], first[i])
            last[above] = max(last[above], last[i])

    def owner(self, text: LexborNode) -> int:
        """The innermost element of the outline around a text."""
        above, index, passed = text.parent, self.index, []
        while above is not None:
            place = above.mem_id
            if place in index:
                break
            passed.append(place)
            above = above.parent
        found = index[place] if above is not None else 0
        for place in passed:
            index[place] = found
        return found


def _add(text: LexborNode, nodes: list[LexborNode], parents: list[int], index: dict[int, int]) -> None:
    """Takes the elements around a text into an outline, up to one that is there already."""
    above, new = text.parent, []
    while above is not None and above.mem_id not in index:
        new.append(above)
        above = above.parent
    owner = index[above.mem_id] if above is not None else 0
    for node in reversed(new):
        if not is_inline(node):
            nodes.append(node)
            parents.append(owner)
            owner = len(nodes) - 1
        index[node.mem_id] = owner


def densest(outline: Outline) -> int | None:
    """Index of the element that reads most like an article; None where nothing reads like prose."""
    weights, parents = outline.weights, outline.parents
    _drop_junk(outline)
    for i in range(len(weights) - 1, 0, -1):
        weights[parents[i]] += weights[i]
    best = max(range(len(weights)), key=lambda i: (weights[i], i))
    if weights[best] <= 0 or outline.prose[best] == 0:
        return None
    return _descend(outline, best)


def _weight(page: Scan, at: int) -> tuple[float, int]:
    """What a run of text speaks for, and its prose: prose and outline for a body, links, labels and chrome against."""
    text = page.texts[at]
    size = len(text)
    if size < 2:
        return 0.0, 0
    if page.is_linked(at):
        return -0.4 * min(size, 60), 0
    if size < _LABEL:
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


def _drop_junk(outline: Outline) -> None:
    """Elements named as comments, rankings, menus and the like count for nothing, with all that is in them."""
    weights, prose = outline.weights, outline.prose
    total = max(1, prose[0])
    junk = [False] * len(weights)
    for i in range(1, len(weights)):
        node = outline.nodes[i]
        junk[i] = junk[outline.parents[i]] or node.tag in _NEVER or (prose[i] < _DOMINANT * total and _is_junk(node))
        if junk[i]:
            weights[i] = min(0.0, weights[i]) - 1.0


def _is_junk(node: LexborNode) -> bool:
    return node.tag in _JUNK_TAGS or bool(_JUNK.search(_name(node)))


def _name(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _descend(outline: Outline, at: int) -> int:
    """From the heaviest element down, as long as one child holds nearly all of it."""
    weights = outline.weights
    children: dict[int, list[int]] = {}
    for i in range(1, len(weights)):
        if weights[i] > 0:
            children.setdefault(outline.parents[i], []).append(i)
    while True:
        heavy = next((k for k in children.get(at, ()) if weights[k] >= _KEEP * weights[at]), None)
        if heavy is None:
            return at
        at = heavy


def is_one_text(page: Scan, outline: Outline, at: int) -> bool:
    """Three sentences or more side by side: an article. The previews of a list stand in a row each."""
    counts: dict[int, int] = {}
    for i in range(outline.first[at], outline.last[at] + 1):
        if len(page.texts[i]) >= _SHORT and lines.is_sentence(page.texts[i]) and not page.is_linked(i):
            owner = outline.owner(page.places[i])
            for place in {owner, outline.parents[owner]}:
                counts[place] = counts.get(place, 0) + 1
    return max(counts.values(), default=0) >= 3


def drop_asides(root: LexborNode) -> None:
    """Takes comments, rankings, share bars and the like out of an element, by their names; never most of its text."""
    whole = 0
    gone = frozenset[int]()
    for node in list(root.traverse())[1:]:
        if node.mem_id in gone or is_inline(node) or not (node.tag in _NEVER or _ASIDE.search(_name(node))):
            continue
        whole = whole or len(scan(root).texts)
        if 0 < len(scan(node).texts) * 2 <= whole:
            gone |= {part.mem_id for part in node.traverse()}  # freed with it: not to be looked at again
            node.decompose()


def drop_link_lists(page: Scan, first: int, last: int) -> None:
    """Takes other stories out of a body, whatever their elements are called: three headlines and more in a row, each of
    them a link. Dates and outlets may stand between them; what is in a box with them alone goes too."""
    inside = range(first, last + 1)
    lists = [(run, links) for run in _link_lists(page, inside) if (links := _links(page, run))]
    if not lists or not any(lines.is_sentence(page.texts[i]) and not page.is_linked(i) for i in inside):
        return
    for run, links in lists:
        box = _box(page, run, inside)
        for node in links if box is None else [box]:
            node.decompose()


def _links(page: Scan, run: list[int]) -> list[LexborNode]:
    """The links that texts stand in, none where they lead to fewer places than a list does: a link that was never
    closed holds paragraphs."""
    links = {link.mem_id: link for link in map(page.link_of, run) if link is not None}
    places = {link.attributes.get("href") for link in links.values()}
    return list(links.values()) if len(places) >= _LINK_LIST else []


def _link_lists(page: Scan, inside: range) -> list[list[int]]:
    """The runs of linked headlines, parted by any longer text that is none."""
    runs: list[list[int]] = [[]]
    for i in inside:
        text = page.texts[i]
        if len(text) < _LABEL:
            continue
        if page.is_linked(i) and lines.hangul(text) >= _LABEL // 2 and not lines.is_marked(text):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return runs


def _box(page: Scan, run: list[int], inside: range) -> LexborNode | None:
    """The largest element that holds the whole run, and besides it nothing but labels next to it; None without."""
    start, end = run[0], run[-1]
    while start - 1 in inside and len(page.texts[start - 1]) < _LABEL:
        start -= 1
    while end + 1 in inside and len(page.texts[end + 1]) < _LABEL:
        end += 1
    found, node = None, page.places[run[0]].parent
    while node is not None:
        held = page.inside(node)
        if held is None or held[0] < start or held[1] > end or (held[0], held[1]) == (inside[0], inside[-1]):
            break
        if held[0] <= run[0] and held[1] >= run[-1]:
            found = node
        node = node.parent
    return found
