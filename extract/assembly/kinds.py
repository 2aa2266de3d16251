"""Whether a clause tells of one visit or of a sum over many (codebook, 'The unit', rules 3, 5 and 8)."""

import re

from extract.assembly.drafts import is_long, is_resolved, tells_many, words_of
from extract.assembly.times import dates_of_visit
from extract.clauses import Frame, number, span
from extract.records import Mention

_SUMMED = re.compile(
    r"집계|누적|누계|차례에 걸쳐|지금까지|그동안|올해 들어(?! [가-힣\d]+ ?번째)|현재까지|배출|다녀간 것으로|연인원|"
    r"달해|달한다|이른다|이르렀"
)
_SO_FAR = re.compile(
    r"(?:지금까지|그동안|현재까지|그 뒤로|이후) [^.,]{0,36}(?:다녀[간갔]|방문[한했]|찾[은았]|참가[한했]|참여[한했]|"
    r"수료[한했]|배출)"
)
_COUNTED_UP = re.compile(r"(?:방문단|대표단|사절단)[이은] (?:다녀간|방문한|찾은) 것으로 (?:집계|나타)")
_LATELY = re.compile(r"최근|잇따라|잇달아|줄이어|줄을 잇|이어지고|찾고 있|몰리고|꾸준히")
_AT_EVENT = re.compile(
    r"(?:워크숍|포럼|축제|영화제|페스티벌|박람회|엑스포|대회|캠프|상담회|전시회|교류전|총회|회의|행사|"
    r"콘퍼런스|컨퍼런스|심포지엄|경연|연극제|음악제|예술제|문화제|무용제|비엔날레|결선|본선|선수권|콩쿠르|올림피아드|마라톤)(?:에|에는|에도|에서)(?![가-힣])"
)
_PERFORMS = re.compile(r"극단|악단|공연단|공연팀|합창단|무용단|배우|연주자|선수|출품|경연|무대")
_BESIDES = re.compile(r"\W{0,3}(?:이 ?외에도?|이 ?밖에도?|그 ?외에도?|이외에)")
_PERIOD = re.compile(r"상반기|하반기|분기|올해|지난해|작년|금년|최근 \d+년")


def kind_of(frame: Frame, people: list[Mention], size: Mention | None) -> str:
    """total: a sum over a period or over many visits; else visit (codebook, 'The unit', rules 3, 5, 8)."""
    told = dates_of_visit(frame)
    long = any(is_long(m) or _names_a_period(frame, m) for m in told) and not any(
        is_resolved(m) and not is_long(m) for m in told
    )
    if long and _a_course(frame, told):
        return "visit"
    loose = frame.generic is not None or size is not None
    clause = words_of(frame)
    if _THIS_YEARS.match(clause):
        return "visit"  # '올해 방문하는 대표단은 … 106명이다'
    if people and _parties(frame, clause) and not any(span(m).precision == "day" for m in told):
        return "total"  # '이달 한 달 동안 6개국에서 12개 방문단 88명이', '한 달 새 12개 나라에서 모두 80명이 다녀갔다'
    if people and _BESIDES.match(clause) and not any(span(m).precision == "day" for m in told):
        return "total"  # rule 8
    if people and _SO_FAR.search(clause) and (loose or any(m.note == "total" for m in people)):
        return "total"  # '지금까지 다녀간 중국 공무원은 모두 50여 명이다'
    if people and any(_years(m) for m in told) and (loose or _SUMMED.search(clause) or frame.act("host", "come")):
        return (
            "total"  # '2011년부터 2025년까지 31개국 1,285명이 참가했다', '2009년부터 … 지금까지 모두 300명이 다녀갔다'
        )
    if people and any(m.note == "total" for m in people) and any(_open_year(m) for m in told):
        return "total"  # '2017년부터 … 총 34명의 수료생을 냈다'
    if people and any(m.note == "total" for m in people) and _REACHES.search(clause) and any(_until(m) for m in told):
        return "total"  # '지난달 말까지 모두 320명에 이른다'
    if people and size is None and frame.guests and frame.act("attend") and _FOLLOWED.search(clause):
        return "visit"  # '지난해 다낭시 직원 7명이 참가한 데 이어'
    if not frame.times and frame.generic is None and frame.act("attend") and not _SUMMED.search(clause):
        return "visit"
    if people and size is not None and _COUNTED_UP.search(clause) and frame.act("come", "visit"):
        return "total"  # '축제에는 이틀 동안 9개국 방문단 400명이 다녀간 것으로 집계됐다'
    if frame.events and not frame.times and (frame.act("attend") or _AT_EVENT.search(clause)):
        return "visit"
    if long and _PERFORMS.search(clause) and frame.act("host", "attend") and not frame.times:
        return "visit"  # '올해는 해외 8개국 9개 극단의 배우 140여 명이 초청돼': this year's festival
    if (
        long
        and not people
        and size is None
        and tells_many(frame)
        and frame.act("visit", "come")
        and not _AT_EVENT.search(clause)
    ):
        return "total"  # rule 8: '올해 A 사절단, B 연구원, C 공무원 등이 다녀갔다'
    if _LATELY.search(clause) and tells_many(frame) and not people and not any(is_resolved(m) for m in frame.dates):
        return "total"
    many = any((number(t) or 0) > 1 for t in frame.times) and not any(span(m).precision == "day" for m in told)
    if loose and (long or many or (_SUMMED.search(clause) and not _one_day(told))) and (size or people or frame.times):
        return "total"
    if people and long and tells_many(frame) and frame.act("visit", "come") and not frame.events:
        return "total"  # '지난해에는 대만, 호주, 태국 등에서 91명이 다녀갔다'
    if frame.times and (number(frame.times[0]) or 0) > 1 and people and long:
        return "total"
    return "visit"


