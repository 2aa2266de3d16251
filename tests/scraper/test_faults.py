"""Everything that goes wrong between us and a server, each served on loopback and answered by one stable word."""

import gzip
import ssl
import sys
import tracemalloc
import warnings
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
import trustme

from scraper.decode import decode
from scraper.errors import BadStatus, FetchError, Refused, TooLarge
from scraper.fetch import Fetcher, Outside, SourcePolicy
from scraper.soft import soft_error
from tests.scraper.loopback import (
    Answer,
    Mapped,
    Server,
    Time,
    endless,
    head,
    in_turn,
    names,
    outside,
    raw,
    redirect,
    reply,
    settings,
)

HTML = "<html><body><p>시는 교류 협약을 맺었다고 밝혔다. 똠방각하</p></body></html>"
PACKED = gzip.compress(HTML.encode() * 50, mtime=0)
NO_ROBOTS = reply(b"", headers=[("Connection", "close")])  # so that each page has a connection of its own


def zipped(body: bytes, encoding: str = "gzip", length: int | None = None) -> bytes:
    return head(headers=[("Content-Encoding", encoding)], length=len(body) if length is None else length) + body


def gzip_bomb(megabytes: int = 1024) -> bytes:
    """A gzip body of about 1 KB for each MB of zeros, without making the zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + block * megabytes


# id: (what the server does, settings, class of the error, its reason)
FAULTS: dict[str, tuple[Answer, dict[str, Any], type[FetchError], str]] = {
    "slow_headers": (raw(b"HTTP/1.1 200 OK\r\n", then="hang"), {"read_timeout": 1}, FetchError, "timeout-read"),
    "dripping_headers": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05), {"deadline": 1}, FetchError, "deadline"),
    "endless_headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X: x\r\n" * 2000), {}, FetchError, "protocol"),
    "silence": (raw(then="hang"), {"read_timeout": 1}, FetchError, "timeout-read"),
    "slow_body": (raw(head(length=100) + b"half", then="hang"), {"read_timeout": 1}, FetchError, "timeout-read"),
    "dripping_body": (endless(head(length=9999), b"x", 0.05), {"deadline": 1}, FetchError, "deadline"),
    "endless_body": (endless(head(), b"x" * 65536), {"max_bytes": 2**20}, TooLarge, "too-large"),
    "huge_by_its_own_word": (raw(head(length=10**12), then="hang"), {}, TooLarge, "too-large"),
    "reset_in_headers": (raw(b"HTTP/1.1 200", then="reset"), {}, FetchError, "reset"),
    "reset_in_body": (raw(head(length=100) + b"half", then="reset"), {}, FetchError, "reset"),
    "hung_up": (raw(), {}, FetchError, "reset"),
    "length_too_long": (raw(head(length=100) + b"half"), {}, FetchError, "incomplete"),
    "chunks_cut": (
        raw(head(headers=[("Transfer-Encoding", "chunked")]) + b"5\r\nhello\r\n"),
        {},
        FetchError,
        "incomplete",
    ),
    "gzip_cut": (raw(zipped(PACKED[:-20])), {}, FetchError, "truncated"),
    "gzip_broken": (raw(zipped(PACKED[:40] + b"\xff" * 20 + PACKED[60:])), {}, FetchError, "encoding"),
    "gzip_untrue": (raw(zipped(HTML.encode())), {}, FetchError, "encoding"),
    "brotli_cut": (raw(zipped(brotli.compress(HTML.encode() * 50)[:-9], "br")), {}, FetchError, "truncated"),
    "unknown_encoding": (raw(zipped(b"x", "rot13")), {}, FetchError, "encoding"),
    "gzip_bomb": (raw(zipped(gzip_bomb(), length=10**6 * 2)), {"max_decoded": 2**22}, TooLarge, "too-large-decoded"),
    "brotli_bomb": (
        raw(zipped(brotli.compress(bytes(2**26), quality=1), "br")),
        {"max_decoded": 2**22},
        TooLarge,
        "too-large-decoded",
    ),
    "bomb_in_bomb": (
        raw(zipped(gzip.compress(gzip_bomb(64)), "gzip, gzip")),
        {"max_decoded": 2**22},
        TooLarge,
        "too-large-decoded",
    ),
    "not_http": (raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), {}, FetchError, "protocol"),
    "forbidden": (reply(b"no", "403 Forbidden"), {}, BadStatus, "http-403"),
    "not_found": (reply(b"no", "404 Not Found"), {}, BadStatus, "http-404"),
    "gone": (reply(b"no", "410 Gone"), {}, BadStatus, "http-410"),
    "not_found_with_endless_body": (endless(head("404 Not Found"), b"x" * 65536), {}, BadStatus, "http-404"),
    "unchanged_though_not_asked": (raw(head("304 Not Modified")), {}, BadStatus, "http-304"),
    "redirect_loop": (redirect("/page"), {}, FetchError, "redirect-loop"),
    "redirect_nowhere": (reply(b"", "302 Found"), {}, BadStatus, "http-302"),
    "redirect_to_garbage": (redirect("http://[broken/"), {}, Refused, "bad-url"),
    "redirect_to_an_octal_address": (redirect("http://0177.0.0.1/"), {}, FetchError, "redirect-target"),
    "redirect_to_a_file": (redirect("file:///etc/passwd"), {}, Refused, "scheme"),
    "redirect_to_ftp": (redirect("ftp://city.test/a"), {}, Refused, "scheme"),
    "redirect_to_a_user": (redirect("http://me:pw@city.test/"), {}, Refused, "bad-url"),
}


@pytest.mark.parametrize(("answer", "changed", "kind", "reason"), FAULTS.values(), ids=FAULTS)
def test_fault(answer: Answer, changed: dict[str, Any], kind: type[FetchError], reason: str) -> None:
    routes = {"/robots.txt": NO_ROBOTS, "/page": answer}
    with Server(routes) as server, Fetcher(settings(**changed), outside()) as fetcher:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/page"))
        assert (type(caught.value), caught.value.reason) == (kind, reason), caught.value
        assert caught.value.url == server.url("/page")
        if reason != "http-302":
            assert server.asked("/page") == 1


def test_a_bomb_stays_packed_in_memory() -> None:
    body = gzip_bomb()
    with Server({"/page": raw(zipped(body))}) as server, Fetcher(settings(max_decoded=2**22), outside()) as fetcher:
        with pytest.raises(FetchError):
            fetcher.fetch(server.url("/warm-up"))
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge):
                fetcher.fetch(server.url("/page"))
            assert tracemalloc.get_traced_memory()[1] < 2**24  # of a gigabyte
        finally:
            tracemalloc.stop()


# id: (what the server does in turn, how often it is asked with three retries, reason or None for a page)
TRIES: dict[str, tuple[list[Answer], int, str | None]] = {
    "500_then_200": ([reply(b"", "500 Oops"), reply(b"ok")], 2, None),
    "503_for_ever": ([reply(b"", "503 Busy")], 4, "http-503"),
    "429_then_200": ([reply(b"", "429 Slow down"), reply(b"ok")], 2, None),
    "reset_then_200": ([raw(then="reset"), reply(b"ok")], 2, None),
    "cut_then_200": ([raw(head(length=9) + b"x"), reply(b"ok")], 2, None),
    "gzip_cut_then_200": ([raw(zipped(PACKED[:-9])), reply(b"ok")], 2, None),
    "403": ([reply(b"", "403 Forbidden"), reply(b"ok")], 1, "http-403"),
    "404": ([reply(b"", "404 Not Found"), reply(b"ok")], 1, "http-404"),
    "410": ([reply(b"", "410 Gone"), reply(b"ok")], 1, "http-410"),
    "gzip_untrue": ([raw(zipped(b"plain")), reply(b"ok")], 1, "encoding"),
}


@pytest.mark.parametrize(("answers", "asked", "reason"), TRIES.values(), ids=TRIES)
def test_what_may_pass_is_tried_again(answers: list[Answer], asked: int, reason: str | None) -> None:
    time = Time()
    routes = {"/robots.txt": NO_ROBOTS, "/page": in_turn(*answers)}
    with Server(routes) as server, Fetcher(settings(retries=3), outside(time)) as fetcher:
        if reason is None:
            assert fetcher.fetch(server.url("/page")).body == b"ok"
        else:
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(server.url("/page"))
            assert caught.value.reason == reason
        assert server.asked("/page") == asked
    assert len(time.sleeps) == asked - 1
    assert all(0 <= wait <= 2.0**tries for tries, wait in enumerate(time.sleeps))


# Time stands at 2026-03-02 09:00:00 UTC
RETRY_AFTER = {
    "seconds": ("7", [7.0]),
    "date": ("Mon, 02 Mar 2026 09:00:11 GMT", [11.0]),
    "old_date_form": ("Monday, 02-Mar-26 09:00:12 GMT", [12.0]),
    "date_with_zone": ("Mon, 02 Mar 2026 18:00:13 +0900", [13.0]),
    "date_in_the_past": ("Mon, 02 Mar 2026 08:00:00 GMT", []),
    "seconds_zero": ("0", []),
}


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(("value", "waits"), RETRY_AFTER.values(), ids=RETRY_AFTER)
def test_retry_after_sets_the_wait(value: str, waits: list[float], status: str) -> None:
    time = Time()
    busy = reply(b"", status, [("Retry-After", value)])
    with (
        Server({"/page": in_turn(busy, reply(b"ok"))}) as server,
        Fetcher(settings(retries=1), outside(time)) as fetcher,
    ):
        assert fetcher.fetch(server.url("/page")).body == b"ok"
    assert time.sleeps == waits


@pytest.mark.parametrize("value", ["3600", "Mon, 02 Mar 2026 10:00:00 GMT"], ids=["seconds", "date"])
def test_a_long_retry_after_ends_the_tries(value: str) -> None:
    time = Time()
    with (
        Server({"/page": reply(b"", "429 Too Many Requests", [("Retry-After", value)])}) as server,
        Fetcher(settings(retries=3), outside(time)) as fetcher,
        pytest.raises(BadStatus, match="http-429 \\(Retry-After 3600 s\\)"),
    ):
        fetcher.fetch(server.url("/page"))
    assert server.asked("/page") == 1
    assert time.sleeps == []


def test_a_host_that_asked_for_more_patience_than_we_have_is_left_alone_so_long() -> None:
    time = Time()
    busy = reply(b"", "503 Service Unavailable", [("Retry-After", "3600")])
    routes = {"/1": busy, "/2": reply(b"ok")}
    with Server(routes) as server, Server(routes) as other, Fetcher(settings(retries=3), outside(time)) as fetcher:
        with pytest.raises(BadStatus):
            fetcher.fetch(server.url("/1"))
        with pytest.raises(Refused, match=r"retry-after .*3600 s left"):
            fetcher.fetch(server.url("/2"))
        assert fetcher.fetch(other.url("/2")).body == b"ok"
        assert (server.asked("/2"), time.sleeps) == (0, [])
        time.at += 3600
        assert fetcher.fetch(server.url("/2")).body == b"ok"


def test_an_unreadable_retry_after_is_none() -> None:
    busy = reply(b"", "429 Too Many Requests", [("Retry-After", "soon")])
    time = Time()
    with (
        Server({"/page": in_turn(busy, reply(b"ok"))}) as server,
        Fetcher(settings(retries=1), outside(time)) as fetcher,
    ):
        assert fetcher.fetch(server.url("/page")).body == b"ok"
    assert len(time.sleeps) == 1


def test_too_many_redirects() -> None:
    routes = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    with Server(routes) as server, Fetcher(settings(max_redirects=3), outside()) as fetcher:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/0"))
        assert caught.value.reason == "too-many-redirects"
        assert [r.target for r in server.seen if r.target != "/robots.txt"] == ["/0", "/1", "/2", "/3"]


TARGETS = {
    "link_local": ("http://169.254.10.1/", "private-address"),
    "metadata": ("http://169.254.169.254/latest/meta-data/", "metadata-address"),
    "metadata_as_number": ("http://2852039166/", "metadata-address"),
    "metadata_name": ("http://metadata.test/computeMetadata/v1/", "metadata-address"),
    "metadata_v6": ("http://[fd00:ec2::254]/", "metadata-address"),
    "azure": ("http://168.63.129.16/machine", "metadata-address"),
    "alibaba": ("http://100.100.100.200/", "metadata-address"),
    "private_10": ("http://10.1.2.3:8080/admin", "private-address"),
    "private_172": ("https://172.20.0.1/", "private-address"),
    "private_192": ("http://192.168.0.1/", "private-address"),
    "private_name": ("http://inside.test/", "private-address"),
    "mixed_name": ("http://mixed.test/", "private-address"),
    "carrier_nat": ("http://100.64.0.1/", "private-address"),
    "loopback": ("http://127.0.0.1/", "private-address"),
    "loopback_hex": ("http://0x7f.1/", "private-address"),
    "loopback_number": ("http://2130706433/", "private-address"),
    "loopback_name": ("http://localhost.test/", "private-address"),
    "loopback_v6": ("http://[::1]/", "private-address"),
    "mapped_v4": ("http://[::ffff:10.0.0.1]/", "private-address"),
    "nat64": ("http://[64:ff9b::a00:1]/", "private-address"),
    "unspecified": ("http://0.0.0.0/", "private-address"),
    "multicast": ("http://224.0.0.1/", "private-address"),
    "not_a_number": ("http://4294967296/", "bad-address"),
}
TABLE = {
    "city.test": ["8.8.8.8"],
    "metadata.test": ["169.254.169.254"],
    "inside.test": ["10.0.0.9"],
    "mixed.test": ["8.8.8.8", "192.168.0.9"],
    "localhost.test": ["127.0.0.1"],
}


@pytest.mark.parametrize("hops", [0, 1, 2], ids=["asked", "redirected", "redirected_twice"])
@pytest.mark.parametrize(("target", "reason"), TARGETS.values(), ids=TARGETS)
def test_no_connection_to_an_address_inside(target: str, reason: str, hops: int) -> None:
    """A stand-in name server and network: any connection but to city.test, on loopback in truth, fails the test."""
    with Server({"/0": redirect("/1"), "/1": redirect(target), "/2": redirect(target)}) as server:
        net = Mapped({"8.8.8.8": server})
        start = {0: target, 1: "http://city.test/1", 2: "http://city.test/0"}[hops]
        world = Outside(resolver=names(TABLE), backend=net)
        with Fetcher(settings(allow_private=False), world) as fetcher, pytest.raises(Refused) as caught:
            fetcher.fetch(start)
        assert (caught.value.url, caught.value.reason) == (start, reason)
        assert set(net.tried) <= {"8.8.8.8"}
        assert bool(net.tried) == bool(hops)


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://0.0.0.0/", "http://224.0.0.1/"])
def test_allow_private_does_not_open_metadata(target: str) -> None:
    net = Mapped({})
    with Fetcher(settings(allow_private=True), Outside(backend=net)) as fetcher, pytest.raises(Refused):
        fetcher.fetch(target)
    assert net.tried == []


def test_a_second_answer_of_the_name_server_changes_nothing() -> None:
    """DNS rebinding: public when judged, private a moment later. The connection goes to what was judged."""
    answers = [["8.8.8.8"], ["10.0.0.1"], ["10.0.0.1"]]
    asked: list[str] = []

    def rebind(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    with Server({"/page": reply(b"ok", headers=[("Connection", "close")]), "/robots.txt": reply(b"")}) as server:
        net = Mapped({"8.8.8.8": server})
        with Fetcher(settings(allow_private=False), Outside(resolver=rebind, backend=net)) as fetcher:
            assert fetcher.fetch("http://city.test/page").body == b"ok"
            with pytest.raises(Refused):
                fetcher.fetch("http://city.test/again")
        assert net.tried == ["8.8.8.8"]


BODIES = {
    "label_says_utf8_bytes_are_cp949": ("text/html; charset=utf-8", HTML.encode("cp949")),
    "label_says_euckr_bytes_are_utf8": ("text/html; charset=euc-kr", HTML.encode("utf-8")),
    "label_says_euckr_bytes_are_cp949": ("text/html; charset=euc-kr", HTML.encode("cp949")),
    "label_says_latin1": ("text/html; charset=iso-8859-1", HTML.encode("utf-8")),
    "unknown_label": ("text/html; charset=korean-standard", HTML.encode("cp949")),
    "no_charset": ("text/html", HTML.encode("cp949")),
    "no_charset_utf8": ("text/html", HTML.encode("utf-8")),
    "no_type": (None, HTML.encode("cp949")),
    "utf16": ("text/html", HTML.encode("utf-16")),
}


@pytest.mark.parametrize(("label", "body"), BODIES.values(), ids=BODIES)
def test_bytes_come_as_they_are_whatever_their_label(label: str | None, body: bytes) -> None:
    headers = [] if label is None else [("Content-Type", label)]
    with Server({"/page": reply(body, headers=headers)}) as server, Fetcher(settings(), outside()) as fetcher:
        page = fetcher.fetch(server.url("/page"))
    assert page.body == body
    assert decode(page.body, page.headers).text == HTML


def test_an_empty_200_is_a_page_and_a_soft_error() -> None:
    with Server({"/page": reply(b"")}) as server, Fetcher(settings(), outside()) as fetcher:
        page = fetcher.fetch(server.url("/page"))
    assert (page.status, page.body, soft_error(page)) == (200, b"", "empty")


def test_an_empty_body_is_empty_in_every_encoding() -> None:
    for encoding in ("gzip", "deflate", "br", "gzip, br"):
        with Server({"/page": raw(zipped(b"", encoding))}) as server, Fetcher(settings(), outside()) as fetcher:
            assert fetcher.fetch(server.url("/page")).body == b""


def test_what_follows_a_short_content_length_is_no_other_page() -> None:
    """The rest of the first body lies in the connection's buffer; it must not become the second page."""
    lie = head(length=5) + b"first" + head(length=6) + b"secret"

    def answer(server: Server, conn: Any, request: Any) -> bool:
        conn.sendall(lie)
        return True

    with Server({"/1": answer, "/2": reply(b"second")}) as server, Fetcher(settings(), outside()) as fetcher:
        assert fetcher.fetch(server.url("/1")).body == b"first"
        assert fetcher.fetch(server.url("/2")).body == b"second"


