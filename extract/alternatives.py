"""The only place that says what a claim did not take: other values of the same fields in its sentences.

It reads the article anew and compares: extraction keeps no record of it. For a person who mends a wrong value."""

from collections.abc import Iterable, Iterator

from extract.clauses import Fields, Frame, number, span
from extract.document import Document, read
from extract.fields import counts, sites
from extract.frames import frames, gather
from extract.records import Claim, Evidence, Mention
from extract.words import words
from scraper.records import Article

_ROLES = {
    "dest": "where Koreans go",
    "away": "where Koreans go",
    "abroad": "a place abroad",
    "market": "a market",
    "talk": "only talked about",
}
_NOTES = {"ratio": "a share", "per": "per head", "change": "a change", "row": "a row of a table"}


def rejected(article: Article, claims: Iterable[Claim]) -> tuple[tuple[Evidence, ...], ...]:
    """For each claim the values that its sentences offer and it does not have: a span with its quote, and as `reason`
    why not. `value` is the value as text; a time is 'first..last'. In text order, one entry a span."""
    doc = read(article)
    found = gather(doc)
    told = frames(doc, found)
    found.mentions["site"] = sites.find(doc)
    return tuple(tuple(_of_claim(doc, found, told, claim)) for claim in claims)


def _of_claim(doc: Document, found: Fields, told: list[Frame], claim: Claim) -> list[Evidence]:
    taken = [(p.start, p.end) for p in claim.evidence if p.start is not None and p.end is not None]
    anchors = [p.start for p in claim.evidence if p.start is not None and p.field not in ("city", "sites")]
    sentences = {f.sentence.index for f in told if any(f.start <= at < f.end for at in anchors)}
    own = [f for f in told if f.sentence.index in sentences]
    offers = [item for f in own for item in _offers(doc, found, f, claim)]
    free = [item for item in offers if not any(_meet(item, a, b) for a, b in taken)]
    return list({(item.field, item.start): item for item in sorted(free, key=lambda i: i.start or 0)}.values())


def _meet(item: Evidence, start: int, end: int) -> bool:
    return item.start is not None and item.end is not None and item.start < end and start < item.end


def _offers(doc: Document, found: Fields, frame: Frame, claim: Claim) -> Iterator[Evidence]:
    """What one clause offers that is not the claim's value."""
    for mention in frame.people:
        if number(mention) != claim.delegates:
            yield _item(doc, "delegates", str(number(mention)), mention, _why_not_people(doc, mention))
    for mention in frame.country_counts:
        if number(mention) != claim.country_count:
            yield _item(doc, "country_count", str(number(mention)), mention, "another number of countries")
    for mention in frame.dates:
        value = span(mention)
        if (value.start, value.end) != (claim.date_start, claim.date_end):
            why = value.reason or "another time"
            yield _item(doc, "dates", f"{value.start or ''}..{value.end or ''}", mention, why)
    for chain in frame.chains:
        for mention in chain.mentions:
            if mention.field == "country" and mention.value not in claim.countries:
                why = _ROLES.get(chain.role, "not one of the guests")
                yield _item(doc, "countries", str(mention.value), mention, why)
    for mention in frame.cities:
        if mention.value and mention.value not in claim.city:
            yield _item(doc, "city", str(mention.value), mention, "not the host")
    for mention in found.inside("site", frame.start, frame.end):
        if not any(str(mention.value).endswith(place) for place in claim.sites):
            yield _item(doc, "sites", str(mention.value), mention, "not a place of this visit")


def _why_not_people(doc: Document, mention: Mention) -> str:
    if mention.note in _NOTES:
        return _NOTES[mention.note]
    noun = counts.counted_noun(doc, mention)
    if any(noun.endswith(word) for word in words("outsider") | words("staff") if len(word) >= 2):
        return f"counts {noun}"
    return "another number of people"


def _item(doc: Document, field: str, value: str, mention: Mention, why: str) -> Evidence:
    quote = doc.text[mention.start : mention.end]
    return Evidence(
        field=field, value=value, rule=mention.rule, start=mention.start, end=mention.end, quote=quote, reason=why
    )
