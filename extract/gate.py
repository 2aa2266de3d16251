"""The cheap look before any field is read: does anybody from abroad stand near a word of visiting?

An article that fails it costs less than a hundredth of tokenising it. Measured by bench/cost.py; it loses no labelled
claim of the gold sets (tests/extract/test_gate.py). What it lets through is looked at again once its clauses are read:
extract/assembly/opening.py.
"""

import re

from extract import abroad
from extract.heads import led

_VISIT = re.compile(
    led(
        r"방문|방한|내한|찾[았은아는]|대표단|사절단|연수|시찰|견학|참관|초청|접견|면담|만[나났난]|회담|환담"
        r"|함께했|무대에 [올오섰서]|참가|참석|출전|바이어|캠프|교류단|선수단"
        r"|공연단|다녀[가갔간]|둘러|벤치마킹|머물|체험|(?<=[가-힣])에서 온 |(?:양해각서|협정|의향서|"
        r"합의문)[을를]? ?(?:체결|서명)|결연[을식]|협약식|여장을|거닐|친선 ?경기|일정을 소화|(?:하루|이틀|사흘"
        r"|나흘|닷새)[를을] 보|[장관리감사원][을를]? (?:공식 )?예방|예방을 받|입교식|수료식|팸 ?투어"
        r"|무용단|공연팀|극단|합창단|악단|개 ?국[이의] ?(?:[가-힣·]{1,8} ?)?(?:참여|모[여이인])"
        r"|교육을? ?(?:실시|진행|운영|마[쳤치친])"
        r"|한(?:국|[미일중러독영불] |(?:국)?[^\w\s][가-힣])[^.\n]{0,40}(?:협의|협상|회의|회담|위원회|대화)"
    )
)
_FOREIGN_GUESTS = re.compile(
    r"한[·‧ㆍ]?중[·‧ㆍ]?일|(?:해외|외국|주한|각국|개국|세계|글로벌|국제|국외|자매"
    r"|우호)[가-힣·]{0,6}(?: [가-힣·]{1,8}){0,4} ?[가-힣]*"
    r"(?:대표단|방문단|사절단|연수|공무원|전문가|바이어|대사|외교|선수|학생|청소년|관계자|인사|의원|시장|장관|기관|도시|기자|학자"
    r"|손님|참가|회원)"
    r"|\d여? ?개 ?(?:국|나라)(?:의|에서)? ?(?:[가-힣·]{1,8} ?){0,3}\d[\d,]*[천백만]*여? ?명"
)
# '11개국 240여 명이 참가', '40여 개국 5천여 명의 선수단', '18개국 농업인 640명'
_COUNTED = re.compile(
    r"(?<=[\d여십]) ?개 ?(?:국(?!내)|나라)[가-힣]{0,3}[^.\n]{0,24}?\d[\d,]*[천만백]?[\d,]*[천백]?여? ?명"
)
# '한-칠레 개선협상을 부산에서 개최': talks that need no word of visiting; extract/frames.py reads them (`bilateral`).
_TALKS = re.compile(
    r"(?<![가-힣])한(?:국)?[-−·–‧ㆍ∼~] ?[가-힣A-Z]{1,12}[^.\n]{0,40}?"
    r"(?:회의|협의|협상|대화|포럼|위원회|회담|심포지|세미나|[컨콘]퍼런스|라운드테이블|워크숍|서명식)"
)
_PAIRED = tuple(f"{korea}{sign}" for korea in ("한", "한국") for sign in "-−·–‧ㆍ∼~")  # cheaper to look for
_REACH = 120  # characters on either side of a word of visiting: most of a sentence, or a headline and its lead


def _counted(text: str) -> bool:
    return any(word in text for word in ("개국", "개 국", "개 나라", "개나라")) and bool(_COUNTED.search(text))


def closed(text: str) -> str:
    """Why the article need not be read, or '' where it must be."""
    if any(map(text.__contains__, _PAIRED)) and _TALKS.search(text):
        return ""
    windows: list[list[int]] = []
    for hit in _VISIT.finditer(text):
        start, end = max(0, hit.start() - _REACH), hit.end() + _REACH
        if windows and start <= windows[-1][1]:
            windows[-1][1] = end
        else:
            windows.append([start, end])
    if not windows:
        return "gate: no word of visiting"
    near = (text[start:end] for start, end in windows)
    if any(
        abroad.named(window) or _FOREIGN_GUESTS.search(window) or _counted(window) or abroad.guarded(window)
        for window in near
    ):
        return ""
    return "gate: nobody from abroad near a word of visiting"
