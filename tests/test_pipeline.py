"""The main job end to end, on the demo's sites: crawl, crawl again, read the archive once more, compare."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import demo
import ingest
import pipeline
from scraper.archive import Archive
from scraper.fetch import FetchSettings
from scraper.sourcefile import Source, to_toml
from store.database import open_database
from store.store import Store
from tests.conftest import Ran

FAST = FetchSettings(delay=0.0, retries=0)


@dataclass
class Crawl:
    """What a crawl of the demo left, shared by the tests that only look at it."""

    world: demo.World
    db: Path
    archive: Path
    crawled: pipeline.Crawled

    @property
    def sources(self) -> list[Source]:
        return list(demo.sources(self.world).values())


@pytest.fixture(scope="module", name="crawl")
def fixture_crawl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    folder = tmp_path_factory.mktemp("crawl")
    with demo.serve() as world, open_database(folder / "a.db") as store:
        sources = list(demo.sources(world).values())
        crawled = pipeline.crawl(store, folder / "archive", sources, settings=FAST)
        store.close()
        yield Crawl(world, folder / "a.db", folder / "archive", crawled)


@pytest.fixture(name="store")
def fixture_store(crawl: Crawl) -> Iterator[Store]:
    with open_database(crawl.db) as store:
        yield store


def contents(store: Store, *tables: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of tables, for comparing before and after."""
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables}


READ = (
    "articles",
    "article_revisions",
    "attachments",
    "claims",
    "claim_cities",
    "claim_countries",
    "claim_sites",
    "evidence",
    "figures",
    "figure_claims",
    "checks",
)


def test_every_post_is_read_and_what_cannot_be_is_told(crawl: Crawl, store: Store) -> None:
    posts = {
        f"{key}/{post.id}"
        for key, site in crawl.world.sites.items()
        for post in site.posts
        if not post.gone and not post.forbidden
    }
    assert {crawl.world.post_of(row["url"]) for row in store.rows("SELECT url FROM articles")} == posts
    problems = {
        (row["source_id"], row["stage"], row["reason"])
        for row in store.rows("SELECT * FROM problems WHERE stage <> 'list'")
    }
    assert problems == {("cheonan", "clean", "alert"), ("gangneung", "fetch", "robots")}
    assert crawl.crawled.failed == ()


def test_forbidden_paths_are_never_asked_for(crawl: Crawl) -> None:
    forbidden = [(key, post.href) for key, site in crawl.world.sites.items() for post in site.posts if post.forbidden]
    assert forbidden
    assert not {(asked.site, asked.target) for asked in crawl.world.asked} & set(forbidden)


def test_every_quote_stands_where_it_says(store: Store) -> None:
    rows = store.rows(
        "SELECT e.*, a.text FROM evidence e JOIN claims c ON c.id = e.claim_id JOIN articles a ON a.id = c.article_id WHERE e.quote IS NOT NULL"
    )
    assert len(rows) > 100
    assert [row for row in rows if row["text"][row["start"] : row["end"]] != row["quote"]] == []


def test_pages_point_into_the_archive(crawl: Crawl, store: Store) -> None:
    with closing(Archive(crawl.archive)) as archive:
        for row in store.rows("SELECT id FROM pages"):
            stored = store.page(row["id"])
            assert stored is not None
            page = pipeline._archived(stored, archive)
            assert page is not None
            assert (page.url, page.sha256) == (stored.url, stored.sha256)


def test_a_body_that_is_only_in_a_file_is_read_from_it(crawl: Crawl, store: Store) -> None:
    with_file = [f"{key}/{post.id}" for key, site in crawl.world.sites.items() for post in site.posts if post.file_body]
    assert with_file
    methods = {crawl.world.post_of(row["url"]): row["method"] for row in store.rows("SELECT url, method FROM articles")}
    assert {methods[post] for post in with_file} == {"attachment:hwpx"}
    files = store.rows("SELECT * FROM attachments WHERE status = 'ok'")
    assert {file["media"] for file in files} == {"hwpx"}
    assert all(file["text"] for file in files)


def test_a_second_crawl_changes_nothing(crawl: Crawl, store: Store) -> None:
    before = contents(store, *READ)
    again = pipeline.crawl(store, crawl.archive, crawl.sources, settings=FAST)
    assert contents(store, *READ) == before
    assert again.failed == ()
    assert {(tally.new, tally.revised) for tally in again.tallies} == {(0, 0)}


