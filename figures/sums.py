"""The only place that adds visits up. Totals are never added."""

from collections.abc import Sequence

from extract.records import Qualifier, Record
from figures.records import Figure

Event = Sequence[Figure]
"""The figures of one event; the first is that of its delegates."""


class Sum(Record):
    """A number of a row. `value` None: not known. A conflict is a range from the lowest to the highest reading."""

    value: int | None = None
    maximum: int | None = None
    qualifier: Qualifier | None = None


def number(figure: Figure, country: str | None) -> Sum:
    """What the figure says of all its guests, or of one country's (its share, or all where it is the only one)."""
    if country is not None and country in figure.country_delegates:
        return Sum(value=figure.country_delegates[country], qualifier="exact")
    if country is not None and figure.countries != (country,):
        return Sum()
    if figure.state != "conflict":
        return Sum(value=figure.value, maximum=figure.maximum, qualifier=figure.qualifier)
    stated = [n for reading in figure.readings for n in (reading.value, reading.maximum) if n is not None]
    return Sum(value=min(stated), maximum=max(stated), qualifier="range")


def wholes(events: Sequence[Event]) -> list[Event]:
    """The events that are no part of another one among them."""
    present = {event[0].event for event in events}
    return [event for event in events if event[0].part_of not in present]


def with_parts(event: Event, events: Sequence[Event], country: str | None) -> Sum:
    """The event's number; for a whole that nobody counts, at least the sum of its parts."""
    own = number(event[0], country)
    if own.value is not None:
        return own
    parts = [number(other[0], country) for other in events if other[0].part_of == event[0].event]
    known = add([part for part in parts if part.value is not None])
    return known if known.value is None else Sum(value=known.value, qualifier="over")


def add(numbers: Sequence[Sum]) -> Sum:
    """Known numbers added up. A range in it makes a range; an unknown one, or one 'over', makes the sum 'over'."""
    known = [item for item in numbers if item.value is not None]
    if not known:
        return Sum()
    low = sum(item.value or 0 for item in known)
    kinds = {item.qualifier for item in known}
    if "range" in kinds:
        high = sum((item.value if item.maximum is None else item.maximum) or 0 for item in known)
        return Sum(value=low, maximum=high, qualifier="range")
    if kinds & {"about", "under"}:
        return Sum(value=low, qualifier="about")
    return Sum(value=low, qualifier="over" if "over" in kinds or len(known) < len(numbers) else "exact")
