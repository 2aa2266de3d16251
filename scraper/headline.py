"""The only place that finds a page's headline among its title tag, its social tags and the texts above the body."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scraper import chrome, lines, stamps
from scraper.lines import key
from scraper.normal import normalise, squeeze

_SPLIT = re.compile(r"\s*[|ㅣ│｜]\s*|\s+[-–—:<>«»›‹·~/]\s+|\s*::\s*|\s*[<>»›]\s*")
_SECTION_TAIL = re.compile(r"\s?[-–:]\s?[가-힣/·]{2,8}$")
_SITE = re.compile(
    r"홈페이지|누리집|닷컴|(?:신문|일보|뉴스|타임[스즈]|매일|투데이|저널|방송|통신|tv|news)$|(?:시|군|구|도)청$|"
    r"(?:특별시|광역시|특별자치시|특별자치도|교육청|의회|보도\s?자료|새소식|공지\s?사항|상세\s?보기|게시판|네이트|네이버|다음)$",
    re.I,
)
_GENERIC = re.compile(
    r"\W*(?:보도\s?자료|보도|새\s?소식|공지\s?사항|뉴스|기사\s?(?:보기|본문)?|상세\s?(?:보기|페이지|내용)?|게시판|목록|본문|홈|home|view|untitled)"
    r"(?:\s?(?:상세|보기|상세\s?보기|게시판|본문))?\W*",
    re.I,
)
_BADGE = re.compile(r"\s*(?:NEW|새\s?글|첨부\s?파일(?:\s?있음)?)\s*$")
_TITLE_LABEL = re.compile(r"\W*제\s?목\W*")
_LETTERS = re.compile(r"[^\W_]{1,6}")
_ELLIPSIS = re.compile(r"\s*(?:\.{3}|…)\s*$")
MAX_TITLE = 180
_SHOWN = 250  # texts above the body; a page's menus stand higher
_CLOSE = 60
_SHARED_AT_MOST = 15


class Named(NamedTuple):
    """A title that a tag names: where it stands, and its text."""

    source: str
    text: str


def overlap(text: str, body_key: str) -> int:
    """How many two-syllable pieces of a text the body holds too."""
    folded = key(text)
    return sum(pair in body_key for pair in {folded[i : i + 2] for i in range(len(folded) - 1)})


def choose(
    named: Sequence[Named],
    above: Sequence[str],
    inside: Sequence[str],
    headings: Sequence[tuple[str, int]],
    body_text: str,
    *,
    site: str = "",
) -> str:
    """The headline: a text shown above the body or in its first lines that the page's tags hold too; else the best of
    the tags alone, else of the texts above.

    `headings` are texts above with their rank as headings. '' where nothing fits the body.
    """
    body_key = key(body_text[:6000])
    tags = [Named(n.source, _clean(n.text)) for n in named if n.text.strip()]
    agreed = _agreed([*above[-_SHOWN:], *inside], tags, body_key)
    if agreed:
        return agreed
    for tag in tags:
        bare = without_site(tag.text, body_key, site)
        if bare and overlap(bare, body_key) >= min(6, max(2, len(key(bare)) // 2)):
            return bare
    return _nearest(
        [_clean(t) for t in [*above[-_CLOSE:], *inside]], {_clean(t): rank for t, rank in headings}, body_key
    )


def _clean(text: str) -> str:
    return _BADGE.sub("", squeeze(normalise(text)))


def _agreed(shown: Sequence[str], tags: Sequence[Named], body_key: str) -> str:
    """The longest shown text that a tag holds as a whole; where two say the same, the one closest to the body."""
    best, best_rank = "", (0, 0, 0)
    wholes = [key(tag.text) for tag in tags]
    cut_off = [key(_ELLIPSIS.sub("", tag.text)) for tag in tags if _ELLIPSIS.search(tag.text)]
    parts = {key(part) for tag in tags for part in _SPLIT.split(tag.text)}
    letters = " ".join(wholes)
    for at, text in enumerate(shown):
        if len(text) < 5 or len(text) > MAX_TITLE:
            continue
        start = _LETTERS.search(text)
        if start is None or start[0].lower() not in letters:  # most texts of a page, at little cost
            continue
        folded = key(text)
        if len(folded) < 5 or _GENERIC.fullmatch(text):
            continue
        # The tag begins with the text, ends with it ('매체 :: 제목'), or one of its parts is the text.
        held = folded in parts or any(w.startswith(folded) or w.endswith(folded) for w in wholes)
        if not held and not any(len(c) >= 8 and folded.startswith(c) for c in cut_off):
            continue
        rank = (min(3, overlap(text, body_key) // 2), len(folded), at)
        if rank > best_rank and not _is_site(text, body_key):
            best, best_rank = text, rank
    return _clean(best) if best_rank[0] >= 1 or len(best) >= 12 else ""


def _is_site(text: str, body_key: str) -> bool:
    return bool(_SITE.search(text)) and len(text) < 16 and overlap(text, body_key) < 6


def without_site(title: str, body_key: str, site: str = "") -> str:
    """A tag's title without the outlet, section and board names before or after it."""
    parts = [p for p in _SPLIT.split(title) if p.strip()]
    kept = [p for p in parts if not _site_part(p, body_key, site)]
    if not kept:
        return ""
    if len(kept) == len(parts):
        return title
    start, end = title.find(kept[0]), title.rfind(kept[-1]) + len(kept[-1])
    bare = title[start:end].strip(" -–—:|<>ㅣ")
    tail = _SECTION_TAIL.search(bare)
    if tail and chrome.kind_of(tail[0].strip(" -–:")) == "menu":
        bare = bare[: tail.start()]
    return bare.strip()


def _site_part(part: str, body_key: str, site: str) -> bool:
    text = part.strip()
    if _GENERIC.fullmatch(text) or (site and key(text) == key(site)):
        return True
    if chrome.kind_of(text) in ("menu", "outlet", "crumb", "section", "letterhead"):
        return True
    return len(text) < 20 and (bool(_SITE.search(text)) or overlap(text, body_key) <= 1)


def _nearest(above: Sequence[str], ranks: Mapping[str, int], body_key: str) -> str:
    """Without any tag: the cell after a label '제목', a heading, or a text above the body that shares words with it."""
    best, best_score = "", 5.0
    for at, text in enumerate(above):
        if not _could_be(text):
            continue
        labelled = at > 0 and bool(_TITLE_LABEL.fullmatch(above[at - 1]))
        score = min(_SHARED_AT_MOST, overlap(text, body_key)) + 4 * at / len(above)
        score += 20 if labelled else 6 * ranks.get(text, 0)
        if score > best_score:
            best, best_score = text, score
    return best


def _could_be(text: str) -> bool:
    if not 8 <= len(text) <= MAX_TITLE or lines.is_subtitle(text) or _GENERIC.fullmatch(text):
        return False
    prose = lines.is_sentence(text) and text.rstrip().endswith(".")
    return not prose and not chrome.kind_of(text) and not stamps.stamps(text)
