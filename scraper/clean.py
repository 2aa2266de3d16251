"""The only door from bytes, HTML, text dumps, Markdown and office files to an Article."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from scraper import (
    attachments,
    body,
    bounds,
    filelinks,
    licences,
    lines,
    markdown,
    metadata,
    scriptjson,
    textdump,
    webpage,
)
from scraper.boards import layouts_for
from scraper.boards.base import Layout
from scraper.compose import compose
from scraper.decode import decode
from scraper.errors import CleanError
from scraper.listing import list_items
from scraper.normal import normalise
from scraper.records import Article, ListItem, Page
from scraper.soft import soft_reason

Kind = Literal["article", "list", "soft404"]

_SMALL = 16_384  # characters; error pages that are little more than a script or a notice
_THIN = 250  # characters
_MAX_TEXT = 1_000_000  # characters
_KOREAN_SHARE = 0.15  # of a document's letters; below it the document is not Korean
_MIN_LETTERS = 20


class Cleaned(NamedTuple):
    """What a page is: an article, a list of posts, or an error that the server called a success (`reason` says why)."""

    kind: Kind
    article: Article | None = None
    items: tuple[ListItem, ...] = ()
    reason: str = ""


def clean_page(page: Page, source_layouts: Sequence[tuple[str, Layout]] = ()) -> Cleaned:
    """A fetched page, decoded and read; see clean_html. Raises CleanError for an empty, binary or unreadable body."""
    html = bounds.bounded(decode(page.body, page.headers).text, page.url)
    reason = soft_reason(html, page.status, page.url, page.final_url, len(page.body))
    if reason:
        return Cleaned("soft404", reason=reason)
    return clean_html(html, page.final_url or page.url, source_layouts=source_layouts)


def clean_html(
    html: str,
    url: str = "",
    *,
    published: datetime | date | None = None,
    source_layouts: Sequence[tuple[str, Layout]] = (),
) -> Cleaned:
    """A page's markup as an article, a list or a soft error.

    `published` (of a list row or feed) is used where the page itself names no date; `source_layouts` come before
    the families'. Raises CleanError where nothing on the page reads like an article.
    """
    html = bounds.bounded(html, url)
    tree = LexborHTMLParser(html)
    linked = scriptjson.linked_data(tree)
    meta = metadata.read_tags(tree, linked)
    layouts = [*source_layouts, *layouts_for(url)]
    files = filelinks.attachments(tree, html, url, [s for _, layout in layouts for s in layout.attachments])
    badge = licences.by_badge(tree)
    located = body.locate(tree, html, layouts, linked)  # uses the tree up
    # Running text of some length is no error page and no list: the other readers are asked where it is missing.
    if located is None or not located.sure or len(html) < _SMALL:
        reason = soft_reason(html, url=url, final_url=url)
        if reason:
            return Cleaned("soft404", reason=reason)
    if located is None or not (located.sure or linked or meta.says_article):
        items = list_items(html, url)
        if items:
            return Cleaned("list", items=tuple(items))
    if located is None:
        raise CleanError(f"{url or 'page'}: no text on it reads like an article")
    size = len(located.node.html or "") if len(html) > bounds.HEAVY else 0
    if size > bounds.HEAVY:
        raise CleanError(f"{url or 'page'}: a body of {size:,} characters is no article")
    article = webpage.article(located, meta, published)
    own = {"url": url, "attachments": files, "licence": badge or article.licence}
    return Cleaned("article", article.model_copy(update=own))


def clean_text(
    text: str, *, title: str | None = None, published: datetime | date | None = None, url: str = ""
) -> Article:
    """A text dump of a page, a press release or a plain text.

    `title` and `published` of the caller win over what the text says. Raises CleanError for an empty text and for one
    that is not Korean (under 15% of its letters are Hangul). Text that carries front matter or markup is read as
    Markdown.
    """
    text = unicodedata.normalize("NFC", text)  # files of some systems hold syllables as separate letters
    if markdown.has_markup(text):
        return clean_markdown(text, title=title, published=published, url=url)
    require_korean(text, url)
    return _from_dump(textdump.read(text, title or ""), url, published, "text")


def clean_markdown(
    text: str, *, title: str | None = None, published: datetime | date | None = None, url: str = ""
) -> Article:
    """Markdown, also with front matter and embedded HTML. Raises CleanError like clean_text."""
    text = unicodedata.normalize("NFC", text)
    require_korean(text, url)
    return _from_dump(markdown.read_markdown(text, title or ""), url, published, "markdown")


def clean_file(path: str | Path, data: bytes, *, published: datetime | date | None = None, url: str = "") -> Article:
    """A file by its content first and its name second: .html .txt .md .hwp .hwpx .pdf.

    Raises CleanError with one line for an empty, binary, broken, encrypted or foreign file, for one that is not
    Korean, and for a page that is a list of posts or an error.
    """
    name = Path(path).name
    opened = attachments.open_any(data, name)
    if opened.status != "ok":
        raise CleanError(f"{name}: {opened.status}" + (f" ({opened.reason})" if opened.reason else ""))
    if opened.media == "html":
        return _html_file(name, data, published, url)
    if opened.media == "text":
        text = decode(data).text
        marked = name.lower().endswith((".md", ".markdown")) or markdown.looks_like(text)
        return (clean_markdown if marked else clean_text)(text, published=published, url=url)
    require_korean("\n".join(p.text for p in opened.pieces), name)
    return _from_dump(textdump.read_pieces(opened.pieces), url, published, opened.media)


def _html_file(name: str, data: bytes, published: datetime | date | None, url: str) -> Article:
    cleaned = clean_html(decode(data).text, url, published=published)
    if cleaned.article is None:
        raise CleanError(f"{name}: {cleaned.reason or 'a list of posts, no article'}")
    require_korean(cleaned.article.text, name)
    return cleaned.article


def is_thin(article: Article) -> bool:
    """A body of under 250 characters: many boards show a headline and put the release into an attached file."""
    title = next((b.end for b in article.blocks if b.kind == "title"), 0)
    return len(article.text) - title < _THIN


def with_attachment(article: Article, name: str, data: bytes, url: str = "") -> Article:
    """The article with a fetched attachment read into its record; a thin article takes its body from it.

    Then `method` is 'hwp5:NAME', 'hwpx:NAME' or 'pdf:NAME'. An attachment that cannot be read changes its record only.
    """
    read = attachments.read_attachment(data, name, url)
    others = [known for known in article.attachments if known.name != name]
    article = article.model_copy(update={"attachments": (*others, read)})
    if read.status != "ok" or read.media not in ("hwp5", "hwpx", "pdf") or not is_thin(article):
        return article
    dump = textdump.read_pieces(attachments.open_any(data, name).pieces, article.title)
    text, blocks = compose(dump.pieces)
    if len(text) <= len(article.text):
        return article
    said = dump.said
    known = {"published": article.published or said.published, "department": article.department or said.department}
    return article.model_copy(update={"text": text, "blocks": blocks, "method": f"{read.media}:{name}", **known})


def _from_dump(dump: textdump.Dump, url: str, published: datetime | date | None, method: str) -> Article:
    final, blocks = compose(dump.pieces)
    said = dump.said
    if not final:
        raise CleanError(f"{url or 'text'}: nothing but menus and notices")
    return Article(
        text=final,
        title=normalise(dump.title),
        url=url,
        published=published or said.published,
        modified=said.modified,
        publisher=said.publisher,
        department=said.department,
        licence=said.licence,
        blocks=blocks,
        method=method,
    )


def require_korean(text: str, name: str = "") -> None:
    """Raises CleanError where a text is empty, or has too few Hangul among its letters to be a Korean document."""
    letters = sum(map(str.isalpha, text))
    if not text.strip():
        raise CleanError(f"{name or 'text'}: empty")
    if len(text) > _MAX_TEXT:
        raise CleanError(f"{name or 'text'}: {len(text):,} characters are no article")
    if letters < _MIN_LETTERS or lines.hangul(text) < _KOREAN_SHARE * letters:
        raise CleanError(f"{name or 'text'}: not Korean ({lines.hangul(text)} Hangul of {letters} letters)")
