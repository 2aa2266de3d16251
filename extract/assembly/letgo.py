"""Clauses that are let go: the host's own people on their way, what was called off, wishes, screens and papers."""

import re

from extract.assembly.coming import ARRIVED
from extract.assembly.drafts import State, words_of
from extract.assembly.residents import SECONDED, seconded
from extract.assembly.sizes import CROWD
from extract.clauses import Frame, number, span

_ASKED = re.compile(r"(?:참석|참가|방문|초청)(?:을|를) (?:요청|부탁|제안|당부|타진)")
# '창녕군 대표단은', '시의회 방문단이': the host's own people are the subject.
_HOSTS_GO = re.compile(
    r"(?:^|(?<=[ ,]))(?:[가-힣]{2,5}(?:시|군|구|도|시의회|군의회|구의회|도의회)|시|군|구|도|시의회|군의회|구의회|"
    r"도의회|우리|한국|국내) (?:대표단|방문단|사절단|시찰단|연수단|방문단원|대표단원)(?:은|는|이|도) "
)


# '이번 회의에는', '올해 대회에서는': the occasion of the sentences before.
_THAT_OCCASION = re.compile(
    r"\W{0,6}(?:첫째|둘째|셋째|마지막)날(?:은|에는) "
    r"|\W{0,6}(?:행사장|전시장|박람회장|상담장|회의장)(?:에|에는|에서|에서는)(?![가-힣])"
    r"|\W{0,6}(?:이번|금번|이|동|올해|이날|제?\d+회) ?(?:[가-힣]{1,8} ){0,2}[가-힣]{0,8}(?:회의|행사|대회|포럼|총회|"
    r"박람회|컨퍼런스|콘퍼런스|전시회|심포지엄|워크숍|세미나|축제|엑스포|회담)(?:에|에는|에서|에서는|은|는)(?![가-힣])"
)


_IN_IT = re.compile(r"[시군구도]?(?:에서|서 |으로|로 |에 |을 |를 )")


def _in_a_town(frame: Frame) -> bool:
    """Whether a clause says that something is in a Korean town, or somebody goes there."""
    at = frame.sentence.start
    return any(_IN_IT.match(frame.sentence.norm, c.end - at) for c in frame.cities)


_IN_OUR_HALL = re.compile(r"[시군구도]? [^.,\n]{2,24}?에서 ")


def _in_our_hall(frame: Frame) -> bool:
    """'서울 롯데호텔에서 … 장관을 만나': they meet in a Korean town."""
    at = frame.sentence.start
    return any(_IN_OUR_HALL.match(frame.sentence.norm, c.end - at) for c in frame.cities)


def occasion_abroad(state: State, frame: Frame) -> bool:
    """Whether a clause goes on about an occasion that was told to be held abroad: '이번 회의에는 중국, 일본 …'."""
    if frame.outbound:
        state.abroad = state.abroad or (bool(frame.events) and any(c.role == "abroad" for c in frame.chains))
        return False
    if frame.act("come") or (_in_a_town(frame) and not _THAT_OCCASION.match(frame.sentence.norm)):
        state.abroad = False
    return state.abroad and _THAT_OCCASION.match(frame.sentence.norm) is not None


_STATE_VISIT = re.compile(
    r"(?:대통령|총리|왕세자|국왕|여왕|정상|국가주석|주석)(?:의|이)? ?(?:[가-힣]+ ){0,2}?(?:국빈 ?|공식 ?|"
    r"실무 ?)?방한(?: ?\([^()]*\))? ?"
    r"(?:계기|이후|이래|후속|시[ ,]|당시|때[ ,]|기간)[^.]{0,60}?(?:체결|합의|서명|논의|협의|후속|논의된|약속|"
    r"공동성명|마련)"
)


def _points_back(frame: Frame) -> bool:
    """Whether the pointing word stands without a country of its own: '대표단은', not '베트남 대표단은'."""
    word = frame.anaphor
    if word is None or (frame.generic is not None and frame.generic.start <= word.start < frame.generic.end):
        return False
    if any(c.role == "guest" and c.person is not None and c.person.end <= word.start for c in frame.guests):
        return False  # '황포구 부서기를 비롯한 …, 대표단은': those of the clause itself
    return not any(c.person is not None and word.start <= c.person.end <= word.end + 2 for c in frame.guests)


_WITH = re.compile(r"(?:들|단|진)?(?:(?:과|와)(?:의| 함께)? |[을를] (?:[^ .,]+ ){0,2}?(?:만나|만났|예방))")


def _in_company(frame: Frame) -> bool:
    """'몽골 학생들과 공동 실험을 진행했다': whom the travellers of before meet where they are."""
    heads = [c.person for c in frame.guests]
    at = frame.sentence.start
    return bool(heads) and all(h is not None and _WITH.match(frame.sentence.norm, h.end - at) for h in heads)


