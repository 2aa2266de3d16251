"""The only place that reads text dumps of pages: what is headline, body and tail, and what meta lines say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from scraper import chrome, framing, lines, stamps
from scraper.framing import Line
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece
from scraper.unwrap import unwrap

_META = frozenset({"stamp", "reporter", "contact", "letterhead", "licence", "copyright"})
_ORG_DATE = re.compile(r"^[가-힣A-Za-z·\s]{2,20}(?:청|부|처|원|시|군|구|도|실|위원회|공사|공단|재단|의회)$")
_OUTLET = re.compile(r"^[가-힣A-Za-z0-9·&\s]{2,16}$")
_DEPARTMENT = re.compile(
    r"(?:담당|주관|작성|제공|소관|등록)\s?부서\s?(?:명)?\s?[:：]?\s?([가-힣A-Za-z0-9·]{2,16}(?:\s[가-힣A-Za-z0-9·]{1,10}(?:과|팀|실|국|단|관|소|센터|담당관))?)"
)
_LICENCE = re.compile(r"공공누리[^\d]{0,12}(?:제\s?)?([1-4])\s?유형")
_COPYRIGHT_NAME = re.compile(
    r"(?:저작권자?|copyrights?|ⓒ|©|\(c\))[\s:,ⓒ©'\"]*(?:\(c\))?[\s:,ⓒ©'\"]*([가-힣A-Za-z0-9· ]{2,18}?)"
    r"\s?(?:[,.&('\"ⓒ©>\]\-]|무단|all\s|www|$)|^([가-힣A-Za-z0-9·&]{2,14})\s?(?:ⓒ|©|무단)",
    re.I,
)
_CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
_HEAD_LINES = 8
_LABEL_END = re.compile(r"(?:\s(?:기사)?(?:입력|승인|등록|작성|송고|게재|발행)(?:일|일시|시간)?\s?[:：]?)?\s*$")
_STORY_MARK = re.compile(r"^(?:[·•▶▷☞○◇◆■\-–ㄴ]|\[?\d{1,2}\]?[.)위]?\s|\[사진\]|\[포토\])")


@dataclass(slots=True)
class Dump:
    """What a dump says: pieces in order, and the values of its meta lines."""

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    published: datetime | date | None = None
    modified: datetime | date | None = None
    publisher: str | None = None
    department: str | None = None
    licence: str | None = None


def read(text: str, title: str = "") -> Dump:
    """A dump's headline, body and meta values; menus, rankings, comments and the like are left out."""
    return _read(_classify(unwrap([squeeze_keep(line) for line in normalise(text).split("\n")])), title)


def read_pieces(pieces: Sequence[Piece], title: str = "") -> Dump:
    """The same for a document that came as paragraphs and tables: an office file."""
    rows = [Line(p.text, piece=p) if p.kind == "table" else _line(p.text, first=not i) for i, p in enumerate(pieces)]
    return _read(rows, title, whole=True)


def _read(rows: list[Line], title: str, *, whole: bool = False) -> Dump:
    """`whole`: no menu stands above the body, so every line there is the document's own."""
    rows = _parted(_without_previews(rows))
    first = _body_start(rows)
    for row in rows[first + 2 :]:
        if row.kind == "stamp" and not any(s.role in ("published", "modified") for s in stamps.stamps(row.text)):
            row.kind = ""  # '일시' on one line, '2022. 9. 21.(수) 14:00' on the next: the event's date
    dump = Dump()
    _read_meta(dump, rows, first)
    if first == len(rows):  # an outline, a table, a list of names: no prose to tell a head from
        first, whole = _first_own(rows), True
    head = _head(dump, rows, first, title, whole=whole)
    pieces, outlet = framing.finish(framing.body(rows, first), dump.title)
    dump.pieces = head + pieces
    dump.publisher = dump.publisher or outlet or None
    return dump


def squeeze_keep(line: str) -> str:
    """Ends trimmed; runs of spaces inside stay, as they part the cells of a meta line."""
    return line.replace("\t", "    ").strip()