def test_a_cookie_that_is_set_by_a_redirect_to_the_same_page_is_kept() -> None:
    def gate(server: Server, conn: Any, request: Any) -> bool | None:
        if "pass=1" in request.headers.get("cookie", ""):
            return reply(b"inside")(server, conn, request)
        return redirect("/page", headers=[("Set-Cookie", "pass=1; Path=/")])(server, conn, request)

    with Server({"/page": gate}) as server, Fetcher(settings(), outside()) as fetcher:
        assert fetcher.fetch(server.url("/page"), policy=SourcePolicy(source="a")).body == b"inside"
        assert fetcher.fetch(server.url("/page"), policy=SourcePolicy(source="a")).body == b"inside"
        assert server.asked("/page") == 3
        assert fetcher.fetch(server.url("/page"), policy=SourcePolicy(source="b")).body == b"inside"
        assert server.asked("/page") == 5  # cookies are the source's own


def test_a_cookie_that_the_source_gives_stands_beside_those_of_the_server() -> None:
    answer = reply(b"ok", headers=[("Set-Cookie", "session=9; Path=/"), ("Set-Cookie", "lang=ko; Path=/")])
    with Server({"/page": answer}) as server, Fetcher(settings(), outside()) as fetcher:
        for _ in range(2):
            fetcher.fetch(server.url("/page"), policy=SourcePolicy(headers=(("cookie", "seen=1; lang=en"),)))
    sent = [request.headers["cookie"] for request in server.seen if request.target == "/page"]
    assert [set(cookies.split("; ")) for cookies in sent] == [{"seen=1", "lang=en"}, {"seen=1", "lang=ko", "session=9"}]


