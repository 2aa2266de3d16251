"""The only place for the JSON shapes of one article's claims and of one page: what the batch commands write."""

from collections.abc import Sequence
from typing import Any

from extract.records import Claim, Evidence, Extraction
from scraper.records import Article, ListItem


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim in the shape of the codebook; `evidence` maps a field to its [start, end) spans in the cleaned text."""
    row = claim.model_dump(mode="json", exclude={"evidence"})
    if claim.delegates_qualifier != "range":
        del row["delegates_max"]
    spans: dict[str, list[list[int]]] = {}
    for item in claim.evidence:
        if item.start is not None and item.end is not None:
            spans.setdefault(item.field, []).append([item.start, item.end])
    return row | {"evidence": spans}


def article_row(article: Article, found: Extraction) -> dict[str, Any]:
    """What one article says: published, relevant, claims."""
    return {
        "published": article.published.isoformat() if article.published else None,
        "relevant": found.relevant,
        "claims": [claim_row(claim) for claim in found.claims],
    }


def explained_row(
    article: Article, found: Extraction, rejected: Sequence[Sequence[Evidence]] | None = None
) -> dict[str, Any]:
    """An article with its text, and its claims with every piece of evidence: quote, rule, or the reason for none.

    With `rejected`, one sequence a claim, also the values of the same sentences that the claim did not take."""
    own = article.model_dump(mode="json", include={"title", "url", "publisher", "department", "method", "text"})
    evidence = [[item.model_dump(mode="json") for item in claim.evidence] for claim in found.claims]
    row = article_row(article, found)
    claims = [told | {"evidence": proof} for told, proof in zip(row["claims"], evidence, strict=True)]
    if rejected is not None:
        passed = [[item.model_dump(mode="json") for item in items] for items in rejected]
        claims = [told | {"rejected": items} for told, items in zip(claims, passed, strict=True)]
    return own | row | {"skipped": found.skipped or None, "claims": claims}


def page_row(kind: str | None, article: Article | None, items: tuple[ListItem, ...] = ()) -> dict[str, Any]:
    """What one page holds: `kind` is article, list or soft404, None where it could not be read."""
    told = article or Article(text="")
    return {
        "kind": kind,
        "title": told.title or None,
        "published": told.published.isoformat() if told.published else None,
        "publisher": told.publisher,
        "department": told.department,
        "text": told.text,
        "items": [item.model_dump(mode="json") for item in items],
    }
