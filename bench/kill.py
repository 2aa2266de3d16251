"""Kill a crawl again and again, start it again each time, and prove that nothing was lost, doubled or broken.

    python bench/kill.py [--kills 100] [--posts 1000] [--seed 1] [--keep DIR]

The real command crawls a board on loopback and gets SIGKILL at random moments: while it starts, while it reads lists, and
all along its posts. After each kill the archive and the database are looked at; in the end the rows are compared with those
of a crawl that nobody disturbed. Prints one line; exit code 1 where anything is wrong."""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.board import VIEW, Board, serve, source_file
from scraper.archive import Archive, ArchiveRef
from scraper.warc import Skipped
from store.database import open_database
from store.store import Store

_PATIENCE = 600  # seconds
ROOT = Path(__file__).resolve().parents[1]
SAID = (
    "articles.id, articles.url, title, digest",
    "claims.id, kind, delegates, quote",
    "evidence.id, field, value, quote",
    "figures.id, what, value, state",
)
"""What must come out alike: columns of a table, which is named before the first dot."""


def start(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """The real command on the one source of `folder`."""
    command = [sys.executable, str(ROOT / "cli.py"), "crawl", "--sources", str(folder / "sources")]
    command += ["--db", str(folder / f"{name}.db"), "--max-pages", "1000"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(folder: Path, name: str) -> None:
    """A crawl to its end, which must be a good one."""
    with start(folder, name) as crawl:
        told = crawl.communicate(timeout=_PATIENCE)[1].decode()
    assert crawl.returncode == 0, told


def kill_once(folder: Path, board: Board, share: float, chance: random.Random) -> None:
    """Start a crawl and kill it: one time in five while it starts, else at a random moment after a random number of
    requests, in its lists or its posts; no post is asked for anew where `share` of them were already. A crawl that
    comes to its end before that is an error."""
    begin, lists = time.monotonic(), board.size // board.per_page
    early = begin + chance.uniform(0, 2) if chance.random() < 1 / 5 else None
    ahead = asked_posts(board) > share * board.size
    wanted = board.asked.total() + chance.randint(1, lists if ahead else lists + board.size // 50)
    with start(folder, "killed") as crawl:
        while crawl.poll() is None and time.monotonic() < begin + _PATIENCE:
            if time.monotonic() > early if early else board.asked.total() >= wanted:
                time.sleep(0 if early or ahead else chance.uniform(0, 0.4))
                break
            time.sleep(0.002)
        ended = crawl.poll()
        crawl.kill()
        told = crawl.communicate()[1].decode()
    assert ended is None, f"at its end before it was killed, exit code {ended}: {told}"


def asked_posts(board: Board) -> int:
    """How many different posts were asked for so far."""
    return sum(VIEW.partition("?")[0] in target for target in list(board.asked))


def check_archive(store: Store, archive: Archive, *, since: int) -> int:
    """Every row of `pages` from the since-th on points at its record; gives how many rows there are."""
    rows = store.rows("SELECT * FROM pages ORDER BY rowid LIMIT -1 OFFSET ?", (since,))
    for row in rows:
        place = (row["archive_file"], row["archive_offset"], row["archive_length"])
        page = archive.read(ArchiveRef(file=place[0], offset=place[1], length=place[2]))
        assert (page.url, page.sha256, page.status) == (row["url"], row["sha256"], row["status"]), row
    return since + len(rows)


def check_database(store: Store) -> None:
    """SQLite finds no damage, and no post, article or claim stands there twice."""
    assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert store.rows("PRAGMA foreign_key_check") == []
    posts = "SELECT url FROM pages WHERE url LIKE '%View.do%' GROUP BY url HAVING count(*) > 1"
    articles = "SELECT url FROM articles GROUP BY url HAVING count(*) > 1"
    claims = "SELECT quote FROM claims GROUP BY article_id, quote, kind, delegates HAVING count(*) > 1"
    for sql in (posts, articles, claims):
        assert store.rows(sql) == [], sql


def check_end(store: Store, other: Store, archive: Archive, board: Board) -> None:
    """All is there, as in the undisturbed crawl, and the archive is read to its end."""
    for columns in SAID:
        sql = f"SELECT {columns} FROM {columns.partition('.')[0]} ORDER BY id"
        assert store.rows(sql) == other.rows(sql), columns
    assert asked_posts(board) == board.size == store.status().counts["articles"]
    assert store.rows("SELECT url FROM frontier WHERE state <> 'done'") == []
    skipped: list[Skipped] = []
    assert sum(1 for _ in archive.pages(skipped.append)) >= store.status().counts["pages"]
    assert skipped == []


def run(folder: Path, kills: int, board: Board, seed: int) -> str:
    """Kill, start again, look; an AssertionError says what is wrong. Gives the result in a line."""
    chance, seen = random.Random(seed), 0
    (folder / "sources").mkdir(parents=True)
    begin, killed = time.monotonic(), 0
    with serve(board) as base:
        (folder / "sources" / "board.toml").write_text(source_file(base), encoding="utf-8")
        finish(folder, "whole")
        board.asked.clear()
        while killed < kills:
            kill_once(folder, board, 0.95 * killed / kills, chance)
            killed += 1
            if (folder / "killed.db").exists() and (folder / "killed-archive").exists():
                with open_database(folder / "killed.db") as store:
                    seen = check_archive(store, Archive(folder / "killed-archive"), since=seen)
                    check_database(store)
        finish(folder, "killed")
        with open_database(folder / "killed.db") as store, open_database(folder / "whole.db") as other:
            with closing(Archive(folder / "killed-archive")) as archive:
                seen = check_archive(store, archive, since=0)
                check_end(store, other, archive, board)
            check_database(store)
            runs = store.rows("SELECT count(*) AS n FROM runs WHERE outcome = 'interrupted'")[0]["n"]
    seconds = time.monotonic() - begin
    return f"{killed} kills ({runs} of them in a run), {board.size} posts, {seen} pages, seed {seed}: all there, {seconds:.0f} s"


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="Leave databases and archive here.")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            board = Board(args.posts, per_page=50)
            print(run(args.keep or Path(scratch), args.kills, board, args.seed))
        except AssertionError as wrong:
            print(f"WRONG: {wrong}", file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
