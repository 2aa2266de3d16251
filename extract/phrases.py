"""The only reader of noun phrases: maximal runs of nominal morphemes with their particle, and the lists they form."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.morphology import Token
from extract.words import words

NOMINAL = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR", "W_SERIAL"})
TOGETHER = frozenset({"함께", "공동"})  # 협회와 함께: a companion, no member of a list
INSIDE = frozenset({"내", "안"})
QUOTES = frozenset("'\"「」『』《》〈〉<>｢｣")
_JOINERS = frozenset({"SP", "JC", "SW", "SB", "MAJ", "MAG", "SF", "SSO", "SSC"})
_COUNTERS = frozenset({"층", "호", "관", "동", "차", "구역", "단지"})
_GLUE = frozenset({"·", "&", "-", "/"})
_PARTICLES = frozenset(
    {"은", "는", "이", "가", "과", "와", "의", "을", "를", "에", "도"}
)  # misread behind a footnote star
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥ")
_BREAKS = frozenset({"EC", "EF", "EP", "XSV", "XSA", "VX", "NNB"})
_CLAUSE = 18  # tokens that a relative clause inside a list may take


@dataclass(frozen=True, slots=True)
class Phrase:
    """Token indexes [first, last], characters [start, end). `after` is the first token behind particle and 등;
    `particle` its first particle's form ('' none), `etc` whether 등 stands behind it."""

    first: int
    last: int
    start: int
    end: int
    after: int
    particle: str
    etc: bool


def phrases(tokens: list[Token], norm: str) -> Iterator[Phrase]:
    """Maximal runs of nominal tokens. Bracketed abbreviations belong to the run, quotation marks around it do not."""
    i = 0
    while i < len(tokens):
        if not _nominal(tokens, i, norm):
            i += 1
            continue
        j = i
        while j < len(tokens):
            if _nominal(tokens, j, norm):
                j += 1
            elif (close := _bracket(tokens, j)) > 0:
                j = close + 1
            else:
                break
        until = _before_verb(tokens, i, j)
        if until > i:
            phrase = _with_particle(tokens, i, until)
            yield phrase
            j = max(phrase.after, j)
        i = j


def _before_verb(tokens: list[Token], first: int, until: int) -> int:
    """Where the run of nouns [first, until) ends: without the stem of a verb at its end ('공식 방문|하고')."""
    if until == len(tokens) or tokens[until].tag not in ("XSV", "XSA"):
        return until
    k = until - 1
    while k > first and tokens[k - 1].end == tokens[k].start:
        k -= 1
    return k


def _with_particle(tokens: list[Token], first: int, until: int) -> Phrase:
    """The run with what follows it: closing quotes and footnote stars, 등, particles."""
    after, etc = until, False
    while after < len(tokens) and (tokens[after].form in QUOTES or tokens[after].form in ("*", "**")):
        after += 1
    if after < len(tokens) and tokens[after].tag == "NNB" and tokens[after].form in ("등", "등지"):
        etc, after = True, after + 1
    particle = ""
    starred = after > until and after < len(tokens) and tokens[after].form in _PARTICLES
    if after < len(tokens) and (
        tokens[after].tag[0] == "J" or (starred and tokens[after - 1].end == tokens[after].start)
    ):
        particle, after = tokens[after].form, after + 1
        while after < len(tokens) and tokens[after].tag == "JX":  # 에서는, 에는
            after += 1
    end = tokens[until - 1].end
    return Phrase(first, until - 1, _word_start(tokens, first), end, after, particle, etc)


def _nominal(tokens: list[Token], i: int, norm: str) -> bool:
    token = tokens[i]
    before = tokens[i - 1] if i else None
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    glued = behind is not None and behind.start == token.end and behind.tag in NOMINAL
    if token.tag in NOMINAL:
        return True
    if (
        token.form in ("중", "㈜", "(주)") or token.tag == "MM"
    ):  # 중회의실, ㈜이름, and names whose head looks like 한, 이
        return glued and (token.form != "이" or len(norm[token.start : token.end]) > 1)
    if token.tag == "NNB":  # counters inside names: 2층, 제2관
        return before is not None and before.tag in ("SN", "NR") and norm[token.start : token.end] in _COUNTERS
    joined = before is not None and before.end == token.start
    if joined and token.form in _ROMAN:  # 폴리텍Ⅱ대학
        return True
    return joined and glued and (token.tag == "JKG" or token.form in _GLUE)  # 예술의전당, 5·18기록관


def _bracket(tokens: list[Token], i: int) -> int:
    """Index of the closing bracket of an addition glued to the phrase: 한국전자통신연구원(ETRI); -1 if none."""
    at = i + 1 if tokens[i].form == "*" and i + 1 < len(tokens) else i
    if tokens[at].form != "(" or i == 0 or tokens[i - 1].end != tokens[i].start:
        return -1
    for j in range(at + 1, min(at + 13, len(tokens))):
        if tokens[j].form == ")":
            return j
    return -1


