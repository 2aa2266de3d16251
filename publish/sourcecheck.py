"""The only place that shows what one look at the sources' lists brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console

from publish.health import name_of
from publish.labels import plain
from publish.terminal import table


@dataclass(frozen=True, slots=True)
class Checked:
    """One source's first list page: how many posts it shows, the newest one's day, what is odd or wrong (reasons)."""

    id: str
    name: str
    fine: bool
    posts: int
    newest: date | None
    reasons: tuple[str, ...]


def print_checks(checks: Sequence[Checked], out: Console) -> None:
    """A line a source, those that fail first."""
    made = table(
        ("출처", "line"), ("이름", "text"), ("결과", "line"), ("글", "number"), ("최근 글", "line"), ("문제", "text")
    )  # fmt: skip
    for check in sorted(checks, key=lambda check: (check.fine, check.id)):
        outcome = "정상" if check.fine else "실패"
        newest = str(check.newest) if check.newest else "날짜 없음"
        reasons = ", ".join(dict.fromkeys(map(name_of, check.reasons)))
        style = "" if check.fine else "red"
        made.add_row(check.id, plain(check.name), outcome, f"{check.posts:,}", newest, reasons, style=style)
    out.print(made)