_ERRAND = re.compile(r"(?:국외|해외) ?(?:출장|연수)|출장단|연수를 다녀|출장 ?보고")


def _errand(state: State) -> bool:
    """Whether the release reports an official journey of Koreans: every '연수단은' in it points to its travellers."""
    return any(_ERRAND.search(s.norm) for s in state.doc.sentences[:4])


def under_way(state: State, frame: Frame) -> bool:
    """Whether a clause tells of Koreans abroad: it goes, is the rest of its sentence, or points to its travellers."""
    if frame.outbound:
        state.korean, state.away = True, frame.sentence.index
        return True
    if frame.guests and frame.act("visit", "come") and _in_a_town(frame):
        state.korean = False  # '이번에 그곳 공무원들이 우리 구를 찾았다': back to the guests
        return False
    if (
        _errand(state)
        and any(c.role in ("dest", "abroad") for c in frame.chains)
        and not ARRIVED.search(words_of(frame))
    ):
        return True
    if not state.korean or frame.act("come") or ARRIVED.search(words_of(frame)):
        return False
    near = _errand(state) or frame.sentence.index - state.away <= 2
    met = frame.anaphor is None and _in_company(frame) and not _in_our_hall(frame)
    if near and (_points_back(frame) or met):
        state.away = frame.sentence.index  # '이들은 헬싱키의 …를 방문하고': the travellers of the sentence before
        return True
    return frame.sentence.index == state.away  # the rest of a sentence that tells of going abroad


def hosts_go(state: State, frame: Frame) -> bool:
    """Whether a clause without names has the host's own delegation as its subject."""
    if not _HOSTS_GO.search(words_of(frame)) or frame.act("come"):
        return False
    state.korean, state.away = True, frame.sentence.index
    return True


_RUNS = re.compile(
    r"\d{2,4}년(?:부터|도부터) [^.]{0,40}?(?:주관하는|연례|해마다 여는|매년 여는)|"
    r"\d{2,4}년(?:부터|도부터|에|도에|도)?[^.]{0,80}?(?:시작(?:[했하됐되한된]|해)|출범[했하한]|개설[했하한]|"
    r"(?:운영|실시|진행|개최|추진|시행|교육|초청|지원)(?:하고 있|해 ?오|해 ?왔|해 ?온|돼 ?오|되고 있|돼 ?왔)"
    r"|이어 ?[오왔온]|열어 ?[오왔온])"
)


_RUN_WITH = re.compile(r"\d여?개 ?국(?:과|와)(?: 함께)? ")  # '2014년부터 3개국과 과정을 운영하고 있다'
# '개도국 공무원 초청연수를 확대할 계획이다' of a year's work plan: a programme, no visit
_PLANS = re.compile(
    r"(?:초청|연수|교육|교류|방한)[가-힣 ]{0,14}(?:을|를|도) ?(?:[가-힣]+ ){0,2}?"
    r"(?:(?:확대|강화|다변화|내실화|활성화|지속 ?추진)"
    r"(?:한다|하고,? |하며,? |할 (?:계획|예정|방침)|하기로|해 나[가갈]|하겠)"
    r"|늘(?:린다|리고|리며|릴 (?:계획|예정|방침)|려 나[가갈]))"
)


_ALUMNI = re.compile(r"졸업생|동문회|동창회|동문 ?(?:네트워크|조직)")


def history(frame: Frame) -> bool:
    """Rule 11: '2010년부터 개발도상국 공무원을 초청해 연수를 운영해 왔다' tells of a programme, without numbers."""
    if frame.people and _ALUMNI.search(words_of(frame)) and not frame.act("visit", "come", "host"):
        return True  # members of an association at home
    partners = _RUN_WITH.search(words_of(frame)) is not None
    if frame.people or (frame.country_counts and not partners) or frame.times or frame.anaphor is not None:
        return False
    if _TIES.search(words_of(frame)) and not frame.dates:
        return True
    short = any(span(m).precision in ("day", "range") for m in frame.dates)
    if _PLANS.search(words_of(frame)) and all(span(m).precision == "year" for m in frame.dates):
        return True
    return not short and _RUNS.search(words_of(frame)) is not None


# '… 등과 우호교류를 맺고 공무원 상호 파견, 홈스테이 등 교류 활동을 펼치고 있다'
_TIES = re.compile(
    r"(?:결연|협약|협정|우호 ?교류)[을를]? (?:맺고|맺어|체결하고|체결해)[^.\n]{0,80}"
    r"(?:펼치|펴|이어 ?[가오]|이어|추진하|활발하?|지속하|하|벌이)고? ?있"
)
_HELD_ONLINE = re.compile(
    r"\W{0,6}(?:이번|이날|올해|금번|동|이) ?(?:[가-힣\d]{1,8} ){0,2}?[가-힣]{0,6}"
    r"(?:대회|행사|회의|연수|교육|과정|포럼|세미나|워크숍|컨퍼런스)"
    r"(?:은|는|도) (?![^.]{0,60}(?:대면과|온·?오프|온-오프|현장과|병행|동시에))[^.]{0,60}?"
    r"(?:온라인|(?<![평문만영])화상|비대면)[^.]{0,24}?(?:진행|개최|열[리린렸]|실시|운영)"
)


