"""Source files: all of them load, and a broken one says where and what."""

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import trustme

from scraper import boards, proposal, sources
from scraper.errors import SourceError
from scraper.sources import NATIONAL, Source, load_sources, parse_source, source_of, to_toml

GOOD = """name = "해오름시"
region = "41999"
kind = "board"
family = "si"
list = "https://www.haeoreum.example/www/selectBbsNttList.do?bbsNo=39&key=2"
weekly = 3
verified = false
limits = ["full text in the attachment"]
guesses = ["weekly"]

[overrides]
body = ["td.con"]
"""


def cities() -> list[dict[str, str]]:
    return list(csv.DictReader((files("data") / "cities.csv").read_text(encoding="utf-8").splitlines()))


def test_the_project_s_own_sources() -> None:
    found = load_sources()
    districts = {source.region for source in found.values() if source.kind == "board" and len(source.region) == 5}
    papers = [source for source in found.values() if source.list.endswith("/rss/allArticle.xml")]
    assert len(districts) >= 200
    assert len(papers) >= 15
    assert {"korea_kr_press", "korea_kr_api", "yonhap_news", "jeonnam_gwangju"} <= set(found)


def test_every_province_in_force_and_its_predecessors_have_a_board() -> None:
    provinces = {row["code"] for row in cities() if row["level"] == "sido" and not row["valid_to"]}
    boards_of_provinces = {source.region for source in load_sources().values() if source.kind == "board"}
    assert provinces <= boards_of_provinces
    assert {"29", "46"} <= boards_of_provinces  # 광주광역시 and 전라남도 until 2026-06-30, now archives


def test_every_region_is_a_code_of_cities_csv() -> None:
    codes = {row["code"] for row in cities()} | {NATIONAL}
    assert {source.id: source.region for source in load_sources().values() if source.region not in codes} == {}


def test_nothing_is_verified_that_nobody_saw() -> None:
    assert [source.id for source in load_sources().values() if source.verified] == []


def test_every_source_survives_being_written() -> None:
    for source in load_sources().values():
        assert parse_source(source.id, to_toml(source).encode(), "x") == source


def test_every_source_with_selectors_or_an_address_of_its_own_compiles() -> None:
    for source in load_sources().values():
        if source.kind == "board":
            board = boards.board_of(source)
            assert board.number(source.list) is None, source.id
            assert source.family == "generic" or board.posts


def test_a_good_file() -> None:
    source = parse_source("haeoreum", GOOD.encode(), "haeoreum.toml")
    assert (source.id, source.family, source.overrides.body, source.verified) == ("haeoreum", "si", ("td.con",), False)
    assert source.policy.source == "haeoreum"
    assert source.policy.headers == ()


def test_the_tls_settings_of_a_source_reach_the_fetcher() -> None:
    pem = trustme.CA().cert_pem.bytes().decode()
    text = f'ciphers = "DEFAULT:@SECLEVEL=1"\nlegacy_renegotiation = true\nextra_intermediates = """\n{pem}"""\n{GOOD}'
    source = parse_source("haeoreum", text.encode(), "haeoreum.toml")
    policy = source.policy
    assert (policy.ciphers, policy.legacy_renegotiation) == ("DEFAULT:@SECLEVEL=1", True)
    assert policy.extra_intermediates == pem
    assert parse_source("haeoreum", to_toml(source).encode(), "haeoreum.toml") == source


def test_a_key_comes_from_the_environment() -> None:
    text = GOOD.replace("\n[overrides]", '\n[fields]\nserviceKey = "$OUR_KEY"\nsubCheck = "N"\n\n[overrides]')
    source = parse_source("haeoreum", text.encode(), "haeoreum.toml")
    assert source.lacking({}) == source.lacking({"OUR_KEY": ""}) == ("OUR_KEY",)
    assert source.filled({}).fields == {"subCheck": "N"}
    assert source.lacking({"OUR_KEY": "k"}) == ()
    assert source.filled({"OUR_KEY": "k"}).fields == {"serviceKey": "k", "subCheck": "N"}
    assert load_sources()["korea_kr_api"].lacking({}) == ("BANGMUN_DATA_GO_KR_KEY",)


