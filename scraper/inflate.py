"""The only place that undoes Content-Encoding, piece by piece and never past a limit, so that a bomb stays packed."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli  # no stubs

_GZIP_MAGIC = b"\x1f\x8b"
ACCEPTED = "gzip, deflate, br"


class EncodingError(Exception):
    """`reason`: encoding (not what the header says, or unknown to us), truncated (ends before its own end mark)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class OverLimit(Exception):
    """The unpacked bytes pass the limit."""


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


class _Zlib:
    """gzip (several members too) and deflate in both readings, zlib-wrapped (RFC 9110) and raw (old IIS)."""

    _STEP = 2**18

    def __init__(self, gzip: bool) -> None:
        self._gzip, self._begun = gzip, False
        self._head = b""  # held back until two bytes tell what begins
        self._inner: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        more = bool(data)
        while more:
            if self._inner is None or self._inner.eof:
                self._head, data = b"", self._head + data
                if len(data) < 2:
                    self._head = data
                    return
                if self._begun and not (self._gzip and data.startswith(_GZIP_MAGIC)):
                    return  # padding after the end mark, which browsers ignore too
                self._inner = zlib.decompressobj(31 if self._gzip else 15 if _zlib_header(data) else -15)
                self._begun = True
            out = self._step(self._inner, data)
            yield out
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
            more = bool(data) or len(out) == self._STEP  # a full step may have left output inside

    def _step(self, inner: "zlib._Decompress", data: bytes) -> bytes:
        try:
            return inner.decompress(data, self._STEP)
        except zlib.error as exc:
            raise EncodingError("encoding", str(exc)) from exc

    def finish(self) -> None:
        cut = self._head if self._inner is None else not self._inner.eof
        if cut:
            raise EncodingError("truncated", "the compressed body ends early")


def _zlib_header(data: bytes) -> bool:
    """RFC 1950, 2.2: method 8, and the first two bytes are a multiple of 31."""
    return data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0


class _Brotli:
    _STEP = 2**18

    def __init__(self) -> None:
        self._inner, self._started = brotli.Decompressor(), False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        try:
            while not self._inner.is_finished():
                out = self._inner.process(data, output_buffer_limit=self._STEP)
                if not out and self._inner.can_accept_more_data():
                    return
                yield out
                data = b""  # what was given is inside; a full step may have left output there, too
        except brotli.error as exc:
            raise EncodingError("encoding", str(exc)) from exc

    def finish(self) -> None:
        if self._started and not self._inner.is_finished():
            raise EncodingError("truncated", "the compressed body ends early")


class _Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        return None


def _decoder(name: str) -> _Decoder:
    match name:
        case "identity" | "utf-8" | "none":  # the last two are no encodings, but old servers send them
            return _Identity()
        case "gzip" | "x-gzip":
            return _Zlib(gzip=True)
        case "deflate":
            return _Zlib(gzip=False)
        case "br":
            return _Brotli()
    raise EncodingError("encoding", f"unknown content-encoding {name!r}")


def _through(pieces: Iterable[bytes], decoder: _Decoder) -> Iterator[bytes]:
    for piece in pieces:
        yield from decoder.feed(piece)
    decoder.finish()


def inflate(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body behind a Content-Encoding value ('gzip', 'deflate, br', ''), at most `limit` bytes of it.

    Layers are undone from last to first (RFC 9110, 8.4). Raises EncodingError and OverLimit; an empty body is empty
    in every encoding.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    for name in reversed(names):
        pieces = _through(pieces, _decoder(name))
    body, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise OverLimit(f"over {limit} bytes unpacked")
        body.append(piece)
    return b"".join(body)
