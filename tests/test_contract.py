"""The batch contract against the labels beside the repo: scores per set, with floors that only a better score moves."""

import json
import re
from pathlib import Path

import pytest

from bench import score

pytestmark = pytest.mark.skipif(
    not score.SHARED.is_dir(), reason="the labelled articles and pages are not beside the repo"
)

# Pinned: raise a floor when a change lifts the score for good; never lower one to let a change pass. The articles' floors
# stand in tests/extract/test_accuracy_floors.py.
FLOORS: dict[tuple[str, str], float] = {
    ("pages", "snippet F1"): 0.97,
    ("pages", "title right"): 0.95,
    ("pages", "published day right"): 0.95,
    ("pages", "list items F1"): 0.97,
    ("pages", "soft404 detected"): 1.0,
}
CEILINGS: dict[tuple[str, str], float] = {("pages", "snippet leak"): 0.02, ("pages", "soft404 false alarms"): 0.0}


@pytest.fixture(scope="module", name="folder")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scores")


@pytest.fixture(scope="module", name="tables")
def fixture_tables(folder: Path) -> dict[str, str]:
    """The scorer's own table of each set."""
    return {name: score.scores(name, folder) for name in score.SETS}


def value(table: str, metric: str) -> float:
    """The metric's number: F1, the last of a line with several, or the one before a note."""
    line = next(line for line in table.splitlines() if re.match(rf"{re.escape(metric)}(?: |$)", line))
    return float(re.findall(r"\d\.\d{3,4}", line)[-1])


@pytest.mark.parametrize(
    ("name", "metric"), FLOORS, ids=[f"{name}-{metric.replace(' ', '-')}" for name, metric in FLOORS]
)
def test_floor(tables: dict[str, str], name: str, metric: str) -> None:
    assert value(tables[name], metric) >= FLOORS[name, metric], tables[name]


@pytest.mark.parametrize(("name", "metric"), CEILINGS, ids=[metric.replace(" ", "-") for _, metric in CEILINGS])
def test_ceiling(tables: dict[str, str], name: str, metric: str) -> None:
    assert value(tables[name], metric) <= CEILINGS[name, metric], tables[name]


@pytest.mark.parametrize("name", score.SETS)
def test_every_line_gets_one_line_in_order(tables: dict[str, str], folder: Path, name: str) -> None:
    assert tables[name]
    key = "file" if name == "pages" else "id"
    asked = [row[key] for row in score.rows(folder / f"{name}.in.jsonl")]
    assert [row[key] for row in score.rows(folder / f"{name}.pred.jsonl")] == asked


@pytest.mark.parametrize("name", score.ARTICLES)
def test_claims_have_the_keys_of_the_labels(tables: dict[str, str], folder: Path, name: str) -> None:
    assert tables[name]
    wanted = {
        key for row in score.rows(score.SHARED / "gold" / f"{name}.jsonl") for claim in row["claims"] for key in claim
    }
    claims = [claim for row in score.rows(folder / f"{name}.pred.jsonl") for claim in row["claims"]]
    for claim in claims:
        assert wanted - {"delegates_max"} <= set(claim)
        assert ("delegates_max" in claim) == (claim["delegates_qualifier"] == "range")
        assert all(0 <= start < end for spans in claim["evidence"].values() for start, end in spans)


def test_the_seeds_give_the_figures_that_they_state(tables: dict[str, str], folder: Path) -> None:
    assert tables["seeds"]
    claims = [claim for row in score.rows(folder / "seeds.pred.jsonl") for claim in row["claims"]]

    def said(**wanted: object) -> bool:
        return any(all(claim[key] == value for key, value in wanted.items()) for claim in claims)

    sejong = ["세종특별자치시"]
    assert said(city=sejong, country_count=29, delegates=273, date_start="2024-01-01", date_end="2024-06-30")
    assert said(city=sejong, country_count=14, delegates=122, date_start="2023-01-01", date_end="2023-06-30")
    assert said(city=sejong, countries=["MN"], delegates=58)
    assert any(
        claim["delegates"] == 40 and claim["delegates_qualifier"] == "over" and "BR" in claim["countries"]
        for claim in claims
    )
    assert any(
        claim["country_count"] == 10 and claim["delegates"] == 14 and sum(claim["country_delegates"].values()) == 14
        for claim in claims
    )
    assert any(
        claim["status"] == "planned" and claim["countries"] == ["GB"] and claim["delegates"] is None for claim in claims
    )
    assert not any(claim["delegates"] in (29, 77) for claim in claims)
    assert json.dumps(claims, ensure_ascii=False).count("77개") == 0
