"""Which sentences are worth tokenising for places: the only gate before the morphology of extract/fields/sites.py."""

import re
from functools import cache

from extract import regions
from extract.words import alternation

_VISIT = re.compile(
    r"방문(?!단|객|자|인원|규모|목적|기간|의 해)|견학(?!단)|시찰(?!단)|탐방(?!단)|답사(?!단)|둘러|돌아[보봤본]|찾"
    r"[아았은는을]|들[러렀른르]|다녀|순방|순회|산책|거닐|투어"
)
_WEAK = re.compile(
    r"관람(?!객)|참관(?!단)|구경(?!꾼)|살[펴피폈]|점검|체험(?!단)|확인|지켜[보봤본]|예방|참배|헌화|거[쳐친닐]|누[비볐]|걸[었으]"
    r"|[을를등] 보고|벤치마킹|현장학습|모[여였이인]|묵[었은고으]|머[무물]|투숙|도착|입소|집결"
    r"|오[르른를]|올[라랐]|심[었은을고]|이동|향[했하한]|끝으로|시작으로|로 이어[지진졌]|취재|촬영"
)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"{alternation('facility')}|{alternation('venue')}")


@cache
def _venue() -> re.Pattern[str]:
    name = f"(?:{alternation('facility')}|{alternation('venue')})"
    return re.compile(rf"{name}[^.]{{0,16}}?(?:에서|서[ ,])")


_OBJECT = re.compile(r"([^\s,]+?)(?:을|를|에|에도|도)\s(?:[^\s,]+\s){0,2}?(?:방문|찾[아았은는을]|순방|다녀)")


def promising(norm: str) -> bool:
    """Whether the sentence may hold a place: a venue word before 에서, or a word of visiting beside a facility's word
    or an object that is no town or country."""
    if _venue().search(norm):
        return True
    if _VISIT.search(norm):
        return bool(_place().search(norm)) or _names_an_object(norm)
    return bool(_WEAK.search(norm) and _place().search(norm))


def _names_an_object(norm: str) -> bool:
    """An object of visiting whose last word is neither a Korean town nor a place abroad."""
    hits = [h[1] for h in _OBJECT.finditer(norm)]
    if not hits:
        return bool(_VISIT.search(norm))
    return any(not regions.korean(h) and not regions.foreign(h, norm) for h in hits)
