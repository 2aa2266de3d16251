"""The only place for the Korean words of results: kinds, states, fields, and numbers as Koreans write them."""

import unicodedata
from collections.abc import Callable, Sequence

from extract.records import Confidence, Kind, Qualifier, Status
from figures.records import State, What

CountryName = Callable[[str], str]
"""ISO 3166-1 alpha-2 to the short Korean name; the lexicon's."""

KINDS: dict[Kind, str] = {"visit": "방문", "total": "합계"}
STATUSES: dict[Status, str] = {"completed": "완료", "planned": "예정"}
CONFIDENCES: dict[Confidence, str] = {"high": "높음", "medium": "보통", "low": "낮음"}
STATES: dict[State, str] = {"agree": "일치", "conflict": "엇갈림", "single": "단독"}
COUNTED: dict[What, str] = {"delegates": "인원", "country_count": "국가 수"}
FIELDS = {
    "city": "방문지",
    "countries": "국가",
    "groups": "권역",
    "organizations": "기구",
    "country_count": "국가 수",
    "delegates": "인원",
    "country_delegates": "국가별 인원",
    "sites": "방문 장소",
    "date_start": "시작일",
    "date_end": "종료일",
    "status": "상태",
}
TIMES = "때"  # a start and an end at once
"""Fields of a claim in the order in which a reader is told of them."""

DOUBTS = {
    "no doubt": "걸리는 점 없음",
    "nobody named": "국가도, 국가 수와 인원도 없음",
    "nothing said": "손님의 절에 동사가 없음",
    "no time for a total": "합계의 기간을 알 수 없음",
    "no verb of coming": "방문·초청·연수라는 말이 없음",
    "names without people": "사람을 가리키는 말 없이 나라 이름만 있음",
    "a word inside a name": "사람을 가리키는 말이 이름의 일부일 수 있음",
    "named as a place": "손님의 나라가 장소로 적힘",
    "going abroad": "나라 밖으로 가는 말이 있음",
    "not in running text": "본문이 아니라 제목·각주·표에서 나옴",
    "no city": "지자체가 없음",
    "no host": "지자체가 맞이한 것은 아님",
    "no time": "때를 알 수 없음",
    "a total without an end": "합계의 끝을 알 수 없음",
    "a long visit": "한 번의 방문으로는 긺",
    "other numbers": "같은 절에 다른 숫자가 있음",
    "a part": "큰 행사의 일부",
}
"""The extractor's doubts about a claim, as a reader is told of them."""

PASSED_OVER = {
    "where Koreans go": "우리 쪽이 가는 곳",
    "a place abroad": "나라 밖의 장소",
    "a market": "수출·방송 시장",
    "only talked about": "언급만 됨",
    "not one of the guests": "손님이 아님",
    "not the host": "맞이한 곳이 아님",
    "not a place of this visit": "이 방문의 장소가 아님",
    "another number of people": "다른 인원",
    "another number of countries": "다른 국가 수",
    "another time": "다른 때",
    "a share": "일부의 수",
    "per head": "한 사람당 수",
    "a change": "늘고 준 수",
    "a row of a table": "표의 한 줄",
}
"""Why a value of the same sentence was not taken."""

UNKNOWN = "미상"
NO_CITY, NO_DATE, NO_NUMBER = "(지자체 없음)", "(때 미상)", "수 미상"
_FORMS: dict[Qualifier, str] = {
    "exact": "{n}{unit}",
    "over": "{n}{unit} 이상",
    "about": "약 {n}{unit}",
    "under": "{n}{unit} 이하",
    "range": "{n}~{m}{unit}",
}


def number(value: int | None, qualifier: Qualifier | None, maximum: int | None = None, *, unit: str = "명") -> str:
    """'273명', '40명 이상', '약 1,200명', '20~30명'; '수 미상' where there is none."""
    if value is None or qualifier is None:
        return NO_NUMBER
    top = "" if maximum is None else f"{maximum:,}"
    return _FORMS[qualifier].format(n=f"{value:,}", m=top, unit=unit)


def unit(what: What) -> str:
    """The counter that goes with the number."""
    return "명" if what == "delegates" else "개국"


def countries(
    codes: Sequence[str], groups: Sequence[str], count: int | None, name: CountryName, *, most: int = 4
) -> str:
    """'29개국: 베트남, 몽골, 태국, 페루 외 16'. Blocs stand in where no country is named."""
    listed = [name(code) for code in codes] or list(groups)
    shown = ", ".join(listed[:most]) + (f" 외 {len(listed) - most}" if len(listed) > most else "")
    if count is None:
        return shown
    return f"{count}개국: {shown}" if shown else f"{count}개국"


def plain(text: str) -> str:
    """One line that a terminal cannot be harmed by: control and direction marks out, white space single."""
    return " ".join(_harmless(text).split())


def inline(text: str) -> str:
    """As `plain`, with the white space at the ends kept: a piece of a sentence."""
    return "".join(" " if c.isspace() else c for c in _harmless(text))


def _harmless(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
