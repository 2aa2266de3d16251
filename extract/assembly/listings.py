"""Clauses that only add to what was told: rosters, tables, lists, breakdowns, comparisons (rules 2, 3, 8)."""

import re

from extract.assembly.drafts import Draft, State, codes_of, is_long, is_resolved, overlaps, sum_of, tells_many, words_of
from extract.assembly.sizes import of_firms, set_parts
from extract.clauses import Frame, number, span
from extract.placekinds import SURNAMES
from extract.records import Mention
from extract.roles import Chain

_COMPARED = re.compile(
    r"더하면|합하면|합치면|비교|보다|대비|대비해|비해|견주|못 미치|못미치|증가|늘어|늘었|감소|줄어|줄었|"
    r"배[에 가를]|규모|같은 기간|회복"
)
_ONLY = re.compile(r"명(?:\([^()]*\))?(?:뿐이|에 그[쳤친]|에 불과)")


_RANKED = re.compile(r"가장 많|뒤를 이|뒤이어|순으로|순이|순$|차지|나라별|국가별|국적별|차례|\d회")


def is_row(frame: Frame) -> bool:
    """Whether a clause is a row of a table."""
    return frame.sentence.role == "table" or frame.sentence.norm.count("|") >= 2


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
    r"[\Wㅇo]*(?:올해 |이번 |금년 )?(?:\(?(?:주요 )?(?:참가국|참석국|참여국|대상국|초청국|회원국|방문국|수원국"
    r"|국가|국적|참가자|"
    r"참석자|참여자|연수생|교육생|수강생|대표단|방문단|방한 ?인사|방한단|사절단|초청 ?인사|외국 ?인사|"
    r"해외 ?인사)"
    r"[^:：\n]{0,24}[:：]|(?:참가국|참석국|참여국|대상국|초청국|방문국)(?:은|는|으로는) "
    r"|(?:참가|참여|참석|방문)(?:하는|한|할) (?:나라|국가)(?:들)?(?:은|는) |\(?\d+개국\)? ?[:：(])"
)


# '올해 포럼에 초청된 9개국은 A·B·C이다'
_LANDS_ARE = re.compile(
    r"[^.\n]{0,40}?(?:초청된|초청한|참가한|참여한|참석한|방문한|참가하는|참여하는|찾은) [^.\n]{0,16}?"
    r"\d+여?개 ?(?:국|나라|국가)(?:은|는) "
)
_ARE_THEY = re.compile(
    r"\d명(?:이|으로) (?:대상|구성|참가)(?:이다|된다|됐다|했다|한다)\.?$"
)  # '가나 2명, 케냐 3명이 대상이다'


# '* 교역 순위: 1위 태국(214억불), 2위 캐나다(187억불)': lands ranked by money
_TRADE = re.compile(r"순위|\d위 |억 ?(?:불|달러|弗)|교역액|투자액|수출액|수입액|점유율")


def roster(state: State, frame: Frame) -> bool:
    """Names and sizes of the guests told before: '(국적별: 인도네시아 3, …)', '* 참가국: …', '※ 대표단(8명) : …'."""
    codes = codes_of([c for c in frame.chains if c.role in ("guest", "subject", "from", "talk")])
    if not codes:
        return False
    norm = frame.sentence.norm
    if _TRADE.search(norm):
        return False
    line = bool(_ROSTER_LINE.match(norm) or _LANDS_ARE.match(norm)) and len(codes) >= 2
    note = norm[:1] in "*※" and len(codes) >= 3 and not frame.act("visit", "host", "attend", "study")
    listed = [m for m in frame.bare if m.note == "list"]
    plain = not frame.acts and not frame.dates and bool(frame.guests)
    plain = plain or (len(codes) >= 3 and not frame.acts and bool(_ARE_THEY.search(norm)))
    row = _named_row(state, frame)
    if row and state.current is not None and state.current.part_of is None:
        _enrol(state.current, frame, codes)
        return True
    if not (line or note or listed or plain):
        return False
    told = [d for d in [state.current, *reversed(state.drafts)] if d is not None and d.part_of is None]
    for draft in told:
        stated = number(draft.country_count) if draft.country_count is not None else None
        sizes = [len(codes), *(number(m) for m in frame.country_counts)]
        if not codes.keys() <= draft.countries.keys():
            sizes.append(len({*draft.countries, *codes}))  # the rest of a list that the clause began
        fits = stated in sizes if stated else False
        if listed and draft.people_number in (sum(number(m) or 0 for m in listed), *(number(m) for m in frame.people)):
            fits = True
        just = draft is state.current and 0 < frame.sentence.index - draft.frames[-1].sentence.index <= (
            6 if line else 2
        )
        if fits or ((line or note) and just and (stated is None or len(codes) <= stated)):
            _enrol(draft, frame, codes)
            return True
    return False


