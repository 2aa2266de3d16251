"""The only place that widens a draft's days to the whole stay by what the opening and the draft's own clauses tell.

A release dates the meeting in its first sentences and names the guests, or tells of their next stop, far below
(codebook, rules 17 and 18)."""

import re
from dataclasses import replace
from datetime import date, timedelta

from extract import durations
from extract.assembly.drafts import Draft, State, is_long, is_resolved, other_subject, words_of
from extract.assembly.times import dates_of_visit, leaves, says_range
from extract.clauses import Frame, span
from extract.records import Mention

_OCCASION = (
    r"(?:실무협의|협의회?|협상|회의|회담|대화|포럼|간담회|면담|세미나|워크숍|워크샵|연수회?|교육|과정|강연회?|설명회|"
    r"토론회|총회|상담회|박람회|전시회|대회|축제|캠프|기념식|협약식|체결식|심포지엄|컨퍼런스|콘퍼런스|교류회|만찬|오찬|"
    r"리셉션|위원회|투어|시찰|견학|참관|접견|행사)"
)
_THIS = re.compile(rf"(?:이번|금번|이날|동|이 )\s?(?:제?\d+[차회] ?)?(?:[가-힣]{{1,8}} )?(?:방문|방한|{_OCCASION})")
_NOUN = re.compile(rf"(?:^|[가-힣\s'\"」』)]){_OCCASION}(?=[이가을를은는에와의도]|에는| |[\"'」』(]|$)")
_HELD_ON = re.compile(r"에서 (?:개최[된되한하했]|열린|열렸|열리)")  # '수출 …을 위한 협상이 서울에서 개최된다'
_ACTED = re.compile(
    r"개최|열[렸린고어]|연다|가졌|갖[고는]|만나|만났|면담|접견|회담|협약|체결|공유|소개|실시|진행|마련|맞이|방문|예방|"
    r"논의|협의|초청|운영|환담|회동|다녀[간갔]|찾았"
)
_OTHER_TIME = re.compile(
    r"지난(?:해|달|번|주)|작년|당시|과거|향후|앞으로|조만간|연내|그동안|매년|해마다|올 ?하반기|내년"
)
_ABROAD = frozenset({"abroad", "dest", "away"})
_WEEK = timedelta(days=7)


def widen(state: State, told: list[Frame]) -> None:
    """Fill and widen the days of every visit, after clauses and events gave what they give."""
    visits = [d for d in state.drafts if d.kind == "visit" and d.part_of is None and d.frames]
    for draft in visits:
        if len(visits) == 1:
            _by_lead(draft, told)
            _this_year(draft, told)
        if draft.when is not None:
            _itinerary(draft)
            _entry(draft)
            _second_clause(draft, told)
            _first_day_only(draft)
            _for_days(draft)
            _gone_home(draft)
            _opening_day(draft)
    for draft in state.drafts:
        if draft.kind == "total" and draft.frames:
            _since(draft, told)


_LASTING = re.compile(r"(?:일정(?:으로|의)|동안|간 )")


_CEREMONY = re.compile(
    r"[^.\n]{0,30}?(?:입교식|개강식|개회식|입학식|입소식|환영식)[을를] (?:[가-힣]+ ){0,2}?(?:열|갖|가졌|치[렀르])"
)


def _opening_day(draft: Draft) -> None:
    """'6월 30일까지 운영한다. 연수단은 11일 입교식을 열고': the day of the opening is the first of the course."""
    first, last = draft.dates
    if draft.when is None or first is not None or last is None or draft.until is not None:
        return
    for frame in draft.frames:
        for day in (m for m in frame.dates if _is_day(m) and span(m).precision == "day"):
            opens = _CEREMONY.match(frame.sentence.norm, day.end - frame.sentence.start)
            start = span(day).start
            if opens and start is not None and timedelta(0) < last - start <= timedelta(days=120):
                draft.when, draft.until = day, draft.when
                return


_WHOLE_STAY = re.compile(r"(?P<nights>\d+)박 ?(?P<days>\d+)일")
_WENT_HOME = re.compile(
    r"(?:일정|방문|여정|연수)[을를]? (?:[가-힣]+ ){0,2}?(?:마치|마무리|끝내|마친)[^.\n]{0,24}?(?:돌아[갔가]"
    r"|귀국|출국|떠났|떠난)"
)


