"""A server on loopback that misbehaves on order, and stand-ins for name server, network and clock."""

import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, NamedTuple

import httpcore

from scraper.fetch import FetchSettings, Outside
from scraper.netguard import Resolver


class Request(NamedTuple):
    """A request as it arrived; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[["Server", socket.socket, Request], bool | None]
"""Writes to the socket; True keeps the connection for another request."""


class Server:
    """One thread for each connection, one Answer for each path; an unknown path, robots.txt too, is a 404."""

    def __init__(self, routes: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> None:
        self.routes, self.tls = dict(routes), tls
        self.seen: list[Request] = []
        self.connections = 0
        self.stop = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        socket.create_connection(("127.0.0.1", self.port)).close()  # wakes accept()
        self._thread.join()
        self._listener.close()
        for conn in list(self._open):
            conn.close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.target == path for request in self.seen)

    def _accept(self) -> None:
        while not self.stop.is_set():
            conn, _ = self._listener.accept()
            if self.stop.is_set():
                conn.close()
                return
            self._open.add(conn)
            self.connections += 1
            threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        try:
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls is not None:
                self._open.discard(conn)
                conn = self.tls.wrap_socket(conn, server_side=True)
                self._open.add(conn)
            buffer = b""
            while (got := _request(conn, buffer)) is not None:
                request, buffer = got
                self.seen.append(request)
                answer = self.routes.get(request.target.partition("?")[0], reply(b"none", "404 Not Found"))
                if not answer(self, conn, request):
                    return
        except (OSError, ValueError):
            return  # the client went away, or refused the handshake: what most of these cases are about
        finally:
            self._open.discard(conn)
            conn.close()


def _request(conn: socket.socket, buffer: bytes) -> tuple[Request, bytes] | None:
    while b"\r\n\r\n" not in buffer:
        data = conn.recv(65536)
        if not data:
            return None
        buffer += data
    head, _, rest = buffer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(headers.get("content-length", "0"))
    while len(rest) < length:
        rest += conn.recv(65536)
    return Request(method, target, headers, rest[:length]), rest[length:]


def head(status: str = "200 OK", headers: Iterable[tuple[str, str]] = (), length: int | None = None) -> bytes:
    """A status line and headers, with Content-Length where one is given."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"


def reply(body: bytes = b"", status: str = "200 OK", headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """A well-formed answer in one write."""
    data = head(status, headers, len(body)) + body

    def answer(server: Server, conn: socket.socket, request: Request) -> bool:
        conn.sendall(data)
        return True

    return answer


def redirect(to: str, status: str = "302 Found", headers: Iterable[tuple[str, str]] = ()) -> Answer:
    return reply(b"", status, [("Location", to), *headers])


def raw(*pieces: bytes, then: str = "close") -> Answer:
    """These bytes and then: close the connection, reset it, or hang until the test ends."""

    def answer(server: Server, conn: socket.socket, request: Request) -> None:
        for piece in pieces:
            conn.sendall(piece)
        if then == "reset":
            server.stop.wait(0.05)  # let the bytes before arrive: a reset throws away what was not read
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif then == "hang":
            server.stop.wait(30)

    return answer


def endless(start: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """A start, then a piece over and over until the client leaves."""

    def answer(server: Server, conn: socket.socket, request: Request) -> None:
        conn.sendall(start)
        while not server.stop.wait(pause):
            conn.sendall(piece)
            if select.select([conn], [], [], 0)[0]:
                return

    return answer


def in_turn(*answers: Answer) -> Answer:
    """The first answer to the first request and so on; the last one stays."""
    left = list(answers)

    def answer(server: Server, conn: socket.socket, request: Request) -> bool | None:
        return (left.pop(0) if len(left) > 1 else left[0])(server, conn, request)

    return answer


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.sleeps: list[float] = []
        self.start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.sleeps.append(seconds)
            self.at += seconds

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.at - 1000.0)


class Mapped(httpcore.NetworkBackend):
    """A network in which given public addresses lead to loopback servers; any other connection fails the test."""

    def __init__(self, servers: Mapping[str, Server]) -> None:
        self._servers, self._inner = dict(servers), httpcore.SyncBackend()
        self.tried: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.tried.append(host)
        if host not in self._servers:
            raise AssertionError(f"a connection to {host}:{port} was tried")
        return self._inner.connect_tcp("127.0.0.1", self._servers[host].port, timeout)


def names(table: Mapping[str, list[str]]) -> Resolver:
    """A name server that knows these names only."""

    def resolve(host: str, port: int) -> list[str]:
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "name not known")
        return table[host]

    return resolve


LOOPBACK = names({"city.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"]})


def settings(**changed: Any) -> FetchSettings:
    """No delay, no retries, short timeouts, loopback allowed."""
    base: dict[str, Any] = {"delay": 0, "retries": 0, "read_timeout": 5, "deadline": 10, "allow_private": True}
    return FetchSettings(**(base | changed))


def outside(time: Time | None = None, **changed: Any) -> Outside:
    base: dict[str, Any] = {"resolver": LOOPBACK}
    if time is not None:
        base |= {"clock": time.clock, "sleep": time.sleep, "now": time.now}
    return Outside(**(base | changed))
