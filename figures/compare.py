"""The only place that lays figures side by side: rows of cities, countries and periods."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.records import Kind, Qualifier, Record, Status
from figures.periods import Period, belongs, home, parse_period
from figures.records import Figure, State
from figures.sums import Event, Sum, add, number, wholes, with_parts

_ENDINGS = ("시", "군", "구", "도", "특별시", "광역시", "특별자치시", "특별자치도", "통합특별시")

By = Literal["city", "country", "period"]


class Row(Record):
    """One line of a comparison.

    kind `total`: what a city reports as a sum (`visits` 0; `part` marks the share of some countries in a larger one).
    kind `visit`: the single visits of one city, period and status added up, `visits` of them, `unknown` without a
    number. `value` None: no number is known. In a conflict `value` and `maximum` are the lowest and the highest
    reading (qualifier range, state conflict). `city` '': no local government named; `period` '': no date.
    """

    city: str
    country: str | None = None
    period: str
    kind: Kind
    status: Status
    value: int | None
    maximum: int | None = None
    qualifier: Qualifier | None = None
    country_count: int | None = None
    country_count_qualifier: Qualifier | None = None
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    visits: int = 0
    unknown: int = 0
    state: State
    outlets: tuple[str, ...]
    origins: int
    part: bool = False
    figures: tuple[Figure, ...]

    @property
    def conflicts(self) -> tuple[Figure, ...]:
        """The figures in this row on which the outlets disagree; in a country's row those of its guests alone."""
        return tuple(f for f in self.figures if f.state == "conflict" and _is_of(f, self.country))


@dataclass(frozen=True, slots=True)
class _Cell:
    """What the events of one row have in common."""

    city: str
    country: str | None
    period: str
    kind: Kind
    status: Status


def compare(
    figures: Sequence[Figure], *, by: By = "city", city: str | None = None, period: str | None = None
) -> list[Row]:
    """Rows of figures, sorted by what `by` names first, then city, period and kind (totals before visits).

    `city` keeps the cities of which it is the name or a whole word, with or without its ending ('수원시' and '수원'
    keep '경기도 수원시'; '경기도' keeps all of the province).
    `period` (2024, 2024-H1, 2024-Q3, 2024-05) keeps what belongs to it by figures/periods.py and labels the visits
    with it; totals inside it keep the label of their own time. Without it visits stand under their half-year.
    Visits add up; totals never do, and never with visits; a part of a visit is no addend beside its whole.
    `by='country'` gives each country rows of its own.

    Raises ValueError on a period that is none."""
    wanted = parse_period(period) if period else None
    cells: dict[_Cell, list[Event]] = defaultdict(list)
    for event in _events(figures):
        for cell in _cells(event[0], by, city, wanted):
            cells[cell].append(event)
    rows = [row for cell, events in cells.items() for row in _rows(cell, events)]
    return sorted(rows, key=lambda row: _order(row, by))


def _events(figures: Sequence[Figure]) -> Iterable[Event]:
    events: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        events[figure.event].append(figure)
    return [sorted(event, key=lambda figure: figure.what != "delegates") for event in events.values()]


def _cells(figure: Figure, by: By, city: str | None, wanted: Period | None) -> Iterator[_Cell]:
    label = _label(figure, wanted)
    if label is None:
        return
    codes = tuple(dict.fromkeys((*figure.countries, *figure.country_delegates)))
    for place in figure.city or ("",):
        if city is None or _named(place, city):
            for country in codes if by == "country" else (None,):
                yield _Cell(place, country, label, figure.kind, figure.status)


def _named(place: str, asked: str) -> bool:
    words = place.split()
    return place == asked or any(word in {asked, *(asked + ending for ending in _ENDINGS)} for word in words)


def _label(figure: Figure, wanted: Period | None) -> str | None:
    start, end = figure.date_start, figure.date_end
    if wanted is None:
        return home(figure.kind, start, end)
    if not belongs(figure.kind, start, end, wanted):
        return None
    return figure.period if figure.kind == "total" else wanted.label


def _order(row: Row, by: By) -> tuple[object, ...]:
    place = (row.city == "", row.city)
    time = (row.period == "", row.period)
    last = (row.kind != "total", row.status != "completed", row.part, -(row.value or 0), row.countries)
    if by == "period":
        return (*time, *place, *last)
    if by == "country":
        return (row.country or "", *place, *time, *last)
    return (*place, *time, *last)


def _rows(cell: _Cell, events: Sequence[Event]) -> Iterator[Row]:
    """A row for each total; one for all visits of the cell."""
    if cell.kind == "total":
        for event in events:
            yield _row(cell, [event], number(event[0], cell.country))
        return
    numbers = [with_parts(event, events, cell.country) for event in wholes(events)]
    unknown = sum(item.value is None for item in numbers)
    yield _row(cell, events, add(numbers), visits=len(numbers), unknown=unknown)


def _row(cell: _Cell, events: Sequence[Event], amount: Sum, *, visits: int = 0, unknown: int = 0) -> Row:
    figures = tuple(figure for event in events for figure in event)
    stated = [figure for figure in figures if figure.what == "country_count"] if cell.kind == "total" else []
    counted = stated[0] if stated and cell.country is None else None
    return Row(
        city=cell.city,
        country=cell.country,
        period=cell.period,
        kind=cell.kind,
        status=cell.status,
        value=amount.value,
        maximum=amount.maximum,
        qualifier=amount.qualifier,
        country_count=counted.value if counted else None,
        country_count_qualifier=counted.qualifier if counted else None,
        countries=tuple(dict.fromkeys(code for figure in figures for code in figure.countries)),
        groups=tuple(dict.fromkeys(name for figure in figures for name in figure.groups)),
        visits=visits,
        unknown=unknown,
        state=_state(figure for figure in figures if _is_of(figure, cell.country)),
        outlets=tuple(dict.fromkeys(outlet for figure in figures for outlet in figure.outlets)),
        origins=sum(event[0].origins for event in events),
        part=cell.kind == "total" and figures[0].part_of is not None,
        figures=figures,
    )


def _is_of(figure: Figure, country: str | None) -> bool:
    """Does the figure's number count these guests (all, or one country's alone)?"""
    return country is None or figure.countries == (country,)


def _state(figures: Iterable[Figure]) -> State:
    states = {figure.state for figure in figures}
    return "conflict" if "conflict" in states else "agree" if "agree" in states else "single"
