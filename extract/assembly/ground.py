"""Whether it is in Korea, and in whose area: calls, reports from abroad, hosts (rules 7, 10, 13)."""

import re

from extract import governments
from extract.assembly.coming import sums_up
from extract.assembly.drafts import Draft, is_resolved
from extract.document import Document
from extract.frames import SOME_CAME, SOME_DAY, Frame
from extract.records import Mention

_ELSEWHERE = re.compile(r"\((?:한국|우리|서울) ?시[간각]|현지\s?시[간각]|\(현지\)")


_ARRIVED = re.compile(
    r"방한|한국을 (?:찾|방문)|우리나라를 (?:찾|방문)|국내로 초청|한국에 (?:도착|온|왔)|한국으로 초청|내한"
)


_SAID_TO_COME = re.compile(
    r"(?:이번|금번|동) ?방한|방한 ?(?:중인|한 |하여|했|하고|하는|기간)|(?:한국|우리나라)을? ?(?:를 )?방문(?:한|"
    r"하|했|중)"
)
_REMOTE = re.compile(r"(?<![평문만영])화상|온라인|비대면|전화|통화|영상회의|유선|웨비나|원격")


_MET = re.compile(r"방한|내한|방문(?:해|한|했|하|을|단)|찾(?:아|았|은)|대면|초청|입국|한자리|현장")


def remote(doc: Document) -> bool:
    """A report of a call or an online meeting: headline or lead say so, and nobody comes anywhere in it."""
    lead = " ".join(s.norm for s in doc.sentences[:3])
    return bool(_REMOTE.search(SOME_CAME.sub("", lead))) and not _MET.search(doc.norm)


_KOREAN_GROUND = re.compile(
    r"정부(?:서울|세종|대전|과천)?청사|외교부 ?청사|서울청사|국회(?!의원)|한국(?:을|에|으로|에서|"
    r"의 (?:우수|선진|정책|경험|사례|기술))|우리나라(?:를|에|의 (?:우수|선진|정책|경험|사례|기술))|"
    r"국내(?:에서| 기관| 현장| 산업| 연수| 기업| [가-힣]+ ?기관)|국립[가-힣]+관|인재개발원|인천공항|"
    r"인천국제공항|공항을 통해 입국|판문점|주한"
)


_HELD_AT = re.compile(
    r"(?:시|도|특별시|광역시)?(?:에서(?! ?(?:온|참가한|참석한|찾아온|방문한|모인|출발))|에 |으로|로 |을 |를 | 소재|서 )"
    r"| ?(?:[가-힣A-Za-z0-9·&]+(?<![와과의은는이가]) ){0,2}[가-힣A-Za-z0-9·&]+(?<!회의)(?<!포럼)"
    r"(?:\([^()\n]*\))?(?:에서|에 |을 |를 )"
    r"|\([^()\n]{2,24}\)(?:에서|에 )|\)(?:에서|에 )"
)


