"""The only file that knows httpx: one URL in, one Page out, politely, within limits, and never from a private address.

    with Fetcher(FetchSettings(contact="https://city.example/crawler")) as fetcher:
        page = fetcher.fetch("https://www.example.go.kr/news/list.do", policy=SourcePolicy(source="example"))

Errors are FetchErrors (scraper.errors) whose `reason` is one of these words and nothing else:

| class      | reason                                                                                            |
|------------|---------------------------------------------------------------------------------------------------|
| Refused    | bad-url, scheme, private-address, metadata-address, bad-address                                   |
| Refused    | robots, robots-unreachable, robots-delay                                                          |
| TooLarge   | too-large (on the wire), too-large-decoded (unpacked)                                             |
| BadStatus  | http-403, http-404, http-410, http-429, http-500 … any final status that is not 2xx               |
| FetchError | dns, connect, timeout-connect, timeout-read, timeout-write, timeout-pool, deadline                |
| FetchError | reset (connection lost), incomplete (short of Content-Length), protocol (not HTTP)                |
| FetchError | truncated (compressed body ends early), encoding (Content-Encoding unknown or untrue)             |
| FetchError | tls-expired, tls-not-yet-valid, tls-self-signed, tls-untrusted, tls-hostname                      |
| FetchError | tls-version, tls-legacy-renegotiation, tls-handshake, tls-config (ciphers or PEM file of a source) |
| FetchError | too-many-redirects, redirect-loop, redirect-target                                                |

Asked again, with growing random waits: connect, timeout-*, reset, incomplete, protocol, truncated, http-429, http-5xx
and a name server's "try again". A Retry-After (seconds or date, RFC 9110 10.2.3) sets the wait; one beyond
`max_retry_after` ends the tries. POST is asked again too: on these boards it is a search form. Proxies of the
environment are not used: an address behind a proxy cannot be judged.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from threading import Lock
from types import TracebackType
from urllib.parse import quote_from_bytes, urlencode

import httpcore
import httpx
import tenacity

from scraper import inflate, netguard, network
from scraper.errors import BadStatus, FetchError, Refused, TooLarge
from scraper.pace import Pace
from scraper.policy import FetchSettings, SourcePolicy, Validators
from scraper.records import Page
from scraper.robots import Robots

__all__ = ["FetchSettings", "Fetcher", "Outside", "SourcePolicy", "Validators"]

Outside = network.Outside
Form = Iterable[tuple[str, str]] | bytes
"""A POST form: pairs, encoded as UTF-8, or a body that is encoded already (EUC-KR boards)."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_ASIDE_LIMIT = 2**20  # bytes kept of an answer that is not a page: errors, redirects
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Language": "ko, en;q=0.3",
    "Accept-Encoding": inflate.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request of a fetch: the first, or where a redirect led."""

    url: httpx.URL
    policy: SourcePolicy
    content: bytes | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def host(self) -> str:
        """The queue it stands in; other ports of a machine are other servers (a local test site, say)."""
        return self.url.host if self.url.port is None else f"{self.url.host}:{self.url.port}"


class _Again(Exception):
    """An answer worth another try; `error` is what to raise when the tries end, `after` the server's own wait."""

    def __init__(self, error: FetchError, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.after = error, after


class _Stream(httpx.SyncByteStream):
    """httpcore's body with its errors translated."""

    def __init__(self, inner: Iterable[bytes], close: Callable[[], None]) -> None:
        self._inner, self._close = inner, close

    def __iter__(self) -> Iterator[bytes]:
        with network.faults():
            yield from self._inner

    def close(self) -> None:
        self._close()


class _Transport(httpx.BaseTransport):
    """httpx over a guarded httpcore pool; httpx's own transport takes no network backend."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.read(), extensions=request.extensions
        )
        with network.faults():
            answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer.iter_stream(), answer.close),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


def _drop(page: Page) -> None:
    """What happens to answers that are not pages when nobody wants them."""


class Fetcher:
    """Fetches for a whole run, from several threads if wanted; a context manager that closes its connections.

    `on_other` gets every answer that fetch() does not return: robots.txt, redirects and error answers, so that an
    archive can be complete. It is called in the fetching thread.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        outside: Outside | None = None,
        on_other: Callable[[Page], None] = _drop,
    ) -> None:
        self._settings, self._outside = settings or FetchSettings(), outside or Outside()
        self._on_other = on_other
        self._pace = Pace(self._settings.concurrency, self._outside.clock, self._outside.sleep)
        self._robots = Robots(self._settings.max_crawl_delay)
        self._deadline = network.Deadline(self._outside.clock)
        self._transports: dict[network.Wire, _Transport] = {}
        self._clients: dict[SourcePolicy, httpx.Client] = {}
        self._guard = Lock()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the cookies go, too."""
        with self._guard:
            for transport in self._transports.values():
                transport.close()
            self._transports.clear()
            self._clients.clear()

    def fetch(
        self,
        url: str,
        *,
        data: Form | None = None,
        policy: SourcePolicy | None = None,
        validators: Validators | None = None,
    ) -> Page:
        """The final answer to a GET, or to a POST where `data` is given; body bytes as unpacked, charset untouched.

        With `validators` an unchanged page comes back with status 304 and an empty body. Raises FetchError as listed
        above; a page that only looks like success is left to scraper.soft.
        """
        content = data if data is None or isinstance(data, bytes) else urlencode(list(data)).encode("ascii")
        extra = tuple(validators.headers.items()) if validators else ()
        hop = _Hop(_parse(url), policy or SourcePolicy(), content, extra)
        page = self._follow(hop, url, robots=True)
        if page.status == 304 and extra:
            return page.model_copy(update={"body": b""})
        if not 200 <= page.status < 300:
            self._on_other(page)
            raise BadStatus(url, f"http-{page.status}", page.final_url if page.final_url != url else "")
        return page

    def _follow(self, hop: _Hop, url: str, *, robots: bool) -> Page:
        """Ask, and follow redirects by hand: each target is a new URL, with its own scheme, address and robots.txt."""
        seen = set()
        for _ in range(self._settings.max_redirects + 1):
            client = self._client(hop, url)
            state = (hop.url, hop.content, tuple(sorted((c.name, c.value or "") for c in client.cookies.jar)))
            if state in seen:  # the same question with the same cookies: a cookie set on the way may change the answer
                raise FetchError(url, "redirect-loop", str(hop.url))
            seen.add(state)
            page = self._ask(client, hop, url, robots=robots)
            target = _location(page)
            if target is None:
                return page
            self._on_other(page)
            hop = self._next(hop, target, page.status, url)
        raise FetchError(url, "too-many-redirects", f"more than {self._settings.max_redirects}")

    def _next(self, hop: _Hop, target: str, status: int, url: str) -> _Hop:
        try:
            to = hop.url.join(target).copy_with(fragment=None)
        except httpx.InvalidURL as exc:
            raise FetchError(url, "redirect-target", target) from exc
        same_host = to.host == hop.url.host
        policy = hop.policy if same_host else hop.policy.model_copy(update={"headers": ()})
        keep = status in _KEEP_METHOD and same_host
        return replace(hop, url=_checked(to, url), policy=policy, content=hop.content if keep else None)

    def _ask(self, client: httpx.Client, hop: _Hop, url: str, *, robots: bool) -> Page:
        """One hop with its tries."""
        wire = self._wire(hop.policy)
        get = partial(self._robots_txt, hop.policy)
        asked_delay = self._robots.check(str(hop.url), get, wire) if robots else 0.0
        own = self._settings.delay if hop.policy.delay is None else hop.policy.delay
        tries = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._settings.retries + 1),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_Again),
            sleep=partial(self._pace.defer, hop.host),  # the host's queue waits, this thread's slot is free
            reraise=True,
        )
        try:
            return tries(self._once, client, hop, url, max(own, asked_delay))
        except _Again as again:
            raise again.error from again.__cause__

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _Again) and error.after is not None:
            return error.after
        return tenacity.wait_random_exponential(self._settings.backoff, self._settings.max_backoff)(state)

    def _once(self, client: httpx.Client, hop: _Hop, url: str, delay: float) -> Page:
        """One request and its whole answer. Raises _Again for what may pass, FetchError for what will not."""
        with self._pace.turn(hop.host, delay):
            self._deadline.start(self._settings.deadline)
            try:
                page = self._exchange(client, hop, url)
            except netguard.AddressRefused as exc:
                raise Refused(url, exc.reason, f"{exc.host} {exc.detail}".strip()) from exc
            except network.NetworkFault as exc:
                error = FetchError(url, exc.reason, exc.detail)
                raise (_Again(error) if exc.transient else error) from exc
        if page.status == 429 or page.status >= 500:
            self._on_other(page)
            raise self._busy(page, url)
        return page

    def _busy(self, page: Page, url: str) -> Exception:
        after = retry_after(page.headers.get("retry-after"), self._outside.now())
        detail = "" if after is None else f"Retry-After {after:g} s"
        error = BadStatus(url, f"http-{page.status}", detail)
        return error if after is not None and after > self._settings.max_retry_after else _Again(error, after)

    def _exchange(self, client: httpx.Client, hop: _Hop, url: str) -> Page:
        headers = dict(hop.extra) | dict(hop.policy.headers)
        if hop.content is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        method = "GET" if hop.content is None else "POST"
        request = client.build_request(method, hop.url, headers=headers, content=hop.content)
        response = client.send(request, stream=True)
        try:
            body = self._body(response, url)
        finally:
            response.close()
        return Page(
            url=url,
            final_url=str(hop.url),
            fetched_at=self._outside.now(),
            status=response.status_code,
            headers=_header_map(response.headers),
            body=body,
            source=hop.policy.source,
        )

    def _body(self, response: httpx.Response, url: str) -> bytes:
        """The unpacked body. Of an answer that is no page, what could be read within a small limit."""
        settings = self._settings
        if 200 <= response.status_code < 300:
            return _read(response, url, settings.max_bytes, settings.max_decoded)
        try:
            return _read(response, url, _ASIDE_LIMIT, _ASIDE_LIMIT)
        except (FetchError, _Again, network.NetworkFault):
            return b""  # the status is the answer; its body was only for the archive

    def _robots_txt(self, policy: SourcePolicy, url: str) -> Page:
        page = self._follow(_Hop(_parse(url), policy), url, robots=False)
        self._on_other(page)
        if not 200 <= page.status < 300:
            raise BadStatus(url, f"http-{page.status}")
        return page

    def _wire(self, policy: SourcePolicy) -> network.Wire:
        return network.Wire(
            policy.allow_private or self._settings.allow_private,
            policy.ciphers,
            policy.legacy_renegotiation,
            policy.extra_intermediates,
            self._settings.http2,
        )

    def _client(self, hop: _Hop, url: str) -> httpx.Client:
        """The client of a source: its own cookies, connections shared with sources of the same wire."""
        key = hop.policy.model_copy(update={"headers": (), "delay": None})
        with self._guard:
            if key not in self._clients:
                self._clients[key] = self._new_client(self._wire(key), url)
            return self._clients[key]

    def _new_client(self, wire: network.Wire, url: str) -> httpx.Client:
        settings = self._settings
        if wire not in self._transports:
            try:
                wire.context()
            except OSError as exc:
                raise FetchError(url, "tls-config", str(exc)) from exc
            pool = network.pool(self._outside, self._deadline, wire, settings.concurrency)
            self._transports[wire] = _Transport(pool)
        return httpx.Client(
            transport=self._transports[wire],
            headers=_HEADERS | {"User-Agent": settings.user_agent},
            timeout=httpx.Timeout(
                connect=settings.connect_timeout,
                read=settings.read_timeout,
                write=settings.write_timeout,
                pool=settings.pool_timeout,
            ),
            trust_env=False,
        )


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except httpx.InvalidURL as exc:
        raise Refused(url, "bad-url", str(exc)) from exc
    return _checked(parsed, url)


def _checked(parsed: httpx.URL, url: str) -> httpx.URL:
    if parsed.scheme not in ("http", "https"):
        raise Refused(url, "scheme", f"{parsed.scheme or 'none'}: only http and https are fetched")
    if not parsed.host or parsed.userinfo:
        raise Refused(url, "bad-url", "no host, or a user name in it")
    return parsed


def _location(page: Page) -> str | None:
    return page.headers.get("location") if page.status in _REDIRECTS else None


def _header_map(headers: httpx.Headers) -> dict[str, str]:
    """Lower-case names; repeated ones joined by ', ' (RFC 9110, 5.3). Location keeps its bytes, percent-encoded."""
    found = dict(headers.items())
    raw = next((value for name, value in headers.raw if name.lower() == b"location"), None)
    if raw is not None:  # a path in raw EUC-KR or UTF-8 means those bytes, whatever text they look like
        found["location"] = quote_from_bytes(raw, safe="".join(map(chr, range(0x21, 0x7F))))
    return found


def _limited(pieces: Iterable[bytes], limit: int, url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLarge(url, "too-large", f"over {limit} bytes")
        yield piece


def _read(response: httpx.Response, url: str, max_bytes: int, max_decoded: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise TooLarge(url, "too-large", f"Content-Length {declared}, over {max_bytes} bytes")
    encoding = response.headers.get("content-encoding", "")
    try:
        return inflate.inflate(_limited(response.iter_raw(), max_bytes, url), encoding, max_decoded)
    except inflate.OverLimit as exc:
        raise TooLarge(url, "too-large-decoded", str(exc)) from exc
    except inflate.EncodingError as exc:
        error = FetchError(url, exc.reason, exc.detail)
        raise (_Again(error) if exc.reason == "truncated" else error) from exc


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, from seconds or an HTTP date; None where there is none that can be read."""
    if value is None:
        return None
    text = value.strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:  # '-0000' means UTC of unknown origin, RFC 5322 3.3
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
