"""The only place where claims become figures: one number of one event, all who report it, and whether they agree."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from figures.amounts import best, compatible
from figures.clusters import cluster
from figures.ids import digest
from figures.origins import origins
from figures.parts import parts_of
from figures.periods import label
from figures.readings import amount
from figures.records import Figure, Reading, ReportedClaim, State, What


def reconcile(rows: Sequence[ReportedClaim]) -> list[Figure]:
    """Figures of all claims, in the order of first publication. Every event gives a figure of its delegates (`value`
    None where nobody counts them), and one of its countries where somebody counts those.

    * Claims of several articles are one event by figures/matching.py.
    * A number of an event that took place is not measured against the number that was announced for it.
    * Copies of one release are one origin; every outlet is listed (figures/origins.py).
    * Which numbers agree: figures/amounts.py.
    """
    parts = _all_parts(rows)
    groups = cluster(rows, parts)
    events = {row.id: digest("event", group[0].id) for group in groups for row in group}
    figures = []
    for group in groups:
        whole = next((events[parts[row.id]] for row in group if row.id in parts), None)
        event = events[group[0].id]
        part_of = whole if whole != event else None
        figures.append(_figure(group, "delegates", event, part_of))
        if any(row.claim.country_count is not None for row in group):
            figures.append(_figure(group, "country_count", event, part_of))
    return figures


def _all_parts(rows: Sequence[ReportedClaim]) -> Mapping[str, str]:
    articles: dict[str, list[ReportedClaim]] = defaultdict(list)
    for row in rows:
        articles[row.article_id].append(row)
    return {part: whole for claims in articles.values() for part, whole in parts_of(claims).items()}


def _readings(group: Sequence[ReportedClaim], what: What) -> tuple[Reading, ...]:
    readings = []
    for row, origin in zip(group, origins(group), strict=True):
        stated = amount(row.claim, what)
        readings.append(
            Reading(
                claim_id=row.id,
                outlet=row.outlet,
                origin=origin,
                status=row.claim.status,
                value=stated.value if stated else None,
                maximum=stated.maximum if stated else None,
                qualifier=stated.qualifier if stated else None,
                published=row.published,
                title=row.title,
                url=row.url,
                quote=row.quote,
            )
        )
    return tuple(readings)


def _decisive(group: Sequence[ReportedClaim], what: What) -> list[ReportedClaim]:
    """The claims whose numbers count: those that state one; what happened before what was announced."""
    stating = [row for row in group if amount(row.claim, what) is not None]
    return [row for row in stating if row.claim.status == "completed"] or stating


def _figure(group: Sequence[ReportedClaim], what: What, event: str, part_of: str | None) -> Figure:
    deciding = _decisive(group, what)
    amounts = [stated for row in deciding if (stated := amount(row.claim, what)) is not None]
    state: State = "agree" if len(set(origins(deciding))) > 1 else "single"
    chosen = best(amounts) if amounts else None
    if not compatible(amounts):
        state, chosen = "conflict", None
    shown = _most_telling(group)
    return Figure(
        id=digest("figure", event, what),
        event=event,
        part_of=part_of,
        kind=shown.claim.kind,
        status=shown.claim.status,
        city=tuple(dict.fromkeys(city for row in group for city in row.claim.city)),
        period=label(shown.claim.date_start, shown.claim.date_end),
        date_start=shown.claim.date_start,
        date_end=shown.claim.date_end,
        countries=tuple(dict.fromkeys(code for row in group for code in row.claim.countries)),
        groups=tuple(dict.fromkeys(name for row in group for name in row.claim.groups)),
        country_delegates=_split(group),
        what=what,
        value=chosen.value if chosen else None,
        maximum=chosen.maximum if chosen else None,
        qualifier=chosen.qualifier if chosen else None,
        state=state,
        claims=tuple(row.id for row in group),
        readings=_readings(group, what),
    )


def _most_telling(group: Sequence[ReportedClaim]) -> ReportedClaim:
    """Whose status and days the event takes: what happened before what was announced, then both days known,
    then the shorter range, then the first to tell."""

    def rank(row: ReportedClaim) -> tuple[bool, int, int]:
        start, end = row.claim.date_start, row.claim.date_end
        length = abs((end - start).days) if start and end else 0
        return row.claim.status != "completed", (start is None) + (end is None), length

    return min(group, key=rank)


def _split(group: Sequence[ReportedClaim]) -> dict[str, int]:
    """Numbers by country, where all who state one state the same."""
    stated: dict[str, set[int]] = defaultdict(set)
    for row in group:
        for code, number in row.claim.country_delegates.items():
            stated[code].add(number)
    return {code: numbers.pop() for code, numbers in stated.items() if len(numbers) == 1}
