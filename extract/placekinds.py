"""What a name's last word makes it: kinds that need a proper noun, rooms, exhibits, and what is no place at all."""

import re
from functools import cache

from extract import regions
from extract.placebounds import facility
from extract.words import alternation, words

SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유노하곽성차주우구민진"
_MAYOR = re.compile(
    rf"[{SURNAMES}][가-힣]{{2}} [가-힣]{{2,4}}시장|(?:.*[시군구]|.* |)(?:부시장|[{SURNAMES}][가-힣]{{2}} ?시장|시장)$"
)
_HEADS = frozenset({"한", "새", "온", "두", "세", "네", "첫", "옛", "제"})  # heads of names: 한밤마을, 제2전시장
_NATURAL = re.compile(r"[산강천섬도항포굴봉사암릉궁성문루정교호못해곶숲골촌당탑대각재길담]$")
_TOWNS_ONE = frozenset(
    {
        "읍성",
        "산성",
        "한옥마을",
        "고분군",
        "민속촌",
        "동굴",
        "온천",
        "폭포",
        "제철소",
        "조선소",
        "발전소",
        "향교",
        "비행장",
    }
)  # a town has one
_UNIT = re.compile(r"\d(?:함대|사단|군단|여단|비행단|전투비행단|사령부)$")

Piece = tuple[str, str]
"""A morpheme as written and its tag."""


@cache
def _others() -> tuple[str, ...]:
    people = words("delegation") | words("person") | words("staff")
    return tuple(words("not_site") | {w for w in people if len(w) > 1})


@cache
def _lookalikes(kind: str) -> tuple[str, ...]:
    """Longer words that end like a facility and are none: 협의회 beside 의회."""
    return tuple(w for w in words("not_site") if w.endswith(kind) and len(w) > len(kind))


@cache
def any_of(*names: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset().union(*(words(name) for name in names))


def other(last: str) -> bool:
    """People, events, shows, food and abstractions by their last word."""
    return last.endswith(_others())


def companion(name: str) -> bool:
    """One-word members of a list of named places (비응항) that the analyser does not know as names."""
    known = any_of("generic_site", "site_modifier", "site_lead", "plain_site")
    if len(name) < 3 or " " in name or name in known or re.search(r"\d", name):
        return False
    kind = facility().search(name)
    if kind is not None:
        return len(name) - len(kind[1]) >= 2 and name[: -len(kind[1])] not in known
    if not _NATURAL.search(name):
        return False
    return not name.endswith(tuple(words("not_site"))) and not regions.korean(name)


def generic(own: str) -> bool:
    """'관내 기업체 공장', '첨단 산업단지', '대회의실': nothing in it is a name; a room of a hall (시청 접견실) is"""
    common = any_of("generic_site", "room")
    parts = own.split()
    if own in common:
        return True
    if len(parts) > 1 and parts[0] in words("hall"):
        return False
    return all(p in common or p in words("site_lead") or p in words("site_modifier") for p in parts)


def facility_named(whole: str, own: str, kind: str, pieces: list[Piece], *, alias: bool) -> bool:
    """Kinds that every town has many of (농장, 시장, 학교) need a proper noun, rooms a building; of the others
    (센터, 박물관) a compound is a name."""
    front = own[: -len(kind)].strip()
    if own.endswith(_lookalikes(kind)):
        return False
    if kind in _TOWNS_ONE and own == kind:
        return whole != own  # '전주 한옥마을': the town's name stands before it
    if kind == "시장" and (_MAYOR.fullmatch(whole) or regions.korean(f"{front}시")):
        return False
    if kind == "시장" and " " not in own and len(front) > 1:
        return front not in words("market") and not front.endswith(("광역", "특별", "특례", "자치"))
    if kind == "병원" and " " not in own and len(front) > 1:  # 새솔병원, not 거점병원
        return not re.fullmatch(rf"(?:{alternation('hospital')})+", front)
    if kind in words("room"):
        if any(word in words("hall") or facility().search(word) for word in own.split()[:-1]):
            return True
        return (kind in words("plain_site") or " " in own) and proper(pieces)  # 가온위 대회의실
    if kind == "본부" and len(front) >= 4 and " " not in own:
        return True
    if kind in words("plain_site"):
        if _UNIT.search(whole) or re.match(r"국립[가-힣\d·]{2,}", front):  # 해군3함대, 국립3·15민주묘지
            return True
        if kind in _TOWNS_ONE and " " not in own and regions.korean(front):  # 광명동굴
            return True
        first = own.split(maxsplit=1)[0]
        quarter = first.endswith("동") and regions.korean(first)
        return alias or quarter or proper(pieces) or (facility().search(front) is not None and not generic(front))
    if kind in words("exhibit"):  # 제품 전시관 is any, 북항 재개발 홍보관 is one
        common = any_of("generic_site", "site_modifier", "site_lead")
        return any(w not in common and (w not in own.split() or not other(w)) for w in front.split())
    return bool(front) or kind in words("hall") or len(kind) >= 5


def proper(pieces: list[Piece]) -> bool:
    """Whether the morphemes hold a proper noun: one that the analyser calls so, or a compound that it cannot take
    apart."""
    known = any_of("generic_site", "site_lead", "site_modifier", "facility", "common_latin")
    for text, tag in pieces:
        if text in known or other(text):
            continue
        if tag in ("NNP", "MAG") or text in _HEADS or (tag == "SL" and len(text) > 1 and text.isupper()):
            return True
        kind = facility().search(text)
        if tag == "NNG" and kind and len(text) > len(kind[1]):
            return True
    return False
