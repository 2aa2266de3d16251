"""The only place where pieces become an Article's final text and the Blocks that point into it."""

from collections.abc import Iterable

from scraper.normal import hide_contacts, squeeze
from scraper.pieces import Piece
from scraper.records import Block


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """One piece a line, tables a line a row; offsets are characters of the text returned.

    The blocks' texts joined by '\\n' are the text: nothing stands between them, and none is empty.
    """
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
