"""The only file that knows httpx: one URL in, one Page out, politely, within limits, and never from a private address.

    with Fetcher(FetchSettings(contact="https://city.example/crawler")) as fetcher:
        page = fetcher.fetch("https://www.example.go.kr/news/list.do", policy=SourcePolicy(source="example"))

Errors are FetchErrors (scraper.errors) whose `reason` is one of these words and nothing else:

| class      | reason                                                                                            |
|------------|---------------------------------------------------------------------------------------------------|
| Refused    | bad-url, scheme, private-address, metadata-address, bad-address                                   |
| Refused    | robots, robots-unreachable, robots-delay                                                          |
| Refused    | retry-after (the host asked to be left alone for longer than `max_retry_after`)                   |
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
`max_retry_after` ends the tries, and the host is not asked again before that time. POST is asked again too: on these
boards it is a search form. Proxies of the environment are not used: an address behind a proxy cannot be judged.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from types import TracebackType
from urllib.parse import urlencode

import httpcore
import httpx

from scraper import inflate, netguard, network
from scraper.answers import Answer
from scraper.errors import BadStatus, FetchError, Refused
from scraper.pace import Barred, Pace
from scraper.policy import FetchSettings, SourcePolicy, Validators
from scraper.records import Page
from scraper.retry import Again, persist, retry_after
from scraper.robots import Robots

__all__ = ["FetchSettings", "Fetcher", "Outside", "SourcePolicy", "Validators"]

Outside = network.Outside
Form = Iterable[tuple[str, str]] | bytes
"""A POST form: pairs, encoded as UTF-8, or a body that is encoded already (EUC-KR boards)."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEP_METHOD = frozenset({307, 308})
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Language": "ko, en;q=0.3",
    "Accept-Encoding": inflate.ACCEPTED,
}
_HOST = re.compile(rb"[a-z0-9_-][a-z0-9._-]*|[0-9a-f:.]+", re.IGNORECASE)  # after IDNA; or an IPv6 address


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request of a fetch: the first, or where a redirect led. `asked` is the URL that the caller gave."""

    asked: str
    url: httpx.URL
    policy: SourcePolicy
    content: bytes | None = None
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def host(self) -> str:
        """The queue it stands in; other ports of a machine are other servers (a local test site, say)."""
        return self.url.host if self.url.port is None else f"{self.url.host}:{self.url.port}"


class _Session:
    """A source's cookies, and the connections that it shares with sources of the same wire."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self.pool, self._cookies, self._lock = pool, httpx.Cookies(), Lock()

    def state(self) -> tuple[tuple[str, str], ...]:
        """The cookies as they are now."""
        with self._lock:
            return tuple(sorted((cookie.name, cookie.value or "") for cookie in self._cookies.jar))

    def _add_cookies(self, request: httpx.Request) -> None:
        """The server's cookies beside those that the source itself gives; of one name the server's word holds."""
        own = [pair for pair in request.headers.pop("cookie", "").split("; ") if pair]
        self._cookies.set_cookie_header(request)
        given = [pair for pair in request.headers.get("cookie", "").split("; ") if pair]
        names = {pair.partition("=")[0] for pair in given}
        if pairs := [*(pair for pair in own if pair.partition("=")[0] not in names), *given]:
            request.headers["cookie"] = "; ".join(pairs)

    def send(self, request: httpx.Request) -> Answer:
        """The answer, whose body is still to be read. Raises NetworkFault and AddressRefused."""
        with self._lock:
            self._add_cookies(request)
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
            answer = Answer(self.pool.handle_request(asked))
        with self._lock:
            self._cookies.extract_cookies(httpx.Response(answer.status, headers=answer.raw, request=request))
        return answer


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
        self._pools: dict[network.Wire, httpcore.ConnectionPool] = {}
        self._sessions: dict[tuple[str, network.Wire], _Session] = {}
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
            for pool in self._pools.values():
                pool.close()
            self._pools.clear()
            self._sessions.clear()

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
        hop = _Hop(url, _parse(url), policy or SourcePolicy(), content, extra)
        page = self._follow(hop, robots=True)
        if page.status == 304 and extra:
            return page
        return self._ok(page)

    def _ok(self, page: Page) -> Page:
        if 200 <= page.status < 300:
            return page
        self._on_other(page)
        raise BadStatus(page.url, f"http-{page.status}", page.final_url if page.final_url != page.url else "")

    def _follow(self, hop: _Hop, *, robots: bool) -> Page:
        """Ask, and follow redirects by hand: each target is a new URL, with its own scheme, address and robots.txt."""
        seen = set()
        for _ in range(self._settings.max_redirects + 1):
            session = self._session(hop)
            state = (hop.url, hop.content, session.state())
            if state in seen:  # the same question with the same cookies: a cookie set on the way may change the answer
                raise FetchError(hop.asked, "redirect-loop", str(hop.url))
            seen.add(state)
            page = self._ask(session, hop, robots=robots)
            target = page.headers.get("location") if page.status in _REDIRECTS else None
            if target is None:
                return page
            self._on_other(page)
            hop = _next(hop, target, page.status)
        raise FetchError(hop.asked, "too-many-redirects", f"more than {self._settings.max_redirects}")

    def _ask(self, session: _Session, hop: _Hop, *, robots: bool) -> Page:
        """One hop with its tries. While it waits, the host's queue waits too, and its slot is free for other hosts."""
        delay = self._settings.delay if hop.policy.delay is None else hop.policy.delay
        if robots:
            get = partial(self._robots_txt, hop.policy)
            try:
                delay = max(delay, self._robots.check(str(hop.url), get, self._wire(hop.policy)))
            except Refused as exc:
                detail = exc.detail if str(hop.url) == hop.asked else f"{hop.url}: {exc.detail}"
                raise Refused(hop.asked, exc.reason, detail) from exc
        return persist(partial(self._once, session, hop, delay), self._settings, partial(self._pace.defer, hop.host))

    def _once(self, session: _Session, hop: _Hop, delay: float) -> Page:
        """One request and its whole answer. Raises Again for what may pass, FetchError for what will not."""
        try:
            with self._pace.turn(hop.host, delay):
                self._deadline.start(self._settings.deadline)
                page = self._exchange(session, hop)
        except Barred as exc:
            raise Refused(hop.asked, "retry-after", f"{hop.host} asked to be left alone, {exc}") from exc
        except netguard.AddressRefused as exc:
            raise Refused(hop.asked, exc.reason, f"{exc.host} {exc.detail}".strip()) from exc
        except network.NetworkFault as exc:
            error = FetchError(hop.asked, exc.reason, exc.detail)
            raise (Again(error) if exc.transient else error) from exc
        if page.status == 429 or page.status >= 500:
            self._busy(page, hop.host)
        return page

    def _busy(self, page: Page, host: str) -> None:
        """Raise Again for a server that is busy or broken, unless it asks for more patience than we have."""
        after = retry_after(page.headers.get("retry-after"), self._outside.now())
        error = BadStatus(page.url, f"http-{page.status}", "" if after is None else f"Retry-After {after:g} s")
        self._on_other(page)
        if after is None or after <= self._settings.max_retry_after:
            raise Again(error, after)
        self._pace.bar(host, after)
        raise error

    def _exchange(self, session: _Session, hop: _Hop) -> Page:
        answer = self._send(session, self._request(hop))
        try:
            body = answer.body(hop.asked, self._settings.max_bytes, self._settings.max_decoded)
        finally:
            answer.close()
        answer.clean_up()
        return Page(
            url=hop.asked,
            final_url=str(hop.url),
            fetched_at=self._outside.now(),
            status=answer.status,
            headers=answer.headers,
            body=body,
            source=hop.policy.source,
        )

    def _send(self, session: _Session, request: httpx.Request) -> Answer:
        """Send; once more at once where the server had closed a kept connection just then (RFC 9112, 9.3.1)."""
        try:
            return session.send(request)
        except network.NetworkFault as fault:
            if fault.reason != "reset" or not self._deadline.stale:
                raise
        return session.send(request)

    def _request(self, hop: _Hop) -> httpx.Request:
        settings = self._settings
        timeouts = httpx.Timeout(
            connect=settings.connect_timeout,
            read=settings.read_timeout,
            write=settings.write_timeout,
            pool=settings.pool_timeout,
        )
        headers = _HEADERS | {"User-Agent": settings.user_agent} | dict(hop.extra)
        if hop.content is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return httpx.Request(
            "GET" if hop.content is None else "POST",
            hop.url,
            headers=headers | dict(hop.policy.headers),
            content=hop.content,
            extensions={"timeout": timeouts.as_dict()},
        )

    def _robots_txt(self, policy: SourcePolicy, url: str) -> Page:
        page = self._ok(self._follow(_Hop(url, _parse(url), policy), robots=False))
        self._on_other(page)
        return page

    def _wire(self, policy: SourcePolicy) -> network.Wire:
        return network.Wire(
            policy.allow_private or self._settings.allow_private,
            policy.ciphers,
            policy.legacy_renegotiation,
            policy.extra_intermediates,
            self._settings.http2,
        )

    def _session(self, hop: _Hop) -> _Session:
        wire = self._wire(hop.policy)
        key = (hop.policy.source, wire)
        with self._guard:
            if key not in self._sessions:
                self._sessions[key] = _Session(self._pool(wire, hop.asked))
            return self._sessions[key]

    def _pool(self, wire: network.Wire, url: str) -> httpcore.ConnectionPool:
        if wire not in self._pools:
            try:
                wire.context()
            except OSError as exc:
                raise FetchError(url, "tls-config", str(exc)) from exc
            self._pools[wire] = network.pool(self._outside, self._deadline, wire, 4 * self._settings.concurrency)
        return self._pools[wire]


def _parse(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except httpx.InvalidURL as exc:
        raise Refused(url, "bad-url", str(exc)) from exc
    return _checked(parsed, url)


def _checked(parsed: httpx.URL, asked: str) -> httpx.URL:
    if parsed.scheme not in ("http", "https"):
        raise Refused(asked, "scheme", f"{parsed}: only http and https are fetched")
    if not _HOST.fullmatch(parsed.raw_host) or parsed.userinfo or (parsed.port or 0) > 65535:
        raise Refused(asked, "bad-url", f"{parsed}: no host, no such port, or a user name in it")
    return parsed


def _next(hop: _Hop, target: str, status: int) -> _Hop:
    """Where a redirect leads. A form is sent on to the same host only, and only where the status says so."""
    try:
        to = hop.url.join(target).copy_with(fragment=None)
    except httpx.InvalidURL as exc:
        raise FetchError(hop.asked, "redirect-target", f"{target}: {exc}") from exc
    same_host = to.host == hop.url.host
    policy = hop.policy if same_host else hop.policy.model_copy(update={"headers": ()})
    keep = status in _KEEP_METHOD and same_host
    return replace(hop, url=_checked(to, hop.asked), policy=policy, content=hop.content if keep else None)
