"""The only place that reads PDF (pypdfium2): its visual lines, joined to paragraphs."""

import pypdfium2

from scraper.errors import CleanError
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece
from scraper.refusals import Encrypted, TooBig
from scraper.unwrap import unwrap

MAX_PAGES = 300
MAX_CHARS = 3_000_000


def read(data: bytes) -> list[Piece]:
    """The text of all pages, a piece a paragraph. Raises Encrypted, TooBig, or CleanError for a broken file."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        if "password" in str(err).lower():
            raise Encrypted("PDF asks for a password") from err
        raise CleanError(f"broken PDF: {err}") from err
    try:
        if len(document) > MAX_PAGES:
            raise TooBig(f"PDF of {len(document)} pages")
        return [Piece("paragraph", line) for line in unwrap(_lines(document)) if line]
    except pypdfium2.PdfiumError as err:
        raise CleanError(f"broken PDF: {err}") from err
    finally:
        document.close()


def _lines(document: pypdfium2.PdfDocument) -> list[str]:
    """Lines as they stand on the pages. An indented line opens a paragraph: a blank one goes before it."""
    out: list[str] = []
    size = 0
    for page in document:
        text = normalise(page.get_textpage().get_text_range(errors="ignore"))
        size += len(text)
        if size > MAX_CHARS:
            raise TooBig(f"PDF of over {MAX_CHARS:,} characters")
        for line in text.split("\n"):
            if line.startswith(" ") and out:
                out.append("")
            out.append(squeeze(line))
    return out
