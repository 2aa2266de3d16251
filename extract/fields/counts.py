"""The only place that finds stated counts: people, countries, times, other units, bare numbers of breakdowns."""

import re
from collections.abc import Iterator

from extract import breakdown, counted
from extract.document import Document
from extract.numerals import NUMBER, parse
from extract.records import Count, Mention, Qualifier
from extract.wordlists import alternation, words

_EACH_HEAD = r"(?:국가별|나라별|나라마다|국가마다|도시별|도시마다|팀당|팀별|나라당|국가당|개국당)(?:로)?"
_AFTER = (
    r"(?P<after>(?: ?(?:가량|내외|정도|안팎|남짓|쯤|이상|이하|미만|이내|초과|사이|씩)"
    r"|(?:이|을|에)? ?(?:넘는|넘게|넘은|넘어|웃도는|상회)"
    r"|에? ?가까(?:이|운)|에 육박){0,3})"
)
_PEOPLE = (
    r"명(?![령절칭작품함찰패단확백창](?!의)|소(?:[ 를로]|$)|예(?! ?등))|名|사람(?=[이은을의과도]|들| |$)"
    r"|인(?=[이은을의과]?(?:\s(?!이상|미만|이하|가구|가족|기업|1조|이내|초과|사업장|\d)|[,).]|$))"
)
_HONOURED = r"분(?=[이은을의][^가-힣]|들[이은을의]|께서)"
_COUNTRY = (
    r"개 ?국(?![어장실립민적내제악밥화비토도회경정물]|외(?!교|빈|무)|가(?!별)|군(?!사))|國|나라(?![가-힣]*[돈살장빛])"
    rf"|개 ?(?:[가-힣]{{1,8}} ){{0,2}}?[가-힣]{{0,8}}?(?:{alternation('countwords', 'country_noun')})(?!기관|기구)"
    r"|개 ?회원(?:경제체?)?(?=[이은을의에과이 )]|$)"
)
_TIMES = r"차례|회(?![의원관사차장기계복비생담수화째견분째]| ?분)|번(?=[에의]? |[,.)]|씩|에)"
_UNIT = r"개 ?(?!월|년|소년|[의가를는]|여)[가-힣]{1,6}|곳|가구|[팀쌍](?=[이은을의과]|[ ,.)]|$)"
_COUNT = re.compile(
    rf"(?P<a>{NUMBER})(?P<aplus> ?여(?! ?만 ?명))?"
    rf"(?:(?P<aunit>명)?(?: ?[~-] ?|(?<=명)에서 ?)(?P<b>{NUMBER})(?P<bplus> ?여)?)? ?"
    rf"(?:(?P<people>{_PEOPLE})|(?P<honoured>{_HONOURED})|(?P<countries>{_COUNTRY})|(?P<times>{_TIMES})|(?P<units>{_UNIT}))"
    rf"{_AFTER}"
)
_STARTS = re.compile(r"\d+|[한두세석네넉다여일아열스서마쉰예이삼사오육칠팔구십백천만수몇너대](?<![가-힣].)")
_NOT_BEFORE = re.compile(r"(?:\d[.,:/-]|[A-Za-z]-|제 ?)$")
_BEFORE = re.compile(rf"(?:약|대략|어림잡아|최대|최소|적어도|많게는|{_EACH_HEAD}(?: 각각?)?|(?<![가-힣])각각?) ?$")
_FIELDS = {"people": "people", "honoured": "people", "countries": "countries_n", "times": "times", "units": "units"}


def find(doc: Document) -> list[Mention]:
    """All counts of the text, in order.

    `field` is people, countries_n, times, units (note: the unit) or bare (a number of a breakdown list, note
    'list', or of a table row, note 'row'). `value` is a Count; its number is None for 수십 명.
    Notes of people: 'etc' (시장 등 6명), 'etc-sum' (23명과 3명 등 26명), 'plus' (시장 외 5명, value 6), 'total'
    (총 58명), 'ratio' (10명 중 7명), 'per' (1명당), 'whole' and 'part' (17명 중 해외 5명), 'change' (5명에서
    9명으로), else ''. Notes of countries_n: 'pair' (두 나라: often Korea and one other), 'members' (21개 회원국).
    """
    found = [m for hit in _hits(doc.norm) if (m := _read(doc.norm, hit)) is not None]
    people = [m for m in found if m.field == "people"]
    noted = {id(m): _noted(doc.norm, people, i) for i, m in enumerate(people)}
    out = [noted.get(id(m), m) for m in found] + breakdown.find(doc.norm)
    return sorted(out, key=lambda m: (m.start, m.end))


