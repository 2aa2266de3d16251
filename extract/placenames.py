"""What is a place's name: the only place that cuts a noun phrase down to a name and tells names from generic words."""

import re
from functools import cache

from extract import regions
from extract.words import alternation, words

_NUMERIC = re.compile(
    r"(?=.*\d)[\d.,:~'()월화수목금토일년월시분박차회주간째기오전후경쯤부터까지동안-]+|[월화수목금토일]요일"
    r"|[이사나닷엿]?[흘새]간?|(?:[둘셋넷]째|마지막|다음) ?날|\d분기|제\d+[차대기회]|\d단계(?:\([^()]*\))?"
)
_COUNTED = re.compile(r"(?:\d+|[두세네])여? ?(?:곳|개소|군데|개사|개|개관)")
_NOT_ALIAS = re.compile(
    r"^[가-힣]{2,3} [가-힣]+[관장]$|소재|위치|[원관청단회사총국처장]장|대표|이하|현지|약칭|[읍면동리층]$"
    r"|\d+(?:명|m|㎡)|^[\d.,~ :월화수목금토일]+$"
)
_TOWNSHIP = re.compile(r"[가-힣]{1,4}\d?[읍면]")
_VISIT_TAIL = re.compile(r"[가-힣]{0,4}(?:견학|방문|시찰|탐방|답사|참관)")
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유노하곽성차주우구민진"
_MAYOR = re.compile(rf"(?:.*[시군구]|.* |)(?:부시장|[{_SURNAMES}][가-힣]{{2}} ?시장|시장)$")
_WING = re.compile(r"[가-힣0-9A-Z]{1,6}(?:관|점|분관|분원|분교|홀|동|캠퍼스)")  # 미술관 청주관
_HEADS = frozenset({"한", "새", "온", "두", "세", "네", "첫", "옛", "제"})  # heads of names: 한밤마을, 제2전시장
_STRAY = frozenset(
    {"은", "는", "이", "가", "과", "와", "의", "을", "를", "에", "도"}
)  # particles behind a footnote star
_NOT_THERE = re.compile(r"\((?:영상|화상|온라인|비대면|\d+개|현지)|(?:^| )(?:현지|온라인) ")
_TEMPLE = re.compile(r"[가-힣]{2,3}사")
_GEAR = re.compile(r"(?:교육|주요|생산|연구|전시|체험|편의|관련|부대|훈련|각종|산업|의료|실험)?시설")
_SECTION = re.compile(r"[가-힣]{3,}[과팀]$")  # a department of an office
_SPANS = ("동안", "기간", "기간중", "계기")
_FLOOR = re.compile(r" (?:지하 ?)?\d+층.*$")
_NATURAL = re.compile(r"[산강천섬도항포굴봉사암릉궁성문루정교호못해곶숲골촌당탑대각재길담]$")
MAX_WORDS = 6


@cache
def facility() -> re.Pattern[str]:
    """A word of a facility at the end of a name; group 1."""
    return re.compile(rf"({alternation('facility')})$")


@cache
def _others() -> tuple[str, ...]:
    people = words("delegation") | words("person") | words("staff")
    return tuple(words("not_site") | {w for w in people if len(w) > 1})


