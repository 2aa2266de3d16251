"""The only place that says what a piece of a document is before it has a place in an Article's text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.normal import hide_contacts, squeeze

if TYPE_CHECKING:  # pydantic is not needed to open an office file in its own process
    from scraper.records import BlockKind

CELL_SEPARATOR = " | "
_BULLETS = "□■▣▤◈○●❍◦ㅇ◯◎▷▶►◇◆❖▪▫•·ㆍ∙‣△▲▽▼☐☑✓✔➢➤→-–—―①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text before it has a place: its kind, its one line of text, a table's rows."""

    kind: "BlockKind"
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def kind_of(line: str) -> "BlockKind":
    """What a body line is by its first character: footnote (* ※), bullet (□ ○ -), else paragraph."""
    head = line[:1]
    if head in ("*", "※", "＊", "†"):
        return "footnote"
    return "bullet" if head and head in _BULLETS else "paragraph"


def table(rows: tuple[tuple[str, ...], ...]) -> Piece:
    """A table as rows of cell texts, and as lines to read: cells joined by ' | ', empty ones left out."""
    cleaned = tuple(tuple(squeeze(hide_contacts(cell)) for cell in row) for row in rows)
    kept = tuple(row for row in cleaned if any(row))
    lines = (CELL_SEPARATOR.join(cell for cell in row if cell) for row in kept)
    return Piece("table", "\n".join(lines), kept)
