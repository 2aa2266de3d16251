"""Which places belong to which draft."""

import re

from extract.assembly.drafts import Draft
from extract.document import Document
from extract.fields import sites
from extract.frames import Fields, Frame
from extract.records import Mention
from extract.words import words


def give_places(
    doc: Document, drafts: list[Draft], told: list[Frame], found: Fields, blocks: list[tuple[int, Draft]]
) -> None:
    """Gives each place to the draft whose clause names it; places of clauses that belong to no draft go nowhere."""
    owners = {id(f): d for d in drafts for f in d.frames if d.rule not in {"claims.breakdown", "claims.compared"}}
    names = [
        m for m in found.mentions.get("city", []) + found.mentions.get("country", []) if m.value or m.field == "country"
    ]
    for mention in sites.find(doc):
        place = _trim(doc, mention, names)
        if place is None:
            continue
        frame = next((f for f in told if f.start <= place.start < f.end), None)
        draft = owners.get(id(frame)) if frame is not None else None
        if draft is None and frame is not None and place.note in ("line", "schedule"):
            outlined = [d for at, d in blocks if 0 <= frame.sentence.index - at <= 6]
            draft = (
                outlined[-1] if outlined else next((d for d in drafts if d.kind == "visit" and d.part_of is None), None)
            )
        if draft is None and frame is not None and frame.events and not frame.outbound:
            draft = next((d for d in drafts if d.when is not None and d.when in frame.dates), None)
        if draft is not None:
            _add_site(draft, place)


def _add_site(draft: Draft, place: Mention) -> None:
    key = re.sub(r"\s|\([^()]*\)", "", str(place.value))
    for i, old in enumerate(draft.sites):
        other = re.sub(r"\s|\([^()]*\)", "", str(old.value))
        if key == other or other.endswith(key):
            return
        if key.endswith(other):
            draft.sites[i] = place
            return
    draft.sites.append(place)


def _trim(doc: Document, mention: Mention, names: list[Mention]) -> Mention | None:
    """Cuts a city's name written as a separate word off the front; None where nothing but a city or country is left."""
    start, end = mention.start, mention.end
    if mention.note == "back":
        return mention
    if any(
        start <= n.start < end and n.field != "city" and n.note in ("name", "former", "place", "hanja") for n in names
    ):
        return None  # a place abroad: '보잉 미국 본사'
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
    if start == mention.start:
        return mention
    text = doc.text[start:end].strip()
    if len(text) < 2 or (text in words("generic_site") and text not in words("hall")):
        return None
    return Mention("site", " ".join(text.split()), start, end, mention.rule, mention.note)
