"""What flows through the scraper and out of it: Page, ListItem, Block, Attachment, Article. All frozen."""

import datetime as dt
import hashlib
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

BlockKind = Literal["title", "subtitle", "paragraph", "bullet", "table", "caption", "footnote"]
"""What a run of an Article's text is. `title` is the headline, `footnote` a line such as '* 개발도상국(10개국)'."""

AttachmentStatus = Literal["unread", "ok", "empty", "encrypted", "broken", "too_large", "unsupported"]


class Record(BaseModel):
    """Frozen base: what is stored never changes under a reader's hands."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Record):
    """One response as it came: bytes, headers, status. `url` is what was asked, `final_url` what answered."""

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    headers: dict[str, str] = Field(default_factory=dict)  # names in lower case
    body: bytes = b""
    source: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the body, the identity of a page's content."""
        return hashlib.sha256(self.body).hexdigest()


class ListItem(Record):
    """One row of a board's list page. `url` is absolute and canonical; `id` is the post's number in it."""

    title: str
    url: str
    id: str = ""
    date: dt.date | None = None  # qualified: the field hides the bare name while the class body is read
    department: str | None = None


class Block(Record):
    """A run of the Article's text, `text[start:end]`; a table carries its rows of cell texts too."""

    kind: BlockKind
    start: int
    end: int
    rows: tuple[tuple[str, ...], ...] = ()


class Attachment(Record):
    """A file that a page offers. `text` is what was read of it, where it was read."""

    name: str
    url: str = ""
    media: str = ""  # hwp5, hwpx, pdf, html, text, other
    status: AttachmentStatus = "unread"
    text: str = ""


class Article(Record):
    """One cleaned document. `text` is final: NFC, '\\n' line ends, chrome gone; every span points into it.

    Where there is a headline it is the text's first line (block kind `title`), so that evidence may quote it.
    `published` is what the document itself (or its list row or feed) says: a date, or a datetime with zone
    (KST where none is written). None where nothing says so; never the day of the crawl.
    """

    text: str
    title: str = ""
    url: str = ""
    published: datetime | date | None = None
    modified: datetime | date | None = None
    publisher: str | None = None
    department: str | None = None
    licence: str | None = None  # Korea Open Government Licence badge: 'KOGL-1' … 'KOGL-4'
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    method: str = ""  # how the body was found: family:si, json, jsonld, density, text, hwpx …
    source: str = ""

    @property
    def day(self) -> date | None:
        """The article's own day, the anchor of every relative date."""
        return self.published.date() if isinstance(self.published, datetime) else self.published
