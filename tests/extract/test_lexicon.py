"""extract.lexicon: what the data files hold, what the loader refuses, how names follow the days."""

from collections.abc import Iterator
from datetime import date

import pytest

from extract import governments, lexicon
from extract.errors import LexiconError

COUNTRY_HEADER = lexicon.COUNTRY_COLUMNS.replace(" ", ",")
CITY_HEADER = governments.CITY_COLUMNS.replace(" ", ",")
PLACE_HEADER = "name,code,others,guard,source"


def country_rows(*lines: str) -> Iterator[tuple[int, dict[str, str]]]:
    return lexicon.rows_of([COUNTRY_HEADER, *lines], "countries.csv", lexicon.COUNTRY_COLUMNS)


def city_rows(*lines: str) -> Iterator[tuple[int, dict[str, str]]]:
    return lexicon.rows_of([CITY_HEADER, *lines], "cities.csv", governments.CITY_COLUMNS)


def place_rows(*lines: str) -> Iterator[tuple[int, dict[str, str]]]:
    return lexicon.rows_of([PLACE_HEADER, *lines], "places.csv", PLACE_HEADER.replace(",", " "))


def test_every_iso_code_has_a_name() -> None:
    assert len(lexicon.codes()) == 250  # 249 of ISO 3166-1, and XK for Kosovo
    assert lexicon.country_name("CI") == "코트디부아르"


NEWS_FORMS = [
    ("australia", "호주", "AU"),
    ("uae", "UAE", "AE"),
    ("hong-kong", "홍콩", "HK"),
    ("south-africa", "남아공", "ZA"),
    ("turkey", "터키", "TR"),
    ("turkiye", "튀르키예", "TR"),
    ("macau", "마카오", "MO"),
    ("taiwan", "타이완", "TW"),
    ("burma", "버마", "MM"),
    ("swaziland", "스와질란드", "SZ"),
    ("uzbek", "우즈벡", "UZ"),
    ("kyrgyz", "키르기스", "KG"),
    ("ivory-coast", "코트디브와르", "CI"),
    ("congo", "콩고", "CG"),
    ("congo-democratic", "콩고민주공화국", "CD"),
    ("usa", "USA", "US"),
    ("germany-hanja", "獨", "DE"),
    ("marshall", "마셜제도", "MH"),
]


@pytest.mark.parametrize(("text", "code"), [pytest.param(t, c, id=i) for i, t, c in NEWS_FORMS])
def test_forms_of_the_news(text: str, code: str) -> None:
    terms, _ = lexicon.countries()
    assert terms[text].value == code


def test_places_are_many_and_both_readings_are_there() -> None:
    scanner = lexicon.abroad()

    def code(name: str) -> str:
        term = next(iter(scanner.at(name, 0)))
        assert term.text == name
        return term.value

    lines = lexicon.data_lines("places.csv")
    assert len(lines) > 8000
    pairs = (
        "칭다오 청도",
        "웨이하이 위해",
        "옌타이 연태",
        "선양 심양",
        "징저우 형주",
        "시안 서안",
        "장시성 강서성",
        "산둥 산동성",
    )
    for pair in pairs:
        assert {code(name) for name in pair.split()} == {"CN"}
    assert {code(name) for name in ("오사카", "후쿠오카", "돗토리")} == {"JP"}
    assert {code(name) for name in ("하이즈엉", "빈푹")} == {"VN"}
    assert {code(name) for name in ("바양골", "날라이흐")} == {"MN"}


REFUSED_COUNTRIES = [
    ("same-code-twice", ["VN,베트남,,,,,,,", "VN,월남,,,,,,,"], "code 'VN'"),
    ("lower-case-code", ["vn,베트남,,,,,,,"], "code 'vn'"),
    ("one-spelling-two-codes", ["CG,콩고,,,,,,,", "CD,콩고,,,,,,,"], "'콩고' is country CD"),
    ("short-row", ["VN,베트남"], "2 cells"),
    ("blanks", ["VN, 베트남,,,,,,,"], "blanks"),
]


@pytest.mark.parametrize(("lines", "message"), [pytest.param(ls, m, id=i) for i, ls, m in REFUSED_COUNTRIES])
def test_broken_countries_are_refused(lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        lexicon.country_terms(country_rows(*lines))
    assert f"countries.csv:{len(lines) + 1}" in str(caught.value)


def test_a_wrong_header_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"countries\.csv:1: columns are"):
        lexicon.country_terms(lexicon.rows_of(["a,b"], "countries.csv", lexicon.COUNTRY_COLUMNS))


