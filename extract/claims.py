"""The only place where fields become claims: frames of an article are joined into drafts, drafts into Claims.

The order of work: the gate, the clauses (extract/frames.py), a look whether anybody comes in any of them, one pass over
the body that opens a draft, joins a clause to one, or lets it go; the headline fills gaps; places, hosts, dates and
status are settled; evidence is written.
Rules and their numbers: the codebook.
"""

import re

from extract import gate
from extract.assembly.borrowed import borrow, headline_guests, only_country
from extract.assembly.coming import ARRIVED, comes, from_abroad
from extract.assembly.drafts import (
    Draft,
    State,
    add_names,
    apart,
    codes_of,
    is_long,
    is_resolved,
    other_subject,
    overlaps,
    sum_of,
    within,
    words_of,
)
from extract.assembly.events import HELD, at_event, date_by_events, dates_an_event, take_back
from extract.assembly.evidence import stands, to_claim, unnamed
from extract.assembly.ground import is_here, on_korean_ground, remote, starts_abroad, told_from_abroad
from extract.assembly.kinds import kind_of
from extract.assembly.letgo import comes_to_nothing, history, hosts_go, occasion_abroad, under_way
from extract.assembly.listings import (
    breakdown,
    compared,
    dated,
    further,
    in_bracket,
    is_row,
    later_total,
    listed,
    listed_under_total,
    roster,
    table_row,
    yearly,
)
from extract.assembly.matching import clash, fitting, is_part, join, one_event, open_part, whole_of
from extract.assembly.notes import explains, is_noted, noted_size
from extract.assembly.opening import any_opens, openers
from extract.assembly.places import give_places
from extract.assembly.residents import resides
from extract.assembly.sizes import guest_countries, guest_people
from extract.assembly.stays import widen
from extract.assembly.times import in_year_of, only_ends, set_date
from extract.clauses import Frame, number, span
from extract.document import Document, read
from extract.fields import hosts, visits
from extract.frames import completed, named, outline
from extract.records import Extraction, Mention
from scraper.records import Article

_TURN = re.compile(r"[\Wㅇ]{0,3}(?:한편|아울러 (?:시|군|구|도)는|이와 별도로|앞서)")


def extract(article: Article) -> Extraction:
    """The claims of one article, in text order. `skipped` says which gate let it go unread."""
    if reason := gate.closed(article.text):
        return Extraction(skipped=reason)
    doc = read(article)
    found = named(doc)
    near, far = openers(doc, found)
    found.add(visits.find(doc, near))
    told = outline(doc, found, near)
    if not any_opens(doc, told):
        return Extraction()
    found.add(visits.find(doc, far))
    told = sorted([*told, *outline(doc, found, far)], key=lambda frame: (frame.sentence.index, frame.start))
    drafts, blocks = _assemble(doc, completed(doc, found, told))
    if not drafts:
        return Extraction()
    host = hosts.article_host(doc, found.all("city"))
    give_places(doc, drafts, told, found, blocks)
    drafts = [d for d in drafts if on_korean_ground(doc, d, told, host)]
    return Extraction(claims=tuple(to_claim(doc, d, host, told) for d in drafts))


def _assemble(doc: Document, told: list[Frame]) -> tuple[list[Draft], list[tuple[int, Draft]]]:
    body = [f for f in told if f.sentence.role not in ("title", "subtitle", "caption")]
    margin = [f for f in told if f.sentence.role in ("title", "subtitle", "caption")]
    if not any(f.acts and (f.guests or f.anaphor or f.generic) for f in body):  # a photo release: captions are its text
        body += [f for f in margin if f.sentence.role == "caption"]
        margin = [f for f in margin if f.sentence.role != "caption"]
    state = State(doc)
    if remote(doc):
        return [], []
    away, begins_abroad = told_from_abroad(doc), starts_abroad(told)
    state.headline, state.only = headline_guests(margin), only_country(told)
    for frame in body:
        if (not away or frame.act("come")) and (not begins_abroad or frame.outbound or is_here(doc, frame)):
            aside = in_bracket(frame)
            _take(state, frame)
            if state.total is not None and frame in state.total.frames:
                state.drafts += aside
    for frame in margin:
        _fill(state, frame)
        _pictured(state, frame)
    date_by_events(state, told)
    widen(state, told)
    take_back(state)
    one_event(state)
    for part in state.drafts:
        whole = part.part_of
        if part.rule == "claims.breakdown" and whole is not None and part.when is None:
            part.when, part.until = whole.when, whole.until
    standing = [d for d in state.drafts if stands(d)] or [d for d in state.drafts if unnamed(d)][:1]
    return standing, state.blocks


