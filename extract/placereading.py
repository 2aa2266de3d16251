"""One sentence read for places: lists of noun phrases, what governs them, and which of them are named Korean places."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extract import placebounds, placekinds, placelines, placenames, regions
from extract.document import Document, Sentence
from extract.morphology import Token
from extract.phraselists import INSIDE, lists, of_people
from extract.phrases import Phrase
from extract.records import Mention
from extract.visitverbs import FREE, Governed, governments
from extract.words import words

_STOP = r"(?:찾은|찾는|찾을|방문한|방문할|견학한|견학할|들른|들를|둘러본|둘러볼|돌아본|돌아볼|살펴본|살펴볼)"
_CHOICE = re.compile(
    rf"(?:{_STOP} (?:곳|시설|기관|장소|현장)|(?:방문|견학|시찰|탐방) ?(?:지|처|기관|장소|시설|코스)"
    r"|(?:첫|마지막|다음|첫 ?번째|두 ?번째|세 ?번째) (?:방문 ?)?(?:목적지|코스|행선지|방문지))"
    r"(?:은|는|으로는|로는|에는)(?![가-힣])"
)
_TIED_TO = re.compile(r"(?:과|와) (?:깊은 )?(?:인연|관련|연관|교류|얽힌)")  # '중국과 인연이 있는 유적지'
_BODY = re.compile(r"(?:청|원|공사|공단|재단|협회|위원회|대학|대학교|대학원|학교|조합|은행|본부|연합회|연구소|부)$")
_NOTED = re.compile(r"(?:^|[ 가-힣])([가-힣]{2,4})\(([^()]+,[^()]+)\)")  # 관련 기관(A, B)
_RUN = frozenset({"방식", "현황", "모습", "상황", "실태", "과정"})
_TITLED = frozenset("「『｢")  # what stands in corner brackets without a facility's word is an event or a work
_FIELDS = frozenset({"분야", "부문", "측면", "차원", "영역"})
_STATION = re.compile(r"(?:공항|역|터미널|항|부두|정류장)$")
_MEMBER = frozenset({"", "이", "가", "과", "와", "로", "으로", "을", "를"})
_LOCAL_TIME = re.compile(r"현지 ?시[각간]")  # told from abroad
_HOME = re.compile(r"국내|한국을|한국에|우리나라|방한")
_CAME = frozenset({"다녀가", "다녀오", "찾아오", "찾", "방문", "몰리"})


def mention(doc: Document, start: int, end: int, note: str) -> Mention:
    """The place at text[start:end]; quotation marks and line breaks inside the name are left out of its value."""
    name = " ".join(re.sub(r"[*'\"‘’“”「」『』《》〈〉｢｣]", "", doc.text[start:end]).split())
    return Mention("site", name, start, end, f"sites.{note}", note)


def _parted(token: Token) -> tuple[Token, ...]:
    """A venue that the analyser takes for one word with its particle ('누리컨벤시아에서')."""
    if token.tag not in ("NNG", "NNP") or len(token.form) < 5 or not token.form.endswith("에서"):
        return (token,)
    at = token.end - 2
    return Token(token.form[:-2], "NNP", token.start, at), Token("에서", "JKB", at, token.end)


def _rejoined(tokens: list[Token]) -> Iterator[Token]:
    """'송도컨벤시아에|서': a long name that the analyser gives half of its particle; the particle is made whole."""
    for at, token in enumerate(tokens):
        after, before = tokens[at + 1 : at + 2], tokens[at - 1 : at]
        if token.tag == "NNP" and _cut_short(token, after):
            yield Token(token.form[:-1], "NNP", token.start, token.end - 1)
        elif before and before[0].tag == "NNP" and _cut_short(before[0], [token]):
            yield Token("에서", "JKB", token.start - 1, token.end)
        else:
            yield token


def _cut_short(token: Token, after: list[Token]) -> bool:
    ends = len(token.form) > 4 and token.form[-1] == "에" and token.end - token.start == len(token.form)
    return ends and bool(after) and after[0].form == "서" and after[0].tag == "JKB" and after[0].start == token.end


class Reading:
    """The sentence's tokens, its lists of phrases and what governs each."""

    def __init__(self, doc: Document, sentence: Sentence) -> None:
        self.doc, self.sentence = doc, sentence
        self.tokens = [piece for token in _rejoined(doc.tokens(sentence)) for piece in _parted(token)]
        self.cut: dict[int, tuple[int, int]] = {}
        self.groups = lists(self.tokens, doc.norm)
        self.rules = governments(self.tokens, self.groups)
        choice = _CHOICE.search(sentence.norm)
        self.chosen = sentence.start + choice.end() if choice else sentence.end

    def places(self) -> Iterator[Mention]:
        """Mentions in text order. What is named behind a visited place abroad is abroad too, until Korea is named."""
        away = self.sentence.end if _LOCAL_TIME.search(self.sentence.norm) else -1
        for i, group in enumerate(self.groups):
            rule = self._rule(i)
            if away >= 0 and any(regions.korean(self._name(p)) for p in group):
                away = -1  # '몽골에서는 교사들이 거창군을 찾아'
            if not rule.note or (away >= 0 and not _HOME.search(self.doc.norm, away, group[0].start)):
                continue
            if any(
                self._abroad(p)
                for p in group
                if not of_people(self.tokens, p) and not _TIED_TO.match(self.doc.norm, p.end)
            ) or self._held_abroad(i):
                away = group[-1].end
            else:
                away = -1
                yield from self._named(i, rule)
                yield from self._bracketed(i, rule)
                yield from self._holder(i, rule)

    def _rule(self, i: int) -> Governed:
        """What governs a list, by its verb, by '많이 찾은 곳은', by what it owns, or by '…에는 300명이 다녀갔다'."""
        last = self.groups[i][-1]
        if self.tokens[last.last].form in _FIELDS:
            return FREE  # '산업단지, 투자 등 다양한 분야에서'
        if self.groups[i][0].start >= self.chosen and last.particle in _MEMBER:
            return Governed("visit")
        if self.rules[i].note:
            return self.rules[i]
        if self._owner(i):  # whose skill is watched is no visit to the owner
            run = self.tokens[self.groups[i + 1][-1].last].form
            if self.rules[i + 1].note == "visit" and run in _RUN:  # 체험관의 운영 방식을 살폈다
                return replace(self.rules[i + 1], active=True)
            return self.rules[i + 1] if self.rules[i + 1].strong or self.rules[i + 1].note == "venue" else FREE
        return self._presence(last)

    def _owner(self, i: int) -> bool:
        """'농업기술센터의 검사실을': the owner of what the next list names."""
        following = self.groups[i + 1 : i + 2]
        return self.groups[i][-1].particle == "의" and any(g[0].first == self.groups[i][-1].after for g in following)

    def _presence(self, last: Phrase) -> Governed:
        """'관제센터에는 올해 300명이 다녀갔다': a place whose sentence goes on to tell who came."""
        if last.particle != "에":
            return FREE
        rest = self.tokens[last.after :]
        verb = next((k for k, t in enumerate(rest) if t.form in _CAME), 0)
        before = rest[: max(0, verb - 2)]
        blocked = any(t.tag in ("JKO", "EC") for t in before)
        return Governed("visit") if not blocked and any(t.tag == "JKS" for t in rest[:verb]) else FREE

    def _abroad(self, phrase: Phrase) -> bool:
        """Whether the phrase names something abroad, in front of what clipping leaves too ('하얼빈 소재 기념관')."""
        texts, whole = [self._name(phrase)], self.doc.norm[phrase.start : phrase.end]
        texts += [part for note in re.findall(r"\(([^()]*)\)", whole) for part in re.split(r",\s*", note) if part]
        if re.search(r" (?:소재|위치|현지) ", whole):
            texts.append(whole)
        return any(regions.foreign(placebounds.bare(text), self.sentence.norm) for text in texts)

    def _held_abroad(self, i: int) -> bool:
        """'하얼빈에 위치한 기념관', '싱가포르의 대표적인 단지인 A': what a place abroad holds."""
        near = True
        for group in reversed(self.groups[:i]):
            before = group[-1]
            between = self.tokens[before.after : self.groups[i][0].first]
            subject = any(t.tag == "JKS" or (t.tag == "JX" and t.form in ("은", "는")) for t in between)
            if subject or before.particle in ("이", "가", "은", "는") or any(t.tag in ("EC", "EF") for t in between):
                return False
            held = before.particle == "에" and any(t.form in words("hold_in") for t in between[:5])
            if (held or (near and before.particle == "의")) and self._abroad(before):
                return True
            near = near and not before.particle  # '유엔거버넌스센터의 주선으로 …': it owns no more than that
        return False

    def _name(self, phrase: Phrase) -> str:
        return self.doc.norm[slice(*self._bounds(phrase))]

    def _bounds(self, phrase: Phrase) -> tuple[int, int]:
        """The name's characters inside the phrase, cut once."""
        if phrase.start not in self.cut:
            self.cut[phrase.start] = placebounds.clip(self.doc.norm, phrase.start, phrase.end)
        return self.cut[phrase.start]

    def _named(self, i: int, rule: Governed) -> Iterator[Mention]:
        """The named places of a list; of an owner only where it is a facility; one-word members that nobody knows."""
        if self._sights(i) and rule.note == "visit":
            rule = replace(rule, strong=True)
        found = [self._place(phrase, rule) for phrase in self.groups[i]]
        owner = self._owner(i) and not self.rules[i].note
        for k, phrase in enumerate(self.groups[i]):
            beside = any(found) and (rule.strong or (rule.note == "visit" and self._unknown(phrase)))
            place = found[k] or (self._companion(phrase, rule) if beside else None)
            if place is None or (self._holds(phrase) and any(found[k + 1 : k + 2])):
                continue  # '산단 내 공장': the holder of a named place is none
            if not owner or placebounds.facility().search(placebounds.bare(str(place.value))):
                for start, end in placebounds.halves(self.doc.norm, place.start, place.end):
                    yield mention(self.doc, start, end, rule.note)

    def _bracketed(self, i: int, rule: Governed) -> Iterator[Mention]:
        """'관련 기관(A연구원, B연구원)을 방문': what a generic word's brackets list."""
        if rule.note != "visit":
            return
        for phrase in self.groups[i]:
            hit = _NOTED.search(self.doc.norm, phrase.start, phrase.end)
            if hit is not None and hit[1] in words("sight"):
                for start, end in placelines.items(self.doc.norm, *hit.span(2)):
                    yield mention(self.doc, start, end, rule.note)

    def _holds(self, phrase: Phrase) -> bool:
        """'산단 내 …'."""
        behind = self.tokens[phrase.after : phrase.after + 1]
        return not phrase.particle and any(t.form in INSIDE for t in behind)

    def _sights(self, i: int) -> bool:
        """'A, B 등 관광명소를': what the members are called makes them places."""
        group = self.groups[i]
        last = group[-1]
        return len(group) > 1 and group[-2].etc and self.tokens[last.last].form in words("sight")

    def _unknown(self, phrase: Phrase) -> bool:
        """A word that the analyser calls a name, or can only take apart by syllables ('월|영|교')."""
        pieces = self.tokens[phrase.first : phrase.last + 1]
        while len(pieces) > 1 and pieces[0].end < pieces[1].start and regions.korean(pieces[0].form):
            pieces = pieces[1:]  # 강릉 월화거리
        if [t.tag for t in pieces] == ["NNP", "NNG"] and pieces[0].end == pieces[1].start:
            return pieces[1].end - pieces[1].start == 1  # 김광석|길
        return (len(pieces) == 1 and pieces[0].tag == "NNP") or all(t.end - t.start == 1 for t in pieces)

    def _companion(self, phrase: Phrase, rule: Governed) -> Mention | None:
        start, end = self._bounds(phrase)
        known = placekinds.companion(placebounds.own_part(self.doc.norm[start:end]))
        return mention(self.doc, start, end, rule.note) if known else None

    def _place(self, phrase: Phrase, rule: Governed) -> Mention | None:
        start, end = self._bounds(phrase)
        name = self.doc.norm[start:end]
        if (rule.active and _BODY.search(placebounds.bare(name))) or (rule.transit and _STATION.search(name)):
            return None
        if self.doc.norm[phrase.start - 1 : phrase.start] in _TITLED and not placebounds.facility().search(
            placebounds.bare(name)
        ):
            return None
        strong = rule.strong or placebounds.located(self.doc.norm[phrase.start : phrase.end])
        strong = strong or (rule.note == "venue" and placenames.landmark(name))
        pieces = self._pieces(phrase, start, end)
        if not placenames.named(name, pieces, strong=strong, meets=rule.meets, context=self.sentence.norm):
            return None
        return mention(self.doc, start, end, rule.note)

    def _pieces(self, phrase: Phrase, start: int, end: int) -> list[placekinds.Piece]:
        """The name's morphemes, those in brackets left out; a head that could not be analysed counts as a name."""
        out, depth, norm = [], 0, self.doc.norm
        if phrase.start < self.tokens[phrase.first].start and start == phrase.start:
            out.append((norm[phrase.start : self.tokens[phrase.first].start], "MM"))
        for token in self.tokens[phrase.first : phrase.last + 1]:
            if not start <= token.start < end:
                continue
            depth += (token.form == "(") - (token.form == ")")
            if depth == 0 and token.form != ")":
                out.append((norm[token.start : token.end], token.tag))
        return out

    def _holder(self, i: int, rule: Governed) -> Iterator[Mention]:
        """'공원 안에 마련된 행사장을': where what is governed has no name, the facility that holds it is the place."""
        if i == 0 or any(self._place(p, rule) for p in self.groups[i]):
            return
        before = self.groups[i - 1][-1]
        between = self.tokens[before.after : self.groups[i][0].first]
        clause = bool(between) and between[-1].tag == "ETM"
        inside = bool(between) and between[0].form in INSIDE and clause
        inside = inside or (clause and self.doc.norm[before.start : before.end].endswith((" 안", " 내", " 내부")))
        held = before.particle == "에" and clause and any(t.form in words("hold_in") for t in between)
        place = self._place(before, Governed(rule.note)) if (inside or held) and len(between) <= 6 else None
        if place is not None:
            yield place
