"""The only place where stored claims come back as records, with the article around them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from extract.records import Claim, Evidence
from figures.records import ReportedClaim
from store.articles import moment
from store.base import Row, Tables

_CLAIMS = """
SELECT c.*, a.title, a.publisher, a.url, a.published, a.source_id
FROM claims c JOIN articles a ON a.id = c.article_id
WHERE (:article IS NULL OR c.article_id = :article)
  AND (:kind IS NULL OR c.kind = :kind)
  AND (:city IS NULL OR EXISTS (SELECT 1 FROM claim_cities x WHERE x.claim_id = c.id AND x.city_id = :city))
ORDER BY a.published, c.article_id, c.position
"""
_BATCH = 500


class ClaimReading(Tables):
    """Claims as records."""

    def claims(
        self, *, article_id: str | None = None, city: str | None = None, kind: str | None = None
    ) -> list[ReportedClaim]:
        """Claims with their evidence and article, oldest article first. `city` is a canonical name."""
        rows = self.rows(_CLAIMS, {"article": article_id, "kind": kind, "city": city})
        out: list[ReportedClaim] = []
        for at in range(0, len(rows), _BATCH):
            out += self._report(rows[at : at + _BATCH])
        return out

    def _report(self, rows: Sequence[Row]) -> list[ReportedClaim]:
        claims = [row["id"] for row in rows]
        lists = {
            "city": self._under("claim_cities", claims),
            "countries": self._under("claim_countries", claims),
            "sites": self._under("claim_sites", claims),
            "organizations": self._under("claim_organizations", claims),
            "groups": self._under("claim_groups", claims),
            "evidence": self._under("evidence", claims),
        }
        return [_reported(row, {name: found[row["id"]] for name, found in lists.items()}) for row in rows]

    def _under(self, table: str, claims: Sequence[str]) -> dict[str, list[Row]]:
        marks = ", ".join("?" * len(claims))
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(f"SELECT * FROM {table} WHERE claim_id IN ({marks}) ORDER BY position, id", claims):
            found[row["claim_id"]].append(row)
        return found


def _names(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in rows if row["position"] is not None)


def _reported(row: Row, parts: dict[str, list[Row]]) -> ReportedClaim:
    published = moment(row["published"])
    return ReportedClaim(
        id=row["id"],
        article_id=row["article_id"],
        claim=_claim(row, parts),
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=published.date() if isinstance(published, datetime) else published,
        source=row["source_id"],
        quote=row["quote"],
    )


def _claim(row: Row, parts: dict[str, list[Row]]) -> Claim:
    evidence = (
        Evidence(**{name: item[name] for name in ("field", "value", "rule", "start", "end", "quote", "reason")})
        for item in parts["evidence"]
    )
    return Claim.model_validate(
        {name: row[name] for name in ("kind", "status", "country_count", "delegates", "confidence")}
        | {name: row[name] for name in ("delegates_qualifier", "delegates_max", "date_start", "date_end")}
        | {name: _names(parts[name], "name") for name in ("sites", "organizations", "groups")}
        | {
            "city": _names(parts["city"], "city_id"),
            "countries": _names(parts["countries"], "country_id"),
            "country_delegates": {
                item["country_id"]: item["delegates"] for item in parts["countries"] if item["delegates"] is not None
            },
            "evidence": tuple(evidence),
        }
    )
