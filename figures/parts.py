"""The only place that tells which claims of one article are parts of which whole, so that nothing adds up twice."""

from collections.abc import Mapping, Sequence

from extract.records import Claim
from figures.records import ReportedClaim


def parts_of(rows: Sequence[ReportedClaim]) -> Mapping[str, str]:
    """Id of a part to the id of its whole, over the claims of one article.

    A part has its whole's kind, status and city, lies in its whole's dates, and its guests are fewer countries than the
    whole's: listed among them, or the whole counts more than it lists. Its number is not above the whole's. Two
    delegations of one country beside each other are no parts of one another."""
    found: dict[str, str] = {}
    for row in rows:
        wholes = [other for other in rows if other is not row and _is_part(row.claim, other.claim)]
        if wholes:
            found[row.id] = max(wholes, key=lambda w: (_scope(w.claim), w.claim.delegates or 0, w.id)).id
    return found


def _scope(claim: Claim) -> int:
    return claim.country_count or len(claim.countries)


def _is_part(part: Claim, whole: Claim) -> bool:
    if (
        (part.kind, part.status) != (whole.kind, whole.status)
        or not set(part.city) <= set(whole.city)
        or bool(part.city) != bool(whole.city)
    ):
        return False
    if not _dates_inside(part, whole) or not part.countries:
        return False
    if part.delegates is not None and whole.delegates is not None and part.delegates > whole.delegates:
        return False
    return _fewer_countries(part, whole)


def _fewer_countries(part: Claim, whole: Claim) -> bool:
    """Is the part's list of countries a true part of the whole's guests?"""
    listed, among = set(part.countries), set(whole.countries)
    if (part.country_count or len(listed)) >= max(_scope(whole), 1) and (among or whole.country_count):
        return False
    if listed < among:
        return True
    if whole.country_count:
        return not among or len(among) < whole.country_count
    # A whole without countries: only its larger number tells that it is one.
    smaller = part.delegates is not None and whole.delegates is not None and part.delegates < whole.delegates
    return not among and smaller


def _dates_inside(part: Claim, whole: Claim) -> bool:
    start, end = part.date_start or part.date_end, part.date_end or part.date_start
    first, last = whole.date_start or whole.date_end, whole.date_end or whole.date_start
    if start is None or end is None or first is None or last is None:
        return start is None and first is None
    return first <= start and end <= last
