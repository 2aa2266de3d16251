"""The only place that says which stated numbers can be true together: each is read as the interval that it allows.

* exact n: n alone. range a~b: a to b. under n (이하, 미만, 이내): 0 to n.
* over n (여): n up to the next step of its last digit that is not zero (40여: 40 to 49; 1,200여: 1,200 to 1,299),
  from 100 on 30% at most (100여: 100 to 130), and 10% where that step is one (45여: 45 to 49). Where the quote says
  이상, 넘 or 초과: n or any more.
* about n (약, 가량, 정도, 안팎): half such a step to each side, but 10% at least and 15% at most (약 40: 35 to 45,
  약 100: 85 to 115); where the quote says 여 as well, up to the bound of 여.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extract.records import Qualifier

_OPEN = re.compile("이상|넘|초과|웃도")
_RANK: dict[Qualifier, int] = {"exact": 0, "range": 1, "over": 2, "about": 3, "under": 4}


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated number: `maximum` with `range` alone, `quote` the characters that state it."""

    value: int
    qualifier: Qualifier = "exact"
    maximum: int | None = None
    quote: str = ""

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest number that the statement allows."""
        n = self.value
        if self.qualifier == "range":
            return n, n if self.maximum is None else self.maximum
        if self.qualifier == "under":
            return 0, n
        if self.qualifier == "over":
            return n, inf if _OPEN.search(self.quote) else n + _above(n)
        if self.qualifier == "about":
            slack = max(n * 0.1, min(_step(n) / 2, n * 0.15))
            return n - slack, n + (max(slack, _above(n)) if "여" in self.quote else slack)
        return n, n


def _step(n: int) -> int:
    """Place value of the last digit that is not zero: 40 → 10, 1200 → 100, 7 → 1."""
    step = 1
    while n and n % (step * 10) == 0:
        step *= 10
    return step


def _above(n: int) -> float:
    """How far 여 may reach above n."""
    reach = _step(n) - 1 or int(n * 0.1)
    return reach if n < 100 else min(reach, n * 0.3)


def compatible(amounts: Sequence[Amount]) -> bool:
    """True where one number satisfies all statements."""
    if not amounts:
        return True
    return max(a.bounds[0] for a in amounts) <= min(a.bounds[1] for a in amounts)


def best(amounts: Sequence[Amount]) -> Amount:
    """The most telling of compatible statements: exact before range before over, about, under; then the narrowest."""
    return min(amounts, key=lambda a: (_RANK[a.qualifier], a.bounds[1] - a.bounds[0], a.value))
