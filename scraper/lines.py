"""The only place that says what a line of Korean text looks like: a sentence, an outline, a tag glued to it."""

import re
from functools import lru_cache

_FINAL = re.compile(r"(?:[가-힣\w)%\]][.?!]|…|[.?!])[\"'”’」』)\]>]*$")
_CHATTY = re.compile(r"(?:[요죠]|[다요죠][\s.~!ㅎㅋㅠㅜ^;]+)$")
_QUOTED_END = re.compile(r"(?:다|요|죠|까|자|라)[\"'”’]$")
_INNER = re.compile(r"다[.?!][\"'”’)]?\s")
_BEGINNING = 20  # characters
_END = 40  # characters in which a sentence ends
_NO_LETTER = re.compile(r"[\W_]+")
_SYLLABLES = bytes(range(0xAC, 0xD8))  # U+AC00 to U+D7FF
_MARK = re.compile(
    r"^\s*(?:[□■▣▤◈○●❍◦ㅇ◯◎◇◆❖▪▫※＊*]|[oO]\s|[•→]\s?|\d\)\s|【?\s?(?:붙임|참고|별첨)|[①-⑳]|[-–—]\s|\([가-힣]\)|[가-하]\.\s|"
    r"\d{1,2}[.)]\s)"
)
_TABLE_ROW = re.compile(r"^\s*\|.*\||\S\s?\|\s?\S.*\|")
_LABEL = re.compile(r"^\s*[-–○❍ㅇ•·]?\s*(?:\([가-힣\s]{2,12}\)|[가-힣][가-힣\s]{0,9}\s?[:：])\s*\S")
_SUBTITLE = re.compile(r"^\s*(?:[-–—―~]\s?.{4,120}?\s?[-–—―~]|[-–—―▷◦▲]\s?.{6,120}|[<〈《].{4,80}[>〉》])\s*$")

_NAME = r"[가-힣]{2,4}"
_TITLE = r"(?:(?:선임|수습|인턴|객원|대표|편집|전문|시민|명예|취재)\s?)?(?:기자|특파원|통신원|논설위원|PD|앵커|리포터)"
_OUTLET = (
    r"[가-힣A-Za-z0-9·&. ]{1,14}(?:신문|일보|뉴스\d?|타임[스즈]|매일|투데이|저널|데일리|통신|방송|미디어|포스트|"
    r"헤럴드|프레스|경제|아침|포커스|매거진|소식|TV)"
)
_PREFIX = re.compile(
    rf"^\s*(?:[\[(【<〈]\s?(?P<tag>[^\])】>〉]{{1,24}}?)\s?[=＝]\s?(?P<who>[^\])】>〉]{{2,24}})[\])】>〉]\s?"
    rf"(?:{_NAME}(?:\s?[·,]\s?{_NAME}){{0,3}}\s?{_TITLE}\s?)?[=＝]?\s*"
    rf"|[\[【]\s?(?P<by>[^\]】]{{2,16}}?)\s{_NAME}\s?{_TITLE}\s?[\]】]\s*[=＝]?\s*"
    rf"|[\[【]\s?(?P<outlet>{_OUTLET})\s?[\]】]\s*(?:{_NAME}\s?{_TITLE}\s?[=＝]\s*)?"
    rf"|{_NAME}\s?{_TITLE}\s?[=＝]\s*)"
)
_MAIL = r"[\[(<]?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+[\])>]?"
_REPORTER = rf"[\[(<【/ㅣ|]?\s?(?:[가-힣]{{2,6}}\s?[/=·]\s?)?(?:{_OUTLET}\s?[/=]?\s?)?{_NAME}\s?{_TITLE}\s?[\])>】]?"
_NOTICE = r"[\[<(ⓒ©]?\s?(?:저작권자?|[Cc]opyrights?|ⓒ|©).{0,100}|[\[<(]?[^.\[<(]{0,20}무단\s?전재.{0,40}"
_SUFFIX = re.compile(
    rf"(?<=[.?!\"”’')\]])(?:\s*(?:{_REPORTER}(?:\s?{_MAIL})?|{_MAIL}|[(<]\s?끝\s?[)>]\.?|끝\.|{_NOTICE}))+\s*$"
)
_SUFFIX_WORDS = (
    "기자", "@", "저작권", "ⓒ", "©", "무단", "copyright", "끝", "특파원", "통신원", "논설위원", "pd", "앵커", "리포터"
)  # fmt: skip
_LONGEST_SUFFIX = 240  # characters


