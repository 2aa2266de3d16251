"""The only place that shows how the claims of an article changed, as lines of a diff."""

from collections.abc import Iterator, Sequence

from extract.records import Claim
from figures.periods import label
from publish import labels
from publish.labels import CountryName, plain


def brief(claim: Claim, country_name: CountryName) -> str:
    """One claim in one line: kind, state, city, days, number, countries, places."""
    people = labels.number(claim.delegates, claim.delegates_qualifier, claim.delegates_max)
    guests = labels.countries(claim.countries, claim.groups, claim.country_count, country_name)
    parts = [
        f"{labels.KINDS[claim.kind]} {labels.STATUSES[claim.status]}",
        ", ".join(claim.city) or labels.NO_CITY,
        label(claim.date_start, claim.date_end) or labels.NO_DATE,
        people,
        guests,
        ", ".join(claim.sites),
    ]
    return " · ".join(plain(part) for part in parts if part)


def diff_lines(gone: Sequence[Claim], new: Sequence[Claim], updated: int, country_name: CountryName) -> Iterator[str]:
    """`-` lines for claims that went, `+` lines for those that came, `~` where only proof changed."""
    yield from (f"  - {brief(claim, country_name)}" for claim in gone)
    yield from (f"  + {brief(claim, country_name)}" for claim in new)
    if updated:
        yield f"  ~ 근거·신뢰도·판 번호만 바뀜 {updated}건"
