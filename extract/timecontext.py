"""The only place that looks back at the times read so far: what 같은 달 points to, which month a bare day inherits."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extract import calendar
from extract.calendar import Span
from extract.document import Sentence
from extract.records import DateSpan
from extract.timephrases import Phrase, Point

_NEAR = timedelta(days=15)  # further apart two days of one passage are not one stay


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase that was read. `field` and `note` are its Mention's; `end` is the Mention's end."""

    phrase: Phrase
    value: DateSpan
    field: str
    note: str
    start: int
    end: int
    sentence: Sentence

    @property
    def span(self) -> Span | None:
        """Both days, where both are known."""
        return (self.value.start, self.value.end) if self.value.start and self.value.end else None


def anchor(point: Point, entries: list[Entry], sentence: Sentence, today: date | None) -> Span | None:
    """What 같은 달, 이튿날, 둘째 날 or 같은 기간 points back to; None where the text gives nothing clear."""
    name = str(point.parts.get("anchor", ""))
    dated = [e for e in entries if e.span and e.field == "date"]
    if not name:
        return None
    if name == "day+1":
        return dated[-1].span if dated and dated[-1].sentence.block >= sentence.block - 3 else None
    if name.startswith("day"):
        return _day(name, entries, sentence, today)
    if name.startswith("period"):
        return _period(name, entries, sentence)
    if name.startswith("nth"):
        near = [e for e in dated if e.value.precision == "range" and e.sentence.index >= sentence.index - 12]
        spans = [s for e in near if (s := e.span) and timedelta(0) < s[1] - s[0] < timedelta(days=15)]
    elif name == "month":
        spans = [s for e in dated if (s := e.span) and (s[0].year, s[0].month) == (s[1].year, s[1].month)]
    elif name.startswith("year"):
        spans = [s for e in dated if (s := e.span) and s[0].year == s[1].year]
    else:
        spans = [s for e in dated if (s := e.span)]
    return spans[-1] if spans else None


def _day(name: str, entries: list[Entry], sentence: Sentence, today: date | None) -> Span | None:
    """The last single day of the same block; without one the only day of the text (이날) or the article's (전날)."""
    days = [(e, s) for e in entries if (s := e.span) and s[0] == s[1] and e.note != "stamp"]
    here = [(e, s) for e, s in days if e.sentence.block == sentence.block]
    if here and all(e.field == "report" and e.sentence is sentence for e, _ in here):
        told = [s for e, s in days if e.field == "date"]  # '11일 협약을 맺었다 … 13일 군에 따르면 이날 자리에는'
        return told[-1] if told else here[-1][1]
    if here:
        return here[-1][1]
    if name == "day-1":
        return (today, today) if today else None
    only = {s for _, s in days}
    return only.pop() if len(only) == 1 else None


def _period(name: str, entries: list[Entry], sentence: Sentence) -> Span | None:
    """The last longer time of this or the two sentences before; '지난해 같은 기간' is that time a year earlier."""
    for entry in reversed(entries):
        if entry.sentence.index < sentence.index - 2:
            return None
        if entry.field == "date" and entry.span and entry.value.precision != "day":
            by = -1 if name.endswith("-1") else 0
            first, last = (calendar.shift_year(day, by) for day in entry.span)
            return (first, last) if first and last else None
    return None


# '8월 28일 체결한 협약의 후속으로 … 11일': told of an agreement, not of the passage's days.
_TIED = re.compile(r"에? ?(?:체결|합의|서명|결연|협약|약속)(?:한|된|을 맺은)|에? ?맺은")
_AGREED = re.compile(r"에? (?:[^ .]+ ){0,2}?(?:협약|결연|협정|의향서|합의서)[을를]? ?(?:맺|체결)")


def inherited(
    point: Point, spans: list[Span], entries: list[Entry], sentence: Sentence, today: date | None
) -> tuple[int | None, bool]:
    """Index of the reading that the passage's last date suggests for a point without year or month, and whether that
    settles it ('(6월) … 13일부터', '지난해 5월에는 …, 6월에는'); (None, False) where it suggests nothing."""
    for entry in reversed(entries):
        if entry.sentence.block != sentence.block and today is not None:
            break
        base = entry.value.start or entry.value.end
        if entry.field != "date" or base is None:
            continue
        prior, same = entry.phrase.last or entry.phrase.first, entry.sentence is sentence
        if same and _TIED.match(sentence.norm, entry.end - sentence.start):
            continue
        if not same and agreed(entry):
            continue
        if "day" in point.parts and "month" not in point.parts:
            if headed(entry) or prior.has("month", "month±") or (point.suffix == "까지" and prior.has("day")):
                return _month(entry, prior, base, spans, today, point=point, sentence=sentence)
            continue
        if prior.has("year", "year±") and entry.phrase.first.suffix != "부터":
            return _year(entry, prior, base, point, spans, same=same, today=today)
        if not same:
            break
    return None, False


