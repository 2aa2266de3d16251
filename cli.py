"""The commands, one short function each. Results go to stdout, everything else to stderr."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import click

import demo
import ingest
import jsonl
import pipeline
from extract.alternatives import rejected
from extract.lexicon import country_name
from figures.compare import By, Row
from publish.changes import diff_lines
from publish.claims import print_claims
from publish.comparison import print_comparison
from publish.health import print_health
from publish.rows import explained_row
from publish.sourcecheck import Checked, print_checks
from publish.tables import comparison_csv, comparison_json
from publish.terminal import console
from scraper.policy import FetchSettings, package_version
from scraper.proposal import Proposal
from scraper.sourcefile import Source
from shell import (
    DONE,
    FAILED_PARTS,
    INPUT,
    NOTHING_DONE,
    PATH,
    NothingDone,
    Program,
    counted,
    db_option,
    one_line,
    opened,
    progress,
    read_day,
    read_period,
    run,
    say,
    sources_option,
)
from store.database import open_database
from store.store import Store


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_version(), message="%(prog)s %(version)s")
def app() -> None:
    """Who came from abroad to which Korean city, when, how many, and what they saw, according to whom.

    Reads press releases of Korean local governments and the articles that repeat them, and keeps one row a claim,
    each value with its quote. Exit codes: 0 done, 1 done but some sources, files or lines failed, 2 wrong use,
    3 nothing could be done.
    """


Batch = Callable[[Iterable[bytes], IO[str], pipeline.Complain], tuple[int, int]]


def run_batch(batch: Batch, source: Path, out: Path) -> int:
    """JSON lines in, JSON lines out; the exit code. `out` is replaced only when something could be done."""
    name = "stdin" if str(source) == "-" else str(source)

    def complain(number: int, why: str) -> None:
        say(f"{name}:{number}: {one_line(why)}")

    with opened(source) as lines, jsonl.replacing(out) as target, progress("lines") as show:
        good, bad = batch(counted(lines, show), target, complain)
        if bad and not good:
            raise NothingDone(f"{name}: none of its {bad} lines could be read; {out} is left as it was")
    if bad:
        say(f"{name}: {bad} of {good + bad} lines could not be read")
    return FAILED_PARTS if bad else DONE


@app.group("sources")
def sources_group() -> None:
    """The places that publish: one TOML file each."""


def known_sources(folder: Path | None) -> tuple[dict[str, Source], int]:
    """All sources by id, and how many files are broken; each of these is told."""
    found, broken = pipeline.read_sources(folder)
    for error in broken:
        say(f"Error: {one_line(str(error))}")
    if not found:
        raise NothingDone(f"{folder or 'built-in sources'}: no source file could be read")
    return found, len(broken)


def chosen_sources(names: Sequence[str], found: Mapping[str, Source]) -> list[Source]:
    """The sources of these names, all where none is given. Raises UsageError for a name that no source has."""
    if unknown := [name for name in names if name not in found]:
        raise click.UsageError(f"no source {', '.join(unknown)}; 'bangmun sources list' names them all")
    return [found[name] for name in dict.fromkeys(names)] or list(found.values())


def ready_sources(names: Sequence[str], found: Mapping[str, Source]) -> list[Source]:
    """The chosen sources with their keys; one whose key is not set is told and left out, unless it was named."""
    chosen = chosen_sources(names, found)
    left_out = [source for source in chosen if not names and source.lacking(os.environ)]
    for source in left_out:
        say(f"{source.id}: left out: it needs a key, set {', '.join(source.lacking(os.environ))}")
    return [source.filled(os.environ) for source in chosen if source not in left_out]


CONTACT = click.option(
    "--contact",
    envvar="BANGMUN_CONTACT",
    show_envvar=True,
    metavar="URL",
    help="Where a webmaster reaches you; goes into the User-Agent.",
)


def archive_of(db: Path) -> Path:
    """Where the pages of a database are archived: the folder beside it."""
    return db.with_name(f"{db.stem}-archive")


DEMO_PORT = 27410
"""The demo's first port, if it is free: addresses, and all that is ordered by them, stay the same from run to run."""


def demo_world(stack: ExitStack) -> demo.World:
    """The sample sites, up until the stack ends."""
    try:
        return stack.enter_context(demo.serve(DEMO_PORT))
    except OSError as err:
        say(f"port {DEMO_PORT} or one after it is taken ({err.strerror}); free ones are used")
        return stack.enter_context(demo.serve())


@app.command("demo")
@click.option("--db", type=PATH, metavar="FILE", help="Keep the demo's database here.  [default: a temporary one]")
def demo_command(*, db: Path | None) -> int:
    """The main job on sample sites: serve them on this machine, crawl them, print the comparison."""
    if db is not None and db.exists():
        raise click.UsageError(f"{db} exists; the demo makes a database of its own")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bangmun-")))
        path = db or folder / "demo.db"
        store = stack.enter_context(open_database(path))
        world = demo_world(stack)
        crawled = run_crawl(store, archive_of(path), list(demo.sources(world).values()))
        print_rows(pipeline.compare(store, by="city"), "city", "table")
    if db is not None:
        say(f"Kept: {db}. More: bangmun compare --db {db} --quotes, bangmun status --db {db}")
    return FAILED_PARTS if crawled.failed else DONE


