"""Where a place's name starts and ends: the only place that cuts time words, modifiers and tails off a noun phrase."""

import re
from functools import cache

from extract import regions
from extract.words import alternation, words

_NUMERIC = re.compile(
    r"(?=.*\d)[\d.,:~'()월화수목금토일년월시분박차회주간째기오전후경쯤부터까지동안-]+|[월화수목금토일]요일"
    r"|[이사나닷엿]?[흘새]간?|(?:[둘셋넷]째|마지막|다음) ?날|\d분기|제\d+[차대기회]|\d단계(?:\([^()]*\))?"
)
_DATED = re.compile(r"'?\d[\d.~월일-]*\([월화수목금토일]\)[,.]?|\d{1,2}:\d{2}")
_COUNTED = re.compile(r"(?:\d+|[두세네])여? ?(?:곳|개소|군데|개사|개|개관)")
_NOT_ALIAS = re.compile(
    r"^[가-힣]{2,3} [가-힣]+[관장]$|소재|위치|[원관청단회사총국처장]장|대표|이하|현지|약칭|[읍면동리층]$"
    r"|\d+(?:명|m|㎡)|^[\d.,~ :월화수목금토일]+$"
)
_TOWNSHIP = re.compile(r"[가-힣]{1,4}\d?[읍면]")
_VISIT_TAIL = re.compile(r"[가-힣]{0,4}(?:견학|방문|시찰|탐방|답사|참관)")
_GEAR = re.compile(r"(?:교육|주요|생산|연구|전시|체험|편의|관련|부대|훈련|각종|산업|실험)?시설")
_STRAY = frozenset("은는이가과와의을를에도") | {"부터", "까지"}  # particles behind a footnote star, or a day: '2일부터'
_HOLDS = re.compile(r"([가-힣 ]+)\(([^()]{2,40})\)")
_TITLE = re.compile(r".*(?:장관|차관|청장|위원장|국장)")
_AND = re.compile(r"(\S{3,20})[과와] (\S{3,20})")
_SECTION = re.compile(r"[가-힣]{3,}(?:과|학부)")
_FLOOR = re.compile(r" (?:지하 ?)?\d{1,2}층(?: |$)")
_DESCRIBED = re.compile(  # what a name is, in front of it: 보육시설 새솔원
    r"(?:보육|복지|아동복지|사회복지|양육|요양|의료|연구|수련|문화|관광|체험|숙박|교육)시설|[가-힣]{2,6}(?:업체|회사|제조사)"
    r"|(?:사회적|강소|향토|우수|대표|토종|벤처|중견|협력|혁신|유망)기업|(?:천년|천년고|전통|유명)사찰"
    r"|(?:유네스코)?(?:세계|문화|자연|세계자연|세계문화)유산|(?:관광|지역|대표)명소"
)
_SPANS = ("동안", "기간", "기간중", "계기")


@cache
def facility() -> re.Pattern[str]:
    """A word of a facility at the end of a name; group 1."""
    return re.compile(rf"({alternation('facility')})$")


_ADDED = re.compile(r"\([^()]*\)|[*'\"「」『』《》〈〉｢｣]")


def bare(name: str) -> str:
    """The name without bracketed additions and quotation marks."""
    return " ".join(_ADDED.sub("", name).split())


