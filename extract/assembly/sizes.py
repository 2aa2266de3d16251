"""How many guests a clause counts, and of which countries (codebook, rules 1, 4 and 12)."""

import re

from extract.assembly.drafts import Draft, count_of
from extract.document import Document
from extract.fields import counts
from extract.frames import Frame, number
from extract.records import Mention
from extract.words import words


def fuller(a: Mention, b: Mention) -> Mention:
    """Rule 4: the qualified form of a number wins over its bare form."""
    return b if count_of(a).qualifier == "exact" and count_of(b).qualifier != "exact" else a


def set_parts(draft: Draft, frame: Frame) -> None:
    """Sizes that stand right behind two or more countries' names, and '각 10명씩'. One alone counts the whole list:
    '인도 등 6개국 공무원 15명'."""
    numbers = sorted([*frame.people, *frame.bare], key=lambda m: m.start)
    names = [m for c in frame.chains for m in c.mentions if m.field == "country"]
    shares: dict[str, tuple[int, Mention]] = {}
    for i, name in enumerate(names):
        until = names[i + 1].start if i + 1 < len(names) else name.end + 12
        near = next((n for n in numbers if name.end <= n.start < min(until, name.end + 14)), None)
        size = number(near) if near is not None else None
        if near is None or size is None or near.note in ("total", "etc-sum"):
            continue
        if name.value in draft.countries:
            shares.setdefault(name.value, (size, near))
    if len(shares) >= 2:
        draft.parts = {**shares, **draft.parts}
    each = next((m for m in frame.people if count_of(m).each and number(m)), None)
    total = draft.people_number
    if each is not None and draft.countries and total == (number(each) or 0) * len(draft.countries):
        for code in draft.countries:
            draft.parts.setdefault(code, (number(each) or 0, each))


_HOST_SIDE = re.compile(
    r"국내|(?:지역|관내) ?(?:주민|기업|상인|학생|청소년|중고|초등|농가|단체|예술|작가|인사|대학|업체|청년)"
    r"|우리 ?(?:측|쪽|나라)|한국 ?(?:측|쪽|학생|정부|대표|기업|전문가|공무원|청소년)|내국인|내외빈|"
    r"시민|도민|군민|구민|주민|국민|"
    r"양 ?(?:국|측|도시|기관)|두 (?:나라|도시)"
)


# '시 간부 공무원 15명', '군 공무원 5명'
_HOST_STAFF = re.compile(
    r"(?<![가-힣])(?:시|군|구|도|시청|군청|구청|도청) (?:[가-힣]{2,4} )?(?:공무원|직원|의원|간부|관계자)[^,.]{0,6}$"
)


_NOT_COUNTED = re.compile(
    r"([가-힣]+?)(?:은|는|이|가|만|수는|수가|도|들은|들이)? ?(?:총|모두|약|연|연간|하루|전체)? ?$"
)


def guest_people(doc: Document, frame: Frame) -> list[Mention]:
    """The size mentions that count this clause's guests: one, or several parts without a sum (rules 1 and 12)."""
    usable = [
        m
        for m in frame.people
        if m.note not in ("ratio", "per", "change", "row") and not count_of(m).each and _counts_guests(doc, frame, m)
    ]
    if not usable:
        return []
    part = [m for m in usable if m.note == "part"]
    if part:
        return part[:1]
    anchor = min([c.start for c in frame.guests] + ([frame.generic.start] if frame.generic else []) or [frame.start])
    behind = [m for m in usable if m.start >= anchor] or usable
    inner = [m for c in frame.guests if len(c.mentions) > 1 for m in behind if c.start < m.start < c.end]
    outer = [m for m in behind if m not in inner and m.start >= max(m.start for m in inner)] if inner else []
    if len(outer) > 1:
        behind = outer[1:] if number(outer[-1]) == sum(number(m) or 0 for m in [*inner, outer[0]]) else outer
    sums = [m for m in behind if m.note in ("total", "etc-sum")]
    escorted = [m for m in frame.people if m not in sums and _ESCORT.search(counts.counted_noun(doc, m))]
    if sums and not escorted and all(_counts_guests(doc, frame, m) for m in frame.people if m.start < sums[0].start):
        return sums[:1]
    return ([m for m in behind if m not in escorted and m not in sums] or behind)[:1] if escorted else behind[:1]


_ESCORT = re.compile(r"관계자|인솔|통역|지원|운영|직원|스태프|수행")


def _counts_guests(doc: Document, frame: Frame, people: Mention) -> bool:
    if number(people) is None:
        return False
    noun = counts.counted_noun(doc, people)
    topic = _NOT_COUNTED.search(doc.norm[max(frame.start, people.start - 14) : people.start])
    if topic and any(topic.group(1).endswith(w) for w in words("outsider") | words("staff") if len(w) >= 2):
        return False
    if any(noun.endswith(w) for w in words("outsider") | words("staff") if len(w) >= 2):
        return False
    last = max(
        [c.end for c in frame.guests if c.end <= people.start]
        + ([frame.generic.end] if frame.generic and frame.generic.end <= people.start else [])
        or [frame.start]
    )
    between = doc.norm[last : people.start]
    if _HOST_SIDE.search(between) or _HOST_SIDE.search(noun) or _HOST_STAFF.search(between):
        return False
    return not any(_modifies(doc, c, people) for c in frame.cities if c.start >= last)


def _modifies(doc: Document, city: Mention, people: Mention) -> bool:
    """'김해 지역 중고등학생 60명', '통영시의회 의원 12명': a Korean place stands in the counted phrase itself."""
    between = doc.norm[city.end : people.start]
    if people.start < city.end or len(between) > 25 or city.note in ("bare", "byline"):
        return False
    return not re.search(r"^(?:에|을|를|에서|으로|로|은|는|이|가|와|과)(?![가-힣])|개국|[을를에서] |,", between)


def guest_countries(frame: Frame) -> Mention | None:
    """The stated number of guests' countries; none where countries are markets or members only."""
    if frame.spoilers & {"market"} and not frame.act("visit", "come", "attend", "host"):
        return None
    return next((m for m in frame.country_counts if m.note != "pair" and number(m)), None)
