"""Whether a clause tells of Koreans on their way: the only place that takes a clause for outbound."""

import re

from extract.clauses import Fields, Frame, in_town, to_town
from extract.roles import Chain

_KOREAN_GUESTS = re.compile(
    r"(?:우리(?:나라|측)?|한국|국내|정부|[가-힣]{1,6}(?:시|군|구|도|시의회|도의회|군의회|구의회|시장|군수|"
    r"지사|교육청|교육감))(?:은|는|이|가|의)? ?(?:[가-힣]+ )?(?:대표단|방문단|사절단|시찰단|연수단|의원|"
    r"공무원|직원|일행)"
)

_SENT = re.compile(r"[을를] (?:[^ .,]*[가-힣)\d][^ ,]* ){0,3}?(?:보[내냈낸낼]|파견)")

_AWAY = re.compile(
    r"특사 ?(?:방문 ?국|파견 ?국)"
    r"|(?:현지|해외|외국|국외)(?:로|에|를|에서) (?:[^ ]+ ){0,3}?(?:보[내냈낸낼]|파견|방문|찾|떠|출장|"
    r"진출)"
)

# '네팔 공무원을 대상으로 한 현지연수를 수행했다': Koreans teach there.
_TAUGHT_THERE = re.compile(r"현지 ?(?:연수|조사|교육|실사|워크숍|훈련)(?:를|을|와|과|에)(?![가-힣])(?! 참여한)")

# '오스트리아 경제사절단 파견': a ministry's own mission on its way.
_MISSION_SENT = re.compile(
    r"(?:사절단|시찰단|조사단|개척단|협력단)(?:을|의)? ?(?:[가-힣]+에 )?파견(?!된|한 [가-힣]+(?:이|가|은|는))"
)

_TOUR = re.compile(r"순방(?!단)")

_CALLED_ON = re.compile(r"(?:[을를]|들을)? ?예방(?:하|했|한 |을 ?통|에서)")

_DATED_IN_BRACKET = re.compile(
    r"(?:개최|참석|참가|면담|회담|방문|만남|체결|회의|총회|포럼|박람회|대회|IR|로드쇼|설명회)\([^()]*\d[^()]*[,/] ?$"
)


def _called_on(mask: str, chain: Chain) -> bool:
    """'코스타리카 대통령을 예방하여': a head of state is called on where he rules, unless he is said to have come."""
    person = chain.person
    if person is None or not re.fullmatch(r"대통령|총리|국왕|왕세자|국가주석|주석|총통|국가원수", person.value):
        return False
    return _CALLED_ON.match(mask, person.end) is not None


def _place_of_date(mask: str, chain: Chain) -> bool:
    """'정상회의 개최(2023년 9월, 뉴욕)': where it was, behind its day."""
    return _DATED_IN_BRACKET.search(mask[max(0, chain.start - 40) : chain.start]) is not None


# '13일 오후(현지시간)': a clock abroad.
_LOCAL_TIME = re.compile(r"현지 ?시[간각]")

# '구조대원 70명을 해외긴급구호대로 파견하기도 했다': the people sent are the object.
_OWN_SENT = re.compile(
    r"\d여? ?명(?:의 [^ .,]+)?(?:을|를) (?:[^ .,]+ ){0,4}?(?:파견|보[내냈])(?!한 |된 |받|[^.,]{0,12}(?:한국|국내|우리))"
)

_TO_KOREA = re.compile(r"(?:한국|우리나라|국내|서울)(?:에|으로|로|를|을)|방한|내한")


def _own_sent(clause: str, frame: Frame) -> bool:
    """Whether a clause sends a number of people off, and names no sender abroad before them."""
    sent = _OWN_SENT.search(clause)
    if sent is None or _TO_KOREA.search(clause) or frame.act("come", "host"):
        return False
    named = (c for c in frame.chains if any(m.field == "country" for m in c.mentions))
    return all(
        c.role in ("dest", "away") or (c.role == "guest" and c.person and c.person.end - frame.start > sent.start())
        for c in named
    )