_HEADS_A_LIST = re.compile(
    r"[\Wㅇo]*(?:주요 ?)?(?:참석자|참가자|참여자|참석국|참가국|참여국|참석 ?인사|방한 ?인사|해외 ?인사|"
    r"해외 ?참석자|대표단)(?: ?(?:명단|구성|현황))?(?: ?\([^()]*\))?\W*$"
)
_LIST_ROW = re.compile(r"\W{0,4}[가-힣]{2,12} ?(?:\([^()]*\) ?)?[:：] ")


def _named_row(state: State, frame: Frame) -> bool:
    """'- 카자흐스탄 : 외교부 차관' in a list that opens with '※ 주요 참석자'."""
    norm, at = frame.sentence.norm, frame.sentence.start
    names = [m for c in frame.chains for m in c.mentions]
    if len(names) != 1 or frame.act("visit", "come") or not _LIST_ROW.match(norm) or names[0].start - at > 4:
        return False
    for before in reversed(state.doc.sentences[max(0, frame.sentence.index - 12) : frame.sentence.index]):
        if not _LIST_ROW.match(before.norm):
            return bool(_HEADS_A_LIST.match(before.norm))
    return False


_KOREAN_NAME = re.compile(
    rf" ?[{SURNAMES}][가-힣]{{2}} (?:(?:전|현|제\d+대) )?(?:[가-힣·]+ ?){{0,2}}?"
    r"(?:총리|장관|차관|의장|대사|의원|총장|위원장|회장|교수|원장|이사장)(?:\([^()]*\))?$"
)


def _koreans_among(frame: Frame) -> bool:
    """'대표단(8명) : 김○○ 전 국무총리(의장), 안나 노박 전 의장(폴란드), …': a number that mixes both (rule 1)."""
    at = frame.sentence.start
    _, colon, rest = frame.sentence.norm.partition(":")
    if not colon:
        return False
    start = at + len(frame.sentence.norm) - len(rest)
    names = [m.start for c in frame.chains for m in c.mentions]
    for item in re.finditer(r"(?:[^,()]|\([^()]*\))+", rest):
        named = any(start + item.start() <= n < start + item.end() for n in names)
        if not named and _KOREAN_NAME.match(item.group().rstrip(" .")):
            return True
    return False


def _enrol(draft: Draft, frame: Frame, codes: dict[str, Mention]) -> None:
    draft.frames.append(frame)
    for code, mention in codes.items():
        draft.countries.setdefault(code, mention)
    set_parts(draft, frame)
    if draft.people is None and not draft.summed and len(frame.people) == 1 and not _koreans_among(frame):
        draft.people = frame.people[0]
    if draft.country_count is None:
        draft.country_count = next((m for m in frame.country_counts if number(m) == len(codes)), None)


