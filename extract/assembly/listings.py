"""Clauses that only add to what was told: rosters, tables, lists, breakdowns, comparisons (rules 2, 3, 8)."""

import re

from extract.assembly.drafts import Draft, State, codes_of, is_long, is_resolved, overlaps, sum_of, tells_many, words_of
from extract.assembly.sizes import of_firms, set_parts
from extract.frames import Chain, Frame, number, span
from extract.records import Mention

_COMPARED = re.compile(
    r"더하면|합하면|합치면|비교|보다|대비|대비해|비해|견주|못 미치|못미치|증가|늘어|늘었|감소|줄어|줄었|"
    r"배[에 가를]|규모|같은 기간|회복"
)


_RANKED = re.compile(r"가장 많|뒤를 이|뒤이어|순으로|순이|순$|차지|나라별|국가별|국적별|차례|\d회")


def table_row(state: State, frame: Frame) -> None:
    """A row 'country | number' under a claim of several countries: its name and its size; or a row of names alone."""
    codes = codes_of(frame.chains)
    draft = state.total or state.current
    sizes = [m for m in (*frame.bare, *frame.people) if number(m)]
    if draft is None or draft.country_count is None or not codes:
        return
    if len(codes | draft.countries) > (number(draft.country_count) or 0) or (len(codes) > 1 and sizes):
        return
    for code, mention in codes.items():
        draft.countries.setdefault(code, mention)
    if sizes:
        code = next(iter(codes))
        draft.parts.setdefault(code, (number(sizes[0]) or 0, sizes[0]))


_MOSTLY = re.compile(r"많[았은]|주로|잇따라|순으로|두드러|차지|처음|고루|다양|등지")


def later_total(old: Draft | None, new: Draft) -> Draft:
    """The total that an article is about: the one whose time ends last; a comparison with the year before is not."""
    if old is None:
        return new
    ends = [d.dates[1] or d.dates[0] for d in (old, new)]
    return old if ends[0] is not None and ends[1] is not None and ends[1] < ends[0] else new


def listed(state: State, frame: Frame, people: list[Mention]) -> Draft | None:
    """'하반기에는 칠레와 베트남 공무원이 주로 방문했다' under the total of that time: names, no visit of their own."""
    if (
        state.total is None
        or people
        or frame.country_counts
        or any(not is_long(m) for m in frame.dates if is_resolved(m))
    ):
        return None
    times = [m for m in frame.dates if is_resolved(m)]
    same = [d for d in state.drafts if d.kind == "total" and d.part_of is None and times and _equals(times[0], d)]
    total = same[0] if same else state.total
    mostly = bool(_MOSTLY.search(words_of(frame)))
    if any(not overlaps(m, total) for m in times) or (frame.acts and not frame.dates and not mostly):
        return None
    return total if tells_many(frame) or (len(codes_of(frame.guests)) >= 2 and mostly) else None


def _equals(mention: Mention, draft: Draft) -> bool:
    value = span(mention)
    return (value.start, value.end) == draft.dates


def listed_under_total(state: State, frame: Frame, people: list[Mention]) -> bool:
    """Rule 2: a bare list of countries under a total adds to it."""
    return (
        state.total is not None
        and not frame.dates
        and not people
        and (frame.generic is None or bool(frame.guests))
        and not any(number(m) for m in frame.country_counts)
    )


_ROSTER_LINE = re.compile(
    r"\W*(?:\(?(?:주요 )?(?:참가국|참석국|참여국|대상국|초청국|회원국|방문국|수원국|국가|국적|참가자|"
    r"참석자|참여자|연수생|교육생|수강생|대표단|방문단|방한 ?인사|방한단|사절단|초청 ?인사|외국 ?인사|"
    r"해외 ?인사)"
    r"[^:：\n]{0,24}[:：]|(?:참가국|참석국|참여국|대상국|초청국|방문국)(?:은|는|으로는) |\(?\d+개국\)? ?[:：(])"
)


_ARE_THEY = re.compile(
    r"\d명(?:이|으로) (?:대상|구성|참가)(?:이다|된다|됐다|했다|한다)\.?$"
)  # '가나 2명, 케냐 3명이 대상이다'


def roster(state: State, frame: Frame) -> bool:
    """Names and sizes of the guests told before: '(국적별: 인도네시아 3, …)', '* 참가국: …', '※ 대표단(8명) : …'."""
    codes = codes_of([c for c in frame.chains if c.role in ("guest", "subject", "from", "talk")])
    if not codes:
        return False
    norm = frame.sentence.norm
    line = bool(_ROSTER_LINE.match(norm)) and len(codes) >= 2
    note = norm[:1] in "*※" and len(codes) >= 3 and not frame.act("visit", "host", "attend", "study")
    listed = [m for m in frame.bare if m.note == "list"]
    plain = not frame.acts and not frame.dates and bool(frame.guests)
    plain = plain or (len(codes) >= 3 and not frame.acts and bool(_ARE_THEY.search(norm)))
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
    set_parts(draft, frame)
    if draft.people is None and not draft.summed and len(frame.people) == 1:
        draft.people = frame.people[0]
    if draft.country_count is None and len(frame.country_counts) == 1 and number(frame.country_counts[0]) == len(codes):
        draft.country_count = frame.country_counts[0]


