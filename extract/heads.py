"""The only place that makes a search for many words cheap: by the characters that a match can begin with.

`re` tries a list of words branch by branch at every character of a text; a class of first characters in front of the
list refuses nearly all of them at once. What is found stays the same: the class holds whatever a branch may begin with.
"""

import re

_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_EDGES = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\Z"})
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_OPENING = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")


def led(pattern: str) -> str:
    """The pattern behind a look at its first character; unchanged where that may be any."""
    first = _first(pattern)
    return f"(?={'|'.join(sorted(first))})(?:{pattern})" if first else pattern


def _first(pattern: str) -> set[str]:
    """The characters and classes that a match begins with (`re` makes one class of them); empty where none is told."""
    found = [_branch_first(branch) for branch in _branches(pattern)]
    return set().union(*found) if all(found) else set()


def _branch_first(branch: str) -> set[str]:
    """Of one alternative: its first atom, and those behind it as long as they may be left out."""
    out: set[str] = set()
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        atom = branch[at:end]
        if atom.startswith(_LOOKS) or atom in _EDGES:
            at = end
            continue
        first = _atom_first(atom)
        if not first:
            return set()
        out |= first
        quantifier = _QUANTIFIER.match(branch, end)
        if quantifier is None or not quantifier[0].startswith(("?", "*", "{0", "{,")):
            return out
        at = quantifier.end()
    return set()  # may match nothing


def _atom_first(atom: str) -> set[str]:
    if atom[0] == "[":
        return set() if atom[1] == "^" else {atom}
    if atom[0] == "(":
        opening = _OPENING.match(atom)
        return _first(atom[opening.end() : -1]) if opening else set()
    if atom[0] == "\\":
        return {atom} if atom[1] in "dsw" or not atom[1].isalnum() else set()
    return set() if atom == "." else {re.escape(atom)}


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, its groups left whole."""
    cuts, at = [-1], 0
    while at < len(pattern):
        if pattern[at] == "|":
            cuts.append(at)
        at = _atom_end(pattern, at)
    return [pattern[a + 1 : b] for a, b in zip(cuts, [*cuts[1:], len(pattern)], strict=True)]


def _atom_end(pattern: str, at: int) -> int:
    """Where the character, class or group that begins at `at` ends."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] not in "[(":
        return at + 1
    if pattern[at] == "(":
        end = at + 1
        while pattern[end] != ")":
            end = _atom_end(pattern, end)
        return end + 1
    end = at + 1 + (pattern[at + 1] == "^")
    while pattern[end] != "]" or (pattern[end - 1] in "[^" and end <= at + 2):
        end += 1 + (pattern[end] == "\\")
    return end + 1
