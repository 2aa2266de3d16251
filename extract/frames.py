"""Clauses read as frames: which guests, coming or going, how many, when. Here fields first meet.

A Frame is what one clause says of one group of guests: its chains of names (extract/roles.py), counts, days, acts.
Nothing here decides which frames are one claim.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from extract import footnotes
from extract.document import Document, Sentence
from extract.fields import countries, counts, dates, guests, hosts, visits
from extract.footnotes import Meant
from extract.records import Count, DateSpan, Mention
from extract.roles import Chain, chains_of, footnoted, outsider_word

_KOREAN_GUESTS = re.compile(
    r"(?:우리(?:나라|측)?|한국|국내|정부|[가-힣]{1,6}(?:시|군|구|도|시의회|도의회|군의회|구의회|시장|군수|"
    r"지사|교육청|교육감))(?:은|는|이|가|의)? ?(?:[가-힣]+ )?(?:대표단|방문단|사절단|시찰단|연수단|의원|"
    r"공무원|직원|일행)"
)
_SENT = re.compile(r"[을를] (?:[^ .,]*[가-힣)\d][^ ,]* ){0,3}?(?:보[내냈낸낼]|파견)")
_AWAY = re.compile(
    r"특사 ?(?:방문 ?국|파견 ?국)"
    r"|(?:현지|해외|외국|국외)(?:로|에|를|에서) (?:[^ ]+ ){0,3}?(?:보[내냈낸낼]|파견|방문|찾|떠|출장|"
    r"진출)"
)
# '네팔 공무원을 대상으로 한 현지연수를 수행했다': Koreans teach there.
_TAUGHT_THERE = re.compile(r"현지 ?(?:연수|조사|교육|실사|워크숍|훈련)(?:를|을|와|과|에)(?![가-힣])(?! 참여한)")
# '오스트리아 경제사절단 파견': a ministry's own mission on its way.
_MISSION_SENT = re.compile(
    r"(?:사절단|시찰단|조사단|개척단|협력단)(?:을|의)? ?(?:[가-힣]+에 )?파견(?!된|한 [가-힣]+(?:이|가|은|는))"
)
_ROSTER = re.compile(
    r"(?:참가|참여|방문|초청|참석|회원)? ?(?:국|나라|국가|국적|출신)(?:은|는|별로는|별로|별 ?[:：(]?|[:：])"
    r"(?: [가-힣]+[에이] (?:[가-힣]+ )?(?:높은|많은|온))? ?['\"△▲▴]? ?$"
)
_MUTUAL = re.compile(r"(?:상호|교차|서로|번갈아) ?(?:간 ?)?(?:의 ?)?(?:[가-힣]+ ){0,2}?(?:방문|파견|오가)")
_COMING_FROM = re.compile(
    r"(?:곳|나라|국가|개국|도시|등|등지|전역|각지|각국|곳곳|지역|공관|대사관)에서(?:도|는|"
    r"까지)? .{0,24}(?:찾아[왔온]|찾았|방문했|왔|보내|파견|공유했다|다녀갔|찾고|온다|오는|참가|참석)"
)
_CLAUSE = re.compile(
    r"(?:[았었했갔왔렸됐쳤봤켰졌났였]|하|되|받|열|맺|[가-힣]{2})고,? (?!있[는던다었습으])|(?:했|하였"
    r"|[았었였됐갔왔])으며,? |"
    r"[가-힣]며,? |[가-힣]{1}데 이어 |명(?:이|은|을), |까지, (?=[가-힣 ]{2,18} ?[\d,]+여? ?명)|"
    r"(?:대통령|총리|장관|[가-힣]단|일행|[시도지]장|[지사]사|의원)(?:이|은|을), (?=\d{1,2}[월일]|지난|이달|다음|"
    r"오는)|명(?:이|은|을)?, (?=(?!\d{4}년 ?[\d,]+ ?명)\d|[가-힣]{0,6}\d+[월일]|오는|지난|이달|다음|같은)|"
    r"(?<=\d일)에, ?(?=[^.,\n]{2,30}?\d여? ?명[이은도])|명\)(?:이|은)?, ?(?=(?:\d{1,2}월 ?)?\d{1,2}일(?:에는|엔"
    r"|에도) )|(?<=일간), ?(?=[^.,\n]{2,40}?\d여? ?명[이은도])|(?:에|한 데|은 데) 이어,? "
    r"|[을를], ?(?=(?:\d{1,2}월 ?)?\d{1,2}일(?:에는|엔)? )"
)
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
    bilateral: bool = False  # talks of Korea with a country, held in Korea
    cities: list[Mention] = field(default_factory=list)
    persons: list[Mention] = field(default_factory=list)
    outbound: bool = False

    @property
    def guests(self) -> list[Chain]:
        """Chains that come as guests."""
        return self.chains and [c for c in self.chains if c.role in ("guest", "subject", "from")]

    def act(self, *names: str) -> bool:
        """Whether the clause holds an act of one of these classes."""
        return any(a.note in names for a in self.acts)

    @property
    def tense(self) -> str:
        """future or past by the last act that shows one; '' where none does."""
        return next((a.value for a in reversed(self.acts) if a.value), "")


@dataclass(slots=True)
class Fields:
    """All mentions of an article by field, each list in text order. `later` are finders that run when their field is
    first asked for: most articles turn out to tell of no guests before."""

    mentions: dict[str, list[Mention]]
    later: dict[str, Callable[[], list[Mention]]] = field(default_factory=dict, repr=False)
    _starts: dict[str, list[int]] = field(default_factory=dict, repr=False)
    _merged: tuple[list[int], list[Mention]] | None = field(default=None, repr=False)

    def all(self, name: str) -> list[Mention]:
        """The field's mentions."""
        if name in self.later:
            self.mentions[name] = [m for m in self.later.pop(name)() if m.field == name]
        return self.mentions.get(name, [])

    def add(self, mentions: Iterable[Mention]) -> None:
        """Takes further mentions in."""
        for mention in mentions:
            self.mentions.setdefault(mention.field, []).append(mention)
            self._starts.pop(mention.field, None)
        self._merged = None

    def inside(self, name: str, start: int, end: int) -> list[Mention]:
        """The field's mentions that start in [start, end)."""
        starts = self._starts.get(name)
        if starts is None:
            found = self.all(name)
            found.sort(key=_start)
            starts = self._starts[name] = [m.start for m in found]
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self.mentions[name][first : bisect_left(starts, end, first)]

    def told(self, start: int, end: int) -> dict[str, list[Mention]]:
        """The mentions that start in [start, end), by field; fields not asked for yet are left out."""
        if self._merged is None:
            merged = sorted((m for found in self.mentions.values() for m in found), key=_start)
            self._merged = [m.start for m in merged], merged
        starts, merged = self._merged
        first = bisect_left(starts, start)
        out: dict[str, list[Mention]] = {}
        for mention in merged[first : bisect_left(starts, end, first)]:
            out.setdefault(mention.field, []).append(mention)
        return out


