"""Named places in Korea that guests visit or meet at: noun phrases governed by visit verbs, venue phrases, place lines.

Mentions have field `site`; the value is the place as written (host's name and time words in front cut off), `note` is
`visit` (object of a visit verb), `venue` (…에서 열린), `line` ((장소) …), `schedule` (a timetable's cell) or `back`
(센터 for a facility named before; the value is the full name). Which claim a place belongs to is decided elsewhere.
Rules: codebook, field `sites`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.document import Document, Sentence
from extract.morphology import Token
from extract.records import Mention
from extract.words import alternation, words

_NOMINAL = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR", "W_SERIAL"})
_JOIN_TAGS = frozenset({"SP", "JC", "SW", "MAJ"})
_LEVEL = re.compile(r"(?:지하 ?)?\d+층")
_TIME = re.compile(
    r"^(?:(?:\d+|[이사나닷엿]|열)?(?:일|월|년|시|분|박|차|흘|틀|새|달)(?:간| 동안)?|오전|오후|저녁|이날|당일|전날|올해|지난해|동안"
    r"|첫날|이튿날|다음 ?날|마지막 ?날|[둘셋넷]째 ?날|\d분기)(?= ) *"
)
_CHOICE = re.compile(r"(?:찾은|찾는|방문한|견학한|들른|둘러본|살펴본) (?:곳|시설|기관|장소|현장)(?:은|는|으로는)")
_TOWNSHIP = re.compile(r"^[가-힣]{1,4}[읍면] ")
_PLACE_LINE = re.compile(
    r"[(〔<\[]?\s*(?:장\s*소|일시\s*[·/]\s*장소|방문\s*(?:지|기관|장소)|견학\s*(?:지|장소|기관))\s*[)〕>\]]?\s*[:：]?\s*"
)
_ROW = re.compile(r"\s\|\s|^\s*\|")
_DAY_ITEM = re.compile(r"\(\s*(?:\d+\s*일\s*차|\d{1,2}\.\s*\d{1,2}\.?.{0,4}|[가-힣]{1,3}날)\s*\)")
_BACK_WORDS = "센터|박물관|미술관|기념관|체험관|홍보관|전시관|공원|수목원|정원|캠퍼스|공장|시설|연구원|연구소|병원|학교|도서관|마을|단지|처리장"
_BACK = re.compile(
    rf"(?<![가-힣A-Za-z0-9)])(?:(?:이|그|해당) )?({_BACK_WORDS})(?=(?:를|을|에서|에|는|은|의|와|과|가|이)[ ,.])"
)


@cache
def _facility() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('facility')})(?:\([^()]*\))?$")


@cache
def _cue() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("visit_verb") | words("weak_verb") - {"보", "끝", "잇", "돌"}, key=len, reverse=True))
    return re.compile(
        rf"{verbs}|에서|들[르러렀]|둘러|돌아|살[펴피]|누[비볐]|참배|오르|올[라랐]|심[었은]|끝으로|시작으로|비롯"
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: token indexes [first, last], and what follows it: josa form, '등', a joiner or ''."""

    first: int
    last: int
    start: int
    end: int
    after: int  # index of the first token behind the phrase (and behind 등)
    particle: str
    etc: bool


def _nominal(tokens: list[Token], i: int, norm: str) -> bool:
    token = tokens[i]
    if token.tag in _NOMINAL:
        return True
    if token.tag == "NNB":  # counters inside names: 2층, 제2관
        return (
            i > 0
            and tokens[i - 1].tag in ("SN", "NR")
            and norm[token.start : token.end] in ("층", "호", "관", "동", "차", "구역")
        )
    if token.tag == "JKG" or token.form == "중":  # 예술의전당, 중회의실: glued on both sides
        return (
            0 < i < len(tokens) - 1
            and tokens[i + 1].start == token.end
            and tokens[i + 1].tag in _NOMINAL
            and (token.form == "중" or tokens[i - 1].end == token.start)
        )
    if token.form in ("·", "&", "-", "/") and 0 < i < len(tokens) - 1:
        return tokens[i - 1].end == token.start and tokens[i + 1].start == token.end and tokens[i + 1].tag in _NOMINAL
    return False


