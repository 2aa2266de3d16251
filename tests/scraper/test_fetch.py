"""What a request looks like, how politely it is sent, and what comes back."""

import re
import socket
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qsl

import brotli
import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from scraper.errors import BadStatus, FetchError, Refused
from scraper.fetch import Fetcher, SourcePolicy, Validators
from scraper.policy import FetchSettings
from scraper.records import Page
from scraper.tls import context as tls_context
from tests.scraper.loopback import Answer, Request, Server, Time, head, in_turn, outside, raw, redirect, reply, settings


def test_a_page_carries_what_was_asked_and_what_answered() -> None:
    time = Time()
    routes = {"/old": redirect("/new?a=1#top"), "/new": reply(b"<p>ok", headers=[("X-A", "1"), ("x-a", "2")])}
    with Server(routes) as server, Fetcher(settings(), outside(time)) as fetcher:
        page = fetcher.fetch(server.url("/old#part"), policy=SourcePolicy(source="city"))
    assert page == Page(
        url=server.url("/old#part"),
        final_url=server.url("/new?a=1"),
        fetched_at=time.now(),
        status=200,
        headers={"x-a": "1, 2", "content-length": "5"},
        body=b"<p>ok",
        source="city",
    )


def test_the_user_agent_names_us_and_the_operator_and_no_browser() -> None:
    with (
        Server({"/page": reply(b"ok")}) as server,
        Fetcher(settings(contact="mailto:crawl@city.test"), outside()) as fetcher,
    ):
        fetcher.fetch(server.url("/page"))
    for request in server.seen:
        assert re.fullmatch(
            r"bangmun/\S+ \(press release crawler; \+mailto:crawl@city\.test\)", request.headers["user-agent"]
        )
        assert set(request.headers) == {"host", "user-agent", "accept", "accept-language", "accept-encoding"}
    assert "Mozilla" not in FetchSettings().user_agent


def test_a_form_is_posted_and_a_redirect_after_it_is_a_get() -> None:
    routes = {
        "/form": reply(b"list"),
        "/moved": redirect("/form"),
        "/kept": redirect("/form", "307 Temporary Redirect"),
    }
    form = [("pageIndex", "2"), ("title", "보도자료"), ("empty", "")]
    with Server(routes) as server, Fetcher(settings(), outside()) as fetcher:
        for path in ("/form", "/moved", "/kept"):
            fetcher.fetch(server.url(path), data=form)
        fetcher.fetch(server.url("/form"), data="title=보도".encode("cp949"))
    asked = [(r.method, r.target) for r in server.seen if r.target != "/robots.txt"]
    assert asked == [
        ("POST", "/form"),
        ("POST", "/moved"),
        ("GET", "/form"),
        ("POST", "/kept"),
        ("POST", "/form"),
        ("POST", "/form"),
    ]
    first, *_, kept, coded = [r for r in server.seen if r.target == "/form"]
    assert parse_qsl(first.body.decode(), keep_blank_values=True) == form
    assert kept.body == first.body
    assert coded.body == "title=보도".encode("cp949")
    assert first.headers["content-type"] == "application/x-www-form-urlencoded"


def test_headers_of_a_source_go_to_its_own_host_only() -> None:
    policy = SourcePolicy(headers=(("Referer", "http://city.test/list"),))
    with Server({"/page": reply(b"ok")}) as other, Server({}) as server:
        server.routes |= {
            "/near": redirect("/page"),
            "/page": reply(b"ok"),
            "/far": redirect(other.url("/page", "other.test")),
        }
        with Fetcher(settings(), outside()) as fetcher:
            fetcher.fetch(server.url("/near", "city.test"), policy=policy)
            fetcher.fetch(server.url("/far", "city.test"), policy=policy)
        assert all("referer" in r.headers for r in server.seen)
        assert all("referer" not in r.headers for r in other.seen)


def changed_or_not(server: Server, conn: socket.socket, request: Request) -> bool | None:
    tag = request.headers.get("if-none-match") == '"v1"' or "if-modified-since" in request.headers
    headers = [("ETag", '"v1"'), ("Last-Modified", "Mon, 02 Mar 2026 00:00:00 GMT")]
    if tag:
        conn.sendall(head("304 Not Modified", headers))
        return True
    return reply(b"body", headers=headers)(server, conn, request)


