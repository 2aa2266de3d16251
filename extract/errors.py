"""The errors of the extract room.

ExtractError
└── LexiconError    a data file is missing, malformed or ambiguous: file, line and what was expected
"""


class ExtractError(Exception):
    """Base of everything that this room raises on purpose."""


class LexiconError(ExtractError):
    """A data file is missing, malformed or ambiguous: file, line and what was expected."""
