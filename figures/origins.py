"""The only place that tells copies of one text from independent ones."""

import re
from collections.abc import Sequence
from functools import lru_cache

from figures.records import ReportedClaim

_NOISE = re.compile(r"[\W_]+")
_SHORTEST = 12  # characters without spaces and marks: shorter sentences are alike by chance
_ALIKE = 0.7


@lru_cache(maxsize=100_000)
def _pieces(quote: str) -> frozenset[str]:
    """Runs of three characters of the sentence, spaces and punctuation left out."""
    plain = _NOISE.sub("", quote)
    if len(plain) < _SHORTEST:
        return frozenset()
    return frozenset(plain[i : i + 3] for i in range(len(plain) - 2))


def copied(one: ReportedClaim, other: ReportedClaim) -> bool:
    """True where both quote one sentence: over 70% of their three-character runs are the same. One changed number
    in a copied sentence leaves it a copy."""
    a, b = _pieces(one.quote), _pieces(other.quote)
    return bool(a and b) and len(a & b) >= _ALIKE * len(a | b)


def origins(rows: Sequence[ReportedClaim]) -> list[int]:
    """A number for each claim: equal for copies of one text and for one outlet that says it twice."""
    found: list[int] = []
    for i, row in enumerate(rows):
        same = [j for j in range(i) if copied(row, rows[j]) or (row.publisher and row.publisher == rows[j].publisher)]
        number = found[same[0]] if same else max(found, default=-1) + 1
        merged = {found[j] for j in same}
        found = [number if origin in merged else origin for origin in found]
        found.append(number)
    order = {origin: i for i, origin in enumerate(dict.fromkeys(found))}
    return [order[origin] for origin in found]
