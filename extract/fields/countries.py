"""Who is from where: countries, blocs and foreign bodies that the text names.

Mentions: field `country` (value ISO 3166-1 alpha-2); `group` and `organization` (value as written, note the
canonical name, so that '아세안(ASEAN)' is one group).
Notes of `country`: name, hanja (한·중·일, 中, 미 국무부), place, embassy, organization, demonym, from-list (a word that
is a country only because a list of countries holds it), thing (미국산, 베트남어, 파리협정: not a guest's origin),
facility (네덜란드정원, 독일마을: a place in Korea). KR never comes out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from extract import abroad, governments, lexicon
from extract.abroad import HANGUL, Hit, alternation, left_run, particles
from extract.document import Document
from extract.records import Mention

# '주멕시코|페루대사', '주유엔 |미국대사': an envoy somewhere else; '주한', '駐韓' ones live in Korea.
_ENVOY = re.compile(r"(?<![가-힣])(?:주 ?|駐 ?)(?!한 ?\Z|한국|한[가-힣]* \Z|대한민국)(?P<where>[가-힣]{2,8}) ?\Z")


def _envoy_elsewhere(text: str, start: int) -> bool:
    """Whether a mission stands abroad; one in a Korean city ('주부산 중국총영사') does not."""
    envoy = _ENVOY.search(text[max(0, start - 12) : start])
    return envoy is not None and not governments.home().at(envoy["where"], 0)


# '시애틀한국교육원', '하노이 한국국제학교', '파리 세종학당': Korea's own houses abroad.
_KOREAN_HOUSE = re.compile(
    r" ?(?:주재 ?)?(?:한국(?:교육원|문화원|국제학교|학교|어교육원|종합교육원|관광공사)|한글학교|한인학교"
    r"|세종학당|무역관|KOTRA|코트라)(?!에서)"
)


# '김누리 전 스페인대사', '칠레대사를 지낸 …': Koreans who were envoys there; '전 주한 스페인대사' is theirs
_FORMER = re.compile(r"(?<![가-힣])(?:전|前|전직) ?\Z")
_SERVED = re.compile(r"[를을] (?:역임|지[낸냈내]|거[친쳤])")


def _note(text: str, hit: Hit) -> Hit:
    """Embassies, people, products and facilities, by the word that follows the name."""
    gap = hit.end + (text[hit.end : hit.end + 1] == " ")
    if hit.term.kind in ("country", "place") and _KOREAN_HOUSE.match(text, hit.end):
        return replace(hit, note="thing", rule="korean-house")
    if hit.note == "place" and alternation("famed").match(text, gap):
        return replace(hit, note="thing", rule="famed")
    if hit.note not in ("name", "from-list") or hit.term.kind != "country":
        return hit
    found = alternation("embassy").match(text, gap)
    lead = re.search(r"주한\s?\Z", text[max(0, hit.start - 3) : hit.start])
    if left_run(text, hit.start) == "주" or text[hit.start - 1 : hit.start] == "駐":
        korean = found or re.match(r"\s?(?:한국|대한민국)", text[hit.end : hit.end + 6])
        return replace(hit, note="thing", rule="korean-mission") if korean else hit
    if (
        found
        and not lead
        and (_FORMER.search(text, max(0, hit.start - 6), hit.start) or _SERVED.match(text, found.end()))
    ):
        return replace(hit, note="thing", rule="our-former-envoy")
    if found and _envoy_elsewhere(text, hit.start):
        return replace(hit, note="thing", rule="mission-elsewhere")
    if found:
        start = hit.start - len(lead[0]) if lead else hit.start
        return replace(hit, start=start, end=found.end(), note="embassy", rule="embassy")
    if re.match(r"인(?:들|이|은|의|과|을|도|에|\b|\s|$)", text[hit.end : hit.end + 2]):
        return replace(hit, end=hit.end + 1, note="demonym", rule="demonym")
    for role in ("language", "facility", "thing"):
        word = alternation(role).match(text, hit.end if role == "language" else gap)
        if word and role == "thing" and _PEOPLE.match(text, word.end()):
            return hit
        if word and (not HANGUL.match(text, word.end()) or particles().match(text, word.end())):
            return replace(hit, note="facility" if role == "facility" else "thing", rule=role)
    return hit


@cache
def _abbreviations() -> dict[str, str]:
    return dict(pair.split("=") for pair in lexicon.contexts("abbreviation"))


# What may not stand before a first letter is looked at behind it: `re` skips to a first character, not to a look.
_DOTS = re.compile(r"[·/-](?=[가-힣])(?<=[가-힣].)")
_DOTTED = re.compile(
    r"[가-힣](?=[·/-])(?<![가-힣0-9].)(?:[·/-][가-힣]){1,4}(?=(?:은|는|이|가|과|와|의|을|를)?(?![가-힣]))"
)


# 한미 양국, 한일 국장급 회의; no firms and schools that begin so (한미약품, 한일고).
_PAIR = re.compile(
    r"한(?<![가-힣].)([미일중러독영불])(?= (?:양국|양측|정부|정상|외교|국방|통상|산업|경제|과학|국장|차관|장관|"
    r"실장|고위|실무|전략|"
    r"대표|합동|공동|수석|청년|의원|의회|에너지|기후|문화|보건|안보|원자력|[^ ]{1,8} (?:협의|회의|회담|대화|워킹그룹)))"
)


# 주한미대사, 주한중국대사 is read elsewhere; here the one syllable.
_SHORT_ENVOY = re.compile(r"주한 ?([미일중러독영불])(?= ?대사)")
_TRIPLE = re.compile(r"한(?<![가-힣+].)(?:중일|일중|미일|일미)(?= |3국|3개국|이 |가 |의 )")


def _dotted(text: str) -> Iterator[Mention]:
    """한·중·일, 한-몽, 미·중, 한미 양국: each letter its country, 한 none."""
    table = _abbreviations()
    for hit in _PAIR.finditer(text):
        yield Mention("country", table[hit[1]], hit.start(1), hit.end(1), "dotted", "hanja")
    for hit in _SHORT_ENVOY.finditer(text):
        end = re.compile(r" ?대사(?:관)?").match(text, hit.end())
        yield Mention("country", table[hit[1]], hit.start(), end.end() if end else hit.end(), "embassy", "embassy")
    for hit in _TRIPLE.finditer(text):
        for at in (hit.start() + 1, hit.start() + 2):
            yield Mention("country", table[text[at]], at, at + 1, "dotted", "hanja")
    for hit in _DOTTED.finditer(text) if _DOTS.search(text) else ():
        letters = hit[0][::2]
        if all(c == "한" or c in table for c in letters) and (len(letters) > 2 or letters != "중미"):
            for i, c in enumerate(letters):
                if c != "한":
                    at = hit.start() + 2 * i
                    yield Mention("country", table[c], at, at + 1, "dotted", "hanja")


@cache
def _headline_re() -> re.Pattern[str]:
    letters = "".join(c for c in _abbreviations() if len(c) == 1)
    words = "|".join(sorted(lexicon.contexts("headline"), key=len, reverse=True))
    return re.compile(rf"([{letters}])(?<![가-힣\w/].)\s(?=(?:{words})(?:[은는이가과와의에도]|\b))")


def _headline(text: str, hits: list[Hit]) -> Iterator[Mention]:
    """미 국무부, 일 돗토리현, 중 산둥성: one syllable in front of an office or of a place of that country."""
    table = _abbreviations()
    for found in _headline_re().finditer(text):
        before = text[max(0, found.start() - 3) : found.start()].rstrip(" \n")
        if before[-1:].isdigit() or before[-1:] == ")" or (found[1] in "중일" and before[-1:].isalnum()):
            continue  # '11일 정부', '보험료 중 정부 지원'
        yield Mention("country", table[found[1]], found.start(1), found.end(1), "headline", "hanja")
    for hit in hits:
        letter = text[hit.start - 2 : hit.start - 1]
        alone = text[hit.start - 1 : hit.start] == " " and (hit.start < 3 or not text[hit.start - 3].isalnum())
        if hit.note in ("place", "organization") and alone and table.get(letter) == hit.code:
            yield Mention("country", hit.code, hit.start - 2, hit.start - 1, "headline", "hanja")


_PEOPLE = re.compile(  # 베트남 전통춤 공연단, 중국 여행 업체 관계자: people after all
    r"\s?(?:[가-힣]{1,4}\s?)?(?:공연단|무용단|합창단|예술단|대표단|방문단|사절단|연수단|선수단|취재진|제작진|전문가|바이어|관계자|감독|작가|기자|교수"
    r"|선수|팀|상비군|코치|임원|(?:약 )?[\d,]+여? ?명)"
)
_DIPLOMATIC = re.compile(
    r"대표단|사절단|방문단|연수단|공무원|대사|정부|교류|우호|참가|참석|방한|초청|장관|협력|수교|유학|각국|개국"
)
_MORPHOLOGY_BLIND = ("인도", "아일랜드", "피지", "부탄")  # Kiwi calls each of them a name, or a noun, whatever is meant


def _is_country(doc: Document, hit: Hit) -> bool:
    """The judge of words such as 이란, 수단, 가나: what follows, else Kiwi's NNP in a sentence about guests."""
    if abroad.relates(doc.norm, hit) or abroad.speaks_for_a_state(doc.norm, hit):
        return True
    word = re.escape(hit.term.text)
    if re.search(rf"(?<![가-힣])(?:한[-·–․]|주한 ?){word}(?![가-힣]{{2}})", doc.norm):
        return True  # '한-아일랜드 공동위', '주한 수단 대사': the text uses the word as a country's name
    sentence = doc.sentence_at(hit.start)
    if hit.term.text in _MORPHOLOGY_BLIND or not _DIPLOMATIC.search(sentence.norm):
        return False
    return any(t.start == hit.start and t.form == hit.term.text and t.tag == "NNP" for t in doc.tokens(sentence))


