"""Which Korean local governments the text names, and which of them is the article's host.

Mentions: field `city`, value the canonical name in force at the article's day (None: a bare 시, 군, 구, 도, or a name
that several governments share and nothing decides; rule `ambiguous`). Notes: full (경기도 수원시), name (수원시),
short (수원), hall (수원시청, 전남도청, 수원시의회), bare (시는), byline ((수원=○○뉴스): no evidence of a host).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extract import governments, towns
from extract.document import Document
from extract.governments import City
from extract.records import Mention
from extract.towns import Name

_BARE = re.compile(
    r"(?<![가-힣A-Za-z0-9·/])(?:(?:시|군)(?=(?:와|과|로)(?![가-힣]))|(?:시|군|구|도)(?=(?:는|은|가|이|의|에서는|에서|에|를|을)(?![가-힣])"
    r"|에\s?따르면|\s(?:관계자|당국|담당|측|공무원)))"
)
_REPORTER = r"[가-힣]{2,4}(?:\s[가-힣]{2,4})?\s?(?:선임|수습|객원|인턴|취재본부)?\s?기자(?!단|회견|실)"
_BYLINE = re.compile(
    r"[(\[【<]\s?(?P<bracket>[^()\[\]【】<>=\n]{2,20}(?:\([가-힣·,]{2,9}\))?)\s?=[^)\]】>\n]{1,30}[)\]】>]"
    r"|[\[【]\s?[가-힣A-Za-z]{2,8}(?:뉴스|일보|신문|투데이|경제|통신|방송|타임[즈스])\s(?P<outlet>[가-힣·]{2,9})\s?[\]】]"
    rf"|(?m:^|(?<=\s))(?P<line>[가-힣·]{{2,9}})\s?[=/|ㅣ]\s?{_REPORTER}"
    rf"|(?m:^)\s*(?P<spaced>[가-힣]{{2,3}})\s{_REPORTER}"
)


@cache
def _witnesses(code: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Words that speak for a unit: its province's names, its neighbours' names, its landmarks."""
    row = governments.cities()[code]
    province = row
    while province.parent:
        province = governments.cities()[province.parent]
    units = [
        c for c in governments.cities().values() if c.parent == province.code and c.code != code and len(c.word) > 2
    ]
    own = () if row.level == "sido" else tuple({province.name, province.short, *province.aliases} - {""})
    marks = governments.landmarks()
    known = next((marks[c] for c in (code, *_before(code)) if c in marks), ())
    return own, tuple({c.word for c in units}), known


def _before(code: str) -> list[str]:
    return [c.code for c in governments.cities().values() if code in c.successors]


def _tally(whole: str, row: City) -> int:
    """Points for a unit: its province (3), a landmark (2) and a neighbouring unit (1), each time it is named."""
    own, units, marks = _witnesses(row.code)
    return sum(points * whole.count(word) for points, words in ((3, own), (2, marks), (1, units)) for word in words)


def _value(doc: Document, rows: tuple[City, ...]) -> str | None:
    """One unit's canonical name at the article's day; an undated text takes the era that it speaks of."""
    names = {governments.name_at(r.name, doc.published) for r in rows}
    if len(names) == 1:
        return names.pop()
    if doc.published is None:
        new = "전남광주" in doc.text
        old = {n for n in names if n and new == n.startswith("전남광주")}
        if len(old) == 1:
            return old.pop()
    return None


def _decide(doc: Document, name: Name, sure: Counter[str]) -> tuple[str | None, str]:
    """Value and rule of a name. Shared names go to the unit that the rest of the text points to, else to nobody."""
    groups: dict[frozenset[str], list[City]] = {}
    for row in name.rows:
        groups.setdefault(governments.identity(row.code), []).append(row)
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


def _sure(doc: Document, names: list[Name]) -> Counter[str]:
    """Units that the text names without doubt, with points that fall towards its end (related stories, chrome)."""
    out: Counter[str] = Counter()
    for name in names:
        if len({governments.identity(r.code) for r in name.rows}) == 1:
            value = _value(doc, name.rows)
            if value:
                out[value] += round(_NAMED_FULL * (1 - name.start / max(1, len(doc.norm))) ** 2)
    return out


def _bylines(doc: Document) -> Iterator[tuple[int, int]]:
    """Spans of the towns that reporters sign with: (수원=○○뉴스), [○○ㅣ수원=김 기자], 아산=이 기자, 세종 / 정 기자."""
    if not any(sign in doc.norm for sign in ("=", "[", "【", "기자")):  # one of which every byline has
        return
    for hit in _BYLINE.finditer(doc.norm):
        start, end = hit.span(hit.lastgroup or 0)
        for word in re.finditer(r"[가-힣]{2,7}", doc.norm[start:end]):
            if word[0] in governments.home().table:
                yield start + word.start(), start + word.end()