# id: (robots.txt, reason of the page's error, or None where the page is had)
ROBOTS: dict[str, tuple[Answer, str | None]] = {
    "silence": (raw(then="hang"), "robots-unreachable"),
    "half_an_answer": (raw(head(length=99) + b"User-agent: *", then="hang"), "robots-unreachable"),
    "reset": (raw(then="reset"), "robots-unreachable"),
    "server_error": (reply(b"", "500 Oops"), "robots-unreachable"),
    "too_many_requests": (reply(b"", "429 Slow"), "robots-unreachable"),
    "loop": (redirect("/robots.txt"), "robots-unreachable"),
    "not_found": (reply(b"", "404 Not Found"), None),
    "forbidden": (reply(b"", "403 Forbidden"), None),
    "html": (reply(b"<html>\nUser-agent: *\nDisallow: /\n</html>", headers=[("Content-Type", "text/html")]), None),
    "redirected_to_front_page": (redirect("/"), None),
    "empty": (reply(b""), None),
    "allows": (reply(b"User-agent: *\nDisallow: /admin\n"), None),
    "redirected_to_rules": (redirect("/rules"), "robots"),
    "disallows": (reply(b"User-agent: *\nDisallow: /page\n"), "robots"),
    "asks_for_an_hour": (reply(b"User-agent: *\nCrawl-delay: 3600\n"), "robots-delay"),
}


