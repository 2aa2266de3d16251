"""In whose area a visit is: the host, towns visited or met in, seats of places (rules 6, 7, 10 and 13)."""

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from extract import governments
from extract.assembly.drafts import Draft
from extract.assembly.ground import HELD_AT, PLACE_LINE, headlined
from extract.clauses import Frame
from extract.counterparts import SOME_DAY
from extract.document import Document
from extract.records import Mention

_VISITED = re.compile(
    r"(?:(?:와|과|,|·) ?[가-힣]{1,6}[시군구도])?(?:을|를) (?:[가-힣\d~.]+ ){0,3}?(?:방문|찾|둘러|시찰|견학|다녀)"
    r"(?!(?:한|해 ?본) (?:경험|적|바)이)"
    r"| 방문 ?(?:예정|했|할|하[여는고])"
    r"|(?:시|군)?(?:[,·] ?[가-힣]{2,4})*\)(?:을|를) (?:[가-힣\d~.]+ ){0,2}?(?:방문|찾|둘러|시찰)"
)
_MOVED = re.compile(
    r"(?:로|으로) (?:자리를 |발길을 |장소를 )?(?:옮겨|옮긴|이동해|이동한)(?! (?:뒤|후) )"
    r"(?![^.\n]{0,20}(?:출국|귀국|떠난|떠났))"
)
# '부산 국제박람회 유치 지지를 요청', '어제 서울에서 열린 포럼이 개최된 것을 평가': talked about.
_TALKED = re.compile(
    r"(?:시)?립 ?대(?:학|의| )|대(?=학교| 교수)"  # 서울시립대, 인천대학교: a name, no place of a visit (rule 13)
    r"| ?(?:\d{4}년? ?)?(?:세계 ?|국제 ?)?(?:박람회|엑스포|EXPO|Expo|개최)[^.\n]{0,20}(?:유치|지지)"
    r"|(?:에서|에) [^.\n]{0,50}?(?:개최될 수 있도록|(?:개최|체결|출범)(?:된|한|됐던) (?:것을|점을|데))"
    r"|에서 (?:열린|개최된|열었던|가진) [^.\n]{0,30}?(?:이후|이래|뒤|제안|합의|요청)"  # '서울에서 열린 대화 이후'
    r"|에서 개최(?:될|되는|할| ?예정인) [^.\n]{0,60}?(?:관심|참여|참석|방한|지지|성원)(?:을|를|와|과)? ?[^.\n]{0,16}"
    r"(?:요청|당부|부탁|희망|기대)"
)


_ACTS = re.compile(
    r"(?:특별자치|특별|광역)?(?:시|군|구|도)?(?:청|의회|교육청)?(?:은|는|이|가|와|과|에|에는|의|을|를|로|으로)(?![가-힣])"
)


def _takes_part(doc: Document, host: Mention, told: list[Frame]) -> bool:
    """Whether a government is more than the address of a venue: it acts, is visited, or stands in the headline."""
    if host.rule in ("host:publisher",) or host.note == "bare":
        return True
    cities = [(f, c) for f in told for c in f.cities if c.value == host.value]
    return (
        any(f.sentence.role in ("title", "subtitle") or _ACTS.match(doc.norm, c.end) for f, c in cities) or not cities
    )


