"""How many pages a second are fetched and archived, against a server on loopback in a process of its own.

    python bench/fetch.py [--pages 3000] [--size 40000] [--hosts 4] [--delay 0] [--tls]

With --delay 0 the figure is pages a second. With a delay it is the wall time against the slowest host's pages × delay,
the least that politeness allows. Pages are random enough to pack to about a quarter, as real ones do; they travel
gzipped. Records are written and fsynced as a crawl does."""

import argparse
import asyncio
import gzip
import multiprocessing
import random
import ssl
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import trustme

from scraper.archive import Archive
from scraper.fetch import Fetcher, FetchSettings, SourcePolicy

WORDS = [f"{a}{b}{c}" for a in "가나다라마바사아" for b in "고노도로모보소오" for c in "은는을를에서의"]


def page(number: int, size: int) -> bytes:
    """HTML of about `size` bytes."""
    chance = random.Random(number)
    text = " ".join(chance.choices(WORDS, k=size // 10))
    return f"<!doctype html><html><title>{number}</title><body><p>{text}</p></body></html>".encode()


async def serve(hosts: int, size: int, certificate: str | None, ports: Connection) -> None:
    """Answer every path with one of twenty pages, until killed; sends the ports it listens on."""
    bodies = [gzip.compress(page(number, size), 6) for number in range(20)]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    answers = [head % len(body) + body for body in bodies]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        count = 0
        while await reader.readuntil(b"\r\n\r\n"):
            count += 1
            writer.write(answers[count % 20])
            await writer.drain()

    async def quiet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    servers = [await asyncio.start_server(quiet, "127.0.0.1", 0, ssl=context) for _ in range(hosts)]
    ports.send([server.sockets[0].getsockname()[1] for server in servers])
    await asyncio.gather(*(server.serve_forever() for server in servers))


def run(hosts: int, size: int, certificate: str | None, ports: Connection) -> None:
    """The server process."""
    asyncio.run(serve(hosts, size, certificate, ports))


@contextmanager
def server(hosts: int, size: int, certificate: str | None) -> Iterator[list[int]]:
    """The ports of a running server."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=run, args=(hosts, size, certificate, theirs), daemon=True
    )
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def crawl(urls: list[list[str]], settings: FetchSettings, policy: SourcePolicy, folder: Path) -> float:
    """Seconds to fetch and archive every URL, one thread for each host."""
    with Fetcher(settings) as fetcher, Archive(folder) as archive, ThreadPoolExecutor(len(urls)) as threads:

        def host(addresses: list[str]) -> None:
            for address in addresses:
                archive.write(fetcher.fetch(address, policy=policy))

        begin = time.perf_counter()
        for done in [threads.submit(host, addresses) for addresses in urls]:
            done.result()
        archive.sync()
        return time.perf_counter() - begin


def main() -> None:
    """Run the bench and print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--size", type=int, default=40_000, help="bytes of a page")
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between two requests to a host")
    parser.add_argument("--tls", action="store_true")
    args = parser.parse_args()
    settings = FetchSettings(delay=args.delay, allow_private=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "root.pem"))
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
        policy = SourcePolicy(extra_intermediates=str(folder / "root.pem"))
        scheme = "https" if args.tls else "http"
        with server(args.hosts, args.size, str(folder / "server.pem") if args.tls else None) as ports:
            each = args.pages // args.hosts
            urls = [[f"{scheme}://127.0.0.1:{port}/view?no={n}" for n in range(each)] for port in ports]
            seconds = crawl(urls, settings, policy, folder / "archive")
        kept = sum(path.stat().st_size for path in (folder / "archive").glob("*.warc.gz"))
    total = each * args.hosts
    line = f"{total} pages of {args.size} bytes from {args.hosts} hosts in {seconds:.1f} s: {total / seconds:.0f} pages/s, {kept / 2**20:.1f} MiB of WARC"
    print(line if not args.delay else f"{line}, {seconds / (each * args.delay):.2f} × the slowest host's pages × delay")


if __name__ == "__main__":
    main()