def _parenthesis(tokens: list[Token], i: int) -> int:
    """Index of the closing bracket of an abbreviation glued to the phrase: 한국전자통신연구원(ETRI); -1 if none."""
    if tokens[i].tag != "SSO" or i == 0 or tokens[i - 1].end != tokens[i].start:
        return -1
    for j in range(i + 1, min(i + 9, len(tokens))):
        if tokens[j].tag == "SSC":
            return j
    return -1


def _phrases(tokens: list[Token], norm: str) -> Iterator[_Phrase]:
    """Maximal runs of nominal tokens with their particle. Bracketed abbreviations belong to the run."""
    i = 0
    while i < len(tokens):
        if not _nominal(tokens, i, norm):
            i += 1
            continue
        j = i
        while j < len(tokens):
            if _nominal(tokens, j, norm):
                j += 1
            elif (close := _parenthesis(tokens, j)) > 0:
                j = close + 1
            else:
                break
        after, etc = j, False
        if j < len(tokens) and tokens[j].form in ("등", "등지") and tokens[j].tag == "NNB":
            etc, after = True, j + 1
        particle = ""
        if after < len(tokens) and tokens[after].tag[0] == "J":
            particle, after = tokens[after].form, after + 1
            if after < len(tokens) and tokens[after].tag == "JX":  # 에서는, 에는
                after += 1
        yield _Phrase(i, j - 1, _word_start(norm, tokens[i].start), tokens[j - 1].end, after, particle, etc)
        i = max(after, j)


def _word_start(norm: str, start: int) -> int:
    """Names that the analyser breaks (한|천) are taken from the start of their word."""
    while start > 0 and norm[start - 1].isalnum():
        start -= 1
    return start


def _joined(tokens: list[Token], left: _Phrase, right: _Phrase) -> bool:
    """Whether two phrases stand in one list: ', ', 와/과, 및, ▲ and 를 비롯해/를 시작으로 between them."""
    between = tokens[left.after : right.first]
    if left.particle in ("와", "과", "랑", "이랑", "하고"):
        return all(t.tag in ("SP", "SW", "MAJ", "MAG") for t in between)
    if left.particle in ("를", "을") and between and between[0].form in ("비롯", "시작", "포함"):
        return len(between) <= 5
    if left.particle:
        return False
    return bool(between) and all(t.tag in _JOIN_TAGS or t.tag in ("SB", "MAG", "SF") for t in between)


def _lists(tokens: list[Token], norm: str) -> Iterator[list[_Phrase]]:
    group: list[_Phrase] = []
    for phrase in _phrases(tokens, norm):
        if group and not _joined(tokens, group[-1], phrase):
            yield group
            group = []
        group.append(phrase)
    if group:
        yield group


def _predicate(tokens: list[Token], at: int, reach: int) -> tuple[str, int]:
    """The next predicate's stem within `reach` tokens, stepping over adverbs; ('', -1) where a new object starts."""
    i = at
    while i < min(at + reach, len(tokens)):
        token = tokens[i]
        follows = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.tag in ("VV", "VA", "VX"):
            return token.form, i
        if token.tag in ("NNG", "NNP") and (
            follows is None
            or follows.tag in ("XSV", "EC", "SF", "SP", "VV", "NNB")
            or follows.form in ("후", "뒤", "및", "중", "하고")
        ):
            return token.form, i
        if token.form in ("끝", "시작", "비롯", "포함"):
            return token.form, i
        if (
            token.tag in ("NNG", "NNB", "NR", "SN")
            and follows is not None
            and follows.form in ("로", "으로", "에", "들", "이서")
        ):
            i += 2
            continue
        if token.tag in ("MAG", "MAJ", "SP", "XSM", "NR", "NNB", "JX", "JKB", "XSN") or token.form in (
            "차례",
            "함께",
            "각각",
            "모두",
            "연이어",
        ):
            i += 1
            continue
        return "", -1
    return "", -1


