"""Measures the page reader: a prediction file for score_pages.py, and speed and quality beside four extractors.

    python bench/clean.py FOLDER [--pred OUT.jsonl] [--no-families] [--rounds N] [--only NAME]

FOLDER holds gold.jsonl and the pages that it names. trafilatura, newspaper4k, readability-lxml and resiliparse are
measured where they are installed (pip install trafilatura newspaper4k readability-lxml resiliparse).
"""

import argparse
import importlib
import json
import re
import resource
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from scraper import chrome, clean, lines
from scraper.decode import decode
from scraper.errors import ScraperError

ZERO = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Read(NamedTuple):
    """What an extractor made of a page."""

    text: str = ""
    title: str = ""
    published: str = ""
    kind: str = "article"
    items: tuple[dict[str, Any], ...] = ()


Extractor = Callable[[str, str], Read]


def ours(html: str, url: str) -> Read:
    """This project's reader."""
    try:
        cleaned = clean.clean_html(html, url)
    except ScraperError:
        return Read()
    article = cleaned.article
    items = tuple(item.model_dump(mode="json") for item in cleaned.items)
    if article is None:
        return Read(kind=cleaned.kind, items=items)
    return Read(article.text, article.title, article.published.isoformat() if article.published else "")


def others() -> Iterator[tuple[str, Extractor]]:
    """Extractors that are installed, by name."""
    makers: tuple[tuple[str, Callable[[], Extractor]], ...] = (
        ("trafilatura", partial(_trafilatura, precise=True)),  # its best F1 on these pages
        ("t. default", partial(_trafilatura, precise=False)),
        ("newspaper4k", _newspaper),
        ("readability", _readability),
        ("resiliparse", _resiliparse),
    )
    for name, make in makers:
        try:
            yield name, make()
        except ImportError:
            print(f"{name}: not installed, left out", file=sys.stderr)


def _trafilatura(*, precise: bool) -> Extractor:
    library = importlib.import_module("trafilatura")

    def read(html: str, url: str) -> Read:
        found = library.bare_extraction(
            html, url=url, favor_precision=precise, include_comments=not precise, with_metadata=True
        )
        return Read(found.text or "", found.title or "", found.date or "") if found else Read()

    return read


def _newspaper() -> Extractor:
    library = importlib.import_module("newspaper")

    def read(html: str, url: str) -> Read:
        article = library.Article(
            url or "http://page.example/", language="en", fetch_images=False
        )  # ko asks for a tokenizer
        article.download(input_html=html)
        article.parse()
        return Read(article.text, article.title, article.publish_date.isoformat() if article.publish_date else "")

    return read


def _readability() -> Extractor:
    library = importlib.import_module("readability")
    markup = importlib.import_module("lxml.html")

    def read(html: str, url: str) -> Read:
        document = library.Document(html, url=url)
        return Read(str(markup.fromstring(document.summary()).text_content()), document.short_title())

    return read


def _resiliparse() -> Extractor:
    extract = importlib.import_module("resiliparse.extract.html2text")
    tree = importlib.import_module("resiliparse.parse.html")

    def read(html: str, url: str) -> Read:
        parsed = tree.HTMLTree.parse(html)
        return Read(extract.extract_plain_text(parsed, main_content=True, comments=False), parsed.title or "")

    return read


def fold(text: str) -> str:
    """As score_pages.py folds."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(ZERO)).strip()


def load(folder: Path) -> list[tuple[dict[str, Any], str]]:
    """Gold rows with their decoded pages: all extractors get the same text."""
    rows = [
        json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return [(row, decode((folder / row["file"]).read_bytes()).text) for row in rows]


def quality(pages: list[tuple[dict[str, Any], str]], extract: Extractor) -> str:
    """Snippet F1, leak, titles and days of the article pages."""
    tp = must = leak = must_not = titles = days = articles = 0
    for row, html in pages:
        if row["kind"] != "article":
            continue
        found = _safe(extract, html, row.get("url") or "")
        text = fold(found.text)
        tp += sum(fold(m) in text for m in row["must"])
        leak += sum(fold(m) in text for m in row["must_not"])
        must, must_not, articles = must + len(row["must"]), must_not + len(row["must_not"]), articles + 1
        titles += fold(found.title) == fold(row["title"])
        days += found.published[:10] == row["published"][:10]
    f1 = 2 * tp / (tp + must + leak)
    return f"F1 {f1:.3f}  leak {leak / must_not:.3f}  title {titles}/{articles}  day {days}/{articles}"


def _safe(extract: Extractor, html: str, url: str) -> Read:
    """An extractor that fails has read nothing; whatever it raises, the others go on."""
    try:
        return extract(html, url)
    except Exception as err:  # noqa: BLE001 - foreign code, measured and not trusted
        print(f"  {type(err).__name__} at {url}", file=sys.stderr)
        return Read()


def forget() -> None:
    """Empties our caches of lines, so that a page that is read again costs as much as a new one."""
    chrome.kind_of.cache_clear()
    lines._is_short_sentence.cache_clear()


def speed(pages: list[tuple[dict[str, Any], str]], extract: Extractor, rounds: int) -> float:
    """CPU milliseconds for an article page, best of the rounds, after one to warm up; no line is known from before."""
    articles = [(html, row.get("url") or "") for row, html in pages if row["kind"] == "article"]
    best = float("inf")
    for _ in range(rounds + 1):
        start = time.process_time()
        for html, url in articles:
            forget()
            _safe(extract, html, url)
        best = min(best, (time.process_time() - start) / len(articles))
    return best * 1000


def memory(pages: list[tuple[dict[str, Any], str]], total: int) -> str:
    """Python heap and the process's peak before and after many pages: they must not grow with them."""
    tracemalloc.start()
    marks: list[tuple[float, float]] = []
    for i in range(total):
        row, html = pages[i % len(pages)]
        _safe(ours, html, row.get("url") or "")
        if i in (total // 10, total - 1):
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            marks.append((tracemalloc.get_traced_memory()[0] / 1e6, peak))
    tracemalloc.stop()
    (early, early_peak), (late, late_peak) = marks
    after = f"after {total // 10} pages, {late:.1f} MB after {total}"
    return f"heap {early:.1f} MB {after}; peak of the process {early_peak:.0f} MB, then {late_peak:.0f} MB"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pred", type=Path)
    parser.add_argument("--no-families", action="store_true", help="as for pages of software that no file describes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", type=int, default=0, metavar="PAGES")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if options.no_families:
        vars(clean)["layouts_for"] = lambda url: ()
    pages = load(options.folder)
    if options.pred:
        with options.pred.open("w", encoding="utf-8") as out:
            for row, html in pages:
                out.write(
                    json.dumps({"file": row["file"], **ours(html, row.get("url") or "")._asdict()}, ensure_ascii=False)
                    + "\n"
                )
    base = 0.0
    for name, extract in [("ours", ours), *others()]:
        if options.only and name != options.only:
            continue
        cost = speed(pages, extract, options.rounds)
        base = base or cost
        print(f"{name:<12} {cost:7.2f} ms/page  x{cost / base:5.1f}  {quality(pages, extract)}")
    if options.memory:
        print(memory(pages, options.memory))


if __name__ == "__main__":
    main()
