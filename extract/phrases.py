"""The only reader of noun phrases: maximal runs of nominal morphemes with their particle, and the lists they form."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.morphology import Token

NOMINAL = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR", "W_SERIAL"})
QUOTES = frozenset("'\"「」『』《》〈〉<>｢｣")
_COUNTERS = frozenset({"층", "호", "관", "동", "차", "구역", "단지"})
_GLUE = frozenset({"·", "&", "-", "/"})
_PARTICLES = frozenset(
    {"은", "는", "이", "가", "과", "와", "의", "을", "를", "에", "도"}
)  # misread behind a footnote star
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥ")
_COMPANY = frozenset({"㈜", "(주)"})
_SYLLABLES = frozenset({"대", "야드", "마일"})  # read as units at the end of a name: 태종|대, 코트|야드
_HALLS = frozenset({"전당", "집"})  # what '…의 집', '…의 전당' are named by, written apart
_NO_HALL = frozenset({"민의", "민주주의", "지성", "배움", "학문", "진리", "승리"})  # 민의의 전당: a figure of speech
_HOMES = frozenset({"문화", "나눔", "예술", "평화", "청소년", "여성", "한국", "희망", "사랑", "만남", "생명", "기억"})
_BREAKS = frozenset({"EC", "EF", "EP", "XSV", "XSA", "VX", "NNB"})


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
        company = token.form in _COMPANY and before is not None and before.end == token.start and before.tag in NOMINAL
        return company or (glued and (token.form != "이" or len(norm[token.start : token.end]) > 1))
    if token.tag == "NNB" and token.form in ("내", "외") and glued and before is not None:  # 내수면 inside a name
        return before.end == token.start and before.tag in NOMINAL
    if token.tag in ("XSA", "XSV") and glued and before is not None and before.end == token.start:
        return norm[token.start : token.end] == "하"  # 집하시설: no verb, as no ending follows
    joined = before is not None and before.end == token.start
    if token.tag == "NNB" and before is not None and before.tag in ("SN", "NR"):  # counters in names: 2층, 25시센터
        form = norm[token.start : token.end]
        return form in _COUNTERS or (form in ("시", "번") and joined and glued and tokens[i + 1].tag == "NNG")
    if token.tag == "NNB":
        noun = joined and before is not None and before.tag in ("NNG", "NNP")
        return (noun and token.form in _SYLLABLES) or (not joined and glued and token.form == "개")  # 개|평 한옥마을
    if token.tag == "MAG" and before is not None and before.tag in NOMINAL:  # 시청 들락날락|을, 빵 모락모락 마을
        object_ = behind is not None and behind.start == token.end and behind.form in ("을", "를", "에서")
        echo = len(token.form) == 4 and token.form[:2] == token.form[2:]
        return bool(object_ or (echo and behind is not None and behind.tag == "NNG"))
    if token.tag == "JKG" and joined and before is not None and behind is not None and behind.form in _HALLS:
        return before.form in _HOMES if behind.form == "집" else before.form not in _NO_HALL
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
