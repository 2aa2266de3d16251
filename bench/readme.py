"""Write the generated blocks of README.md and README.ko.md: commands, the demo's real output, the worth of confidence.

    python bench/readme.py

A block stands between `<!-- NAME -->` and `<!-- /NAME -->`. English descriptions are the first sentences of the commands'
help; Korean ones stay as they stand in README.ko.md. tests/test_readme.py compares."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import cli  # noqa: E402 (found only after the line above)
import demo  # noqa: E402

_ROW = re.compile(r"^\| `(?P<name>[^`]+)` \|.*\| (?P<help>[^|]+) \|$", re.M)
_EVERYWHERE = {"--db", "--help"}


def commands(group: click.Group, prefix: str = "bangmun") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name, in the order of the program's help."""
    context = click.Context(group, info_name=prefix)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        elif command is not None:
            yield f"{prefix} {name}", command


def arguments(name: str, command: click.Command) -> str:
    """'[SOURCE]... [--since DATE]': all arguments and options but those that every command has."""
    context, words = click.Context(command, info_name=name), []
    for param in command.get_params(context):
        shown = param.make_metavar(context)
        if isinstance(param, click.Argument):
            words.append(shown)
        elif isinstance(param, click.Option) and not _EVERYWHERE & set(param.opts):
            option = param.opts[0] if param.is_flag else f"{param.opts[0]} {shown.strip('[]')}"
            words.append(option if param.required else f"[{option}]")
    return " ".join(words)


def first_sentence(command: click.Command) -> str:
    """What the command does, in its own help's words."""
    return re.split(r"(?<=\.)\s", " ".join((command.help or "").split()), maxsplit=1)[0].rstrip(".")


def command_table(header: str, told: dict[str, str]) -> str:
    """One row a command; a description that is `told` comes before the help's own."""
    rows = [header, "|---|---|---|"]
    for name, command in commands(cli.app):
        words = arguments(name, command).replace("|", "\\|")
        rows.append(f"| `{name}` | {f'`{words}`' if words else ''} | {told.get(name, first_sentence(command))} |")
    return "\n".join(rows) + "\n"


def block(text: str, name: str) -> str:
    """What stands between the marks of a block."""
    found = re.search(f"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S)
    if found is None:
        raise ValueError(f"no block '{name}'")
    return found[1]


def with_block(text: str, name: str, inside: str) -> str:
    """The text with another inside of a block."""
    return text.replace(f"<!-- {name} -->\n{block(text, name)}", f"<!-- {name} -->\n{inside}", 1)


def expected_table(text: str) -> str:
    """The table that a README should hold: its own header, and in Korean its own descriptions."""
    inside = block(text, "commands")
    header = inside.partition("\n")[0]
    told = {row["name"]: row["help"] for row in _ROW.finditer(inside)} if re.search("[가-힣]", header) else {}
    return command_table(header, told)


def confidence() -> str:
    """The table that docs/accuracy.md has of the words of confidence."""
    return block((ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8"), "confidence")


def demo_output() -> str:
    """What the demo prints, run from this checkout on a new database, as a block of text."""
    wait_for_ports()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "pipeline.py"), "demo", "--db", str(Path(folder) / "demo.db")]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    shown = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return f"```text\n{shown.strip()}\n```\n"


def wait_for_ports() -> None:
    """Until another demo on this machine has ended: on other ports the output would have another order."""
    for _ in range(120):
        try:
            with demo.serve(cli.DEMO_PORT):
                return
        except OSError:
            time.sleep(1)


def main() -> None:
    shown = demo_output()
    for name in ("README.md", "README.ko.md"):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        blocks = {"commands": expected_table(text), "demo": shown, "confidence": confidence()}
        for block_name, inside in blocks.items():
            text = with_block(text, block_name, inside)
        path.write_text(text, encoding="utf-8")
        print(f"{name}: written", file=sys.stderr)


if __name__ == "__main__":
    main()
