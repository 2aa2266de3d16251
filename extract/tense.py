"""The only place that tells from a clause's verb on which side of the article's day its time lies."""

import re
from typing import Literal

Side = Literal["past", "now", "present", "future", ""]
"""past (찾았다, 방문한), now (머물고 있다), present (찾는다, 열리는: today or later), future (찾을 예정), '' unknown."""

_ALL = [chr(code) for code in range(0xAC00, 0xD7A4)]


def _ending(jong: int, but: str = "") -> str:
    """Character class of the syllables with that final consonant."""
    return "".join(c for c in _ALL if (ord(c) - 0xAC00) % 28 == jong and c not in but)


_SS, _N, _B, _L = _ending(20, "있겠"), _ending(4), _ending(17), _ending(8)
_EVENT = r"(?:방문|참가|참석|개최|진행|입국|방한|개막|실시|운영|초청|파견|체류|도착|체결|시작|견학|시찰|마련|출범|개장|개관|다녀|발표|수료|출국)"
_MARKERS = re.compile(
    rf"(?P<future>예정|계획|방침|전망|앞두|앞둔|기로 (?:했|하|한|합의|결정|돼|되)|[{_L}] ?것(?:이|으로|을|임|입)|{_EVENT}[할될]|열릴|찾을 |펼쳐질|치러질|선보일"
    rf"|둘러볼|다녀갈|[{_L}] (?:수 있|방안)|겠)"
    rf"|(?P<now>고 있(?!었)|는 중|중이|중인|진행 ?중|한창)"
    rf"|(?P<past>[{_SS}]|{_EVENT}[한된](?= |$)|열린 |찾은 |다녀간 |맺은 |만난 |치른 |치러진 |펼쳐진 |선보인 |찾아온 |들른 |둘러본 |머문 |떠난 |나온 |에 온 |바 있)"
    rf"|(?P<present>(?:[{_N}]|는)다(?=[.고며면\"' ,]|$)|[{_B}]니다|(?:열리|찾|방문하|참가하|참석하|개최되|펼쳐지|진행되|맞|개최하|시작되|개막하)는 )"
)


def side(clause: str) -> Side:
    """The side that the first marker in `clause` (the text behind the time) tells; '' where it holds none."""
    hit = _MARKERS.search(clause)
    return (hit.lastgroup or "") if hit else ""  # type: ignore[return-value]
