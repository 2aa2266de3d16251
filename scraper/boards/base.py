"""What a board family is: how its list pages are asked for and read, and where its detail pages keep their parts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors of a detail page. Each tuple is one layout's alternatives by skin, first match wins.

    `drop` is removed inside the body. `until` dates a layout that the software has left behind, so that an
    archive can be read again."""

    body: tuple[str, ...]
    drop: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request for a list or detail page. `data` makes it a POST form."""

    url: str
    data: tuple[tuple[str, str], ...] | None = None
