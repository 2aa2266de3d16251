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


def _numbers() -> tuple[int, int, int, frozenset[int]]:
    """The parser's own numbers of tags, asked of it: comparing strings costs a walk half its time."""
    body = LexborHTMLParser("a<!-- --><a></a>" + "".join(f"<{tag}></{tag}>" for tag in INLINE)).body
    numbers = {node.tag or "": node.tag_id or 0 for node in body.traverse(include_text=True)} if body else {}
    return numbers["-text"], numbers["-comment"], numbers["a"], frozenset(numbers[tag] for tag in INLINE)


_TEXT, _COMMENT, _LINK, _INLINE = _numbers()


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
    page = Scan()
    if root is None:
        return page
    page.nodes.append(root)
    page.parents.append(0)
    page.linked.append(False)
    page.first.append(0)
    page.last.append(-1)
    page.index[root.mem_id] = 0
    index, texts, owners = page.index, page.texts, page.owners
    run: list[str] = []
    runs_on = False
    for node in root.traverse(include_text=True):
        kind = node.tag_id
        if kind != _TEXT:
            runs_on = runs_on and (kind in _INLINE or kind == _COMMENT)
            continue
        text = node.text_content
        if not text or text.isspace():
            if runs_on:
                run.append(" ")
            continue
        above = node.parent
        owner = index.get(above.mem_id) if above is not None else 0
        if owner is None:
            owner = _enter(page, above)
        if runs_on and owners[-1] == owner:
            run.append(text)
            continue
        if run:
            texts.append(" ".join("".join(run).split()))
        if len(owners) >= _MAX_TEXTS or len(page.nodes) > _MAX_NODES:
            run = []
            break
        run, runs_on = [text], True
        page.last[owner] = len(owners)
        owners.append(owner)
    if run:
        texts.append(" ".join("".join(run).split()))
    _close(page)
    return page


def _enter(page: Scan, node: LexborNode | None) -> int:
    """The index of an element seen for the first time; it and what is new around it join the page, outermost first."""
    new: list[LexborNode] = []
    at = 0
    while node is not None:
        known = page.index.get(node.mem_id)
        if known is not None:
            at = known
            break
        new.append(node)
        node = node.parent
    for node in reversed(new):
        kind = node.tag_id
        if kind not in _INLINE:
            page.parents.append(at)
            page.linked.append(page.linked[at] or kind == _LINK)
            at = len(page.nodes)
            page.nodes.append(node)
            page.first.append(len(page.owners))
            page.last.append(-1)
        page.index[node.mem_id] = at
    return at


def _close(page: Scan) -> None:
    """The last text of an element is the last one of its descendants."""
    last, parents = page.last, page.parents
    for i in range(len(last) - 1, 0, -1):
        if last[i] > last[parents[i]]:
            last[parents[i]] = last[i]
