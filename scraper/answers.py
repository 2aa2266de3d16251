"""The only place that reads what came back: an answer's headers as text, its body within limits, what follows it."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote_from_bytes

import httpcore

from scraper import inflate, network
from scraper.errors import FetchError, TooLarge
from scraper.retry import Again

_NO_BODY = frozenset({204, 304})
_ASIDE_LIMIT = 2**20  # bytes kept of an answer that is not a page: errors, redirects
_ASCII = "".join(map(chr, range(0x21, 0x7F)))


class Answer:
    """One answer whose headers are here and whose body is still to come. Close it, read or not."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response
        self.status, self.raw = response.status, response.headers
        self.headers = header_map(response.headers)

    def body(self, url: str, max_bytes: int, max_decoded: int) -> bytes:
        """The unpacked body. Of an answer that is no page, what could be read within a small limit."""
        if 200 <= self.status < 300:
            return self._read(url, max_bytes, max_decoded)
        try:
            return self._read(url, _ASIDE_LIMIT, _ASIDE_LIMIT)
        except (FetchError, Again, network.NetworkFault):
            return b""  # the status is the answer; its body was only for the archive

    def close(self) -> None:
        """Let the connection go."""
        self._response.close()

    def clean_up(self) -> None:
        """Close a connection on which more came than the answer; its rest must not become another page."""
        stream = self._response.extensions.get("network_stream")
        if not isinstance(stream, network.Stream) or stream.http2:
            return
        chunked = "transfer-encoding" in self.headers
        if stream.rest(None if chunked else 0 if self.status in _NO_BODY else self._length() or 0):
            stream.close()

    def _read(self, url: str, max_bytes: int, max_decoded: int) -> bytes:
        declared = self._length()
        if declared is not None and declared > max_bytes:
            raise TooLarge(url, "too-large", f"Content-Length {declared}, over {max_bytes} bytes")
        try:
            encoding = self.headers.get("content-encoding", "")
            return inflate.inflate(_limited(self._pieces(), max_bytes, url), encoding, max_decoded)
        except inflate.OverLimit as exc:
            raise TooLarge(url, "too-large-decoded", str(exc)) from exc
        except inflate.EncodingError as exc:
            error = FetchError(url, exc.reason, exc.detail)
            raise (Again(error) if exc.reason == "truncated" else error) from exc

    def _pieces(self) -> Iterator[bytes]:
        with network.faults():
            yield from self._response.iter_stream()

    def _length(self) -> int | None:
        declared = self.headers.get("content-length", "")
        return int(declared) if declared.isascii() and declared.isdecimal() else None


def header_map(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Lower-case names; repeated ones joined by ', ' (RFC 9110, 5.3). Location keeps its bytes, percent-encoded."""
    found: dict[str, str] = {}
    for raw_name, value in raw:
        name = raw_name.decode("ascii").lower()
        if name == "location":  # a path in raw EUC-KR or UTF-8 means those bytes, whatever text they look like
            found.setdefault(name, quote_from_bytes(value, safe=_ASCII))
        else:
            found[name] = f"{found[name]}, {_text(value)}" if name in found else _text(value)
    return found


def _text(raw: bytes) -> str:
    """Headers are ASCII by the book; Korean servers put file names into them as UTF-8 or CP949."""
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _limited(pieces: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLarge(url, "too-large", f"over {limit} bytes")
        yield piece
