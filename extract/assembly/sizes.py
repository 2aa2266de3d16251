"""How many guests a clause counts, and of which countries (codebook, rules 1, 4 and 12)."""

import itertools
import re
from functools import cache

from extract import regions
from extract.assembly.drafts import Draft, count_of, sum_of
from extract.clauses import Frame, number
from extract.document import Document
from extract.fields import counts
from extract.records import Mention
from extract.words import alternation, words


def fuller(a: Mention, b: Mention) -> Mention:
    """Rule 4: the qualified form of a number wins over its bare form."""
    return b if count_of(a).qualifier == "exact" and count_of(b).qualifier != "exact" else a


def set_parts(draft: Draft, frame: Frame) -> None:
    """Sizes that stand right behind two or more countries' names, and '각 10명씩'. One alone counts the whole list:
    '인도 등 6개국 공무원 15명'."""
    numbers = sorted([*frame.people, *frame.bare], key=lambda m: m.start)
    names = [m for c in frame.chains for m in c.mentions if m.field == "country"]
    shares: dict[str, tuple[int, Mention]] = {}
    for i, name in enumerate(names):
        until = names[i + 1].start if i + 1 < len(names) else name.end + 12
        near = next((n for n in numbers if name.end <= n.start < min(until, name.end + 14)), None)
        size = number(near) if near is not None else None
        if near is None or size is None or near.note in ("total", "etc-sum"):
            continue
        if name.value in draft.countries:
            shares.setdefault(name.value, (size, near))
    if len(shares) >= 2:
        draft.parts = {**shares, **draft.parts}
    each = next((m for m in frame.people if count_of(m).each and number(m)), None)
    total = draft.people_number
    if each is not None and draft.countries and total == (number(each) or 0) * len(draft.countries):
        for code in draft.countries:
            draft.parts.setdefault(code, (number(each) or 0, each))


_HOST_SIDE = re.compile(
    r"국내|(?<!\A )전국(?:의|에서)? |(?:지역|관내) ?(?:주민|기업|상인|학생|청소년|중고|초등|농가|단체|예술"
    r"|작가|인사|대학|업체|청년)"
    r"|우리 ?(?:측|쪽|나라)|한국 ?(?:측|쪽|학생|정부|대표|기업|전문가|공무원|청소년)|내국인|내외빈|"
    r"(?:시민|도민|군민|구민|주민|국민)(?!방문단|교류단|대표단|사절단)(?!(?:들)?[이가] (?:많이 |다수 )?(?:거주"
    r"|사는|살고))|"
    r"양 ?(?:국|측|도시|기관)|두 (?:나라|도시)"
)


# '군수와 군의회 의장 등 관계자 10여 명이': who receives, where no guest is named before in the clause.
_RECEIVERS = re.compile(
    r"(?<![가-힣])부?(?:시장|군수|구청장|도지사|지사)(?:과|와|,| 등|·)|[시군구도]의회 ?의(?:장|원)(?:과|와|,| 등|·)|"
    r"기관·?단체장"
)
_LISTED_HOSTS = re.compile(
    r"(?<![가-힣])(?:[가-힣]{1,4}(?:시장|군수|구청장|도지사)|[가-힣]{0,3}(?:정무|행정|경제)?부지사|시의회 의장"
    r"|도의회 의장|군의회 의장"
    r"|국회의원)"
    r"(?:과|와|,| 및|·) ?[^.\n]{0,60}$"
)
_BOTH_SIDES = re.compile(
    r"주한 ?미군|(?<!참전 )미군(?! (?:노병|참전|용사|출신))|국내·?외|내외국인|각계|내·?외신|한국[가-힣]+단"
    r"|[가-힣](?:중|고등|초등)학교"
)  # a number that mixes Koreans and foreigners (rule 1)


