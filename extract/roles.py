"""Runs of foreign names in a clause and the role of each: who comes, where somebody goes, what is only talked about.

A Chain is a run of country, group and organization mentions ('인도네시아, 필리핀 등 아세안 10개국') in one clause.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract import regions
from extract.footnotes import Meant
from extract.headnouns import OURS, PARTICLE, first_person, headed, outsider_word, person_word
from extract.records import Mention
from extract.words import words

# What may stand between two names of one chain: a suffix, one unknown name, a size, a bracket, a joiner.
_LINK = re.compile(
    r"^(?:특별시|직할시|광역시|시|주|성|현|구|군|도|부|州|道|都|省|市|정부|의)?(?:\([^()]{0,30}\))?"
    r"(?: ?[가-힣A-Za-z]{1,12})?(?: [가-힣A-Za-z]{1,8}){0,2}?(?:\([^()]{0,40}\))?"
    r"(?: ?(?:각 ?)?[\d,]+(?:여|천|백)? ?(?:명|개국|곳|인)?)?"
    r" ?(?:[,·/∙▲△-]|와|과|및|그리고|또는|랑|이랑|등과|등,|\))? ?(?:등 ?)?\(?$"
)
_GO_TO = re.compile(
    r" (?!위해|위한|통해|대상|비롯|포함|계기|맞아|기념)(?:[가-힣\d~.]+ ){0,3}?(?:방문|찾|순방|다녀|둘러|시찰|돌며|"
    r"거쳐|답방|공식)"
)
_DEST_TOWARD = re.compile(
    r"^(?: [가-힣\d]{1,8}?|[가-힣]{0,4}?)(?:에 (?:머물|머무[는르]|체류)|"
    r"(?:에|로|으로|에다) (?:[^ .]+ ){0,4}?(?:떠[나났난날]|보[내냈낸낼]|파견|출국|"
    r"건너가|향(?:했|한|하)|날아|답방|출장|진출|수출|이동해|갔|간 |가서|방송|방영|내보|특허|심|전하|머물|머무|"
    r"체류 ?중))"
)
_ABROAD = re.compile(
    r"^\.?[가-힣]{0,10}?(?: [가-힣A-Za-z.]{1,12}(?<!단이)(?<!단은)(?<!들이)(?<!들은)(?<!단과)(?<!들과)(?<!일행과)"
    r"){0,2}?(?:\([^()]{1,30}\))?(?:에서|에 (?:있는|위치한) [^.]{1,24}에서|"
    r"에 소재한)(?: ['「『<][^'」』>\n]{2,40}['」』>](?:을|를|이|가)?)?"
    r"(?:(?: [^ .,]+){3,5} ?(?:만나|만났|면담|간담)|(?: [^ .,]+){0,4} ?(?:열리|열린|"
    r"열렸|열릴|개최|진행된|진행하|펼쳐|치러|귀국|출국|열고|열어|개막|막을 올|막이 올|가진|가졌|체결|만나|면담"
    r"|출발|주재|"
    r"연설|실시|운영)|"
    r"(?: [^ .,]+(?<![이가은는])){0,4} (?:발표|공연)[하했한])"
)
# '호주 캔버라 외무부에서 …와 회의를 열었다': a building of a town abroad.
_ABROAD_AT = re.compile(
    r"(?:시|주|성|현)?(?: [가-힣A-Za-z·]{1,12}(?<![이가은는을를과와에])){0,2}? ?[가-힣A-Za-z]{0,12}(?:부|청"
    r"|청사|호텔|센터"
    r"|본부|컨벤션|대사관|궁"
    r"|회관|대학|대학교|박물관|문화원|교육원|무역관|연수원|학교|광장|경기장)(?:\([^()]*\))?에서,? "
    r"(?!온|참가한|방문한|초청|찾아온|모인|근무|일하|활동)[^.\n]{0,90}?(?:개최|열었|열린|열려|만나|면담|회담|체결|서명|가졌|참석)"
)
# '필리핀 룩반시에 있는 시범 마을에서': a place told to lie there.
_STATIONED = re.compile(
    r" ?(?:공군|육군|해군|해병대) (?:제?\d+[가-힣]+|[가-힣]*기지|[가-힣]*부대)"
)  # '미 공군 제8전투비행단'
_LYING_THERE = re.compile(
    r"(?:시|주|성|현|군|구)?에 (?:있는|위치한|자리한|소재한) [^.\n]{1,40}?에서,? (?!온|찾아온|방문한|일하|근무"
    r"|활동|참가한|참석한)"
)
_DOING = (
    r"['\"「『<]?[^.\n]{0,30}?(?:캠프|연수|탐방|답사|체험|봉사|대회|수업|공연|포럼|교육|발표회|전시|상담회|설명회|박람회|교류)"
    r"[^.,\n]{0,12}?(?:운영|실시|개최|진행|마무리|마쳐|참가|열어|연다|열려|성료|성황|선보)"
)
# '미국 동부서 '리더십 캠프' 운영', '우즈베키스탄 현지 연수 운영': what Koreans hold there, in a headline's words.
_HELD_THERE = re.compile(
    rf"(?:시|주|성)?(?: ?(?:[동서남북중]부|일원|일대))?(?:서|에서|(?<!서)) ?(?:(?<=서 )|현지(?:에서|서)? ){_DOING}"
)
# '덴마크에서는 …', '중국 내 사적지에서': told as a place, unless somebody comes from there.
_THERE = re.compile(
    r"^(?:특별시|시|주|성|현|구|군|도|부)?(?: ?(?:현지|일원|일대|등지))?(?:에서(?:는|도)?| 내(?:에서)?) "
)
# '대만, 호주 등지에서 모두 8차례 91명이 다녀갔다': a number of people who came from there.
_COUNTED_COME = re.compile(
    r"(?:(?:모두|총|약|지금까지|그동안|\d+여?(?:차례|회)(?:에)?|걸쳐) ?){0,4}[\d,천백만]+여? ?명"
    r"(?:이|의 [가-힣]+[이가]) (?!현지)(?:[^ .,]+ ){0,3}?(?:다녀[간갔가]|찾[은았아고]|방문[한했해하]|왔[다으고])"
)
# '페루, 가나 등 12개 나라에서 모두 80명이'
_LANDS_SEND = re.compile(
    r"(?: 등)?(?: (?:해외|전 ?세계|세계))? ?\d+여?개 ?(?:국|나라|국가|도시|지역)(?: \d+여?개 [가-힣]+)?에서 (?:온 )?"
    r"(?:[가-힣·]+(?<![을를]) ){0,3}?(?:모두 |총 |약 )?[\d,천백만]+여? ?명"
)
_MARKS = ("▲", "△", "▴", "▵")
# '이달 중에는 일본과 중국에서도 센터를 방문할 계획이다': no other subject stands before the names.
_COMES_TOO = re.compile(r"에서도 (?:[^ .]+ ){0,3}?[^ .]*[을를] (?:방문|견학|벤치마킹|찾)[가-힣]* (?:계획|예정)")
# '일본 누리시에서는 오는 10월 … 통영시를 방문하게 된다', also where nobody knows the town abroad
_VISITS_US = re.compile(
    r"^(?:시|현|성|주|군|구)?(?: (?:[가-힣]+ ){0,2}[가-힣]{2,6}[시현군성구주])?에서(?:는|도) (?:[^ .]+ ){0,10}?"
    r"(?P<town>[가-힣]{2,5}[시군구])[를을] (?:공식 |함께 |직접 )?(?:방문|찾(?!고)|견학)"
)
_ONLY_WHEN = re.compile(
    r"(?:^|[.\n] ?)(?:오는 )?(?:이달|다음 달|내달|올해|내년|\d{1,2}월|[상하]반기)"
    r" ?(?:[초중말순]+)?(?:에는|에|중에는)? $"
)
# '이란 방문(19.11월)', '베트남 국빈 방문 시 수행한 청장': somebody's journey there.
_TRIP = re.compile(r"^ (?:공식 ?|국빈 ?|실무 ?)?방문(?: ?\(|,| 등[ ,]| ?(?:시|당시|때|계기|후|결과)(?![가-힣]))")
# '4박 5일간 중국 다롄에서', '12일까지 일본에서': a stay there, not where somebody comes from.
_STAYING = re.compile(r"(?:일간|동안|까지|일정으로|주간|개월간)(?:의)? $")
_STAY_AT = re.compile(r"(?:[^ .]{0,12})(?: [^ .]+){0,8}?(?:에서|에) ")
# '독일 본에서 제9차 협약 부속기구회의(…)가 개최됐다'
_MEETING_THERE = re.compile(
    r"(?:시|주|성|현)?(?: [가-힣]{1,4})?에서 (?:[^ \n]+ ){0,6}?[^ \n]*(?:회의|총회|포럼|세미나|심포지엄|박람회|"
    r"컨퍼런스|워크숍)"
    r"\*?(?:\([^()]*\))?[가이를을]? (?:[^ \n]+ ){0,2}?(?:개최|열[렸린릴리])"
)
# '두바이 식품박람회에는', '베트남 국제회의에서': an occasion named by the place it is held at.
_EVENT_THERE = re.compile(
    r"^(?:시|주|성|현)?(?: [가-힣A-Za-z·]{1,10}(?<![이가은는을를에])){0,2} ?[가-힣]{0,10}(?:박람회|전시회|엑스포|"
    r"포럼|총회|회의|대회|축제|페스티벌|전시장|영화제|비엔날레)(?:에|에서|를|을|의|가|에는|에서는)(?![가-힣])"
)
# '올해 3월 스위스 다보스포럼 계기 만남에 이은'
_AT_A_CONFERENCE = re.compile(
    r"^(?:시|주)?(?: [가-힣A-Z]{1,10}(?<![이가은는을를에])){0,2} ?[가-힣A-Z]{0,10}(?:회의|포럼|총회|서밋|박람회)"
    r"(?: 참석)? ?(?:계기|기간|당시|에서의) (?:[가-힣]+ )?(?:만남|면담|회담|회동|조우|접촉|양자)"
)
_NOMINAL_DEST = re.compile(
    r"^(?:\([^()]{1,24}\))?(?: ?등(?: ?\d+개국)?)?[가-힣]{0,4}? ?(?:공식 ?)?(?:방문(?!단|객|자)|순방|출장|진출|수출|"
    r"길 |행 |연수(?!단|생|원)|견학(?!단)|시찰(?!단)|탐방(?!단)|답사(?!단)|원정|투어|시장 ?개척|현지)"
)
_FROM = re.compile(
    r"^(?:특별시|시|주|성|현|구|군|도|부)?(?: ?[가-힣]{0,8})?에서 (?:온|방문한|찾아온|참가한|참석한|초청|"
    r"방한한|입국한|날아온|건너온|모인)"
)
# '중앙아시아 6개국 관세당국 간부급을 초청해': whoever is invited comes, under whatever name.
_INVITED = re.compile(
    r"(?: 등)?(?: ?\d+여?개 ?국)?(?:의? ?[가-힣A-Za-z·]+(?<![은는이가을를에])){1,5}(?: \d+여?명)?(?:을|"
    r"를) (?:[^ .,]+ ){0,3}?초청(?:해|하여|했|한|하고)"
)
# '이번 일본견학에는 … 실무자 26명이'
_OUR_TRIP = re.compile(r" ?(?:선진지 ?)?(?:견학|시찰|탐방|답사|연수|벤치마킹)(?:에는|에서는|에) ")
# '지난봄 김제를 찾은 마쓰에시의 초청으로'
_WHO_CAME = re.compile(r"(?<![가-힣])([가-힣]{2,5})[을를] (?:공식 )?(?:찾은|방문한|다녀간) (?:[가-힣]{2,6}도시 )?$")
# '베트남 호찌민 우수기업 초청 상담회'
_INVITED_TO = re.compile(
    r"(?:시|성|주)?(?: 등)?(?: [가-힣]{1,6}){0,2} ?(?:기업|업체|바이어|구매자|구매단|상공인|공무원|인사|전문가"
    r"|여행사|언론인"
    r"|기자단)(?:들)? 초청 "
    r"[가-힣· ]{0,12}?(?:상담회|간담회|설명회|박람회|행사|연수|교육|포럼|세미나|팸투어|워크숍)"
)
# '일본과 중국, 태국 등 나라도 가지가지다': where the guests told of before come from.
_OF_MANY_LANDS = re.compile(
    r"(?: 등)?(?:으로)? ?(?:방문 ?|참가 ?|출신 ?)?(?:나라|국가|국적|국)(?:들)?(?:도|가|이|은|는) (?:매우 |무척 |참 )?"
    r"(?:다양|가지가지|여러|각양각색|각기|골고루)"
)
# '중국 지방정부에서 외사를 담당하는 간부들로 구성된 '…' 대표단이': what the delegation is made of.
_MADE_UP_OF = re.compile(
    r"(?!(?:[가-힣]{0,3}[시주현성도])?(?:에|로|으로|를|을|에서) )[^.\n]{0,60}?(?:으로|로) (?:구성|꾸려|이뤄|이루어"
    r"|짜)[가-힣]{1,2} (?:['\"‘“「][^'\"’”」\n]{2,40}['\"’”」] ?)?"
    r"(?:[가-힣]+ ){0,3}?(?P<who>[가-힣]*(?:단|일행))(?:들)?(?:이|은|의|과|도|에게|을 (?!(?:[^ .]+ ){0,2}(?:보내|보낸"
    r"|보냈|파견))) ?"
)
# '미국 국무부 부차관보 영상 참여': speaks from afar.
_BY_VIDEO = re.compile(
    r"[^,·/;()\n▲△▴]{0,40}(?:영상|화상|온라인|비대면)(?:으로|을 통해|를 통해| ?메시지| ?축사)?(?:를|을)? ?"
    r"(?:참여|참석|참가|축사|연설|발표|보내|전했|전달)"
)
_EMBASSY_SENDS = re.compile(
    r"(?: 등)?(?: ?\d+여?개국)?(?: ?주한)? ?(?:대사관|공관)(?:에서|에서는|에서도|이|은)(?![가-힣])"
)
# '에콰도르, 베네수엘라 대사관에서는 대사대리가 참여했다': its people come, it is not held there.
_FROM_EMBASSY = re.compile(
    r"(?:에서|에서는|에서도) (?:[가-힣]+ )?(?P<who>대사대리|대리대사|공사|참사관|서기관|영사|외교관|직원|관계자|대사)"
    r"(?:들)?(?: ?등)?(?:이|가|들이|도|은|는)? "
)
_SENT_THERE = re.compile(r" [가-힣\d]{1,8}(?:에|로|으로) (?:[^ .]+ ){0,1}?(?:파견[할하될되]|보[낼내])")
# '가나와 케냐 등 7개 나라 12개 마을에 봉사단 80명을 파견했다'
_SENT_TO_LANDS = re.compile(
    r"(?: 등)?(?: [가-힣]{2,6})? ?\d+여?개 ?(?:국|나라|국가)(?: \d+여?개 [가-힣]+)?에 (?:[^ .]+ ){0,4}?(?:파견"
    r"|보[내냈낸])"
)
_FIRMS_HERE = re.compile(r" ?(?:계 )?(?:기업|상공회의소|상의|상공인)")  # 주한미국기업: residents
_ITS_HEAD = re.compile(r"장(?:단|님)?(?:[은이과와을의도,) ]|께서|$)")
# '브루나이·칠레 대사관을 찾아': the host's people go to the guests' embassy.
_TO_EMBASSY = re.compile(
    r"^(?: 등)?(?: [가-힣]{2,8}국의?)?(?: ?주한)? ?(?:대사관|공관|영사관)(?:을|를)(?:, ?| )(?!비롯|포함|통해|대표)"
)
_TO_IT = re.compile(r"(?:을|를)(?:, ?| )(?!비롯|포함|통해|대표)")
_SUBJECT = re.compile(
    r"^(?:특별시|시|주|성|현|구|군|도|부|정부|측|시의회|대사관| 정부| 측|에서)?(?:은|는|이|가|도|에서는|"
    r"에서도|에서)(?= )"
)
_MARKET = re.compile(
    r"수출(?! ?상담)|방송|방영|송출|특허|판매|서비스되|보급|입점|내보[냈낸]|항로|노선|수입(?!니)|소개됐|언론"
)
# '페루 대통령 취임식 특사 국외 출장 이후': the host's own journey.
_ERRAND = re.compile(r"(?: [^ .,]+(?<![은는이가])){0,6}? (?:국외|해외) ?출장")
# '장관의 사우디 방문을 계기로 …를 만나': the journey of the one who meets.
_ON_A_VISIT = re.compile(r"(?: ?\([^()]*\))? (?:공식 |국빈 |실무 )?(?:방문|순방|출장)(?:을|의)? ?(?:계기|당시|기간 중)")
# '하얼빈에 위치한 기념관을 방문해', '중국 국외 독립운동 유적지(하얼빈) 탐방을 앞두고'
_SEATED_THERE = re.compile(
    r"(?:시|성|주)?(?:에 (?:위치한|있는|자리한|소재한)| ?소재) [^.]{1,30}?(?:을|를) "
    r"(?:[^ ]+ ){0,2}?(?:방문|찾|둘러|견학|참배|탐방|답사)"
)
_RELICS = re.compile(r" (?:[가-힣]+ ){0,3}?(?:유적지?|사적지|전적지)(?: ?\([^()]*\))? ?(?:을 |를 )?(?:탐방|답사)")
# '호주, 카타르에 이어 세계 3위 수출국': ranked, not here.
_NEXT_TO = re.compile(r"(?: 등)?에 이어,? (?:[^ .]+ ){0,6}?(?:제?\d+위|제?\d+번째|[가-힣]+ ?번째|세계|역대|최대)")
# '인공지능데이터청(SDAIA)과 월드뱅크 측이', '오사카 지방의회가': a body that comes as the clause's subject.
_BODY = re.compile(
    r"^ ?(?:[가-힣A-Za-z·]+ ){0,4}?[가-힣A-Za-z·]*(?:의회|위원회|정부|[가-힣]부|[가-힣]청|[가-힣]처|"
    r"[가-힣](?<![입출귀전약애천])국|공사|기관|협회|대학교?"
    r"|대사관|재단|은행|연구원|연구소|센터|그룹|연합|조합|학교|당국|측|팀)(?:\([^()]*\))?(?:이|가|은|는|도|과|와)(?= )"
)
_BESIDE_KOREA = re.compile(r"(?:한국|대한민국)(?:[·,]|, |과 |와 )$")
_LEAVES_PHRASE = re.compile(r".*(?:은|는|이|가|에서|에|으로|로|의|에게)[,.]?$")


@dataclass(slots=True)
class Chain:
    """Mentions of one role: guest, subject, from, dest (object of going), away (its noun), abroad, market or talk."""

    mentions: list[Mention]
    role: str
    person: Mention | None = None
    at: tuple[int, int] | None = None  # where the clause speaks of them, if a footnote names them

    @property
    def start(self) -> int:
        return self.at[0] if self.at else self.mentions[0].start

    @property
    def end(self) -> int:
        return self.at[1] if self.at else self.mentions[-1].end


_TITLED = re.compile(
    r"(?:의장|위원장|장관|차관|총리|대사|대표|총장|총재|회장|이사장|국장|교수|박사|시장|지사|의원|위원|청장|단장|소장)\($"
)


def _title_before(mask: str, run: list[Mention]) -> Mention | None:
    """'…, 요제프 제65차 총회의장(스위스)': an item of a list of people, its country alone in the brackets behind."""
    start, end = run[0].start, run[-1].end
    title = _TITLED.search(mask, max(0, start - 5), start)
    if (
        title is None
        or not mask.startswith(")", end)
        or not re.search(r"[가-힣]\([가-힣]+\), ", mask[max(0, start - 90) : start])
    ):
        return None
    return Mention("person", title.group()[:-1], title.start(), title.end() - 1, "frames.head")


def chains_of(mask: str, found: Sequence[Mention], end: int) -> list[Chain]:
    """Runs of names of one clause, each with its role."""
    runs: list[list[Mention]] = []
    for mention in found:
        if (
            mention.note in ("thing", "facility")
            or mention.value == "KP"
            or mask.startswith((" 자치령", " 해외영토", "령 "), mention.end)
            or not mask[mention.start : mention.end].strip()
        ):
            continue
        if runs and mention.start < runs[-1][-1].end:
            continue
        if runs and _linked(mask[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    chains = [Chain(run, *_role(mask, run, end)) for run in runs]
    for chain in chains:
        if chain.person is None and _BESIDE_KOREA.search(mask[max(0, chain.start - 8) : chain.start]):
            chain.role = "talk"  # '한국·중국·일본이 함께하는 협의체'
        elif chain.role in ("subject", "talk") and (beside := _with_korea(mask, chain.mentions)):
            chain.mentions = chain.mentions[:beside]  # '아세안과 한국·중국·일본이 함께하는'
    for before, after in itertools.pairwise(chains):
        same = {m.value for m in before.mentions} & {m.value for m in after.mentions}
        if (
            before.role == "from"
            and after.start - before.end <= 24
            and not same
            and all(m.note == "place" for m in after.mentions)
        ):
            after.role = "talk"  # a person's name that is spelt like a place: '… 시에서 온 조지 카이로 과장'
    return chains


def _with_korea(mask: str, run: list[Mention]) -> int:
    """Index of the first name that a list opens by Korea: '…과 한국·중국·일본'; 0 where Korea is in no such list."""
    for i, (one, two) in enumerate(itertools.pairwise(run), 1):
        if re.search(r"[과와,] ?(?:한국|대한민국|한)[·,] ?$", mask[one.end : two.start]):
            return i
    return 0


def footnoted(mask: str, meant: Meant, end: int) -> Chain:
    """The chain of a starred word: the countries of its note, in the role that the word plays in its clause."""
    names = [m for m in meant.names if m.note != "thing"]
    word = Mention("country", "", meant.start, meant.after, "footnotes.word", "name")
    role, person = ("guest", word) if meant.person else _role(mask, [word], end)
    return Chain(names, role, person, (meant.start, meant.after))


def _linked(between: str) -> bool:
    """Whether two names stand in one chain: what is between them is short and holds no particle but joiners."""
    if len(between) > 40 or not _LINK.match(between):
        return False
    words_ = between.split()
    return not any(
        PARTICLE.search(word) or word == "온" or (word[-1:] in "과와" and person_word().search(word)) for word in words_
    )


_HEADED_BY = ("시", "군", "구", "촌", "회", "청", "처", "부", "원", "센터", "기구", "은행", "재단", "공사", "공단")


_TALKED_OF = (_STATIONED, _OUR_TRIP, _AT_A_CONFERENCE)


def _role(mask: str, run: list[Mention], end: int) -> tuple[str, Mention | None]:
    """A chain's role by what follows it in its clause (codebook: guests come; countries talked about are none)."""
    last = run[-1]
    came = _WHO_CAME.search(mask, max(0, run[0].start - 24), run[0].start)
    if came and regions.korean(came[1]) and not outsider_word().search(mask, last.end, last.end + 12):
        return "guest", None
    if last.note == "embassy" and (sent := _FROM_EMBASSY.match(mask, last.end, end)):
        return "guest", Mention("person", sent["who"], *sent.span("who"), "frames.embassy")
    after = last.end + (mask[last.end : last.end + 1] == ")" and "(" in mask[run[0].start : last.end])
    tail = mask[after : min(end, after + 90)]
    if (len(run) == 1 and _BY_VIDEO.match(tail)) or any(told.match(tail) for told in _TALKED_OF):
        return "talk", None
    if last.note == "place" and (there := _ABROAD_AT.match(tail)) and not _names_korea(there.group()):
        return "abroad", None
    if _LYING_THERE.match(tail) or ((there := _HELD_THERE.match(tail)) and not _names_korea(there.group())):
        return "abroad", None
    if _FROM.match(tail) or _VISITS_US.match(tail):
        if outsider_word().search(tail[:44]):
            return "talk", None
        return "from", first_person(mask, after, min(end, after + 60))
    held = _ABROAD.match(tail)
    if (held and not _in_a_korean_town(held.group())) or _MEETING_THERE.match(mask, after, min(end, after + 240)):
        return "abroad", None
    if last.field == "group" and tail.startswith(" 내 "):
        return "talk", None  # '유럽 내 주요 교역국인 영국'
    if sent := _LANDS_SEND.match(tail):
        return "from", first_person(mask, after, after + sent.end())
    if _STAYING.search(mask[max(0, run[0].start - 8) : run[0].start]):
        stay = _STAY_AT.match(tail)
        if stay and not person_word().search(stay.group()):
            return "abroad", None
    if (there := _THERE.match(tail)) and not tail.startswith("대사"):
        if tail.startswith(_MARKS, there.end()):
            return "abroad", None  # '하노이에서는 ▲ 독립기념관 ▲ …을 방문했으며'
        if _COMES_TOO.match(tail) and _ONLY_WHEN.search(mask[max(0, run[0].start - 30) : run[0].start]):
            return "from", None
        comes = person_word().search(tail, there.end(), min(len(tail), there.end() + 34))
        if comes and (
            OURS & set(tail[there.end() : comes.start()].split()) or "에서" in tail[there.end() : comes.start()]
        ):
            return "abroad", None  # '일본에서 관내 고교생 18명이', '우즈베키스탄에서는 학교 60곳에서 학생이'
        if comes and re.match(
            r"(?:들|단)?(?: ?등)?(?:(?:[과와·]|, ?) ?[가-힣]{1,6}(?: [가-힣]{1,6})?(?= ?[\d수]))?"
            r"(?: ?(?:[\d,천백만]+여?|수[십백]) ?명)?(?:이|가|은|는|도|,)? ",
            tail[comes.end() :] + " ",
        ):
            return "from", Mention("person", comes.group(), after + comes.start(), after + comes.end(), "frames.head")
        return ("from" if _COUNTED_COME.match(tail, there.end()) else "abroad"), None
    if last.field == "country" and last.note != "hanja" and _EVENT_THERE.match(tail):
        return "abroad", None
    at_embassy = last.note == "embassy" and mask[last.start : last.end].endswith(("대사관", "공관", "영사관"))
    if _TO_EMBASSY.match(tail) or (at_embassy and _TO_IT.match(tail)):
        return "dest", None
    if last.note == "embassy" and mask[last.start : last.end].endswith(("대사", "영사")) and not tail.startswith("관"):
        return "guest", Mention("person", "대사", last.end - 2, last.end, "frames.embassy")
    if _EMBASSY_SENDS.match(tail):
        return "guest", None
    if titled := _title_before(mask, run):
        return "guest", titled
    if _SENT_THERE.match(tail) or _SENT_TO_LANDS.match(tail):
        return "dest", None
    if (_FIRMS_HERE.match(tail) or _FIRMS_HERE.search(mask, last.start, last.end)) and "주한" in mask[
        max(0, run[0].start - 3) : run[0].start + 3
    ]:
        return "talk", None
    if _ON_A_VISIT.match(tail) or _RELICS.match(tail) or _ERRAND.match(tail):
        return "away", None
    if last.note == "place" and _SEATED_THERE.match(tail):
        return "dest", None
    if _NEXT_TO.match(mask, after, after + 60):
        return "market", None
    if _INVITED.match(tail) or _INVITED_TO.match(tail) or _OF_MANY_LANDS.match(tail):
        return "guest", None
    if _ITS_HEAD.match(tail) and mask[last.start : last.end].endswith(_HEADED_BY):
        return "guest", Mention("person", "장", after, after + 1, "frames.head")  # '고베시|장이'
    if _TRIP.match(tail):
        return "away", None
    if (made := _MADE_UP_OF.match(tail)) and made["who"].endswith(tuple(words("delegation") | {"일행"})):
        return "guest", Mention(
            "person", made["who"], after + made.start("who"), after + made.end("who"), "frames.head"
        )
    person = headed(tail)
    if person is not None and not (last.field == "group" and person[1] == "시장"):  # '아시아 시장': a market
        at, word = person
        return "guest", Mention("person", word, after + at, after + at + len(word), "frames.head")
    if _object_of_going(tail) or _DEST_TOWARD.match(tail):
        return "dest", None
    if _NOMINAL_DEST.match(tail):
        return "away", None
    if (
        last.note != "embassy"
        and _MARKET.search(mask[last.end : min(end, last.end + 45)])
        and not person_word().search(tail[:30])
    ):
        return "market", None
    body = _BODY.match(tail)
    if body and not any(PARTICLE.search(word) for word in body.group().split()[:-1]):
        if outsider_word().search(body.group()):
            return "talk", None
        return "subject", None
    if _SUBJECT.match(tail) or last.note == "embassy":
        return "subject", None
    return "talk", None


