"""The only place that tells a person's name from a place or country of that spelling: 'Monica Colombo' is not Colombo.

Releases write a foreigner's name in Korean and repeat it in Latin letters in brackets, or put it before his country
and office; later on they use the last word of it with his title.
"""

import re

from extract import lexicon
from extract.lexicon import Term

_LATIN = re.compile(r" ?[(（]([A-Z][A-Za-zÀ-ÿ.'’-]*(?: [A-Za-zÀ-ÿ.'’-]+){1,5})[)）]")
_LETTERS = (  # that a Latin word may begin with, by the first consonant (ㄱ … ㅎ) of its Korean spelling
    *("G", "GK", "N", "DT", "DT", "RL", "M", "BV", "B", "SCX", "SC"),
    *("AEIOUWYJH", "JZG", "JZ", "C", "KCQX", "T", "PF", "HJX"),
)
_OFFICES = "장관|차관|국장|대사|총리|의원|의장|청장|총재"
_TITLE = re.compile(
    rf"(?: ?(?:주한|前|전|현|부|수석|상임|신임))? ?[가-힣]{{0,6}}(?:{_OFFICES}|대표|대통령|위원장?|교수|박사|시장|지사|"
    r"실장|과장|회장|사장|이사장?|단장|총장|처장|소장|참사관|영사|변호사|기자|감독|작가|씨)(?![가-힣]{2})"
)
_OF_A_STATE = re.compile(rf" ([가-힣]{{2,8}}) (?:[가-힣]{{2,8}} ){{0,2}}?[가-힣]{{0,6}}(?:{_OFFICES})(?![가-힣]{{2}})")
_WORD_BEFORE = re.compile(r"(?<![가-힣])[가-힣]+(?<![은는이가을를의에도와과및등])(?= \Z)")


def named(text: str, start: int, end: int, term: Term) -> bool:
    """True where the name abroad [start, end) is the last word of somebody's full name."""
    if term.kind not in ("country", "place") or not "가" <= term.text[0] <= "힣" or len(term.text) > 5:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 12), start)
    if before is None or _abroad(before[0]):
        return False
    return _repeated(text, end, before[0], term.text) or _before_a_state(text, end, term)


def titled(text: str, end: int) -> bool:
    """True where a title follows, as it does a name: '콜롬보 대표'."""
    return _TITLE.match(text, end) is not None


def _repeated(text: str, end: int, given: str, family: str) -> bool:
    """Whether Latin letters in brackets repeat the name word by word: '모니카 콜롬보(Monica Colombo)'."""
    latin = _LATIN.match(text, end)
    words = [w for w in latin[1].split() if w[0].isupper()] if latin else []
    return len(words) > 1 and _begins(family, words[-1]) and _begins(given, words[-2])


def _abroad(word: str) -> bool:
    """Whether a word names a country or place itself, perhaps with its 시, 주 or 성."""
    return any(word[len(t.text) :] in ("", "시", "주", "성", "현") for t in lexicon.abroad().at(word, 0))


def _begins(word: str, latin: str) -> bool:
    """Whether a Korean spelling can begin as a Latin word does: 콜롬보, Colombo."""
    return latin[0].upper() in _LETTERS[(ord(word[0]) - ord("가")) // 588]


def _before_a_state(text: str, end: int, term: Term) -> bool:
    """'카를로스 페레이라 쿠바 외교부 국장': a place of one country right before an office of another."""
    state = _OF_A_STATE.match(text, end) if term.kind == "place" else None
    country = lexicon.countries()[0].get(state[1]) if state else None
    return country is not None and country.value not in ("KR", term.value, *term.others)