def test_a_verified_day_and_cookies() -> None:
    text = GOOD.replace("verified = false", "verified = 2026-11-20") + '\n[cookies]\nseen = "1"\n'
    source = parse_source("haeoreum", text.encode(), "haeoreum.toml")
    assert source.verified == date(2026, 11, 20)
    assert source.policy.headers == (("cookie", "seen=1"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param("weekly = 3", "weekly = ", 6, ("TOML",), id="broken-toml"),
        pytest.param("weekly = 3", 'weekly = "3건"', 6, ("weekly", "integer"), id="wrong-type"),
        pytest.param("weekly = 3", "weekly = -1", 6, ("weekly", "greater than or equal to 0"), id="negative"),
        pytest.param('family = "si"', 'family = "sii"', 4, ("family", "one of", "siiru"), id="unknown-family"),
        pytest.param('family = "si"\n', "", 1, ("a family for kind = 'board'",), id="board-without-family"),
        pytest.param('kind = "board"', 'kind = "page"', 3, ("kind", "'board', 'rss'"), id="unknown-kind"),
        pytest.param('region = "41999"', 'region = "4199"', 2, ("region", "pattern"), id="region-of-four-digits"),
        pytest.param('name = "해오름시"\n', "", 1, ("name", "missing"), id="missing-key"),
        pytest.param("weekly = 3", "weekly = 3\nweeekly = 3", 7, ("weeekly", "no such key", "weekly"), id="unknown-key"),
        pytest.param("https://www", "ftp://www", 5, ("list", "pattern"), id="not-a-web-address"),
        pytest.param('["weekly"]', '["colour"]', 9, ("guesses", "colour"), id="guess-of-no-key"),
        pytest.param('["td.con"]', '"td.con"', 12, ("overrides.body", "tuple"), id="selector-not-in-a-list"),
        pytest.param("weekly = 3", 'ciphers = "NONE-SUCH"\nweekly = 3', 6, ("ciphers", "SECLEVEL"), id="unknown-ciphers"),
        pytest.param("weekly = 3", 'extra_intermediates = "ca.pem"\nweekly = 3', 6, ("BEGIN CERT",), id="no-certificate"),
        pytest.param("verified = false", "verified = true", 7, ("verified",), id="verified-without-a-day"),
        pytest.param("weekly = 3", 'detail = "/view.do?no=1"\nweekly = 3', 6, ("detail", "{id}"), id="detail-without-number"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_what(old: str, new: str, line: int, words: tuple[str, ...]) -> None:
    with pytest.raises(SourceError) as caught:
        parse_source("haeoreum", GOOD.replace(old, new, 1).encode(), "data/haeoreum.toml")
    message = str(caught.value)
    assert message.startswith(f"data/haeoreum.toml:{line}:")
    assert all(word in message for word in words), message


def test_a_file_that_is_not_utf_8() -> None:
    with pytest.raises(SourceError, match=r"x\.toml:1: expected UTF-8"):
        parse_source("x", GOOD.encode("cp949"), "x.toml")


def test_a_file_name_that_is_no_id() -> None:
    with pytest.raises(SourceError, match="file's name"):
        parse_source("해오름", GOOD.encode(), "해오름.toml")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "haeoreum.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no source", encoding="utf-8")
    assert list(load_sources(tmp_path)) == ["haeoreum"]
    with pytest.raises(SourceError, match="no such folder"):
        load_sources(tmp_path / "none")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://gangjin.go.kr/www/government/news/press?idx=1&mode=view", "gangjin", id="without-www"),
        pytest.param(
            "https://www.yangcheon.go.kr/site/yangcheon/ex/bbs/View.do?cbIdx=290&bcIdx=1",
            "yangcheon",
            id="board-not-feed",
        ),
        pytest.param("https://news.seoul.go.kr/gov/archives/5", "seoul_news_rss", id="feed-with-selectors"),
        pytest.param("https://www.gangjin.go.kr.evil.example/", None, id="longer-host"),
        pytest.param("not an address", None, id="no-address"),
    ],
)
def test_source_of(url: str, expected: str | None) -> None:
    found = source_of(url)
    assert (found.id if found else None) == expected


def test_a_proposal_for_a_board_of_a_known_family() -> None:
    rows = "".join(
        f'<tr><td><a href="selectBbsNttView.do?key=2&bbsNo=39&nttNo={n}">{n}번째 보도자료 제목</a></td><td>2026-06-1{n}</td></tr>'
        for n in range(1, 5)
    )
    page = f"<html><head><title>보도자료 | 강진군청</title></head><body><table>{rows}</table></body></html>"
    found = proposal.describe("https://www.haeoreum.example/www/selectBbsNttList.do?bbsNo=39&key=2", page)
    assert (found.source.id, found.source.family, found.source.region) == ("haeoreum", "si", "12780")
    assert (len(found.items), found.doubts) == (4, ())
    assert parse_source("haeoreum", to_toml(found.source).encode(), "x") == found.source


def test_a_proposal_says_what_it_does_not_know() -> None:
    rows = "".join(
        f'<li><a href="#" onclick="openIt({n}23)">{n}번째로 올린 보도자료의 제목</a> 2026-06-1{n}</li>'
        for n in range(1, 5)
    )
    found = proposal.describe("https://news.unknown.example/list", f"<title>새소식</title><ul>{rows}</ul>")
    assert found.source.family == "generic"
    assert {"region", "family"} <= set(found.source.guesses)
    assert [doubt.partition(":")[0] for doubt in found.doubts] == ["region not recognised", "rows call a script"]
    empty = proposal.describe("https://news.unknown.example/list", "<title>새소식</title><p>준비 중입니다.</p>")
    assert empty.items == ()
    assert any("no rows found" in doubt for doubt in empty.doubts)


def test_the_public_door() -> None:
    assert isinstance(load_sources()["sejong"], Source)
    assert set(sources.__all__) >= {"Source", "load_sources", "source_of", "to_toml"}
