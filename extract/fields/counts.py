"""The only place that finds stated counts: people, countries, times, other units, and bare numbers in breakdown lists."""

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from extract.document import Document
from extract.numerals import NUMBER, parse
from extract.records import Count, Mention, Qualifier

_BEFORE = r"(?:(?P<before>약|대략|어림잡아|최대|최소|적어도|많게는|(?:국가별|나라별|나라마다|도시별|팀당)(?:로)? ?각?|각각?) ?)?"
_AFTER = (
    r"(?P<after> ?(?:가량|내외|정도|안팎|남짓|쯤|이상|이하|미만|이내|초과|씩)|(?:이|을|에)? ?(?:넘는|넘게|넘은|넘어|웃도는|상회)"
    r"|에? ?가까(?:이|운)|에 육박)*"
)
_PEOPLE_UNIT = (
    r"(?:명(?![령절칭작품함찰패단확백창](?!의)|소(?=[가-힣]? |를|로)|예(?! ?등))|名|분(?=(?:[이은을의도]|들[이은을의]|께서)[^가-힣])|사람(?=[이은을의과도]|들| |$)"
    r"|인(?=[이은을의과]?(?: (?!이상|미만|이하|가구|가족|기업|1조|\d)|[,).]|$)))"
)
_COUNTRY_TAIL = (
    r"(?:나라|국가|회원국?(?!사)|참가국|참여국|위원국|참전국|참석국|도서국|개발도상국|개도국|협력국|수원국|대상국|수교국|초청국|당사국|이사국|선진국"
    r"|신흥국|주변국|우방국|동맹국|자매국|인접국|산유국|섬나라|연안국|방문국|출신국|파트너국|회원 ?경제체)"
)
_COUNTRY_UNIT = rf"(?:개 ?국(?!어|장|실|립|민|적|내|외)|개 ?(?:[가-힣]+ ){{0,2}}?[가-힣]*?{_COUNTRY_TAIL}|國|나라(?=[^가-힣]|[의가는를에]))"
_TIMES_UNIT = r"(?:차례|회(?![의원관사차장기계복비생담수화째화견]|차)|번(?=[에의]? |[,.)]|씩|에))"
_OTHER_UNIT = r"(?:개 ?[가-힣]{1,6}|곳|가구|[팀쌍])"
_COUNT = re.compile(
    rf"(?<!\d)(?<!\d[.,:/-])(?<!제)(?<![A-Za-z]-){_BEFORE}(?P<a>{NUMBER})(?P<aplus> ?여)?"
    rf"(?:(?P<aunit>명)?(?: ?[~-] ?)(?P<b>{NUMBER})(?P<bplus> ?여)?)? ?"
    rf"(?:(?P<people>{_PEOPLE_UNIT})|(?P<countries>{_COUNTRY_UNIT})|(?P<times>{_TIMES_UNIT})|(?P<units>{_OTHER_UNIT}))"
    rf"{_AFTER}"
)
_GROUPS = {"people": "people", "countries": "countries_n", "times": "times", "units": "units"}


@cache
def _titles() -> str:
    """Alternation of the titles that end a person's name (data/titles.txt)."""
    lines = files("data").joinpath("titles.txt").read_text("utf-8").splitlines()
    return "|".join(sorted((w for w in lines if w and not w.startswith("#")), key=len, reverse=True))


def find(doc: Document) -> list[Mention]:
    """All counts of the text, in order.

    `field` is people, countries_n, times, units (note: the unit) or bare (a number of a breakdown list, note
    'list' for running text and 'row' for tables). `value` is a Count; its number is None for 수십 명.
    Notes of people: 'etc' (시장 등 6명), 'etc-sum' (23명과 3명 등 26명), 'plus' (시장 외 5명, value 6), 'total'
    (총 58명), 'ratio' (10명 중 7명), 'per' (1명당), 'whole' and 'part' (17명 중 해외 5명), 'change' (5명에서 9명으로),
    'list' (an item of a breakdown list). Notes of countries_n: 'pair' (두 나라), 'members' (21개 회원국).
    """
    found = [m for m in (_read(doc.norm, hit) for hit in _COUNT.finditer(doc.norm)) if m is not None]
    people = _note_people(doc.norm, [m for m in found if m.field == "people"])
    rest = [m for m in found if m.field != "people"]
    return sorted([*people, *rest, *_bare(doc, found)], key=lambda m: (m.start, m.end))


