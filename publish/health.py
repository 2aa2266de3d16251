"""The only place that shows the database's health: sources, problems, counts."""

from datetime import datetime, timedelta, timezone

from rich.console import Console
from rich.text import Text

from publish.labels import plain
from publish.terminal import Look, table
from store.records import Health, SourceHealth

KST = timezone(timedelta(hours=9), "KST")
_OUTCOMES = {"done": "정상", "failed": "실패", "running": "진행 중", "interrupted": "중단됨"}
_COUNTED = (("articles", "기사"), ("claims", "주장"), ("figures", "수치"), ("pages", "페이지"), ("problems", "문제"))

_WIDE = 100
"""Columns of a terminal below which a source's name gives way: its id stands beside it."""
_NAME: tuple[str, Look] = ("이름", "text")
_SOURCE_COLUMNS: list[tuple[str, Look]] = [
    ("출처", "line"), _NAME, ("마지막 수집", "line"), ("결과", "line"), ("목록", "number"),
    ("받음", "number"), ("기사", "number"), ("주장", "number"), ("문제", "number"),
]  # fmt: skip


def print_health(health: Health, out: Console) -> None:
    """Counts, each source's last run, and what went wrong, most frequent first."""
    counts = " · ".join(f"{name} {health.counts[key]:,}" for key, name in _COUNTED)
    out.print(Text(f"{counts} · 대기 {health.waiting:,}", style="bold"))
    last = _OUTCOMES[health.last_outcome] if health.last_outcome else ""
    out.print(Text(f"마지막 수집: {_moment(health.last_run)} {last}".rstrip()))
    if health.sources:
        columns = _SOURCE_COLUMNS if out.width >= _WIDE else [c for c in _SOURCE_COLUMNS if c != _NAME]
        made = table(*columns)
        for source in health.sources:
            cells = dict(zip(_SOURCE_COLUMNS, _source(source), strict=True))
            made.add_row(*(cells[c] for c in columns), style="red" if source.outcome == "failed" else "")
        out.print()
        out.print(made)
    if health.problems:
        made = table(("단계", "line"), ("문제", "text"), ("건수", "number"))
        for stage, reason, count in health.problems:
            made.add_row(stage, plain(reason), f"{count:,}")
        out.print()
        out.print(made)


def _source(source: SourceHealth) -> tuple[str, ...]:
    numbers = (source.listed, source.fetched, source.articles, source.claims, source.problems)
    outcome = _OUTCOMES[source.outcome] if source.outcome else "-"
    return (source.id, plain(source.name), _moment(source.last_run), outcome, *(f"{n:,}" for n in numbers))


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(KST).strftime("%Y-%m-%d %H:%M") if moment else "없음"
