"""What flows through the figures room: reported claims in; readings, figures and checks out. All frozen."""

from datetime import date
from typing import Literal

from pydantic import Field

from extract.records import Claim, Kind, Qualifier, Record, Status

What = Literal["delegates", "country_count"]
State = Literal["agree", "conflict", "single"]
"""`single`: one origin says so. `agree`: several say compatible numbers. `conflict`: two numbers cannot both hold."""


class ReportedClaim(Record):
    """A Claim with who reported it. `quote` is the sentence that states its number (or its guests)."""

    id: str
    article_id: str
    claim: Claim
    title: str = ""
    publisher: str | None = None
    url: str = ""
    published: date | None = None
    source: str | None = None
    quote: str = ""

    @property
    def outlet(self) -> str:
        """Who says so, for readers: the publisher, else the source, else the address."""
        return self.publisher or self.source or self.url


class Reading(Record):
    """One article's number for a figure (`value` is None where it gives none). Equal `origin`: one text, copied."""

    claim_id: str
    outlet: str
    origin: int
    status: Status
    value: int | None = None
    maximum: int | None = None
    qualifier: Qualifier | None = None
    published: date | None = None
    title: str = ""
    url: str = ""
    quote: str = ""


class Figure(Record):
    """One number of one visit or total, and all who report it.

    `city` holds canonical names (several where one delegation visits several, none where no local government is
    named). `period` is the label of `date_start`..`date_end`: '2024-H1', '2024-05-16', '2024-01-01~2024-06-19', ''.
    `value` is None where nobody states the number and where the readings conflict: nobody chooses for the reader.
    `part_of` is the id of the figure that this one is a part of, in the same article's words.
    """

    id: str
    kind: Kind
    status: Status
    city: tuple[str, ...]
    period: str
    date_start: date | None
    date_end: date | None
    countries: tuple[str, ...]
    groups: tuple[str, ...] = ()
    country_delegates: dict[str, int] = Field(default_factory=dict)
    what: What
    value: int | None
    maximum: int | None = None
    qualifier: Qualifier | None = None
    state: State
    claims: tuple[str, ...]
    readings: tuple[Reading, ...]
    event: str
    part_of: str | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        """Everyone who reports it, each once, in order of publication."""
        return tuple(dict.fromkeys(r.outlet for r in self.readings))

    @property
    def origins(self) -> int:
        """Independent texts behind it: copies of one release count once."""
        return len({r.origin for r in self.readings})


class Check(Record):
    """One arithmetic or date rule, applied to claims of one article. `detail` shows both sides."""

    id: str
    article_id: str
    claims: tuple[str, ...]
    rule: str
    state: Literal["ok", "conflict"]
    detail: str
