"""The only place that chooses among the readings of a time: by tense, weekday, earlier dates and distance."""

from datetime import date

from extract.calendar import Span
from extract.tense import Side
from extract.timephrases import Point
from extract.timeresolve import Reading, readings

_ABOUT_TO = 3  # days: '9일부터 14일까지 훈련하고 있다' on the 8th


def _around(spans: list[Span], today: date | None) -> int | None:
    """Of spans of several days the one that holds the article's day, or begins right after it; None without one."""
    if today is None:
        return None
    around = (i for i, (a, b) in enumerate(spans) if a < b and a <= today <= b)
    soon = (i for i, (a, b) in enumerate(spans) if a < b and 0 < (a - today).days <= _ABOUT_TO)
    return next(around, next(soon, None))


def choose(spans: list[Span], side: Side, today: date | None) -> int | None:
    """Index of the span that lies nearest on the tense's side (codebook rule 15); None where it can't be told.

    past and now: begins today or before, the latest such. present and future: ends today or later, the earliest such.
    Unknown side: the one that holds today, else the nearest, where the next one is at least twice as far."""
    if len(spans) == 1:
        return 0
    if today is None or not spans:
        return None
    if side == "now" and (running := _around(spans, today)) is not None:
        return running
    if side in ("past", "now"):
        return max((i for i, s in enumerate(spans) if s[0] <= today), key=lambda i: spans[i][0], default=None)
    if side:
        return min((i for i, s in enumerate(spans) if s[1] >= today), key=lambda i: spans[i][0], default=None)
    near = sorted((days_between(s, today), i) for i, s in enumerate(spans))
    return near[0][1] if near[0][0] * 2 <= near[1][0] and near[1][0] > 0 else None


def days_between(span: Span, today: date) -> int:
    """Days from `today` to the nearer end of the span; 0 inside it."""
    return max((span[0] - today).days, (today - span[1]).days, 0)


def pick(
    point: Point,
    options: list[Reading],
    spans: list[Span],
    told: tuple[Side, ...],
    *,
    inherited: tuple[int | None, bool],
    today: date | None,
) -> int | None:
    """Index of the reading that holds, None where it can't be told. `spans` are the options' spans, stretched by a
    length of stay; `told` what the verbs say; `inherited` what an earlier date suggests and whether that settles it."""
    if len(options) == 1:
        return 0
    nearest = _closer([choose(spans, side, today) for side in told or ("",)], spans, today)
    if point.has("quarter", "half") and not point.has("dir"):
        nearest = _part_of_this_year(spans, told, today)
    if "check" in point.parts:
        return _on_weekday(point.number("check"), spans, nearest, today)
    if point.has("dir"):
        running = nearest is not None and _still_running(point, options[nearest], today)
        return None if running or _too_far(point, spans, nearest, today) else nearest
    index, sure = inherited
    ended = told[:1] == ("past",) and not (sure and point.suffix == "까지")
    if index is not None and today is not None and spans[index][0] > today and ended:
        index, sure = None, False  # what is told in the past tense is no month to come
    if (index is not None and sure) or nearest is None or today is None:
        return index if sure else nearest
    nearest = _plausible(point, spans, nearest, today)
    away = days_between(spans[nearest], today)
    if index is not None and index != nearest and ("month" not in point.parts or away > 45):
        return None
    return nearest if away <= _reach(point, spans[nearest], today) else _just_now(point, spans, today)


def _just_now(point: Point, spans: list[Span], today: date) -> int | None:
    """'11일 입국해 오는 20일까지 배운다' on the 12th: a bare day that the tense would put a month away, yet lies within
    five days before the article's."""
    if not _bare_day(point):
        return None
    return next((i for i, s in enumerate(spans) if s[0] == s[1] and 0 < (today - s[0]).days <= 5), None)


def join(
    first: Point, last: Point, starts: list[Reading], ends: list[Reading], *, told: tuple[Side, ...], today: date | None
) -> list[Reading]:
    """All ways to read a range: the end is the first that fits after its start, or the start the last before its end.
    `starts` and `ends` are the readings of the two points alone."""
    if last.has("now", "spanback") or (last.parts.keys() == {"year±"} and last.parts["year±"] == 0):
        return [Reading((r.span[0], today), "range") for r in starts if today and r.span[0] <= today]
    if last.has("year", "year±", "month±", "day±", "week±", "dir", "anchor"):
        index = choose([r.span for r in ends], _own_side(last, ()), today)
        return [] if index is None else _until(first, starts, ends[index].span, told, today)
    if first.has("dir") or ("month" in last.parts and not first.has("month", "month±")):
        index = choose([r.span for r in starts], _own_side(first, told), today)
        if index is not None and _bare_day(first):
            index = _under_way(starts, index, [r.span[1] for s in starts for r in _follow(s, last)], today)
        starts = [] if index is None else [starts[index]]
    return [reading for start in starts for reading in _follow(start, last)]


