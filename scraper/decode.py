"""The only place where bytes become str: BOM, strict UTF-8, the declared label (euc-kr read as cp949), detection."""

import codecs
import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from charset_normalizer import from_bytes

from scraper.errors import CleanError
from scraper.lines import hangul

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# WHATWG reads all these labels as windows-949: pages that say euc-kr hold syllables that only cp949 has (똠, 펲).
_CP949 = frozenset(
    {
        "euc-kr",
        "euckr",
        "ks_c_5601-1987",
        "ks_c_5601",
        "ksc5601",
        "ksc_5601",
        "windows-949",
        "cp949",
        "ms949",
        "korean",
        "uhc",
    }
)
_LABEL = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_HEADER_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)
_NAMED = "quot|apos|lt|gt|amp|nbsp|middot|hellip|[lr][sd]quo|bull|ndash|mdash|times|copy|reg"
_BARE = rf"#(?:39|34|38|x27)|(?!lt|gt|amp)(?:{_NAMED})"
_BROKEN_ENTITY = re.compile(
    rf"&(?:amp;)*(#\d{{1,6}}|#x[0-9a-f]{{1,5}}|{_NAMED});|(?<![&A-Za-z0-9])(?:amp;)*({_BARE});", re.I
)
_MARKS = ("&", "amp;", "#39;", "#34;", "quot;", "apos;", "nbsp;", "dot;", "hellip;", "bull;", "dash;", "quo;")
_MAX_ESCAPES = 4  # seen in the wild: "&amp;amp&#059;lt&#059;"
_HANGUL = re.compile("[가-힣]")
_MOSTLY_SOUND = 20  # one byte in so many may be broken
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 65536
_JUDGED_BYTES = 2_000_000  # a document's codec shows by then, unless it begins with images
_CONTROL = bytes(sorted({*range(32)} - {*b"\t\n\f\r\x1b"}))


class Decoded(NamedTuple):
    """Text of a document, the codec that read it, and how many bytes or units had to be replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Bytes of a page, feed or text file as str.

    Broken bytes in the middle cost themselves only, never the page. Raises CleanError for empty and binary bodies.
    """
    if not body.strip(b" \t\r\n\0"):
        raise CleanError("empty document: nothing to decode")
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], encoding)
    if body.startswith(_MAGIC):
        raise CleanError(f"binary document (starts with {body[:4]!r}): not a text")
    wide = _unmarked_utf16(body)
    if wide:
        return _lenient(body, wide)
    if _is_binary(body):
        raise CleanError("binary document: too many control bytes for a text")
    try:
        return Decoded(body.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        return _declared_or_detected(body, headers or {})


def _declared_or_detected(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """The candidate that yields most Hangul for what it replaces; where none yields any, what detection says.

    Every single-byte codec reads every byte: the fewest replacements alone would make Kazakh of broken Korean.
    """
    names = dict.fromkeys(["utf-8", *_labels(body, headers), "cp949"])
    best, tried = _tried(body[:_JUDGED_BYTES], names)
    if len(body) > _JUDGED_BYTES:
        if _HANGUL.search(best.text) and best.replaced <= _JUDGED_BYTES // _MOSTLY_SOUND:
            return _lenient(body, best.encoding)
        best, tried = _tried(body, names)
    if _HANGUL.search(best.text) and best.replaced <= len(body) // _MOSTLY_SOUND:
        return best
    found = from_bytes(body[:_SAMPLE_BYTES]).best()
    detected = _lenient(body, found.encoding) if found is not None else best
    return min((*tried, detected), key=lambda d: d.replaced)


def _tried(body: bytes, names: Iterable[str]) -> tuple[Decoded, list[Decoded]]:
    """The document as each codec reads it, and of these the one that yields most Hangul."""
    tried = [_lenient(body, name) for name in names]
    return max(tried, key=lambda d: hangul(d.text) - 2 * d.replaced), tried


def _labels(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """Codecs that the page itself and its HTTP header name, the page first: headers are set for whole servers."""
    raw = [m.decode("ascii") for m in _LABEL.findall(body[:_HEAD_BYTES])]
    for name, value in headers.items():
        if name.lower() == "content-type":
            raw += _HEADER_LABEL.findall(value)
    known = [_codec(label) for label in raw]
    return [name for name in known if name and name not in ("iso8859-1", "ascii", "cp1252")]


def _codec(label: str) -> str:
    """Python's codec for a label, '' where it has none."""
    if label.strip().lower() in _CP949:
        return "cp949"
    try:
        return codecs.lookup(label.strip()).name
    except LookupError:
        return ""


def _lenient(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _unmarked_utf16(body: bytes) -> str:
    """UTF-16 without a mark: ASCII markup leaves every other byte zero."""
    head = body[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 10 and odd > 8 * even:  # a few syllables have a zero low byte (글 is U+AE00)
        return "utf-16-le"
    if even > len(head) // 10 and even > 8 * odd:
        return "utf-16-be"
    return ""


def _is_binary(body: bytes) -> bool:
    """Over a tenth of the sample is control bytes that no text holds."""
    sample = body[:_SAMPLE_BYTES]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > max(8, len(sample) // 10)


def fix_entities(text: str) -> str:
    """Entities left in visible text because they were escaped twice ('&#39;', '&amp;quot;', 'amp;#39;'), as characters.

    For text after parsing only: in markup it would turn a quoted '&amp;lt;' into a tag.
    """
    if ";" not in text and "&" not in text:
        return text
    for _ in range(_MAX_ESCAPES):
        if not any(mark in text for mark in _MARKS):
            break
        text, changed = _BROKEN_ENTITY.subn(lambda m: html.unescape(f"&{m[1] or m[2]};"), text)
        if not changed:
            break
    return text