def on_korean_ground(doc: Document, draft: Draft, told: list[Frame], host: list[Mention]) -> bool:
    """A national host's visit needs a sign that it is in Korea: 방한, 초청, a Korean place that it is held at."""
    if draft.part_of is None and _told_of_a_journey(doc, told) and not _came_here(doc, draft):
        return False
    if not host and _met_elsewhere(doc, draft, told):
        return False
    if host and _starts_abroad(told) and not any(is_resolved(m) for f in draft.frames for m in f.dates):
        return False
    if draft.part_of is None and not host and _starts_abroad(told) and not _dated_here(doc, draft):
        return False
    summed = draft.kind == "total" and draft.frames
    if host or (summed and (draft.frames[0].act("visit", "come", "host", "study") or sums_up(draft.frames[0]))):
        return True
    near = {f.sentence.index for f in draft.frames[:1]}
    near |= {f.sentence.index for f in draft.frames if f.acts and (f.guests or f.generic or f.anaphor or f.people)}
    away = _report_of_a_journey(doc, told)
    if any(place.note in ("visit", "back", "line", "schedule", "venue") for place in draft.sites) and not away:
        return True
    if not away and any(_guests_visit(f) for f in draft.frames):
        return True
    lead = min(near, default=99) <= 4
    if lead and not away and any(_SAID_TO_COME.search(s.norm) for s in doc.sentences[:14]):
        return True
    opening = max(2, next((f.sentence.index for f in told if f.sentence.role in ("paragraph", "bullet")), 0))
    for frame in told:
        index = frame.sentence.index
        if index in near or (index <= (opening if draft.countries else 2) and not frame.outbound and not away):
            norm = frame.sentence.norm
            if (
                _ARRIVED.search(norm)
                or _KOREAN_GROUND.search(norm)
                or (index in near and frame.act("host") and _INVITED.search(norm))
                or (index in near and not away and _RECEIVES.search(norm))
            ):
                return True
            if any(c.note in ("full", "name", "short") and _HELD_AT.match(doc.norm, c.end) for c in frame.cities):
                return True
        elif _PLACE_LINE.match(frame.sentence.norm) and frame.cities:
            return True
        if not away and (_tells_coming(frame, draft) or (index in near and _met_travellers(frame))):
            return True
    return False


_TRAVEL_AS = frozenset({"사절단", "방문단", "연수단", "시찰단", "참관단"})


def _met_travellers(frame: Frame) -> bool:
    """'이탈리아 경제사절단과 간담회를 가졌다': a mission of that name is on its way where it is met."""
    if frame.outbound or not frame.act("meet", "host"):
        return False
    return any(
        c.role == "guest" and c.person is not None and c.person.value in _TRAVEL_AS for c in frame.chains
    ) and not any(c.role in ("dest", "abroad", "away") for c in frame.chains)


def _tells_coming(frame: Frame, draft: Draft) -> bool:
    """Whether another clause says that people of one of the draft's countries came to Korea."""
    theirs = {m.value for c in frame.guests for m in c.mentions} & set(draft.countries)
    return bool(theirs) and "wish" not in frame.spoilers and bool(_ARRIVED.search(frame.sentence.norm))


_RECEIVES = re.compile(
    r"접견(?!실)|영접|예방을 받|내방"
    r"|(?:방문|사절|연수|대표|시찰)단(?: ?\d+여?명)?을 맞(?:아|이|았|는)"
)
_INVITED = re.compile(
    r"초청(?:해|하여|했|한 |하[고는며였]|되|됐|돼|받|으로|을 받|행사|공연|[^가-힣]|연수(?!생|도|와|과|,|·|"
    r" 등))|초청[가-힣]{0,6} ?(?:과정|프로그램)"
)
_JOURNEY = re.compile(
    r"방문(?: ?\([^()]*\))? ?결과|순방|출장|방문 ?계기|방[일미중러](?![가-힣])|국빈 ?방문|"
    r"[가-힣]+(?:회의|총회|포럼|박람회) (?:참석|참가)(?!자|국)|사절단 파견"
)


def _report_of_a_journey(doc: Document, told: list[Frame]) -> bool:
    """Whether headline or lead tell of Koreans abroad: then being in Korea needs its own words."""
    head = next((s.norm for s in doc.sentences), "")
    if _ARRIVED.search(head):
        return False
    return bool(_JOURNEY.search(head)) or any(
        f.outbound and (f.acts or not _OF_TRADE.search(f.sentence.norm))
        for f in told
        if f.sentence.index <= 3 and not f.guests
    )


_OF_TRADE = re.compile(r"진출|수출")  # 'K-조달, 중남미 진출 가속화': goods and firms go, nobody travels


def _guests_visit(frame: Frame) -> bool:
    """'대만 노총 대표단 4명이 재단을 방문해': people from abroad visit, and the clause names no place abroad."""
    headed = any(c.person and any(m.field == "country" for m in c.mentions) for c in frame.guests)
    return headed and frame.act("visit") and not any(c.role in ("dest", "abroad", "away") for c in frame.chains)


