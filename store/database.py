"""The only place where a database is opened, made or refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from store import migrations
from store.base import Tables, told
from store.errors import Missing, NewerSchema, NotOurs, StoreError, Unwritable
from store.store import Store

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables: sqlite.org/stricttables.html
_WAIT_MS = 10_000


def open_database(path: str | Path, *, create: bool = True) -> Store:
    """The database at `path`, made or brought up to date where needed.

    Raises Missing (nothing there and `create` is false), Unwritable, NotOurs, NewerSchema. A file that is not ours
    is left as it was. Close the Store, or use it in a `with` statement."""
    path = Path(path)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"Python's SQLite is {sqlite3.sqlite_version}; 3.37 or newer is needed")
    fresh = _look(path, create)
    with told(path):
        connection = sqlite3.connect(path, timeout=_WAIT_MS / 1000)
    try:
        db = Database(connection, recursive_triggers=False, execute_plugins=False)
        with told(path):
            _recognise(db, path)
            _prepare(db, path)
    except BaseException:
        connection.close()
        if fresh:
            path.unlink(missing_ok=True)
        raise
    return Store(db, path)


def _look(path: Path, create: bool) -> bool:
    """Refuse what can be refused before SQLite touches it. True where there is no file yet."""
    if path.is_dir():
        raise Unwritable(f"{path}: is a folder, not a database file")
    try:
        with path.open("rb+") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        if not path.parent.is_dir():
            raise Unwritable(f"{path}: its folder does not exist") from error
        if not create:
            raise Missing(f"{path}: no database here; 'bangmun crawl' or 'bangmun ingest' makes one") from error
        return True
    except OSError as error:
        raise Unwritable(f"{path}: cannot be written ({error.strerror})") from error
    if head not in (b"", _MAGIC):
        raise NotOurs(f"{path}: not an SQLite database; choose another file with --db")
    return False


def _recognise(db: Database, path: Path) -> None:
    """Pass an empty database and ours up to our own layout; refuse the rest before anything is written."""
    with closing(db.execute("PRAGMA application_id")) as cursor:
        mark = cursor.fetchone()[0]
    tables = db.table_names()
    if mark != migrations.APPLICATION_ID and (mark or tables):
        some = ", ".join(sorted(tables)[:3])
        raise NotOurs(f"{path}: the database of another program (tables {some or 'none'}); choose another with --db")
    newer = migrations.newer_steps(db)
    if newer:
        raise NewerSchema(f"{path}: made by a newer bangmun ({newer[-1]}); update this one")


def _prepare(db: Database, path: Path) -> None:
    """Settings of the connection, then the pending migrations."""
    db.execute("PRAGMA foreign_keys = ON")
    # A commit need not wait for the disk: with WAL a crash of the machine may lose the last ones, never break the file.
    db.execute("PRAGMA synchronous = NORMAL")
    if db.journal_mode != "wal":
        db.enable_wal()
    if migrations.migrations.pending(db):
        with Tables(db, path).transaction():
            migrations.apply(db)
