"""What the store's tests share: an empty database, an article with claims, a dump of every row."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extract.records import Claim, Evidence
from scraper.records import Article, Attachment, Block
from store.database import open_database
from store.records import Stamps
from store.store import Store

TEXT = "해온시, 상반기 손님 120명 맞아\n올해 상반기 9개국 120명이 해온시를 찾았다. 그중 몽골 손님은 31명이다."


@pytest.fixture
def now() -> datetime:
    return datetime(2025, 7, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_database(path) as opened:
        yield opened


@pytest.fixture
def article() -> Article:
    head = TEXT.index("\n")
    return Article(
        text=TEXT,
        title=TEXT[:head],
        url="https://city.example/news/1",
        published=date(2025, 7, 1),
        publisher="해온시",
        blocks=(Block(kind="title", start=0, end=head), Block(kind="paragraph", start=head + 1, end=len(TEXT))),
        attachments=(
            Attachment(name="붙임.hwpx", url="https://city.example/f/1", media="hwpx", status="ok", text="표"),
        ),
        method="family:si",
    )


@pytest.fixture
def said() -> Callable[..., Evidence]:
    """Evidence of a field, quoted from TEXT (or a text given)."""

    def make(field: str, value: str, words: str, text: str = TEXT) -> Evidence:
        start = text.index(words)
        return Evidence(field=field, value=value, rule="test.rule", start=start, end=start + len(words), quote=words)

    return make


@pytest.fixture
def claims(said: Callable[..., Evidence]) -> list[Claim]:
    city = Evidence(field="city", value="가람도 해온시", rule="host.lead", reason="제목의 지자체")
    whole = Claim(
        kind="total",
        status="completed",
        city=("가람도 해온시",),
        countries=("MN", "VN"),
        groups=("아세안",),
        country_count=9,
        delegates=120,
        delegates_qualifier="exact",
        country_delegates={"MN": 31, "LA": 4},
        organizations=("세계은행",),
        sites=("시청", "물재생센터"),
        date_start=date(2025, 1, 1),
        date_end=date(2025, 6, 30),
        confidence="high",
        evidence=(city, said("delegates", "120", "120명"), said("country_count", "9", "9개국")),
    )
    part = Claim(
        kind="total",
        status="completed",
        city=("가람도 해온시",),
        countries=("MN",),
        delegates=31,
        delegates_qualifier="exact",
        evidence=(said("delegates", "31", "31명"),),
    )
    return [whole, part]


@pytest.fixture
def stamps() -> Stamps:
    return Stamps(extractor="1", lexicon="2", kiwi="3")


@pytest.fixture
def dump() -> Callable[[Store], dict[str, list[tuple[Any, ...]]]]:
    """Every row of every table with its rowid, as SQLite has it."""

    def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
        names = [r["name"] for r in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {
            name: [tuple(r.values()) for r in store.rows(f"SELECT rowid AS row_number, * FROM {name} ORDER BY rowid")]
            for name in names
        }

    return rows