def _start(mention: Mention) -> int:
    return mention.start


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
        if _inside_name(found, hit.start()):
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
        told = [_frame(mask, sentence, bounds, found, own) for bounds in _clauses(mask, sentence, found)]
        for frame, following in zip(told[-2::-1], told[:0:-1], strict=True):
            if not frame.acts:  # '5월에는 … 12명이, 6월에는 … 9명이 과정을 마쳤다': one predicate for both
                frame.acts = following.acts
        out += told
    return out


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
    frame.people, frame.country_counts, frame.times = pick("people"), pick("countries_n"), pick("times")
    if meant and not frame.country_counts:
        frame.country_counts = _counted_in_notes(found, meant)
    frame.bare, frame.acts, frame.events = pick("bare"), pick("act"), pick("event")
    frame.persons = pick("person")
    frame.spoilers = {m.note for m in pick("spoiler")}
    if "online" in frame.spoilers and (SOME_CAME.search(mask, start, end) or _MET_AFTER_ALL.search(mask, start, end)):
        frame.spoilers -= {"online", "cancelled"}
    frame.outbound = _outbound(mask, frame, found)
    for chain in frame.chains:
        if chain.role == "talk" and not frame.outbound and _promoted(mask, frame, chain):
            chain.role = "guest"
    if not frame.outbound and (partners := _partners(mask, frame, found)):
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


