"""The only place that reads WARC files, ours and those of other crawlers: response records in, Pages out."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from scraper import inflate
from scraper.errors import ArchiveError
from scraper.records import Page

ORIGINAL = "x-archive-orig-"  # before a header that no longer describes the record's own bytes
REQUESTED = "Bangmun-Requested-URI"  # what was asked, where a redirect answered
SOURCE = "Bangmun-Source"

_NOT_PAGES = frozenset({"warcinfo", "request", "metadata"})  # they go with the responses
_OTHERS = frozenset({"revisit", "resource", "conversion", "continuation"})
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")  # gzip, zstd
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


# The last three are what warcio's parser trips over where a record's head is cut or garbled.
_UNREADABLE = (ArchiveLoadFailed, zlib.error, gzip.BadGzipFile, ValueError, AttributeError, AssertionError, IndexError)


class Skipped(NamedTuple):
    """A record that gave no Page.

    `reason`: revisit (the body stands in an older record), resource, conversion, continuation (no HTTP answer or a part
    of one), unknown-type, not-http, no-date, no-status, cut (the crawler stopped in the body), encoding, truncated,
    too-large, torn (the file ends inside), broken (nothing after it can be read).
    """

    url: str
    reason: str
    detail: str = ""


class _Skip(Exception):
    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def _ignore(skipped: Skipped) -> None:
    """What happens to skipped records when nobody asks."""


def iter_pages(
    path: Path | str, on_skip: Callable[[Skipped], None] = _ignore, max_decoded: int = 64 * 2**20
) -> Iterator[Page]:
    """The pages of a .warc, .warc.gz or .arc file, in its order; of any status, redirects and errors too.

    Bodies come unpacked (gzip, deflate, br) and dechunked; one that its crawler had unpacked already, though the
    headers say otherwise, is taken as it is. A torn or broken end stops the iteration after the last whole record and
    is reported. Raises ArchiveError for a file that cannot be opened or is no such archive at all.
    """
    try:
        with Path(path).open("rb") as file:
            yield from _pages(_plain(file, path), path, on_skip, max_decoded)
    except OSError as exc:
        raise ArchiveError(f"{path}: cannot read the archive: {exc.strerror or exc}") from exc


def one_page(record: bytes, max_decoded: int = 2**31) -> Page:
    """The page of one unpacked record. Raises ValueError where it holds none."""
    skipped: list[Skipped] = []
    pages = list(_pages(_Tail(BytesIO(record)), "record", skipped.append, max_decoded))
    if len(pages) != 1:
        raise ValueError(f"{len(pages)} pages {[s.reason for s in skipped]}")
    return pages[0]


class _Tail:
    """A stream whose torn end looks like its end, and is remembered."""

    def __init__(self, inner: BinaryIO | gzip.GzipFile) -> None:
        # read1: a longer read over the torn place would lose the whole bytes before it, too
        self._read = inner.read1 if isinstance(inner, gzip.GzipFile) else inner.read
        self.torn = self.ended = False
        self.last = b""

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read(size)
        except EOFError:  # a gzip member without its end
            self.torn, data = True, b""
        self.ended = self.ended or not data
        self.last = data[-1:] or self.last
        return data


def _plain(file: BinaryIO, path: Path | str) -> _Tail:
    """The unpacked stream; gzip of one member or many, as some crawlers pack the whole file at once."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(_ZSTD):
        raise ArchiveError(f"{path}: WARC packed with zstd; unpack it first (zstd -d)")
    return _Tail(gzip.GzipFile(fileobj=file) if head.startswith(_GZIP) else file)


def _pages(stream: _Tail, path: Path | str, on_skip: Callable[[Skipped], None], max_decoded: int) -> Iterator[Page]:
    seen = 0
    url = ""
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            seen += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            try:
                page = _page(record, url, max_decoded)
            except _Skip as skip:
                on_skip(Skipped(url, skip.reason, skip.detail))
                continue
            if page is not None:
                yield page
        if stream.torn or stream.last not in (b"\n", b""):  # every record ends with line breaks
            raise EOFError("the file ends inside a record")
    except EOFError as exc:
        on_skip(Skipped(url, "torn", str(exc)))
    except _UNREADABLE as exc:
        if not seen:
            raise ArchiveError(f"{path}: not a WARC file: {exc}") from exc
        on_skip(Skipped(url, "torn" if stream.ended else "broken", str(exc)))
    else:
        if not seen:
            raise ArchiveError(f"{path}: holds no record")


def _page(record: Any, url: str, max_decoded: int) -> Page | None:
    """A record's page, None for records that only go with one."""
    if record.length is None:
        raise EOFError("a record without a length")
    kind = record.rec_type
    if kind in _NOT_PAGES:
        return None
    if kind in _OTHERS:
        raise _Skip(kind)
    if kind != "response":
        raise _Skip("unknown-type", str(kind))
    if not url.lower().startswith(("http:", "https:")) or record.http_headers is None:
        raise _Skip("not-http")
    if record.rec_headers.get_header("WARC-Truncated"):
        raise _Skip("cut", record.rec_headers.get_header("WARC-Truncated"))
    sent = _headers(record.http_headers.headers)
    return Page(
        url=record.rec_headers.get_header(REQUESTED) or url,
        final_url=url,
        fetched_at=_date(record.rec_headers.get_header("WARC-Date")),
        status=_status(record.http_headers.get_statuscode()),
        headers=_original(sent),
        body=_body(record, sent, max_decoded),
        source=record.rec_headers.get_header(SOURCE) or "",
    )


def _date(text: str | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError as exc:
        raise _Skip("no-date", text or "") from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # WARC dates are UTC, some writers forget the Z


def _status(code: str) -> int:
    if not code.isdecimal():
        raise _Skip("no-status", code)
    return int(code)


def _headers(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _original(headers: dict[str, str]) -> dict[str, str]:
    """The headers as the server sent them: an archive's own Content-Length makes place for the original ones."""
    moved = {name.removeprefix(ORIGINAL): value for name, value in headers.items() if name.startswith(ORIGINAL)}
    kept = {name: value for name, value in headers.items() if not name.startswith(ORIGINAL)}
    return kept | moved


def _body(record: Any, sent: dict[str, str], max_decoded: int) -> bytes:
    raw: bytes = record.raw_stream.read(max_decoded + 1)
    if len(raw) > max_decoded:
        raise _Skip("too-large", f"over {max_decoded} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("the file ends inside a record")
    if "chunked" in sent.get("transfer-encoding", "").lower():
        raw = ChunkedDataReader(BytesIO(raw)).read()  # takes a body that was dechunked already as it is
    encoding = sent.get("content-encoding", "")
    try:
        return inflate.inflate([raw], encoding, max_decoded)
    except inflate.OverLimit as exc:
        raise _Skip("too-large", str(exc)) from exc
    except inflate.EncodingError as exc:
        if exc.reason == "truncated" or raw.startswith(_PACKED):
            raise _Skip(exc.reason, exc.detail) from exc
        return raw