def _told_of_a_journey(doc: Document, told: list[Frame]) -> bool:
    """Whether the headline itself reports Koreans abroad ('… 방문 결과', '순방', '카자흐스탄, 아르메니아 방문')."""
    head = " ".join(s.norm for s in doc.sentences[:3] if s.role in ("title", "subtitle"))
    if _ARRIVED.search(head) or _RECEIVED.search(head):
        return False
    going = [f for f in told if f.sentence.index == 0 and f.outbound and not f.guests]
    return bool(_JOURNEY.search(head) or (going and _GOES.search(head)))


_THERE = re.compile(
    r"(?:특별시|광역시|[시군구도])?(?:에서(?! ?(?:온|출발|열릴|개최될|개최된|열린))|[을를] ?(?:방문|찾)|"
    r"에 (?:도착|와|온 |왔))"
)


def _met_elsewhere(doc: Document, draft: Draft, told: list[Frame]) -> bool:
    """Whether a national host's release tells of an earlier or later meeting with guests of the same country as its
    lead's, and not that they came for it: '2월 뮌헨안보회의 계기 만남', '6월 통화', '1998년 양해각서 체결'."""
    if draft.kind != "visit" or draft.part_of is not None or draft.people_number or draft.sites or not draft.frames:
        return False
    first = draft.frames[0]
    if first.sentence.index <= 2 and _headlined(doc, draft, told):
        return False  # the lead itself, of what the headline says is held in a Korean town
    before = [f for f in told if f.end <= first.start and f.guests and not f.outbound]
    known = {m.value for f in before[:4] for c in f.guests for m in c.mentions if m.field == "country"}
    if not draft.countries or not set(draft.countries) <= known:
        return False
    return not any(
        f.act("come", "host")
        or f.bilateral
        or _ARRIVED.search(f.sentence.norm)
        or (f.act("visit") and not any(c.role in ("dest", "away") for c in f.chains))
        or any(_THERE.match(doc.norm, c.end) for c in f.cities if c.note != "bare")
        for f in draft.frames
    )


def _starts_abroad(told: list[Frame]) -> bool:
    """Whether the lead tells of Koreans abroad ('…에서 열린 정상회의에 참석 중'), and nobody's coming is told there."""
    body = (f for f in told if f.sentence.role in ("paragraph", "bullet") and f.sentence.index)
    lead = next((f for f in body if f.chains or f.acts), None)
    if lead is None or lead.sentence.index > 4 or not lead.outbound:
        return False
    return not any(_ARRIVED.search(f.sentence.norm) or f.act("come") for f in told if f.sentence.index <= 4)


def _dated_here(doc: Document, draft: Draft) -> bool:
    """Rule 11: a visit told as background of a journey counts with a day or a number of its own."""
    return any(
        (f.act("come") or _ARRIVED.search(f.sentence.norm))
        and "wish" not in f.spoilers
        and (any(is_resolved(m) for m in f.dates) or f.people)
        for f in draft.frames
    )


def _came_here(doc: Document, draft: Draft) -> bool:
    """Whether a visit told beside a journey abroad says itself that its guests came to Korea."""
    return any(
        (f.act("come") and "wish" not in f.spoilers)
        or any(m.note == "embassy" and doc.norm.startswith("주한", m.start) for c in f.guests for m in c.mentions)
        or _ARRIVED.search(f.sentence.norm)
        or any(_THERE.match(doc.norm, c.end) for c in f.cities if c.note != "bare")
        for f in draft.frames
    )


_GOES = re.compile(r"방문(?!단)|에서 (?:개최|열)|순방|파견|출국|떠나|떠난|간다|답방")
_RECEIVED = re.compile(r"접견|맞이|초청|찾아|찾은|찾다|환영|내방|예방")
_PLACE_LINE = re.compile(r"[\Wㅇ]{0,6}(?:장\s*소|일시\s*[·/]\s*장소)")


_WISHED = re.compile(r"방한(?:을|이)? ?(?:추진|초청|요청|희망|기대|제안|권유|검토|성사)")


