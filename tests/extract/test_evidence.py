"""What holds for every claim of every text at hand: each value is quoted or reasoned, and values agree with each other."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest

from bench import score
from demo import content, markup
from extract.claims import extract
from extract.lexicon import country_name
from extract.records import Claim, Confidence, Evidence, Kind, Qualifier, Status
from scraper.clean import clean_text
from scraper.errors import CleanError
from scraper.records import Article
from tests.extract.casebook import CASES

LISTS = ("city", "countries", "groups", "organizations", "sites")
SINGLE = ("country_count", "delegates", "date_start", "date_end", "status")
CORPUS = score.SHARED / "corpus" / "releases.jsonl.gz"
CORPUS_EACH = 150  # candidates, and as many everyday releases


def check_evidence(text: str, proof: Evidence) -> None:
    """A span with the quote that stands there, or no span and a reason."""
    if proof.start is None or proof.end is None:
        assert proof.start is proof.end is proof.quote is None
        assert proof.reason
    else:
        assert 0 <= proof.start < proof.end <= len(text)
        assert text[proof.start : proof.end] == proof.quote
    assert proof.rule


def check_values(claim: Claim) -> None:
    """Every value has evidence that names it."""
    told = {(proof.field, proof.value) for proof in claim.evidence}
    for name in LISTS:
        values = getattr(claim, name)
        assert len(values) == len(set(values))
        assert {(name, value) for value in values} <= told
    assert {("country_delegates", f"{code} {n}") for code, n in claim.country_delegates.items()} <= told
    for name in SINGLE:
        if getattr(claim, name) is not None:
            assert name in {field for field, _ in told}
    assert ("confidence", claim.confidence) in told


def check_sense(claim: Claim) -> None:
    """Values of one claim agree with each other and come from the closed sets."""
    assert claim.kind in get_args(Kind)
    assert claim.status in get_args(Status)
    assert claim.confidence in get_args(Confidence)
    assert claim.delegates_qualifier in (None, *get_args(Qualifier))
    assert (claim.delegates is None) == (claim.delegates_qualifier is None)
    assert (claim.delegates_max is not None) == (claim.delegates_qualifier == "range")
    assert claim.delegates_max is None or claim.delegates_max > (claim.delegates or 0)
    assert claim.delegates is None or claim.delegates > 0
    assert claim.country_count is None or claim.country_count > 0
    assert "KR" not in claim.countries
    assert all(country_name(code) != code for code in claim.countries)
    assert set(claim.country_delegates) <= set(claim.countries)
    if claim.date_start and claim.date_end:
        assert claim.date_start <= claim.date_end


def check_article(article: Article) -> int:
    """All of that for one article; the number of its claims."""
    claims = extract(article).claims
    for claim in claims:
        for proof in claim.evidence:
            check_evidence(article.text, proof)
        check_values(claim)
        check_sense(claim)
    return len(claims)


def day_of(row: dict[str, Any]) -> date | None:
    """A row's own date."""
    told = row.get("published")
    return date.fromisoformat(told[:10]) if told else None


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_the_cases(case: dict[str, Any]) -> None:
    check_article(clean_text(case["text"].strip().replace("\n", "\n\n"), published=day_of(case)))


def test_the_demo() -> None:
    posts = [post for site in content.load().values() for post in site.posts if post.body]
    told = [
        check_article(clean_text(f"{p.title}\n\n{markup.plain(p.body)}", published=date.fromisoformat(p.date)))
        for p in posts
    ]
    assert len(posts) >= 50
    assert sum(told) >= 30


@pytest.mark.skipif(not score.SHARED.is_dir(), reason="the labelled articles are not beside the repo")
@pytest.mark.parametrize("name", score.ARTICLES)
def test_the_labelled_articles(name: str) -> None:
    told = [check_article(clean_text(row["text"], published=day_of(row))) for row in score.article_inputs(name)]
    assert sum(told) >= 10


def corpus(candidates: bool) -> Iterator[dict[str, Any]]:
    """Releases chosen by the hash of their id: the same ones on every run."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if bool(row["candidate"]) == candidates]
    yield from sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:CORPUS_EACH]


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not beside the repo")
@pytest.mark.parametrize("candidates", [True, False], ids=["candidates", "everyday"])
def test_the_corpus(candidates: bool) -> None:
    claims, unread = 0, 0
    for row in corpus(candidates):
        try:
            article = clean_text(row["text"], published=day_of(row))
        except CleanError:
            unread += 1
            continue
        claims += check_article(article)
    assert unread <= 3
    assert claims >= 30 if candidates else claims <= 15
