"""Named places in Korea that guests visit or meet at.

Mentions have field `site`; the value is the place as written, time words and modifiers in front cut off (a town's name
in front is left to whoever knows the host). `note` is `visit` (object of a visit verb), `venue` (…에서 열린), `line`
((장소) …), `schedule` (a timetable's cell) or `back` (센터 for a facility named before; the value is the full name).
Places abroad are none. Which claim a place belongs to is decided elsewhere. Rules: codebook, field `sites`.
"""

import re
from collections.abc import Callable, Iterator

from extract import backwords, placebounds, placecues, placelines, placelists, regions
from extract.document import Document, Sentence
from extract.placereading import Reading, mention
from extract.records import Mention


def find(doc: Document, wanted: Callable[[Sentence], bool] | None = None) -> list[Mention]:
    """Every place mention of the article body in text order; the headline is left to the body. Sentences that are not
    `wanted` are spared the morphology: their places may be missing."""
    found: list[Mention] = []
    told: list[Sentence] = []
    spared: list[Sentence] = []
    for sentence in doc.sentences:
        if sentence.role == "title":
            continue
        if spans := placelines.spans(sentence, _block(doc, sentence)):
            found += (mention(doc, *item, note) for a, b, note in spans for item in placelines.items(doc.norm, a, b))
        else:
            (told if wanted is None or wanted(sentence) else spared).append(sentence)
        found += _bracketed(doc, sentence)
    found += _read(doc, told)
    if spared and any(_alias(place) for place in found):  # whose other name may stand anywhere
        found += _read(doc, spared)
    found += _listed(doc, [*told, *spared], found)
    taken = [(m.start, m.end) for m in found]
    found += [m for m in backwords.find(doc) if not any(a <= m.start < b for a, b in taken)]
    return sorted(_distinct(found), key=lambda m: (m.start, -m.end))


def headline(doc: Document) -> list[Mention]:
    """Places that the headline or a subtitle says are visited ('… 대표단, 누리과학관 방문'), for a body without any."""
    found: list[Mention] = []
    for sentence in doc.sentences:
        if sentence.role in ("title", "subtitle") and placecues.promising(sentence.norm):
            found += [m for m in Reading(doc, sentence).places() if _CALLED.match(doc.norm, m.end)]
    return [*found, *(m for m in backwords.find(doc) if doc.sentence_at(m.start).role in ("title", "subtitle"))]


_CALLED = re.compile(r"[\"'」』]? (?:공식 |현장 |잇따라 )?(?:방문|견학|시찰|탐방)(?!단|객)")


def _read(doc: Document, sentences: list[Sentence]) -> list[Mention]:
    """Places that the grammar of sentences tells, where anything in them promises one. All are tokenised in one go:
    the analyser's tables push everything else out of the processor's caches."""
    promising = [sentence for sentence in sentences if placecues.promising(sentence.norm)]
    for sentence in promising:
        doc.tokens(sentence)
    return [place for sentence in promising for place in Reading(doc, sentence).places()]


def _listed(doc: Document, sentences: list[Sentence], found: list[Mention]) -> list[Mention]:
    """Places of a programme told in one sentence and of '등 이름난 관광지', where the grammar has not found them."""
    out: list[Mention] = []
    for sentence in sentences:
        for start, end in placelists.spans(sentence):
            if regions.foreign(doc.norm[start:end].strip(), sentence.norm):
                continue
            for a, b in placelists.items(doc.norm, start, end):
                if not any(m.start < b and a < m.end for m in (*found, *out)):
                    out.append(mention(doc, a, b, "visit"))
    return out


def _bracketed(doc: Document, sentence: Sentence) -> Iterator[Mention]:
    """Places that stand in brackets behind their time; those abroad are none."""
    for start, end in placelines.bracketed(sentence):
        if not regions.foreign(doc.norm[start:end], sentence.norm):
            yield from (mention(doc, *item, "schedule") for item in placelines.items(doc.norm, start, end))


def _block(doc: Document, sentence: Sentence) -> str:
    """The text of the sentence's whole block, where that is a table."""
    if sentence.role != "table":
        return sentence.norm
    return "\n".join(s.norm for s in doc.sentences if s.block == sentence.block)


def _alias(place: Mention) -> re.Match[str] | None:
    """The Y of 'X(Y)'."""
    return re.search(r"\(([^()]+)\)$", str(place.value))


def _distinct(found: list[Mention]) -> Iterator[Mention]:
    """Leaves out 'X(Y)' where another mention names the same place by Y: 경제청(N타워) beside 누리 N타워."""
    names = [placebounds.bare(str(m.value)) for m in found]
    for place in found:
        alias = _alias(place)
        if not (alias and any(n == alias[1] or n.endswith(" " + alias[1]) for n in names)):
            yield place