def _gone_home(draft: Draft) -> None:
    """'3박 4일의 일정을 마치고 지난 9일 돌아갔다': the day that they left closes the stay."""
    first, last = draft.dates
    if draft.when is None or first is None or first != last or draft.until is not None:
        return
    for frame in draft.frames:
        at, norm = frame.sentence.start, frame.sentence.norm
        length, left = _WHOLE_STAY.search(norm), _WENT_HOME.search(norm)
        if length is None or left is None or not at + length.start() < draft.when.start < at + left.end():
            continue
        days = int(length["days"])
        if 1 < days <= 21 and int(length["nights"]) == days - 1:
            value = replace(span(draft.when), start=first - timedelta(days=days - 1), precision="range")
            draft.when = replace(draft.when, value=value, rule="claims.length of stay")
            return


_EARLIER = re.compile(r"(?<![가-힣])(?:이에 ?)?앞서|(?<![가-힣])(?:당시|지난해|작년)")


def _for_days(draft: Draft) -> None:
    """Rule 18: '28일 방문했다. … 4일간의 일정으로 찾았다': the day told first and a length of stay told after it."""
    first, last = draft.dates
    if first is None or last is None or draft.when is None or span(draft.when).precision != "day":
        return
    for frame in draft.frames[:3]:
        if not frame.act("visit", "come") or frame.sentence.index - draft.frames[0].sentence.index > 2:
            continue
        for length in durations.find(frame.sentence.norm):
            told = _LASTING.search(frame.sentence.norm, length.end - 1, length.end + 6)
            before = frame.sentence.norm[: length.start]
            earlier = draft.when.start < frame.sentence.start and _EARLIER.search(before)
            if (
                told
                and not length.months
                and not earlier
                and 1 < length.days <= 21
                and not frame.sentence.norm[length.end :].startswith(" 전")
            ):
                leaving = first + timedelta(days=length.days - 1)
                if leaving <= last or (
                    draft.until is not None and "박" not in frame.sentence.norm[length.start : length.end]
                ):
                    return
                value = replace(span(draft.when), end=leaving, precision="range")
                draft.until = None
                draft.when = replace(draft.when, value=value, rule="claims.length of stay")
                return


def _names(draft: Draft, frame: Frame) -> bool:
    """Whether the clause names one of the draft's countries, as a chain or as in '한-이란'."""
    norm = frame.sentence.norm
    if any(m.value in draft.countries for c in frame.chains for m in c.mentions):
        return True
    head = draft.frames[0].sentence
    words = (head.norm[m.start - head.start : m.end - head.start] for m in draft.countries.values())
    return any(len(word) >= 2 and re.search(rf"한[-·․]{re.escape(word)}", norm) for word in words)


def _nouns(text: str) -> set[str]:
    return {re.sub(r"^[\s'\"」』)]", "", hit.group())[-3:] for hit in _NOUN.finditer(text)} - {"행사"}


def _lead(draft: Draft, told: list[Frame]) -> list[tuple[Mention, bool]]:
    """Days told in the first sentences of what the draft's clause calls 'this' or goes on about, in text order; and
    whether a country of the guests stands there."""
    head = draft.frames[0]
    clause = head.sentence.norm
    this, nouns = bool(_THIS.search(clause)), _nouns(clause)
    found: list[tuple[Mention, bool]] = []
    for frame in told:
        if frame.sentence.index > min(4, head.sentence.index):
            break
        if frame.sentence.role == "title" or frame.outbound or frame.spoilers & {"online", "cancelled"}:
            continue
        if "market" in frame.spoilers and not _HELD_ON.search(frame.sentence.norm):
            continue
        if any(c.role in _ABROAD for c in frame.chains) or not _ACTED.search(frame.sentence.norm):
            continue
        named = _names(draft, frame)
        shared = bool(nouns & _nouns(frame.sentence.norm))
        whole = draft.country_count is not None and head.act("attend") and "개최" in frame.sentence.norm
        came = not frame.chains and bool(frame.generic or frame.anaphor) and frame.act("come", "visit")
        if not (named or came or (shared and this) or (shared and not frame.chains) or (whole and not frame.chains)):
            continue
        found += [(m, named) for m in dates_of_visit(frame) if _is_day(m)]
    return found


def _is_day(mention: Mention) -> bool:
    value = span(mention)
    return (
        value.precision in ("day", "range")
        and value.start is not None
        and value.end is not None
        and not is_long(mention)
    )


