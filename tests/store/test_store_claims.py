"""Claims: the round trip, ids that stay, rows that stay, evidence that must stand in the text."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.records import Claim, Evidence
from scraper.records import Article
from store import ids
from store.errors import Rejected, StoreError
from store.records import Stamps
from store.store import Store

Dump = Callable[[Store], dict[str, list[Any]]]


@pytest.fixture
def article_id(store: Store, article: Article, now: datetime) -> str:
    return store.save_article(article, source=None, now=now).id


def test_come_back_as_they_went_in(store: Store, article_id: str, claims: list[Claim], stamps: Stamps) -> None:
    changes = store.save_claims(article_id, claims, stamps)
    found = store.claims()
    assert [row.claim for row in found] == claims
    assert tuple(row.id for row in found) == changes.added
    assert {(row.title, row.publisher, row.url, row.published) for row in found} == {
        ("해온시, 상반기 손님 120명 맞아", "해온시", "https://city.example/news/1", date(2025, 7, 1))
    }


def test_quote_is_the_sentence_with_the_number(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps
) -> None:
    store.save_claims(article_id, claims, stamps)
    # The title says 120명 first; the evidence chose where it is quoted from.
    assert [row.quote for row in store.claims()] == ["해온시, 상반기 손님 120명 맞아", "그중 몽골 손님은 31명이다."]


def test_same_again_changes_no_row(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps, dump: Dump
) -> None:
    store.save_claims(article_id, claims, stamps)
    before = dump(store)
    changes = store.save_claims(article_id, claims, stamps)
    assert (changes.added, changes.removed, changes.updated) == ((), (), ())
    assert len(changes.kept) == 2
    assert dump(store) == before


SAYS_OTHER: list[tuple[str, Any]] = [
    ("kind", "visit"), ("status", "planned"), ("city", ("가람도",)), ("countries", ("MN",)), ("groups", ()),
    ("country_count", 10), ("delegates", 121), ("delegates_qualifier", "over"), ("country_delegates", {"MN": 30}),
    ("organizations", ()), ("sites", ("시청",)), ("date_start", None), ("date_end", date(2025, 6, 29)),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), [pytest.param(f, v, id=f) for f, v in SAYS_OTHER])
def test_other_words_are_another_claim(claims: list[Claim], field: str, value: Any) -> None:
    other = claims[0].model_copy(update={field: value})
    assert ids.claim_ids("a", [claims[0]]) != ids.claim_ids("a", [other])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("confidence", "low", id="confidence"),
        pytest.param("evidence", (), id="evidence"),
        pytest.param("countries", ("VN", "MN"), id="order-of-countries"),
        pytest.param("country_delegates", {"LA": 4, "MN": 31}, id="order-of-the-split"),
    ],
)
def test_same_words_are_the_same_claim(claims: list[Claim], field: str, value: Any) -> None:
    other = claims[0].model_copy(update={field: value})
    assert ids.claim_ids("a", [claims[0]]) == ids.claim_ids("a", [other])


def test_ids_do_not_change_between_versions_of_the_program() -> None:
    # Written down: a new hash would make every stored claim a new one.
    claim = Claim(kind="visit", status="completed", countries=("VN",), delegates=12, delegates_qualifier="exact")
    assert ids.claim_ids("article", [claim, claim]) == ["43f0d10e0696591e366f", "f56d9cb374dd17dbd3d9"]


def test_twins_in_one_article_are_both_kept(store: Store, article_id: str, stamps: Stamps) -> None:
    twin = Claim(kind="visit", status="completed", countries=("VN",))
    changes = store.save_claims(article_id, [twin, twin], stamps)
    assert len(set(changes.added)) == 2
    assert len(store.claims()) == 2


def test_reextraction_adds_removes_keeps(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps, dump: Dump
) -> None:
    whole, part = claims
    first = store.save_claims(article_id, claims, stamps)
    rows = {r[1]: r[0] for r in dump(store)["claims"]}
    other = part.model_copy(update={"countries": ("VN",)})
    second = store.save_claims(article_id, [other, whole], stamps)
    assert (second.kept, second.removed) == (first.added[:1], first.added[1:])
    assert second.added == tuple(ids.claim_ids(article_id, [other]))
    assert {r[1]: r[0] for r in dump(store)["claims"]}[first.added[0]] == rows[first.added[0]]
    assert [row.claim for row in store.claims()] == [other, whole]


def test_new_stamps_update_in_place(store: Store, article_id: str, claims: list[Claim], stamps: Stamps) -> None:
    first = store.save_claims(article_id, claims, stamps)
    changes = store.save_claims(article_id, claims, Stamps("2", "2", "3"))
    assert (changes.added, changes.kept, changes.updated) == ((), first.added, first.added)
    assert {r["extractor"] for r in store.rows("SELECT extractor FROM claims")} == {"2"}


def test_order_of_cities_may_change(store: Store, article_id: str, stamps: Stamps) -> None:
    claim = Claim(kind="visit", status="completed", city=("가", "나"), countries=("VN", "MN"))
    store.save_claims(article_id, [claim], stamps)
    turned = claim.model_copy(update={"city": ("나", "가"), "countries": ("MN", "VN")})
    changes = store.save_claims(article_id, [turned], stamps)
    assert changes.updated == changes.kept != ()
    assert [row.claim for row in store.claims()] == [turned]


def test_dry_run_tells_and_writes_nothing(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps, dump: Dump
) -> None:
    store.save_claims(article_id, claims, stamps)
    before = dump(store)
    surer = claims[0].model_copy(update={"confidence": "medium"})
    fewer = claims[1].model_copy(update={"delegates": 30})
    told = store.save_claims(article_id, [surer, fewer], stamps, dry_run=True)
    assert dump(store) == before
    assert told == store.save_claims(article_id, [surer, fewer], stamps)
    assert (len(told.added), len(told.removed), len(told.kept), len(told.updated)) == (1, 1, 1, 1)


BAD_EVIDENCE = [
    pytest.param({"start": 0, "end": 4, "quote": "다른 말"}, "where the text says", id="other-words"),
    pytest.param({"start": 1, "end": 4, "quote": "해온시"}, "where the text says", id="one-off"),
    pytest.param({"start": 5000, "end": 5004, "quote": "해온시,"}, "where the text says", id="past-the-end"),
    pytest.param({"start": -4, "end": -1, "quote": "명이다"}, "refused", id="from-the-end"),
    pytest.param({"start": 3, "end": 3, "quote": ""}, "where the text says", id="empty"),
    pytest.param({"start": 0, "end": 3}, "neither", id="no-quote"),
    pytest.param({"quote": "해온시"}, "neither", id="no-span"),
    pytest.param({"start": 0, "end": 3, "reason": "까닭"}, "neither", id="span-and-reason-but-no-quote"),
    pytest.param({}, "neither", id="nothing"),
    pytest.param({"reason": ""}, "neither", id="empty-reason"),
]


@pytest.mark.parametrize(("fields", "words"), BAD_EVIDENCE)
def test_evidence_must_stand_in_the_text(
    *,
    store: Store,
    article_id: str,
    claims: list[Claim],
    stamps: Stamps,
    fields: dict[str, Any],
    words: str,
    dump: Dump,
) -> None:
    store.save_claims(article_id, claims, stamps)
    before = dump(store)
    bad = Evidence(field="city", value="가람도 해온시", rule="r", **fields)
    with pytest.raises(Rejected, match=words):
        store.save_claims(article_id, [claims[1].model_copy(update={"evidence": (bad,)})], stamps)
    assert dump(store) == before


def test_every_stored_quote_is_cut_from_the_text(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps
) -> None:
    store.save_claims(article_id, claims, stamps)
    wrong = store.rows(
        "SELECT e.id FROM evidence e JOIN claims c ON c.id = e.claim_id JOIN articles a ON a.id = c.article_id "
        'WHERE e.quote IS NOT NULL AND substr(a.text, e."start" + 1, e."end" - e."start") <> e.quote'
    )
    assert wrong == []
    assert store.rows("SELECT count(*) AS n FROM evidence WHERE quote IS NOT NULL") == [{"n": 3}]


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"delegates": None}, id="qualifier-without-number"),
        pytest.param({"delegates_qualifier": None}, id="number-without-qualifier"),
        pytest.param({"delegates_max": 130}, id="maximum-without-range"),
        pytest.param({"delegates_qualifier": "range"}, id="range-without-maximum"),
        pytest.param({"delegates_qualifier": "range", "delegates_max": 20}, id="maximum-below"),
        pytest.param({"delegates": 0}, id="nobody"),
        pytest.param({"country_count": 0}, id="no-country"),
        pytest.param({"countries": ("KR",)}, id="korea"),
        pytest.param({"countries": ("mn",)}, id="lower-case"),
        pytest.param({"countries": ("몽골",)}, id="name-for-code"),
        pytest.param({"country_delegates": {"XXX": 3}}, id="three-letters"),
        pytest.param({"city": ("",)}, id="empty-city"),
        pytest.param({"sites": ("",)}, id="empty-site"),
    ],
)
def test_schema_refuses_what_the_codebook_does(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps, update: dict[str, Any]
) -> None:
    with pytest.raises(Rejected):
        store.save_claims(article_id, [claims[0].model_copy(update=update)], stamps)
    assert store.claims() == []


def test_no_article_no_claims(store: Store, stamps: Stamps) -> None:
    with pytest.raises(StoreError, match="no article nothing"):
        store.save_claims("nothing", [], stamps)


def test_asked_by_city_kind_and_article(store: Store, article_id: str, claims: list[Claim], stamps: Stamps) -> None:
    visit = Claim(kind="visit", status="planned", city=("나", "가람도 해온시"))
    store.save_claims(article_id, [*claims, visit], stamps)
    assert len(store.claims(city="나")) == 1
    assert len(store.claims(city="가람도 해온시")) == 3
    assert [row.claim.kind for row in store.claims(kind="visit")] == ["visit"]
    assert store.claims(article_id="other") == []


def test_the_flat_view(store: Store, article_id: str, claims: list[Claim], stamps: Stamps) -> None:
    store.save_claims(
        article_id, [claims[0], Claim(kind="visit", status="planned", date_start=date(2025, 8, 1))], stamps
    )
    rows = store.rows("SELECT * FROM delegations ORDER BY kind")
    total = {name: rows[0][name] for name in ("city", "countries", "country_count", "delegates", "qualifier", "dates")}
    assert total == {
        "city": "가람도 해온시",
        "countries": "MN, VN",
        "country_count": 9,
        "delegates": 120,
        "qualifier": "exact",
        "dates": "2025-01-01/2025-06-30",
    }
    assert (rows[0]["sites"], rows[0]["publisher"], rows[0]["confidence"]) == ("시청, 물재생센터", "해온시", "high")
    assert (rows[1]["city"], rows[1]["dates"], rows[1]["quote"]) == (None, "2025-08-01/..", "")


def test_lexicon_rows_fill_in_what_claims_named(
    store: Store, article_id: str, claims: list[Claim], stamps: Stamps, dump: Dump
) -> None:
    store.save_claims(article_id, claims, stamps)
    store.save_countries({"MN": "몽골", "PE": "페루"})
    store.save_cities([{"id": "가람도 해온시", "code": "99110", "parent": None, "valid_from": None, "valid_to": None}])
    names = {r["id"]: r["name"] for r in store.rows("SELECT id, name FROM countries")}
    assert names == {"MN": "몽골", "PE": "페루", "VN": None, "LA": None}
    before = dump(store)
    store.save_countries({"MN": "몽골", "PE": "페루"})
    store.save_claims(article_id, claims, stamps)
    assert dump(store) == before


NAMES = st.lists(st.sampled_from(["가", "나 다", "라·마", "x'y\"z", "100%"]), unique=True, max_size=3).map(tuple)
CODES = st.lists(st.sampled_from(["VN", "MN", "PE", "GB", "US"]), unique=True, max_size=4).map(tuple)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))
NUMBERS = st.one_of(
    st.just((None, None, None)),
    st.tuples(st.integers(1, 10**6), st.sampled_from(["exact", "over", "about", "under"]), st.none()),
    st.tuples(st.integers(1, 50), st.just("range"), st.integers(51, 90)),
)


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    number, qualifier, maximum = draw(NUMBERS)
    return Claim(
        kind=draw(st.sampled_from(["visit", "total"])),
        status=draw(st.sampled_from(["completed", "planned"])),
        city=draw(NAMES),
        countries=draw(CODES),
        groups=draw(NAMES),
        country_count=draw(st.none() | st.integers(1, 200)),
        delegates=number,
        delegates_qualifier=qualifier,
        delegates_max=maximum,
        country_delegates=draw(st.dictionaries(st.sampled_from(["VN", "MN", "CL"]), st.integers(1, 99))),
        organizations=draw(NAMES),
        sites=draw(NAMES),
        date_start=draw(DAYS),
        date_end=draw(DAYS),
        confidence=draw(st.sampled_from(["high", "medium", "low"])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_claim(), max_size=4))
def test_any_claims_come_back_and_settle(
    store: Store, article_id: str, stamps: Stamps, dump: Dump, claims: list[Claim]
) -> None:
    store.save_claims(article_id, claims, stamps)
    assert [row.claim for row in store.claims()] == claims
    before = dump(store)
    assert store.save_claims(article_id, claims, stamps).updated == ()
    assert dump(store) == before