def _follow(start: Reading, last: Point) -> list[Reading]:
    """The range from that start to the first day after it that `last` may be; up to a bare day within a month."""
    opening = start.span[0]
    follow = readings(last, opening, (opening.year, opening.year + 1), None)
    farthest = 31 if _bare_day(last) else 366  # '6일부터 31일까지' is not from 6 April to 31 May
    return [
        Reading((opening, r.span[1]), "range")
        for r in follow
        if r.span[0] >= opening and (r.span[0] - opening).days < farthest
    ][:1]


def _until(
    first: Point, starts: list[Reading], close: Span, told: tuple[Side, ...], today: date | None
) -> list[Reading]:
    """The range up to a known end: from the start that its own words tell, else the last one before the end."""
    index = choose([r.span for r in starts], _own_side(first, told), today)
    if index is not None and _bare_day(first):
        index = _under_way(starts, index, [close[1]] * len(starts), today)
    if index is not None and starts[index].span[0] <= close[1]:
        return [Reading((starts[index].span[0], close[1]), "range")]
    before = readings(first, close[0], (close[0].year - 1, close[0].year), None)
    return [Reading((r.span[0], close[1]), "range") for r in before if r.span[0] <= close[1]][-1:]


def _bare_day(point: Point) -> bool:
    return point.has("day") and not point.has("month", "month±", "year", "year±", "dir", "anchor")


def _under_way(starts: list[Reading], index: int, ends: list[date], today: date | None) -> int:
    """'19일부터 오는 10월 6일까지 머물며' told on the 21st began two days ago: what the present tense says is of the
    stay, which goes on. The nearest day of the last week, where the one that the tense tells is further away."""
    if today is None or len(ends) != len(starts):
        return index
    away = [(today - r.span[0]).days for r in starts]
    begun = [i for i, days in enumerate(away) if 0 <= days <= 7 and ends[i] >= today]
    return begun[-1] if begun and -away[index] > 2 * away[begun[-1]] + 7 else index


def _own_side(point: Point, told: tuple[Side, ...]) -> Side:
    if point.has("dir"):
        return "past" if point.number("dir") < 0 else "future"
    return told[0] if told else ""


def _closer(picks: list[int | None], spans: list[Span], today: date | None) -> int | None:
    """Of what the nearest verb and the main verb suggest: the first, unless the other lies much closer to today."""
    first, main = picks[0], picks[-1]
    if first is None or main is None or today is None or first == main:
        return first if first is not None else main
    away = [days_between(spans[i], today) for i in (first, main)]
    return main if away[0] > 20 and away[1] * 2 <= away[0] else first


def _reach(point: Point, span: Span, today: date) -> int:
    """How far away, in days, a reading may lie before a wrong tense is likelier than such a bare date: news writes
    'the month' for a bare day and 'this year' for a bare month, and says 지난달 or 내년 beyond."""
    if "day" in point.parts and "month" not in point.parts:
        return 26
    return 366 if span[0].year == today.year else 183


def _plausible(point: Point, spans: list[Span], index: int, today: date) -> int:
    """The reading at `index`, unless it lies in another year beyond reach and another within six weeks: who writes
    '3월 21일' on 22 March, whatever the verb, means yesterday."""
    if not {"month", "day"} <= point.parts.keys() or days_between(spans[index], today) <= 183:
        return index
    close = [i for i, s in enumerate(spans) if days_between(s, today) <= 42]
    return close[0] if len(close) == 1 else index


def _part_of_this_year(spans: list[Span], told: tuple[Side, ...], today: date | None) -> int | None:
    """A bare 하반기 or 2분기 is this year's, but what has happened before it began is last year's in the first three
    months, and what is to happen after it ended next year's in the last three. Without a verb it must have begun."""
    own = next((i for i, s in enumerate(spans) if today and s[0].year == today.year), None)
    if own is None or today is None:
        return None
    if spans[own][0] > today and (not told or told[0] in ("past", "now")):
        return None if not told else own - 1 if today.month <= 3 else own
    if spans[own][1] < today and told and told[0] in ("present", "future"):
        return own + 1 if today.month >= 10 else None
    return own


def _on_weekday(weekday: int, spans: list[Span], nearest: int | None, today: date | None) -> int | None:
    """'6. 24.(월)': the nearest reading on that weekday, else the one the tense tells (kept as written, rule 20)."""
    if nearest is not None and spans[nearest][0].weekday() == weekday:
        return nearest
    if today is None:
        return nearest
    fits = sorted((abs((s[0] - today).days), i) for i, s in enumerate(spans) if s[0].weekday() == weekday)
    if fits and fits[0][0] < 190:
        return fits[0][1]
    return nearest if nearest is not None and days_between(spans[nearest], today) <= 31 else None


def _too_far(point: Point, spans: list[Span], index: int | None, today: date | None) -> bool:
    """'오는 9월 3일' on 29 September is a slip, not next year's day."""
    if index is None or today is None or not {"month", "day"} <= point.parts.keys():
        return False
    return days_between(spans[index], today) > 300


def _still_running(point: Point, reading: Reading, today: date | None) -> bool:
    """'지난 4월' written in April may be this year's or last year's: not told."""
    first, last = reading.span
    whole = reading.precision in ("month", "quarter", "half", "season")
    return today is not None and point.number("dir") < 0 and whole and first <= today <= last
