"""Whether a clause says that its guests come."""

import re

from extract.assembly.drafts import is_long, is_resolved, words_of
from extract.assembly.events import HELD
from extract.assembly.sizes import AT_HOME_TOO, guest_countries
from extract.clauses import Frame
from extract.counterparts import FOR_THEM
from extract.records import Mention

# Words of arriving in Korea.
ARRIVED = re.compile(
    r"방한|내한|국내로 초청|(?:한국|우리나라)(?:을|를) (?:[가-힣]+ )?(?:방문|찾)|(?:한국|우리나라)에 (?:도착|온|왔|와)"
    r"|(?:한국|우리나라)으?로 초청"
)
_TOLD_SIZE = re.compile(
    r"명(?:이다|이었다|이며|으로, |으로 (?:집계|나타|짜|꾸려|구성|이뤄|이루어)|에 (?:이른|달)|이 전부)"
)
_FROM_ABROAD = re.compile(
    r"(?:외국|해외|국외|나라 밖|개국)에서|(?:지난해|작년|올해|지난 [^ ]{1,6}) [가-힣]*(?:회|제|전|쇼|캠프|포럼)에는 "
)


_IN_PASSING = re.compile(r"(?<![가-힣])지난(?:번)? 방한|방한(?: 등|을 통해|에 이어|, |·|과 |및| 이후| 이래)")


# '총 30개국 1,147명의 연수생을 배출하였다', '81개국 공무원 204명이 … 교육을 받았다': the sum of a programme.
_TRAINED = re.compile(
    r"명(?:의|이|을|에게|에)? ?(?:[^.]{0,24}?(?:배출|수료|이수|양성)"
    r"|[^.]{0,60}?(?:교육|연수|훈련|과정)(?:을|를) ?(?:받|마[쳤치]|거[쳤쳐]|실시)"
    r"|[^.]{0,16}?(?:역량|능력)[^.]{0,12}?(?:강화|향상))"
)
_AIMED_AT = re.compile(r"(?:양성|배출|교육|초청|육성)(?:할|하겠|하기로|한다는)|목표")  # rule 9: targets
_STARTED = re.compile(r"까지|부터|그동안|그간|이래|누적")


def sums_up(frame: Frame) -> bool:
    """Whether a clause sums up the guests of a programme so far: numbers of people and countries, and a period."""
    if guest_countries(frame) is None or not frame.people or frame.spoilers & {"online", "market"}:
        return False
    clause = words_of(frame)
    return bool(_STARTED.search(clause) and _TRAINED.search(clause) and not _AIMED_AT.search(clause))


def comes(frame: Frame, people: list[Mention], *, undated: bool = False) -> bool:
    """Whether the clause says that its guests come: a verb of coming, hosting, attending, studying or being met.
    `undated`: its days are not known yet, and may be any."""
    size = guest_countries(frame)
    dated = undated or bool(frame.dates)
    if (people and sums_up(frame)) or (not frame.guests and from_abroad(frame, size)):
        return True
    if frame.bilateral or (frame.guests and (people or dated) and FOR_THEM.search(words_of(frame))):
        return True
    passing = _IN_PASSING.search(words_of(frame)) and {a.note for a in frame.acts} <= {"come", "meet"}
    if passing and not people and not undated and all(is_long(m) or not is_resolved(m) for m in frame.dates):
        return False  # 'X 장관의 방한 등 고위급 교류': rule 11, a visit without a day told in passing
    roles = {c.role for c in frame.guests}
    if roles == {"subject"} and frame.generic is None and not frame.act("visit", "come", "send", "attend", "study"):
        return False
    if roles == {"from"} and {a.note for a in frame.acts} == {"come"} and not (people or dated):
        return False  # '가나에서 온 한 학생은 … 말했다' tells of a speaker, not of a visit
    if frame.act("visit", "come", "host", "study"):
        return not (frame.tense == "future" and people and _AIMED_AT.search(words_of(frame)) and not frame.guests)
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
    if any(p.note == "outsider" for p in frame.persons) or AT_HOME_TOO.search(words_of(frame)):
        return False  # '12개국에서 온 유학생이 참가': they live here
    if _FROM_ABROAD.search(words_of(frame)):
        return True
    return any(0 <= p.start - size.end <= 24 for p in frame.persons)
