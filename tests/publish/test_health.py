"""The health page on the terminal."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

from rich.cells import cell_len
from rich.console import Console

from publish.health import print_health
from store.records import Health, SourceHealth

COUNTS = {"articles": 1200, "claims": 30, "figures": 9, "pages": 4000, "problems": 2}


def source(name: str, outcome: str | None, last_run: datetime | None) -> SourceHealth:
    return SourceHealth(name, f"{name} 보도자료", last_run, outcome, 10, 4, 3, 2, 1)


def test_counts_sources_and_problems(out: Console, printed: Callable[[], str]) -> None:
    moment = datetime(2025, 7, 1, 15, 30, tzinfo=UTC)
    sources = (source("haeon", "done", moment), source("narae", "failed", moment), source("dasom", None, None))
    print_health(Health(COUNTS, sources, (("list", "no_items", 2),), 7, moment, "failed"), out)
    lines = printed().splitlines()
    assert lines[0] == "기사 1,200 · 주장 30 · 수치 9 · 페이지 4,000 · 문제 2 · 대기 7"
    assert lines[1] == "마지막 수집: 2025-07-02 00:30 실패"  # Korean time
    table = lines[3:8]
    assert len({cell_len(line) for line in table}) == 1
    assert table[2].split() == ["haeon", "haeon", "보도자료", "2025-07-02", "00:30", "정상", "10", "4", "3", "2", "1"]
    assert table[4].split() == ["dasom", "dasom", "보도자료", "없음", "-", "10", "4", "3", "2", "1"]
    assert lines[-1].split() == ["list", "no_items", "2"]


def test_before_the_first_run(out: Console, printed: Callable[[], str]) -> None:
    print_health(Health(dict.fromkeys(COUNTS, 0), (), (), 0, None, None), out)
    assert printed().splitlines() == [
        "기사 0 · 주장 0 · 수치 0 · 페이지 0 · 문제 0 · 대기 0",
        "마지막 수집: 없음",
    ]


def test_a_narrow_terminal_keeps_every_line_whole() -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system=None, width=80)
    moment = datetime(2025, 7, 1, 15, 30, tzinfo=UTC)
    print_health(Health(COUNTS, (source("neoreundeul", "done", moment),), (), 0, moment, "done"), screen)
    assert isinstance(screen.file, StringIO)
    lines = screen.file.getvalue().splitlines()
    assert lines[-1].split() == ["neoreundeul", "2025-07-02", "00:30", "정상", "10", "4", "3", "2", "1"]
