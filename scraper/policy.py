"""How to ask: the settings of a whole run, the rules of one source, and what a page said about its own freshness."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

from pydantic import Field

from scraper.records import Page, Record

PRODUCT = "bangmun"  # the name that a robots.txt uses for us


@cache
def package_version() -> str:
    """The installed version, '0' when run from a checkout that was never installed."""
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"


class FetchSettings(Record):
    """What holds for a whole run. Seconds and bytes throughout.

    `contact` is an address or page where a webmaster reaches the operator (only the operator knows it, so there is no
    default); it is part of the User-Agent, which names this program and never a browser. `deadline` bounds one request
    from connecting to its last byte, retries not counted. `max_bytes` counts what travels, `max_decoded` what it
    unpacks to.
    """

    contact: str = ""
    delay: float = Field(default=1.0, ge=0)
    max_crawl_delay: float = 60.0  # a robots.txt that asks for more is not crawled at all (reason robots-delay)
    concurrency: int = Field(default=64, ge=1)  # requests at a time, each to another host; 250 slow hosts need no fewer
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    write_timeout: float = 20.0
    pool_timeout: float = 60.0
    deadline: float = 120.0
    max_bytes: int = 32 * 2**20
    max_decoded: int = 64 * 2**20
    max_redirects: int = Field(default=5, ge=0)
    retries: int = Field(default=3, ge=0)
    backoff: float = 1.0  # the first wait is up to this long, each later one up to twice the one before
    max_backoff: float = 30.0
    max_retry_after: float = 120.0  # a server that asks for more is not asked again before that time
    allow_private: bool = False
    http2: bool = True

    @property
    def user_agent(self) -> str:
        """'bangmun/0.1.0 (press release crawler; +contact)'."""
        about = f"press release crawler; +{self.contact}" if self.contact else "press release crawler"
        return f"{PRODUCT}/{package_version()} ({about})"


class SourcePolicy(Record):
    """What one source needs. Two policies with the same `source` and values share cookies, others do not.

    `ciphers` is an OpenSSL list such as 'DEFAULT:@SECLEVEL=1' for hosts with old cipher suites, `legacy_renegotiation`
    lets old servers without RFC 5746 answer, `extra_intermediates` are the PEM certificates that a server forgets to
    send, or a file of them. Certificates and host names are verified whatever these say. `headers` go to
    the asked host only.
    """

    source: str = ""
    delay: float | None = Field(default=None, ge=0)  # None: the run's; robots.txt can only lengthen it
    allow_private: bool = False
    ciphers: str | None = None
    legacy_renegotiation: bool = False
    extra_intermediates: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Validators(Record):
    """What an earlier answer said to compare with: RFC 9110 sections 8.8.2 and 8.8.3."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, page: Page) -> "Validators":
        """The validators that a page carried."""
        return cls(etag=page.headers.get("etag"), last_modified=page.headers.get("last-modified"))

    @property
    def headers(self) -> dict[str, str]:
        """The conditional request headers, empty where the page carried none."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}
