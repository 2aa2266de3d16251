"""The only place that makes a page's markup fit to be parsed: not too long, not too deep, no embedded images."""

import re

from scraper.errors import CleanError

_BASE64 = re.compile(r";base64,[A-Za-z0-9+/=%]{200,}")
HEAVY = 250_000  # characters; embedded images are taken out of longer pages only
_MANY_TAGS = 8_000  # start and end tags; the largest page measured has 7,000
_DEEPEST = 400  # elements; the deepest page measured has 40
# Elements that may be left open are counted by what is around them.
_TAG = re.compile(
    r"<(/?)(?!(?:p|li|t[rdh]|tbody|thead|tfoot|d[td]|option|br|hr|img|input|meta|link|area|base|col|colgroup|"
    r"embed|param"
    r"|source|track|wbr)\b|(?:path|circle|rect|line|use|poly\w+|ellipse|g|stop|image)\b[^<>]*/>)[a-z][^<>]*>",
    re.I,
)
_ROW, _ROW_END = re.compile(r"(?=<tr\b)", re.I), re.compile(r"(</tr\s*>)", re.I)
_TABLE = re.compile(r"<table\b", re.I)
_HEAD = 1_000  # characters in which a whole page says that it is one
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.I | re.S)
MAX_HTML = 1_200_000  # characters without embedded images; the largest page measured has 380,000


def bounded(html: str, url: str) -> str:
    """The markup without what makes a page heavy and says nothing. Raises CleanError where it still is too long."""
    html = tabled(html)
    if len(html) > HEAVY and ";base64," in html:
        html = _BASE64.sub(";base64,", html)
    if len(html) > MAX_HTML:
        # Beyond the last end tag an open script would be sought to the page's end, over and over.
        end = max(map(html.rfind, ("</script>", "</SCRIPT>", "</Script>"))) + len("</script>")
        html = _SCRIPT.sub("", html[:end]) + html[end:]
    if len(html) > MAX_HTML:
        raise CleanError(f"{url or 'page'}: {len(html):,} characters of markup are no article")
    return flat(html)


def tabled(markup: str) -> str:
    """A part of a page with a table around rows that stand in none: parsers drop the rows and run their cells together.

    A whole page is left as it is."""
    if "<html" in markup[:_HEAD].lower() or not _ROW_END.search(markup) or _TABLE.search(markup):
        return markup
    out, within = [], False
    *rows, rest = _ROW_END.split(markup)
    for before, end in zip(rows[::2], rows[1::2], strict=True):
        between, *row = _ROW.split(before, 1)
        if within and between.strip():
            out.append("</table>")
            within = False
        out.append(between)
        if row and not within:
            out.append("<table>")
            within = True
        out += [*row, end]
    return "".join(out) + ("</table>" if within else "") + rest


def flat(html: str) -> str:
    """The markup without the start tags that stand deeper than any page's: parsers take the square of the depth."""
    if html.count("<") <= _MANY_TAGS:
        return html
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
        return tag[0] if tag[1] or depth <= _DEEPEST else ""

    return _TAG.sub(kept, html)
