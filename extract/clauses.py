"""A clause as a record: what it says of one group of guests, and the mentions that it is read from."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from extract.document import Sentence
from extract.records import Count, DateSpan, Mention
from extract.roles import Chain


@dataclass(slots=True)
class Frame:
    """What one clause `[start, end)` says of one group of guests."""

    sentence: Sentence
    start: int
    end: int
    chains: list[Chain] = field(default_factory=list)
    generic: Mention | None = None
    anaphor: Mention | None = None
    people: list[Mention] = field(default_factory=list)
    country_counts: list[Mention] = field(default_factory=list)
    times: list[Mention] = field(default_factory=list)
    bare: list[Mention] = field(default_factory=list)
    dates: list[Mention] = field(default_factory=list)
    acts: list[Mention] = field(default_factory=list)
    events: list[Mention] = field(default_factory=list)
    spoilers: set[str] = field(default_factory=set)
    bilateral: bool = False  # talks of Korea with a country, held in Korea
    cities: list[Mention] = field(default_factory=list)
    persons: list[Mention] = field(default_factory=list)
    outbound: bool = False
    beside: list["Frame"] = field(default_factory=list, repr=False)  # all pieces of a clause that lists parties

    @property
    def guests(self) -> list[Chain]:
        """Chains that come as guests."""
        return self.chains and [c for c in self.chains if c.role in ("guest", "subject", "from")]

    def act(self, *names: str) -> bool:
        """Whether the clause holds an act of one of these classes."""
        return bool(self.acts) and any(a.note in names for a in self.acts)

    @property
    def tense(self) -> str:
        """future or past by the last act that shows one; '' where none does."""
        return next((a.value for a in reversed(self.acts) if a.value), "")


@dataclass(slots=True)
class Fields:
    """All mentions of an article by field, each list in text order. `later` are finders that run when their field is
    first asked for: most articles turn out to tell of no guests before."""

    mentions: dict[str, list[Mention]]
    later: dict[str, Callable[[], list[Mention]]] = field(default_factory=dict, repr=False)
    _starts: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _merged: tuple[list[int], list[Mention]] | None = field(default=None, repr=False)

    def all(self, name: str) -> list[Mention]:
        """The field's mentions."""
        if name in self.later:
            self.mentions[name] = [m for m in self.later.pop(name)() if m.field == name]
        return self.mentions.get(name, [])

    def add(self, mentions: Iterable[Mention]) -> None:
        """Takes further mentions in."""
        for mention in mentions:
            self.mentions.setdefault(mention.field, []).append(mention)
            self._starts.pop(mention.field, None)
        self._merged = None

    def inside(self, name: str, start: int, end: int) -> list[Mention]:
        """The field's mentions that start in [start, end)."""
        starts = self._starts.get(name)
        if starts is None:
            found = self.all(name)
            found.sort(key=_start)
            starts = self._starts[name] = [m.start for m in found]
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self.mentions[name][first : bisect_left(starts, end, first)]

    def told(self, start: int, end: int) -> dict[str, list[Mention]]:
        """The mentions that start in [start, end), by field; fields not asked for yet are left out."""
        if self._merged is None:
            merged = sorted((m for found in self.mentions.values() for m in found), key=_start)
            self._merged = [m.start for m in merged], merged
        starts, merged = self._merged
        first = bisect_left(starts, start)
        out: dict[str, list[Mention]] = {}
        for mention in merged[first : bisect_left(starts, end, first)]:
            out.setdefault(mention.field, []).append(mention)
        return out


def _start(mention: Mention) -> int:
    return mention.start


def to_town(mask: str, frame: Frame, found: Fields) -> bool:
    """Whether the clause names a Korean town as where somebody is sent: '남양주시에', '거제로'."""
    towns = found.inside("city", frame.start, frame.end)
    return any(
        re.match(r"(?:에|으로|로) ", mask[m.end : m.end + 4]) for m in towns if m.note in ("full", "name", "short")
    )


def in_town(mask: str, frame: Frame, found: Fields) -> bool:
    """Whether the clause says that it happens in a Korean town: '부산에서'."""
    towns = found.inside("city", frame.start, frame.end)
    return any(mask.startswith("에서", m.end) for m in towns if m.note in ("full", "name", "short"))


def number(mention: Mention) -> int | None:
    """The stated number of a count mention."""
    value = mention.value
    return value.number if isinstance(value, Count) else None


def span(mention: Mention) -> DateSpan:
    """The value of a date mention."""
    value = mention.value
    if not isinstance(value, DateSpan):
        raise TypeError(f"date mention without a DateSpan: {mention!r}")
    return value
