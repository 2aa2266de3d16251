"""Days that the occasion gives: where the clause of the guests has none, the event told near it is dated."""

import re
from datetime import date, timedelta

from extract.assembly.drafts import Draft, State, is_long, is_resolved, other_subject, words_of
from extract.assembly.times import dates_of_visit, day_before, meets, only_ends
from extract.clauses import Frame, span
from extract.records import Mention


def at_event(state: State, draft: Draft, frame: Frame) -> None:
    """Rule 17: guests who attend what the sentences before dated ('워크숍을 연다. 워크숍에는 …') take its dates."""
    event = state.event
    if (
        event is None
        or event is frame
        or draft.kind == "total"
        or (any(is_resolved(m) and not is_long(m) for m in dates_of_visit(frame)) and not only_ends(frame))
    ):
        return
    attends = frame.events or frame.act("attend", "study", "host", "come")
    held = next((span(m) for m in dates_of_visit(event) if is_resolved(m)), None)
    if any(is_resolved(m) and held and not meets(span(m), held) for m in dates_of_visit(frame)):
        return  # '지난해에는 9개국이 참가했다' beside this year's event
    if attends and 0 <= frame.sentence.index - event.sentence.index <= 3:
        draft.frames.append(event)
        draft.when = None
        _take_event_date(draft, event)
        closing = next((m for m in frame.dates if is_resolved(m)), None) if only_ends(frame) else None
        last = draft.dates[1]
        if closing and last and last < (span(closing).end or last) <= last + timedelta(days=14):
            draft.until = closing


_BACK_THEN = re.compile(r"지난번|(?:방문|방한|내한) (?:당시|때(?![가-힣]))")  # a visit before the event, undated


def date_by_events(state: State, told: list[Frame]) -> None:
    """Rule 17: guests without a date at a dated event take the event's dates; a part takes its whole's."""
    dated = [f for f in told if dates_an_event(f)]
    for draft in state.drafts:
        if draft.when is not None or not draft.frames or draft.kind == "total":
            continue
        if _BACK_THEN.search(words_of(draft.frames[0])):
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
    visits = [d for d in state.drafts if d.kind == "visit" and d.part_of is None and d.frames]
    for draft in visits:
        if draft.when is None and len(visits) == 1:
            _from_opening(draft, told)
            if draft.when is None and (opened := _opening_event(draft, told)) is not None:
                draft.when = opened
        if draft.when is not None and span(draft.when).precision in ("month", "year"):
            _day_of_event(draft, told)
        if draft.when is not None:
            _whole_stay(draft, told, alone=all(d is draft or _long_apart(d, draft) for d in visits))
        if len(visits) == 1 and draft.when is not None:
            _next_day(draft, told)


def take_back(state: State) -> None:
    """'… 그간 146명이 다녀갔다. 올해 연수는 24일부터 …': all from the clause on that dates the visit is no more
    of the sum."""
    dated = [m for d in state.drafts if d.kind == "visit" for m in (d.when,) if m is not None]
    for total in state.drafts:
        if total.kind != "total":
            continue
        back = next((i for i, f in enumerate(total.frames) if i and any(m in f.dates for m in dated)), None)
        if back is None:
            continue
        visit = next(d for d in state.drafts if d.kind == "visit" and d.when in total.frames[back].dates)
        visit.frames += [f for f in total.frames[back:] if not any(f is own for own in visit.frames)]
        total.frames = total.frames[:back]


def _long_apart(one: Draft, other: Draft) -> bool:
    """Whether two visits lie more than six weeks apart, so that a time of the one is none of the other."""
    (start, end), (first, last) = one.dates, other.dates
    if start is None or first is None:
        return False
    gap = timedelta(days=42)
    return start - (last or first) > gap or first - (end or start) > gap


def _from_opening(draft: Draft, told: list[Frame]) -> None:
    """A release dates the meeting in its headline or first sentence, and tells of the guests' coming far below."""
    for frame in told:
        if frame.sentence.index > min(5, draft.frames[0].sentence.index):
            return
        named = any(m.value in draft.countries for c in frame.chains for m in c.mentions)
        named = named or (not frame.chains and frame.act("come") and frame.act("host", "meet"))
        if frame.outbound or not named or not frame.act("meet", "host", "visit", "come"):
            continue
        for mention in dates_of_visit(frame):
            if is_resolved(mention) and not is_long(mention) and span(mention).precision in ("day", "range"):
                draft.when = mention
                return


