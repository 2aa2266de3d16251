"""The only place that reads data/sample: sites, their posts and the parts of their skins."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

ROOT = files("data").joinpath("sample")


@dataclass(frozen=True, slots=True)
class Post:
    """One release or article. `body` is plain: paragraphs apart by empty lines, `|a|b|` lines are a table.

    `file` names an attachment that holds `file_body`; `same_as` ('site/id') repeats that post's body word for word.
    A `forbidden` post is listed under `href`, where robots.txt forbids it; a `gone` one only alerts."""

    id: str
    date: str
    title: str
    department: str
    time: str = "09:00:00"
    body: str = ""
    file: str = ""
    file_body: str = ""
    href: str = ""
    same_as: str = ""
    forbidden: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the site: its path, the parameters it needs, and the names of those that it reads."""

    path: str
    need: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    page: str = ""
    content_type: str = ""

    def serves(self, path: str, query: Mapping[str, str]) -> bool:
        """Whether a request with this path and these parameters is for this route."""
        return path == self.path and all(query.get(name) == value for name, value in self.need.items())


@dataclass(frozen=True, slots=True)
class Site:
    """One site of the demo: how it answers (site.toml), what it says (posts.toml), how it looks (skin.html)."""

    key: str
    name: str
    style: str
    content_type: str
    page_size: int
    href: str
    list: Route
    detail: Route
    posts: tuple[Post, ...]
    skin: Mapping[str, str]
    charset: str = "utf-8"
    robots: str = ""
    forward: Route | None = None
    feed: Route | None = None
    file: Route | None = None

    def post(self, post_id: str) -> Post | None:
        """The post with this number, a gone one too."""
        return next((p for p in self.posts if p.id == post_id), None)


@cache
def load() -> Mapping[str, Site]:
    """All sites by key, newest posts first, repeated bodies filled in."""
    sites = {folder.name: _site(folder) for folder in sorted(ROOT.iterdir(), key=lambda f: f.name) if _is_site(folder)}
    bodies = {f"{key}/{post.id}": post.body for key, site in sites.items() for post in site.posts}
    return {key: replace(site, posts=tuple(_filled(p, bodies) for p in site.posts)) for key, site in sites.items()}


def _is_site(folder: Traversable) -> bool:
    return folder.is_dir() and folder.joinpath("site.toml").is_file()


def _filled(post: Post, bodies: Mapping[str, str]) -> Post:
    return replace(post, body=bodies[post.same_as]) if post.same_as else post


def _site(folder: Traversable) -> Site:
    told = _toml(folder.joinpath("site.toml"))
    gone = [Post(**row, gone=True) for row in told.pop("gone", [])]
    posts = [Post(**row) for row in _toml(folder.joinpath("posts.toml"))["posts"]] + gone
    told |= {name: Route(**told[name]) for name in ("list", "detail", "forward", "feed", "file") if name in told}
    return Site(
        key=folder.name,
        posts=tuple(sorted(posts, key=lambda p: (p.date, p.time, p.id), reverse=True)),
        skin=_parts(folder.joinpath("skin.html").read_text(encoding="utf-8")),
        **told,
    )


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _parts(skin: str) -> Mapping[str, str]:
    """The skin's parts by name; a part begins with the line `<!--#name-->`."""
    pieces = re.split(r"^<!--#(\w+)-->\n", skin, flags=re.M)
    return {name: text.rstrip("\n") for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
