"""The only place that finds when something happened: every time expression of a text, tied to its article's day."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date

from extract import calendar, durations, reporting, timecontext
from extract.document import Document, Sentence
from extract.durations import Duration
from extract.records import DateSpan, Mention
from extract.tense import Side, before, section, sides
from extract.timebounds import NO_DAY, bounds, fixed, stretched
from extract.timechoice import join, pick
from extract.timecontext import Entry
from extract.timephrases import Phrase, Point, counts_from, phrases
from extract.timeresolve import Reading, readings

_UNSURE = "the year or month cannot be told"


def find(doc: Document) -> list[Mention]:
    """All time expressions in order. `value` is a DateSpan; `field` is one of

    - date: a time; note 'anchor' for words that point back (같은 달, 이튿날, 당시), 'event-year' for the year in an
      event's name (only where the article has no date), else ''.
    - report: the day of reporting ('19일 밝혔다', '26일 시에 따르면'; note 'said'), or the page's date line ('stamp').
    - founding: the year in which a body was set up ('1962년 설립된').
    - duration: a length of stay with no known first day; note '3d' or '2m'.
    """
    reader = _Reader(doc, durations.find(doc.norm))
    for phrase in phrases(doc.norm, reader.lengths):
        reader.read(phrase)
    return reader.mentions()


_CLAUSE = 300  # how far behind a time its verb may stand, in characters
_AROUND = 60  # how far from a time a length of stay may stand
_BACK = 40  # how many times back a word such as 같은 달 may look
_YEARS = range(1900, 2101)  # a page dated outside was dated by mistake
_EVENT_YEAR = re.compile(
    r"(?<![\d.,~-])(20[0-3]\d) (?=[가-힣A-Z])(?!년|여|명|개|곳|회|억|만|천|원|대 |건|시간)"
    r"(?![^'\"’”」\n]{0,24}(?:계획|비전|전략|로드맵|목표|플랜)['\"’”」])"
)

_FOUNDED = re.compile(r"(?:에)? ?(?:설립|창립|창설|발족|결성)(?:된|되|됐|돼|한|하|해|했)")
# '2009년 시작한 연수에는 27개국 146명이', '2015년 문을 연 센터에는': a sum since then, not of that year
_BEGUN = re.compile(
    r"(?:에)? ?(?:처음 |첫 )?(?:(?:시작|출범|개설|도입|개관|개소|개원)(?:한|된|해|돼|하여|되어)"
    r"|문을 (?:연|열어|열고)|첫발을 (?:뗀|떼))(?![가-힣])"
)
_SUBJECT = re.compile(r"[가-힣][은는이가] $")  # '회의가 2023.11.26.(일) 15:00-16:30 간 부산에서': no page's date line
_NAMED_YEAR = re.compile(r"(?<![\d.])(20[0-3]\d)년? [^()\n.,]{2,32}\($")  # '2021 세계정원회의(12.7.-8.)'


@dataclass(slots=True)
class _Reader:
    """Reads the phrases of one text in order; each may look back to the ones before it."""

    doc: Document
    lengths: list[Duration]
    today: date | None = None
    entries: list[Entry] = field(default_factory=list)
    rules: dict[int, str] = field(default_factory=dict)
    used: set[Duration] = field(default_factory=set)
    event_years: list[re.Match[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        day = self.doc.published
        self.today = day if day and day.year in _YEARS else None
        if self.today is None:
            self.event_years = list(_EVENT_YEAR.finditer(self.doc.norm))

    def mentions(self) -> list[Mention]:
        """Everything found, in order of the text."""
        out = [Mention(e.field, e.value, e.start, e.end, self.rules[e.start], e.note) for e in self.entries]
        for length in self.lengths:
            if length not in self.used:
                note = f"{length.months}m" if length.months else f"{length.days}d"
                value = DateSpan(None, None, "range", "no known first day")
                out.append(Mention("duration", value, length.start, length.end, "length", note))
        for hit in self.event_years:
            value = DateSpan(*calendar.year(int(hit[1])), "year")
            out.append(Mention("date", value, hit.start(1), hit.end(1), "event name", "event-year"))
        return sorted(out, key=lambda m: (m.start, m.end))

    def read(self, phrase: Phrase) -> None:
        """Resolve one phrase and remember it."""
        sentence = self.doc.sentence_at(phrase.start)
        clause = self.doc.norm[phrase.end : max(phrase.end, min(sentence.end, phrase.end + _CLAUSE))]
        report = self._report(phrase, clause)
        if report:
            value = self._value(phrase, sentence, ("past",), None)
            self._keep(Entry(phrase, value, "report", report, phrase.start, phrase.end, sentence), phrase.kind)
            return
        alone = phrase.last is None and phrase.first.parts.keys() == {"year"} and not phrase.first.suffix
        if alone and _FOUNDED.match(clause):
            value = self._value(phrase, sentence, ("past",), None)
            self._keep(Entry(phrase, value, "founding", "", phrase.start, phrase.end, sentence), phrase.kind)
            return
        length = self._length(phrase, sentence)
        value = self._value(phrase, sentence, self._sides(phrase, clause), length)
        if length is None and self._repeats(phrase, value):
            return
        if value.precision == "year" and not phrase.first.suffix and _BEGUN.match(clause):
            value = DateSpan(value.start, None, "open")
        spans = [(phrase.start, phrase.end)] + ([(length.start, length.end)] if length else [])
        note = "anchor" if phrase.first.has("anchor") else ""
        entry = Entry(phrase, value, "date", note, min(s for s, _ in spans), max(e for _, e in spans), sentence)
        self._keep(*self._since(entry, phrase.kind if length is None else "first day and length"))

    def _keep(self, entry: Entry, rule: str) -> None:
        self.entries.append(entry)
        self.rules[entry.start] = rule

    # what stands around a phrase

    def _report(self, phrase: Phrase, clause: str) -> str:
        """'said', 'stamp' or ''."""
        point, norm, today = phrase.first, self.doc.norm, self.today
        if phrase.kind != "single" or not point.daily or point.suffix not in ("", "자로"):
            return ""
        if {"year", "month", "day"} <= point.parts.keys():
            line = norm[norm.rfind("\n", 0, phrase.start) + 1 : phrase.start]
            rest = norm[phrase.end : phrase.end + 200].split("\n", 1)[0]
            own = today == calendar.day(point.number("year"), point.number("month"), point.number("day"))
            if not _SUBJECT.search(line) and reporting.stamped(line, rest, own and today is not None):
                return "stamp"
        if reporting.said(clause):
            return "said"
        at = self.doc.sentence_at(phrase.start).start
        alone = point.parts.keys() <= {"day", "check"} and not point.suffix
        before = norm[at : phrase.start]
        return "said" if alone and (reporting.opens(before, clause) or reporting.aside(before, clause)) else ""

    def _sides(self, phrase: Phrase, clause: str) -> tuple[Side, ...]:
        if phrase.last is None and phrase.first.parts.get("dir"):
            return ("past",) if phrase.first.number("dir") < 0 else ("future",)
        if self.doc.norm[phrase.start - 1 : phrase.start] == "(":
            inside = clause.partition(")")[0]
            told = before(self.doc.norm[max(0, phrase.start - 14) : phrase.start - 1]) or sides(inside)
            if self._bracketed(phrase):
                return told  # '회담(7.20.)에 이어 방문할 예정': the clause's verb is not the bracket's
            told = told or sides(clause)
        else:
            told = sides(clause)
        if phrase.first.suffix == "까지" and (told == ("now",) or re.match(r" ?\S{1,8}는 ", clause)):
            return ("present",)
        return told or tuple(filter(None, (section(self.doc.norm[max(0, phrase.start - 600) : phrase.start]),)))

    def _bracketed(self, phrase: Phrase) -> bool:
        """True for a day with its month in brackets behind what it dates: '회담(7.20.)'."""
        return self.doc.norm[phrase.start - 1 : phrase.start] == "(" and {"month", "day"} <= phrase.first.parts.keys()

    def _repeats(self, phrase: Phrase, value: DateSpan) -> bool:
        """True for the bracket in '3분기(7~9월)', which says the time before it again."""
        last = self.entries[-1] if self.entries else None
        if last is None or last.end != phrase.start - 1 or self.doc.norm[last.end] != "(":
            return False
        return (last.value.start, last.value.end) == (value.start, value.end)

    def _since(self, entry: Entry, rule: str) -> tuple[Entry, str]:
        """'지난해 5월 문을 연 뒤 지난달 말까지' made one, '7일 …. 9일까지 머물며' given its start; others stay."""
        if entry.value.start or not entry.value.end or entry.phrase.first.suffix != "까지" or not self.entries:
            return entry, rule
        first = self.entries[-1]
        gap = self.doc.norm[first.end : entry.start]
        opened = (
            first.phrase.first.suffix in ("부터", "이후", "이래")
            or re.search(r" (?:뒤|이후|후|이래)[ ,]", gap) is not None
            or (first.phrase.first.has("into") and not gap.strip())
            or (first.value.end is None and _BEGUN.match(gap) is not None)
        )
        same = first.sentence is entry.sentence and first.field == "date" and first.phrase.last is None
        if same and first.value.start and opened and len(gap) <= 40:
            self.entries.pop()
            own_year = entry.phrase.first.parts.keys() == {"year±"} and entry.phrase.first.parts["year±"] == 0
            end = self.today if own_year else entry.value.end  # '올해까지' ends today (rule 17)
            value = replace(entry.value, start=first.value.start, end=end, precision="range")
            return replace(entry, value=value, start=first.start), "since … until"
        start = timecontext.stay_start(entry, self.entries[-_BACK:], self.doc.norm)
        if start is None:
            return entry, rule
        return replace(
            entry, value=replace(entry.value, start=start, precision="range")
        ), "until, from the day before it"

    # lengths of stay

    def _length(self, phrase: Phrase, sentence: Sentence) -> Duration | None:
        """The length that counts from this phrase's single day or month ('7일부터 2주간', '3박 4일 일정으로 16일').
        One that only repeats a stated range ('26일과 27일 이틀 동안') is used up without effect."""
        near = bisect_left(self.lengths, phrase.start - _AROUND, key=lambda length: length.start)
        for length in self.lengths[near:]:
            if length.start >= min(sentence.end, phrase.end + _AROUND):
                break
            if length in self.used or length.start < sentence.start:
                continue
            gap = self.doc.norm[phrase.end : length.start] if length.start >= phrase.end else None
            if phrase.last is not None:
                if gap is not None and re.fullmatch(r"간?[ ,(]{0,3}(?:총 )?", gap):
                    self.used.add(length)
                continue
            if counts_from(phrase, length, gap, self.doc.norm):
                self.used.add(length)
                return length
        return None

    # resolution

    def _value(self, phrase: Phrase, sentence: Sentence, told: tuple[Side, ...], length: Duration | None) -> DateSpan:
        first, last, today = phrase.first, phrase.last, self.today
        if length is None and last is None and (value := fixed(first, today)):
            return value
        if last is not None and last.has("recent"):  # '지난 3월부터 최근까지': 최근 names no end
            start = self._value(replace(phrase, last=None), sentence, told, length).start
            return DateSpan(start, None, "open", "" if start else _UNSURE)
        options = self._options(first, sentence)
        if self._bracketed(phrase) and (
            named := _NAMED_YEAR.search(self.doc.norm, max(0, first.start - 40), first.start)
        ):
            options = [r for r in options if r.span[0].year == int(named[1])] or options
        if last is not None:
            options = join(first, last, options, self._options(last, sentence), told=told, today=today)
        if not options:
            return DateSpan(None, None, "open", self._why(first))
        spans = [stretched(r.span, length, first.suffix) for r in options]
        inherited = timecontext.inherited(first, spans, self.entries[-_BACK:], sentence, today)
        if (
            not told
            and today
            and inherited[0] is not None
            and spans[inherited[0]][0] > today
            and self._bracketed(phrase)
        ):
            inherited = None, False  # '(방안 발표(1.22.))' in a list of plans
        index = pick(first, options, spans, told, inherited=inherited, today=today)
        if index is None and "month" in first.parts and not first.has("dir"):
            index = timecontext.same_month(spans, self.entries[-_BACK:])
        if index is None:
            return DateSpan(None, None, "open", _UNSURE)
        if length is not None or last is not None:
            return DateSpan(*spans[index], "range")
        return bounds(first, options[index], today)

    def _why(self, point: Point) -> str:
        if point.has("anchor"):
            return "nothing clear before it to point back to"
        return NO_DAY if self.today is None else "no such day, or a vague one"

    def _options(self, point: Point, sentence: Sentence) -> list[Reading]:
        today = self.today
        named = {int(hit[1]) for hit in self.event_years}
        years = tuple(today.year + by for by in (-1, 0, 1)) if today else tuple(named) if len(named) == 1 else ()
        back = self.entries[: -_BACK - 1 : -1]
        same = next((e.value.start for e in back if e.value.start and e.sentence is sentence), None)
        if same is not None:
            years = tuple(sorted({*years, same.year, same.year + 1}))
        block = (e for e in back if e.value.start and e.sentence.block == sentence.block)
        base = next((e.value.start for e in block if e.phrase.first.has("month", "month±")), None)
        if today is None and base is None:  # no month of the article's own to fall back on: the last one told
            told = (e for e in back if not timecontext.agreed(e))
            base = next((e.value.start for e in told if e.value.start and e.phrase.first.has("month")), None)
        return readings(point, today, years, timecontext.anchor(point, back[::-1], sentence, today), base)
