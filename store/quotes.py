"""The only place that cuts the sentence which a claim's row shows: always `text[start:end]`."""

import re
from collections.abc import Sequence

from extract.records import Claim, Evidence

_MOST_TELLING = (
    "delegates",
    "country_count",
    "country_delegates",
    "countries",
    "groups",
    "organizations",
    "date_start",
)
"""The number first, then the guests: the value that a reader would look up."""

_STOP = re.compile(r"(?<=[가-힣)\]\"'”’])[.?!][\"'”’)\]]?(?=\s)|\n")
_LONGEST = 400


def main_span(text: str, claim: Claim) -> tuple[int, int] | None:
    """The bounds of the sentence that states the claim's number, else its guests, else its first quoted value.
    None where no value has a span."""
    shown = _main_evidence(claim.evidence)
    if shown is None or shown.start is None or shown.end is None:
        return None
    return sentence_span(text, shown.start, shown.end)


def _main_evidence(evidence: Sequence[Evidence]) -> Evidence | None:
    quoted = [item for item in evidence if item.start is not None]
    for field in _MOST_TELLING:
        for item in quoted:
            if item.field == field or item.field.startswith(f"{field}."):
                return item
    return min(quoted, key=lambda item: item.start or 0, default=None)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence or line around text[start:end], white space trimmed, some 400 characters at most."""
    left = max((stop.end() for stop in _STOP.finditer(text, max(0, start - _LONGEST), start)), default=-1)
    left = left if left >= 0 else max(0, start - _LONGEST)
    stop = _STOP.search(text, end, end + _LONGEST)
    right = stop.end() if stop else min(len(text), end + _LONGEST)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
