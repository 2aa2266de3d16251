"""Which sentences are worth tokenising for places: the only gate before the morphology of extract/fields/sites.py."""

import re
from functools import cache

from extract import regions
from extract.heads import led
from extract.words import alternation, words

_VISIT = re.compile(
    r"방문(?!단|객|자|인원|규모|목적|기간|의 해)|견학(?!단)|시찰(?!단)|탐방(?!단)|답사(?!단)|둘러|돌아[보봤본]"
    r"|돌았|돌며|찾[아았은는을]|들[러렀른르]|다녀|순방|순회|산책|거[닐니닌]|걸[었으]|걷|누[비볐]|오[르른를]|올[라랐]|투어"
)
_WEAK = re.compile(
    r"관람(?!객)|참관(?!단)|구경(?!꾼)|살[펴피폈핀]|점검|체험(?!단)|확인|지켜[보봤본]|예방|참배|헌화|취재|촬영|벤치마킹"
    r"|현장학습|[을를등] (?:보고|보며|[본볼] |봤)|거[쳐쳤치친칠]|꽃을 바[쳐쳤치친칠]|[짐장]을 [풀푼푸]|격려"
    r"|모[여였이인]|묵[었은고으]|머[무물]|투숙|도착|입소|집결|심[었은을고]|이동|향[했하한]"
    r"|끝으로|시작으로|로 (?:이어[지진졌]|옮[겨긴기]|안내|초청|초대|자리를)"
)
_OBJECT = re.compile(
    r"(?<![^\s,])(?:(\S{1,20})\s)?([^\s,]{1,30}?)(?:을|를|에|에도|도|까지)(?=\s(?:[^\s,]{1,30}\s){0,4}?"
    r"(?:방문|견학|시찰|탐방|답사|둘러|돌아[보봤본]|돌았|돌며|찾[아았은는을]|들[러렀른르]|순방|다녀|걸[었으]|걷|누[비볐]|올[라랐]|오[르른]))"
)
_MOVED = re.compile(r"로 (?:자리를|장소를|발걸음을|걸음을|발길을) 옮")
_NOUN = re.compile(r"[가-힣A-Za-z0-9](?<![은는이가을를의에와과한인된여른러요로서])$")
_SIGHTS = re.compile(r" 등 [^.,]{0,30}(?:명소|관광지|유적지|유적|유산)(?:들)?[을를] ")
# Sentences that say where guests went in another order: '많이 찾은 곳은 A', '이날 방문한 A는'.
_TURNED = re.compile(
    r"(?:곳|시설|기관|장소|현장|지|처|코스)(?:은|는|으로는|로는|에는)(?![가-힣])"
    r"|(?:방문한|방문할|찾은|찾을|둘러본|견학한|들른) "
)
# What follows a facility's word that is visited: an object's or a list's particle, a place's; no subject's or topic's.
_ROLE = (
    r"(?=\*?(?:\([^()]*\))?['\"」』》〉｣]?(?:(?!에 따[르라])[을를에과와도의,·▲△→]|까지|으?로[ ,]|만[ ,]"
    r"| ?등| 및| [내안]|서[ ,]|[ .]*$"
    r"| (?:[가-힣]{1,4} )?[가-힣]{0,4}(?:견학|방문|시찰|탐방|관람|일대|일원|공연|시설|현장)))"
)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(led(rf"(?:{alternation('facility')}|{alternation('venue')}){_ROLE}"))


@cache
def _any_place() -> re.Pattern[str]:
    return re.compile(led(rf"{alternation('facility')}|{alternation('venue')}"))


@cache
def _venue() -> re.Pattern[str]:
    place = "|".join(alternation(kind) for kind in ("facility", "venue", "hotel"))
    visited = rf"{alternation('office')} (?:공식 )?(?:방문|예방)(?!단|객)"
    office = rf"{visited}|{alternation('office')}에서(?=[^.]*(?:{alternation('meet_word')}))"
    landmark = r"(?<=[가-힣]{2})(?:[각루궁릉암]|(?<![무시군세])대)에서"
    return re.compile(
        led(
            rf"{landmark}|(?:{place})[^.]{{0,16}}?(?:에서|서[ ,])|{office}"
            r"|대사관[^,.]{0,8}에서|\([^()]*[가-힣]\)에서"
        )
    )


_VENUE_ENDS = ("에서", "서 ", "서,", "방문", "예방")  # a venue stands before 에서 or 서, an office before its visit


def promising(norm: str) -> bool:
    """Whether the sentence may hold a place: a venue word before 에서, or a word of visiting beside a facility's word
    or an object that is no town or country."""
    if any(map(norm.__contains__, _VENUE_ENDS)) and _venue().search(norm):
        return True
    if _MOVED.search(norm):
        return True
    if _VISIT.search(norm):
        turned = _TURNED.search(norm) and _any_place().search(norm)
        return bool(turned) or bool(_place().search(norm)) or _names_an_object(norm)
    return bool(_WEAK.search(norm) and (_place().search(norm) or _SIGHTS.search(norm)))


# '9일', '23차례', '26.(수)', '시를 방문한', '초청을 받아 무대에 올라', '한 달에'
_NO_OBJECT = re.compile(
    r"\(?\d[\d.,~∼:]*(?:일|월|년|시|차례|회|번|명|곳|개국)?(?:\([월화수목금토일]\))?|[시도군구달]|초청|무대|식탁|지금|최근|현재|이날|오늘|당시"
)


def _names_an_object(norm: str) -> bool:
    """An object of visiting whose last word is neither a Korean town nor a place abroad nor a common noun alone."""
    for hit in _OBJECT.finditer(norm):
        before, word = hit[1] or "", hit[2]
        if _NO_OBJECT.fullmatch(word):
            continue
        common = word in words("generic_site") or word.endswith(tuple(words("not_site")))
        listed = before.endswith("등") or (word in words("generic_site") and bool(_NOUN.search(before)))
        if listed or not (common or regions.korean(word) or regions.foreign(word, norm)):
            return True
    return False
