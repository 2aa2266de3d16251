"""Bodies unpacked piece by piece: any cut between pieces, never past the limit, never half a body."""

import gzip
import random
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest

from scraper.inflate import EncodingError, OverLimit, inflate

TEXT = "군수는 대표단을 맞아 교류를 논의하였다. ".encode() * 400 + random.Random(3).randbytes(3000)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


FORMS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip_members": ("gzip", lambda body: gzip.compress(body[:999]) + gzip.compress(body[999:])),
    "deflate": ("deflate", zlib.compress),
    "raw_deflate": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "two_layers": ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
    "identity": ("identity", bytes),
    "no_encoding_by_name": ("UTF-8", bytes),
}


def cut(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize("size", [1, 2, 7, 1000, 10**6])
@pytest.mark.parametrize(("encoding", "pack"), FORMS.values(), ids=FORMS)
def test_any_cut_gives_the_same_body(encoding: str, pack: Callable[[bytes], bytes], size: int) -> None:
    for body in (TEXT, b"", b"a", bytes(600_000)):
        assert inflate(cut(pack(body), size), encoding, 10**6) == body


PACKED = {name: form for name, form in FORMS.items() if form[1] is not bytes}


@pytest.mark.parametrize(("encoding", "pack"), PACKED.values(), ids=PACKED)
def test_half_a_body_is_none(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(TEXT)
    first_member = len(gzip.compress(TEXT[:999]))  # a cut between two members looks whole
    for end in [*range(1, 40), *range(40, len(packed), 131), len(packed) - 1]:
        if encoding != "gzip" or end != first_member:
            with pytest.raises(EncodingError) as caught:
                inflate([packed[:end]], encoding, 10**6)
            assert caught.value.reason == "truncated"


@pytest.mark.parametrize(("encoding", "pack"), FORMS.values(), ids=FORMS)
def test_the_limit_is_the_last_byte_allowed(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(TEXT)
    assert inflate([packed], encoding, len(TEXT)) == TEXT
    with pytest.raises(OverLimit):
        inflate([packed], encoding, len(TEXT) - 1)


def test_a_bomb_is_left_after_the_limit() -> None:
    taken = 0

    def bomb() -> Iterator[bytes]:
        nonlocal taken
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
        yield block
        for _ in range(1000):
            taken += 1
            yield block[10:]  # without the gzip header; each block stands alone

    with pytest.raises(OverLimit):
        inflate(bomb(), "gzip", 3 * 2**20)
    assert taken <= 4


UNTRUE = {
    "gzip": ("gzip", b"<html>plain</html>"),
    "deflate": ("deflate", b"<html>plain</html>"),
    "brotli": ("br", b"<html>plain</html>"),
    "inner": ("deflate, gzip", gzip.compress(b"<html>plain</html>")),
    "unknown": ("compress", b"\x1f\x9d"),
}


@pytest.mark.parametrize(("encoding", "body"), UNTRUE.values(), ids=UNTRUE)
def test_an_untrue_encoding_is_named(encoding: str, body: bytes) -> None:
    with pytest.raises(EncodingError) as caught:
        inflate([body], encoding, 10**6)
    assert caught.value.reason == "encoding"
