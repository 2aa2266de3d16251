"""Which files are opened, made, brought up to date and refused."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store import migrations
from store.database import open_database
from store.errors import Missing, NewerSchema, NotOurs, StoreError, Unwritable

TABLES = {
    "sources", "runs", "source_runs", "pages", "articles", "article_revisions", "attachments", "claims",
    "claim_cities", "claim_countries", "claim_sites", "claim_organizations", "claim_groups", "evidence", "checks",
    "figures", "figure_claims", "corrections", "problems", "cities", "countries", "frontier",
}  # fmt: skip


def names(path: Path, kind: str = "table") -> set[str]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()
    return {name for (name,) in found if not name.startswith(("_", "sqlite_"))}


def test_a_new_file_gets_all_tables_of_the_contract(path: Path) -> None:
    open_database(path).close()
    assert names(path) == TABLES
    assert names(path, "view") == {"delegations"}


def test_tables_are_strict_with_primary_key_id(path: Path) -> None:
    with open_database(path) as store:
        listed = {r["name"]: r["strict"] for r in store.rows("SELECT name, strict FROM pragma_table_list")}
        keys = {
            name: [r["name"] for r in store.rows("SELECT name FROM pragma_table_info(?) WHERE pk > 0", (name,))]
            for name in TABLES
        }
    assert {name for name in TABLES if listed[name] != 1} == set()
    assert {name for name, key in keys.items() if key != ["id"]} == set()


def test_view_has_the_columns_of_the_contract(path: Path) -> None:
    with open_database(path) as store:
        columns = [r["name"] for r in store.rows("SELECT name FROM pragma_table_info('delegations')")]
    wanted = (
        "city countries country_count delegates qualifier sites dates kind status confidence title publisher url quote"
    )
    assert set(wanted.split()) <= set(columns)
    assert {"id", "article_id", "source_id"} <= set(columns)


def test_settings_of_the_connection(path: Path) -> None:
    with open_database(path) as store:
        found = {name: store.rows(f"PRAGMA {name}")[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")}
    assert [next(iter(row.values())) for row in found.values()] == ["wal", 1, 10_000]


def test_opening_again_changes_nothing(path: Path) -> None:
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    open_database(path).close()
    assert names(path) == TABLES


def test_a_step_that_died_half_way_is_done_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(db: object, name: str) -> None:
        if name == "m001_view.sql":
            raise KeyboardInterrupt
        run(db, name)  # type: ignore[arg-type]

    run = migrations._run
    path.touch()  # a file that stood there before is not taken away
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "_run", dies)
        with pytest.raises(KeyboardInterrupt):
            open_database(path)
    assert names(path) == set()
    open_database(path).close()
    assert names(path) == TABLES


def test_two_at_once_make_one_database(path: Path) -> None:
    errors: list[Exception] = []

    def work() -> None:
        try:
            open_database(path).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert names(path) == TABLES


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id TEXT)")


def foreign_mark(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 252006673")


def text_file(path: Path) -> None:
    path.write_text("도시,국가\n해온시,몽골\n", encoding="utf-8")


def short_binary(path: Path) -> None:
    path.write_bytes(b"\x00\x01")


def damaged(path: Path) -> None:
    open_database(path).close()
    body = path.read_bytes()
    path.write_bytes(body[:100] + b"\xff" * 6000 + body[6100:])


def cut(path: Path) -> None:
    open_database(path).close()
    path.write_bytes(path.read_bytes()[:60])


def newer(path: Path) -> None:
    with open_database(path) as store:
        store.db["_sqlite_migrations"].insert(
            {"migration_set": "bangmun", "name": "m999_future", "applied_at": "2030-01-01"}
        )


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        pytest.param(foreign, NotOurs, "another program (tables articles)", id="foreign-tables"),
        pytest.param(foreign_mark, NotOurs, "another program", id="foreign-mark"),
        pytest.param(text_file, NotOurs, "not an SQLite database", id="text-file"),
        pytest.param(short_binary, NotOurs, "not an SQLite database", id="short-binary"),
        pytest.param(damaged, NotOurs, "damaged", id="damaged"),
        pytest.param(cut, NotOurs, "damaged", id="cut-in-the-header"),
        pytest.param(newer, NewerSchema, "newer bangmun (m999_future)", id="newer"),
        pytest.param(folder, Unwritable, "is a folder", id="folder"),
    ],
)
def test_refused_in_one_line_and_left_alone(
    path: Path, make: Callable[[Path], None], error: type[StoreError], words: str
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as caught:
        open_database(path)
    message = str(caught.value)
    assert words in message
    assert str(path) in message
    assert "\n" not in message
    assert (path.read_bytes() if path.is_file() else None) == before


def test_nothing_there_and_none_to_be_made(path: Path) -> None:
    with pytest.raises(Missing, match="no database here"):
        open_database(path, create=False)
    assert not path.exists()


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="folder does not exist"):
        open_database(tmp_path / "none" / "test.db")


def test_below_a_file(path: Path) -> None:
    path.touch()
    with pytest.raises(Unwritable, match="cannot be written"):
        open_database(path / "test.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_file_without_the_right_to_write(path: Path) -> None:
    open_database(path).close()
    path.chmod(0o444)
    with pytest.raises(Unwritable, match="cannot be written"):
        open_database(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_the_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(Unwritable):
        open_database(tmp_path / "test.db")
    tmp_path.chmod(0o755)
