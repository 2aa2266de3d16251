"""What governs a list of noun phrases: the only place that looks from a noun to the verb of visiting or meeting."""

from dataclasses import dataclass

from extract.morphology import Token
from extract.phraselists import TOGETHER, of_people
from extract.phrases import NOMINAL, Phrase
from extract.words import words

_OBJECT = frozenset({"을", "를"})
_NOMINAL_VISIT = frozenset({"", "과", "와", "에", "을", "를", "은", "는", "이", "가", "으로"})  # 시청 방문을 마치고
_ALSO = frozenset({"도", "까지", "만"})
_BEHIND_VERB = frozenset({"XSV", "EC", "SF", "SP", "NNB", "ETN", "SW", "SSC", "SSO"})
_AFTERWARDS = frozenset({"후", "뒤", "중", "차", "및", "직후", "당시", "이후", "예정", "시", "때", "일정", "코스"})
_STEP = frozenset({"MAG", "MAJ", "MM", "SP", "XSM", "NR", "SN", "NNB", "XSN", "JX", "JKB", "JC", "JKS", "W_SERIAL"})
_ADVERBIAL = frozenset({"잇따르", "잇달", "연달", "번갈", "나누", "앞다투", "서두르", "거듭", "함께하", "더불"})
_FRAMES = frozenset(
    {"대상", "중심", "주제", "계기", "바탕", "기준", "목표", "배경"}
)  # A를 대상으로: their object, no visit
_ENDS = frozenset({"끝", "시작"})  # A를 끝으로
_TRAINING = frozenset(
    {"교육", "교육받", "연수", "연수받", "훈련", "훈련받", "배우", "공부", "수학", "교육과정", "밟", "이수"}
)
_MEETING = 30  # tokens between a venue and the word of meeting
_REACH = 16  # tokens between an object and its verb


@dataclass(frozen=True, slots=True)
class Governed:
    """`note` is visit, venue or '' (nothing governs). `strong`: the verb takes places only, so that any proper noun is
    one. `active`: an active verb of holding follows …에서, so that a body may be the holder, not the venue.
    `meets`: a meeting is held …에서 by a subject of its own, so that an office is where they meet.
    `transit`: a verb of travel, so that an airport or station is only passed."""

    note: str = ""
    strong: bool = False
    active: bool = False
    meets: bool = False
    transit: bool = False


FREE = Governed()


def predicate(tokens: list[Token], at: int, reach: int) -> tuple[str, int]:
    """The next predicate's stem and its index within `reach` tokens, stepping over adverbs, times and companions;
    ('', -1) where another object or topic stands in between."""
    i, limit = at, min(at + reach, len(tokens))
    while i < limit:
        token = tokens[i]
        if token.tag in ("VV", "VA", "VX"):
            if token.form not in _ADVERBIAL:
                return token.form, i
            i += 2
        elif token.tag in ("NNG", "NNP"):
            stem, j = _verbal_noun(tokens, i)
            if stem or j < 0:
                return stem, j
            i = j
        elif token.tag in _STEP:
            i += 1
        else:
            return "", -1
    return "", -1


def _verbal_noun(tokens: list[Token], i: int) -> tuple[str, int]:
    """('방문', index) where the run of nouns at `i` ends in a verbal noun ('공식 방문하'), ('', next index) where it is
    an adverbial or subject to step over, ('', -1) where it is an object."""
    j = i
    while j < len(tokens) and tokens[j].tag in NOMINAL:
        j += 1
    last = j - 1
    while last > i and tokens[last].form in _AFTERWARDS:
        last -= 1
    if tokens[last].tag in ("SN", "NR"):  # 공무원 12|명이
        return "", j
    behind = tokens[j] if j < len(tokens) else None
    if behind is not None and behind.tag == "VV" and last == j - 1 and tokens[last].form in words("site_lead"):
        return "", j  # 홍보관을 지난해 둘러본
    if behind is None or behind.tag in _BEHIND_VERB or last < j - 1:
        return tokens[last].form, last
    if behind.tag == "JKB" and tokens[last].form in _FRAMES:
        return "", -1
    if behind.tag in ("JKB", "JC", "JKS"):
        verb = tokens[last].form in words("visit_verb") | _ENDS and behind.form in ("과", "와", "에", "으로", "하고")
        return (tokens[last].form, last) if verb else ("", j + 1)
    return "", -1


