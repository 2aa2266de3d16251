"""The only place that finds when something happened: every time expression of a text, resolved against its article's day."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extract import calendar, durations
from extract.calendar import Span
from extract.document import Document, Sentence
from extract.durations import Duration
from extract.records import DateSpan, Mention
from extract.tense import Side, side
from extract.timephrases import Phrase, Point, phrases
from extract.timeresolve import Reading, choose, readings

_NO_DAY = "no article date and no year in the text"
_VAGUE = "names no time of its own"
_UNSURE = "the year or month cannot be told"


def find(doc: Document) -> list[Mention]:
    """All time expressions in order. `value` is a DateSpan; `field` is one of

    - date: a time; note 'anchor' for words that point back (같은 달, 이튿날, 당시), 'event-year' for the year in an
      event's name (only where the article has no date), else ''.
    - report: the day of reporting ('19일 밝혔다', '26일 시에 따르면'), or with note 'stamp' the page's own date line.
    - duration: a length of stay with no known first day; note '3d' or '2m'.
    """
    reader = _Reader(doc)
    for phrase in phrases(doc.norm, reader.lengths):
        reader.read(phrase)
    return reader.mentions()


@dataclass(slots=True)
class _Entry:
    """A phrase that was read: what later words such as 같은 달 and bare days look back to."""

    phrase: Phrase
    mention: Mention
    sentence: Sentence
    span: Span | None


@dataclass(slots=True)
class _Reader:
    doc: Document
    entries: list[_Entry] = field(default_factory=list)
    lengths: list[Duration] = field(default_factory=list)
    used: set[Duration] = field(default_factory=set)
    event_years: list[re.Match[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lengths = durations.find(self.doc.norm)
        if self.doc.published is None:
            self.event_years = list(_EVENT_YEAR.finditer(self.doc.norm))

    @property
    def years(self) -> tuple[int, ...]:
        """Years to try for a date that names none."""
        if self.doc.published:
            return tuple(self.doc.published.year + by for by in (-1, 0, 1))
        named = {int(hit[1]) for hit in self.event_years}
        return tuple(named) if len(named) == 1 else ()

    def mentions(self) -> list[Mention]:
        """Everything found, in order of the text."""
        out = [e.mention for e in self.entries]
        for length in self.lengths:
            if length not in self.used and not any(m.start <= length.start < m.end for m in out):
                note = f"{length.months}m" if length.months else f"{length.days}d"
                span = DateSpan(None, None, "range", "no known first day")
                out.append(Mention("duration", span, length.start, length.end, "length", note))
        for hit in self.event_years:
            first, last = calendar.year(int(hit[1]))
            out.append(
                Mention("date", DateSpan(first, last, "year"), hit.start(1), hit.end(1), "event name", "event-year")
            )
        return sorted(out, key=lambda m: (m.start, m.end))

    def read(self, phrase: Phrase) -> None:
        """Resolve one phrase and remember it."""
        norm, sentence = self.doc.norm, self.doc.sentence_at(phrase.start)
        clause = norm[phrase.end : max(sentence.end, phrase.end)]
        kind = _report_kind(norm, phrase, clause)
        if kind:
            self._keep(phrase, sentence, self._resolve(phrase, sentence, "past", None), "report", kind)
            return
        first = phrase.first
        told: Side = side(clause)
        if (phrase.last is None or not phrase.last.has("dir")) and first.has("dir"):
            told = {-1: "past", 0: told, 1: "future"}[first.number("dir")]  # type: ignore[assignment]
        length = self._length(phrase, sentence)
        span = self._resolve(phrase, sentence, told, length)
        self._keep(phrase, sentence, span, "date", "", length)

    def _keep(
        self, phrase: Phrase, sentence: Sentence, value: DateSpan, name: str, note: str, length: Duration | None = None
    ) -> None:
        start, end = phrase.start, phrase.end
        if length is not None:
            start, end = min(start, length.start), max(end, length.end)
        rule = phrase.kind if length is None else "first day and length"
        if not note and phrase.first.has("anchor"):
            note = "anchor"
        span = (value.start, value.end) if value.start and value.end else None
        entry = _Entry(phrase, Mention(name, value, start, end, rule, note), sentence, span)
        since = self._since(phrase, sentence, value) if name == "date" else None
        if since is not None:
            first = self.entries.pop(since)
            merged = replace(value, start=first.mention.value.start, precision="range")
            entry = _Entry(
                phrase,
                Mention(name, merged, first.mention.start, end, "since … until", note),
                sentence,
                (merged.start, merged.end),
            )
        self.entries.append(entry)

    def _since(self, phrase: Phrase, sentence: Sentence, value: DateSpan) -> int | None:
        """Index of the entry that '지난해 5월 문을 연 뒤' left, where this phrase is its '지난달 말까지'."""
        if not self.entries or value.start is not None or value.end is None or phrase.first.suffix != "까지":
            return None
        last = self.entries[-1]
        gap = self.doc.norm[last.mention.end : phrase.start]
        opened = re.search(r" (?:뒤|이후|후|이래)[ ,]", gap) or last.phrase.first.suffix in ("부터", "이후", "이래")
        if (
            last.sentence is sentence
            and last.mention.field == "date"
            and opened
            and last.mention.value.start
            and len(gap) < 40
        ):
            return len(self.entries) - 1
        return None

    # lengths of stay

    def _length(self, phrase: Phrase, sentence: Sentence) -> Duration | None:
        """The length that counts from this phrase's single day or month ('7일부터 2주간', '3박 4일 일정으로 16일')."""
        if (
            phrase.kind != "single"
            or phrase.first.suffix not in ("", "부터")
            or not phrase.first.has("day", "day±", "month", "weekday", "anchor")
        ):
            return None
        norm = self.doc.norm
        for length in self.lengths:
            if length in self.used or not sentence.start <= length.start < sentence.end:
                continue
            if self._belongs(norm, phrase, length):
                self.used.add(length)
                return length
        return None

    def _belongs(self, norm: str, phrase: Phrase, length: Duration) -> bool:
        if length.end <= phrase.start:
            gap = norm[length.end : phrase.start]
            return (
                phrase.first.daily
                and re.fullmatch(r"(?: 일정|의 일정|간)?(?:으로|에) (?:[가-힣]{2,6} )?", gap) is not None
            )
        gap = norm[phrase.end : length.start]
        if length.start < phrase.end or re.search(r"\d{1,2}[일월]|지난|남은|앞으로|[.\n]", gap):
            return False
        if phrase.first.suffix == "부터":
            return len(gap) <= 30
        if not phrase.first.daily:
            return False
        if re.fullmatch(r"[, (]{0,2}", gap):
            return True
        return re.search(r"도착|입국|방한|개막|시작|찾|방문|들어|막을 올", gap) is not None and len(gap) <= 45

    # resolution

    def _resolve(self, phrase: Phrase, sentence: Sentence, told: Side, length: Duration | None) -> DateSpan:
        first = phrase.first
        if phrase.last is not None:
            return self._range(first, phrase.last, sentence, told)
        special = self._special(first)
        if special is not None:
            return special
        options = self._readings(first, sentence)
        if not options:
            return DateSpan(None, None, "open", self._why(first))
        spans = [_stretched(r.span, length) for r in options]
        index = self._pick(first, options, spans, sentence, told)
        if index is None:
            return DateSpan(None, None, "open", _UNSURE)
        if length is not None:
            return DateSpan(spans[index][0], spans[index][1], "range")
        return self._suffixed(first, options[index])

    def _why(self, point: Point) -> str:
        if point.has("anchor"):
            return "nothing before it to point back to"
        return _NO_DAY if self.doc.published is None else "no such day, or a vague one"

    def _special(self, point: Point) -> DateSpan | None:
        """Words that need no reading: 최근, 지금까지, 최근 5년간."""
        today = self.doc.published
        if point.has("spanback"):
            return _back(str(point.parts["spanback"]), today)
        if point.has("recent"):
            return DateSpan(None, None, "open", f"최근 {_VAGUE}")
        if point.has("now"):
            if point.suffix == "까지" and today:
                return DateSpan(None, today, "open")
            return DateSpan(None, None, "open", _VAGUE if today else _NO_DAY)
        if point.has("year", "year±") and point.has("part") and not point.has("month", "month±"):
            return self._year_part(point, str(point.parts["part"]))
        if point.has("within"):
            return self._within(point)
        return None

    def _within(self, point: Point) -> DateSpan:
        today, name = self.doc.published, str(point.parts["within"])
        if name == "yearend" or name == "yearstart":
            return self._year_part(point, "말" if name == "yearend" else "초")
        if today is None and "year" not in point.parts:
            return DateSpan(None, None, "open", _NO_DAY)
        if name == "year":
            first, last = readings(Point(0, 0, _only_year(point)), today, (), None)[0].span
            return DateSpan(first, last, "year")
        assert today is not None
        month = calendar.month(today.year, today.month)
        first, last = calendar.part(month, "초" if name == "monthstart" else "말")
        return DateSpan(first, last, "range")

    def _year_part(self, point: Point, part: str) -> DateSpan:
        """'내년 초' and '연말' bound a span (연말까지, 연초부터) but are no span of their own."""
        options = readings(Point(0, 0, _only_year(point)), self.doc.published, (), None)
        if options and part == "말" and point.suffix in ("까지", "기준"):
            start = options[0].span[0] if point.suffix == "기준" or point.has("into") else None
            return DateSpan(start, options[0].span[1], "open" if start is None else "year")
        if options and part == "초" and point.suffix == "부터":
            return DateSpan(options[0].span[0], None, "open")
        return DateSpan(None, None, "open", "a vague part of a year" if options else _NO_DAY)

    def _readings(self, point: Point, sentence: Sentence) -> list[Reading]:
        return readings(point, self.doc.published, self.years, self._anchor(point, sentence))

    def _suffixed(self, point: Point, reading: Reading) -> DateSpan:
        (first, last), precision = reading.span, reading.precision
        today = self.doc.published
        if point.suffix in ("까지", "기준", "현재") and point.parts.get("part") == "말":
            first, precision = first.replace(day=1), "month"
        begin = date(last.year, 1, 1)
        if point.suffix in ("기준", "현재"):
            return DateSpan(begin, last, "year" if precision == "year" else "range")
        if point.suffix == "까지":
            running = (
                point.parts.get("year±") == 0 and point.has("month", "half", "quarter") and today and last <= today
            )
            counted = running or point.has("into")
            return DateSpan(begin, last, "range") if counted else DateSpan(None, last, "open")
        if point.suffix in ("부터", "이후", "이래"):
            return DateSpan(first, None, "open")
        if (
            point.has("into")
            and precision in ("year", "month")
            and not (point.has("year", "year±") and point.has("month"))
        ):
            return DateSpan(first, None, "open")
        return DateSpan(first, last, precision)

    def _range(self, first: Point, last: Point, sentence: Sentence, told: Side) -> DateSpan:
        today = self.doc.published
        starts = self._readings(first, sentence)
        if not starts and not (first.has("day", "month")):
            return DateSpan(None, None, "open", self._why(first))
        if last.has("now", "spanback") or (
            last.parts.keys() == {"year±"} and last.number("year±") == 0 and last.suffix == "까지"
        ):
            index = self._pick(first, starts, [r.span for r in starts], sentence, "past")
            if index is None or today is None:
                return DateSpan(None, None, "open", _UNSURE)
            return DateSpan(starts[index].span[0], today, "range")
        spans = self._spans(first, last, starts, sentence)
        index = self._pick(first, [Reading(s, "range") for s in spans], spans, sentence, told)
        if index is None:
            return DateSpan(None, None, "open", _UNSURE if spans else self._why(first))
        return DateSpan(spans[index][0], spans[index][1], "range")

    def _spans(self, first: Point, last: Point, starts: list[Reading], sentence: Sentence) -> list[Span]:
        """All ways to read a range: the end is the first that fits after its start, or the start the last before its end."""
        if last.has("year", "year±", "month±", "day±", "week±", "dir", "anchor"):
            ends = self._readings(last, sentence)
            told: Side = {-1: "past", 1: "future"}.get(last.number("dir"), "") if last.has("dir") else ""  # type: ignore[assignment]
            index = choose([r.span for r in ends], told, self.doc.published)
            if index is None:
                return []
            end = _whole(last, ends[index])
            if len(starts) == 1:
                return [(starts[0].span[0], end[1])]
            near = [r for r in readings(first, end[0], (end[0].year - 1, end[0].year), None) if r.span[0] <= end[0]]
            return [(near[-1].span[0], end[1])] if near else []
        out = []
        for start in starts:
            opening = start.span[0]
            follow = [
                r for r in readings(last, opening, (opening.year, opening.year + 1), None) if r.span[0] >= opening
            ]
            if follow:
                out.append((opening, _whole(last, follow[0])[1]))
        return out

    def _pick(
        self, point: Point, options: list[Reading], spans: list[Span], sentence: Sentence, told: Side
    ) -> int | None:
        today = self.doc.published
        nearest = choose(spans, told, today)
        if len(options) == 1 or point.has("year", "year±", "month±", "day±", "week±"):
            return nearest
        if point.has("dir"):
            current = (
                nearest is not None
                and today is not None
                and options[nearest].precision != "day"
                and spans[nearest][0] <= today <= spans[nearest][1]
            )
            return (
                None
                if current
                and point.number("dir") < 0
                and options[nearest or 0].precision in ("month", "half", "quarter")
                else nearest
            )
        inherited, sure = self._inherited(point, spans, sentence)
        if inherited is not None and inherited != nearest:
            return inherited if sure else None
        if (
            nearest is not None
            and inherited is None
            and today is not None
            and not point.has("month", "half", "quarter")
            and "day" in point.parts
        ):
            return nearest if -27 < (spans[nearest][0] - today).days < 27 else None
        return nearest

    def _inherited(self, point: Point, spans: list[Span], sentence: Sentence) -> tuple[int | None, bool]:
        """The reading that an earlier date of the same passage suggests, and whether it settles the matter."""
        for entry in reversed(self.entries):
            if entry.sentence.block != sentence.block or entry.mention.field != "date":
                if entry.sentence.block != sentence.block:
                    break
                continue
            prior, base = entry.phrase.last or entry.phrase.first, entry.mention.value.start or entry.mention.value.end
            same = entry.sentence is sentence
            if base is None:
                continue
            if "day" in point.parts and "month" not in point.parts:
                return self._inherited_month(entry, prior, base, spans, same)
            if prior.has("year", "year±") and prior.suffix != "부터":
                return self._inherited_year(entry, prior, base, point, spans, same)
            if not same:
                break
        return None, False

    def _inherited_month(
        self, entry: _Entry, prior: Point, base: date, spans: list[Span], same: bool
    ) -> tuple[int | None, bool]:
        norm, today = self.doc.norm, self.doc.published
        follow = next((i for i, s in enumerate(spans) if s[0] >= base), None)
        if follow is None:
            return None, False
        if prior.parts.keys() == {"month"}:
            headed = norm[prior.start - 1 : prior.start] == "(" and norm[prior.end : prior.end + 1] == ")"
            return (follow, True) if headed and same else (None, False)
        if not prior.has("month", "month±") or spans[follow][0] - base > timedelta(days=15):
            return None, False
        return follow, (today is not None and base > today) or prior.has("year")

    def _inherited_year(
        self, entry: _Entry, prior: Point, base: date, point: Point, spans: list[Span], same: bool
    ) -> tuple[int | None, bool]:
        follow = next((i for i, s in enumerate(spans) if s[1] >= base), None)
        if follow is None:
            return None, False
        today = self.doc.published
        close = point.start - entry.mention.end <= 4
        recent = today is None or base.year >= today.year - 1
        return follow, close or (same and recent and prior.has("month"))

    # what words that point back point to

    def _anchor(self, point: Point, sentence: Sentence) -> Span | None:
        name = str(point.parts.get("anchor", ""))
        if not name:
            return None
        known = [e for e in self.entries if e.span is not None]
        if name.startswith("day"):
            return self._anchor_day(name, known, sentence)
        known = [e for e in known if e.mention.field == "date"]
        if name.startswith("nth"):
            known = [e for e in known if e.span and e.span[0] < e.span[1] and (e.span[1] - e.span[0]).days < 32]
        elif name == "month":
            known = [
                e for e in known if e.span and (e.span[0].year, e.span[0].month) == (e.span[1].year, e.span[1].month)
            ]
        elif name.startswith("year"):
            known = [e for e in known if e.span and e.span[0].year == e.span[1].year]
        elif name.startswith("period"):
            return self._anchor_period(point, sentence)
        return known[-1].span if known else None

    def _anchor_day(self, name: str, known: list[_Entry], sentence: Sentence) -> Span | None:
        today = self.doc.published
        here = [e for e in known if e.sentence.block == sentence.block]
        if name == "day+1":
            stays = [e for e in known if e.mention.field == "date"]
            return stays[-1].span if stays and (stays[-1].sentence.block >= sentence.block - 3) else None
        single = [e.span for e in here if e.span and e.span[0] == e.span[1]]
        if single:
            return single[-1]
        if name == "day-1":
            return (today, today) if today else None
        spans = {e.span for e in known if e.mention.note != "stamp"}
        only = next(iter(spans)) if len(spans) == 1 else None
        return only if only and only[0] == only[1] else None

    def _anchor_period(self, point: Point, sentence: Sentence) -> Span | None:
        """The last longer time of this or the sentence before; '지난해 같은 기간' is that time a year earlier."""
        for entry in reversed(self.entries):
            if entry.sentence.index < sentence.index - 2:
                return None
            value = entry.mention.value
            if entry.mention.field == "date" and value.start and value.end and value.precision != "day":
                by = -1 if str(point.parts["anchor"]).endswith("-1") else 0
                first, last = calendar.shift_year(value.start, by), calendar.shift_year(value.end, by)
                return (first, last) if first and last else None
        return None


