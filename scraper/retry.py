"""The only place that asks again: how often, after what wait, and what a server's Retry-After means."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import tenacity

from scraper.errors import FetchError
from scraper.policy import FetchSettings

T = TypeVar("T")


class Again(Exception):
    """Worth another try; `error` is what to raise when the tries end, `after` the wait that the server asks for."""

    def __init__(self, error: FetchError, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.after = error, after


def persist(once: Callable[[], T], settings: FetchSettings, wait: Callable[[float], None]) -> T:
    """What `once` returns, tried again while it raises Again; `wait` gets the seconds before each new try.

    Waits are random up to a bound that doubles, so that many crawlers do not return in step. Raises the last
    Again's error.
    """
    growing = tenacity.wait_random_exponential(settings.backoff, settings.max_backoff)

    def pause(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, Again) else None
        return growing(state) if asked is None else asked

    tries = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(settings.retries + 1),
        retry=tenacity.retry_if_exception_type(Again),
        wait=pause,
        sleep=wait,
        reraise=True,
    )
    try:
        return tries(once)
    except Again as again:
        raise again.error from again.__cause__


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, as seconds or as an HTTP date (RFC 9110, 10.2.3); None where unreadable."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:  # '-0000': UTC, of an unknown place (RFC 5322, 3.3)
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