def cities_of(doc: Document, draft: Draft, host: list[Mention], told: list[Frame]) -> list[Mention]:
    """The article's host. Where it has none (rule 13): the governments named as visited or as where the guests meet.
    Where it is a 도, or several are visited: those that are the object of the visit."""
    visited: dict[str, Mention] = {}
    held: dict[str, Mention] = {}
    for frame in draft.frames:
        for city in frame.cities:
            if city.value and city.note in ("full", "name", "short") and not _TALKED.match(doc.norm, city.end):
                if SOME_DAY.search(doc.norm, frame.start, city.start):
                    continue  # '조속한 시일 내 공동위를 서울에서 개최하여'
                if _VISITED.match(doc.norm, city.end) or _MOVED.match(doc.norm, city.end):
                    visited.setdefault(str(city.value), city)
                if HELD_AT.match(doc.norm, city.end) and not frame.outbound:
                    held.setdefault(str(city.value), city)
    for frame in draft.frames:
        for city, following in _joined(doc, frame):
            for found in (visited, held):
                if str(following.value) in found:
                    found.setdefault(str(city.value), city)
    if draft.kind == "total" and not any(f.cities for f in draft.frames):
        host = [m for m in host if _takes_part(doc, m, told)]
        if not host:
            return []  # rule 7: the sum of a national programme; the place of its opening is no host of it
    elsewhere = {
        n: m for n, m in held.items() if not any(n == str(h.value) or n.startswith(f"{h.value} ") for h in host)
    }
    if host and elsewhere and _earlier(doc, draft):
        return list(elsewhere.values())  # '지난해 7월 진주시에서 열린 28회 행사에는' beside this year's host
    names = {str(m.value) for m in host}
    seated = _seated(doc, draft, told)
    if (
        seated
        and not any(_acts(doc, name) for name in names)
        and all(any(s.startswith(n + " ") for s in seated) for n in names)
    ):
        host, names = [], set()  # '○○호텔(서울 중구 소재)': the city is only named, a ministry hosts
    if not names:
        for name, city in seated.items():
            held.setdefault(name, city)
        for city in (c for f in told for c in f.cities if c.value and c.note in ("full", "name", "short")):
            if any(
                0 < place.start - city.end <= 2
                and doc.norm[city.end : place.start].isspace()
                and (
                    place.note == "visit"
                    or _MEETS.match(doc.norm, place.end)
                    or _LODGES.search(doc.norm, place.start, place.end)
                )
                for place in draft.sites
            ):
                held.setdefault(str(city.value), city)  # '서울 ○○호텔에서'
        for city in _halls(doc, draft):
            visited.setdefault(str(city.value), city)
        held = {**visited, **held} or _place_lines(doc, told) or headlined(doc, draft, told)
        return [m for n, m in held.items() if not any(o.startswith(n + " ") for o in held)]
    moved = {n: m for n, m in visited.items() if _MOVED.match(doc.norm, m.end) and n not in names}
    if moved and draft.kind == "visit" and not any(n.startswith(o) or o.startswith(n) for n in moved for o in names):
        return [*host, *moved.values()]  # rule 6: one delegation, two cities
    nested = any(h.startswith(n + " ") for h in held for n in held)
    if not visited and names < set(held) and not nested and not any(_acts(doc, n) for n in names):
        return list(held.values())  # '산림청은 … 세종시와 서울, 인천 일대에서 연수를 열었다'
    if not visited or (names & set(visited) and len(visited) == 1):
        return host
    opening = {str(c.value) for f in draft.frames[:1] for c in f.cities}
    told_of = {str(c.value) for f in draft.frames for c in f.cities}
    if set(visited) <= opening and not any(n in told_of for n in names) and not _nested(names, visited):
        return list(
            visited.values()
        )  # a roundup: '… 헝가리 육상팀 16명은 6월 중 대전을 찾아' beside the town told first
    within_them = all(any(v.startswith(n + " ") for n in names) for v in visited)
    if names < set(visited) or (within_them and not any(_acts(doc, n) for n in names)):
        return list(visited.values())  # rule 10: a 도 that hosts stays the 도
    return host


def _nested(names: set[str], others: Iterable[str]) -> bool:
    """Whether a government of one lies in one of the other."""
    return any(a.startswith(f"{b} ") or b.startswith(f"{a} ") for a in names for b in others)


def _earlier(doc: Document, draft: Draft) -> bool:
    """Whether a visit is told as background: its days end more than six weeks before the article."""
    last = draft.dates[1] or draft.dates[0]
    return last is not None and doc.published is not None and doc.published - last > timedelta(days=42)


_BETWEEN = re.compile(r"(?:특별시|광역시|시|군)?(?:과|와|,|·| 및| 그리고) ?")


def _joined(doc: Document, frame: Frame) -> list[tuple[Mention, Mention]]:
    """Pairs of towns that one list joins, the last pair first: '대전과 서울, 수원, 안산에서'."""
    named = [c for c in frame.cities if c.value and c.note in ("full", "name", "short")]
    pairs = [(a, b) for a, b in pairwise(named) if _BETWEEN.fullmatch(doc.norm, a.end, b.start)]
    return pairs[::-1]


_MEETS = re.compile(r"(?:\([^()\n]{0,40}\))?(?:에서|에 모)")
_LODGES = re.compile(r"호텔|리조트|콘도")


