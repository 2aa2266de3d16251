"""Which clipped phrases name a Korean place: the only place that decides between names and generic or foreign words."""

import re
from functools import cache

from extract import placekinds, regions
from extract.placebounds import bare, facility, own_part
from extract.placekinds import Piece
from extract.words import alternation, words

_WING = re.compile(r"[가-힣0-9A-Z]{1,6}(?:관|점|분관|분원|분교|홀|동|캠퍼스|실)")  # 미술관 청주관
_COURSE = re.compile(r"\d{1,2}(?:-\d)?코스")  # 올레길 3코스
_NUMBERED = re.compile(r"[가-힣]{2,}\d{3}")  # a building that is called by a number: 새솔빌딩127
_NOT_THERE = re.compile(r"\((?:영상|화상|온라인|비대면|\d+개|현지)|(?:^| )(?:현지|온라인) ")
_TEMPLE = re.compile(r"[가-힣]{2,3}사")
_SECTION = re.compile(r"[가-힣]{3,}[과팀]$")  # a department of an office
_FLOOR = re.compile(r" (?:지하 ?)?\d+층.*$")
_MISSION = re.compile(r"주한 ?[가-힣 ]{2,12}(?:대사관|영사관|문화원|대표부)(?: [가-힣A-Za-z]+)?$")
_LANDMARK = re.compile(r"[가-힣]{2,6}(?:각|루|궁|릉|암|대)")
MAX_WORDS = 6


@cache
def _hotel() -> re.Pattern[str]:
    return re.compile(rf"(?:^| ){alternation('hotel')}")


_ROOM_GLUED = re.compile(r"[가-힣]{0,4}[시군구도](?:청|의회)[대중소]?(?:강당|회의실|접견실|상황실)")  # '시청강당'


def named(name: str, pieces: list[Piece], *, strong: bool, meets: bool = False, context: str = "") -> bool:
    """Whether a clipped phrase names a Korean place: a facility with a name of its own, a well-known venue, or after a
    strong visit verb any proper noun; never generic words, towns, countries, people, events or abstractions.
    A ministry or an embassy is one where it is visited or met at (`strong`, `meets`), not where it acts.
    `context` is the sentence, whose countries decide what a foreign-looking word is."""
    whole = _FLOOR.sub("", bare(name))  # 컨벤션센터 2층 연회장: the building decides
    own = own_part(whole)
    if not 2 <= len(own) <= 40 or len(own.split()) > MAX_WORDS or not re.search(r"[가-힣A-Za-z]", own):
        return False
    if own in words("venue"):
        return True
    if own in words("office") or own == "국회":
        return strong or meets
    if _MISSION.match(own):
        return meets
    if _ROOM_GLUED.fullmatch(own) or re.fullmatch(r"호텔[가-힣]{2,6}", own):
        return True
    if len(own) <= 3 and any(regions.korean(own + unit) for unit in "시군구"):
        return False  # '서초를 찾았다': a whole district by its short name
    if regions.korean(own) or regions.foreign(whole, context) or placekinds.generic(own) or _NOT_THERE.search(name):
        return False
    front, _, last = own.rpartition(" ")
    if last[-1] in "시군구도" and regions.korean(last):
        return False  # '아리랑의 수도 강원도 정선군'
    if last.startswith(tuple(words("venue"))):
        return last in words("venue") or not placekinds.other(last)
    if _hotel().search(own) and not placekinds.other(last):  # 한빛하얏트 서울
        return True
    inside = _of(own, pieces)
    if hit := facility().search(own):
        return placekinds.facility_named(whole, own, hit[1], inside, alias=name.endswith(")"))
    if placekinds.other(last.rstrip("0123456789")):
        return False
    if (facility().search(front) and (_WING.fullmatch(last) or _COURSE.fullmatch(last))) or (
        _TEMPLE.fullmatch(last) and placekinds.proper(_of(last, inside))
    ):
        return True
    if strong and _NUMBERED.fullmatch(last):
        return True
    return strong and len(own.split()) <= 4 and _called(front, last, inside)


def landmark(name: str) -> bool:
    """'누리각에서': names that end like pavilions, palaces and universities are places where something is held."""
    return bool(_LANDMARK.fullmatch(name))


def _called(front: str, last: str, pieces: list[Piece]) -> bool:
    """A proper noun in the last word, or before one that says nothing (공사 현장) or names the branch's town."""
    if regions.korean(last) or last in words("generic_site"):
        return bool(front) and placekinds.proper(_of(f"{front} {last}", pieces)[: -len(_of(last, pieces))])
    if _SECTION.search(last):
        return False
    return placekinds.proper(_of(last, pieces)) or (len(last) > 2 and [p[0] for p in pieces[-1:]] == ["관"])  # 수호|관


def _of(own: str, pieces: list[Piece]) -> list[Piece]:
    """The morphemes of the name's last part `own`."""
    need, out = len(own.replace(" ", "")), []
    for piece in reversed(pieces):
        if need <= 0:
            break
        out.append(piece)
        need -= len(piece[0])
    return out[::-1]
