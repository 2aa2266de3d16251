"""The only place that finds the files which a page offers for download."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.normal import normalise, squeeze
from scraper.records import Attachment

_FILE = re.compile(
    r"[^\s/\\:*?\"<>|][^/\\:*?\"<>|]{0,140}\.(?:hwpx?|hwtx?|pdf|docx?|xlsx?|pptx?|zip|txt|jpe?g|png)\b", re.I
)
_ANY_FILE = re.compile(r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip)\b", re.I)
_READABLE = re.compile(r"\.(hwpx?|pdf|docx?|xlsx?|pptx?|zip|txt|jpe?g|png)\b", re.I)
_MEDIA = {"hwp": "hwp5", "hwpx": "hwpx", "pdf": "pdf", "txt": "text"}
_DOWNLOAD = re.compile(r"down|file|attach|atch|fileid|fileseq|getfile", re.I)
_FILE_LINKS = (
    "a:is([href*=down i], [href*=file i], [href*=atch i], [onclick*=down i], [href*='.hwp' i], [href*='.pdf' i])"
)
_ATTACHMENTS_MAX = 40


def attachments(tree: LexborHTMLParser, html: str, url: str, selectors: Sequence[str] = ()) -> tuple[Attachment, ...]:
    """Files that the page offers for download: links whose text or title is a file name."""
    if not _ANY_FILE.search(html):
        return ()
    found: dict[str, Attachment] = {}
    nodes: list[LexborNode] = [n for s in selectors for n in tree.css(s)] + tree.css(_FILE_LINKS)
    for node in nodes:
        attributes = node.attributes
        href = (attributes.get("href") or "").strip()
        name = _file_name(
            squeeze(normalise(node.text())), attributes.get("title") or "", attributes.get("download") or ""
        )
        if (
            not name
            or name in found
            or not (_DOWNLOAD.search(href + (attributes.get("onclick") or "")) or _READABLE.search(href))
        ):
            continue
        absolute = "" if href.lower().startswith(("javascript", "#")) else urljoin(url, href)
        extension = name.rsplit(".", 1)[-1].lower()
        found[name] = Attachment(name=name, url=absolute, media=_MEDIA.get(extension, "other"))
        if len(found) >= _ATTACHMENTS_MAX:
            break
    return tuple(found.values())


def _file_name(*texts: str) -> str:
    for text in texts:
        hit = _FILE.search(text)
        if hit:
            return re.sub(r"^(?:첨부\s?파일|파일|다운로드)\s?[:：]?\s?", "", hit[0].strip())
    return ""
