"""The only place that recognises words of time: 2023년, 지난달, 30일, 상반기, 2024. 6. 24.(월) (data/timewords.tsv)."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.timeshort import short_day
from extract.wordlists import alternation

WEEKDAYS = "월화수목금토일"


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One word of time at `norm[start:end]`. `kind` is year, month, day, quarter (numbers), year±, month±, day±,
    week± (steps from the article's own), weekday, check (the weekday in brackets), half, season, part, within, now,
    recent, spanback (최근 5년간), anchor, dir (지난, 오는), weekend or into (들어). The words of one numeric date share
    a span."""

    kind: str
    value: int | str
    start: int
    end: int


_TAIL = (
    r"(?![가-힣])|(?=(?:에|의|은|는|이|도|부터|까지|과|와|엔|보다|을|를|로|만|들어|이후|이래|상반기|하반기|께|쯤|경|내)"
    r"(?!리|린|렸|고))"
)
_FOLLOW = {
    "half": r"(?!고)",
    "year": _TAIL + r"|(?=초|말|중|한|봄|여름|가을|겨울|\d)",
    "month": _TAIL + r"|(?=초|말|중|하순)",
    "within": r"(?![가-힣])|(?=에|까지|부터|쯤|께)",
    "day": r"(?![가-힣])|(?=(?:은|의|도|과|와|이)(?![가-힣])|까지|부터)",
    "recent": r"(?![가-힣])|(?=에|의|까지)",
    "dir": r"(?= ?['\d봄여가겨상하월화수목금토일])",
    "all": r"(?= ?(?:상반기|하반기|봄|여름|가을|겨울|\d{1,2}월|들어|연말|초(?![가-힣])|말(?![가-힣])|[1-4]분기))",
    "this": r"(?= ?(?:봄|여름|가을|겨울|상반기|하반기))",
}
_INSIDE = frozenset({"half", "within"})  # kinds that may follow other Hangul directly: 올상반기, 올연말
_PART = re.compile(
    r" ?(초순|중순|하순|초|말)(?:(?![가-힣])|(?=(?:에|의|와|쯤|께|경|로)(?![가-힣]))|(?=까지|부터|에는|에도|보다|엔))"
)
_SEASON = re.compile(r" ?(봄|여름|가을|겨울)(?:(?![가-힣])|(?=에|부터|까지|의|은|철))")
_INTO = re.compile(r" ?들어(?:서|서는|서만)?(?![가-힣])")
_MONTHLY = frozenset({"month", "month±", "week±", "year", "year±", "dir"})
_RELATIVE = {"all": "year±", "this": "dir", "year": "year±", "month": "month±", "day": "day±", "week": "week±"}
_PARTS = {"초순": "초", "하순": "말"}


@cache
def _words() -> dict[str, tuple[str, int | str]]:
    """word → (kind, value) of data/timewords.tsv."""
    table: dict[str, tuple[str, int | str]] = {}
    rows = (files("data") / "timewords.tsv").read_text("utf-8").splitlines()
    for word, kind, value in (row.split("\t") for row in rows if not row.startswith("#")):
        table[word] = (kind, int(value) if re.fullmatch(r"-?\d+", value) else value)
    return table


@cache
def _word_form() -> re.Pattern[str]:
    """Literals only, so that the search skips by first letters; what stands around is checked on hits."""
    return re.compile("|".join(re.escape(w) for w in sorted(_words(), key=len, reverse=True)))


@cache
def _follow(kind: str) -> re.Pattern[str]:
    return re.compile(_FOLLOW.get(kind, _TAIL))


