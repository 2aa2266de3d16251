"""RSS, Atom, sitemaps and the press release API."""

import gzip
from datetime import date, datetime, timedelta, timezone

import pytest

from scraper import feeds
from scraper.errors import CleanError, SoftError

KST = timezone(timedelta(hours=9))
URL = "https://www.saebyeokilbo.example/rss/allArticle.xml"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0"><channel><title>새벽일보</title>{items}</channel></rss>"""


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    return RSS.format(encoding=encoding, items="".join(f"<item>{item}</item>" for item in items)).encode(
        "cp949" if encoding == "euc-kr" else encoding
    )


def test_an_entry() -> None:
    body = rss(
        "<title><![CDATA[해오름시, <b>교류단</b> 맞이 &amp;quot;환영&amp;quot;]]></title>"
        "<link>https://www.saebyeokilbo.example/news/articleView.html?idxno=31&amp;utm_source=rss</link>"
        "<description><![CDATA[<p>몽골 공무원 연수단이 정수장을 찾았다.</p>]]></description>"
        "<author>홍길순 기자</author><pubDate>2026-08-12 10:27:44</pubDate>"
    )
    (entry,) = feeds.read_feed(body, {}, URL)
    assert entry.item.title == '해오름시, 교류단 맞이 "환영"'
    assert entry.item.url == "https://www.saebyeokilbo.example/news/articleView.html?idxno=31"
    assert (entry.item.id, entry.item.date, entry.item.department) == ("31", date(2026, 8, 12), "홍길순 기자")
    assert entry.published == datetime(2026, 8, 12, 10, 27, 44, tzinfo=KST)
    assert entry.html == "<p>몽골 공무원 연수단이 정수장을 찾았다.</p>"


def test_a_syllable_that_only_cp949_has() -> None:
    body = rss("<title>똠얌 축제</title><link>https://a.example/1</link>", encoding="euc-kr")
    assert [entry.item.title for entry in feeds.read_feed(body, {}, URL)] == ["똠얌 축제"]


def test_atom() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>소식</title><entry><title>물놀이 안전</title>'
        '<link href="/gov/archives/31"/><id>x</id><updated>2026-08-11T23:30:00Z</updated></entry></feed>'
    ).encode()
    (entry,) = feeds.read_feed(body, {}, "https://city.example/feed")
    assert entry.item.url == "https://city.example/gov/archives/31"
    assert entry.item.date == date(2026, 8, 12)  # the day in Korea


def test_entries_without_title_or_link_are_none() -> None:
    body = rss(
        "<title>제목뿐</title>", "<link>https://a.example/1</link>", "<title>글</title><guid>https://a.example/2</guid>"
    )
    assert [entry.item.url for entry in feeds.read_feed(body, {}, URL)] == ["https://a.example/2"]


