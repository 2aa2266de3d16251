"""The only place for the tables `articles`, `article_revisions` and `attachments`."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from scraper.records import Article, Attachment, Block
from store import ids
from store.base import Row, Tables
from store.records import Saved, StoredArticle

_FILLED = """
SELECT count(*) AS articles, sum(title <> '') AS title, sum(coalesce(department, '') <> '') AS department,
  sum(EXISTS (SELECT 1 FROM attachments f WHERE f.article_id = a.id)) AS attachments,
  sum(licence IS NOT NULL) AS licence, sum(method LIKE 'family:%') AS selectors
FROM (SELECT * FROM articles WHERE source_id = ? AND first_seen < ? ORDER BY first_seen DESC, id LIMIT ?) a
"""


class ArticleTables(Tables):
    """Cleaned documents, their earlier versions and their files."""

    def save_article(self, article: Article, *, source: str | None, page_id: str | None = None, now: datetime) -> Saved:
        """Write one article; `now` is when this version was seen (a page's own time of fetching).

        * its first version: `new`.
        * read alike: `same`, no row changes.
        * other words from the same page (a better cleaner read it again): written over, `revised`.
        * other words from a later page, or from a file: the old version becomes a row of `article_revisions`,
          `revised`. Claims whose quotes no longer stand where they stood go at once.
        * a page that is older than the version at hand, or a file that is known as an earlier version: filed as
          an earlier version, `same`; so the same inputs, given twice, end alike.
        """
        new = _row(article, source, page_id, ids.stamp(now))
        with self.transaction():
            old = self.row("SELECT * FROM articles WHERE id = ?", (new["id"],))
            if old is None:
                self.insert("articles", new)
                self._save_attachments(article, new["id"])
                return Saved(new["id"], "new")
            if old["digest"] == new["digest"]:
                return Saved(new["id"], "same")
            if not self._takes_over(old, new):
                self.insert("article_revisions", _revision(new), known="article_id, digest")
                return Saved(new["id"], "same")
            if page_id is None or page_id != old["page_id"]:
                self.insert("article_revisions", _revision(old), known="article_id, digest")
            self.update("articles", new | {"first_seen": old["first_seen"]})
            self._save_attachments(article, new["id"])
            self._drop_stale_claims(new["id"], article.text)
            return Saved(new["id"], "revised")

    def _takes_over(self, old: Row, new: Row) -> bool:
        """Does the new version replace the one at hand? See `save_article`."""
        if new["page_id"] is not None:
            return bool(new["page_id"] == old["page_id"] or new["seen_at"] > old["seen_at"])
        known = "SELECT 1 FROM article_revisions WHERE article_id = ? AND digest = ?"
        return self.row(known, (new["id"], new["digest"])) is None

    def _save_attachments(self, article: Article, article_id: str) -> None:
        rows: list[Row] = [
            {"id": f"{article_id}.f{i}", "article_id": article_id, "position": i, **item.model_dump()}
            for i, item in enumerate(article.attachments)
        ]
        self.sync("attachments", "article_id", article_id, rows)

    def _drop_stale_claims(self, article_id: str, text: str) -> None:
        """A quote must stand in the text at all times, also when the program dies before it extracts again."""
        stands = {
            row["id"]
            for row in self.rows(
                "SELECT c.id, quote_start AS a, quote_end AS b, c.quote AS q FROM claims c WHERE article_id = ? "
                'UNION ALL SELECT c.id, e."start", e."end", e.quote FROM claims c JOIN evidence e ON e.claim_id = c.id '
                "WHERE article_id = ? AND e.quote IS NOT NULL",
                (article_id, article_id),
            )
            if row["q"] and text[row["a"] : row["b"]] != row["q"]
        }
        self.delete_claims(stands)

    def delete_claims(self, claims: set[str]) -> None:
        """Take claims out, with the figures and the article's checks that rest on them (they are reckoned anew)."""
        for claim in sorted(claims):
            self.db.execute(
                "DELETE FROM checks WHERE article_id = (SELECT article_id FROM claims WHERE id = ?)", (claim,)
            )
            on_it = "SELECT figure_id FROM figure_claims WHERE claim_id = ?"
            self.db.execute(f"DELETE FROM figures WHERE id IN ({on_it})", (claim,))
            self.db.execute("DELETE FROM claims WHERE id = ?", (claim,))

    def article(self, article_id: str) -> StoredArticle | None:
        """One article by id."""
        row = self.row("SELECT * FROM articles WHERE id = ?", (article_id,))
        return self._load(row) if row else None

    def first_seen(self, url: str) -> datetime | None:
        """When the article at an address was stored first."""
        row = self.row("SELECT first_seen FROM articles WHERE id = ?", (ids.url_id(url),))
        return datetime.fromisoformat(row["first_seen"]) if row else None

    def filled(self, source: str, *, before: datetime, most: int = 100) -> Counter[str]:
        """Of a source's newest articles stored before a moment: how many there are (`articles`), and how many have a
        title, a department, files, a licence, and a body that the selectors of its board found (`selectors`)."""
        row = self.row(_FILLED, (source, ids.stamp(before), most))
        return Counter({name: count for name, count in (row or {}).items() if count})

    def articles(self, *, source: str | None = None) -> Iterator[StoredArticle]:
        """All articles (of one source), by id. One at a time: a database may hold more than the memory."""
        where, values = ("WHERE source_id = ?", (source,)) if source else ("", ())
        for row in self.rows(f"SELECT id FROM articles {where} ORDER BY id", values):
            found = self.article(row["id"])
            if found is not None:
                yield found

    def _load(self, row: Row) -> StoredArticle:
        files = self.rows(
            "SELECT name, url, media, status, text FROM attachments WHERE article_id = ? ORDER BY position",
            (row["id"],),
        )
        article = Article(
            text=row["text"],
            title=row["title"],
            url=row["url"],
            published=moment(row["published"]),
            modified=moment(row["modified"]),
            publisher=row["publisher"],
            department=row["department"],
            licence=row["licence"],
            blocks=tuple(Block.model_validate(block) for block in json.loads(row["blocks"])),
            attachments=tuple(Attachment.model_validate(item) for item in files),
            method=row["method"],
            source=row["source_id"] or "",
        )
        return StoredArticle(
            row["id"], article, row["source_id"], row["page_id"], datetime.fromisoformat(row["seen_at"])
        )


def moment(text: str | None) -> datetime | date | None:
    """A stored day or time as it was given."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _row(article: Article, source: str | None, page_id: str | None, now: str) -> Row:
    blocks = [block.model_dump(mode="json") for block in article.blocks]
    return {
        "id": ids.article_id(article),
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "publisher": article.publisher,
        "department": article.department,
        "licence": article.licence,
        "method": article.method,
        "blocks": json.dumps(blocks, ensure_ascii=False),
        "digest": ids.content_digest(article),
        "source_id": source,
        "page_id": page_id,
        "first_seen": now,
        "seen_at": now,
    }


def _revision(row: Row) -> Row:
    kept = {name: row[name] for name in ("digest", "title", "text", "published", "page_id", "seen_at")}
    return {"id": ids.digest("revision", row["id"], row["digest"]), "article_id": row["id"], **kept}
