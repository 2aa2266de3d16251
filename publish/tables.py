"""The only place that flattens comparison rows for other programs: CSV and JSON of one shape."""

import csv
import json
from collections.abc import Sequence
from typing import IO, Any

from figures.compare import Row
from figures.records import Figure, Reading

COLUMNS = (
    "city", "country", "period", "kind", "status", "part", "delegates", "delegates_max", "qualifier", "country_count",
    "countries", "groups", "visits", "visits_without_number", "state", "readings", "origins", "outlets",
    "urls", "quotes",
)  # fmt: skip
"""Columns of the CSV, in order. Lists are joined by '; ', quotes by ' | '."""


def comparison_csv(rows: Sequence[Row], out: IO[str]) -> None:
    """Rows as CSV (RFC 4180, CRLF). Open the file with newline=''. A cell that a spreadsheet would take for a
    formula gets an apostrophe in front."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        flat = comparison_row(row)
        writer.writerow([_cell(name, flat[name]) for name in COLUMNS])


def comparison_json(rows: Sequence[Row], out: IO[str]) -> None:
    """Rows as one JSON array; each carries its figures with all readings."""
    json.dump([comparison_row(row) for row in rows], out, ensure_ascii=False, indent=2)
    out.write("\n")


def comparison_row(row: Row) -> dict[str, Any]:
    """One row as plain values: COLUMNS, and `figures` with every reading."""
    readings = [reading for figure in row.figures for reading in figure.readings]
    return {
        "city": row.city or None,
        "country": row.country,
        "period": row.period or None,
        "kind": row.kind,
        "status": row.status,
        "part": row.part,
        "delegates": row.value,
        "delegates_max": row.maximum,
        "qualifier": row.qualifier,
        "country_count": row.country_count,
        "countries": list(row.countries),
        "groups": list(row.groups),
        "visits": row.visits,
        "visits_without_number": row.unknown,
        "state": row.state,
        "readings": _sayings(row),
        "origins": row.origins,
        "outlets": list(row.outlets),
        "urls": list(dict.fromkeys(reading.url for reading in readings if reading.url)),
        "quotes": list(dict.fromkeys(reading.quote for reading in readings if reading.quote)),
        "figures": [_figure(figure) for figure in row.figures],
    }


def _sayings(row: Row) -> list[str]:
    """'273: 세종시, 가나신문' for each number of delegates that is stated, smallest first."""
    outlets: dict[int, list[str]] = {}
    for figure in row.figures:
        for reading in figure.readings:
            if figure.what == "delegates" and reading.value is not None:
                outlets.setdefault(reading.value, []).append(reading.outlet)
    return [f"{value}: {', '.join(dict.fromkeys(outlets[value]))}" for value in sorted(outlets)]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "what": figure.what,
        "value": figure.value,
        "maximum": figure.maximum,
        "qualifier": figure.qualifier,
        "state": figure.state,
        "date_start": figure.date_start.isoformat() if figure.date_start else None,
        "date_end": figure.date_end.isoformat() if figure.date_end else None,
        "readings": [_reading(reading) for reading in figure.readings],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return reading.model_dump(mode="json", include=set(Reading.model_fields))


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = (" | " if name == "quotes" else "; ").join(value)
    text = str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
