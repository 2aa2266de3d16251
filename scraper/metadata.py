"""The only place that reads what a page says about its article: titles, dates, publisher, department."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from scraper import chrome, lines, stamps
from scraper.headline import Named
from scraper.normal import squeeze

_PUBLISHED = frozenset(
    {
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "datepublished",
        "pubdate",
        "publishdate",
    }
    | {"publish_date", "article.published", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "date"}
    | {"parsely-pub-date", "article:regdate", "dable:published_time", "og:regdate", "regdate", "firstpublished"}
)
_MODIFIED = frozenset(
    {"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "article:modified", "lastmod"}
)
_SITE_NAMES = ("og:site_name", "application-name", "dc.publisher", "article:publisher", "publisher", "copyright")
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_BELOW, _ABOVE = 40, 30  # texts below and above the body that may belong to it
_LONGEST_META, _LONGEST_LABEL = 160, 12  # characters
# 2026 or 26.01.05; it begins with digits, so that texts without any, most of a page's, are passed over quickly.
_YEAR = re.compile(r"\d\d(?:(?<=19)\d\d|(?<=20)\d\d|(?<!\d\d\d)[-./]\d\d[-./]\d\d(?!\d))")
# An outlet's own box: the day of its registration is no article's.
_IMPRINT = re.compile(
    r"(?:발행|편집)\s?(?:·\s?편집)?인\s?[:：]|등록\s?번호|청소년\s?보호\s?책임|사업자\s?등록|제호\s?[:：]|통신판매"
)
_TIMES = frozenset({"published", "entry-date", "post-date", "date-published"})  # classes
_PORTALS = frozenset({"언론사 뷰", "다음뉴스", "다음 뉴스", "Daum", "네이버 뉴스", "네이트 뉴스"})
_DEPARTMENT_LABEL = re.compile(r"(?:담당|작성|등록|제공|주관|소관|게시)?\s?부서(?:명|\s?이름)?|담당\s?기관|제공\s?기관")


@dataclass(slots=True)
class Meta:
    """Values of a page's own tags and labels."""

    titles: list[Named] = field(default_factory=list)
    published: datetime | date | None = None
    modified: datetime | date | None = None
    site: str = ""
    publisher: str | None = None
    says_article: bool = False  # it names its own time of publication: no list does