def _take(state: State, frame: Frame) -> None:
    if occasion_abroad(state, frame) or under_way(state, frame) or explains(state, frame):
        return
    in_year_of(state.total, frame)
    if is_row(frame):
        table_row(state, frame)
        return
    if dates_an_event(frame) and not (state.event and only_ends(frame)):
        state.event = frame
    if _FOLLOWING.search(frame.sentence.norm):
        state.listing = True
    elif frame.sentence.norm[:1] == "□":
        state.listing = False
    if frame.dates and _TIME_LINE.match(frame.sentence.norm):
        _outline(state, frame)
        state.pending = frame
        return
    if comes_to_nothing(state, frame) or dated(state, frame) or further(state, frame):
        return
    if any(span(m).start is not None and span(m).end is None for m in frame.dates):
        state.since = frame
    if _STRANGERS.search(words_of(frame)) and frame.dates and not frame.guests and not frame.outbound:
        state.strangers = frame
    if history(frame) or resides(state, frame) or _lives_here(state, frame):
        return
    if _last_time(state, frame):
        return
    borrow(state, frame)
    people, size = guest_people(state.doc, frame), guest_countries(frame)
    if roster(state, frame) or breakdown(state, frame):
        return
    if compared(state, frame, people, size):
        return
    if yearly(state, frame):
        return
    named = frame.guests or frame.generic is not None
    if not named and not (size and people) and not from_abroad(frame, size):
        _continue(state, frame, people, size)
        return
    _introduce(state, frame, people, size)


_STRANGERS = re.compile(
    r"(?:손님|이방인|방문객|얼굴|이들|사람)(?:들)?(?:이|을|과) [^.\n]{0,24}?"
    r"(?:찾아[왔온]|찾았|도착했|모였|맞이?했|맞았|나타났|방문했)"
)


# '우한시장이 청주를 방문한 것은 2015년 10월 당시 시장이 찾은 뒤 10년 만이다'
_AFTER_THAT = re.compile(
    r"(?:찾은|방문한|다녀간|방한한|온) (?:뒤|이후|이래|지)[ ,]?(?:약 )?\d+여?(?:년|개월) ?만|(?:찾은|방문한"
    r"|다녀간) 직후"
)


def _last_time(state: State, frame: Frame) -> bool:
    """The visit before this one, told as what it is the first since: a visit of its own where it has a time."""
    if state.current is None or not state.current.countries or not _AFTER_THAT.search(words_of(frame)):
        return False
    told = [m for m in frame.dates if is_resolved(m) and not overlaps(m, state.current)]
    if len(told) != 1 or frame.people:
        return False
    draft = Draft("visit", [frame], when=told[0], rule="claims.last_time")
    draft.countries = dict(state.current.countries)
    state.drafts.append(draft)
    return True


_FOLLOWING = re.compile(r"(?:방문|대표단|교류|현황)[^.]{0,12}다음과 같")


_TIME_LINE = re.compile(r"[\W\dㅇ]{0,6}(?:일\s*시|기\s*간|일\s*자|방문\s*(?:일시|기간|일자))\W")


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