def compared(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    """'지난해 같은 기간 14개국 122명보다': a second total beside the one told before."""
    base = state.total or state.current
    clause = words_of(frame)
    if base is None or frame.guests or not frame.dates or not _COMPARED.search(clause):
        return False
    if (base.country_count is None and base.people is None) or (size is None and not people):
        return False
    if not people and base.people is not None and size is None:
        return False
    if size is not None and of_firms(frame, size):
        return True
    if _same_numbers(base, people, size) or (frame.act("attend") and base.kind == "visit"):
        return False
    draft = Draft(
        "visit" if base.kind == "visit" and frame.events else "total",  # rule 5: last year's size of that event
        [frame],
        people=people[0] if people else None,
        country_count=size,
        when=frame.dates[0],
        rule="claims.compared",
    )
    if not is_long(frame.dates[0]) and base.kind != "total":
        return False
    state.drafts.append(draft)
    return True


def _same_numbers(base: Draft, people: list[Mention], size: Mention | None) -> bool:
    return (sum_of(people) is None or sum_of(people) == base.people_number) and (
        size is None or base.country_count is None or number(size) == number(base.country_count)
    )


def breakdown(state: State, frame: Frame) -> bool:
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
        (c, p)
        for chain in frame.chains
        if chain.role in ("guest", "subject", "from", "talk")
        for c in _split(frame, chain)
        for p in [_share(frame, c)]
        if p and codes_of([c])
    ]
    if not shares or (
        frame.country_counts
        and any(number(m) == number(total.country_count) for m in frame.country_counts if total.country_count)
    ):
        return False
    for chain, people in shares:
        draft = Draft(
            "total",
            [frame],
            people=people,
            when=frame.dates[0] if frame.dates and is_long(frame.dates[0]) else total.when,
            part_of=total,
            rule="claims.breakdown",
        )
        draft.until = total.until if draft.when is total.when else None
        draft.countries = codes_of([chain])
        if total.people_number != number(people):
            state.drafts.append(draft)
        for code, mention in draft.countries.items():
            total.countries.setdefault(code, mention)
    return True


def _split(frame: Frame, chain: Chain) -> list[Chain]:
    """'탄자니아(135명), 캄보디아(87명) …': each name with its own size; else the run as it stands."""
    each = [Chain([m], chain.role) for m in chain.mentions]
    sized = [any(0 <= p.start - c.end <= 3 for p in frame.people) for c in each]
    return each if len(each) > 1 and all(sized) else [chain]


def _share(frame: Frame, chain: Chain) -> Mention | None:
    """The size that stands behind a chain and before the next one."""
    later = [m.start for c in frame.chains for m in c.mentions if m.start > chain.end]
    until = min([*later, chain.end + 60])
    return next((p for p in frame.people if chain.end <= p.start < until and number(p) is not None), None)


def yearly(state: State, frame: Frame) -> bool:
    """'연도별로는 2009년 417명, 2010년 281명이며 올해는 75명이다' beside guests told before: a total a year."""
    base = state.total or state.current
    if base is None or frame.guests:
        return False
    pairs = [
        (when, people)
        for people in frame.people
        for when in frame.dates
        if is_long(when) and number(people) and 0 <= people.start - when.end <= 8 and not people.note
    ]
    last = state.drafts[-1] if state.drafts else None
    goes_on = last is not None and last.rule == "claims.yearly" and last.frames[-1].sentence is frame.sentence
    if len(pairs) < (1 if goes_on else 2):
        return False
    for when, people in pairs:
        draft = Draft("total", [frame], people=people, when=when, rule="claims.yearly")
        draft.countries = dict(base.countries) if len(base.countries) == 1 else {}
        state.drafts.append(draft)
    return True


def dated(state: State, frame: Frame) -> bool:
    """Rule 2: '(방문 사례) ○○투자청(8.2), ○○사절단(8.28), ○○대사관(10.11)': a visit for each day in brackets."""
    at, norm = frame.sentence.start, frame.sentence.norm
    days = [m for m in frame.dates if span(m).precision == "day" and norm[m.start - at - 1 : m.start - at] == "("]
    if len(days) < 3 or not _VISITS.search(norm) or frame.outbound:
        return False
    names = sorted((m for c in frame.chains if c.role != "abroad" for m in c.mentions), key=lambda m: m.start)
    owned: list[tuple[Mention, Mention]] = []
    last = frame.start
    for day in days:
        mine = [m for m in names if last <= m.start < day.start and m.field == "country"]
        if mine and day.start - mine[-1].end <= 24 and "\n" not in norm[mine[-1].end - at : day.start - at]:
            owned.append((mine[-1], day))
        last = day.end
    if len(owned) < 3:
        return False
    for name, day in owned:
        draft = Draft("visit", [frame], when=day, rule="claims.dated")
        draft.countries = {str(name.value): name}
        state.drafts.append(draft)
    return True


_VISITS = re.compile(r"방문|방한|내방|견학|시찰")
