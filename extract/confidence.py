"""The only place that says how far a claim can be trusted: high, medium or low, by rules stated here.

Each rule is a doubt. A claim without doubts is `high`; one with a grave doubt or with three is `low`; else `medium`.

| doubt | grave | why |
|---|---|---|
| nobody named | yes | neither a country nor a number of countries with a number of people: a bloc or a body alone |
| nothing said | yes | the clause of the guests has no verb at all |
| no verb of coming | no | that clause has no verb of visiting, coming, hosting or studying: they meet, attend |
| names without people | no | no person word heads the names and no size stands with them: a country as the subject |
| a word inside a name | no | the person word ends no phrase: a president's inauguration, a doctor in a museum's name |
| named as a place | no | what stands behind the names is 에서, 일대, 현지, and nobody 'came from' there |
| going abroad | no | a clause of the claim has a destination or an occasion abroad |
| not in running text | no | built from a headline, footnote, caption or table row |
| no city | no | no local government is named as host or visited place |
| no host | no | the city is only where it happened: no local government receives the guests |
| no time | no (a total: yes) | no day, month or period could be tied to a year |
| a total without an end | no | a sum since a day, with no word for how far it goes |
| a long visit | no | one visit that takes more than three weeks, or a whole half or year |
| other numbers | no | the clauses of the claim count other people or other countries than the claim does |
| a part | no | one guest of a larger event, or an item set beside a total |

Comparisons and breakdowns stand on the claim told before them, which names the guests and says the verb: the first
three are no doubts about them. How precise each word is: docs/accuracy.md.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from extract.assembly.drafts import Draft
from extract.clauses import Frame, number, span
from extract.records import Confidence
from extract.words import alternation

GRAVE = frozenset({"nobody named", "nothing said", "no time for a total"})
_COMING = frozenset({"visit", "come", "host", "study"})
_TOLD_BEFORE = frozenset({"claims.breakdown", "claims.compared"})
_RUNNING = frozenset({"paragraph", "bullet"})
_A_STAY = timedelta(days=21)
_PLACE = re.compile(
    r"(?:[시주성현]|지역)?(?: ?(?:일원|일대|현지|등지|등))?에서(?:는|도)?"
    r"(?! ?(?:온|방문|참가|참석|초청|찾아|모인|모여|파견|날아|건너|입국))"
)


@cache
def _phrase_end() -> re.Pattern[str]:
    """What may follow a person word that heads a phrase: a particle, a number, a stop, or a further person word."""
    person = f"(?:{alternation('person')}|{alternation('delegation')})"
    return re.compile(
        r"(?:들|단|진|급|님)?(?: ?등| 일행| 부부)?(?: ?\([^()]*\))?"
        r"(?:[이가은는을를과와의도께로인,·.」』)]|에게|및| ?\d| (?:약|총|모두|전원|각|외) ?| ?[가-힣]{1,3} ?명"
        rf"| ?[가-힣]*{person}|\s*$)"
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at. `acts`: classes of the verbs of the clause that names or counts the guests."""

    kind: str
    rule: str
    countries: bool
    counted: bool  # a number of countries and a number of people
    people: bool  # a person word heads the names, or a size stands with them
    headed: bool  # that person word ends its phrase
    place: bool
    abroad: bool
    acts: frozenset[str]
    running: bool
    city: bool
    host: bool
    time: bool
    ends: bool
    long: bool  # more than three weeks, and not just a month
    rivals: bool
    part: bool


def facts(draft: Draft, *, has_city: bool, has_host: bool) -> Facts:
    """The facts of a settled draft."""
    own = _own_clauses(draft)
    first, last = draft.dates
    return Facts(
        kind=draft.kind,
        rule=draft.rule,
        countries=bool(draft.countries),
        counted=draft.country_count is not None and draft.people_number is not None,
        people=draft.people_number is not None or any(c.person for f in own for c in f.guests),
        headed=_headed(own),
        place=any(_PLACE.match(f.sentence.norm, c.end - f.sentence.start) for f in own for c in f.guests),
        abroad=any(c.role in ("dest", "away", "abroad") for f in draft.frames for c in f.chains),
        acts=frozenset(a.note for f in own for a in f.acts),
        running=any(f.sentence.role in _RUNNING for f in own),
        city=has_city,
        host=has_host,
        time=first is not None or last is not None,
        ends=last is not None,
        long=_long(draft),
        rivals=_rivals(draft),
        part=draft.part_of is not None and draft.rule not in _TOLD_BEFORE,
    )


def _own_clauses(draft: Draft) -> list[Frame]:
    """The clauses that name or count the guests; the first one where none does."""
    told = [m.start for m in [*draft.countries.values(), *draft.groups.values(), *draft.organizations.values()]]
    told += [m.start for m in (draft.people, draft.country_count, *draft.summed) if m is not None]
    found = [f for f in draft.frames if any(f.start <= at < f.end for at in told)]
    return found[:2] or draft.frames[:1]


def _headed(own: list[Frame]) -> bool:
    """Whether one of the person words that head the names ends its phrase; true where there is none to look at."""
    heads = [(f.sentence, c.person.end - f.sentence.start) for f in own for c in f.guests if c.person]
    return not heads or any(_phrase_end().match(sentence.norm, at) for sentence, at in heads)


def _long(draft: Draft) -> bool:
    """Whether the time is longer than a stay. A bare month ('지난 4월') is as near as many releases say it."""
    first, last = draft.dates
    if first is None or last is None or draft.when is None:
        return False
    return last - first > _A_STAY and (span(draft.when).precision != "month" or draft.until is not None)


def _rivals(draft: Draft) -> bool:
    """Whether the claim's clauses state a size or a number of countries that is neither the claim's nor its part's."""
    parts = {n for n, _ in draft.parts.values()} | {number(m) for m in draft.summed}
    own = {draft.people_number} | parts
    sizes = {number(m) for f in draft.frames for m in f.people} - own - {None}
    counts = {number(m) for f in draft.frames for m in f.country_counts if m.note != "pair"}
    return bool(sizes) or bool(counts - {None, number(draft.country_count) if draft.country_count else None})


def doubts(told: Facts) -> tuple[str, ...]:
    """The doubts about a claim, in the order of the table."""
    guests, own = told.countries or told.counted, told.rule not in _TOLD_BEFORE
    total = told.kind == "total"
    checks = (
        ("nobody named", own and not guests),
        ("nothing said", own and not told.acts),
        ("no time for a total", total and not told.time),
        ("no verb of coming", own and bool(told.acts) and not told.acts & _COMING),
        ("names without people", guests and not told.people),
        ("a word inside a name", not told.headed),
        ("named as a place", told.place),
        ("going abroad", told.abroad),
        ("not in running text", not told.running),
        ("no city", not told.city),
        ("no host", told.city and not told.host),
        ("no time", not total and not told.time),
        ("a total without an end", total and told.time and not told.ends),
        ("a long visit", not total and told.long),
        ("other numbers", told.rivals),
        ("a part", told.part),
    )
    return tuple(name for name, holds in checks if holds)


def rate(told: Facts) -> Confidence:
    """high, medium or low, by the table above."""
    found = doubts(told)
    if not found:
        return "high"
    return "low" if GRAVE & set(found) or len(found) >= 3 else "medium"


__all__ = ["GRAVE", "Facts", "doubts", "facts", "rate"]
