"""What `bangmun ingest` reads: files and folders as Articles, one document at a time, whatever their kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonl
from jsonl import LineError, text_field
from scraper import clean
from scraper.boards.base import Request
from scraper.clean import Cleaned
from scraper.errors import BUGS, CleanError, FetchError, ScraperError, describe_bug
from scraper.records import Article, Attachment, Page
from scraper.sourcefile import Source
from scraper.sources import source_of
from scraper.visit import THIN, Problem, body_length, lacking, reread
from scraper.warc import Skipped, iter_pages

DOCUMENTS = (".html", ".htm", ".txt", ".md", ".markdown", ".hwp", ".hwpx", ".pdf")
LINES = (".jsonl", ".ndjson")
ARCHIVES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_DAMAGE = frozenset({"torn", "broken", "truncated", "cut"})


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file: where it stands ('notes.jsonl:3'), and its article, or why there is none.

    `page` and `source` are an archive's: the response that it came as, and whose it is where that is known. An archive
    holds much that is no article; such a page is `beside` the point, no failure."""

    where: str
    article: Article | None = None
    problem: str = ""
    page: Page | None = None
    source: Source | None = None
    beside: bool = False


def kind_of(path: Path) -> str:
    """document, lines, archive, or '' for a name that says nothing."""
    name = path.name.lower()
    for kind, endings in (("archive", ARCHIVES), ("lines", LINES), ("document", DOCUMENTS)):
        if name.endswith(endings):
            return kind
    return ""


