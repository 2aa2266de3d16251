"""The only place that reads and writes JSON lines: bad lines are told by number, files are replaced whole."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, cast


class LineError(ValueError):
    """A line that is not what it should be; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an input: its number (from 1), and its object or what is wrong with it."""

    number: int
    row: dict[str, Any]
    error: str = ""


def parse(raw: bytes) -> dict[str, Any]:
    """The object that one line holds; LineError where it holds none."""
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise LineError(f"not UTF-8 (byte {err.start + 1})") from err
    except json.JSONDecodeError as err:
        raise LineError(f"not JSON: {err.msg} (column {err.colno})") from err
    except RecursionError as err:
        raise LineError("not JSON: nested too deep") from err
    if not isinstance(row, dict):
        raise LineError(f"expected an object, got {type(row).__name__}")
    return row


def read(handle: Iterable[bytes]) -> Iterator[Line]:
    """Every line that is not blank, in order."""
    for number, raw in enumerate(handle, 1):
        if not raw.strip():
            continue
        try:
            yield Line(number, parse(raw))
        except LineError as err:
            yield Line(number, {}, str(err))


def text_field(row: dict[str, Any], key: str, *, required: bool = False) -> str | None:
    """`row[key]` as text; None where it is absent or null; LineError where it is something else."""
    value = row.get(key)
    if value is None and not required:
        return None
    if not isinstance(value, str) or (required and not value.strip()):
        found = "nothing" if value in (None, "") else json.dumps(value, ensure_ascii=False)[:40]
        raise LineError(f"key '{key}': expected text, got {found}")
    return value


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A text file that takes `path`'s place only when the block ends well; '-' is stdout."""
    if str(path) == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    try:
        out = NamedTemporaryFile(  # noqa: SIM115 (closed below; deleted or renamed by us)
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        )
    except OSError as err:
        raise OSError(err.errno, err.strerror, str(path)) from err  # name the file that was asked for
    try:
        with out:
            yield cast(IO[str], out)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(out.name, 0o666 & ~_umask())
        os.replace(out.name, path)
    except BaseException:  # also an interrupt: nothing half-written stays behind
        os.unlink(out.name)
        raise


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def convert(
    lines: Iterable[Line],
    work: Callable[[dict[str, Any]], dict[str, Any]],
    out: IO[str],
    complain: Callable[[int, str], None],
) -> tuple[int, int]:
    """Write `work(row)` for each line in order; `complain(number, why)` of lines that are none (LineError), which are
    left out, and of rows that carry a `problem`, which are written. Returns (good, bad)."""
    good = bad = 0
    for line in lines:
        try:
            if line.error:
                raise LineError(line.error)
            row = work(line.row)
        except LineError as err:
            bad += 1
            complain(line.number, str(err))
            continue
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        if row.get("problem"):
            bad += 1
            complain(line.number, row["problem"])
        else:
            good += 1
    return good, bad
