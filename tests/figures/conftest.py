"""What the figures' tests share: a short way to write a reported claim."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extract.records import Claim, Evidence
from figures.records import ReportedClaim

Make = Callable[..., ReportedClaim]


def _days(text: str) -> tuple[date | None, date | None]:
    """'2025-05-16', '2025-05-16~2025-05-18', '2025-05-16~', '~2025-05-18' or ''."""
    first, tilde, last = text.partition("~")
    start = date.fromisoformat(first) if first else None
    return start, (date.fromisoformat(last) if last else None) if tilde else start


def _number(text: str) -> dict[str, Any]:
    """'43', '40+' (over), '~40' (about), '40-' (under), '20..30' (range) or ''."""
    if not text:
        return {}
    low, dots, high = text.partition("..")
    if dots:
        return {"delegates": int(low), "delegates_max": int(high), "delegates_qualifier": "range"}
    marks = {"+": "over", "~": "about", "-": "under"}
    sign = next((m for m in marks if m in text), "")
    return {"delegates": int(text.strip("+~-")), "delegates_qualifier": marks.get(sign, "exact")}


@pytest.fixture
def said() -> Make:
    """A claim: countries and cities by spaces and commas, days and numbers in short form; `words` is the number's
    quote, `quote` the sentence, `article` its article ('' makes one from the outlet)."""
    made = 0

    def make(
        number: str = "",
        days: str = "2025-05-16",
        countries: str = "VN",
        *,
        city: str = "가람도 해온시",
        outlet: str = "해온시",
        article: str = "",
        published: str | None = "2025-05-17",
        words: str = "",
        quote: str = "",
        kind: str = "visit",
        status: str = "completed",
        **more: Any,
    ) -> ReportedClaim:
        nonlocal made
        made += 1
        start, end = _days(days)
        evidence = (
            Evidence(field="delegates", value=number, rule="r", start=0, end=len(words), quote=words) if words else None
        )
        claim = Claim.model_validate(
            {
                "kind": kind,
                "status": status,
                "city": tuple(name for name in city.split(", ") if name),
                "countries": tuple(countries.split()),
                "date_start": start,
                "date_end": end,
                "evidence": (evidence,) if evidence else (),
                **_number(number),
                **more,
            }
        )
        return ReportedClaim(
            id=f"c{made:02}",
            article_id=article or f"a{made:02}",
            claim=claim,
            title="제목",
            publisher=outlet,
            url=f"https://news.example/{made}",
            published=date.fromisoformat(published) if published else None,
            quote=quote,
        )

    return make
