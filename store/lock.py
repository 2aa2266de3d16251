"""The only place that keeps two crawls from one database: a lock of the system, gone with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import Busy, Unwritable


@contextmanager
def hold(database: Path, owner: str) -> Iterator[None]:
    """Hold `<database>.lock` for the block. Raises Busy, naming the holder, where another process holds it.

    The file stays (to remove it would let two crawls lock two files); a killed process leaves no lock behind.
    Not on the database itself: closing any handle of a file drops SQLite's own locks on it."""
    path = database.with_name(database.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Unwritable(f"{path}: cannot be written ({error.strerror})") from error
    try:
        _take(handle, database)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{owner} (process {os.getpid()})".encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int, database: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(handle, 200, 0).decode("utf-8", "replace") or "another process"
        raise Busy(f"{database}: in use by {holder}; wait for it to end or use another --db") from error