def run_crawl(store: Store, archive: Path, sources: Sequence[Source], **how: Any) -> pipeline.Crawled:
    """A crawl with its progress, then a line a failed source and one for all."""
    with progress("crawl") as show:

        def track(now: pipeline.Crawled) -> None:
            show(now.visited, now.queued, f"pages, {now.finished} of {now.sources} sources")

        done = pipeline.crawl(store, archive, sources, track=track, **how)
    for tally in done.failed:
        say(f"{tally.source.id}: failed: {one_line(tally.reason)}")
    new, revised = sum(tally.new for tally in done.tallies), sum(tally.revised for tally in done.tallies)
    say(
        f"{done.sources} sources, {len(done.failed)} failed; "
        f"{done.visited} pages, {new} new articles, {revised} revised"
    )
    return done


@app.command("crawl")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--since", callback=read_day, metavar="DATE", help="Go back to this day, unless an earlier crawl did.")
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    metavar="N",
    help="List pages of a source at most.  [default: 10 at first, later as many as lead to known posts]",
)
@CONTACT
@sources_option
@db_option
def crawl_command(
    *,
    names: tuple[str, ...],
    since: date | None,
    max_pages: int | None,
    contact: str | None,
    folder: Path | None,
    db: Path,
) -> int:
    """New and changed pages of the sources, to rows; for a scheduled job.

    All sources without SOURCE. Pages go to the archive beside the database first. What a crawl that was broken off
    left waiting is asked for by the next one. Known posts that are still listed are looked at again, ever more rarely.
    Exit code 1: some sources failed, the others are up to date; 3: not one page came.
    """
    found, broken = known_sources(folder)
    chosen = ready_sources(names, found)
    settings = FetchSettings(contact=contact or "")
    day = since.date() if isinstance(since, datetime) else since
    with open_database(db) as store:
        done = run_crawl(store, archive_of(db), chosen, settings=settings, since=day, max_pages=max_pages)
    if not contact:
        say("No contact named: a webmaster who minds cannot reach you. Give --contact or set BANGMUN_CONTACT.")
    if not any(tally.answered for tally in done.tallies):
        return NOTHING_DONE
    return FAILED_PARTS if done.failed or broken else DONE


@app.command("ingest")
@click.argument("paths", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True, metavar="PATH...")
@db_option
def ingest_command(*, paths: tuple[Path, ...], db: Path) -> int:
    """Files and folders into the database: .html .txt .md .hwp .hwpx .pdf .jsonl .warc(.gz).

    The same files twice change no row. What cannot be read is told and kept as a problem; the rest goes on.
    """
    files, others = ingest.find(paths)
    if not files:
        raise NothingDone(f"{', '.join(map(str, paths))}: no file of a kind that can be read")
    with open_database(db) as store, progress("ingest") as show:
        done = pipeline.ingest_files(
            store,
            files,
            complain=lambda why: say(f"Error: {one_line(why)}"),
            track=lambda now: show(now.done, now.files, f"files, {now.new} new articles"),
        )
    if others:
        say(f"{len(others)} files of other kinds left alone")
    if done.beside:
        say(f"{done.beside} archived pages hold no article")
    say(f"{done.new} new, {done.revised} revised, {done.same} known, {done.failed} not readable")
    if done.failed:
        return FAILED_PARTS if done.new + done.revised + done.same else NOTHING_DONE
    return DONE


@app.command("reextract")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@sources_option
@db_option
def reextract_command(*, dry_run: bool, folder: Path | None, db: Path) -> int:
    """Every stored article again, from the archive and with no network; shows which rows change."""
    sources = known_sources(folder)[0] if folder else {}
    with open_database(db, create=False) as store, progress("reextract") as show:
        changed = 0
        again = pipeline.reextract(
            store,
            archive_of(db),
            sources=sources,
            dry_run=dry_run,
            complain=lambda why: say(one_line(why)),
            track=lambda done, total: show(done, total, "articles"),
        )
        for item in again:
            changed += 1
            click.echo(f"{item.article.title}  {item.article.url}")
            for line in diff_lines(item.gone, item.new, item.updated, country_name):
                click.echo(line)
    say(f"{changed} articles {'would change' if dry_run else 'changed'}")
    return DONE


