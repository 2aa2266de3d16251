"""The comparison of what was read with what the demo's posts say."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

import demo

Claims = dict[str, list[dict[str, Any]]]


def perfect() -> Claims:
    return {name: [copy.deepcopy(dict(claim)) for claim in claims] for name, claims in demo.expected().items()}


def test_a_perfect_reading_has_no_differences() -> None:
    outcome = demo.compare(perfect())
    assert outcome.found == outcome.expected > 40
    assert (outcome.missed, outcome.invented, outcome.differences) == ((), (), ())


def drop(read: Claims) -> None:
    del read["ulju/64215"]


def invent(read: Claims) -> None:
    read["ulju/64870"] = [{"kind": "visit", "delegates": 3}]


def misread(read: Claims) -> None:
    read["ulju/64215"][0]["delegates"] = 41


def lose_site(read: Claims) -> None:
    read["ulju/64215"][0]["sites"] = []


def double(read: Claims) -> None:
    read["ulju/64215"] *= 2


@pytest.mark.parametrize(
    ("change", "missed", "invented", "lost", "said"),
    [
        pytest.param(drop, ("ulju/64215",), (), 1, "not read", id="missed"),
        pytest.param(invent, (), ("ulju/64870",), 0, "", id="invented"),
        pytest.param(misread, (), (), 1, "delegates: 41 for 40", id="wrong-number"),
        pytest.param(lose_site, (), (), 0, "sites: none for", id="site-lost"),
        pytest.param(double, (), (), 0, "not expected", id="claim-twice"),
    ],
)
def test_differences_are_told(
    change: Callable[[Claims], None], missed: tuple[str, ...], invented: tuple[str, ...], lost: int, said: str
) -> None:
    read = perfect()
    change(read)
    outcome = demo.compare(read)
    assert (outcome.missed, outcome.invented) == (missed, invented)
    assert outcome.expected - outcome.found == lost
    assert said in " | ".join(outcome.differences)


def test_dates_and_tuples_compare_like_text_and_lists() -> None:
    read = perfect()
    for claims in read.values():
        for claim in claims:
            claim["city"] = tuple(claim["city"])
            claim["country_count"] = claim.get("country_count")
    assert demo.compare(read).differences == ()
