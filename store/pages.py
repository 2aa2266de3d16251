"""The only place for the tables `sources`, `pages` and `problems`."""

from datetime import datetime

from scraper.records import Page
from store import ids
from store.base import Row, Tables
from store.records import ArchiveRef, StoredPage


class PageTables(Tables):
    """Sources, what they answered, and what went wrong."""

    def save_source(
        self, source: str, *, name: str, region: str | None = None, family: str | None = None, url: str | None = None
    ) -> None:
        """Write a source under its key; the same again changes nothing. Other tables refer to it, so it comes first."""
        row: Row = {"id": source, "name": name, "region": region, "family": family, "url": url}
        with self.transaction():
            self.sync("sources", "id", source, [row])

    def save_page(self, page: Page, ref: ArchiveRef | None, *, run: int | None = None) -> str:
        """Record one response and where the archive keeps its bytes; gives the page's id. Known responses stay."""
        header = page.headers.get
        row: Row = {
            "id": ids.page_id(page),
            "url": page.url,
            "final_url": page.final_url,
            "fetched_at": ids.stamp(page.fetched_at),
            "status": page.status,
            "sha256": page.sha256,
            "size": len(page.body),
            "content_type": header("content-type"),
            "etag": header("etag"),
            "last_modified": header("last-modified"),
            "source_id": page.source or None,
            "run_id": run,
            "archive_file": ref.file if ref else None,
            "archive_offset": ref.offset if ref else None,
            "archive_length": ref.length if ref else None,
        }
        with self.statement():
            self.insert("pages", row, known="id")
        return str(row["id"])

    def page(self, page_id: str) -> StoredPage | None:
        """One response by id."""
        return _page(self.row("SELECT * FROM pages WHERE id = ?", (page_id,)))

    def article_page(self, url: str) -> StoredPage | None:
        """The response from which the article at an address was read: what the next answer is compared with."""
        sql = "SELECT p.* FROM articles a JOIN pages p ON p.id = a.page_id WHERE a.id = ?"
        return _page(self.row(sql, (ids.url_id(url),)))

    def last_page(self, url: str) -> StoredPage | None:
        """The latest good response (200) of an address: where files are looked for in the archive."""
        return _page(
            self.row("SELECT * FROM pages WHERE url = ? AND status = 200 ORDER BY fetched_at DESC LIMIT 1", (url,))
        )

    def save_problem(
        self,
        *,
        stage: str,
        reason: str,
        now: datetime,
        url: str = "",
        detail: str = "",
        source: str | None = None,
        run: int | None = None,
    ) -> str:
        """Record what went wrong, once a run (outside a run: once). `reason` is a short stable word, `stage` one of
        list, fetch, clean, attachment, extract, source, ingest. Gives the problem's id."""
        problem = ids.digest("problem", str(run), str(source), url, stage, reason, detail)
        row: Row = {
            "id": problem,
            "run_id": run,
            "source_id": source,
            "url": url,
            "stage": stage,
            "reason": reason,
            "detail": detail,
            "seen_at": ids.stamp(now),
        }
        with self.statement():
            self.insert("problems", row, known="id")
        return problem


def _page(row: Row | None) -> StoredPage | None:
    if row is None:
        return None
    return StoredPage(
        id=row["id"],
        url=row["url"],
        final_url=row["final_url"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        status=row["status"],
        sha256=row["sha256"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        source=row["source_id"],
        file=row["archive_file"],
        offset=row["archive_offset"],
        length=row["archive_length"],
    )
