"""The only place that reads a list row's title: the headline inside it, without badges, previews and buttons."""

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborNode

from scraper.cells import fold, in_script
from scraper.days import read_day

_BADGE_WORD = re.compile(
    r"\W*(?:new|n|hot|up|새\s?글|새로운\s?글|신규|신규\s?글|최신\s?글|공지(?:글|사항)?|알림|제목|첨부(?:\s?파일)?(?:\s?(?:있음|\d+개?))?|파일|이미지"
    r"|사진|보도(?:자료)?|언론보도|뉴스|소식|새\s?소식|일반|행사|기타|동영상|비밀글|답글|인기(?:글)?|필독|중요|긴급|\d+|댓글\s?\d*)?\W*",
    re.I,
)
_BADGE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:new|ico|icon|badge|blind|hidden|hide|skip|sr[-_]?only|screen[-_]?out|visually[-_]?hidden|"
    r"a11y|sound[-_]?only"
    r"|cmt|comment|reply|file|attach|add-head|mobile-?(?:label|head)?|m-?label|tbl-?label|num|hit|"
    r"view-?count)(?:$|[-_\s])",
    re.I,
)
_HEADLINE_CLASS = re.compile(r"(?<!sub)(?<!sub[-_])(?:tit|subj|sbj)|heading|headline", re.I)
_LEAD_CLASS = re.compile(r"lead|summ?ary|preview|desc|cont|txt|sub[-_]?(?:tit|tt)|c_sub|intro", re.I)
_BUTTON = re.compile(
    r"\W*(?:더\s?보기|자세히\s?보기|자세히|상세\s?보기|상세|바로\s?가기|보기|내용\s?보기|글\s?보기|다운로드|내려받기|미리\s?보기|바로\s?보기|공유(?:하기)?|이전|"
    r"다음|목록|기사\s?보기"
    r"|view|more|read\s?more)\W*",
    re.I,
)
_HINT = re.compile(
    r"\s*(?:에\s*대한\s*)?(?:글\s?내용|상세|내용|게시물|게시글|새\s?창)?\s*(?:으로\s*)?(?:보기|열람|열기|열림|이동|바로가기)\.?\s*$"
)
_CUT = re.compile(r"\s*(?:\.{2,}|…|···|⋯)\s*$")


_ALWAYS_HIDDEN = re.compile(r"(?:^|[-_\s])(?:blind|sr[-_]?only|screen[-_]?out|visually[-_]?hidden)(?:$|[-_\s])", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG = frozenset({"strong", "b", "em"})
_BLOCKS = frozenset({"p", "div", "li", "dd", "dt", "td", "h1", "h2", "h3", "h4", "h5", "h6", "br", "ul", "dl", "tr"})
_SHORT = 14  # characters: a badge is no longer, whatever its class
_HEADLINE = 8  # characters; a shorter first line of several is a category
_ROOMY = 120  # characters: no headline is longer; such a link holds a preview too


def title(nodes: Sequence[LexborNode], links: Sequence[LexborNode], selectors: Iterable[str] = ()) -> str:
    """The title of one row: of its headline element, else of its link. '' where the row names none.

    A text that the page cuts ('…') is completed from the link's title attribute where that begins with it."""
    chosen = [part for selector in selectors for node in nodes for part in node.css(selector)]
    for part in chosen or _candidates(nodes, links):
        text = _headline(part)
        if _is_title(text):
            return _completed(text, links)
    hints = (_HINT.sub("", fold(link.attributes.get("title") or "")) for link in links)
    return next((hint for hint in hints if _is_title(hint)), "")


def _candidates(nodes: Sequence[LexborNode], links: Sequence[LexborNode]) -> Iterator[LexborNode]:
    """Headline elements first, then the links, previews last; each in page order."""
    marked = [part for node in nodes for part in node.traverse() if _is_marked(part)]
    inside = {part.mem_id for link in links for part in link.traverse()}
    for part in marked:
        within = [link for link in links if any(child.mem_id == link.mem_id for child in part.traverse())]
        if within:
            yield from within
        elif part.tag not in _STRONG or part.mem_id in inside:
            yield part
    yield from (link for link in links if not _is_lead(link))
    yield from links


def _is_marked(part: LexborNode) -> bool:
    name = part.attributes.get("class") or ""
    if part.tag in _HEADINGS or _HEADLINE_CLASS.search(name):
        return True
    if part.tag not in _STRONG or part.parent is None or _LEAD_CLASS.search(name):
        return False
    # A strong word inside a sentence is a search hit or an emphasis, not the headline.
    beside = (child for child in part.parent.iter(include_text=True) if child.tag == "-text")
    return not any(fold(child.text_content or "") for child in beside)


def _is_lead(link: LexborNode) -> bool:
    parent = link.parent
    return any(_LEAD_CLASS.search(node.attributes.get("class") or "") for node in (link, parent) if node is not None)


def _headline(part: LexborNode) -> str:
    """The element's text; of a roomy one that holds a preview or a date too, its first line that can be a title."""
    runs = [run for run in (fold(run) for run in "".join(_texts(part)).split("\n")) if run]
    whole = " ".join(runs)
    if len(runs) > 1 and (len(whole) > _ROOMY or any(read_day(run) for run in runs)):
        lines = [run for run in runs if _is_title(run)]
        return next((line for line in lines if len(line) >= _HEADLINE), next(iter(lines), ""))
    return re.sub(r"^제목\s*[:：]\s*", "", whole)


def _texts(part: LexborNode) -> Iterator[str]:
    """The element's text without badges; a line break wherever the page shows one."""
    stack = [part]
    while stack:
        node = stack.pop()
        if node.tag == "input" and node.attributes.get("type") == "submit":
            yield node.attributes.get("value") or ""  # a form whose button is the headline
        elif node.tag == "-text":
            yield "" if in_script(node) else node.text_content or ""
        elif node.mem_id == part.mem_id or not _is_badge(node):
            if node.tag in _BLOCKS:
                yield "\n"
            stack.extend(reversed(list(node.iter(include_text=True))))


def _is_badge(node: LexborNode) -> bool:
    name = node.attributes.get("class") or ""
    if node.tag in ("script", "style", "button", "svg", "img", "noscript") or _ALWAYS_HIDDEN.search(name):
        return True
    text = fold(node.text())
    if not text or len(text) > _SHORT:
        return False
    return bool(_BADGE_CLASS.search(name)) or bool(_BADGE_WORD.fullmatch(text))


def _is_title(text: str) -> bool:
    letters = len(re.findall(r"[^\W_]", text))
    return letters > 1 and not (_BUTTON.fullmatch(text) or _BADGE_WORD.fullmatch(text) or read_day(text))


def _completed(text: str, links: Sequence[LexborNode]) -> str:
    if not _CUT.search(text):
        return text
    start = _CUT.sub("", text)
    hints = (_HINT.sub("", fold(link.attributes.get("title") or "")) for link in links)
    return next((hint for hint in hints if hint.startswith(start) and len(hint) > len(start)), text)
