"""Whether it is in Korea: calls, reports from abroad, journeys (rules 7, 11 and 13)."""

import re
from datetime import timedelta

from extract.assembly.coming import ARRIVED, sums_up
from extract.assembly.drafts import Draft, is_resolved
from extract.clauses import Frame, span
from extract.document import Document
from extract.frames import SOME_CAME
from extract.records import Mention

_ELSEWHERE = re.compile(r"\((?:한국|우리|서울) ?시[간각]|현지\s?시[간각]|\(현지\)")


_SAID_TO_COME = re.compile(
    r"(?:이번|금번|동) ?방한|방한 ?(?:중인|한 |하여|했|하고|하는|기간)|(?:한국|우리나라)을? ?(?:를 )?방문(?:한|"
    r"하|했|중)"
)
_REMOTE = re.compile(
    r"(?<![평문만영])화상|온라인(?! ?(?:판매|판로|마케팅|쇼핑|유통|시장|스토어|몰|홍보))|비대면|전화"
    r"|(?<!디지털)(?<!가상)(?<!암호)(?<!기축)통화|영상회의|유선|웨비나|원격"
)


_MET = re.compile(r"방한|내한|방문(?:해|한|했|하|을|단)|찾(?:아|았|은)|대면|초청|입국|한자리|현장")


_ON_SCREEN = re.compile(r"온라인|화상|비대면|화면으로")
_MEETS_ON_SCREEN = re.compile(
    r"(?:온라인|화상|비대면) ?[가-힣 ]{0,8}?(?:회의|간담회|면담|협약식|교류회|회담|상담회|협의회)(?:를"
    r"|을) (?:[가-힣]+ )?(?:가졌|열|개최"
    r"|진행|했|마련)"
    r"|(?:온라인|화상|비대면|화면|줌|ZOOM)(?:으로|을 통해) ?(?:[^ .]+ ){0,3}?(?:교류|회의|상담|협약|면담|간담회)[를을]"
)
_CAME = re.compile(r"방한|내한|입국|찾아(?!가)|찾았|방문(?:해|했|한 )|현장(?:과|에서)|온[·-]?오프|병행")
# '한-프랑스 외교장관 통화(3.24.) 결과', '온라인 수출상담회 성과'
_CALL = re.compile(r"(?<!디지털)(?<!가상)(?<!암호)(?<!기축)통화(?:\(| ?결과|했|하[고여며]|를 (?:갖|가|하)|$)")
_ALSO_MET = re.compile(r"방한|내한|입국|접견|대면(?! ?방식이 아)|온[·-]?오프|현장(?:과|에서)|병행|하이브리드")


def remote(doc: Document) -> bool:
    """A report of a call or an online meeting: headline or lead say so, and nobody comes anywhere in it."""
    head = next((s.norm for s in doc.sentences), "")
    if _CALL.search(head) and not _ALSO_MET.search(head):
        return True
    lead = " ".join(s.norm for s in doc.sentences[:3])
    if _ON_SCREEN.search(head) and _MEETS_ON_SCREEN.search(lead) and not _CAME.search(lead):
        return True
    return bool(_REMOTE.search(SOME_CAME.sub("", lead))) and not _MET.search(doc.norm)


_KOREAN_GROUND = re.compile(
    r"정부(?:서울|세종|대전|과천)?청사|외교부 ?청사|서울청사|국회(?!의원)|한국(?:을|에|으로|에서|"
    r"의 (?:우수|선진|정책|경험|사례|기술))|우리나라(?:를|에|의 (?:우수|선진|정책|경험|사례|기술))|"
    r"국내(?:에서| 기관| 현장| 산업| 연수| 기업| [가-힣]+ ?기관)|국립[가-힣]+관|인재개발원|인천공항|"
    r"인천국제공항|공항을 통해 입국|판문점|주한"
)


