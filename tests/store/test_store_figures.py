"""Figures and checks: reckoned rows that stay while the claims stay, and go with them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from extract.records import Claim
from figures.checks import check
from figures.reconcile import reconcile
from scraper.records import Article
from store.errors import Rejected
from store.records import Stamps
from store.store import Store

Dump = Callable[[Store], dict[str, list[Any]]]


@pytest.fixture
def article_id(store: Store, article: Article, claims: list[Claim], stamps: Stamps, now: datetime) -> str:
    saved = store.save_article(article, source=None, now=now)
    store.save_claims(saved.id, claims, stamps)
    return saved.id


def test_rows_of_figures(store: Store, article_id: str) -> None:
    assert store.save_figures(reconcile(store.claims()))
    rows = store.rows(
        "SELECT what, value, qualifier, state, city, period FROM figures WHERE period <> '' ORDER BY what"
    )
    place = {"city": "가람도 해온시", "period": "2025-H1", "state": "single", "qualifier": "exact"}
    assert rows == [
        {"what": "country_count", "value": 9} | place,
        {"what": "delegates", "value": 120} | place,
    ]
    said = store.rows(
        "SELECT c.delegates FROM figure_claims f JOIN claims c ON c.id = f.claim_id JOIN figures g ON g.id = f.figure_id "
        "WHERE g.what = 'delegates' ORDER BY 1"
    )
    assert [row["delegates"] for row in said] == [31, 120]


def test_same_again_changes_no_row(store: Store, article_id: str, dump: Dump) -> None:
    found = store.claims()
    store.save_figures(reconcile(found))
    store.save_checks(article_id, check(found))
    before = dump(store)
    assert before["figures"]
    assert before["checks"]
    assert not store.save_figures(reconcile(store.claims()))
    assert not store.save_checks(article_id, check(store.claims()))
    assert dump(store) == before


def test_conflict_is_a_row_with_both_readings(
    *, store: Store, article: Article, article_id: str, claims: list[Claim], stamps: Stamps, now: datetime
) -> None:
    echo = article.model_copy(update={"url": "https://paper.example/7", "publisher": "가람일보"})
    other = store.save_article(echo, source=None, now=now)
    store.save_claims(other.id, [claims[0].model_copy(update={"delegates": 125})], stamps)
    store.save_figures(reconcile(store.claims()))
    (row,) = store.rows("SELECT id, value, qualifier, outlets FROM figures WHERE state = 'conflict'")
    assert (row["value"], row["qualifier"], row["outlets"]) == (None, None, 2)
    readings = store.rows("SELECT value FROM figure_claims WHERE figure_id = ? ORDER BY value", (row["id"],))
    assert [reading["value"] for reading in readings] == [120, 125]


def test_figures_and_checks_go_with_their_claims(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps
) -> None:
    store.save_figures(reconcile(store.claims()))
    store.save_checks(article_id, check(store.claims()))
    store.save_claims(article_id, [], stamps)
    for table in ("claims", "evidence", "claim_cities", "figures", "figure_claims", "checks"):
        assert store.rows(f"SELECT * FROM {table}") == [], table


def test_figures_that_no_claim_gives_any_more_go(store: Store, article_id: str) -> None:
    figures = reconcile(store.claims())
    store.save_figures(figures)
    assert store.save_figures(figures[:1])
    assert store.status().counts["figures"] == 1


def test_figure_of_an_unknown_claim_is_refused(store: Store, article_id: str, dump: Dump) -> None:
    (first, *_) = reconcile(store.claims())
    reading = first.readings[0].model_copy(update={"claim_id": "none"})
    before = dump(store)
    with pytest.raises(Rejected, match="FOREIGN KEY"):
        store.save_figures([first.model_copy(update={"readings": (reading,)})])
    assert dump(store) == before