def _by_lead(draft: Draft, told: list[Frame]) -> None:
    """'10일 협약을 맺었다. … 대표단은 12일 신항도 방문한다' is a stay from the 10th on; guests told without a day came
    to what the lead dates."""
    head = draft.frames[0]
    far = _from_afar(draft)
    if far and draft.when is not None and span(draft.when).precision == "month":
        draft.when = draft.until = None
    first = draft.dates[0]
    if draft.when is None or far:
        if any(is_resolved(m) for m in dates_of_visit(head)) or _OTHER_TIME.search(words_of(head)):
            return
        day = _one_day([m for m, _ in _lead(draft, told)])
        if day is not None and (first is None or _holds(day, first)):
            draft.when, draft.until = day, None
        return
    if first is None or span(draft.when).precision != "day" or draft.when.start < head.start:
        return
    for mention, named in _lead(draft, told):
        start = span(mention).start
        if named and start is not None and mention.start < head.start and timedelta(0) < first - start <= _WEEK:
            draft.when, draft.until = mention, draft.until or draft.when
            return


_THIS_YEARS = re.compile(
    r"[\Wㅇ]{0,4}(?:올해|금년|이번|금번|동|본) (?:[가-힣]{1,8} )?(?:초청)?(?:연수|교육|과정|행사|프로그램|"
    r"워크숍|포럼|캠프)(?:은|는) "
)


def _this_year(draft: Draft, told: list[Frame]) -> None:
    """'… 초청 연수를 추진한다. … 올해 연수는 6월 22일부터 7월 5일까지 진행되며': days told later of the one visit that
    has none."""
    if draft.when is not None:
        return
    head = draft.frames[0].sentence.index
    for frame in told:
        if not 0 < frame.sentence.index - head <= 6 or frame.outbound or frame.spoilers & {"online", "cancelled"}:
            continue
        days = [m for m in frame.dates if _is_day(m)]
        if len(days) == 1 and not frame.people and _THIS_YEARS.match(frame.sentence.norm):
            draft.when = days[0]
            draft.frames.append(frame)
            return


def _holds(mention: Mention, day: date) -> bool:
    start, end = span(mention).start, span(mention).end
    return start is not None and end is not None and start <= day <= end


def _one_day(mentions: list[Mention]) -> Mention | None:
    """The one of several times that holds all others; None where they are of different days."""
    for mention in mentions:
        others = [(span(m).start, span(m).end) for m in mentions]
        if all(s and e and _holds(mention, s) and _holds(mention, e) for s, e in others):
            return mention
    return None


def _from_afar(draft: Draft) -> bool:
    """Whether the time was taken from a clause far behind the one that told of the guests, and none names them."""
    mention = draft.when
    frame = next((f for f in draft.frames if mention is not None and f.start <= mention.start < f.end), None)
    if mention is None or frame is None:
        return False
    return frame.sentence.index - draft.frames[0].sentence.index > 5 and not frame.guests


def _itinerary(draft: Draft) -> None:
    """'참가자들은 10일 전시관을 보고, 11일 워크숍에 이어 12일 시장을 찾는다': days of one clause are the stay's."""
    for frame in draft.frames:
        days = [
            m
            for m in dates_of_visit(frame)
            if span(m).precision == "day" and not (says_range(draft) and leaves(frame, m))
        ]
        days = [m for m in days if span(m).start is not None]
        values = [v for m in days if (v := span(m).start) is not None]
        first, last = draft.dates
        if len(set(values)) < 2 or values != sorted(values) or first is None or frame.outbound:
            continue
        acts = frame.act("visit", "attend", "study", "meet", "come") and not other_subject(frame)
        if not acts or values[-1] - values[0] > _WEEK or not values[0] <= (last or first) or values[-1] < first:
            continue
        if (frame.guests and frame is not draft.frames[0]) or draft.when is None:
            continue
        if values[0] < first:
            draft.when, draft.until = days[0], draft.until or draft.when
        if values[-1] > (draft.dates[1] or first):
            draft.until = days[-1]


_ENTERS = re.compile(r" (?:[가-힣]+ ){0,2}(?:들어[와오온올]|입국|한국을 찾|방한|도착)")
_GRADUATES = re.compile(r"수료|종강")


def _entry(draft: Draft) -> None:
    """'상담회는 1일부터 이틀간 열린다. … 바이어들은 29일부터 들어와': guests who come before the event's first day, or
    before the end of their course ('11일 수료했다. 연수단은 지난달 22일 입국했다')."""
    first = draft.dates[0]
    told = [f for f in draft.frames if draft.when in f.dates]
    course = draft.frames[0].act("study") and any(_GRADUATES.search(f.sentence.norm) for f in told)
    reach = timedelta(days=60) if course else _WEEK
    for frame in draft.frames:
        if first is None or not frame.act("come") or frame.outbound:
            continue
        at = frame.sentence.start
        for mention in frame.dates:
            value = span(mention)
            if value.start is None or not timedelta(0) < first - value.start <= reach:
                continue
            if draft.frames[0].act("visit") and not course and first - value.start > timedelta(days=2):
                continue  # '27일 군을 찾았다. 21일 입국해 한국에 머문다': they came to Korea then, not here
            opens = value.end is None or (value.precision == "day" and value.start == value.end)
            if opens and _ENTERS.match(frame.sentence.norm, mention.end - at):
                draft.when, draft.until = mention, draft.until or draft.when
                return