def _bodies(doc: Document, hits: list[Hit]) -> Iterator[Mention]:
    """Groups and bodies as written; an acronym in brackets behind its own body belongs to it: '이클레이(ICLEI)'."""
    named = [h for h in hits if h.term.kind in ("group", "organization")]
    skip = False
    for i, hit in enumerate(named):
        after = named[i + 1] if i + 1 < len(named) else None
        if skip:
            skip = False
            continue
        end = hit.end
        if after and after.term.value == hit.term.value and doc.norm[end : after.start] == "(":
            skip, close = True, doc.norm[after.end : after.end + 1] == ")"
            end = after.end + close if hit.term.kind == "organization" else end
        yield Mention(hit.term.kind, doc.text[hit.start : end], hit.start, end, hit.rule, hit.term.value)


# '베트남 동나이성 년짝현': a place that no list holds, behind its country or province.
_UNLISTED = re.compile(
    r"(?:특별시|직할시|시|성|주|현)? (?P<stem>[가-힣]{1,7}?)(?:\([一-鿿]{1,6}\))?(?P<unit>시|성|현|주|군|구|정|촌"
    r"|마치)(?=[ ,·)(]|의회|시장|(?:은|는|이|가|을|를|의|에|와|과|"
    r"로)(?![가-힣]))"
)
_NO_PLACE = re.compile(
    r".*(?:당시|동시|역시|전시|즉시|게시|제시|표시|개시|실시|감시|잠시|택시|도시|지시|몇시|특성|여성|남성|조성|구성|형성|작성|편성|"
    r"육성|양성|완성|결성|감성|인성|가능성|[가-힣]{2}성 있|위주|거주|이주|우주|연주|입주|수주|발주|건축주|표현|실현|"
    r"구현|미군|해군|공군|"
    r"육군|국군|장군|연구|기구|가구|도구|요구|축구|야구|농구|배구|탁구|친구|지구|출구|입구|항구|복구|추구|정부시|행정|일정|조정|결정|협정|가정|과정|규정|추정|인정|측정|농촌|어촌|선정|개정|재정|안정|열정|여정|긍정|한정|설정)"
)


