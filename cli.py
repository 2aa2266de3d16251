"""The commands, one short function each. Results go to stdout, everything else to stderr."""

from pathlib import Path

import click

import jsonl
import pipeline

PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """bangmun: who came from abroad to which Korean city, when, how many, according to whom."""


def _complain(name: str) -> pipeline.Complain:
    """A bad line is one line on stderr."""
    return lambda number, why: click.echo(f"{name}:{number}: {why}", err=True)


@main.command("extract")
@click.option("--jsonl", "source", type=PATH, required=True)
@click.option("--out", type=PATH, required=True)
@click.pass_context
def extract_(ctx: click.Context, source: Path, out: Path) -> None:
    """Claims of articles."""
    with source.open("rb") as lines, jsonl.replacing(out) as target:
        _, bad = pipeline.extract_batch(lines, target, _complain(str(source)))
    ctx.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