def _classify(texts: list[str]) -> list[Line]:
    out: list[Line] = []
    gap = False
    for text in texts:
        if not text:
            gap = True
            continue
        out.append(_line(text, first=not out, gap=gap))
        gap = False
    return out


def _line(text: str, *, first: bool, gap: bool = False) -> Line:
    kind = chrome.kind_of(text) or ("stamp" if is_stamp(text, first=first) else "")
    return Line(text, kind, gap, opening=first)


def is_stamp(text: str, *, first: bool = False) -> bool:
    """A meta line: a date, and besides it labels, an outlet, a section, a reporter, counters, nothing else."""
    found = stamps.stamps(text)
    if not found or len(text) > 110 or lines.is_sentence(text):
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
    keys = [_key(row.text) for row in rows]
    whole = "".join(keys)
    seen: set[str] = set()
    out = []
    for row, key in zip(rows, keys, strict=True):
        twice = len(key) > 24 and key in seen and not row.kind
        if not twice and not (_CUT_OFF.search(row.text) and _is_elsewhere(key, whole)):
            out.append(row)
        seen.add(key)
    return out


def _is_elsewhere(key: str, whole: str) -> bool:
    """Most pieces of a long line stand in the document twice."""
    pieces = [key[i : i + 12] for i in range(0, len(key) - 12, 12)]
    return len(key) > 60 and sum(whole.count(piece) > 1 for piece in pieces) >= 0.6 * len(pieces)


def _body_start(rows: list[Line]) -> int:
    """Index of the first line of prose or outline; the number of lines where there is none."""
    first = next((i for i, row in enumerate(rows) if not row.kind), 0)
    headed = first + 1 < len(rows) and rows[first + 1].kind in ("stamp", "reporter", "outlet")
    for i, row in enumerate(rows):
        if row.kind or lines.is_subtitle(row.text):
            continue
        if i == first and len(row.text) < 90 and (headed or _exclaims(row.text)):
            continue
        if lines.is_sentence(row.text) and len(row.text) >= 24 and not _quoted_headline(row.text):
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


# ---------- meta lines ----------


def _read_meta(dump: Dump, rows: list[Line], first: int) -> None:
    found = [(s, i) for i, r in enumerate(rows) if _may_hold_stamp(r, i, first) for s in stamps.stamps(r.text)]
    for role, name in (("published", "published"), ("modified", "modified")):
        values = [s.value for s, _ in found if s.role == role]
        if values:
            setattr(dump, name, values[0])
    if dump.published is None:
        bare = [s.value for s, i in found if not s.role and i < first]
        dump.published = bare[0] if bare else None
    for row in rows:
        _read_names(dump, row)
    for row in rows[:first]:
        if dump.publisher is None and row.kind == "stamp":
            dump.publisher = _name_beside_stamp(row.text)


def _may_hold_stamp(row: Line, index: int, first: int) -> bool:
    """Meta lines above the body, and labelled ones below it; never a copyright line or a weather bar."""
    if row.kind in ("stamp", "letterhead", "reporter", "contact"):
        return True
    return index < first and row.kind in ("outlet", "crumb", "stats", "nav")


def _read_names(dump: Dump, row: Line) -> None:
    department = _DEPARTMENT.search(row.text) if row.kind in _META else None
    if department and dump.department is None:
        dump.department = squeeze(department[1])
    licence = _LICENCE.search(row.text)
    if licence and dump.licence is None:
        dump.licence = f"KOGL-{licence[1]}"
    if row.kind == "copyright" and dump.publisher is None:
        dump.publisher = _copyright_holder(row.text)
    if row.kind == "outlet" and dump.publisher is None:
        dump.publisher = row.text


def _copyright_holder(text: str) -> str | None:
    """'저작권자 © 한밭저널 무단전재 …' names who publishes; '무단전재 금지' alone does not."""
    name = _COPYRIGHT_NAME.search(text.strip("<>[]()-※ "))
    holder = squeeze(name[1] or name[2]) if name else ""
    return holder if lines.hangul(holder) >= 2 and not re.search(r"무단|금지|저작", holder) else None


