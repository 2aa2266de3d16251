"""What the pass over an article keeps: drafts of claims, its state, and small questions about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.clauses import Frame, number, span
from extract.document import Document
from extract.records import Count, Mention
from extract.roles import Chain

LONG = frozenset({"half", "quarter", "year", "open", "season"})


_TOPIC = re.compile(r"(?:은|는)(?![가-힣])| (?:관계자|담당자|측|당국|[가-힣]{2,6}(?:과장|국장|시장|담당관))(?:은|는)")


@dataclass(slots=True)
class Draft:
    """A claim in the making. Mentions are kept beside values, for evidence."""

    kind: str
    frames: list[Frame]
    countries: dict[str, Mention] = field(default_factory=dict)
    groups: dict[str, Mention] = field(default_factory=dict)
    organizations: dict[str, Mention] = field(default_factory=dict)
    people: Mention | None = None
    summed: list[Mention] = field(default_factory=list)
    country_count: Mention | None = None
    parts: dict[str, tuple[int, Mention]] = field(default_factory=dict)
    when: Mention | None = None
    until: Mention | None = None  # a later mention that moves the end
    date_reason: str = ""
    sites: list[Mention] = field(default_factory=list)
    part_of: "Draft | None" = None
    rule: str = ""

    @property
    def people_number(self) -> int | None:
        """The stated size, or the sum of stated parts."""
        if self.summed:
            return sum(number(m) or 0 for m in self.summed)
        return number(self.people) if self.people else None

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """First and last day as far as known."""
        first, last = (None, None) if self.when is None else (span(self.when).start, span(self.when).end)
        if self.until is not None:
            other = span(self.until)
            last = other.end or last
            if first is None:
                first = other.start if other.start != other.end else None
        return first, last


@dataclass(slots=True)
class State:
    """What the pass over the body remembers."""

    doc: Document
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    total: Draft | None = None
    korean: bool = False  # the delegation spoken of last is Korean
    named: Frame | None = None  # the last clause that named guests
    event: Frame | None = None  # the last clause that dated an occasion held here
    blocks: list[tuple[int, Draft]] = field(default_factory=list)  # '(일시) …' lines of a release's outline
    headline: list[Chain] = field(default_factory=list)  # guests that the headline names
    only: Chain | None = None  # the one country that the article names at all
    listing: bool = False  # after 'as follows': the visits listed are the total's
    pending: Frame | None = None  # a '(일시) …' line that no draft has taken yet
    strangers: Frame | None = None  # '24일 시청에 반가운 손님들이 찾아왔다': guests whom the next sentence names
    since: Frame | None = None  # the last clause that told a time with a start only: '2005년부터 해마다 …'
    online: int = -9  # index of the last sentence that told of a screen, not of a visit
    outsiders: int = -9  # index of the last sentence that told of workers or residents from abroad
    cancelled: int = -9  # index of the last sentence that told of a visit or event called off
    abroad: bool = False  # the occasion told of last is held abroad
    away: int = -9  # index of the last sentence that told of going abroad


def other_subject(frame: Frame) -> bool:
    """Whether the clause is about the host: '시는 …', '수원시는 …', '시 관계자는 …'."""
    return any(_TOPIC.match(frame.sentence.norm, c.end - frame.sentence.start) for c in frame.cities)


def words_of(frame: Frame) -> str:
    return frame.sentence.norm[frame.start - frame.sentence.start : frame.end - frame.sentence.start]


def is_long(mention: Mention) -> bool:
    value = span(mention)
    if value.precision in LONG:
        return value.start is not None or value.end is not None
    if value.start and value.end:
        return (value.end - value.start).days > 45
    return False


def overlaps(mention: Mention, draft: Draft) -> bool:
    value, (first, last) = span(mention), draft.dates
    if first is None or value.start is None:
        return False
    return value.start <= (last or first) and (value.end is None or value.end >= first)


def is_resolved(mention: Mention) -> bool:
    value = span(mention)
    return value.start is not None or value.end is not None


def within(mention: Mention, draft: Draft) -> bool:
    first, last = draft.dates
    value = span(mention)
    if value.start is None or first is None:
        return False
    return first <= value.start and (last is None or value.start <= last + timedelta(days=1))


def codes_of(chains: Iterable[Chain]) -> dict[str, Mention]:
    return {m.value: m for c in chains for m in c.mentions if m.field == "country"}


def apart(mention: Mention, draft: Draft) -> bool:
    """Whether a time and a draft's dates cannot be one stay: more than ten days between them."""
    value = span(mention)
    first, last = draft.dates
    if value.start is None or first is None:
        return False
    if draft.kind == "total":
        return (value.start, value.end) != (first, last)
    coarse = {value.precision, span(draft.when).precision if draft.when else "day"} & {"month", *LONG}
    week = timedelta(days=0 if coarse else 6)
    end = value.end or value.start
    return value.start > (last or first) + week or end < first - week


def same_time(mention: Mention, draft: Draft) -> bool:
    value = span(mention)
    return mention.note == "anchor" and (value.start, value.end) == draft.dates


def tells_many(frame: Frame) -> bool:
    """Three or more countries told in one clause."""
    return len(codes_of(frame.guests)) >= 3


def add_names(draft: Draft, frame: Frame) -> None:
    for chain in frame.guests:
        for mention in chain.mentions:
            target = {"country": draft.countries, "group": draft.groups, "organization": draft.organizations}[
                mention.field
            ]
            if mention.field == "organization" and any(
                mention.note and mention.note == m.note for m in target.values()
            ):
                continue  # 세계보건기구 beside 세계보건기구(WHO)
            target.setdefault(mention.value, mention)


def count_of(mention: Mention) -> Count:
    value = mention.value
    if not isinstance(value, Count):
        raise TypeError(f"count mention without a Count: {mention!r}")
    return value


def sum_of(people: list[Mention]) -> int | None:
    known = [number(m) for m in people]
    return sum(n for n in known if n is not None) if known and None not in known else None
