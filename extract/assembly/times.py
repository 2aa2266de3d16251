"""When a draft's guests came: times that fit a visit, times of events (codebook, rules 15 to 18)."""

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.assembly.drafts import LONG, Draft, is_long, is_resolved, within
from extract.clauses import Frame, span
from extract.records import DateSpan, Mention
from extract.timeshort import of_occasion

_BARE_PART = re.compile(r"(?:상|하)반기|[1-4]분기")


def in_year_of(total: Draft | None, frame: Frame) -> None:
    """'상반기에는 …' beside a total of '지난해 하반기' is of the same year, whatever half the article falls in."""
    if total is None or total.when is None or (base := span(total.when).start) is None:
        return
    for i, mention in enumerate(frame.dates):
        value = span(mention)
        text = frame.sentence.norm[mention.start - frame.sentence.start : mention.end - frame.sentence.start]
        if _BARE_PART.fullmatch(text) and value.start and value.end and value.start.year != base.year:
            moved = replace(value, start=value.start.replace(year=base.year), end=value.end.replace(year=base.year))
            frame.dates[i] = replace(mention, value=moved, rule="claims.same year")


_UNTIL_OPEN = re.compile(r" ?(?:[가-힣]+ ){0,2}?(?:열[리린려]|이어[지진]|계속|진행|펼쳐|개최)")


def only_ends(frame: Frame) -> bool:
    """'오는 24일까지 열리는 포럼에는': the last day of an occasion whose first day was told before."""
    told = [m for m in frame.dates if is_resolved(m)]
    at = frame.sentence.start
    return bool(told) and all(
        span(m).start is None and _UNTIL_OPEN.match(frame.sentence.norm, m.end - at) for m in told
    )


_NOT_OF_VISIT = re.compile(
    r"(?:에)? ?문을 연 |[^,.\n]{0,18}?(?:협약|체결|결연|협정|수교|수립|개관|개장|개소|신청|모집|준공|출범|창립"
    r"|제정|착공|이후|이래|설립|시작된|발생[한했]|일어난|"
    r"정상회담(?:에서의|에서|의) (?:[가-힣]+ )?(?:합의|후속|논의|결과)|"
    r"취임(?! ?축하| ?인사|식)|"
    r"부터 (?:이어|추진|운영|"
    r"(?:[가-힣]+ )?(?:실시|시행|진행|개최|시작)(?:하고 있는|해 ?온|해오고 있는|하는|되고 있는)|"
    r"[^,.\n]{0,24}(?:해마다|매년|여는 |열어 ?온|해 온|이어 ?온)))"
)
_MAIN_EVENT = re.compile(
    r" ?본 ?(?:행사|회의)|[^.\n]{0,60}?(?:사전|준비|식전|전야) ?(?:행사|회의|세미나|무대|공연|프로그램)(?!는"
    r"|가|를)(?!에(?:는"
    r"|서)? [^.]{0,30}참)"
)


_TALK = re.compile(r"(?:통화|화상 ?회[의담]|연설|담화|발표|취임|수교|발효|출범|설립) ?\($")
_COMING = re.compile(r"(?:방한|방문|내한|입국)[\"'」』》*]{0,2} ?\($")
_EARLIER = re.compile(
    r"[^()\n]{0,12}\)[\"'」』》*]{0,2}"
    r"(?:에 이[어은]|의? 후속| 이후| 직후|에서 (?:합의|표명|논의|약속|채택|체결)[한된됐되])"
)


# '올해 들어 두 번째로 개최된', '올해로 12회째': an ordinal, no time.
_NTH = re.compile(r" ?(?:들어 ?)?(?:(?:첫|두|세|네|다섯|여섯|\d{1,2}) ?번째|로 (?:[가-힣]+ )?\d{1,3}[회년주])")
_SINCE = re.compile(r"(?![^,.\n()]{0,24}?(?:방한|방문|내한|입국|초청))[^,.\n()]{0,24}?(?:이후|이래)(?= |,)")
_OVER = re.compile(
    r"[^,.\n]{0,24}?(?:대회|행사|회의|교육|포럼|일정|과정|총회)[\"'」』》]{0,2}(?:를|을) (?:마치고|마친|끝내고|끝낸)"
)
# '이번 방문은 지난 3월 두 기관이 맺은 협약의 후속 조치로 이뤄졌다': what led to the visit, not the visit.
_THIS_VISIT = re.compile(
    r"[\Wㅇ]{0,4}(?:[가-힣]{1,8}에 따르면 )?(?:이번|금번|동) (?:[가-힣]{1,6} )?(?:초청)?(?:방문|방한|면담|만남"
    r"|팸 ?투어|답사|접견|예방|행사|회의|간담회|교육|연수|회담|"
    r"견학|교류|초청|협의|협약|대표단|방문단)[은는]"
)
_GROUND = re.compile(
    r"(?:[^.\n]|(?<=\d)\.){3,160}?(?:계기|후속|답방|데 따|데 이어|에 따[라른]|결과|합의|요청|제안|의향|약속|"
    r"(?:면담|회담|회의|만남)에서|연장선|화답|인연|결실|실마리|물꼬)"
)


