"""What the publishing tests share: a text with claims, a comparison with a conflict, a console that writes to memory."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from extract.records import Claim, Evidence
from figures.compare import Row, compare
from figures.reconcile import reconcile
from figures.records import ReportedClaim
from publish.terminal import console

NAMES = {"VN": "베트남", "MN": "몽골", "LA": "라오스"}
TEXT = "해온시, 손님 맞아\n올해 상반기 9개국 [bold]120명이 해온시를 찾았다.\n나래군 소식이다."


@pytest.fixture
def names() -> Callable[[str], str]:
    return NAMES.__getitem__


@pytest.fixture
def out() -> Console:
    return console(StringIO())


@pytest.fixture
def printed(out: Console) -> Callable[[], str]:
    def text() -> str:
        assert isinstance(out.file, StringIO)
        return out.file.getvalue()

    return text


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def claim() -> Claim:
    start = TEXT.index("120명")
    return Claim(
        kind="total",
        status="completed",
        city=("가람도 해온시",),
        countries=("VN", "MN"),
        country_count=9,
        delegates=120,
        delegates_qualifier="exact",
        country_delegates={"MN": 31},
        sites=("물재생센터",),
        date_start=date(2025, 1, 1),
        date_end=date(2025, 6, 30),
        confidence="high",
        evidence=(
            Evidence(field="delegates", value="120", rule="counts.people", start=start, end=start + 4, quote="120명"),
            Evidence(field="city", value="가람도 해온시", rule="hosts.title", reason="제목의 지자체"),
        ),
    )


def _reported(number: int | None, outlet: str, name: str, **more: Any) -> ReportedClaim:
    claim = Claim.model_validate(
        {
            "kind": "visit",
            "status": "completed",
            "city": ("가람도 해온시",),
            "countries": ("VN",),
            "delegates": number,
            "delegates_qualifier": number and "exact",
            "date_start": date(2025, 5, 16),
            "date_end": date(2025, 5, 16),
        }
        | more
    )
    return ReportedClaim(
        id=name,
        article_id=f"a{name}",
        claim=claim,
        publisher=outlet,
        url=f"https://news.example/{name}",
        published=date(2025, 5, 17),
        quote=f"베트남 손님 {number} 명이 왔다, 라고 {outlet} 말했다." if number else "",
    )


@pytest.fixture
def rows() -> list[Row]:
    """A conflict (12 against 15), a counted total, a planned visit without a number."""
    claims = [
        _reported(12, "해온시", "1"),
        _reported(15, "=가람일보", "2"),
        _reported(120, "해온시", "3", kind="total", country_count=9, date_start=date(2025, 1, 1), date_end=date(2025, 6, 30)),
        _reported(None, "나래군", "4", city=("가람도 나래군",), status="planned", date_start=date(2025, 8, 1), date_end=None),
    ]  # fmt: skip
    return compare(reconcile(claims))