@pytest.mark.parametrize(("answer", "reason"), ROBOTS.values(), ids=ROBOTS)
def test_robots_txt(answer: Answer, reason: str | None) -> None:
    routes = {"/robots.txt": answer, "/page": reply(b"ok"), "/": reply(b"<!doctype html><p>front")}
    routes["/rules"] = reply(b"User-agent: bangmun\nDisallow: /\n")
    with Server(routes) as server, Fetcher(settings(read_timeout=1), outside()) as fetcher:
        if reason is None:
            assert fetcher.fetch(server.url("/page")).body == b"ok"
        else:
            with pytest.raises(Refused) as caught:
                fetcher.fetch(server.url("/page"))
            assert (caught.value.url, caught.value.reason) == (server.url("/page"), reason)
            assert server.asked("/page") == 0


def test_a_closed_port_and_an_unknown_name() -> None:
    with Server({}) as server:
        closed = server.url("/page")
    with Fetcher(settings(), outside()) as fetcher:
        for url, why in ((closed, "connect"), ("http://nowhere.test/", "dns")):
            with pytest.raises(Refused, match=f"robots-unreachable .*{why}"):
                fetcher.fetch(url)


# TLS. A certificate authority of the test's own is trusted by way of `extra_intermediates`.

openssl_store = pytest.mark.skipif(sys.platform == "darwin", reason="the keychain judges there, by rules of its own")