# '우리나라 및 아시아 20개국 외교관 30여 명', '한일중 50여 명의 학생': Koreans are among them (rule 1).
_AND_KOREA = re.compile(r"(?:한국|우리나라|대한민국)(?:과|와|[,·]| 및) ?$|(?<![가-힣])한[일중미]?$")
_AND_TOWN = re.compile(r"(?:특별자치)?[시군구도]?(?:과|와|·) ?")
_PLUS_KOREA = re.compile(r"(?:한국|우리나라|대한민국)(?:을|를|도|까지) ?(?:더해|더한|포함|비롯|합쳐|합친)")
_CONTEST = re.compile(r"선수|대회|경기|선수권|학회|학술")
_WITH_IT = re.compile(r"(?:한국|우리나라|대한민국)(?:을|를|도|까지) ?(?:더해|더한|합쳐|합친)")
AT_HOME_TOO = re.compile(r"국내·?외(?! ?대표단)|내·?외국인|내·외빈")
# '대사가 약 200명의 참석자를 대상으로 강연했다': the guest talks to them.
_LECTURED = re.compile(r"(?:의)? ?[가-힣]*(?:\([^()]*\))?[을를] 대상으로 (?:[^ .,]+ ){0,2}(?:강연|강의|특강|연설)")
# '90여 명의 청중과 함께': onlookers.
_WATCH = re.compile(r"의 (?:청중|관객|관중|방청객|관람객)")


# '시 간부 공무원 15명', '군 공무원 5명'
_HOST_STAFF = re.compile(
    r"(?<![가-힣])(?:시|군|구|도|시청|군청|구청|도청) (?:[가-힣]{2,4} )?(?:공무원|직원|의원|간부|관계자)[^,.]{0,6}$"
)


# '대사단과 기업인, 전문가 등 110여 명': the hosts' side behind the guests in one number.
_AND_HOSTS = re.compile(
    r"(?:[가-힣](?:과|와)|및|,|·|등을 비롯해|을 비롯해) ?(?:[^.]{0,30} )?(?:한국[가-힣]{2,8}협회|업계|학계"
    r"|유관기관|관계기관|관계부처|"
    r"관련 ?부처|공공기관|협회|산학연|향토 ?기업|외투기업|외국인 ?투자 ?기업|상공회의소|기자단)"
    r"|(?:대사|외교|대표|사절)단(?:과|와) [^.]{0,30}(?:기업인|경제인|전문가)"
)


_OUR_SIDE = re.compile(r"국내|우리|한국|관내|[시군구도](?:청|의회) ")
_AND_FAMILY = re.compile(r"(?:과|와) (?:그 |그들의 |동반 )?(?:가족|배우자)(?:들)?(?: 등)? ?(?:총 |모두 |약 )?$")
_WITH_THEIR_OWN = re.compile(
    r"(?:들)?(?:과|와|,|·| 및) ?(?:[가-힣]{2,6}(?:들)?(?:과|와|,|·| 및) ?){0,3}"
    r"(?:주민|시민|상인|농민|어민|가족|언론인|기자|기업인)(?:들)? ?(?:등 ?)?(?:모두 ?|총 ?|약 ?)?\(?"
)
_OFFICIALS_STUDY = re.compile(r"(?:석사|학위) ?과정|KOICA|코이카|한국국제협력단")
_OF_DELEGATION = re.compile(r"(?:으로|로) (?:구성|꾸려|이뤄|이루어|짜)[가-힣]{0,1}[진된인] ")
_CONSISTS = re.compile(r"(?:으로|로) (?:구성|꾸려|꾸린|이뤄|이루어|짜)|이다|이며|입니다")
_NOT_COUNTED = re.compile(
    r"([가-힣]+?)(?:은|는|이|가|만|수는|수가|도|들은|들이)? ?(?:총|모두|약|연|연간|하루|전체)? ?$"
)


