"""The READMEs say what the program does: every command and option, and the demo's real output."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from bench import readme

ROOT = Path(__file__).resolve().parents[1]
FILES = pytest.mark.parametrize("name", ["README.md", "README.ko.md"])


@FILES
def test_command_table_is_the_programs(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert readme.block(text, "commands") == readme.expected_table(text), "run: make readme"


@FILES
def test_worth_of_confidence_is_the_measured_one(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert readme.block(text, "confidence") == readme.confidence(), "run: make readme"


@FILES
def test_it_opens_with_the_two_commands(name: str) -> None:
    opening = (ROOT / name).read_text(encoding="utf-8")[:1500]
    assert "make demo" in opening
    assert "make test" in opening


@pytest.mark.parametrize(
    ("name", "command"), list(readme.commands(cli.app)), ids=[n for n, _ in readme.commands(cli.app)]
)
def test_every_command_takes_db_and_helps(name: str, command: cli.click.Command) -> None:
    options = {option for param in command.params for option in param.opts}
    assert "--db" in options
    assert len(readme.first_sentence(command)) > 20
    assert all(getattr(param, "help", "") for param in command.params if param.param_type_name == "option")


@FILES
def test_links_to_files_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_shown_demo_output_is_the_demos_own() -> None:
    shown = readme.demo_output()
    for name in ("README.md", "README.ko.md"):
        assert readme.block((ROOT / name).read_text(encoding="utf-8"), "demo") == shown, "run: make readme"


def test_pipeline_is_the_same_program() -> None:
    def helped(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    assert helped(sys.executable, str(ROOT / "pipeline.py"), "--help") == helped(
        sys.executable, str(ROOT / "cli.py"), "--help"
    )