def test_no_feed() -> None:
    with pytest.raises(SoftError) as caught:
        feeds.read_feed("<html><body>점검 중입니다</body></html>".encode(), {}, URL)
    assert caught.value.reason == "not-a-feed"
    with pytest.raises(CleanError):
        feeds.read_feed(b"", {}, URL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Wed, 08 Jul 2026 15:00:00 +0900", datetime(2026, 7, 8, 15, tzinfo=KST), id="rfc-822"),
        pytest.param("Wed, 08 Jul 2026 06:00:00 GMT", datetime(2026, 7, 8, 15, tzinfo=KST), id="gmt"),
        pytest.param("Wed, 08 Jul 2026 15:00:00 KST", datetime(2026, 7, 8, 15, tzinfo=KST), id="rfc-822-kst"),
        pytest.param("Wed, 08 Jul 2026 15:00:00", datetime(2026, 7, 8, 15, tzinfo=KST), id="rfc-822-no-zone"),
        pytest.param("Wed Jul 08 15:00:00 KST 2026", datetime(2026, 7, 8, 15, tzinfo=KST), id="java"),
        pytest.param("2026-07-08T15:00:00+09:00", datetime(2026, 7, 8, 15, tzinfo=KST), id="rfc-3339"),
        pytest.param("2026-07-08 15:00:00", datetime(2026, 7, 8, 15, tzinfo=KST), id="no-zone-is-korean"),
        pytest.param("07/08/2026 15:00:00", datetime(2026, 7, 8, 15, tzinfo=KST), id="data-go-kr"),
        pytest.param("07/08/2026", date(2026, 7, 8), id="data-go-kr-day"),
        pytest.param("2026-07-08", date(2026, 7, 8), id="day"),
        pytest.param("2026.07.08", date(2026, 7, 8), id="dots"),
        pytest.param("Wed, 38 Jul 2026 15:00:00 +0900", None, id="no-such-day"),
        pytest.param("13/08/2026", None, id="no-such-month"),
        pytest.param("Wed Xyz 08 15:00:00 KST 2026", None, id="java-no-such-month"),
        pytest.param("07.08 15:00", None, id="no-year"),
        pytest.param("어제", None, id="relative"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_stamps(text: str, expected: datetime | date | None) -> None:
    assert feeds.read_stamp(text) == expected


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://www.saebyeokilbo.example/news/articleView.html?idxno=31</loc><lastmod>2026-08-13</lastmod>
<news:news><news:publication_date>2026-08-12T09:00:00+09:00</news:publication_date><news:title>교류단 맞이</news:title></news:news></url>
<url><loc>https://www.saebyeokilbo.example/about</loc></url></urlset>"""


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_sitemap(packed: bool) -> None:
    body = gzip.compress(SITEMAP.encode()) if packed else SITEMAP.encode()
    found = feeds.read_sitemap(body, {}, "https://www.saebyeokilbo.example/sitemap.xml")
    assert [(entry.item.id, entry.item.title, entry.item.date) for entry in found.pages] == [
        ("31", "교류단 맞이", date(2026, 8, 12)),
        ("", "", None),
    ]
    assert found.maps == ()


def test_a_sitemap_index() -> None:
    body = b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2026-08-12T01:00:00+09:00</lastmod></sitemap></sitemapindex>"
    assert feeds.read_sitemap(body, {}, "https://a.example/s.xml").maps == (
        ("https://a.example/1.xml", date(2026, 8, 12)),
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("<html><body>없음</body></html>".encode(), "not-a-sitemap", id="page"),
        pytest.param(b"<urlset><url></urlset>", "not-a-sitemap", id="broken"),
        pytest.param(gzip.compress(b"<urlset/>")[:-12] + b"x" * 12, "not-a-sitemap", id="broken-gzip"),
        pytest.param(gzip.compress(b" " * (65 * 2**20)), "too-large", id="bomb"),
    ],
)
def test_no_sitemap(body: bytes, reason: str) -> None:
    with pytest.raises(SoftError) as caught:
        feeds.read_sitemap(body, {}, "https://a.example/s.xml")
    assert caught.value.reason == reason


def test_the_api() -> None:
    body = """<?xml version="1.0" encoding="UTF-8"?><response><header><resultCode>0</resultCode></header><body>
    <NewsItem><NewsItemId>156738805</NewsItemId><Title><![CDATA[교류단 &lt;맞이&gt;]]></Title><ApproveDate>07/08/2026 15:00:00</ApproveDate>
    <MinisterCode>행정안전부</MinisterCode><DataContents><![CDATA[<p>본문</p>]]></DataContents><Unheard>1</Unheard></NewsItem>
    </body></response>""".encode()
    (entry,) = feeds.read_api(body, {}, URL)
    assert entry.item.url == "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156738805"
    assert (entry.item.id, entry.item.title, entry.item.department) == ("156738805", "교류단 <맞이>", "행정안전부")
    assert entry.published == datetime(2026, 7, 8, 15, tzinfo=KST)
    assert entry.html == "<p>본문</p>"


def test_the_api_says_no() -> None:
    body = "<response><header><resultCode>98</resultCode><resultMsg>기간 초과</resultMsg></header></response>".encode()
    with pytest.raises(SoftError, match="98 기간 초과"):
        feeds.read_api(body, {}, URL)