def test_reading_the_archive_again_changes_nothing(crawl: Crawl, store: Store) -> None:
    before = contents(store, *READ)
    told: list[str] = []
    assert list(pipeline.reextract(store, crawl.archive, complain=told.append)) == []
    assert told == []
    assert contents(store, *READ) == before


def test_a_dry_run_shows_what_would_change_and_changes_nothing(crawl: Crawl, store: Store) -> None:
    claim = store.rows("SELECT id, article_id FROM claims ORDER BY id LIMIT 1")[0]
    with store.transaction():
        store.delete_claims({claim["id"]})
    before = contents(store, "claims", "figures")
    (change,) = pipeline.reextract(store, crawl.archive, dry_run=True)
    assert (len(change.new), len(change.gone)) == (1, 0)
    assert contents(store, "claims", "figures") == before
    list(pipeline.reextract(store, crawl.archive))
    assert claim["id"] in {row["id"] for row in contents(store, "claims")["claims"]}


def test_our_own_archive_can_be_ingested(crawl: Crawl, store: Store, tmp_path: Path) -> None:
    files, _ = ingest.find([crawl.archive])
    with open_database(tmp_path / "b.db") as other:
        told: list[str] = []
        done = pipeline.ingest_files(other, files, complain=told.append)
        assert {row["url"] for row in other.rows("SELECT url FROM articles")} >= {
            row["url"] for row in store.rows("SELECT url FROM articles")
        }
        assert (done.failed, told) == (0, [])
        assert done.beside >= 1  # the alert that answers for a page
        before = contents(other, *READ, "pages", "problems")
        again = pipeline.ingest_files(other, files)
        assert (again.new, again.revised, again.same) == (0, 0, done.new + done.same)
        assert contents(other, *READ, "pages", "problems") == before


def test_the_conflict_is_shown_with_both_numbers(store: Store) -> None:
    rows = pipeline.compare(store, by="city", city="강릉시", period="2024-H1")
    conflicts = {figure.id: figure for row in rows for figure in row.conflicts}
    (figure,) = conflicts.values()
    assert {reading.value for reading in figure.readings} == {148, 184}
    assert figure.origins < len(figure.outlets)  # a release that outlets repeat counts once


def test_new_and_changed_posts_are_fetched(crawl: Crawl, tmp_path: Path) -> None:
    source = next(source for source in crawl.sources if source.id == "gimje")
    with open_database(tmp_path / "c.db") as store:
        pipeline.crawl(store, tmp_path / "archive", [source], settings=FAST)
        urls = [row["url"] for row in store.rows("SELECT url FROM articles ORDER BY url")]
        with store.transaction():
            store.db.execute("DELETE FROM articles WHERE url = ?", (urls[0],))
            store.db.execute("DELETE FROM frontier WHERE url = ?", (urls[0],))
            store.db.execute(
                "UPDATE frontier SET note = json_set(note, '$.item.title', 'another') WHERE url = ?", (urls[1],)
            )
        again = pipeline.crawl(store, tmp_path / "archive", [source], settings=FAST)
        (tally,) = again.tallies
        assert (tally.new, tally.revised) == (1, 0)


def test_what_a_broken_crawl_left_waiting_is_asked_for(crawl: Crawl, tmp_path: Path) -> None:
    source = next(source for source in crawl.sources if source.id == "uiseong").model_copy(update={"delay": 0.15})
    with open_database(tmp_path / "d.db") as store:

        def break_off(now: pipeline.Crawled) -> None:
            if 0 < now.visited < now.queued:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            pipeline.crawl(store, tmp_path / "archive", [source], settings=FAST, track=break_off)
        assert store.status().runs[0].outcome == "running"
        assert store.status().waiting > 0
        done = pipeline.crawl(store, tmp_path / "archive", [source], settings=FAST)
        assert done.failed == ()
        assert store.status().waiting == 0
        posts = [post for post in crawl.world.sites["uiseong"].posts if not post.gone and not post.forbidden]
        assert store.status().counts["articles"] == len(posts)
        assert [row["outcome"] for row in store.rows("SELECT outcome FROM runs ORDER BY id")] == ["interrupted", "done"]


