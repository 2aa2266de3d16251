"""The only place where fields become claims: frames of an article are joined into drafts, drafts into Claims.

The order of work: the gate, the frames (extract/frames.py), one pass over the body that opens a draft, joins a frame to
one, or lets it go; the headline fills gaps; places, hosts, dates and status are settled; evidence is written.
Rules and their numbers: the codebook.
"""

import re

from extract import gate
from extract.assembly.drafts import (
    Draft,
    State,
    add_names,
    apart,
    codes_of,
    is_long,
    is_resolved,
    other_subject,
    sum_of,
    tells_many,
    within,
    words_of,
)
from extract.assembly.evidence import stands, to_claim
from extract.assembly.ground import on_korean_ground, remote, told_from_abroad
from extract.assembly.listings import breakdown, compared, later_total, listed, listed_under_total, roster, table_row
from extract.assembly.matching import clash, fitting, is_part, join, open_part, whole_of
from extract.assembly.places import give_places
from extract.assembly.sizes import guest_countries, guest_people
from extract.assembly.times import HELD, at_event, date_by_events, dates_an_event, dates_of_visit, in_year_of, set_date
from extract.document import Document, read
from extract.fields import hosts
from extract.frames import Chain, Frame, frames, gather, number, span
from extract.records import Extraction, Mention
from scraper.records import Article

_SUMMED = re.compile(
    r"집계|누적|누계|차례에 걸쳐|지금까지|그동안|올해 들어|이후 현재까지|배출|다녀간 것으로|연인원|달해|"
    r"달한다|이른다|이르렀"
)


_TURN = re.compile(r"\W{0,3}(?:한편|아울러 (?:시|군|구|도)는|이와 별도로|앞서)")


def extract(article: Article) -> Extraction:
    """The claims of one article, in text order. `skipped` says which gate let it go unread."""
    if reason := gate.closed(article.text):
        return Extraction(skipped=reason)
    doc = read(article)
    found = gather(doc)
    told = frames(doc, found)
    drafts, blocks = _assemble(doc, told)
    host = hosts.article_host(doc, found.mentions.get("city", []))
    if drafts:
        give_places(doc, drafts, told, found, blocks)
    drafts = [d for d in drafts if on_korean_ground(doc, d, told, host)]
    return Extraction(claims=tuple(to_claim(doc, d, host, told) for d in drafts))


def _assemble(doc: Document, told: list[Frame]) -> tuple[list[Draft], list[tuple[int, Draft]]]:
    body = [f for f in told if f.sentence.role not in ("title", "subtitle", "caption")]
    margin = [f for f in told if f.sentence.role in ("title", "subtitle", "caption")]
    state = State(doc)
    if remote(doc):
        return [], []
    away = told_from_abroad(doc)
    state.headline = _headline(margin)
    for frame in body:
        if not away or frame.act("come"):
            _take(state, frame)
    for frame in margin:
        _fill(state, frame)
    date_by_events(state, told)
    return [d for d in state.drafts if stands(d)], state.blocks


def _take(state: State, frame: Frame) -> None:
    if frame.outbound:
        state.korean, state.away = True, frame.sentence.index
        return
    travellers = state.korean and _points_back(frame) and not frame.act("come")
    if travellers and frame.sentence.index - state.away <= 2:
        state.away = frame.sentence.index  # '이들은 헬싱키의 …를 방문하고': the travellers of the sentence before
        return
    in_year_of(state.total, frame)
    if frame.sentence.role == "table" or frame.sentence.norm.count("|") >= 2:
        table_row(state, frame)
        return
    if dates_an_event(frame):
        state.event = frame
    if _FOLLOWING.search(frame.sentence.norm):
        state.listing = True
    elif frame.sentence.norm[:1] == "□":
        state.listing = False
    if frame.dates and _TIME_LINE.match(frame.sentence.norm):
        _outline(state, frame)
        state.pending = frame
        return
    if frame.spoilers & {"online", "cancelled"}:
        if frame.guests or frame.generic:
            state.current = None
        if "cancelled" in frame.spoilers:
            state.cancelled = frame.sentence.index
        return
    if not frame.guests and frame.tense != "past" and frame.sentence.index - state.cancelled <= 1:
        return  # what would have come to the event of the sentence before
    if "paper" in frame.spoilers and not frame.act("come"):
        return
    if "wish" in frame.spoilers and frame.tense != "past":
        return
    if not frame.guests and frame.events and frame.sentence.index - state.away <= 1:
        return  # '지난해 박람회에는 140개국이': the fair abroad of the sentence before
    _borrow(state, frame)
    people, size = guest_people(state.doc, frame), guest_countries(frame)
    if roster(state, frame) or breakdown(state, frame):
        return
    if compared(state, frame, people, size):
        return
    named = bool(frame.guests)
    if not named and frame.generic is None and not (size and people):
        _continue(state, frame, people, size)
        return
    _introduce(state, frame, people, size)


