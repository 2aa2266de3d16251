"""The only place that shows a comparison to a reader: who reports what, and every conflict with both numbers."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from figures.compare import By, Row
from figures.records import Figure, Reading
from publish import labels
from publish.labels import CountryName, plain
from publish.terminal import Look, table

_STATE_STYLES = {"agree": "green", "conflict": "bold red", "single": ""}
_WIDE = 120
"""Columns of a terminal from which on the whole table fits; below it each row gets lines of its own."""


def print_comparison(
    rows: Sequence[Row], out: Console, country_name: CountryName, *, by: By = "city", quotes: bool = False
) -> None:
    """What cities report, side by side; then every conflict with who says which number, in which words.

    `quotes` adds the sentence behind each figure that is in no conflict."""
    if not rows:
        out.print("비교할 수치가 없습니다.")
        return
    if out.width < _WIDE:
        _print_list(rows, out, country_name, by)
    else:
        out.print(_comparison(rows, country_name, by))
    conflicts = _each([figure for row in rows for figure in row.conflicts])
    if conflicts:
        out.print()
        out.print(Text("엇갈리는 수치", style="bold red"))
        for figure in conflicts:
            _print_figure(figure, out)
    if quotes:
        out.print()
        out.print(Text("근거 문장", style="bold"))
        for figure in _each(
            [f for row in rows for f in row.figures if f.state != "conflict" and f.what == "delegates"]
        ):
            _print_figure(figure, out)


def _each(figures: Sequence[Figure]) -> list[Figure]:
    """A figure of two cities stands in two rows, and is told once."""
    return list({figure.id: figure for figure in figures}.values())


def _places(row: Row, by: By, country_name: CountryName) -> tuple[str, list[str]]:
    """What the rows are grouped by, and the rest of place and time."""
    city, period = row.city or labels.NO_CITY, row.period or labels.NO_DATE
    if by == "country":
        return country_name(row.country) if row.country else "", [city, period]
    return (city, [period]) if by == "city" else (period, [city])


def _guests(row: Row, by: By, country_name: CountryName) -> str:
    return "" if by == "country" else labels.countries(row.countries, row.groups, row.country_count, country_name)


def _comparison(rows: Sequence[Row], country_name: CountryName, by: By) -> Table:
    first = {"city": "도시", "country": "국가", "period": "시기"}[by]
    heads = [first, *(name for name in ("도시", "시기") if name != first), "구분"]
    columns: list[tuple[str, Look]] = [*((head, "line") for head in heads), ("인원", "number")]
    columns += [] if by == "country" else [("국가", "text")]
    made = table(*columns, ("출처", "text"), ("확인", "line"))
    before = ""
    for row in rows:
        key, others = _places(row, by, country_name)
        made.add_row(
            "" if key == before else key,
            *others,
            _kind(row),
            Text(_amount(row), style=_STATE_STYLES[row.state]),
            *([] if by == "country" else [_guests(row, by, country_name)]),
            _outlets(row),
            Text(labels.STATES[row.state], style=_STATE_STYLES[row.state]),
        )
        before = key
    return made


def _print_list(rows: Sequence[Row], out: Console, country_name: CountryName, by: By) -> None:
    """The same for a narrow terminal: a heading a group, a line a row, guests and outlets on the next."""
    lines = [[*_places(row, by, country_name)[1], _kind(row), _amount(row)] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    before = ""
    for row, cells in zip(rows, lines, strict=True):
        key = _places(row, by, country_name)[0]
        if key != before:
            out.print(Text(key, style="bold"))
        padded = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True)]
        state = Text(f"{padded.pop()}  {labels.STATES[row.state]}", style=_STATE_STYLES[row.state])
        out.print(Text.assemble("  ", "  ".join(padded), "  ", state))
        details = " — ".join(filter(None, (_guests(row, by, country_name), _outlets(row))))
        out.print(Padding(Text(details, style="dim"), (0, 0, 0, 6), expand=False))
        before = key


def _kind(row: Row) -> str:
    planned = "예정 " if row.status == "planned" else ""
    if row.kind == "total":
        return planned + ("합계 중" if row.part else "합계")
    return f"{planned}방문 {row.visits}건"


def _amount(row: Row) -> str:
    """The number; in a conflict over one figure both numbers, in a sum the lowest and the highest."""
    conflicts = [figure for figure in row.conflicts if figure.what == "delegates"]
    if len(conflicts) == 1 and len({figure.event for figure in row.figures}) == 1:
        return versus(conflicts[0])
    text = labels.number(row.value, row.qualifier, row.maximum)
    return f"{text} (+수 미상 {row.unknown}건)" if row.unknown and row.value is not None else text


def versus(figure: Figure) -> str:
    """'273명 대 275명': every number that is stated, smallest first."""
    stated = {(r.value, r.maximum or 0): r for r in figure.readings if r.value is not None}
    return " 대 ".join(_reading(stated[key], figure) for key in sorted(stated, key=str))


def _reading(reading: Reading, figure: Figure) -> str:
    return labels.number(reading.value, reading.qualifier, reading.maximum, unit=labels.unit(figure.what))


def _outlets(row: Row) -> str:
    names = [plain(name) for name in row.outlets]
    shown = ", ".join(names[:3]) + (f" 외 {len(names) - 3}" if len(names) > 3 else "")
    return f"{shown} (원문 {row.origins})" if len(names) > row.origins else shown


def _print_figure(figure: Figure, out: Console) -> None:
    """One figure, then each reading: number, outlet, day, sentence (once, where outlets copy it)."""
    city = ", ".join(figure.city) or labels.NO_CITY
    head = f"{city} {figure.period or labels.NO_DATE} {labels.KINDS[figure.kind]} {labels.COUNTED[figure.what]}"
    value = (
        versus(figure)
        if figure.state == "conflict"
        else labels.number(figure.value, figure.qualifier, figure.maximum, unit=labels.unit(figure.what))
    )
    out.print(Text(f"  {head}: {value}", style=_STATE_STYLES[figure.state]))
    told: set[str] = set()
    for reading in figure.readings:
        where = f"{plain(reading.outlet)}{f', {reading.published}' if reading.published else ''}"
        quote = plain(reading.quote)
        words = "(같은 문장)" if quote in told else f"“{quote}”" if quote else ""
        told |= {quote} - {""}
        out.print(Text(f"    {_reading(reading, figure)}  {where}  {words}".rstrip()))
        if reading.url:
            out.print(Text(f"      {plain(reading.url)}", style="dim"))