def find(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files that are named, or stand in named folders and have a name that we read; and the others in there."""
    wanted: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not path.is_dir():
            wanted.append(path)
            continue
        for file in sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path))):
            (wanted if kind_of(file) else others).append(file)
    return list(dict.fromkeys(wanted)), others


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def documents(path: Path) -> Iterator[Document]:
    """Every document of a file. Nothing is raised: what cannot be read is a Document with a problem."""
    readers = {"lines": _of_lines, "archive": _of_archive}
    try:
        yield from readers.get(kind_of(path), _of_file)(path)
    except OSError as err:
        yield Document(str(path), problem=f"{path}: {err.strerror}")
    except ScraperError as err:
        yield Document(str(path), problem=str(err))
    except BUGS as err:
        yield Document(str(path), problem=f"{path}: program error: {describe_bug(err)}")


def _of_file(path: Path) -> Iterator[Document]:
    yield Document(str(path), read_file(path, path.read_bytes()))


def read_file(path: Path, data: bytes, published: date | None = None) -> Article:
    """One file of any kind as an article. Raises CleanError that names the file."""
    try:
        return clean.clean_file(path, data, published=published)
    except CleanError as err:
        raise CleanError(str(err) if path.name in str(err) else f"{path}: {err}") from err


def day_or_moment(value: str) -> date | datetime:
    """An ISO date or date-time; ValueError names what was expected."""
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(value)
        except ValueError:
            continue
    raise ValueError(f"expected a date like 2024-06-19, got {value!r}")


def line_article(row: dict[str, Any]) -> Article:
    """The Article of a line {text | html, url?, title?, published?, publisher?}; what the line says of itself wins.

    Raises LineError for a wrong line, CleanError for a text that cannot be read."""
    text, html = text_field(row, "text"), text_field(row, "html")
    if (text is None) == (html is None):
        raise LineError(f"expected one of the keys 'text' and 'html', got {'neither' if text is None else 'both'}")
    url, title, published = text_field(row, "url") or "", text_field(row, "title"), _published(row)
    if text is not None:
        article = clean.clean_text(text, title=title, published=published, url=url)
    else:
        article = the_article(clean.clean_html(html or "", url, published=published), url or "html")
    own = {"publisher": text_field(row, "publisher"), "published": published}
    return article.model_copy(update={key: value for key, value in own.items() if value is not None})


def _published(row: dict[str, Any]) -> date | datetime | None:
    value = text_field(row, "published")
    try:
        return None if value is None else day_or_moment(value)
    except ValueError as err:
        raise LineError(f"key 'published': {err}") from err


def the_article(cleaned: Cleaned, name: str) -> Article:
    """The page as an article. Raises CleanError where it is a list or a soft error."""
    if cleaned.article is None:
        raise CleanError(f"{name}: no article but {cleaned.reason or f'a list of {len(cleaned.items)} posts'}")
    return cleaned.article


def _of_lines(path: Path) -> Iterator[Document]:
    with path.open("rb") as lines:
        for line in jsonl.read(lines):
            where = f"{path}:{line.number}"
            try:
                if line.error:
                    raise LineError(line.error)
                yield Document(where, line_article(line.row))
            except (LineError, CleanError) as err:
                yield Document(where, problem=f"{where}: {err}")
            except BUGS as err:
                yield Document(where, problem=f"{where}: program error: {describe_bug(err)}")


def _of_archive(path: Path) -> Iterator[Document]:
    """The articles of an archive; a thin page waits until a second pass has found the files beside it."""
    skipped: list[Skipped] = []
    thin: list[tuple[Page, tuple[Attachment, ...]]] = []
    for page in iter_pages(path, on_skip=skipped.append):
        if not _is_html(page):
            continue
        article, problem = _reread(page, _nowhere)
        if article is not None and article.attachments and body_length(article) < THIN:
            thin.append((page, article.attachments))
        else:
            yield from _archived(path, page, article, problem)
    ask = _files(path, {file.url for _, files in thin for file in files}) if thin else _nowhere
    for page, _ in thin:
        yield from _archived(path, page, *_reread(page, ask))
    for skip in skipped:
        if skip.reason in _DAMAGE:
            yield Document(str(path), problem=f"{path}: {skip.reason} record {skip.url} {skip.detail}".rstrip())


def _is_html(page: Page) -> bool:
    """A page that may hold an article: an answer of success, and HTML by its type or its first bytes."""
    kind = page.headers.get("content-type", "")
    head = page.body[:512].lstrip().lower()
    return page.status == 200 and ("html" in kind or (not kind and head.startswith((b"<!doctype html", b"<html"))))


def _reread(page: Page, fetch: Callable[[Request], Page]) -> tuple[Article | None, Problem | None]:
    try:
        article, problem, _ = reread(page, fetch, source=source_of(page.final_url))
    except BUGS as err:
        return None, Problem(stage="clean", reason="program-error", url=page.final_url, detail=describe_bug(err))
    return article, problem


def _nowhere(request: Request) -> Page:
    raise FetchError(request.url, "not-archived")


def _files(path: Path, wanted: set[str]) -> Callable[[Request], Page]:
    """How files beside thin pages are asked for: from the same archive."""
    found = {page.url: page for page in iter_pages(path) if page.url in wanted and page.status == 200}

    def ask(request: Request) -> Page:
        return found[request.url] if request.url in found else _nowhere(request)

    return ask


def _archived(path: Path, page: Page, article: Article | None, problem: Problem | None) -> Iterator[Document]:
    """The page as a document; nothing for a list, which is none."""
    where, source = f"{path} {page.final_url}", source_of(page.final_url)
    problem = problem or (lacking(article) if article else None)
    why = f"{problem.reason} {problem.detail}".rstrip() if problem else ""
    if article is not None and not why:
        try:
            clean.require_korean(article.text, page.final_url)
        except CleanError as err:
            why = str(err)
    if why:
        if problem is None or problem.reason != "list-page":
            bug = problem is not None and problem.reason == "program-error"
            yield Document(where, problem=f"{where}: {why}", page=page, beside=not bug)
    elif article is not None:
        named = {"publisher": article.publisher or (source.name if source else None)}
        yield Document(where, article.model_copy(update=named), page=page, source=source)