_COUNTRY_BEFORE = re.compile(r"(?<![가-힣·])(중국|일본|대만|베트남|몽골|미국|러시아)(?: [가-힣]{2,4}(?:성|현|주))? $")


def _abroad_by_its_country(text: str, start: int) -> bool:
    """'중국 상주시', '중국 강소성 양주시': read in Korean, a town there is spelt like one here."""
    return _COUNTRY_BEFORE.search(text, max(0, start - 12), start) is not None


def find(doc: Document) -> list[Mention]:
    """Mentions of Korean local governments, in text order."""
    text = doc.norm
    names, bylines = towns.names(text), list(_bylines(doc))
    sure = _sure(doc, names)
    out = []
    for name in names:
        if _abroad_by_its_country(text, name.start):
            continue
        value, rule = _decide(doc, name, sure)
        if any(a <= name.start < b for a, b in bylines):
            out.append(Mention("city", value, name.start, name.end, "byline", "byline"))
        else:
            out.append(Mention("city", value, name.start, name.end, rule, name.note))
    taken = {i for m in out for i in range(m.start, m.end)}
    for a, b in bylines:
        if a not in taken:
            rows = tuple(c for c, _ in governments.home().table[text[a:b]])
            value, _ = _decide(doc, Name(a, b, rows, "short"), sure)
            out.append(Mention("city", value, a, b, "byline", "byline"))
    out += [Mention("city", None, h.start(), h.end(), "bare", "bare") for h in _BARE.finditer(text)]
    return sorted(out, key=lambda m: (m.start, m.end))


_SAYS = re.compile(r"밝혔|전했|발표했|말했|개최|초청|맞이|진행|추진|실시|운영|마련|열었|열린|연다|설명했")
_TOPIC = re.compile(r"(?:\([^()\n]{1,30}\))?(?:는|은|가|이)(?![가-힣])")
_SOURCE = re.compile(r"(?:\([^()\n]{1,30}\))?에\s?따르면")


_ENOUGH = 3.0  # points below which a government is only mentioned
_NEAR = 0.75  # share of the first one's points that makes a second host
_PARTNER = 0.4  # share that makes the other half of 'A와 B' an equal


_MAYOR = re.compile(
    r"(?:장|수|청장|지사)(?:은|는|이|가|과|와|과는|와는|을|를|의| 등|,)(?![가-힣])"
)  # '인제군|수와는', '수원시|장은'
_RECEIVES = re.compile(
    r"인사|환영|말했|밝혔|전했|강조|만나|만났|면담|접견|예방|차를 마|마주 앉|기대|감사|당부|소개|설명|안내"
)


# '서울·경주·제주 돌며 협력 모색': stops of a tour, no host.
_STOPS = re.compile(
    r"[가-힣]{2,4}[·,] ?[가-힣]{2,4}[·,] ?[가-힣]{2,4} ?(?:을 |를 )?(?:돌[며아]|순회|방문|둘러|거쳐|찾)"
)


def _points(doc: Document, mention: Mention) -> float:
    """How strongly one mention says that its government receives: headline, topic of a saying verb, 'X시에 따르면'."""
    sentence = doc.sentence_at(mention.start)
    points = {"full": 1.5, "name": 1.0, "hall": 1.0, "short": 0.4}[mention.note]
    if sentence.index == 0 and not _STOPS.search(sentence.norm):
        points += 2.0
    elif sentence.index <= 3:
        points += 0.5
    if _MAYOR.match(doc.norm, mention.end) and _RECEIVES.search(sentence.norm):
        points += 2.5
    if _SOURCE.match(doc.norm, mention.end):
        points += 4.0
    elif _TOPIC.match(doc.norm, mention.end) and mention.note in ("full", "name", "hall"):
        points += 3.0 if _SAYS.search(sentence.norm, mention.end - sentence.start) else 1.5
    return points


