"""The only place for the tables `runs` and `source_runs`, and for the health that `status` shows."""

from datetime import date, datetime
from typing import Literal

from store import ids
from store.base import Row, Tables, require
from store.records import Health, OpenProblem, Past, RunHealth, SourceHealth

_TABLES = ("sources", "runs", "pages", "articles", "article_revisions", "attachments", "claims", "evidence", "checks")
_MORE = ("figures", "corrections", "problems", "cities", "countries", "frontier")

_OPEN = """
open AS (
  SELECT p.* FROM problems p
  LEFT JOIN (SELECT source_id, max(run_id) AS run_id FROM source_runs GROUP BY source_id) l USING (source_id)
  WHERE p.run_id IS NULL OR p.run_id = l.run_id OR EXISTS (SELECT 1 FROM frontier f
    WHERE f.url = p.url AND f.source_id = p.source_id AND f.reason = p.reason AND f.state <> 'done')
)
"""
_PROBLEMS = f"""
WITH {_OPEN}
SELECT stage, reason, count(DISTINCT url) AS count, max(source_id) AS source, max(url) AS url FROM open
GROUP BY stage, reason ORDER BY count DESC, stage, reason
"""
_RUNS = """
SELECT r.started_at, r.finished_at, r.outcome, count(s.id) AS sources, coalesce(sum(s.outcome = 'failed'), 0) AS failed,
  coalesce(sum(s.fetched), 0) AS fetched, coalesce(sum(s.articles_new), 0) AS new,
  coalesce(sum(s.articles_revised), 0) AS revised
FROM runs r LEFT JOIN source_runs s ON s.run_id = r.id GROUP BY r.id ORDER BY r.id DESC LIMIT ?
"""
_LAST = 5  # runs that status tells of
_SOURCES = f"""
WITH {_OPEN}
SELECT s.id, s.name, r.finished_at, r.outcome, coalesce(r.listed, 0) AS listed, coalesce(r.fetched, 0) AS fetched,
  (SELECT count(*) FROM articles a WHERE a.source_id = s.id) AS articles,
  (SELECT count(*) FROM claims c JOIN articles a ON a.id = c.article_id WHERE a.source_id = s.id) AS claims,
  coalesce(o.problems, 0) AS problems, r.reason
FROM sources s
LEFT JOIN source_runs r ON r.id = (SELECT max(id) FROM source_runs WHERE source_id = s.id)
LEFT JOIN (SELECT source_id, count(DISTINCT url || reason) AS problems FROM open GROUP BY source_id) o
  ON o.source_id = s.id
ORDER BY s.id
"""


_PASTS = """
SELECT r.source_id, r.outcome, d.done_at, d.since FROM source_runs r
JOIN (SELECT max(id) AS id FROM source_runs GROUP BY source_id) USING (id)
LEFT JOIN (SELECT source_id, max(finished_at) AS done_at, min(since) AS since FROM source_runs
  WHERE outcome = 'done' GROUP BY source_id) d USING (source_id)
"""


class RunTables(Tables):
    """What was run, and how it went."""

    def start_run(self, command: str, *, now: datetime) -> int:
        """Record that a crawl begins; gives its id. Call it under `lock`: a run that never ended is marked
        `interrupted`, for nobody else can be at it."""
        with self.transaction():
            self.db.execute("UPDATE runs SET outcome = 'interrupted' WHERE outcome = 'running'")
            self.insert("runs", {"command": command, "started_at": ids.stamp(now)})
            found = require(self.row("SELECT max(id) AS id FROM runs"), self.path, "run")
        return int(found["id"])

    def finish_run(self, run: int, *, outcome: Literal["done", "failed"], now: datetime) -> None:
        """Record how a run ended: `failed` where a source failed."""
        with self.transaction():
            self.db.execute("UPDATE runs SET outcome = ?, finished_at = ? WHERE id = ?", (outcome, ids.stamp(now), run))

    def save_source_run(
        self,
        run: int,
        source: str,
        *,
        outcome: Literal["done", "failed"],
        now: datetime,
        listed: int = 0,
        fetched: int = 0,
        failed: int = 0,
        articles_new: int = 0,
        articles_revised: int = 0,
        reason: str | None = None,
        since: date | None = None,
    ) -> None:
        """Record how one source fared in a run, once. Counts are of list items, pages and articles; `since` is the day
        down to which its lists were read, where the crawl was told one."""
        row: Row = {
            "run_id": run,
            "source_id": source,
            "outcome": outcome,
            "listed": listed,
            "fetched": fetched,
            "failed": failed,
            "articles_new": articles_new,
            "articles_revised": articles_revised,
            "reason": reason,
            "finished_at": ids.stamp(now),
            "since": since.isoformat() if since else None,
        }
        with self.transaction():
            self.insert("source_runs", row)

    def pasts(self) -> dict[str, Past]:
        """What earlier crawls of each source came to, by source."""
        return {row["source_id"]: _past(row) for row in self.rows(_PASTS)}

    def status(self) -> Health:
        """Counts of all tables, each source's last run, open problems (most frequent first), the last runs."""
        counts = {table: self._count(table) for table in _TABLES + _MORE}
        return Health(
            counts=counts,
            sources=tuple(_source(row) for row in self.rows(_SOURCES)),
            problems=tuple(OpenProblem(**row) for row in self.rows(_PROBLEMS)),
            waiting=self._count("frontier WHERE state = 'waiting'"),
            runs=tuple(_run(row) for row in self.rows(_RUNS, (_LAST,))),
        )

    def _count(self, table: str) -> int:
        found = require(self.row(f"SELECT count(*) AS n FROM {table}"), self.path, "count")
        return int(found["n"])


def _past(row: Row) -> Past:
    done_at = datetime.fromisoformat(row["done_at"]) if row["done_at"] else None
    return Past(row["outcome"], done_at, date.fromisoformat(row["since"]) if row["since"] else None)


def _source(row: Row) -> SourceHealth:
    return SourceHealth(
        id=row["id"],
        name=row["name"],
        last_run=datetime.fromisoformat(row["finished_at"]) if row["finished_at"] else None,
        outcome=row["outcome"],
        listed=row["listed"],
        fetched=row["fetched"],
        articles=row["articles"],
        claims=row["claims"],
        problems=row["problems"],
        reason=row["reason"],
    )


def _run(row: Row) -> RunHealth:
    ended = datetime.fromisoformat(row["finished_at"]) if row["finished_at"] else None
    numbers = {name: row[name] for name in ("sources", "failed", "fetched", "new", "revised")}
    return RunHealth(datetime.fromisoformat(row["started_at"]), ended, row["outcome"], **numbers)