def told_online(state: State, frame: Frame) -> bool:
    """'이번 대회는 … 비대면 방식으로 개최됐다': the occasion told just before was on screens, nobody came."""
    draft = state.current
    if draft is None or not _HELD_ONLINE.match(frame.sentence.norm) or "online" not in frame.spoilers:
        return False
    if frame.sentence.index - draft.frames[0].sentence.index > 3 or any(f.act("come") for f in draft.frames):
        return False
    state.drafts = [d for d in state.drafts if d is not draft]
    state.current = None
    return True


_SIGNED = re.compile(r"의향서(?:\([^()]*\))?에 (?:[가-힣]+ )?서명")  # '시청을 찾아 의향서에 서명한다'
_ON_SCREEN = re.compile(
    r"\W{0,3}(?:이날 |이번 |이 )?(?:회의|면담|회담|간담회|협약식|체결식|행사|교류회|교류회의|협의회|만남|토론회|세미나)"
    r"(?:에|에는|에서|에서는|자리에는|자리에서)(?: |,)"
)


_OF_TOURISTS = re.compile(
    r"인바운드|여행사 (?:손님|상품|고객)|단체 ?관광객|찾는 [가-힣 ]{0,12}관광객이? (?:[가-힣]+ ){0,2}(?:줄|늘"
    r"|감소|증가)|관광객을 (?:[가-힣]+ )?(?:맞|환영)"
)
_RECRUITS = re.compile(r"모집 ?(?:인원|대상|분야)(?:은|는) |신청 ?자격은 ")
_AT_WAR = re.compile(
    r"(?:전쟁|6[·.]25)[^.\n]{0,12}?(?:때|당시|에)[^.\n]{0,40}?(?:보[냈내낸]|파병|파견|참전)|파병(?:했|한|해)"
)
_LETTER = re.compile(r"(?:편지|서한|축전|축하 ?영상|영상 ?메시지|화환|메시지)[을를] ?(?:[가-힣]+ )?보[내낸냈]")


def told_off(frame: Frame) -> bool:
    """Whether a clause itself says that there is no visit: a screen, what is called off, background, papers, wishes."""
    if frame.spoilers & {"online", "cancelled"}:
        return True
    if SECONDED.search(frame.sentence.norm) and not frame.act("visit", "come"):
        return True
    if _RECRUITS.search(words_of(frame)) or (not frame.people and _OF_TOURISTS.search(words_of(frame))):
        return True
    if _AT_WAR.search(words_of(frame)) and not frame.act("visit", "come", "attend"):
        return True  # '6·25전쟁 때 황실근위대를 보냈고'
    if _LETTER.search(words_of(frame)) and not frame.act("visit", "come", "attend"):
        return True
    if not frame.events and any((number(p) or 0) >= CROWD for p in frame.people):
        return True  # '지난해 우리나라를 찾은 태국인은 44만여 명'
    if not frame.people and _STATE_VISIT.search(words_of(frame)):
        return True  # rule 11: state visits told as background
    if "paper" in frame.spoilers and not frame.act("come", "meet"):
        return not (frame.act("visit") and _SIGNED.search(words_of(frame)))
    return "wish" in frame.spoilers and (frame.tense != "past" or _ASKED.search(words_of(frame)) is not None)


def comes_to_nothing(state: State, frame: Frame) -> bool:
    """Whether a clause tells of a screen, of a visit called off or wished for, of letters, or of the fair abroad."""
    index = frame.sentence.index
    if seconded(state, frame):
        return True
    told_online(state, frame)
    if frame.spoilers & {"online", "cancelled"}:
        if frame.guests or frame.generic:
            state.current = None
        if "online" in frame.spoilers:
            state.online = index
        if "cancelled" in frame.spoilers:
            state.cancelled = index
        return True
    if 0 <= index - state.online <= 1 and _ON_SCREEN.match(frame.sentence.norm) and not frame.act("come", "visit"):
        state.online = index
        return True  # '회의에는 부시장 등 14명이 참석했다' behind '화상회의를 열고'
    if not frame.guests and frame.tense != "past" and index - state.cancelled <= 1:
        return True  # what would have come to the event of the sentence before
    if told_off(frame):
        return True
    # '지난해 박람회에는 140개국이': the fair abroad of the sentence before
    return not frame.guests and bool(frame.events or frame.country_counts) and index - state.away <= 1