HELD_AT = re.compile(
    r"(?:시|도|특별시|광역시)?(?:(?: 등(?:지)?| 일대| 일원)?에서(?! ?(?:온|참가한|참석한|찾아온|방문한|모인"
    r"|출발))|에 |으로|로 |을 |를 "
    r"| 소재|서 )"
    r"| ?(?:[가-힣A-Za-z0-9·&]+(?<![와과의은는이가]) ){0,2}[가-힣A-Za-z0-9·&]+(?<!회의)(?<!포럼)"
    r"(?:\([^()\n]*\))?(?:에서|에 |을 |를 )"
    r"|\([^()\n]{2,24}\)(?:에서|에 )|\)(?:에서|에 )"
)


def on_korean_ground(doc: Document, draft: Draft, told: list[Frame], host: list[Mention]) -> bool:
    """A national host's visit needs a sign that it is in Korea: 방한, 초청, a Korean place that it is held at."""
    if draft.part_of is None and _told_of_a_journey(doc, told) and not _came_here(doc, draft):
        return False
    if not host and _met_elsewhere(doc, draft, told):
        return False
    if host and starts_abroad(told) and not any(is_resolved(m) for f in draft.frames for m in f.dates):
        return False
    if draft.part_of is None and not host and starts_abroad(told) and not _dated_here(doc, draft):
        return False
    summed = draft.kind == "total" and draft.frames
    if host or (summed and (draft.frames[0].act("visit", "come", "host", "study") or sums_up(draft.frames[0]))):
        return True
    near = {f.sentence.index for f in draft.frames[:1]}
    near |= {f.sentence.index for f in draft.frames if f.acts and (f.guests or f.generic or f.anaphor or f.people)}
    away = _report_of_a_journey(doc, told)
    if any(place.note in ("visit", "back", "line", "schedule", "venue") for place in draft.sites) and not away:
        return True
    if not away and any(_guests_visit(f) for f in draft.frames):
        return True
    lead = min(near, default=99) <= 4
    if lead and not away and any(_SAID_TO_COME.search(s.norm) for s in doc.sentences[:14]):
        return True
    opening = max(2, next((f.sentence.index for f in told if f.sentence.role in ("paragraph", "bullet")), 0))
    for frame in told:
        index = frame.sentence.index
        if index in near or (index <= (opening if draft.countries else 2) and not frame.outbound and not away):
            norm = frame.sentence.norm
            if (
                ARRIVED.search(norm)
                or _KOREAN_GROUND.search(norm)
                or (index in near and frame.act("host") and _INVITED.search(norm))
                or (index in near and not away and _RECEIVES.search(norm))
            ):
                return True
            if any(c.note in ("full", "name", "short") and HELD_AT.match(doc.norm, c.end) for c in frame.cities):
                return True
        elif PLACE_LINE.match(frame.sentence.norm) and frame.cities:
            return True
        if not away and (_tells_coming(frame, draft) or (index in near and _met_travellers(frame))):
            return True
    return False


_TRAVEL_AS = frozenset({"사절단", "방문단", "연수단", "시찰단", "참관단"})


def _met_travellers(frame: Frame) -> bool:
    """'이탈리아 경제사절단과 간담회를 가졌다': a mission of that name is on its way where it is met."""
    if frame.outbound or not frame.act("meet", "host"):
        return False
    return any(
        c.role == "guest" and c.person is not None and c.person.value in _TRAVEL_AS for c in frame.chains
    ) and not any(c.role in ("dest", "abroad", "away") for c in frame.chains)


def _tells_coming(frame: Frame, draft: Draft) -> bool:
    """Whether another clause says that people of one of the draft's countries came to Korea."""
    theirs = {m.value for c in frame.guests for m in c.mentions} & set(draft.countries)
    return bool(theirs) and "wish" not in frame.spoilers and bool(ARRIVED.search(frame.sentence.norm))


