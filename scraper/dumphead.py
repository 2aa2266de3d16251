"""The only place that picks a dump's headline, and keeps the subtitles and captions above its body."""

import re
from collections.abc import Sequence

from scraper import lines
from scraper.framing import Line
from scraper.lines import key
from scraper.pieces import Piece

_STORY_MARK = re.compile(r"^(?:[·•▶▷☞○◇◆■\-–ㄴ]|\[?\d{1,2}\]?[.)위]?\s|\[사진\]|\[포토\])")


def first_own(rows: Sequence[Line]) -> int:
    """The line after the first that is no chrome: that one is the headline."""
    return next((i + 1 for i, row in enumerate(rows) if not row.kind), len(rows))


def read(rows: list[Line], first: int, title: str, *, whole: bool) -> tuple[str, list[Piece]]:
    """The headline (`title` where the caller knows it, '' where there is none), and the pieces above the body: the
    headline first, then subtitles and captions. `whole` keeps every line above the body."""
    body = key("".join(r.text for r in rows[first:]))[:6000]
    above = [r for r in rows[:first] if not r.kind or r.kind == "caption"]
    above = _without_story_list(rows[:first], above)
    chosen = _pick_title([r for r in above if not r.kind or (r.opening and r.text[0] in "[<(")], body, title)
    headed = len(rows) > 1 and rows[1].kind in ("stamp", "reporter", "outlet")
    if not chosen and (whole or headed):  # it shares no word with the body, but stands where a headline stands
        chosen = next((r.text for r in above if r.opening and not r.kind and lines.hangul(r.text) >= 4), "")
    headline = title or chosen
    pieces = [Piece("title", headline)] if headline else []
    for row in above:
        if _same(row.text, headline) or _same(row.text, chosen):
            continue
        if row.piece is not None:
            pieces.append(row.piece)
        elif row.kind or whole or _worth_keeping(row.text, body):
            pieces.append(Piece("caption" if row.kind else "subtitle", row.text))
    return headline, pieces


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
        repeated = [key(r.text) for r in candidates].count(key(text)) > 1
        shared = _overlap(text, body)
        score = shared + (6 if repeated else 0) + (6 if row.opening and shared >= 3 else 0)
        if score > best_score * 2 + (0 if not best else 3):
            best, best_score = text, score
    return best


def _overlap(text: str, body: str) -> float:
    """How many two-syllable pieces of a line the body holds too, up to 25."""
    letters = key(text)
    pairs = {letters[i : i + 2] for i in range(len(letters) - 1)}
    return min(25.0, float(sum(p in body for p in pairs))) if pairs else 0.0


def _worth_keeping(text: str, body: str) -> bool:
    """A subtitle shares words with the body or is written as one; a menu's word is neither."""
    if lines.is_subtitle(text):
        return True
    return lines.hangul(text) >= 7 and _overlap(text, body) >= 4


def _same(a: str, b: str) -> bool:
    return bool(b) and key(a) == key(b)
