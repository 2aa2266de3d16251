"""The only place that knows the terminal: colours, widths, the look of tables. Results go through it, by rich."""

from typing import IO, Literal

from rich import box
from rich.console import Console
from rich.table import Table

_PIPED_WIDTH = 200  # columns: no line of a table is broken for a reader that is a program

Look = Literal["line", "number", "text"]
"""How a column behaves: one line, one line to the right, or wrapped."""


def console(file: IO[str] | None = None) -> Console:
    """A console on stdout (or `file`). Colours and the terminal's width only where it is one; NO_COLOR is obeyed.

    Text is printed as it is: nothing in an article is taken for rich's markup."""
    made = Console(file=file, markup=False, highlight=False, emoji=False)
    if made.is_terminal:
        return made
    return Console(file=file, markup=False, highlight=False, emoji=False, width=_PIPED_WIDTH, color_system=None)


def table(*columns: tuple[str, Look]) -> Table:
    """An empty table with these headings."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold", pad_edge=False)
    for heading, look in columns:
        made.add_column(
            heading,
            justify="right" if look == "number" else "left",
            no_wrap=look != "text",
            overflow="fold",
        )
    return made
