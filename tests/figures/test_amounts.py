"""Which stated numbers can be true together."""

import pytest

from extract.records import Qualifier
from figures.amounts import Amount, best, compatible

PAIRS: list[tuple[str, Amount, Amount, bool]] = [
    ("exact-same", Amount(43), Amount(43), True),
    ("exact-one-off", Amount(43), Amount(44), False),
    ("over-40-and-43", Amount(40, "over"), Amount(43), True),
    ("over-40-and-40", Amount(40, "over"), Amount(40), True),
    ("over-40-and-49", Amount(40, "over"), Amount(49), True),
    ("over-40-and-50", Amount(40, "over"), Amount(50), False),
    ("over-40-and-39", Amount(40, "over"), Amount(39), False),
    ("over-40-and-57", Amount(40, "over"), Amount(57), False),
    ("at-least-40-and-57", Amount(40, "over", quote="40명 이상"), Amount(57), True),
    ("beyond-40-and-57", Amount(40, "over", quote="40명이 넘는"), Amount(57), True),
    ("at-least-40-and-39", Amount(40, "over", quote="40명 이상"), Amount(39), False),
    ("over-1200-and-1299", Amount(1200, "over"), Amount(1299), True),
    ("over-1200-and-1300", Amount(1200, "over"), Amount(1300), False),
    ("over-100-and-130", Amount(100, "over"), Amount(130), True),
    ("over-100-and-180", Amount(100, "over"), Amount(180), False),
    ("over-45-and-48", Amount(45, "over"), Amount(48), True),
    ("over-45-and-55", Amount(45, "over"), Amount(55), False),
    ("over-both", Amount(40, "over"), Amount(45, "over"), True),
    ("over-far", Amount(40, "over"), Amount(60, "over"), False),
    ("about-40-and-42", Amount(40, "about"), Amount(42), True),
    ("about-40-and-37", Amount(40, "about"), Amount(37), True),
    ("about-40-and-48", Amount(40, "about"), Amount(48), False),
    ("about-40-odd-and-48", Amount(40, "about", quote="약 40여 명"), Amount(48), True),
    ("about-100-and-112", Amount(100, "about"), Amount(112), True),
    ("about-100-and-120", Amount(100, "about"), Amount(120), False),
    ("about-1200-and-1250", Amount(1200, "about"), Amount(1250), True),
    ("about-10-and-11", Amount(10, "about"), Amount(11), True),
    ("about-10-and-13", Amount(10, "about"), Amount(13), False),
    ("about-and-over", Amount(40, "about"), Amount(40, "over"), True),
    ("under-50-and-43", Amount(50, "under"), Amount(43), True),
    ("under-50-and-51", Amount(50, "under"), Amount(51), False),
    ("range-and-inside", Amount(20, "range", 30), Amount(25), True),
    ("range-and-edge", Amount(20, "range", 30), Amount(30), True),
    ("range-and-outside", Amount(20, "range", 30), Amount(31), False),
    ("ranges-that-meet", Amount(20, "range", 30), Amount(28, "range", 40), True),
    ("ranges-apart", Amount(20, "range", 30), Amount(35, "range", 40), False),
]


@pytest.mark.parametrize(("one", "other", "fits"), [pytest.param(*row[1:], id=row[0]) for row in PAIRS])
def test_pairs(one: Amount, other: Amount, fits: bool) -> None:
    assert compatible([one, other]) is fits
    assert compatible([other, one]) is fits


@pytest.mark.parametrize(
    ("amounts", "fits"),
    [
        pytest.param([], True, id="none"),
        pytest.param([Amount(5)], True, id="one"),
        pytest.param([Amount(40, "over"), Amount(43), Amount(40, "about")], True, id="three"),
        pytest.param([Amount(40, "over"), Amount(43), Amount(46)], False, id="one-too-many"),
    ],
)
def test_several(amounts: list[Amount], fits: bool) -> None:
    assert compatible(amounts) is fits


@pytest.mark.parametrize(
    ("amounts", "value", "qualifier"),
    [
        pytest.param([Amount(40, "over"), Amount(43)], 43, "exact", id="exact-first"),
        pytest.param([Amount(40, "about"), Amount(40, "over")], 40, "over", id="over-before-about"),
        pytest.param([Amount(40, "over"), Amount(41, "range", 44)], 41, "range", id="range-before-over"),
        pytest.param([Amount(50, "under"), Amount(40, "about")], 40, "about", id="under-last"),
        pytest.param([Amount(40, "over"), Amount(45, "over")], 45, "over", id="narrowest"),
    ],
)
def test_most_telling(amounts: list[Amount], value: int, qualifier: Qualifier) -> None:
    assert (best(amounts).value, best(amounts).qualifier) == (value, qualifier)