def guest_people(doc: Document, frame: Frame) -> list[Mention]:
    """The size mentions that count this clause's guests: one, or several parts without a sum (rules 1 and 12)."""
    usable = [
        m
        for m in frame.people
        if m.note not in ("ratio", "per", "change", "row") and not count_of(m).each and _counts_guests(doc, frame, m)
    ]
    if mixed := _foreign_parts(doc, frame):
        return mixed
    if not usable:
        return _foreign_share(doc, frame, usable)[:1]
    if noted := _whole_in_note(doc, frame):
        return [noted]
    if some := [m for m in usable if _OTHERS_TOO.match(doc.norm, m.end)]:
        return some[:1]
    part = [m for m in usable if m.note == "part"] or _foreign_share(doc, frame, usable)
    if part:
        return part[:1]
    anchor = min([c.start for c in frame.guests] + ([frame.generic.start] if frame.generic else []) or [frame.start])
    behind = [m for m in usable if m.start >= anchor] or usable
    inner = [m for c in frame.guests if len(c.mentions) > 1 for m in behind if c.start < m.start < c.end]
    outer = [m for m in behind if m not in inner and m.start >= max(m.start for m in inner)] if inner else []
    if len(outer) > 1:
        more = _SUMMED_UP.fullmatch(doc.norm, outer[-2].end, outer[-1].start)  # '… 칠레 9명 등 7개국 63명'
        if more and (number(outer[-1]) or 0) > (sum_of([*inner, *outer[:-1]]) or 0):
            behind = outer[-1:]
        else:
            behind = outer[1:] if number(outer[-1]) == sum_of([*inner, outer[0]]) else outer
    if len(behind) > 1:
        between = behind[0].end, behind[1].start
        if _LISTED_UP.fullmatch(doc.norm, *between) or _AND_FAMILY.search(doc.norm, *between):
            return behind[1:2]
        if not _NAMED_ABROAD.search(doc.norm, *between) and _AMONG_ALL.match(doc.norm, *between):
            behind = behind[1:]  # '단장 5명을 비롯한 직원 등 22명'
    sums = [m for m in behind if m.note in ("total", "etc-sum")]
    escorted = [
        m
        for m in frame.people
        if m not in sums and _ESCORT.search(counts.counted_noun(doc, m)) and not _theirs(doc, frame, m)
    ]
    if not escorted and len(behind) > 2 and number(behind[-1]) == sum(number(m) or 0 for m in behind[:-1]):
        return behind[-1:]  # '중국 43명, 일본 14명, 몽골 22명, 러시아 13명 등 해외 4개국 92명'
    if sums and not escorted and all(_counts_guests(doc, frame, m) for m in frame.people if m.start < sums[0].start):
        return sums[:1]
    if escorted and sums:
        return ([m for m in behind if m not in escorted and m not in sums] or behind)[:1]
    return _parts(doc, frame, behind) or behind[:1]


_PARTY_NOTE = re.compile(r"\W{0,4}(?:이번 )?[가-힣]{0,6}(?:단|일행)\(")


def _whole_in_note(doc: Document, frame: Frame) -> Mention | None:
    """'대표단(29명)은 … 11명과 … 18명으로 짜였다': the whole in brackets behind the pointing word, then its parts."""
    if len(frame.people) < 3:
        return None
    first, *parts = frame.people
    if not _PARTY_NOTE.fullmatch(doc.norm, frame.start, first.start):
        return None
    return first if sum_of(parts) == number(first) else None


_OTHERS_TOO = re.compile(r"(?:의)? ?(?:해외|외국|국외)[^.,]{0,16}?(?:을|를) ?(?:포함|비롯)")  # of a number with Koreans
_NAMED_ABROAD = re.compile(r"해외|외국|국외")  # '160명의 해외 청소년을 포함해 6천 명': the others are Koreans
_LISTED_UP = re.compile(r",[^.\n\d]{0,40} 등 (?:총|모두) ?")  # '의원 3명, … 시장 등 총 12명'
_SUMMED_UP = re.compile(r" ?등 (?:모두 |총 )?(?:\d+여?개 ?(?:국|나라)(?:에서|의)? ?)?")
_AMONG_ALL = re.compile(
    r"(?:을|를|이|가)? ?(?:비롯한|비롯해|포함한|포함해|포함된)(?:[^.,]{0,24}"
    r"|(?: ?(?:임원|심판|코치|감독|선수|지도자|운영진|단원)(?:단|진|들)?[,과와·]?){1,5}(?: 등)?(?: (?:모두|총|약))? )$"
)
_JOINED = re.compile(r"(?:과|와|,| 및| ?·|)(?: ?[가-힣]{1,8}){0,3} ?\Z")
_TOGETHER = re.compile(
    r"(?:으로|로) (?:이뤄|이루어|구성|꾸려|꾸린|짜[여인였])|(?:이|을|은|를|도) |등이|등은|등을|이다|입니다"
)


