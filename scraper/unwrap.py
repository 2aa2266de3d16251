"""The only place that undoes line breaks which a source put into the middle of sentences."""

import re

from scraper import chrome
from scraper.lines import hangul, is_sentence, is_structured

_SHORT = 4  # a line of up to four characters is a splinter: '2', '회', ', 3', '일 밝혔다'
_SHATTERED = 0.25  # share of splinters from which a text counts as broken at every number and comma
_HEAD_CLOSING = re.compile(r"^[,.·ㆍ‧・:;!?%)\]}>〉》」』’”~∼…/]")
_TAIL_OPENING = re.compile(r"[(\[{<〈《「『‘“·ㆍ‧・/~∼]$")
_JOSA = re.compile(
    r"^(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|와|과|로|으로|로서|로써|으로써|도|만|부터|까지|라|라고|라는|라며|이라|이라고|"
    r"이라는|이라며|이며|이고|고|며|인|란|이란|나|이나|및|등|들|들의|들이|들을|들은|들에게|들과|했다|한다|된다|됐다|하는|하며|하고|한|할|"
    r"적|별|형|급|용|측|님|씨|식|화|째|여|간|부로|보다|처럼|마다|에서는|에서도|에게는|으로는|로는|과의|와의|에의)(?=[\s,.)’”\"'·]|$)"
)
_SURE_JOSA = re.compile(
    r"^(?:을|를|은|는|의|에서|에게|으로|으로써|까지|들의|들이|들을|들은|들에게|들과|했다|됐다|하였다|했으며)(?=[\s,.]|$)"
)
_SAID = re.compile(r"^고\s(?:밝|말|전|강조|설명|했|덧)")
_ENDS_SENTENCE = re.compile(r"(?:다|요|음|함|임|됨|까|죠|것)[.?!][”’\"')]*$|(?:다|요)[”\"]\.$")
_MARK_ONLY = re.compile(r"^[□■○●❍◦ㅇ◯◎◇◆❖▪▫※•▷▶►]$")
_HEADS_OFFICE = re.compile(
    r"^(?:교육감|교육장|관장|원장|장관|청장|시장|군수|구청장|도지사|소장|이사장|총장|교장|대표|위원장|처장|차관)\s?[가-힣]{2,4}"
)


def unwrap(lines: list[str]) -> list[str]:
    """Lines (stripped, '' for a blank one) with broken sentences joined; paragraphs and bullets keep their lines."""
    full = [line for line in lines if line]
    splinters = sum(len(line) <= _SHORT for line in full)
    if len(full) >= 12 and splinters > _SHATTERED * len(full) and _looks_shattered(full):
        return _mend(lines)
    return _rejoin(lines)


def _looks_shattered(lines: list[str]) -> bool:
    """Full stops, commas and brackets begin lines: a menu, or a table with a line a cell, does not look like that."""
    return sum(bool(_HEAD_CLOSING.match(line)) for line in lines) > len(lines) * 0.1


def _mend(lines: list[str]) -> list[str]:
    """Every fragment of a shattered text put back, a line for each sentence or bullet."""
    out: list[str] = []
    current = ""
    fragments = [line for line in lines if line]
    # The headline and the line under it are whole; blank lines part them from the splinters.
    start = lines.index("") if "" in lines[:6] else 0
    head = [line for line in lines[:start] if line]
    for i, piece in enumerate(fragments[len(head) :], len(head)):
        after = fragments[i + 1 : i + 3]
        if current and _starts_line(current, piece, after, first=not out):
            out.append(current)
            current = piece
        else:
            current = current + _glue(current, piece) + piece if current else piece
    return head + out + ([current] if current else [])


def _starts_line(current: str, piece: str, after: list[str], *, first: bool) -> bool:
    """Whether a fragment begins a new line: after a full sentence, at a bullet, at the office that opens the lead."""
    if _HEAD_CLOSING.match(piece) or _open_quote(current) or current.count("(") > current.count(")"):
        return False
    if _MARK_ONLY.match(piece) or (piece in ("-", "–", "*") and _ENDS_SENTENCE.search(current)):
        return True
    if piece in ("-", "–") and first and not current.startswith(("-", "–")):
        return len(current) > 12
    if current.endswith((" -", " –")) and current.startswith(("-", "–")):
        return True
    if len(after) > 1 and after[0] == "(" and _HEADS_OFFICE.match(after[1]) and _could_be_whole(current, piece):
        return True
    return bool(_ENDS_SENTENCE.search(current)) and not _JOSA.match(piece)


def _could_be_whole(current: str, piece: str) -> bool:
    """A subtitle stands before the office's name: the name is short, and the subtitle does not end in mid-phrase."""
    return (
        len(current) > 12
        and len(piece) <= 24
        and piece.count(" ") <= 1
        and not re.search(r"[\d,을를의은는에]$", current)
    )


def _open_quote(text: str) -> bool:
    return text.count("“") > text.count("”")


