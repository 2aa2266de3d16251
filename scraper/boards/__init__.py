"""The board families: one file each, named after its id. The folder is the registry."""

import importlib
import pkgutil
import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from scraper import sources, urls
from scraper.boards.base import Board, Cells, Layout, Paging, Post, Script


@cache
def families() -> dict[str, Board]:
    """All families by name. A file of this folder that has a BOARD is one."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        board = getattr(importlib.import_module(f"{__name__}.{module.name}"), "BOARD", None)
        if board is not None:
            found[module.name] = replace(board, name=module.name)
    return found


def family_of(url: str) -> Board | None:
    """The family that a list or detail address looks like, or None."""
    return next((board for board in families().values() if board.matches(url)), None)


def board_of(source: sources.Source) -> Board:
    """The source's family with what the source overrides."""
    board = families()[source.family]
    own = source.overrides
    if source.detail:
        names, listed = urls.parameters(source.detail), urls.parameters(source.list)
        same = tuple(name for name, value in names.items() if listed.get(name) == value)
        board = replace(board, posts=(_post(source.detail),), keep=(*names, *source.keep), same=same)
    if source.script:
        board = replace(board, scripts=(_script(source.script, source.detail),))
    if source.page:
        board = replace(board, paging=Paging(source.page))
    if own.row_title or own.row_date or own.row_department:
        cells = Cells(title=own.row_title, date=own.row_date, department=own.row_department)
        board = replace(board, cells=cells)
    return replace(board, layouts=(*(layout for _, layout in own_layouts(source)), *board.layouts))


def board_for(url: str) -> Board | None:
    """The board that a list or detail address belongs to: a source's, else the family whose shape it has."""
    source = sources.source_of(url)
    if source is not None and source.kind == "board":
        board = board_of(source)
        # A host has other boards than the one its source names: the source speaks for the addresses that it describes.
        if board.number(url) or board.is_list(url) or _is_own_list(url, source.list):
            return board
    return family_of(url)


def _is_own_list(url: str, address: str) -> bool:
    """Is this a page of the list at `address`: the same but for further parameters such as the page's number?"""
    names = urls.parameters(address)
    return urls.canonical(url, names) == urls.canonical(address, names)


def canonical(url: str) -> str:
    """A post's address in the one form that its list, its feed and other pages' links agree on."""
    board = board_for(url)
    return urls.canonical(url, board.keep if board is not None and board.number(url) else None)


def layouts_for(url: str) -> tuple[tuple[str, Layout], ...]:
    """(name, layout) of a detail page's address, most specific first; () where nothing is known of it.

    A source that overrides selectors for this host comes first, under its own id; then its family, and every other
    family whose posts have such addresses."""
    source = sources.source_of(url)
    own = own_layouts(source)
    known = source.family if source is not None and source.kind == "board" and board_of(source).number(url) else ""
    shaped = [board for board in families().values() if board.name == known or board.number(url)]
    shaped.sort(key=lambda board: board.name != known)
    return (*own, *((board.name, layout) for board in shaped for layout in board.layouts))


def own_layouts(source: sources.Source | None) -> tuple[tuple[str, Layout], ...]:
    """(id, layout) of what a source itself says of its detail pages; () where it says nothing."""
    if source is None:
        return ()
    own = source.overrides
    detail = Layout(own.body, own.drop, own.title, own.published, own.department, own.attachments)
    return () if detail == Layout(()) else ((source.id, detail),)


def _post(template: str) -> Post:
    """The shape of a post's address from the source's template."""
    parts = urlsplit(template)
    number = next((name for name, value in urls.parameters(template).items() if value == "{id}"), "")
    path = re.escape(parts.path).replace(r"\{id\}", r"(?P<id>[\w-]*\d[\w-]*)")
    return Post(rf"{path}$", number)


def _script(function: str, template: str) -> Script:
    """A call whose first argument with a digit is the post's number."""
    arguments = r"""\s*\(\s*(?:['"]?[^'",()\d]*['"]?\s*,\s*)*['"]?(?P<id>[\w-]*\d[\w-]*)"""
    return Script(rf"\b{re.escape(function)}{arguments}", template)
