"""An Article seen by the fields: sentences with roles, a normal form of equal length, tokens on demand."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from extract import morphology
from extract.morphology import Token
from scraper.records import Article

_SAME_LENGTH = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}  # full-width ASCII
    | dict.fromkeys(
        "\u2024\u0387\u2027\u318d\u30fb\u2022\u2219\u22c5\u1427\u119e\uff65\u00b8", "·"
    )  # the middle dots that Korean editors use
    | dict.fromkeys("‐‑‒–—―−─ー", "-")
    | dict.fromkeys("∼〜～˜", "~")
    | dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " ")
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟″〝〞", '"')
)


def normal(text: str) -> str:
    """Full-width forms, odd dots, dashes, spaces and quotes made plain. Same length: offsets stay true."""
    return text.translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`doc.text[start:end]`; `role` is its block's kind, `block` the block's index, `norm` its normal form."""

    index: int
    start: int
    end: int
    role: str
    block: int
    norm: str


@dataclass(slots=True)
class Document:
    """What every field reads. `norm` is the text in normal form, of the same length as `text`."""

    text: str
    norm: str
    published: date | None
    sentences: tuple[Sentence, ...]
    publisher: str = ""
    _tokens: dict[int, list[Token]] = field(default_factory=dict, repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    def tokens(self, sentence: Sentence) -> list[Token]:
        """Morphemes of the sentence with offsets into `text`, analysed once."""
        if sentence.index not in self._tokens:
            self._tokens[sentence.index] = morphology.tokenize(sentence.norm, sentence.start)
        return self._tokens[sentence.index]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the character at `offset`."""
        if not self._starts:
            self._starts.extend(s.start for s in self.sentences)
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]


# A sentence ends at 다./요. and the like, followed by space or a quote; numbers (3.1) and dates (10. 16.) end none.
_END = re.compile(r"(?<=[가-힣)\]\"'”’])[.?!](?=[\"'”’)\]]?\s|$)[\"'”’)\]]?|(?<=[다요])\.(?=[가-힣△▲□○])")


def _split(norm: str, start: int) -> list[tuple[int, int]]:
    """Sentence bounds inside one block, white space trimmed. A quotation stays in its sentence."""
    bounds, at = [], 0
    for hit in _END.finditer(norm):
        end = hit.end()
        if norm.count('"', at, end) % 2 and norm.find('"', end) != -1:
            continue
        bounds.append((at, end))
        at = end
    bounds.append((at, len(norm)))
    out = []
    for a, b in bounds:
        piece = norm[a:b]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            out.append((start + a + lead, start + a + len(piece.rstrip())))
    return out


def read(article: Article) -> Document:
    """The Article's text cut into sentences by its blocks (by lines where it has none)."""
    norm = normal(article.text)
    spans: list[tuple[str, int, int]] = [(b.kind, b.start, b.end) for b in article.blocks]
    if not spans:
        at = 0
        for line in norm.split("\n"):
            if line.strip():
                spans.append(("paragraph", at, at + len(line)))
            at += len(line) + 1
    sentences: list[Sentence] = []
    for block, (kind, start, end) in enumerate(spans):
        at = start
        for line in norm[start:end].split("\n"):
            sentences += [
                Sentence(len(sentences) + i, a, b, kind, block, norm[a:b]) for i, (a, b) in enumerate(_split(line, at))
            ]
            at += len(line) + 1
    return Document(article.text, norm, article.day, tuple(sentences), article.publisher or "")