def read_tags(tree: LexborHTMLParser, linked: dict[str, Any]) -> Meta:
    """Title, dates and publisher as the page's <meta>, <title>, JSON-LD and microdata give them."""
    meta = Meta()
    tags = _meta_tags(tree)
    headline = linked.get("headline") or linked.get("name")
    if isinstance(headline, str):
        meta.titles.append(Named("jsonld", headline))
    meta.titles += [Named(name, tags[name]) for name in _TITLES if tags.get(name)]
    title = tree.css_first("title")
    if title is not None:
        meta.titles.append(Named("title-tag", title.text()))
    meta.published = _first(
        _values(linked, "datePublished"),
        (tags[n] for n in tags if n in _PUBLISHED),
        _items(tree, "datePublished"),
        _times(tree),
    )
    meta.says_article = any(name in tags for name in ("article:published_time", "og:article:published_time"))
    meta.modified = _first(
        _values(linked, "dateModified"), (tags[n] for n in tags if n in _MODIFIED), _items(tree, "dateModified")
    )
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    meta.publisher = squeeze(name) if isinstance(name, str) and name.strip() else None
    copied = tags.get("og:article:author", "")  # a portal's copy: '한밭뉴스 | 네이버'
    if meta.publisher is None and "|" in copied:
        meta.publisher = squeeze(copied.split("|")[0]) or None
    meta.site = next((squeeze(tags[n]) for n in _SITE_NAMES if tags.get(n) and "://" not in tags[n]), "")
    if meta.publisher is None and meta.site in _PORTALS:
        meta.publisher = squeeze(copied) or None
    return meta


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    out: dict[str, str] = {}
    for node in tree.tags("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = (attributes.get("content") or "").strip()
        if name and content:
            out.setdefault(name, content)
    return out


def _values(linked: dict[str, Any], name: str) -> Iterator[str]:
    value = linked.get(name)
    if isinstance(value, str):
        yield value


def _items(tree: LexborHTMLParser, name: str) -> Iterator[str]:
    for node in tree.css(f'[itemprop="{name}"]'):
        attributes = node.attributes
        yield attributes.get("content") or attributes.get("datetime") or node.text()


def _times(tree: LexborHTMLParser) -> Iterator[str]:
    """<time> elements that are named as the time of publication; any other may be an event's."""
    for node in tree.tags("time"):
        attributes = node.attributes
        if "pubdate" in attributes or not _TIMES.isdisjoint((attributes.get("class") or "").split()):
            yield attributes.get("datetime") or node.text()


def _first(*sources: Iterable[str]) -> datetime | date | None:
    for source in sources:
        for text in source:
            value = stamps.parse(text)
            if value is not None:
                return value
    return None


# ---------- dates in the page's text ----------


def dates_near(above: Sequence[str], below: Sequence[str]) -> tuple[datetime | date | None, datetime | date | None]:
    """(published, modified) as the texts around the body say: labels beat bare dates, the nearest to the body first."""
    end = next((i for i, text in enumerate(below[:_BELOW]) if _IMPRINT.search(text)), _BELOW)
    found = [*reversed(_labelled(above)), *_labelled(below[:end])]
    published = next((s.value for s in found if s.role == "published"), None)
    modified = next((s.value for s in found if s.role == "modified"), None)
    if published is None:
        bare = [s.value for s in reversed(_labelled(above[-_ABOVE:])) if not s.role]
        published = bare[0] if bare else None
    return published, modified


def _labelled(texts: Sequence[str]) -> list[stamps.Stamp]:
    """The dates of short texts; a label may stand in the text before ('등록일', '2026-01-05')."""
    out: list[stamps.Stamp] = []
    says_year = _YEAR.search
    for i in [i for i, text in enumerate(texts) if says_year(text)]:
        text = texts[i]
        if len(text) > _LONGEST_META or lines.is_sentence(text):
            continue
        before = texts[i - 1] if i else ""
        label = before if len(before) <= _LONGEST_LABEL and not _YEAR.search(before) else ""
        out += stamps.stamps(f"{label} {text}" if label and _YEAR.match(text) else text)
    return out


def settle(tagged: datetime | date | None, shown: datetime | date | None) -> datetime | date | None:
    """One date of what the tags and the text say.

    The text's time is taken where the tag has none (or midnight) on the same day. A tag in UTC whose wall clock the
    page shows as it stands is a mislabelled Korean time.
    """
    if tagged is None or shown is None:
        return shown if tagged is None else _korean(tagged)
    if not isinstance(tagged, datetime):
        return shown if _day(shown) == tagged else tagged
    if isinstance(shown, datetime):
        same_clock = tagged.replace(tzinfo=None, second=0, microsecond=0) == shown.replace(
            tzinfo=None, second=0, microsecond=0
        )
        if same_clock:
            return tagged.replace(tzinfo=stamps.KST)
        if tagged.hour == tagged.minute == 0 and _day(shown) == _day(tagged.astimezone(stamps.KST)):
            return shown
    return tagged.astimezone(stamps.KST)


def _korean(value: datetime | date) -> datetime | date:
    return value.astimezone(stamps.KST) if isinstance(value, datetime) else value


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


# ---------- department ----------


def department(above: Sequence[str], below: Sequence[str]) -> str | None:
    """The office that a label near the article names ('담당부서 | 국제교류과'). The page's own keeper is none:
    it stands under the box that asks whether the page pleased."""
    near = below[:12]
    asked = next((i for i, text in enumerate(near) if "만족" in text and chrome.kind_of(text) == "survey"), len(near))
    texts = [*above[-40:], *near[:asked]]
    for i, text in enumerate(texts):
        label = _DEPARTMENT_LABEL.match(text)
        if (
            not label
            or len(text) > 60
            or re.match(r"(?:콘텐츠|페이지|자료)\s?(?:관리|담당)", texts[i - 1] if i else "")
        ):
            continue
        value = text[label.end() :].strip(" :：|") or (texts[i + 1] if i + 1 < len(texts) else "")
        value = re.split(r"\s{2,}|[|☎☏(]|전화|연락처|조회|작성|등록|\d{2,4}-", squeeze(value))[0].strip(" :：")
        if 2 <= len(value) <= 24 and lines.hangul(value) >= 2 and not chrome.kind_of(value):
            return value
    return None