_EVENT_YEAR = re.compile(r"(?<![\d.,~-])(20[0-3]\d) ?(?=[가-힣A-Z])(?!년|여|명|개|곳|회|억|만|천|원|대 |건|시간)")
_STAMP = re.compile(
    r"(?:입력|승인|등록일?|수정일?|기사입력|기사승인|작성일?|게재일?|웹출고시간|최종수정|최종편집|보도일시|보도 일시|배포일시?|배포|송고|발행|업데이트|Posted|Updated)[\s:|.]{0,4}$"
)
_SAYS = r"(?:밝혔|밝힌|전했|말했|알렸|설명했|발표했|강조했|덧붙였|당부했|내다봤|소개했|공표했|공개했)"
_REPORT = re.compile(
    rf"^(?: ?\([^)]{{1,12}}\))?(?: ?오[전후])?(?: (?:이같이|이렇게|이 같이|이와 같이|보도자료를 통해|공식|잇따라))? ?{_SAYS}"
    rf"|^(?: ?\([^)]{{1,12}}\))? [^.\n,\"'다]{{0,40}}?에 (?:따르면|의하면)|^ (?:[^.\n,\"'다]{{0,14}})?(?:브리핑|기자회견|보도자료|기자간담회|담화)"
    rf"|^ (?:[가-힣]{{1,10}} ){{0,2}}관계자는 "
)


