"""The only place that opens ports: every site of the demo on a loopback port of its own."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from demo.answers import answer
from demo.content import Site, load

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that a site got."""

    site: str
    method: str
    target: str


@dataclass(frozen=True, slots=True)
class World:
    """The running sites: base addresses by key ('http://127.0.0.1:40213', no slash), and what was asked so far."""

    bases: Mapping[str, str]
    sites: Mapping[str, Site]
    asked: list[Asked]

    def post_of(self, url: str) -> str | None:
        """'site/id', the name that a post has in expected.json, for any address of it; None for other addresses."""
        key = next((key for key, base in self.bases.items() if url.startswith(base + "/")), None)
        if key is None:
            return None
        parts, site = urlsplit(url), self.sites[key]
        query = dict(parse_qsl(parts.query))
        number = query.get(site.detail.id, "")
        path = parts.path.partition(";")[0]
        return f"{key}/{number}" if path == site.detail.path and site.post(number) else None


@contextmanager
def serve(port: int = 0) -> Iterator[World]:
    """All sites on 127.0.0.1, each on its own port, until the context ends.

    Free ports by default. With `port` the sites take it and those that follow, so that addresses stay the same from
    run to run; OSError where one is taken."""
    sites = load()
    bases: dict[str, str] = {}
    asked: list[Asked] = []
    with ExitStack() as stack:
        for place, (key, site) in enumerate(sites.items()):
            server = ThreadingHTTPServer((HOST, port + place if port else 0), _handler(site, asked))
            stack.callback(server.server_close)
            bases[key] = f"http://{HOST}:{server.server_address[1]}"
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        yield World(bases, sites, asked)


def _handler(site: Site, asked: list[Asked]) -> type[BaseHTTPRequestHandler]:
    """A request handler bound to one site."""
    sessions = count()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "Apache", ""
        disable_nagle_algorithm = True  # head and body are two writes; neither waits for a receipt
        timeout = 10  # seconds; an idle connection must not keep a thread

        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self._answer(self.rfile.read(length).decode("ascii", "replace"))

        def _answer(self, form: str) -> None:
            asked.append(Asked(site.key, self.command, self.path))
            # Java servers give every visitor without a cookie a new session, and write it into each link.
            session = md5(f"{site.key}{next(sessions)}".encode(), usedforsecurity=False).hexdigest().upper() + ".node10"
            base = f"http://{HOST}:{self.server.server_address[1]}"  # type: ignore[index]
            said = answer(site, self.path, form, base, session)
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the terminal belongs to the demo."""

    return Handler
