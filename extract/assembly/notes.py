"""Footnotes and notes under a release: what only explains, and what gives the size of the guests told before."""

import re

from extract import footnotes
from extract.assembly.drafts import Draft, State
from extract.clauses import Frame, number, span

_FOOTNOTE = re.compile(r"\W{0,4}[*※]")
_DEFINES = re.compile(r"출범|설립|창립|결성|발족|발효|체결|가입|등록|소속|개최 중|정례화|활동 ?중|참여 ?중|제정|지정")
_CAME = re.compile(r"방한|내한|방문|대동|참석|파견")
_NOTE = re.compile(r"\W{0,4}[*※▲▴-]")
_DELEGATED = re.compile(r"대표단|방문단|사절단|연수단|의원|수행|대동|방한|일행|참석자")


def is_noted(frame: Frame) -> bool:
    return frame.sentence.role == "footnote" or bool(_FOOTNOTE.match(frame.sentence.norm))


def defines(frame: Frame) -> bool:
    """A footnote that explains a body, a treaty or a programme: '* 연구 모임: 2018년 출범, 의원 55명이 참여 중'."""
    norm = frame.sentence.norm
    return is_noted(frame) and bool(_DEFINES.search(norm)) and not _CAME.search(norm)


_BLOC = re.compile(r"협의체|협력체|지역 ?기구|지역 ?연합|국제 ?기구|공동체")
_MEMBERS = re.compile(r"[\Wㅇo]*(?:정?회원국|가입국)(?: ?\(?\d+개 ?국\)?)? ?[:：(]")


def _members(state: State, frame: Frame) -> bool:
    """'* 동남아국가연합: …, 브루나이 등 10개국 협의체', 'ㅇ 회원국(8개국) : …' under a note on a bloc: no guests."""
    norm, index = frame.sentence.norm, frame.sentence.index
    if is_noted(frame) and re.search(
        r"\d+개 ?국(?:의|으로 구성된|이 참여하는)? ?(?:간 ?)?(?:의 ?)?(?:협의체|협력체|지역 ?기구|지역 ?연합)", norm
    ):
        return not _CAME.search(norm)
    if not _MEMBERS.match(norm):
        return False
    return any(_BLOC.search(s.norm) for s in state.doc.sentences[max(0, index - 3) : index])


def noted_size(state: State, frame: Frame) -> bool:
    """'※ 면담 의원(총 4명)', '* 약 80명의 대표단 대동': the size of the delegation told just before, in a note."""
    draft, sizes = state.current, [m for m in frame.people if number(m)]
    if draft is None or draft.people is not None or draft.summed or len(sizes) != 1:
        return False
    near = 0 < frame.sentence.index - draft.frames[-1].sentence.index <= 2
    norm = frame.sentence.norm
    starred = footnotes.of_people(state.doc, frame.sentence)
    if not (near and _NOTE.match(norm) and (starred or _DELEGATED.search(norm))) or _DEFINES.search(norm):
        return False
    if starred and not sizes[0].note.startswith("etc") and not _CAME.search(norm):
        return False
    draft.frames.append(frame)
    draft.people = sizes[0]
    if any(span(m).precision in ("day", "range") for m in frame.dates) and _CAME.search(norm):
        _stay(draft, frame)
    return True


def _stay(draft: Draft, frame: Frame) -> None:
    """'* … 등 60여 명이 9.10일부터 12일까지 한국을 방문': the stay around the day of the meeting."""
    first = draft.dates[0]
    for mention in frame.dates:
        start, end = span(mention).start, span(mention).end
        if start and end and start < end and (end - start).days <= 15 and (first is None or start <= first <= end):
            draft.when, draft.until = mention, None
            return


def explains(state: State, frame: Frame) -> bool:
    """Whether a note tells of no visit: it says what a body is, or goes on about the screen of the sentence before."""
    return defines(frame) or _members(state, frame) or (is_noted(frame) and frame.sentence.index - state.online <= 1)
