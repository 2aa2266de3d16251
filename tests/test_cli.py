"""The commands as scripts use them: exit codes, stdout for results alone, stderr for everything else."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

ROOT = Path(__file__).resolve().parents[1]
RELEASE = """청주시, 몽골 공무원 연수단 맞이
청주시는 14일 몽골 울란바토르시 공무원 12명이 청주시 도시재생지원센터를 방문했다고 15일 밝혔다.
연수단은 이날 청주시청을 찾아 도시재생 정책을 듣고 문화제조창을 둘러봤다.
"""
LINE = {"id": "a", "text": RELEASE, "published": "2025-05-15"}
Run = Callable[..., Ran]


@pytest.fixture(name="program")
def fixture_program(bangmun: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in an empty folder, with a text on stdin."""
    monkeypatch.chdir(tmp_path)

    def run(*args: object, input: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input.encode())))
        return bangmun(*args)

    return run


def test_batch_writes_results_alone_to_stdout(program: Run) -> None:
    done = program("extract", "--jsonl", "-", input=json.dumps(LINE) + "\n")
    row = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(row) == ["id", "published", "relevant", "claims"]
    assert (row["id"], row["published"], row["relevant"]) == ("a", "2025-05-15", True)
    assert row["claims"][0]["delegates"] == 12
    assert row["claims"][0]["countries"] == ["MN"]


def test_batch_takes_html_lines_and_what_the_line_says_of_itself(program: Run) -> None:
    title, *paragraphs = RELEASE.strip().split("\n")
    html = f"<html><title>{title}</title><body><article><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article></body></html>"
    row = {"id": "h", "html": html, "published": "2025-05-15T09:00:00+09:00", "url": "https://press.example/1"}
    done = program("extract", "--jsonl", "-", input=json.dumps(row))
    told = json.loads(done.out)
    assert told["published"] == "2025-05-15T09:00:00+09:00"
    assert [claim["delegates"] for claim in told["claims"]] == [12]


