"""Guests that a clause does not name itself: those of the headline, or of the one country that the article knows."""

import re

from extract.assembly.drafts import State, codes_of, words_of
from extract.clauses import Frame
from extract.document import Sentence
from extract.roles import Chain

_A_DELEGATION = re.compile(r"(?:방문|대표|사절|연수|시찰|교류|견학|조사)단|일행")
_LATIN_NAME = re.compile(r"\([A-Z][A-Za-z'’. -]{3,48}[),]|방한|내한")


def may_be_lent(sentence: Sentence) -> bool:
    """Whether a sentence without any word for guests may be about the headline's."""
    return _LATIN_NAME.search(sentence.norm) is not None


def headline_guests(margin: list[Frame]) -> list[Chain]:
    """The guests of headline and subtitles, where these name one country only."""
    chains = [c for f in margin if f.sentence.role != "caption" for c in f.chains if c.role == "guest"]
    return chains[:1] if len(codes_of(chains)) == 1 else []


def only_country(told: list[Frame]) -> Chain | None:
    """The one country that an article names at all, as a guest; None where it names none or several."""
    chains = [c for f in told for c in f.chains if codes_of([c])]
    if len(codes_of(chains)) != 1 or not any(c in f.chains for f in told[:4] for c in chains):
        return None  # none, several, or one that headline and lead do not know
    return Chain(chains[0].mentions[:1], "guest")


def borrow(state: State, frame: Frame) -> None:
    """Releases that name the country in the headline alone: '… 외교장관(Gabrielius L.)과 면담을 갖고', '방문단이 30일
    조달청을 찾아' are about the headline's guests."""
    if frame.guests or frame.generic is not None or state.drafts:
        return
    if not state.headline:
        if state.only is not None and frame.anaphor is not None and frame.act("visit") and not state.korean:
            word = frame.sentence.norm[
                frame.anaphor.start - frame.sentence.start : frame.anaphor.end - frame.sentence.start
            ]
            if _A_DELEGATION.search(word):
                frame.chains = [*frame.chains, state.only]  # 'ITE 방문단은 …를 방문해' where only one country is named
        return
    met = frame.act("host", "meet", "come") and _LATIN_NAME.search(words_of(frame))
    pointed = frame.anaphor is not None and frame.act("visit", "come", "study")
    if met or pointed:
        frame.chains = [*frame.chains, *state.headline]