def governments(tokens: list[Token], groups: list[list[Phrase]]) -> list[Governed]:
    """What governs each list. A list left open (ending in 와/과, a comma, or 를 with a comma) shares the
    government of the next governed list before a predicate closes the clause: '5일에는 A를, 6일에는 B를 관람했다'."""
    out: list[Governed] = []
    following, at = FREE, len(tokens)
    for i in range(len(groups) - 1, -1, -1):
        group = groups[i]
        own = governed(tokens, group[-1])
        if not own.note and _relative_head(tokens, groups, i):
            own = Governed("visit")
        if not own.note and following.note and _open(tokens, group[-1]) and not _closed(tokens, group[-1].after, at):
            own = following
        if own.note:
            following, at = own, group[0].first
        elif _closed(tokens, group[-1].after, at):
            following = FREE
        out.append(own)
    return out[::-1]


def governed(tokens: list[Token], last: Phrase) -> Governed:
    """What governs the list that ends with `last`, by its particle and the predicate behind it."""
    if last.particle in ("에서", "서"):
        return _venue(tokens, last)
    planned = last.last > last.first and tokens[last.last].form in ("예정", "계획") and not last.particle
    if tokens[last.last - planned].form in words("visit_verb"):  # 시청 방문을 마치고, 시청 방문 예정
        called = tokens[last.last].form in ("방문", "예방")  # 통일부 방문을 환영하며
        return Governed("visit", meets=called) if last.etc or last.particle in _NOMINAL_VISIT else FREE
    if not last.particle and not last.etc:  # 시청 방문하고
        stem, at = predicate(tokens, last.after, 2)
        return Governed("visit") if stem in words("visit_verb") and at == last.after else FREE
    stem = predicate(tokens, last.after, _REACH)[0]
    if last.particle in _OBJECT and stem == "거치":  # 하회마을을 거쳐 서울로
        return Governed("visit", transit=True)
    if last.particle in _OBJECT | _ALSO:
        if stem in words("visit_verb"):
            return Governed("visit", last.particle in _OBJECT or _subject(tokens[: last.first]))
        weak = stem in words("weak_verb") or (stem in _ENDS and _goes_on(tokens, last.after))
        return Governed("visit") if weak else FREE
    if _moved(tokens, last):
        return Governed("visit", strong=True)
    if last.particle == "에" and _planted(tokens, last.after):
        return Governed("visit")
    if last.particle in ("에", "로", "으로") and stem in words("place_verb") | {"이동", "향하"}:
        strong = stem in ("들르", "참배", "방문") and last.particle == "에"
        return Governed("visit", strong, transit=stem in ("도착", "이동", "향하"))
    return FREE


def _goes_on(tokens: list[Token], at: int) -> bool:
    """'A를 끝으로 귀국길에', 'A를 시작으로 B를 둘러본다': a tour, not just the first of anything."""
    return any(t.form in words("visit_verb") | words("weak_verb") | words("tour") for t in tokens[at:])


def _planted(tokens: list[Token], at: int) -> bool:
    """'공원에 나무를 심었다', '묘지에 꽃을 바쳤다', '집에 짐을 풀었다': an object between the place and the verb."""
    rest = tokens[at : at + 8]
    verb = next((k for k, t in enumerate(rest) if t.form in ("심", "바치", "풀")), -1)
    return verb > 0 and not any(t.tag in ("EC", "EF", "ETM") for t in rest[:verb])


def _moved(tokens: list[Token], last: Phrase) -> bool:
    """'도서관으로 자리를 옮겨'."""
    forms = [t.form for t in tokens[last.after : last.after + 3]]
    return (
        last.particle in ("로", "으로")
        and forms[:1] in (["자리"], ["장소"], ["발걸음"], ["걸음"], ["발길"])
        and forms[2:] == ["옮기"]
    )


