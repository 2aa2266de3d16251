"""The only place that knows a day of reporting ('19일 밝혔다', '26일 시에 따르면') and a page's own date line."""

import re

from extract.wordlists import alternation

_STAMP = re.compile(rf"(?:{alternation('timelists', 'stamp')})[\s:|.]{{0,4}}$")
_CLOCK = re.compile(r"\.? {0,4}(?:\([월화수목금토일]\) ?|\[)?(?:오[전후] ?)?\d{1,2}:\d\d")
_EVENT_LINE = re.compile(alternation("timelists", "event_line"))
_SAYS = r"(?:밝혔|밝힌|전했|말했|알렸|설명했|발표했|강조했|덧붙였|당부했|내다봤|공표했|답했|주장했|지적했)"
_BRACKET = r"(?: ?\([^)]{1,12}\))?(?: ?오[전후])?"
_REPORT = re.compile(
    rf"{_BRACKET}(?: (?:이같이|이렇게|이 같이|이와 같이|이처럼|공식))? ?{_SAYS}"
    rf"|{_BRACKET} [^.\n,\"'다]{{0,40}}?에 (?:따르면|의하면)"
    rf"|{_BRACKET} (?:[^.\n,\"'다]{{0,14}})?(?:브리핑|기자회견|보도자료|기자간담회|담화문?)(?:을|를|에서)? "
    rf"|{_BRACKET} (?:[가-힣]{{1,10}} ){{0,2}}관계자는 "
)


def said(clause: str) -> bool:
    """True where the text behind a day says that it is the day of reporting."""
    return _REPORT.match(clause) is not None


# '10일 대전시는 … 방문한다고 밝혔다': the day opens the sentence, the verb of saying closes it.
_OPENING = re.compile(r"[\W_]*(?:[^=\n]{0,30}[=\]] ?)?")
_GUEST = (
    "대사|영사|총영사|단장|방문단|대표단|사절단|연수단|일행|총리|대통령|장관"  # a day before them is of their visit
)
_HOLDER = re.compile(
    rf"{_BRACKET} [가-힣A-Za-z·]{{2,16}}(?<!{_GUEST.replace('|', ')(?<!')})(?:\([^()]*\))?(?:는"
    rf"|은) [^\n]*?[다라]고 (?:이같이 |함께 )?{_SAYS}"
)


# '연수원은 20일, … 과정을 운영한다고 전했다'
_ASIDE = re.compile(rf", [^\n]{{10,240}}?[다라]고 (?:이같이 |함께 )?{_SAYS}")


def aside(before: str, clause: str) -> bool:
    """True where a day between the subject and a comma is the day of saying."""
    return before.endswith(("은 ", "는 ")) and _ASIDE.match(clause) is not None


def opens(before: str, clause: str) -> bool:
    """True where a day opens its sentence as the day of what is reported in it. `before` is the sentence up to it."""
    return _OPENING.fullmatch(before) is not None and _HOLDER.match(clause) is not None


def stamped(before: str, after: str, dated: bool) -> bool:
    """True where a full date is the page's date line: '입력 2024.05.14', '2024-05-14 13:15', or, for the article's
    own day (`dated`), a line without a sentence. `before` and `after` are the rest of its line."""
    if _STAMP.search(before):
        return True
    if _EVENT_LINE.search(before):
        return False
    return _CLOCK.match(after) is not None or (
        dated and not re.search(r"[다음함임됨]\b|다[. ]|까지|부터|[~-] ?\d", after)
    )
