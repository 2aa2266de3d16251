"""The only place where fields become claims: frames of an article are joined into drafts, drafts into Claims.

The order of work: the gate, the frames (extract/frames.py), one pass over the body that opens a draft, joins a frame to
one, or lets it go; the headline fills gaps; places, hosts, dates and status are settled; evidence is written.
Rules and their numbers: the codebook.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extract import lexicon
from extract.document import Document, read
from extract.fields import counts, hosts, sites
from extract.frames import Chain, Fields, Frame, frames, gather, number, span
from extract.records import Claim, Count, DateSpan, Evidence, Extraction, Mention, Status
from extract.words import words
from scraper.records import Article

_LONG = frozenset({"half", "quarter", "year", "open", "season"})
_SUMMED = re.compile(
    r"집계|누적|누계|차례에 걸쳐|지금까지|그동안|올해 들어|이후 현재까지|배출|다녀간 것으로|연인원|달해|달한다|이른다|이르렀"
)
_COMPARED = re.compile(
    r"더하면|합하면|합치면|비교|보다|대비|대비해|비해|견주|못 미치|못미치|증가|늘어|늘었|감소|줄어|줄었|배[에 가를]|규모|같은 기간|회복"
)
_RANKED = re.compile(r"가장 많|뒤를 이|뒤이어|순으로|순이|순$|차지|나라별|국가별|국적별|차례|\d회")
_GATE_FOREIGN = re.compile(r"해외|외국|주한|국제|개국|세계|자매|우호|글로벌|각국|방한|내한|아세안|유엔|대사")
_GATE_VISIT = re.compile(
    r"방문|찾[았은아는]|방한|내한|대표단|사절단|연수|시찰|견학|참관|초청|둘러|벤치마킹|다녀[가갔간]|면담|접견|예방|참가|참석|캠프|바이어|공연단|선수단|교류단|머물|왔[다고던]|온 "
)
_ELSEWHERE = re.compile(r"현지\s?시[간각]|\(현지\)")
_ARRIVED = re.compile(
    r"방한|한국을 (?:찾|방문)|우리나라를 (?:찾|방문)|국내로 초청|한국에 (?:도착|온|왔)|한국으로 초청|내한"
)
_THIS_EVENT = re.compile(
    r"이번|이날|이 (?:행사|대회|축제|워크숍|포럼)|행사에|대회에|축제에|워크숍에|포럼에|캠프에|박람회에|상담회에|개[막회]식에|회의에|엑스포에|연수에"
)


_TURN = re.compile(r"\W{0,3}(?:한편|아울러 (?:시|군|구|도)는|이와 별도로|앞서)")
_TOPIC = re.compile(r"(?:은|는)(?![가-힣])| (?:관계자|담당자|측|당국|[가-힣]{2,6}(?:과장|국장|시장|담당관))(?:은|는)")


@dataclass(slots=True)
class Draft:
    """A claim in the making. Mentions are kept beside values, for evidence."""

    kind: str
    frames: list[Frame]
    countries: dict[str, Mention] = field(default_factory=dict)
    groups: dict[str, Mention] = field(default_factory=dict)
    organizations: dict[str, Mention] = field(default_factory=dict)
    people: Mention | None = None
    summed: list[Mention] = field(default_factory=list)
    country_count: Mention | None = None
    parts: dict[str, tuple[int, Mention]] = field(default_factory=dict)
    when: Mention | None = None
    until: Mention | None = None  # a later mention that moves the end
    date_reason: str = ""
    sites: list[Mention] = field(default_factory=list)
    part_of: "Draft | None" = None
    rule: str = ""

    @property
    def people_number(self) -> int | None:
        """The stated size, or the sum of stated parts."""
        if self.summed:
            return sum(number(m) or 0 for m in self.summed)
        return number(self.people) if self.people else None

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """First and last day as far as known."""
        first, last = (None, None) if self.when is None else (span(self.when).start, span(self.when).end)
        if self.until is not None:
            other = span(self.until)
            last = other.end or last
            if first is None:
                first = other.start if other.start != other.end else None
        return first, last


@dataclass(slots=True)
class _State:
    """What the pass over the body remembers."""

    doc: Document
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    total: Draft | None = None
    korean: bool = False  # the delegation spoken of last is Korean
    named: Frame | None = None  # the last clause that named guests
    event: Frame | None = None  # the last clause that dated an occasion held here
    blocks: list[tuple[int, Draft]] = field(default_factory=list)  # '(일시) …' lines of a release's outline
    listing: bool = False  # after 'as follows': the visits listed are the total's
    away: int = -9  # index of the last sentence that told of going abroad


def extract(article: Article) -> Extraction:
    """The claims of one article, in text order. `skipped` says which gate let it go unread."""
    if reason := _gate(article):
        return Extraction(skipped=reason)
    doc = read(article)
    found = gather(doc)
    told = frames(doc, found)
    drafts, blocks = _assemble(doc, told)
    host = hosts.article_host(doc, found.mentions.get("city", []))
    drafts = [d for d in drafts if _on_korean_ground(doc, d, told, host)]
    if drafts:
        _place(doc, drafts, told, found, blocks)
    return Extraction(claims=tuple(_claim(doc, d, host, told) for d in drafts))


def _gate(article: Article) -> str:
    """Cheap substrings before any field is read: a word of abroad and a word of visiting must stand somewhere."""
    text = article.text
    if not _GATE_VISIT.search(text):
        return "gate: no word of visiting"
    if not _GATE_FOREIGN.search(text) and not _names_abroad(text):
        return "gate: no word of abroad"
    return ""


def _names_abroad(text: str) -> bool:
    """Whether any name of a country, foreign place, bloc or body stands in the text."""
    return next(lexicon.abroad().scan(text), None) is not None


# ---- the pass over the body ----


def _assemble(doc: Document, told: list[Frame]) -> tuple[list[Draft], list[tuple[int, Draft]]]:
    body = [f for f in told if f.sentence.role not in ("title", "subtitle", "caption")]
    margin = [f for f in told if f.sentence.role in ("title", "subtitle", "caption")]
    state = _State(doc)
    if _remote(doc):
        return [], []
    away = _told_from_abroad(doc)
    for frame in body:
        if not away or frame.act("come"):
            _take(state, frame)
    for frame in margin:
        _fill(state, frame)
    _events(state, told)
    return [d for d in state.drafts if _stands(d)], state.blocks


_REMOTE = re.compile(r"화상|온라인|비대면|전화|통화|영상회의|유선|웨비나|원격")
_MET = re.compile(r"방한|내한|방문(?:해|한|했|하|을|단)|찾(?:아|았|은)|대면|초청|입국|한자리|현장")


def _remote(doc: Document) -> bool:
    """A report of a call or an online meeting: headline or lead say so, and nobody comes anywhere in it."""
    lead = " ".join(s.norm for s in doc.sentences[:3])
    return bool(_REMOTE.search(lead)) and not _MET.search(doc.norm)


_KOREAN_GROUND = re.compile(
    r"정부(?:서울|세종|대전|과천)?청사|외교부 ?청사|서울청사|국회(?!의원)|한국(?:을|에|으로|에서|의 (?:우수|선진|정책|경험|사례|기술))|우리나라(?:를|에|의 (?:우수|선진|정책|경험|사례|기술))|국내(?:에서| 기관| 현장| 산업)|국립[가-힣]+관|인천공항|인천국제공항|공항을 통해 입국|판문점"
)
_HELD_AT = re.compile(
    r"(?:시|도|특별시|광역시)?(?:에서|에 |으로|로 |을 |를 | 소재|서 )| ?[^,.\n]{1,28}?(?:에서|에 |을 |를 |\))"
)


def _on_korean_ground(doc: Document, draft: Draft, told: list[Frame], host: list[Mention]) -> bool:
    """A national host's visit needs a sign that it is in Korea: 방한, 초청, a Korean place that it is held at or goes to."""
    if host or draft.kind == "total" and draft.frames and draft.frames[0].act("visit", "come", "host"):
        return True
    near = {f.sentence.index for f in draft.frames}
    for frame in told:
        index = frame.sentence.index
        if index in near or index <= 2 and not frame.outbound:
            norm = frame.sentence.norm
            if (
                _ARRIVED.search(norm)
                or _KOREAN_GROUND.search(norm)
                or (index in near and frame.act("host") and "초청" in norm)
            ):
                return True
            if any(c.note in ("full", "name", "short") and _HELD_AT.match(doc.norm, c.end) for c in frame.cities):
                return True
        elif _PLACE_LINE.match(frame.sentence.norm) and frame.cities:
            return True
    return False


