"""Bad input gets one clear line and an exit code, never a traceback, and loses nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from store import migrations
from store.database import open_database
from tests.conftest import Ran

RELEASE = """청주시, 몽골 공무원 연수단 맞이
청주시는 2025년 5월 14일 몽골 울란바토르시 공무원 12명이 청주시 도시재생지원센터를 방문했다고 15일 밝혔다.
연수단은 이날 청주시청을 찾아 도시재생 정책을 듣고 문화제조창을 둘러봤다.
"""
SOURCE = 'name = "청주시"\nregion = "43110"\nkind = "rss"\nlist = "https://press.example/rss.xml"\nweekly = 1\nverified = false\n'
Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one_line(ran: Ran, *parts: str) -> None:
    """Stderr is one line that holds all of the parts; stdout is empty."""
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1, ran.err
    assert [part for part in parts if part not in ran.err] == []


FILES = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(400), "picture.html"),
    "english.txt": (b"The delegation of twelve officials visited the city hall on Monday morning.\n" * 5, "not Korean"),
    "english.html": (
        b"<html><body><article><h1>Visit</h1><p>"
        + b"A delegation visited the city hall. " * 30
        + b"</p></article></body></html>",
        "reads like an article",
    ),
    "broken.hwp": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 900, "broken"),
    "damaged.hwpx": (b"PK\x03\x04" + b"x" * 900, "damaged.hwpx"),
    "broken.pdf": (b"%PDF-1.7\n" + b"x" * 900, "broken"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(bangmun: Run, tmp_path: Path, name: str) -> None:
    data, why = FILES[name]
    (tmp_path / name).write_bytes(data)
    extracted = bangmun("extract", name)
    assert extracted.code == 3
    one_line(extracted, name, why)


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_missing_file(bangmun: Run, tmp_path: Path, command: str) -> None:
    ran = bangmun(command, "nowhere.html")
    assert ran.code == 2
    one_line(ran, "nowhere.html", "does not exist")
    assert os.listdir(tmp_path) == []


def test_a_missing_batch(bangmun: Run) -> None:
    ran = bangmun("extract", "--jsonl", "nowhere.jsonl", "--out", "out.jsonl")
    assert ran.code == 2
    one_line(ran, "nowhere.jsonl", "does not exist")


def test_bad_files_are_told_one_by_one_and_the_good_ones_are_stored(bangmun: Run, tmp_path: Path) -> None:
    for name, (data, _) in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(
        f'{{"text": {RELEASE!r}}}\n{{"text": 3}}\n'.replace("'", '"'), encoding="utf-8"
    )
    (tmp_path / "cut.warc.gz").write_bytes(b"\x1f\x8b\x08\x00rubbish")
    (tmp_path / "notes.xyz").write_text("left alone")
    ran = bangmun("ingest", ".")
    assert ran.code == 1
    told = ran.err.splitlines()
    for name in [*FILES, "lines.jsonl:2", "cut.warc.gz"]:
        assert sum(line.startswith("Error: ") and name in line for line in told) == 1, name
    with open_database(tmp_path / "bangmun.db", create=False) as store:
        counts = store.status().counts
        assert counts["articles"] == 1
        assert counts["claims"] >= 1
        assert counts["problems"] == len(FILES) + 2
    again = bangmun("ingest", ".")
    assert again.err.splitlines()[-1] == f"0 new, 0 revised, 2 known, {len(FILES) + 2} not readable"


def test_nothing_that_could_be_read(bangmun: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert bangmun("ingest", "empty.txt").code == 3
    (tmp_path / "folder").mkdir()
    ran = bangmun("ingest", "folder")
    assert ran.code == 3
    one_line(ran, "folder", "no file of a kind")


@contextmanager
def foreign(path: Path) -> Iterator[None]:
    """Another program's database; it must be the same bytes afterwards."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, dish TEXT)")
        db.execute("INSERT INTO recipes (dish) VALUES ('soup')")
        db.commit()
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


DATABASE_USERS = pytest.mark.parametrize(
    "args",
    [("ingest", "good.txt"), ("compare",), ("status",), ("reextract",), ("crawl", "--sources", "sources")],
    ids=lambda args: args[0],
)


@pytest.fixture(autouse=True)
def _inputs(tmp_path: Path, _in_an_empty_folder: None, request: pytest.FixtureRequest) -> None:
    if "args" in request.fixturenames:
        (tmp_path / "good.txt").write_text(RELEASE, encoding="utf-8")
        (tmp_path / "sources").mkdir()
        (tmp_path / "sources" / "one.toml").write_text(SOURCE, encoding="utf-8")


