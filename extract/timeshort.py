"""The only place that tells a day written as two numbers ('회담(9.12)', '3.20~5.15간') from other numbers.

What a bracket with such a day stands behind: data/timelists.tsv."""

import re

from extract.wordlists import alternation

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_SHORT = re.compile(rf"({_MONTH})\. ?({_DAY})(?!\d)(\.?)")
_TAIL = re.compile(rf" ?[~-] ?(?:{_MONTH}\. ?)?{_DAY}(?!\d)(\.?)")
_SPAN = re.compile(r" ?간(?![가-힣])")
_CLOSED = re.compile(r"\)|, ?(?:[가-힣][^\d)]{0,20}\))| ?간\)|(?: [가-힣]{1,8}){1,3}\*?\)")
_BRACKET = re.compile(
    rf"(?:(?:{alternation('timelists', 'day_bracket')})(?:시|중|차|간|일)?[\"'」』》｣>*]{{0,3}}"
    r"|(?<![가-힣])방[가-힣]|(?:오늘|금일|어제|내일|모레|전날|다음 ?날|이튿날|[월화수목금토일]요일)) ?\($"
)
_LISTED = re.compile(r"\([^()\d]*[가-힣][^()\d]*[,/] ?$")  # '방문단(단장: 차관, 6.8-11, 38명)'
_HELD = re.compile(r"(?=\.? (?:개최|방한|방문|입국|예정))")
_TOLD = re.compile(r"(?:지난|오는|[가-힣][은는]) $")
_NOT_COUNT = re.compile(r"(?! ?(?:년|개월|배|%|억|만|천|조|점|명|차|도|km|㎞|m))(?=까지|부터| [가-힣(]|\()")


def short_day(norm: str, at: int) -> tuple[int, int, int] | None:
    """(month, day, end) of a day written 'M.D' at `at`, None where that may be another number. Only a bracket behind an
    occasion, a range of days, 지난 or 오는, or a full stop in the middle of a sentence make it one."""
    hit = _SHORT.match(norm, at)
    if hit is None or not _is_day(norm, hit):
        return None
    return int(hit[1]), int(hit[2]), hit.end()


def of_occasion(norm: str, start: int) -> bool:
    """False for a day 'M.D' in a bracket behind what is no visit or event: '국회 통과(1.18.)', '대선(3.24.)'."""
    before = norm[max(0, start - 24) : start]
    opened = before.rfind("(")
    if opened >= 0 and before[opened + 1 : opened + 2].isdigit() and ")" not in before[opened:]:
        before = before[: opened + 1]  # a later one of '(16.9월 런던, 17.11월 뉴욕)'
    if not before.endswith("(") or not re.match(r"\d{1,2}\. ?\d", norm[start : start + 5]):
        return True
    return _BRACKET.search(before) is not None or re.search(r"[가-힣]단[\"'」』》*]{0,2} ?\($", before) is not None


_ITEM = re.compile(rf"[가-힣A-Za-z] ?\({_MONTH}\.{_DAY}\.?\)")
_COMES = re.compile(r"방문|방한|내방|견학|시찰")


def _in_list(norm: str, at: int) -> bool:
    """'방문 사례: ○○투자청(8.2), ○○사절단(8.28), ○○대사관(10.11)': three or more such brackets in a line of visits."""
    line = norm[norm.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    return len(line) <= 600 and _COMES.search(line) is not None and len(_ITEM.findall(line)) >= 3


def _is_day(norm: str, hit: re.Match[str]) -> bool:
    before = norm[max(0, hit.start() - 24) : hit.start()]
    if (before[-1:].isdigit() or before[-1:] == ".") or before.endswith(("제", "제 ")):
        return False
    dotted = bool(hit[3])
    end = hit.end()
    if tail := _TAIL.match(norm, end):
        end, dotted = tail.end(), dotted or bool(tail[1])
        if _SPAN.match(norm, end):
            return True
    if before.endswith("("):
        dotted = dotted or _BRACKET.search(before) is not None or _in_list(norm, hit.start())
        return _CLOSED.match(norm, end) is not None and dotted
    if tail:
        return _LISTED.search(before) is not None and re.match(r" ?[,)/]", norm[end : end + 2]) is not None
    if not _NOT_COUNT.match(norm, end):
        return False
    told = _TOLD.search(before)
    return told is not None and (dotted or told[0] in ("지난 ", "오는 ") or _HELD.match(norm, hit.end()) is not None)
