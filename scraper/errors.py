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

BUGS are no errors of this tree: see there.
"""

from pathlib import Path
from traceback import extract_tb

BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a reader raises at a page that nobody thought of. A crawl tells it as the problem of that one page
(reason `program-error`), fails its source and goes on: else the same page would end every later crawl, too."""


def describe_bug(error: Exception) -> str:
    """'KeyError: 'x' (days.py:41)', for the problems table."""
    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


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