_D = r"(?<!\d)(?<!\d[.:])"
_M, _DD = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_WD = rf"(?: ?\((?:[{WEEKDAYS}])(?:요일)?(?:, ?[가-힣]{{1,10}})?\))"
_NOT_DAY = (
    r"(?! ?(?:간(?!담|부)|차(?!관|장)|치(?!매|안)|권(?!역)|제(?![가-힣\d])|"
    rf"{alternation('timelists', 'not_day')})"
    r"|장(?![관애학소마])"
    r"| ?(?:전|뒤|후|앞)(?:에|인|로|의|으로|부터)?(?![가-힣])| ?(?:만|내)(?:에|(?![가-힣]))|분(?![가-힣])|당 | \d+회)"
)
_NOT_YEAR = r"(?!대(?![학표])|산|생|째|간| 만|식|형|차|묵| 동안)"
_LIST = r"(?= ?[~·,-] ?\d{1,2}(?: ?[~·,-] ?\d{1,2})*"
_FORMS = {
    "ymd": rf"(?<![\d.])(?:(?:19|20)\d\d|'\d\d)(?P<sep>[.\-/]) ?{_M}(?!\d)(?! ?주(?!년)|Q|q|/4)"
    rf"(?:월|(?P=sep) ?{_DD}(?!\d)(?:일(?=까지|부터|[ ,(~]))?)?\.?{_WD}?",
    "yy": rf"(?<![\d.~-])(?:1[3-9]|2\d)\. ?(?:{_M}월(?!간)|{_M}\. ?{_DD}(?!\d)(?:\.{_WD}?|{_WD}))",
    "md": rf"(?<![\d.]){_M}[./] ?{_DD}\.?"
    rf"(?:{_WD}|(?= ?[~-] ?(?:{_M}\.)? ?{_DD}일)|(?<=\.)(?= ?[~-] ?(?:{_M}\. ?)?{_DD}\.(?!\d))"
    rf"|(?<!\.)일(?!대[학교]){_NOT_DAY}{_WD}?)",
    "year": rf"(?<=[~-])(?:19|20)\d\d년(?=간)|{_D}(?:1[4-9]|20)\d\d"
    rf"(?:년(?:도)?{_NOT_YEAR}|(?= ?[~-] ?(?:(?:19|20)\d\d|'?\d\d)년))|'\d\d년(?:도)?|(?<!\d)\d\d년(?= ?\d{{1,2}}월)",
    "month": rf"{_D}{_M}(?:월(?!드|간|급|세|요일|출|셋)|{_LIST}월(?!드|간)))",
    "nth": r"(?<![\d.])\d{1,2}일 ?차(?![가-힣]|례)",
    "day": rf"(?<=월 ){_DD}{_WD}|(?<=월){_DD}{_WD}|{_D}{_DD}(?:일(?!대[학교]){_NOT_DAY}{_WD}?|{_LIST}일{_NOT_DAY}))",
    "quarter": r"(?<![\d.])[1-4](?:[/·]4)?(?:분기(?!점)|(?= ?[~-] ?[1-4]분기))",
}
_NUMERIC = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
_RANGE_END = re.compile(
    r" ?[~-] ?(?:(1[0-2]|0?[1-9])[./] ?)?(3[01]|[12]\d|0?[1-9])(?![\d:])"
    rf"(?:\.?{_WD}|\.|(?= ?(?:[(),]|간(?![가-힣])|$|\n))|일{_WD}?)",
    re.M,
)
_NUMBER = re.compile(r"'?\d+")
_SPANBACK = re.compile(
    r"(?:최근|지난) ?(?:\d{1,2}|[한두세네]|다섯|여섯|열) ?(?:년|개월|달) ?(?:간|동안|사이|새)(?:의)?"
)
_RECURRING = re.compile(
    r"(?:매(?:년|해|월|달|주|회)[ ,]|(?:역대|음력|최소|최대|최장|총|무려|평균|(?<![가-힣])약) ?)(?:\d{1,2}월 ?)?$"
    r"|제$|D-$"
)