def _stem(form: str) -> str:
    """Kiwi gives 들르 as 들르/들러, 둘러보 whole or split; bring the few that vary to one form."""
    return {"들러": "들르", "둘러": "둘러보", "돌아": "돌아보", "찾아": "찾", "둘러보이": "둘러보"}.get(form, form)


def _clip(doc: Document, phrase: _Phrase, tokens: list[Token]) -> tuple[int, int]:
    """Bounds of the place's name: time words, modifiers in front and 일대, 견학 … behind cut off."""
    start, end = phrase.start, phrase.end
    lead, tail = words("site_lead"), words("site_tail")
    moved = True
    while moved:
        moved = False
        text = doc.norm[start:end]
        if hit := _TIME.match(text):
            start, moved = start + hit.end(), True
            continue
        if hit := _TOWNSHIP.match(text):
            start, moved = start + hit.end(), True
            continue
        head, gap, rest = text.partition(" ")
        if gap and (head in lead or re.fullmatch(r"[\d.~()월화수목금토일]+", head)):
            start, moved = end - len(rest.lstrip()), True
            continue
        front, gap, last = text.rpartition(" ")
        if gap and last in tail:
            end, moved = start + len(front.rstrip()), True
    return start, end


def _named(name: str, strong: bool, proper: bool) -> bool:
    """Whether a phrase names a place: a facility word with something in front, a known venue, or after a
    strong visit verb any proper noun; never generic words, events, people or abstractions."""
    bare = re.sub(r"\([^()]*\)", "", name).strip()
    if len(bare) < 2 or bare in words("generic_site") or re.fullmatch(r"[\d\W]+", bare):
        return False
    last = bare.split()[-1]
    if bare in words("venue") or any(last.startswith(v) for v in words("venue")):
        return True
    if _facility().search(bare):
        return not _only_generic(bare)
    if any(last.endswith(word) for word in words("not_site")):
        return False
    return strong and proper


def _only_generic(bare: str) -> bool:
    """'관내 기업체 공장', '첨단 산업단지': every word is a modifier or a generic head. A room of a named kind of
    building ('시청 접견실', '의회 본회의장') is a place."""
    lead, generic = words("site_lead"), words("generic_site")
    parts = bare.split()
    if len(parts) > 1 and parts[0] in words("hall"):
        return False
    return all(p in lead or p in generic for p in parts)


@dataclass(frozen=True, slots=True)
class _Governed:
    note: str
    strong: bool


_FREE = _Governed("", False)


def _governments(tokens: list[Token], groups: list[list[_Phrase]]) -> list[_Governed]:
    """What governs each list. A list left open (ending in 와/과, a comma, or 를 with a comma) shares the
    government of the next governed list before a predicate closes the clause: '5일에는 A를, 6일에는 B를 관람했다'."""
    out: list[_Governed] = []
    following, at = _FREE, len(tokens)
    for group in reversed(groups):
        last = group[-1]
        own = _governed(tokens, last)
        if not own.note and following.note and _open(tokens, last) and not _closed(tokens, last.after, at):
            own = following
        if own.note:
            following, at = own, group[0].first
        elif _closed(tokens, last.after, at):
            following = _FREE
        out.append(own)
    return out[::-1]


def _open(tokens: list[Token], last: _Phrase) -> bool:
    comma = last.after < len(tokens) and tokens[last.after].tag in ("SP", "SW")
    return last.particle in ("와", "과", "랑", "이랑") or (comma and last.particle in ("", "를", "을"))