def _parts(doc: Document, frame: Frame, counted: list[Mention]) -> list[Mention]:
    """Parts without a stated sum: '중학생 3명과 고등학생 10명, 인솔교사 2명으로 이뤄졌다' (rule 12). None where a
    number is approximate, where a part counts other people, or where a country stands between two parts."""
    parts = counted[:1]
    names = [m for c in frame.chains for m in c.mentions]
    for before, after in itertools.pairwise(counted):
        between = doc.norm[before.end : after.start]
        if not _JOINED.fullmatch(between) or any(before.end <= n.start < after.start for n in names):
            break
        parts.append(after)
    exact = all(count_of(m).qualifier == "exact" and m.note == "" for m in parts)
    if len(parts) < 2 or not exact or not _TOGETHER.match(doc.norm, parts[-1].end):
        return []
    return parts


_OURS = re.compile(r"한국|국내|[시군구도]청|공사|공단|재단|진흥원|협력단|KOICA|코이카|대학교|연수원")


def _theirs(doc: Document, frame: Frame, people: Mention) -> bool:
    """'인도네시아의 내무부 관계자 3명': staff whose country stands right before them, with no count in between."""
    before = max((m.end for m in frame.people if m.end <= people.start), default=frame.start)
    names = [m for c in frame.chains for m in c.mentions if m.field == "country" and before <= m.start < people.start]
    return bool(names) and not _OURS.search(doc.norm, names[-1].end, people.start)


_ESCORT = re.compile(r"관계자|통역|지원|운영|직원|스태프")


_FOREIGN_SHARE = re.compile(
    r"국내[^.()]{3,40}?[,·] ?(?:해외|외국|국외)(?:는|은|에서)? ?(?:\d+여?개 ?국(?:에서|의)? ?)?\Z"
    r"|\((?:[^()]{0,16}[, ])?(?:해외|외국인?|국외) ?(?:[가-힣]{1,6} )?\Z"
)


def _foreign_share(doc: Document, frame: Frame, usable: list[Mention]) -> list[Mention]:
    """The foreign part of a number: '청년 40명(해외 27명, 국내 13명)', '300명(국내 250명, 해외 50명)' (rule 1)."""
    return [m for m in frame.people if m not in usable[:1] and _FOREIGN_SHARE.search(doc.norm[frame.start : m.start])]


def _its_school(doc: Document, frame: Frame, hit: re.Match[str]) -> bool:
    """'몽골 국립 과학고등학교 학생 11명': the school stands right behind its country, with nothing between."""
    starts = [m.end for c in frame.guests for m in c.mentions if m.field == "country" and m.end <= hit.end()]
    return (
        hit.group().endswith("학교") and bool(starts) and not _NEW_ITEM.search(doc.norm, max(starts), hit.start() + 1)
    )


_NEW_ITEM = re.compile(r"[,·]|[과와] |및| 등|(?:은|는|이|가|을|를|에|에서) ")
_OF_KOREA = re.compile(r"(?:한국|우리나라|국내|대한민국)(?:인|측)? ?$")


