"""How the program meets its user: exit codes, one line for an error, a bar for long work, options commands share."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click
from click.exceptions import NoArgsIsHelpError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from extract.errors import ExtractError
from figures.periods import parse_period
from ingest import day_or_moment
from scraper.errors import ScraperError
from store.errors import StoreError

DONE, FAILED_PARTS, WRONG_USE, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; done, but some sources, files or lines failed; wrong use; nothing could be done; Ctrl-C."""

Command = Callable[..., Any]
Show = Callable[[int, int, str], None]

PATH = click.Path(path_type=Path)
INPUT = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


class NothingDone(click.ClickException):
    """The command ran, and nothing could be done."""

    exit_code = NOTHING_DONE


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """An option's ISO date, or date-time."""
    try:
        return None if value is None else day_or_moment(value)
    except ValueError as err:
        raise click.BadParameter(str(err), ctx, param) from err


def read_period(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An option's period, in one of the forms that exist."""
    try:
        return None if value is None else parse_period(value).label
    except ValueError as err:
        raise click.BadParameter(str(err), ctx, param) from err


def db_option(command: Command) -> Command:
    """--db, the same for every command."""
    return click.option(
        "--db", type=PATH, default=Path("bangmun.db"), show_default=True, metavar="FILE", help="The database."
    )(command)


def sources_option(command: Command) -> Command:
    """--sources, for the commands that read source files."""
    return click.option(
        "--sources", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), envvar="BANGMUN_SOURCES",
        show_envvar=True, metavar="DIR", help="A folder of source files, instead of those that come with bangmun.",
    )(command)  # fmt: skip


def say(message: str) -> None:
    """One line for the person at the terminal (stderr)."""
    click.echo(message, err=True)


def one_line(message: str) -> str:
    """Messages are one line, whatever a library put into them."""
    return " ".join(message.split())


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """An input as bytes; '-' is stdin."""
    if str(path) == "-":
        yield sys.stdin.buffer
    else:
        with path.open("rb") as handle:
            yield handle


def counted(lines: BinaryIO, show: Show) -> Iterator[bytes]:
    """The lines, each shown as done when the next is asked for; of a pipe nobody knows how many come."""
    total = 0
    if lines.seekable():
        total = sum(1 for _ in lines)
        lines.seek(0)
    for number, line in enumerate(lines):
        show(number, total, "")
        yield line


@contextmanager
def progress(label: str) -> Iterator[Show]:
    """A bar on stderr, where that is a terminal: call it with done, total and a note."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"))
    with Progress(*columns, TimeElapsedColumn(), console=screen, disable=not screen.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=None, note="")

        def show(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total or None, note=note)

        yield show


class Program(click.Group):
    """click's group, but a reader that has read enough (`| head`) is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            drop_stdout()
            ctx.exit(DONE)


def drop_stdout() -> None:
    """What is still buffered goes nowhere, so that nothing complains at the program's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(app: click.Group, argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. Errors that we raise on purpose are one line on stderr."""
    try:
        code = app.main(argv, prog_name="bangmun", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except NoArgsIsHelpError as err:
        err.show()
        return WRONG_USE
    except click.ClickException as err:
        help_ = f" (see: {err.ctx.command_path} --help)" if isinstance(err, click.UsageError) and err.ctx else ""
        say(f"Error: {one_line(err.format_message())}{help_}")
        return err.exit_code
    except (ScraperError, ExtractError, StoreError) as err:
        say(f"Error: {one_line(str(err))}")
        return NOTHING_DONE
    except BrokenPipeError:  # `| head` has read enough
        drop_stdout()
        return DONE
    except OSError as err:
        say(f"Error: {err.filename}: {err.strerror}" if err.filename else f"Error: {err}")
        return NOTHING_DONE
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        return INTERRUPTED
