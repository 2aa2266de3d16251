"""Drafts to Claims: status, and the words or the reason behind every value."""

import re
from dataclasses import replace
from datetime import date

from extract import confidence, governments
from extract.assembly.areas import cities_of
from extract.assembly.drafts import LONG, Draft, count_of, is_long, is_resolved, words_of
from extract.clauses import Frame, number, span
from extract.document import Document
from extract.records import Claim, Evidence, Mention, Status


def stands(draft: Draft) -> bool:
    """A claim needs guests: a country, group or body, or a stated size or number of countries."""
    if draft.people_number or draft.country_count:
        return True
    if draft.kind == "visit" and _distant(draft):
        return False  # rule 11: the history of a programme without numbers
    return bool(draft.countries) or any(_bloc_comes(f) for f in draft.frames)


def unnamed(draft: Draft) -> bool:
    """'주한외교단이 8일 공장을 방문했다': foreign officials or a delegation whose countries nobody names, on a day. It
    is a claim where the article tells of no other guests."""
    if draft.kind != "visit" or draft.when is None or is_long(draft.when) or not is_resolved(draft.when):
        return False
    return any(
        f.generic is not None
        and f.act("visit", "come", "host")
        and _OFFICIALS.search(f.sentence.norm, f.generic.start - f.sentence.start, f.generic.end - f.sentence.start)
        and _THEY.match(f.sentence.norm, f.generic.end - f.sentence.start)
        for f in draft.frames
    )


_OFFICIALS = re.compile(r"(?:단|사절|대사|대사들|외교관|외교관들|공무원|공무원들|공관장|공관장들)$")
_THEY = re.compile(r"들?\*?(?:이|은|는|을|를|의|에게|과|와| 등| 일행| ?\d)(?! ?[되돼됐])")
_KOREA_AND = re.compile(r"(?<![가-힣])(?:한|한국|대한민국)[-·–~∼‧ㆍ]? ?$")


def _bloc_comes(frame: Frame) -> bool:
    """Whether people of a bloc or a body come by themselves: '아세안 대표단이', not '한-아세안 회의', 'APEC
    준비위원장'; or its own meeting is held in a Korean town."""
    at, norm = frame.sentence.start, frame.sentence.norm
    here = any(norm.startswith(("에서", "시에서"), c.end - at) for c in frame.cities)
    if frame.events and frame.dates and here:
        return True
    if not frame.acts:
        return False
    return any(
        (c.person is not None or frame.act("host"))
        and not _KOREA_AND.search(norm[max(0, c.start - at - 8) : c.start - at])
        and not (c.person and _OUR_BODY.search(norm[c.end - at : c.person.end - at]))
        for c in frame.guests
    )


_OUR_BODY = re.compile(r"준비|기획단|유치|조직위|담당|협력관|국장|과장|특별대표")

_BARE_YEAR = re.compile(r"'?\d{2,4}년?(?:부터|이후|이래)?$")


def _distant(draft: Draft) -> bool:
    """Whether the only time is a bare year ('1978년', '2016년부터'): history, not one visit."""
    mention = draft.when
    frame = next((f for f in draft.frames if mention is not None and f.start <= mention.start < f.end), None)
    if mention is None or frame is None or draft.until is not None:
        return False
    at = frame.sentence.start
    return bool(_BARE_YEAR.match(frame.sentence.norm[mention.start - at : mention.end - at]))


_UNDER_WAY = re.compile(
    r"(?:실시|진행|운영|개최|시행)하고 있|(?:열리|머물|진행되|이어지)고 있|진행 ?중|체류 ?중|방문 ?중"
)


