"""The only place for transactions and for writing rows by difference; the tables' classes build on it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from store.errors import NotOurs, Rejected, StoreError, Unwritable

Row = dict[str, Any]

_WORLD = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM,
}  # fmt: skip
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, in one line that names the file."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Rejected(f"{path}: a row was refused: {error}") from error
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code in _WORLD:
            raise Unwritable(f"{path}: {error}; check its rights, the disk and other programs that use it") from error
        if code in _DAMAGE:
            raise NotOurs(f"{path}: damaged or no SQLite database ({error})") from error
        raise
    except UnicodeEncodeError as error:
        raise Rejected(f"{path}: a text holds half a character ({error.reason})") from error


class Tables:
    """A connection and the file that it is of. Not for use by several threads."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db, self.path = db, path

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. May be nested: an inner one that fails takes back its own rows alone.

        The outermost takes the write lock at once (BEGIN IMMEDIATE): a transaction that starts by reading and is
        overtaken by another writer could not be finished. Raises StoreError."""
        with told(self.path):
            if self.db.conn.in_transaction:
                with self._savepoint():
                    yield
                return
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.rollback()
                raise
            self.db.commit()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """One name for all: SQLite takes the innermost. A random name for each costs a system call a time, and a turn
        at the interpreter while other threads fetch."""
        self.db.execute("SAVEPOINT inner_part")
        try:
            yield
        except BaseException:
            if self.db.conn.in_transaction:  # some errors end the whole transaction
                self.db.execute("ROLLBACK TO inner_part")
                self.db.execute("RELEASE inner_part")
            raise
        self.db.execute("RELEASE inner_part")

    @contextmanager
    def statement(self) -> Iterator[None]:
        """The same for a single statement: where it fails SQLite itself takes it back, so that inside a transaction it
        needs no savepoint. Raises StoreError."""
        if not self.db.conn.in_transaction:
            with self.transaction():
                yield
            return
        with told(self.path):
            yield

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        with told(self.path):
            cursor = self.db.execute(sql, dict(values) if isinstance(values, Mapping) else tuple(values))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The query's first row, or None."""
        return next(iter(self.rows(sql, values)), None)

    def insert(self, table: str, row: Row, *, known: str = "") -> bool:
        """Insert one row; False where it was there already. `known` names what may be ('' nothing, 'id' the row)."""
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        clause = f" ON CONFLICT ({known}) DO NOTHING" if known else ""
        cursor = self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}){clause}", tuple(row.values()))
        return cursor.rowcount == 1

    def update(self, table: str, row: Row) -> None:
        """Write `row` over the row of its id."""
        names = ", ".join(f'"{name}" = ?' for name in row if name != "id")
        values = [value for name, value in row.items() if name != "id"]
        self.db.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values, row["id"]))

    def sync(self, table: str, owner: str, owner_id: str, rows: Sequence[Row]) -> bool:
        """Make the rows of one owner those given, touching only what differs. True where anything did."""
        old = {row["id"]: row for row in self.rows(f"SELECT * FROM {table} WHERE {owner} = ?", (owner_id,))}
        new = {row["id"]: row for row in rows}
        gone = [name for name in old if name not in new]
        for name in gone:
            self.db.execute(f"DELETE FROM {table} WHERE id = ?", (name,))
        changed = [row for name, row in new.items() if name in old and old[name] != row]
        for row in changed:
            self.update(table, row)
        fresh = [row for name, row in new.items() if name not in old]
        for row in fresh:
            self.insert(table, row)
        return bool(gone or changed or fresh)


def require(found: Row | None, path: Path, what: str) -> Row:
    """The row, or a StoreError that says what is not there."""
    if found is None:
        raise StoreError(f"{path}: no {what}")
    return found