def told_from_abroad(doc: Document) -> bool:
    """A report from abroad ('현지시각') in which nobody comes to Korea."""
    return bool(_ELSEWHERE.search(doc.norm)) and not _ARRIVED.search(_WISHED.sub("", doc.norm))


_VISITED = re.compile(
    r"(?:(?:와|과|,|·) ?[가-힣]{1,6}[시군구도])?(?:을|를) (?:[가-힣\d~.]+ ){0,3}?(?:방문|찾|둘러|시찰|견학|다녀)"
    r"(?!(?:한|해 ?본) (?:경험|적|바)이)"
    r"| 방문 ?(?:예정|했|할|하[여는고])"
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
                if _HELD_AT.match(doc.norm, city.end) and not frame.outbound:
                    held.setdefault(str(city.value), city)
    if draft.kind == "total" and not any(f.cities for f in draft.frames):
        host = [m for m in host if _takes_part(doc, m, told)]
        if not host:
            return []  # rule 7: the sum of a national programme; the place of its opening is no host of it
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
                and (_MEETS.match(doc.norm, place.end) or _LODGES.search(doc.norm, place.start, place.end))
                for place in draft.sites
            ):
                held.setdefault(str(city.value), city)  # '서울 ○○호텔에서'
        for city in _halls(doc, draft):
            visited.setdefault(str(city.value), city)
        held = {**visited, **held} or _place_lines(doc, told) or _headlined(doc, draft, told)
        return [m for n, m in held.items() if not any(o.startswith(n + " ") for o in held)]
    moved = {n: m for n, m in visited.items() if _MOVED.match(doc.norm, m.end) and n not in names}
    if moved and draft.kind == "visit" and not any(n.startswith(o) or o.startswith(n) for n in moved for o in names):
        return [*host, *moved.values()]  # rule 6: one delegation, two cities
    if not visited or (names & set(visited) and len(visited) == 1):
        return host
    if names < set(visited) or all(any(v.startswith(n + " ") for n in names) for v in visited):
        return list(visited.values())
    return host


_MEETS = re.compile(r"(?:\([^()\n]{0,40}\))?(?:에서|에 모)")
_LODGES = re.compile(r"호텔|리조트|콘도")


def _acts(doc: Document, name: str) -> bool:
    """Whether a government is the topic of any clause: '서울시는', '서울시에 따르면', '시장은'."""
    word = name.rsplit(" ", 1)[-1]
    forms = {word, re.sub(r"(?:특별자치|특별|광역)(?=[시도]$)", "", word)}
    return any(re.search(rf"{form}(?:장|지사|청)?(?:은|는|에 따르면)(?![가-힣])", doc.norm) for form in forms)


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


_HELD_HERE = re.compile(
    r"(?:시)?(?:에서|서),? (?:[^ .,]+ ){0,2}?(?:개최|열[려린렸리릴]|개막|만나|만남|면담|회담|회동|접견)"
)


def _headlined(doc: Document, draft: Draft, told: list[Frame]) -> dict[str, Mention]:
    """Where the headline says that it is held: '○○협의회 서울에서 개최'. Only for the first claim of a release."""
    if draft.kind != "visit" or draft.part_of is not None or not draft.frames or draft.frames[0].sentence.index > 5:
        return {}
    return {
        str(c.value): c
        for f in told
        if f.sentence.role in ("title", "subtitle") and not f.outbound
        for c in f.cities
        if c.value and c.note in ("full", "name", "short") and _HELD_HERE.match(doc.norm, c.end)
    }


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
    lines = [f for f in told if _PLACE_LINE.match(f.sentence.norm)]
    lead = [f for f in told if f.sentence.role not in ("title", "subtitle") and not f.outbound][:2]
    for frames_, check in ((lines, False), (lead, True)):
        found = {
            str(c.value): c
            for f in frames_
            for c in f.cities
            if c.value
            and c.note in ("full", "name", "short")
            and (not check or (_HELD_AT.match(doc.norm, c.end) and not _TALKED.match(doc.norm, c.end)))
        }
        if found:
            return found
    return {}
