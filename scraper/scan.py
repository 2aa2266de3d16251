"""The only place that walks a parsed page: its texts as a reader sees them run on, and where they stand."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = [
    "nav", "script", "style", "noscript", "iframe", "select", "button", "svg", "template", "textarea", "object",
    "canvas", "input",
]  # fmt: skip
INLINE = frozenset(
    {"abbr", "b", "big", "cite", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u", "s"}
)
_MAX_TEXTS = 15_000  # the largest page measured has 1,500
_DEEPEST_INLINE = 50  # elements; only broken pages nest more of them


def _numbers() -> tuple[int, int, int, frozenset[int]]:
    """The parser's own numbers of tags, asked of it: comparing strings costs a walk half its time."""
    body = LexborHTMLParser("a<!-- --><a></a>" + "".join(f"<{tag}></{tag}>" for tag in INLINE)).body
    numbers = {node.tag or "": node.tag_id or 0 for node in body.traverse(include_text=True)} if body else {}
    return numbers["-text"], numbers["a"], numbers["-comment"], frozenset(numbers[tag] for tag in INLINE)


_TEXT, _LINK, _COMMENT, _INLINE = _numbers()
_SEEN_THROUGH = _INLINE | {_COMMENT}


@dataclass(slots=True)
class Scan:
    """A page's texts in reading order, and the text node that each begins with.

    Inline elements are seen through: their text runs on in the element around them.
    """

    texts: list[str] = field(default_factory=list)
    places: list[LexborNode] = field(default_factory=list)
    _known: dict[int, bool] = field(default_factory=dict)  # elements by `mem_id`: do they stand in a link?

    def is_linked(self, text: int) -> bool:
        """Does a text stand in a link?"""
        above, known, passed = self.places[text].parent, self._known, []
        linked = False
        while above is not None:
            if above.tag_id == _LINK:
                linked = True
                break
            place = above.mem_id
            if place in known:
                linked = known[place]
                break
            passed.append(place)
            above = above.parent
        for place in passed:
            known[place] = linked
        return linked

    def link_of(self, text: int) -> LexborNode | None:
        """The link that a text stands in."""
        above = self.places[text].parent
        while above is not None and above.tag_id != _LINK:
            above = above.parent
        return above

    def inside(self, node: LexborNode) -> tuple[int, int] | None:
        """The first and the last text in a node of the same tree, an inline one as what it stands in; None without."""
        block = around(node)
        within = {part.mem_id for part in block.traverse(include_text=True, skip_empty=True)}
        found = [i for i, place in enumerate(self.places) if place.mem_id in within]
        return (found[0], found[-1]) if found else None


def is_inline(node: LexborNode) -> bool:
    """Is an element one whose text runs on in what is around it?"""
    return node.tag_id in _SEEN_THROUGH


def around(node: LexborNode) -> LexborNode:
    """The nearest element that is not inline: the element itself, or one around it."""
    for _ in range(_DEEPEST_INLINE):
        if node.tag_id not in _INLINE or node.parent is None:
            break
        node = node.parent
    return node


def block_of(text: LexborNode) -> LexborNode:
    """The nearest element around a text that is not inline."""
    return around(text.parent or text)


def scan(root: LexborNode | None) -> Scan:
    """Every text below `root`, in one walk without recursion, in linear time."""
    texts: list[str] = []
    places: list[LexborNode] = []
    run = ""  # the text that may go on in the next inline element
    runs_on = False
    for node in root.traverse(include_text=True, skip_empty=True) if root is not None else ():
        kind = node.tag_id
        if kind != _TEXT:
            if runs_on and kind not in _SEEN_THROUGH:
                runs_on = False
            continue
        text = node.text_content
        if not text or text.isspace():
            if runs_on:
                run += " "
            continue
        if runs_on and block_of(node).mem_id == block_of(places[-1]).mem_id:
            run += f" {text}" if _follows_blank(node) else text
            continue
        if run:
            texts.append(" ".join(run.split()))
        run, runs_on = text, True
        if len(places) >= _MAX_TEXTS:
            run = ""
            break
        places.append(node)
    if run:
        texts.append(" ".join(run.split()))
    return Scan(texts, places)


def _follows_blank(node: LexborNode) -> bool:
    """Whether the text node before this one, which the walk may have left out, is blank."""
    at = node
    while True:
        before = at.prev
        while before is not None and before.last_child is not None:
            before = before.last_child
        if before is not None and before.tag_id == _TEXT:
            return not (before.text_content or "").strip()
        above = at.parent if before is None else before
        if above is None:
            return False
        at = above