def compared(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    """'지난해 같은 기간 14개국 122명보다': a second total beside the one told before."""
    base = state.total or state.current
    clause = words_of(frame)
    only = base is not None and base.kind == "total" and _ONLY.search(clause) is not None
    if base is None or not frame.dates or not (only or (_COMPARED.search(clause) and not frame.guests)):
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
    draft.countries = codes_of(frame.guests)
    if not is_long(frame.dates[0]) and base.kind != "total":
        return False
    state.drafts.append(draft)
    return True


_BRACKET = re.compile(
    r" ?\((?=[^()]*\d)[^()]{2,30}명\)(?=보다|의|에 비|과 비|에서| 대비| 대비해)"
    r"|(?: ?(?:같은|동) ?기간)?(?:의|에)? (?=\d)[^().,]{1,24}?명(?=보다| 대비|에 비해|과 (?:비교|견주))"
)


def in_bracket(frame: Frame) -> list[Draft]:
    """'… 286명으로 지난해 상반기(7개국 121명)의 두 배', '… 286명이 다녀가 2023년 7개국 121명보다 늘었다': the earlier
    period's total, whose numbers stand behind its time and are taken out of the clause (codebook, `total`)."""
    out: list[Draft] = []
    at, norm = frame.sentence.start, frame.sentence.norm
    for when in [m for m in frame.dates if is_long(m)]:
        hit = _BRACKET.match(norm, when.end - at)
        if hit is None:
            continue
        start, end = hit.start() + at, hit.end() + at
        people = [m for m in frame.people if start < m.start < end]
        size = next((m for m in frame.country_counts if start < m.start < end), None)
        if len(people) != 1 or (norm[hit.end() - 1] == "명" and len(frame.people) < 2):
            continue
        frame.people = [m for m in frame.people if m not in people]
        frame.country_counts = [m for m in frame.country_counts if m is not size]
        frame.dates = [m for m in frame.dates if m is not when]
        out.append(Draft("total", [frame], people=people[0], country_count=size, when=when, rule="claims.compared"))
    return out


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
            when=frame.dates[0] if frame.dates and is_long(frame.dates[0]) else None,
            part_of=total,
            rule="claims.breakdown",
        )
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
    if _OF_STAFF.search(frame.sentence.norm, 0, pairs[0][0].start - frame.sentence.start if pairs else 0):
        return False
    last = state.drafts[-1] if state.drafts else None
    goes_on = last is not None and last.rule == "claims.yearly" and last.frames[-1].sentence is frame.sentence
    if len(pairs) < (1 if goes_on else 2):
        return False
    anybody = re.search(r"해외|외국|국외", words_of(frame))  # '해외방문자는 지난해 390명': not of one country
    for when, people in pairs:
        draft = Draft("total", [frame], people=people, when=when, rule="claims.yearly")
        draft.countries = dict(base.countries) if len(base.countries) == 1 and not anybody else {}
        state.drafts.append(draft)
    _sum_of_years(state, frame, pairs)
    return True


_OF_STAFF = re.compile(r"(?:직원|공무원|주민|학생|근로자|인력)(?:은|는|이|가|수는) ?$")


def _sum_of_years(state: State, frame: Frame, pairs: list[tuple[Mention, Mention]]) -> None:
    """'… 지난해 210명, 올해 5월까지 40명 등 모두 760명': the whole from the first year to the last."""
    last = pairs[-1]
    whole = next((p for p in frame.people if p.start > last[1].end and number(p)), None)
    if whole is None or not _ALL_OF_THEM.search(frame.sentence.norm, last[1].end - frame.sentence.start):
        return
    if number(whole) == sum(number(p) or 0 for _, p in pairs):
        draft = Draft("total", [frame], people=whole, when=pairs[0][0], until=last[0], rule="claims.yearly")
    elif years := next((m for m in frame.dates if last[1].end <= m.start < whole.start and is_long(m)), None):
        draft = Draft("total", [frame], people=whole, when=years, rule="claims.yearly")  # '… 등 최근 3년간 모두 290명'
    else:
        return
    state.drafts.append(draft)


_ALL_OF_THEM = re.compile(r" ?등 (?:모두|총)? ?")


