"""Places that a sentence lists without making each the object of a verb: 'A 견학, B 방문', 'A, B 등 관광지를 돌며'."""

import re
from collections.abc import Iterator

from extract import placebounds, placelines, placenames
from extract.document import Sentence

_STOP = r"방문|견학|시찰|탐방|관람|관광|답사|참관|체험|투어|산책"
# One item of a programme in a sentence: what is visited, the noun of visiting, who does so.
_ITEM = re.compile(
    rf"(?P<place>[가-힣A-Za-z0-9㈜·&(][가-힣A-Za-z0-9㈜·&() ]{{1,34}}?) ?(?:{_STOP})"
    rf"(?:\([^()]{{1,12}}\))?(?= ?[,△▲▴·]| 등| 및| 순|과 |와 |$)"
)
_STOP_NOUN = re.compile(_STOP)
_MARKS = "△▲▴▶▷"
_BETWEEN = re.compile(r"[^,△▲▴▶▷\n]*")
# 'A, B와 C 등 도내 이름난 관광지도 찾는다'
_SIGHTS = re.compile(
    r" 등(?:지)?을 (?:도는|돈) "
    r"| 등 ?(?:[가-힣]+[을를] 대표하는 )?(?:[^ ,.]+(?<![을를]) ){0,4}?[가-힣]*(?:거점|명소|관광지|유적지|유적"
    r"|문화재|명승지|문화시설"
    r"|주요 ?시설|교육·연구기관|연구기관|관광시설|산업시설|산업현장|사적지)"
    r"(?:들)?(?: ?\d+곳)?(?:을|를|도|까지) (?:[^ .,]+ ){0,3}?(?:방문|찾|둘러|돌아[보봤본]|견학|시찰|탐방|관람"
    r"|답사|돌며)"
)
_BREAK = re.compile(r"[은는이가을를도]\s|[고며서뒤해],?\s|에서\s|에게\s|으?로\s|[.△▲▴:]|\(|에\s")


def spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Stretches of the document that each hold one or more listed places."""
    yield from _programme(sentence)
    yield from _marked(sentence)
    yield from _sights(sentence)


def _programme(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Two stops at least, parted by commas or marks; one noun of visiting alone is left to the grammar."""
    norm = sentence.norm
    if len(_STOP_NOUN.findall(norm)) < 2:
        return
    found = []
    for hit in _ITEM.finditer(norm):
        start = hit.start("place")
        cut = max(norm.rfind(sign, start, hit.end("place")) for sign in "△▲▴▶▷,")
        start = max(start, cut + 1)
        clause = [m.end() for m in _BREAK.finditer(norm, start, hit.end("place")) if m.end() < hit.end("place")]
        start = max([start, *clause])
        if start < hit.end("place"):
            found.append((start, hit.end("place"), hit.end()))
    for i, (start, end, after) in enumerate(found):
        beside = [f for j, f in enumerate(found) if j != i and (0 <= f[0] - after <= 30 or 0 <= start - f[2] <= 30)]
        if beside:
            yield sentence.start + start, sentence.start + end


_AFTER_MARKS = re.compile(r" ?등 ?[^.\n]{0,30}?(?:탐방|방문|견학|관광|시찰|둘러|답사|찾)")


def _marked(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """'△성산일출봉 △해녀박물관 △별빛누리공원 등 관광지 탐방': three items at least, visited by what follows them."""
    norm = sentence.norm
    at = [i for i, char in enumerate(norm) if char in _MARKS]
    if len(at) < 3:
        return
    end = norm.find(" 등", at[-1])
    if end < 0 or end - at[-1] > 24 or not _AFTER_MARKS.match(norm, end):
        return
    for start, until in zip(at, [*at[1:], end], strict=True):
        if 2 <= len(norm[start + 1 : until].strip()) <= 20:
            yield sentence.start + start + 1, sentence.start + start + 1 + len(norm[start + 1 : until].rstrip())


def _sights(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The list in front of '등 … 관광지를 둘러봤다', back to where its clause begins."""
    norm = sentence.norm
    for hit in _SIGHTS.finditer(norm):
        before = norm[: hit.start()]
        breaks = [m.end() for m in _BREAK.finditer(before)]
        start = max([0, *(b for b in breaks if b < hit.start())])
        if "," in before[start:] or re.search(r"[과와] ", before[start:]) or " " not in before[start:].strip():
            yield sentence.start + start, sentence.start + hit.start()


_NO_PLACE = re.compile(r"(?:체험|견학|프로그램|간담회|만찬|공연|함께|행사장|축제장|박람회장|축제|대회|행사|체험장)$")


def items(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The named places of a stretch: parted by commas, or by 과 and 와 between two names."""
    at = start
    alone = norm[max(0, start - 2) : start].strip(" ") in tuple(_MARKS) and not re.match(r" ?체험", norm[end : end + 4])
    if alone and not re.search(r"[,·]| 및 ", norm[start:end]):
        a, b = placebounds.clip(norm, start, end)
        name = norm[a:b].strip()
        if not _NO_PLACE.search(name) and placenames.named(name, [(name, "NNP")], strong=True):
            yield a, b
        return
    for part in re.split(r"(, ?|(?<=[가-힣])[과와] (?=[가-힣]{2}))", norm[start:end]):
        if part and not re.fullmatch(r", ?|[과와] ", part):
            yield from (
                (a, b) for a, b in placelines.items(norm, at, at + len(part)) if not _NO_PLACE.search(norm[a:b])
            )
        at += len(part)
