"""The only place that decides where a text names something abroad: boundaries, look-alikes, places and their countries.

Left to right the longest name wins; a name with a second meaning waits for a neighbour or the rest of the text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from extract import governments, lexicon, personal
from extract.lexicon import Term

HANGUL = re.compile(r"[가-힣]")
_RUN_LEFT = re.compile(r"[가-힣]+\Z")
_RUN_RIGHT = re.compile(r"[가-힣]*")
_LATIN_LEFT = re.compile(r"[A-Za-z0-9.$@/_-]\s?\Z|[A-Za-z]\s\Z")
_LATIN_RIGHT = re.compile(r"[A-Za-z0-9@_$]|\s?[A-Za-z]|-[A-Za-z]")
_CAMPUS = re.compile(r"대(?:학|(?=[ ,·)(]|의|와|는|가|를|에|생|교수))")  # 시드니대, 다낭대와
_RELATES = re.compile(
    r"(?:에서|로부터)(?:는|도)?\s?(?:온|오신|방한|방문|찾아|참가|참석|초청|입국|건너)"
    r"|[와과]의?\s(?:문화\s?|경제\s?|국제\s?)?(?:교류|우호|협력|자매|협약|수교|관계|친선)"
)
_LIST_LINK = re.compile(r"\s*(?:[,·/、&+ㆍ-]|와|과|및|이나|나|하고|그리고|등)?\s*(?:및|그리고)?\s*")
_NUMBERED = re.compile(r"\s?\(?\s?(?:각\s?)?\d[\d,]*\s?(?:여\s?)?(?:명|개\s?(?:도시|기관|팀|개사)|팀|차례|[,·)])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at its place. `sure` is False until a neighbour vouches for a word with a second meaning."""

    start: int
    end: int
    term: Term
    sure: bool
    code: str
    note: str
    rule: str


@cache
def alternation(role: str) -> re.Pattern[str]:
    """Matches any word of a role of contexts.csv, longest first."""
    return re.compile("|".join(sorted(map(re.escape, lexicon.contexts(role)), key=len, reverse=True)))


@cache
def particles() -> re.Pattern[str]:
    """One or more particles, up to the end of the word."""
    return re.compile(rf"(?:{alternation('particle').pattern})+(?![가-힣])")


def left_run(text: str, start: int) -> str:
    hit = _RUN_LEFT.search(text, max(0, start - 8), start)
    return hit[0] if hit else ""


def _left_free(text: str, start: int, after: int) -> bool:
    """True where no other word swallows the name from the left. `after` is the previous name's end."""
    run = left_run(text, start)
    if not run or run in lexicon.contexts("prefix"):
        return not (not run and start and text[start - 1].isdigit() and text[start] == "일")
    return start - len(run) <= after and (start == after or text[after:start] in lexicon.contexts("link"))


def _right_ok(text: str, end: int, *, strict: bool) -> bool:
    """True where the word after the name is a particle, a suffix of places, or a noun that names people or bodies."""
    if not _RUN_RIGHT.match(text, end, end + 1)[0]:  # type: ignore[index]
        return True
    if particles().match(text, end):
        return True
    if not strict and _CAMPUS.match(text, end):
        return True
    return bool((alternation("vouch") if strict else alternation("body")).match(text, end))


def _suffix_end(text: str, end: int) -> int:
    """End of a place name with its 시, 성, 주, 현 …, or `end` where none is attached."""
    hit = alternation("suffix").match(text, end)
    if not hit:
        return end
    rest = hit.end()
    if not HANGUL.match(text, rest) or particles().match(text, rest) or alternation("office").match(text, rest):
        return rest
    return end


def _latin(text: str, start: int, end: int) -> bool:
    """Latin names stand alone or in brackets, not inside an English phrase, an address or a price."""
    return not _LATIN_LEFT.search(text, max(0, start - 2), start) and not _LATIN_RIGHT.match(text, end)


def _hanja(text: str, start: int, end: int) -> bool:
    """A single ideograph opens a headline phrase (中 우한시) or stands in a dotted list; '모집 中', '(土)' do not."""
    before, after = text[:start].rstrip(" "), text[end : end + 1]
    if text[start - 1 : start] == "·" or after == "·":
        return True
    opens = not before or before[-1] in "\n\"'[…,.“‘~!?】>▲△·" or text[start - 2 : start] in ("  ",)
    return opens and after == " " and text[start - 1 : start] != "("


