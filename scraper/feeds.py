"""The only place that reads feeds: RSS and Atom (feedparser), sitemaps, and the press release API of data.go.kr."""

import html
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser

from scraper import boards, stamps, urls
from scraper.decode import decode
from scraper.errors import SoftError
from scraper.records import ListItem, Record

_MOST = 64 * 2**20  # bytes that a packed sitemap may unpack to; the protocol allows 50 MB
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_JAVA_DATE = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) (?:KST|JST) (\d{4})")
_US_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: (\d\d:\d\d:\d\d))?")
_PRESS_RELEASE = "https://www.korea.kr/briefing/pressReleaseView.do?newsId="
_INLINE_TAG = re.compile(r"</?(?:b|strong|em|i|u|br|font|span)\b[^>]*>", re.I)


class FeedItem(Record):
    """One entry: its list row, when it was published (KST where no zone is written), its text as HTML where given."""

    item: ListItem
    published: datetime | date | None = None
    html: str | None = None


class Sitemap(Record):
    """What one sitemap names: pages, and further sitemaps, each with its day of change where given."""

    pages: tuple[FeedItem, ...] = ()
    maps: tuple[tuple[str, date | None], ...] = ()


def read_feed(body: bytes, headers: Mapping[str, str], url: str) -> list[FeedItem]:
    """The entries of an RSS or Atom feed. Raises SoftError (reason not-a-feed) for anything else."""
    parsed = _parsed(body, headers)
    if not parsed.version:
        raise SoftError(url, "not-a-feed", "expected RSS or Atom")
    return list(_entries(parsed, url))


def feed_title(body: bytes, headers: Mapping[str, str]) -> str:
    """What a feed calls itself, '' where it does not."""
    return _plain(_parsed(body, headers).feed.get("title", ""))


def looks_like_feed(body: bytes) -> bool:
    """Does a body begin as RSS, RDF or Atom do?"""
    return _FEED.search(body[:1024]) is not None


def _parsed(body: bytes, headers: Mapping[str, str]) -> feedparser.FeedParserDict:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(body, headers).text)
    return feedparser.parse(io.BytesIO(text.encode()), response_headers={"content-type": "text/xml; charset=utf-8"})


def _entries(parsed: feedparser.FeedParserDict, url: str) -> Iterator[FeedItem]:
    for entry in parsed.entries:
        link = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else "")
        title = _plain(entry.get("title", ""))
        if link and title:
            stamp = read_stamp(entry.get("published") or entry.get("updated") or entry.get("date") or "")
            content = entry.get("content") or [{"value": entry.get("summary", "")}]
            yield _item(urls.absolute(url, link), title, stamp, entry.get("author"), content[0]["value"] or None)


def _item(
    link: str, title: str, stamp: datetime | date | None, department: str | None = None, text: str | None = None
) -> FeedItem:
    address = boards.canonical(link)
    number = board.number(address) if (board := boards.board_for(address)) else None
    day = stamp.astimezone(stamps.KST).date() if isinstance(stamp, datetime) else stamp
    row = ListItem(title=title, url=address, id=number or "", date=day, department=department)
    return FeedItem(item=row, published=stamp, html=text)


def read_stamp(text: str) -> datetime | date | None:
    """The moment that a feed writes, KST where it names no zone; None where it writes none that we know.

    RFC 822, RFC 3339, `2026-08-12 10:27:44`, `Wed Jul 08 15:00:00 KST 2026`, `07/08/2026 15:00:00` (data.go.kr)."""
    text = text.strip()
    if java := _JAVA_DATE.fullmatch(text):
        return _moment(f"{java[2]} {java[1]} {java[4]} {java[3]}", "%d %b %Y %H:%M:%S")
    if us := _US_DATE.fullmatch(text):
        day = f"{us[3]}-{us[1]}-{us[2]}"
        return _moment(f"{day} {us[4]}", "%Y-%m-%d %H:%M:%S") if us[4] else stamps.parse(day)
    if re.match(r"(?:\w{3},\s*)?\d{1,2} \w{3} \d{4}", text):
        try:
            moment = parsedate_to_datetime(text.removesuffix("KST"))
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=stamps.KST)
    return stamps.parse(text)


def _moment(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=stamps.KST)
    except ValueError:
        return None


def read_sitemap(body: bytes, headers: Mapping[str, str], url: str) -> Sitemap:
    """A sitemap or sitemap index, packed or not. Raises SoftError (not-a-sitemap, too-large) for anything else."""
    root = _xml(_unpacked(body, url), headers, url, "not-a-sitemap")
    pages, maps = [], []
    for node in root:
        values = {_name(part): (part.text or "").strip() for part in node.iter()}
        stamp = read_stamp(values.get("publication_date") or values.get("lastmod", ""))
        if values.get("loc") and _name(node) == "sitemap":
            maps.append((values["loc"], stamp.date() if isinstance(stamp, datetime) else stamp))
        elif values.get("loc"):
            pages.append(_item(urls.absolute(url, values["loc"]), _plain(values.get("title", "")), stamp))
    return Sitemap(pages=tuple(pages), maps=tuple(maps))


def read_api(body: bytes, headers: Mapping[str, str], url: str) -> list[FeedItem]:
    """The releases of one answer of data.go.kr's pressReleaseService. Raises SoftError (api-error) with its message.

    MinisterCode holds the office's name, not a code; unknown fields are left alone."""
    root = _xml(body, headers, url, "api-error")
    code = root.findtext(".//resultCode") or root.findtext(".//returnReasonCode") or ""
    if code.strip("0 "):
        message = root.findtext(".//resultMsg") or root.findtext(".//returnAuthMsg") or ""
        raise SoftError(url, "api-error", f"{code} {message}".strip())
    found = []
    for node in [*root.iter("NewsItem"), *root.iter("item")]:
        values = {part.tag: (part.text or "").strip() for part in node}
        link = values.get("OriginalUrl") or _PRESS_RELEASE + values.get("NewsItemId", "")
        stamp = read_stamp(values.get("ApproveDate", ""))
        office, text = values.get("MinisterCode") or None, values.get("DataContents") or None
        found.append(_item(link, _plain(values.get("Title", "")), stamp, office, text))
    return [entry for entry in found if entry.item.title]


def _xml(body: bytes, headers: Mapping[str, str], url: str, reason: str) -> ElementTree.Element:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(body, headers).text)
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise SoftError(url, reason, str(error)) from error
    if _name(root).lower() == "html":
        raise SoftError(url, reason, "expected XML, got a page")
    return root


def _name(node: ElementTree.Element) -> str:
    """The element's name without its namespace."""
    return node.tag.rpartition("}")[2]


def _unpacked(body: bytes, url: str) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(body, _MOST)
    except zlib.error as error:
        raise SoftError(url, "not-a-sitemap", str(error)) from error
    if unpacker.unconsumed_tail:
        raise SoftError(url, "too-large", f"unpacks to over {_MOST} bytes")
    return plain


def _plain(title: str) -> str:
    """A title without markup and with its entities read, also those that were escaped twice."""
    return " ".join(_INLINE_TAG.sub("", html.unescape(html.unescape(title))).split())
