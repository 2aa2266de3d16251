"""Footnotes and notes under a release: what only explains, and what gives the size of the guests told before."""

import re

from extract.assembly.drafts import State
from extract.frames import Frame, number

_FOOTNOTE = re.compile(r"\W{0,4}[*※]")
_DEFINES = re.compile(r"출범|설립|창립|결성|발족|발효|체결|가입|등록|소속|개최 중|정례화|활동 ?중|참여 ?중|제정|지정")
_CAME = re.compile(r"방한|내한|방문|대동|참석|파견")
_NOTE = re.compile(r"\W{0,4}[*※▲▴-]")
_DELEGATED = re.compile(r"대표단|방문단|사절단|연수단|의원|수행|대동|방한|일행|참석자")


def is_noted(frame: Frame) -> bool:
    return frame.sentence.role == "footnote" or bool(_FOOTNOTE.match(frame.sentence.norm))


def _defines(frame: Frame) -> bool:
    """A footnote that explains a body, a treaty or a programme: '* 연구 모임: 2018년 출범, 의원 55명이 참여 중'."""
    norm = frame.sentence.norm
    return is_noted(frame) and bool(_DEFINES.search(norm)) and not _CAME.search(norm)


def noted_size(state: State, frame: Frame) -> bool:
    """'※ 면담 의원(총 4명)', '* 약 80명의 대표단 대동': the size of the delegation told just before, in a note."""
    draft, sizes = state.current, [m for m in frame.people if number(m)]
    if draft is None or draft.people is not None or draft.summed or len(sizes) != 1:
        return False
    near = 0 < frame.sentence.index - draft.frames[-1].sentence.index <= 2
    norm = frame.sentence.norm
    if not (near and _NOTE.match(norm) and _DELEGATED.search(norm)) or _DEFINES.search(norm):
        return False
    draft.frames.append(frame)
    draft.people = sizes[0]
    return True


def explains(state: State, frame: Frame) -> bool:
    """Whether a note tells of no visit: it says what a body is, or goes on about the screen of the sentence before."""
    return _defines(frame) or (is_noted(frame) and frame.sentence.index - state.online <= 1)
