"""Who could be guests: words for delegations and people, generic foreign guests, and words that point back to guests.

Mentions (value None where nothing but the span matters):
field `generic`, foreign guests without a country's name (해외 대표단, 주한 외교사절);
field `anaphor`, subject words that point back to guests named before (이들은, 대표단은, 일행은, 참가자들은).
Rules: codebook, 'The unit' and 'Not claims'.
"""

import re
from functools import cache

from extract.document import Document
from extract.heads import led
from extract.records import Mention
from extract.words import alternation, words

_AFTER = (
    r"(?=(?:들|단|진|급|님)?(?:[은는이가을를와과의도에로]|에게|에서|으로|이다|였|이었|[^가-힣]|$|및|등|일행|측|까지|이나|이며"
    r"|라며|인|만|들|중|\d))"
)


@cache
def _person() -> re.Pattern[str]:
    return re.compile(
        led(
            rf"(?P<outsider>{alternation('outsider')})|(?P<delegation>{alternation('delegation')})|"
            rf"(?P<people>{alternation('person')}){_AFTER}"
        )
    )


@cache
def _generic() -> re.Pattern[str]:
    who = f"(?:{alternation('delegation')}|{alternation('person')})"
    return re.compile(
        rf"(?<![가-힣])(?:국내·?외 ?)?(?:{alternation('foreign_generic')})(?! ?(?:취업|여행|진출|파견|봉사|"
        rf"독립|출장|시장|판로|직구|교포|동포|이주|입양|건설|수출|자원|투자자금|공관|한국|무대|대회|농업|"
        rf"인턴|유학|참전|거주|교류(?:협의회|협회|재단|센터|과|팀)|통상(?:과|팀)|협력(?:과|팀|관)|관계대사|외교원|"
        rf"도시훈련))(?: 각국| 여러 나라| 각지| 도시| 정부| 지방정부| 기관)*(?:의|에서 온)?"
        rf" ?(?:[가-힣A-Za-z·&\d]+(?<![은는이가을를에])[ ·,]+){{0,4}}?(?:[가-힣A-Za-z·]*?){who}"
    )


@cache
def _shortest(name: str) -> tuple[str, ...]:
    """The words of a list that hold no other word of it: text without any of these holds none of the list."""
    return tuple(w for w in words(name) if not any(o != w and o in w for o in words(name)))


_POINTING = re.compile(
    r"(?:(?<=^)|(?<=[\s,'\"]))(?:이들|그들|이들 일행|방문 일행|(?:이번 |이날 |해당 |각국 |참가 |방문 |해외 |외국인? )?"
    rf"(?:(?:경제|무역|통상|투자|정부|의회|친선|문화|우호|우호친선|청소년|국제|국제교류|합동|공식|축하|경축|민간|시민|학생|청년|농업|의료|교육|체육|예술|관광"
    rf"|실무|고위)? ?(?:{alternation('delegation')})|"
    r"바이어|연수생|교육생|훈련생|학생|참가자|참석자|참여자|청소년|일행|단원|선수|"
    r"공무원|관계자|캠프 참가자|[가-힣]{1,6} 일행|손님|외교사절|사절|대사 일행|대표)(?:단|"
    r"들)?(?: 일행)?(?:[과와] [가-힣]{1,4}들?)?)(?=은|는|이 |가 |도 |에게|에는 |의 |"
    r" ?[\d,천백만]+여? ?명[은이도])"
)


# '시민 평가단', '시 공무원': people of the host, not the guests told before.
_HOSTS_OWN = re.compile(
    r"(?:(?<![가-힣])(?:시|군|구|도|우리|한국|국내|지역|관내|전문)|시민|도민|군민|구민|주민|국민|"
    r"[가-힣](?:시|군|구|도)) $"
)


@cache
def _outsider() -> re.Pattern[str]:
    return re.compile(alternation("outsider"))


_RESIDENT = re.compile(r"^(?:주한 ?[가-힣]{2,4}(?:계 ?)?|외국인 ?투자 ?|외국계 ?)(?:기업|상공회의소)|이해관계자")


def find(doc: Document) -> list[Mention]:
    """Every guest word of the text, in text order."""
    found: list[Mention] = []
    abroad = _shortest("foreign_generic")
    for sentence in doc.sentences:
        at = sentence.start
        for hit in _person().finditer(sentence.norm):
            note = hit.lastgroup or ""
            found.append(Mention("person", hit.group(), at + hit.start(), at + hit.end(), f"guests.{note}", note))
        found += [
            Mention("generic", None, at + hit.start(), at + hit.end(), "guests.generic")
            for hit in (_generic().finditer(sentence.norm) if any(map(sentence.norm.__contains__, abroad)) else ())
            if not _outsider().search(hit.group()) and not _RESIDENT.search(hit.group())
        ]
        found += [
            Mention("anaphor", None, at + hit.start(), at + hit.end(), "guests.anaphor")
            for hit in _POINTING.finditer(sentence.norm)
            if not _HOSTS_OWN.search(sentence.norm[: hit.start()])
        ]
    return sorted(found, key=lambda m: (m.start, m.end))