def _closed(tokens: list[Token], start: int, end: int) -> bool:
    return any(t.tag in ("EC", "EF", "SF") for t in tokens[start:end])


def _in_sentence(doc: Document, sentence: Sentence) -> Iterator[Mention]:
    tokens = doc.tokens(sentence)
    groups = list(_lists(tokens, doc.norm))
    choice = _CHOICE.search(sentence.norm)
    governments = _governments(tokens, groups)
    for i, (group, governed) in enumerate(zip(groups, governments, strict=True)):
        if choice and group[0].start >= sentence.start + choice.end():
            governed = _Governed("visit", False)
        owner = group[-1].particle == "의" and i + 1 < len(groups) and groups[i + 1][0].first == group[-1].after
        if owner and not governed.note and governments[i + 1].note:
            governed = governments[i + 1]
        if not governed.note:
            continue
        named = [_place(doc, tokens, phrase, governed) for phrase in group]
        if owner:
            named = [m for m in named if m and _facility().search(doc.norm[m.start : m.end])]
        yield from (m for m in named if m)
        if governed.strong and any(named):
            yield from _companions(doc, tokens, [p for p, m in zip(group, named, strict=False) if not m])


def _place(doc: Document, tokens: list[Token], phrase: _Phrase, governed: _Governed) -> Mention | None:
    start, end = _clip(doc, phrase, tokens)
    inside = [t for t in tokens[phrase.first : phrase.last + 1] if t.start >= start]
    proper = any(t.tag in ("NNP", "SL", "SH") for t in inside)
    if not _named(doc.norm[start:end], governed.strong, proper):
        end = _leading_facility(doc.norm, start, end)
        if end <= start:
            return None
    name = " ".join(doc.text[start:end].split())
    return Mention("site", name, start, end, f"sites.{governed.note}", governed.note)


def _leading_facility(norm: str, start: int, end: int) -> int:
    """End of the named facility that a longer phrase begins with ('국립극장 공연' → 국립극장); `start` if none."""
    parts = norm[start:end].split(" ")
    for n in range(len(parts) - 1, 0, -1):
        head = " ".join(parts[:n])
        if _facility().search(head) and head not in words("generic_site") and not _only_generic(head):
            return start + len(head)
    return start


def _companions(doc: Document, tokens: list[Token], phrases: list[_Phrase]) -> Iterator[Mention]:
    """One-word members of a list of named places (만장굴, 비응항) that the analyser does not know as names."""
    for phrase in phrases:
        start, end = _clip(doc, phrase, tokens)
        name = doc.norm[start:end]
        generic = name in words("generic_site") or any(name.endswith(w) for w in words("not_site"))
        if len(name) >= 3 and " " not in name and not generic and not re.search(r"\d", name):
            yield Mention("site", doc.text[start:end], start, end, "sites.visit", "visit")


def _governed(tokens: list[Token], last: _Phrase) -> _Governed:
    """What governs the list that ends with `last`, by its particle and the predicate behind it."""
    stem = _stem(_predicate(tokens, last.after, 8)[0])
    if last.particle in ("를", "을"):
        if stem in words("visit_verb") or stem in ("비롯", "끝", "시작"):
            return _Governed("visit", True)
        return _Governed("visit", False) if stem in words("weak_verb") else _FREE
    if last.particle == "에서":
        return _Governed("venue", False)
    if last.particle in ("에", "로", "으로"):
        if stem in words("place_verb") | {"이동", "향하"}:
            return _Governed("visit", stem in ("들르", "참배", "방문"))
        return _FREE
    nominal = last.particle == "" and tokens[last.last].form in words("visit_verb")
    return _Governed("visit", False) if nominal else _FREE


