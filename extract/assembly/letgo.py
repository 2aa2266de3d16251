"""Clauses that are let go: the host's own people on their way, what was called off, wishes, screens and papers."""

import re

from extract.assembly.drafts import State, words_of
from extract.frames import Frame, span

_ASKED = re.compile(r"(?:참석|참가|방문|초청)(?:을|를) (?:요청|부탁|제안|당부|타진)")
# '창녕군 대표단은', '시의회 방문단이': the host's own people are the subject.
_HOSTS_GO = re.compile(
    r"(?:^|(?<=[ ,]))(?:[가-힣]{2,5}(?:시|군|구|도|시의회|군의회|구의회|도의회)|시|군|구|도|시의회|군의회|구의회|"
    r"도의회|우리|한국|국내) (?:대표단|방문단|사절단|시찰단|연수단|방문단원|대표단원)(?:은|는|이|도) "
)


# '이번 회의에는', '올해 대회에서는': the occasion of the sentences before.
_THAT_OCCASION = re.compile(
    r"\W{0,6}(?:이번|금번|이|동|올해|이날|제?\d+회) ?(?:[가-힣]{1,8} ){0,2}[가-힣]{0,8}(?:회의|행사|대회|포럼|총회|"
    r"박람회|컨퍼런스|콘퍼런스|전시회|심포지엄|워크숍|세미나|축제|엑스포|회담)(?:에|에는|에서|에서는|은|는)(?![가-힣])"
)


def occasion_abroad(state: State, frame: Frame) -> bool:
    """Whether a clause goes on about an occasion that was told to be held abroad: '이번 회의에는 중국, 일본 …'."""
    if frame.outbound:
        state.abroad = state.abroad or (bool(frame.events) and any(c.role == "abroad" for c in frame.chains))
        return False
    if frame.act("come") or (frame.cities and not _THAT_OCCASION.match(frame.sentence.norm)):
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
    if word is None:
        return False
    return not any(c.person is not None and word.start <= c.person.end <= word.end + 2 for c in frame.guests)


_TO_KOREA = re.compile(r"(?:한국|우리나라)(?:을|를) (?:[가-힣]+ )?(?:방문|찾)|(?:한국|우리나라)에 (?:도착|온|왔|와)")


_WITH = re.compile(r"(?:들|단|진)?(?:과|와)(?: 함께)? ")


def _in_company(frame: Frame) -> bool:
    """'몽골 학생들과 공동 실험을 진행했다': whom the travellers of before meet where they are."""
    heads = [c.person for c in frame.guests]
    at = frame.sentence.start
    return bool(heads) and all(h is not None and _WITH.match(frame.sentence.norm, h.end - at) for h in heads)


def under_way(state: State, frame: Frame) -> bool:
    """Whether a clause tells of Koreans abroad: it goes, is the rest of its sentence, or points to its travellers."""
    if frame.outbound:
        state.korean, state.away = True, frame.sentence.index
        return True
    if not state.korean or frame.act("come") or _TO_KOREA.search(words_of(frame)):
        return False
    near = frame.sentence.index - state.away <= 2
    if near and (_points_back(frame) or (frame.anaphor is None and _in_company(frame))):
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
    r"\d{2,4}년(?:부터|도부터|에|도에|도)?[^.]{0,80}?(?:시작(?:[했하됐되한된]|해)|출범[했하한]|개설[했하한]|"
    r"(?:운영|실시|진행|개최|추진|시행|교육|초청|지원)(?:하고 있|해 ?오|해 ?왔|해 ?온|돼 ?오|되고 있|돼 ?왔)"
    r"|이어 ?[오왔온]|열어 ?[오왔온])"
)


def history(frame: Frame) -> bool:
    """Rule 11: '2010년부터 개발도상국 공무원을 초청해 연수를 운영해 왔다' tells of a programme, without numbers."""
    if frame.people or frame.country_counts or frame.times or frame.anaphor is not None:
        return False
    short = any(span(m).precision in ("day", "range") for m in frame.dates)
    return not short and _RUNS.search(words_of(frame)) is not None


def comes_to_nothing(state: State, frame: Frame) -> bool:
    """Whether a clause tells of a screen, of a visit called off or wished for, of letters, or of the fair abroad."""
    index = frame.sentence.index
    if frame.spoilers & {"online", "cancelled"}:
        if frame.guests or frame.generic:
            state.current = None
        if "online" in frame.spoilers:
            state.online = index
        if "cancelled" in frame.spoilers:
            state.cancelled = index
        return True
    if not frame.guests and frame.tense != "past" and index - state.cancelled <= 1:
        return True  # what would have come to the event of the sentence before
    if _STATE_VISIT.search(words_of(frame)) and not frame.people:
        return True  # rule 11: state visits told as background
    if "paper" in frame.spoilers and not frame.act("come", "meet"):
        return True
    if "wish" in frame.spoilers and (frame.tense != "past" or _ASKED.search(words_of(frame))):
        return True
    # '지난해 박람회에는 140개국이': the fair abroad of the sentence before
    return not frame.guests and bool(frame.events or frame.country_counts) and index - state.away <= 1
