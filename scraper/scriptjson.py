"""The only place that reads JSON inside a page's scripts: JSON-LD, and bodies that stand in no element of the page."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from scraper.lines import hangul

_ARTICLE_TYPES = frozenset(
    {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle"}
)
_BODY_KEYS = frozenset(
    {
        "contenthtml",
        "articlebody",
        "content",
        "contents",
        "body",
        "bodyhtml",
        "articlecontent",
        "newscontent",
        "text",
        "html",
    }
    | {"article_body", "content_html", "articletext", "contentbody", "bodytext", "cn", "bbscn", "nttcn"}
)
_ANY_KEY = re.compile(r"\"(?:\w*(?:content|body|html|text)\w*|\w{0,3}cn)\\*\"\s*:", re.I)
_SCRIPT = re.compile(r"<script\b(?![^>]*\ssrc\s*=)[^>]*>([^<]*(?:<(?!/script)[^<]*)*)", re.I)
_MIN_HANGUL = 80
_MAX_SCRIPT = 4_000_000
_MAX_NODES = 200_000
_STATED_DATE = re.compile(
    r"(?:publish|deploy|release|first_?(?:publish|input)|regist(?:er|ration)?|reg|input|created?|service|"
    r"pub)[a-z_]{0,12}?"
    r"(?:dt|date|time|at|ymdt|on)\\*[\"']\s*:\s*\\*[\"'](20\d\d[-./]?[01]\d[-./]?[0-3]\d[^\"'\\]{0,20})",
    re.I,
)
_STRING = re.compile(r'"(\w{2,24})"\s*:\s*("(?:[^"\\]|\\.){200,}")')
_ESCAPED = re.compile(r'\\"(\w{2,24})\\"\s*:\s*\\"((?:[^"\\]|\\\\.|\\(?!")){200,}?)\\"')


def linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The page's JSON-LD article (the one with the longest body), {} where it has none."""
    best: dict[str, Any] = {}
    for node in tree.css('script[type="application/ld+json"]'):
        for item in _articles(_load(node.text())):
            if not best or len(str(item.get("articleBody") or "")) > len(str(best.get("articleBody") or "")):
                best = item
    return best


def _load(text: str) -> Any:
    """The value of a script; line feeds inside strings are common and allowed, trailing commas and comments are not."""
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip(" ;\n"), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    for item in _dicts(value):
        kinds = item.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(n, str) and n in _ARTICLE_TYPES for n in names):
            yield item


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a value, without recursion."""
    stack, seen = [value], 0
    while stack and seen < _MAX_NODES:
        seen += 1
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


class Scripted(NamedTuple):
    """A body that stands in a script: its HTML or text, and the publication date that the same script states ('')."""

    body: str
    published: str


def script_body(html: str) -> Scripted:
    """The longest Korean string under a key such as `contentHtml` in the page's scripts; empty if there is none."""
    best = Scripted("", "")
    if not _ANY_KEY.search(html):
        return best
    for found in _SCRIPT.finditer(html):
        text = found[1]
        if len(text) < 400 or len(text) > _MAX_SCRIPT or hangul_somewhere(text) < _MIN_HANGUL:
            continue
        for candidate in _strings(text):
            if len(candidate) > len(best.body) and hangul(candidate) >= _MIN_HANGUL:
                stated = _STATED_DATE.search(text)
                best = Scripted(candidate, stated[1] if stated else "")
    return best


def hangul_somewhere(text: str) -> int:
    """Syllables, written out or as \\uXXXX escapes."""
    return hangul(text) + len(re.findall(r"\\u(?:a[c-f]|[b-c][0-9a-f]|d[0-7])[0-9a-f]{2}", text, re.I))


def _strings(text: str) -> Iterator[str]:
    """Values of body-like keys: by parsing where the script is JSON, else by the shape of its string literals."""
    value = _load(text)
    if value is not None:
        for item in _dicts(value):
            for key, inner in item.items():
                if isinstance(inner, str) and key.lower() in _BODY_KEYS:
                    yield inner
        return
    for hit in _STRING.finditer(text):
        if hit[1].lower() in _BODY_KEYS:
            yield str(_load(hit[2]) or "")
    for hit in _ESCAPED.finditer(text):  # JSON inside a JavaScript string
        if hit[1].lower() in _BODY_KEYS:
            once = _load(f'"{hit[0].split(":", 1)[1].strip()[2:-2]}"')
            yield str(_load(f'"{once}"') or once or "")