_AT = re.compile(r"(?:^| )(?!현지에서)([가-힣]{2,})에서")  # 현지 is where the people named before are
_OUR_HALL = re.compile(r"국회|[가-힣]*정부(?:서울|세종|대전|과천)?청사")


def _names_korea(text: str) -> bool:
    """Whether a word of it is a Korean region or town: '중국 산둥성 정부 초청으로 부산 벡스코에서'."""
    return any(regions.korean(re.sub(r"(?:에서|서|의|에)$", "", word)) for word in text.split())


def _in_a_korean_town(text: str) -> bool:
    """'한-호주 국방협의회 서울에서 개최': the place before 에서 is Korean."""
    places = _AT.findall(text)
    return any(regions.korean(p) or p in words("venue") or _OUR_HALL.fullmatch(p) for p in places)


def _object_of_going(tail: str) -> bool:
    """'베트남 하노이와 박닌성을 방문': the chain's own phrase ends in 을/를 before a verb of going."""
    if re.match(r"(?:와|과|의|에게|에서) ", tail):
        return False
    for n, word in enumerate(re.finditer(r"\S+", tail)):
        if word.group()[-1] in "을를":
            return bool(_GO_TO.match(tail, word.end()))
        if (
            n > 3
            or (n and re.search(r"[이가은는에서도의로와과,]$", word.group()))
            or _LEAVES_PHRASE.match(word.group())
        ):
            return False
    return False