def _acts(doc: Document, name: str) -> bool:
    """Whether a government is the topic of any clause: '서울시는', '서울시에 따르면', '시장은'."""
    word = name.rsplit(" ", 1)[-1]
    if word.endswith("도") and re.search(r"(?<![가-힣])도(?:는|가|지사는|에 따르면)(?![가-힣])", doc.norm):
        return True  # '5개국 대표단이 강릉을 방문한다고 도가 밝혔다'
    forms = {word, re.sub(r"(?:특별자치|특별|광역)(?=[시도]$)", "", word)}
    return any(
        re.search(
            rf"{form}(?:장|지사|청)?(?:(?:은|는|에 따르면)(?![가-힣])|(?:와|과) [^.,]{{1,20}}[이가] (?:함께 )?(?:마련"
            rf"|개최|주최|여는|연 ))",
            doc.norm,
        )
        for form in forms
    )


_SEAT = re.compile(r"\((?P<where>(?:[가-힣]{2,4} )?(?P<stem>[가-힣]{2,4})) ?소재\)")
_AT_SITE = re.compile(r"\*{0,3} ?\((?P<where>(?:[가-힣]{2,4} )?[가-힣]{2,4})(?: ?소재)?\)")
_WHEN_WHERE = re.compile(
    r"\((?:'?\d{2,4}\. ?)?\d{1,2}\. ?\d{1,2}\.?[^()가-힣]{0,12}[,/·] ?(?P<where>[가-힣]{2,4})(?:시|군)?\)"
)
_FOR_IT = re.compile(r"참석차 방한|참석을 위해 방한|참석 ?계기[^.]{0,12}방한")
_HALL_VISITED = re.compile(
    r"(?:청사|청|의회)?(?:(?:, ?|·| 및 |와 |과 )[^,.\n]{1,24}?){0,6}(?: 등)?"
    r"(?:을|를) (?:[가-힣]+ ){0,2}?(?:방문|찾|견학|시찰|둘러)"
)


def _halls(doc: Document, draft: Draft) -> list[Mention]:
    """Rule 13: '고창군청, 성남시청을 방문해': each town hall that is visited names its town."""
    return [
        c
        for f in draft.frames
        for c in f.cities
        if c.value and c.note == "hall" and not f.outbound and _HALL_VISITED.match(doc.norm, c.end, f.sentence.end)
    ]


def _seated(doc: Document, draft: Draft, told: list[Frame]) -> dict[str, Mention]:
    """Governments in whose area a place of the visit is said to stand: '○○호텔(영등포 소재)', '(경기 용인 소재)',
    '기상레이더 관측소(용인)', '회의(4.18, 인천)'."""
    near = {f.sentence.index: f.sentence for f in draft.frames}
    out: dict[str, Mention] = {}
    for sentence in near.values():
        for told_seat in _SEAT.finditer(doc.norm, sentence.start, sentence.end):
            name = governments.seat_named(told_seat["where"], doc.published)
            if name:
                out.setdefault(name, Mention("city", name, *told_seat.span("where"), "ground.seated", "name"))
        below = doc.sentences[sentence.index + 1 : sentence.index + 2] if _FOR_IT.search(sentence.norm) else ()
        until = below[0].end if below and below[0].norm[:1] in "*※" else sentence.end
        for when in _WHEN_WHERE.finditer(doc.norm, sentence.start, until):
            known = [c for f in told for c in f.cities if c.start == when.start("where") and not f.outbound]
            if known and known[0].value and draft.kind == "visit":
                out.setdefault(str(known[0].value), known[0])
    for place in draft.sites if draft.kind == "visit" else ():
        if at := _AT_SITE.match(doc.norm, place.end):  # '기상레이더 관측소(용인)'
            towns = [c for f in told for c in f.cities if at.start("where") <= c.start < c.end <= at.end("where")]
            name = str(towns[-1].value or "") if towns else governments.seat_named(at["where"], doc.published)
            if name:
                seat = towns[-1] if towns else Mention("city", name, *at.span("where"), "ground.seated", "name")
                out.setdefault(name, seat)
    return out


def _place_lines(doc: Document, told: list[Frame]) -> dict[str, Mention]:
    """Governments named in '(장소) …' lines and, failing that, in the lead as where it is held."""
    lines = [f for f in told if PLACE_LINE.match(f.sentence.norm)]
    lead = [f for f in told if f.sentence.role not in ("title", "subtitle") and not f.outbound][:2]
    for frames_, check in ((lines, False), (lead, True)):
        found = {
            str(c.value): c
            for f in frames_
            for c in f.cities
            if c.value
            and c.note in ("full", "name", "short")
            and (not check or (HELD_AT.match(doc.norm, c.end) and not _TALKED.match(doc.norm, c.end)))
        }
        if found:
            return found
    return {}
