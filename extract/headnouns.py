"""The person that heads a noun phrase which a foreign name begins: '베트남 하노이시 공무원 대표단'."""

import re
from functools import cache

from extract.records import Mention
from extract.words import alternation

PARTICLE = re.compile(r"(?:[은는을를]|에서|에게|까지|부터|에|했다|하고|하며|해|위해|통해|대해|따르면)[,.]?$")
# Words with a particle that do not end the phrase: '9개국에서 산불 업무를 맡은 공무원'.
_PASSES = re.compile(
    r"(?:개국|국가|나라|지역|도시)에서$|^국에서$|(?:업무|분야|정책|행정|안전|교육|관리)[을를]$"
    r"|(?:맡|담당하|이끄|속하|속한|종사하|근무하|꾸려진|구성된|방문한|참가한|참여한|초청한|초청된|모인|"
    r"대표하|포함한|비롯한|찾은|담당한)(?:는|은)?$"
)


@cache
def person_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation('delegation')}|(?:{alternation('person')})(?=(?:들|단|진|급|"
        rf"님)?(?:[은는이가을를와과의도에로]|에게|에서|으로|[^가-힣]|$|등|측|만|라)))"
        r"(?! ?(?:개척|진출|공략|점유|판로|확대|조사|동향|규모|[을에] (?:진출|공략|개척|"
        r"두드)))(?<!병의원)(?<!이해관계자)(?<!대회장)(?<!행사회장)"
    )


@cache
def outsider_word() -> re.Pattern[str]:
    return re.compile(alternation("outsider"))


def first_person(mask: str, start: int, end: int) -> Mention | None:
    hit = person_word().search(mask, start, end)
    return Mention("person", hit.group(), hit.start(), hit.end(), "frames.head") if hit else None


_MINISTRY = re.compile(r"[가-힣·]{3,}[부청처](?:의)?")  # '기업통상고용부 장관': a ministry for firms, no firm

_ABOUT = frozenset({"교섭", "담당", "관련", "전담"})  # '아프리카 교섭 정부대표': an official for it, not from it

OURS = frozenset({"관내", "도내", "시내", "군내", "국내", "우리"})  # '미국 대학에서 관내 학생 20명이'

_PARTY_OF = re.compile(
    r"[가-힣](?:대표단|사절단|방문단|시찰단|연수단|교류단)(?![가-힣]*(?:에게|과|와))"
)  # '기업대표단'

_ITS_PARTY = re.compile(
    r"(?<=[과와]) [가-힣]{0,6}(?:공무원|관계자|지도자)|(?<![은는이가을를]) [가-힣]*(?:대표단|사절단|방문단"
    r"|시찰단|연수단|교류단)"
)

_NAMES_A_HALL = re.compile(
    r"(?: [가-힣]+(?<![은는이가을를과와의도에등])){0,3} [가-힣]*(?:홍보관|기념관|전시관|박물관|추모공원"
    r"|기념공원|기념비|기념탑)(?![가-힣]*장)"
)

_OF_OTHERS = re.compile(r"의 ")

_PEOPLE_COUNTED = re.compile(r"(?:약 |총 |모두 )?[\d,.]*\d[\d,천백만]*여? ?명(?=[이은을도의과와으,)(]|이나|$)")

_NOUN_BEFORE = re.compile(r"([가-힣]{2,}(?<![은는이가을를과와의도로에서며고해])(?<!당시)(?<!이후)(?<!동안))(?: 등)? $")

_OTHER_SUBJECT = re.compile(r"[가-힣][이가] ")


def _counted_noun(tail: str, at: int) -> tuple[int, str] | None:
    """'체육회 소속 양궁팀 21명도', '쓰촨성 궁사 등 11명이': whatever is counted by 명 is people."""
    if not _PEOPLE_COUNTED.match(tail, at) or _OTHER_SUBJECT.search(tail, 0, at):
        return None
    noun = _NOUN_BEFORE.search(tail, 0, at)
    return (noun.start(1), noun[1]) if noun else None


def headed(tail: str) -> tuple[int, str] | None:
    """The person word that heads the noun phrase that a chain begins: (offset in tail, word), or None.

    Words are walked until one carries a particle that ends the phrase; 을 맡은, 소속 … may stand between."""
    for n, word in enumerate(re.finditer(r"\S+", tail)):
        if n > 9:
            return None
        text = word.group()
        if (
            (
                outsider_word().search(text)
                and not _PARTY_OF.search(text)
                and not _MINISTRY.fullmatch(text)
                and not _ITS_PARTY.match(tail, word.end())
            )
            or (n and text in OURS)
            or (n == 0 and text in _ABOUT)
        ):
            return None
        if hit := person_word().search(text):
            if _NAMES_A_HALL.match(tail, word.start() + hit.end()):
                return None  # '콜롬비아 참전용사 후원 홍보관'
            if _OF_OTHERS.match(tail, word.start() + hit.end()) and outsider_word().search(
                tail, word.end(), word.end() + 24
            ):
                return None  # '여행사의 봄 상품으로 온 여행객'
            return word.start() + hit.start(), hit.group()
        if n and (noun := _counted_noun(tail, word.start())):
            return noun
        if n == 0 and re.match(
            r"^(?:특별시|시|주|성|현|구|군|도|부|정부)?(?:은|는|을|를|에서|에|으로|로|이|가)[,.]?$", text
        ):
            return None
        if n > 0 and (PARTICLE.search(text) or text.endswith("로,")) and not _PASSES.search(text):
            return None
    return None
