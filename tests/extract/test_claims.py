"""Short articles and the claims that a careful reader takes from them: every rule of the codebook, and what is none."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from extract.claims import extract
from extract.records import Claim
from scraper.clean import clean_text
from tests.extract.casebook import CASES

_UNORDERED = ("city", "countries", "groups", "organizations", "sites")


def facts(told: Claim | Mapping[str, Any]) -> str:
    """A claim as the codebook's fields alone, in one comparable line: no evidence, no confidence, no order in lists."""
    row = (told if isinstance(told, Claim) else Claim.model_validate(told)).model_dump(
        mode="json", exclude={"evidence", "confidence"}
    )
    return json.dumps(row | {name: sorted(row[name]) for name in _UNORDERED}, ensure_ascii=False, sort_keys=True)


def text_of(case: Mapping[str, Any]) -> str:
    """The article's text: each line a paragraph."""
    return str(case["text"]).strip().replace("\n", "\n\n")


def claims_of(case: Mapping[str, Any], text: str | None = None) -> list[str]:
    """The claims that are read out of a case's article (or of another text of it), sorted."""
    day = case.get("published")
    article = clean_text(text or text_of(case), published=day and date.fromisoformat(day))
    return sorted(facts(claim) for claim in extract(article).claims)


def param(case: dict[str, Any]) -> Any:
    """The case under its ASCII id; a known limit with its reason."""
    marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if case.get("xfail") else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [param(case) for case in CASES])
def test_claims(case: dict[str, Any]) -> None:
    assert claims_of(case) == sorted(facts(claim) for claim in case.get("claims", []))


def test_every_rule_has_a_case_and_ids_are_single() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
    assert all(name.isascii() for name in ids)
    assert {name[:3] for name in ids if name[0] == "r"} == {f"r{n:02}" for n in range(1, 21)}
    assert sum(not case.get("claims") for case in CASES) * 4 >= len(CASES)