def _qualifier(hit: re.Match[str]) -> Qualifier:
    before, after = hit["before"] or "", hit.group(0)[hit.end(_unit_group(hit)) - hit.start() :]
    plus = hit["aplus"] or hit["bplus"]
    if before in ("약", "대략", "어림잡아") or re.search(r"가량|내외|정도|안팎|쯤|가까|육박", after):
        return "about"
    if re.search(r"이하|미만|이내", after) or before in ("최대", "많게는"):
        return "under"
    if plus or re.search(r"이상|남짓|초과|넘|웃도|상회", after) or before in ("최소", "적어도"):
        return "over"
    return "exact"


def _unit_group(hit: re.Match[str]) -> str:
    return next(name for name in _GROUPS if hit[name] is not None)


def _read(norm: str, hit: re.Match[str]) -> Mention | None:
    group = _unit_group(hit)
    number, maximum = parse(hit["a"]), parse(hit["b"]) if hit["b"] else None
    unit = hit[group].replace(" ", "")
    if _not_a_count(norm, hit, group, unit, number):
        return None
    qualifier = _qualifier(hit)
    if hit["b"]:
        number, maximum = _range(number, maximum)
        qualifier = "range" if maximum is not None else "exact"
    each = "씩" in hit.group(0)[hit.end(group) - hit.start() :] or bool(
        re.match(r"각|국가별|나라|도시별|팀당", hit["before"] or "")
    )
    start = hit.start() if hit["before"] else hit.start("a")
    note = unit.removeprefix("개") if group == "units" else _country_note(hit, unit) if group == "countries" else ""
    rule = "range" if hit["b"] else "vague" if number is None else "number unit"
    return Mention(_GROUPS[group], Count(number, qualifier, maximum, each), start, hit.end(), rule, note)


