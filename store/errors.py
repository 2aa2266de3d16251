"""The errors of the store room.

StoreError
├── Missing       there is no database at the path, and none was to be made
├── Unwritable    the file or its folder cannot be written, or the disk is full
├── NotOurs       not an SQLite file, a damaged one, or the database of another program
├── NewerSchema   made by a newer bangmun than this one
├── Busy          another crawl holds the database
└── Rejected      a row that the schema or the evidence rule refuses; nothing of its transaction is kept
"""


class StoreError(Exception):
    """Base of everything that this room raises on purpose; the message is one line and names the file."""


class Missing(StoreError):
    """There is no database at the path, and none was to be made."""


class Unwritable(StoreError):
    """The file or its folder cannot be written, or the disk is full."""


class NotOurs(StoreError):
    """Not an SQLite file, a damaged one, or the database of another program."""


class NewerSchema(StoreError):
    """Made by a newer bangmun than this one."""


class Busy(StoreError):
    """Another crawl holds the database."""


class Rejected(StoreError):
    """A row that the schema or the evidence rule refuses; nothing of its transaction is kept."""