def _country(text: str, start: int, term: Term, after: int) -> Hit | None:
    """A country's own name where its neighbours allow it; unsure where the word has a second meaning."""
    end = start + len(term.text)
    note = "organization" if term.note == "organization" else "name"
    if term.note == "latin" or term.text[0].isascii():
        firm = text[start - 1 : start] == " " and HANGUL.match(text, start - 2) and not HANGUL.match(text, end)
        fits = _latin(text, start, end) and (note == "organization" or not firm)  # '서한오토 USA' is a firm
        return Hit(start, end, term, True, term.value, note, "latin") if fits else None
    if "一" <= term.text[0] <= "鿿":
        ok = len(term.text) > 1 or _hanja(text, start, end)
        return Hit(start, end, term, True, term.value, "hanja", "hanja") if ok else None
    short = len(term.text) <= 3 or bool(term.guard)
    if short and not _left_free(text, start, after):
        return None
    if not term.guard:
        return Hit(start, end, term, True, term.value, note, "name")
    return Hit(start, end, term, False, term.value, note, "name") if _right_ok(text, end, strict=True) else None


def _place(text: str, start: int, term: Term, after: int, last: "Hit | None") -> Hit | None:
    """A foreign place, sure at once where its name is its own or its country stands right before it."""
    end = start + len(term.text)
    if not _left_free(text, start, after):
        return None
    whole = _suffix_end(text, end)
    if whole == end and not _right_ok(text, end, strict=False):
        return None
    near = last.code if last and last.sure and text[last.end : start].strip(" ,·의(") == "" else ""
    if near and near in (term.value, *term.others):
        return Hit(start, whole, term, True, near, "place", "place:country-beside")
    korean = any(len(w) > len(term.text) for w in governments.home().at(text, start))
    sure = not korean and (not term.guard or (term.guard == "near" and _strong(text, end, whole)))
    return Hit(start, whole, term, sure, term.value, "place", "place")


def _strong(text: str, end: int, whole: int) -> bool:
    """True where 시, 성, 현, 주 … is part of the name; 도, 부, 지역 and the like are too often something else."""
    return text[end:whole].strip() in lexicon.contexts("strong")


def _body(text: str, start: int, term: Term, after: int) -> Hit | None:
    """A group, an international body."""
    end = start + len(term.text)
    latin = term.text[0].isascii()
    fits = _latin(text, start, end) if latin else _left_free(text, start, after) or len(term.text) > 4
    return Hit(start, end, term, True, "", term.kind, term.kind) if fits else None


def _scan(text: str) -> list[Hit]:
    """Left to right, the longest name that its neighbours allow."""
    hits: list[Hit] = []
    at = 0
    for start, terms in lexicon.abroad().scan(text):
        if start < at:
            continue
        for term in terms:
            last = hits[-1] if hits else None
            after = last.end if last else -1
            hit: Hit | None
            if term.kind == "reject":
                if _left_free(text, start, after):
                    at = start + len(term.text)
                    break
                continue
            if term.kind == "country":
                hit = _country(text, start, term, after)
            elif term.kind == "place":
                hit = _place(text, start, term, after, last)
            else:
                hit = _body(text, start, term, after)
            if hit:
                hits.append(hit)
                at = hit.end
                break
    return hits


def _vouched(text: str, hit: Hit, before: Hit | None, after: Hit | None) -> str:
    """The rule that makes an unsure country's name sure, '' where none does."""
    if text[max(0, hit.start - 3) : hit.start].strip() == "주한":
        return "name:embassy"
    if _NUMBERED.match(text, hit.end):
        return "name:number"
    if alternation("vouch").match(text, hit.end + (text[hit.end : hit.end + 1] == " ")):
        return "name:noun"
    for other, gap in ((before, before and (before.end, hit.start)), (after, after and (hit.end, after.start))):
        if other and gap and (other.sure or other.term.guard == "word") and _linked(text, *gap):
            return "name:list"
    return ""