# '14일부터 19일까지 우리나라를 방문한 것을 계기로': their stay is the ground of the meeting
_THEY_CAME = re.compile(
    r"[^,.\n]{0,24}?(?:(?:우리나라|한국|국내)(?:를|을|에) (?:[가-힣]+ )?(?:방문|찾)|방한)[가-힣]{1,3} "
)


def _elsewhere(norm: str, mention: Mention, at: int) -> bool:
    """A time that is never the visit's: of the event that a seminar prepares, a law passed, a call, a past summit."""
    start, end = mention.start - at, mention.end - at
    if _NTH.match(norm, end) or (_SINCE.match(norm, end) and span(mention).precision in ("month", "year")):
        return True
    ground = _THIS_VISIT.match(norm) and not _THEY_CAME.match(norm, end) and _GROUND.match(norm, end)
    if _OVER.match(norm, end) or ground:
        return True
    if norm[start - 1 : start] == "(" and (
        _TALK.search(norm[max(0, start - 9) : start])
        or (_EARLIER.match(norm, end) and not _COMING.search(norm[max(0, start - 9) : start]))
    ):
        return True
    return bool(_MAIN_EVENT.match(norm, end)) or not of_occasion(norm, start)


def dates_of_visit(frame: Frame) -> list[Mention]:
    """The clause's times but those of treaties, openings and foundings told on the way, where others are left."""
    norm, at = frame.sentence.norm, frame.sentence.start
    kept = [
        m
        for m in frame.dates
        if not _NOT_OF_VISIT.match(norm, m.end - at - 2 * norm.endswith("부터", 0, m.end - at))
        and not _only_a_year(norm, m, at)
        and not _elsewhere(norm, m, at)
    ]
    if kept or (frame.act("meet") and len(frame.acts) == 1):
        return kept
    return [m for m in frame.dates if not is_long(m) and not _elsewhere(norm, m, at) and span(m).precision != "month"]


_YEAR = re.compile(r"'?\d{2,4}년?$")


_IN_YEAR = re.compile(
    r"(?:에|에는|에도|부터|까지|에만| 한 해| 상반기| 하반기)?[^.\n]{0,40}?(?:방문|찾|참가|참석|다녀|연수|초청|견학|"
    r"보냈|파견)"
)


def _only_a_year(norm: str, mention: Mention, at: int) -> bool:
    """A bare year that no visit follows: part of a title, a founding, a plan."""
    text = norm[mention.start - at : mention.end - at]
    return bool(_YEAR.match(text)) and not _IN_YEAR.match(norm, mention.end - at)


_OF_YEAR = re.compile(
    r"(?:올해|금년|지난 ?해|작년|전년|재작년|내년|'?\d{2,4}년(?:도)?)(?: ?(?P<half>[상하]반기))?"
    r"(?:까지|부터|이후|이래)?"
)
_COMES_THEN = re.compile(
    r"(?!로 )[^.\n]{0,60}?(?:방문|방한|내한|찾|참가|참석|참여|다녀|연수|초청|견학|명|개국|"
    r"[단원들자][이도가] (?:[^ .]+ ){0,2}[왔온])"
)
_HELD_THEN = re.compile(r"(?!로 )[^.\n]{0,60}?(?:개최|열리|열린|열렸)")


def _spans_years(mention: Mention) -> bool:
    value = span(mention)
    return value.start is not None and value.end is not None and value.end - value.start > timedelta(days=366)


