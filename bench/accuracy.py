"""Write docs/accuracy.md: scores per field of each labelled set, and how precise each word of confidence is.

    python bench/accuracy.py [--check] [--other NAME TEXTS.jsonl LABELS.jsonl ...]

The labelled sets stand in the folder `shared` beside the repo; their own scorer decides what is right. The dev articles are
measured in two halves: the 15 with the lowest sha256 of their id were held out while rules were written. `--other` measures
one more set, labelled in the same shape, and keeps its figures under its name. `--check` writes nothing and prints the tables.
"""

import argparse
import hashlib
import importlib.util
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import score
from bench.readme import block, with_block

PAGE = score.ROOT / "docs" / "accuracy.md"
HELD_OUT = 15
WORDS = ("high", "medium", "low")
Row = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """How one metric came out: right, missed and wrong values."""

    right: int
    missed: int
    wrong: int

    @property
    def f1(self) -> float:
        """1 where there is nothing to find and nothing was found."""
        seen = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / seen if seen else 1.0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 1 where nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was said; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0


@dataclass(frozen=True)
class Measured:
    """One set: its articles, the scorer's metrics in its order, and the claims of each word of confidence."""

    articles: int
    cells: dict[str, Cell]
    words: dict[str, Cell]
    macro: float


def scorer() -> ModuleType:
    """The scorer that stands beside the labels."""
    spec = importlib.util.spec_from_file_location("gold_score", score.SHARED / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError("gold/score.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def halves(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The held-out articles (lowest sha256 of the id) and the others."""
    ranked = sorted(rows, key=lambda row: hashlib.sha256(str(row["id"]).encode()).hexdigest())
    return ranked[:HELD_OUT], ranked[HELD_OUT:]


def measure(gold: list[Row], predicted: dict[str, Row]) -> Measured:
    """The scorer's counts over these articles."""
    judge = scorer()
    results = [(row, judge.score_article(row, predicted.get(row["id"]))) for row in gold]
    cells = {
        name: Cell(
            sum(r[name][0] for _, r in results),
            sum(len(r[name][1]) for _, r in results),
            sum(len(r[name][2]) for _, r in results),
        )
        for name in [*judge.MACRO, "claims-strict"]
    }
    said = [claim for row in gold for claim in (predicted.get(row["id"]) or {}).get("claims", [])]
    wrong = [claim for _, r in results for claim in r["claims"][2]]
    words = {word: _word(word, said, wrong) for word in WORDS}
    return Measured(len(gold), cells, words, sum(cells[name].f1 for name in judge.MACRO) / len(judge.MACRO))


def _word(word: str, said: list[Row], wrong: list[Row]) -> Cell:
    mine = sum(claim["confidence"] == word for claim in said)
    bad = sum(claim["confidence"] == word for claim in wrong)
    return Cell(mine - bad, 0, bad)


def predictions(name: str, inputs: Iterator[Row]) -> dict[str, Row]:
    """What the batch command says of these lines, by id."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / f"{name}.in.jsonl", Path(folder) / f"{name}.pred.jsonl"
        score.run_batch("extract", score.write(source, inputs), target)
        return {row["id"]: row for row in score.rows(target)}


def labelled(name: str) -> list[Row]:
    """The labels of one set."""
    return list(score.rows(score.SHARED / "gold" / f"{name}.jsonl"))


def measured_sets() -> dict[str, Measured]:
    """Every set beside the repo, the dev set as a whole and in halves."""
    dev, seeds = labelled("dev"), labelled("seeds")
    told = predictions("dev", score.article_inputs("dev"))
    held, seen = halves(dev)
    return {
        "dev": measure(dev, told),
        "dev, rules written on": measure(seen, told),
        "dev, held out": measure(held, told),
        "seeds": measure(seeds, predictions("seeds", score.article_inputs("seeds"))),
    }


def other_set(texts: Path, labels: Path) -> Measured:
    """A further set: lines {id, text, published} and labels in the shape of the gold sets."""
    keys = ("id", "text", "published")
    inputs = ({key: row.get(key) for key in keys} for row in score.rows(texts))
    return measure(list(score.rows(labels)), predictions("other", inputs))


def field_table(sets: dict[str, Measured]) -> str:
    """F1 per metric, one column a set."""
    names = list(next(iter(sets.values())).cells)
    lines = ["| metric (F1) | " + " | ".join(sets) + " |", "|---|" + "---:|" * len(sets)]
    lines.append("| articles | " + " | ".join(str(m.articles) for m in sets.values()) + " |")
    for name in names:
        lines.append(f"| {name} | " + " | ".join(f"{m.cells[name].f1:.3f}" for m in sets.values()) + " |")
    lines.append(
        "| **macro** (all but claims-strict) | " + " | ".join(f"**{m.macro:.3f}**" for m in sets.values()) + " |"
    )
    return "\n".join(lines) + "\n"


def detail_table(sets: dict[str, Measured]) -> str:
    """Precision and recall with the counts behind them."""
    lines = ["| set | metric | labelled | said | right | precision | recall |", "|---|---|---:|---:|---:|---:|---:|"]
    for title, told in sets.items():
        for name, c in told.cells.items():
            counts = f"{c.right + c.missed} | {c.right + c.wrong} | {c.right}"
            lines.append(f"| {title} | {name} | {counts} | {c.precision:.3f} | {c.recall:.3f} |")
    return "\n".join(lines) + "\n"


def word_table(sets: dict[str, Measured]) -> str:
    """Claims of each word of confidence: how many, and the share that is right by the scorer's claim matching."""
    lines = ["| set | " + " | ".join(f"{w}: claims | {w}: right" for w in WORDS) + " |", "|---|" + "---:|" * 6]
    for title, told in sets.items():
        cells = []
        for word in WORDS:
            c = told.words[word]
            said = c.right + c.wrong
            cells.append(f"{said} | {c.precision:.3f}" if said else "0 | ")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def tables(sets: dict[str, Measured]) -> dict[str, str]:
    """The page's blocks."""
    return {"fields": field_table(sets), "confidence": word_table(sets), "detail": detail_table(sets)}


def with_other(text: str, name: str, told: Measured) -> str:
    """The page with the section of one further set written anew, or added."""
    one = {name: told}
    section = f"### {name}\n\n{field_table(one)}\n{word_table(one)}"
    inside = block(text, "other")
    old = re.compile(rf"### {re.escape(name)}\n.*?(?=### |\Z)", re.S)
    kept = old.sub("", inside)
    return with_block(text, "other", f"{kept.rstrip()}\n\n{section}".lstrip() + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print the tables, write nothing")
    parser.add_argument("--other", nargs=3, action="append", default=[], metavar=("NAME", "TEXTS", "LABELS"))
    args = parser.parse_args()
    if not score.SHARED.is_dir():
        print(f"nothing to measure: no folder {score.SHARED.name} beside the repo", file=sys.stderr)
        sys.exit(3)
    found = tables(measured_sets())
    others = {name: other_set(Path(texts), Path(labels)) for name, texts, labels in args.other}
    if args.check:
        print(
            "\n".join(found.values()), *(field_table({n: m}) + word_table({n: m}) for n, m in others.items()), sep="\n"
        )
        return
    text = PAGE.read_text(encoding="utf-8")
    for name, inside in found.items():
        text = with_block(text, name, inside)
    for name, told in others.items():
        text = with_other(text, name, told)
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.relative_to(score.ROOT)}: written", file=sys.stderr)


if __name__ == "__main__":
    main()
