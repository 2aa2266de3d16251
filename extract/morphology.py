"""The only file that knows kiwipiepy: one cached analyser a process, tokens with absolute offsets."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from kiwipiepy import Kiwi


@dataclass(frozen=True, slots=True)
class Token:
    """A morpheme at `text[start:end]`. `form` may be bare jamo and tokens may overlap (contractions):
    slice the text, never join forms. `tag` is Kiwi's (Sejong) part of speech without its -R/-I suffix."""

    form: str
    tag: str
    start: int
    end: int


@cache
def analyser() -> Kiwi:
    """Kiwi's default model, loaded on first use (about 2 s and 500 MB)."""
    return Kiwi(num_workers=1)


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Tokens of `text`, their offsets raised by `offset`. Spans count characters of the string given."""
    return [
        Token(t.form, t.tag.split("-")[0], offset + t.start, offset + t.start + t.len)
        for t in analyser().tokenize(text)
    ]


def analyser_version() -> str:
    """Stamp for stored rows: package and model versions."""
    return f"kiwipiepy {version('kiwipiepy')}, model {version('kiwipiepy_model')}"
