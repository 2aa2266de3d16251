"""The only place that reads HWP 5 (syhwp): paragraphs and tables of the binary format as pieces."""

import re
import tempfile
from collections.abc import Iterator

import syhwp

from scraper.errors import CleanError
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece, table
from scraper.refusals import Encrypted, TooBig

_OUTLINE = re.compile(r"\s(?=(?:[□■◇◆❍▷▶※]|[○●]\s|[➀-➓①-⑩])\s?\S)")
_LONG_CELL = 400


def read(data: bytes) -> list[Piece]:
    """Paragraphs and tables in reading order. Raises Encrypted, or CleanError for a broken or foreign file."""
    with tempfile.NamedTemporaryFile(suffix=".hwp") as handle:  # syhwp reads paths only
        handle.write(data)
        handle.flush()
        try:
            document = syhwp.open(handle.name)
        except syhwp.EncryptedDocumentError as err:
            raise Encrypted("HWP asks for a password") from err
        except syhwp.SyhwpError as err:
            if "too large" in str(err):
                raise TooBig(str(err)) from err
            raise CleanError(f"broken HWP: {err}") from err
        except (OSError, ValueError, IndexError, KeyError, RecursionError) as err:  # records that lie about their size
            raise CleanError(f"broken HWP: {type(err).__name__}") from err
    return [piece for block in document.blocks for piece in _block(block)]


def _block(block: object) -> Iterator[Piece]:
    if isinstance(block, syhwp.Table):
        yield from _table(block)
    elif isinstance(block, syhwp.Paragraph):
        yield from _lines(block.text)


def _lines(text: str) -> Iterator[Piece]:
    for line in normalise(text).split("\n"):
        if squeeze(line):
            yield Piece("paragraph", squeeze(line))


def _table(block: syhwp.Table) -> Iterator[Piece]:
    """Rows; a frame of one cell, or of running text, as the lines of outline that it holds."""
    cells = [c for c in block.cells if c.text.strip()]
    if len(block.cells) < 2 or any(len(c.text) > _LONG_CELL for c in cells):
        for cell in cells:
            for part in _OUTLINE.split(normalise(cell.text)):
                yield from _lines(part)
        return
    rows = tuple(tuple(squeeze(normalise(text)) for text in row) for row in block.grid())
    piece = table(rows)
    if piece.text:
        yield piece
