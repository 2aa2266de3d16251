"""The only place that makes requests wait: one at a time per host, a delay between starts, a limit over all hosts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class Barred(Exception):
    """The host asked to be left alone for longer than a crawl waits; `seconds` of that are left."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s left")
        self.seconds = seconds


class _Host:
    """One host's queue: who holds the lock may ask, not before `ready`; until `barred` nobody waits either."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.ready = self.barred = 0.0
        self.started = float("-inf")


class Pace:
    """Delays count from start to start, so N pages of a host take N × delay where it answers within the delay. Between
    two requests that want different ones the longer holds: robots.txt, say, and the first page after it."""

    def __init__(self, concurrency: int, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._slots = BoundedSemaphore(concurrency)
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._guard = Lock()

    def _host(self, key: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(key, _Host())

    @contextmanager
    def turn(self, key: str, delay: float) -> Iterator[None]:
        """Wait until this host may be asked and a slot is free; hold both while the request runs. Raises Barred."""
        host = self._host(key)
        with host.lock:
            if (left := host.barred - self._clock()) > 0:
                raise Barred(left)
            while (wait := max(host.ready, host.started + delay) - self._clock()) > 0:
                self._sleep(wait)
            with self._slots:
                host.started = self._clock()
                host.ready = host.started + delay
                yield

    def bar(self, key: str, seconds: float) -> None:
        """Nobody asks this host for so long, and nobody waits for it either."""
        host = self._host(key)
        with self._guard:
            host.barred = max(host.barred, self._clock() + seconds)

    def defer(self, key: str, seconds: float) -> None:
        """Nobody asks this host for so long; the wait itself happens at the next turn, without holding a slot."""
        host = self._host(key)
        with self._guard:
            host.ready = max(host.ready, self._clock() + seconds)
