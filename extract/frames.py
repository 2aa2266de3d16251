"""Clauses read as frames: which guests, coming or going, how many, when. Here fields first meet.

A Frame is what one clause says of one group of guests: its chains of names (extract/roles.py), counts, days, acts.
Nothing here decides which frames are one claim.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from extract import footnotes, parties
from extract.clauses import Fields, Frame, number
from extract.counterparts import partners_of, promoted
from extract.document import Document, Sentence
from extract.fields import countries, counts, dates, guests, hosts, visits
from extract.footnotes import Meant
from extract.journeys import outbound
from extract.records import Mention
from extract.roles import chains_of, footnoted

_CLAUSE = re.compile(
    r"(?:[았었했갔왔렸됐쳤봤켰졌났였]|하|되|받|열|맺|[가-힣]{2})고,? (?!있[는던다었습으])|(?:했|하였"
    r"|[았었였됐갔왔])으며,? |"
    r"[가-힣]며,? |[가-힣]{1}데 이어 |명(?:이|은|을), |까지, (?=[가-힣 ]{2,18} ?[\d,]+여? ?명)|"
    r"(?:대통령|총리|장관|[가-힣]단|일행|[시도지]장|[지사]사|의원)(?:이|은|을), (?=\d{1,2}[월일]|지난|이달|다음|"
    r"오는)|명(?:이|은|을)?, (?=(?!\d{4}년 ?[\d,]+ ?명)\d|[가-힣]{0,6}\d+[월일]|오는|지난|이달|다음|같은)|"
    r"(?<=\d일)에, ?(?=[^.,\n]{2,30}?\d여? ?명[이은도])|명\)(?:이|은)?, ?(?=(?:\d{1,2}월 ?)?\d{1,2}일(?:에는|엔"
    r"|에도) )|(?<=일간), ?(?=[^.,\n]{2,40}?\d여? ?명[이은도])|(?:에|[가-힣] 데) 이어,? "
    r"|[을를], ?(?=(?:\d{1,2}월 ?)?\d{1,2}일(?:에는|엔)? )"
    r"|(?P<among>[을를] (?:포함해|포함하여|비롯해)),? "
)
# rule 2: '지난 19일 방문한 베트남 대표단을 포함해 올해 17개국 205명이': an item with its own date
_DATED_ITEM = re.compile(r"(?:\d일|이날)[^.\n]{0,20}?(?:방문|다녀|찾|왔|온)[가-힣]{0,2}[한간은온] [^.,\n]{2,40}$")
_TOLD = re.compile(
    r"\d+여?개 ?국[^.\"]{0,30}?\d[\d,천만여백]*여? ?명[^.\"]{0,20}?(?:참가했|방문[했해]|찾[았아]|다녀갔|참석했|왔)"
    r"|(?:지난해|작년|지난달|지난 \d+월|올해 \d+월"
    r"|지난 \d+일)[^.\"]{0,50}?\d[\d,천만여백]*여? ?명[이은도] [^.\"]{0,20}?(?:방문[했해]|찾[았아]|다녀[갔가])"
)
# '52명이 참석했으며 300여 명은 온라인으로 함께했다': some came, others watched.
SOME_CAME = re.compile(
    r"(?:참석|참가|방문|함께)[가-힣]{1,3}[고며],? ?[^.\n]{0,30}?(?:명[은이]|나머지는|일부는) [^.\n]{0,12}"
    r"(?:온라인|화상|비대면|영상)"
)
# '애초 온라인 상담으로 하려 했으나 … 초청하는 방식으로 바꿨다', '온라인 연수에 참여했던 18명을': they meet.
_MET_AFTER_ALL = re.compile(
    r"(?:당초|애초|원래)[^.\n]{0,30}(?:온라인|비대면|화상)(?! ?[가-힣]{0,6} ?(?:으로|로) (?:전환|변경"
    r"|바))[^.\n]{0,80}(?:바[꿨꾸꿔]|전환|변경|대면)"
    r"|(?:온라인|비대면|화상) ?(?:연수|교육|과정|회의|강의|수업)(?:에|를|을|에서) (?:참여|수료|이수|참가"
    r"|마[쳤친치])[가-힣]{0,2}[던한친] "
)
_SPEECH = re.compile(r'"[^"\n]{14,}"')


def masked(norm: str) -> str:
    """The text with long speech in double quotes blanked; same length."""
    return _SPEECH.sub(_blank, norm)


def _blank(hit: re.Match[str]) -> str:
    """Speech goes, but for speech that itself tells of counted guests: '지난해에는 9개국 22명이 참가했는데'."""
    text = hit.group()
    return text if _TOLD.search(text) else '"' + " " * (len(text) - 2) + '"'


def gather(doc: Document) -> Fields:
    """Runs every field but sites over the document; days and towns when they are asked for."""
    found = named(doc)
    found.add(visits.find(doc))
    return found


def named(doc: Document) -> Fields:
    """The fields that tell who could come and how many: all but acts, events and spoilers."""
    found = Fields({}, {"city": partial(hosts.find, doc), "date": partial(dates.find, doc)})
    for finder in (countries, counts, guests):
        found.add(finder.find(doc))
    return found


def _clauses(mask: str, sentence: Sentence, found: Fields) -> Iterator[tuple[int, int]]:
    """Cuts the sentence where both sides have guests of their own (a name, or a size with a day)."""
    start = sentence.start
    told = sum(len(found.inside(name, start, sentence.end)) for name in ("country", "generic", "people"))
    for hit in _CLAUSE.finditer(mask, sentence.start, sentence.end) if told > 1 else ():
        if _inside_name(found, hit.start()) or (hit["among"] and not _DATED_ITEM.search(mask, start, hit.start())):
            continue
        if _own(found, start, hit.end()) and _own(found, hit.end(), sentence.end):
            yield start, hit.end()
            start = hit.end()
    yield start, sentence.end


def _inside_name(found: Fields, at: int) -> bool:
    """Whether a name abroad runs over `at`: '트리니다드토바|고, 벨리즈' is no verb in -고."""
    return any(m.end > at + 1 for m in found.inside("country", max(0, at - 14), at + 1))


def _own(found: Fields, start: int, end: int) -> bool:
    named = [m for m in found.inside("country", start, end) if m.note not in ("thing", "facility")]
    return bool(named or found.inside("generic", start, end)) or bool(
        found.inside("people", start, end) and found.inside("date", start, end)
    )


def frames(doc: Document, found: Fields) -> list[Frame]:
    """Every clause of the article as a frame, in text order; clauses that say nothing of guests are left out."""
    return completed(doc, found, outline(doc, found))


def completed(doc: Document, found: Fields, told: list[Frame]) -> list[Frame]:
    """The frames of an outline with their days and towns."""
    mask = masked(doc.norm)
    for frame in told:
        days = _visible(mask, found.inside("date", frame.start, frame.end))
        frame.dates = [m for m in days if not _REPORTED.match(mask, m.end)]
        frame.cities = _visible(mask, found.inside("city", frame.start, frame.end))
    for frame in told:
        if frame.beside and frame.beside[0] is frame:
            parties.share(frame.beside)
    return told


def outline(doc: Document, found: Fields, sentences: Sequence[Sentence] | None = None) -> list[Frame]:
    """The frames of an article, or of those sentences, without days and towns: enough to see whether anybody comes."""
    mask = masked(doc.norm)
    meant, spent = footnotes.find(doc, found.mentions.get("country", []))
    out: list[Frame] = []
    for sentence in doc.sentences if sentences is None else sentences:
        if sentence.index in spent:
            continue
        own = [m for m in meant if sentence.start <= m.start < sentence.end]
        told: list[Frame] = []
        for start, end in _clauses(mask, sentence, found):
            bounds = [start, *parties.cuts(mask, sentence, found, start, end), end]
            pieces = [_frame(mask, sentence, piece, found, own) for piece in pairwise(bounds)]
            if len(pieces) > 1:
                parties.join(pieces)
            told += pieces
        for frame, following in zip(told[-2::-1], told[:0:-1], strict=True):
            if not frame.acts:  # '5월에는 … 12명이, 6월에는 … 9명이 과정을 마쳤다': one predicate for both
                frame.acts = following.acts
                _counted(mask, frame)
        out += told
    return out


_SHOWS = re.compile(r"(?:의|에 걸쳐|씩)? ?(?:[가-힣]{2,4} )?(?:공연|경기|상담|무대|강의|강연|시연|연주)")  # not visits


def _counted(mask: str, frame: Frame) -> None:
    """'2021년 9월 통가 12명, 10월 부탄 14명이 찾았다': a number alone makes the people of a land guests."""
    for chain in frame.chains:
        if chain.role == "talk" and any(0 <= p.start - chain.end <= 1 for p in frame.people):
            chain.role = "guest"


def _visible(mask: str, mentions: list[Mention]) -> list[Mention]:
    """Mentions outside masked speech."""
    return mentions and [m for m in mentions if mask[m.start : m.end].strip()]


def _frame(mask: str, sentence: Sentence, bounds: tuple[int, int], found: Fields, meant: list[Meant]) -> Frame:
    start, end = bounds
    told = found.told(start, end)
    names = [m for name in ("country", "group", "organization") for m in told.get(name, ())]
    names.sort(key=lambda m: (m.start, -m.end))
    frame = Frame(sentence, start, end, chains_of(mask, names, end))
    frame.chains += [footnoted(mask, m, end) for m in meant if start <= m.start < end]

    def pick(name: str) -> list[Mention]:
        return _visible(mask, told.get(name, []))

    frame.generic = next(iter(pick("generic")), None)
    frame.anaphor = next(iter(pick("anaphor")), None)
    frame.people, frame.country_counts = pick("people"), pick("countries_n")
    frame.times = [m for m in pick("times") if not _SHOWS.match(mask, m.end)]
    if meant and not frame.country_counts:
        frame.country_counts = _counted_in_notes(found, meant)
    frame.bare, frame.acts, frame.events = pick("bare"), pick("act"), pick("event")
    frame.persons = pick("person")
    frame.spoilers = {m.note for m in pick("spoiler")}
    if "online" in frame.spoilers and (SOME_CAME.search(mask, start, end) or _MET_AFTER_ALL.search(mask, start, end)):
        frame.spoilers -= {"online", "cancelled"}
    frame.outbound = outbound(mask, frame, found)
    for chain in frame.chains:
        if chain.role == "talk" and not frame.outbound and promoted(mask, frame, chain):
            chain.role = "guest"
    if not frame.outbound and (partners := partners_of(mask, frame, found)):
        frame.bilateral = True
        for chain in partners:
            chain.role = "guest"
    return frame


def _counted_in_notes(found: Fields, meant: list[Meant]) -> list[Mention]:
    """'외교단*' and '* 모로코 대사, …, 이집트 대사 (총 14개국)': the number of just the countries that a note lists."""
    people = [one for one in meant if one.person]
    codes = {m.value for one in people for m in one.names if m.note != "thing"}
    counts = [c for one in people for c in found.inside("countries_n", *one.note)]
    return [c for c in counts if number(c) == len(codes)][:1]


# '14일 내놓은 통계', '9일 이같이 밝히고': the day of the report, not of the visit.
_REPORTED = re.compile(
    r"(?:자)? ?(?:이같이 |이 같은 [가-힣]+ |이와 같이 )?(?:밝(?:[혔히힌]|혀졌)|전했|발표|내놓|설명했|공개했|배포|"
    r"보도자료|접수하고|접수했|브리핑)"
)
