"""The only place that makes an Article of a listed post: its page, and where that is thin the file beside it."""

from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from scraper.attachments import read_attachment
from scraper.boards import canonical, own_layouts
from scraper.boards.base import Request
from scraper.clean import Cleaned, clean_file, clean_html, clean_page
from scraper.errors import CleanError, FetchError
from scraper.policy import Validators
from scraper.records import Article, Attachment, Block, Page, Record
from scraper.sourcefile import Source
from scraper.walks import Found

THIN = 250
"""Characters of body below which a file beside it is the body: many boards publish the release as HWPX alone."""

LEAST = 40  # characters of body below which nothing was said: a photo's caption, a link to somewhere else
_PROSE = "시는 마을 상점가의 간판과 조명을 새로 바꾸는 사업을 시작했다고 밝혔다. " * 4
_PAGE = f"<title>안내</title><div><h3>상점가 새 단장</h3><p>2025-06-30</p><p>{_PROSE}</p></div>"
_READABLE = (".hwpx", ".hwp", ".pdf")  # best first: HWPX keeps tables, PDF keeps lines only


class Problem(Record):
    """What went wrong with one address. `stage` is fetch, clean or attachment; `reason` a short stable word."""

    stage: str
    reason: str
    url: str
    detail: str = ""


class Before(NamedTuple):
    """The answer from which a post was read last: the hash of its body, and what the server said to compare with."""

    sha256: str
    validators: Validators


class Ask(Protocol):
    """How a page is asked for. With validators the answer may be a 304 without a body."""

    def __call__(self, request: Request, validators: Validators | None = None) -> Page: ...


class Visited(NamedTuple):
    """What became of a post: its page where one came, its article or the problem that stands in its way.

    `asides` are problems that cost a file, not the article. `same`: the page is what it was, so nothing was read."""

    found: Found
    page: Page | None = None
    article: Article | None = None
    problem: Problem | None = None
    asides: tuple[Problem, ...] = ()
    same: bool = False


def prepare() -> None:
    """Load what reading needs. Tables load when they are asked for first: of many threads that begin at the same moment
    each would load them all, and nothing else would go on meanwhile."""
    clean_html(_PAGE, "https://city.example/www/selectBbsNttView.do?nttNo=1")


def visit(source: Source, found: Found, fetch: Ask, before: Before | None = None) -> Visited:
    """Ask for a post and read it, where it is not as it was `before`. Nothing is raised: what cannot be had or read is
    a Problem.

    An API gives the whole text with its list, so its posts are not asked for."""
    url = found.item.url
    if source.kind == "api" and found.html:
        article, problem, asides = _listed_whole(source, found, found.html, fetch)
        return Visited(found, None, article, problem, asides)
    try:
        page = fetch(found.request, before.validators if before else None)
    except FetchError as err:
        return Visited(found, problem=Problem(stage="fetch", reason=err.reason, url=url, detail=err.detail))
    if page.status == 304 or (before and page.sha256 == before.sha256):
        return Visited(found, page, same=True)
    article, problem, asides = read(source, found, page, fetch)
    return Visited(found, page, article, problem, asides)


def read(
    source: Source, found: Found, page: Page, fetch: Callable[[Request], Page]
) -> tuple[Article | None, Problem | None, tuple[Problem, ...]]:
    """The article on a page (None with the Problem), and what went wrong with its files."""
    try:
        cleaned = clean_page(_labelled(page, source.encoding), own_layouts(source))
    except CleanError as err:
        return None, Problem(stage="clean", reason="unreadable", url=found.item.url, detail=str(err)), ()
    return _settled(source, found, cleaned, fetch)


def _listed_whole(
    source: Source, found: Found, html: str, fetch: Callable[[Request], Page]
) -> tuple[Article | None, Problem | None, tuple[Problem, ...]]:
    """The same of a text that came with the list."""
    try:
        cleaned = clean_html(f"<title>{escape(found.item.title)}</title><article>{html}</article>", found.item.url)
    except CleanError as err:
        return None, Problem(stage="clean", reason="unreadable", url=found.item.url, detail=str(err)), ()
    return _settled(source, found, cleaned, fetch)


def _settled(
    source: Source, found: Found, cleaned: Cleaned, fetch: Callable[[Request], Page]
) -> tuple[Article | None, Problem | None, tuple[Problem, ...]]:
    url = found.item.url
    if cleaned.article is None:
        reason = cleaned.reason or "list-page"
        return None, Problem(stage="clean", reason=reason, url=url, detail="an error page that answers 200"), ()
    article = _told(cleaned.article, source, found)
    article, asides = with_file_body(article, fetch)
    problem = lacking(article)
    return (None, problem, asides) if problem else (article, None, asides)


