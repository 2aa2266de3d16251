"""The only place that knows what the demo's posts say, and compares it with what was read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from demo.content import ROOT

Claim = Mapping[str, Any]
FIELDS = ("kind", "status", "city", "country_count", "delegates", "date_start", "date_end")
"""What makes two claims the same one here; the sets (countries, sites) are compared apart."""
_SETS = ("countries", "sites")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run read, against expected.json. `missed` and `invented` are posts ('site/id'), `differences` lines that
    name post, claim and field. `expected` and `found` count claims; found ones agree in all of FIELDS."""

    missed: tuple[str, ...]
    invented: tuple[str, ...]
    expected: int
    found: int
    differences: tuple[str, ...]


@cache
def expected() -> Mapping[str, tuple[Claim, ...]]:
    """The claims of each relevant post by 'site/id'. A post that is not named here makes none. Fields that are
    left out are empty."""
    rows = json.loads(ROOT.joinpath("expected.json").read_text(encoding="utf-8"))
    return {row["id"]: tuple(row["claims"]) for row in rows}


def compare(read: Mapping[str, Sequence[Claim]]) -> Outcome:
    """Compare the claims that a run read, by 'site/id' (World.post_of), as dicts in the shape of expected.json."""
    wanted = expected()
    told = {post for post, claims in read.items() if claims}
    found, lines = 0, []
    for post, claims in wanted.items():
        rest = list(read.get(post, ()))
        for claim in claims:
            best = max(rest, key=lambda other, claim=claim: _closeness(claim, other), default=None)  # type: ignore[misc]
            if best is None or not _same_subject(claim, best):
                lines.append(f"{post}: {_name(claim)}: not read")
                continue
            rest.remove(best)
            wrong = [f for f in FIELDS if _plain(claim.get(f)) != _plain(best.get(f))]
            found += not wrong
            lines += [f"{post}: {_name(claim)}: {f}: {best.get(f)!r} for {claim.get(f)!r}" for f in wrong]
            lines += [
                f"{post}: {_name(claim)}: {f}: {_shown(best, f)} for {_shown(claim, f)}" for f in _unequal(claim, best)
            ]
        lines += [f"{post}: {_name(other)}: not expected" for other in rest]
    return Outcome(
        missed=tuple(sorted(set(wanted) - told)),
        invented=tuple(sorted(told - set(wanted))),
        expected=sum(map(len, wanted.values())),
        found=found,
        differences=tuple(lines),
    )


def _closeness(one: Claim, other: Claim) -> int:
    """How many fields agree; the number of people weighs most."""
    return len(_equal(one, other)) + 3 * ("delegates" in _equal(one, other))


def _same_subject(one: Claim, other: Claim) -> bool:
    """Two claims may be compared where they agree in more than half of the fields."""
    return len(_equal(one, other)) * 2 > len(FIELDS)


def _equal(one: Claim, other: Claim) -> list[str]:
    return [f for f in FIELDS if _plain(one.get(f)) == _plain(other.get(f))]


def _unequal(one: Claim, other: Claim) -> list[str]:
    return [f for f in _SETS if set(one.get(f) or ()) != set(other.get(f) or ())]


def _shown(claim: Claim, name: str) -> str:
    return ", ".join(sorted(claim.get(name) or ())) or "none"


def _plain(value: Any) -> Any:
    """Lists and tuples alike, dates as text, empty as None."""
    if isinstance(value, list | tuple):
        return tuple(value) or None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _name(claim: Claim) -> str:
    return f"{claim.get('kind')} {claim.get('delegates')} {claim.get('date_start')}"
