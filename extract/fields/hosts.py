"""Which Korean local governments the text names, and which of them is the article's host.

Mentions: field `city`, value the canonical name in force at the article's day (None: a bare 시, 군, 구, 도, or a name
that several governments share and nothing decides; rule `ambiguous`). Notes: full (경기도 수원시), name (수원시),
short (수원), hall (수원시청, 전남도청, 수원시의회), bare (시는), byline ((수원=○○뉴스): no evidence of a host).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract import lexicon
from extract.document import Document
from extract.lexicon import City
from extract.records import Mention

_RUN_LEFT = re.compile(r"[가-힣]+\Z")
_HANGUL = re.compile(r"[가-힣]")
_AGENCY = re.compile(
    r"교육청|경제자유구역청|경제청|소방본부|(?:관광|도시|교통)공사|(?:시설|시설관리)공단|문화재단|관광재단|테크노파크"
    r"|국제교류(?:재단|센터)|상수도사업본부"
)
_HALL = re.compile(rf"청사|청(?!소년|년|렴|춘|결|각|정|량|소)|의회|의장|{_AGENCY.pattern}")
_CAUSATIVE = re.compile(r"[키킨켜킬킴켰]|흥(?!군|업)")  # 상주시키다, 강화시킨: not 상주시; 광명시흥: two towns
_WESTERN = re.compile(r"[식화적권릉난로]")  # 서구식, 동구권, 동구릉, 중구난방
_BARE = re.compile(
    r"(?<![가-힣A-Za-z0-9·/])(?:(?:시|군)(?=(?:와|과|로)(?![가-힣]))|(?:시|군|구|도)(?=(?:는|은|가|이|의|에서는|에서|에|를|을)(?![가-힣])"
    r"|에\s?따르면|\s(?:관계자|당국|담당|측|공무원)))"
)
_BYLINE = re.compile(
    r"[(\[【<]\s*(?P<a>[가-힣]{2,4}(?:[·,/\s][가-힣]{2,4})?)\s?=[^)\]】>\n]{1,30}[)\]】>]"
    r"|(?m:^|(?<=\s))(?P<b>[가-힣]{2,4})\s?[=/|]\s?[가-힣]{2,4}(?:\s[가-힣]{2,4})?\s?(?:선임|수습|객원|인턴)?기자(?!단|회견|실)"
    r"|(?m:^)\s*(?P<c>[가-힣]{2,3})\s[가-힣]{2,4}\s?기자(?!단|회견|실)"
)
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
class _Name:
    """Spellings in a row that name one unit; `rows` are the units that they may mean (eras, provinces)."""

    start: int
    end: int
    rows: tuple[City, ...]
    note: str


def _left(text: str, start: int) -> str:
    hit = _RUN_LEFT.search(text, max(0, start - 8), start)
    return hit[0] if hit else ""


def _parents(city: City) -> frozenset[str]:
    return lexicon.identity(city.parent) if city.parent else frozenset()


def _under(rows: tuple[City, ...], above: tuple[City, ...]) -> tuple[City, ...]:
    """Those of `rows` that lie in one of `above`, in whatever era; units of the very province row come first."""
    inside = tuple(r for r in rows if r.parent and any(lexicon.identity(a.code) & _parents(r) for a in above))
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
        return any(r.word in text for r in rows if r.level != "sido") and bool(_SURELY_PLACE.match(text, end))
    return (
        guards == {""} or bool(_PLACE_AFTER.match(text, end)) or _headed(text, start, end) or _listed(text, start, end)
    )


def _headed(text: str, start: int, end: int) -> bool:
    """A headline's topic: '여수, 섬 도시들과 만났다'."""
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 2] == ", "


def _listed(text: str, start: int, end: int) -> bool:
    """A member of a dotted list of towns: '여수·순천'."""
    table = lexicon.home().table
    after = text[end : end + 1] == "·" and bool(lexicon.home().at(text, end + 1))
    return after or (
        text[start - 1 : start] == "·" and any(text.endswith(w, 0, start - 1) for w in table if len(w) < 5)
    )


def _word_ok(text: str, word: str, start: int, end: int, after: int) -> bool:
    """A name with its 시, 군, 구 or 도 is not the tail or head of another word."""
    run = _left(text, start)
    if run and start != after and run not in lexicon.contexts("prefix"):
        joined = start - len(run) <= after and text[after:start] in lexicon.contexts("link")
        if not joined:
            return False
    if word.endswith("시") and _CAUSATIVE.match(text, end):
        return False
    return not (len(word) == 2 and _WESTERN.match(text, end))