_TALKS = re.compile(
    r"(?:협의회?|협상|회의|회담|대화|공동위(?:원회)?|위원회|워킹그룹|포럼|세미나|라운드테이블|워크숍|간담회|면담|"
    r"서명식|체결식|협약식|협정식|결연식|조인식)['\"」』”’)]*"
    r"(?:\([^()]*\))?(?:이|가|은|는|을|를)? ?(?:[^ \n]+ ){0,7}?"
    r"(?:개최(?!지|국)|열[렸린려렸었고]|연다|진행|가[졌진질지]|참석|실시|마[쳤치])"
    r"|(?:양해각서|협정|약정|협약|의향서|합의서|합의문|선언문|의정서|"
    r"계획)(?:\([^()]*\))?[을를]? ?(?:[^ .]+ ){0,2}?(?:체결|서명|채택|맺|교환)"
)
_IN_KOREA = re.compile(
    r"(?:호텔|[가-힣]청사|(?<![가-힣])[시군구도]청|컨벤션센터|코엑스|킨텍스|벡스코|국회|접견실|회의실|회의장|[시군구]장실|군수실|상황실|[가-힣]회관)"
    r"(?:\([^()]*\))?에서"
)
# '조속한 시일 내 제6차 공동위를 서울에서 개최하여 … 협의하기로': still to be agreed on.
SOME_DAY = re.compile(r"조속한 시일|조속히|조기에|이른 시일|가까운 시일|차기 [가-힣]*(?:회의|공동위|협의회|위원회)")
_LONG_AGO = re.compile(r"\S{0,3} ?(?:이래|이후|바 있)")  # '제1차 회의가 서울에서 열린 이래'
_WITH_KOREA = re.compile(r"(?<![가-힣])(?:한|한국|대한민국)[-·–~∼‧ㆍ]? ?$")
_COUNTERPART = re.compile(r"(?:[^,.]{0,40}?[가-힣)])?(?:와|과)(?:의|는)? ")
_AND = re.compile(r"(?:의회|교육지원청|교육청)?(?:\([^()]*\))?[와과] (?:(?:자매|우호|교류)(?:결연|협력)?도시(?:인)? )?")


def _partners(mask: str, frame: Frame, found: Fields) -> list[Chain]:
    """Countries that Korea holds talks with in a Korean city: '한-몽골 3차 협의를 서울에서', '…호텔에서 몽골 교통부와
    양해각서를 체결'. Their side came for it, though only the hosts are named (codebook, 'The unit')."""
    if not frame.chains or frame.generic or frame.spoilers & {"online", "cancelled", "wish"}:
        return []
    talks = _TALKS.search(mask, frame.start, frame.end)
    if talks is None or _LONG_AGO.match(mask, talks.end()) or SOME_DAY.search(mask, frame.start, talks.end()):
        return []
    joint = {
        m.value for c in frame.chains if _WITH_KOREA.search(mask[max(0, c.start - 8) : c.start]) for m in c.mentions
    }
    partners = []
    for chain in frame.chains:
        pair = _WITH_KOREA.search(mask[max(0, chain.start - 8) : chain.start]) is not None
        if chain.role in ("guest", "from") and not pair and not {m.value for m in chain.mentions} <= joint:
            return []  # guests of their own
        if chain.role not in ("talk", "subject", "guest") or all(m.field != "country" for m in chain.mentions):
            continue
        beside = _COUNTERPART.match(mask, chain.end) or _beside_town(mask, frame, found, chain)
        if pair or (beside and chain.start < talks.end()):
            partners.append(chain)
    if partners and not _IN_KOREA.search(mask, frame.start, frame.end) and not _in_town(mask, frame, found):
        return []
    return partners


def _beside_town(mask: str, frame: Frame, found: Fields, chain: Chain) -> bool:
    """Whether a Korean town stands before the chain as its equal: '담양군과 하노이시가 … 협약식을 가졌다'."""
    towns = found.inside("city", frame.start, chain.start)
    return chain.role == "subject" and any(_AND.fullmatch(mask, m.end, chain.start) for m in towns)


def _to_town(mask: str, frame: Frame, found: Fields) -> bool:
    """Whether the clause names a Korean town as where somebody is sent: '남양주시에', '거제로'."""
    towns = found.inside("city", frame.start, frame.end)
    return any(
        re.match(r"(?:에|으로|로) ", mask[m.end : m.end + 4]) for m in towns if m.note in ("full", "name", "short")
    )


def _in_town(mask: str, frame: Frame, found: Fields) -> bool:
    """Whether the clause says that it happens in a Korean town: '부산에서'."""
    towns = found.inside("city", frame.start, frame.end)
    return any(mask.startswith("에서", m.end) for m in towns if m.note in ("full", "name", "short"))


# '14일 내놓은 통계', '9일 이같이 밝히고': the day of the report, not of the visit.
_REPORTED = re.compile(
    r"(?:자)? ?(?:이같이 |이 같은 [가-힣]+ |이와 같이 )?(?:밝[혔히힌]|전했|발표|내놓|설명했|공개했|배포|"
    r"보도자료|접수하고|접수했|브리핑)"
)


