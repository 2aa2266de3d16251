"""The only place that reads the CSV files of names abroad: countries, places, bodies, groups, and words beside names.

Loads once a process, refuses malformed and ambiguous rows (LexiconError: file, line, what was expected).
"""

import csv
import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import compress, count
from operator import add
from typing import Literal

from extract.errors import LexiconError

FILES = (
    "countries.csv",
    "groups.csv",
    "places.csv",
    "organizations.csv",
    "cities.csv",
    "landmarks.csv",
    "contexts.csv",
)

Kind = Literal["country", "place", "organization", "group", "reject"]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """A written name. `value` is an ISO code, or the canonical name of a group or body ('' for `reject` and for
    a place that needs its country beside it). `others` are further codes that the same name may mean. `note` says
    how it names (name, former, hanja, latin, place, organization). `guard` asks for evidence: '' none, 'near' the
    country somewhere in the text or a 시, 주, 성 of its own, 'word' both, as a Korean word is spelt the same,
    'context' several countries share the name."""

    text: str
    kind: Kind
    value: str
    note: str
    guard: str = ""
    others: tuple[str, ...] = ()


class Scanner:
    """Finds the known names at each position: by the first two characters, then by every length that begins so."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self._terms = terms
        self._single = frozenset(text for text in terms if len(text) == 1)
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._fitting: dict[Callable[[Term], bool], tuple[frozenset[str], frozenset[str]]] = {}
        for size in sorted({len(text) for text in terms} - {1}, reverse=True):
            for head in {text[:2] for text in terms if len(text) == size}:
                self._lengths[head] = (*self._lengths.get(head, ()), size)

    def at(self, text: str, start: int) -> list[Term]:
        """Terms that stand at `start`, longest first."""
        get, found = self._terms.get, []
        for size in self._lengths.get(text[start : start + 2], ()):
            term = get(text[start : start + size])
            if term is not None and len(term.text) == size:  # the text may end before
                found.append(term)
        if text[start : start + 1] in self._single:
            found.append(self._terms[text[start]])
        return found

    def scan(self, text: str) -> Iterator[tuple[int, list[Term]]]:
        """Positions at which any term stands, with those terms."""
        for i in standing(text, self._lengths, self._single):
            if found := self.at(text, i):
                yield i, found

    def first(self, text: str, fits: Callable[[Term], bool]) -> Term | None:
        """The first longest term that fits. `fits` is asked once a term, and then remembered."""
        if fits not in self._fitting:
            terms = {term.text for term in self._terms.values() if fits(term)}
            heads = frozenset(text[:2] for text in terms)
            self._fitting[fits] = heads, heads & self._single
        for i in standing(text, *self._fitting[fits]):
            if (found := self.at(text, i)) and fits(found[0]):
                return found[0]
        return None


def standing(text: str, heads: Container[str], single: frozenset[str] = frozenset()) -> Iterable[int]:
    """Positions of the pairs of characters, and of the single ones. C functions, as they pass over whole texts."""
    pairs = compress(count(), map(heads.__contains__, map(add, text, text[1:])))
    if single.isdisjoint(text):
        return pairs
    return sorted({*pairs, *(i for i, char in enumerate(text) if char in single)})


def data_lines(name: str) -> list[str]:
    """Lines of data/<name>; LexiconError where the file is missing."""
    try:
        return (files("data") / name).read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise LexiconError(f"data/{name}: missing; expected a CSV file of names") from None


def rows(name: str, columns: str) -> Iterator[tuple[int, Row]]:
    """Rows of data/<name> with their line numbers; its header must name `columns`, in that order."""
    yield from rows_of(data_lines(name), name, columns)


def rows_of(lines: list[str], name: str, columns: str) -> Iterator[tuple[int, Row]]:
    """Rows of CSV `lines`; LexiconError names the line of a wrong header, a short row or a cell with stray blanks."""
    want = columns.split()
    for number, cells in enumerate(csv.reader(lines), 1):
        if number == 1:
            if cells != want:
                raise LexiconError(f"data/{name}:1: columns are {cells}; expected {want}")
            continue
        if len(cells) != len(want):
            raise LexiconError(f"data/{name}:{number}: {len(cells)} cells; expected {len(want)} ({columns})")
        if any(c != c.strip() for c in cells):
            raise LexiconError(f"data/{name}:{number}: blanks around a cell; expected none")
        yield number, dict(zip(want, cells, strict=True))


def parts(cell: str) -> list[str]:
    """The spellings that a cell lists, divided by |."""
    return [part for part in cell.split("|") if part]


def _put(terms: dict[str, Term], term: Term, where: str) -> None:
    """Adds a term; two meanings of one spelling are refused (`context` rows name all of theirs in one row)."""
    old = terms.get(term.text)
    if old is not None and (old.kind, old.value) != (term.kind, term.value):
        raise LexiconError(
            f"data/{where}: '{term.text}' is {term.kind} {term.value or '-'} here but {old.kind} {old.value or '-'} "
            "elsewhere; expected one meaning, or one row of places.csv that lists both codes with a guard"
        )
    if old is None:
        terms[term.text] = term


COUNTRY_COLUMNS = "code name official also former hanja latin guard not"


def country_terms(rows: Iterator[tuple[int, Row]]) -> tuple[dict[str, Term], dict[str, Term]]:
    """All spellings of countries.csv, and the phrases of its column `not` that look like them."""
    terms: dict[str, Term] = {}
    rejects: dict[str, Term] = {}
    codes: set[str] = set()
    for number, row in rows:
        where, code = f"countries.csv:{number}", row["code"]
        if len(code) != 2 or not code.isupper() or code in codes:
            raise LexiconError(f"data/{where}: code '{code}'; expected two capitals, once")
        codes.add(code)
        for note in ("name", "official", "also", "former", "hanja", "latin"):
            for text in parts(row[note]):
                guard = "word" if row["guard"] and text == row["name"] else ""
                tag = "name" if note in ("official", "also") else note
                _put(terms, Term(text, "country", code, tag, guard), where)
        for text in parts(row["not"]):
            rejects[text] = Term(text, "reject", "", "not")
    return terms, rejects


def place_terms(rows: Iterator[tuple[int, Row]], known: set[str]) -> dict[str, Term]:
    """places.csv: a name once, with one code, or several codes and a guard that says how to choose."""
    terms: dict[str, Term] = {}
    for number, row in rows:
        where, code, others = f"places.csv:{number}", row["code"], tuple(parts(row["others"]))
        if not set(filter(None, (code, *others))) <= known:
            raise LexiconError(f"data/{where}: code '{code}' '{row['others']}'; expected codes of countries.csv")
        if row["guard"] not in ("", "near", "word", "context") or (not code and row["guard"] != "context"):
            raise LexiconError(
                f"data/{where}: guard '{row['guard']}'; expected near, word, context, or none and a code"
            )
        if row["name"] in terms:
            raise LexiconError(f"data/{where}: '{row['name']}' twice; expected one row that lists all its codes")
        terms[row["name"]] = Term(row["name"], "place", code, "place", row["guard"], others)
    return terms


def _bodies(name: str, kind: Kind) -> Iterator[Term]:
    """organizations.csv and groups.csv: canonical name, other spellings, country (bodies of one country only)."""
    columns = "name also code guard" if kind == "organization" else "name also"
    for number, row in rows(name, columns):
        code = row.get("code", "")
        if code and code not in codes():
            raise LexiconError(f"data/{name}:{number}: code '{code}'; expected one of countries.csv or none")
        for text in (row["name"], *parts(row["also"])):
            if code:
                yield Term(text, "country", code, "organization", row["guard"])
                if text.endswith("대") and len(text) > 3 and text[-2] != "공":
                    yield Term(f"{text[:-1]} 대학", "country", code, "organization", row["guard"])  # '와세다 대학 교수'
            else:
                yield Term(text, kind, row["name"], kind, row.get("guard", ""))


@cache
def countries() -> tuple[dict[str, Term], dict[str, Term]]:
    """Spellings of countries by text, and the phrases that only look like them."""
    return country_terms(rows("countries.csv", COUNTRY_COLUMNS))


@cache
def codes() -> frozenset[str]:
    """Every code of countries.csv."""
    return frozenset(row["code"] for _, row in rows("countries.csv", COUNTRY_COLUMNS))


@cache
def country_name(code: str) -> str:
    """The short Korean name of a code. KeyError for an unknown one."""
    return {row["code"]: row["name"] for _, row in rows("countries.csv", COUNTRY_COLUMNS)}[code]


@cache
def abroad() -> Scanner:
    """Everything that names a country, group or foreign body. Names of countries win over places of that spelling."""
    spelt, rejects = countries()
    terms = dict(spelt)
    for term in (*_bodies("groups.csv", "group"), *_bodies("organizations.csv", "organization")):
        _put(terms, term, "groups.csv or organizations.csv")
    for text, term in place_terms(rows("places.csv", "name code others guard source"), set(codes())).items():
        terms.setdefault(text, term)
    never = {text: Term(text, "reject", "", "not") for text in contexts("notplace")}
    return Scanner(rejects | terms | never)


@cache
def contexts(role: str) -> frozenset[str]:
    """Words of contexts.csv that play a role beside a name (its header comment is docs in data/SOURCES.md)."""
    table: dict[str, set[str]] = {}
    for _, row in rows("contexts.csv", "role words"):
        table.setdefault(row["role"], set()).update(row["words"].split())
    if role not in table:
        raise LexiconError(f"data/contexts.csv: no row of role '{role}'; expected at least one")
    return frozenset(table[role])


@cache
def lexicon_version() -> str:
    """Stamp for stored rows: twelve hex digits over all files of names."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + (files("data") / name).read_bytes() + b"\0")
    return digest.hexdigest()[:12]
