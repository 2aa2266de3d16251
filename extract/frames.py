"""Clauses read as frames: which guests, coming or going, how many, when. Here fields first meet.

A Chain is a run of country, group and organization mentions ('인도네시아, 필리핀 등 아세안 10개국') with one role
in its clause. A Frame is what one clause says of one group of guests. Nothing here decides which frames are one claim.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.document import Document, Sentence
from extract.fields import countries, counts, dates, guests, hosts, visits
from extract.records import Count, DateSpan, Mention
from extract.words import alternation

# What may stand between two names of one chain: a suffix, one unknown name, a size, a bracket, a joiner.
_LINK = re.compile(
    r"^(?:특별시|직할시|광역시|시|주|성|현|구|군|도|부|州|道|都|省|市|정부|의)?(?:\([^()]{0,30}\))?"
    r"(?: ?[가-힣A-Za-z]{1,12})?(?: [가-힣A-Za-z]{1,8}){0,2}?(?:\([^()]{0,40}\))?"
    r"(?: ?(?:각 ?)?[\d,]+(?:여|천|백)? ?(?:명|개국|곳|인)?)?"
    r" ?(?:[,·/∙▲△-]|와|과|및|그리고|또는|랑|이랑|등과|등,|\))? ?(?:등 ?)?\(?$"
)
_PARTICLE = re.compile(r"(?:[은는을를]|에서|에게|까지|부터|에|했다|하고|하며|해|위해|통해|대해|따르면)[,.]?$")
# Words with a particle that do not end the phrase: '10개국에서 재난안전 업무를 맡은 공무원'.
_PASSES = re.compile(
    r"(?:개국|국가|나라|지역|도시)에서$|(?:업무|분야|정책|행정|안전|교육|관리)[을를]$"
    r"|(?:맡|담당하|이끄|속하|속한|종사하|근무하|꾸려진|구성된|방문한|참가한|참여한|초청한|초청된|모인|"
    r"대표하|포함한|비롯한|찾은|담당한)(?:는|은)?$"
)
_GO_TO = re.compile(r" (?:[가-힣\d~.]+ ){0,3}?(?:방문|찾|순방|다녀|둘러|시찰|돌며|거쳐|답방|공식)")
_DEST_TOWARD = re.compile(
    r"^[가-힣]{0,4}?(?:에|로|으로|에다) (?:[^ .]+ ){0,4}?(?:떠[나났난날]|보[내냈낸낼]|파견|출국|건너가|"
    r"향(?:했|한|하)|날아|답방|출장|진출|수출|이동해|갔|간 |가서|방송|방영|내보|특허|심|전하)"
)
_ABROAD = re.compile(
    r"^[가-힣]{0,10}?(?: [가-힣A-Za-z]{1,12}){0,2}?(?:\([^()]{1,30}\))?에서(?: [^ .,]+){0,2} ?(?:열리|열린|"
    r"열렸|열릴|개최|진행된|진행하|펼쳐|치러|귀국|출국|열고|열어|개막|가진|가졌|체결|만나|면담|출발|주재|"
    r"연설|실시|운영)"
)
# '덴마크에서는 …', '중국 내 사적지에서': told as a place, unless somebody comes from there.
_THERE = re.compile(r"^(?:특별시|시|주|성|현|구|군|도|부)?(?: ?현지)?(?:에서(?:는|도)?| 내(?:에서)?) ")
# '두바이 식품박람회에는', '베트남 국제회의에서': an occasion named by the place it is held at.
_EVENT_THERE = re.compile(
    r"^(?:시|주|성|현)?(?: [가-힣A-Za-z·]{1,10}){0,2} ?[가-힣]{0,10}(?:박람회|전시회|엑스포|포럼|총회|회의|"
    r"대회|축제|페스티벌|전시장|영화제|비엔날레)(?:에|에서|를|을|의|가|에는|에서는)(?![가-힣])"
)
_NOMINAL_DEST = re.compile(
    r"^[가-힣]{0,4}? ?(?:공식 ?)?(?:방문(?!단|객|자)|순방|출장|진출|수출|길 |행 |연수(?!단|생|원)|원정|"
    r"투어|시장 ?개척|현지)"
)
_FROM = re.compile(
    r"^(?:특별시|시|주|성|현|구|군|도|부)?(?: ?[가-힣]{0,8})?에서 (?:온|방문한|찾아온|참가한|참석한|초청|"
    r"방한한|입국한|날아온|건너온|모인)"
)
_SUBJECT = re.compile(
    r"^(?:특별시|시|주|성|현|구|군|도|부|정부|측|시의회|대사관| 정부| 측|에서)?(?:은|는|이|가|도|에서는|"
    r"에서도|에서)(?= )"
)
_MARKET = re.compile(r"수출|방송|방영|송출|특허|판매|서비스되|보급|입점|내보[냈낸]|항로|노선|수입(?!니)|소개됐|언론")
_KOREAN_GUESTS = re.compile(
    r"(?:우리(?:나라|측)?|한국|국내|정부|[가-힣]{1,6}(?:시|군|구|도|시의회|도의회|군의회|구의회|시장|군수|"
    r"지사|교육청|교육감))(?:은|는|이|가|의)? ?(?:[가-힣]+ )?(?:대표단|방문단|사절단|시찰단|연수단|의원|"
    r"공무원|직원|일행)"
)
_SENT = re.compile(r"[을를] (?:[가-힣]+[로에] )?(?:보[내냈낸낼]|파견)")
_AWAY = re.compile(
    r"(?:현지|해외|외국|국외)(?:로|에|를|에서) (?:[^ ]+ ){0,3}?(?:보[내냈낸낼]|파견|방문|찾|떠|출장|진출)"
)
_ROSTER = re.compile(
    r"(?:참가|참여|방문|초청|참석|회원)? ?(?:국|나라|국가|국적|출신)(?:은|는|별로는|별로|별 ?[:：(]?|[:：])"
    r"(?: [가-힣]+[에이] (?:[가-힣]+ )?(?:높은|많은|온))? ?$"
)
_MUTUAL = re.compile(r"(?:상호|교차|서로|번갈아) ?(?:간 ?)?(?:의 ?)?(?:[가-힣]+ ){0,2}?(?:방문|파견|오가)")
# '인공지능데이터청(SDAIA)과 월드뱅크 측이', '오사카 지방의회가': a body that comes as the clause's subject.
_BODY = re.compile(
    r"^ ?(?:[가-힣A-Za-z·]+ ){0,4}?[가-힣A-Za-z·]*(?:의회|위원회|정부|[가-힣]부|[가-힣]청|[가-힣]처|"
    r"[가-힣]국|공사|기관|협회|대학교?"
    r"|대사관|재단|은행|연구원|연구소|센터|그룹|연합|조합|학교|당국|측|팀)(?:\([^()]*\))?(?:이|가|은|는|도|과|와)(?= )"
)
_COMING_FROM = re.compile(
    r"(?:곳|나라|국가|도시|등|등지|전역|각지|각국|곳곳|지역)에서(?:도|는|까지)? .{0,24}(?:찾아[왔온]|찾았|"
    r"방문했|왔|보내|파견|공유했다|다녀갔|찾고)"
)
_CLAUSE = re.compile(
    r"(?:[았었했갔왔렸됐쳤봤켰졌났였]|하|되|받|열|맺|[가-힣]{2})고,? |(?:했|하였|[았었였됐갔왔])으며,? |"
    r"[가-힣]며,? |[가-힣]{1}데 이어 |명(?:이|은|을)?, (?=\d|[가-힣]{0,6}\d+[월일]|오는|지난|이달|다음|"
    r"같은)|(?:에|한 데|은 데) 이어,? "
)
_TOLD = re.compile(
    r"\d+여?개국[^.\"]{0,30}?\d[\d,천만여백]*여? ?명[^.\"]{0,20}?(?:참가했|방문했|찾았|다녀갔|참석했|왔)"
)
_SPEECH = re.compile(r'"[^"\n]{14,}"')


def masked(norm: str) -> str:
    """The text with long speech in double quotes blanked; same length."""
    return _SPEECH.sub(_blank, norm)


def _blank(hit: re.Match[str]) -> str:
    """Speech goes, but for speech that itself tells of counted guests: '지난해에는 9개국 22명이 참가했는데'."""
    text = hit.group()
    return text if _TOLD.search(text) else '"' + " " * (len(text) - 2) + '"'


@dataclass(slots=True)
class Chain:
    """Mentions of one role: guest, subject, from, dest (object of going), away (its noun), abroad, market or talk."""

    mentions: list[Mention]
    role: str
    person: Mention | None = None

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.mentions[-1].end


@dataclass(slots=True)
class Frame:
    """What one clause `[start, end)` says of one group of guests."""

    sentence: Sentence
    start: int
    end: int
    chains: list[Chain] = field(default_factory=list)
    generic: Mention | None = None
    anaphor: Mention | None = None
    people: list[Mention] = field(default_factory=list)
    country_counts: list[Mention] = field(default_factory=list)
    times: list[Mention] = field(default_factory=list)
    bare: list[Mention] = field(default_factory=list)
    dates: list[Mention] = field(default_factory=list)
    acts: list[Mention] = field(default_factory=list)
    events: list[Mention] = field(default_factory=list)
    spoilers: set[str] = field(default_factory=set)
    cities: list[Mention] = field(default_factory=list)
    persons: list[Mention] = field(default_factory=list)
    outbound: bool = False

    @property
    def guests(self) -> list[Chain]:
        """Chains that come as guests."""
        return [c for c in self.chains if c.role in ("guest", "subject", "from")]

    def act(self, *names: str) -> bool:
        """Whether the clause holds an act of one of these classes."""
        return any(a.note in names for a in self.acts)

    @property
    def tense(self) -> str:
        """future or past by the last act that shows one; '' where none does."""
        return next((a.value for a in reversed(self.acts) if a.value), "")


@dataclass(slots=True)
class Fields:
    """All mentions of an article by field."""

    mentions: dict[str, list[Mention]]

    def inside(self, name: str, start: int, end: int) -> list[Mention]:
        """The field's mentions that start in [start, end)."""
        return [m for m in self.mentions.get(name, ()) if start <= m.start < end]


