"""What is said of coming, going, hosting and meeting, and what takes it back: verbs by class, tense, and spoilers.

Mentions have field `act` (note: visit, come, host, attend, study, meet, send, leave), field `event` (an occasion that
guests attend: 워크숍, 축제 …; value the noun) or field `spoiler` (note: online, cancelled, market, wish, history).
`tense(norm, end)` reads the ending behind a verb. Speech in double quotes is masked by the caller.
Rules: codebook, 'Not claims', rules 5, 9 and 15.
"""

import re
from collections.abc import Sequence

from extract.document import Document, Sentence
from extract.heads import led
from extract.records import Mention

_ACTS = {
    "leave": (
        r"출국|순방|방미|방일|방중|방러|해외 ?출장|해외 ?연수를 (?:떠|다녀)|(?:길|여정)에 올(?:랐|라)|떠난다|"
        r"떠났|떠날"
    ),
    "come": (
        r"방한|내한|내방|(?<!신속)입국(?! ?(?:제도|심사|금지|제한|절차|규제|비자|허가|검역|장))|입항|"
        r"(?<=에 )(?:와(?:서|,| (?!주|달))|올 (?:예정|계획)|오기로)|"
        r"(?<=[을를] )찾아 |(?:하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|한 달|[일주개월] ?간?|기간"
        r"|시간)[을를] (?:[가-힣]+에서 )?보[냈내낸낼]|여장을 [푼풀]|다녀[가갔간갈]|찾아[왔온오와]|머[물무문]"
        r"|도착|방문차|"
        r"(?:들어|건너|날아|모여)[왔온와]|(?<=[에서로라러지도] )(?:왔[다던고으]|온 |온다|온다고)|"
        r"(?<=[이가] )(?<!비가 )(?<!눈이 )(?<!때가 )(?<!봄이 )(?:왔[다던고으]|온다|올 (?:예정|계획)|오기로)"
    ),
    "host": r"초청(?!으로|에 (?:따라|의해|응)|을 받)|초대|맞이|맞[았는을]|맞아|접견|영접|유치(?:했|해|하여)|"
    r"환영(?:식|행사|만찬|회|하[는고며여]|했|한 )|가르[치쳤]|(?<=[을를] )불러 |(?<=[을를단] )부른 |불렀|불러들|"
    r"모셔|반겼|반갑게 맞|받아들였|수용",
    "meet": (
        r"면담|간담|회담|예방(?!접종)|환담|만나|만났|만난|만남|협약을? ?(?:체결|맺)|(?:양해각서|협정|합의서|"
        r"의향서)(?:\([^()]*\))?[을를]? ?(?:체결|서명|교환|맺)|협의회를|접촉|논의(?:했|하|"
        r"한|를)|의견을 (?:나|교환|주고)"
    ),
    "attend": (
        r"참가|참석|참여|(?<!일)자리(?:했|를 (?:함께|같이|빛))|동참|합류|출전|출품|모여|모였|모인|모이|함께(?:했|한|"
        r"하)|경연|겨루|무대에|공연을|공연(?:했|하|"
        r"한)|출연|(?:연주회|음악회|공연|전시회|교류전|경기|시범|발표회)[를을] ?(?:가[졌진질]|벌[이였인]|열었"
        r"|펼쳤|치렀|"
        r"선보)|펼[쳤친]|선보[였인일]"
    ),
    "study": (
        r"연수(?!단|생|원|구|회|팀|자)|교육['\"’」』]?(?:을 |과정을|과정에|에 참|받)|배우|배웠|배운|배울|벤치마킹|"
        r"견학(?!단)|시찰(?!단)|참관(?!단|인|객)|수료(?!생)|익[히혔힌힐]|(?:과정|교육|"
        r"연수)['\"’」』]?을 (?:[가-힣]+ ){0,2}마[쳤치친칠]"
        r"|훈련(?:을|에)(?! 위)|훈련(?:하[고며]|했|한다)|강의를|실습|(?:과정|교육"
        r"|훈련)을 (?:밟|이수|소화)"
        r"|(?:교정|지도|강습)을 받"
    ),
    "send": r"파견|보[내냈낸낼]|파송",
    "visit": (
        r"방문(?!단|객|자|판매)|팸 ?투어(?=[를을에] |$)"
        r"|찾(?:았|은|는|아 |아,|을 예정|을 계획|을 (?:손님|이들|방문단|대표단)|아 와"
        r"|기도|으며|으면서|으러|고 |게)"
        r"|둘러[보봤본볼]|"
        r"돌아[보봤본볼]|탐방|답사|들[렀러른]|살펴[보봤본볼]|살[핀폈핀피]|구경(?!거)|관람(?!객)|참배|체험(?!관|장)|만끽|산책|거[니닐닌]|(?:일정"
        r"|여정)을 소화|발길|발걸음|누[빈볐]"
    ),
}
_ACT = re.compile(led("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ACTS.items())))

_EVENT = re.compile(
    r"(?:워크숍|워크샵|국제행사|포럼|심포지엄|세미나|컨퍼런스|콘퍼런스|학술대회|연찬회|챔피언십|총회|정상회의|국제회의|"
    r"회의|축제|페스티벌|제전|박람회|엑스포|비엔날레|대회|결선|콩쿠르|올림피아드|올림픽|경연|선수권|마라톤|캠프|상담회"
    r"|전시회|전시|교류전|"
    r"(?:도예|사진|미술|공예|작품|특별|기획|초대|서예|조각|회화|디자인|판화|자수|한지|옹기|그림|국제|세계)전"
    r"(?=[을이은에과 ])|"
    r"연수|연수회|연수과정|교육과정|교육|훈련|과정|초청행사|초청사업|교류회|간담회|토론회|친선경기|교류경기|공모전|음악회|"
    r"콘서트|공연|기념식|기념행사|행사|잼버리|영화제|음악제|무용제|연극제|예술제|문화제|민속제|대축전|"
    r"축전(?!을 보|을 전|문)|한마당|개막식|"
    r"개회식|[가-힣]{2,4}대화(?=[를에은] )|협의회|설명회|로드쇼|프로그램|사업|투어|팸투어)"
)

_SPOILERS = {
    "online": (
        r"(?<![평문만영])화상(?!을|품)|녹화|"
        r"영상(?:을 통해|으로 (?:참|축|인사)|축사|메시지|연결)|전화|통화(?= ?\(| 및|[·,]| 등)|통화(?:를|에서|하고|했|"
        r"하였| ?결과)|유선|비대면|"
        r"온라인(?! ?(?:홍보|시스템|플랫폼|쇼핑|마케팅|서비스|민원|판매|게임|커머스|콘텐츠|예약|신청|접수|행정"
        r"|포털|시장|유통|채널|매체|커뮤니티"
        r"|광고|투표|예매|등록|몰(?![가-힣]))|(?:으로도?|을 통해)? ?(?:실시간 ?)?(?:생중계|중계))|"
        r"원격(?= ?(?:회의|교육|강의|연수|수업|면담|으로 (?:참|진행|개최|열|만나|접속|연결))|지)|영상회의"
        r"|줌\(|웨비나|서면 ?(?:으로|협약|회의)|"
        r"국제우편|메타버스에서"
    ),
    "cancelled": (
        r"취소(?:됐|되|했|하|한|키로|를)|무산|연기(?:됐|되|했|하기|한다|하고|키로)|보류|불발|없던 일|"
        r"미뤄[졌진]|열지 (?:못|않)|접었|(?:보내|방문하|찾)지 (?:않|못|말)|(?:오기로|방문하기로|찾기로|오려|방문하려|"
        r"찾으려)(?:고)? ?(?:했|하|던)|"
        r"발길을 돌[려렸린]|[할올을갈] (?:예정|계획)이었(?:다|습니다)|당초[^.\n]{0,120}(?:계획|예정|"
        r"방침)이었|성사되지|불허|거부(?:했|됐)"
    ),
    "market": (
        r"수출(?! ?상담)|방송(?:할|했|됐|된|하|을 타)|방영|송출|내보[냈낸]|특허(?:를|도|가)? ?(?:출원|등록|취득|냈)|"
        r"특허 \d+건|판매(?:했|하|된|되)|서비스되|보급(?:됐|했|된)|소개됐|입점|진출(?:했|한|하|을)|수주|"
        r"계약을 따"
    ),
    "wish": (
        r"(?:방문|찾|오|왔|초청)[가-힣]{0,6}(?:고 싶|했으면|면 좋겠|기를 (?:희망|바라|기대)|길 (?:희망|바라|"
        r"기대)|기 바)|초청(?:을|하고) 제안|방문을? (?:요청|제안|희망|당부)|(?:참석|참가)을 (?:요청|제안|희망|당부|"
        r"부탁)|(?:초청|방문)하는 방안|(?:보내|"
        r"파견하|초청하|방문하|유치하|여|오)는 방안을|(?:방한|답방|방문)(?:을|를) ?(?:적극 |조속히 )?(?:추진|희망|"
        r"기대|요청|제안|고대)|"
        r"(?:방한|한국 방문|답방)(?:이|가) (?:조속히 |조기에 )?(?:이뤄|이루어|성사)[가-힣]*(?:기를|길)|목표(?:를|로|"
        r"다)|구상|검토(?:하|중|할)"
    ),
    "paper": r"의향서|초청장(?!을 받은)|서한(?:을|문)|친서|축전(?:을 보|을 전|문)|영상편지",
    "history": (
        r"자매결연을 (?:맺|체결)(?:은|한) (?:이래|이후|뒤)|(?:자매|우호)(?:도시)?(?:결연|협정|협약)을? ?(?:맺|"
        r"체결)[가-힣]* (?:이래|이후|뒤)"
    ),
}
_SPOILER = re.compile(led("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SPOILERS.items())))

_FUTURE = re.compile(
    r"^[가-힣]{0,4}?(?:할|을|갈|올|일|볼|릴|킬|질|칠)\s*(?:예정|계획|전망|방침|것으로|것|일정|참|수 있)|"
    r"^[가-힣]{0,3}(?:한다|는다|된다|린다|온다|긴다|킨다|친다|진다|본다|간다)(?!고 (?:말|강조))|"
    r"^[가-힣 ]{0,6}(?:예정|계획|앞두고|앞둔)"
    r"|^하기로|^키로|^할 |^될 |^을 예정|^(?:이|은|을|를|가|도) [^.,]{0,14}(?:예정|계획)(?:이|됐|돼|되|하|임|$)"
)
_DONE = re.compile(r"[했였았었갔왔됐봤]")
_PAST = re.compile(
    r"^[가-힣]{0,3}(?:했|하였|됐|되었|았|었|였|왔|갔|봤|렸|졌|쳤|켰|녔|냈|뒀|줬|섰)|^(?:한|된|은|온|간|본|"
    r"린) |^해 |^하여 |^했던|^[가-힣]{0,2}아 "
)


def _closed(jong: int, but: str = "") -> str:
    """Character class of the syllables with that final consonant."""
    return (
        "["
        + "".join(c for c in map(chr, range(0xAC00, 0xD7A4)) if (ord(c) - 0xAC00) % 28 == jong and c not in but)
        + "]"
    )


_TOLD_PAST = re.compile(rf"{_closed(20, '있겠')}(?:다|고|으며|는데|습니다|던|으나|지만)")
_TOLD_PRESENT = re.compile(rf"(?:{_closed(4)}다|는다|{_closed(17)}니다)(?:고|며)?$")


def tense(norm: str, end: int) -> str:
    """'future', 'past' or '' for the ending that follows a verb's stem at `end`."""
    rest = norm[end : end + 24]
    if _FUTURE.match(rest):
        return "future"
    if _PAST.match(rest):
        return "past"
    word = re.split(r"[ \n]", norm[max(0, end - 1) : end + 12], maxsplit=1)[0].rstrip(".,\"')")
    if _TOLD_PAST.search(word):
        return "past"
    return "future" if _TOLD_PRESENT.search(word) else ""


def find(doc: Document, sentences: Sequence[Sentence] | None = None) -> list[Mention]:
    """Every act, event and spoiler of the text, or of those sentences, in text order. An act's `value` is its tense."""
    found: list[Mention] = []
    for sentence in doc.sentences if sentences is None else sentences:
        at, norm = sentence.start, sentence.norm
        for hit in _ACT.finditer(norm):
            kind = hit.lastgroup or ""
            found.append(
                Mention("act", tense(norm, hit.end()), at + hit.start(), at + hit.end(), f"visits.{kind}", kind)
            )
        for hit in _EVENT.finditer(norm):
            found.append(Mention("event", hit.group(), at + hit.start(), at + hit.end(), "visits.event"))
        for hit in _SPOILER.finditer(norm):
            kind = hit.lastgroup or ""
            found.append(Mention("spoiler", None, at + hit.start(), at + hit.end(), f"visits.{kind}", kind))
    return sorted(found, key=lambda m: (m.start, m.end))
