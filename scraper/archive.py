"""The only place that writes WARC files: every answer of a crawl, one gzip member each, found again by file and offset.

Files are WARC 1.1 (ISO 28500:2017), named bangmun-00001.warc.gz and so on, a new one after `max_bytes`. What is kept of
a page is what Page holds: the body unpacked, so Content-Encoding, Transfer-Encoding and Content-Length stand in the
record as X-Archive-Orig-…, as other archives do it, and are put back when read.

Safety: a record is one write() to the end of the file, so a killed process leaves a torn last record at most, which
the next writer cuts off. fsync runs every `sync_every` records, at sync() and at close(): a power cut costs what came
since. A caller that commits rows which point here calls sync() first.
"""

import fcntl
import os
import re
from base64 import b32encode
from collections.abc import Callable, Iterator
from datetime import UTC
from hashlib import sha1
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO
from uuid import uuid4

from scraper.errors import ArchiveError
from scraper.members import BadMember, pack, unpack, whole_length
from scraper.policy import package_version
from scraper.records import Page, Record
from scraper.warc import ORIGINAL, REQUESTED, SOURCE, Skipped, iter_pages, one_page

__all__ = ["Archive", "ArchiveRef", "Skipped", "iter_pages"]

_NAME = re.compile(r"bangmun-(\d{5,})\.warc\.gz")
_LOCK = ".writer.lock"
_RENAMED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_BREAKS = re.compile(r"[\r\n\0]+")


class ArchiveRef(Record):
    """Where a page stands: `file` is a name inside the archive's folder, `offset` and `length` are bytes of it."""

    file: str
    offset: int
    length: int


class Archive:
    """A folder of WARC files with one writer at a time; reading needs no lock. Threads may share it.

    The folder is made, locked and repaired at the first write. `repaired` counts the bytes of torn records cut off.
    """

    def __init__(self, path: Path | str, *, max_bytes: int = 2**30, sync_every: int = 64) -> None:
        self.path = Path(path)
        self.repaired = 0
        self._max_bytes, self._sync_every = max_bytes, sync_every
        self._guard = Lock()
        self._lock_file: BinaryIO | None = None
        self._file: BinaryIO | None = None
        self._name, self._end, self._unsynced = "", 0, 0

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, page: Page) -> ArchiveRef:
        """Append a page. Raises ArchiveError where another writer holds the folder or the disk refuses."""
        member = pack(record(page))
        with self._guard:
            try:
                return self._append(member)
            except OSError as exc:
                raise ArchiveError(f"{self.path}: cannot write the archive: {exc.strerror or exc}") from exc

    def read(self, ref: ArchiveRef) -> Page:
        """The page at a reference. Raises ArchiveError where it does not stand there."""
        where = f"{ref.file} at byte {ref.offset}"
        _number(ref.file)  # a name of ours, no path to elsewhere
        try:
            with (self.path / ref.file).open("rb") as file:
                file.seek(ref.offset)
                return one_page(unpack(file.read(ref.length)))
        except OSError as exc:
            raise ArchiveError(f"{where}: cannot read the archive: {exc.strerror or exc}") from exc
        except (BadMember, ValueError) as exc:
            raise ArchiveError(f"{where}: no whole record there: {exc}") from exc

    def pages(self, on_skip: Callable[[Skipped], None] | None = None) -> Iterator[Page]:
        """Every page of the folder, oldest first; see scraper.warc.iter_pages."""
        for path in self.files():
            yield from iter_pages(path) if on_skip is None else iter_pages(path, on_skip)

    def files(self) -> list[Path]:
        """The archive's own files, oldest first."""
        found = [path for path in self.path.glob("bangmun-*.warc.gz") if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: _number(path.name))

    def sync(self) -> None:
        """Everything written so far is on the disk when this returns."""
        with self._guard:
            self._sync()

    def close(self) -> None:
        """Sync, close and let other writers in. The archive opens again at the next write."""
        with self._guard:
            self._sync()
            for file in (self._file, self._lock_file):
                if file is not None:
                    file.close()
            self._file = self._lock_file = None

    def _append(self, member: bytes) -> ArchiveRef:
        file = self._ready()
        offset = self._end
        self._put(file, member)
        self._unsynced += 1
        if self._unsynced >= self._sync_every:
            self._sync()
        return ArchiveRef(file=self._name, offset=offset, length=len(member))

    def _put(self, file: BinaryIO, member: bytes) -> None:
        """One write(); where the disk takes part of it only, that part is cut off again."""
        written = 0
        try:
            written = file.write(member)
        finally:
            if written != len(member):
                os.ftruncate(file.fileno(), self._end)
        if written != len(member):
            raise OSError(f"{written} of {len(member)} bytes written")
        self._end += written

    def _sync(self) -> None:
        if self._file is not None and self._unsynced:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def _ready(self) -> BinaryIO:
        if self._file is None:
            self._take()
            names = [path.name for path in self.files()]
            self._open(names[-1] if names else _name(1))
        if self._end >= self._max_bytes:
            self._open(_name(_number(self._name) + 1))
        assert self._file is not None
        return self._file

    def _take(self) -> None:
        if self._lock_file is not None:
            return
        self.path.mkdir(parents=True, exist_ok=True)
        lock = (self.path / _LOCK).open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            lock.close()
            raise ArchiveError(f"{self.path}: another crawl is writing this archive") from exc
        self._lock_file = lock

    def _open(self, name: str) -> None:
        """Open a file at its whole end; a damaged one is left as it is, and the next number begins."""
        self._sync()
        if self._file is not None:
            self._file.close()
        file = (self.path / name).open("a+b", buffering=0)
        size = file.seek(0, os.SEEK_END)
        try:
            self._end = whole_length(file, self._sync_every)
        except BadMember:
            file.close()
            self._open(_name(_number(name) + 1))
            return
        if self._end < size:
            file.truncate(self._end)
            self.repaired += size - self._end
        self._file, self._name = file, name
        if self._end == 0:
            self._put(file, pack(_info(name)))