def _venue(tokens: list[Token], last: Phrase) -> Governed:
    """…에서, unless a verb right behind it makes the noun an origin or an agent ('대학에서 온', '협회에서 참석')."""
    counted = tokens[last.after : last.after + 2]
    if [t.tag for t in counted] == ["SN", "NNB"] and counted[1].form == "명":
        return FREE  # '○○대학에서 10명이 참여했다': where they come from
    stem, at = predicate(tokens, last.after, 3)
    if stem in words("agent_verb") or _trained(tokens, last.after):
        return FREE
    active = stem in words("hold_verb") and at + 1 < len(tokens) and tokens[at + 1].form == "하"
    acts = active or _alone_acts(tokens, last)
    return Governed("venue", active=acts, meets=not acts and _meets(tokens, last))


def _meets(tokens: list[Token], last: Phrase) -> bool:
    """'장관은 외교부에서 회담을 갖고', '외교부에서 열린': a word of meeting in the clause, and somebody who meets."""
    rest = tokens[last.after : last.after + _MEETING]
    until = next((k for k, t in enumerate(rest) if t.tag in ("EC", "EF", "ETM")), len(rest))
    met = any(t.form in words("meet_word") for t in rest[:until])
    passive = until and rest[until - 1].form in ("열리", "되", "이루어지")
    return bool(met and (passive or _subject(tokens[: last.first])))


def _trained(tokens: list[Token], at: int) -> bool:
    """'교육원에서 교육받던 공무원들이': where the guests come from, not where they go."""
    rest = tokens[at : at + 14]
    until = next(
        (
            k
            for k, t in enumerate(rest)
            if t.tag in ("ETM", "EF") or (t.tag == "EC" and not any(x.tag == "VX" for x in rest[k + 1 : k + 2]))
        ),
        -1,
    )
    if until < 1 or rest[until].tag != "ETM" or rest[until].form in ("ᆯ", "을"):
        return False
    if any(t.form in _AFTERWARDS | {"다음"} for t in rest[until + 1 : until + 2]):  # 교육을 마친 다음
        return False
    forms = {t.form for t in rest[:until]}
    return bool(forms & _TRAINING) and not forms & (words("meet_word") - {"듣", "가지"})


def _subject(tokens: list[Token]) -> bool:
    """Whether a subject or topic stands there."""
    return any(t.tag == "JKS" or (t.tag == "JX" and t.form in ("은", "는")) for t in tokens)


def _alone_acts(tokens: list[Token], last: Phrase) -> bool:
    """'연구원에서 실험을 실시해': no subject in the sentence up to an active verb of doing, so the body acts itself."""
    does = words("agent_verb") | words("hold_verb")
    verb = next((k for k in range(last.after, len(tokens) - 1) if tokens[k + 1].tag in ("XSV", "EC", "EF")), -1)
    if verb < 0 or tokens[verb].form not in does or tokens[verb + 1].form != "하":
        return False
    topic = tokens[last.after - 1].form == "는"  # '…했으며, 연구원에서는 지도를 제작했다'
    clause = max((k for k, t in enumerate(tokens[: last.first]) if topic and t.tag == "EC"), default=0)
    return not _subject(tokens[clause : last.last])


def _relative_head(tokens: list[Token], groups: list[list[Phrase]], i: int) -> bool:
    """'이날 방문한 A는': the head of a relative clause of visiting that has no object of its own."""
    ending = groups[i][0].first - 1
    if ending < 1 or tokens[ending].tag != "ETM":
        return False
    verb = ending - 1 - (tokens[ending - 1].tag in ("XSV", "EP"))
    if verb < 0 or tokens[verb].form not in words("visit_verb"):
        return False
    if i == 0:
        return True
    before = groups[i - 1][-1]
    reached = predicate(tokens, before.after, _REACH)[1] == verb
    return not (reached and before.particle in {*_OBJECT, *_ALSO, "에"})


def _open(tokens: list[Token], last: Phrase) -> bool:
    comma = last.after < len(tokens) and tokens[last.after].tag in ("SP", "SW")
    beside = last.after < len(tokens) and tokens[last.after].form in TOGETHER
    joined = last.particle in ("와", "과", "랑", "이랑") and not beside and not of_people(tokens, last)
    return joined or (comma and last.particle in ("", "를", "을"))


def _closed(tokens: list[Token], start: int, end: int) -> bool:
    return any(t.tag in ("EC", "EF", "SF") for t in tokens[start:end])
