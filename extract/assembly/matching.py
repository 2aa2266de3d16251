"""Which draft a clause repeats or carries on, and how it joins it (codebook, rules 3 and 4)."""

import re

from extract.assembly.drafts import Draft, State, add_names, apart, codes_of, is_resolved, same_time, sum_of, within
from extract.assembly.sizes import fuller, set_parts
from extract.assembly.times import dates_of_visit, set_date
from extract.clauses import Frame, number, span
from extract.records import Mention

_THIS_EVENT = re.compile(
    r"이번|이날|(?<![가-힣])동 (?=행사|시찰|방문|견학|회의|만찬|간담회)|이 (?:행사|대회|축제|워크숍|포럼)"
    r"|행사에|대회에|축제에|워크숍에|포럼에|캠프에|박람회에|"
    r"상담회에|개[막회]식에|회의에|엑스포에|연수에"
)


def is_part(state: State, draft: Draft, people: list[Mention]) -> bool:
    """Rule 3: '단원 24명은 …' of a delegation named just before is a part of the event with a larger whole."""
    whole, mine = draft.people_number, sum_of(people)
    many = draft.country_count is not None and (number(draft.country_count) or 0) > 1
    return bool(many and whole and mine and mine < whole and state.named is not None and draft.part_of is None)


def open_part(state: State, whole: Draft, frame: Frame, people: list[Mention]) -> None:
    part = Draft("visit", [], part_of=whole, rule="claims.part")
    state.drafts.append(part)
    join(state, part, frame, people, None)
    if state.named is not None:
        add_names(part, state.named)


def whole_of(state: State, frame: Frame) -> Draft | None:
    """The event that this clause's guests are a part of (rule 3): the same event, their country among or beyond its."""
    for draft in reversed(state.drafts):
        if frame.country_counts:
            return None
        if draft.kind == "visit" and draft.part_of is None and draft.country_count is not None and frame.guests:
            if (number(draft.country_count) or 0) > 1 and not any(
                is_resolved(m) and not within(m, draft) for m in frame.dates
            ):
                return draft
            return None
    return None


def fitting(state: State, frame: Frame, kind: str, people: list[Mention], size: Mention | None) -> Draft | None:
    """The latest draft that this clause repeats or carries on: nothing of theirs clashes and something is shared."""
    for draft in reversed(state.drafts):
        if draft is state.current and draft.kind == kind == "visit" and not people and _same_meeting(draft, frame):
            return draft
        if draft.kind == kind and not clash(draft, frame, people, size) and _shared(state, draft, frame, people, size):
            return draft
    return None


_SAME_MEETING = re.compile(
    r"[\Wㅇ]{0,3}(?:이날|이번|동|금번) ?(?:면담|접견|간담회|회담|만찬|오찬|예방|자리|만남|방문|"
    r"견학|탐방|팸투어|투어)(?:에는|에서는|에)"
)


def _same_meeting(draft: Draft, frame: Frame) -> bool:
    """'이날 면담에는 A와 함께 방한한 B도 함께했다': more guests of the meeting told just before."""
    near = 0 < frame.sentence.index - draft.frames[0].sentence.index <= 3
    return near and bool(_SAME_MEETING.match(frame.sentence.norm)) and not any(apart(m, draft) for m in frame.dates)