_RECEIVES = re.compile(
    r"접견(?!실)|영접|예방을 받|내방"
    r"|(?:방문|사절|연수|대표|시찰)단(?: ?\d+여?명)?을 맞(?:아|이|았|는)"
)
_INVITED = re.compile(
    r"초청(?:해|하여|했|한 |한다|할 |하[고는며였]|되|됐|돼|받|으로|을 받|행사|공연|[^가-힣]|연수(?!생|도|와|과|,|·|"
    r" 등))|초청[가-힣]{0,6} ?(?:과정|프로그램)"
)
_JOURNEY = re.compile(
    r"방문(?: ?\([^()]*\))? ?결과|순방|출장|방문 ?계기|방[일미중러](?![가-힣])|국빈 ?방문|"
    r"[가-힣]+(?:회의|총회|포럼|박람회) (?:참석|참가)(?!자|국)|사절단 파견"
)


def _report_of_a_journey(doc: Document, told: list[Frame]) -> bool:
    """Whether headline or lead tell of Koreans abroad: then being in Korea needs its own words."""
    head = next((s.norm for s in doc.sentences), "")
    if ARRIVED.search(head):
        return False
    return bool(_JOURNEY.search(head)) or any(
        f.outbound and (f.acts or not _OF_TRADE.search(f.sentence.norm))
        for f in told
        if f.sentence.index <= 3 and not f.guests
    )


_OF_TRADE = re.compile(r"진출|수출")  # 'K-조달, 중남미 진출 가속화': goods and firms go, nobody travels


def _guests_visit(frame: Frame) -> bool:
    """'대만 노총 대표단 4명이 재단을 방문해': people from abroad visit, and the clause names no place abroad."""
    headed = any(c.person and any(m.field == "country" for m in c.mentions) for c in frame.guests)
    return headed and frame.act("visit") and not any(c.role in ("dest", "abroad", "away") for c in frame.chains)


def _told_of_a_journey(doc: Document, told: list[Frame]) -> bool:
    """Whether the headline itself reports Koreans abroad ('… 방문 결과', '순방', '카자흐스탄, 아르메니아 방문')."""
    head = " ".join(s.norm for s in doc.sentences[:3] if s.role in ("title", "subtitle"))
    if ARRIVED.search(head) or _RECEIVED.search(head):
        return False
    going = [f for f in told if f.sentence.index == 0 and f.outbound and not f.guests]
    return bool(_JOURNEY.search(head) or (going and _GOES.search(head)))


_THERE = re.compile(
    r"(?:특별시|광역시|[시군구도])?(?:에서(?! ?(?:온|출발|열릴|개최될|개최된|열린))|[을를] ?(?:방문|찾)|"
    r"에 (?:도착|와|온 |왔|머물|머무|체류)|(?:으)?로 (?:[^ .]+ ){0,2}?(?:파견|보[내낸]))"
)


_HELD_HERE = re.compile(
    r"(?:시)?(?:에서|서),? (?:[^ .,]+ ){0,2}?(?:개최|열[려린렸리릴]|개막|만나|만남|면담|회담|회동|접견)"
)


def headlined(doc: Document, draft: Draft, told: list[Frame]) -> dict[str, Mention]:
    """Where the headline says that it is held: '○○협의회 서울에서 개최'. Only for the first claim of a release."""
    if draft.kind != "visit" or draft.part_of is not None or not draft.frames or draft.frames[0].sentence.index > 5:
        return {}
    return {
        str(c.value): c
        for f in told
        if f.sentence.role in ("title", "subtitle") and not f.outbound
        for c in f.cities
        if c.value and c.note in ("full", "name", "short") and _HELD_HERE.match(doc.norm, c.end)
    }