def counted_noun(doc: Document, mention: Mention) -> str:
    """The noun that a people mention counts: '공무원 18명' → 공무원, '60명의 청소년' → 청소년, '52명이 참석' → ''."""
    return counted.noun(doc.norm, mention.start, mention.end)


def _hits(norm: str) -> Iterator[re.Match[str]]:
    """Every number with a unit. Candidates first (digits, first syllables of number words): the long pattern is only
    tried there."""
    at = 0
    for start in _STARTS.finditer(norm):
        if start.start() < at or _NOT_BEFORE.search(norm, max(0, start.start() - 3), start.start()):
            continue
        if hit := _COUNT.match(norm, start.start()):
            at = hit.end()
            yield hit


def _read(norm: str, hit: re.Match[str]) -> Mention | None:
    group = next(name for name in _FIELDS if hit[name] is not None)
    if _no_count(norm, hit, group):
        return None
    low, high = parse(hit["a"]), parse(hit["b"]) if hit["b"] else None
    if (
        hit["b"]
        and "에서" in norm[hit.end("a") : hit.start("b")]
        and not re.search("사이|정도|내외|가량|안팎", hit["after"])
    ):
        return _change(hit, low)
    ranged = low is not None and high is not None and low < high
    number, maximum = (low, high if ranged else None) if not hit["b"] or ranged else (None, None)
    head = _BEFORE.search(norm, max(0, hit.start() - 14), hit.start())
    before = head.group().rstrip() if head else ""
    qualifier: Qualifier = "range" if ranged else _qualifier(hit, before)
    each = "씩" in hit["after"] or re.match(rf"각|{_EACH_HEAD}", before) is not None
    rule = "range" if hit["b"] else "vague" if number is None else "number unit"
    note = _unit_note(hit, group)
    start = head.start() if head else hit.start()
    return Mention(_FIELDS[group], Count(number, qualifier, maximum, each), start, _end(hit), rule, note)


_UNIT_PARTICLE = re.compile(
    r"(?<=[가-힣])(?:에서는|에서|에는|에게|으로|의|를|을|은|는|과|와|에|이|도|로|(?<![국작])가)$"
)


def _end(hit: re.Match[str]) -> int:
    if hit["units"]:
        return hit.end("units") - len(hit["units"]) + len(_UNIT_PARTICLE.sub("", hit["units"]))
    return hit.start() + len(hit.group().rstrip())


def _change(hit: re.Match[str], low: int | None) -> Mention:
    """'5명에서 9명으로' is no range: two numbers, of which the scan goes on to no other. The later one stands."""
    return Mention("people", Count(parse(hit["b"])), hit.start("b"), _end(hit), "from … to", "change")


_ABOUT = re.compile(r"가량|내외|정도|안팎|쯤|가까|육박")
_UNDER = re.compile(r"이하|미만|이내")
_OVER = re.compile(r"이상|남짓|초과|넘|웃도|상회")


def _qualifier(hit: re.Match[str], before: str) -> Qualifier:
    after = hit["after"]
    if before in ("약", "대략", "어림잡아") or _ABOUT.search(after):
        return "about"
    if _UNDER.search(after) or before in ("최대", "많게는"):
        return "under"
    if hit["aplus"] or hit["bplus"] or _OVER.search(after) or before in ("최소", "적어도"):
        return "over"
    return "exact"


def _unit_note(hit: re.Match[str], group: str) -> str:
    unit = hit[group].removeprefix("개").strip()
    if group == "units":
        return _UNIT_PARTICLE.sub("", unit)
    if group != "countries":
        return ""
    if any(unit.endswith(word) for word in words("countwords", "bloc_member")):
        return "members"
    return "pair" if hit["a"] in ("두", "2") and not hit["b"] else ""


