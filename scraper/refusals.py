"""The only place that names why an office file is not read, besides being broken."""

from scraper.errors import CleanError


class Encrypted(CleanError):
    """The file asks for a password."""


class TooBig(CleanError):
    """Unpacked it would be larger than any press release: a zip bomb, or no document for us."""