def _located(text: str, hit: Hit, named: set[str], before: Hit | None, after: Hit | None) -> tuple[str, str]:
    """Code and rule of a place that is not sure by itself: its country is named elsewhere in the text, and the word
    has its 시, 성, 현 …, or stands in a list beside another place of that country. ('', '') where nothing helps."""
    end = hit.start + len(hit.term.text)
    codes = {hit.term.value, *hit.term.others} & named
    code = hit.term.value if hit.term.value in codes else codes.pop() if len(codes) == 1 else ""
    if any(len(w) > len(hit.term.text) for w in governments.home().at(text, hit.start)):
        return "", ""
    strong = _strong(text, end, hit.end)
    if code and (strong or hit.term.guard == "near"):
        return code, "place:country-in-text"
    if re.search(r"[을를] ?\Z", text[max(0, hit.start - 2) : hit.start]):
        return "", ""
    for other, gap in ((before, before and (before.end, hit.start)), (after, after and (hit.end, after.start))):
        beside = other and gap and other.sure and other.note == "place" and _linked(text, *gap)
        if not (other and gap and beside and text[slice(*gap)].strip()):
            continue
        if other.code in (hit.term.value, *hit.term.others):
            return other.code, "place:list"
        if hit.term.value and re.match(r"\s?[,·]", text[slice(*gap)]):
            return hit.term.value, "place:list"
    return "", ""


def relates(text: str, hit: Hit) -> bool:
    """True where what follows speaks of a country: 인도에서 온, 이란의 공무원, 가나와의 교류."""
    return bool(_RELATES.match(text, hit.end)) or bool(
        text.startswith("의 ", hit.end) and alternation("vouch").match(text, hit.end + 2)
    )


# '부탄 도로교통 공무원', '오만 해양부': a state's office, or its people after a word of what they do.
_OFFICE = (
    r" [가-힣]{2,7}(?:부|청|처|세관)(?<![시군구도]청)(?<!교육청)(?<!경찰청)(?<!소방청)(?<![일전내외본지간여기대]부)"
    r"(?:장관|차관|장)?(?: |은|는|이|가|과|와|의|[,·)])"
)
_ITS_PEOPLE = (
    r"(?: [가-힣]{2,6}(?<![은는이가을를의에도와과로등])){1,2} "
    r"(?:공무원|직원|대표단|방문단|연수단|사절단|시찰단|연수생)(?:들)?"
    r"(?:은|는|이|가|과|와|을|를|의|에게|(?=\d)|\b)"
)
_STATE = re.compile(f"{_OFFICE}|{_ITS_PEOPLE}")
_OFTEN_WORDS = frozenset({"이란", "수단", "인도", "아이티", "말리", "아일랜드"})  # 인도 정비 공무원, 수단 확보 직원


def speaks_for_a_state(text: str, hit: Hit) -> bool:
    """True where an office or officials of a country follow its name; names that are frequent words ask for more."""
    return hit.term.text not in _OFTEN_WORDS and bool(_STATE.match(text, hit.end))


