"""The only place that makes requests wait: one at a time per host, a delay between starts, a limit over all hosts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class _Host:
    """One host's queue: who holds the lock may ask, not before `ready`."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.ready = 0.0


class Pace:
    """Delays count from start to start, so N pages of a host take N × delay where it answers within the delay."""

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
        """Wait until this host may be asked and a slot is free; hold both while the request runs."""
        host = self._host(key)
        with host.lock:
            while (wait := host.ready - self._clock()) > 0:
                self._sleep(wait)
            with self._slots:
                host.ready = self._clock() + delay
                yield

    def defer(self, key: str, seconds: float) -> None:
        """Nobody asks this host for so long; the wait itself happens at the next turn, without holding a slot."""
        host = self._host(key)
        with self._guard:
            host.ready = max(host.ready, self._clock() + seconds)