_MADE_OF = re.compile(r"(?:이다|이며|이었다|입니다|으로 (?:구성|이뤄|이루어|꾸려|짜))")


# '… 공무원 14명을 대상으로 과정을 운영했다'
FOR_THEM = re.compile(
    r"(?:대상으로|상대로)[^.]{0,60}(?:과정|연수|교육|워크숍|캠프|프로그램|훈련|세미나|행사|설명회|간담회|포럼)[^.]{0,24}"
    r"(?:개최|실시|운영|진행|열[었리렸린]|연다|마[쳤치]|성료)"
)
_RECEIVED = re.compile(r"맞이|수료")


_BREAKS = re.compile(r"(?:은|(?<![하있되오맡])는) |[다고며]\. |(?:하|했|되|됐)고 ")  # a topic, or a clause of its own
_AND_MORE = re.compile(r" ?(?:등|외) ?\d+여?개 ?국\)")
_PARTY_OPENS = re.compile(r"(?:단|원|들|생|일행|인사)\($")
_OF_THEM = re.compile(
    r"(?: 등)? ?\d+여?개 ?(?:국|나라|국가) ?(?:소속|출신)(?:으로|이다|이며|,| )"
)  # '일본, 중국 등 9개국 소속으로'


def _promoted(mask: str, frame: Frame, chain: Chain) -> bool:
    """Names that no person word heads, yet come: '…를 포함해 5개국 도예가 12명이', '참가국은 …', '등에서 왔다'."""
    if _ROSTER.search(mask[max(0, chain.start - 24) : chain.start]):
        return True
    if outsider_word().search(mask[chain.end : chain.end + 24]):
        return False
    # '한-동남아 포럼에 270명': both sides
    joint = chain.mentions[0].field == "group" and _WITH_KOREA.search(mask[max(0, chain.start - 8) : chain.start])
    for people in () if joint else frame.people:
        between = mask[chain.end : people.start]
        if outsider_word().search(between):
            return False
        if 0 <= people.start - chain.end <= 60 and not _BREAKS.search(between):
            told = frame.anaphor is not None and frame.anaphor.start < chain.start and _MADE_OF.match(mask, people.end)
            return frame.act("attend", "host", "visit", "come", "study") or bool(
                told or FOR_THEM.search(mask, people.end, frame.end) or _RECEIVED.search(mask, people.end, frame.end)
            )
    if _AND_MORE.match(mask, chain.end, frame.end) and _PARTY_OPENS.search(mask[max(0, chain.start - 4) : chain.start]):
        return True  # '대표단(우간다 외 9개국)'
    if _OF_THEM.match(mask, chain.end, frame.end):
        return True
    ending = mask[chain.end : frame.end]
    return bool(_COMING_FROM.search(ending) or _MUTUAL.search(ending))


_TOUR = re.compile(r"순방(?!단)")
_CALLED_ON = re.compile(r"(?:[을를]|들을)? ?예방(?:하|했|한 |을 ?통|에서)")
_DATED_IN_BRACKET = re.compile(
    r"(?:개최|참석|참가|면담|회담|방문|만남|체결|회의|총회|포럼|박람회|대회|IR|로드쇼|설명회)\([^()]*\d[^()]*[,/] ?$"
)


def _called_on(mask: str, chain: Chain) -> bool:
    """'코스타리카 대통령을 예방하여': a head of state is called on where he rules, unless he is said to have come."""
    person = chain.person
    if person is None or not re.fullmatch(r"대통령|총리|국왕|왕세자|국가주석|주석|총통|국가원수", person.value):
        return False
    return _CALLED_ON.match(mask, person.end) is not None


def _place_of_date(mask: str, chain: Chain) -> bool:
    """'정상회의 개최(2023년 9월, 뉴욕)': where it was, behind its day."""
    return _DATED_IN_BRACKET.search(mask[max(0, chain.start - 40) : chain.start]) is not None


# '13일 오후(현지시간)': a clock abroad.
_LOCAL_TIME = re.compile(r"현지 ?시[간각]")
# '구조대원 70명을 해외긴급구호대로 파견하기도 했다': the people sent are the object.
_OWN_SENT = re.compile(
    r"\d여? ?명(?:의 [^ .,]+)?(?:을|를) (?:[^ .,]+ ){0,4}?(?:파견|보[내냈])(?!한 |된 |받|[^.,]{0,12}(?:한국|국내|우리))"
)
_TO_KOREA = re.compile(r"(?:한국|우리나라|국내|서울)(?:에|으로|로|를|을)|방한|내한")


