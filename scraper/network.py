"""The only place that opens sockets: judged addresses, TLS per source, and a deadline over a whole request.

It is a network backend of httpcore, the connection layer of httpx, because there a name becomes an address.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

import httpcore

from scraper import heads, netguard, tls


@dataclass(frozen=True, slots=True)
class Outside:
    """What fetching touches of the world; tests hand in their own. `backend` is asked for judged addresses only."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolver: netguard.Resolver = netguard.system_resolver
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)


class Wire(NamedTuple):
    """What two sources must have in common to share connections."""

    allow_private: bool = False
    ciphers: str | None = None
    legacy_renegotiation: bool = False
    extra_intermediates: str | None = None
    http2: bool = True

    def context(self) -> ssl.SSLContext:
        """A fresh TLS context; raises OSError (ssl.SSLError is one) for unknown ciphers or an unreadable file."""
        made = tls.context(self.ciphers, self.legacy_renegotiation, self.extra_intermediates)
        made.set_alpn_protocols(["h2", "http/1.1"] if self.http2 else ["http/1.1"])
        return made


class NetworkFault(Exception):
    """A connection that failed; `reason` as listed in scraper.fetch, `transient` where asking again may help."""

    def __init__(self, reason: str, detail: str, transient: bool) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail, self.transient = reason, detail, transient


class DeadlinePassed(httpcore.TimeoutException):
    """A request took longer than its deadline, however often a byte arrived."""


