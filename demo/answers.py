"""The only place that decides what a site of the demo answers to a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from demo import hwpx, pages
from demo.content import Post, Site


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, body, headers in the order in which they are sent."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]


def answer(site: Site, target: str, form: str, base: str, session: str) -> Answer:
    """What the site answers to a path with query (`target`) and a form body ('' for GET).

    Like the real boards it takes a form's fields for query parameters, ignores `;jsessionid=…`, and answers
    200 with an alert where parameters are missing or the post is gone."""
    parts = urlsplit(target)
    path = parts.path.partition(";")[0]
    query = dict(parse_qsl(parts.query)) | dict(parse_qsl(form))
    if path == "/robots.txt" and site.robots:
        return _text(site.robots.lstrip().replace("{base}", base), "text/plain")
    if site.feed and path == site.feed.path:
        return _text(pages.feed(site, base), site.feed.content_type)
    if site.file and path == site.file.path:
        return _file(site, query)
    page = _page(site, path, query, base, session)
    return _html(site, page) if page else _text("<html><body><h1>404 Not Found</h1></body></html>", "text/html", 404)


def _page(site: Site, path: str, query: Mapping[str, str], base: str, session: str) -> str:
    """The HTML of a list, a post, a page that forwards, or an alert; '' for an unknown path."""
    for post in site.posts:
        if post.forbidden and path == urlsplit(post.href).path:
            return pages.post_page(site, post, base)
    if site.forward and site.forward.serves(path, query):
        found = _post(site, query.get(site.forward.id, ""))
        return pages.forward_page(site, found) if found else site.skin["gone"]
    if site.detail.serves(path, query) and site.detail.id in query:
        found = _post(site, query[site.detail.id])
        return pages.post_page(site, found, base) if found else site.skin["gone"]
    if site.list.serves(path, query):
        number = query.get(site.list.page, "1")
        return pages.list_page(site, int(number) if number.isdecimal() else 1, session)
    return site.skin["gone"] if path in (site.list.path, site.detail.path) else ""


def _post(site: Site, number: str) -> Post | None:
    """A post that stands on this site itself, not on the forbidden sister site."""
    found = site.post(number)
    return None if found and found.forbidden else found


def _file(site: Site, query: Mapping[str, str]) -> Answer:
    post = site.post(query.get(site.file.id, "")) if site.file else None
    if post is None or not post.file:
        return _html(site, site.skin["gone"])
    name = f'attachment; filename="{quote(post.file)}"'
    headers = (("Content-Type", "application/octet-stream"), ("Content-Disposition", name))
    return Answer(200, hwpx.build(post.file_body), headers)


def _html(site: Site, text: str) -> Answer:
    return Answer(200, text.encode(site.charset), (("Content-Type", site.content_type),))


def _text(text: str, content_type: str, status: int = 200) -> Answer:
    return Answer(status, text.encode(), (("Content-Type", content_type),))
