"""The only place that shows the claims of one article to a reader: each value with the words that say it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.records import Claim, Evidence
from publish import labels
from publish.labels import CountryName, inline, plain
from publish.terminal import Look, table

_CONTEXT = 18  # characters of the sentence to each side of a quoted value


def print_claims(
    text: str, claims: Sequence[Claim], out: Console, country_name: CountryName, *, explain: bool = False
) -> None:
    """The claims of one article: each value with the words of `text` that say it, or the reason why none do.

    `explain` adds the name of the rule and the span."""
    if not claims:
        out.print("외국 방문단에 관한 주장이 없습니다.")
        return
    for i, claim in enumerate(claims, 1):
        if i > 1:
            out.print()
        head = f"{i}. {labels.KINDS[claim.kind]} · {labels.STATUSES[claim.status]}"
        out.print(Text(f"{head} · 신뢰도 {labels.CONFIDENCES[claim.confidence]}", style="bold"))
        out.print(_claim(text, claim, country_name, explain))


def _claim(text: str, claim: Claim, country_name: CountryName, explain: bool) -> Table:
    columns: list[tuple[str, Look]] = [("항목", "line"), ("값", "text"), ("근거", "text")]
    if explain:
        columns += [("규칙", "text"), ("위치", "line")]
    made = table(*columns)
    for field, value in _values(claim, country_name):
        evidence = [item for item in claim.evidence if labels.FIELDS.get(item.field.split(".")[0]) == field]
        for n, item in enumerate(evidence or [None]):
            cells: list[str | Text] = [field if n == 0 else "", value if n == 0 else "", _quote(text, item)]
            if explain and item is not None:
                cells += [item.rule, f"{item.start}:{item.end}" if item.start is not None else ""]
            made.add_row(*cells)
    return made


def _values(claim: Claim, country_name: CountryName) -> list[tuple[str, str]]:
    """Korean label and value of each field that says something."""
    split = (f"{country_name(code)} {number:,}명" for code, number in claim.country_delegates.items())
    count = f"{claim.country_count}개국" if claim.country_count is not None else ""
    people = labels.number(claim.delegates, claim.delegates_qualifier, claim.delegates_max)
    values = {
        "city": ", ".join(claim.city),
        "countries": ", ".join(country_name(code) for code in claim.countries),
        "groups": ", ".join(claim.groups),
        "country_count": count,
        "delegates": people if claim.delegates is not None else "",
        "country_delegates": ", ".join(split),
        "organizations": ", ".join(claim.organizations),
        "sites": ", ".join(claim.sites),
        "date_start": str(claim.date_start or ""),
        "date_end": str(claim.date_end or ""),
    }
    return [(labels.FIELDS[field], plain(value)) for field, value in values.items() if value]


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
