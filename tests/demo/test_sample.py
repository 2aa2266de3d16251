"""The demo's world: what its sites hold and how they answer."""

import contextlib
import io
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import pytest

import demo
from demo import hwpx, markup
from scraper import boards

SITES = demo.load()
POSTS = [(site, post) for site in SITES.values() for post in site.posts]
FIRST = "gangneung/211877"  # the release that two papers repeat and a third changes


@pytest.fixture(scope="module")
def world() -> Iterator[demo.World]:
    with demo.serve() as running:
        yield running


def get(url: str, form: Mapping[str, str] | None = None) -> tuple[int, bytes, Mapping[str, str]]:
    """Status, body and headers (lower case) of a request to the demo's own server."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=data)) as said:
            return said.status, said.read(), {k.lower(): v for k, v in said.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, error.read(), {}


def detail(world: demo.World, site: demo.Site, post: demo.Post) -> str:
    """The address at which a post stands."""
    if post.forbidden:
        return world.bases[site.key] + post.href
    query = dict(site.detail.need) | {site.detail.id: post.id}
    return f"{world.bases[site.key]}{site.detail.path}?{urllib.parse.urlencode(query)}"


def body(name: str) -> str:
    key, _, number = name.partition("/")
    post = SITES[key].post(number)
    assert post is not None
    return post.body


def test_there_are_enough_sites_families_and_pages(world: demo.World) -> None:
    sources = demo.sources(world)
    assert set(sources) == set(SITES)
    assert len(SITES) >= 8
    assert len(POSTS) >= 60
    families = {source.family or source.kind for source in sources.values()}
    assert families >= {"si", "dom", "egov", "corebbs", "ndsoft", "rss", "generic"}
    assert all(source.allow_private and source.list.startswith(world.bases[key]) for key, source in sources.items())


def test_most_posts_are_irrelevant_as_on_a_real_board() -> None:
    assert len(demo.expected()) * 2 < len(POSTS)


@pytest.mark.parametrize("name", sorted(demo.expected()))
def test_expected_claims_name_a_post_of_the_world(name: str) -> None:
    key, _, number = name.partition("/")
    post = SITES[key].post(number)
    assert post is not None
    assert not post.gone
    assert not post.forbidden
    text = post.title + post.body + post.file_body
    for claim in demo.expected()[name]:
        assert claim["delegates"] is None or str(claim["delegates"]) in text
        assert claim.get("country_count") is None or f"{claim['country_count']}개국" in text
        assert sum(claim.get("country_delegates", {}).values()) in (0, claim["delegates"])


def test_halves_of_the_year_can_be_compared_between_cities() -> None:
    totals = {
        (claim["city"][0], claim["date_start"], claim["date_end"])
        for claims in demo.expected().values()
        for claim in claims
        if claim["kind"] == "total" and claim.get("country_count")
    }
    halves = [
        (city, start) for city, start, end in totals if (start[5:], end[5:]) in (("01-01", "06-30"), ("07-01", "12-31"))
    ]
    per_city = {city: sum(c == city for c, _ in halves) for city, _ in halves}
    assert sum(count >= 3 for count in per_city.values()) >= 2


def test_one_release_is_repeated_word_for_word_and_once_with_another_figure() -> None:
    repeats = [f"{site.key}/{post.id}" for site, post in POSTS if post.same_as == FIRST]
    assert len({name.partition("/")[0] for name in repeats}) == 2
    assert all(body(name) == body(FIRST) for name in repeats)
    figures = {name: {c["delegates"] for c in demo.expected()[name]} for name in (FIRST, "nadeul/27655")}
    assert 148 in figures[FIRST]
    assert 184 in figures["nadeul/27655"]
    assert "148" not in body("nadeul/27655")


def test_every_listed_post_answers_and_decodes(world: demo.World) -> None:
    for site, post in POSTS:
        status, said, headers = get(detail(world, site, post))
        assert status == 200
        assert headers["content-type"] == site.content_type
        page = said.decode(site.charset)
        if post.gone:
            assert len(said) < 1024
            assert "alert(" in page
        else:
            seen = re.sub(r"<[^>]+>", "", page)
            first = markup.paragraphs(post.body)[0]
            assert first in seen.replace("&amp;", "&")


def test_every_post_stands_in_its_list_or_feed(world: demo.World) -> None:
    for key, source in demo.sources(world).items():
        site = SITES[key]
        if source.kind == "rss":
            found = set(re.findall(r"idxno=(\d+)", get(source.list)[1].decode()))
        else:
            board = boards.board_of(source)
            pages = range(1, -(-len(site.posts) // site.page_size) + 1)
            found = {
                item.id
                for page in pages
                for request in [board.list_request(source, page)]
                for item in board.items(get(request.url)[1].decode(site.charset), request.url, source)
            }
        assert found == {post.id for post in site.posts}, key


def test_old_pages_hold_syllables_that_euc_kr_lacks(world: demo.World) -> None:
    for number, syllable in (("27655", "똠"), ("30418", "펲"), ("28533", "찦")):
        said = get(f"{world.bases['nadeul']}/news/news_view.html?idx={number}")[1]
        assert b"charset=euc-kr" in said
        assert syllable in said.decode("cp949")
        with pytest.raises(UnicodeDecodeError):
            said.decode("euc_kr")


def test_header_may_lie_about_the_charset(world: demo.World) -> None:
    _, said, headers = get(demo.sources(world)["gwangyang"].list)
    assert headers["content-type"] == "text/html;charset=ISO-8859-1"
    assert "광양시" in said.decode("utf-8")


def test_robots_forbid_a_path_that_a_list_links(world: demo.World) -> None:
    forbidden = [(site, post) for site, post in POSTS if post.forbidden]
    assert forbidden
    for site, post in forbidden:
        rules = get(f"{world.bases[site.key]}/robots.txt")[1].decode()
        folder = "/" + post.href.split("/")[1] + "/"
        assert f"Disallow: {folder}" in rules
        assert folder in get(demo.sources(world)[site.key].list)[1].decode()
    assert get(f"{world.bases['ulju']}/robots.txt")[0] == 404


def test_one_body_is_only_in_an_attachment(world: demo.World) -> None:
    ((site, post),) = [(site, post) for site, post in POSTS if post.file]
    page = get(detail(world, site, post))[1].decode()
    assert "첨부파일을 참고" in page
    assert "13명" not in page
    url = f"{world.bases[site.key]}/programs/board/download.do?parm_file_uid=1&bod_uid={post.id}&mnu_uid=190"
    _, said, headers = get(url)
    assert "hwpx" in urllib.parse.unquote(headers["content-disposition"])
    with zipfile.ZipFile(io.BytesIO(said)) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.read("mimetype") == b"application/hwp+zip"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        trees = {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".hpf"))}
    words = "".join(trees["Contents/section0.xml"].itertext())
    assert "공무원 13명이" in words
    assert "가지치기 실습" in words
    assert said == hwpx.build(post.file_body)


@pytest.mark.parametrize(
    ("site", "target", "form", "words"),
    [
        pytest.param("cheonan", "/bbs/BBSMSTR_000000000030/list.do", {"pageIndex": "2"}, "전통시장", id="post-list"),
        pytest.param(
            "cheonan", "/bbs/BBSMSTR_000000000030/view.do", {"nttId": "B000000494003Gs8bD2"}, "감지기", id="post-detail"
        ),
        pytest.param("gangneung", "/www/selectBbsNttList.do", None, "alert(", id="missing-parameters"),
        pytest.param(
            "gangneung",
            "/www/selectBbsNttView.do;jsessionid=AB.node1?bbsNo=23&nttNo=218406",
            None,
            "지치부",
            id="session",
        ),
        pytest.param("gangneung", "/www/selectBbsNttView.do?bbsNo=23&nttNo=1", None, "alert(", id="unknown-post"),
        pytest.param(
            "gangneung", "/www/selectBbsNttView.do?bbsNo=23&nttNo=90417", None, "alert(", id="sister-sites-post"
        ),
        pytest.param(
            "uiseong", "/ko/page.do?mnu_uid=190&cmd=2&bod_uid=41877", None, "location.replace", id="cmd-2-forwards"
        ),
        pytest.param(
            "gimje", "/board/list.gimje?boardId=BBS_0000046&startPage=9", None, "뉴스룸", id="page-past-the-end"
        ),
    ],
)
def test_sites_answer_like_their_software(
    world: demo.World, site: str, target: str, form: Mapping[str, str] | None, words: str
) -> None:
    status, said, _ = get(world.bases[site] + target, form)
    assert status == 200
    assert words in said.decode()


def test_unknown_paths_are_not_found(world: demo.World) -> None:
    assert get(world.bases["ulju"] + "/admin")[0] == 404


def test_addresses_lead_back_to_posts(world: demo.World) -> None:
    board = world.bases["gangneung"]
    assert world.post_of(f"{board}/www/selectBbsNttView.do?key=277&bbsNo=23&nttNo=211877") == FIRST
    assert world.post_of(f"{board}/www/selectBbsNttList.do?bbsNo=23&key=277") is None
    assert world.post_of(f"{board}/edu/selectBbsNttView.do?key=277&bbsNo=23&nttNo=90417") is None
    assert world.post_of("http://example.com/www/selectBbsNttView.do?nttNo=211877") is None


def test_requests_are_counted(world: demo.World) -> None:
    before = len(world.asked)
    get(world.bases["ulju"] + "/robots.txt")
    assert [(a.site, a.target) for a in world.asked[before:]] == [("ulju", "/robots.txt")]


def free_ports() -> int:
    """The first of as many free ports in a row as there are sites, below the range that systems hand out."""
    for first in range(20000, 30000, 20):
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + len(SITES)):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise AssertionError("no free ports")


def test_addresses_can_be_kept_from_run_to_run() -> None:
    port = free_ports()
    with demo.serve(port) as world:
        assert [int(base.rpartition(":")[2]) for base in world.bases.values()] == list(range(port, port + len(SITES)))


def test_a_taken_port_is_an_error_and_frees_the_others() -> None:
    port = free_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 3))
        taken.listen()
        with pytest.raises(OSError, match="in use"), demo.serve(port):
            pass
    with demo.serve(port):
        pass


def test_pages_carry_stories_that_are_not_theirs(world: demo.World) -> None:
    page = get(f"{world.bases['solhyang']}/news/articleView.html?idxno=118207")[1].decode()
    inside, _, after = page.partition('</article>\n<div class="article-writer">')
    assert "몽골 교육청 연수단 26명" in after
    assert "몽골" not in inside.partition("itemprop")[2]