def _report_kind(norm: str, phrase: Phrase, clause: str) -> str | None:
    """'' for no report, 'said' or 'stamp'."""
    if phrase.kind != "single" or not phrase.first.daily or phrase.first.suffix not in ("", "자로"):
        return None
    line = norm[norm.rfind("\n", 0, phrase.start) + 1 : phrase.start]
    if phrase.first.has("year") and _STAMP.search(line):
        return "stamp"
    clock = re.match(r"\.? ?(?:\([월화수목금토일]\) ?)?(?:오[전후] ?)?\d{1,2}:\d\d", norm[phrase.end : phrase.end + 16])
    if phrase.first.has("year") and clock and not re.search(r"일시|일정|기간|때|날짜|행사|개최", line):
        return "stamp"
    return "said" if _REPORT.match(clause) else None


def _stretched(span: Span, length: Duration | None) -> Span:
    last = length.last_day(span[0]) if length else None
    return (span[0], last) if last else span


def _whole(point: Point, reading: Reading) -> Span:
    """The end of a range: '8월 말까지' ends with the month."""
    return reading.span


def _only_year(point: Point) -> dict[str, int | str]:
    kept = {k: v for k, v in point.parts.items() if k in ("year", "year±")}
    return kept or {"year±": point.parts.get("dir", 0) if point.parts.get("dir") == -1 else 0}


def _back(text: str, today: date | None) -> DateSpan:
    """'최근 5년간' is the article's day minus five years to the article's day (codebook rule 17)."""
    hit = re.search(r"(\d+|[한두세네]|다섯|여섯|열) ?(년|개월|달)", text)
    if today is None or hit is None:
        return DateSpan(None, None, "open", _NO_DAY)
    number = (
        int(hit[1])
        if hit[1].isdigit()
        else {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "열": 10}[hit[1]]
    )
    first = calendar.shift_year(today, -number) if hit[2] == "년" else calendar.shift_months(today, -number)
    return DateSpan(first, today, "range") if first else DateSpan(None, None, "open", _UNSURE)
