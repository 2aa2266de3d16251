"""Which places belong to which draft."""

import re

from extract.assembly.drafts import Draft, apart, codes_of, other_subject, sum_of
from extract.clauses import Fields, Frame
from extract.document import Document, Sentence
from extract.fields import sites
from extract.frames import masked
from extract.records import Mention
from extract.words import words

_MISSION = re.compile(r"주한 ?[가-힣 ]{2,12}(?:대사관|영사관|문화원|대표부)")
_TOWN = re.compile(r"([가-힣]{2,3}) (?=[가-힣])")
_SPOILED = frozenset({"online", "cancelled", "market", "wish"})


def give_places(
    doc: Document, drafts: list[Draft], told: list[Frame], found: Fields, blocks: list[tuple[int, Draft]]
) -> None:
    """Gives each place to the draft whose clause names it; places of clauses that belong to no draft go nowhere."""
    owners = {id(f): d for d in drafts for f in d.frames if d.rule not in {"claims.breakdown", "claims.compared"}}
    within = _reached(drafts, owners, told)

    def wanted(sentence: Sentence) -> bool:
        return sentence.index in within

    names = [m for m in found.all("city") + found.all("country") if m.value or m.field == "country"]
    mask = masked(doc.norm)
    placed: list[tuple[Mention, Frame]] = []
    for mention in sites.find(doc, wanted):
        place = _trim(doc, mention, names)
        if place is None:
            continue
        frame = next((f for f in told if f.start <= place.start < f.end), None)
        if frame is None:
            continue
        draft = owners.get(id(frame))
        if draft is None and frame.sentence.role == "footnote":
            noted = [f for f in told if id(f) in owners and 0 < frame.sentence.index - f.sentence.index <= 2]
            draft = owners[id(noted[-1])] if noted and place.note == "line" else None
        if draft is None and place.note in ("line", "schedule"):
            outlined = [d for at, d in blocks if 0 <= frame.sentence.index - at <= 6]
            draft = (
                outlined[-1] if outlined else next((d for d in drafts if d.kind == "visit" and d.part_of is None), None)
            )
        if draft is None:
            spoken = not mask[place.start : place.end].strip()
            draft = _owner(drafts, owners, told, frame, "" if spoken else place.note)
            if draft is not None and not spoken:
                owners[id(frame)] = draft  # the telling goes on from here
        if draft is not None:
            placed.append((place, frame))
            _add_site(draft, place)
    _share(doc, placed, owners, told)
    _from_headline(doc, drafts, told, names)


_ITS_OWN = re.compile(r"(?:을|를|에|에서|으로|로) (?:[가-힣]+ )?(?:방문|찾|둘러|견학|시찰|들르|들렀|왔|온)")


def _share(doc: Document, placed: list[tuple[Mention, Frame]], owners: dict[int, Draft], told: list[Frame]) -> None:
    """'5월에는 A 시장이, 6월에는 B 시장이 홍보관을 찾았다', 'A 시장이 홍보관을 찾은 데 이어 6월에는 B 시장이 방문했다':
    clauses of one sentence that share the verb or leave the object out share the place."""
    own = {id(frame) for _, frame in placed}
    for place, frame in placed:
        if place.note not in ("visit", "back"):
            continue
        row = [f for f in told if f.sentence.index == frame.sentence.index and id(f) in owners and id(f) not in own]
        for other in row:
            before = other.start < frame.start and other.acts and other.acts is frame.acts
            behind = other.start > frame.start and other.act("visit") and not other.outbound
            if before or (behind and not _ITS_OWN.search(doc.norm, other.start, other.end)):
                _add_site(owners[id(other)], place)


def _from_headline(doc: Document, drafts: list[Draft], told: list[Frame], names: list[Mention]) -> None:
    """The one visit whose body names no place takes the one that the headline says is visited."""
    whole = [d for d in drafts if d.kind == "visit" and d.part_of is None and d.rule != "claims.compared"]
    if len(whole) != 1 or any(d.sites for d in drafts):
        return
    for mention in sites.headline(doc):
        frame = next((f for f in told if f.start <= mention.start < f.end), None)
        place = _trim(doc, mention, names)
        if place is None or frame is None or frame.outbound or frame.spoilers & _SPOILED:
            continue
        if not _others(whole[0], frame):
            _add_site(whole[0], place)


def _reached(drafts: list[Draft], owners: dict[int, Draft], told: list[Frame]) -> set[int]:
    """Indices of the sentences whose places could go to a draft: told by it, dated by it, or going on from there."""
    reach, found = dict(owners), set()
    for frame in told:
        draft = _owner(drafts, reach, told, frame, "venue")
        if draft is not None:
            reach[id(frame)] = draft
            found.add(frame.sentence.index)
    return found


def _owner(drafts: list[Draft], owners: dict[int, Draft], told: list[Frame], frame: Frame, note: str) -> Draft | None:
    """Whose the places of a clause are: of the draft that it tells of, dates or goes on with. `note` is the place's
    ('' inside speech): what goes to nobody as a venue goes to nobody at all."""
    draft = owners.get(id(frame))
    if draft is None and frame.events and not frame.outbound:
        draft = next((d for d in drafts if d.when is not None and d.when in frame.dates), None)
    if draft is None and note:
        draft = _carried(drafts, owners, told, frame, note)
    return draft


_REACH = 3  # sentences from a draft's clause to a place told after it


