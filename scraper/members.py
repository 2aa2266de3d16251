"""The only place that knows gzip members: one for each WARC record, its length in its header, a torn last one cut off.

A member's header carries the extra field 'sl' (skip length, WARC 1.0 annex D): packed and unpacked length. So a file
is checked by hopping from header to header, and only the last members are unpacked.
"""

import struct
import zlib
from typing import BinaryIO, NamedTuple

# magic, deflate, flag FEXTRA, no time, no hint, unknown system (RFC 1952, 2.3), 12 bytes of extra: 'sl', 8 bytes
_HEAD = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff\x0c\x00sl\x08\x00"
_LENGTHS = struct.Struct("<II")
_TAIL = struct.Struct("<II")  # CRC-32 and length of what was packed
_HEAD_SIZE = len(_HEAD) + _LENGTHS.size


class Span(NamedTuple):
    """Where a member stands in its file, in bytes."""

    offset: int
    length: int


class BadMember(Exception):
    """Bytes that are no whole gzip member."""


def pack(data: bytes, level: int = 4) -> bytes:
    """One gzip member that says its own length; any gzip reader takes it.

    Level 4 packs Korean pages to 20.7% at twice the speed of level 6, which makes 19.8% of them.
    """
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    size = _HEAD_SIZE + len(packed) + _TAIL.size
    return _HEAD + _LENGTHS.pack(size, len(data)) + packed + _TAIL.pack(zlib.crc32(data), len(data) & 0xFFFFFFFF)


def unpack(member: bytes) -> bytes:
    """What one whole member holds. Raises BadMember."""
    inner = zlib.decompressobj(31)
    try:
        data = inner.decompress(member)
    except zlib.error as exc:
        raise BadMember(str(exc)) from exc
    if not inner.eof or inner.unused_data:
        raise BadMember("not one whole gzip member")
    return data


def _span(file: BinaryIO, offset: int, size: int) -> Span | None:
    """The member at an offset, None where no whole one of ours begins."""
    file.seek(offset)
    head = file.read(_HEAD_SIZE)
    if len(head) < _HEAD_SIZE or not head.startswith(_HEAD):
        return None
    length, _ = _LENGTHS.unpack_from(head, len(_HEAD))
    return Span(offset, length) if length > _HEAD_SIZE and offset + length <= size else None


def _whole(file: BinaryIO, span: Span) -> bool:
    file.seek(span.offset)
    try:
        unpack(file.read(span.length))
    except BadMember:
        return False
    return True


def whole_length(file: BinaryIO, check_last: int) -> int:
    """Up to which byte a file of our members is whole; its last `check_last` members are unpacked and checked.

    Older members were on the disk before the newer ones were written (see scraper.archive), so a crash cannot have
    torn them. Raises BadMember where whole members follow the broken place: that is damage, not a torn end.
    """
    size = file.seek(0, 2)
    spans: list[Span] = []
    end = 0
    while end < size and (span := _span(file, end, size)) is not None:
        spans.append(span)
        end += span.length
    for span in reversed(spans[-check_last:]):
        if not _whole(file, span):
            end = span.offset
    if end < size and _member_after(file, end + 1, size):
        raise BadMember(f"damaged at byte {end}, with whole records behind it")
    return end


def _member_after(file: BinaryIO, offset: int, size: int) -> bool:
    file.seek(offset)
    rest = file.read()
    at = rest.find(_HEAD)
    while at >= 0:
        span = _span(file, offset + at, size)
        if span is not None and _whole(file, span):
            return True
        at = rest.find(_HEAD, at + 1)
    return False
