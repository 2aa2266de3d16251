"""The only place that decides where a text names a Korean local government: full, short, by its hall."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extract import governments, lexicon
from extract.governments import City
from extract.words import alternation

_RUN_LEFT = re.compile(r"[가-힣]+\Z")
_HANGUL = re.compile(r"[가-힣]")
_AGENCY = re.compile(
    r"교육(?:지원)?청|경제자유구역청|경제청|소방본부|소방서|보건소|농업기술센터|(?:관광|도시|교통)공사|(?:시설|시설관리)공단|문화재단|관광재단|테크노파크"
    r"|국제교류(?:재단|센터)|상수도사업본부"
)
_HALL = re.compile(rf"청사|청(?!소년|년|렴|춘|결|각|정|량|소)|의회|의장|{_AGENCY.pattern}")
_CAUSATIVE = re.compile(r"[키킨켜킬킴켰]|흥(?!군|업)")  # 상주시키다, 강화시킨: not 상주시; 광명시흥: two towns
_WESTERN = re.compile(r"[식화적권릉난로]")  # 서구식, 동구권, 동구릉, 중구난방
_PAPER = re.compile(r"민(?:일보|신문|뉴스|저널)|일보|신문")  # 경남도민일보, 수원시민신문
_PLACE_AFTER = re.compile(
    r"에서|에는|에도|으로\s(?:향|떠|이동|출|왔|와)|[을를]\s(?:찾|방문|둘러|거쳐|비롯|다녀)|\s?(?:시내|지역|일원|일대|관내|방문|현지)|서\s"
)
_SURELY_PLACE = re.compile(r"[을를]\s(?:찾|방문|둘러|다녀)|\s?(?:시내|지역|일원|관내)(?!화)")
_FAMILY = re.compile(r"\s?[가-힣]{1,2}씨")  # 김해 김씨
_ABROAD = re.compile(r"(?:중국|中|성) \Z")  # 중국 청도, 산동성 영성
_SHORT_AFTER = re.compile(
    r"(?:에서|에|으로|로|을|를|의|과|와|은|는|이|가|도|까지|부터|서|행|발|산|권|시내|지역|일원|일대|내|에서는|에는|으로부터)(?![가-힣])"
    r"|(?:지역|시내|일원|일대|관내|방문)|[^가-힣A-Za-z0-9]|\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Spellings in a row that name one unit; `rows` are the units that they may mean (eras, provinces)."""

    start: int
    end: int
    rows: tuple[City, ...]
    note: str


@cache
def _facility_after() -> re.Pattern[str]:
    """'전주 농촌진흥청 국제회의장에서', '진주 누리호텔을': the town whose facility is named behind it."""
    kind = "|".join(alternation(name) for name in ("facility", "hotel", "venue"))
    return re.compile(rf" (?:[가-힣A-Za-z]{{2,12}} )?[가-힣A-Za-z]{{0,12}}?(?:{kind})(?:에서|[을를에]|으로)(?![가-힣])")


def _left(text: str, start: int) -> str:
    hit = _RUN_LEFT.search(text, max(0, start - 8), start)
    return hit[0] if hit else ""


def _parents(city: City) -> frozenset[str]:
    return governments.identity(city.parent) if city.parent else frozenset()


def _under(rows: tuple[City, ...], above: tuple[City, ...]) -> tuple[City, ...]:
    """Those of `rows` that lie in one of `above`, in whatever era; units of the very province row come first."""
    inside = tuple(r for r in rows if r.parent and any(governments.identity(a.code) & _parents(r) for a in above))
    exact = tuple(r for r in inside if any(a.code == r.parent and a.change in ("merged", "split") for a in above))
    return exact or inside


def _short_ok(text: str, start: int, end: int, rows: tuple[City, ...]) -> bool:
    """A stem without 시 or 군 stands for the place: free of other letters, and of its second meaning."""
    if _left(text, start) or _FAMILY.match(text, end) or _ABROAD.search(text, max(0, start - 4), start):
        return False
    if _AGENCY.match(text, end):
        return True
    if not _SHORT_AFTER.match(text, end):
        return False
    guards = {r.guard for r in rows}
    if "strict" in guards:
        surely, listed = bool(_SURELY_PLACE.match(text, end)), _listed(text, start, end)
        named = any(r.word in text for r in rows if r.level != "sido")
        return (named and (surely or listed)) or (surely and listed)
    if guards == {""} or _PLACE_AFTER.match(text, end) or _headed(text, start, end) or _listed(text, start, end):
        return True
    return text[end : end + 1] == " " and _facility_after().match(text, end) is not None


