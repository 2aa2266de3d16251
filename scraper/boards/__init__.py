"""The board families: one file each, named after its id. The folder is the registry."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache

from scraper.boards.base import Board, Layout


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


def layouts_for(url: str) -> tuple[tuple[str, Layout], ...]:
    """(family, layout) of a detail page's address, most specific first; () where no family knows its shape."""
    return tuple((board.name, layout) for board in families().values() if board.number(url) for layout in board.layouts)
