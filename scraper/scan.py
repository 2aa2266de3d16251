"""The only place that walks a parsed page: its elements that hold text, and its texts as a reader sees them run on."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = [
    "nav", "script", "style", "noscript", "iframe", "select", "button", "svg", "template", "textarea", "object",
    "canvas", "input",
]  # fmt: skip
INLINE = frozenset(
    {"abbr", "b", "big", "cite", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u", "s"}
)
_MAX_NODES = 30_000  # elements; the largest page measured has 3,000
_MAX_TEXTS = 15_000


def _numbers() -> tuple[int, int, frozenset[int]]:
    """The parser's own numbers of tags, asked of it: comparing strings costs a walk half its time."""
    body = LexborHTMLParser("a<!-- --><a></a>" + "".join(f"<{tag}></{tag}>" for tag in INLINE)).body
    numbers = {node.tag or "": node.tag_id or 0 for node in body.traverse(include_text=True)} if body else {}
    return numbers["-text"], numbers["a"], frozenset(numbers[tag] for tag in ("-comment", *INLINE))


_TEXT, _LINK, _SEEN_THROUGH = _numbers()


@dataclass(slots=True)
class Scan:
    """A page in reading order: its elements with text, and its texts with the element that each stands in.

    Inline elements are seen through: their text runs on in the element around them. The texts inside element i are
    texts[first[i]:last[i] + 1]. `index` finds an element by its `mem_id`, inline ones as what they stand in.
    """

    nodes: list[LexborNode] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    index: dict[int, int] = field(default_factory=dict)

    def index_of(self, node: LexborNode) -> int | None:
        """The element that a node of the same tree is; None where it holds no text."""
        return self.index.get(node.mem_id)


def scan(root: LexborNode | None) -> Scan:
    """Every text below `root` and the elements around it, in one walk without recursion, in linear time."""
    if root is None:
        return Scan()
    nodes, parents, linked, first, last = [root], [0], [False], [0], [-1]
    index = {root.mem_id: 0}
    texts: list[str] = []
    owners: list[int] = []
    run: list[str] = []  # the text that may go on in the next inline element
    runs_on, new = False, list[tuple[int, LexborNode]]()
    for node in root.traverse(include_text=True):
        kind = node.tag_id
        if kind != _TEXT:
            if runs_on and kind not in _SEEN_THROUGH:
                runs_on = False
            continue
        text = node.text_content
        if not text or text.isspace():
            if runs_on:
                run.append(" ")
            continue
        above = node.parent or root
        place = above.mem_id
        while place not in index:  # an element's first text brings it in, and what is around
            new.append((place, above))
            above = above.parent or root
            place = above.mem_id
        owner = index[place]
        while new:
            place, above = new.pop()
            kind = above.tag_id
            if kind not in _SEEN_THROUGH:
                parents.append(owner)
                linked.append(linked[owner] or kind == _LINK)
                owner = len(nodes)
                nodes.append(above)
                first.append(len(owners))
                last.append(-1)
            index[place] = owner
        if runs_on and owners[-1] == owner:
            run.append(text)
            continue
        if run:
            texts.append(_joined(run))
        if len(owners) >= _MAX_TEXTS or len(nodes) > _MAX_NODES:
            run = []
            break
        run, runs_on = [text], True
        last[owner] = len(owners)
        owners.append(owner)
    if run:
        texts.append(_joined(run))
    _close(last, parents)
    return Scan(nodes, parents, linked, first, last, texts, owners, index)


def _close(last: list[int], parents: list[int]) -> None:
    """The last text of an element is the last one of its descendants."""
    for i in range(len(last) - 1, 0, -1):
        last[parents[i]] = max(last[parents[i]], last[i])


def _joined(run: list[str]) -> str:
    return " ".join((run[0] if len(run) == 1 else "".join(run)).split())