class Deadline:
    """When this thread's request must be over. A request runs in one thread, so the thread carries it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._local = clock, threading.local()

    def start(self, seconds: float) -> None:
        """A request begins and may take so long."""
        self._local.end = self._clock() + seconds
        self._local.stale = True

    @property
    def stale(self) -> bool:
        """Whether this request went over a kept connection and not a byte came back."""
        return bool(self._local.stale)

    def lives(self) -> None:
        """This request opens a connection, or got an answer."""
        self._local.stale = False

    @contextmanager
    def limit(self, timeout: float | None) -> Iterator[float]:
        """The shorter of a timeout and what is left, for one step. Raises DeadlinePassed where nothing is left."""
        end: float = self._local.end
        left = end - self._clock()
        if left <= 0:
            raise DeadlinePassed("the request took longer than its deadline")
        try:
            yield left if timeout is None else min(left, timeout)
        except httpcore.TimeoutException as exc:
            if timeout is None or left < timeout:
                raise DeadlinePassed("the request took longer than its deadline") from exc
            raise


class Stream(httpcore.NetworkStream):
    """A stream whose every read and write ends with the deadline, and whose handshake uses a context of its own.

    Of its own, because a truststore context holds a lock during a handshake: with a shared one a single silent host
    would hold up all others. In HTTP/1.1 the head of an answer is mended (scraper.heads), and see `rest`.
    """

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, wire: Wire) -> None:
        self._inner, self._deadline, self._wire = inner, deadline, wire
        tls_object = inner.get_extra_info("ssl_object")
        self.http2 = tls_object is not None and tls_object.selected_alpn_protocol() == "h2"
        self._head_size, self._got, self._last = 0, 0, b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._receive(max_bytes, timeout)
        if not self.http2 and not self._head_size:
            data = self._answer_head(data, max_bytes, timeout)
        self._got += len(data)
        self._last = (self._last + data[-5:])[-5:]
        return data

    def _receive(self, max_bytes: int, timeout: float | None) -> bytes:
        with self._deadline.limit(timeout) as seconds:
            data = self._inner.read(max_bytes, seconds)
        if data:
            self._deadline.lives()
        return data

    def _answer_head(self, data: bytes, max_bytes: int, timeout: float | None) -> bytes:
        """Read on to the end of the head, and mend it; what has no end, or none in time, is left for h11 to refuse."""
        while (end := heads.end(data)) is None:
            more = self._receive(max_bytes, timeout) if data and len(data) <= heads.LIMIT else b""
            if not more:
                return data
            data += more
        head = heads.mend(data[:end])
        self._head_size = len(head)
        return head + data[end:]

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._head_size, self._got = 0, 0
        with self._deadline.limit(timeout) as seconds:
            self._inner.write(buffer, seconds)

    def rest(self, body: int | None) -> bool:
        """Whether more arrived than an HTTP/1.1 answer with so many bytes of body, None where it came in chunks.

        h11 keeps such a rest and would take it for the head of the next answer. After chunks it is told by the last
        bytes alone; where in doubt (trailers, two heads) the answer is yes, which costs a connection.
        """
        return self._last != b"0\r\n\r\n" if body is None else self._got != self._head_size + body

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with self._deadline.limit(timeout) as seconds:
            secured = self._inner.start_tls(self._wire.context(), server_hostname, seconds)
        return Stream(secured, self._deadline, self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Connects to judged addresses only; raises netguard.AddressRefused before a socket is opened."""

    def __init__(self, outside: Outside, deadline: Deadline, wire: Wire) -> None:
        self._outside, self._deadline, self._wire = outside, deadline, wire

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self._deadline.lives()
        found = netguard.addresses(host, port, self._outside.resolver, allow_private=self._wire.allow_private)
        *others, last = found
        for address in others:
            try:
                return self._open(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # the next address of the same host; the last one's error is raised
        return self._open(last, port, timeout)

    def _open(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        with self._deadline.limit(timeout) as seconds:
            inner = self._outside.backend.connect_tcp(address, port, seconds)
        return Stream(inner, self._deadline, self._wire)


def pool(outside: Outside, deadline: Deadline, wire: Wire, size: int) -> httpcore.ConnectionPool:
    """A connection pool over the guarded backend; `size` connections at most, in use or kept for the next request."""
    return httpcore.ConnectionPool(
        ssl_context=ssl.SSLContext(
            ssl.PROTOCOL_TLS_CLIENT
        ),  # never used for a handshake: Stream.start_tls makes its own
        max_connections=size,
        keepalive_expiry=30.0,
        http2=wire.http2,
        network_backend=Backend(outside, deadline, wire),
    )


# Most special first. h11 has one class for all that a server does wrong, so its words tell the cases apart.
_INCOMPLETE = "without sending complete message body"
_HUNG_UP = ("without sending a response", "Server disconnected", "ConnectionTerminated")
_KINDS: tuple[tuple[type[Exception], str, bool], ...] = (
    (DeadlinePassed, "deadline", False),
    (httpcore.ConnectTimeout, "timeout-connect", True),
    (httpcore.ReadTimeout, "timeout-read", True),
    (httpcore.WriteTimeout, "timeout-write", True),
    (httpcore.PoolTimeout, "timeout-pool", False),
    (httpcore.ConnectError, "connect", True),
    (httpcore.NetworkError, "reset", True),
    (httpcore.RemoteProtocolError, "protocol", True),  # a connection left dirty by the answer before is one cause
    (httpcore.ProtocolError, "protocol", False),
)


def _chain(exc: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = exc
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _fault(exc: Exception) -> NetworkFault:
    text = str(exc)
    for link in _chain(exc):
        if isinstance(link, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return NetworkFault("reset", text, True)
        if isinstance(link, ssl.SSLError):
            return NetworkFault(tls.reason(link), text, False)
        if isinstance(link, socket.gaierror):
            return NetworkFault("dns", text, link.errno == socket.EAI_AGAIN)
    if _INCOMPLETE in text:
        return NetworkFault("incomplete", text, True)
    if isinstance(exc, httpcore.RemoteProtocolError) and any(word in text for word in _HUNG_UP):
        return NetworkFault("reset", text, True)
    reason, transient = next((r, t) for kind, r, t in _KINDS if isinstance(exc, kind))
    return NetworkFault(reason, text, transient)


@contextmanager
def faults() -> Iterator[None]:
    """Inside, what the connection layer raises becomes a NetworkFault."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        socket.gaierror,
        ssl.SSLError,
    ) as exc:
        raise _fault(exc) from exc
