"""What flows through extraction: Mentions of single fields, and the Claims that they add up to."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["visit", "total"]
Status = Literal["completed", "planned"]
Qualifier = Literal["exact", "over", "about", "under", "range"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One value of one field, tied to `text[start:end]`. `rule` names what found it; `note` is a subtype
    that the field's own docstring defines (how a country was named, what a count counts …)."""

    field: str
    value: Any
    start: int
    end: int
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number. `maximum` is set with qualifier `range` only; number is None for 수십 명.
    `each` marks '각 10명씩' (the number is one part's, not the sum)."""

    number: int | None
    qualifier: Qualifier = "exact"
    maximum: int | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A resolved time expression: first and last day (either may be None: unknown).

    `precision` is day, range, month, season, half, quarter, year or open. `reason` says why a side is null
    where the text names a time that cannot be tied to a year."""

    start: date | None
    end: date | None
    precision: str
    reason: str = ""


class Record(BaseModel):
    """Frozen base."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Record):
    """Where a claim's value stands. Either a span with its quote (`text[start:end] == quote`), or no span and
    a `reason` (inherited from the event, resolved from the host, …). `value` is the value as text."""

    field: str
    value: str
    rule: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    reason: str | None = None


class Claim(Record):
    """One statement of one article that people from abroad came, or will come (see the codebook in README)."""

    kind: Kind
    status: Status
    city: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    country_count: int | None = None
    delegates: int | None = None
    delegates_qualifier: Qualifier | None = None
    delegates_max: int | None = None
    country_delegates: dict[str, int] = Field(default_factory=dict)
    organizations: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    date_start: date | None = None
    date_end: date | None = None
    confidence: Confidence = "low"
    evidence: tuple[Evidence, ...] = ()


class Extraction(Record):
    """What one article says. `skipped` names the gate that let it go unread ('' where it was read)."""

    claims: tuple[Claim, ...] = ()
    skipped: str = ""

    @property
    def relevant(self) -> bool:
        """True where the article makes at least one claim."""
        return bool(self.claims)