def _own_sent(clause: str, frame: Frame) -> bool:
    """Whether a clause sends a number of people off, and names no sender abroad before them."""
    sent = _OWN_SENT.search(clause)
    if sent is None or _TO_KOREA.search(clause) or frame.act("come", "host"):
        return False
    named = (c for c in frame.chains if any(m.field == "country" for m in c.mentions))
    return all(
        c.role in ("dest", "away") or (c.role == "guest" and c.person and c.person.end - frame.start > sent.start())
        for c in named
    )


def _outbound(mask: str, frame: Frame, found: Fields) -> bool:
    """Koreans go: a destination abroad that is the object of going, or Koreans sent off. Officials met there are
    no guests; guests who are the clause's own subject and named before the destination still are."""
    clause = mask[frame.start : frame.end]
    if (
        _AWAY.search(clause)
        or (_own_sent(clause, frame) and not _to_town(mask, frame, found))
        or (_TOUR.search(clause) and not frame.act("come", "host"))
    ):
        return True
    if not frame.act("come") and any(_called_on(mask, c) or _place_of_date(mask, c) for c in frame.chains):
        return True
    if _AT_THEIR_EVENT.search(clause) or any(_receives_us(mask, frame, c) for c in frame.chains):
        return True
    if _TAUGHT_THERE.search(clause) and not _TO_KOREA.search(clause) and not frame.act("come", "host"):
        return True
    if _LOCAL_TIME.search(clause) and not _TO_KOREA.search(clause):
        return True
    if (mission := _MISSION_SENT.search(clause)) and not frame.act("come", "host"):
        heads = [c.person for c in frame.chains if c.role in ("guest", "from")]
        sender = any(c.role == "subject" and c.start - frame.start < mission.start() for c in frame.chains)
        if sender and _to_town(mask, frame, found):
            return False  # '하이퐁시는 … 남양주시에 시찰단을 파견했다'
        if all(h is not None and h.start - frame.start < mission.end() for h in heads):
            return not _in_town(mask, frame, found)
    going = [c for c in frame.chains if c.role in ("dest", "abroad")]
    guests = [c for c in frame.chains if c.role in ("guest", "from")]
    there = range(going[0].end, going[0].end + 4) if going else ()  # '부르사에 머물며': no coming
    came = (a for a in frame.acts if a.note == "come" and a.start not in there and not mask.startswith("찾", a.start))
    if going and not any(a.start < going[0].end + 12 for a in came):
        subject = any(
            g.end < going[0].start and g.person and _IS_SUBJECT.match(clause, g.person.end - frame.start)
            for g in guests
            if any(m.field == "country" for m in g.mentions)
        )
        return not subject
    if any(c.role == "away" for c in frame.chains) and not guests:
        return True
    leaves = frame.act("leave") and not (frame.guests or frame.generic or frame.anaphor)
    sent = not guests and _KOREAN_GUESTS.search(clause) and _SENT.search(clause)
    theirs = any(c.role == "subject" for c in frame.chains) and _to_town(mask, frame, found)
    return leaves or bool(sent and not theirs)


# '주한 프랑스대사관이 마련한 국경일 기념식에 초청돼': the host's people are the guests
_AT_THEIR_EVENT = re.compile(
    r"대사관(?:이|에서) (?:마련|주최|개최|연|여는|주관)[가-힣]{0,2} [^.\n]{0,50}?(?:기념식|행사|리셉션|만찬"
    r"|파티|연회)에 "
    r"[^.\n]{0,30}?(?:참석|초청|자리)"
)
_RECEIVE_US = re.compile(
    r"(?:들|단)?(?:이|가|은|는|도) [^.\n]{0,40}?(?:방문단|대표단|연수단|시찰단|일행"
    r"|참가자들?)[을를] (?:[가-힣]+ )?(?:맞[이았아]"
    r"|환영|영접|안내)"
)


def _receives_us(mask: str, frame: Frame, chain: Chain) -> bool:
    """'마쓰야마시 관계자들도 방문단을 맞이했다': they receive, in the country where the travellers are."""
    if chain.role != "guest" or chain.person is None or frame.cities or frame.act("come", "visit"):
        return False
    return _RECEIVE_US.match(mask, chain.person.end, frame.end) is not None


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


__all__ = [
    "SOME_CAME",
    "SOME_DAY",
    "Chain",
    "Fields",
    "Frame",
    "completed",
    "frames",
    "gather",
    "masked",
    "named",
    "number",
    "outline",
    "span",
]