def test_an_unchanged_page_comes_back_as_304() -> None:
    with Server({"/page": changed_or_not}) as server, Fetcher(settings(), outside()) as fetcher:
        page = fetcher.fetch(server.url("/page"))
        known = Validators.of(page)
        again = fetcher.fetch(server.url("/page"), validators=known)
        dated = fetcher.fetch(server.url("/page"), validators=Validators(last_modified=known.last_modified))
        other = fetcher.fetch(server.url("/page"), validators=Validators(etag='"v0"'))
    assert [(p.status, p.body) for p in (page, again, dated, other)] == [
        (200, b"body"),
        (304, b""),
        (304, b""),
        (200, b"body"),
    ]


def test_a_page_without_validators_is_asked_in_full() -> None:
    with Server({"/page": reply(b"ok")}) as server, Fetcher(settings(), outside()) as fetcher:
        page = fetcher.fetch(server.url("/page"))
        fetcher.fetch(server.url("/page"), validators=Validators.of(page))
    assert not any("if-none-match" in r.headers or "if-modified-since" in r.headers for r in server.seen)


# Politeness


def starts(robots: Answer, pages: int, policy: SourcePolicy | None = None, **changed: Any) -> list[float]:
    """The times at which requests began, robots.txt first, on a clock that only waiting moves."""
    time, began = Time(), []

    def note(answer: Answer) -> Answer:
        def noted(server: Server, conn: socket.socket, request: Request) -> bool | None:
            began.append(time.clock() - 1000.0)
            return answer(server, conn, request)

        return noted

    with (
        Server({"/robots.txt": note(robots), "/page": note(reply(b"ok"))}) as server,
        Fetcher(settings(**changed), outside(time)) as fetcher,
    ):
        for _ in range(pages):
            fetcher.fetch(server.url("/page"), policy=policy)
    return began


DELAYS: dict[str, tuple[Answer, dict[str, Any], SourcePolicy | None, list[float]]] = {
    "of_the_run": (reply(b""), {"delay": 1.5}, None, [0, 1.5, 3.0, 4.5]),
    "of_the_source": (reply(b""), {"delay": 1.5}, SourcePolicy(delay=4), [0, 4, 8, 12]),
    "robots_longer": (reply(b"User-agent: *\nCrawl-delay: 3\n"), {"delay": 1}, None, [0, 3, 6, 9]),
    "robots_shorter": (reply(b"User-agent: *\nCrawl-delay: 0.1\n"), {"delay": 1}, None, [0, 1, 2, 3]),
    "robots_against_source": (
        reply(b"User-agent: *\nCrawl-delay: 3\n"),
        {"delay": 0},
        SourcePolicy(delay=0),
        [0, 3, 6, 9],
    ),
}


@pytest.mark.parametrize(("robots", "changed", "policy", "times"), DELAYS.values(), ids=DELAYS)
def test_delays_from_start_to_start(
    robots: Answer, changed: dict[str, Any], policy: SourcePolicy | None, times: list[float]
) -> None:
    assert starts(robots, 3, policy, **changed) == pytest.approx(times)


class Gauge:
    """How many requests a server has at once, at most."""

    def __init__(self) -> None:
        self.now, self.most, self._lock = 0, 0, threading.Lock()

    def answer(self, server: Server, conn: socket.socket, request: Request) -> bool:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        server.stop.wait(0.02)
        with self._lock:
            self.now -= 1
        conn.sendall(head(length=2) + b"ok")
        return True


def test_a_host_is_asked_one_thing_at_a_time_by_all_threads() -> None:
    gauge = Gauge()
    with (
        Server({"/page": gauge.answer}) as server,
        Fetcher(settings(), outside()) as fetcher,
        ThreadPoolExecutor(8) as threads,
    ):
        urls = [server.url("/page")] * 16
        assert all(page.body == b"ok" for page in threads.map(fetcher.fetch, urls))
        assert gauge.most == 1
        assert server.asked("/robots.txt") == 1
        assert server.connections == 1


def test_many_hosts_are_asked_at_once_up_to_the_limit() -> None:
    gauge, three = Gauge(), threading.Barrier(3)

    def meet(server: Server, conn: socket.socket, request: Request) -> bool:
        three.wait(10)  # passes only where three hosts are asked at once
        return gauge.answer(server, conn, request)

    with ExitStack() as stack:
        servers = [stack.enter_context(Server({"/page": meet})) for _ in range(6)]
        fetcher = stack.enter_context(Fetcher(settings(concurrency=3), outside()))
        threads = stack.enter_context(ThreadPoolExecutor(6))
        pages = list(threads.map(fetcher.fetch, [server.url("/page") for server in servers]))
    assert [page.body for page in pages] == [b"ok"] * 6
    assert gauge.most == 3


