"""The only place for arithmetic inside one article: does what it says add up?

Each rule looks at the claims of one article and answers only where it applies, `ok` or `conflict`:
* split_adds_up: the numbers by country make the whole (all of it where the split names every country).
* countries_counted: no more countries listed than the article counts.
* split_is_listed: the split names no country that the claim does not.
* guests_per_country: at least one guest a country.
* days_in_order: the first day is not after the last.
* tense_fits: planned is after the article's day, completed is not (where days, not months, are told).
* parts_in_whole: the parts of a visit or total make no more than it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

from figures.amounts import Amount
from figures.ids import digest
from figures.parts import parts_of
from figures.periods import is_vague
from figures.readings import amount
from figures.records import Check, ReportedClaim

Answer = tuple[bool, str]
"""Holds or not, and both sides in words of numbers."""


def check(rows: Sequence[ReportedClaim]) -> list[Check]:
    """Checks of the claims of one article, in the order of the claims."""
    found = [
        _check(row.article_id, (row.id,), name, answer)
        for row in rows
        for name, rule in _RULES.items()
        if (answer := rule(row)) is not None
    ]
    return found + _parts(rows)


def _check(article_id: str, claims: tuple[str, ...], rule: str, answer: Answer) -> Check:
    return Check(
        id=digest("check", rule, *claims),
        article_id=article_id,
        claims=claims,
        rule=rule,
        state="ok" if answer[0] else "conflict",
        detail=answer[1],
    )


def _split_adds_up(row: ReportedClaim) -> Answer | None:
    claim, whole = row.claim, amount(row.claim, "delegates")
    if not claim.country_delegates or whole is None:
        return None
    total = sum(claim.country_delegates.values())
    complete = len(claim.country_delegates) == claim.country_count
    low, high = whole.bounds
    return total <= high and (not complete or total >= low), f"sum {total}, delegates {_show(whole)}"


def _countries_counted(row: ReportedClaim) -> Answer | None:
    stated = amount(row.claim, "country_count")
    if stated is None or not row.claim.countries:
        return None
    return len(row.claim.countries) <= stated.bounds[1], f"listed {len(row.claim.countries)}, stated {_show(stated)}"


def _split_is_listed(row: ReportedClaim) -> Answer | None:
    if not row.claim.country_delegates:
        return None
    missing = sorted(set(row.claim.country_delegates) - set(row.claim.countries))
    return not missing, f"not listed: {', '.join(missing) or 'none'}"


def _guests_per_country(row: ReportedClaim) -> Answer | None:
    guests, stated = amount(row.claim, "delegates"), amount(row.claim, "country_count")
    if guests is None or stated is None:
        return None
    return guests.bounds[1] >= stated.bounds[0], f"delegates {_show(guests)}, countries {_show(stated)}"


def _days_in_order(row: ReportedClaim) -> Answer | None:
    start, end = row.claim.date_start, row.claim.date_end
    if start is None or end is None:
        return None
    return start <= end, f"{start} to {end}"


def _tense_fits(row: ReportedClaim) -> Answer | None:
    start, today = row.claim.date_start, row.published
    if start is None or today is None or is_vague(start, row.claim.date_end):
        return None
    return (start > today) == (row.claim.status == "planned"), f"{row.claim.status}, from {start}, article of {today}"


_RULES: dict[str, Callable[[ReportedClaim], Answer | None]] = {
    "split_adds_up": _split_adds_up,
    "countries_counted": _countries_counted,
    "split_is_listed": _split_is_listed,
    "guests_per_country": _guests_per_country,
    "days_in_order": _days_in_order,
    "tense_fits": _tense_fits,
}


def _parts(rows: Sequence[ReportedClaim]) -> list[Check]:
    """For each whole: its parts' lowest numbers against its highest."""
    by_whole: dict[str, list[ReportedClaim]] = defaultdict(list)
    for part, whole in parts_of(rows).items():
        by_whole[whole] += [row for row in rows if row.id == part]
    found = []
    for row in rows:
        whole_amount = amount(row.claim, "delegates")
        parts = [(part.id, stated) for part in by_whole[row.id] if (stated := amount(part.claim, "delegates"))]
        if whole_amount is None or not parts:
            continue
        low = sum(stated.bounds[0] for _, stated in parts)
        answer = low <= whole_amount.bounds[1], f"parts {low:g}, whole {_show(whole_amount)}"
        found.append(_check(row.article_id, (row.id, *(part for part, _ in parts)), "parts_in_whole", answer))
    return found


def _show(stated: Amount) -> str:
    shown = f"{stated.value}~{stated.maximum}" if stated.qualifier == "range" else str(stated.value)
    return shown if stated.qualifier in {"exact", "range"} else f"{stated.qualifier} {shown}"
