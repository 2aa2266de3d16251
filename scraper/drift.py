"""The only place that says what a site's redesign would cost, and when so much of it is missing that it must be seen.

A page whose selectors no longer match is still read, by its density, only worse; nothing else would tell of it."""

from collections import Counter
from collections.abc import Mapping

from scraper.records import Article

KEPT = frozenset({"title", "department", "selectors"})
"""What no edit of a post takes away: a version that lacks one of these is a page that was read badly."""

ALL = "articles"
"""The name under which counts hold how many there are of all."""

SAMPLE = 5  # articles or list rows; with fewer, one odd one would look like a change
_USUAL = 0.8
_FALL = 0.5


def fields(article: Article) -> frozenset[str]:
    """What an article has of what pages may lose; `selectors`: those of its board found its body."""
    has = {
        "title": bool(article.title),
        "department": bool(article.department),
        "attachments": bool(article.attachments),
        "licence": article.licence is not None,
        "selectors": article.method.startswith("family:"),
    }
    return frozenset(name for name, there in has.items() if there)


def counted(has: frozenset[str]) -> Counter[str]:
    """One article's fields as counts."""
    return Counter({ALL: 1, **dict.fromkeys(has, 1)})


def fallen(now: Mapping[str, int], before: Mapping[str, int]) -> list[str]:
    """Fields that most had `before`, and less than half as many of a hundred have `now`; none of too few to tell.

    Both count what has a field by its name, and all under ALL."""
    total, earlier = now.get(ALL, 0), before.get(ALL, 0)
    if min(total, earlier) < SAMPLE:
        return []
    rates = {name: (now.get(name, 0) / total, count / earlier) for name, count in before.items() if name != ALL}
    return sorted(name for name, (new, old) in rates.items() if old >= _USUAL and new < _FALL * old)
