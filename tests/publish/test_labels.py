"""Numbers, guests and days as Koreans write them; text that a terminal cannot be harmed by."""

import pytest

from extract.records import Qualifier
from publish import labels

NAMES = {"VN": "베트남", "MN": "몽골", "PE": "페루", "LA": "라오스", "TH": "태국", "GB": "영국"}


@pytest.mark.parametrize(
    ("value", "qualifier", "maximum", "text"),
    [
        pytest.param(273, "exact", None, "273명", id="exact"),
        pytest.param(1200, "exact", None, "1,200명", id="thousands"),
        pytest.param(40, "over", None, "40명 이상", id="over"),
        pytest.param(40, "about", None, "약 40명", id="about"),
        pytest.param(40, "under", None, "40명 이하", id="under"),
        pytest.param(20, "range", 30, "20~30명", id="range"),
        pytest.param(None, None, None, "수 미상", id="none"),
    ],
)
def test_number(value: int | None, qualifier: Qualifier | None, maximum: int | None, text: str) -> None:
    assert labels.number(value, qualifier, maximum) == text


def test_countries_are_counted_in_their_own_unit() -> None:
    assert labels.number(29, "exact", unit=labels.unit("country_count")) == "29개국"


@pytest.mark.parametrize(
    ("codes", "groups", "count", "text"),
    [
        pytest.param(("VN",), (), None, "베트남", id="one"),
        pytest.param(("VN", "MN"), (), 29, "29개국: 베트남, 몽골", id="counted"),
        pytest.param(("VN", "MN", "PE", "LA", "TH", "GB"), (), None, "베트남, 몽골, 페루, 라오스 외 2", id="many"),
        pytest.param((), ("아세안",), None, "아세안", id="bloc"),
        pytest.param(("VN",), ("아세안",), None, "베트남", id="country-before-bloc"),
        pytest.param((), (), 9, "9개국", id="count-alone"),
        pytest.param((), (), None, "", id="none"),
    ],
)
def test_guests(codes: tuple[str, ...], groups: tuple[str, ...], count: int | None, text: str) -> None:
    assert labels.countries(codes, groups, count, NAMES.__getitem__) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("두  칸\n줄", "두 칸 줄", id="white-space"),
        pytest.param("\x1b[31m빨강\x1b[0m", "[31m빨강[0m", id="escape"),
        pytest.param("\x07벨\x00", "벨", id="control"),
        pytest.param("\u202e거꾸로\u2066", "거꾸로", id="direction"),
        pytest.param("[bold]그대로[/bold]", "[bold]그대로[/bold]", id="markup-stays"),
    ],
)
def test_plain(text: str, clean: str) -> None:
    assert labels.plain(text) == clean


def test_inline_keeps_the_spaces_at_its_ends() -> None:
    assert labels.inline(" 앞\x1b\n뒤 ") == " 앞 뒤 "
