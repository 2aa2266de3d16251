"""The only place that sees through a 200: alert, notice, block, login, front and empty pages that answer for another.

The expressions stand in data/soft.tsv. Rules err towards the page: a title of another menu, an inline alert() in a
page of normal size, a notice inside an article's prose are no soft errors; a wrongly dropped page would be lost, while
a missed notice still fails later, as a page without a date.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.bounds import MAX_HTML, flat
from scraper.decode import decode
from scraper.errors import CleanError
from scraper.records import Page
from scraper.scan import scan

SMALL = 4096  # bytes; above it an alert() is one of the page's own buttons (measured on a portal of 30 KB)
_BARE = 200  # characters of text that an alert or redirect page may show besides its script
_PROSE = 80  # characters from which a run of text counts as prose
_ENOUGH_PROSE = 240  # a page with so much of it says something itself
_NOTICE = 160  # characters; a longer run of text is no notice
_PLENTY = 1500  # the same, measured roughly without parsing, so that most pages cost nothing
_ENOUGH_DATES = 3  # a page with so many dates is a list or a post

_UNSEEN = ("script", "style", "noscript", "template", "select", "button", "textarea", "iframe", "svg", "object")
_ASIDE = (
    "header, footer, nav, aside, address, [hidden], [aria-hidden=true], [style*='display:none'], "
    "[style*='display: none'], "
    "#header, #footer, #gnb, #lnb, #nav, .header, .footer, .gnb, .lnb, .modal, .popup, .layer, .blind, .sr-only"
)
_ALERT = re.compile(r"""\balert\s*\(\s*(?:unescape\s*\(\s*)?["'`]""")
_MOVES = re.compile(
    r"\blocation\b\s*(?:\.\s*(?:href|replace|assign|reload)\b|=)|\bhistory\s*\.\s*(?:back|go)\b|\bclose\s*\(\s*\)"
)
_COOKIE = re.compile(r"\bdocument\s*\.\s*cookie\s*=")
_REFRESH = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
_FORM = re.compile(r"\.submit\s*\(\s*\)")
_DATE = re.compile(r"20\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}")
_RAW_PROSE = re.compile(r">([^<>{}]{80,})<")
_BODY_IN_SCRIPT = re.compile(r'"(?:articleBody|content\w*|body)"\s*:\s*"(?:[^"\\]|\\.){200}')
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_LIST = re.compile(r"list", re.IGNORECASE)
_ID = re.compile(r"\d{3,}|[0-9a-f]{16,}", re.IGNORECASE)


class _Rule(NamedTuple):
    reason: str
    where: str
    pattern: re.Pattern[str]
    example: str


@cache
def rules() -> tuple[_Rule, ...]:
    """data/soft.tsv, each row checked against its own example. Raises ValueError for a row that does not match it."""
    lines = (files("data") / "soft.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = tuple(
        _Rule(row["reason"], row["where"], re.compile(row["pattern"], re.IGNORECASE), row["example"]) for row in rows
    )
    for number, rule in enumerate(found, start=2):
        if rule.where not in ("address", "notice") or not rule.pattern.search(rule.example):
            raise ValueError(f"data/soft.tsv line {number}: unknown place, or its example does not match")
    return found


def soft_error(page: Page) -> str | None:
    """The reason why a fetched page is none, see soft_reason; binary files, feeds and JSON are only ever 'empty'."""
    if not 200 <= page.status < 300:
        return None
    if not page.body.strip():
        return "empty"
    head = page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"{", b"[", b"<rss", b"<feed")) or (head.startswith(b"<?xml") and b"<html" not in head):
        return None
    try:
        text = decode(page.body, page.headers).text
    except CleanError:
        return None  # a file: its own reader judges it
    return soft_reason(text, page.status, page.url, page.final_url, len(page.body))


def soft_reason(
    html: str, status: int = 200, url: str = "", final_url: str = "", size: int | None = None
) -> str | None:
    """Why an HTML answer is not the page that was asked for, None where it may be.

    `size` is the body's length in bytes, by default the text's. Reasons: empty, alert, script-redirect, meta-refresh,
    cookie-check, login, block, error-page, front-page, list-page (a post's address that led to a list), not-found,
    not-allowed, server-error.
    """
    if not 200 <= status < 300:
        return None
    if not html.strip():
        return "empty"
    moved = _moved(url, final_url)
    if moved or len(html) > MAX_HTML:  # no notice is so long
        return moved
    bytes_ = len(html.encode("utf-8", "replace")) if size is None else size
    html = flat(html)
    return _small(html, bytes_) or _notice(html)


