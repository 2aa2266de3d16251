"""The commands, one short function each. Results go to stdout, everything else to stderr."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO

import click
from click.exceptions import NoArgsIsHelpError

import jsonl
import pipeline
from extract.errors import ExtractError
from extract.lexicon import country_name
from figures.compare import By, Row
from figures.periods import parse_period
from publish.comparison import print_comparison
from publish.health import print_health
from publish.tables import comparison_csv, comparison_json
from publish.terminal import console
from scraper.errors import ScraperError
from scraper.sources import Source
from store.database import open_database
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


def read_period(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An option's period, in one of the forms that exist."""
    try:
        return None if value is None else parse_period(value).label
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
        say(f"{name}:{number}: {one_line(why)}")

    with opened(source) as lines, jsonl.replacing(out) as target:
        good, bad = batch(lines, target, complain)
        if bad and not good:
            raise NothingDone(f"{name}: none of its {bad} lines could be read; {out} is left as it was")
    if bad:
        say(f"{name}: {bad} of {good + bad} lines could not be read")
    return FAILED_PARTS if bad else DONE


@app.command("extract")
@click.argument("file", type=INPUT, required=False)
@click.option(
    "--published", metavar="DATE", callback=read_day, help="The article's own date; resolves '19일' and the like."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
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


@app.command("clean")
@click.option("--jsonl", "source", type=INPUT, required=True, metavar="IN", help="Lines {file, url?, html_path}.")
@click.option("--out", type=PATH, metavar="OUT", help="Where the lines go; without it, or '-', to stdout.")
@db_option
def clean_command(*, source: Path, out: Path | None, db: Path) -> int:
    """What saved pages hold: body, title, date, or the posts of a list. Uses no database.

    To lines {file, kind, title, published, publisher, department, text, items}. A relative html_path starts at the
    folder of IN.
    """
    del db
    folder = Path() if str(source) == "-" else source.parent
    return run_batch(partial(pipeline.clean_batch, folder=folder), source, out or Path("-"))


@app.command("compare")
@click.option("--city", metavar="NAME", help="One city ('수원시'), or all of a province ('경기도').")
@click.option("--period", callback=read_period, metavar="PERIOD", help="2024, 2024-H1, 2024-Q3 or 2024-05.")
@click.option(
    "--by",
    type=click.Choice(["city", "country", "period"]),
    default="city",
    show_default=True,
    help="What rows are sorted by first.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("--quotes", is_flag=True, help="Also the sentence behind each figure.")
@db_option
def compare_command(*, city: str | None, period: str | None, by: By, form: str, quotes: bool, db: Path) -> int:
    """What cities report, side by side, with who says so and where they disagree."""
    with open_database(db, create=False) as store:
        rows = pipeline.compare(store, by=by, city=city, period=period)
    print_rows(rows, by, form, quotes)
    return DONE


def print_rows(rows: Sequence[Row], by: By, form: str, quotes: bool = False) -> None:
    """Comparison rows on stdout."""
    if form == "csv":
        comparison_csv(rows, sys.stdout)
    elif form == "json":
        comparison_json(rows, sys.stdout)
    else:
        print_comparison(rows, console(), country_name, by=by, quotes=quotes)


@app.command("status")
@db_option
def status_command(*, db: Path) -> int:
    """What the database holds, how each source fared in its last crawl, and what went wrong."""
    with open_database(db, create=False) as store:
        print_health(store.status(), console())
    return DONE


@app.group("sources")
def sources_group() -> None:
    """The places that publish: one TOML file each."""


def sources_option(command: Command) -> Command:
    """--sources, for the commands that read source files."""
    return click.option(
        "--sources", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), envvar="BANGMUN_SOURCES",
        show_envvar=True, metavar="DIR", help="A folder of source files, instead of those that come with bangmun.",
    )(command)  # fmt: skip


def known_sources(folder: Path | None) -> tuple[dict[str, Source], int]:
    """All sources by id, and how many files are broken; each of these is told."""
    found, broken = pipeline.read_sources(folder)
    for error in broken:
        say(f"Error: {one_line(str(error))}")
    if not found:
        raise NothingDone(f"{folder or 'built-in sources'}: no source file could be read")
    return found, len(broken)


@sources_group.command("list")
@sources_option
@db_option
def sources_list(*, folder: Path | None, db: Path) -> int:
    """All sources, a line each: id, region, kind or board family, verified, name, address."""
    del db
    found, broken = known_sources(folder)
    for source in found.values():
        seen = str(source.verified) if source.verified else "unverified"
        click.echo("\t".join([source.id, source.region, source.family or source.kind, seen, source.name, source.list]))
    return FAILED_PARTS if broken else DONE


@sources_group.command("show")
@click.argument("source")
@sources_option
@db_option
def sources_show(*, source: str, folder: Path | None, db: Path) -> int:
    """One source with all its settings, defaults too, as JSON."""
    del db
    found, _ = known_sources(folder)
    if source not in found:
        raise click.BadParameter(f"no source '{source}'; 'bangmun sources list' names them all")
    click.echo(found[source].model_dump_json(indent=2))
    return DONE


@sources_group.command("check")
@sources_option
@db_option
def sources_check(*, folder: Path | None, db: Path) -> int:
    """Read every source file and say what is wrong, with file, line, key and what was expected."""
    del db
    found, broken = known_sources(folder)
    verified = sum(bool(source.verified) for source in found.values())
    say(f"{len(found)} sources read, {verified} of them verified, {broken} files broken")
    return FAILED_PARTS if broken else DONE


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