def _range(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """'20~30' as it stands; '2~3백' lends its unit ('2백'), else both stay unknown."""
    if low is None or high is None:
        return None, None
    if low >= high:
        return None, None
    return low, high


def _country_note(hit: re.Match[str], unit: str) -> str:
    if re.search("회원|위원국|이사국|당사국", unit):
        return "members"
    return "pair" if hit["a"] in ("두", "2") else ""


def _not_a_count(norm: str, hit: re.Match[str], group: str, unit: str, number: int | None) -> bool:
    """Ordinals (제3회), building parts (101동 23명 is one, 2번 출구 none) and words that only look like a count."""
    rest = norm[hit.end() : hit.end() + 4]
    if norm[max(0, hit.start("a") - 2) : hit.start("a")].rstrip().endswith("제") or number == 0:
        return True
    if group == "people" and unit == "명" and re.match(r"[대고]", rest) and hit["a"] in ("세", "네"):
        return True
    if group == "people" and unit == "인" and (not hit["a"][0].isdigit() or number == 1):
        return True
    return group == "times" and re.match(r" ?(?:출구|버스|국도|게이트|승강장|홈|타자)", rest) is not None


_TOTAL = re.compile(
    r"(?:총|모두|합쳐|합하면|합해|합치면|도합|통틀어|전체|합계|연인원|더하면) ?(?:[^ .,]*(?:개국|차례에 걸쳐|차례|회에 걸쳐|개 도시|개 기관)[의에서]* ?)*$"
)
_ETC = re.compile(r"등 ?(?:(?:총|모두|약|전체|[가-힣]{2,6}단|[가-힣]{2,5}) ){0,2}(?:총|모두|약)?$")
_PLUS = re.compile(r"(?P<head>[가-힣A-Za-z.·,() ]{1,60}?)(?:을|를)? ?외 ?(?:\S{1,6} )?$")
_CLAUSE = re.compile(r"[.?!\n;:()\"'▲△]|[은는이가을를] ")


def _note_people(norm: str, people: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for i, m in enumerate(people):
        before = norm[max(0, m.start - 80) : m.start]
        gap = norm[m.end : people[i + 1].start] if i + 1 < len(people) else None
        last = (out[-1], norm[out[-1].end : m.start]) if out else None
        out.append(_noted(norm, m, before, gap, last))
    return out


def _noted(norm: str, m: Mention, before: str, gap: str | None, last: tuple[Mention, str] | None) -> Mention:
    tail = norm[m.end : m.end + 12]
    if re.match(r" ?(?:당\b|당[^가-힣]|마다|에 ?1명|에 한 명꼴)", tail):
        return _with(m, "per")
    if last and re.fullmatch(r"(?:의)? ?(?:중|가운데)(?:에서)? ?(?:[가-힣()\d,.% ]{0,14} )?", last[1]):
        ratio = last[1].strip() in ("중", "가운데") and last[0].value.number in (2, 3, 4, 5, 10, 100, 1000)
        return _with(m, "ratio" if ratio else "part")
    if gap is not None and re.match(r" ?(?:중|가운데) ", gap) and len(gap) < 22:
        ratio = gap.strip() in ("중", "가운데") and m.value.number in (2, 3, 4, 5, 10, 100, 1000)
        return _with(m, "ratio" if ratio else "whole")
    if gap is not None and re.fullmatch(r"에서 (?:올해 |지금의 )?", gap):
        return _with(m, "change")
    if last and re.fullmatch(r"에서 (?:올해 |지금의 )?", last[1]):
        return _with(m, "change")
    plus = re.search(r"(?:^|[ ,)])외(?:에)? (?:\S{1,6} )?$", before)
    if plus and m.value.number is not None:
        return _plus(norm, m, before[: plus.start() + 1])
    if _ETC.search(before):
        near = last is not None and re.search(r"등", last[1]) and len(last[1]) < 26 and not re.search(r"[.\n]", last[1])
        return _with(m, "etc-sum" if near else "etc")
    return _with(m, "total") if _TOTAL.search(before) else m


def _with(m: Mention, note: str) -> Mention:
    return Mention(m.field, m.value, m.start, m.end, m.rule, note)


def _plus(norm: str, m: Mention, before: str) -> Mention:
    """'시장 외 5명' is six, 'A 시장, B 의장 외 5명' seven; a group before 외 ('대표단 외 5명') leaves the number open."""
    cut = max((hit.end() for hit in _CLAUSE.finditer(before)), default=0)
    heads = re.split(r", ?|·|[와과] |및 ", before[cut:].strip(" ,"))
    named = 0
    for head in reversed(heads):
        if not re.search(rf"(?:{_titles()})$", head.strip()):
            break
        named += 1
    value = m.value
    number = value.number + named if named else None
    start = m.start - len(norm[: m.start]) + norm.rfind("외", 0, m.start)
    return Mention(
        "people",
        Count(number, value.qualifier),
        start + len(norm[: m.start]) - m.start,
        m.end,
        "one plus others",
        "plus",
    )


_ITEM = r"[가-힣A-Za-z·.]+(?:\([가-힣A-Za-z]+\))? ?(?P<{0}>\d{{1,3}}(?:,\d{{3}})?|\d{{1,4}})(?:여)? ?명?"
_LIST = re.compile(
    r"(?<![가-힣A-Za-z\d])[가-힣A-Za-z·]+(?:\([가-힣A-Za-z]+\))? ?\d{1,4}(?:명|여 ?명)?(?: ?[,·/] ?[가-힣A-Za-z·]+(?:\([가-힣A-Za-z]+\))? ?\d{1,4}(?:여? ?명)?)+(?= ?(?:[,).]|등|$|\n))",
)
_LIST_ITEM = re.compile(r"([가-힣A-Za-z·]+?(?:\([가-힣A-Za-z]+\))?) ?(\d{1,4})(여? ?명)?(?= ?(?:[,).·/]|등|$|\n))")
_ROW = re.compile(r"(?m)^[^\n|]*(?:\|[^\n|]*)+$")
_CELL = re.compile(r"(?<=\|) *(\d{1,3}(?:,\d{3})+|\d{1,5}) *(?:명)? *(?=\||$)", re.M)


def _bare(doc: Document, found: list[Mention]) -> list[Mention]:
    """Numbers without a unit inside lists and table rows; claims pair them with the country before them."""
    out: list[Mention] = []
    for block in _LIST.finditer(doc.norm):
        items = list(_LIST_ITEM.finditer(doc.norm, block.start(), block.end() + 1))
        if all(item[3] for item in items):
            continue
        out += [
            Mention(
                "bare", Count(int(item[2])), item.start(2), item.end(3) if item[3] else item.end(2), "list item", "list"
            )
            for item in items
            if item.end() <= block.end()
        ]
    for row in _ROW.finditer(doc.norm):
        for cell in _CELL.finditer(doc.norm, row.start(), row.end()):
            number = parse(cell[1])
            out.append(Mention("bare", Count(number), cell.start(1), cell.end(1), "table cell", "row"))
    return out


def counted_noun(doc: Document, mention: Mention) -> str:
    """The noun phrase that the number counts: '공무원 18명' → 공무원, '60명의 청소년' → 청소년, '52명이 참석' → ''."""
    norm = doc.norm
    right = norm[mention.end : mention.end + 40]
    formed = re.match(
        r"(?:으)?로 (?:구성|꾸려|꾸린|이뤄|이루어|짜인|편성)\S* ((?:[가-힣A-Za-z]+ ){0,2}?[가-힣A-Za-z]*?(?:단|팀|일행|진))(?=[이은을의과와,. ]|$)",
        right,
    )
    if formed:
        return formed[1]
    left = _left_noun(norm[max(0, mention.start - 70) : mention.start])
    if left:
        return left
    of = re.match(
        r"의 ((?:[가-힣A-Za-z]+ ){0,2}?[가-힣A-Za-z]{2,}?)(?:들)?(?=(?:이|가|은|는|을|를|과|와|으로|로|에게|에서|의|도|들)?[ .,)]|$)",
        right,
    )
    return of[1] if of else ""


_PARTICLE = re.compile(
    r"(?:에서|에게|에는|으로|까지|부터|에|의|을|를|은|는|께서|이며|하고|한|된|인|간|해|하여|돼|고|며|서)$|(?<![문술작업동축무])가$|(?<![린은])이$"
)
_SKIP = re.compile(
    r"(?:총|모두|약|등|외|각|각각|합쳐|전체|최대|최소|대략|도합|합해|모두 합해|여|[\d,만천백]+여? ?(?:개국|개 ?[가-힣]+|차례|회|곳|개사)(?:에 걸쳐|에서|의)?|\([^()]*\)) *$"
)


_WORD = re.compile(r"[가-힣A-Za-z·]+(?:\([^()]*\))?,?")


def _left_noun(text: str) -> str:
    text = re.split(r"[.?!\n;:▲△]", text)[-1].rstrip(" '\"")
    topic = False
    while (cut := _SKIP.search(text)) and cut.start() < len(text):
        topic = topic or bool(re.search(r"\d", cut.group(0)))
        text = text[: cut.start()].rstrip(" '\",")
    parts: list[str] = []
    for word in reversed(text.split(" ")):
        if not _WORD.fullmatch(word):
            break
        parts.insert(0, word)
    if not parts:
        return ""
    last = re.sub(r"\([^()]*\)$", "", parts[-1])
    if topic and re.search(r"[은는]$", last):
        return last[:-1]
    if not last or _PARTICLE.search(last):
        return ""
    out = [last.removesuffix("들")]
    for part in reversed(parts[:-1]):
        if not re.search(r"(?:와|과|,|및)$", part):
            break
        out.insert(0, part)
    return " ".join(out)
