"""The only reader of places outside sentences: '(장소) A, B' lines, days of a programme, rows of timetables."""

import re
from collections.abc import Iterator

from extract import placebounds, placekinds, placenames
from extract.document import Sentence
from extract.words import words

_BULLET = r"[\s○❍◦□ㅇ·*\-▪■●※▶▷◇◆]*"
_LABEL = re.compile(
    rf"{_BULLET}[(〔<\[【]?\s*(?:주요\s?|현장\s?|개최\s?|행사\s?)?"
    r"(?:장\s*소|일\s*[시정]\s*(?:[·/,]|및)\s*장\s*소|(?:\d+개\s?)?(?:방문|견학|시찰|답사|탐방|연수|실습)\s*"
    r"(?:지|처|기관|장소|코스|시설|기업))"
    r"\s*(?:[)〕>\]】]\s*[:▶→]?|[:▶→]|\s{2})\s*"
)
_DAY = re.compile(
    rf"{_BULLET}[▲△]?\(?\s*(?:\d+\s*일\s*차|(?:[첫둘셋넷]째?|다섯째|마지막)\s?날"
    r"|(?:\d{1,2}\.\s*\d{1,2}\.?|\d{1,2}월\s?\d{1,2}일)\s*(?:\([월화수목금토일]\))?)\s*(?:\([^()]{1,14}\))?\s*[:)]?\s*"
)
_ROW = re.compile(r"\s\|\s|^\s*\|")
_PROGRAMME = re.compile(r"일정|장소|방문|견학|시찰|코스|일\s?차|이동|탐방|환영|\d{1,2}:\d{2}")
_ITEM = re.compile(r"[^,|/→∙()▲△▷▶⇒➜]+(?:\([^()\d][^()]{0,24}\))?")
_BRACKET = re.compile(
    r"\((?:'?\d{2,4}\.\s?|\d{4}년 ?)?(?:\d{1,2}\.\s?\d{1,2}\.?|\d{1,2}월 ?\d{1,2}일|\d{1,2}일|\d{1,2}:\d{2})"
    r"(?:[\s\d:.~∼\-시분일월]|\([월화수목금토일]\)|오전|오후)*[,/·]\s?([가-힣A-Za-z][^(),]{1,40}(?:\([^()]*\))?)\)"
)
_PROSE = re.compile(r"[다요]\.$|(?:에서|를|을|에는|에) ")  # a sentence that merely starts with a day
_CLAUSE = re.compile(r"[은는이가을를에] |[다요음함됨]\.|[다요]$")


def spans(sentence: Sentence, block: str) -> list[tuple[int, int, str]]:
    """Stretches of the sentence that list places, with their kind (line, schedule). `block` is its whole block: rows of
    a table count where that table is a programme."""
    norm = sentence.norm
    if hit := _LABEL.match(norm):
        return [(sentence.start + hit.end(), sentence.end, "line")]
    if (hit := _DAY.match(norm)) and not _PROSE.search(norm):
        return [(sentence.start + hit.end(), sentence.end, "schedule")]
    if (sentence.role == "table" or _ROW.search(norm)) and _PROGRAMME.search(block):
        return [(sentence.start, sentence.end, "schedule")]
    return []


def bracketed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """'상담(3. 5.(수) 14:00, 누리청사)': a time and a place in brackets behind an item of a programme."""
    if "(" in sentence.norm:
        for hit in _BRACKET.finditer(sentence.norm):
            yield sentence.start + hit.start(1), sentence.start + hit.end(1)


def items(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the named places in a stretch. 'A·B' is two where both are places."""
    found = list(_items(norm, start, end))
    yield from (
        ((a, b) for a, b in found if _place(norm[a:b]) or (placekinds.companion(norm[a:b]) and len(found) > 1))
        if any(_place(norm[a:b]) for a, b in found)
        else ()
    )


def _items(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for hit in _ITEM.finditer(norm, start, end):
        for a, b in placebounds.halves(norm, hit.start(), hit.end()):
            yield from _item(norm, a, b)


def _item(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = norm[start:end]
    start += len(text) - len(text.lstrip(" :·-'\"「『▪○"))
    end = start + len(norm[start:end].rstrip())
    if start >= end or _CLAUSE.search(norm[start:end]):
        return
    start, end = placebounds.clip(norm, start, end)
    yield start, end


def _place(text: str) -> bool:
    """A facility with a name or a known venue; without morphemes a proper noun is what no list knows."""
    known = words("generic_site") | words("site_modifier") | words("site_lead") | words("facility")
    pieces = [(w, "NNP" if w not in known else "NNG") for w in placebounds.bare(text).split()]
    return len(placebounds.bare(text)) >= 2 and placenames.named(text.strip(), pieces, strong=False)
