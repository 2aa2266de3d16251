"""Whether a name is a whole region and not a place to visit: Korean towns, districts and regions; anything abroad."""

import re
from functools import cache

from extract import governments, lexicon
from extract.lexicon import Term
from extract.words import words

_TOWN = re.compile(r"[가-힣]{1,4}\d{0,2}(?:[읍면리]|(?<![본별분신])동)")
_SUFFIX = re.compile(r"(?:시내|시|도|군|구|특별시|광역시|특례시|특별자치[시도])?(?:지역|일대|일원|전역|권역?|현지|내)?")
_FOREIGN_REST = re.compile(
    r"(?:시|주|성|현|도|부|구|국|섬|도시)?(?:대|대학|대학교|대학원|공항|정부|의회|시청|주정부|본사|국회|총리실|외교부|공화국|왕국"
    r"|연방|연합|법인|지사|무역관|행정부|공과대학|공대|국립대)?(?: .*)?"
)
_HOME_REST = re.compile(r"참전|대사관|영사관|문화원|마을|거리|타운|우호|친선|정원|정자|테마|가든|빌리지|한국관")
_HANJA = frozenset({"미 ", "美 ", "中 ", "日 ", "英 ", "獨 ", "佛 ", "露 "})
_MISSION = re.compile(r"(?:주|재)(?!한)")


@cache
def korean(text: str) -> bool:
    """True where the text is nothing but Korean towns, districts or regions: '경기도 수원시', '원주·횡성', '부계면'."""
    parts = [p for p in re.split(r"[·,/\s]|(?<=[시군구도])(?:와|과)", text.strip()) if p]
    return bool(parts) and all(_korean_word(p) for p in parts)


def _korean_word(word: str) -> bool:
    if word in words("region") or word in {"지역", "일대", "일원", "시내", "전역"}:
        return True
    for town in governments.home().at(word, 0):
        if _SUFFIX.fullmatch(word, len(town)) or (len(town) < len(word) and _korean_word(word[len(town) :])):
            return True
    return bool(_TOWN.fullmatch(word)) and word not in words("venue")


_PARTED = re.compile(r"[·\s]")


def foreign(text: str, whole: str = "") -> bool:
    """True where the text names a place abroad: it starts with a country or foreign place as a word, or ends in
    one. Places in Korea with such names (참전기념관) are none. `whole` is the sentence, for its countries."""
    parts = text.split()
    if not parts:
        return False
    head = _MISSION.sub("", text, count=1) if _MISSION.match(text) else text
    mission = head != text and any(t.kind == "country" for t in lexicon.abroad().at(head, 0))
    term = _abroad(text, whole)
    if mission:
        return True
    if term is not None:
        return not _HOME_REST.search(text[len(term.text) :]) or (len(parts) > 1 and _alone(parts[-1], whole))
    return text[:2] in _HANJA or any(_alone(part, whole) for part in _PARTED.split(text))


def _alone(word: str, whole: str) -> bool:
    """A word that is nothing but a foreign name ('인민교육 관련 독일 교육원', '인디애나 공장')."""
    term = _abroad(word, whole)
    return term is not None and len(term.text) == len(word) and term.kind != "organization"


def _abroad(text: str, whole: str) -> Term | None:
    """The country, bloc or foreign place that the text starts with as a word of its own."""
    for term in lexicon.abroad().at(text, 0):
        if term.kind == "reject" or term.value == "KR":
            return None
        if term.kind in ("group", "organization"):
            if len(term.text) == len(text) or (term.kind == "group" and text[len(term.text)] == " "):
                return term
        elif _FOREIGN_REST.fullmatch(text, len(term.text)) and _sure(term, text, whole):
            return term
    return None


def _sure(term: Term, text: str, whole: str) -> bool:
    """Names that Korean words share need a suffix of their own, or their country in the sentence."""
    if term.kind == "country":
        rest = text[len(term.text) :].split(" ", maxsplit=1)[0]
        return (len(term.text) > 1 or not rest) and (not term.guard or not rest or len(rest) > 1)
    if any(len(t) >= len(term.text) for t in governments.home().at(text, 0)):
        return False
    if not term.guard:
        return True
    strong = re.match(r"[시주성현]\b", text[len(term.text) :])
    codes = filter(None, (term.value, *term.others))
    return bool(strong) or any(lexicon.country_name(c) in whole for c in codes)
