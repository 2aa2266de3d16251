"""The only place that turns a dump's lines into Lines: what each is, where the body starts, what only repeats."""

import re
from dataclasses import replace

from scraper import chrome, lines, stamps
from scraper.framing import Line
from scraper.lines import key

_CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
_HEAD_LINES = 8
_SENTENCE = (
    24  # characters of a first sentence of prose; below the headline one that tells something in '다.' may be short
)
_SHORT_LEAD = 14
_LONGEST_STAMP = 110  # characters
_LABEL_END = re.compile(r"(?:\s(?:기사)?(?:입력|승인|등록|작성|송고|게재|발행)(?:일|일시|시간)?\s?[:：]?)?\s*$")


def classify(texts: list[str]) -> list[Line]:
    """Logical lines ('' for a blank one) with their kinds; headlines parted from meta lines, repetitions dropped."""
    return _without_previews(_parted(_classify(texts)))


def trim(line: str) -> str:
    """Ends trimmed; runs of spaces inside stay, as they part the cells of a meta line."""
    return line.replace("\t", "    ").strip()


def _classify(texts: list[str]) -> list[Line]:
    out: list[Line] = []
    gap = False
    for text in texts:
        if not text:
            gap = True
            continue
        out.append(line_of(text, first=not out, gap=gap))
        gap = False
    return out


def line_of(text: str, *, first: bool, gap: bool = False) -> Line:
    """One line with its kind; `first` of the document, `gap` for a blank line before it."""
    kind = chrome.kind_of(text) or ("stamp" if is_stamp(text, first=first) else "")
    return Line(text, kind, gap, opening=first)


def is_stamp(text: str, *, first: bool = False) -> bool:
    """A meta line: a date, and besides it labels, an outlet, a section, a reporter, counters, nothing else."""
    found = stamps.stamps(text) if len(text) <= _LONGEST_STAMP else []
    if not found or lines.is_sentence(text):
        return False
    labelled = any(s.role in ("published", "modified", "page") for s in found)
    if re.match(r"\W{0,3}\([가-힣\s/]{2,14}\)", text) or (not labelled and lines.is_marked(text)):
        return False  # '○ (일시) 2026. 8. 11.' is the event's date
    if not labelled and re.search(r"\d\s?[~∼～–-]\s?\d{1,2}[:.월]", text):
        return False
    raw = [c.strip(" :：.,~-•·") for c in re.split(r"[|│ㅣ/]|\s{2,}", stamps.strip(text))]
    rest = [c for c in raw if c.strip("()[]<> ") and not chrome.kind_of(c) and not chrome.kind_of(c.strip("()[]<> "))]
    if first and not labelled:
        return not rest
    return sum(len(c) for c in rest) <= (24 if labelled else 18) and all(len(c) <= 16 for c in rest)


def _parted(rows: list[Line]) -> list[Line]:
    """A headline that carries its own meta line behind it, as two lines."""
    out: list[Line] = []
    for i, row in enumerate(rows):
        found = stamps.stamps(row.text) if i < _HEAD_LINES and not row.kind and len(row.text) < 200 else []
        label = _LABEL_END.search(row.text[: found[0].start]) if found else None
        if label is None or label.start() < 10 or lines.is_sentence(row.text):
            out.append(row)
            continue
        headline, meta = row.text[: label.start()].rstrip(" |·-[("), row.text[label.start() :]
        if is_stamp(meta):
            out += [replace(row, text=headline), Line(meta, "stamp")]
        else:
            out.append(row)
    return out


def _without_previews(rows: list[Line]) -> list[Line]:
    """Drops a line that only repeats what follows: a card's preview cut off by '…', a paragraph that stands twice."""
    keys = [key(row.text) for row in rows]
    whole = "".join(keys)
    seen: set[str] = set()
    out = []
    for row, letters in zip(rows, keys, strict=True):
        twice = len(letters) > 24 and letters in seen and not row.kind
        if not twice and not (_CUT_OFF.search(row.text) and _is_elsewhere(letters, whole)):
            out.append(row)
        seen.add(letters)
    return out


def _is_elsewhere(letters: str, whole: str) -> bool:
    """Most pieces of a long line stand in the document twice."""
    pieces = [letters[i : i + 12] for i in range(0, len(letters) - 12, 12)]
    return len(letters) > 60 and sum(whole.count(piece) > 1 for piece in pieces) >= 0.6 * len(pieces)


def body_start(rows: list[Line]) -> int:
    """Index of the first line of prose or outline; the number of lines where there is none."""
    first = next((i for i, row in enumerate(rows) if not row.kind), 0)
    headed = first + 1 < len(rows) and rows[first + 1].kind in ("stamp", "reporter", "outlet")
    for i, row in enumerate(rows):
        if row.kind or lines.is_subtitle(row.text):
            continue
        if i == first and len(row.text) < 90 and (headed or _exclaims(row.text)):
            continue
        least = _SHORT_LEAD if i > first and row.text.endswith("다.") else _SENTENCE
        if lines.is_sentence(row.text) and len(row.text) >= least and not _quoted_headline(row.text):
            return i
        if re.match(r"^[□○❍ㅇ■◇◆]", row.text) and len(row.text) >= 20:
            return i
    return len(rows)


def _exclaims(text: str) -> bool:
    """'방학에도 배움은 계속된다!': a headline where a first line ends so."""
    return bool(re.search(r"[!?][\"'”’]?$", text))


def _quoted_headline(text: str) -> bool:
    """A headline that ends in a quotation: no sentence end inside, and short."""
    return len(text) < 70 and not re.search(r"[가-힣](?:다|요|죠|까|네)[.?!~]", text)
