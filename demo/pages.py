"""The only place that fills the skins: list pages, post pages, feeds of the demo's sites."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from html import escape
from string import Template

from demo import markup
from demo.content import Post, Site

_NEW = 2  # so many of the newest posts carry a 'new' badge
_CUT = 24  # characters of a title that a list shows before it cuts


def list_page(site: Site, page: int, session: str) -> str:
    """The list's n-th page (from 1); without rows where there is no such page."""
    first = (page - 1) * site.page_size
    shown = site.posts[first : first + site.page_size]
    pages = -(-len(site.posts) // site.page_size)
    around = {"page": str(page), "pages": str(pages), "total": str(len(site.posts)), "session": session}
    rows = "\n".join(_row(site, post, first + i, around) for i, post in enumerate(shown))
    pager = " ".join(_fill(site, "pager", around | {"n": str(n)}) for n in range(1, pages + 1))
    content = _fill(site, "list", around | {"rows": rows, "pager": pager})
    return _fill(site, "frame", {"content": content, "head": "", "meta": ""})


def post_page(site: Site, post: Post, base: str) -> str:
    """The post's own page; where it is gone, the alert that the software answers instead (the soft 404)."""
    if post.gone:
        return site.skin["gone"]
    words = _words(site, post) | _neighbours(site, post) | {"base": base}
    files = _fill(site, "file", words) if post.file else ""
    content = _fill(site, "detail", words | {"files": files})
    meta = _fill(site, "meta", words) if "meta" in site.skin else ""
    return _fill(site, "frame", {"content": content, "head": f"{words['title']} - ", "meta": meta})


def forward_page(site: Site, post: Post) -> str:
    """The page between list and post, which only forwards by script."""
    return _fill(site, "forward", {"id": post.id})


def feed(site: Site, base: str) -> str:
    """RSS 2.0 as small papers serve it: cut descriptions, dates in Korean time that do not say so."""
    items = "".join(
        f"<item><title><![CDATA[{post.title}]]></title><link>{base}{Template(site.href).substitute(id=post.id)}</link>"
        f"<description><![CDATA[{' '.join(post.body.split())[:150]}...]]></description>"
        f"<author>{escape(post.department)}</author><pubDate>{post.date} {post.time}</pubDate></item>\n"
        for post in site.posts
    )
    channel = f"<title>{escape(site.name)} - 전체기사</title><link>{base}</link><language>ko</language>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{channel}\n{items}</channel></rss>\n'


def _fill(site: Site, part: str, words: Mapping[str, str]) -> str:
    return Template(site.skin[part]).substitute(words)


def _row(site: Site, post: Post, place: int, around: Mapping[str, str]) -> str:
    href = post.href or Template(site.href).substitute(around, id=post.id)
    badge = site.skin["badge"] if place < _NEW else ""
    number = str(len(site.posts) - place)
    return _fill(
        site, "row", _words(site, post) | {"href": href, "href_html": escape(href), "badge": badge, "number": number}
    )


def _words(site: Site, post: Post) -> dict[str, str]:
    """What a skin may say of a post, escaped."""
    day = date.fromisoformat(post.date)
    return {
        "id": post.id,
        "title": escape(post.title),
        "cut": escape(post.title if len(post.title) <= _CUT else post.title[:_CUT] + "..."),
        "department": escape(post.department),
        "date": post.date,
        "dots": f"{day:%Y.%m.%d}",
        "slashes": f"{day:%Y/%m/%d}",
        "dashes": f"{day:%y-%m-%d}",
        "monthday": f"{day:%m.%d}",
        "time": post.time,
        "short_time": post.time[:5],
        "hits": str(int(sha256(post.id.encode()).hexdigest()[:3], 16)),
        "lead": markup.lead(post.body),
        "plain": markup.plain(post.body),
        "body": markup.html(post.body, site.style),
        "file": escape(post.file),
    }


def _neighbours(site: Site, post: Post) -> dict[str, str]:
    """Titles of the post before and after, as boards show them below the text."""
    at = site.posts.index(post)
    older = site.posts[at + 1] if at + 1 < len(site.posts) else None
    newer = site.posts[at - 1] if at else None
    return {
        "prev": escape(older.title) if older else "이전글이 없습니다.",
        "next": escape(newer.title) if newer else "다음글이 없습니다.",
    }
