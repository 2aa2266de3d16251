"""When a draft's guests came: times that fit a visit, times of events (codebook, rules 15 to 18)."""

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.assembly.drafts import LONG, Draft, State, is_long, is_resolved, within, words_of
from extract.frames import Frame, span
from extract.records import DateSpan, Mention

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


def at_event(state: State, draft: Draft, frame: Frame) -> None:
    """Rule 17: guests who attend what the sentences before dated ('워크숍을 연다. 워크숍에는 …') take its dates."""
    event = state.event
    if (
        event is None
        or event is frame
        or draft.kind == "total"
        or any(is_resolved(m) and not is_long(m) for m in frame.dates)
    ):
        return
    attends = frame.events or frame.act("attend", "study", "host", "come")
    held = next((span(m) for m in event.dates if is_resolved(m)), None)
    if any(is_resolved(m) and held and not _meets(span(m), held) for m in frame.dates):
        return  # '지난해에는 9개국이 참가했다' beside this year's event
    if attends and 0 <= frame.sentence.index - event.sentence.index <= 3:
        draft.frames.append(event)
        draft.when = None
        _take_event_date(draft, event)


_NOT_OF_VISIT = re.compile(
    r"[^,.\n]{0,18}?(?:협약|체결|결연|협정|수교|개관|개장|준공|출범|창립|제정|착공|이후|이래|설립|시작된|"
    r"부터 (?:이어|추진|운영))"
)


def dates_of_visit(frame: Frame) -> list[Mention]:
    """The clause's times but those of treaties, openings and foundings told on the way, where others are left."""
    norm, at = frame.sentence.norm, frame.sentence.start
    kept = [m for m in frame.dates if not _NOT_OF_VISIT.match(norm, m.end - at) and not _only_a_year(norm, m, at)]
    if kept or (frame.act("meet") and len(frame.acts) == 1):
        return kept
    return [m for m in frame.dates if not is_long(m)]


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


def _meets(one: DateSpan, other: DateSpan) -> bool:
    """Whether two times share a day, as far as known."""
    if one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _holds(value: DateSpan, day: date | None) -> bool:
    """Whether a longer time begins before the day and reaches it."""
    if value.start is None or value.end is None or day is None:
        return False
    return value.start < day <= value.end


def set_date(draft: Draft, frame: Frame) -> None:
    for mention in _by_fit(frame, dates_of_visit(frame)) if draft.when is None else dates_of_visit(frame):
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
            base.precision in ("month", *LONG)
            and value.precision in ("day", "range")
            and within(mention, draft)
            and draft.kind == "visit"
        ):
            draft.when = mention
            continue
        if draft.kind == "total" or first is None:
            continue
        longer = {base.precision, value.precision} == {"day", "range"} and _holds(value, first)
        if longer and frame.act("come", "host", "visit"):
            draft.when = mention  # '18일부터 20일까지 방한' after '19일 만찬'
        elif _ends_later(draft, frame, value, last or first):
            draft.until = mention


def _ends_later(draft: Draft, frame: Frame, value: DateSpan, last: date) -> bool:
    """'24일까지 머물며', '21일에는 …': a later day of the same stay. A fair's own last day moves the end of guests who
    attend the fair, not of a delegation that came to its opening."""
    if value.end is None or value.end < last or value.end - last > timedelta(days=14):
        return False
    attends = draft.frames[0].act("attend", "host") and not draft.frames[0].act("visit")
    if not (frame.guests or frame.anaphor) and frame.events and not attends:
        return False
    if value.start is None:
        return True
    ranged = draft.when is not None and span(draft.when).precision == "range" and draft.dates[0] != draft.dates[1]
    return value.precision in ("day", "range") and value.end > last and not ranged


def date_by_events(state: State, told: list[Frame]) -> None:
    """Rule 17: guests without a date at a dated event take the event's dates; a part takes its whole's."""
    dated = [f for f in told if dates_an_event(f)]
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


HELD = re.compile(r"열[렸린리고었]|맞았|여는|연다|개최|개막|폐막|진행|막을|운영|치러|손님을 맞|이어진|계속")


def dates_an_event(frame: Frame) -> bool:
    ends = _CLOSED.search(words_of(frame)) and not any(span(m).precision == "range" for m in frame.dates)
    told = (bool(frame.events) or frame.act("host")) and not ends
    return (
        told
        and not frame.outbound
        and any(is_resolved(m) and not is_long(m) for m in frame.dates)
        and bool(HELD.search(frame.sentence.norm))
    )


def _take_event_date(draft: Draft, event: Frame) -> None:
    for mention in event.dates:
        if is_resolved(mention):
            draft.when = mention
            return