def _name(number: int) -> str:
    return f"bangmun-{number:05}.warc.gz"


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    if found is None:
        raise ArchiveError(f"{name}: no file of this archive, expected bangmun-NNNNN.warc.gz")
    return int(found[1])


def record(page: Page) -> bytes:
    """A page as a WARC response record."""
    block = _http(page)
    fields = {
        "WARC-Type": "response",
        "WARC-Target-URI": page.final_url,
        "WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Payload-Digest": "sha1:" + b32encode(sha1(page.body, usedforsecurity=False).digest()).decode("ascii"),
        "Content-Type": "application/http; msgtype=response",
    }
    if page.url != page.final_url:
        fields[REQUESTED] = page.url
    if page.source:
        fields[SOURCE] = page.source
    return _record(fields, block)


def _info(name: str) -> bytes:
    text = f"software: bangmun/{package_version()}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n"
    fields = {"WARC-Type": "warcinfo", "WARC-Filename": name, "Content-Type": "application/warc-fields"}
    return _record(fields, text.encode("utf-8"))


def _record(fields: dict[str, str], block: bytes) -> bytes:
    every = {"WARC-Record-ID": f"<urn:uuid:{uuid4()}>", **fields, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {_BREAKS.sub(' ', value)}\r\n" for name, value in every.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def _http(page: Page) -> bytes:
    phrase = HTTPStatus(page.status).phrase if page.status in HTTPStatus._value2member_map_ else ""
    lines = [f"HTTP/1.1 {page.status} {phrase}"]
    for name, value in page.headers.items():
        kept = ORIGINAL + name if name in _RENAMED else name
        lines.append(f"{kept}: {_BREAKS.sub(' ', value)}")
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + page.body
