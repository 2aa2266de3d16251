"""Versions of articles: what is new, the same, revised, or filed as older; and what that does to claims."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from extract.records import Claim
from scraper.records import Article, Attachment, Page
from store.errors import Rejected, StoreError
from store.records import Stamps
from store.store import Store

DAY = timedelta(days=1)


def page(moment: datetime, body: bytes = b"x", url: str = "https://city.example/news/1") -> Page:
    return Page(url=url, final_url=url, fetched_at=moment, status=200, body=body)


def text_of(store: Store, article_id: str) -> str:
    found = store.article(article_id)
    assert found is not None
    return found.article.text


def test_comes_back_as_it_went_in(store: Store, article: Article, now: datetime) -> None:
    saved = store.save_article(article, source=None, now=now)
    assert saved.change == "new"
    found = store.article(saved.id)
    assert found is not None
    assert found.article == article
    assert (found.source, found.page_id, found.seen_at) == (None, None, now)


@pytest.mark.parametrize(
    "published",
    [
        pytest.param(None, id="none"),
        pytest.param(date(2025, 7, 1), id="day"),
        pytest.param(datetime(2025, 7, 1, 9, 0, tzinfo=UTC), id="moment"),
    ],
)
def test_published_keeps_its_kind(store: Store, article: Article, now: datetime, published: date | None) -> None:
    saved = store.save_article(article.model_copy(update={"published": published}), source=None, now=now)
    found = store.article(saved.id)
    assert found is not None
    assert found.article.published == published
    assert type(found.article.published) is type(published)


def test_same_again_changes_no_row(
    store: Store, article: Article, now: datetime, dump: Callable[[Store], dict[str, list[Any]]]
) -> None:
    store.save_article(article, source=None, now=now)
    before = dump(store)
    again = store.save_article(article, source=None, now=now + DAY)
    assert again.change == "same"
    assert dump(store) == before


def test_how_it_was_read_is_no_revision(store: Store, article: Article, now: datetime) -> None:
    store.save_article(article, source=None, now=now)
    other = article.model_copy(update={"method": "density"})
    assert store.save_article(other, source=None, now=now).change == "same"


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"title": "다른 제목"}, id="title"),
        pytest.param({"text": "다른 글이다."}, id="text"),
        pytest.param({"published": date(2025, 7, 2)}, id="published"),
        pytest.param({"attachments": (Attachment(name="새 파일"),)}, id="attachments"),
        pytest.param({"blocks": ()}, id="blocks"),
    ],
)
def test_revised(store: Store, article: Article, now: datetime, update: dict[str, Any]) -> None:
    first = store.save_article(article, source=None, now=now)
    changed = article.model_copy(update=update)
    second = store.save_article(changed, source=None, now=now + DAY)
    assert (second.id, second.change) == (first.id, "revised")
    found = store.article(first.id)
    assert found is not None
    assert found.article == changed
    kept = store.rows("SELECT title, text, seen_at FROM article_revisions")
    assert kept == [{"title": article.title, "text": article.text, "seen_at": now.isoformat()}]
    first_seen = store.rows("SELECT first_seen FROM articles")
    assert first_seen == [{"first_seen": now.isoformat()}]


def test_documents_without_address_are_their_text(store: Store, now: datetime) -> None:
    one = store.save_article(Article(text="하나", title="가"), source=None, now=now)
    same = store.save_article(Article(text="하나", title="나"), source=None, now=now)
    other = store.save_article(Article(text="둘"), source=None, now=now)
    assert (one.id, same.change) == (same.id, "revised")
    assert other.id != one.id


def versions(store: Store, article: Article, order: list[tuple[str, int]]) -> list[str]:
    """Save versions 'text' of one address as pages of day n, in the order given; the changes."""
    start = datetime(2025, 7, 1, tzinfo=UTC)
    changes = []
    for text, day in order:
        seen = start + day * DAY
        page_id = store.save_page(page(seen, text.encode()), None)
        version = article.model_copy(update={"text": text, "blocks": ()})
        changes.append(store.save_article(version, source=None, page_id=page_id, now=seen).change)
    return changes


@pytest.mark.parametrize(
    ("order", "changes", "at_hand", "filed"),
    [
        pytest.param([("a", 1), ("b", 2)], ["new", "revised"], "b", {"a"}, id="newer"),
        pytest.param([("b", 2), ("a", 1)], ["new", "same"], "b", {"a"}, id="older-comes-late"),
        pytest.param(
            [("a", 1), ("b", 2), ("a", 1), ("b", 2)], ["new", "revised", "same", "same"], "b", {"a"}, id="twice"
        ),
        pytest.param([("a", 1), ("b", 2), ("a", 3)], ["new", "revised", "revised"], "a", {"a", "b"}, id="put-back"),
        pytest.param([("a", 1), ("a", 2), ("a", 3)], ["new", "same", "same"], "a", set(), id="unchanged"),
    ],
)
def test_versions_by_time(
    *, store: Store, article: Article, order: list[tuple[str, int]], changes: list[str], at_hand: str, filed: set[str]
) -> None:
    assert versions(store, article, order) == changes
    assert [r["text"] for r in store.rows("SELECT text FROM articles")] == [at_hand]
    assert {r["text"] for r in store.rows("SELECT text FROM article_revisions")} == filed


def test_two_files_of_one_address_do_not_swap_for_ever(
    store: Store, article: Article, now: datetime, dump: Callable[[Store], dict[str, list[Any]]]
) -> None:
    other = article.model_copy(update={"text": "다른 글이다.", "blocks": ()})
    first = [store.save_article(a, source=None, now=now).change for a in (article, other)]
    before = dump(store)
    second = [store.save_article(a, source=None, now=now + DAY).change for a in (article, other)]
    assert (first, second) == (["new", "revised"], ["same", "same"])
    assert dump(store) == before


def test_reading_the_same_page_better_is_no_version_of_the_publisher(
    store: Store, article: Article, now: datetime
) -> None:
    page_id = store.save_page(page(now), None)
    store.save_article(article, source=None, page_id=page_id, now=now)
    better = article.model_copy(update={"department": "국제협력과"})
    assert store.save_article(better, source=None, page_id=page_id, now=now).change == "revised"
    assert store.rows("SELECT * FROM article_revisions") == []


def test_a_revision_takes_the_claims_that_it_no_longer_says(
    store: Store, article: Article, claims: list[Claim], stamps: Stamps, now: datetime
) -> None:
    saved = store.save_article(article, source=None, now=now)
    store.save_claims(saved.id, claims, stamps)
    revised = article.model_copy(update={"text": article.text.replace("31명", "33명")})
    store.save_article(revised, source=None, now=now + DAY)
    left = store.claims()
    assert [row.claim.delegates for row in left] == [120]
    assert text_of(store, saved.id)[left[0].claim.evidence[1].start :].startswith("120명")


def test_source_must_be_known(store: Store, article: Article, now: datetime) -> None:
    with pytest.raises(Rejected, match="FOREIGN KEY"):
        store.save_article(article, source="haeon", now=now)
    store.save_source("haeon", name="해온시")
    assert store.save_article(article, source="haeon", now=now).change == "new"
    assert [a.source for a in store.articles(source="haeon")] == ["haeon"]
    assert list(store.articles(source="other")) == []


def test_time_without_zone_is_refused(store: Store, article: Article) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        store.save_article(article, source=None, now=datetime(2025, 7, 1))  # noqa: DTZ001


def test_half_a_character_is_refused(store: Store, article: Article, now: datetime) -> None:
    with pytest.raises(StoreError, match="half a character"):
        store.save_article(article.model_copy(update={"text": "\ud800"}), source=None, now=now)
    assert list(store.articles()) == []


def test_transaction_is_all_or_nothing(store: Store, article: Article, now: datetime) -> None:
    def dies() -> None:
        with store.transaction():
            store.save_article(article, source=None, now=now)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dies()
    assert list(store.articles()) == []


def test_inner_failure_keeps_the_outer_rows(store: Store, article: Article, now: datetime) -> None:
    with store.transaction():
        store.save_article(article, source=None, now=now)
        with pytest.raises(Rejected):
            store.save_article(Article(text="x"), source="nobody", now=now)
    assert len(list(store.articles())) == 1
