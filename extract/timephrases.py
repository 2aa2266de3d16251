"""The only place that joins words of time into points ('지난달 30일') and points into phrases ('30일부터 7일까지')."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.durations import Duration
from extract.timewords import TimeWord, scan

_LEVEL = {
    "dir": 0, "year": 1, "year±": 1, "into": 2, "half": 3, "quarter": 3, "month": 3, "month±": 3, "week±": 3, "now": 3,
    "spanback": 3, "season": 4, "within": 4, "part": 4, "weekday": 5, "weekend": 5, "day": 5, "day±": 5, "check": 6,
}  # fmt: skip
_ANCHOR_LEVEL = {"year": 1, "year+1": 1, "month": 3}
_CLOCK = (
    r"(?: ?\([^)\n\d]{1,12}\))?(?: ?(?:오전|오후|새벽|아침|저녁|밤|낮|정오))?"
    r"(?: ?\d{1,2}(?:시|:\d\d)(?: ?\d{1,2}분| 반)?(?:경|쯤|께)?)?"
)
_SUFFIX = re.compile(rf"{_CLOCK} ?(부터|까지|이후|이래|기준|현재(?!까지)|자로|중(?![가-힣])|중에(?:는)?(?![가-힣]))?")

_WEEK = re.compile(r" ?(?:첫|둘|셋|넷|다섯)째 ?주(?!민|제|년)| ?(?:마지막|[1-5]) ?주차?(?![가-힣])")


@dataclass(slots=True)
class Point:
    """One point or period of time. `parts` maps the kind of each of its words to its value; `suffix` is the
    부터, 까지, 이후, 기준 … behind it, which ends at `after` (equal to `end` without one)."""

    start: int
    end: int
    parts: dict[str, int | str] = field(default_factory=dict)
    suffix: str = ""
    after: int = 0
    clock: bool = False  # an hour stands between it and its suffix: '19일 10시부터'

    def has(self, *kinds: str) -> bool:
        """True where one of the kinds is among its words."""
        return not self.parts.keys().isdisjoint(kinds)

    def number(self, kind: str) -> int:
        """The value of a word that is a number."""
        return int(self.parts[kind])

    @property
    def daily(self) -> bool:
        """True for a single day."""
        return self.has("day", "day±", "weekday") or str(self.parts.get("anchor", "")).startswith(("day", "nth"))


@dataclass(slots=True)
class Phrase:
    """A point, a range of two ('7일부터 9일까지') or a list of days in a row ('26일과 27일')."""

    first: Point
    last: Point | None = None
    kind: str = "single"
    start: int = 0
    end: int = 0


def _level(word: TimeWord) -> int:
    return _ANCHOR_LEVEL.get(str(word.value), 5) if word.kind == "anchor" else _LEVEL.get(word.kind, 5)


def points(norm: str, taken: Sequence[Duration] = ()) -> list[Point]:
    """Words of time joined where one narrows the one before it; words that say no time alone (지난, 금요일) and
    those inside a length of stay ('3박 4일') dropped."""
    out: list[Point] = []
    level = 9
    covered = {at for length in taken for at in range(length.start, length.end)}
    for word in scan(norm):
        if word.start in covered:
            continue
        last = out[-1] if out else None
        if last and word.kind == "into" and last.end == word.start:
            last.parts["into"], last.end = 0, word.end
            continue
        deeper = last is not None and _level(word) > level and word.kind not in last.parts
        if last and (word.start < last.end or (deeper and _adjoins(norm, last, word))):
            last.parts[word.kind] = word.value
            last.end = max(last.end, word.end)
            level = _level(word)
        elif last and norm[last.end : word.start] == "(" and norm[word.end : word.end + 1] == ")" and _relative(last):
            last.end = word.end + 1
        else:
            out.append(Point(word.start, word.end, {word.kind: word.value}))
            level = _level(word)
    for point in out:
        _read_suffix(norm, point)
    return [point for point in out if _says_time(point) and not _explained(norm, point)]


def _adjoins(norm: str, last: Point, word: TimeWord) -> bool:
    """Nothing between them but a space, or the topic of a year: '올해는 5월까지', '올해는 19일까지'."""
    gap = norm[last.end : word.start]
    topic = last.has("year", "year±") and word.kind in ("month", "half", "quarter")
    if word.kind == "day" and last.parts.get("year±") == 0 and norm.startswith("까지", word.end):
        topic = True  # '올해는 19일까지 75명이 다녀갔다'
    return re.fullmatch(r"(?:에는|에|엔|는|은|의)? ?" if topic else " ?", gap) is not None


def _read_suffix(norm: str, point: Point) -> None:
    """Set what stands behind the point: 부터, 까지, 기준 …, also as '~7월' and '7월~'."""
    hit = _SUFFIX.match(norm, point.end)
    point.after = point.end
    if hit and hit[1]:
        point.suffix, point.after = hit[1][:2], hit.end()
        point.clock = re.search(r"\d", re.sub(r"^\S*?\)", "", norm[point.end : hit.start(1)])) is not None
        return
    if hit and norm[hit.end() : hit.end() + 3].strip()[:1] in ("~", "-"):
        point.after = hit.end()
    before = norm[max(0, point.start - 3) : point.start]
    if re.search(r"~ ?$" if point.daily else r"(?:^|[( ])~ ?$|\(- ?$", before):
        point.suffix = "까지"
    elif re.match(r" ?~ ?\)", norm[point.end : point.end + 4]):
        point.suffix = "부터"
    if point.parts.keys() <= {"month", "month±", "year", "year±", "dir"} and _WEEK.match(norm, point.end):
        point.parts["vague"] = 0


_NOUN_BEFORE = re.compile(
    r"[가-힣A-Za-z\d)](?<![은는이가을를에의도서며고로과와엔])"
    r"(?<!이어)(?<!또|곧|그)(?<!다시|바로|먼저|특히|한편|함께|모두) $"
)


def _explained(norm: str, point: Point) -> bool:
    """True for words that point back but say their day at once ('마지막 날인 18일'), and for those that some other noun
    explains ('개소 당시', '신청 당일', '행사 전날')."""
    name = str(point.parts.get("anchor", ""))
    if not name or point.has("day", "month"):
        return False
    if re.match(r"인(?= ?[\d지오])", norm[point.end : point.end + 3]):
        return True
    before = norm[max(0, point.start - 12) : point.start]
    if name == "last":
        return re.search(r"(?:^|[.!?,\n\"'] ?|[■□○ㅇ-] )$", before) is None
    return (
        name in ("day", "day-1", "day+1")
        and norm[point.start] in "당전다익"
        and _NOUN_BEFORE.search(before) is not None
    )


def _relative(point: Point) -> bool:
    return point.has("day±", "month±", "year±", "anchor", "weekday")


def _says_time(point: Point) -> bool:
    kinds = point.parts.keys() - {"dir", "into", "check"}
    if kinds == {"now"}:
        return point.suffix == "까지"
    if kinds <= {"weekday"}:
        return bool(kinds) and "dir" in point.parts
    return bool(kinds)


def phrases(norm: str, taken: Sequence[Duration] = ()) -> Iterator[Phrase]:
    """Points joined to ranges and to runs of days, in order."""
    rest = points(norm, taken)
    at = 0
    while at < len(rest):
        first, last, kind = rest[at], None, "single"
        while at + 1 < len(rest) and (link := _link(norm, last or first, rest[at + 1], kind)):
            last, kind, at = rest[at + 1], link, at + 1
            if link == "range":
                break
        at += 1
        yield Phrase(first, last, kind, first.start, _end(last or first))


def _end(point: Point) -> int:
    bound = point.suffix in ("까지", "부터", "기준", "현재") and not (point.suffix == "부터" and point.clock)
    return point.after if bound else point.end


def _link(norm: str, one: Point, two: Point, kind: str) -> str:
    """'range', 'list' or '' for two points in a row."""
    gap = norm[one.after : two.start]
    if re.fullmatch(r" ?(?:간 ?)?[~-] ?", gap) and one.suffix in ("", "부터", "중") and not one.has("now"):
        return "range"
    if one.suffix == "부터" and len(gap) <= 30 and not re.search(r"[.\n;]|다고|했|였", gap):
        if two.suffix == "까지" or (two.has("spanback") and len(gap) <= 2):
            return "range"
        return ""
    if re.fullmatch(r"에서 ?", gap) and one.daily and two.daily and one.suffix == "":
        return "range"
    if kind != "range" and re.fullmatch(r" ?(?:과|와|,|·|및|그리고|이어) ?", gap) and _next_day(norm, one, two):
        return "list"
    return ""


def _next_day(norm: str, one: Point, two: Point) -> bool:
    """True for the next day ('26일과 27일', '25일과 10월 26일'), and for the next month of '7·8월'."""
    if one.suffix or two.suffix == "까지":
        return False
    if two.parts.keys() == {"month"} and set(one.parts) >= {"month"} and "day" not in one.parts:
        return two.number("month") == one.number("month") + 1 and norm[one.end - 1].isdigit()
    if not two.parts.keys() <= {"month", "day", "check"} or "day" not in one.parts or "day" not in two.parts:
        return False
    same = "month" not in two.parts or two.parts["month"] == one.parts.get("month")
    return same and two.number("day") == one.number("day") + 1


_ARRIVES = re.compile(r"도착|입국|방한|개막|시작|찾|방문|들어[온와]|건너[온와]|막을 올|머물|여장을|닿")


def counts_from(phrase: Phrase, length: Duration, gap: str | None, norm: str) -> bool:
    """True where the length counts from this single day (or month): '7일부터 2주간', '4일 도착해 3박 4일 일정',
    '3박 4일 일정으로 16일'. `gap` is the text between them, None where the length stands first."""
    point = phrase.first
    if point.suffix not in ("", "부터", "까지") or not point.has(
        "day", "day±", "month", "month±", "year", "weekday", "anchor"
    ):
        return False
    if gap is None:
        between = norm[length.end : phrase.start]
        return point.daily and re.fullmatch(r"(?: 일정|의 일정|간)?(?:으로|에) (?:[가-힣]{2,6} )?", between) is not None
    if re.search(r"\d{1,2}[일월]|지난|남은|앞으로|[.\n]", gap):
        return False
    if point.suffix == "까지":
        return len(gap) <= 2
    if point.suffix == "부터":
        return len(gap) <= (30 if point.daily else 4)
    if re.fullmatch(r"[, (]{0,2}", gap):
        return point.daily or length.months == 1
    return point.daily and len(gap) <= 45 and _ARRIVES.search(gap) is not None