class Authority:
    def __init__(self, folder: Path) -> None:
        self.root = trustme.CA()
        self.path = str(folder / "root.pem")
        self.root.cert_pem.write_to_path(self.path)

    def context(self, issuer: trustme.CA | None = None, name: str = "city.test", **wanted: Any) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (issuer or self.root).issue_cert(name, **wanted).configure_cert(context)
        return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def old_tls(authority: Authority) -> ssl.SSLContext:
    context = authority.context()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def old_ciphers(authority: Authority) -> ssl.SSLContext:
    context = authority.context(key_type=trustme.KeyType.RSA)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA:@SECLEVEL=0")
    return context


def self_signed(authority: Authority) -> ssl.SSLContext:
    alone = trustme.CA()  # a root that shows itself as the server's certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with alone.cert_pem.tempfile() as cert, alone.private_key_pem.tempfile() as key:
        context.load_cert_chain(cert, key)
    return context


TLS: dict[str, tuple[Callable[[Authority], ssl.SSLContext], str]] = {
    "too_old": (old_tls, "tls-version"),
    "old_ciphers": (old_ciphers, "tls-handshake"),
    "expired": (lambda ca: ca.context(not_after=datetime.now(UTC) - timedelta(days=1)), "tls-expired"),
    "self_signed": (self_signed, "tls-self-signed"),
    "wrong_host": (lambda ca: ca.context(name="elsewhere.test"), "tls-hostname"),
    "unknown_authority": (lambda ca: ca.context(trustme.CA()), "tls-untrusted"),
}