def _foreign_parts(doc: Document, frame: Frame) -> list[Mention]:
    """The foreign parts of a whole that a bracket splits by country: '28명(한국 6명, 가나 12명, 몽골 10명)' → 12 and 10
    (rule 1)."""
    for whole in frame.people:
        bracket = _WITH_KOREANS.match(doc.norm, whole.end)
        if bracket is None:
            continue
        close = doc.norm.find(")", bracket.end())
        inside = [m for m in frame.people if whole.end < m.start < close]
        foreign = [m for m in inside if not _OF_KOREA.search(doc.norm[whole.end : m.start])]
        named = all(any(m.start - 8 <= n.end <= m.start for c in frame.chains for n in c.mentions) for m in foreign)
        if foreign and named and sum_of(inside) == number(whole):
            return foreign
    return []


@cache
def _no_guests() -> tuple[str, ...]:
    """Words whose people are no guests; who brings a group along ('인솔자 4명') is one of it (rule 12)."""
    return tuple(w for w in words("outsider") | words("staff") if len(w) >= 2 and not w.startswith("인솔"))


def _counts_guests(doc: Document, frame: Frame, people: Mention) -> bool:
    if number(people) is None or (number(people) or 0) >= CROWD:
        return False
    if _SOUGHT.match(doc.norm, people.end) or _WITH_KOREANS.match(doc.norm, people.end):
        return False
    made_of = frame.anaphor is not None and _CONSISTS.match(doc.norm, people.end)  # '대표단은 의원, 시민 등 9명으로'
    noun = counts.counted_noun(doc, people)
    topic = _NOT_COUNTED.search(doc.norm[max(frame.start, people.start - 14) : people.start])
    family = _AND_FAMILY.search(doc.norm, frame.start, people.start)  # '장교 22명과 그 가족 등 총 40여 명'
    theirs_too = any(  # '통가의 공무원과 이장, 주민 등 16명'
        c.person is not None and _WITH_THEIR_OWN.fullmatch(doc.norm, c.person.end, people.start) for c in frame.guests
    )
    degree = noun.endswith("유학생") and _OFFICIALS_STUDY.search(doc.norm)  # rule 14
    if (
        not made_of
        and not family
        and not theirs_too
        and not degree
        and ((topic and topic.group(1).endswith(_no_guests())) or noun.endswith(_no_guests()))
    ):
        return False
    last = max(
        [c.end for c in frame.guests if c.end <= people.start]
        + ([frame.generic.end] if frame.generic and frame.generic.end <= people.start else [])
        or [frame.start]
    )
    between = doc.norm[last : people.start]
    led = _OF_DELEGATION.match(doc.norm, people.end)  # '국장과 팀장 등 9명으로 꾸려진 하기시 대표단은'
    theirs = led is not None and any(led.end() - 1 <= c.start <= led.end() + 12 for c in frame.guests)
    if not made_of and not theirs and last == frame.start and _RECEIVERS.search(between):
        return False
    listed = doc.norm[frame.start : last]
    if last > frame.start and (
        (_LISTED_HOSTS.search(listed) and _ALL_TOLD.match(doc.norm, last))
        or (_our_head(listed) and _SOME_TOLD.match(doc.norm, last))
    ):
        return False  # '함양군수, 협회 이사장, 주한외교단 등 200여 명'

    first = min([c.start for c in frame.guests if c.end <= people.start] or [last])
    both = _BOTH_SIDES.search(doc.norm, first, people.start)
    if both and not frame.country_counts and not _its_school(doc, frame, both):
        return False
    contest = frame.country_counts and _CONTEST.search(frame.sentence.norm)  # rule 1: as it stands
    if not contest and _PLUS_KOREA.search(doc.norm, first, people.start):
        return False
    head = doc.norm[max(frame.start, first - 24) : first]
    beside_us = any(  # '제주와 대만의 업계 관계자 80여 명'
        c.note != "bare" and _AND_TOWN.fullmatch(doc.norm, c.end, g.start) and doc.norm.startswith("의 ", g.end)
        for c in frame.cities
        for g in frame.guests
    )
    if (
        beside_us
        or _AND_KOREA.search(head)
        or (not frame.guests and AT_HOME_TOO.search(doc.norm, frame.start, people.start))
    ):
        return False
    if _LECTURED.match(doc.norm, people.end) and re.search(r"(?:이|가) (?:약 |총 |모두 )?$", between):
        return False
    if _WATCH.match(doc.norm, people.end):
        return False
    beside = _AND_HOSTS.search(between)
    own = (
        beside is not None
        and beside.group().endswith("협회")
        and "협회" in doc.norm[first:last] + between[: beside.end() - 2]
    )
    composed = made_of and not _OUR_SIDE.search(between)
    if (beside and not own and not composed and not theirs_too) or _korean_posts(doc, frame, people):
        return False
    if made_of and _OUR_SIDE.search(between):
        return False
    if (
        not made_of
        and not theirs_too
        and (_HOST_SIDE.search(between) or _HOST_SIDE.search(noun) or _HOST_STAFF.search(between))
    ):
        return False
    return not any(_modifies(doc, c, people) for c in frame.cities if c.start >= last)