def _names(text: str) -> list[_Name]:
    """Left to right; a province, its city and the city's 구 in a row become one name."""
    out: list[_Name] = []
    at, table = 0, lexicon.home().table
    for start, words in lexicon.home().scan(text):
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
            if nested and last and (rows or _SHORT_AFTER.match(text, end)) and not _CAUSATIVE.match(text, end):
                out[-1] = _Name(last.start, end, nested, "full")
            elif rows and _word_ok(text, word, start, end, last.end if last else -1):
                out.append(_Name(start, end, rows, "name"))
            elif shorts and (_short_ok(text, start, end, shorts) or _opens(text, end, shorts)):
                out.append(_Name(start, end, shorts, "short"))
            else:
                continue
            at = end
            break
    return [_hall(text, name) for name in out if not _lone(text, name)]


def _opens(text: str, end: int, rows: tuple[City, ...]) -> bool:
    """A guarded short name that a unit of its own follows: '경기 수원시', '광주 동구'."""
    gap = end + (text[end : end + 1] == " ")
    table = lexicon.home().table
    return any(_under(tuple(c for c, _ in table[w]), rows) for w in lexicon.home().at(text, gap))


def _lone(text: str, name: _Name) -> bool:
    """A short name that was only let in to open a longer one, but stands alone."""
    return name.note == "short" and not _short_ok(text, name.start, name.end, name.rows)


def _hall(text: str, name: _Name) -> _Name:
    """수원시청, 경남도의회, 중구청: the seat names its government."""
    hit = (_AGENCY if name.note == "short" else _HALL).match(text, name.end)
    return replace(name, end=hit.end(), note="hall") if hit else name