def _moved(url: str, final_url: str) -> str | None:
    """What the redirects say."""
    asked, got = (urlsplit(_SESSION.sub("", text)) for text in (url, final_url))
    if not url or not final_url or (asked.path, asked.query) == (got.path, got.query):
        return None
    for rule in rules():
        if rule.where != "address" or not rule.pattern.search(got.path) or rule.pattern.search(asked.path):
            continue
        if rule.reason != "front-page" or not got.query:
            return rule.reason
    if _front(got) and asked.query and asked.path == got.path:
        return "front-page"
    return "list-page" if _lost_id(asked, got) else None


def _front(parts: SplitResult) -> bool:
    return not parts.query and any(r.pattern.search(parts.path) for r in rules() if r.reason == "front-page")


def _lost_id(asked: SplitResult, got: SplitResult) -> bool:
    """From a post to a list of the same host, and the post's number gone from the address."""
    if asked.hostname != got.hostname or not _LIST.search(got.path) or _LIST.search(asked.path):
        return False
    ids = [value for _, value in parse_qsl(asked.query) if _ID.fullmatch(value)]
    kept = {value for _, value in parse_qsl(got.query)}
    return bool(ids) and not kept.intersection(ids)


def _small(html: str, size: int) -> str | None:
    """Pages that are a script or a redirect and little else."""
    if size > 4 * SMALL or ("<" not in html):
        return None
    tree = LexborHTMLParser(html)
    scripts = " ".join(node.text() for node in tree.css("script"))
    refresh = _refresh(tree)
    shown = len(" ".join(_visible(tree).split()))
    if shown > _BARE:
        return None
    if refresh is not None:
        return refresh
    if _COOKIE.search(scripts) and (_MOVES.search(scripts) or _FORM.search(scripts)):
        return "cookie-check"
    if size > SMALL:
        return None
    if _ALERT.search(scripts):
        return "alert"
    if _MOVES.search(scripts) or _FORM.search(scripts):
        return "script-redirect"
    if shown or tree.css_first("frame, iframe, img, embed, object, input[value]") or _BODY_IN_SCRIPT.search(html):
        return None
    return "empty"


def _refresh(tree: LexborHTMLParser) -> str | None:
    """A <meta refresh> that leaves within five seconds; a longer one keeps a front page fresh."""
    for node in tree.css("meta[http-equiv=refresh i][content]"):
        found = _REFRESH.match(node.attributes.get("content") or "")
        if found and int(found[1]) <= 5:
            path = urlsplit(found[2]).path
            reasons = (r.reason for r in rules() if r.where == "address" and r.pattern.search(path))
            return next(reasons, "meta-refresh")
    return None


def _visible(tree: LexborHTMLParser) -> str:
    copy = tree.clone()
    copy.strip_tags(list(_UNSEEN), recursive=True)
    return copy.body.text(separator=" ") if copy.body else ""


def _notice(html: str) -> str | None:
    """A short run of text that says why there is no page, in a page that says nothing else."""
    if sum(len(run) for run in _RAW_PROSE.findall(html)) >= _PLENTY:
        return None
    runs = _runs(html)
    short = [run for run in runs if len(run) <= _NOTICE]
    reason = next((r.reason for run in short for r in rules() if r.where == "notice" and r.pattern.search(run)), None)
    if reason is None or sum(len(run) for run in runs if len(run) >= _PROSE) >= _ENOUGH_PROSE:
        return None
    if len(set(_DATE.findall("\n".join(runs)))) >= _ENOUGH_DATES or _BODY_IN_SCRIPT.search(html):
        return None
    return reason


def _runs(html: str) -> list[str]:
    """The page's own text, one run for each block: no links, no chrome, nothing hidden."""
    tree = LexborHTMLParser(html)
    tree.strip_tags([*_UNSEEN, "a", "br", "wbr"], recursive=True)
    for node in tree.css(_ASIDE):
        node.decompose()
    return scan(tree.root).texts