def _vague(frame: Frame, mention: Mention) -> bool:
    """A time too long for one visit ('추진(2022년~2026년)'), or a year of something else ('올해 신임 회장의 취임')."""
    at = frame.sentence.start
    if _spans_years(mention):
        return True
    norm, end = frame.sentence.norm, mention.end - at
    hit = _OF_YEAR.fullmatch(norm[mention.start - at : end])
    if hit is None or _COMES_THEN.match(norm, end):
        return False
    return hit["half"] is not None or not _HELD_THEN.match(norm, end)


def _open_year(value: DateSpan) -> bool:
    """'2014년부터': the start of a programme, no visit's."""
    return value.end is None and value.start is not None and (value.start.month, value.start.day) == (1, 1)


# '18일부터 24일까지 개최된 축제에 … 19일과 20일 찾아왔다': the occasion's days come after the guests' own
_HELD_ON = re.compile(
    r" ?(?:[\d사나닷이]{1,2}[일흘새]?(?:간|동안)? ?)?(?:개최된|개최되는|열린|열리는|열릴) (?!이번|금번|올해)"
)


def _by_fit(frame: Frame, mentions: list[Mention]) -> list[Mention]:
    """Days before months before longer times; of equals the one nearest before the clause's act, then text order.
    Last what opens a clause of its own behind the acts: '지난해에는 청장이 왔으며, 올해 3월에는 협력망을 연다'."""
    act = next((a.start for a in frame.acts), frame.end)
    rank = {"day": 0, "range": 0, "month": 1}
    at = frame.sentence.start
    told = max((a.start for a in frame.acts), default=frame.end)
    early = any(m.start < act for m in mentions)

    def fit(mention: Mention) -> tuple[int, int, int, int, int]:
        behind = mention.start > act
        next_clause = early and mention.start > told and frame.sentence.norm.startswith("에는", mention.end - at)
        held = _HELD_ON.match(frame.sentence.norm, mention.end - at) is not None
        return int(next_clause), rank.get(span(mention).precision, 2), int(behind), int(held), mention.start

    return sorted(mentions, key=fit)


def meets(one: DateSpan, other: DateSpan) -> bool:
    """Whether two times share a day, as far as known."""
    if one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _holds(value: DateSpan, day: date | None) -> bool:
    """Whether a longer time begins before the day and reaches it."""
    if value.start is None or value.end is None or day is None:
        return False
    return value.start < day <= value.end


# '29일부터 2일까지 연수원에서 정책을 배우는 이들은': the course that the guests are here for, told beside one visit.
_STUDIES = re.compile(
    r"[^.,\n]{0,40}?(?:배우|교육받|연수받|공부하|교육을 받|연수를 (?:하|받|진행하)|교육을 (?:진행하"
    r"|실시하))(?:고 있|는|던|은)"
)
# '이달 3일부터 16일까지 운영하는 '…과정'의 하나로 방문했다': the course that the visit is one stop of
_OF_COURSE = re.compile(
    r" ?(?:운영|진행|실시|개최|열리|이어지)[가-힣]{0,2}는 [^.\n]{0,40}?(?:과정|연수|프로그램|교육|사업"
    r"|행사)['\"」』]?(?:의"
    r"|중) (?:하나|일환|일정|한 과정)(?:로|으로)"
)
_LEAVES = re.compile(r"(?:에는?|께)? ?(?:[가-힣]+ ){0,2}?(?:출국|귀국|돌아[가간갔]|떠[나난날났])")
_ON_OCCASION = re.compile(r"[)\"'」』]{0,3}(?:을|를)? ?계기")


def leaves(frame: Frame, mention: Mention) -> bool:
    """Whether a time is the day on which the guests leave the country or the town: '24일 출국한다'."""
    return bool(_LEAVES.match(frame.sentence.norm, mention.end - frame.sentence.start))


def says_range(draft: Draft) -> bool:
    """Whether the draft's own words say a first and a last day."""
    when = draft.when
    return when is not None and span(when).precision == "range" and draft.dates[0] != draft.dates[1]


