"""The only place that opens office files, in a process of its own with limits of time and memory.

`python -m scraper.office` reads a file from stdin and writes what it found as JSON to stdout.
"""

import importlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from scraper.errors import CleanError
from scraper.pieces import Piece
from scraper.refusals import Encrypted, TooBig

if TYPE_CHECKING:
    from scraper.records import AttachmentStatus

SECONDS = 30
MEMORY = 1_500_000_000  # bytes of address space; pdfium maps a good part of it without using it
MAX_BYTES = 60_000_000
_READERS = ("hwp5", "hwpx", "pdf")  # modules of this room; the child loads the one that it needs


class Opened(NamedTuple):
    """What became of a file: its status, what it is, its pieces, and a line that says what went wrong."""

    status: "AttachmentStatus"
    media: str
    pieces: tuple[Piece, ...] = ()
    reason: str = ""


def media_of(data: bytes) -> str:
    """hwp5, hwpx, pdf, zip or '' by the first bytes, whatever the file is called."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "hwp5"
    if data.startswith(b"PK\x03\x04"):
        return "hwpx" if b"mimetypeapplication/hwp+zip" in data[:200] or b"Contents/section" in data else "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return ""


def open_file(data: bytes, media: str) -> Opened:
    """Reads an office file in a child process. Never raises: a parser that dies is a broken file."""
    if len(data) > MAX_BYTES:
        return Opened("too_large", media, reason=f"{len(data):,} bytes")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "scraper.office", media],
            input=data,
            capture_output=True,
            timeout=SECONDS + 5,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Opened("too_large", media, reason=f"not read within {SECONDS} s")
    except OSError as err:
        return Opened("broken", media, reason=f"no process to read it in: {err}")
    if done.returncode != 0:
        return Opened("broken", media, reason=f"its parser ended with {done.returncode}")
    return _loaded(done.stdout, media)


def _loaded(out: bytes, media: str) -> Opened:
    result = json.loads(out)
    pieces = tuple(Piece(kind, text, tuple(tuple(row) for row in rows)) for kind, text, rows in result["pieces"])
    return Opened(result["status"], media, pieces, result["reason"])


def read(data: bytes, media: str) -> Opened:
    """Reads an office file here and now; `open_file` does the same behind limits."""
    if media not in _READERS:
        return Opened("unsupported", "other", reason=media)
    try:
        pieces = tuple(importlib.import_module(f"scraper.{media}").read(data))
    except Encrypted as err:
        return Opened("encrypted", media, reason=str(err))
    except (TooBig, MemoryError) as err:
        return Opened("too_large", media, reason=str(err) or "out of memory")
    except CleanError as err:
        return Opened("broken", media, reason=str(err))
    return Opened("ok" if any(p.text.strip() for p in pieces) else "empty", media, pieces)


def limit() -> None:
    """Bounds this process's time and memory, where the platform can."""
    if sys.platform == "win32":
        return
    resource = importlib.import_module("resource")  # POSIX has it
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_BYTES * 2, MAX_BYTES * 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """The child's side."""
    limit()
    result = read(sys.stdin.buffer.read(MAX_BYTES + 1), sys.argv[1])
    pieces = [[p.kind, p.text, p.rows] for p in result.pieces]
    sys.stdout.write(json.dumps({"status": result.status, "reason": result.reason, "pieces": pieces}))


if __name__ == "__main__":
    main()
