"""Boards that no family describes: posts by the source's own `detail` address, else by form (scraper/repeats.py)."""

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from scraper import repeats
from scraper.boards.base import Board, Paging
from scraper.records import ListItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Generic(Board):
    """A board without a shape of its own, read by form where its source does not name the address of a post."""

    def read(self, tree: LexborHTMLParser, url: str, fields: Mapping[str, str]) -> list[ListItem]:
        """The rows of a parsed list page."""
        return Board.read(self, tree, url, fields) if self.posts else repeats.read(tree, url, self.cells)


BOARD = Generic(lists=(), posts=(), paging=Paging("page"))