_PLACE_LINE = re.compile(r"\W{0,6}(?:장\s*소|일시\s*[·/]\s*장소)")


def _told_from_abroad(doc: Document) -> bool:
    """A report from abroad ('현지시각') in which nobody comes to Korea."""
    return bool(_ELSEWHERE.search(doc.norm)) and not _ARRIVED.search(doc.norm)


def _take(state: _State, frame: Frame) -> None:
    if frame.outbound:
        state.korean, state.away = True, frame.sentence.index
        return
    if state.korean and frame.anaphor is not None and frame.sentence.index - state.away <= 2 and not frame.act("come"):
        state.away = frame.sentence.index  # '이들은 헬싱키의 …를 방문하고': the travellers of the sentence before
        return
    _in_year_of(state.total, frame)
    if frame.sentence.role == "table" or frame.sentence.norm.count("|") >= 2:
        _table_row(state, frame)
        return
    if _dates_an_event(frame):
        state.event = frame
    if _FOLLOWING.search(frame.sentence.norm):
        state.listing = True
    elif frame.sentence.norm[:1] == "□":
        state.listing = False
    if frame.dates and _TIME_LINE.match(frame.sentence.norm):
        _outline(state, frame)
        return
    if frame.spoilers & {"online", "cancelled"}:
        if frame.guests or frame.generic:
            state.current = None
        return
    if "wish" in frame.spoilers and frame.tense != "past":
        return
    if not frame.guests and frame.events and frame.sentence.index - state.away <= 1:
        return  # '지난해 박람회에는 140개국이': the fair abroad of the sentence before
    people, size = _guest_people(state.doc, frame), _guest_countries(frame)
    if _roster(state, frame) or _breakdown(state, frame):
        return
    if _compared(state, frame, people, size):
        return
    named = bool(frame.guests)
    if not named and frame.generic is None and not (size and people):
        _continue(state, frame, people, size)
        return
    _introduce(state, frame, people, size)


_FOLLOWING = re.compile(r"(?:방문|대표단|교류|현황)[^.]{0,12}다음과 같")
_TIME_LINE = re.compile(r"[\W\d]{0,6}(?:일\s*시|기\s*간|일\s*자|방문\s*(?:일시|기간|일자))\W")


def _outline(state: _State, frame: Frame) -> None:
    """'(일시) 3. 6.(월) ~ 3. 10.(금)' of an outline: the days of the visit that has none yet or names only the month."""
    mention = frame.dates[0]
    for draft in reversed(state.drafts):
        if draft.kind != "visit" or draft.part_of is not None:
            continue
        open_ = draft.when is None and len(state.drafts) == 1
        if open_ or _within(mention, draft):
            _join(state, draft, frame, [], None)
            if open_:
                draft.when = mention
            state.blocks.append((frame.sentence.index, draft))
            state.current = draft
            return


_BARE_PART = re.compile(r"(?:상|하)반기|[1-4]분기")


def _in_year_of(total: Draft | None, frame: Frame) -> None:
    """'상반기에는 …' beside a total of '지난해 하반기' is of the same year, whatever half the article falls in."""
    if total is None or total.when is None or (base := span(total.when).start) is None:
        return
    for i, mention in enumerate(frame.dates):
        value = span(mention)
        text = frame.sentence.norm[mention.start - frame.sentence.start : mention.end - frame.sentence.start]
        if _BARE_PART.fullmatch(text) and value.start and value.end and value.start.year != base.year:
            moved = replace(value, start=value.start.replace(year=base.year), end=value.end.replace(year=base.year))
            frame.dates[i] = replace(mention, value=moved, rule="claims.same year")


def _table_row(state: _State, frame: Frame) -> None:
    """A row 'country | number' under a claim of several countries: its name and its size."""
    codes = _codes(frame.chains)
    draft = state.total or state.current
    sizes = [m for m in (*frame.bare, *frame.people) if number(m)]
    if draft is None or len(codes) != 1 or draft.country_count is None:
        return
    code, mention = next(iter(codes.items()))
    draft.countries.setdefault(code, mention)
    if sizes:
        draft.parts.setdefault(code, (number(sizes[0]) or 0, sizes[0]))