def test_a_source_that_lists_nothing_fails_alone(crawl: Crawl, tmp_path: Path) -> None:
    good = next(source for source in crawl.sources if source.id == "ulju")
    bad = good.model_copy(update={"id": "empty", "list": f"{crawl.world.bases['ulju']}/nowhere/list.do"})
    with open_database(tmp_path / "e.db") as store:
        done = pipeline.crawl(store, tmp_path / "archive", [bad, good], settings=FAST)
        assert [tally.source.id for tally in done.failed] == ["empty"]
        outcomes = {health.id: health.outcome for health in store.status().sources}
        assert outcomes == {"empty": "failed", "ulju": "done"}
        (problem,) = store.rows("SELECT * FROM problems WHERE source_id = 'empty'")
        assert (problem["stage"], problem["url"]) == ("list", bad.list)
        assert store.status().runs[0].outcome == "failed"


def test_the_command_crawls_a_folder_of_sources(crawl: Crawl, tmp_path: Path, bangmun: Callable[..., Ran]) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    sources = {source.id: source for source in crawl.sources}
    for name in ("gwangyang", "yeosu"):
        (folder / f"{name}.toml").write_text(to_toml(sources[name]), encoding="utf-8")
    common = ("--sources", folder, "--db", tmp_path / "f.db", "--contact", "https://crawler.example")
    first = bangmun("crawl", "gwangyang", *common)
    assert (first.code, first.out) == (0, "")
    assert first.err.startswith("1 sources, 0 failed; 6 pages, 6 new articles")
    nowhere = sources["yeosu"].model_copy(update={"list": crawl.world.bases["yeosu"] + "/nowhere"})
    (folder / "empty.toml").write_text(to_toml(nowhere), encoding="utf-8")
    (folder / "broken.toml").write_text("name = ", encoding="utf-8")
    some = bangmun("crawl", *common)
    assert some.code == 1
    assert "broken.toml:1" in some.err
    assert "empty: failed: " in some.err
    assert "3 sources, 1 failed; 14 pages, 8 new articles" in some.err  # 6 known ones were looked at again
    assert bangmun("crawl", "empty", *common).code == 3
    shown = bangmun("status", "--db", tmp_path / "f.db")
    assert shown.code == 0
    assert "여수시" in shown.out


def test_a_date_in_the_line_wins_over_the_text(tmp_path: Path) -> None:
    line = {
        "text": "청주시는 14일 몽골 공무원 12명이 청주시청을 방문했다고 밝혔다. 연수단은 시정을 견학했다.",
        "published": "2025-05-15",
        "publisher": "가온일보",
    }
    article = ingest.line_article(line)
    assert (article.published, article.publisher) == (date(2025, 5, 15), "가온일보")


def test_documents_of_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "sub/c.jsonl", "sub/d.warc.gz", ".hidden/e.txt", "f.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    wanted, others = ingest.find([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in wanted] == [
        "a.TXT",
        "b.md",
        "sub/c.jsonl",
        "sub/d.warc.gz",
    ]
    assert [path.name for path in others] == ["f.docx"]
    assert ingest.find([tmp_path / "f.docx"]) == ([tmp_path / "f.docx"], [])


def test_a_list_page_becomes_a_source_file(crawl: Crawl, tmp_path: Path) -> None:
    address = next(source.list for source in crawl.sources if source.id == "gangneung")
    proposal = pipeline.propose(address, FetchSettings(delay=0.0, allow_private=True))
    assert proposal.source.family == "si"
    assert len(proposal.items) >= 5
    path = pipeline.add_source(proposal, tmp_path)
    found, broken = pipeline.read_sources(tmp_path)
    assert (list(found.values()), broken) == ([proposal.source], [])
    with pytest.raises(FileExistsError):
        pipeline.add_source(proposal, tmp_path)
    assert path.parent == tmp_path


def test_the_packaged_sources_can_all_be_read() -> None:
    found, broken = pipeline.read_sources()
    assert broken == []
    assert len(found) >= 200


def test_stamps_name_the_versions() -> None:
    stamps = pipeline.stamps()
    assert stamps.kiwi.startswith("kiwipiepy ")
    assert all((stamps.extractor, stamps.lexicon))


def test_the_delegations_view_is_flat(store: Store) -> None:
    rows = store.rows("SELECT * FROM delegations")
    assert rows
    wanted = {
        "city",
        "countries",
        "country_count",
        "delegates",
        "qualifier",
        "sites",
        "dates",
        "kind",
        "status",
        "title",
        "publisher",
        "url",
        "quote",
    }
    assert wanted <= set(rows[0])
    assert any("," in (row["countries"] or "") for row in rows)
