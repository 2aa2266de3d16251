"""The comparison on the terminal: columns that align, both numbers of a conflict, nothing but text when piped."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from figures.compare import By, Row, compare
from publish.comparison import print_comparison

Names = Callable[[str], str]


def table_lines(text: str) -> list[str]:
    return text.split("\n\n", maxsplit=1)[0].splitlines()


def test_every_line_of_the_table_is_as_wide(
    rows: list[Row], out: Console, names: Names, printed: Callable[[], str]
) -> None:
    print_comparison(rows, out, names)
    widths = {cell_len(line) for line in table_lines(printed())}
    assert len(widths) == 1


def test_headings_and_cells(rows: list[Row], out: Console, names: Names, printed: Callable[[], str]) -> None:
    print_comparison(rows, out, names)
    head, _, narae, total, visit = [line.split() for line in table_lines(printed())]
    assert head == ["도시", "시기", "구분", "인원", "국가", "출처", "확인"]
    assert narae == ["가람도", "나래군", "2025-H2", "예정", "방문", "1건", "수", "미상", "베트남", "나래군", "단독"]
    assert total == ["가람도", "해온시", "2025-H1", "합계", "120명", "9개국:", "베트남", "해온시", "단독"]
    assert visit == ["2025-H1", "방문", "1건", "12명", "대", "15명", "베트남", "해온시,", "=가람일보", "엇갈림"]


def test_conflict_shows_who_says_which_number_in_which_words(
    rows: list[Row], out: Console, names: Names, printed: Callable[[], str]
) -> None:
    print_comparison(rows, out, names)
    section = printed().split("엇갈리는 수치\n")[1].splitlines()
    assert section == [
        "  가람도 해온시 2025-05-16 방문 인원: 12명 대 15명",
        "    12명  해온시, 2025-05-17  “베트남 손님 12 명이 왔다, 라고 해온시 말했다.”",
        "      https://news.example/1",
        "    15명  =가람일보, 2025-05-17  “베트남 손님 15 명이 왔다, 라고 =가람일보 말했다.”",
        "      https://news.example/2",
    ]


def test_no_conflict_no_section(rows: list[Row], out: Console, names: Names, printed: Callable[[], str]) -> None:
    print_comparison([row for row in rows if row.state != "conflict"], out, names)
    assert "엇갈리는" not in printed()


def test_quotes_on_demand(rows: list[Row], out: Console, names: Names, printed: Callable[[], str]) -> None:
    print_comparison(rows, out, names, quotes=True)
    section = printed().split("근거 문장\n")[1]
    assert "    120명  해온시, 2025-05-17  “베트남 손님 120 명이 왔다, 라고 해온시 말했다.”" in section.splitlines()
    assert "    수 미상  나래군, 2025-05-17" in section.splitlines()
    assert "12명 대 15명" not in section


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        pytest.param("city", ["도시", "시기", "구분", "인원", "국가", "출처", "확인"], id="city"),
        pytest.param("period", ["시기", "도시", "구분", "인원", "국가", "출처", "확인"], id="period"),
        pytest.param("country", ["국가", "도시", "시기", "구분", "인원", "출처", "확인"], id="country"),
    ],
)
def test_what_leads_stands_first(
    *, rows: list[Row], out: Console, names: Names, printed: Callable[[], str], by: By, heads: list[str]
) -> None:
    figures = [figure for row in rows for figure in row.figures]
    print_comparison(compare(figures, by=by), out, names, by=by)
    lines = table_lines(printed())
    assert lines[0].split() == heads
    assert len({cell_len(line) for line in lines}) == 1


def test_copied_sentence_is_printed_once(
    rows: list[Row], out: Console, names: Names, printed: Callable[[], str]
) -> None:
    figure = rows[2].figures[0]
    copies = tuple(r.model_copy(update={"quote": "베트남 손님이 왔다."}) for r in figure.readings)
    copied = rows[2].model_copy(update={"figures": (figure.model_copy(update={"readings": copies}),)})
    print_comparison([copied], out, names)
    assert "    12명  해온시, 2025-05-17  “베트남 손님이 왔다.”" in printed().splitlines()
    assert "    15명  =가람일보, 2025-05-17  (같은 문장)" in printed().splitlines()


def test_nothing_to_compare_is_said(out: Console, names: Names, printed: Callable[[], str]) -> None:
    print_comparison([], out, names)
    assert printed() == "비교할 수치가 없습니다.\n"


def test_no_escape_codes_when_piped(rows: list[Row], out: Console, names: Names, printed: Callable[[], str]) -> None:
    print_comparison(rows, out, names, quotes=True)
    assert "\x1b" not in printed()


def test_colours_on_a_terminal(rows: list[Row], names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Console(file=StringIO(), force_terminal=True, color_system="standard", width=120)
    print_comparison(rows, screen, names)
    assert isinstance(screen.file, StringIO)
    assert "\x1b[1;31m12명 대 15명" in screen.file.getvalue()


def test_narrow_terminal_wraps_within_its_width(rows: list[Row], names: Names) -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system=None, width=70)
    print_comparison([row for row in rows if row.state != "conflict"], screen, names)
    assert isinstance(screen.file, StringIO)
    assert max(cell_len(line) for line in screen.file.getvalue().splitlines()) <= 70


@pytest.mark.parametrize("by", ["city", "period"])
def test_narrow_terminal_gets_lines_instead_of_thin_columns(rows: list[Row], names: Names, by: By) -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system=None, width=80)
    print_comparison(rows, screen, names, by=by)
    assert isinstance(screen.file, StringIO)
    shown = screen.file.getvalue()
    conflict = next(line for line in shown.splitlines() if "12명 대 15명" in line)
    assert conflict.endswith("엇갈림")
    assert all(row.city in shown and row.period in shown for row in rows)
