"""The only place for the tables `claims`, `claim_*` and `evidence`."""

from collections.abc import Sequence

from extract.records import Claim, Evidence
from store import ids
from store.articles import ArticleTables
from store.base import Row
from store.errors import Rejected, StoreError
from store.quotes import main_span
from store.records import Changes, Stamps

_LISTS = (("claim_sites", "s", "sites"), ("claim_organizations", "o", "organizations"), ("claim_groups", "g", "groups"))
"""Table, letter in its rows' ids, field of the Claim."""


class ClaimTables(ArticleTables):
    """What the articles say, each value with its evidence."""

    def save_claims(
        self, article_id: str, claims: Sequence[Claim], stamps: Stamps, *, dry_run: bool = False
    ) -> Changes:
        """Make the article's claims those given; the same again changes no row. With `dry_run` nothing is written.

        Raises Rejected, and keeps nothing, where a quote is not `text[start:end]` or a value breaks the schema."""
        with self.transaction():
            article = self.row("SELECT text FROM articles WHERE id = ?", (article_id,))
            if article is None:
                raise StoreError(f"{self.path}: no article {article_id} to hold claims")
            text: str = article["text"]
            for claim in claims:
                _check_evidence(article_id, text, claim)
            old = {r["id"]: r for r in self.rows("SELECT * FROM claims WHERE article_id = ?", (article_id,))}
            names = ids.claim_ids(article_id, claims)
            rows = [
                _row(name, article_id, text, claim, stamps) | {"position": i}
                for i, (name, claim) in enumerate(zip(names, claims, strict=True))
            ]
            touched = self._write(rows, claims, old, dry_run)
            gone = set(old) - set(names)
            if not dry_run:
                self.delete_claims(gone)
        return Changes(
            added=tuple(n for n in names if n not in old),
            removed=tuple(sorted(gone)),
            kept=tuple(n for n in names if n in old),
            updated=tuple(n for n in names if n in touched),
        )

    def _write(self, rows: Sequence[Row], claims: Sequence[Claim], old: dict[str, Row], dry_run: bool) -> set[str]:
        """Write each claim with its parts; ids of the known ones in which something differs."""
        touched = set()
        for row, claim in zip(rows, claims, strict=True):
            known = old.get(row["id"])
            if dry_run:
                if known is not None and (known != row or self._parts_differ(row["id"], claim)):
                    touched.add(row["id"])
                continue
            if known is None:
                self.insert("claims", row)
            elif known != row:
                self.update("claims", row)
            differs = self._save_parts(row["id"], claim)
            if known is not None and (known != row or differs):
                touched.add(row["id"])
        return touched

    def _save_parts(self, claim_id: str, claim: Claim) -> bool:
        for city in claim.city:
            self.insert("cities", {"id": city}, known="id")
        for country in (*claim.countries, *claim.country_delegates):
            self.insert("countries", {"id": country}, known="id")
        differs = [self.sync(table, "claim_id", claim_id, rows) for table, rows in _parts(claim_id, claim).items()]
        return any(differs)

    def _parts_differ(self, claim_id: str, claim: Claim) -> bool:
        for table, rows in _parts(claim_id, claim).items():
            old = {r["id"]: r for r in self.rows(f"SELECT * FROM {table} WHERE claim_id = ?", (claim_id,))}
            if old != {r["id"]: r for r in rows}:
                return True
        return False

    def save_cities(self, rows: Sequence[Row]) -> None:
        """Write the lexicon's cities: dicts of id (canonical name), code, parent, valid_from, valid_to."""
        with self.transaction():
            for row in rows:
                self.sync("cities", "id", row["id"], [row])

    def save_countries(self, names: dict[str, str]) -> None:
        """Write the lexicon's countries: ISO 3166-1 alpha-2 to Korean name. KR is no guest and is refused."""
        with self.transaction():
            for code, name in names.items():
                self.sync("countries", "id", code, [{"id": code, "name": name}])


def _check_evidence(article_id: str, text: str, claim: Claim) -> None:
    for item in claim.evidence:
        spanned = item.start is not None and item.end is not None and item.quote is not None
        if spanned and text[item.start : item.end] == item.quote and item.quote:
            continue
        if spanned:
            found = text[item.start : item.end]
            raise Rejected(
                f"article {article_id}: evidence of {item.field} quotes {item.quote!r} at "
                f"{item.start}:{item.end}, where the text says {found!r}"
            )
        if item.start is not None or item.end is not None or item.quote is not None or not item.reason:
            raise Rejected(f"article {article_id}: evidence of {item.field} has neither span and quote nor a reason")


def _row(claim_id: str, article_id: str, text: str, claim: Claim, stamps: Stamps) -> Row:
    span = main_span(text, claim)
    return {
        "id": claim_id,
        "article_id": article_id,
        "kind": claim.kind,
        "status": claim.status,
        "country_count": claim.country_count,
        "delegates": claim.delegates,
        "delegates_qualifier": claim.delegates_qualifier,
        "delegates_max": claim.delegates_max,
        "date_start": claim.date_start.isoformat() if claim.date_start else None,
        "date_end": claim.date_end.isoformat() if claim.date_end else None,
        "confidence": claim.confidence,
        "quote": text[span[0] : span[1]] if span else "",
        "quote_start": span[0] if span else None,
        "quote_end": span[1] if span else None,
        "extractor": stamps.extractor,
        "lexicon": stamps.lexicon,
        "kiwi": stamps.kiwi,
    }


def _parts(claim_id: str, claim: Claim) -> dict[str, list[Row]]:
    """Rows of the tables under a claim. Their ids are the claim's and a position, or the city or country."""
    parts: dict[str, list[Row]] = {
        "claim_cities": [
            {"id": f"{claim_id}.{city}", "claim_id": claim_id, "position": i, "city_id": city}
            for i, city in enumerate(claim.city)
        ],
        "claim_countries": _countries(claim_id, claim),
        "evidence": [_evidence(claim_id, i, item) for i, item in enumerate(claim.evidence)],
    }
    for table, letter, field in _LISTS:
        parts[table] = [
            {"id": f"{claim_id}.{letter}{i}", "claim_id": claim_id, "position": i, "name": name}
            for i, name in enumerate(getattr(claim, field))
        ]
    return parts


def _countries(claim_id: str, claim: Claim) -> list[Row]:
    listed: dict[str, int | None] = {code: i for i, code in enumerate(claim.countries)}
    codes = listed | {code: None for code in claim.country_delegates if code not in listed}
    return [
        {
            "id": f"{claim_id}.{code}",
            "claim_id": claim_id,
            "position": position,
            "country_id": code,
            "delegates": claim.country_delegates.get(code),
        }
        for code, position in codes.items()
    ]


def _evidence(claim_id: str, position: int, item: Evidence) -> Row:
    return {"id": f"{claim_id}.e{position}", "claim_id": claim_id, "position": position, **item.model_dump()}