def _word_start(tokens: list[Token], first: int) -> int:
    """Names whose head the analyser reads as a verb or adverb (무릇골 …) are taken from the start of their word. At
    most three characters: text without spaces has whole clauses there."""
    start = tokens[first].start
    for token in reversed(tokens[max(0, first - 4) : first]):
        if token.tag in _BREAKS or token.tag[0] in "JS":
            return start if token.end <= start else tokens[first].start
        if token.end < start:
            break
        start = min(start, token.start)
    return start if tokens[first].start - start <= 3 else tokens[first].start


def lists(tokens: list[Token], norm: str) -> list[list[Phrase]]:
    """Phrases that stand in one list, in text order; a phrase alone is a list of one. Phrases of a relative clause
    before a later member ('A, 꽃이 피는 B를') are left out."""
    found = list(phrases(tokens, norm))
    out: list[list[Phrase]] = []
    i = 0
    while i < len(found):
        group = [found[i]]
        while (j := _member(tokens, found, i)) > 0:
            group.append(found[j])
            i = j
        out.append(group)
        i += 1
    return out


def _member(tokens: list[Token], found: list[Phrase], i: int) -> int:
    """Index of the phrase that goes on the list of `found[i]`; -1 where the list ends."""
    if i + 1 >= len(found) or tokens[found[i].last].form in words("visit_verb"):  # 시청 방문, 공연 …
        return -1
    left, right = found[i], found[i + 1]
    direct = _joined(tokens, left, right)
    comma = not left.particle and left.after < len(tokens) and tokens[left.after].form in (",", "·", "▲", "△")
    beside = left.after < len(tokens) and tokens[left.after].form in TOGETHER
    if comma or (left.particle in ("와", "과") and not beside):
        later = _behind_clause(tokens, found, i)
        if later > 0 and not (direct and left.particle and _reciprocal(tokens, left.after, found[later].first)):
            return later
    return i + 1 if direct else -1


def _behind_clause(tokens: list[Token], found: list[Phrase], i: int) -> int:
    """Index of the phrase behind a relative clause right behind `found[i]` ('A, 꽃이 피는 B'); -1 if none."""
    opening = found[i + 1]
    if i + 2 < len(found) and _copula(tokens, opening.after, found[i + 2].first):
        return i + 2
    if opening.particle not in ("이", "가", "을", "를", "에", "로", "으로", "에서"):
        return -1
    for j in range(i + 2, min(i + 6, len(found))):
        between = tokens[opening.after : found[j].first]
        if found[j].first - found[i].after > _CLAUSE or _ends(between):
            return -1
        if between and between[0].form[:2] in ("비롯", "포함"):
            return -1
        if between and between[-1].tag == "ETM":
            verbs = {t.form for t in between if t.tag in ("VV", "NNG")}
            visited = verbs & (words("visit_verb") | words("weak_verb"))
            return -1 if visited and opening.particle in ("을", "를", "에") else j
    return -1


def _copula(tokens: list[Token], start: int, end: int) -> bool:
    """'A와 세계유산인 B': the next phrase is an apposition of the one behind it."""
    return [t.tag for t in tokens[start:end]] == ["VCP", "ETM"]


def _ends(between: list[Token]) -> bool:
    """Whether a clause ends in between; the connective inside a complex verb ('이뤄 지는') ends none."""
    following = [t.tag for t in between[1:]]
    return any(t.tag in ("EC", "EF", "SF") and following[i : i + 1] != ["VX"] for i, t in enumerate(between))


def _reciprocal(tokens: list[Token], start: int, end: int) -> bool:
    """'A와 협약을 맺은 B', 'A와 B를 잇는 C': 와 belongs to the clause's verb, not to a list."""
    return any(t.form in words("reciprocal") for t in tokens[start:end])


def _joined(tokens: list[Token], left: Phrase, right: Phrase) -> bool:
    """Whether two phrases stand in one list: ', ', 와/과, 및, ▲, '등 (주요 시설)', 를 비롯해, 는 물론, 에 이어."""
    between = tokens[left.after : right.first]
    forms = [t.form for t in between[:3]]
    if left.particle in ("와", "과", "랑", "이랑", "하고"):
        return all(t.tag in ("SP", "SW", "MAJ", "MAG", "SSO") and t.form not in TOGETHER for t in between)
    opening = forms[0][:2] if forms else ""
    if not left.particle and opening in INSIDE:  # 공원 내 전시관
        return len(between) == 1
    if left.particle in ("를", "을") and opening in ("비롯", "시작", "포함"):
        return len(between) <= 5
    if (left.particle in ("은", "는") and opening == "물론") or (left.particle == "에" and opening == "잇"):
        return len(between) <= 3
    if left.particle in ("뿐", "부터"):
        return len(between) <= 4 and (left.particle == "뿐" or right.particle == "까지")
    if left.particle:
        return False
    return left.etc if not between else all(t.tag in _JOINERS for t in between)