@cache
def _post() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<ours>{alternation('office')}|{alternation('agency')}"
        r"|한국[가-힣]{2,12}(?:공사|공단|재단|협회|연구원|진흥원|은행))|(?P<office>[가-힣]{2,10}(?:청|부|처|원|공단|공사|재단)))"
        r"(?: [가-힣]{2,4})?(?: [가-힣]{1,8})?? ?(?:장관|차관보?|청장|차장|국장|원장|실장|처장|이사장|사장|과장|본부장)"
        r"(?: ?\([^()]*\))?(?:, ?| 등|·|과 |와 |을 비롯| 및 )"
    )


_HEAD_OF = re.compile(r"(?<![가-힣])([가-힣]{2,4})(시장|구청장|군수|도지사)(?:과|와|,) ?[^.\n]{0,70}$")
_UNITS = {"시장": "시", "구청장": "구", "군수": "군", "도지사": "도"}


def _our_head(listed: str) -> bool:
    """'강서구청장과 오타루시장을 비롯해 … 등': the host's own head stands in the list that is counted."""
    hit = _HEAD_OF.search(listed)
    return hit is not None and regions.korean(hit[1] + _UNITS[hit[2]])


_SOME_TOLD = re.compile(r"(?: ?[가-힣()]{1,10}){0,3} ?등 ?(?:총 |모두 |약 )?\d")
_NEXT_ITEM = re.compile(r",|[과와·] ?| 및 ")
_ETC = re.compile(r"(?:등|비롯|포함)[^.]{0,28}$")
_ALL_TOLD = re.compile(r"[가-힣()]{0,8} ?등 ?(?:총 |모두 |약 )?\d")


def _korean_posts(doc: Document, frame: Frame, people: Mention) -> bool:
    """Rule 1: '주한 칠레대사, 산림청 차장 등 80여 명' counts an office of Korea's among the guests. It is Korea's by
    its name, or because the release itself speaks for it; none behind a country's name is."""
    if not _ETC.search(doc.norm, frame.start, people.start):
        return False
    names = [m for c in frame.chains for m in c.mentions if m.field == "country"]
    for post in _post().finditer(doc.norm, frame.start, people.start):
        at = post.start()
        if any(n.end <= at <= n.end + 16 and not _NEXT_ITEM.search(doc.norm, n.end, at) for n in names):
            continue
        if post["ours"]:
            return True
        lead = "".join(s.norm + "\n" for s in doc.sentences[:3])
        if re.search(rf"(?:^|[\n□ㅇ○] ?){post['office']}(?:\([^()]*\))?(?:은|는)(?![가-힣])", lead):
            return True
    return False


_WITH_KOREANS = re.compile(r" ?\((?:[^()]*[, ])?(?:한국|우리나라|국내) ?\d")  # '28명(한국 6명, 멕시코 6명 …)'
CROWD = 100_000  # sightseers, residents, markets: no delegation or event of the codebook is so large


_SOUGHT = re.compile(
    r"[을를](?: [^ .,]+){0,5} (?:모집|선발|뽑|공개 ?모집)"
)  # '중·고교생 16명을 모집한다': the hosts' own


