"""What every room's tests share: the command line in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def bangmun(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process: `bangmun("extract", path)`."""

    def run(*args: object) -> Ran:
        code = cli.main([str(arg) for arg in args])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
