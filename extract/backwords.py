"""The only reader of '센터를 방문해' for a facility named before: bare facility words and what they stand for."""

import re
from collections.abc import Iterator
from functools import cache

from extract import placekinds, regions
from extract.document import Document, Sentence
from extract.records import Mention
from extract.words import alternation, words

_PARTICLE = r"(?:를|을|에서|에|는|은|의|와|과|가|이|로)"
_VERB = re.compile(
    r"(?:를|을) (?:[가-힣]+(?:로|게|히|이|접|식) )?(?:방문|찾|견학|시찰|둘러|돌아|참관|관람|탐방)"
    r"|(?:와|과) [^.,]{2,40}?(?:를|을) (?:[가-힣]+ )?(?:방문|찾|견학|시찰|둘러|돌아|참관|관람|탐방)"
)
_HEAD_OFFICE = re.compile(
    r"(?<![가-힣])([가-힣]{2,10}청)(?:\([^()]*\))?(?:은|는|이|가) (?:[^.]{0,40} )?(본청)(?:\([^()]*\))?"
    r"(?:에서|(?:을|를) (?:방문|찾)|(?:으)?로 (?:초청|초대))"
)
_MODIFIED = re.compile(
    r"[가-힣A-Za-z0-9)](?<![은는이가을를에서의와과로며고해한인된여그당간때후뒤]) $"
)  # 관제 센터: a name of its own


@cache
def _bare() -> re.Pattern[str]:
    word = alternation("back_site")
    return re.compile(rf"(?<![가-힣A-Za-z0-9)·])({word})(?={_PARTICLE}[ ,.])")


@cache
def _full() -> re.Pattern[str]:
    return re.compile(
        rf"[가-힣A-Za-z0-9]{{2,30}}({alternation('back_site')})(?![가-힣])|[가-힣A-Za-z0-9]{{2,30}}?({alternation('back_site')})(?={_PARTICLE}(?![가-힣]))"
    )


_MODIFIED_END = re.compile(r"[은는이가을를에의와과로며고해한인된런운여던할될]$")  # 새로운 홍보관


@cache
def _spaced() -> re.Pattern[str]:
    """'경제자유구역 홍보관을': exhibits are often written apart from what they show."""
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9)])([가-힣A-Za-z0-9]{{3,15}}) (?:{alternation('exhibit')})(?={_PARTICLE}[ ,.])"
    )


def find(doc: Document) -> Iterator[Mention]:
    """Mentions with note `back`: the value is the last full name before that ends with the bare word."""
    yield from _head_offices(doc)
    yield from _own_houses(doc)
    full: dict[str, str] = {}
    for sentence in doc.sentences:
        named = list(_names(sentence))
        for hit in _bare().finditer(sentence.norm):
            word, at = hit[1], sentence.start + hit.start(1)
            earlier = [name for name, start in named if start < at and name.endswith(word)]
            name = earlier[-1] if earlier else full.get(word)
            if name and _VERB.match(sentence.norm, hit.end()) and not _MODIFIED.search(sentence.norm, 0, hit.start()):
                yield Mention("site", name, at, at + len(word), "sites.back", "back")
        full |= {kind: name for name, _ in named for kind in words("back_site") if name.endswith(kind)}


def _head_offices(doc: Document) -> Iterator[Mention]:
    """'누리진흥청은 … 본청에서 대표단을 맞았다': the head office of the agency that the sentence is about."""
    for sentence in doc.sentences:
        hit = _HEAD_OFFICE.search(sentence.norm) if "본청" in sentence.norm else None
        if hit is not None:
            at = sentence.start + hit.start(2)
            yield Mention("site", hit[1], at, at + 2, "sites.back", "back")


# 'A원은 8일 기관에 방문한 대표단에게': the body that speaks is the one visited.
_OWN_HOUSE = re.compile(
    r"(?<![가-힣])([가-힣]{2,20}(?:원|청|공사|공단|재단|협회|센터|연구소|박물관|미술관|병원|대학교|위원회))(?:\([^()]*\))?(?:은|는)"
    r" (?:[^.]{0,60}[은는이가,)에] |[^.]{0,60}\d일 )?(기관|본원|본사|재단|공단|공사|협회|연구소)(?:에|을|를) "
    r"(?:직접 |공식 )?(?:방문|찾|내방)"
)
_HEADED = re.compile(
    r"(?:단|일행|대사|장관|차관|총리|의원|의원들|연수생|연수생들|공무원|공무원들)(?:이|은)?,? "
    r"(재단|공단|공사|협회|진흥원|연구원|연구소|대학교|박물관|센터) (?:공식 |현장 )?(?:방문|내방|견학)"
)


def _own_houses(doc: Document) -> Iterator[Mention]:
    """'누리재단은 … 재단을 방문한 대표단', '대표단 재단 방문' in a headline: the body whose release it is."""
    for sentence in doc.sentences:
        hit = _OWN_HOUSE.search(sentence.norm)
        if hit is not None and hit[2] in ("기관", "본원", "본사", hit[1][-len(hit[2]) :]):
            at = sentence.start + hit.start(2)
            yield Mention("site", hit[1], at, at + len(hit[2]), "sites.back", "back")
        headed = _HEADED.search(sentence.norm) if sentence.role in ("title", "subtitle") else None
        if headed is not None:
            whole = re.search(rf"(?<![가-힣])([가-힣]{{2,16}}{headed[1]})(?![가-힣]{{2}})", doc.norm)
            at = sentence.start + headed.start(1)
            if whole is not None and not regions.foreign(whole[1], sentence.norm):
                yield Mention("site", whole[1], at, at + len(headed[1]), "sites.back", "back")


def _names(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Facilities named in a sentence, whatever their role."""
    for hit in _spaced().finditer(sentence.norm):
        first = hit[1]
        if _MODIFIED.search(sentence.norm, 0, hit.start()):
            continue  # the name is longer still
        common = placekinds.any_of("generic_site", "site_lead", "site_modifier", "delegation")
        if first not in common and not _MODIFIED_END.search(first) and not regions.foreign(hit[0], sentence.norm):
            yield hit[0], sentence.start + hit.start()
    for hit in _full().finditer(sentence.norm):
        name = hit[0]
        if len(name) >= 5 and name not in words("generic_site") and not regions.foreign(name, sentence.norm):
            yield name, sentence.start + hit.start()