_LINK_AFTER = re.compile(r"(?:·|, ?|[과와] )")
_LINK_BEFORE = re.compile(r"(?<![가-힣])([가-힣]{2,4})(?:·|, ?|[과와] )\Z")
_TOWN_END = re.compile(r"(?:특별자치|특별|광역)?[시군구도]?(?![가-힣])|(?:에서|[과와을를에의,·]|으로|로)(?![가-힣])")


def _headed(text: str, start: int, end: int) -> bool:
    """A headline's topic: '여수, 섬 도시들과 만났다'."""
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 2] == ", "


def _listed(text: str, start: int, end: int) -> bool:
    """A member of a list of towns: '여수·순천', '대전과 진주, 춘천에서'."""
    home = governments.home()
    behind, before = _LINK_AFTER.match(text, end), _LINK_BEFORE.search(text, max(0, start - 12), start)
    if behind and any(_TOWN_END.match(text, behind.end() + len(word)) for word in home.at(text, behind.end())):
        return True
    return before is not None and before[1] in home.table


def _word_ok(text: str, word: str, start: int, end: int, after: int) -> bool:
    """A name with its 시, 군, 구 or 도 is not the tail or head of another word."""
    run = _left(text, start)
    if run and start != after and run not in lexicon.contexts("prefix"):
        joined = start - len(run) <= after and text[after:start] in lexicon.contexts("link")
        if not joined:
            return False
    if _PAPER.match(text, end):
        return False
    if word.endswith("시") and _CAUSATIVE.match(text, end):
        return False
    return not (len(word) == 2 and _WESTERN.match(text, end))


def names(text: str) -> list[Name]:
    """Left to right; a province, its city and the city's 구 in a row become one name."""
    out: list[Name] = []
    at, table = 0, governments.home().table
    for start, words in governments.home().scan(text):
        if start < at:
            continue
        for word in words:
            end = start + len(word)
            last = out[-1] if out else None
            gap = text[last.end : start] if last and last.note != "hall" else "-"
            rows = tuple(c for c, form in table[word] if form == "word")
            shorts = tuple(c for c, form in table[word] if form == "short")
            beside = gap in ("", " ", "  ") or (bool(rows) and gap in ("\n", "|", " | "))
            nested = _under(rows or shorts, last.rows) if beside and last else ()
            if (
                nested
                and last
                and (rows or _SHORT_AFTER.match(text, end) or _AGENCY.match(text, end))
                and not _CAUSATIVE.match(text, end)
            ):
                out[-1] = Name(last.start, end, nested, "full")
            elif rows and _word_ok(text, word, start, end, last.end if last else -1):
                out.append(Name(start, end, rows, "name"))
            elif shorts and (_short_ok(text, start, end, shorts) or _opens(text, end, shorts)):
                out.append(Name(start, end, shorts, "short"))
            else:
                continue
            at = end
            break
    return [_hall(text, name) for name in out if not _lone(text, name)]


def _opens(text: str, end: int, rows: tuple[City, ...]) -> bool:
    """A guarded short name that a unit of its own follows: '경기 수원시', '광주 동구'."""
    gap = end + (text[end : end + 1] == " ")
    table = governments.home().table
    return any(_under(tuple(c for c, _ in table[w]), rows) for w in governments.home().at(text, gap))


def _lone(text: str, name: Name) -> bool:
    """A short name that was only let in to open a longer one, but stands alone."""
    return name.note == "short" and not _short_ok(text, name.start, name.end, name.rows)


def _hall(text: str, name: Name) -> Name:
    """수원시청, 경남도의회, 중구청: the seat names its government."""
    hit = (_AGENCY if name.note == "short" else _HALL).match(text, name.end)
    return replace(name, end=hit.end(), note="hall") if hit else name
