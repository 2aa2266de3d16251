"""Whether a clause says that its guests come."""

import re

from extract.assembly.drafts import words_of
from extract.assembly.times import HELD
from extract.frames import Frame
from extract.records import Mention

_TOLD_SIZE = re.compile(r"명(?:이다|이었다|이며|으로 (?:집계|나타)|에 (?:이른|달)|이 전부)")
_FROM_ABROAD = re.compile(
    r"(?:외국|해외|국외|나라 밖|개국)에서|(?:지난해|작년|올해|지난 [^ ]{1,6}) [가-힣]*(?:회|제|전|쇼|캠프|포럼)에는 "
)


def comes(frame: Frame, people: list[Mention]) -> bool:
    """Whether the clause says that its guests come: a verb of coming, hosting, attending, studying or being met."""
    roles = {c.role for c in frame.guests}
    if roles == {"subject"} and frame.generic is None and not frame.act("visit", "come", "send", "attend", "study"):
        return False
    if roles == {"from"} and {a.note for a in frame.acts} == {"come"} and not (people or frame.dates):
        return False  # '가나에서 온 한 학생은 … 말했다' tells of a speaker, not of a visit
    if frame.act("visit", "come", "host", "study"):
        return True
    if (frame.generic is not None or frame.anaphor is not None) and people and _TOLD_SIZE.search(words_of(frame)):
        return True  # '해외 선수는 8개국 96명이다'
    if frame.act("attend", "send"):
        return bool(people) or bool(roles - {"subject"}) or frame.generic is not None
    persons = any(c.person for c in frame.guests)
    held = bool(HELD.search(words_of(frame))) and bool(frame.events or frame.act("meet"))
    return (persons and (frame.act("meet") or held)) or (held and bool(people) and bool(frame.guests))


def from_abroad(frame: Frame, size: Mention | None) -> bool:
    """Whether a number of countries without their names comes: '해외에서 12개국이', '12개국 선수가 참가했다'."""
    if size is None or not frame.act("attend", "come", "visit"):
        return False
    if _FROM_ABROAD.search(words_of(frame)):
        return True
    outsiders = any(p.note == "outsider" for p in frame.persons)
    return not outsiders and any(0 <= p.start - size.end <= 24 for p in frame.persons)
