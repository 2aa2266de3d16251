"""The only place for the table `frontier`: addresses that a crawl still has to ask for, safe from any crash.

An address waits until `frontier_done` says, in the same transaction as its article, that it is stored. A crawl that
dies in between asks for it again; nothing is marked as begun, for only one crawl runs at a time (see store/lock.py).
`next_at` of a stored address is when it is worth another look, for posts are corrected.
"""

from collections.abc import Iterable
from datetime import datetime

from store import ids
from store.base import Tables, told
from store.records import Queued, Visit

_BATCH = 500


class FrontierTables(Tables):
    """The queue of a crawl, and the memory of what it has seen."""

    def frontier_add(self, visits: Iterable[Visit], *, now: datetime, again: bool = False) -> int:
        """Queue addresses; gives how many now wait that did not. Known ones stay as they are, unless `again`
        sends them round once more (a page that may have changed)."""
        added = 0
        with self.transaction():
            for visit in visits:
                row = {
                    "id": _key(visit.url, visit.data),
                    "url": visit.url,
                    "data": visit.data,
                    "source_id": visit.source,
                    "note": visit.note,
                    "state": "waiting",
                    "tries": 0,
                    "next_at": ids.stamp(now),
                }
                fresh = self.insert("frontier", row, known="id")
                if not fresh and again:
                    fresh = self._again(row["id"], visit.note, ids.stamp(now))
                added += fresh
        return added

    def _again(self, key: object, note: str, now: str) -> bool:
        cursor = self.db.execute(
            "UPDATE frontier SET state = 'waiting', tries = 0, note = ?, next_at = ?, reason = NULL "
            "WHERE id = ? AND state <> 'waiting'",
            (note, now, key),
        )
        return cursor.rowcount == 1

    def frontier_known(self) -> frozenset[int]:
        """hash() of every address that was ever queued, whatever became of it: those of years would fill the memory."""
        with told(self.path):
            return frozenset(hash(url) for (url,) in self.db.execute("SELECT url FROM frontier"))

    def frontier_find(self, urls: Iterable[str]) -> dict[str, Queued]:
        """Those of the addresses that were ever queued, and what became of them."""
        asked, found = list(urls), {}
        for at in range(0, len(asked), _BATCH):
            some = asked[at : at + _BATCH]
            marks = ", ".join("?" * len(some))
            for row in self.rows(f"SELECT url, note, state, next_at FROM frontier WHERE url IN ({marks})", some):
                found[row["url"]] = Queued(row["note"], row["state"], datetime.fromisoformat(row["next_at"]))
        return found

    def frontier_next(self, *, now: datetime, source: str | None = None, limit: int = 100) -> list[Visit]:
        """Addresses that are due, the longest waiting first (of one source)."""
        rows = self.rows(
            "SELECT url, source_id, note, data, tries FROM frontier WHERE state = 'waiting' AND next_at <= :now "
            "AND (:source IS NULL OR source_id = :source) ORDER BY next_at, rowid LIMIT :limit",
            {"now": ids.stamp(now), "source": source, "limit": limit},
        )
        return [Visit(row["url"], row["source_id"], row["note"], row["data"], row["tries"]) for row in rows]

    def frontier_tries(self, visit: Visit) -> int:
        """How often the address was asked for in vain; 0 for one that was never queued."""
        row = self.row("SELECT tries FROM frontier WHERE id = ?", (_key(visit.url, visit.data),))
        return int(row["tries"]) if row else 0

    def frontier_done(self, visit: Visit, *, again_at: datetime | None = None) -> None:
        """The address is stored, and worth another look at `again_at`. Call it in the transaction that stores it."""
        next_at = ids.stamp(again_at) if again_at else None
        with self.statement():
            self.db.execute(
                "UPDATE frontier SET state = 'done', tries = 0, reason = NULL, next_at = coalesce(?, next_at) "
                "WHERE id = ?",
                (next_at, _key(visit.url, visit.data)),
            )

    def frontier_failed(self, visit: Visit, *, reason: str, again_at: datetime | None = None) -> None:
        """One try more went wrong: due again at `again_at`, or given up where that is None."""
        state, next_at = ("waiting", ids.stamp(again_at)) if again_at else ("failed", None)
        with self.statement():
            self.db.execute(
                "UPDATE frontier SET state = ?, tries = tries + 1, next_at = coalesce(?, next_at), reason = ? "
                "WHERE id = ?",
                (state, next_at, reason, _key(visit.url, visit.data)),
            )


def _key(url: str, data: str) -> str:
    return ids.digest("visit", url, data)
