"""People from abroad who live, study or work in Korea: no guests, unless they are officials on a visit (rule 14)."""

import re

from extract.assembly.coming import ARRIVED
from extract.assembly.drafts import State, words_of
from extract.clauses import Frame

# '국내에 살고 있는 20개국 출신 대학생', '나사렛대 유학생': they live here
_RESIDES = re.compile(
    r"(?:국내|한국|우리나라|도내|관내|지역)(?:에서?|에) (?:[^ .,]+ ){0,2}?(?:살고|사는|거주|체류 ?중|머물러 사"
    r"|유학|공부하|재학)"
    r"|대학(?:교)?에 (?:다니는|재학)"
    r"|(?:국내|도내|관내) ?(?:거주|체류|재학)|재한 ?(?:외국|유학|중국|베트남|몽골)|결혼이주|다문화 ?가[정족]"
)

_LABOUR = re.compile(r"계절 ?근로|외국인 ?(?:근로|노동)자|이주 ?노동자|결혼이민자 가족")

_OFFICIALS = frozenset(
    {"공무원", "시장", "주지사", "부시장", "부주지사", "장관", "차관", "대사", "의원", "의장", "일행", "사절", "국장"}
)

_HELPS_OUT = re.compile(
    r"일손을 (?:도|돕|보[태탰])|농가(?:에서|에) (?:[^ .,]+ ){0,3}?(?:일[하했]|배치|농사)|근로자(?:로"
    r"|를) (?:입국|도입|배치)"
)

_ON_A_VISIT = re.compile(r"방문(?:해|하여|했|한)|찾(?:아|았)")

_SETTLED = re.compile(r"유학생|이주민|결혼이|다문화|근로자|살고|사는|거주|재한")


def resides(state: State, frame: Frame) -> bool:
    """Whether a clause tells of people who live in Korea; what was opened for them just before goes."""
    if _HELPS_OUT.search(words_of(frame)) and frame.people and not _ON_A_VISIT.search(words_of(frame)):
        return True  # '3개국 418명이 농가 일손을 도왔고': 계절근로자
    officials = any(p.note == "delegation" or p.value in _OFFICIALS for p in frame.persons)
    visitors = bool(frame.guests) and frame.act("visit") and _ON_A_VISIT.search(words_of(frame))
    if not officials and not visitors and _LABOUR.search(" ".join(s.norm for s in state.doc.sentences[:2])):
        return True  # a release about workers
    if officials and not _SETTLED.search(words_of(frame)):
        return False  # '국내에 체류 중인 … 공무원 연수단': rule 14
    if not _RESIDES.search(words_of(frame)) or not (frame.guests or frame.generic or frame.anaphor or frame.persons):
        return False
    if frame.act("come") and ARRIVED.search(words_of(frame)):
        return False
    draft = state.current
    if frame.anaphor is not None and draft is not None and frame.sentence.index - draft.frames[0].sentence.index <= 2:
        state.drafts = [d for d in state.drafts if d is not draft]
        state.current = None
    state.outsiders = frame.sentence.index
    return True


# '의왕시에 파견된 셴닝시 공무원', '10월까지 시청에서 근무한다': seconded staff
SECONDED = re.compile(
    r"(?:교환|파견|맞바꿔|교류) ?근무|교환 ?공무원|파견 ?공무원|근무(?:하게 되|할 예정|하며 |하고 있(?!는)"
    r"|를 (?:시작|마[쳤치]))"
    r"|까지 [^.\n]{0,24}근무(?:한다|하게)"
)

_SECONDMENT = re.compile(r"K2H|(?:교환|파견|교류) ?공무원")


def seconded(state: State, frame: Frame) -> bool:
    """Whether the release is about officials of a town abroad who work here for months (codebook: seconded staff)."""
    if frame.people or frame.country_counts or (frame.act("visit") and _ON_A_VISIT.search(words_of(frame))):
        return False
    lead = " ".join(s.norm for s in state.doc.sentences[:4])
    return _SECONDMENT.search(lead) is not None and "근무" in " ".join(s.norm for s in state.doc.sentences[:8])