def gather(doc: Document) -> Fields:
    """Runs every field but sites over the document."""
    by_field: dict[str, list[Mention]] = {}
    for finder in (countries, hosts, counts, dates, guests, visits):
        for mention in finder.find(doc):
            by_field.setdefault(mention.field, []).append(mention)
    return Fields(by_field)


@cache
def _person() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation('delegation')}|(?:{alternation('person')})(?=(?:들|단|진|급|"
        rf"님)?(?:[은는이가을를와과의도에로]|에게|에서|으로|[^가-힣]|$|등|측|만|라)))"
        r"(?! ?(?:개척|진출|공략|점유|판로|확대|조사|동향|규모|[을에] (?:진출|공략|개척|"
        r"두드)))(?<!병의원)(?<!대회장)(?<!행사회장)"
    )


@cache
def _outsider() -> re.Pattern[str]:
    return re.compile(alternation("outsider"))


def _chains(mask: str, found: Sequence[Mention], end: int) -> list[Chain]:
    """Runs of names of one clause, each with its role."""
    runs: list[list[Mention]] = []
    for mention in found:
        if (
            mention.note in ("thing", "facility")
            or mention.value == "KP"
            or not mask[mention.start : mention.end].strip()
        ):
            continue
        if runs and mention.start < runs[-1][-1].end:
            continue
        if runs and _linked(mask[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    chains = [Chain(run, *_role(mask, run, end)) for run in runs]
    for before, after in itertools.pairwise(chains):
        same = {m.value for m in before.mentions} & {m.value for m in after.mentions}
        if (
            before.role == "from"
            and after.start - before.end <= 24
            and not same
            and all(m.note == "place" for m in after.mentions)
        ):
            after.role = "talk"  # a person's name that is spelt like a place: '… 시에서 온 조지 카이로 과장'
    return chains


def _linked(between: str) -> bool:
    """Whether two names stand in one chain: what is between them is short and holds no particle but joiners."""
    if len(between) > 40 or not _LINK.match(between):
        return False
    words_ = between.split()
    return not any(
        _PARTICLE.search(word) or word == "온" or (word[-1:] in "과와" and _person().search(word)) for word in words_
    )


def _role(mask: str, run: list[Mention], end: int) -> tuple[str, Mention | None]:
    """A chain's role by what follows it in its clause (codebook: guests come; countries talked about are none)."""
    last = run[-1]
    tail = mask[last.end : min(end, last.end + 90)]
    if _FROM.match(tail):
        if _outsider().search(tail[:44]):
            return "talk", None
        return "from", _first_person(mask, last.end, min(end, last.end + 60))
    if _ABROAD.match(tail):
        return "abroad", None
    if (there := _THERE.match(tail)) and not tail.startswith("대사"):
        comes = _person().search(tail, there.end(), min(len(tail), there.end() + 34))
        if comes and re.match(
            r"(?:들|단)?(?: ?등)?(?: ?[\d,천백만]+여? ?명)?(?:이|가|은|는|도|을|를|의|,)? ", tail[comes.end() :] + " "
        ):
            return "from", Mention(
                "person", comes.group(), last.end + comes.start(), last.end + comes.end(), "frames.head"
            )
        return "abroad", None
    if last.field == "country" and last.note != "hanja" and _EVENT_THERE.match(tail):
        return "abroad", None
    if last.note == "embassy" and mask[last.start : last.end].endswith(("대사", "영사")) and not tail.startswith("관"):
        return "guest", Mention("person", "대사", last.end - 2, last.end, "frames.embassy")
    person = _headed(tail)
    if person is not None:
        at, word = person
        return "guest", Mention("person", word, last.end + at, last.end + at + len(word), "frames.head")
    if _object_of_going(tail) or _DEST_TOWARD.match(tail):
        return "dest", None
    if _NOMINAL_DEST.match(tail):
        return "away", None
    if (
        last.note != "embassy"
        and _MARKET.search(mask[last.end : min(end, last.end + 45)])
        and not _person().search(tail[:30])
    ):
        return "market", None
    body = _BODY.match(tail)
    if body and not any(_PARTICLE.search(word) for word in body.group().split()[:-1]):
        return "subject", None
    if _SUBJECT.match(tail) or last.note == "embassy":
        return "subject", None
    return "talk", None


def _object_of_going(tail: str) -> bool:
    """'베트남 하노이와 박닌성을 방문': the chain's own phrase ends in 을/를 before a verb of going."""
    for n, word in enumerate(re.finditer(r"\S+", tail)):
        if word.group()[-1] in "을를":
            return bool(_GO_TO.match(tail, word.end()))
        if (
            n > 3
            or (n and re.search(r"[이가은는에서도의로와과,]$", word.group()))
            or _LEAVES_PHRASE.match(word.group())
        ):
            return False
    return False


_LEAVES_PHRASE = re.compile(r".*(?:은|는|이|가|에서|에|으로|로|의|에게)[,.]?$")


def _first_person(mask: str, start: int, end: int) -> Mention | None:
    hit = _person().search(mask, start, end)
    return Mention("person", hit.group(), hit.start(), hit.end(), "frames.head") if hit else None


def _headed(tail: str) -> tuple[int, str] | None:
    """The person word that heads the noun phrase that a chain begins: (offset in tail, word), or None.

    Words are walked until one carries a particle that ends the phrase; 을 맡은, 소속 … may stand between."""
    for n, word in enumerate(re.finditer(r"\S+", tail)):
        if n > 9:
            return None
        text = word.group()
        if _outsider().search(text):
            return None
        if hit := _person().search(text):
            return word.start() + hit.start(), hit.group()
        if n == 0 and re.match(
            r"^(?:특별시|시|주|성|현|구|군|도|부|정부)?(?:은|는|을|를|에서|에|으로|로|이|가)[,.]?$", text
        ):
            return None
        if n > 0 and _PARTICLE.search(text) and not _PASSES.search(text):
            return None
    return None


def _clauses(mask: str, sentence: Sentence, found: Fields) -> Iterator[tuple[int, int]]:
    """Cuts the sentence where both sides have guests of their own (a name, or a size with a day)."""
    start = sentence.start
    for hit in _CLAUSE.finditer(mask, sentence.start, sentence.end):
        if _own(found, start, hit.end()) and _own(found, hit.end(), sentence.end):
            yield start, hit.end()
            start = hit.end()
    yield start, sentence.end


def _own(found: Fields, start: int, end: int) -> bool:
    named = [m for m in found.inside("country", start, end) if m.note not in ("thing", "facility")]
    return bool(named or found.inside("generic", start, end)) or bool(
        found.inside("people", start, end) and found.inside("date", start, end)
    )


def frames(doc: Document, found: Fields) -> list[Frame]:
    """Every clause of the article as a frame, in text order; clauses that say nothing of guests are left out."""
    mask = masked(doc.norm)
    out: list[Frame] = []
    for sentence in doc.sentences:
        told = [_frame(mask, sentence, start, end, found) for start, end in _clauses(mask, sentence, found)]
        for frame, following in zip(told[-2::-1], told[:0:-1], strict=True):
            if not frame.acts:  # '5월에는 … 12명이, 6월에는 … 9명이 과정을 마쳤다': one predicate for both
                frame.acts = following.acts
        out += told
    return out


def _visible(mask: str, mentions: list[Mention]) -> list[Mention]:
    """Mentions outside masked speech."""
    return [m for m in mentions if mask[m.start : m.end].strip()]


def _frame(mask: str, sentence: Sentence, start: int, end: int, found: Fields) -> Frame:
    names = sorted(
        (m for name in ("country", "group", "organization") for m in found.inside(name, start, end)),
        key=lambda m: (m.start, -m.end),
    )
    frame = Frame(sentence, start, end, _chains(mask, names, end))

    def pick(name: str) -> list[Mention]:
        return _visible(mask, found.inside(name, start, end))

    frame.generic = next(iter(pick("generic")), None)
    frame.anaphor = next(iter(pick("anaphor")), None)
    frame.people, frame.country_counts, frame.times = pick("people"), pick("countries_n"), pick("times")
    frame.bare, frame.acts, frame.events = pick("bare"), pick("act"), pick("event")
    frame.dates = [m for m in pick("date") if not _REPORTED.match(mask, m.end)]
    frame.cities, frame.persons = pick("city"), pick("person")
    frame.spoilers = {m.note for m in pick("spoiler")}
    frame.outbound = _outbound(mask[start:end], frame)
    for chain in frame.chains:
        if chain.role == "talk" and not frame.outbound and _promoted(mask, frame, chain):
            chain.role = "guest"
    return frame


# '14일 내놓은 통계', '9일 이같이 밝히고': the day of the report, not of the visit.
_REPORTED = re.compile(
    r"(?:자)? ?(?:이같이 |이 같은 [가-힣]+ |이와 같이 )?(?:밝[혔히힌]|전했|발표|내놓|설명했|공개했|배포|"
    r"보도자료|접수하고|접수했|브리핑)"
)


_FOR_THEM = re.compile(r"대상으로[^.]{0,60}(?:개최|실시|운영|진행|열)|(?:맞이|수료)")


def _promoted(mask: str, frame: Frame, chain: Chain) -> bool:
    """Names that no person word heads, yet come: '…를 포함해 5개국 도예가 12명이', '참가국은 …', '등에서 왔다'."""
    if _ROSTER.search(mask[max(0, chain.start - 24) : chain.start]):
        return True
    if _outsider().search(mask[chain.end : chain.end + 24]):
        return False
    for people in frame.people:
        between = mask[chain.end : people.start]
        if _outsider().search(between):
            return False
        if 0 <= people.start - chain.end <= 60 and not re.search(r"[은는] |[다고며]\. |(?:하|했|되|됐)고 ", between):
            return frame.act("attend", "host", "visit", "come", "study") or bool(
                _FOR_THEM.search(mask, people.end, frame.end)
            )
    ending = mask[chain.end : frame.end]
    return bool(_COMING_FROM.search(ending) or _MUTUAL.search(ending))


def _outbound(clause: str, frame: Frame) -> bool:
    """Koreans go: a destination abroad that is the object of going, or Koreans sent off. Officials met there are
    no guests; guests who are the clause's own subject and named before the destination still are."""
    if _AWAY.search(clause):
        return True
    going = [c for c in frame.chains if c.role in ("dest", "abroad")]
    guests = [c for c in frame.chains if c.role in ("guest", "from")]
    if going and not any(a.note == "come" and a.start < going[0].end + 12 for a in frame.acts):
        subject = any(
            g.end < going[0].start and g.person and _IS_SUBJECT.match(clause, g.person.end - frame.start)
            for g in guests
        )
        return not subject
    if any(c.role == "away" for c in frame.chains) and not guests:
        return True
    leaves = frame.act("leave") and not (frame.guests or frame.generic or frame.anaphor)
    return leaves or bool(not guests and _KOREAN_GUESTS.search(clause) and _SENT.search(clause))


_IS_SUBJECT = re.compile(r"(?:들|단|진)?(?: [가-힣]+)?(?: ?[\d,]+여?명)?(?:이|가|은|는|도)(?![가-힣])")


def number(mention: Mention) -> int | None:
    """The stated number of a count mention."""
    value = mention.value
    return value.number if isinstance(value, Count) else None


def span(mention: Mention) -> DateSpan:
    """The value of a date mention."""
    value = mention.value
    if not isinstance(value, DateSpan):
        raise TypeError(f"date mention without a DateSpan: {mention!r}")
    return value


__all__ = ["Chain", "Fields", "Frame", "frames", "gather", "masked", "number", "span"]