def reread(
    page: Page, fetch: Callable[[Request], Page], *, source: Source | None = None, old: Article | None = None
) -> tuple[Article | None, Problem | None, tuple[Problem, ...]]:
    """An archived page once more, on its own; `source` is whose it is, where that is known, `old` what was read of it
    before, with what its list row said."""
    url = old.url if old else canonical(page.final_url)
    try:
        cleaned = clean_page(_labelled(page, source.encoding if source else None), own_layouts(source))
    except CleanError as err:
        return None, Problem(stage="clean", reason="unreadable", url=url, detail=str(err)), ()
    if cleaned.article is None:
        return None, Problem(stage="clean", reason=cleaned.reason or "list-page", url=url), ()
    article = cleaned.article.model_copy(update={"url": url})
    if old:
        told = {"published": article.published or old.published, "publisher": article.publisher or old.publisher}
        told |= {"department": article.department or old.department, "source": old.source}
        article = article.model_copy(update=told)
    article, asides = with_file_body(article, fetch)
    return article, None, asides


def _labelled(page: Page, encoding: str | None) -> Page:
    """The page with its source's own charset, where the server's word is known to be wrong."""
    if encoding is None:
        return page
    own = {"content-type": f"text/html; charset={encoding}"}
    return page.model_copy(update={"headers": page.headers | own})


def _told(article: Article, source: Source, found: Found) -> Article:
    """The article with what its list row and source say beyond the page."""
    item = found.item
    return article.model_copy(
        update={
            "url": item.url,
            "published": article.published or found.published or item.date,
            "publisher": article.publisher or source.name,
            "department": article.department or item.department,
            "source": source.id,
        }
    )


def body_length(article: Article) -> int:
    """Characters of the text without its headline."""
    return sum(block.end - block.start for block in article.blocks if block.kind != "title")


def lacking(article: Article) -> Problem | None:
    """Why this is no article to build on: no date, no body."""
    if article.published is None:
        return Problem(stage="clean", reason="no-date", url=article.url, detail="neither page nor list names a date")
    if body_length(article) < LEAST:
        detail = f"{body_length(article)} characters by {article.method}"
        return Problem(stage="clean", reason="short-body", url=article.url, detail=detail)
    return None


def with_file_body(article: Article, fetch: Callable[[Request], Page]) -> tuple[Article, tuple[Problem, ...]]:
    """A thin article with the text of its best file; any other as it is. Files that were opened carry their status."""
    problems: list[Problem] = []
    for file in _readable(article) if body_length(article) < THIN else ():
        try:
            opened, told = _open(file, fetch(Request(file.url)).body, article)
        except FetchError as err:
            problems.append(Problem(stage="attachment", reason=err.reason, url=file.url, detail=err.detail))
            continue
        article = _with_file(article, opened)
        if told is not None:
            return _joined(article, told, opened.media), tuple(problems)
        problems.append(Problem(stage="attachment", reason=opened.status, url=file.url, detail=file.name))
    return article, tuple(problems)


def _open(file: Attachment, data: bytes, article: Article) -> tuple[Attachment, Article | None]:
    """The file with what was read of it; as an article too where it can be one."""
    opened = read_attachment(data, file.name, file.url)
    if opened.status != "ok":
        return opened, None
    try:
        return opened, clean_file(file.name, data, published=article.published, url=article.url)
    except CleanError:
        return opened.model_copy(update={"status": "unsupported"}), None


def _readable(article: Article) -> list[Attachment]:
    """Files that hold text, best kind first."""
    by_name = {file: PurePosixPath(file.name.lower()).suffix for file in article.attachments if file.url}
    return sorted((f for f, kind in by_name.items() if kind in _READABLE), key=lambda f: _READABLE.index(by_name[f]))


def _with_file(article: Article, file: Attachment) -> Article:
    files = tuple(file if old.url == file.url else old for old in article.attachments)
    return article.model_copy(update={"attachments": files})


def _joined(article: Article, told: Article, media: str) -> Article:
    """The file's text under the page's address and date; `method` says which kind of file it was. A file without a
    headline of its own gets the page's."""
    head = "" if told.title or not article.title else f"{article.title}\n"
    title = (Block(kind="title", start=0, end=len(article.title)),) if head else ()
    moved = (b.model_copy(update={"start": b.start + len(head), "end": b.end + len(head)}) for b in told.blocks)
    own = {"text": head + told.text, "blocks": (*title, *moved), "title": told.title or article.title}
    return article.model_copy(update=own | {"method": f"attachment:{media}"})