def _no_count(norm: str, hit: re.Match[str], group: str) -> bool:
    """Ordinals, idioms (다시 한번), words that only look like a count (세명대, 의지 천명) and rates (703.1명)."""
    number, rest = hit["a"], norm[hit.end() : hit.end() + 4]
    glued = norm[hit.end("a")] not in " 여~-"
    if parse(number) == 0 or (parse(number) is None and re.fullmatch(r"[\d.,]+", number)):
        return True
    if group == "people":
        if number in ("세", "네") and glued and re.match(r"[대고]", rest):
            return True
        if hit["people"] == "인" and (not number[0].isdigit() or parse(number) == 1):
            return True
        return (number in ("천", "만") and glued) or (hit["people"] == "사람" and number in ("한", "일"))
    if number == "한" and norm.startswith("나라", hit.end("a") + (norm[hit.end("a")] == " ")):
        return True  # '오겠다고 한 나라는 9곳이다', '한 나라의 …'
    if group == "honoured":
        return not re.fullmatch(r"[한두세네]|다섯|여섯|일곱|여덟|아홉|열", number)
    if group == "times":
        odd = re.match(r" ?(?:출구|버스|국도|게이트|승강장|홈|타자|(?:를|째)? ?맞)", rest) is not None
        return odd or (number == "한" and hit["times"] == "번")
    return False


_COUNTED_BEFORE = r"(?: ?\S{1,10}(?:개 ?국|차례|차례에 걸쳐|회에 걸쳐|개 도시|개 기관|개사)[의에서]{0,2}){0,2}"
_TOTAL = re.compile(rf"(?:총|모두|합쳐|합하면|합해|합치면|도합|통틀어|전체|합계|더하면|더해){_COUNTED_BEFORE} ?$")
_ETC = re.compile(r"등(?: [가-힣]{2,6}| 총| 모두| 약| 전체){0,2} ?(?:총|모두)? ?$")
_PLUS = re.compile(r"(?:^|[ ,)])외(?:에)? (?:[가-힣]{1,6} )?$")
_OF_WHOLE = re.compile(r"의? ?(?:중|가운데)(?:에서|에)?(?: [^.\n;]{0,16})?")
_CLAUSE = re.compile(r"[.?!\n;:()\"'▲△]|[은는이가을를] ")
_SMALL_WHOLE = frozenset({2, 3, 4, 5, 10, 100, 1000})


def _noted(norm: str, people: list[Mention], i: int) -> Mention:
    m = people[i]
    if m.note:
        return m
    if re.match(r" ?당(?![가-힣])|마다|에 ?한 ?명꼴", norm[m.end : m.end + 8]):
        return _with(m, "per")
    if (note := _of_whole(norm, people, i)) or (note := _sum(norm, people, i)):
        return _with(m, note)
    before = norm[max(0, m.start - 80) : m.start]
    if (plus := _PLUS.search(before)) and m.value.number is not None:
        return _plus(m, before, plus)
    if _ETC.search(before):
        return _with(m, "etc")
    return _with(m, "total") if _TOTAL.search(before) else m


def _with(m: Mention, note: str) -> Mention:
    return Mention(m.field, m.value, m.start, m.end, m.rule, note)


def _of_whole(norm: str, people: list[Mention], i: int) -> str:
    """'10명 중 7명' is a ratio, '17명 중 해외 5명' a whole and its part."""
    for first, second, note in ((i, i + 1, "whole"), (i - 1, i, "part")):
        if first < 0 or second >= len(people):
            continue
        gap = norm[people[first].end : people[second].start]
        if len(gap) <= 24 and _OF_WHOLE.fullmatch(gap):
            bare = gap.strip() in ("중", "가운데") and people[first].value.number in _SMALL_WHOLE
            return "ratio" if bare else note
    return ""


def _sum(norm: str, people: list[Mention], i: int) -> str:
    """'연수생 23명과 관계자 3명 등 26명': 등 right behind a count sums a list up."""
    gap = norm[people[i - 1].end : people[i].start] if i else ""
    return "etc-sum" if re.fullmatch(r" ?등(?: [가-힣]{1,8}){0,3} ?", gap) else ""


def _plus(m: Mention, before: str, plus: re.Match[str]) -> Mention:
    """'시장 외 5명' is six, 'A 시장, B 의장 외 5명' seven; a group before 외 (대표단) leaves the number open."""
    head = before[: plus.start() + 1].rstrip(" ,")
    cut = max((hit.end() for hit in _CLAUSE.finditer(head)), default=0)
    named = 0
    for item in reversed(re.split(r", ?|·|[와과] |및 ", head[cut:])):
        if not item.strip().endswith(tuple(words("countwords", "title"))):
            break
        named += 1
    number = m.value.number + named if named else None
    start = m.start - len(before) + before.rindex("외")
    return Mention("people", Count(number, m.value.qualifier), start, m.end, "one plus others", "plus")
