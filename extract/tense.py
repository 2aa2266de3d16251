"""The only place that tells from verbs on which side of the article's day a time lies."""

import re
from typing import Literal, cast

from extract.wordlists import alternation

Side = Literal["past", "now", "present", "future", ""]
"""past (찾았다, 방문한), now (머물고 있다), present (찾는다: today or later), future (찾을 예정), '' unknown."""


def _ending(jong: int, but: str = "") -> str:
    """Character class of the syllables with that final consonant."""
    return "".join(c for c in map(chr, range(0xAC00, 0xD7A4)) if (ord(c) - 0xAC00) % 28 == jong and c not in but)


_SS, _N, _B, _L = _ending(20, "있겠"), _ending(4), _ending(17), _ending(8)
_EVENT = rf"(?:{alternation('timelists', 'event_verb')})"
_MARKERS = re.compile(
    r"(?P<undone>(?:예정|계획)(?:했|됐|돼|되었|하였|이었|이던)|로 잡(?:았|혀|힌))"
    rf"|(?P<future>[{_L}] ?(?:예정|계획|방침|전망|것(?:이|으로|을|임|입))"
    r"|예정(?=이[다며고라]|인 |임|입니다|으로|된다?|[.)]|$)|계획(?=이[다며고라]|임|입니다|[.)]|$)"
    r"|^ ?방[한문](?:으로|을|이) [^.\n]{0,40}?(?:기대|희망|고대)"
    r"|방침이|^.{0,14}앞[두둔]|기로 (?:했|하|한|합의|결정|뜻|돼|되)|달라고|줄 것|겠)"
    rf"|(?P<future_attribute>{_EVENT}[할될] |(?:{alternation('timelists', 'future_attribute')}) )"
    r"|(?P<now>고 있(?!었)|는 중(?![가-힣]|·)|는 중(?=[이인임에])|중이|중인|진행 ?중|한창)"
    rf"|(?P<past_attribute>{_EVENT}[한된](?= |$)|(?:{alternation('timelists', 'past_attribute')}) |[{_SS}]던 )"
    rf"|(?P<past>[{_SS}]|바 있)"
    rf"|(?P<present_attribute>(?:{alternation('timelists', 'present_attribute')}) )"
    rf"|(?P<present>(?:(?<!르)[{_N}]|는)다(?=[.고며면\"' ,]|$)|[{_B}]니다|[{_L}] 수 있다)"
)
_QUOTE = re.compile(r"\"[^\"\n]*\"|'[^'\n]{0,40}'|\([^()\n]*\)")
_TOPIC = re.compile(r"(?:에는|엔|은|는)(?: |,)")


def sides(clause: str) -> tuple[Side, ...]:
    """What the verbs of `clause` (the text behind the time) tell: the nearest first, then the clause's main verb where
    it differs. A topic ('23일에는') belongs to the main verb alone. Empty where there is no verb."""
    bare = _QUOTE.sub(lambda hit: " " * len(hit.group()), clause)
    topic = _TOPIC.match(bare) is not None
    found: list[Side] = []
    for hit in _MARKERS.finditer(bare):
        name = hit.lastgroup or ""
        attribute = name.endswith("_attribute")
        if name == "undone":  # '5월로 잡았던 답방': told afterwards of a time that may lie on either side
            break
        if not (attribute and topic):
            found.append(cast("Side", name.removesuffix("_attribute")))
        if not attribute:
            break
    return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()


def before(text: str) -> tuple[Side, ...]:
    """What the verb right before a bracket tells: '개발할 계획(12월)'."""
    found = [hit.lastgroup or "" for hit in _MARKERS.finditer(text)]
    return (cast("Side", found[-1].removesuffix("_attribute")),) if found and found[-1] != "undone" else ()


_HEAD = re.compile(
    rf"(?P<future>{alternation('timelists', 'heading_future')})|(?P<past>{alternation('timelists', 'heading_past')})"
)


def section(text: str) -> Side:
    """What the last short heading of `text` (the lines before) says: '□ 향후 계획' future, '□ 주요 성과' past."""
    for line in reversed(text.split("\n")[-12:]):
        head = line.strip(" □■○●◦ㅇ◇◆▶*-<>【】[]")
        if 2 <= len(head) <= 24 and not head.endswith(("다.", "다")) and (hit := _HEAD.search(head)):
            return cast("Side", hit.lastgroup)
    return ""