_SPEAKS = re.compile(r"에는? [^.\n]{0,60}?(?:기조연설|강연|특강|발표|연설|관람|시찰|둘러|참석|방문|견학)")


def _second_clause(draft: Draft, told: list[Frame]) -> None:
    """'사절단과 방한했으며, 9일에는 기조연설을 한다': a later day in the sentence of the guests' coming."""
    last = draft.dates[1]
    own = {(f.sentence.index, f.end) for f in draft.frames if f.act("come")}
    for frame in told:
        if last is None or frame.outbound or (frame.sentence.index, frame.start) not in own or len(frame.dates) != 1:
            continue
        mention = frame.dates[0]
        day = span(mention).start
        if span(mention).precision != "day" or day is None or not timedelta(0) < day - last <= timedelta(days=3):
            continue
        at = frame.sentence.start
        starts = mention.start - frame.start <= 3
        if starts and _SPEAKS.match(frame.sentence.norm, mention.end - at) and not any(c.person for c in frame.guests):
            draft.until = mention
            return


_ENROLS = re.compile(r"(?:입교|입소|개강|입학)식")


def _first_day_only(draft: Draft) -> None:
    """Rule 18: '4일 입교식을 시작으로 연수에 들어갔다' gives a start without an end."""
    first, last = draft.dates
    when = draft.when
    if when is None or first is None or first != last or draft.until is not None:
        return
    told = [f for f in draft.frames if when in f.dates]
    if any(_ENROLS.search(f.sentence.norm) for f in told) and any(f.act("study") for f in draft.frames):
        draft.when = replace(when, value=replace(span(when), end=None, precision="open"), rule="claims.first day")


_BEGAN = re.compile(r"(?:도에|에|도|부터)? ?(?:처음|첫)? ?(?:시작(?!으로)|개설|도입|문을 연|첫발|출범)")


def _since(draft: Draft, told: list[Frame]) -> None:
    """Rule 17: '2005년부터 해마다 초청하고 있다. 지금까지 모두 14개국 78명이 참가했다' runs from 2005 on, and '2007년
    시작하였고, 2021년까지 16개국 250명을 배출했다' from 2007 to 2021."""
    head, when = draft.frames[0], draft.when
    ends = [m for m in head.dates if _UNTIL.search(_text(head, m))]
    if not ends:
        return
    if when is not None and when not in ends and _begins(head, when):
        draft.until = ends[-1]
        return
    if (draft.dates[0] is not None and when not in ends) or (head.guests and not _SO_FAR.search(words_of(head))):
        return
    for frame in reversed(
        [f for f in told if -2 <= f.sentence.index - head.sentence.index <= 0 and f.start < head.start]
    ):
        for mention in frame.dates:
            value = span(mention)
            open_ = value.start is not None and value.end is None and _FROM.search(_text(frame, mention))
            began = _begins(frame, mention) or (value.precision == "year" and _THEN.match(head.sentence.norm))
            last = draft.dates[1]
            if value.start is None or not (open_ or began) or (last is not None and value.start >= last):
                continue
            if frame.outbound or frame.spoilers & {"market"}:
                continue
            draft.until = when if last is not None else None
            draft.when = replace(mention, value=replace(value, end=None, precision="open"), rule="claims.since")
            return


def _begins(frame: Frame, mention: Mention) -> bool:
    """Whether a clause says that a programme began in that year: '2007년 시작하였고'."""
    year = span(mention).precision == "year" and span(mention).start is not None
    return year and _BEGAN.match(frame.sentence.norm, mention.end - frame.sentence.start) is not None


_THEN = re.compile(r"\W{0,3}(?:그 ?뒤|그 ?후|이후|그로부터)")
_UNTIL = re.compile(r"까지")
_FROM = re.compile(r"부터|이후|이래")
_SO_FAR = re.compile(r"지금까지|현재까지|그동안|누적|총 |모두 ")


def _text(frame: Frame, mention: Mention) -> str:
    at = frame.sentence.start
    return frame.sentence.norm[mention.start - at : mention.end - at]
