"""Names that no person word heads, yet whose people come: counterparts of talks in Korea, lists of guests' lands."""

import re

from extract.clauses import Fields, Frame, in_town
from extract.headnouns import outsider_word
from extract.roles import Chain

_ROSTER = re.compile(
    r"(?:참가|참여|방문|초청|참석|회원)? ?(?:국|나라|국가|국적|출신)(?:은|는|별로는|별로|별 ?[:：(]?|[:：])"
    r"(?: [가-힣]+[에이] (?:[가-힣]+ )?(?:높은|많은|온))? ?['\"△▲▴]? ?$"
)

_MUTUAL = re.compile(r"(?:상호|교차|서로|번갈아) ?(?:간 ?)?(?:의 ?)?(?:[가-힣]+ ){0,2}?(?:방문|파견|오가)")

_COMING_FROM = re.compile(
    r"(?:곳|나라|국가|개국|도시|등|등지|전역|각지|각국|곳곳|지역|공관|대사관)에서(?:도|는|"
    r"까지)? .{0,24}(?:찾아[왔온]|찾았|방문했|왔|보내|파견|공유했다|다녀갔|찾고|온다|오는|참가|참석)"
)

_TALKS = re.compile(
    r"(?:협의회?|협상|회의|회담|대화|공동위(?:원회)?|위원회|워킹그룹|포럼|세미나|라운드테이블|워크숍|간담회|면담|"
    r"서명식|체결식|협약식|협정식|결연식|조인식)['\"」』”’)]*"
    r"(?:\([^()]*\))?(?:이|가|은|는|을|를)? ?(?:[^ \n]+ ){0,7}?"
    r"(?:개최(?!지|국)|열[렸린려렸었고]|연다|진행|가[졌진질지]|참석|실시|마[쳤치])"
    r"|(?:양해각서|협정|약정|협약|의향서|합의서|합의문|선언문|의정서|"
    r"계획)(?:\([^()]*\))?[을를]? ?(?:[^ .]+ ){0,2}?(?:체결|서명|채택|맺|교환)"
)

_IN_KOREA = re.compile(
    r"(?:호텔|[가-힣]청사|(?<![가-힣])[시군구도]청|컨벤션센터|코엑스|킨텍스|벡스코|국회|접견실|회의실|회의장|[시군구]장실|군수실|상황실|[가-힣]회관)"
    r"(?:\([^()]*\))?에서"
)

# '조속한 시일 내 제6차 공동위를 서울에서 개최하여 … 협의하기로': still to be agreed on.
SOME_DAY = re.compile(r"조속한 시일|조속히|조기에|이른 시일|가까운 시일|차기 [가-힣]*(?:회의|공동위|협의회|위원회)")

_LONG_AGO = re.compile(r"\S{0,3} ?(?:이래|이후|바 있)")  # '제1차 회의가 서울에서 열린 이래'

_WITH_KOREA = re.compile(r"(?<![가-힣])(?:한|한국|대한민국)[-·–~∼‧ㆍ]? ?$")

_COUNTERPART = re.compile(r"(?:[^,.]{0,40}?[가-힣)])?(?:와|과)(?:의|는)? ")

_AND = re.compile(r"(?:의회|교육지원청|교육청)?(?:\([^()]*\))?[와과] (?:(?:자매|우호|교류)(?:결연|협력)?도시(?:인)? )?")


