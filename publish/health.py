"""The only place that shows the database's health: last crawls, sources, open problems, counts."""

import csv
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib.resources import files

from rich.console import Console
from rich.text import Text

from publish.labels import plain
from publish.terminal import Look, table
from store.records import Health, OpenProblem, RunHealth, SourceHealth

KST = timezone(timedelta(hours=9), "KST")
_OUTCOMES = {"done": "정상", "failed": "실패", "running": "진행 중", "interrupted": "중단됨"}
_RUN_OUTCOMES = _OUTCOMES | {"failed": "일부 실패"}
_STAGES = {
    "list": "목록", "fetch": "받기", "clean": "본문", "attachment": "첨부", "extract": "추출", "source": "출처",
    "ingest": "파일",
}  # fmt: skip
_COUNTED = (("articles", "기사"), ("claims", "주장"), ("figures", "수치"), ("pages", "페이지"))

_WIDE = 100
"""Columns of a terminal below which a source's name and reason give way: its id stands beside them."""
Column = tuple[str, Look]
_RUN_COLUMNS: list[Column] = [
    ("시작", "line"), ("걸린 시간", "number"), ("결과", "line"), ("출처", "number"), ("실패", "number"),
    ("받음", "number"), ("새 기사", "number"), ("고친 기사", "number"),
]  # fmt: skip
_NAME: Column = ("이름", "text")
_WHY: Column = ("까닭", "text")
_EXAMPLE: Column = ("보기", "text")
_SOURCE_COLUMNS: list[Column] = [
    ("출처", "line"), _NAME, ("마지막 수집", "line"), ("결과", "line"), ("목록", "number"),
    ("받음", "number"), ("기사", "number"), ("주장", "number"), ("문제", "number"), _WHY,
]  # fmt: skip
_PROBLEM_COLUMNS: list[Column] = [("단계", "line"), ("문제", "text"), ("건수", "number"), _EXAMPLE]
_GIVE_WAY = (_NAME, _WHY, _EXAMPLE)


def print_health(health: Health, out: Console) -> None:
    """Counts, the last crawls, how each source fared in its own, and what is still wrong, most frequent first."""
    counts = " · ".join(f"{name} {health.counts[key]:,}" for key, name in _COUNTED)
    still = sum(problem.count for problem in health.problems)
    out.print(Text(f"{counts} · 대기 {health.waiting:,} · 열린 문제 {still:,}", style="bold"))
    if not health.runs:
        out.print(Text("마지막 수집: 없음"))
    failed = [source.outcome == "failed" for source in health.sources]
    _print("최근 수집", _RUN_COLUMNS, [_run(run) for run in health.runs], out)
    _print("출처", _SOURCE_COLUMNS, [_source(source) for source in health.sources], out, red=failed)
    _print("열린 문제", _PROBLEM_COLUMNS, [_problem(problem) for problem in health.problems], out)


def _print(
    title: str, columns: list[Column], rows: list[tuple[str, ...]], out: Console, *, red: list[bool] | None = None
) -> None:
    """A table under its title, where it has rows; what a narrow terminal has no room for is left out."""
    if not rows:
        return
    shown = [at for at, column in enumerate(columns) if out.width >= _WIDE or column not in _GIVE_WAY]
    made = table(*(columns[at] for at in shown))
    for at, row in enumerate(rows):
        made.add_row(*(row[column] for column in shown), style="red" if red and red[at] else "")
    out.print()
    out.print(Text(title, style="bold"))
    out.print(made)


def _run(run: RunHealth) -> tuple[str, ...]:
    took = _span(run.ended - run.begun) if run.ended else "-"
    numbers = (run.sources, run.failed, run.fetched, run.new, run.revised)
    return (_moment(run.begun), took, _RUN_OUTCOMES[run.outcome], *(f"{n:,}" for n in numbers))


def _source(source: SourceHealth) -> tuple[str, ...]:
    numbers = (source.listed, source.fetched, source.articles, source.claims, source.problems)
    outcome = _OUTCOMES[source.outcome] if source.outcome else "-"
    counts = (f"{n:,}" for n in numbers)
    return (source.id, plain(source.name), _moment(source.last_run), outcome, *counts, _why(source.reason or ""))


def _problem(problem: OpenProblem) -> tuple[str, ...]:
    example = " ".join(part for part in (problem.source or "", problem.url) if part)
    return (
        _STAGES[problem.stage],
        f"{name_of(problem.reason)} ({plain(problem.reason)})",
        f"{problem.count:,}",
        plain(example),
    )


def _why(reason: str) -> str:
    """Why a source failed: the stored reason begins with its word, which alone is told."""
    word = re.match(r"[\w-]+", reason)
    return name_of(word[0]) if word else ""


def name_of(reason: str) -> str:
    """A reason of the problems table in Korean; one that has no name yet stays as it is."""
    status = re.fullmatch(r"http-(\d{3})", reason)
    return f"서버가 HTTP {status[1]}로 답함" if status else _names().get(reason, plain(reason))


@cache
def _names() -> dict[str, str]:
    lines = (files("data") / "problems.tsv").read_text(encoding="utf-8").splitlines()
    return {row["reason"]: row["name"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M") if moment else "없음"


def _span(span: timedelta) -> str:
    """'3시간 5분', '12분', '40초'."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}시간 {minutes}분"
    return f"{minutes}분" if minutes else f"{seconds}초"
