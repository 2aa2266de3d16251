"""The only place that decides whether claims of two articles tell of the same visit or the same total.

Numbers are never a reason to part two claims that name the same guests on the same days: those are the conflicts that
a reader looks for. Where the guests or the days are less sure, agreeing numbers or a shared place must speak for it;
a conflict is not called on a guess.
"""

from datetime import date, timedelta
from typing import Literal

from extract.records import Claim
from figures.amounts import compatible
from figures.origins import copied
from figures.periods import is_vague
from figures.readings import amount
from figures.records import ReportedClaim

Dates = Literal["equal", "within", "near", "unknown", "apart"]
Guests = Literal["equal", "sample", "overlap", "empty", "disjoint"]

NEWS_DAYS = 3
"""Days between two articles that may tell of one undated visit."""
_DAY = timedelta(days=1)
_RUNNING_DAYS = 7  # a running total told again within a week


def could_be(a: ReportedClaim, b: ReportedClaim) -> bool:
    """Nothing speaks against one event: two articles, a common city (or none in both), days and guests that meet."""
    one, two = a.claim, b.claim
    if a.article_id == b.article_id or one.kind != two.kind:
        return False
    if (set(one.city) & set(two.city)) == set() and (one.city or two.city):
        return False
    return dates(one, two) != "apart" and guests(one, two) != "disjoint"


def likeness(a: ReportedClaim, b: ReportedClaim, *, a_part: bool = False, b_part: bool = False) -> int:
    """How surely two claims tell of the same: 0 no, 1 by agreeing numbers or places, 2 by guests and days, 3 copies.

    `a_part`, `b_part`: the claim is a part of another one in its own article; a part meets a claim that is none
    only where both name the same guests."""
    if not could_be(a, b):
        return 0
    if a_part != b_part and guests(a.claim, b.claim) != "equal":
        return 0
    if a.claim.kind == "total":
        return _total(a, b)
    return _visit(a, b)


def dates(one: Claim, two: Claim) -> Dates:
    """How two ranges lie: an unknown end is the start's day. `near`: a day apart."""
    a, b = _range(one), _range(two)
    if a is None or b is None:
        return "unknown"
    if a == b or (a[0] == b[0] and (one.date_end is None or two.date_end is None)):
        return "equal"
    if a[0] <= b[1] and b[0] <= a[1]:
        return "within"
    return "near" if a[0] - b[1] == _DAY or b[0] - a[1] == _DAY else "apart"


def _range(claim: Claim) -> tuple[date, date] | None:
    start, end = claim.date_start or claim.date_end, claim.date_end or claim.date_start
    # A range that contradicts itself is kept as written; for comparing, its days in order.
    return None if start is None or end is None else (min(start, end), max(start, end))


def guests(one: Claim, two: Claim) -> Guests:
    """How two lists of countries lie. `sample`: one holds the other, or one counts more than it lists."""
    a, b = set(one.countries), set(two.countries)
    if not a or not b:
        return "empty"
    if a == b:
        return "equal"
    sampled = _counts_more(one) or _counts_more(two)
    if not a & b:
        return "sample" if one.country_count and one.country_count == two.country_count and sampled else "disjoint"
    return "sample" if sampled or a < b or b < a else "overlap"


def _counts_more(claim: Claim) -> bool:
    return claim.country_count is not None and claim.country_count > len(claim.countries)


def _numbers(one: Claim, two: Claim) -> bool | None:
    """True: compatible, False: not, None: one of them states none."""
    a, b = amount(one, "delegates"), amount(two, "delegates")
    return None if a is None or b is None else compatible([a, b])


def _near_names(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Do the lists share a name? '시청' and '수원시청' are one; spaces do not count."""
    plain = [[name.replace(" ", "") for name in names] for names in (a, b)]
    return any(x.endswith(y) or y.endswith(x) for x in plain[0] for y in plain[1])


def _shared(one: Claim, two: Claim) -> bool:
    """A place, body, bloc or count of countries that both name."""
    named = ((one.sites, two.sites), (one.organizations, two.organizations), (one.groups, two.groups))
    if any(_near_names(a, b) for a, b in named):
        return True
    return one.country_count is not None and one.country_count == two.country_count


def _elsewhere(one: Claim, two: Claim) -> bool:
    """Both name places, and no common one."""
    return bool(one.sites and two.sites) and not _near_names(one.sites, two.sites)


def _visit(a: ReportedClaim, b: ReportedClaim) -> int:
    one, two = a.claim, b.claim
    when, who, numbers = dates(one, two), guests(one, two), _numbers(one, two)
    shared = _shared(one, two)
    if copied(a, b) and (when != "unknown" or _same_news(a, b)):
        return 3
    if when == "equal" and not is_vague(one.date_start, one.date_end):
        return _same_days(one, two, who, numbers, shared)
    if when in {"equal", "within"} and not (
        is_vague(one.date_start, one.date_end) or is_vague(two.date_start, two.date_end)
    ):
        return 1 if who == "equal" and (numbers is not False or shared) and not _elsewhere(one, two) else 0
    if when in {"equal", "within", "near"}:  # a month or year that holds the day, or the day beside it
        return 1 if who == "equal" and numbers and (when == "near" or shared or _telling(one, two)) else 0
    return 1 if _same_news(a, b) and who == "equal" and (numbers or (shared and numbers is not False)) else 0


def _same_days(one: Claim, two: Claim, who: Guests, numbers: bool | None, shared: bool) -> int:
    if who == "equal":
        return 0 if numbers is False and _elsewhere(one, two) else 2
    if numbers or shared:
        return 1
    return 1 if who == "sample" and numbers is None else 0


def _telling(one: Claim, two: Claim) -> bool:
    """An exact number that is not a round one hardly fits two visits of a month."""
    exact = {one.delegates, two.delegates}
    return (
        len(exact) == 1 and one.delegates_qualifier == two.delegates_qualifier == "exact" and (one.delegates or 0) > 5
    )


def _same_news(a: ReportedClaim, b: ReportedClaim) -> bool:
    if a.published is None or b.published is None:
        return False
    return abs((a.published - b.published).days) <= NEWS_DAYS


def _total(a: ReportedClaim, b: ReportedClaim) -> int:
    one, two = a.claim, b.claim
    if not _same_scope(one, two):
        return 0
    when, numbers = dates(one, two), _numbers(one, two)
    if when == "equal" and one.date_end == two.date_end:
        return 3 if copied(a, b) else 2
    if when in {"equal", "within"} and one.date_start == two.date_start:
        return 1 if numbers and _ends_close(one, two) else 0
    if when == "unknown" and _same_news(a, b):
        return 1 if copied(a, b) or (numbers and _shared(one, two)) else 0
    return 0


def _ends_close(one: Claim, two: Claim) -> bool:
    if one.date_end is None or two.date_end is None:
        return False
    return abs((one.date_end - two.date_end).days) <= _RUNNING_DAYS


def _same_scope(one: Claim, two: Claim) -> bool:
    """Do two totals sum over the same guests? A total of all countries and the share of one are two totals."""
    a, b = set(one.countries), set(two.countries)
    if one.country_count and two.country_count:
        return True
    if one.country_count or two.country_count:
        counted, other = (one, b) if one.country_count else (two, a)
        return not other or len(other) >= max(2, (counted.country_count or 0) / 2)
    if not a or not b:
        return len(a | b) != 1 and set(one.groups) == set(two.groups)
    return len(a & b) >= len(a | b) / 2