def _introduce(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause with guests of its own: joins the draft that it fits, or opens one where somebody comes."""
    met = frame.act("meet") and any(c.person for c in frame.guests)
    if (
        "market" in frame.spoilers
        and not met
        and not frame.bilateral
        and not frame.act("visit", "come", "host", "attend")
    ):
        return
    dated = any(is_resolved(m) and not is_long(m) for m in frame.dates) and frame.act("visit", "host", "come")
    unnamed = frame.generic is not None and frame.act("visit", "come", "host") and not frame.spoilers
    if not frame.guests and not people and size is None and not dated and not unnamed:
        if state.current is not None and not state.korean and not any(apart(m, state.current) for m in frame.dates):
            join(state, state.current, frame, [], None)
        return
    if _told_apart(state, frame, people, size):
        return
    kind = kind_of(frame, people, size)
    if kind == "total" and (_told_with(state, people, size) or _this_years(state, frame)):
        kind = "visit"  # '10개국 126명의 연수생들은 연내 입국해 …': the numbers of the visit told before (rule 4)
    this = _this_visit(state, frame) if not people and not frame.dates else None
    known = this is not None and set(codes_of(frame.guests)) <= set(this.countries)
    draft = this if known else fitting(state, frame, kind, people, size)
    if draft is None:
        if (owner := listed(state, frame, people)) is not None:
            add_names(owner, frame)
            return
        if is_noted(frame) and not frame.act("visit", "come"):
            return
        if not people and size is None and _met_before(state, frame):
            return
        if not comes(frame, people):
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
        _dated_before(state, draft, frame)
    state.current, state.korean, state.named = draft, False, frame
    if draft.kind == "total":
        state.total = later_total(state.total, draft)
        for item in state.drafts:
            if item.frames[-1].end == frame.start and _AMONG.search(words_of(item.frames[-1])):
                add_names(draft, item.frames[-1])


_AMONG = re.compile(r"[을를] (?:포함해|포함하여|비롯해),? $")  # rule 2: the item counts among the total's countries


def _this_years(state: State, frame: Frame) -> bool:
    """'올해는 두 도시에서 모두 7명이 참가했다' behind the visit that the article is about, whose size
    nobody has told yet: this year's course, no sum over the year."""
    draft = state.drafts[0] if state.drafts else None
    if draft is None or draft.kind != "visit" or draft.people_number is not None or not draft.countries:
        return False
    acts = {a.note for a in frame.acts}
    if not acts <= {"attend", "study"} or frame.times or set(codes_of(frame.guests)) != set(draft.countries):
        return False
    first, told = draft.dates[0], [span(m) for m in frame.dates]
    return first is not None and any(v.precision == "year" and v.start and v.start.year == first.year for v in told)


def _told_with(state: State, people: list[Mention], size: Mention | None) -> bool:
    """Whether a visit was told with the same two numbers."""
    if size is None or not people:
        return False
    return any(
        d.kind == "visit"
        and d.people_number == sum_of(people)
        and d.country_count is not None
        and number(d.country_count) == number(size)
        for d in state.drafts
    )


def _told_apart(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> bool:
    """'뤄양과 다자이후 대표들은 개막식에 함께했다' behind a claim for each of them: more about both, nobody new."""
    codes = set(codes_of(frame.guests))
    visits = [d for d in state.drafts if d.kind == "visit" and d.frames[-1].sentence.index >= frame.sentence.index - 3]
    if people or size is not None or frame.dates or len(codes) < 2 or any(codes <= set(d.countries) for d in visits):
        return False
    return len(visits) > 1 and codes <= {code for d in visits for code in d.countries}


def _lives_here(state: State, frame: Frame) -> bool:
    """'라오스에서 온 60명은 22개 농가에 …' behind a sentence about 계절근로자: no delegation."""
    notes = {p.note for p in frame.persons}
    near = 0 < frame.sentence.index - state.outsiders <= 1
    young = all(c.person is not None and c.person.value in _STUDENTS for c in frame.guests)
    if near and frame.guests and young and not frame.people and not ARRIVED.search(words_of(frame)):
        return True  # '네팔과 태국 등 국적이 여럿인 학생들은' behind a sentence about 유학생
    if "outsider" in notes and "delegation" not in notes:
        state.outsiders = frame.sentence.index
    if (
        frame.sentence.index - state.outsiders > 1
        or "delegation" in notes
        or frame.act("visit", "host", "study", "meet")
    ):
        return False
    unnamed = bool(frame.people) and all(c.role == "from" and c.person is None for c in frame.guests)
    return bool(frame.guests) and unnamed


_STUDENTS = frozenset({"학생", "대학생", "청년", "참가자", "주민", "가족"})


_IN_TALKS = re.compile(r"(?:과|와)의 (?:[가-힣]+ )?(?:회담|면담|협의|통화|오찬|만찬)에서")


def _met_before(state: State, frame: Frame) -> bool:
    """'가나 장관과의 회담에서 지난 9월 유엔총회 계기 만남을 …': an earlier meeting of guests told before, anywhere."""
    codes = set(codes_of(frame.guests))
    if codes and _IN_TALKS.search(words_of(frame)) and not frame.act("come", "visit"):
        return any(codes <= set(d.countries) and d.kind == "visit" for d in state.drafts)
    if not codes or frame.bilateral or frame.act("visit", "come", "host", "study", "attend"):
        return False
    return any(codes <= set(d.countries) and d.kind == "visit" for d in state.drafts)


def _dated_before(state: State, draft: Draft, frame: Frame) -> None:
    """Days of a new draft that were told before its clause: a start, the occasion, a '(일시) …' line."""
    since, pending, strangers = state.since, state.pending, state.strangers
    near = since is not None and frame.sentence.index - since.sentence.index <= 1
    if draft.kind == "total" and not frame.dates and since is not None and near:
        set_date(draft, since)
    near = strangers is not None and frame.sentence.index - strangers.sentence.index == 1
    if strangers is not None and near and draft.kind == "visit" and draft.when is None:
        set_date(draft, strangers)
        draft.frames.insert(0, strangers)
    at_event(state, draft, frame)
    if draft.when is None and pending is not None and frame.sentence.index - pending.sentence.index <= 5:
        set_date(draft, pending)


def _goes_on_for_long(frame: Frame, draft: Draft) -> bool:
    """'박람회는 오는 10월 31일까지 계속된다': the occasion's own last day, weeks after the guests left."""
    last = draft.dates[1] or draft.dates[0]
    if draft.dates[1] is None and draft.frames[0].act("study"):
        return False  # '연수는 22일까지 이어진다' ends the course that began on the 4th
    ends = [span(m).end for m in frame.dates]
    return last is not None and any(end is not None and (end - last).days > 14 for end in ends)


_THIS_TIME = re.compile(r"이번 (?:일정|방문|방한|연수|행사|견학)|이번에 ")


def _this_visit(state: State, frame: Frame) -> Draft | None:
    """The visit that the article is about, where a clause returns to it from an earlier one: '이번 일정에서' behind a
    visit of last August."""
    draft = state.current
    if draft is None or draft is state.drafts[0] or not _THIS_TIME.search(words_of(frame)):
        return None
    opening = state.drafts[0]
    older = draft.dates[1] and opening.dates[0] and draft.dates[1] < opening.dates[0]
    return opening if older and opening.kind == "visit" else None


def _told_of(state: State, frame: Frame) -> Draft | None:
    """The draft that a clause without names goes on about: what is told as done belongs to no visit still to come."""
    draft = state.current
    day = state.doc.published
    if (opening := _this_visit(state, frame)) is not None:
        return opening
    if draft is None or day is None or frame.tense != "past" or frame.anaphor is None:
        return draft
    first = draft.dates[0]
    if first is None or first <= day:
        return draft
    done = [d for d in state.drafts if d.dates[0] is not None and d.dates[0] <= day and d.kind == "visit"]
    return done[-1] if done else draft


def _continue(state: State, frame: Frame, people: list[Mention], size: Mention | None) -> None:
    """A clause without names: about the guests of before where a word points back or no other subject stands there."""
    if noted_size(state, frame):
        return
    draft = _told_of(state, frame)
    if hosts_go(state, frame):
        return
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
    venue = frame.events and (frame.dates or HELD.search(frame.sentence.norm)) and not _goes_on_for_long(frame, draft)
    next_day = any(m.note == "anchor" for m in frame.dates)
    if frame.act("visit", "study", "come", "meet", "attend") or venue or next_day:
        join(state, draft, frame, [], None)


_MADE_UP_OF = re.compile(r"이뤄[졌진]|이루어[졌진]|구성|꾸려|포함[됐되]|소속|출신")


_WHO_CAME = re.compile(r"(?:찾은|찾았던|방문한|방문했던|들른|들렀던|다녀간|둘러본) $")


def _pictured(state: State, frame: Frame) -> None:
    """'▲ 2023년 공주를 찾았던 중국 쉬저우시 대표단': a caption that shows guests whom the body tells nothing of."""
    if frame.sentence.role != "caption" or frame.outbound or frame.spoilers:
        return
    codes = codes_of(frame.guests)
    if not codes or any(set(codes) & set(d.countries) for d in state.drafts):
        return
    if any(c.person and _WHO_CAME.search(state.doc.norm, frame.start, c.start) for c in frame.guests):
        draft = Draft("visit", [], rule="claims.pictured")
        join(state, draft, frame, guest_people(state.doc, frame), None)
        state.drafts.append(draft)


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
        stated = number(draft.country_count) if draft.country_count is not None else None
        if draft.kind == "total" and not same and 0 < len(codes) < (stated or 0):
            continue  # the headline is about other guests than the sum of many countries
        if same or (len(state.drafts) == 1 and (not codes or not draft.countries)):
            if frame.sentence.role == "caption" and not same:
                continue
            if draft.people is None and not draft.summed and len(people) == 1 and frame.sentence.role != "caption":
                draft.people = people[0]
            if draft.country_count is None and size is not None:
                draft.country_count = size
            if not draft.countries or codes <= set(draft.countries) or draft.country_count is not None:
                add_names(draft, frame)
            if draft.when is None and frame.dates and frame.sentence.role == "caption":
                set_date(draft, frame)
            return


__all__ = ["extract"]
