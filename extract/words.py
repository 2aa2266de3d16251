"""The only place that reads data/words.tsv: named word lists of the rules (one row a word: list, word)."""

import csv
from functools import cache
from importlib.resources import files

from extract.errors import LexiconError


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = files("data") / "words.tsv"
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line, row in enumerate(csv.reader(handle, delimiter="\t"), 1):
            if line == 1:
                continue
            if len(row) != 2 or not all(row):
                raise LexiconError(f"data/words.tsv:{line}: expected two columns (list, word), got {row!r}")
            found.setdefault(row[0], set()).add(row[1])
    return {name: frozenset(words) for name, words in found.items()}


def words(name: str) -> frozenset[str]:
    """The words of one list. Raises LexiconError for a list that the file does not hold."""
    try:
        return _lists()[name]
    except KeyError:
        raise LexiconError(f"data/words.tsv: no list {name!r}; it has {', '.join(sorted(_lists()))}") from None


def alternation(name: str) -> str:
    """The list as a regex alternation, longest first, so that 대학교 wins over 대학."""
    return "|".join(sorted(words(name), key=lambda w: (-len(w), w)))