_STAYS = re.compile(
    r" ?(?:간|의|동안)?,? ?(?:일정으로 )?(?:공식 |국빈 |실무 )?(?:방한|방문|한국을 방문|내한|체류|머물)"
)

_STAY_BEFORE = re.compile(r"(?:방한|방문|체류|초청|연수) ?(?:기간|일정)?[ (:]{0,3}$")

_COURSE = re.compile(r"(?:교육|과정|연수|캠프|프로그램)[\"'」』》]? ?\($")

_RUNS = re.compile(r"진행|실시|운영|개최|열[리렸린]|마련")


def _opening_event(draft: Draft, told: list[Frame]) -> Mention | None:
    """The day of the one event that a release's first sentences tell, for guests who attended it."""
    if not draft.frames[0].act("attend", "study", "host"):
        return None
    days = {}
    for frame in told:
        if frame.sentence.index <= 4 and dates_an_event(frame):
            days.update({(span(m).start, span(m).end): m for m in dates_of_visit(frame) if not is_long(m)})
    return next(iter(days.values())) if len(days) == 1 else None


def _day_of_event(draft: Draft, told: list[Frame]) -> None:
    """'올해 박람회에는 25개국 80명이 온다': the fair's days, where the release dates no other event."""
    first, last = draft.dates
    days: dict[tuple[date, date], Mention] = {}
    for frame in told:
        for mention in dates_of_visit(frame) if frame.events and dates_an_event(frame) else ():
            value = span(mention)
            if value.precision in ("day", "range") and value.start and value.end and not is_long(mention):
                days[value.start, value.end] = mention
    whole = [d for d in days if all(d[0] <= other[0] and other[1] <= d[1] for other in days)]
    attends = any(f.events or f.act("attend") for f in draft.frames[:1])
    if len(whole) == 1 and first and last and first <= whole[0][0] and whole[0][1] <= last and attends:
        draft.when, draft.until = days[whole[0]], None


_OPENING = re.compile(r"개[관막회통]식|준공식|기념식")


def _tells_stay(draft: Draft) -> bool:
    """Whether the draft's date is a range already that is said to be the stay."""
    when = draft.when
    for frame in draft.frames if when is not None else ():
        if when in frame.dates and when is not None and span(when).start != span(when).end:
            return bool(_STAYS.match(frame.sentence.norm, when.end - frame.sentence.start))
    return False


def _whole_stay(draft: Draft, told: list[Frame], *, alone: bool) -> None:
    """The stay or course around a day told first: '30일 수료식' of '5일부터 30일까지', '방한 기간(8.-10.)'."""
    first, last = draft.dates
    if first is None or last is None or _tells_stay(draft):
        return
    codes, events = set(draft.countries), {m.value for f in draft.frames for m in f.events}
    head = draft.frames[0]
    attends = head.act("attend", "study") and not head.act("visit", "come") and not _OPENING.search(head.sentence.norm)
    found: dict[tuple[date, date], Mention] = {}
    for frame in told:
        if frame.outbound or frame.spoilers & {"online", "cancelled"}:
            continue
        theirs = {m.value for c in frame.guests for m in c.mentions if m.field == "country"}
        if (theirs and not theirs & codes) or not (alone or theirs):
            continue
        for mention in frame.dates:
            start, end = span(mention).start, span(mention).end
            if span(mention).precision == "month":
                continue
            if start is None or end is None or not start <= first <= last <= end or (start, end) == (first, last):
                continue
            at, norm = frame.sentence.start, frame.sentence.norm
            stays = _STAYS.match(norm, mention.end - at) or _STAY_BEFORE.search(norm[: mention.start - at])
            course = _COURSE.search(norm[: mention.start - at]) and norm.startswith(")", mention.end - at)
            runs = alone and attends and events & {m.value for m in frame.events} and (course or _RUNS.search(norm))
            if (stays or runs) and timedelta(0) < end - start <= timedelta(days=31):
                found[start, end] = mention
    if len(found) == 1:
        draft.when, draft.until = next(iter(found.values())), None