def _met_elsewhere(doc: Document, draft: Draft, told: list[Frame]) -> bool:
    """Whether a national host's release tells of an earlier or later meeting with guests of the same country as its
    lead's, and not that they came for it: '2월 뮌헨안보회의 계기 만남', '6월 통화', '1998년 양해각서 체결'."""
    if draft.kind != "visit" or draft.part_of is not None or draft.people_number or draft.sites or not draft.frames:
        return False
    first = draft.frames[0]
    if first.sentence.index <= 2 and headlined(doc, draft, told):
        return False  # the lead itself, of what the headline says is held in a Korean town
    before = [f for f in told if f.end <= first.start and f.guests and not f.outbound]
    known = {m.value for f in before[:4] for c in f.guests for m in c.mentions if m.field == "country"}
    if not draft.countries or not set(draft.countries) <= known:
        return False
    return not any(
        f.act("come", "host")
        or f.bilateral
        or ARRIVED.search(f.sentence.norm)
        or (f.act("visit") and not any(c.role in ("dest", "away") for c in f.chains))
        or any(_THERE.match(doc.norm, c.end) for c in f.cities if c.note != "bare")
        for f in draft.frames
    )


def starts_abroad(told: list[Frame]) -> bool:
    """Whether the lead tells of Koreans abroad ('…에서 열린 정상회의에 참석 중'), and nobody's coming is told there."""
    body = (
        f
        for f in told
        if f.sentence.role in ("paragraph", "bullet") and (f.sentence.index or f.sentence.norm.rstrip().endswith("다."))
    )
    lead = next((f for f in body if f.chains or f.acts), None)
    if lead is None or lead.sentence.index > 4 or not lead.outbound:
        return False
    return not any(ARRIVED.search(f.sentence.norm) or f.act("come") for f in told if f.sentence.index <= 4)


def _dated_here(doc: Document, draft: Draft) -> bool:
    """Rule 11: a visit told as background of a journey counts with a day or a number of its own."""
    return any(
        (f.act("come") or ARRIVED.search(f.sentence.norm))
        and "wish" not in f.spoilers
        and (any(is_resolved(m) for m in f.dates) or f.people)
        for f in draft.frames
    )


def _came_here(doc: Document, draft: Draft) -> bool:
    """Whether a visit told beside a journey abroad says itself that its guests came to Korea."""
    return any(is_here(doc, f) for f in draft.frames)


_STAYS_THERE = re.compile(r"머[물무문]|도착|보[냈내낸낼]|다녀|돌아")  # travellers do this where they are


def _arrives(doc: Document, frame: Frame) -> bool:
    return any(a.note == "come" and not _STAYS_THERE.search(doc.norm, a.start, a.end) for a in frame.acts)


def _long_before(doc: Document, mention: Mention) -> bool:
    """Whether a time ends more than a month before the article: not of the journey that it reports."""
    last = span(mention).end
    return last is not None and doc.published is not None and doc.published - last > timedelta(days=30)


def is_here(doc: Document, frame: Frame) -> bool:
    """Whether a clause beside a journey abroad says itself that its guests are in Korea, or tells of a visit with a day
    and a number of its own (rule 11)."""
    there = "현지" in frame.sentence.norm or any(c.role in ("abroad", "dest", "away") for c in frame.chains)
    counted = frame.people and frame.guests and not there and any(_long_before(doc, m) for m in frame.dates)
    return bool(
        counted
        or (_arrives(doc, frame) and "wish" not in frame.spoilers)
        or any(m.note == "embassy" and doc.norm.startswith("주한", m.start) for c in frame.guests for m in c.mentions)
        or ARRIVED.search(frame.sentence.norm)
        or any(_THERE.match(doc.norm, c.end) for c in frame.cities if c.note != "bare")
    )


_GOES = re.compile(r"방문(?!단)|에서 (?:개최|열)|순방|파견|출국|떠나|떠난|간다|답방")
_RECEIVED = re.compile(r"접견|맞이|초청|찾아|찾은|찾다|환영|내방|예방")
PLACE_LINE = re.compile(r"[\Wㅇ]{0,6}(?:장\s*소|일시\s*[·/]\s*장소)")


_WISHED = re.compile(r"방한(?:을|이)? ?(?:추진|초청|요청|희망|기대|제안|권유|검토|성사)")


def told_from_abroad(doc: Document) -> bool:
    """A report from abroad ('현지시각') in which nobody comes to Korea."""
    return bool(_ELSEWHERE.search(doc.norm)) and not ARRIVED.search(_WISHED.sub("", doc.norm))