# '대만 초둔진국제청년상회': a body that no list holds, behind its country.
_UNLISTED_BODY = re.compile(
    r"(?:특별시|시|성|주|현)?(?: 국립| 시립| 주립)? (?P<name>[가-힣]{2,16}(?:상회|협회|연맹|의회|대학교"
    r"|고등학교|중학교|초등학교|위원회"
    r"|합창단|무용단|극단|재단|학회|연합회))"
    r"(?=[ ,·)(]|(?:은|는|이|가|을|를|의|에|와|과|로)(?![가-힣]))"
)


def _learned(text: str, hits: list[Hit]) -> list[Mention]:
    """Places that the text itself introduces behind their country ('베트남 년짝현'), wherever it names them again."""
    homes = governments.home()
    known: dict[str, str] = {}
    for hit in hits:
        new = _UNLISTED.match(text, hit.end) if hit.term.kind in ("country", "place") and hit.code != "KR" else None
        if (
            new
            and hit.note in ("name", "place")
            and (new["unit"] not in ("정", "촌", "마치") or hit.code == "JP")
            and not _NO_PLACE.fullmatch(name := new["stem"] + new["unit"])
            and not homes.at(text, new.start("stem"))
        ):
            known.setdefault(name, hit.code)
        body = (
            _UNLISTED_BODY.match(text, hit.end) if hit.term.kind in ("country", "place") and hit.code != "KR" else None
        )
        if (
            body
            and hit.note in ("name", "place", "hanja")
            and len(body["name"]) > 5
            and not homes.at(text, body.start("name"))
        ):
            known.setdefault(body["name"], hit.code)
    taken = {i for h in hits for i in range(h.start, h.end)}
    return [
        Mention("country", code, found.start(), found.end(), "place:named before", "place")
        for name, code in known.items()
        for found in re.finditer(rf"(?<![가-힣]){name}(?![가-힣]{{3}})", text)
        if found.start() not in taken
    ]


def find(doc: Document) -> list[Mention]:
    """Mentions of countries, groups and bodies of the whole document, in text order, without overlaps of one kind."""
    text = doc.norm
    hits = [_note(text, hit) for hit in abroad.names(text, partial(_is_country, doc))]
    out = [*_dotted(text), *_headline(text, hits), *_bodies(doc, hits)]
    for hit in hits:
        if hit.term.kind in ("country", "place") and hit.code != "KR":
            out.append(Mention("country", hit.code, hit.start, hit.end, hit.rule, hit.note))
    out += _learned(text, hits)
    return sorted(set(out), key=lambda m: (m.start, m.end))
