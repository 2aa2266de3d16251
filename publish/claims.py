"""The only place that shows the claims of one article to a reader: each value with the words that say it."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.records import Claim, Evidence
from publish import labels
from publish.labels import CountryName, inline, plain
from publish.terminal import Look, table

_CONTEXT = 18  # characters of the sentence to each side of a quoted value


def print_claims(
    text: str,
    claims: Sequence[Claim],
    out: Console,
    country_name: CountryName,
    *,
    explain: bool = False,
    rejected: Sequence[Sequence[Evidence]] = (),
) -> None:
    """The claims of one article: each value with the words of `text` that say it, or the reason why none do.

    `explain` adds the name of the rule and the span, what the confidence rests on, and the values that were not taken:
    `rejected`, one sequence a claim."""
    if not claims:
        out.print("외국 방문단에 관한 주장이 없습니다.")
        return
    for i, claim in enumerate(claims, 1):
        if i > 1:
            out.print()
        head = f"{i}. {labels.KINDS[claim.kind]} · {labels.STATUSES[claim.status]}"
        out.print(Text(f"{head} · 신뢰도 {labels.CONFIDENCES[claim.confidence]}", style="bold"))
        out.print(_claim(text, claim, country_name, explain))
        if explain:
            _print_why(text, claim, rejected[i - 1] if rejected else (), out, country_name)


def _claim(text: str, claim: Claim, country_name: CountryName, explain: bool) -> Table:
    columns: list[tuple[str, Look]] = [("항목", "line"), ("값", "text"), ("근거", "text")]
    if explain:
        columns += [("규칙", "text"), ("위치", "line")]
    made = table(*columns)
    for field, name in labels.FIELDS.items():
        lines = list(_lines(claim, field, country_name))
        for n, (value, item) in enumerate(lines):
            cells: list[str | Text] = [name if n == 0 else "", plain(value), _quote(text, item)]
            if explain and item is not None:
                cells += [item.rule, f"{item.start}:{item.end}" if item.start is not None else ""]
            made.add_row(*cells)
    return made


def _print_why(text: str, claim: Claim, rejected: Sequence[Evidence], out: Console, country_name: CountryName) -> None:
    """What the confidence rests on, and the values of the same sentences that were not taken."""
    doubts = next((item.reason for item in claim.evidence if item.field == "confidence" and item.reason), "")
    if doubts:
        told = ", ".join(labels.DOUBTS.get(doubt, doubt) for doubt in doubts.split("; "))
        out.print(Text(f"신뢰도 {labels.CONFIDENCES[claim.confidence]}: {told}"))
    if not rejected:
        return
    made = table(("고르지 않은 값", "line"), ("값", "text"), ("말", "text"), ("까닭", "text"), ("위치", "line"))
    for item in rejected:
        name = labels.FIELDS.get(item.field, labels.TIMES)
        value = country_name(item.value) if item.field == "countries" else plain(item.value)
        why = labels.PASSED_OVER.get(item.reason or "", item.reason or "")
        made.add_row(name, value, _quote(text, item), why, f"{item.start}:{item.end}")
    out.print(made)


def _lines(claim: Claim, field: str, country_name: CountryName) -> Iterator[tuple[str, Evidence | None]]:
    """Each value of a field with its evidence; a value said twice has a second line, one without evidence says so.
    Where the field is empty, the reason that the extractor gives for that."""
    values = _values(claim, field, country_name)
    evidence = [item for item in claim.evidence if item.field == field]
    if not values:
        yield from ((labels.UNKNOWN, item) for item in evidence if item.reason)
        return
    for raw, shown in values.items():
        own = [item for item in evidence if len(values) == 1 or item.value == raw]
        yield shown, own[0] if own else None
        yield from (("", item) for item in own[1:])


def _values(claim: Claim, field: str, country_name: CountryName) -> dict[str, str]:
    """The field's values: as its evidence writes them, and as a reader wants them."""
    found = getattr(claim, field)
    if field == "countries":
        return {code: country_name(code) for code in claim.countries}
    if field == "country_delegates":
        return {f"{code} {n}": f"{country_name(code)} {n:,}명" for code, n in claim.country_delegates.items()}
    if field == "delegates":
        shown = labels.number(claim.delegates, claim.delegates_qualifier, claim.delegates_max)
    elif field == "country_count":
        shown = f"{found}개국"
    elif field == "status":
        shown = labels.STATUSES[claim.status]
    else:
        shown = str(found)
    if isinstance(found, tuple):
        return {value: value for value in found}
    return {} if found is None else {str(found): shown}


def _quote(text: str, item: Evidence | None) -> Text:
    """The words in their sentence, marked by brackets (and colour); a reason in parentheses."""
    if item is None:
        return Text("(근거 없음)", style="red")
    if item.start is None or item.end is None:
        return Text(f"({plain(item.reason or '')})", style="dim")
    left = text[max(0, item.start - _CONTEXT) : item.start].rsplit("\n", 1)[-1]
    right = text[item.end : item.end + _CONTEXT].split("\n", 1)[0]
    said = inline(text[item.start : item.end])
    return Text.assemble(inline(left).lstrip(), (f"[{said}]", "bold cyan"), inline(right).rstrip())
