"""The only door to attachments: bytes and a name in, an Attachment with its text or its fault out."""

from scraper import office, reader
from scraper.compose import compose
from scraper.decode import decode
from scraper.errors import CleanError
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece
from scraper.records import Attachment

_OTHER_OFFICE = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt")


def read_attachment(data: bytes, name: str, url: str = "") -> Attachment:
    """Text and tables (rows as lines, cells joined by ' | ') of a HWP, HWPX, PDF, HTML or text file.

    By content, not by name: an error page that came as 'file.hwp' is read as the HTML it is. Never raises; `status`
    is ok, empty, encrypted, broken, too_large or unsupported. Office files are opened in a process with limits.
    """
    opened = open_any(data, name)
    text, _ = compose(list(opened.pieces))
    status = opened.status if text or opened.status != "ok" else "empty"
    return Attachment(name=name, url=url, media=opened.media, status=status, text=text)


def open_any(data: bytes, name: str) -> office.Opened:
    """A file's pieces by what its first bytes say it is."""
    if not data.strip(b" \t\r\n\0"):
        return office.Opened("empty", "other", reason="no bytes")
    if len(data) > office.MAX_BYTES:
        return office.Opened("too_large", "other", reason=f"{len(data):,} bytes")
    media = office.media_of(data)
    if media in ("hwp5", "hwpx", "pdf"):
        return office.open_file(data, media)
    if media == "zip" or name.lower().endswith(_OTHER_OFFICE):
        return office.Opened("unsupported", "other", reason=f"{name}: not HWP, HWPX or PDF")
    try:
        text = decode(data).text
    except CleanError as err:
        return office.Opened("unsupported", "other", reason=str(err))
    return _text_file(text)


def _text_file(text: str) -> office.Opened:
    if is_html(text):
        return office.Opened("ok", "html", tuple(reader.pieces_of(text)))
    lines = (squeeze(line) for line in normalise(text).split("\n"))
    return office.Opened("ok", "text", tuple(Piece("paragraph", line) for line in lines if line))


def is_html(text: str) -> bool:
    """Markup by its beginning: a doctype, <html>, or a tag of a page's head or body."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(
        ("<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<div", "<table", "<p")
    ) or ("<html" in head or "<body" in head)