def may_be_dated(frame: Frame) -> bool:
    """Whether `dated` could find its days in a clause, as far as brackets and names tell."""
    norm = frame.sentence.norm
    names = sum(m.field == "country" for c in frame.chains if c.role != "abroad" for m in c.mentions)
    return names > 2 and norm.count("(") > 2 and _VISITS.search(norm) is not None


def dated(state: State, frame: Frame) -> bool:
    """Rule 2: '(방문 사례) ○○투자청(8.2), ○○사절단(8.28), ○○대사관(10.11)': a visit for each day in brackets."""
    at, norm = frame.sentence.start, frame.sentence.norm
    days = [
        m
        for m in frame.dates
        if span(m).precision in ("day", "range") and span(m).start and norm[m.start - at - 1 : m.start - at] == "("
    ]
    if len(days) < 3 or not _VISITS.search(norm) or frame.outbound or _OF_TALKS.search(norm):
        return False
    names = sorted((m for c in frame.chains if c.role != "abroad" for m in c.mentions), key=lambda m: m.start)
    owned: list[tuple[list[Mention], Mention, Mention | None]] = []
    last = frame.start
    for day in days:
        marks = [m.start() for m in _ITEM_MARK.finditer(norm, 0, day.start - at)]
        mark = at + marks[-1] if marks else frame.start - 1
        mine = [m for m in names if max(last, mark) <= m.start < day.start and m.field == "country"]
        if mine and day.start - mine[-1].end <= 24 and "\n" not in norm[mine[-1].end - at : day.start - at]:
            size = next((p for p in frame.people if mine[-1].end <= p.start < day.start and number(p)), None)
            owned.append((mine if mark >= last and norm[mark - at] in "▲△▴▶" else mine[-1:], day, size))
        last = day.end
    if len(owned) < 3:
        return False
    for named, day, size in owned:
        draft = Draft("visit", [frame], when=day, people=size, rule="claims.dated")
        draft.countries = {str(name.value): name for name in named}
        state.drafts.append(draft)
    return True


_VISITS = re.compile(r"방문|방한|내방|견학|시찰|초청")
_OF_TALKS = re.compile(r"초청 ?(?:강좌|강연|특강|강의|공연|전시)")  # items are titles
_ITEM_MARK = re.compile(r"[▲△▴▶]|(?<![가-힣A-Za-z])·|·(?![가-힣A-Za-z])")


# '5월 말에는 제2진이, 6월 초에는 제3진이 … 방문할 예정', '초급과 고급 과정을 각각 6월과 9월에 실시할 예정'
_BATCH = re.compile(
    r"\W{0,2}(?:에는|에|께|쯤)? ?(?:제? ?\d+진|제?\d+차 ?(?:방문단|연수단|대표단|교류단|사절단))(?:이|가|은|는|도)"
)
_EACH_TIME = re.compile(r"(?:연수|교육|과정|방문단|연수단|대표단)[^.]{0,24}각각")
_WILL = re.compile(r"(?:방문|실시|진행|운영|개최|초청|파견|입국|방한)[가-힣]* ?(?:할|될)? ?(?:예정|계획)")


def further(state: State, frame: Frame) -> bool:
    """Rule 2: further batches of the guests told before, each with a time of its own to come."""
    base, norm, at = state.current, frame.sentence.norm, frame.sentence.start
    if (
        base is None
        or base.kind != "visit"
        or not base.countries
        or frame.guests
        or frame.people
        or frame.country_counts
    ):
        return False
    if frame.tense == "past" or not _WILL.search(norm) or frame.spoilers:
        return False
    later = [m for m in frame.dates if is_resolved(m) and span(m).start and not overlaps(m, base)]
    times = [m for m in later if _BATCH.match(norm, m.end - at)]
    if not times and len(later) > 1 and _EACH_TIME.search(norm):
        times = later
    for when in times:
        draft = Draft("visit", [frame], when=when, rule="claims.further")
        draft.countries = dict(base.countries)
        state.drafts.append(draft)
    return bool(times)