@openssl_store
@pytest.mark.parametrize(("make", "reason"), TLS.values(), ids=TLS)
def test_bad_tls_is_refused_and_named(
    make: Callable[[Authority], ssl.SSLContext], reason: str, authority: Authority
) -> None:
    policy = SourcePolicy(extra_intermediates=authority.path)
    with Server({"/page": reply(b"ok")}, make(authority)) as server, Fetcher(settings(retries=3), outside()) as fetcher:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url("/page", "city.test"), policy=policy)
        assert reason in caught.value.detail
        assert server.seen == []
        assert server.connections == 1  # a certificate does not get better by asking again


@openssl_store
def test_good_tls_is_had(authority: Authority) -> None:
    with Server({"/page": reply(b"ok")}, authority.context()) as server, Fetcher(settings(), outside()) as fetcher:
        policy = SourcePolicy(extra_intermediates=authority.path)
        assert fetcher.fetch(server.url("/page", "city.test"), policy=policy).body == b"ok"
        with pytest.raises(FetchError):
            fetcher.fetch(server.url("/page", "city.test"))


@openssl_store
def test_old_ciphers_are_had_where_the_source_says_so_and_still_verified(authority: Authority) -> None:
    policy = SourcePolicy(extra_intermediates=authority.path, ciphers="DEFAULT:@SECLEVEL=1")
    with Server({"/page": reply(b"ok")}, old_ciphers(authority)) as server, Fetcher(settings(), outside()) as fetcher:
        assert fetcher.fetch(server.url("/page", "city.test"), policy=policy).body == b"ok"
        with pytest.raises(FetchError, match="tls-hostname"):
            fetcher.fetch(server.url("/page", "other.test"), policy=policy)
        with pytest.raises(FetchError, match="tls-untrusted"):
            fetcher.fetch(
                server.url("/page", "city.test"), policy=policy.model_copy(update={"extra_intermediates": None})
            )


