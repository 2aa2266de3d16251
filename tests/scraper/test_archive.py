"""What is written is read again, by us and by others; what was torn is cut off; what others wrote is read."""

import gzip
import os
import random
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.archive import Archive, ArchiveRef, Skipped, iter_pages
from scraper.errors import ArchiveError
from scraper.members import BadMember, pack, unpack
from scraper.records import Page

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def page(number: int = 1, **changed: object) -> Page:
    made = Page(
        url=f"https://city.test/view?no={number}",
        final_url=f"https://city.test/view?no={number}",
        fetched_at=MOMENT + timedelta(seconds=number),
        status=200,
        headers={"content-type": "text/html; charset=euc-kr"},
        body=random.Random(number).randbytes(1500) + "본문 ".encode("cp949") * 200,
        source="city",
    )
    return made.model_copy(update=changed)


PAGES = {
    "plain": page(),
    "redirected": page(final_url="https://city.test/새글?a=1&b=2"),
    "no_source": page(source=""),
    "empty": page(body=b""),
    "unchanged": page(status=304, body=b"", headers={"etag": '"v1"'}),
    "error": page(status=404, body=b"none"),
    "odd_status": page(status=599),
    "large": page(body=bytes(3_000_000)),
    "packed_on_the_wire": page(headers={"content-encoding": "gzip", "transfer-encoding": "chunked", "x": "y"}),
    "length_on_the_wire": page(headers={"content-encoding": "br", "content-length": "12"}),
    "korean_header": page(headers={"content-disposition": 'attachment; filename="보도자료.hwp"', "empty": ""}),
    "body_like_a_record": page(body=b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
    "body_like_a_member": page(body=pack(b"WARC/1.1 inside") * 3),
    "other_zone": page(fetched_at=datetime.fromisoformat("2026-03-02T18:30:15+09:00")),
}


@pytest.mark.parametrize("kept", PAGES.values(), ids=PAGES)
def test_a_page_comes_back_as_it_was(kept: Page, tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        first = archive.write(page(7))
        ref = archive.write(kept)
        assert archive.read(ref) == kept
        assert list(archive.pages()) == [page(7), kept]
    assert Archive(tmp_path).read(ref) == kept
    assert ref.offset == first.offset + first.length
    assert not Path(ref.file).is_absolute()


def test_another_reader_understands_the_file(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        refs = [archive.write(page(n)) for n in range(5)]
    with (tmp_path / refs[0].file).open("rb") as file:
        records = []
        iterator = ArchiveIterator(file, check_digests="raise")
        for record in iterator:
            body = record.content_stream().read()
            fields = record.rec_headers
            records.append((record.rec_type, fields.get_header("WARC-Target-URI"), body, iterator.get_record_offset()))
    assert records[0][0] == "warcinfo"
    assert records[1:] == [("response", page(n).url, page(n).body, refs[n].offset) for n in range(5)]


def test_line_breaks_in_a_header_make_no_header(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        got = archive.read(archive.write(page(headers={"x": "a\r\nset-cookie: b"})))
    assert got.headers == {"x": "a set-cookie: b"}


def test_files_are_numbered_and_filled_up_to_their_size(tmp_path: Path) -> None:
    with Archive(tmp_path, max_bytes=5000) as archive:
        refs = [archive.write(page(n)) for n in range(9)]
    with Archive(tmp_path, max_bytes=5000) as archive:
        refs.append(archive.write(page(9)))
        assert [archive.read(ref) for ref in refs] == [page(n) for n in range(10)]
        assert list(archive.pages()) == [page(n) for n in range(10)]
        assert len({ref.file for ref in refs}) == len(archive.files()) > 2


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with Archive(tmp_path) as first:
        ref = first.write(page())
        second = Archive(tmp_path)
        with pytest.raises(ArchiveError, match="another crawl"):
            second.write(page())
        assert second.read(ref) == page()
        first.close()
        second.write(page(2))
        second.close()
        assert len(list(first.pages())) == 2


def test_threads_share_an_archive(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with Archive(tmp_path) as archive, ThreadPoolExecutor(8) as threads:
        refs = list(threads.map(archive.write, (page(n) for n in range(100))))
        assert [archive.read(ref) for ref in refs] == [page(n) for n in range(100)]


BROKEN_REFS = {
    "no_file": ArchiveRef(file="bangmun-00009.warc.gz", offset=0, length=10),
    "between_records": ArchiveRef(file="bangmun-00001.warc.gz", offset=3, length=100),
    "too_short": ArchiveRef(file="bangmun-00001.warc.gz", offset=0, length=10),
    "not_a_page": ArchiveRef(file="bangmun-00001.warc.gz", offset=0, length=-1),
    "beyond_the_end": ArchiveRef(file="bangmun-00001.warc.gz", offset=10**9, length=10),
    "elsewhere": ArchiveRef(file="../secret", offset=0, length=10),
}


@pytest.mark.parametrize("ref", BROKEN_REFS.values(), ids=BROKEN_REFS)
def test_a_reference_to_nothing_is_an_error(ref: ArchiveRef, tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(page())
        with pytest.raises(ArchiveError):
            archive.read(ref)


def test_an_archive_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError, match="cannot write"):
        Archive(tmp_path / "file").write(page())


# Torn and damaged files


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, list[ArchiveRef]]:
    with Archive(tmp_path) as archive:
        refs = [archive.write(page(n)) for n in range(6)]
    return tmp_path / refs[0].file, refs


def test_a_torn_last_record_is_cut_off_wherever_it_is_torn(written: tuple[Path, list[ArchiveRef]]) -> None:
    path, refs = written
    whole, last = path.read_bytes(), refs[-1]
    for cut in [*range(1, 60), *range(60, last.length, 37), last.length - 1]:
        path.write_bytes(whole[: last.offset + cut])
        skipped: list[Skipped] = []
        before = list(iter_pages(path, skipped.append))
        assert before[:5] == [page(n) for n in range(5)]
        assert [s.reason for s in skipped][-1] in ("torn", "broken")
        with Archive(path.parent) as archive:
            ref = archive.write(page(9))
            assert archive.repaired == cut
            assert ref.offset == last.offset
        assert list(iter_pages(path)) == [*(page(n) for n in range(5)), page(9)]


def test_zeros_after_a_power_cut_are_cut_off(written: tuple[Path, list[ArchiveRef]]) -> None:
    path, refs = written
    whole, last = path.read_bytes(), refs[-2]
    path.write_bytes(whole[: last.offset + 30] + bytes(len(whole) - last.offset - 30))
    with Archive(path.parent) as archive:
        archive.write(page(9))
    assert list(iter_pages(path)) == [*(page(n) for n in range(4)), page(9)]


def test_damage_in_the_middle_costs_no_later_record(written: tuple[Path, list[ArchiveRef]]) -> None:
    """The file is left as it is, and writing goes on in a new one."""
    path, refs = written
    data = bytearray(path.read_bytes())
    data[refs[2].offset] ^= 0xFF
    path.write_bytes(data)
    with Archive(path.parent) as archive:
        ref = archive.write(page(9))
        assert ref.file == "bangmun-00002.warc.gz"
        assert archive.read(refs[5]) == page(5)
    assert path.read_bytes() == bytes(data)


def test_a_full_disk_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    archive.write(page(1))
    assert archive._file is not None
    file = archive._file

    class Full:
        def write(self, data: bytes) -> int:
            return file.write(data[:100])

        def fileno(self) -> int:
            return file.fileno()

        def close(self) -> None:
            file.close()

    monkeypatch.setattr(archive, "_file", Full())
    with pytest.raises(ArchiveError, match="100 of"):
        archive.write(page(2))
    monkeypatch.setattr(archive, "_file", file)
    archive.write(page(3))
    archive.close()
    assert list(Archive(tmp_path).pages()) == [page(1), page(3)]


WRITER = """
import sys
from datetime import UTC, datetime
from scraper.archive import Archive
from scraper.records import Page
with Archive(sys.argv[1], max_bytes=200_000) as archive:
    for n in range(10**6):
        page = Page(url=f"https://a.test/{n}", final_url="https://a.test/", fetched_at=datetime.now(UTC), status=200, body=str(n).encode() * 5000)
        ref = archive.write(page)
        print(ref.file, ref.offset, ref.length, n, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_reported(tmp_path: Path) -> None:
    reported = []
    for after in (5, 40, 90, 150):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(after)]
            os.kill(writer.pid, signal.SIGKILL)
            lines += [line for line in writer.stdout if line.endswith("\n")]
        reported += [line.split() for line in lines]
    archive = Archive(tmp_path)
    for file, offset, length, number in reported:
        got = archive.read(ArchiveRef(file=file, offset=int(offset), length=int(length)))
        assert got.body == number.encode() * 5000
    assert len(list(archive.pages())) >= len(reported)


def test_members_are_gzip() -> None:
    for data in (b"", b"a", bytes(10**6), random.Random(1).randbytes(10**5)):
        assert gzip.decompress(pack(data)) == unpack(pack(data)) == data
    for bad in (b"", b"abc", pack(b"abc")[:-1], pack(b"abc") + b"x", pack(b"abc") * 2):
        with pytest.raises(BadMember):
            unpack(bad)


# Other crawlers' files

HTML = "<p>다른 수집기의 기록</p>".encode() * 30


def foreign(
    body: bytes,
    headers: Sequence[tuple[str, str]] = (),
    *,
    kind: str = "response",
    url: str = "http://city.test/1",
    status: str = "200 OK",
    fields: Mapping[str, str] = MappingProxyType({}),
    packed: bool = True,
    version: str = "1.0",
) -> bytes:
    """A WARC record as another program writes it."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind in ("response", "revisit") else None
    dated = {"WARC-Date": "2024-05-06T07:08:09Z", **fields}
    writer.write_record(
        writer.create_warc_record(url, kind, BytesIO(body), len(body), http_headers=http, warc_headers_dict=dated)
    )
    return out.getvalue()


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


READ: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "identity": (HTML, []),
    "gzip": (gzip.compress(HTML), [("Content-Encoding", "gzip")]),
    "x_gzip": (gzip.compress(HTML), [("Content-Encoding", "x-gzip")]),
    "brotli": (brotli.compress(HTML), [("Content-Encoding", "br")]),
    "deflate": (zlib.compress(HTML), [("Content-Encoding", "deflate")]),
    "raw_deflate": (raw_deflate(HTML), [("content-encoding", "Deflate")]),
    "chunked": (chunked(HTML), [("Transfer-Encoding", "chunked")]),
    "chunked_gzip": (chunked(gzip.compress(HTML)), [("Transfer-Encoding", "Chunked"), ("Content-Encoding", "gzip")]),
    "unpacked_but_said_gzip": (HTML, [("Content-Encoding", "gzip")]),
    "unpacked_but_said_brotli": (HTML, [("Content-Encoding", "br")]),
    "dechunked_but_said_chunked": (HTML, [("Transfer-Encoding", "chunked")]),
    "wrong_length": (HTML, [("Content-Length", "3")]),
    "renamed_by_archive": (HTML, [("X-Archive-Orig-Content-Encoding", "gzip")]),
    "renamed_by_common_crawl": (HTML, [("X-Crawl-Content-Encoding", "gzip"), ("Content-Length", str(len(HTML)))]),
}


@pytest.mark.parametrize("packed", [True, False], ids=["members", "plain"])
@pytest.mark.parametrize(("body", "headers"), READ.values(), ids=READ)
def test_a_foreign_body_is_unpacked(body: bytes, headers: list[tuple[str, str]], packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "other.warc"
    path.write_bytes(foreign(body, headers, packed=packed) + foreign(b"next", url="http://city.test/2", packed=packed))
    skipped: list[Skipped] = []
    pages = list(iter_pages(path, skipped.append))
    assert [(p.final_url, p.status, p.body) for p in pages] == [
        ("http://city.test/1", 200, HTML),
        ("http://city.test/2", 200, b"next"),
    ]
    assert pages[0].fetched_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert skipped == []


SKIPPED: dict[str, tuple[bytes, str | None]] = {
    "revisit": (foreign(b"", kind="revisit"), "revisit"),
    "resource": (foreign(HTML, kind="resource"), "resource"),
    "conversion": (foreign(HTML, kind="conversion"), "conversion"),
    "name_lookup": (foreign(b"20240506 city.test 1.2.3.4", kind="resource", url="dns:city.test"), "resource"),
    "unknown_type": (foreign(HTML, kind="respond"), "unknown-type"),
    "ftp": (foreign(HTML, url="ftp://city.test/1"), "not-http"),
    "cut_by_its_crawler": (foreign(HTML, fields={"WARC-Truncated": "length"}), "cut"),
    "no_date": (foreign(HTML, fields={"WARC-Date": "last week"}), "no-date"),
    "no_status": (foreign(HTML, status="OK"), "no-status"),
    "gzip_cut": (foreign(gzip.compress(HTML * 9)[:-9], [("Content-Encoding", "gzip")]), "truncated"),
    "unknown_encoding": (foreign(b"\x28\xb5\x2f\xfd", [("Content-Encoding", "zstd")]), "encoding"),
    "bomb": (foreign(gzip.compress(bytes(2**22)), [("Content-Encoding", "gzip")]), "too-large"),
    "too_large": (foreign(bytes(2**21)), "too-large"),
    "warcinfo": (foreign(b"software: x\r\n", kind="warcinfo"), None),
    "request": (foreign(b"GET / HTTP/1.1\r\n\r\n", kind="request"), None),
    "metadata": (foreign(b"via: x\r\n", kind="metadata"), None),
}


@pytest.mark.parametrize(("record", "reason"), SKIPPED.values(), ids=SKIPPED)
def test_what_is_no_page_is_skipped_with_its_reason(record: bytes, reason: str | None, tmp_path: Path) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(record + foreign(b"next", url="http://city.test/2"))
    skipped: list[Skipped] = []
    assert [p.body for p in iter_pages(path, skipped.append, max_decoded=2**20)] == [b"next"]
    assert [s.reason for s in skipped] == ([] if reason is None else [reason])


def two_records(packed: bool = True) -> bytes:
    return foreign(b"one", packed=packed) + foreign(b"two", packed=packed, version="1.1")


LAYOUTS: dict[str, Callable[[], bytes]] = {
    "members": two_records,
    "plain": lambda: two_records(packed=False),
    "packed_as_a_whole": lambda: gzip.compress(two_records(packed=False)),
    "zeros_at_the_end": lambda: two_records() + bytes(512),
}


@pytest.mark.parametrize("make", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_is_read(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(make())
    assert [p.body for p in iter_pages(path)] == [b"one", b"two"]


def test_an_arc_file_is_read(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
    info = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    text = b"filedesc://x.arc 0.0.0.0 20050614070144 text/plain %d\n%s\n" % (len(info), info)
    text += b"http://city.test/1 127.0.0.1 20050614070144 text/html %d\n%s\n" % (len(answer), answer)
    (tmp_path / "x.arc").write_bytes(text)
    pages = list(iter_pages(tmp_path / "x.arc"))
    assert [(p.final_url, p.body, p.fetched_at.year) for p in pages] == [("http://city.test/1", HTML, 2005)]


NO_ARCHIVES = {
    "empty": b"",
    "text": "그냥 글입니다\n".encode() * 50,
    "html": b"<!doctype html><html></html>",
    "gzip_of_text": gzip.compress(b"just a text\n" * 50),
    "binary": bytes(range(256)) * 20,
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(40),
}


@pytest.mark.parametrize("data", NO_ARCHIVES.values(), ids=NO_ARCHIVES)
def test_what_is_no_archive_is_one_clear_error(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.warc.gz").write_bytes(data)
    with pytest.raises(ArchiveError, match=r"x\.warc\.gz: "):
        list(iter_pages(tmp_path / "x.warc.gz"))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot read"):
        list(iter_pages(tmp_path / "none.warc"))


def test_a_cut_plain_file_gives_its_whole_records_only(tmp_path: Path) -> None:
    path = tmp_path / "other.warc"
    first, both = foreign(HTML, packed=False), foreign(HTML, packed=False) + foreign(HTML * 2, packed=False)
    for cut in range(len(first) + 20, len(both) - 4, 13):
        path.write_bytes(both[:cut])
        assert [p.body for p in iter_pages(path)] == [HTML]


def test_garbled_files_raise_nothing_but_our_own(tmp_path: Path) -> None:
    path, chance = tmp_path / "other.warc", random.Random(20260302)
    for source in (
        two_records(packed=False) + foreign(chunked(HTML), [("Transfer-Encoding", "chunked")], packed=False),
        two_records(),
    ):
        for _ in range(300):
            data = bytearray(source)
            for _ in range(chance.randint(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            path.write_bytes(data)
            try:
                list(iter_pages(path))
            except ArchiveError:
                continue