def test_while_one_host_makes_us_wait_others_are_asked() -> None:
    """A silent host holds its own queue only, not the others'."""
    hanging = threading.Event()

    def hang(server: Server, conn: socket.socket, request: Request) -> None:
        hanging.set()
        server.stop.wait(30)

    with (
        ThreadPoolExecutor(1) as threads,
        Fetcher(settings(read_timeout=30), outside()) as fetcher,
        Server({"/page": hang}) as slow,
        Server({"/page": reply(b"ok")}) as quick,
    ):
        waiting = threads.submit(fetcher.fetch, slow.url("/page"))
        assert hanging.wait(10)
        assert fetcher.fetch(quick.url("/page")).body == b"ok"
        assert not waiting.done()
        slow.stop.set()
        assert isinstance(waiting.exception(), FetchError)


# Redirects


def test_each_hop_has_its_own_robots_txt() -> None:
    with Server({"/robots.txt": reply(b"User-agent: *\nDisallow: /inside"), "/inside": reply(b"no")}) as other:
        with (
            Server({"/page": redirect(other.url("/inside", "other.test"))}) as server,
            Fetcher(settings(), outside()) as fetcher,
            pytest.raises(Refused) as caught,
        ):
            fetcher.fetch(server.url("/page", "city.test"))
        assert (caught.value.url, caught.value.reason) == (server.url("/page", "city.test"), "robots")
        assert other.asked("/inside") == 0


LOCATIONS = {
    "absolute_path": (b"/b/c", "/b/c"),
    "relative": (b"c?x=1", "/a/c?x=1"),
    "parent": (b"../c", "/c"),
    "query_only": (b"?x=2", "/a/page?x=2"),
    "space": (b"/b c", "/b%20c"),
    "raw_utf8": ("/새소식".encode(), "/%EC%83%88%EC%86%8C%EC%8B%9D"),
    "raw_cp949": ("/새소식".encode("cp949"), "/%BB%F5%BC%D2%BD%C4"),
    "escaped": (b"/%EC%83%88?q=%BB%F5", "/%EC%83%88?q=%BB%F5"),
    "session": (b"/c;jsessionid=A1?no=3", "/c;jsessionid=A1?no=3"),
}


@pytest.mark.parametrize(("location", "target"), LOCATIONS.values(), ids=LOCATIONS)
def test_where_a_redirect_leads(location: bytes, target: str) -> None:
    moved = raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")
    with Server({"/a/page": in_turn(moved, reply(b"ok"))}) as server, Fetcher(settings(), outside()) as fetcher:
        server.routes[target.partition("?")[0]] = (
            in_turn(moved, reply(b"ok")) if target.startswith("/a/page") else reply(b"ok")
        )
        assert fetcher.fetch(server.url("/a/page")).final_url == server.url(target)
        assert server.seen[-1].target == target


# Everything else that answers


def test_answers_that_are_no_pages_are_handed_on() -> None:
    kept: list[Page] = []
    routes = {"/robots.txt": reply(b"User-agent: *"), "/old": redirect("/new"), "/new": reply(b"ok")}
    routes["/busy"] = in_turn(reply(b"later", "503 Busy"), reply(b"ok"))
    with Server(routes) as server, Fetcher(settings(retries=1), outside(Time()), on_other=kept.append) as fetcher:
        fetcher.fetch(server.url("/old"))
        fetcher.fetch(server.url("/busy"))
        with pytest.raises(BadStatus):
            fetcher.fetch(server.url("/gone"))
    found = [(page.final_url.removeprefix(server.url("")), page.status, page.body) for page in kept]
    assert found == [
        ("/robots.txt", 200, b"User-agent: *"),
        ("/old", 302, b""),
        ("/busy", 503, b"later"),
        ("/gone", 404, b"none"),
    ]


def zip_reply(encoding: str, body: bytes) -> Answer:
    return reply(body, headers=[("Content-Encoding", encoding)])


def test_encodings_are_undone_and_their_header_kept() -> None:
    import gzip
    import zlib

    text = "전국 시·군·구 보도자료 ".encode() * 5000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    forms = {
        "gzip": gzip.compress(text),
        "GZIP": gzip.compress(text),
        "x-gzip": gzip.compress(text[:7000]) + gzip.compress(text[7000:]) + b"\0\0padding",
        "deflate": zlib.compress(text),
        "deflate ": packer.compress(text) + packer.flush(),
        "br": brotli.compress(text),
        "gzip, br": brotli.compress(gzip.compress(text)),
        "identity": text,
        "": text,
    }
    for encoding, body in forms.items():
        with Server({"/page": zip_reply(encoding, body)}) as server, Fetcher(settings(), outside()) as fetcher:
            page = fetcher.fetch(server.url("/page"))
        assert page.body == text, encoding
        assert page.headers["content-encoding"] == encoding.strip()


