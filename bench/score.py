"""Score the extractor and the cleaner against the labels in the folder `shared` beside the repo.

    python bench/score.py [dev seeds pages ...] [--errors] [--by article] [--keep DIR]

Predictions are made by the batch commands, as any user would make them; the scorers are the ones that stand beside
the labels. Without `shared` there is nothing to score: exit code 3."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ARTICLES = ("dev", "seeds")
SETS = (*ARTICLES, "pages")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write(path: Path, lines: Iterator[dict[str, Any]]) -> Path:
    """Write a JSONL file; returns its path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), encoding="utf-8")
    return path


def article_inputs(name: str) -> Iterator[dict[str, Any]]:
    """What the batch command gets for one labelled set: id, text and the page's own date."""
    for row in rows(SHARED / "gold" / f"{name}.jsonl"):
        kind, _, path = row["source"].partition(":")
        folder = SHARED / ("seeds" if kind == "seed" else "gold")
        text = (folder / path).read_text(encoding="utf-8")
        yield {"id": row["id"], "text": text, "published": row["published"]}


def page_inputs() -> Iterator[dict[str, Any]]:
    """What the batch command gets for the saved pages."""
    for row in rows(SHARED / "pages" / "gold.jsonl"):
        yield {"file": row["file"], "url": row["url"], "html_path": str(SHARED / "pages" / row["file"])}


def run_batch(command: str, source: Path, target: Path) -> None:
    """Predictions by the batch command; prints its wall time to stderr. Exit code 1 names lines that could not be read:
    they count against the score. Any other failure ends the run."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(ROOT / "pipeline.py"), command, "--jsonl", str(source), "--out", str(target)], check=False
    )
    print(f"{command}: exit {done.returncode} after {time.perf_counter() - start:.1f} s", file=sys.stderr)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)


def predict(name: str, folder: Path) -> tuple[Path, Path, Path]:
    """(scorer, gold, predictions) of one set."""
    command = "clean" if name == "pages" else "extract"
    inputs = page_inputs() if name == "pages" else article_inputs(name)
    target = folder / f"{name}.pred.jsonl"
    run_batch(command, write(folder / f"{name}.in.jsonl", inputs), target)
    if name == "pages":
        return SHARED / "pages" / "score_pages.py", SHARED / "pages" / "gold.jsonl", target
    return SHARED / "gold" / "score.py", SHARED / "gold" / f"{name}.jsonl", target


def scores(name: str, folder: Path, *extra: str) -> str:
    """The scorer's table for one set, as text."""
    scorer, gold, predictions = predict(name, folder)
    command = [sys.executable, str(scorer), str(gold), str(predictions), *extra]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=[], metavar="SET", help="dev, seeds, pages (default: all)")
    parser.add_argument("--errors", action="store_true", help="also every difference")
    parser.add_argument("--by", choices=["article"], help="also a line of F1s for each article")
    parser.add_argument("--keep", type=Path, help="keep inputs and predictions in this folder")
    args = parser.parse_args()
    if unknown := set(args.sets) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}; there are {', '.join(SETS)}")
    if not SHARED.is_dir():
        print(f"nothing to score: no folder {SHARED.name} beside the repo", file=sys.stderr)
        sys.exit(3)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in args.sets or SETS:
            extra = ["--errors"] * args.errors + (["--by", "article"] if args.by and name in ARTICLES else [])
            print(f"== {name}", scores(name, folder, *extra), sep="\n", flush=True)


if __name__ == "__main__":
    main()