@cache
def _any_of(*names: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset().union(*(words(name) for name in names))


def bare(name: str) -> str:
    """The name without bracketed additions and quotation marks."""
    return " ".join(re.sub(r"\([^()]*\)|[*'\"「」『』《》〈〉｢｣]", "", name).split())


def clip(norm: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the name inside a phrase: time words, modifiers and township in front, 일대, 견학, '등 3곳' and
    brackets that are no alias behind are cut off."""
    start = _front(norm, start, end)
    end = _back(norm, start, end)
    return start, end


def _front(norm: str, start: int, end: int) -> int:
    lead, cut = words("site_lead"), words("site_cut")
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", norm[start:end])]
    for a, b in reversed(spans[:-1]):  # everything up to 대표단, 후, 계기, 소재 …
        word = norm[a:b]
        if word in cut or word.endswith(_SPANS) or word.rstrip("은는이가").endswith(tuple(words("delegation"))):
            spans = [s for s in spans if s[0] > a]
            break
        if word[0] == "㈜":
            spans = [s for s in spans if s[0] >= a]
            break
    while len(spans) > 1:
        word = norm[slice(*spans[0])]
        if word not in lead and word not in _STRAY and not _NUMERIC.fullmatch(word) and not _TOWNSHIP.fullmatch(word):
            break
        spans = spans[1:]
    return spans[0][0] if spans else start


def _back(norm: str, start: int, end: int) -> int:
    tail = words("site_tail")
    while True:
        text = norm[start:end].rstrip("* '\"」』》〉｣")
        end = start + len(text)
        note = re.search(r"\*?\(([^()]*)\)$", text)
        if note and (_NOT_ALIAS.search(note[1]) or regions.korean(note[1])):
            end = start + note.start()
            continue
        front, gap, last = text.rpartition(" ")
        if not gap or not (
            last in tail or _GEAR.fullmatch(last) or _VISIT_TAIL.fullmatch(last) or _COUNTED.fullmatch(last)
        ):
            return end
        end = start + len(front)


def halves(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """'A위원회관·B지청': two facilities that a dot joins are two places."""
    parts = norm[start:end].split("·")
    if len(parts) < 2 or not all(len(p) >= 4 and facility().search(bare(p)) for p in parts):
        return [(start, end)]
    bounds, at = [], start
    for part in parts:
        bounds.append((at, at + len(part)))
        at += len(part) + 1
    return bounds


def own_part(name: str) -> str:
    """The name without the Korean towns that stand in front of it as words of their own; a quarter (…동) stays."""
    parts = name.split(" ")
    while len(parts) > 1 and regions.korean(parts[0]) and not parts[0].endswith("동"):
        parts = parts[1:]
    return " ".join(parts)


Piece = tuple[str, str]
"""A morpheme as written and its tag."""


def named(name: str, pieces: list[Piece], *, strong: bool, context: str = "") -> bool:
    """Whether a clipped phrase names a Korean place: a facility with a name of its own, a well-known venue, or after a
    strong visit verb any proper noun; never generic words, towns, countries, people, events or abstractions.
    `context` is the sentence, whose countries decide what a foreign-looking word is."""
    whole = _FLOOR.sub("", bare(name))  # 컨벤션센터 2층 연회장: the building decides
    own = own_part(whole)
    if not 2 <= len(own) <= 40 or len(own.split()) > MAX_WORDS or not re.search(r"[가-힣A-Za-z]", own):
        return False
    if regions.korean(own) or regions.foreign(whole, context) or generic(own) or _NOT_THERE.search(name):
        return False
    front, _, last = own.rpartition(" ")
    if own in words("venue") or last.startswith(tuple(words("venue"))):
        return not _other(last)
    inside = _of(own, pieces)
    if hit := facility().search(own):
        return _facility_named(whole, own, hit[1], inside, alias=name.endswith(")"))
    if _other(last):
        return False
    if (facility().search(front) and _WING.fullmatch(last)) or (_TEMPLE.fullmatch(last) and proper(_of(last, inside))):
        return True
    return strong and len(own.split()) <= 4 and _called(front, last, inside)


def _called(front: str, last: str, pieces: list[Piece]) -> bool:
    """A proper noun in the last word, or before one that says nothing (공사 현장) or names the branch's town."""
    if regions.korean(last) or last in words("generic_site"):
        return bool(front) and proper(_of(f"{front} {last}", pieces)[: -len(_of(last, pieces))])
    if _SECTION.search(last):
        return False
    return proper(_of(last, pieces)) or (pieces[-1][0] == "관" and len(last) > 2)  # 수호|관


def _of(own: str, pieces: list[Piece]) -> list[Piece]:
    """The morphemes of the name's last part `own`."""
    need, out = len(own.replace(" ", "")), []
    for piece in reversed(pieces):
        if need <= 0:
            break
        out.append(piece)
        need -= len(piece[0])
    return out[::-1]


def _other(last: str) -> bool:
    """People, events, shows, food and abstractions by their last word."""
    return last.endswith(_others())


def companion(name: str) -> bool:
    """One-word members of a list of named places (비응항) that the analyser does not know as names."""
    known = _any_of("generic_site", "site_modifier", "site_lead", "plain_site")
    if len(name) < 3 or " " in name or name in known or not _NATURAL.search(name) or re.search(r"\d", name):
        return False
    return not name.endswith(tuple(words("not_site"))) and not regions.korean(name)


def generic(own: str) -> bool:
    """'관내 기업체 공장', '첨단 산업단지', '대회의실': nothing in it is a name; a room of a hall (시청 접견실) is"""
    common = _any_of("generic_site", "room")
    parts = own.split()
    if own in common:
        return True
    if len(parts) > 1 and parts[0] in words("hall"):
        return False
    return all(p in common or p in words("site_lead") or p in words("site_modifier") for p in parts)


def _facility_named(whole: str, own: str, kind: str, pieces: list[Piece], *, alias: bool) -> bool:
    """Kinds that every town has many of (농장, 시장, 학교) need a proper noun, rooms a building; of the others
    (센터, 박물관) a compound is a name."""
    front = own[: -len(kind)].strip()
    if own.endswith(tuple(words("not_site"))) and any(
        own.endswith(w) and len(w) > len(kind) for w in words("not_site")
    ):
        return False
    if kind == "시장" and (_MAYOR.fullmatch(whole) or regions.korean(f"{front}시")):
        return False
    if kind in words("room"):
        if any(word in words("hall") or facility().search(word) for word in own.split()[:-1]):
            return True
        return kind in words("plain_site") and proper(pieces)
    if kind in words("plain_site"):
        first = own.split(maxsplit=1)[0]
        quarter = first.endswith("동") and regions.korean(first)
        return alias or quarter or proper(pieces) or (facility().search(front) is not None and not generic(front))
    if kind in words("exhibit"):  # 제품 전시관 is any, 북항 재개발 홍보관 is one
        common = _any_of("generic_site", "site_modifier", "site_lead")
        return any(w not in common and (w not in own.split() or not _other(w)) for w in front.split())
    return bool(front) or kind in words("hall") or len(kind) >= 5


def proper(pieces: list[Piece]) -> bool:
    """Whether the morphemes hold a proper noun: one that the analyser calls so, or a compound that it cannot take
    apart."""
    known = _any_of("generic_site", "site_lead", "site_modifier", "facility", "common_latin")
    for text, tag in pieces:
        if text in known or _other(text):
            continue
        if tag == "NNP" or text in _HEADS or (tag == "SL" and len(text) > 1 and text.isupper()):
            return True
        kind = facility().search(text)
        if tag == "NNG" and kind and len(text) > len(kind[1]):
            return True
    return False