# '봄에 도 직원들이 태국을 방문한 데 대한 답방으로 마련됐고': now they come
_RETURNED = re.compile(r"방문(?:한|했던) (?:것에|데|데에) (?:대한|따른|이은) (?:답방|답례)")


def outbound(mask: str, frame: Frame, found: Fields) -> bool:
    """Koreans go: a destination abroad that is the object of going, or Koreans sent off. Officials met there are
    no guests; guests who are the clause's own subject and named before the destination still are."""
    clause = mask[frame.start : frame.end]
    if _RETURNED.search(clause):
        return False
    if (
        _AWAY.search(clause)
        or (_own_sent(clause, frame) and not to_town(mask, frame, found))
        or (_TOUR.search(clause) and not frame.act("come", "host"))
    ):
        return True
    if not frame.act("come") and any(_called_on(mask, c) or _place_of_date(mask, c) for c in frame.chains):
        return True
    if _AT_THEIR_EVENT.search(clause) or any(_receives_us(mask, frame, c) for c in frame.chains):
        return True
    if _TAUGHT_THERE.search(clause) and not _TO_KOREA.search(clause) and not frame.act("come", "host"):
        return True
    if _LOCAL_TIME.search(clause) and not _TO_KOREA.search(clause):
        return True
    if (mission := _MISSION_SENT.search(clause)) and not frame.act("come", "host"):
        heads = [c.person for c in frame.chains if c.role in ("guest", "from")]
        sender = any(c.role == "subject" and c.start - frame.start < mission.start() for c in frame.chains)
        if sender and to_town(mask, frame, found):
            return False  # '하이퐁시는 … 남양주시에 시찰단을 파견했다'
        if all(h is not None and h.start - frame.start < mission.end() for h in heads):
            return not in_town(mask, frame, found)
    going = [c for c in frame.chains if c.role in ("dest", "abroad")]
    guests = [c for c in frame.chains if c.role in ("guest", "from")]
    there = range(going[0].end, going[0].end + 4) if going else ()  # '부르사에 머물며': no coming
    came = (a for a in frame.acts if a.note == "come" and a.start not in there and not mask.startswith("찾", a.start))
    if going and not any(a.start < going[0].end + 12 for a in came):
        subject = any(
            g.end < going[0].start and g.person and _IS_SUBJECT.match(clause, g.person.end - frame.start)
            for g in guests
            if any(m.field == "country" for m in g.mentions)
        )
        return not subject
    if any(c.role == "away" for c in frame.chains) and not guests:
        return True
    leaves = frame.act("leave") and not (frame.guests or frame.generic or frame.anaphor)
    sent = not guests and _KOREAN_GUESTS.search(clause) and _SENT.search(clause)
    theirs = any(c.role == "subject" for c in frame.chains) and to_town(mask, frame, found)
    return leaves or bool(sent and not theirs)


# '주한 프랑스대사관이 마련한 국경일 기념식에 초청돼': the host's people are the guests
_AT_THEIR_EVENT = re.compile(
    r"대사관(?:이|에서) (?:마련|주최|개최|연|여는|주관)[가-힣]{0,2} [^.\n]{0,50}?(?:기념식|행사|리셉션|만찬"
    r"|파티|연회)에 "
    r"[^.\n]{0,30}?(?:참석|초청|자리)"
)

_RECEIVE_US = re.compile(
    r"(?:들|단)?(?:이|가|은|는|도) [^.\n]{0,40}?(?:방문단|대표단|연수단|시찰단|일행"
    r"|참가자들?)[을를] (?:[가-힣]+ )?(?:맞[이았아]"
    r"|환영|영접|안내)"
)


def _receives_us(mask: str, frame: Frame, chain: Chain) -> bool:
    """'마쓰야마시 관계자들도 방문단을 맞이했다': they receive, in the country where the travellers are."""
    if chain.role != "guest" or chain.person is None or frame.cities or frame.act("come", "visit"):
        return False
    return _RECEIVE_US.match(mask, chain.person.end, frame.end) is not None


_IS_SUBJECT = re.compile(r"(?:들|단|진)?(?: [가-힣]+)?(?: ?[\d,]+여?명)?(?:이|가|은|는|도)(?![가-힣])")