def _points_back(frame: Frame) -> bool:
    """Whether the pointing word stands without a country of its own: '대표단은', not '베트남 대표단은'."""
    word = frame.anaphor
    if word is None:
        return False
    return not any(c.person is not None and word.start <= c.person.end <= word.end + 2 for c in frame.guests)


_FOLLOWING = re.compile(r"(?:방문|대표단|교류|현황)[^.]{0,12}다음과 같")


_TIME_LINE = re.compile(r"[\W\d]{0,6}(?:일\s*시|기\s*간|일\s*자|방문\s*(?:일시|기간|일자))\W")


def _outline(state: State, frame: Frame) -> None:
    """'(일시) 3. 6.(월) ~ 3. 10.(금)' of an outline: days of the visit that has none yet or only a month."""
    mention = frame.dates[0]
    for draft in reversed(state.drafts):
        if draft.kind != "visit" or draft.part_of is not None:
            continue
        open_ = draft.when is None and len(state.drafts) == 1
        if open_ or within(mention, draft):
            join(state, draft, frame, [], None)
            if open_:
                draft.when = mention
            state.blocks.append((frame.sentence.index, draft))
            state.current = draft
            return


def _headline(margin: list[Frame]) -> list[Chain]:
    """The guests of headline and subtitles, where these name one country only."""
    chains = [c for f in margin if f.sentence.role != "caption" for c in f.chains if c.role == "guest"]
    return chains[:1] if len(codes_of(chains)) == 1 else []


_LATIN_NAME = re.compile(r"\([A-Z][A-Za-z'’. -]{3,48}[),]|방한|내한")


def _borrow(state: State, frame: Frame) -> None:
    """Releases that name the country in the headline alone: '… 외교장관(Gabrielius L.)과 면담을 갖고', '방문단이 30일
    조달청을 찾아' are about the headline's guests."""
    if frame.guests or frame.generic is not None or state.drafts or not state.headline:
        return
    met = frame.act("host", "meet", "come") and _LATIN_NAME.search(words_of(frame))
    pointed = frame.anaphor is not None and frame.act("visit", "come", "study")
    if met or pointed:
        frame.chains = [*frame.chains, *state.headline]


