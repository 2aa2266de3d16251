"""What is killed goes on: the real command, SIGKILL at random moments. bench/kill.py does it a hundred times."""

import subprocess
import sys
from pathlib import Path

from bench.board import Board, serve, source_file
from bench.kill import run
from tests.conftest import ROOT


def test_a_killed_crawl_loses_and_doubles_nothing(tmp_path: Path) -> None:
    # No post speaks of a visit, so that no run spends its time on loading the analyser.
    told = run(tmp_path, 5, Board(120, per_page=30, visit_every=10**6, latency=0.005), seed=7)
    assert "5 kills" in told
    assert "120 posts" in told


def test_of_two_crawls_at_once_the_second_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    command = [sys.executable, str(ROOT / "cli.py"), "crawl", "--sources", "sources", "--db", "a.db"]
    with serve(Board(10, latency=30)) as base:
        (tmp_path / "sources" / "town.toml").write_text(source_file(base), encoding="utf-8")
        first = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
        try:
            while not (lock := tmp_path / "a.db.lock").exists() or not lock.read_text():
                assert first.poll() is None
            second = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        finally:
            first.kill()
            first.wait()
    assert (second.returncode, second.stdout) == (3, "")
    (line,) = second.stderr.splitlines()
    assert f"bangmun crawl (process {first.pid})" in line