def set_date(draft: Draft, frame: Frame) -> None:
    at = frame.sentence.start
    for mention in _by_fit(frame, dates_of_visit(frame)) if draft.when is None else dates_of_visit(frame):
        value = span(mention)
        if value.start is None and value.end is None:
            draft.date_reason = draft.date_reason or value.reason
            continue
        if draft.kind == "visit" and (_vague(frame, mention) or _open_year(value)):
            continue
        opens = draft.when is None and draft.kind == "visit" and value.start is None
        if opens and not any(a.start > mention.start for a in frame.acts):
            continue  # '내년 2월까지 안내 책자를 낸다': of what is done afterwards
        if draft.kind == "visit" and value.precision == "year" and frame is not draft.frames[0] and not frame.guests:
            continue  # a year told about something else
        if draft.kind == "visit" and value.precision == "year" and any(_spans_years(m) for m in frame.dates):
            continue
        if draft.when is None:
            pointing = frame.anaphor is not None or _THIS_VISIT.match(frame.sentence.norm)
            if draft.frames[:-1] and not pointing and not frame.guests and not frame.events:
                continue
            draft.when = mention
            continue
        if _OF_COURSE.match(frame.sentence.norm, mention.end - at):
            continue
        first, last = draft.dates
        base = span(draft.when)
        if (
            base.precision in ("month", *LONG)
            and value.precision in ("day", "range")
            and within(mention, draft)
            and draft.kind == "visit"
        ):
            draft.when = mention
            continue
        if draft.kind == "total" or first is None:
            continue
        if day_before(frame, mention, first):
            draft.when, draft.until = mention, draft.until or draft.when
            continue
        if _ON_OCCASION.match(frame.sentence.norm, mention.end - at):
            continue
        longer = {base.precision, value.precision} == {"day", "range"} and _holds(value, first)
        if longer and frame.act("come", "host", "visit") and not _STUDIES.match(frame.sentence.norm, mention.end - at):
            draft.when = mention  # '18일부터 20일까지 방한' after '19일 만찬'
        elif _ends_later(draft, frame, value, last or first) and not (says_range(draft) and leaves(frame, mention)):
            draft.until = mention


_BEFORE = re.compile(r"(?:앞서|앞선|전날|어제)[^.\n]{0,12}$")


def day_before(frame: Frame, mention: Mention, first: date) -> bool:
    """'17일 시장을 만났다. … 대표단은 하루 앞선 16일 상공회의소에 들렀다': a day or two before the one told first."""
    value, at = span(mention), frame.sentence.start
    if value.precision != "day" or value.start is None or not timedelta(0) < first - value.start <= timedelta(days=3):
        return False
    told = frame.sentence.norm[: mention.end - at]
    return frame.act("visit", "meet", "come", "study") and bool(_BEFORE.search(told[:-1]) or _BEFORE.search(told))


_OFFICIAL = re.compile(
    r"[\Wㅇ]{0,3}(?:한편,? |또한,? )?(?:[가-힣]{1,4} )?[가-힣]{0,4}"
    r"(?:장관|차관|청장|시장|군수|지사|총리|원장|본부장|국장|처장|교육감)은 "
)


_GOES_ON_UNTIL = re.compile(r"까지 [^.\n]{0,30}?(?:이어[지진]|계속|진행|운영|실시|열[리린])")
_GUESTS_GO_ON = re.compile(
    r"[\Wㅇ]{0,3}(?:한편,? )?(?:참가자|참석자|대표단|방문단|연수단|사절단|시찰단|일행|이)(?:들)?[은도] "
)


def _ends_later(draft: Draft, frame: Frame, value: DateSpan, last: date) -> bool:
    """'24일까지 머물며', '21일에는 …': a later day of the same stay. A fair's own last day moves the end of guests who
    attend the fair, not of a delegation that came to its opening."""
    if value.start is not None and draft.dates[0] is not None and value.start < draft.dates[0]:
        return False  # '지난 17일부터 21일 동안 공부하고 있다' beside a visit on the 29th
    open_course = draft.dates[1] is None and draft.dates[0] is not None and draft.frames[0].act("study")
    if value.end is None or value.end < last or value.end - last > timedelta(days=120 if open_course else 14):
        return False
    if open_course:
        return value.start is None and bool(_GOES_ON_UNTIL.search(frame.sentence.norm))
    attends = draft.frames[0].act("attend", "host") and not draft.frames[0].act("visit")
    if not (frame.guests or frame.anaphor) and _OFFICIAL.match(frame.sentence.norm):
        return False
    if not (frame.guests or frame.anaphor) and frame.events and not attends:
        return False
    if value.start is None:
        return True
    ranged = says_range(draft)
    follows = value.start == last + timedelta(days=1) and _GUESTS_GO_ON.match(frame.sentence.norm)
    return value.precision in ("day", "range") and value.end > last and (not ranged or bool(follows))
