"""The only place where pieces become an Article's final text and the Blocks that point into it."""

from dataclasses import dataclass

from scraper.normal import hide_contacts, squeeze
from scraper.records import Block, BlockKind

CELL_SEPARATOR = " | "
_BULLETS = "□■○●❍◦ㅇ◯◎▷▶►◇◆❖▪▫•·ㆍ∙‣△▲▽▼☐☑✓✔➢➤→-–—―①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text before it has a place: its kind, its one line of text, a table's rows."""

    kind: BlockKind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def kind_of(line: str) -> BlockKind:
    """What a body line is by its first character: footnote (* ※), bullet (□ ○ -), else paragraph."""
    head = line[:1]
    if head in ("*", "※", "＊", "†"):
        return "footnote"
    return "bullet" if head and head in _BULLETS else "paragraph"


def table(rows: tuple[tuple[str, ...], ...]) -> Piece:
    """A table as rows of cell texts, and as lines that a person can read: cells joined by ' | '."""
    cleaned = tuple(tuple(squeeze(hide_contacts(cell)) for cell in row) for row in rows)
    kept = tuple(row for row in cleaned if any(row))
    lines = (CELL_SEPARATOR.join(cell for cell in row if cell) for row in kept)
    return Piece("table", "\n".join(lines), kept)


def compose(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    """One piece a line, tables a line a row; offsets are characters of the text returned."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = piece.text if piece.kind == "table" else squeeze(hide_contacts(piece.text))
        if not text.strip(" |\n"):
            continue
        blocks.append(Block(kind=piece.kind, start=at, end=at + len(text), rows=piece.rows))
        texts.append(text)
        at += len(text) + 1
    return "\n".join(texts), tuple(blocks)