@app.command("extract")
@click.argument("file", type=INPUT, required=False)
@click.option(
    "--published", metavar="DATE", callback=read_day, help="The article's own date; resolves '19일' and the like."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print."
)
@click.option("--explain", is_flag=True, help="Also rules, spans, doubts, and the values that were not taken.")
@click.option("--jsonl", "source", type=INPUT, metavar="IN", help="Batch: lines {id, text | html, published?, …}.")
@click.option("--out", type=PATH, metavar="OUT", help="Where the batch goes; without it, or '-', to stdout.")
@db_option
def extract_command(
    *,
    file: Path | None,
    published: date | None,
    form: str,
    explain: bool,
    source: Path | None,
    out: Path | None,
    db: Path,
) -> int:
    """The claims of one article with their quotes, or of a batch of articles. Uses no database.

    FILE is a page, text, Markdown, HWP, HWPX or PDF file, or - for stdin.
    """
    if source is not None:
        if file is not None or published is not None or form != "table" or explain:
            raise click.UsageError("--jsonl takes --out only: FILE and the other options are for one article")
        return run_batch(pipeline.extract_batch, source, out or Path("-"))
    if out is not None:
        raise click.UsageError("--out is for --jsonl; one article goes to stdout")
    del db
    if file is None and sys.stdin.isatty():
        raise click.UsageError("name a FILE, or - for stdin, or --jsonl IN")
    path = file or Path("-")
    with opened(path) as handle:
        article, found = pipeline.extract_file(Path("stdin") if str(path) == "-" else path, handle.read(), published)
    passed_over = rejected(article, found.claims) if explain else None
    if form == "json":
        click.echo(json.dumps(explained_row(article, found, passed_over), ensure_ascii=False, indent=2))
    else:
        print_claims(article.text, found.claims, console(), country_name, explain=explain, rejected=passed_over or ())
    if explain and found.skipped:
        say(found.skipped)
    return DONE


def shown_proposal(url: str, private: bool, contact: str | None) -> Proposal:
    """What a list page would give, told on stdout, with what a person has to decide on stderr."""
    proposal = pipeline.propose(url, FetchSettings(allow_private=private, contact=contact or ""))
    kind = f"family {proposal.source.family}" if proposal.source.family else proposal.source.kind
    say(f"{proposal.source.name}: {kind}, {len(proposal.items)} rows")
    for item in proposal.items:
        click.echo("\t".join([str(item.date or ""), item.title, item.url]))
    for doubt in proposal.doubts:
        say(f"Look at this: {doubt}")
    return proposal


PRIVATE = click.option(
    "--allow-private", "private", is_flag=True, help="Also addresses of this machine and its network."
)


@sources_group.command("try")
@click.argument("url", metavar="URL")
@PRIVATE
@CONTACT
@db_option
def sources_try(*, url: str, private: bool, contact: str | None, db: Path) -> int:
    """What a list page or feed would give as a source: date, title and address of each row."""
    del db
    return DONE if shown_proposal(url, private, contact).items else NOTHING_DONE


@sources_group.command("add")
@click.argument("url", metavar="URL")
@PRIVATE
@CONTACT
@sources_option
@db_option
def sources_add(*, url: str, private: bool, contact: str | None, folder: Path | None, db: Path) -> int:
    """Look at a list page or feed and write its source file, with what was guessed marked as a guess.

    The file goes to --sources DIR, or to the sources that come with bangmun.
    """
    del db
    proposal = shown_proposal(url, private, contact)
    if not proposal.items:
        raise NothingDone(f"{url}: no rows found, so no source is written")
    place = folder or Path(str(files("data") / "sources"))
    try:
        path = pipeline.add_source(proposal, place)
    except FileExistsError as err:
        raise NothingDone(f"{err.filename}: is there already, and stays as it is") from err
    say(f"Written: {path}. Check what stands in its 'guesses', then: bangmun sources check")
    return DONE


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
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--online", is_flag=True, help="Also ask each site for its robots.txt and its newest list page.")
@CONTACT
@sources_option
@db_option
def sources_check(*, names: tuple[str, ...], online: bool, contact: str | None, folder: Path | None, db: Path) -> int:
    """Read every source file and say what is wrong, with file, line, key and what was expected.

    Nothing is asked for over the net without --online. Exit code 1: some files are broken, or some lists fail.
    """
    del db
    found, broken = known_sources(folder)
    chosen = ready_sources(names, found) if online else chosen_sources(names, found)
    verified = sum(bool(source.verified) for source in found.values())
    say(f"{len(found)} sources read, {verified} of them verified, {broken} files broken")
    if not online:
        return FAILED_PARTS if broken else DONE
    checks: list[Checked] = []
    with progress("check") as show:
        for check in pipeline.check_online(chosen, FetchSettings(contact=contact or "")):
            checks.append(check)
            show(len(checks), len(chosen), check.id)
    print_checks(checks, console())
    failed = sum(not check.fine for check in checks)
    return NOTHING_DONE if failed == len(checks) else FAILED_PARTS if failed or broken else DONE


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit code."""
    return run(app, argv)


if __name__ == "__main__":
    sys.exit(main())