_PARTIES = re.compile(r"(?:[2-9]|\d\d+)개 ?(?:방문단|대표단|사절단|교류단|연수단|시찰단|참관단)")
_LANDS_SUMMED = re.compile(r"\d개 ?(?:국|나라|국가)에서 (?:온 )?(?:[가-힣]+ ){0,2}?(?:모두|총) ?\d")


def _parties(frame: Frame, clause: str) -> bool:
    """Whether a clause sums several delegations over weeks."""
    weeks = any((v := span(m)).start and v.end and (v.end - v.start).days >= 25 for m in frame.dates)
    return weeks and bool(_PARTIES.search(clause) or (_LANDS_SUMMED.search(clause) and not frame.events))


def _a_course(frame: Frame, told: list[Mention]) -> bool:
    """'5월 20일부터 7월 26일까지 4개국 선수 47명을 초청해 훈련한다': one course with its first and last day."""
    days = [m for m in told if span(m).precision == "range" and span(m).start and span(m).end and not _years(m)]
    held = frame.act("host", "study") and bool(frame.events)
    if not days:  # '다음 달 7일까지 … 12명을 대상으로 연수를 한다'
        at = frame.sentence.start
        days = [m for m in told if _until(m) and _COMING.match(frame.sentence.norm, m.start - at)]
        held = held or (bool(frame.events) and "대상으로" in words_of(frame))
    return bool(days) and held and not frame.times and not _SUMMED.search(words_of(frame))


_COMING = re.compile(r"오는|다음 ?달|내달|새달|내년")


def _one_day(told: list[Mention]) -> bool:
    """'오늘 행사는 두 차례에 걸쳐 진행되며': all of it on one day."""
    return any(span(m).precision == "day" and span(m).start == span(m).end is not None for m in told)


_THIS_YEARS = re.compile(
    r"\W{0,4}(?:올해|이번에) (?:[가-힣]+(?:을|를|에) )?(?:방문|참가|참여|초청|찾)[가-힣]{0,3}[는된한은] "
    r"(?:[가-힣]+ ){0,2}[가-힣]*(?:단|일행|손님)(?:은|는) "
)
_REACHES = re.compile(r"(?:이른다|이르렀|이르며|이르는|달한다|달했|달하며|넘었|넘는다)")
_FOLLOWED = re.compile(r"(?:참가|참여|참석)한 ?데 이어")


def _until(mention: Mention) -> bool:
    """'5월 말까지': an end without a start."""
    value = span(mention)
    return value.start is None and value.end is not None


def _open_year(mention: Mention) -> bool:
    """'2017년부터': a start that is a year, and no end."""
    value = span(mention)
    return value.start is not None and value.end is None and (value.start.month, value.start.day) == (1, 1)


def _years(mention: Mention) -> bool:
    value = span(mention)
    return value.start is not None and value.end is not None and (value.end - value.start).days > 400


def _names_a_period(frame: Frame, mention: Mention) -> bool:
    """Whether a time that no article date resolves is a half-year, quarter or year all the same."""
    at = frame.sentence.start
    return not is_resolved(mention) and bool(_PERIOD.search(frame.sentence.norm[mention.start - at : mention.end - at]))