def partners_of(mask: str, frame: Frame, found: Fields) -> list[Chain]:
    """Countries that Korea holds talks with in a Korean city: '한-몽골 3차 협의를 서울에서', '…호텔에서 몽골 교통부와
    양해각서를 체결'. Their side came for it, though only the hosts are named (codebook, 'The unit')."""
    if not frame.chains or frame.generic or frame.spoilers & {"online", "cancelled", "wish"}:
        return []
    talks = _TALKS.search(mask, frame.start, frame.end)
    if talks is None or _LONG_AGO.match(mask, talks.end()) or SOME_DAY.search(mask, frame.start, talks.end()):
        return []
    joint = {
        m.value for c in frame.chains if _WITH_KOREA.search(mask[max(0, c.start - 8) : c.start]) for m in c.mentions
    }
    partners = []
    for chain in frame.chains:
        pair = _WITH_KOREA.search(mask[max(0, chain.start - 8) : chain.start]) is not None
        if chain.role in ("guest", "from") and not pair and not {m.value for m in chain.mentions} <= joint:
            return []  # guests of their own
        if chain.role not in ("talk", "subject", "guest") or all(m.field != "country" for m in chain.mentions):
            continue
        beside = _COUNTERPART.match(mask, chain.end) or _beside_town(mask, frame, found, chain)
        if pair or (beside and chain.start < talks.end()):
            partners.append(chain)
    if partners and not _IN_KOREA.search(mask, frame.start, frame.end) and not in_town(mask, frame, found):
        return []
    return partners


def _beside_town(mask: str, frame: Frame, found: Fields, chain: Chain) -> bool:
    """Whether a Korean town stands before the chain as its equal: '담양군과 하노이시가 … 협약식을 가졌다'."""
    towns = found.inside("city", frame.start, chain.start)
    return chain.role == "subject" and any(_AND.fullmatch(mask, m.end, chain.start) for m in towns)


_MADE_OF = re.compile(r"(?:이다|이며|이었다|입니다|으로 (?:구성|이뤄|이루어|꾸려|짜))")

# '… 공무원 14명을 대상으로 과정을 운영했다'
FOR_THEM = re.compile(
    r"(?:대상으로|상대로)[^.]{0,60}(?:과정|연수|교육|워크숍|캠프|프로그램|훈련|세미나|행사|설명회|간담회|포럼)[^.]{0,24}"
    r"(?:개최|실시|운영|진행|열[었리렸린]|연다|마[쳤치]|성료)"
)

_RECEIVED = re.compile(r"맞이|수료")

_BREAKS = re.compile(r"(?:은|(?<![하있되오맡])는) |[다고며]\. |(?:하|했|되|됐)고 ")  # a topic, or a clause of its own

_AND_MORE = re.compile(r" ?(?:등|외) ?\d+여?개 ?국\)")

_PARTY_OPENS = re.compile(r"(?:단|원|들|생|일행|인사)\($")

_OF_THEM = re.compile(
    r"(?: 등)? ?\d+여?개 ?(?:국|나라|국가) ?(?:소속|출신)(?:으로|이다|이며|,| )"
)  # '일본, 중국 등 9개국 소속으로'


def promoted(mask: str, frame: Frame, chain: Chain) -> bool:
    """Names that no person word heads, yet come: '…를 포함해 5개국 도예가 12명이', '참가국은 …', '등에서 왔다'."""
    if _ROSTER.search(mask[max(0, chain.start - 24) : chain.start]):
        return True
    if outsider_word().search(mask[chain.end : chain.end + 24]):
        return False
    # '한-동남아 포럼에 270명': both sides
    joint = chain.mentions[0].field == "group" and _WITH_KOREA.search(mask[max(0, chain.start - 8) : chain.start])
    for people in () if joint else frame.people:
        between = mask[chain.end : people.start]
        if outsider_word().search(between):
            return False
        if 0 <= people.start - chain.end <= 60 and not _BREAKS.search(between):
            told = frame.anaphor is not None and frame.anaphor.start < chain.start and _MADE_OF.match(mask, people.end)
            return frame.act("attend", "host", "visit", "come", "study") or bool(
                told or FOR_THEM.search(mask, people.end, frame.end) or _RECEIVED.search(mask, people.end, frame.end)
            )
    if _AND_MORE.match(mask, chain.end, frame.end) and _PARTY_OPENS.search(mask[max(0, chain.start - 4) : chain.start]):
        return True  # '대표단(우간다 외 9개국)'
    if _OF_THEM.match(mask, chain.end, frame.end):
        return True
    ending = mask[chain.end : frame.end]
    return bool(_COMING_FROM.search(ending) or _MUTUAL.search(ending))
