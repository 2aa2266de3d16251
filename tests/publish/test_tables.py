"""Comparisons for other programs: CSV and JSON of one shape."""

import csv
import json
from io import StringIO

from figures.compare import Row
from publish.tables import COLUMNS, comparison_csv, comparison_json, comparison_row


def read(rows: list[Row]) -> list[dict[str, str]]:
    out = StringIO(newline="")
    comparison_csv(rows, out)
    return list(csv.DictReader(StringIO(out.getvalue(), newline="")))


def test_csv_has_a_line_a_row(rows: list[Row]) -> None:
    found = read(rows)
    assert [list(line) for line in found] == [list(COLUMNS)] * 3
    assert [line["city"] for line in found] == ["가람도 나래군", "가람도 해온시", "가람도 해온시"]
    total = found[1]
    assert (total["kind"], total["delegates"], total["qualifier"], total["country_count"]) == (
        "total",
        "120",
        "exact",
        "9",
    )
    assert (total["countries"], total["state"], total["outlets"]) == ("VN", "single", "해온시")


def test_csv_keeps_both_numbers_of_a_conflict(rows: list[Row]) -> None:
    visit = read(rows)[2]
    assert (visit["state"], visit["delegates"], visit["delegates_max"]) == ("conflict", "12", "15")
    assert visit["readings"] == "12: 해온시; 15: =가람일보"
    assert visit["urls"] == "https://news.example/1; https://news.example/2"


def test_csv_leaves_the_unknown_empty(rows: list[Row]) -> None:
    planned = read(rows)[0]
    assert (planned["delegates"], planned["qualifier"], planned["country"], planned["quotes"]) == ("", "", "", "")
    assert (planned["status"], planned["visits"], planned["visits_without_number"]) == ("planned", "1", "1")


def test_csv_cell_is_no_formula(rows: list[Row]) -> None:
    named = rows[2].model_copy(update={"outlets": ("=가람일보", "해온시")})
    assert read([named])[0]["outlets"] == "'=가람일보; 해온시"


def test_csv_without_rows_is_its_heading() -> None:
    out = StringIO(newline="")
    comparison_csv([], out)
    assert out.getvalue() == ",".join(COLUMNS) + "\r\n"


def test_json_carries_every_reading(rows: list[Row]) -> None:
    out = StringIO()
    comparison_json(rows, out)
    found = json.loads(out.getvalue())
    assert "해온시" in out.getvalue()
    assert [set(COLUMNS) <= set(row) for row in found] == [True] * 3
    (figure,) = found[2]["figures"]
    assert (figure["state"], figure["value"], figure["date_start"]) == ("conflict", None, "2025-05-16")
    assert [(r["outlet"], r["value"], r["published"]) for r in figure["readings"]] == [
        ("해온시", 12, "2025-05-17"),
        ("=가람일보", 15, "2025-05-17"),
    ]


def test_unknown_city_and_time_are_null(rows: list[Row]) -> None:
    row = comparison_row(rows[0].model_copy(update={"city": "", "period": ""}))
    assert (row["city"], row["period"], row["country"]) == (None, None, None)
