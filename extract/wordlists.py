"""The only place that reads the small word lists of counts and times (data/countwords.tsv, data/timelists.tsv)."""

import re
from functools import cache
from importlib.resources import files

from extract.errors import LexiconError


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of one list of data/<table>.tsv (rows of list, word). Raises LexiconError for an unknown list."""
    rows = (files("data") / f"{table}.tsv").read_text("utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    found = frozenset(word for list_name, word in pairs if list_name == name)
    if not found:
        raise LexiconError(f"data/{table}.tsv: no list {name!r}")
    return found


def alternation(table: str, name: str) -> str:
    """The list as a regex alternation, longest first."""
    return "|".join(re.escape(w) for w in sorted(words(table, name), key=lambda w: (-len(w), w)))
