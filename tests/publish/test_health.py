"""The health page on the terminal."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from publish.health import name_of, print_health
from store.records import Health, OpenProblem, RunHealth, SourceHealth
from tests.conftest import ROOT

COUNTS = {"articles": 1200, "claims": 30, "figures": 9, "pages": 4000}
MOMENT = datetime(2025, 7, 1, 15, 30, tzinfo=UTC)
RUN = RunHealth(MOMENT, MOMENT + timedelta(minutes=75), "failed", 3, 1, 1204, 300, 4)


def source(name: str, outcome: str | None, last_run: datetime | None, reason: str = "") -> SourceHealth:
    return SourceHealth(name, f"{name} 보도자료", last_run, outcome, 10, 4, 3, 2, 1, reason)


def test_counts_runs_sources_and_problems(out: Console, printed: Callable[[], str]) -> None:
    failed = source("narae", "failed", MOMENT, "no-items at https://narae.example/list")
    sources = (source("haeon", "done", MOMENT), failed, source("dasom", None, None))
    problems = (OpenProblem("list", "no-items", 2, "narae", "https://narae.example/list"),)
    print_health(Health(COUNTS, sources, problems, 7, (RUN,)), out)
    lines = printed().splitlines()
    assert lines[0] == "기사 1,200 · 주장 30 · 수치 9 · 페이지 4,000 · 대기 7 · 열린 문제 2"
    runs, table, open_ = (lines.index(title) + 3 for title in ("최근 수집", "출처", "열린 문제"))
    wanted = "2025-07-02 00:30 1시간 15분 일부 실패 3 1 1,204 300 4"  # Korean time
    assert " ".join(lines[runs].split()) == wanted
    assert len({cell_len(line) for line in lines[table : table + 3]}) == 1
    assert lines[table].split() == [
        "haeon",
        "haeon",
        "보도자료",
        "2025-07-02",
        "00:30",
        "정상",
        "10",
        "4",
        "3",
        "2",
        "1",
    ]
    assert lines[table + 1].split()[5:] == ["실패", *["10", "4", "3", "2", "1"], *["목록에", "글이", "하나도", "없음"]]
    assert lines[table + 2].split() == ["dasom", "dasom", "보도자료", "없음", "-", "10", "4", "3", "2", "1"]
    shown = "목록 목록에 글이 하나도 없음 (no-items) 2 narae https://narae.example/list"
    assert " ".join(lines[open_].split()) == shown


@pytest.mark.parametrize(
    ("reason", "name"),
    [
        pytest.param("http-503", "서버가 HTTP 503로 답함", id="status"),
        pytest.param("robots", "robots.txt가 막음", id="named"),
        pytest.param("of-tomorrow", "of-tomorrow", id="unnamed"),
    ],
)
def test_reasons_in_korean(reason: str, name: str) -> None:
    assert name_of(reason) == name


def test_every_reason_of_the_fetcher_and_of_soft_pages_has_a_name() -> None:
    told = (ROOT / "scraper" / "fetch.py").read_text(encoding="utf-8").partition("Asked again")[0]
    table = "\n".join(line.split("|")[2] for line in told.splitlines() if re.match(r"\| [A-Z]", line))
    reasons = set(re.findall(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])", re.sub(r"\(.*?\)", "", table)))
    reasons |= {
        line.split("\t")[0] for line in (ROOT / "data" / "soft.tsv").read_text(encoding="utf-8").splitlines()[1:]
    }
    assert len(reasons) > 30
    assert {reason for reason in reasons if name_of(reason) == reason} == set()


def test_before_the_first_run(out: Console, printed: Callable[[], str]) -> None:
    print_health(Health(dict.fromkeys(COUNTS, 0), (), (), 0, ()), out)
    assert printed().splitlines() == [
        "기사 0 · 주장 0 · 수치 0 · 페이지 0 · 대기 0 · 열린 문제 0",
        "마지막 수집: 없음",
    ]


def test_a_narrow_terminal_keeps_every_line_whole() -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system=None, width=80)
    print_health(Health(COUNTS, (source("neoreundeul", "done", MOMENT),), (), 0, (RUN,)), screen)
    assert isinstance(screen.file, StringIO)
    lines = screen.file.getvalue().splitlines()
    assert lines[-1].split() == ["neoreundeul", "2025-07-02", "00:30", "정상", "10", "4", "3", "2", "1"]
    assert max(map(cell_len, lines)) <= 80