@DATABASE_USERS
def test_a_foreign_database(bangmun: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    with foreign(tmp_path / "other.db"):
        ran = bangmun(*args, "--db", "other.db")
        assert ran.code == 3
        one_line(ran, "other.db", "another program")


@DATABASE_USERS
def test_a_file_that_is_no_database(bangmun: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "notes.db").write_text("dear diary")
    ran = bangmun(*args, "--db", "notes.db")
    assert ran.code == 3
    one_line(ran, "notes.db", "not an SQLite database")
    assert (tmp_path / "notes.db").read_text() == "dear diary"


@DATABASE_USERS
def test_a_newer_database(bangmun: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    with open_database(tmp_path / "new.db") as store:
        store.db["_sqlite_migrations"].insert(
            {"migration_set": migrations.migrations.name, "name": "m999_more", "applied_at": "2030-01-01"}
        )
    ran = bangmun(*args, "--db", "new.db")
    assert ran.code == 3
    one_line(ran, "new.db", "newer", "m999_more")


@DATABASE_USERS
def test_a_database_where_nothing_can_be_written(bangmun: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    ran = bangmun(*args, "--db", "no/such/folder/a.db")
    assert ran.code == 3
    one_line(ran, "a.db", "folder does not exist")
    ran = bangmun(*args, "--db", str(tmp_path))
    assert ran.code == 3
    one_line(ran, "is a folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@DATABASE_USERS
def test_a_read_only_database(bangmun: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    open_database(tmp_path / "mine.db").close()
    (tmp_path / "mine.db").chmod(0o400)
    ran = bangmun(*args, "--db", "mine.db")
    assert ran.code == 3
    one_line(ran, "mine.db", "cannot be written")


@pytest.mark.parametrize("command", ["compare", "status", "reextract"])
def test_no_database_yet(bangmun: Run, tmp_path: Path, command: str) -> None:
    ran = bangmun(command)
    assert ran.code == 3
    one_line(ran, "bangmun.db", "no database here", "ingest")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("broken", "parts"),
    [
        pytest.param(
            SOURCE.replace("weekly = 1", 'weekly = "often"'), ("two.toml:5", "weekly", "integer"), id="wrong-kind"
        ),
        pytest.param(SOURCE + "dealy = 2\n", ("two.toml:7", "dealy", "no such key"), id="misspelt-key"),
        pytest.param(SOURCE.replace('name = "청주시"\n', ""), ("two.toml:", "name", "missing"), id="missing-key"),
        pytest.param(
            SOURCE.replace('kind = "rss"', 'kind = "board"\nfamily = "acme"'),
            ("two.toml:4", "family", "one of"),
            id="no-such-family",
        ),
        pytest.param(SOURCE + "list = [", ("two.toml:7", "expected TOML"), id="no-toml"),
    ],
)
def test_a_broken_source_file(bangmun: Run, tmp_path: Path, broken: str, parts: tuple[str, ...]) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "two.toml").write_text(broken, encoding="utf-8")
    alone = bangmun("sources", "check", "--sources", "sources")
    assert alone.code == 3
    assert all(part in alone.err.splitlines()[0] for part in parts), alone.err
    (folder / "one.toml").write_text(SOURCE, encoding="utf-8")
    beside = bangmun("sources", "list", "--sources", "sources")
    assert beside.code == 1
    assert beside.out.split("\t")[0] == "one"
    assert all(part in beside.err for part in parts)


def test_a_second_crawl_says_so_and_exits(bangmun: Run, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "one.toml").write_text(SOURCE, encoding="utf-8")
    with open_database(tmp_path / "bangmun.db") as store, store.lock("the first crawl"):
        ran = bangmun("crawl", "--sources", "sources")
    assert ran.code == 3
    one_line(ran, "bangmun.db", "the first crawl")


def test_an_output_that_cannot_be_written(bangmun: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("")
    ran = bangmun("extract", "--jsonl", "in.jsonl", "--out", "no/folder/out.jsonl")
    assert ran.code == 3
    one_line(ran, "no/folder/out.jsonl", "No such file or directory")


def test_the_demo_does_not_touch_a_database_that_is_there(bangmun: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("mine")
    ran = bangmun("demo", "--db", "mine.db")
    assert ran.code == 2
    one_line(ran, "mine.db")
    assert (tmp_path / "mine.db").read_text() == "mine"
