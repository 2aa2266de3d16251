"""What robots.txt says, and what the lack of one means."""

import pytest

from scraper.errors import BadStatus, FetchError, Refused
from scraper.records import Page
from scraper.robots import Robots, parse
from scraper.robots import load as load_rules

WILD = b"User-agent: *\nDisallow: /file/*\nDisallow: /*.hwp$\n\nUser-agent: *\nDisallow: /board/B_01/\nAllow: /board/B_01/open\n"
CASES = {
    "wildcard": (WILD, "/file/a/b", False),
    "end_of_path": (WILD, "/down/a.hwp", False),
    "end_of_path_with_query": (WILD, "/down/a.hwp?no=1", True),
    "second_group_for_all": (WILD, "/board/B_01/list", False),
    "longest_rule_wins": (WILD, "/board/B_01/open/1", True),
    "elsewhere": (WILD, "/news/1", True),
    "all_forbidden": (b"User-agent: *\nDisallow: /\n", "/news", False),
    "empty_disallow": (b"User-agent: *\nDisallow:\n", "/news", True),
    "our_own_group": (b"User-agent: *\nDisallow: /\n\nUser-agent: bangmun\nDisallow: /admin\n", "/news", True),
    "our_own_group_forbids": (b"User-agent: bangmun\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/news", False),
    "another_crawler": (b"User-agent: OtherBot\nDisallow: /\n", "/news", True),
    "bom": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /no\n", "/no", False),
    "cp949_comment": (b"# \xc1\xa2\xb1\xd9 \xb1\xdd\xc1\xf6\nUser-agent: *\r\nDisallow: /no\r\n", "/no", False),
    "hangul_path": ("User-agent: *\nDisallow: /내부/\n".encode(), "/%EB%82%B4%EB%B6%80/1", False),
    "empty": (b"", "/news", True),
    "html": (b"\r\n<!DOCTYPE html><html><body>User-agent: *\nDisallow: /</body></html>", "/news", True),
    "beyond_500_kib": (b"#" * 512_001 + b"\nUser-agent: *\nDisallow: /\n", "/news", True),
}


@pytest.mark.parametrize(("text", "path", "allowed"), CASES.values(), ids=CASES)
def test_rules(text: bytes, path: str, allowed: bool) -> None:
    assert parse(text).allows(f"https://city.example{path}") is allowed


DELAYS = {
    "crawl_delay": (b"User-agent: *\nCrawl-delay: 2.5\n", 2.5),
    "request_rate": (b"User-agent: *\nRequest-rate: 1/5\n", 5.0),
    "the_longer": (b"User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/5\n", 5.0),
    "of_another": (b"User-agent: OtherBot\nCrawl-delay: 9\n", 0.0),
    "nonsense": (b"User-agent: *\nCrawl-delay: slowly\n", 0.0),
    "none": (b"", 0.0),
}


@pytest.mark.parametrize(("text", "delay"), DELAYS.values(), ids=DELAYS)
def test_delays(text: bytes, delay: float) -> None:
    assert parse(text).delay == delay


def answering(error: FetchError) -> object:
    def get(url: str) -> Page:
        raise error

    return get


URL = "https://city.example/robots.txt"
ANSWERS = {
    "not_found": (BadStatus(URL, "http-404"), ""),
    "gone": (BadStatus(URL, "http-410"), ""),
    "forbidden": (BadStatus(URL, "http-403"), ""),
    "too_many": (BadStatus(URL, "http-429"), "http-429"),
    "server_error": (BadStatus(URL, "http-503"), "http-503"),
    "silence": (FetchError(URL, "timeout-read"), "timeout-read"),
    "no_connection": (FetchError(URL, "connect"), "connect"),
    "loop": (FetchError(URL, "redirect-loop"), "redirect-loop"),
}


@pytest.mark.parametrize(("error", "why"), ANSWERS.values(), ids=ANSWERS)
def test_no_robots_txt(error: FetchError, why: str) -> None:
    assert load_rules(URL, answering(error)).why == why  # type: ignore[arg-type]


def test_a_refused_address_is_no_missing_robots_txt() -> None:
    get = answering(Refused(URL, "private-address"))
    with pytest.raises(Refused) as caught:
        Robots(60).check("https://city.example/news/1", get)  # type: ignore[arg-type]
    assert (caught.value.url, caught.value.reason) == ("https://city.example/news/1", "private-address")


def test_unreachable_holds_for_the_run_and_is_asked_once() -> None:
    asked = []

    def get(url: str) -> Page:
        asked.append(url)
        raise FetchError(url, "timeout-read")

    robots = Robots(60)
    for path in ("a", "b"):
        with pytest.raises(Refused) as caught:
            robots.check(f"https://city.example/{path}", get)
        assert caught.value.reason == "robots-unreachable"
    assert asked == [URL]


def test_each_origin_has_its_own() -> None:
    asked = []

    def get(url: str) -> Page:
        asked.append(url)
        raise BadStatus(url, "http-404")

    robots = Robots(60)
    for url in (
        "http://a.example/",
        "http://a.example/x",
        "https://a.example/",
        "http://a.example:8080/",
        "http://b.example/",
    ):
        assert robots.check(url, get) == 0
    assert len(asked) == 4
