"""The errors of the scraper room.

ScraperError
├── SourceError      a source file is broken: file, line, key and what was expected
├── FetchError       a page could not be had: url, reason
│   ├── Refused      robots.txt, an address that is not public, a scheme other than http(s)
│   ├── TooLarge     over the size limit before or after decompression
│   └── BadStatus    the server's final answer was an error status
├── SoftError        the server said 200 but the page is an error, block or empty page
├── ArchiveError     a WARC file that cannot be written or read: file, offset, what was expected
└── CleanError       a document that cannot be read: empty, binary, not Korean, encrypted
"""


class ScraperError(Exception):
    """Base of everything that this room raises on purpose; the message names url or file and what to do."""


class SourceError(ScraperError):
    """A source file is broken: file, line, key and what was expected."""


class FetchError(ScraperError):
    """A page could not be had; `url` and `reason` (a short stable word for the problems table)."""

    def __init__(self, url: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{url}: {reason}" + (f" ({detail})" if detail else ""))
        self.url, self.reason, self.detail = url, reason, detail


class Refused(FetchError):
    """We do not ask: robots.txt, a private address, a foreign scheme."""


class TooLarge(FetchError):
    """Over the size limit before or after decompression."""


class BadStatus(FetchError):
    """The final answer was an error status."""


class SoftError(FetchError):
    """HTTP 200, but an alert, error, block or empty page."""


class ArchiveError(ScraperError):
    """A WARC file that cannot be written or read: file, offset, what was expected."""


class CleanError(ScraperError):
    """A document that cannot be read: empty, binary, not Korean, encrypted."""