REFUSED_PLACES = [
    ("twice", ["런던,GB,,,hand", "런던,CA,,,hand"], "'런던' twice"),
    ("two-codes-no-rule", ["조지타운,,GY|MY,,hand"], "guard ''"),
    ("unknown-code", ["런던,QQ,,,hand"], "code 'QQ'"),
    ("unknown-guard", ["런던,GB,,maybe,hand"], "guard 'maybe'"),
]


@pytest.mark.parametrize(("lines", "message"), [pytest.param(ls, m, id=i) for i, ls, m in REFUSED_PLACES])
def test_ambiguous_places_are_refused(lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        lexicon.place_terms(place_rows(*lines), {"GB", "CA", "GY", "MY"})
    assert f"places.csv:{len(lines) + 1}" in str(caught.value)


REFUSED_CITIES = [
    ("unknown-parent", ["41110,경기도 수원시,si,41,수원,,,,,,"], "no unit '41'"),
    ("unknown-level", ["41,경기도,province,,경기,,,,,,"], "level 'province'"),
    ("bad-date", ["41,경기도,sido,,경기,,,2020-13-01,,,"], "'2020-13-01'"),
    ("ended-without-reason", ["42,강원도,sido,,,,,,2023-06-10,,"], "ended unit"),
    ("bad-guard", ["41,경기도,sido,,경기,,perhaps,,,,"], "guard 'perhaps'"),
]


@pytest.mark.parametrize(("lines", "message"), [pytest.param(ls, m, id=i) for i, ls, m in REFUSED_CITIES])
def test_broken_cities_are_refused(lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        governments.city_rows(city_rows(*lines))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"data/nowhere\.csv: missing"):
        lexicon.data_lines("nowhere.csv")


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(LexiconError, match="role 'nowhere'"):
        lexicon.contexts("nowhere")


def test_all_local_governments_of_today() -> None:
    today = [c for c in governments.cities().values() if c.valid_to is None]
    by_level = {level: sum(c.level == level for c in today) for level in ("sido", "si", "gun", "gu", "ilban")}
    assert by_level["sido"] == 16
    assert by_level["si"] == 77  # 75 시 and the two 행정시 of Jeju
    assert by_level["gun"] == 82
    assert by_level["gu"] == 70
    assert by_level["ilban"] == 39
    assert len({c.name for c in governments.cities().values()}) == len(governments.cities())


NAMES_AT = [
    ("metro-before", "광주광역시", date(2026, 6, 30), "광주광역시"),
    ("metro-after", "광주광역시", date(2026, 7, 1), "전남광주통합특별시"),
    ("metro-undated", "광주광역시", None, "광주광역시"),
    ("new-name-before", "전남광주통합특별시 여수시", date(2025, 1, 1), "전라남도 여수시"),
    ("renamed-always-today", "강원도 고성군", date(2000, 1, 1), "강원특별자치도 고성군"),
    ("moved", "경상북도 군위군", None, "대구광역시 군위군"),
    ("ilban-to-city", "경기도 수원시 팔달구", None, "경기도 수원시"),
    ("merged", "경상남도 마산시", date(2015, 1, 1), "경상남도 창원시"),
    ("merged-then", "경상남도 마산시", date(2005, 1, 1), "경상남도 마산시"),
    ("split", "인천광역시 서구", date(2026, 8, 1), None),
    ("split-then", "인천광역시 서구", date(2024, 8, 1), "인천광역시 서구"),
    ("before-the-split", "인천광역시 검단구", date(2024, 8, 1), "인천광역시 서구"),
    ("two-parents-before", "인천광역시 제물포구", date(2024, 8, 1), "인천광역시 제물포구"),
    ("old-city-of-a-merger", "충청북도 청주시", date(2010, 1, 1), "충청북도 청주시"),
    ("unknown", "경기도 서울시", None, None),
]


@pytest.mark.parametrize(("name", "day", "expected"), [pytest.param(n, d, e, id=i) for i, n, d, e in NAMES_AT])
def test_name_at(name: str, day: date | None, expected: str | None) -> None:
    assert governments.name_at(name, day) == expected


def test_every_landmark_belongs_to_a_shared_name() -> None:
    table = governments.home().table
    for code, words in governments.landmarks().items():
        word = governments.cities()[code].word
        shared = {w for w, rows in table.items() if code in {c.code for c, _ in rows} and len(rows) > 1}
        assert shared, word
        assert len(words) == len(set(words)), word


def test_version_is_a_stamp_of_all_files() -> None:
    assert len(lexicon.lexicon_version()) == 12
    assert int(lexicon.lexicon_version(), 16) >= 0
    assert "landmarks.csv" in lexicon.FILES
