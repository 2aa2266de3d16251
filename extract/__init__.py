"""An Article in, Claims out. `extract.extract(article)` is the door."""

from extract.claims import extract

__all__ = ["extract"]