def _status(doc: Document, draft: Draft) -> Status:
    """planned: the first day is later than the article's, or, undated, the verb's tense says so."""
    first, last = draft.dates
    day = first or last
    if first is None and draft.frames and _UNDER_WAY.search(words_of(draft.frames[0])):
        return "completed"  # '다음 달 2일까지 실시하고 있다'
    if doc.published is not None and day is not None:
        pending = (
            last is not None
            and last > doc.published
            and draft.when is not None
            and span(draft.when).precision in ("month", *LONG)
        )
        if pending and draft.frames and draft.frames[0].tense == "future":
            return "planned"
        return "planned" if day > doc.published else "completed"
    return "planned" if draft.frames and draft.frames[0].tense == "future" else "completed"


def _spanned(doc: Document, name: str, value: object, mention: Mention) -> Evidence:
    return Evidence(
        field=name,
        value=str(value),
        rule=mention.rule,
        start=mention.start,
        end=mention.end,
        quote=doc.text[mention.start : mention.end],
    )


def _reasoned(name: str, value: object, rule: str, reason: str) -> Evidence:
    return Evidence(field=name, value=str(value), rule=rule, reason=reason)


def _split(draft: Draft) -> dict[str, tuple[int, Mention]]:
    """The split by country, where there is one: a single country's share that equals the whole is none."""
    return draft.parts if len(draft.countries) > 1 else {}


def _in_force(city: Mention, day: date | None) -> Mention:
    """The city under the name that it bore on the claim's day (codebook, field `city`)."""
    return replace(city, value=governments.name_at(str(city.value), day) or city.value)


def to_claim(doc: Document, draft: Draft, host: list[Mention], told: list[Frame]) -> Claim:
    first, last = draft.dates
    city = [_in_force(m, first or last or doc.published) for m in cities_of(doc, draft, host, told)]
    people, size = draft.people, draft.country_count
    status = _status(doc, draft)
    proof = [_spanned(doc, "city", m.value, m) for m in city]
    proof += [_spanned(doc, "countries", code, m) for code, m in draft.countries.items()]
    proof += [_spanned(doc, "groups", name, m) for name, m in draft.groups.items()]
    proof += [_spanned(doc, "organizations", name, m) for name, m in draft.organizations.items()]
    proof += [_spanned(doc, "sites", m.value, m) for m in draft.sites]
    proof += [_spanned(doc, "country_delegates", f"{code} {n}", m) for code, (n, m) in _split(draft).items()]
    if size is not None:
        proof.append(_spanned(doc, "country_count", number(size), size))
    for mention in draft.summed or ([people] if people else []):
        proof.append(_spanned(doc, "delegates", number(mention), mention))
    if draft.when is not None:
        proof.append(_spanned(doc, "date_start", first, draft.when))
        proof.append(_spanned(doc, "date_end", last, draft.until or draft.when))
    else:
        proof.append(
            _reasoned("date_start", None, "claims.date", draft.date_reason or "the text names no time for this visit")
        )
    acts = [a for f in draft.frames for a in f.acts]
    proof.append(
        _spanned(doc, "status", status, acts[0])
        if acts
        else _reasoned("status", status, draft.rule, "no verb of its own")
    )
    told_of = confidence.facts(draft, has_city=bool(city), has_host=bool(host))
    trust = confidence.rate(told_of)
    doubts = "; ".join(confidence.doubts(told_of)) or "no doubt"
    proof.append(_reasoned("confidence", trust, "confidence.rate", doubts))
    value = count_of(people) if people else None
    return Claim(
        kind="total" if draft.kind == "total" else "visit",
        status=status,
        city=tuple(dict.fromkeys(str(m.value) for m in city)),
        countries=tuple(draft.countries),
        groups=tuple(draft.groups),
        country_count=number(size) if size else None,
        delegates=draft.people_number,
        delegates_qualifier=value.qualifier
        if value and value.number is not None
        else ("exact" if draft.summed else None),
        delegates_max=value.maximum if value else None,
        country_delegates={code: n for code, (n, _) in _split(draft).items()},
        organizations=tuple(draft.organizations),
        sites=tuple(dict.fromkeys(str(m.value) for m in draft.sites)),
        date_start=first,
        date_end=last,
        confidence=trust,
        evidence=tuple(proof),
    )