@cache
def _witnesses(code: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words that speak for a unit: its province's names, its neighbours' names, its landmarks."""
    row = lexicon.cities()[code]
    province = row
    while province.parent:
        province = lexicon.cities()[province.parent]
    units = [c for c in lexicon.cities().values() if c.parent == province.code and c.code != code and len(c.word) > 2]
    own = () if row.level == "sido" else tuple({province.name, province.short, *province.aliases} - {""})
    marks = lexicon.landmarks()
    known = next((marks[c] for c in (code, *_before(code)) if c in marks), ())
    return own, tuple({c.word for c in units}), known


def _before(code: str) -> list[str]:
    return [c.code for c in lexicon.cities().values() if code in c.successors]


def _tally(whole: str, row: City) -> int:
    """Points for a unit: its province (3), a landmark (2) and a neighbouring unit (1), each time it is named."""
    own, units, marks = _witnesses(row.code)
    return sum(points * whole.count(word) for points, words in ((3, own), (2, marks), (1, units)) for word in words)


def _value(doc: Document, rows: tuple[City, ...]) -> str | None:
    """One unit's canonical name at the article's day; an undated text takes the era that it speaks of."""
    names = {lexicon.name_at(r.name, doc.published) for r in rows}
    if len(names) == 1:
        return names.pop()
    if doc.published is None:
        new = "전남광주" in doc.text
        old = {n for n in names if n and new == n.startswith("전남광주")}
        if len(old) == 1:
            return old.pop()
    return None


def _decide(doc: Document, name: _Name, sure: Counter[str]) -> tuple[str | None, str]:
    """Value and rule of a name. Shared names go to the unit that the rest of the text points to, else to nobody."""
    groups: dict[frozenset[str], list[City]] = {}
    for row in name.rows:
        groups.setdefault(lexicon.identity(row.code), []).append(row)
    if len(groups) == 1:
        return _value(doc, name.rows), name.note
    whole = f"{doc.norm}\n{doc.publisher}"
    scored = []
    for rows in groups.values():
        value = _value(doc, tuple(rows))
        points = sure[value or ""] + max(_tally(whole, r) for r in rows)
        scored.append((points, value))
    scored.sort(key=lambda s: -s[0])
    if scored[0][0] >= 2 and scored[0][0] >= 2 * scored[1][0]:
        return scored[0][1], f"{name.note}:document"
    return None, "ambiguous"


_NAMED_FULL = 30  # points of a unit that the text names with its province at the very start; none at its very end


def _sure(doc: Document, names: list[_Name]) -> Counter[str]:
    """Units that the text names without doubt, with points that fall towards its end (related stories, chrome)."""
    out: Counter[str] = Counter()
    for name in names:
        if len({lexicon.identity(r.code) for r in name.rows}) == 1:
            value = _value(doc, name.rows)
            if value:
                out[value] += round(_NAMED_FULL * (1 - name.start / max(1, len(doc.norm))) ** 2)
    return out


def _bylines(doc: Document) -> Iterator[tuple[int, int]]:
    for hit in _BYLINE.finditer(doc.norm):
        group = hit.lastgroup or "a"
        yield hit.span(group)


def find(doc: Document) -> list[Mention]:
    """Mentions of Korean local governments, in text order."""
    text = doc.norm
    names, bylines = _names(text), list(_bylines(doc))
    sure = _sure(doc, names)
    out = []
    for name in names:
        value, rule = _decide(doc, name, sure)
        if any(a <= name.start < b for a, b in bylines):
            out.append(Mention("city", value, name.start, name.end, "byline", "byline"))
        else:
            out.append(Mention("city", value, name.start, name.end, rule, name.note))
    taken = {i for m in out for i in range(m.start, m.end)}
    for a, b in bylines:
        if a not in taken:
            found = lexicon.home().table.get(text[a:b], ())
            rows = tuple(c for c, _ in found)
            if rows:
                value, _ = _decide(doc, _Name(a, b, rows, "short"), sure)
                out.append(Mention("city", value, a, b, "byline", "byline"))
    out += [Mention("city", None, h.start(), h.end(), "bare", "bare") for h in _BARE.finditer(text)]
    return sorted(out, key=lambda m: (m.start, m.end))


_SAYS = re.compile(r"밝혔|전했|발표했|말했|개최|초청|맞이|진행|추진|실시|운영|마련|열었|열린|연다|설명했")
_TOPIC = re.compile(r"(?:는|은|가|이)(?![가-힣])")
_SOURCE = re.compile(r"에\s?따르면")


def _points(doc: Document, mention: Mention) -> float:
    """How strongly one mention says that its government receives: headline, topic of a saying verb, 'X시에 따르면'."""
    sentence = doc.sentence_at(mention.start)
    points = {"full": 1.5, "name": 1.0, "hall": 1.0, "short": 0.4}[mention.note]
    if sentence.index == 0:
        points += 2.0
    elif sentence.index <= 3:
        points += 0.5
    if _SOURCE.match(doc.norm, mention.end):
        points += 4.0
    elif _TOPIC.match(doc.norm, mention.end) and mention.note in ("full", "name"):
        points += 3.0 if _SAYS.search(sentence.norm, mention.end - sentence.start) else 1.5
    return points


def _pairs(doc: Document, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Two governments that one phrase joins: '원주시와 횡성군', '원주·횡성'."""
    named = [m for m in mentions if m.value and m.note in ("full", "name", "short")]
    for one, two in pairwise(named):
        if re.fullmatch(r"[와과]\s?|·|,\s", doc.norm[one.end : two.start]) and one.value != two.value:
            yield one.value, two.value


def article_host(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The government(s) that the article makes the host, best first: one mention each, rule `host:<points>`.

    Empty where no government is spoken of as acting (national hosts). A 도 gives way to its own 시 or 군 that hosts
    as well (codebook, rule 10). Bylines count nothing; bare 시는, 군은 count for units of that level.
    """
    score: Counter[str] = Counter()
    best: dict[str, tuple[float, Mention]] = {}
    for m in mentions:
        if m.value is None or m.note in ("bare", "byline"):
            continue
        points = _points(doc, m)
        score[m.value] += points  # type: ignore[assignment]
        if m.value not in best or points > best[m.value][0]:
            best[m.value] = (points, m)
    votes = Counter(doc.norm[m.start : m.end] for m in mentions if m.note == "bare")
    for name in score:
        score[name] += min(3, votes[name[-1]])
    for one, two in _pairs(doc, mentions):
        score[one] = score[two] = max(score[one], score[two])
    ranked = score.most_common()
    if not ranked or ranked[0][1] < 3:
        return []
    top = ranked[0][1]
    chosen = [name for name, points in ranked if points >= 3 and points >= 0.75 * top]
    chosen = [n for n in chosen if not any(o != n and o.startswith(n + " ") for o in chosen)]
    return [replace(best[n][1], rule=f"host:{score[n]:.1f}") for n in chosen]