@openssl_store
def test_a_missing_intermediate_can_be_added(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = authority.root.create_child_ca()
    leaf = between.issue_cert("city.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with leaf.private_key_and_cert_chain_pem.tempfile() as path:  # its chain without the certificate between
        chain = Path(path).read_bytes()
        end = chain.index(b"-----END CERTIFICATE-----") + len(b"-----END CERTIFICATE-----\n")
        (tmp_path / "leaf.pem").write_bytes(chain[:end])
    context.load_cert_chain(tmp_path / "leaf.pem")
    between.cert_pem.write_to_path(str(tmp_path / "between.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", authority.path)  # the root is the system's
    text, file = between.cert_pem.bytes().decode(), str(tmp_path / "between.pem")
    with Server({"/page": reply(b"ok")}, context) as server, Fetcher(settings(), outside()) as fetcher:
        with pytest.raises(FetchError, match="tls-untrusted"):
            fetcher.fetch(server.url("/page", "city.test"))
        for given in (text, file):
            policy = SourcePolicy(extra_intermediates=given)
            assert fetcher.fetch(server.url("/page", "city.test"), policy=policy).body == b"ok"


@pytest.mark.parametrize(
    "policy",
    [SourcePolicy(ciphers="NO-SUCH-CIPHER"), SourcePolicy(extra_intermediates="no/such/file.pem")],
    ids=["ciphers", "file"],
)
def test_a_wrong_tls_setting_of_a_source_is_named(policy: SourcePolicy) -> None:
    with Fetcher(settings(), outside()) as fetcher, pytest.raises(FetchError, match="tls-config"):
        fetcher.fetch("https://city.test/", policy=policy)
