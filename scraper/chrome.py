"""The only place that knows which lines are a page's chrome: a table of expressions, data/chrome.tsv, by kind."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

ANYWHERE = frozenset(
    {
        "button",
        "stats",
        "copyright",
        "licence",
        "survey",
        "file",
        "nav",
        "label",
        "comments",
        "tags",
        "newsletter",
        "notice",
        "weather",
        "end",
    }
)
"""Kinds that are no part of an article wherever they stand."""

FRAME = frozenset({"contact", "reporter", "outlet", "letterhead", "crumb", "menu", "stamp", "section"})
"""Kinds that are chrome before and after the body only: inside it their words may be the article's own."""

_CELL = re.compile(r"\s*[|│ㅣ┃｜]\s*|\s{2,}|\t+|\s+/\s+|\s+[·ㆍ]\s+")
_BETWEEN_CELLS = frozenset("|│ㅣ┃｜/·ㆍ")
LONGEST = 240  # characters; a longer line is no chrome, but for a box of officials
_END = 40  # characters in which a sentence ends; an expression that ends a line is sought there alone
_GLUED = re.compile(  # a sentence with a copyright notice on its heels is a sentence
    r"(?:(?!저작권|무단|콘텐츠).){12,}[다요]\.[\"”’)]?\s?[<\[(]?\s?(?:저작권|ⓒ|©|copyright|무단)", re.I
)
_GLUED_WORDS = ("저작권", "무단", "ⓒ", "©", "copyright")  # one stands in every match
_NUMBER = re.compile(r"\(?0\d{1,2}[-.)]\s?\d{3,4}-\d{4}\)?")
_OFFICIALS = re.compile(r"담당\s?부서|책임자|담당자")
_SENTENCE = re.compile(
    r"[가-힣]다[.?!][\"'”’)\]]*$|(?:니다|세요|어요|아요|해요|에요|예요|네요|군요|지요|죠)[.?!~]*[\"'”’)\]]*$"
)
_SAYS_SENTENCES = frozenset(
    {
        "copyright",
        "survey",
        "file",
        "contact",
        "comments",
        "notice",
        "button",
        "newsletter",
        "licence",
        "caption",
        "stats",
    }
)


class Rule(NamedTuple):
    """One row of the table: what a line is when `pattern` matches all of it, with a sample and a counter-example.

    Every match holds one of the characters `needs`, begins with one of `starts` ('': with any), both in lower case, and
    has `longest` characters at most: nine rules in ten need not be asked of a line."""

    kind: str
    pattern: re.Pattern[str]
    needs: str
    starts: str
    longest: int
    sample: str
    counter: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The table, in its order: the first rule that matches names the kind."""
    text = resources.files("data").joinpath("chrome.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Rule(
            r["kind"],
            re.compile(r["pattern"], re.I),
            r["needs"],
            r["starts"],
            int(r["longest"] or LONGEST),
            r["sample"],
            r["counter"],
        )
        for r in rows
    )


@lru_cache(maxsize=16384)
def kind_of(line: str) -> str:
    """The kind of chrome that a whole line is, '' for none. A bar of tools counts when each of its cells does."""
    line = line.strip()
    if len(line) > LONGEST:
        return "contact" if len(line) < 2000 and _is_box(line) else ""
    if not line:
        return ""
    folded = line.lower()
    if any(word in folded for word in _GLUED_WORDS) and _GLUED.match(line):
        return ""
    single = " ".join(line.split())
    whole = _cell_kind(single)
    if whole or (single == line and _BETWEEN_CELLS.isdisjoint(line)):  # one cell
        return whole
    cells = [c for c in _CELL.split(line) if c.strip()]
    if len(cells) < 2:
        return ""
    kinds = [_cell_kind(c.strip()) for c in cells]
    if all(kinds):
        return max(kinds, key=_weight)
    menu = sum(kind in ("menu", "button", "crumb") for kind in kinds)
    short = all(len(c) <= 12 for c in cells)
    return "menu" if len(cells) >= 3 and short and menu * 2 >= len(cells) else ""


def _is_box(line: str) -> bool:
    """A release's table of officials run together on one line: ranks and numbers, no sentence."""
    return len(_NUMBER.findall(line)) >= 2 and bool(_OFFICIALS.search(line)) and not _SENTENCE.search(line)


def _cell_kind(cell: str) -> str:
    asks = _asks()
    folded = cell.lower()
    asked = asks.starting.get(folded[:1], asks.anyhow) & asks.as_long[len(cell)]
    if len(cell) > 12 and _SENTENCE.search(cell, max(0, len(cell) - _END)):
        asked &= asks.saying
    if not asked:
        return ""
    held = 0
    for character in asks.holding.keys() & folded:
        held |= asks.holding[character]
    asked &= held
    table = rules()
    while asked:
        first = asked & -asked
        rule = table[first.bit_length() - 1]
        if rule.pattern.fullmatch(cell):
            return rule.kind
        asked ^= first
    return ""


class _Asks(NamedTuple):
    """Which rules a line calls for, a bit each."""

    holding: dict[str, int]  # by a character that the line holds
    starting: dict[str, int]  # by its first character
    anyhow: int  # with any other first character
    as_long: list[int]  # by its length
    saying: int  # where it is a sentence


@cache
def _asks() -> _Asks:
    table = rules()
    anyhow = sum(1 << at for at, rule in enumerate(table) if not rule.starts)
    saying = sum(1 << at for at, rule in enumerate(table) if rule.kind in _SAYS_SENTENCES)
    as_long = [sum(1 << at for at, r in enumerate(table) if size <= r.longest) for size in range(LONGEST + 1)]
    holding: dict[str, int] = {}
    starting: dict[str, int] = {}
    for at, rule in enumerate(table):
        for character in rule.needs:
            holding[character] = holding.get(character, 0) | 1 << at
        for character in rule.starts:
            starting[character] = starting.get(character, anyhow) | 1 << at
    return _Asks(holding, starting, anyhow, as_long, saying)


_WEIGHT = {"copyright": 9, "comments": 8, "section": 7, "reporter": 6, "contact": 5}


def _weight(kind: str) -> int:
    """Which of a bar's cells names the bar: an end mark before a button."""
    return _WEIGHT.get(kind, 0)
