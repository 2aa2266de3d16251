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
"""Fields of a claim in the order in which a reader is told of them."""

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
