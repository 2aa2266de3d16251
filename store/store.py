"""The store's one door: all tables behind one object."""

from contextlib import AbstractContextManager
from types import TracebackType

from store.claims import ClaimTables
from store.figures import FigureTables
from store.frontier import FrontierTables
from store.lock import hold
from store.pages import PageTables
from store.reading import ClaimReading
from store.runs import RunTables


class Store(PageTables, ClaimTables, ClaimReading, FigureTables, RunTables, FrontierTables):
    """An open database. Every method is a transaction of its own; `transaction()` binds several into one."""

    def lock(self, owner: str) -> AbstractContextManager[None]:
        """Hold the database against other crawls for a `with` block; `owner` is what they are told. Raises Busy."""
        return hold(self.path, owner)

    def close(self) -> None:
        """Close the connection; SQLite's side files go."""
        self.db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
