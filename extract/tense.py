"""The only place that tells from verbs on which side of the article's day a time lies."""

import re
from typing import Literal, cast

Side = Literal["past", "now", "present", "future", ""]
"""past (찾았다, 방문한), now (머물고 있다), present (찾는다, 열리는: today or later), future (찾을 예정), '' unknown."""


def _ending(jong: int, but: str = "") -> str:
    """Character class of the syllables with that final consonant."""
    return "".join(c for c in map(chr, range(0xAC00, 0xD7A4)) if (ord(c) - 0xAC00) % 28 == jong and c not in but)


_SS, _N, _B, _L = _ending(20, "있겠"), _ending(4), _ending(17), _ending(8)
_EVENT = r"(?:방문|참가|참석|개최|진행|입국|방한|개막|실시|운영|초청|파견|체류|도착|체결|시작|견학|시찰|마련|출범|개장|개관|발표|수료|출국|폐막)"
_MARKERS = re.compile(
    rf"(?P<undone>(?:예정|계획)(?:했|됐|돼|되었|하였|이었|이던)|로 잡(?:았|혀|힌))"
    rf"|(?P<future>[{_L}] ?(?:예정|계획|방침|전망|것(?:이|으로|을|임|입))|예정(?=이[다며고라]|인 |임|입니다|으로|된다?|[.)]|$)|계획(?=이[다며고라]|임|입니다|[.)]|$)"
    rf"|방침이|^.{{0,14}}앞[두둔]|기로 (?:했|하|한|합의|결정|뜻|돼|되)|달라고|줄 것|겠)"
    rf"|(?P<future_attribute>{_EVENT}[할될] |열릴 |찾을 |펼쳐질 |치러질 |선보일 |둘러볼 |다녀갈 |예정된 |계획된 )"
    rf"|(?P<now>고 있(?!었)|는 중|중이|중인|진행 ?중|한창)"
    rf"|(?P<past_attribute>{_EVENT}[한된](?= |$)|열린 |찾은 |다녀간 |맺은 |만난 |치른 |치러진 |펼쳐진 |선보인 |찾아온 |들른 |둘러본 |머문 |떠난 |에 온 |[{_SS}]던 )"
    rf"|(?P<past>[{_SS}]|바 있)"
    rf"|(?P<present_attribute>(?:열리|찾|방문하|참가하|참석하|개최되|펼쳐지|진행되|맞|개최하|시작되|개막하)는 )"
    rf"|(?P<present>(?:[{_N}]|는)다(?=[.고며면\"' ,]|$)|[{_B}]니다|[{_L}] 수 있다)"
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
    r"(?P<future>향후|추진 ?계획|행사 ?계획|개최 ?계획|앞으로)|(?P<past>실적|성과|결산|그간|그동안|추진 ?경과|추진 ?현황|지난 ?사례)"
)


def section(text: str) -> Side:
    """What the last short heading of `text` (the lines before) says: '□ 향후 계획' future, '□ 주요 성과' past."""
    for line in reversed(text.split("\n")[-12:]):
        head = line.strip(" □■○●◦ㅇ◇◆▶*-<>【】[]")
        if 2 <= len(head) <= 24 and not head.endswith(("다.", "다")) and (hit := _HEAD.search(head)):
            return cast("Side", hit.lastgroup)
    return ""