_GOES_ON = re.compile(
    r"[\Wㅇ]{0,3}(?:한편,? |또한,? |이어 )?(?:(?:각 기관|각국|방한|동|이들?) ?[가-힣 ]{0,14}(?:은|는) |"
    r"(?:대표단|방문단|연수단|사절단|시찰단|참가자들|참석자들|일행)은 )?$"
)

_SAME = re.compile(r"[\Wㅇ]{0,3}(?:이번 |동 )?(?:대표단|방문단|연수단|사절단|시찰단|일행)은 ")


def _next_day(draft: Draft, told: list[Frame]) -> None:
    """'27일 협약을 맺었다. … 28일에는 캠퍼스도 방문한다': the day after, told of the same guests or of nobody else."""
    known = {id(f) for f in draft.frames}
    for frame in told:
        last = draft.dates[1]
        leaves = frame.outbound and not frame.chains and frame.act("visit")  # '8일에는 시장을 찾은 뒤 서울로 떠났다'
        if (
            last is None
            or (frame.outbound and not leaves)
            or id(frame) in known
            or frame.guests
            or len(frame.dates) != 1
        ):
            continue
        mention = frame.dates[0]
        value, at = span(mention), frame.sentence.start
        follows = value.precision == "day" and value.start == last + timedelta(days=1)
        later = frame.sentence.index > draft.frames[0].sentence.index
        acts = frame.act("visit", "attend", "study", "meet") and not other_subject(frame)
        first = draft.dates[0]
        if follows and later and acts and _GOES_ON.match(frame.sentence.norm[: mention.start - at]):
            draft.until = mention
        elif later and first and _SAME.match(frame.sentence.norm) and day_before(frame, mention, first):
            draft.when, draft.until = mention, draft.until or draft.when


_CLOSED = re.compile(r"막을 내|폐막|마무리|마쳤|끝났|종료")

HELD = re.compile(
    r"열[렸린리립고었]|(?<=서 )연 (?=[가-힣'\"])"
    r"|마련(?:한|했|하)|맞았|여는|연다|개최|개막|폐막|진행|막을|운영|치러|손님을 맞|이어진|계속"
)


def dates_an_event(frame: Frame) -> bool:
    ends = (
        _CLOSED.search(words_of(frame))
        and not any(span(m).precision == "range" for m in frame.dates)
        and not _opened_and_closed(frame)
    )
    told = (bool(frame.events) or frame.act("host")) and not ends
    return (
        told
        and not frame.outbound
        and any(is_resolved(m) and (not is_long(m) or _from_a_day(frame, m)) for m in dates_of_visit(frame))
        and bool(HELD.search(frame.sentence.norm))
    )


def _from_a_day(frame: Frame, mention: Mention) -> bool:
    """'19일부터 … 축제를 연다': the first day, and no last one."""
    value, at = span(mention), frame.sentence.start
    text = frame.sentence.norm[mention.start - at : mention.end - at]
    return value.start is not None and value.end is None and "일부터" in text


_OPENED = re.compile(r"(?:에)? ?(?:[가-힣]+ ){0,2}?(?:개막|시작|막을 올|막이 오|열려|개회|문을 연)")


def _opened_and_closed(frame: Frame) -> tuple[Mention, Mention] | None:
    """'15일 개막식으로 시작한 여정을 마치고 20일 막을 내렸다': the first and the last day of an event."""
    days = [m for m in frame.dates if span(m).precision == "day" and span(m).start is not None]
    if len(days) != 2 or not _OPENED.match(frame.sentence.norm, days[0].end - frame.sentence.start):
        return None
    first, last = span(days[0]).start, span(days[1]).start
    if first is None or last is None or not timedelta(0) < last - first <= timedelta(days=45):
        return None
    return days[0], days[1]


def _take_event_date(draft: Draft, event: Frame) -> None:
    told = sorted((m for m in dates_of_visit(event) if is_resolved(m)), key=is_long)
    if (both := _opened_and_closed(event)) is not None:
        draft.when, draft.until = both
    elif told:
        draft.when = told[0]
