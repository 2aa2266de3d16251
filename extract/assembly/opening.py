"""Whether any clause of an article can open a claim, before its days and towns are read."""

from copy import copy

from extract.assembly.borrowed import borrow, headline_guests, may_be_lent, only_country
from extract.assembly.coming import comes, from_abroad
from extract.assembly.drafts import State
from extract.assembly.ground import remote, told_from_abroad
from extract.assembly.letgo import told_off
from extract.assembly.listings import is_row, may_be_dated
from extract.assembly.notes import defines, is_noted
from extract.assembly.sizes import guest_countries, guest_people
from extract.clauses import Fields, Frame
from extract.document import Document, Sentence

_MARGIN = ("title", "subtitle")


_WHO = ("country", "group", "organization", "generic", "countries_n", "anaphor")


def openers(doc: Document, found: Fields) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences that a claim may be opened in, and the others: `any_opens` is false of the clauses of these. They
    name nobody from abroad, nor does a footnote for them; they point to nobody, and the headline lends them no guests.
    """
    told = (m.start for name in _WHO for m in found.mentions.get(name, ()))
    near = {doc.sentence_at(start).index for start in told}
    if any(doc.sentences[at].role in _MARGIN for at in near):
        near.update(s.index for s in doc.sentences if may_be_lent(s))
    if "*" in doc.norm:
        near.update(s.index for s in doc.sentences if "*" in s.norm)
    return [s for s in doc.sentences if s.index in near], [s for s in doc.sentences if s.index not in near]


def any_opens(doc: Document, told: list[Frame]) -> bool:
    """False only where extract/claims.py opens no claim, whatever days and towns its clauses hold.

    The first claim of an article is opened by a clause of the body alone: by one that `comes`, or by days in brackets;
    where the body opens none, by a caption that shows guests.
    Here each clause is asked what is asked there while no claim is open yet, as if it held days and no town. Both
    allow most: a day only ever lets `comes` be true, a town only ever keeps a number from counting guests, and a
    number only ever lets `comes` be true. What clauses before it say (travels, workers, what was called off) can only
    let a clause go, or keep it from borrowing guests; it is asked with them and without.
    """
    if remote(doc):
        return False
    away = told_from_abroad(doc)
    state = State(doc)
    state.headline = headline_guests([f for f in told if f.sentence.role in _MARGIN])
    state.only = only_country(told)
    for frame in told:
        if frame.sentence.role in _MARGIN or (away and not frame.act("come")):
            continue
        if frame.outbound or is_row(frame) or told_off(frame) or defines(frame):
            continue
        if may_be_dated(frame) or _opens(doc, frame) or (frame.sentence.role == "caption" and frame.guests):
            return True
        lent = copy(frame)
        borrow(state, lent)
        if len(lent.chains) > len(frame.chains) and _opens(doc, lent):
            return True
    return False


def _opens(doc: Document, frame: Frame) -> bool:
    """Whether a clause opens a claim where none is open and its days may be any."""
    if not frame.guests and frame.generic is None and not frame.country_counts:
        return False
    arrives = frame.act("visit", "host", "come")
    if "market" in frame.spoilers and not (frame.bilateral or arrives or frame.act("attend", "meet")):
        return False
    if is_noted(frame) and not frame.act("visit", "come"):
        return False
    size, people = guest_countries(frame), guest_people(doc, frame)
    if not frame.guests and frame.generic is None and not (size and people) and not from_abroad(frame, size):
        return False
    if not frame.guests and not people and size is None and not arrives:
        return False
    return comes(frame, people, undated=True)