def one_event(state: State) -> None:
    """'12일까지 열리는 축제 … 10일 개막식': two visits of the same guests on days of which one holds the other, without
    different numbers, are one (rule 4)."""
    kept: list[Draft] = []
    for draft in state.drafts:
        twin = next((d for d in kept if _twins(d, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        _absorb(twin, draft)
        for other in state.drafts:
            if other.part_of is draft:
                other.part_of = twin
        state.blocks = [(at, twin if d is draft else d) for at, d in state.blocks]
    state.drafts = [d for d in state.drafts if any(d is k for k in kept)]


def _twins(one: Draft, other: Draft) -> bool:
    if {one.rule, other.rule} != {"claims.visit"} or one.part_of is not None or other.part_of is not None:
        return False
    if not (one.dates[0] and one.dates[1] and other.dates[0] and other.dates[1]):
        return False
    (a, b), (c, d) = (one.dates[0], one.dates[1]), (other.dates[0], other.dates[1])
    if not (a <= c <= d <= b or c <= a <= b <= d) or max(b - a, d - c).days > 31:
        return False
    mine, theirs = set(one.countries), set(other.countries)
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return False
    numbers = ((one.people_number, other.people_number), (_stated(one), _stated(other)))
    return not any(x is not None and y is not None and x != y for x, y in numbers) and None in numbers[0]


def _stated(draft: Draft) -> int | None:
    return number(draft.country_count) if draft.country_count is not None else None


def _absorb(kept: Draft, draft: Draft) -> None:
    first, last = kept.dates
    start, end = draft.dates
    if first and last and start and end and end - start > last - first:
        kept.when, kept.until, kept.date_reason = draft.when, draft.until, draft.date_reason
    kept.frames += draft.frames
    for mine, theirs in (
        (kept.countries, draft.countries),
        (kept.groups, draft.groups),
        (kept.organizations, draft.organizations),
    ):
        for name, mention in theirs.items():
            mine.setdefault(name, mention)
    if kept.people is None and not kept.summed:
        kept.people, kept.summed = draft.people, draft.summed
    kept.country_count = kept.country_count or draft.country_count
    kept.parts = {**draft.parts, **kept.parts}


_TOO = re.compile(r"(?:들|단|진)?(?: ?\d[\d,]*여? ?명)?도 ")


def _also(frame: Frame) -> bool:
    """'8월 대회에는 일본 나라시와 중국 시안시의 축구단도 초청했다': further guests."""
    at = frame.sentence.start
    return any(c.person is not None and _TOO.match(frame.sentence.norm, c.person.end - at) for c in frame.guests)


def clash(draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    mine, theirs = draft.people_number, sum_of(people)
    if mine is not None and theirs is not None and mine != theirs:
        return True
    if size is not None and draft.country_count is not None and number(size) != number(draft.country_count):
        same = mine is not None and mine == theirs and (number(size) or 0) < (number(draft.country_count) or 0)
        if not same:  # '20개국 외교사절 50여 명' and '포르투갈 등 9개국 대사와 직원 등 50여 명'
            return True
    codes = set(codes_of(frame.guests))
    if codes and draft.countries and draft.kind == "visit":
        stated = number(draft.country_count) if draft.country_count is not None else None
        apart_ = not codes & set(draft.countries)
        more = len(codes | set(draft.countries)) > (stated or 0)
        if (apart_ and more) or (more and stated == len(draft.countries) and not codes <= set(draft.countries)):
            return True
        if stated is None and not codes <= set(draft.countries) and _also(frame):
            return True
    if codes and draft.countries and not codes <= set(draft.countries) and _on_its_own_day(draft, frame):
        return True
    return any(apart(m, draft) for m in dates_of_visit(frame)[:1])


_OPENS = re.compile(r"[\Wㅇ]{0,3}(?:또한?,? |이어,? |같은 달 |오는 |지난 )*$")


def _on_its_own_day(draft: Draft, frame: Frame) -> bool:
    """'또한 9일에는 캐나다와 일본 대표단이 …' behind 'on the 3rd, guests from Japan': another day opens the clause."""
    if draft.when is None or span(draft.when).precision != "day":
        return False
    told, at = dates_of_visit(frame)[:1], frame.start
    if not told or span(told[0]).precision != "day" or span(told[0]).start in draft.dates:
        return False
    norm = frame.sentence.norm
    opens = _OPENS.match(norm[at - frame.sentence.start : told[0].start - frame.sentence.start])
    return bool(opens) and norm.startswith("에", told[0].end - frame.sentence.start)


def _shared(state: State, draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    codes = set(codes_of(frame.guests))
    if codes & set(draft.countries):
        if (
            frame.dates
            and draft.when is not None
            and span(frame.dates[0]).precision == "day"
            and people
            and draft.people is None
        ):
            return within(frame.dates[0], draft)
        return True
    if size is not None and draft.country_count is not None:
        return True
    if sum_of(people) is not None and draft.people_number == sum_of(people) and not (codes and draft.countries):
        return True
    named_none = draft is state.current and not draft.countries and draft.people_number is not None and bool(codes)
    if named_none and not people and size is None and not frame.dates and frame.act("attend", "visit", "come"):
        return (
            0 < frame.sentence.index - draft.frames[-1].sentence.index <= 2
        )  # '대표단 58명을 초청했다. 터키 이스탄불에서는 시장이'
    blocs = {m.value for c in frame.guests for m in c.mentions if m.field != "country"}
    if blocs & (set(draft.groups) | set(draft.organizations)):
        return True
    if frame.dates and not codes and people and draft.people_number is None and draft is state.current:
        undated = draft.when is None and not any(is_resolved(m) for m in frame.dates) and frame.generic is not None
        return undated or within(frame.dates[0], draft)
    if frame.dates and not people and draft is state.current and same_time(frame.dates[0], draft):
        return not codes or draft.country_count is not None
    bare = not draft.countries and draft.people_number is None and draft.country_count is None
    opened = draft is state.current and bare and draft.frames[-1].generic is not None
    if opened and any(c.person for c in frame.guests) and frame.sentence.index == draft.frames[-1].sentence.index + 1:
        return True  # '주한 대사들을 불러 시티투어를 했다. 태국 등 17개국 대사 33명이 버스에 올랐다'
    if draft is state.current and bare and frame.anaphor is not None:
        return True  # '해외 대표단이 왔다. 대표단은 3개국 80명이다'
    if opened and frame.generic is not None and not frame.dates:
        return True  # '주한외교단이 8일 … 방문했다. …. 시찰에는 미국, 독일 등 3개국 주한외교단 9명이 참가했다'
    if draft is state.current and bare and _THIS_EVENT.search(frame.sentence.norm):
        return True  # '외교사절을 초청해 … 마련했다. 이번 행사에는 15개국 38명이 …'
    pointing = frame.anaphor is not None or frame.generic is not None or bool(_THIS_EVENT.search(frame.sentence.norm))
    if (
        draft is state.current
        and not people
        and (pointing or not frame.dates)
        and (not codes or draft.country_count is not None)
    ):
        return bool(not codes or not draft.countries or _event_member(frame))
    return False


def _event_member(frame: Frame) -> bool:
    return any(c.role in ("from", "guest") for c in frame.guests)


def join(state: State, draft: Draft, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    draft.frames.append(frame)
    add_names(draft, frame)
    if draft.people is None and not draft.summed and people:
        if len(people) == 1:
            draft.people = people[0]
        else:
            draft.summed = people
    elif draft.people is not None and len(people) == 1 and number(people[0]) == number(draft.people):
        draft.people = fuller(draft.people, people[0])
    aside = len(draft.countries) == 1 and len(draft.frames) > 1 and not (frame.guests or frame.generic)
    if draft.country_count is None and size is not None and not aside:
        draft.country_count = size
    set_parts(draft, frame)
    set_date(draft, frame)
