"""The commands, one short function each. Results go to stdout, everything else to stderr."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, BinaryIO

import click
from click.exceptions import NoArgsIsHelpError

import jsonl
import pipeline
from extract.errors import ExtractError
from scraper.errors import ScraperError
from store.errors import StoreError

DONE, FAILED_PARTS, WRONG_USE, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; done, but some sources, files or lines failed; wrong use; nothing could be done; Ctrl-C."""

Command = Callable[..., Any]


class NothingDone(click.ClickException):
    """The command ran, and nothing could be done."""

    exit_code = NOTHING_DONE


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """An option's ISO date, or date-time."""
    try:
        return None if value is None else pipeline.day_or_moment(value)
    except ValueError as err:
        raise click.BadParameter(str(err), ctx, param) from err


PATH = click.Path(path_type=Path)
INPUT = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


def db_option(command: Command) -> Command:
    """--db, the same for every command."""
    return click.option(
        "--db", type=PATH, default=Path("bangmun.db"), show_default=True, metavar="FILE", help="The database."
    )(command)


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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bangmun", message="%(prog)s %(version)s")
def app() -> None:
    """Who came from abroad to which Korean city, when, how many, and what they saw, according to whom.

    Reads press releases of Korean local governments and the articles that repeat them, and keeps one row a claim,
    each value with its quote. Exit codes: 0 done, 1 done but some sources, files or lines failed, 2 wrong use,
    3 nothing could be done.
    """


Batch = Callable[[BinaryIO, IO[str], pipeline.Complain], tuple[int, int]]


def run_batch(batch: Batch, source: Path, out: Path) -> int:
    """JSON lines in, JSON lines out; the exit code. `out` is replaced only when something could be done."""
    name = "stdin" if str(source) == "-" else str(source)

    def complain(number: int, why: str) -> None:
        say(f"{name}:{number}: {why}")

    with opened(source) as lines, jsonl.replacing(out) as target:
        written, bad = batch(lines, target, complain)
        if bad and not written:
            raise NothingDone(f"{name}: none of its {bad} lines could be read; {out} is left as it was")
    if bad:
        say(f"{name}: {bad} of {written + bad} lines left out")
    return FAILED_PARTS if bad else DONE


@app.command("extract")
@click.argument("file", type=INPUT, required=False)
@click.option(
    "--published", metavar="DATE", callback=read_day, help="The article's own date; resolves '19일' and the like."
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--jsonl", "source", type=INPUT, metavar="IN", help="Batch: lines {id, text | html, published?, …}.")
@click.option("--out", type=PATH, metavar="OUT", help="Where the batch goes; without it, or '-', to stdout.")
@db_option
@click.pass_context
def extract_command(
    ctx: click.Context,
    *,
    file: Path | None,
    published: date | None,
    form: str,
    source: Path | None,
    out: Path | None,
    db: Path,
) -> None:
    """The claims of one article with their quotes, or of a batch of articles. Uses no database.

    FILE is a page, text, Markdown, HWP, HWPX or PDF file, or - for stdin.
    """
    if source is not None:
        if file is not None or published is not None or form != "table":
            raise click.UsageError("--jsonl takes --out only: FILE, --published and --format are for one article")
        ctx.exit(run_batch(pipeline.extract_batch, source, out or Path("-")))
    if out is not None:
        raise click.UsageError("--out is for --jsonl; one article goes to stdout")
    del db
    raise click.UsageError("not yet")


def main(argv: Sequence[str] | None = None) -> int:
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as err:
        say(f"Error: {err.filename}: {err.strerror}" if err.filename else f"Error: {err}")
        return NOTHING_DONE
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