def _pairs(doc: Document, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Two governments that one phrase joins: '원주시와 횡성군', '원주·횡성'."""
    named = [m for m in mentions if m.value and m.note in ("full", "name", "short")]
    for one, two in pairwise(named):
        if re.fullmatch(r"[와과]\s?|·", doc.norm[one.end : two.start]) and one.value != two.value:
            yield one.value, two.value


_FAIR = re.compile(
    r" ?(?:세계 ?박람회|엑스포|EXPO|Expo|월드엑스포)"
    r"|(?: ?국제 ?박람회|(?:이|가)? \d{4}년 세계박람회를? 개최| 개최)[^.\n]{0,20}(?:유치|지지)"
    r"|(?:시|도)?립 ?대(?:학|(?![가-힣]))"
)  # '부산세계박람회 유치', '서울시립대': names


def article_host(doc: Document, mentions: list[Mention]) -> list[Mention]:
    """The government(s) that the article makes the host, best first: one mention each, rule `host:<points>`.

    Empty where no government is spoken of as acting (national hosts). A 도 gives way to its own 시 or 군 that hosts
    as well (codebook, rule 10). Bylines count nothing; bare 시는, 군은 count for units of that level.
    """
    score: Counter[str] = Counter()
    best: dict[str, tuple[float, Mention]] = {}
    for m in mentions:
        if m.value is None or m.note in ("bare", "byline") or _FAIR.match(doc.norm, m.end):
            continue
        points = _points(doc, m)
        score[m.value] += points  # type: ignore[assignment]
        if m.value not in best or points > best[m.value][0]:
            best[m.value] = (points, m)
    votes = Counter(doc.norm[m.start : m.end] for m in mentions if m.note == "bare")
    for name in score:
        score[name] += min(3, votes[name[-1]])
    for one, two in _pairs(doc, mentions):
        if min(score[one], score[two]) >= _PARTNER * max(score[one], score[two]):
            score[one] = score[two] = max(score[one], score[two])
    stated = {m.value for m in mentions if m.note in ("full", "name", "hall")}
    stated |= {m.value for m in mentions if m.note == "short" and m.value and votes[m.value[-1]]}  # '문경서 …. 시는'
    ranked = [(name, points) for name, points in score.most_common() if name in stated and points >= _ENOUGH]
    chosen = [name for name, points in ranked if points >= _NEAR * ranked[0][1]]
    chosen = [n for n in chosen if not any(o != n and o.startswith(n + " ") for o in chosen)]
    if not chosen:
        implied = _implied(doc, [m for m in mentions if m.note == "bare"])
        told = {str(m.value) for m in mentions if m.note == "short" and m.value and " " in str(m.value)}
        return implied or _begun(doc, {name[-1] for name in told}, told)
    return [replace(best[n][1], rule=f"host:{score[n]:.1f}") for n in chosen]


_GLUED = re.compile(r"(?<![가-힣])(?=([가-힣]{2,3})[가-힣]{2})")


def _implied(doc: Document, bare: list[Mention]) -> list[Mention]:
    """The government that '시는', '군은' speak for where the text never writes its name out: the one that published
    the article, else the one whose short name begins at least two names of the text (천안종합운동장)."""
    if not bare:
        return []
    letters = {doc.norm[m.start : m.end] for m in bare}
    published = governments.city_named(re.sub(r"청$", "", doc.publisher)) if doc.publisher else None
    if published is not None and published.name[-1] in letters:
        anchor = next(m for m in bare if doc.norm[m.start : m.end] == published.name[-1])
        return [replace(anchor, value=governments.name_at(published.name, doc.published), rule="host:publisher")]
    return _begun(doc, letters)


def _begun(doc: Document, letters: set[str], among: set[str] | None = None) -> list[Mention]:
    """The government whose short name begins the most names of the text, two at least; one of `among`, where given:
    '거창국제연극제', '거창연극고등학교' beside '거창을 찾았다'."""
    table = governments.home().table
    words: dict[str, dict[str, int]] = {}
    for hit in _GLUED.finditer(doc.norm):
        for size in (2, 3):
            short = doc.norm[hit.start() : hit.start() + size]
            rows = [city for city, form in table.get(short, ()) if form == "short" and not city.guard]
            if among is not None and (not rows or governments.name_at(rows[0].name, doc.published) not in among):
                continue
            if len({governments.identity(r.code) for r in rows}) == 1 and rows[0].name[-1] in letters:
                word = re.match(r"[가-힣]+", doc.norm[hit.start() :])
                words.setdefault(rows[0].name, {}).setdefault(word.group() if word else "", hit.start())
    ranked = sorted(words.items(), key=lambda item: -len(item[1]))
    if not ranked or len(ranked[0][1]) < 2 or (len(ranked) > 1 and len(ranked[1][1]) == len(ranked[0][1])):
        return []
    name, found = ranked[0]
    start = min(found.values())
    value = governments.name_at(name, doc.published)
    size = 2 if name.split()[-1].startswith(doc.norm[start : start + 2]) and len(name.split()[-1]) <= 3 else 3
    return [Mention("city", value, start, start + size, "host:begun names", "short")] if value else []
