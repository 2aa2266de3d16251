"""The only place that reads robots.txt and says whether, and how slowly, a URL may be fetched.

The rules follow RFC 9309 (Robots Exclusion Protocol), section 2.3.1, read by protego (wildcards, several * groups):

| the answer to /robots.txt                   | what holds for the run                                            |
|---------------------------------------------|-------------------------------------------------------------------|
| 200 with text                               | its rules; the group for 'bangmun' where there is one, else '*'   |
| 200 with HTML (an error or front page)      | no rules: nothing in it addresses robots                          |
| 4xx but 429 (2.3.1.3 "unavailable")         | no rules                                                          |
| 5xx, 429, no answer (2.3.1.4 "unreachable") | nothing may be fetched for now: Refused, reason robots-unreachable |
| redirects (2.3.1.2)                         | followed like any other, up to the run's limit                    |

Crawl-delay and Request-rate, which the RFC does not know, lengthen the delay between two requests. Only the first
500 KiB are read (2.5). Each origin (scheme, host, port) is asked once per run.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from scraper.errors import BadStatus, FetchError, Refused
from scraper.policy import PRODUCT
from scraper.records import Page

_LIMIT = 500 * 1024
_BOM = b"\xef\xbb\xbf"

Get = Callable[[str], Page]
"""Fetches a robots.txt; raises FetchError as Fetcher.fetch does."""


class Rules:
    """One origin's rules. `why` is set where nothing may be fetched because robots.txt could not be read."""

    def __init__(self, text: str = "", why: str = "") -> None:
        self._protego, self.why = Protego.parse(text), why

    def allows(self, url: str) -> bool:
        """Whether our group allows the URL."""
        return bool(self._protego.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """The least seconds between two requests, 0 where nothing is said."""
        rate = self._protego.request_rate(PRODUCT)
        per_request = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self._protego.crawl_delay(PRODUCT) or 0.0), per_request)


def parse(body: bytes) -> Rules:
    """The rules in a 200 answer. HTML holds none, whatever its Content-Type: no robots.txt begins with '<'."""
    text = body[:_LIMIT].removeprefix(_BOM).lstrip()
    return Rules() if text.startswith(b"<") else Rules(text.decode("utf-8", errors="replace"))


def load(url: str, get: Get) -> Rules:
    """Ask for a robots.txt and apply the table above. A Refused passes: the address itself may not be asked."""
    try:
        return parse(get(url).body)
    except Refused:
        raise
    except BadStatus as exc:
        unavailable = exc.reason.startswith("http-4") and exc.reason != "http-429"
        return Rules() if unavailable else Rules(why=exc.reason)
    except FetchError as exc:
        return Rules(why=exc.reason)


class Robots:
    """The rules of every origin of a run, each loaded once, also when several threads ask at once."""

    def __init__(self, max_delay: float) -> None:
        self._max_delay = max_delay
        self._rules: dict[Hashable, Rules] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def check(self, url: str, get: Get, shared: Hashable = None) -> float:
        """The delay that robots.txt asks for. Raises Refused: robots, robots-unreachable, robots-delay.

        `shared` tells apart sources that reach the same origin in different ways (TLS settings).
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        try:
            rules = self._load((origin, shared), f"{origin}/robots.txt", get)
        except Refused as exc:  # its address may not be asked, so neither may the page's
            raise Refused(url, exc.reason, exc.detail) from exc
        if rules.why:
            raise Refused(url, "robots-unreachable", f"{origin}/robots.txt: {rules.why}")
        if not rules.allows(url):
            raise Refused(url, "robots", f"{origin}/robots.txt disallows it")
        if rules.delay > self._max_delay:
            raise Refused(url, "robots-delay", f"{origin}/robots.txt asks for {rules.delay:g} s between requests")
        return rules.delay

    def _load(self, key: Hashable, url: str, get: Get) -> Rules:
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._rules:
                self._rules[key] = load(url, get)
            return self._rules[key]