def test_a_connection_is_used_again_and_a_closed_one_replaced() -> None:
    closing = reply(b"bye", headers=[("Connection", "close")])
    with Server({"/page": reply(b"ok"), "/bye": closing}) as server, Fetcher(settings(), outside()) as fetcher:
        for path in ("/page", "/page", "/bye", "/page"):
            fetcher.fetch(server.url(path))
        assert server.connections == 2


def test_a_kept_connection_that_the_server_closes_on_the_next_request_costs_no_try() -> None:
    """The race of every keep-alive: the server hangs up while the request is on its way."""

    def hang_up_if_kept(server: Server, conn: socket.socket, request: Request) -> bool | None:
        return None if server.connections == 1 else reply(b"ok")(server, conn, request)

    time = Time()
    with Server({"/robots.txt": reply(b""), "/page": hang_up_if_kept}) as server:
        with Fetcher(settings(retries=0), outside(time)) as fetcher:
            assert fetcher.fetch(server.url("/page")).body == b"ok"
        assert (server.asked("/page"), server.connections, time.sleeps) == (2, 2, [])


CHUNKED = head(headers=[("Transfer-Encoding", "chunked")]) + b"2\r\nok\r\n0\r\n\r\n"


def keep(*pieces: bytes) -> Answer:
    def answer(server: Server, conn: socket.socket, request: Request) -> bool:
        conn.sendall(b"".join(pieces))
        return True

    return answer


@pytest.mark.parametrize(
    ("lie", "connections"),
    [(b"", 1), (b"\r\n<!-- more -->", 2), (CHUNKED[:-5] + b"x", 2)],
    ids=["none", "text", "answer"],
)
def test_what_follows_the_chunks_is_no_other_page(lie: bytes, connections: int) -> None:
    with (
        Server({"/1": keep(CHUNKED, lie), "/2": reply(b"second")}) as server,
        Fetcher(settings(), outside()) as fetcher,
    ):
        assert fetcher.fetch(server.url("/1")).body == b"ok"
        assert fetcher.fetch(server.url("/2")).body == b"second"
        assert server.connections == connections


BAD = [
    "",
    "city.test/page",
    "//city.test/",
    "ftp://city.test/",
    "file:///etc/passwd",
    "javascript:void(0)",
    "http://",
    "http:///x",
    "http://a b/",
    "http://me@city.test/",
    "http://city.test:99999/",
    "data:text/html,x",
    "mailto:a@city.test",
]


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with Fetcher(settings(), outside()) as fetcher, pytest.raises(Refused) as caught:
        fetcher.fetch(url)
    assert caught.value.reason in ("scheme", "bad-url")


def test_legacy_renegotiation_is_a_single_option_and_verification_stays() -> None:
    strict, lax = tls_context(), tls_context(legacy_renegotiation=True)
    assert lax.options ^ strict.options == 0x4  # SSL_OP_LEGACY_SERVER_CONNECT
    for made in (strict, lax, tls_context(ciphers="DEFAULT:@SECLEVEL=1")):
        assert made.verify_mode is ssl.CERT_REQUIRED
        assert made.check_hostname
        assert made.minimum_version is ssl.TLSVersion.TLSv1_2


# HTTP/2


class Http2(Server):
    """Answers every path with its own name, in HTTP/2."""

    def _serve(self, conn: socket.socket) -> None:
        assert self.tls is not None
        with self.tls.wrap_socket(conn, server_side=True) as secured:
            http = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
            http.initiate_connection()
            secured.sendall(http.data_to_send())
            while data := secured.recv(65536):
                for event in http.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        named = dict(event.headers or [])
                        path = named[b":path"].decode()
                        self.seen.append(Request(named[b":method"].decode(), path, {}, b""))
                        http.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                        http.send_data(event.stream_id, path.encode(), end_stream=True)
                secured.sendall(http.data_to_send())


@pytest.mark.skipif(sys.platform == "darwin", reason="the keychain does not trust the test's certificate")
def test_http2_is_spoken_where_the_server_does(tmp_path: Any) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "root.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("city.test").configure_cert(context)
    context.set_alpn_protocols(["h2"])
    policy = SourcePolicy(extra_intermediates=str(tmp_path / "root.pem"))
    with Http2({}, context) as server, Fetcher(settings(), outside()) as fetcher:
        for path in ("/1", "/2", "/3"):
            assert fetcher.fetch(server.url(path, "city.test"), policy=policy).body == path.encode()
        assert server.connections == 1
        assert [r.target for r in server.seen] == ["/robots.txt", "/1", "/2", "/3"]