def clip(norm: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the name inside a phrase: time words, modifiers and township in front, 일대, 견학, '등 3곳' and
    brackets that are no alias behind are cut off."""
    start = _front(norm, start, end)
    inside = _HOLDS.fullmatch(norm, start, end)
    if inside and regions.korean(inside[1].strip()) and not regions.korean(inside[2]):
        return clip(norm, *inside.span(2))  # 서울(누리호텔): the building stands in brackets
    return start, _off_floor(norm, start, _back(norm, start, end))


def located(phrase: str) -> bool:
    """'누리 파르나스(서울 강남구)': a town in brackets behind the name says that it is a place."""
    note = re.search(r"\(([^()]*)\)$", phrase)
    return bool(note) and regions.korean(re.sub(r" ?(?:소재|위치)$", "", note[1]) if note else "")


def _front(norm: str, start: int, end: int) -> int:
    lead, cut = words("site_lead"), words("site_cut")
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", norm[start:end])]
    for a, b in reversed(spans[:-1]):  # everything up to 대표단, 후, 계기, 소재 …
        word = norm[a:b]
        if (
            word in cut
            or word.endswith(_SPANS)
            or _TITLE.fullmatch(word)
            or word.rstrip("은는이가").endswith(tuple(words("delegation")))
        ):
            spans = [s for s in spans if s[0] > a]
            break
        if _DATED.fullmatch(word):  # '… 이름으로 3.5(수) 누리호텔'
            spans = [s for s in spans if s[0] > a]
            break
        if word[0] == "㈜":
            spans = [s for s in spans if s[0] >= a]
            break
    while len(spans) > 1:
        word = norm[slice(*spans[0])]
        ours = word[-1] == "의" and regions.korean(word[:-1])  # '논산시의 시청'
        if (
            not ours
            and word not in lead
            and word not in _STRAY
            and not _NUMERIC.fullmatch(word)
            and not _TOWNSHIP.fullmatch(word)
        ):
            break
        spans = spans[1:]
    if len(spans) > 1 and norm[slice(*spans[0])][-1:] in "청부처" and norm.startswith("국립", spans[1][0]):
        return spans[1][0]  # 산림청 국립산림과학원: the agency that it belongs to
    if len(spans) == 2 and _DESCRIBED.fullmatch(norm, *spans[0]) and not _kind_only(norm[slice(*spans[1])]):
        return spans[1][0]
    return spans[0][0] if spans else start


def _kind_only(word: str) -> bool:
    """홍보관, 지원센터, 진흥원: what '관광기업 …' needs its front for, unlike '보육시설 새솔원'."""
    bare_ = bare(word)
    return bare_ not in words("venue") and (facility().search(bare_) is not None or bare_ in words("generic_site"))


def _back(norm: str, start: int, end: int) -> int:
    tail = words("site_tail")
    while True:
        text = norm[start:end].rstrip("* '\"」』》〉｣")
        end = start + len(text)
        if text.endswith("서") and bare(text[:-1]).rpartition(" ")[2] in words("venue"):  # a headline's '킨텍스서'
            end -= 1
            continue
        note = re.search(r"\*?\(([^()]*)\)$", text)
        if note and (_NOT_ALIAS.search(note[1]) or regions.korean(note[1])):
            end = start + note.start()
            continue
        front, gap, last = text.rpartition(" ")
        if gap and _SECTION.fullmatch(last) and facility().search(bare(front)):
            end = start + len(front)  # 캠퍼스 반도체과: a department of the place
            continue
        if not gap or not (
            last in tail or _GEAR.fullmatch(last) or _VISIT_TAIL.fullmatch(last) or _COUNTED.fullmatch(last)
        ):
            return end
        end = start + len(front)


def _off_floor(norm: str, start: int, end: int) -> int:
    """'누리컨벤션센터 3층 대회의실': a room in a facility gives the facility; a town hall's stays as written."""
    hit = _FLOOR.search(norm, start, end)
    if hit is None:
        return end
    front, last = norm[start : hit.start()], norm[start:end].rpartition(" ")[2]
    inside = last in words("room") or last.endswith(("층", "실"))
    hall = front.endswith(tuple(words("hall")))
    return hit.start() if inside and not hall and facility().search(front) else end


_SIGHT = re.compile(r"[가-힣]{2,8}(?:[사탑비상각루대산봉암릉]|폭포|계곡|바위)")  # 삼존상·개심사·해미읍성


def halves(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """'A도서관·B미술관': two names that a dot joins are two places, where one at least is a facility."""
    both = _AND.fullmatch(norm, start, end)  # read as one name
    if both and facility().search(both[1]) and (facility().search(both[2]) or both[2] in words("venue")):
        return [both.span(1), both.span(2)]
    parts = re.split(r"[·/]", norm[start:end])
    shortest = min(map(len, parts))
    if len(parts) < 2 or (shortest < 4 and len(parts) < 3):
        return [(start, end)]
    kinds = [facility().search(bare(p)) is not None for p in parts]
    several = len(parts) > 2 and any(kinds) and all(k or _SIGHT.fullmatch(p) for k, p in zip(kinds, parts, strict=True))
    if not (several or (shortest >= 4 and (all(kinds) or (shortest >= 5 and any(kinds))))):
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
