"""The only place that reads data/words.tsv: named word lists of the rules (one row a word: list, word)."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

from extract.errors import LexiconError


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = files("data") / "words.tsv"
    found: dict[str, set[str]] = {}
    lines = path.read_text("utf-8").splitlines()
    for line, row in enumerate(csv.reader(lines, delimiter="\t"), 1):
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


@cache
def alternation(name: str) -> str:
    """The list as a regex that takes the longest word first (대학교 before 대학), factored by common beginnings and,
    where many are left, in groups by the range of their first characters: `re` tries a plain alternation word by word,
    which costs a hundred times more for a list of hundreds."""
    root: dict[str, Any] = {}
    for word in words(name):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _factored(root)


_GROUP = 24  # branches that are tried one by one


def _factored(node: dict[str, Any]) -> str:
    heads = sorted(char for char in node if char)
    branches = [re.escape(char) + _factored(node[char]) for char in heads]
    if not branches:
        return ""
    if len(branches) > 1.5 * _GROUP:
        groups = [slice(at, at + _GROUP) for at in range(0, len(heads), _GROUP)]
        ranges = [f"[{re.escape(heads[group][0])}-{re.escape(heads[group][-1])}]" for group in groups]
        branches = [f"(?={run})(?:{'|'.join(branches[group])})" for run, group in zip(ranges, groups, strict=True)]
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body