def _name_beside_stamp(text: str) -> str | None:
    """'한밭저널 등록 2018.09.13 17:44', '소방청 2025-11-10': what is no label, reporter or counter is who publishes."""
    cells = [c.strip(" ()[]<>:：.,~-") for c in re.split(r"[|│ㅣ/]|\s{2,}", stamps.strip(text))]
    for cell in cells:
        kind = chrome.kind_of(cell)
        if kind == "outlet" or (not kind and _ORG_DATE.match(cell)):
            return squeeze(cell)
    return None


# ---------- headline ----------


def _first_own(rows: list[Line]) -> int:
    """The line after the first that is no chrome: that one is the headline."""
    return next((i + 1 for i, row in enumerate(rows) if not row.kind), len(rows))


def _head(dump: Dump, rows: list[Line], first: int, title: str, *, whole: bool) -> list[Piece]:
    """The headline first, then the subtitles and captions that stand above the body."""
    body = re.sub(r"\W+", "", "".join(r.text for r in rows[first:]))[:6000]
    above = [r for r in rows[:first] if not r.kind or r.kind == "caption"]
    above = _without_story_list(rows[:first], above)
    chosen = _pick_title([r for r in above if not r.kind or (r.opening and r.text[0] in "[<(")], body, title)
    if not chosen and whole:  # nothing but names and numbers below: the first line is what they are about
        chosen = next((r.text for r in above if r.opening and not r.kind and lines.hangul(r.text) >= 4), "")
    dump.title = title or chosen
    pieces = [Piece("title", dump.title)] if dump.title else []
    for row in above:
        if _same(row.text, dump.title) or _same(row.text, chosen):
            continue
        if row.piece is not None:
            pieces.append(row.piece)
        elif row.kind or whole or _worth_keeping(row.text, body):
            pieces.append(Piece("caption" if row.kind else "subtitle", row.text))
    return pieces


def _without_story_list(head: list[Line], above: list[Line]) -> list[Line]:
    """A list of three or more marked headlines under a heading such as '실시간 뉴스' is no part of this article."""
    drop: set[int] = set()
    for i, row in enumerate(head):
        if row.kind != "section":
            continue
        run = []
        for item in head[i + 1 :]:
            if item.kind or not _STORY_MARK.match(item.text):
                break
            run.append(id(item))
        if len(run) >= 3:
            drop.update(run)
    return [r for r in above if id(r) not in drop]


def _pick_title(candidates: list[Line], body: str, title: str) -> str:
    """The first line that shares enough with the body; a later one only where the first says next to nothing of it."""
    best, best_score = "", 0.0
    for row in candidates:
        text = row.text.lstrip("•·▶▷☞ ")
        if title and _same(text, title):
            return text
        if len(text) < 6 or len(text) > (200 if row.opening else 140) or lines.is_subtitle(row.text):
            continue
        repeated = [_key(r.text) for r in candidates].count(_key(text)) > 1
        shared = _overlap(text, body)
        score = shared + (6 if repeated else 0) + (6 if row.opening and shared >= 3 else 0)
        if score > best_score * 2 + (0 if not best else 3):
            best, best_score = text, score
    return best


def _overlap(text: str, body: str) -> float:
    """How many two-syllable pieces of a line the body holds too, up to 25."""
    key = re.sub(r"\W+", "", text)
    pairs = {key[i : i + 2] for i in range(len(key) - 1)}
    return min(25.0, float(sum(p in body for p in pairs))) if pairs else 0.0


def _worth_keeping(text: str, body: str) -> bool:
    """A subtitle shares words with the body or is written as one; a menu's word is neither."""
    if lines.is_subtitle(text):
        return True
    return lines.hangul(text) >= 7 and _overlap(text, body) >= 4


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _same(a: str, b: str) -> bool:
    return bool(b) and _key(a) == _key(b)