def _introduce(state: _State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause with guests of its own: joins the draft that it fits, or opens one where somebody comes."""
    if "market" in frame.spoilers and not frame.act("visit", "come", "host", "attend"):
        return
    dated = any(_day(m) and not _long(m) for m in frame.dates) and frame.act("visit", "host", "come")
    if not frame.guests and not people and size is None and not dated:
        if state.current is not None and not state.korean and not any(_apart(m, state.current) for m in frame.dates):
            _join(state, state.current, frame, [], None)
        return
    kind = _kind(frame, people, size)
    draft = _fitting(state, frame, kind, people, size)
    if draft is None:
        if _listed(state, frame, people):
            assert state.total is not None
            _add_names(state.total, frame)
            return
        if not _comes(frame, people):
            if frame.anaphor is not None and state.current is not None and _MADE_UP_OF.search(_words_of(frame)):
                _add_names(state.current, frame)
            return
        if _listed_under_total(state, frame, people):
            assert state.total is not None
            _add_names(state.total, frame)
            state.current, state.korean = state.total, False
            return
        draft = Draft(kind, [], rule=f"claims.{kind}")
        draft.part_of = _whole(state, frame)
        state.drafts.append(draft)
        if state.listing and state.total is not None:
            _add_names(state.total, frame)
    _join(state, draft, frame, people, size)
    if draft.frames[0] is frame:
        _at_event(state, draft, frame)
    state.current, state.korean, state.named = draft, False, frame
    if draft.kind == "total":
        state.total = draft


def _at_event(state: _State, draft: Draft, frame: Frame) -> None:
    """Rule 17: guests who attend what the sentences before dated ('워크숍을 연다. 워크숍에는 …') take its dates and places."""
    event = state.event
    if event is None or event is frame or draft.kind == "total" or any(_day(m) and not _long(m) for m in frame.dates):
        return
    attends = frame.events or frame.act("attend", "study", "host")
    if attends and 0 <= frame.sentence.index - event.sentence.index <= 3:
        draft.frames.append(event)
        draft.when = None
        _take_event_date(draft, event)


def _continue(state: _State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause without names: about the guests of before where a word points back or no other subject stands there."""
    draft = state.current
    if _TURN.match(frame.sentence.norm) and frame.anaphor is None:
        state.current = None
        return
    if draft is None or state.korean:
        return
    if frame.anaphor is not None:
        if _is_part(state, draft, people):
            _open_part(state, draft, frame, people)
        elif not people or _sum(people) == draft.people_number or (draft.people_number is None and frame.acts):
            _join(state, draft, frame, people, size)
        return
    invited = (
        people
        and draft.people_number is None
        and any(p.note == "delegation" for p in frame.persons)
        and frame.act("host")
    )
    if invited and not any(_apart(m, draft) for m in frame.dates):
        _join(state, draft, frame, people, size)
        return
    if frame.people or _other_subject(frame):
        return
    venue = frame.events and (frame.dates or _HELD.search(frame.sentence.norm))
    next_day = any(m.note == "anchor" for m in frame.dates)
    if frame.act("visit", "study", "come", "meet", "attend") or venue or next_day:
        _join(state, draft, frame, [], None)


def _other_subject(frame: Frame) -> bool:
    """Whether the clause is about the host: '시는 …', '수원시는 …', '시 관계자는 …'."""
    return any(_TOPIC.match(frame.sentence.norm, c.end - frame.sentence.start) for c in frame.cities)


def _is_part(state: _State, draft: Draft, people: list[Mention]) -> bool:
    """Rule 3: '단원 24명은 …' of a delegation named just before is a part of the event with a larger whole."""
    whole, mine = draft.people_number, _sum(people)
    many = draft.country_count is not None and (number(draft.country_count) or 0) > 1
    return bool(many and whole and mine and mine < whole and state.named is not None and draft.part_of is None)


def _open_part(state: _State, whole: Draft, frame: Frame, people: list[Mention]) -> None:
    part = Draft("visit", [], part_of=whole, rule="claims.part")
    state.drafts.append(part)
    _join(state, part, frame, people, None)
    if state.named is not None:
        _add_names(part, state.named)


def _comes(frame: Frame, people: list[Mention]) -> bool:
    """Whether the clause says that its guests come: a verb of coming, hosting, attending, studying or being met."""
    roles = {c.role for c in frame.guests}
    if roles == {"subject"} and frame.generic is None and not frame.act("visit", "come", "send", "attend", "study"):
        return False
    if frame.act("visit", "come", "host", "study"):
        return True
    if frame.act("attend", "send"):
        return bool(people) or bool(roles - {"subject"}) or frame.generic is not None
    persons = any(c.person for c in frame.guests)
    held = bool(_HELD.search(_words_of(frame))) and bool(frame.events or frame.act("meet"))
    return persons and (frame.act("meet") or held)


def _kind(frame: Frame, people: list[Mention], size: Mention | None) -> str:
    """total: a sum over a period or over many visits; else visit (codebook, 'The unit', rules 3, 5, 8)."""
    told = _dates_of_visit(frame)
    long = any(_long(m) for m in told) and not any(_day(m) and not _long(m) for m in told)
    loose = frame.generic is not None or size is not None
    clause = _words_of(frame)
    if not frame.times and frame.generic is None and frame.act("attend") and not _SUMMED.search(clause):
        return "visit"
    if frame.events and not frame.times and (frame.act("attend") or _AT_EVENT.search(clause)):
        return "visit"
    if _LATELY.search(clause) and _many(frame) and not people and not any(_day(m) for m in frame.dates):
        return "total"
    many = any((number(t) or 0) > 1 for t in frame.times)
    if loose and (long or many or _SUMMED.search(clause)) and (size or people or frame.times):
        return "total"
    if frame.times and (number(frame.times[0]) or 0) > 1 and people and long:
        return "total"
    return "visit"


def _words_of(frame: Frame) -> str:
    return frame.sentence.norm[frame.start - frame.sentence.start : frame.end - frame.sentence.start]


_MADE_UP_OF = re.compile(r"이뤄[졌진]|이루어[졌진]|구성|꾸려|포함[됐되]|소속|출신")
_LATELY = re.compile(r"최근|잇따라|잇달아|줄이어|줄을 잇|이어지고|찾고 있|몰리고|꾸준히")
_AT_EVENT = re.compile(
    r"(?:워크숍|포럼|축제|영화제|페스티벌|박람회|엑스포|대회|캠프|상담회|전시회|교류전|총회|회의|행사|콘퍼런스|컨퍼런스|심포지엄|경연)(?:에|에는|에도|에서)(?![가-힣])"
)


def _long(mention: Mention) -> bool:
    value = span(mention)
    if value.precision in _LONG:
        return value.start is not None or value.end is not None
    if value.start and value.end:
        return (value.end - value.start).days > 45
    return False


_MOSTLY = re.compile(r"많[았은]|주로|잇따라|순으로|두드러|차지|처음|고루|다양|등지")


def _listed(state: _State, frame: Frame, people: list[Mention]) -> bool:
    """'하반기에는 칠레와 베트남 공무원이 주로 방문했다' under the total of that time: names, no visit of their own."""
    if state.total is None or people or frame.country_counts or any(not _long(m) for m in frame.dates if _day(m)):
        return False
    if any(not _overlaps(m, state.total) for m in frame.dates if _day(m)):
        return False
    if frame.acts and not frame.dates and not _MOSTLY.search(_words_of(frame)):
        return False
    return _many(frame) or (len(_codes(frame.guests)) >= 2 and bool(_MOSTLY.search(_words_of(frame))))


def _overlaps(mention: Mention, draft: Draft) -> bool:
    value, (first, last) = span(mention), draft.dates
    if first is None or value.start is None:
        return False
    return value.start <= (last or first) and (value.end is None or value.end >= first)


def _listed_under_total(state: _State, frame: Frame, people: list[Mention]) -> bool:
    """Rule 2: a bare list of countries under a total adds to it."""
    return (
        state.total is not None
        and not frame.dates
        and not people
        and (frame.generic is None or bool(frame.guests))
        and not frame.country_counts
    )


def _whole(state: _State, frame: Frame) -> Draft | None:
    """The event that this clause's guests are a part of (rule 3): the same event, their country among or beyond its."""
    for draft in reversed(state.drafts):
        if frame.country_counts:
            return None
        if draft.kind == "visit" and draft.part_of is None and draft.country_count is not None and frame.guests:
            if (number(draft.country_count) or 0) > 1 and not any(
                _day(m) and not _within(m, draft) for m in frame.dates
            ):
                return draft
            return None
    return None


def _day(mention: Mention) -> bool:
    value = span(mention)
    return value.start is not None or value.end is not None


def _within(mention: Mention, draft: Draft) -> bool:
    first, last = draft.dates
    value = span(mention)
    if value.start is None or first is None:
        return False
    return first <= value.start and (last is None or value.start <= last + timedelta(days=1))


# ---- joining ----


def _codes(chains: Iterable[Chain]) -> dict[str, Mention]:
    return {m.value: m for c in chains for m in c.mentions if m.field == "country"}


def _fitting(state: _State, frame: Frame, kind: str, people: list[Mention], size: Mention | None) -> Draft | None:
    """The latest draft that this clause repeats or carries on: nothing of theirs clashes and something is shared."""
    for draft in reversed(state.drafts):
        if draft.kind == kind and not _clash(draft, frame, people, size) and _shared(state, draft, frame, people, size):
            return draft
    return None


def _clash(draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    mine, theirs = draft.people_number, _sum(people)
    if mine is not None and theirs is not None and mine != theirs:
        return True
    if size is not None and draft.country_count is not None and number(size) != number(draft.country_count):
        return True
    codes = set(_codes(frame.guests))
    if (
        codes
        and draft.countries
        and not codes & set(draft.countries)
        and draft.country_count is None
        and draft.kind == "visit"
    ):
        return True
    return any(_apart(m, draft) for m in frame.dates[:1])


def _apart(mention: Mention, draft: Draft) -> bool:
    """Whether a time and a draft's dates cannot be one stay: more than ten days between them."""
    value = span(mention)
    first, last = draft.dates
    if value.start is None or first is None:
        return False
    if draft.kind == "total":
        return (value.start, value.end) != (first, last)
    coarse = {value.precision, span(draft.when).precision if draft.when else "day"} & {"month", *_LONG}
    week = timedelta(days=0 if coarse else 6)
    end = value.end or value.start
    return value.start > (last or first) + week or end < first - week


def _shared(state: _State, draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    codes = set(_codes(frame.guests))
    if codes & set(draft.countries):
        if (
            frame.dates
            and draft.when is not None
            and span(frame.dates[0]).precision == "day"
            and people
            and draft.people is None
        ):
            return _within(frame.dates[0], draft)
        return True
    if size is not None and draft.country_count is not None:
        return True
    if _sum(people) is not None and draft.people_number == _sum(people) and not (codes and draft.countries):
        return True
    blocs = {m.value for c in frame.guests for m in c.mentions if m.field != "country"}
    if blocs & (set(draft.groups) | set(draft.organizations)):
        return True
    if frame.dates and not codes and people and draft.people_number is None and draft is state.current:
        return _within(frame.dates[0], draft)
    if frame.dates and not people and draft is state.current and _same_time(frame.dates[0], draft):
        return not codes or draft.country_count is not None
    pointing = frame.anaphor is not None or frame.generic is not None or bool(_THIS_EVENT.search(frame.sentence.norm))
    if (
        draft is state.current
        and not people
        and (pointing or not frame.dates)
        and (not codes or draft.country_count is not None)
    ):
        return bool(not codes or _event_member(frame))
    return False


def _same_time(mention: Mention, draft: Draft) -> bool:
    value = span(mention)
    return mention.note == "anchor" and (value.start, value.end) == draft.dates


def _many(frame: Frame) -> bool:
    """Three or more countries told in one clause."""
    return len(_codes(frame.guests)) >= 3


_ROSTER_LINE = re.compile(
    r"\W*(?:\(?(?:주요 )?(?:참가국|참석국|참여국|대상국|초청국|회원국|방문국|수원국|국가|국적|참가자|참석자|참여자|연수생|교육생|수강생|대표단|방문단|방한 ?인사|방한단|사절단|초청 ?인사|외국 ?인사|해외 ?인사)"
    r"[^:：\n]{0,24}[:：]|\(?\d+개국\)? ?[:：(])"
)


def _roster(state: _State, frame: Frame) -> bool:
    """Names and sizes of the guests told before: '(국적별: 인도네시아 3, …)', '* 참가국: 태국, …', '※ 대표단(8명) : …'."""
    codes = _codes([c for c in frame.chains if c.role in ("guest", "subject", "from", "talk")])
    if not codes:
        return False
    norm = frame.sentence.norm
    line = bool(_ROSTER_LINE.match(norm)) and len(codes) >= 2
    note = norm[:1] in "*※" and len(codes) >= 3 and not frame.act("visit", "host", "attend", "study")
    listed = [m for m in frame.bare if m.note == "list"]
    plain = not frame.acts and not frame.dates and bool(frame.guests)
    if not (line or note or listed or plain):
        return False
    told = [d for d in [state.current, *reversed(state.drafts)] if d is not None and d.part_of is None]
    for draft in told:
        stated = number(draft.country_count) if draft.country_count is not None else None
        fits = stated in (len(codes), *(number(m) for m in frame.country_counts)) if stated else False
        if listed and draft.people_number in (sum(number(m) or 0 for m in listed), *(number(m) for m in frame.people)):
            fits = True
        just = draft is state.current and 0 < frame.sentence.index - draft.frames[-1].sentence.index <= (
            6 if line else 2
        )
        if fits or ((line or note) and just and (stated is None or len(codes) <= stated)):
            _enrol(draft, frame, codes)
            return True
    return False


def _enrol(draft: Draft, frame: Frame, codes: dict[str, Mention]) -> None:
    draft.frames.append(frame)
    for code, mention in codes.items():
        draft.countries.setdefault(code, mention)
    _parts(draft, frame)
    if draft.people is None and not draft.summed and len(frame.people) == 1:
        draft.people = frame.people[0]
    if draft.country_count is None and len(frame.country_counts) == 1 and number(frame.country_counts[0]) == len(codes):
        draft.country_count = frame.country_counts[0]


def _event_member(frame: Frame) -> bool:
    return any(c.role in ("from", "guest") for c in frame.guests)


def _add_names(draft: Draft, frame: Frame) -> None:
    for chain in frame.guests:
        for mention in chain.mentions:
            target = {"country": draft.countries, "group": draft.groups, "organization": draft.organizations}[
                mention.field
            ]
            target.setdefault(mention.value, mention)


def _join(state: _State, draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    draft.frames.append(frame)
    _add_names(draft, frame)
    if draft.people is None and not draft.summed and people:
        if len(people) == 1:
            draft.people = people[0]
        else:
            draft.summed = people
    elif draft.people is not None and len(people) == 1 and number(people[0]) == number(draft.people):
        draft.people = _fuller(draft.people, people[0])
    if draft.country_count is None and size is not None:
        draft.country_count = size
    _parts(draft, frame)
    _date(draft, frame)


def _fuller(a: Mention, b: Mention) -> Mention:
    """Rule 4: the qualified form of a number wins over its bare form."""
    return b if _count(a).qualifier == "exact" and _count(b).qualifier != "exact" else a


def _count(mention: Mention) -> Count:
    value = mention.value
    if not isinstance(value, Count):
        raise TypeError(f"count mention without a Count: {mention!r}")
    return value


def _parts(draft: Draft, frame: Frame) -> None:
    """Sizes that stand right behind a country's name, and '각 10명씩'."""
    numbers = sorted([*frame.people, *frame.bare], key=lambda m: m.start)
    names = [m for c in frame.chains for m in c.mentions if m.field == "country"]
    for i, name in enumerate(names):
        until = names[i + 1].start if i + 1 < len(names) else name.end + 12
        near = [n for n in numbers if name.end <= n.start < min(until, name.end + 14)]
        if (
            near
            and number(near[0]) is not None
            and near[0].note not in ("total", "etc-sum")
            and name.value in draft.countries
        ):
            draft.parts.setdefault(name.value, (number(near[0]) or 0, near[0]))
    each = next((m for m in frame.people if _count(m).each and number(m)), None)
    total = draft.people_number
    if each is not None and draft.countries and total == (number(each) or 0) * len(draft.countries):
        for code in draft.countries:
            draft.parts.setdefault(code, (number(each) or 0, each))


_NOT_OF_VISIT = re.compile(
    r"[^,.\n]{0,18}?(?:협약|체결|결연|협정|수교|개관|개장|준공|출범|창립|제정|착공|이후|이래|설립|시작된|부터 (?:이어|추진|운영))"
)


def _dates_of_visit(frame: Frame) -> list[Mention]:
    """The clause's times but those of treaties, openings and foundings told on the way, where others are left."""
    norm, at = frame.sentence.norm, frame.sentence.start
    kept = [m for m in frame.dates if not _NOT_OF_VISIT.match(norm, m.end - at) and not _only_a_year(norm, m, at)]
    return kept or ([] if frame.act("meet") and len(frame.acts) == 1 else frame.dates)


_YEAR = re.compile(r"'?\d{2,4}년?$")
_IN_YEAR = re.compile(
    r"(?:에|에는|에도|부터|까지|에만| 한 해| 상반기| 하반기)?[^.\n]{0,40}?(?:방문|찾|참가|참석|다녀|연수|초청|견학)"
)


def _only_a_year(norm: str, mention: Mention, at: int) -> bool:
    """A bare year that no visit follows: part of a title, a founding, a plan."""
    text = norm[mention.start - at : mention.end - at]
    return bool(_YEAR.match(text)) and not _IN_YEAR.match(norm, mention.end - at)


def _by_fit(frame: Frame, mentions: list[Mention]) -> list[Mention]:
    """Days before months before longer times; of equals the one nearest before the clause's act, then text order."""
    act = next((a.start for a in frame.acts), frame.end)
    rank = {"day": 0, "range": 0, "month": 1}

    def fit(mention: Mention) -> tuple[int, int, int]:
        behind = mention.start > act
        return rank.get(span(mention).precision, 2), int(behind), mention.start

    return sorted(mentions, key=fit)


def _date(draft: Draft, frame: Frame) -> None:
    for mention in _by_fit(frame, _dates_of_visit(frame)) if draft.when is None else _dates_of_visit(frame):
        value = span(mention)
        if value.start is None and value.end is None:
            draft.date_reason = draft.date_reason or value.reason
            continue
        if draft.when is None:
            if draft.frames[:-1] and frame.anaphor is None and not frame.guests and not frame.events:
                continue
            draft.when = mention
            continue
        first, last = draft.dates
        base = span(draft.when)
        if (
            base.precision in ("month", *_LONG)
            and value.precision in ("day", "range")
            and _within(mention, draft)
            and draft.kind == "visit"
        ):
            draft.when = mention
            continue
        if draft.kind == "total" or value.precision not in ("day", "range"):
            if (
                value.start is None
                and value.end is not None
                and first is not None
                and value.end >= first
                and draft.kind == "visit"
            ):
                draft.until = mention
            continue
        if base.precision == "range" and last is not None and first is not None and first != last:
            continue
        told = bool(frame.guests or frame.anaphor) or not frame.events or bool(draft.frames[0].events)
        if (
            told
            and first is not None
            and value.end is not None
            and timedelta(0) < value.end - (last or first) <= timedelta(days=14)
        ):
            draft.until = mention


def _sum(people: list[Mention]) -> int | None:
    known = [number(m) for m in people]
    return sum(n for n in known if n is not None) if known and None not in known else None


# ---- numbers ----

_HOST_SIDE = re.compile(
    r"국내(?!외)|(?:지역|관내) ?(?:주민|기업|상인|학생|청소년|중고|초등|농가|단체|예술|작가|인사|대학|업체|청년)"
    r"|우리 ?(?:측|쪽|나라)|한국 ?(?:측|쪽|학생|정부|대표|기업|전문가|공무원|청소년)|내국인|내외빈|양 ?(?:국|측|도시|기관)|두 (?:나라|도시)"
)
_NOT_COUNTED = re.compile(
    r"([가-힣]+?)(?:은|는|이|가|만|수는|수가|도|들은|들이)? ?(?:총|모두|약|연|연간|하루|전체)? ?$"
)


def _guest_people(doc: Document, frame: Frame) -> list[Mention]:
    """The size mentions that count this clause's guests: one, or several parts without a sum (rules 1 and 12)."""
    usable = [
        m
        for m in frame.people
        if m.note not in ("ratio", "per", "change", "row") and not _count(m).each and _counts_guests(doc, frame, m)
    ]
    if not usable:
        return []
    part = [m for m in usable if m.note == "part"]
    if part:
        return part[:1]
    anchor = min([c.start for c in frame.guests] + ([frame.generic.start] if frame.generic else []) or [frame.start])
    behind = [m for m in usable if m.start >= anchor] or usable
    inner = [m for c in frame.guests if len(c.mentions) > 1 for m in behind if c.start < m.start < c.end]
    outer = [m for m in behind if m not in inner and m.start >= max(m.start for m in inner)] if inner else []
    if len(outer) > 1:
        behind = outer[1:] if number(outer[-1]) == sum(number(m) or 0 for m in [*inner, outer[0]]) else outer
    sums = [m for m in behind if m.note in ("total", "etc-sum")]
    if sums and all(_counts_guests(doc, frame, m) for m in behind):
        return sums[:1]
    return behind[:1]


def _counts_guests(doc: Document, frame: Frame, people: Mention) -> bool:
    if number(people) is None:
        return False
    noun = counts.counted_noun(doc, people)
    topic = _NOT_COUNTED.search(doc.norm[max(frame.start, people.start - 14) : people.start])
    if topic and any(topic.group(1).endswith(w) for w in words("outsider") | words("staff") if len(w) >= 2):
        return False
    if any(noun.endswith(w) for w in words("outsider") | words("staff") if len(w) >= 2):
        return False
    last = max(
        [c.end for c in frame.guests if c.end <= people.start]
        + ([frame.generic.end] if frame.generic and frame.generic.end <= people.start else [])
        or [frame.start]
    )
    between = doc.norm[last : people.start]
    if _HOST_SIDE.search(between) or _HOST_SIDE.search(noun):
        return False
    return not any(_modifies(doc, c, people) for c in frame.cities if c.start >= last)


def _modifies(doc: Document, city: Mention, people: Mention) -> bool:
    """'김해 지역 중고등학생 60명', '통영시의회 의원 12명': a Korean place stands in the counted phrase itself."""
    between = doc.norm[city.end : people.start]
    if people.start < city.end or len(between) > 25 or city.note in ("bare", "byline"):
        return False
    return not re.search(r"^(?:에|을|를|에서|으로|로|은|는|이|가|와|과)(?![가-힣])|개국|[을를에서] |,", between)


def _guest_countries(frame: Frame) -> Mention | None:
    """The stated number of guests' countries; none where countries are markets or members only."""
    if frame.spoilers & {"market"} and not frame.act("visit", "come", "attend", "host"):
        return None
    return next((m for m in frame.country_counts if m.note != "pair" and number(m)), None)


def _compared(state: _State, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    """'지난해 같은 기간 14개국 122명보다': a second total beside the one told before."""
    base = state.total or state.current
    clause = _words_of(frame)
    if base is None or frame.guests or not frame.dates or not _COMPARED.search(clause):
        return False
    if base.country_count is None and base.people is None or size is None and not people:
        return False
    if not people and base.people is not None and size is None:
        return False
    if _same_numbers(base, people, size) or frame.act("attend") and base.kind == "visit":
        return False
    draft = Draft(
        "total",
        [frame],
        people=people[0] if people else None,
        country_count=size,
        when=frame.dates[0],
        rule="claims.compared",
    )
    if not _long(frame.dates[0]) and base.kind != "total":
        return False
    state.drafts.append(draft)
    return True


def _same_numbers(base: Draft, people: list[Mention], size: Mention | None) -> bool:
    return (_sum(people) is None or _sum(people) == base.people_number) and (
        size is None or base.country_count is None or number(size) == number(base.country_count)
    )


def _breakdown(state: _State, frame: Frame) -> bool:
    """Rule 3: '몽골은 4차례에 58명' under a total is a further total for that country and period."""
    total = state.total
    if total is None or (
        total is not state.current
        and state.current is not None
        and state.current.part_of is not total
        and not frame.times
    ):
        return False
    if not _RANKED.search(frame.sentence.norm) or any(span(m).precision == "day" for m in frame.dates):
        return False
    shares = [
        (c, p) for c in frame.chains if c.role in ("guest", "subject", "from", "talk") for p in [_share(frame, c)] if p
    ]
    if (
        not shares
        or frame.country_counts
        and any(number(m) == number(total.country_count) for m in frame.country_counts if total.country_count)
    ):
        return False
    for chain, people in shares:
        draft = Draft(
            "total",
            [frame],
            people=people,
            when=frame.dates[0] if frame.dates and _long(frame.dates[0]) else total.when,
            part_of=total,
            rule="claims.breakdown",
        )
        draft.countries = _codes([chain])
        if total.people_number != number(people):
            state.drafts.append(draft)
        for code, mention in draft.countries.items():
            total.countries.setdefault(code, mention)
    return True


def _share(frame: Frame, chain: Chain) -> Mention | None:
    """The size that stands behind a chain and before the next one."""
    later = [c.start for c in frame.chains if c.start > chain.end]
    until = min([*later, chain.end + 60])
    return next((p for p in frame.people if chain.end <= p.start < until and number(p) is not None), None)


# ---- headline, events, places ----


def _fill(state: _State, frame: Frame) -> None:
    """Headline, subtitle and caption repeat the body (rule 4): they fill gaps of a draft that they fit, no more."""
    if frame.outbound or frame.spoilers & {"online", "cancelled", "market"}:
        return
    people, size = _guest_people(state.doc, frame), _guest_countries(frame)
    codes = set(_codes(frame.guests))
    for draft in state.drafts:
        if _clash(draft, frame, people, size) or draft.part_of is not None or draft.rule == "claims.compared":
            continue
        same = bool(codes & set(draft.countries)) or (size is not None and draft.country_count is not None)
        same = same or (bool(people) and draft.people_number == _sum(people))
        if same or (len(state.drafts) == 1 and (not codes or not draft.countries)):
            if frame.sentence.role == "caption" and not same:
                continue
            if draft.people is None and not draft.summed and len(people) == 1 and frame.sentence.role != "caption":
                draft.people = people[0]
            if draft.country_count is None and size is not None:
                draft.country_count = size
            if frame.sentence.role != "caption" or same:
                _add_names(draft, frame)
            if draft.when is None and frame.dates and frame.sentence.role == "caption":
                _date(draft, frame)
            return


def _events(state: _State, told: list[Frame]) -> None:
    """Rule 17: guests without a date at a dated event take the event's dates; a part takes its whole's."""
    dated = [f for f in told if _dates_an_event(f)]
    for draft in state.drafts:
        if draft.when is not None or not draft.frames or draft.kind == "total":
            continue
        if draft.part_of is not None and draft.part_of.when is not None:
            draft.when, draft.until = draft.part_of.when, draft.part_of.until
            continue
        at = draft.frames[0].sentence.index
        near = [f for f in dated if -2 <= f.sentence.index - at <= 0] or [
            f for f in dated if 0 < f.sentence.index - at <= 3
        ]
        if near:
            _take_event_date(draft, min(near, key=lambda f: abs(at - f.sentence.index)))


_CLOSED = re.compile(r"막을 내|폐막|마무리|마쳤|끝났|종료")
_HELD = re.compile(r"열[렸린리고었]|맞았|여는|연다|개최|개막|폐막|진행|막을|운영|치러|손님을 맞|이어진|계속")


def _dates_an_event(frame: Frame) -> bool:
    ends = _CLOSED.search(_words_of(frame)) and not any(span(m).precision == "range" for m in frame.dates)
    told = (bool(frame.events) or frame.act("host")) and not ends
    return told and not frame.outbound and any(_day(m) for m in frame.dates) and bool(_HELD.search(frame.sentence.norm))


def _take_event_date(draft: Draft, event: Frame) -> None:
    for mention in event.dates:
        if _day(mention):
            draft.when = mention
            return


def _place(
    doc: Document, drafts: list[Draft], told: list[Frame], found: Fields, blocks: list[tuple[int, Draft]]
) -> None:
    """Gives each place to the draft whose clause names it; places of clauses that belong to no draft go nowhere."""
    owners = {
        id(f): d for d in drafts for f in d.frames if d.rule != "claims.breakdown" and d.rule != "claims.compared"
    }
    names = [
        m for m in found.mentions.get("city", []) + found.mentions.get("country", []) if m.value or m.field == "country"
    ]
    for mention in sites.find(doc):
        place = _trim(doc, mention, names)
        if place is None:
            continue
        frame = next((f for f in told if f.start <= place.start < f.end), None)
        draft = owners.get(id(frame)) if frame is not None else None
        if draft is None and frame is not None and place.note in ("line", "schedule"):
            outlined = [d for at, d in blocks if 0 <= frame.sentence.index - at <= 6]
            draft = (
                outlined[-1] if outlined else next((d for d in drafts if d.kind == "visit" and d.part_of is None), None)
            )
        if draft is None and frame is not None and frame.events and not frame.outbound:
            draft = next((d for d in drafts if d.when is not None and d.when in frame.dates), None)
        if draft is not None:
            _add_site(draft, place)


def _add_site(draft: Draft, place: Mention) -> None:
    key = re.sub(r"\s|\([^()]*\)", "", str(place.value))
    for i, old in enumerate(draft.sites):
        other = re.sub(r"\s|\([^()]*\)", "", str(old.value))
        if key == other or other.endswith(key):
            return
        if key.endswith(other):
            draft.sites[i] = place
            return
    draft.sites.append(place)


def _trim(doc: Document, mention: Mention, names: list[Mention]) -> Mention | None:
    """Cuts a city's name written as a separate word off the front; None where nothing but a city or country is left."""
    start, end = mention.start, mention.end
    if mention.note == "back":
        return mention
    if any(
        start <= n.start < end and n.field != "city" and n.note in ("name", "former", "place", "hanja") for n in names
    ):
        return None  # a place abroad: '보잉 미국 본사'
    moved = True
    while moved:
        moved = False
        for name in names:
            if name.start <= start < name.end:
                if name.end >= end or not doc.norm[name.end : end].strip("특별자치시도군구 "):
                    return None if name.note != "hall" else mention
                rest = doc.norm[name.end : end]
                gap = re.match(r"(?:특례시|시|군|구|도)? ", rest)
                if gap and name.field == "city" and name.note != "hall":
                    start, moved = name.end + gap.end(), True
                elif name.field == "country" and gap:
                    return None
    if start == mention.start:
        return mention
    text = doc.text[start:end].strip()
    if len(text) < 2 or text in words("generic_site") and text not in words("hall"):
        return None
    return Mention("site", " ".join(text.split()), start, end, mention.rule, mention.note)


# ---- claims ----


def _stands(draft: Draft) -> bool:
    """A claim needs guests: a country, group or body, or a stated size or number of countries."""
    return bool(draft.countries or draft.groups or draft.organizations or draft.people_number or draft.country_count)


def _status(doc: Document, draft: Draft) -> Status:
    """planned: the first day is later than the article's, or, undated, the verb's tense says so."""
    first, last = draft.dates
    day = first or last
    if doc.published is not None and day is not None:
        pending = (
            last is not None
            and last > doc.published
            and draft.when is not None
            and span(draft.when).precision in ("month", *_LONG)
        )
        if pending and draft.frames and draft.frames[0].tense == "future":
            return "planned"
        return "planned" if day > doc.published else "completed"
    return "planned" if draft.frames and draft.frames[0].tense == "future" else "completed"


def _spanned(doc: Document, name: str, value: object, mention: Mention) -> Evidence:
    return Evidence(
        field=name,
        value=str(value),
        rule=mention.rule,
        start=mention.start,
        end=mention.end,
        quote=doc.text[mention.start : mention.end],
    )


def _reasoned(name: str, value: object, rule: str, reason: str) -> Evidence:
    return Evidence(field=name, value=str(value), rule=rule, reason=reason)


def _split(draft: Draft) -> dict[str, tuple[int, Mention]]:
    """The split by country, where there is one: a single country's share that equals the whole is none."""
    return draft.parts if len(draft.countries) > 1 else {}


_VISITED = re.compile(
    r"(?:(?:와|과|,|·) ?[가-힣]{1,6}[시군구도])?(?:을|를) (?:[가-힣\d~.]+ ){0,3}?(?:방문|찾|둘러|시찰|견학|다녀)"
)


def _city(doc: Document, draft: Draft, host: list[Mention], told: list[Frame]) -> list[Mention]:
    """The article's host. Where it has none (rule 13): the governments named as visited or as where the guests meet.
    Where it is a 도, or several are visited: those that are the object of the visit."""
    visited: dict[str, Mention] = {}
    held: dict[str, Mention] = {}
    for frame in draft.frames:
        for city in frame.cities:
            if city.value and city.note in ("full", "name", "short"):
                if _VISITED.match(doc.norm, city.end):
                    visited.setdefault(str(city.value), city)
                if _HELD_AT.match(doc.norm, city.end) and not frame.outbound:
                    held.setdefault(str(city.value), city)
    names = {str(m.value) for m in host}
    if not names:
        held = {**visited, **held} or _place_lines(doc, told)
        return [m for n, m in held.items() if not any(o.startswith(n + " ") for o in held)]
    if not visited or names & set(visited) and len(visited) == 1:
        return host
    if names < set(visited) or all(any(v.startswith(n + " ") for n in names) for v in visited):
        return list(visited.values())
    return host


def _place_lines(doc: Document, told: list[Frame]) -> dict[str, Mention]:
    """Governments named in '(장소) …' lines and, failing that, in the lead as where it is held."""
    lines = [f for f in told if _PLACE_LINE.match(f.sentence.norm)]
    lead = [f for f in told if f.sentence.role not in ("title", "subtitle") and not f.outbound][:2]
    for frames_, check in ((lines, False), (lead, True)):
        found = {
            str(c.value): c
            for f in frames_
            for c in f.cities
            if c.value and c.note in ("full", "name", "short") and (not check or _HELD_AT.match(doc.norm, c.end))
        }
        if found:
            return found
    return {}


def _claim(doc: Document, draft: Draft, host: list[Mention], told: list[Frame]) -> Claim:
    city = _city(doc, draft, host, told)
    first, last = draft.dates
    people, size = draft.people, draft.country_count
    status = _status(doc, draft)
    proof = [_spanned(doc, "city", m.value, m) for m in city]
    proof += [_spanned(doc, "countries", code, m) for code, m in draft.countries.items()]
    proof += [_spanned(doc, "groups", name, m) for name, m in draft.groups.items()]
    proof += [_spanned(doc, "organizations", name, m) for name, m in draft.organizations.items()]
    proof += [_spanned(doc, "sites", m.value, m) for m in draft.sites]
    proof += [_spanned(doc, "country_delegates", f"{code} {n}", m) for code, (n, m) in _split(draft).items()]
    if size is not None:
        proof.append(_spanned(doc, "country_count", number(size), size))
    for mention in draft.summed or ([people] if people else []):
        proof.append(_spanned(doc, "delegates", number(mention), mention))
    if draft.when is not None:
        proof.append(_spanned(doc, "date_start", first, draft.when))
        proof.append(_spanned(doc, "date_end", last, draft.until or draft.when))
    else:
        proof.append(
            _reasoned("date_start", None, "claims.date", draft.date_reason or "the text names no time for this visit")
        )
    acts = [a for f in draft.frames for a in f.acts]
    proof.append(
        _spanned(doc, "status", status, acts[0])
        if acts
        else _reasoned("status", status, draft.rule, "no verb of its own")
    )
    value = _count(people) if people else None
    return Claim(
        kind="total" if draft.kind == "total" else "visit",
        status=status,
        city=tuple(dict.fromkeys(str(m.value) for m in city)),
        countries=tuple(draft.countries),
        groups=tuple(draft.groups),
        country_count=number(size) if size else None,
        delegates=draft.people_number,
        delegates_qualifier=value.qualifier
        if value and value.number is not None
        else ("exact" if draft.summed else None),
        delegates_max=value.maximum if value else None,
        country_delegates={code: n for code, (n, _) in _split(draft).items()},
        organizations=tuple(draft.organizations),
        sites=tuple(dict.fromkeys(str(m.value) for m in draft.sites)),
        date_start=first,
        date_end=last,
        confidence="medium",
        evidence=tuple(proof),
    )


__all__ = ["DateSpan", "extract"]