def _modifies(doc: Document, city: Mention, people: Mention) -> bool:
    """'김해 지역 중고등학생 60명', '통영시의회 의원 12명': a Korean place stands in the counted phrase itself."""
    between = doc.norm[city.end : people.start]
    if people.start < city.end or len(between) > 25 or city.note in ("bare", "byline"):
        return False
    return not re.search(r"^(?:에|을|를|에서|으로|로|은|는|이|가|와|과)(?![가-힣])|개 ?국|[을를에서] |,", between)


def guest_countries(frame: Frame) -> Mention | None:
    """The stated number of guests' countries; none where countries are markets or members only."""
    if frame.spoilers & {"market"} and not frame.act("visit", "come", "attend", "host"):
        return None
    told = [m for m in frame.country_counts if m.note != "pair" and number(m) and not _partner(frame, m)]
    at = frame.sentence.start
    listed = [m for m in told if frame.sentence.norm.startswith("(", m.end - at)]
    if len(listed) > 1:
        told = [m for m in told if m not in listed]  # '▲아시아 4개국(라오스·네팔 …) ▲중남미 3개국(…)': parts of a whole
    told = [m for m in told if not _WITH_IT.search(frame.sentence.norm, max(0, m.start - at - 20), m.start - at)]
    while len(told) > 1 and _AMONG.search(frame.sentence.norm[told[0].end - at : told[1].start - at]):
        told = told[1:]  # '11개국 대사 등 총 17개국', '23개국 대사를 비롯한 60개국'
    return told[0] if told else None


_AMONG = re.compile(r"^[^.]{0,30}(?:등|비롯|포함)[^.]{0,10}$")


_WITH_THEM = re.compile(
    r"(?: \d+여?개 ?(?:도시|지역|기관))?(?:과|와)(?:의)? [^.]{0,40}?(?:자매|우호|결연|협력|체결|FTA|자유무역"
    r"|수교|교역|협정|조약|협약을 맺)"
    r"| ?(?:중|가운데)(?:에서)? (?:최초|처음|유일|가장|첫|\d+위|\d+번째|[가-힣]+ ?번째)"
    r"|(?:의)? ?\d[\d,]*여?개 ?(?:매체|언론|외신|지사|무역관|사무소|법인|지점)"
    r"|(?:을|를)? ?(?:순방|출장)|(?:에서 온|의)? ?(?:[가-힣]+ )?유학생"
    r"|에서 (?:[^ .,]+ ){0,2}(?:논의|발효|시행|사용|이용|서비스|출시|판매|개최|운영)[가-힣]* "
    r"(?:이뤄|이루어|중|되고|하고|있)"
    r"|(?: \d+여?개)? ?[가-힣·]{2,12}에 (?:[가-힣]+[을를] )?파견"  # '17개국 40개 기업에 청년을 파견'
    r"|에 ?(?:[가-힣]+ ){0,2}\d[\d,]*여? ?명(?:을|의 [가-힣]+을)? (?:보[내낸냈]|파견)"
    r"|에 (?:[가-힣]+[을를] )?(?:수출|진출|보급|방송|방영|판매|지원|공급|전수|설치|파견|제공)"
)


_FIRMS = re.compile(
    r" ?(?:의 )?[\d,]+여? ?개? ?(?:[가-힣]{1,4} )?(?:기업|업체|회사|브랜드|사(?=[가-힣]{0,2}[ ,(])|부스)"
)


def of_firms(frame: Frame, size: Mention) -> bool:
    """'20여 개국 344개 기업': countries of exhibitors, not of a delegation; buyers are one (rule 9)."""
    norm = frame.sentence.norm
    return bool(_FIRMS.match(norm, size.end - frame.sentence.start)) and not re.search(r"바이어|상담회", norm)


def _partner(frame: Frame, mention: Mention) -> bool:
    """'12개국과 자유무역협정을 맺은', '40여 개국에 수출': partners and markets, no guests."""
    return _WITH_THEM.match(frame.sentence.norm, mention.end - frame.sentence.start) is not None
