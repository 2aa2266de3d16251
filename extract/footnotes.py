"""Whom a starred word means: '5개 국가* 출신' and, under it, '* 가나, 라오스, 몽골'. The only place that ties the two.

Releases put stars behind a word and explain it in the next lines that open with as many stars, paragraph by paragraph.
Here only notes that say which countries or which people from where a word stands for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.document import Document, Sentence
from extract.records import Mention
from extract.words import alternation

_MARK = re.compile(r"(?<=[가-힣A-Za-z)\]」』”’'\"])(?P<stars>\*{1,3})(?!\*)")
_NOTE = re.compile(r"[\s○ㅇo·-]{0,4}(?P<stars>\*{1,3})(?!\*)")
_STATES = re.compile(r"(?:개 ?국|국가|나라|회원국|국|국들|경제체|지역)[」』”’'\")]*$")
_REACH = 8  # sentences from a word to its note
# What a plain list of countries holds besides their names.
_BESIDE = re.compile(
    r"\([^()]*\)|총|각|등|및|그리고|한국|우리나라|대한민국|(?:약 ?)?\d+여?(?:개 ?국|명|인)?"
    r"|[가-힣 ]{0,8}(?:국|국가|나라)(?:은|는)? ?[:：]|[\s*※:：,.·ㆍ/∙、△▲▵▴-]|와(?= )|과(?= )|順|[가-힣A-Za-z]{1,4} ?순"
)
_EXPLAINS = re.compile(
    r"출범|설립|창립|결성|발족|발효|체결|가입|제정|지정|발표|수출|투자|지원|시장|규모|도입|수교|개발|협의체|"
    r"방문 예정|화상|\d+개 ?(?:지사|무역관|사무소|법인|매체)|IR ?\(|투자 ?설명회"
)
_LABEL = re.compile(
    r" ?\(?(?:주요 )?(?:참여|참가|참석|초청|방문|방한)(?:[가-힣]{0,2} )?(?:국가|국|자|단|인사)\)?(?: ?[:：]|[은는]? )"
)
# '** (주한 외국상의) …': firms and chambers that reside here are no guests.
_RESIDENT_FIRMS = re.compile(
    r"[\s*○ㅇ-]*\(?(?:주한 ?)?(?:외국|외투|해외)? ?(?:상의|상공회의소|기업|기업인)\)? ?[:：)]? "
)
_SEEN = 2  # countries of a note that names the people themselves


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('delegation')}|{alternation('person')})(?:들|단|진|급|님)?[」』”’'\")]*$")


@dataclass(frozen=True, slots=True)
class Meant:
    """A starred word [start, end), the star left out, and the countries that its note `[first, last)` names. `person`:
    the word is one for people, so that the note names them."""

    start: int
    end: int
    after: int
    names: tuple[Mention, ...]
    person: bool
    note: tuple[int, int]


def find(doc: Document, countries: list[Mention]) -> tuple[list[Meant], set[int]]:
    """The starred words whose notes name countries, in text order, and the indices of those notes' sentences."""
    meant: list[Meant] = []
    spent: set[int] = set()
    for mark, sentence, note in _ties(doc):
        if _RESIDENT_FIRMS.match(sentence.norm):
            spent.add(sentence.index)  # the word stays as it is, and the note names no guests
            continue
        names = [m for m in countries if sentence.start <= m.start < sentence.end]
        word = _word(doc.norm, mark.start())
        person = _people().search(word) is not None or _LABEL.match(sentence.norm, note) is not None
        if not (_STATES.search(word) or person) or not _names_them(sentence.norm, sentence.start, names, person):
            continue
        meant.append(
            Meant(
                mark.start() - len(word), mark.start(), mark.end(), tuple(names), person, (sentence.start, sentence.end)
            )
        )
        spent.add(sentence.index)
    return meant, spent


def of_people(doc: Document, note: Sentence) -> bool:
    """Whether a note is tied to a starred word for people: '정부대표단*과 회담을 갖고', '* … 차관 등 23명'."""
    if not _NOTE.match(note.norm):
        return False
    return any(s.index == note.index and _people().search(_word(doc.norm, m.start())) for m, s, _ in _ties(doc))


def _ties(doc: Document) -> Iterator[tuple[re.Match[str], Sentence, int]]:
    """Each star behind a word, the note that explains the word, and where the note's own words start in it."""
    if "*" not in doc.norm:
        return
    waiting: dict[int, tuple[int, re.Match[str]]] = {}
    for sentence in doc.sentences:
        note = _NOTE.match(sentence.norm)
        if note is None:
            for mark in _MARK.finditer(doc.norm, sentence.start, sentence.end):
                waiting[len(mark["stars"])] = (sentence.index, mark)
            continue
        known = waiting.pop(len(note["stars"]), None)
        if known is not None and sentence.index - known[0] <= _REACH:
            yield known[1], sentence, note.end()


def _word(norm: str, end: int) -> str:
    return re.split(r"\s", norm[max(0, end - 24) : end])[-1]


def _names_them(norm: str, start: int, names: list[Mention], person: bool) -> bool:
    """Whether a note is a list: of countries and little else, or of people each with a country."""
    codes = {m.value for m in names if m.note != "thing"}
    if len(codes) < _SEEN or _EXPLAINS.search(re.sub(r"\([^()]*\)", "", norm)):
        return False
    if person:
        return True
    rest = list(norm)
    for name in names:
        rest[name.start - start : name.end - start] = " " * (name.end - name.start)
    return len(_BESIDE.sub("", "".join(rest))) <= max(4, len(norm) // 12)