def _line_items(doc: Document, sentence: Sentence) -> Iterator[Mention]:
    """'(장소) 대전시청, 스마트도시통합센터 등' and '(1일 차) A, B' of press releases; cells of timetables."""
    norm = sentence.norm
    spans: list[tuple[int, int, str]] = []
    if hit := _PLACE_LINE.search(norm[:40]):
        spans.append((hit.end(), len(norm), "line"))
    elif hit := _DAY_ITEM.search(norm[:20]):
        spans.append((hit.end(), len(norm), "schedule"))
    elif _ROW.search(norm):
        spans.append((0, len(norm), "schedule"))
    for a, b, note in spans:
        for hit in re.finditer(r"[^,|/→∙()▲△]+(?:\([A-Z][A-Za-z0-9&-]*\))?", norm[a:b]):
            start, end = sentence.start + a + hit.start(), sentence.start + a + hit.end()
            yield from _item(doc, start, end, note)


def _item(doc: Document, start: int, end: int, note: str) -> Iterator[Mention]:
    text = doc.norm[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    while (parts := text.rpartition(" "))[1] and parts[2] in words("site_tail"):
        text = parts[0].rstrip()
    if hit := _TIME.match(text):
        start, text = start + hit.end(), text[hit.end() :]
    known = text in words("venue")
    if (
        len(text) >= 3
        and (known or _facility().search(text))
        and text not in words("generic_site")
        and not _only_generic(text)
    ):
        if len(text) > 40 or re.search(r"[은는이가을를에] |[다요]\.", text):
            return
        yield Mention(
            "site",
            " ".join(doc.text[start : start + len(text)].split()),
            start,
            start + len(text),
            f"sites.{note}",
            note,
        )


def _full_names(doc: Document, sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Facilities named in a sentence whatever their role: what a later bare 센터 can mean."""
    for hit in re.finditer(
        rf"[가-힣A-Za-z0-9·]*[가-힣A-Za-z0-9](?:{_BACK_WORDS})(?![가-힣])|[가-힣A-Za-z0-9·]+(?:{_BACK_WORDS})(?=(?:를|을|에서|에|는|은|의|와|과|가|이|로)(?![가-힣]))",
        sentence.norm,
    ):
        name = hit.group()
        if name not in words("generic_site") and len(name) >= 5:
            yield name, sentence.start + hit.start()


def _back(doc: Document, found: list[Mention]) -> Iterator[Mention]:
    """'센터를 방문해': a bare facility word after visit verbs takes the last full name that ends with it."""
    full: dict[str, str] = {}
    for sentence in doc.sentences:
        for hit in _BACK.finditer(sentence.norm):
            word = hit.group(1)
            rest = sentence.norm[hit.end() : hit.end() + 20]
            governed = (
                re.match(r"(?:를|을) (?:[가-힣]+(?:로|게|히|이) )?(?:방문|찾|견학|시찰|둘러|돌아|참관|관람)", rest)
                or re.match(r"(?:에서) ", rest)
                or re.match(r"와 |과 ", rest)
            )
            if governed and word in full:
                start = sentence.start + hit.start(1)
                yield Mention("site", full[word], start, start + len(word), "sites.back", "back")
        for name, _ in _full_names(doc, sentence):
            for word in _BACK_WORDS.split("|"):
                if name.endswith(word):
                    full[word] = name


def find(doc: Document) -> list[Mention]:
    """Every place mention of the article body in text order; the headline is left to the body."""
    found: list[Mention] = []
    for sentence in doc.sentences:
        if sentence.role == "title":
            continue
        if (
            sentence.role == "table"
            or _PLACE_LINE.search(sentence.norm[:40])
            or _DAY_ITEM.search(sentence.norm[:20])
            or _ROW.search(sentence.norm)
        ):
            found += _line_items(doc, sentence)
        elif _cue().search(sentence.norm):
            found += _in_sentence(doc, sentence)
    taken = {(m.start, m.end) for m in found}
    found += [m for m in _back(doc, found) if not any(a <= m.start < b for a, b in taken)]
    return sorted(found, key=lambda m: (m.start, -m.end))