def _introduce(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause with guests of its own: joins the draft that it fits, or opens one where somebody comes."""
    if "market" in frame.spoilers and not frame.act("visit", "come", "host", "attend"):
        return
    dated = any(is_resolved(m) and not is_long(m) for m in frame.dates) and frame.act("visit", "host", "come")
    if not frame.guests and not people and size is None and not dated:
        if state.current is not None and not state.korean and not any(apart(m, state.current) for m in frame.dates):
            join(state, state.current, frame, [], None)
        return
    kind = _kind(frame, people, size)
    draft = fitting(state, frame, kind, people, size)
    if draft is None:
        if (owner := listed(state, frame, people)) is not None:
            add_names(owner, frame)
            return
        if not _comes(frame, people):
            if frame.anaphor is not None and state.current is not None and _MADE_UP_OF.search(words_of(frame)):
                add_names(state.current, frame)
            return
        if listed_under_total(state, frame, people):
            assert state.total is not None
            add_names(state.total, frame)
            state.current, state.korean = state.total, False
            return
        draft = Draft(kind, [], rule=f"claims.{kind}")
        draft.part_of = whole_of(state, frame)
        state.drafts.append(draft)
        if state.listing and state.total is not None:
            add_names(state.total, frame)
    join(state, draft, frame, people, size)
    if draft.frames[0] is frame:
        at_event(state, draft, frame)
        if (
            draft.when is None
            and state.pending is not None
            and frame.sentence.index - state.pending.sentence.index <= 5
        ):
            set_date(draft, state.pending)
    state.current, state.korean, state.named = draft, False, frame
    if draft.kind == "total":
        state.total = later_total(state.total, draft)


def _continue(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause without names: about the guests of before where a word points back or no other subject stands there."""
    draft = state.current
    if _TURN.match(frame.sentence.norm) and frame.anaphor is None:
        state.current = None
        return
    if draft is None or state.korean:
        return
    if frame.anaphor is not None:
        if is_part(state, draft, people):
            open_part(state, draft, frame, people)
        elif not people or draft.people_number in (None, sum_of(people)):
            join(state, draft, frame, people, size)
        return
    invited = (
        people
        and draft.people_number is None
        and any(p.note == "delegation" for p in frame.persons)
        and frame.act("host")
    )
    if invited and not any(apart(m, draft) for m in frame.dates):
        join(state, draft, frame, people, size)
        return
    if frame.people or other_subject(frame):
        return
    venue = frame.events and (frame.dates or HELD.search(frame.sentence.norm))
    next_day = any(m.note == "anchor" for m in frame.dates)
    if frame.act("visit", "study", "come", "meet", "attend") or venue or next_day:
        join(state, draft, frame, [], None)


_TOLD_SIZE = re.compile(r"명(?:이다|이었다|이며|으로 (?:집계|나타)|에 (?:이른|달)|이 전부)")


def _comes(frame: Frame, people: list[Mention]) -> bool:
    """Whether the clause says that its guests come: a verb of coming, hosting, attending, studying or being met."""
    roles = {c.role for c in frame.guests}
    if roles == {"subject"} and frame.generic is None and not frame.act("visit", "come", "send", "attend", "study"):
        return False
    if roles == {"from"} and {a.note for a in frame.acts} == {"come"} and not (people or frame.dates):
        return False  # '가나에서 온 한 학생은 … 말했다' tells of a speaker, not of a visit
    if frame.act("visit", "come", "host", "study"):
        return True
    if frame.generic is not None and people and _TOLD_SIZE.search(words_of(frame)):
        return True  # '해외 선수는 8개국 96명이다'
    if frame.act("attend", "send"):
        return bool(people) or bool(roles - {"subject"}) or frame.generic is not None
    persons = any(c.person for c in frame.guests)
    held = bool(HELD.search(words_of(frame))) and bool(frame.events or frame.act("meet"))
    return (persons and (frame.act("meet") or held)) or (held and bool(people) and bool(frame.guests))


_BESIDES = re.compile(r"\W{0,3}(?:이 ?외에도?|이 ?밖에도?|그 ?외에도?|이외에)")


def _years(mention: Mention) -> bool:
    value = span(mention)
    return value.start is not None and value.end is not None and (value.end - value.start).days > 400


_PERIOD = re.compile(r"상반기|하반기|분기|올해|지난해|작년|금년|최근 \d+년")


def _names_a_period(frame: Frame, mention: Mention) -> bool:
    """Whether a time that no article date resolves is a half-year, quarter or year all the same."""
    at = frame.sentence.start
    return not is_resolved(mention) and bool(_PERIOD.search(frame.sentence.norm[mention.start - at : mention.end - at]))


def _kind(frame: Frame, people: list[Mention], size: Mention | None) -> str:
    """total: a sum over a period or over many visits; else visit (codebook, 'The unit', rules 3, 5, 8)."""
    told = dates_of_visit(frame)
    long = any(is_long(m) or _names_a_period(frame, m) for m in told) and not any(
        is_resolved(m) and not is_long(m) for m in told
    )
    loose = frame.generic is not None or size is not None
    clause = words_of(frame)
    if people and _BESIDES.match(clause):
        return "total"  # rule 8
    if loose and people and any(_years(m) for m in told):
        return "total"  # '2011년부터 2025년까지 31개국 1,285명이 참가했다'
    if not frame.times and frame.generic is None and frame.act("attend") and not _SUMMED.search(clause):
        return "visit"
    if frame.events and not frame.times and (frame.act("attend") or _AT_EVENT.search(clause)):
        return "visit"
    if _LATELY.search(clause) and tells_many(frame) and not people and not any(is_resolved(m) for m in frame.dates):
        return "total"
    many = any((number(t) or 0) > 1 for t in frame.times)
    if loose and (long or many or _SUMMED.search(clause)) and (size or people or frame.times):
        return "total"
    if frame.times and (number(frame.times[0]) or 0) > 1 and people and long:
        return "total"
    return "visit"


_MADE_UP_OF = re.compile(r"이뤄[졌진]|이루어[졌진]|구성|꾸려|포함[됐되]|소속|출신")


_LATELY = re.compile(r"최근|잇따라|잇달아|줄이어|줄을 잇|이어지고|찾고 있|몰리고|꾸준히")


_AT_EVENT = re.compile(
    r"(?:워크숍|포럼|축제|영화제|페스티벌|박람회|엑스포|대회|캠프|상담회|전시회|교류전|총회|회의|행사|"
    r"콘퍼런스|컨퍼런스|심포지엄|경연)(?:에|에는|에도|에서)(?![가-힣])"
)


def _fill(state: State, frame: Frame) -> None:
    """Headline, subtitle and caption repeat the body (rule 4): they fill gaps of a draft that they fit, no more."""
    if frame.outbound or frame.spoilers & {"online", "cancelled", "market"}:
        return
    people, size = guest_people(state.doc, frame), guest_countries(frame)
    codes = set(codes_of(frame.guests))
    for draft in state.drafts:
        if clash(draft, frame, people, size) or draft.part_of is not None or draft.rule == "claims.compared":
            continue
        same = bool(codes & set(draft.countries)) or (size is not None and draft.country_count is not None)
        same = same or (bool(people) and draft.people_number == sum_of(people))
        if same or (len(state.drafts) == 1 and (not codes or not draft.countries)):
            if frame.sentence.role == "caption" and not same:
                continue
            if draft.people is None and not draft.summed and len(people) == 1 and frame.sentence.role != "caption":
                draft.people = people[0]
            if draft.country_count is None and size is not None:
                draft.country_count = size
            if frame.sentence.role != "caption" or same:
                add_names(draft, frame)
            if draft.when is None and frame.dates and frame.sentence.role == "caption":
                set_date(draft, frame)
            return


__all__ = ["extract"]