def key(text: str) -> str:
    """Letters and digits only: how two writings of one text are compared."""
    return _NO_LETTER.sub("", "".join(text.split())).lower()


def is_same(text: str, folded: str) -> bool:
    """Whether the key of a text is `folded`; most texts differ in their first letters already."""
    return folded.startswith(key(text[:_BEGINNING])) and key(text) == folded


def hangul(text: str) -> int:
    """How many Hangul syllables a text holds."""
    high = text.encode("utf-16-le", "surrogatepass")[
        1::2
    ]  # a syllable's upper byte; ten times as fast as an expression
    return len(high) - len(high.translate(None, _SYLLABLES))


def is_sentence(line: str) -> bool:
    """A line of prose: it ends like a sentence, or is long and holds one. Headlines end in nouns and are none."""
    return _is_short_sentence(line) if len(line) < _CACHED_BELOW else _reads_as_sentence(line)


def _reads_as_sentence(line: str) -> bool:
    if len(line) < 15 or hangul(line) < 8:
        return False
    if _FINAL.search(line, max(0, len(line) - _END)):
        return not line.endswith("…") or len(line) > 80
    if _CHATTY.search(line):
        return True
    return (len(line) >= 25 and bool(_QUOTED_END.search(line))) or (len(line) > 60 and bool(_INNER.search(line)))


_CACHED_BELOW = (
    400  # characters: a page asks several times for each of its lines, and a cache must not hold whole pages
)
_is_short_sentence = lru_cache(maxsize=4096)(_reads_as_sentence)


def is_structured(line: str) -> bool:
    """A line of a release's outline: a list mark, a table row, '(일시) …', '장소: …'."""
    return bool(_MARK.match(line) or ("|" in line and _TABLE_ROW.search(line)) or _LABEL.match(line))


def is_marked(line: str) -> bool:
    """A line that begins with an outline's mark: □ ○ - ※ 1) 붙임."""
    return bool(_MARK.match(line))


def is_subtitle(line: str) -> bool:
    """A subtitle as releases write it: '- … -', '<…>', a dash in front."""
    return bool(_SUBTITLE.match(line))


def is_row(line: str) -> bool:
    """A table row drawn with bars."""
    return line.count("|") >= 2 and bool(_TABLE_ROW.search(line))


def cut_prefix(line: str) -> tuple[str, str]:
    """The line without '(나루=한결뉴스) 김한결 기자 =' in front, and the outlet that this names ('' if none)."""
    hit = _PREFIX.match(line)
    if not hit or hit.end() == 0 or len(line) - hit.end() < 15:
        return line, ""
    return line[hit.end() :], _outlet_of(hit)


def _outlet_of(hit: re.Match[str]) -> str:
    """Of '[서울=뉴시스]' the right side, of '[헤럴드=홍길동 기자]' the left one."""
    groups = hit.groupdict()
    if groups["tag"] and groups["who"]:
        left, right = groups["tag"].strip(), groups["who"].strip()
        if re.search(_TITLE, right) or re.fullmatch(_OUTLET, left):
            return left
        dateline = re.fullmatch(r"[가-힣]{2,5}(?:\s?[·,]\s?[가-힣]{2,5})?", left) and re.fullmatch(r"\S{2,12}", right)
        return right if dateline or re.fullmatch(_OUTLET, right) else ""
    return (groups["by"] or groups["outlet"] or "").strip()


def cut_suffix(line: str) -> str:
    """The line without a reporter's name, an address or a copyright notice glued to its last sentence."""
    head, tail = line[:-_LONGEST_SUFFIX], line[-_LONGEST_SUFFIX:]
    folded = tail.lower()
    if not any(word in folded for word in _SUFFIX_WORDS):
        return line
    shorter = (head + _SUFFIX.sub("", tail)).rstrip()
    return shorter if len(shorter) >= 4 else line