@cache
def _words() -> tuple[str, ...]:
    names = {t.text for t in lexicon.countries()[0].values() if t.guard and HANGUL.match(t.text)}
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _followed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows the name of a state: people or offices at once; for rarer words an office or people of a field."""
    people = rf"(?:의 | )?(?:{alternation('vouch').pattern})"
    return re.compile(people), re.compile(f"{people}|{_STATE.pattern}")


def guarded(text: str) -> bool:
    """A cheap look, for gates: whether a country that is a Korean word too stands before its people in `text`."""
    often, rare = _followed()
    for word in _words():
        after = often if word in _OFTEN_WORDS else rare
        at = text.find(word)
        while at >= 0:
            if after.match(text, at + len(word)) and not (at and HANGUL.match(text, at - 1)):
                return True
            at = text.find(word, at + 1)
    return False


def _linked(text: str, end: int, start: int) -> bool:
    """True where only a comma, dot, 와, 과, 및 or a number in brackets stands between two names."""
    if end > start or start - end > 14:
        return False
    gap = re.sub(r"\(?\d+\s?(?:여\s?)?명?\)?", "", text[end:start])
    return len(gap) <= 6 and bool(_LIST_LINK.fullmatch(gap))


def _of_its_country(hit: Hit, told: set[str]) -> Hit:
    """A place whose name two countries share, where the text names the rarer one alone: 볼리비아의 산타크루즈."""
    others = set(hit.term.others) & told
    if hit.term.kind == "place" and hit.code not in told and len(others) == 1:
        return replace(hit, code=others.pop(), rule="place:country-in-text")
    return hit


def _somebody(text: str, hit: Hit) -> bool:
    return personal.named(text, hit.start, hit.end, hit.term) or personal.titled(text, hit.end)


# A short name that two states share: (the one it means alone, the other, what else says that the other is meant).
_MISSIONS = re.compile(r"주한 ?(?:외교|대사|외국 ?공관)|공관장|주한 도미니카")
_NAMESAKES = {"도미니카": ("DM", "DO", _MISSIONS), "콩고": ("CG", "CD", None)}  # only DO has an embassy in Korea


def _namesake(text: str, hit: Hit, hits: list[Hit]) -> Hit:
    """'도미니카', '콩고' where the text names the other state of that name in full, or speaks of missions in Korea."""
    alone, other, missions = _NAMESAKES[hit.term.text]
    full = [h for h in hits if h.code == other and h.term.kind == "country"]
    both = any(h.code == alone and h.term.text != hit.term.text for h in hits)
    listed = any(
        abs(h.start - hit.start) < 80 and re.search(r"[,·、]", text[min(h.end, hit.end) : max(h.start, hit.start)])
        for h in full
    )
    here = missions is not None and missions.search(text)
    if both or not (here or (full and not listed)):
        return hit
    return replace(hit, code=other, rule="name:namesake")


def _resolve(text: str, hits: list[Hit], judge: Callable[[Hit], bool]) -> list[Hit]:
    """Keeps what is sure, and what its neighbours, the rest of the text or the judge make sure."""
    people = {h.term.text for h in hits if personal.named(text, h.start, h.end, h.term)}
    hits = [h for h in hits if not (h.term.text in people and _somebody(text, h))]
    hits = [_namesake(text, h, hits) if h.term.text in _NAMESAKES else h for h in hits]
    named = {h.code for h in hits if h.sure and h.code}
    told = {h.code for h in hits if h.sure and h.code and h.term.kind == "country"}
    known = {h.term.text: h.code for h in hits if h.sure and h.term.kind == "place"}
    out: list[Hit] = []
    for i, hit in enumerate(hits):
        if hit.sure:
            out.append(_of_its_country(hit, told))
            continue
        before = out[-1] if out and i and out[-1].start == hits[i - 1].start else hits[i - 1] if i else None
        after = hits[i + 1] if i + 1 < len(hits) else None
        if hit.term.kind == "place":
            code, rule = _located(text, hit, named, before, after)
            if not code and hit.term.text in known and particles().match(text, hit.end):
                code, rule = known[hit.term.text], "place:again"
            if code:
                known[hit.term.text] = code
                out.append(replace(hit, sure=True, code=code, rule=rule))
        elif rule := _vouched(text, hit, before, after) or ("name:morphology" if judge(hit) else ""):
            out.append(replace(hit, sure=True, rule=rule, note="from-list" if rule == "name:list" else hit.note))
    return _again(text, hits, out)


def _again(text: str, hits: list[Hit], sure: list[Hit]) -> list[Hit]:
    """'가나 북부 지역 … 공무원' where '가나 공무원' stands elsewhere: a name once sure is so again as a word."""
    known = {h.term.text for h in sure if h.term.guard == "word" and h.term.kind == "country"} - _OFTEN_WORDS
    taken = {h.start for h in sure}
    more = [
        replace(h, sure=True, rule="name:again")
        for h in hits
        if h.term.text in known
        and h.start not in taken
        and not left_run(text, h.start)
        and text[h.end : h.end + 1] == " "
    ]
    return sorted([*sure, *more], key=lambda h: h.start) if more else sure


def names(text: str, judge: Callable[[Hit], bool]) -> list[Hit]:
    """Every sure name of `text` (a Document's `norm`), in order, without overlaps.

    `judge` is asked about a country's name that is a Korean word too where no neighbour vouches for it.
    """
    return _resolve(text, _scan(text), judge)


def named(text: str) -> bool:
    """A cheap look, for gates: whether any name stands in `text` that needs no company. Korea does not count."""
    return lexicon.abroad().first(text, _plain) is not None


def _plain(term: Term) -> bool:
    return term.kind != "reject" and not term.guard and term.value != "KR"
