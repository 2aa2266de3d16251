"""The only place for the ids of rows: hashes of what a row says, so that the same input gives the same ids.

* article: its canonical address; a document without one: its text.
* claim: its article and everything that it says (not its evidence, confidence or stamps), and the how-manieth
  of its like in the article it is.
* page: address, second of fetching and body.
* rows under a claim: the claim's id with a letter and a position, or with the city or country.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from extract.records import Claim
from scraper.records import Article, Page

SAYS_NOTHING = frozenset({"confidence", "evidence"})
"""Fields of a Claim that tell how sure we are and why, not what the article says."""


def digest(*parts: str) -> str:
    """80 bits of SHA-256 in hex over the parts; JSON keeps ('a', 'bc') and ('ab', 'c') apart."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def article_id(article: Article) -> str:
    """By canonical address; a file without one is its text."""
    return url_id(article.url) if article.url else digest("text", article.text)


def url_id(url: str) -> str:
    """The id of the article at a canonical address."""
    return digest("url", url)


def content_digest(article: Article) -> str:
    """Identity of one version of an article: everything that was read, but not how or where it came from.

    Fields at their default are left out, so that a field added to Article later changes no digest."""
    content = article.model_dump(mode="json", exclude={"method", "source"}, exclude_defaults=True)
    return digest(json.dumps(content, ensure_ascii=False))


def claim_ids(article: str, claims: Sequence[Claim]) -> list[str]:
    """One id a claim, in order; lists count as sets. Two claims that say the same in one article differ by number."""
    seen: dict[str, int] = {}
    ids = []
    for claim in claims:
        said = claim.model_dump(mode="json", exclude=set(SAYS_NOTHING), exclude_defaults=True)
        said = {name: sorted(value) if isinstance(value, list) else value for name, value in said.items()}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        seen[text] = seen.get(text, 0) + 1
        ids.append(digest("claim", article, text, str(seen[text])))
    return ids


def page_id(page: Page) -> str:
    """By address, second of fetching and body: an archive that keeps whole seconds gives the same id."""
    return digest("page", page.url, stamp(page.fetched_at.replace(microsecond=0)), page.sha256)


def stamp(moment: datetime) -> str:
    """A moment as it stands in the database: UTC, ISO 8601. A time without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment.isoformat()}")
    return moment.astimezone(UTC).isoformat()