def test_bad_lines_are_told_by_number_and_the_others_go_through(program: Run, tmp_path: Path) -> None:
    lines = [
        "{",
        json.dumps(LINE),
        "[]",
        json.dumps({"id": "n"}),
        json.dumps({"text": RELEASE}),
        json.dumps({"id": "e", "text": "Nothing here is Korean at all, not a word."}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    done = program("extract", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert done.code == 1
    assert [row["id"] for row in rows] == ["a", "e"]
    assert (rows[1]["relevant"], rows[1]["claims"]) == (False, [])
    assert [line.split(":")[1] for line in done.err.splitlines()[:5]] == ["1", "3", "4", "5", "6"]
    assert "5 of 6 lines could not be read" in done.err
    assert done.out == ""


def test_batch_of_nothing_but_bad_lines_leaves_the_old_output(program: Run, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old\n")
    done = program("extract", "--jsonl", "-", "--out", "out.jsonl", input="oops\n")
    assert done.code == 3
    assert (tmp_path / "out.jsonl").read_text() == "old\n"


def test_clean_batch_finds_pages_beside_its_lines_and_by_full_path(program: Run, tmp_path: Path) -> None:
    title, *paragraphs = RELEASE.strip().split("\n")
    page = tmp_path / "pages" / "one.html"
    page.parent.mkdir()
    page.write_text(
        f"<html><title>{title}</title><body><div class='view'><h3>{title}</h3>{''.join(f'<p>{p}</p>' for p in paragraphs)}</div></body></html>",
        encoding="utf-8",
    )
    rows = [
        {"file": "near", "html_path": "one.html"},
        {"file": "full", "html_path": str(page)},
        {"file": "gone", "html_path": "none.html"},
    ]
    (page.parent / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = program("clean", "--jsonl", "pages/in.jsonl", "--out", "out.jsonl")
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert done.code == 1
    assert [(row["file"], row["kind"]) for row in told] == [("near", "article"), ("full", "article"), ("gone", None)]
    assert list(told[0]) == ["file", "kind", "title", "published", "publisher", "department", "text", "items"]
    assert told[0]["text"] == told[1]["text"]
    assert paragraphs[0] in told[0]["text"]


def test_one_article_as_table_and_as_json(program: Run, tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text(RELEASE, encoding="utf-8")
    shown = program("extract", "release.txt", "--published", "2025-05-15")
    told = json.loads(program("extract", "-", "--published", "2025-05-15", "--format", "json", input=RELEASE).out)
    assert shown.code == 0
    assert "12명" in shown.out
    assert "몽골" in shown.out
    assert "\x1b" not in shown.out
    quoted = [proof for claim in told["claims"] for proof in claim["evidence"] if proof["start"] is not None]
    assert quoted
    assert all(told["text"][proof["start"] : proof["end"]] == proof["quote"] for proof in quoted)


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("extract", "a.txt", "--jsonl", "b.jsonl"), id="file-and-batch"),
        pytest.param(("extract", "--out", "x"), id="out-without-batch"),
        pytest.param(("compare", "--period", "2024-W1"), id="no-such-period"),
        pytest.param(("compare", "--by", "outlet"), id="no-such-order"),
        pytest.param(("crawl", "nowhere"), id="no-such-source"),
        pytest.param(("crawl", "--since", "gestern"), id="no-date"),
        pytest.param(("crawl", "--max-pages", "0"), id="no-pages"),
        pytest.param(("ingest",), id="no-path"),
        pytest.param(("sources", "show", "nowhere"), id="unknown-source"),
        pytest.param(("clean",), id="no-input"),
        pytest.param(("fly",), id="no-such-command"),
    ],
)
def test_wrong_use_is_one_line_that_names_the_help(program: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    for name in ("a.txt", "b.jsonl"):
        (tmp_path / name).write_text("{}")
    done = program(*args)
    assert done.code == 2
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("Error: ")
    assert "--help" in line
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.jsonl"]


def test_comparison_as_csv_and_json_from_ingested_files(program: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        json.dumps(LINE | {"url": "https://press.example/1", "publisher": "청주시"}), encoding="utf-8"
    )
    assert program("ingest", "in.jsonl").code == 0
    table = list(csv.DictReader(io.StringIO(program("compare", "--format", "csv").out)))
    told = json.loads(program("compare", "--format", "json").out)
    assert [row["city"] for row in table] == ["충청북도 청주시"] == [row["city"] for row in told]
    assert table[0]["delegates"] == "12"
    assert told[0]["outlets"] == ["청주시"]
    assert json.loads(program("compare", "--city", "충주시", "--format", "json").out) == []


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    command = f"{sys.executable} {ROOT / 'cli.py'} sources list | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


# A job that a shell started in the background inherits a SIGINT that is ignored; the test wants the terminal's.
WITH_INTERRUPT = (
    "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


def test_interrupt_says_so_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    program = [sys.executable, "-c", WITH_INTERRUPT, str(ROOT / "cli.py")]
    command = [*program, "extract", "--jsonl", "-", "--out", "out.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write("oops\n")
        running.stdin.flush()
        assert "stdin:1:" in running.stderr.readline()  # it is reading
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()
        running.stdin.close()
        code = running.wait()
    assert (code, told.strip()) == (130, "interrupted")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("1", False)], ids=["terminal", "no-color"])
def test_colours_are_for_terminals_that_want_them(tmp_path: Path, no_color: str | None, coloured: bool) -> None:
    (tmp_path / "release.txt").write_text(RELEASE, encoding="utf-8")
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"}
    env |= {"NO_COLOR": no_color} if no_color else {}
    command = [sys.executable, str(ROOT / "cli.py"), "extract", "release.txt"]
    subprocess.run(command, cwd=tmp_path, stdout=theirs, env=env, check=True)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux ends a pty this way
        pass
    os.close(ours)
    assert "12명".encode() in shown
    assert (b"\x1b[3" in shown or b"\x1b[1;3" in shown) == coloured