def _glue(left: str, right: str) -> str:
    """'' or ' ' between two fragments, by what Korean spacing puts there."""
    if _HEAD_CLOSING.match(right) or _TAIL_OPENING.search(left):
        return ""
    if right.startswith("("):
        return "" if re.search(r"[\w)’”]$", left) else " "
    if left[-1].isdigit():
        return _after_number(left, right)
    if re.search(r"[A-Za-z)\]%〉》」』’”>]$", left):
        return "" if _JOSA.match(right) or _SAID.match(right) else " "
    if re.search(r"(?:^|\s)제$", left) and right[0].isdigit():
        return ""
    if left.endswith("다") and _SAID.match(right):
        return ""
    return "" if _SURE_JOSA.match(right) and re.search(r"[가-힣]$", left) else " "


def _after_number(left: str, right: str) -> str:
    """Units follow their number directly ('28일', '210여 명'); the year of an event's name does not ('2026 캠프')."""
    if not re.match(r"[가-힣]", right):
        return " " if re.match(r"[A-Za-z‘“「<〈]", right) else ""
    year = re.search(r"(?<!\d)(?:19|20)\d\d$", left)
    return " " if year and not right.startswith(("년", "학년도", "년도", "명", "개", "건", "·")) else ""


def _rejoin(lines: list[str]) -> list[str]:
    """Lines that a fixed width broke: joined where the first cannot be whole and the second carries on."""
    lines = _join_verses(lines)
    verse = _is_verse(lines)
    widths = sorted(len(line) for line in lines if line)
    edge = widths[int(len(widths) * 0.9)] if widths else 0
    out: list[str] = []
    for line in lines:
        if out and line and out[-1] and (_carries_on(out[-1], line, edge) or (verse and _goes_over(out[-1], line))):
            out[-1] += ("" if _SURE_JOSA.match(line) else " ") + line
        else:
            out.append(line)
    return out


_MID_SENTENCE = re.compile(
    r"(?:[가-힣](?:은|는|을|를|의|와|과)|에서|에게|부터|까지|으로|[가-힣](?:하는|되는|있는|하고|하며|되고|되며|열고|맺고|했고|했으며))$"
)
_GOES_ON = re.compile(r"(?:[가-힣](?:고|며|면서)|[가-힣]들이)$")  # in a script: '…해 보고', '공무원들이'


_OPENS_LINE = re.compile(r"[◀▶<\[【■□○●▲△※*•·-]")


def _join_verses(lines: list[str]) -> list[str]:
    """Blocks of a broadcaster's script, broken at every phrase, put back to a line a sentence; the text's first line is
    its headline."""
    out: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line and not _OPENS_LINE.match(line) and not chrome.kind_of(line) and any(out):
            block.append(line)
            continue
        out += _sentences(block) if _is_script(block) else block
        block = []
        out.append(line)
    return out[:-1]


def _is_script(block: list[str]) -> bool:
    """Four short lines or more up to a sentence's end, most of which stop in mid-sentence."""
    if len(block) < 4 or not _ENDS_SENTENCE.search(block[-1]) or any(len(line) > 45 for line in block):
        return False
    ends = sum(bool(_ENDS_SENTENCE.search(line)) for line in block)
    broken = sum(bool(_MID_SENTENCE.search(line) or _GOES_ON.search(line)) for line in block)
    return ends <= 0.5 * len(block) and broken >= 2 and broken >= 0.3 * len(block)


def _sentences(block: list[str]) -> list[str]:
    out = [""]
    for line in block:
        out[-1] = f"{out[-1]} {line}".strip()
        if _ENDS_SENTENCE.search(line):
            out.append("")
    return [line for line in out if line]


def _is_verse(lines: list[str]) -> bool:
    """A broadcaster's script: short lines, most of which stop at a phrase's end, not at a sentence's."""
    full = [line for line in lines if line]
    broken = sum(bool(_MID_SENTENCE.search(line)) and len(line) <= 40 for line in full)
    return broken >= 4 and broken >= 0.25 * len(full)


def _goes_over(above: str, below: str) -> bool:
    """Whether a script's line ends in mid-sentence and the next one is plain text."""
    open_ = _MID_SENTENCE.search(above) or _GOES_ON.search(above)
    return bool(open_) and bool(re.match(r"[가-힣\d'\"‘“]", below)) and not chrome.kind_of(below)


def _carries_on(above: str, below: str, edge: int) -> bool:
    """A comma or an open bracket at the end, or a line as long as the longest ones that ends in mid-sentence."""
    if is_structured(below) or "|" in above or "|" in below or chrome.kind_of(above):
        return False
    last = above.splitlines()[-1]
    if above.count("(") > above.count(")") and ")" in below and hangul(last) > 10:
        return True
    if last.endswith(",") and hangul(last) >= 12:
        return hangul(below) > 2
    full_width = 24 <= edge <= 75 and edge * 0.8 <= len(last) <= edge * 1.3
    return full_width and not is_sentence(last) and hangul(last) > 12 and is_prose(below)


def is_prose(line: str) -> bool:
    """A line that can be the rest of a sentence: it holds or ends in a verb's end, or is a sentence itself."""
    return is_sentence(line) or bool(re.search(r"(?:다|며|고|는|을|를|에|로)\s|다\.", line))
