"""The only place where text gets its final characters: NFC, plain spaces, nothing invisible, no contacts."""

import re
import unicodedata

from scraper.decode import fix_entities

# Control characters, soft hyphen, zero-width and direction marks, Hangul fillers, variation selectors, surrogates.
_INVISIBLE: dict[int, str | None] = dict.fromkeys(
    [
        *(*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFFFC),
        *range(0xD800, 0xE000),
    ]
)
_SPACES: dict[int, str | None] = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
# Bullets that Hancom's editor and Wingdings keep in the private use area; any other such character is a mark too.
_BULLETS: dict[int, str | None] = {0xF06D: "○", 0xF06E: "■", 0xF06F: "□", 0xF0A7: "▪", 0xF0E8: "→", 0xF0FC: "✓"}
_TABLE = _INVISIBLE | _SPACES | _BULLETS
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd]")
_ODD = re.compile(
    "[" + "".join(map(chr, sorted(_TABLE))) + "\r\u2028\u2029\x0b\x0c\x85\ue000-\uf8ff\U000f0000-\U000ffffd]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")

_PHONE = re.compile(r"(?<![\d.\-])(0\d{1,2})([)\-.]\s?)(\d{3,4})([\-.])(\d{4})(?!\d)")
_EMAIL = re.compile(r"(?<![A-Za-z0-9_.+\-])[A-Za-z0-9_.+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_NUMBER = r"(?:0\d{1,2}[)\-.]\s?)?\d{3,4}[\-.]\d{4}(?:\s?[~,]\s?\d{1,4})?"
_CONTACT_GROUP = re.compile(
    r"\s?[(〔\[<][^()〔〕\[\]<>\n]{0,40}?"
    rf"(?:[☎☏]\s*[\d)\-.,~ ]{{3,20}}|(?<![\d\-.])0\d{{1,2}}[)\-.]\s?\d{{3,4}}[\-.]\d{{4}}|{_EMAIL.pattern})"
    r"[^()〔〕\[\]<>\n]{0,20}[)〕\]>]"
)
_MAY_HOLD_CONTACT = re.compile(r"[@☎☏\-.](?:(?<=[@☎☏])|(?<=\d{3}[\-.])\d{4})")  # a sign, or a dash between digits
_MARKED_PHONE = re.compile(rf"[☎☏]\s*(?:{_NUMBER}|\d{{3,4}})")


def normalise(text: str) -> str:
    """NFC, '\\n' line ends, plain spaces, no invisible characters, entities that were escaped twice resolved."""
    text = fix_entities(text)
    if _ODD.search(text):
        text = _PRIVATE.sub("·", _LINE_END.sub("\n", text).translate(_TABLE))
    return unicodedata.normalize("NFC", text)


def squeeze(line: str) -> str:
    """One line with every run of spaces as one space, none at its ends."""
    return " ".join(line.split())


def hide_contacts(line: str) -> str:
    """The line without bracketed contacts; other telephone numbers and e-mail addresses are masked.

    Officials' and reporters' contacts are not stored, but a sentence that holds one is kept.
    """
    if not _MAY_HOLD_CONTACT.search(line):
        return line
    line = _CONTACT_GROUP.sub("", line)
    line = _MARKED_PHONE.sub("☎***", line)
    line = _PHONE.sub(lambda m: f"{m[1]}{m[2]}{'*' * len(m[3])}{m[4]}****", line)
    return _EMAIL.sub("***@***", line)
