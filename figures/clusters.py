"""The only place that gathers claims of many articles into events: one visit or one total each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from figures.matching import NEWS_DAYS, could_be, likeness
from figures.records import ReportedClaim

_DAY = timedelta(days=1)


def cluster(rows: Sequence[ReportedClaim], parts: Mapping[str, str]) -> list[list[ReportedClaim]]:
    """Groups of claims that tell of the same, in the order of their first claims; each claim is in one group.

    The likeliest pairs join first. A group never holds two claims of one article, nor two that cannot be one event:
    an article that tells of two visits keeps them apart for all others."""
    ordered = sorted(rows, key=_order)
    groups: dict[str, list[ReportedClaim]] = {row.id: [row] for row in ordered}
    for a, b in _likeliest(ordered, parts):
        one, two = groups[a.id], groups[b.id]
        if one is two or not all(could_be(x, y) for x in one for y in two):
            continue
        one.extend(two)
        for row in two:
            groups[row.id] = one
    found = {id(group): group for group in groups.values()}
    return [sorted(group, key=_order) for group in found.values()]


def _order(row: ReportedClaim) -> tuple[date, str]:
    return row.published or date.max, row.id


def _likeliest(rows: Sequence[ReportedClaim], parts: Mapping[str, str]) -> list[tuple[ReportedClaim, ReportedClaim]]:
    found: dict[tuple[str, str], tuple[int, ReportedClaim, ReportedClaim]] = {}
    for a, b in _neighbours(rows):
        if (a.id, b.id) in found:
            continue
        like = likeness(a, b, a_part=a.id in parts, b_part=b.id in parts)
        if like:
            found[a.id, b.id] = like, a, b
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], _unlike(pair[1], pair[2]), pair[1].id, pair[2].id))
    return [(a, b) for _, a, b in ranked]


def _unlike(a: ReportedClaim, b: ReportedClaim) -> tuple[int, int]:
    """Order among pairs that are equally sure: nearest numbers, then nearest lists of countries."""
    one, two = a.claim, b.claim
    known = one.delegates is not None and two.delegates is not None
    gap = abs((one.delegates or 0) - (two.delegates or 0)) if known else 1
    return gap, len(set(one.countries) ^ set(two.countries))


def _neighbours(rows: Sequence[ReportedClaim]) -> Iterator[tuple[ReportedClaim, ReportedClaim]]:
    """Pairs worth a look: of one city and kind, with ranges that touch, or without dates but of the same days' news."""
    blocks: dict[tuple[str, str], list[ReportedClaim]] = defaultdict(list)
    for row in rows:
        for city in row.claim.city or ("",):
            blocks[row.claim.kind, city].append(row)
    for block in blocks.values():
        yield from _touching(block)
        yield from _same_news(block)


def _span(row: ReportedClaim) -> tuple[date, date] | None:
    days = [day for day in (row.claim.date_start, row.claim.date_end) if day is not None]
    return (min(days), max(days)) if days else None


def _touching(block: Sequence[ReportedClaim]) -> Iterator[tuple[ReportedClaim, ReportedClaim]]:
    dated = sorted(((span, row.id, row) for row in block if (span := _span(row))), key=lambda item: item[:2])
    for i, (span, _, row) in enumerate(dated):
        for later, _, other in dated[i + 1 :]:
            if later[0] > span[1] + _DAY:
                break
            yield row, other


def _same_news(block: Sequence[ReportedClaim]) -> Iterator[tuple[ReportedClaim, ReportedClaim]]:
    told = sorted((row for row in block if row.published), key=_order)
    for i, row in enumerate(told):
        for other in told[i + 1 :]:
            if _order(other)[0] - _order(row)[0] > NEWS_DAYS * _DAY:
                break
            if _span(row) is None or _span(other) is None:
                yield row, other
