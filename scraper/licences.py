"""The only place that reads an open government licence: 'KOGL-1' … 'KOGL-4' by its picture, its name, its terms."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

_KOGL_TEXT = re.compile(r"공공누리[^\d]{0,14}(?:제\s?)?([1-4])\s?유형")
_KOGL_IMAGE = re.compile(
    r"(?:opentype|open_type|img_opentype|kogl|nuri|codetype|opencode)[^\"'/]{0,12}?0?([1-4])[^\"'/\d]*\.(?:png|gif|jpe?g|svg)",
    re.I,
)
_KOGL_TERMS = re.compile(
    r"출처\s?표시(?P<rest>(?:\s?[+＋,&]?\s?(?:상업적\s?(?:이용\s?)?금지|비상업|변경\s?금지)){0,2})[\"”'’]?\s?(?:조건|에\s?따라|허락)"
)


def by_badge(tree: LexborHTMLParser) -> str | None:
    """'KOGL-1' … 'KOGL-4' by the licence picture's alternative text or name."""
    for node in tree.css("img:is([src*=open], [src*=kogl], [src*=nuri], [alt*=공공누리], [src*=codetype])"):
        attributes = node.attributes
        found = _KOGL_TEXT.search(attributes.get("alt") or "") or _KOGL_IMAGE.search(attributes.get("src") or "")
        if found:
            return f"KOGL-{found[1]}"
    return None


def by_text(texts: Sequence[str]) -> str | None:
    """The same by the sentence that names the type, or the terms that it stands for."""
    at = next((i for i, text in enumerate(texts) if "공공누리" in text), None)
    if at is None:
        return None
    around = " ".join(texts[max(0, at - 3) : at + 8])
    found = _KOGL_TEXT.search(around)
    if found:
        return f"KOGL-{found[1]}"
    terms = _KOGL_TERMS.search(around)
    if not terms:
        return None
    commercial, change = "상업" in terms["rest"], "변경" in terms["rest"]
    return f"KOGL-{1 + commercial + 2 * change}"