def agreed(entry: Entry) -> bool:
    """'2009년 5월 12일 우호협약을 맺었다': a day of papers, whose month no later bare day shares."""
    return _AGREED.match(entry.sentence.norm, entry.end - entry.sentence.start) is not None


def same_month(spans: list[Span], entries: list[Entry]) -> int | None:
    """Index of the reading in the very month that the text named before: '지난 5월 방한 … (5.27.~5.31.)'. None where it
    named none, or that month of two years."""
    starts = [e.value.start for e in entries if e.field == "date" and e.phrase.first.has("month", "month±")]
    named = {(day.year, day.month) for day in starts if day}
    fits = [i for i, s in enumerate(spans) if (s[0].year, s[0].month) in named]
    return fits[0] if len(fits) == 1 else None


def headed(entry: Entry) -> bool:
    """True for a month alone in brackets, the head of a bullet: '(6월) …'."""
    point = entry.phrase.first
    opening = entry.sentence.norm[: point.start - entry.sentence.start][-1:]
    closing = entry.sentence.norm[point.end - entry.sentence.start :][:1]
    return point.parts.keys() == {"month"} and (opening, closing) in (("(", ")"), ("[", "]"))


def _month(
    entry: Entry,
    prior: Point,
    base: date,
    spans: list[Span],
    today: date | None,
    *,
    point: Point,
    sentence: Sentence,
) -> tuple[int | None, bool]:
    follow = next((i for i, s in enumerate(spans) if s[0] >= base), None)
    if follow is None:
        return None, False
    if headed(entry):
        return follow, True
    opens = (
        re.match(r"에(?:도|는)? ", sentence.norm[entry.end - sentence.start :]) if entry.sentence is sentence else None
    )
    if not prior.has("day") and prior.has("month±") and opens:
        first = spans[follow][0]  # '지난달에도 … 4일부터 열흘 일정으로'
        return (follow, True) if (first.year, first.month) == (base.year, base.month) else (None, False)
    if not prior.has("day") or spans[follow][0] - base > _NEAR:
        return None, False
    under_way = point.suffix == "까지" and today is not None and base <= today <= spans[follow][1]
    return follow, today is None or base > today or prior.has("year") or under_way


def _year(
    entry: Entry, prior: Point, base: date, point: Point, spans: list[Span], *, same: bool, today: date | None
) -> tuple[int | None, bool]:
    follow = next((i for i, s in enumerate(spans) if s[1] >= base), None)
    if follow is None:
        return None, False
    close = point.start - entry.end <= 4
    recent = today is None or base.year >= today.year - 1
    if not same and not point.has("month"):
        return None, False
    return follow, close or (same and recent and prior.has("month", "quarter", "half"))


_STAYS = re.compile(r" ?(?:머물|머무|머문|체류|묵|지내|지낸)")
_GOES_ON = re.compile(
    r"[^.\n]{0,40}?(?:이어지|이어진|계속|열리|열린|진행되|진행된|펼쳐|(?:방문단|대표단|사절단"
    r"|선수단)[이은] (?:다녀|찾|방문))"
)
_OPENS = re.compile(r" ?(?:[가-힣]{0,8} ){0,2}?(?:개막|시작|막을 올|막이 오|문을 연|입국|도착|개회)")


def stay_start(until: Entry, entries: list[Entry], norm: str) -> date | None:
    """The first day of a stay whose end alone is said: '7일 연주회를 가졌다. 9일까지 머물며' begins on the 7th, '2일
    개막한 축제는 9일까지 이어진다' on the 2nd. None where the block names no such day within a month."""
    after = norm[until.end : until.end + 60]
    stays, goes_on = _STAYS.match(after), _GOES_ON.match(after)
    for entry in reversed(entries):
        if entry.sentence.block != until.sentence.block:
            return None
        day, end = entry.value.start, until.value.end
        if entry.field != "date" or day is None or end is None or day != entry.value.end:
            continue
        opens = _OPENS.match(norm[entry.end : entry.end + 40])
        if timedelta(0) < end - day <= timedelta(days=31) and (stays or (goes_on and opens)):
            return day
        if stays:
            return None
    return None
