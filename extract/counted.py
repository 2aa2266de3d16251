"""The only place that tells what a number of people counts: the noun beside '공무원 18명' or '60명의 청소년'."""

import re
from functools import cache

from extract.wordlists import words

_FORMED = re.compile(
    r"(?:으로|로) (?:구성|꾸려|꾸린|이뤄|이루어|짜인|편성)\S{0,6} "
    r"((?:[가-힣A-Za-z]{1,12} ){0,2}[가-힣A-Za-z]{0,10}(?:단|팀|일행|진))(?=[이은을의과와,. )]|$)"
)
_OF = re.compile(r"(?:의|에 (?:달하는|이르는)|규모의|으로 이뤄진) ")
_OPEN = re.compile(r"(?:^|[^가-힣])\(? ?(?:총|모두|약)? ?$")
_OTHER_COUNT = re.compile(r"[\d,만천백여]+여? ?(?:개 ?국|개 ?[가-힣]{1,4}|차례|회|곳|개사)(?:에 걸쳐|의)?$")
_BRACKET = re.compile(r"\([^()\n]{0,40}\)$")
_WORD = re.compile(r"[가-힣A-Za-z·]+(?:\([^()\s]{0,20}\))?,?")
_PARTICLE = re.compile(
    r"(?:에서|에게|에는|으로|까지|부터|에|의|을|를|은|는|께서|며|하고|한|된|인|간|해|하여|여|돼|되어|고|서|쳐|져|려|던|할|될|로|도|면|와|과)$"
)


def noun(norm: str, start: int, end: int) -> str:
    """The noun phrase that the count at `norm[start:end]` counts; '' where none stands beside it ('52명이 참석')."""
    right = norm[end : end + 60]
    formed = _FORMED.match(right)
    if formed:
        return formed[1]
    left = _left(norm[max(0, start - 70) : start])
    if left and _ends_in_people(left):
        return left
    return _right(right) or left


def _ends_in_people(phrase: str) -> bool:
    return phrase.endswith(_people_ends())


@cache
def _people_ends() -> tuple[str, ...]:
    return tuple(words("countwords", "people_end"))


def _right(text: str) -> str:
    """'60명의 해외 청소년이' → 해외 청소년; modifiers up to the first noun for people, else nothing."""
    of = _OF.match(text)
    if not of:
        return ""
    kept: list[str] = []
    for word in text[of.end() :].split(" ")[:4]:
        bare = re.match(r"[가-힣A-Za-z·]*", word)
        stem = _stem(bare[0]) if bare else ""
        if not stem:
            return ""
        kept.append(stem)
        if _ends_in_people(stem):
            return " ".join(kept)
        if stem != word:
            return ""
    return ""


def _stem(word: str) -> str:
    """The word without its particle: 청소년이 → 청소년, 전문가가 → 전문가, 전문가 stays."""
    for ending in ("에게서", "에서는", "으로", "에게", "에서", "들이", "들은", "들을", "들의", "들과", "들"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    last = word[-1:]
    if last == "가" and any(word.endswith(n) for n in words("countwords", "ga_noun")):
        return word
    if last == "이" and any(word.endswith(n) for n in words("countwords", "i_noun")):
        return word
    return word[:-1] if len(word) > 2 and last in "이가은는을를과와의도로" else word


def _left(text: str) -> str:
    """The noun right before the number, with those joined to it by 와/과, commas or 및."""
    text = re.split(r"[.?!\n;:▲△◦○□]", text)[-1].rstrip(" '\"")
    text, topic = _without_fillers(text)
    parts: list[str] = []
    for word in reversed(text.split(" ")[-8:]):
        if not _WORD.fullmatch(word):
            break
        parts.insert(0, word)
    if not parts or parts[-1].endswith(","):
        return ""
    last = re.sub(r"\([^()]*\)$", "", parts[-1])
    if topic and re.search(r"[은는]$", last) and not re.search(r"(?:에|에서|로|까지|부터)[은는]$", last):
        return last[:-1]
    if not _is_noun(last):
        return ""
    return " ".join([*_joined(parts[:-1]), last.removesuffix("들")])


def _without_fillers(text: str) -> tuple[str, bool]:
    """Text without 총, 약, 등, 외, brackets and other counts at its end; whether such a count stood there."""
    counted = False
    for _ in range(6):
        bare = re.sub(
            r"(?:^|(?<=[ (]))(?:총|모두|약|등|외|각|각각|합쳐|전체|최대|최소|대략|도합|합해) *$", "", text
        ).rstrip(" '\"")
        if bare.endswith("("):
            bare = bare[:-1].rstrip()
        bare = _BRACKET.sub("", bare).rstrip()
        other = _OTHER_COUNT.search(bare)
        if other:
            bare, counted = bare[: other.start()].rstrip(), True
        if bare == text:
            break
        text = bare
    return text, counted


def _is_noun(word: str) -> bool:
    if not word or word in words("countwords", "no_people") or re.fullmatch(r"[A-Za-z]", word):
        return False
    if word.endswith("가"):
        return any(word.endswith(n) for n in words("countwords", "ga_noun"))
    if word.endswith("이"):
        return any(word.endswith(n) for n in words("countwords", "i_noun"))
    if word.endswith("인"):  # 경제인, 외국인; but 활동중인, 대표적인
        return re.search(r"(?:적|중|이|예정|것)인$", word) is None and len(word) > 2
    return _PARTICLE.search(word) is None


def _joined(before: list[str]) -> list[str]:
    """The words before the noun that belong to its list: '선수와' 임원, '의사,' 간호사."""
    out: list[str] = []
    for word in reversed(before):
        if not (len(word) > 1 and re.search(r"(?:[와과,]|및)$", word)):
            break
        out.insert(0, word)
    return out
