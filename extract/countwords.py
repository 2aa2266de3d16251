"""The only place that reads data/countwords.tsv: the word lists of counts (one row a word: list, word)."""

import re
from functools import cache
from importlib.resources import files

from extract.errors import LexiconError


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list. Raises LexiconError for a list that the file does not hold."""
    rows = (files("data") / "countwords.tsv").read_text("utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    found = frozenset(word for list_name, word in pairs if list_name == name)
    if not found:
        raise LexiconError(f"data/countwords.tsv: no list {name!r}")
    return found


def alternation(name: str) -> str:
    """The list as a regex alternation, longest first."""
    return "|".join(re.escape(w) for w in sorted(words(name), key=lambda w: (-len(w), w)))
