"""When two addresses are one."""

import pytest

from scraper import urls

B = "https://city.example"
SI = ("bbsNo", "nttNo", "key")


@pytest.mark.parametrize(
    ("url", "keep", "expected"),
    [
        pytest.param(
            f"{B}/www/selectBbsNttView.do;jsessionid=0F9A.node1?key=2&&nttNo=7&bbsNo=39&searchCnd=all&pageIndex=3#top",
            SI,
            f"{B}/www/selectBbsNttView.do?bbsNo=39&key=2&nttNo=7",
            id="whitelist-session-order-fragment",
        ),
        pytest.param(f"{B}/v.do?bbsNo=395&nttNo=7", SI, f"{B}/v.do?bbsNo=395&nttNo=7", id="longer-number-stays"),
        pytest.param(f"{B}/v.do?xbbsNo=39&nttNo=7", SI, f"{B}/v.do?nttNo=7", id="longer-name-goes"),
        pytest.param(f"{B}/v.do?a=1&amp;b=2", None, f"{B}/v.do?a=1&b=2", id="entity-in-an-address"),
        pytest.param("HTTPS://City.Example:443/A?b=1", None, "https://city.example/A?b=1", id="scheme-host-port"),
        pytest.param("http://city.example:443/A", None, "http://city.example:443/A", id="foreign-port-stays"),
        pytest.param(f"{B}/list?page=3&code=9&searchKrwd=x&utm_source=y", None, f"{B}/list?code=9", id="volatile-goes"),
        pytest.param(f"{B}/v?pageId=www16&boardId=B&seq=3", None, f"{B}/v?boardId=B&pageId=www16&seq=3", id="pageid"),
        pytest.param(f"{B}/v?nttId=3&word=", None, f"{B}/v?nttId=3", id="empty-goes"),
        pytest.param(f"{B}/v?q=%C7%D1&id=1", None, f"{B}/v?id=1&q=%C7%D1", id="euc-kr-value-untouched"),
        pytest.param(f"{B}/v?id=1&id=1", None, f"{B}/v?id=1", id="said-twice"),
    ],
)
def test_canonical(url: str, keep: tuple[str, ...] | None, expected: str) -> None:
    assert urls.canonical(url, keep) == expected
    assert urls.canonical(expected, keep) == expected


def test_two_boards_with_a_common_prefix_stay_apart() -> None:
    one, other = (urls.canonical(f"{B}/v.do?bbsNo={n}&nttNo=5", SI) for n in (39, 395))
    assert one != other


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("/a/b?c=1", f"{B}/a/b?c=1", id="from-root"),
        pytest.param("./view.do?x=1", f"{B}/www/view.do?x=1", id="dot"),
        pytest.param("?x=1", f"{B}/www/list.do?x=1", id="query-alone"),
        pytest.param("/a/../b", f"{B}/b", id="dots-inside"),
        pytest.param("//other.example/x", "https://other.example/x", id="without-scheme"),
        pytest.param(" vi\new.do?a=1&amp;b=2 ", f"{B}/www/view.do?a=1&b=2", id="white-space-and-entity"),
    ],
)
def test_absolute(link: str, expected: str) -> None:
    assert urls.absolute(f"{B}/www/list.do?key=2", link) == expected


def test_absolute_refuses_what_is_no_address() -> None:
    with pytest.raises(ValueError, match="IPv6"):
        urls.absolute(B, "http://[")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(f"{B}/l.do?bbsNo=3&pageIndex=1", f"{B}/l.do?bbsNo=3&pageIndex=2", id="in-its-place"),
        pytest.param(f"{B}/l.do?bbsNo=3", f"{B}/l.do?bbsNo=3&pageIndex=2", id="at-the-end"),
        pytest.param(f"{B}/l.do", f"{B}/l.do?pageIndex=2", id="first"),
    ],
)
def test_with_parameter(url: str, expected: str) -> None:
    assert urls.with_parameter(url, "pageIndex", "2") == expected


def test_host_leaves_out_www_and_survives_a_broken_address() -> None:
    assert urls.host("https://www.city.example:8443/x") == "city.example"
    assert urls.host("http://[") == ""
