"""What goes in and out of the store beside Articles, Claims and Figures: receipts, stamps, health. All frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from scraper.records import Article

Change = Literal["new", "same", "revised"]


class ArchiveRef(Protocol):
    """Where a response lies in the archive: file name, byte offset and byte length of its record."""

    @property
    def file(self) -> str: ...
    @property
    def offset(self) -> int: ...
    @property
    def length(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Saved:
    """Receipt of `save_article`. `revised` asks for the claims to be extracted again."""

    id: str
    change: Change


@dataclass(frozen=True, slots=True)
class Changes:
    """Receipt of `save_claims`: claim ids. `updated`: those of `kept` whose evidence, confidence or stamps changed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamps:
    """Versions of what read the article, written on each claim."""

    extractor: str
    lexicon: str
    kiwi: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An Article as it stands in the database. `seen_at` is when this version of it was first seen."""

    id: str
    article: Article
    source: str | None
    page_id: str | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A response without its bytes, which lie in the archive (`file` is None where they were not kept)."""

    id: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    sha256: str
    etag: str | None
    last_modified: str | None
    source: str | None
    file: str | None
    offset: int | None
    length: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One address that a crawl still has to ask for. `note` is the crawler's own text (a list row as JSON, say)
    and comes back as it was given; `data` is the form of a POST request, also as text."""

    url: str
    source: str
    note: str = ""
    data: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of an address of the frontier: waiting, done or failed; when it is due, or worth another look."""

    note: str
    state: str
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What a source's earlier crawls came to: how the last one ended, when one last was `done`, and the earliest day
    to which the lists were read (None: only their newest pages)."""

    outcome: str
    done_at: datetime | None
    since: date | None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """What `status` tells of one source. `last_run` is None before its first crawl; `reason` says why it failed,
    `problems` counts the open ones."""

    id: str
    name: str
    last_run: datetime | None
    outcome: str | None
    listed: int
    fetched: int
    articles: int
    claims: int
    problems: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RunHealth:
    """One crawl: its sources, those of them that failed, posts that were fetched, articles that were new or revised."""

    begun: datetime
    ended: datetime | None
    outcome: str
    sources: int
    failed: int
    fetched: int
    new: int
    revised: int


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """What is still wrong: met in a source's last crawl, or of an address that still waits or was given up.

    `count` is of addresses, `source` and `url` are an example."""

    stage: str
    reason: str
    count: int
    source: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Health:
    """What `status` tells: rows per table, sources, open problems by stage and reason, waiting addresses, last runs."""

    counts: Mapping[str, int]
    sources: tuple[SourceHealth, ...]
    problems: tuple[OpenProblem, ...]
    waiting: int
    runs: tuple[RunHealth, ...]