def _carried(drafts: list[Draft], owners: dict[int, Draft], told: list[Frame], frame: Frame, note: str) -> Draft | None:
    """The draft whose visit a clause of nobody's goes on telling: '이어 …을 찾았다', '시청에서 밥을 먹었다'. The clause
    has no other guests, no other time and no other subject. Before the first clause only the venue of the one visit."""
    leaving = frame.outbound and not any(c.role in ("dest", "abroad", "away") for c in frame.chains)
    if (frame.outbound and not leaving) or frame.spoilers & _SPOILED:
        return None
    at = frame.sentence.index
    before = [f for f in told if id(f) in owners and f.start <= frame.start]
    if before:
        draft, gap = owners[id(before[-1])], at - before[-1].sentence.index
        if gap > (1 if leaving else _REACH) or draft.kind != "visit" or _others(draft, frame):
            return None
        word = frame.anaphor
        norm = frame.sentence.norm
        named = word is not None and not norm.startswith(("이들", "그들"), word.start - frame.sentence.start)
        if not named and any(
            f.outbound and f.act("visit", "leave", "meet", "attend")
            for f in told
            if before[-1].start < f.start < frame.start
        ):
            return None  # Koreans went abroad in between
        return None if other_subject(frame) and not frame.events else draft
    whole = [d for d in drafts if d.kind == "visit" and d.part_of is None and d.rule != "claims.compared"]
    if (
        len(whole) != 1
        or leaving
        or note != "venue"
        or not (frame.events or frame.act("meet"))
        or not whole[0].frames
        or _others(whole[0], frame)
    ):
        return None
    return whole[0] if whole[0].frames[0].sentence.index - at <= 2 else None


# '교장 16명을 만나', '해마다 70만 명이 다녀가는 시장': whom they meet, and what a place is known for.
_BESIDE_THEM = re.compile(
    r"(?:[을를]|과|와) (?:[^ .,]+ ){0,2}?(?:만나|만났|면담|간담)|[이은] (?:[^ .,]+ ){0,2}?(?:다녀가는|찾는"
    r"|오가는|거쳐 간"
    r"|일하는|생활하는)"
    r"|[이은](?: [^ .,]+){0,2} (?:참석|배석|함께)한 가운데"
)


def _others(draft: Draft, frame: Frame) -> bool:
    """Whether the clause is about other guests than the draft's, or about another time."""
    people = [m for m in frame.people if not _BESIDE_THEM.match(frame.sentence.norm, m.end - frame.sentence.start)]
    if people and frame.anaphor is None and sum_of(people) != draft.people_number:
        return True
    codes = set(codes_of(frame.guests))
    strangers = bool(codes) and not codes & set(draft.countries) and draft.country_count is None
    return strangers or any(apart(m, draft) for m in frame.dates)


_SPACES = re.compile(r"\s|\([^()]*\)")


def _add_site(draft: Draft, place: Mention) -> None:
    key = _SPACES.sub("", str(place.value))
    for i, old in enumerate(draft.sites):
        other = _SPACES.sub("", str(old.value))
        if key == other or other.endswith(key) or _room_of(str(place.value), other) or _same_hall(place, old):
            return
        if _room_of(str(old.value), key):
            draft.sites[i] = place
            return
        if key.endswith(other):
            draft.sites[i] = place
            return
    draft.sites.append(place)


def _room_of(name: str, facility: str) -> bool:
    """'누리청 증축동 대회의실' beside 누리청: a room inside a listed facility is no place of its own."""
    front, _, last = name.rpartition(" ")
    return last in words("room") and front.replace(" ", "").startswith(facility)


def _same_hall(one: Mention, other: Mention) -> bool:
    """'누리청사 바다안전상황실' beside '해양청 바다안전상황실': a long last word names the same room of two owners."""
    last = str(one.value).rpartition(" ")[2]
    return len(last) >= 7 and " " in str(other.value) and str(other.value).endswith(" " + last)


def _trim(doc: Document, mention: Mention, names: list[Mention]) -> Mention | None:
    """Cuts a city's name written as a separate word off the front; None where nothing but a city or country is left."""
    start, end = mention.start, mention.end
    if mention.note == "back" or _MISSION.match(doc.norm, start):
        return mention
    if not doc.norm.startswith("주한", start) and any(
        start <= n.start < end and n.field != "city" and n.note in ("name", "former", "place", "hanja") for n in names
    ):
        return None  # a place abroad: '보잉 미국 본사'
    towns = {str(n.value).split()[-1][:-1] for n in names if n.field == "city"}
    moved = True
    while moved:
        moved = False
        for name in names:
            if name.start <= start < name.end:
                if name.end >= end or not doc.norm[name.end : end].strip("특별자치시도군구 "):
                    return None if name.note != "hall" else mention
                rest = doc.norm[name.end : end]
                gap = re.match(r"(?:특례시|시|군|구|도)? ", rest)
                if gap and name.field == "city" and name.note != "hall":
                    start, moved = name.end + gap.end(), True
                elif name.field == "country" and gap:
                    return None
        town = _TOWN.match(doc.norm, start, end)
        if town and town[1] in towns:  # 부여 정림사지, where the article tells of 부여군
            start, moved = town.end(), True
    if start == mention.start:
        return mention
    text = doc.text[start:end].strip()
    if len(text) < 2 or (text in words("generic_site") and text not in words("hall")):
        return None
    return Mention("site", " ".join(text.split()), start, end, mention.rule, mention.note)
