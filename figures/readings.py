"""The only place that takes a number out of a claim, with the words that state it."""

import re

from extract.records import Claim, Qualifier
from figures.amounts import Amount
from figures.records import What

_OVER = re.compile("여|이상|넘|초과")
_ABOUT = re.compile("약|가량|정도|안팎|내외")


def amount(claim: Claim, what: What) -> Amount | None:
    """The claim's number of delegates or of countries. A count of countries has no qualifier of its own; the words
    that state it give one ('30여 개국' is over 30)."""
    quote = _quote(claim, what)
    if what == "delegates":
        if claim.delegates is None or claim.delegates_qualifier is None:
            return None
        return Amount(claim.delegates, claim.delegates_qualifier, claim.delegates_max, quote)
    if claim.country_count is None:
        return None
    return Amount(claim.country_count, _qualifier(quote), None, quote)


def _quote(claim: Claim, field: str) -> str:
    return " ".join(item.quote for item in claim.evidence if item.field == field and item.quote)


def _qualifier(quote: str) -> Qualifier:
    if _ABOUT.search(quote):
        return "about"
    return "over" if _OVER.search(quote) else "exact"
