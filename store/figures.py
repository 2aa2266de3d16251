"""The only place for the tables `figures`, `figure_claims` and `checks`: what was reckoned from the claims."""

import json
from collections.abc import Sequence

from figures.records import Check, Figure
from store.base import Row, Tables


class FigureTables(Tables):
    """Reckoned from the claims at any time; the same claims give the same rows."""

    def save_figures(self, figures: Sequence[Figure]) -> bool:
        """Make the figures those given (all of the database's). True where a row changed."""
        with self.transaction():
            old = {row["id"]: row for row in self.rows("SELECT * FROM figures")}
            new = {figure.id: figure for figure in figures}
            gone = [name for name in old if name not in new]
            for name in gone:
                self.db.execute("DELETE FROM figures WHERE id = ?", (name,))
            changed = [self._save(figure, old.get(figure.id)) for figure in new.values()]
        return bool(gone) or any(changed)

    def _save(self, figure: Figure, old: Row | None) -> bool:
        row = _row(figure)
        if old is None:
            self.insert("figures", row)
        elif old != row:
            self.update("figures", row)
        readings: list[Row] = [
            {
                "id": f"{figure.id}.{reading.claim_id}",
                "figure_id": figure.id,
                "claim_id": reading.claim_id,
                "position": i,
                "origin": reading.origin,
                "value": reading.value,
                "maximum": reading.maximum,
                "qualifier": reading.qualifier,
            }
            for i, reading in enumerate(figure.readings)
        ]
        return self.sync("figure_claims", "figure_id", figure.id, readings) or old != row

    def save_checks(self, article_id: str, checks: Sequence[Check]) -> bool:
        """Make the checks of one article those given. True where a row changed."""
        rows: list[Row] = [
            {
                "id": check.id,
                "article_id": check.article_id,
                "rule": check.rule,
                "state": check.state,
                "claims": json.dumps(check.claims),
                "detail": check.detail,
            }
            for check in checks
        ]
        with self.transaction():
            return self.sync("checks", "article_id", article_id, rows)


def _row(figure: Figure) -> Row:
    return {
        "id": figure.id,
        "event": figure.event,
        "part_of": figure.part_of,
        "kind": figure.kind,
        "status": figure.status,
        "city": ", ".join(figure.city),
        "period": figure.period,
        "date_start": figure.date_start.isoformat() if figure.date_start else None,
        "date_end": figure.date_end.isoformat() if figure.date_end else None,
        "countries": ", ".join(figure.countries),
        "what": figure.what,
        "value": figure.value,
        "maximum": figure.maximum,
        "qualifier": figure.qualifier,
        "state": figure.state,
        "outlets": len(figure.outlets),
        "origins": figure.origins,
    }