def scan(norm: str) -> list[TimeWord]:
    """All words of time in order. Recurring and lunar ones (매년 8월, 매월 5일, 음력 8월 15일) are left out."""
    found = _scan_words(norm)
    at = 0
    for number in _NUMBER.finditer(norm):
        if number.start() < at:
            continue
        hit = _NUMERIC.match(norm, number.start())
        if hit is None and norm.startswith(".", number.end()) and (short := short_day(norm, number.start())):
            month, day, at = short
            words = [TimeWord("month", month, number.start(), at), TimeWord("day", day, number.start(), at)]
        elif hit is None or _RECURRING.search(norm, max(0, hit.start() - 10), hit.start()):
            continue
        else:
            words = _read_numeric(hit)
            at = hit.end()
        while words[-1].kind in ("day", "check") and (tail := _RANGE_END.match(norm, words[-1].end)):
            words += _range_end(tail)
            at = tail.end()
        found += words
    found += [extra for word in found if word.kind in _MONTHLY for extra in _after(norm, word)]
    return sorted(found, key=lambda w: (w.start, w.end, -1 if w.kind == "year" else w.kind == "check"))


def _scan_words(norm: str) -> list[TimeWord]:
    out: list[TimeWord] = []
    at = 0
    while hit := _word_form().search(norm, at):
        kind, value = _words()[hit.group()]
        before = norm[hit.start() - 1] if hit.start() else " "
        glued = ("가" <= before <= "힣" and kind not in _INSIDE) or (before.isdigit() and kind == "within")
        if (kind == "recent" or hit.group() == "지난") and (back := _SPANBACK.match(norm, hit.start())):
            out.append(TimeWord("spanback", back.group(), hit.start(), back.end()))
            at = back.end()
        elif glued or not _follow(kind).match(norm, hit.end()) or norm.endswith("매년 ", 0, hit.start()):
            at = hit.start() + 1  # '지난 주말' is no '지난 주', but 지난 and 주말 are words
        else:
            out.append(TimeWord(_RELATIVE.get(kind, kind), value, hit.start(), hit.end()))
            at = hit.end()
    return out


def _after(norm: str, word: TimeWord) -> list[TimeWord]:
    """초·중순·말, a season or 들어 right behind a year, month or week."""
    if word.kind != "dir" and (part := _PART.match(norm, word.end)):
        return [TimeWord("part", _PARTS.get(part[1], part[1]), part.start(1), part.end())]
    if season := _SEASON.match(norm, word.end):
        return [TimeWord("season", season[1], season.start(1), season.end())]
    into = _INTO.match(norm, word.end)
    return [TimeWord("into", 0, into.start(), into.end())] if into else []


def _read_numeric(hit: re.Match[str]) -> list[TimeWord]:
    name = next(n for n in _FORMS if hit[n] is not None)
    text, (start, end) = hit.group(), hit.span()
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    if name in ("ymd", "yy", "year") and numbers[0] < 100:
        numbers[0] += 2000
    if name == "nth":
        return [TimeWord("anchor", f"nth{numbers[0]}", start, end)]
    ymd = ("year", "month", "day")
    kinds = {"ymd": ymd, "yy": ymd, "md": ("month", "day")}.get(name, (name,))
    words = [TimeWord(kind, value, start, end) for kind, value in zip(kinds, numbers, strict=False)]
    return words + _check(text, start, end)


def _range_end(hit: re.Match[str]) -> list[TimeWord]:
    """'~ 10. 27.(금)' behind a day: the second half of a numeric range."""
    start = hit.start(1) if hit[1] else hit.start(2)
    words = [TimeWord("month", int(hit[1]), start, hit.end())] if hit[1] else []
    return [*words, TimeWord("day", int(hit[2]), start, hit.end()), *_check(hit.group(), start, hit.end())]


def _check(text: str, start: int, end: int) -> list[TimeWord]:
    weekday = re.search(rf"\(([{WEEKDAYS}])", text)
    return [TimeWord("check", WEEKDAYS.index(weekday[1]), start, end)] if weekday else []
