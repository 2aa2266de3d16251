"""The only reader of lists of noun phrases: what commas, 와/과, ▲, 등, 를 비롯해 and relative clauses join."""

from functools import cache

from extract.morphology import Token
from extract.phrases import Phrase, phrases
from extract.placebounds import facility
from extract.words import words

_JOINERS = frozenset({"SP", "JC", "SW", "SB", "MAJ", "MAG", "SF", "SSO", "SSC"})
INSIDE = frozenset({"내", "안"})
TOGETHER = frozenset({"함께", "공동"})  # 협회와 함께: a companion, no member of a list
_NO_MEMBER = frozenset({"예정", "계획", "방침", "전망", "때", "후", "뒤", "다음", "이후", "가운데"})  # 찾을 예정
_LINKS = frozenset({"위하", "통하", "대하", "의하"})  # 보급을 위해 세운
_CLAUSE = 18  # tokens that a relative clause inside a list may take


@cache
def _people() -> tuple[frozenset[str], tuple[int, ...]]:
    """Words for people, and their lengths, the longest first."""
    known = words("person") | words("staff") | words("delegation")
    found = frozenset(w for w in known if len(w) > 1 and w not in words("facility") and not w.endswith("원"))
    return found, tuple(sorted({len(w) for w in found}, reverse=True))


def of_people(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether the phrase ends in a word for people, who stand in no list with places."""
    form = tokens[phrase.last].form
    people, lengths = _people()
    size = next((n for n in lengths if form[-n:] in people), 0)
    if not size:
        return False
    place = facility().search(form)
    return place is None or len(place[1]) <= size  # 박람|회장 is a ground


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
    shown = left.etc and not left.particle
    if comma or shown or (left.particle in ("와", "과") and not beside):
        later = _behind_clause(tokens, found, i)
        if shown and later > 0 and tokens[found[later].last].form not in words("sight"):
            later = -1
        if later > 0 and not (direct and left.particle and _reciprocal(tokens, left.after, found[later].first)):
            return later
    return i + 1 if direct else -1


def _behind_clause(tokens: list[Token], found: list[Phrase], i: int) -> int:
    """Index of the phrase behind a relative clause right behind `found[i]` ('A, 꽃이 피는 B'); -1 if none."""
    opening = found[i + 1]
    if i + 2 < len(found) and _copula(tokens, opening.after, found[i + 2].first):
        return i + 2
    if opening.particle not in ("이", "가", "을", "를", "에", "로", "으로"):
        return -1
    for j in range(i + 2, min(i + 6, len(found))):
        between = tokens[opening.after : found[j].first]
        if found[j].first - found[i].after > _CLAUSE or _ends(between):
            return -1
        if between and between[0].form[:2] in ("비롯", "포함"):
            return -1
        if between and between[-1].tag == "ETM" and tokens[found[j].last].form not in _NO_MEMBER:
            verbs = {t.form for t in between if t.tag in ("VV", "NNG")}
            visited = verbs & (words("visit_verb") | words("weak_verb"))
            return -1 if visited and opening.particle in ("을", "를", "에") else j
    return -1


def _copula(tokens: list[Token], start: int, end: int) -> bool:
    """'A와 세계유산인 B': the next phrase is an apposition of the one behind it."""
    return [t.tag for t in tokens[start:end]] == ["VCP", "ETM"]


def _ends(between: list[Token]) -> bool:
    """Whether a clause ends in between; the connective inside a complex verb ('이뤄 지는') and of '위해' ends none."""
    following = [t.tag for t in between[1:]]
    return any(
        t.tag in ("EC", "EF", "SF") and following[i : i + 1] != ["VX"] and between[i - 1].form not in _LINKS
        for i, t in enumerate(between)
    )


def _reciprocal(tokens: list[Token], start: int, end: int) -> bool:
    """'A와 협약을 맺은 B', 'A와 B를 잇는 C': 와 belongs to the clause's verb, not to a list."""
    return any(t.form in words("reciprocal") for t in tokens[start:end])


def _joined(tokens: list[Token], left: Phrase, right: Phrase) -> bool:
    """Whether two phrases stand in one list: ', ', 와/과, 및, ▲, '등 (주요 시설)', 를 비롯해, 는 물론, 에 이어."""
    between = tokens[left.after : right.first]
    if right.particle == "에" and right.first == right.last and tokens[right.first].form in words("site_lead"):
        return False  # 'A, 오후에 B를'
    forms = [t.form for t in between[:3]]
    if left.particle in ("와", "과", "랑", "이랑", "하고"):
        if of_people(tokens, left) or tokens[right.first].tag in ("SN", "W_SERIAL"):
            return False  # '환경장관과 4일 청사에서'
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
    if left.etc and between and between[-1].tag == "ETM" and len(between) <= 4:  # 'A, B 등 다양한 문화 현장'
        return any(t.tag in ("VA", "XSA") for t in between) and all(t.tag not in ("VV", "XSV") for t in between)
    return left.etc if not between else all(t.tag in _JOINERS for t in between)
