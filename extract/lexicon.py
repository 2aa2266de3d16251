"""The only place that reads data/*.csv of names: countries, places, bodies, groups, Korean local governments.

Loads once a process, refuses malformed and ambiguous rows (LexiconError: file, line, what was expected).
"""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
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


@dataclass(frozen=True, slots=True)
class City:
    """A Korean local government. `name` is canonical with its parent; `level` is sido, si, gun, gu or ilban
    (일반구, no government of its own). `guard`: the short name is a Korean word too ('word'), a frequent one
    ('strict'). `change` says what ended it: renamed, merged or split."""

    code: str
    name: str
    level: str
    parent: str
    short: str
    aliases: tuple[str, ...]
    guard: str
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    change: str

    @property
    def word(self) -> str:
        """The last word of the name: '수원시'."""
        return self.name.rsplit(" ", 1)[-1]


class Scanner:
    """Finds the longest known name at each position: a table of the first two characters, then tries."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self._by_head: dict[str, list[Term]] = {}
        self._single = {text: term for text, term in terms.items() if len(text) == 1}
        for text, term in terms.items():
            if len(text) > 1:
                self._by_head.setdefault(text[:2], []).append(term)
        for bucket in self._by_head.values():
            bucket.sort(key=lambda t: -len(t.text))

    def at(self, text: str, start: int) -> Iterator[Term]:
        """Terms that stand at `start`, longest first."""
        for term in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(term.text, start):
                yield term
        single = self._single.get(text[start : start + 1])
        if single:
            yield single

    def scan(self, text: str) -> Iterator[tuple[int, list[Term]]]:
        """Positions at which any term stands, with those terms."""
        by_head, single = self._by_head, self._single
        for i in range(len(text)):
            if text[i : i + 2] in by_head or text[i] in single:
                found = list(self.at(text, i))
                if found:
                    yield i, found


class Homes:
    """Finds spellings of Korean local governments; one spelling may be several units ('동구', '고성군')."""

    def __init__(self, table: dict[str, tuple[tuple[City, str], ...]]) -> None:
        self.table = table
        self._by_head: dict[str, list[str]] = {}
        for text in sorted(table, key=len, reverse=True):
            self._by_head.setdefault(text[:2], []).append(text)

    def at(self, text: str, start: int) -> list[str]:
        """Spellings that stand at `start`, longest first."""
        return [w for w in self._by_head.get(text[start : start + 2], ()) if text.startswith(w, start)]

    def scan(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Positions at which any spelling stands, with those spellings, longest first."""
        heads = self._by_head
        for i in range(len(text)):
            if text[i : i + 2] in heads:
                found = self.at(text, i)
                if found:
                    yield i, found


def data_lines(name: str) -> list[str]:
    """Lines of data/<name>; LexiconError where the file is missing."""
    try:
        return (files("data") / name).read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise LexiconError(f"data/{name}: missing; expected a CSV file of names") from None


def _rows(name: str, columns: str) -> Iterator[tuple[int, Row]]:
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


def _split(cell: str) -> list[str]:
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
            for text in _split(row[note]):
                guard = "word" if row["guard"] and text == row["name"] else ""
                tag = "name" if note in ("official", "also") else note
                _put(terms, Term(text, "country", code, tag, guard), where)
        for text in _split(row["not"]):
            rejects[text] = Term(text, "reject", "", "not")
    return terms, rejects


def place_terms(rows: Iterator[tuple[int, Row]], known: set[str]) -> dict[str, Term]:
    """places.csv: a name once, with one code, or several codes and a guard that says how to choose."""
    terms: dict[str, Term] = {}
    for number, row in rows:
        where, code, others = f"places.csv:{number}", row["code"], tuple(_split(row["others"]))
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
    for number, row in _rows(name, columns):
        code = row.get("code", "")
        if code and code not in codes():
            raise LexiconError(f"data/{name}:{number}: code '{code}'; expected one of countries.csv or none")
        for text in (row["name"], *_split(row["also"])):
            if code:
                yield Term(text, "country", code, "organization", row["guard"])
            else:
                yield Term(text, kind, row["name"], kind, row.get("guard", ""))


@cache
def countries() -> tuple[dict[str, Term], dict[str, Term]]:
    """Spellings of countries by text, and the phrases that only look like them."""
    return country_terms(_rows("countries.csv", COUNTRY_COLUMNS))


@cache
def codes() -> frozenset[str]:
    """Every code of countries.csv."""
    return frozenset(row["code"] for _, row in _rows("countries.csv", COUNTRY_COLUMNS))


@cache
def country_name(code: str) -> str:
    """The short Korean name of a code. KeyError for an unknown one."""
    return {row["code"]: row["name"] for _, row in _rows("countries.csv", COUNTRY_COLUMNS)}[code]


@cache
def abroad() -> Scanner:
    """Everything that names a country, group or foreign body. Names of countries win over places of that spelling."""
    spelt, rejects = countries()
    terms = dict(spelt)
    for term in (*_bodies("groups.csv", "group"), *_bodies("organizations.csv", "organization")):
        _put(terms, term, "groups.csv or organizations.csv")
    for text, term in place_terms(_rows("places.csv", "name code others guard source"), set(codes())).items():
        terms.setdefault(text, term)
    never = {text: Term(text, "reject", "", "not") for text in contexts("notplace")}
    return Scanner(rejects | terms | never)


@cache
def contexts(role: str) -> frozenset[str]:
    """Words of contexts.csv that play a role beside a name (its header comment is docs in data/SOURCES.md)."""
    table: dict[str, set[str]] = {}
    for _, row in _rows("contexts.csv", "role words"):
        table.setdefault(row["role"], set()).update(row["words"].split())
    if role not in table:
        raise LexiconError(f"data/contexts.csv: no row of role '{role}'; expected at least one")
    return frozenset(table[role])


def _day(cell: str, where: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise LexiconError(f"data/{where}: '{cell}'; expected a date like 2026-07-01 or nothing") from None


CITY_COLUMNS = "code name level parent short aliases guard valid_from valid_to successors change"


def city_rows(rows: Iterator[tuple[int, Row]]) -> dict[str, City]:
    """cities.csv by code; parents and successors must exist, an ended unit must say how it ended."""
    out: dict[str, City] = {}
    lines: dict[str, int] = {}
    for number, r in rows:
        where = f"cities.csv:{number}"
        city = City(
            r["code"], r["name"], r["level"], r["parent"], r["short"], tuple(_split(r["aliases"])), r["guard"],
            _day(r["valid_from"], where), _day(r["valid_to"], where), tuple(_split(r["successors"])), r["change"],
        )  # fmt: skip
        if city.guard not in ("", "word", "strict"):
            raise LexiconError(f"data/{where}: guard '{city.guard}'; expected word, strict or none")
        if city.code in out or city.level not in ("sido", "si", "gun", "gu", "ilban"):
            raise LexiconError(f"data/{where}: code '{city.code}' level '{city.level}'; expected a new code, a level")
        if bool(city.valid_to) != (city.change in ("renamed", "merged", "split")) or bool(city.change) != bool(
            city.successors
        ):
            raise LexiconError(f"data/{where}: an ended unit needs valid_to, successors and renamed, merged or split")
        out[city.code], lines[city.code] = city, number
    for city in out.values():
        for code in filter(None, (city.parent, *city.successors)):
            if code not in out:
                raise LexiconError(f"data/cities.csv:{lines[city.code]}: no unit '{code}'; expected a code of the file")
    return out


@cache
def cities() -> dict[str, City]:
    """Korean local governments by code, present and former."""
    return city_rows(_rows("cities.csv", CITY_COLUMNS))


@cache
def _by_name() -> dict[str, City]:
    return {city.name: city for city in cities().values()}


def city_named(name: str) -> City | None:
    """The unit with that canonical (or former) full name."""
    return _by_name().get(name)


def _host(city: City) -> City:
    """일반구 have no government: their city is the host."""
    return cities()[city.parent] if city.level == "ilban" else city


def name_at(name: str, day: date | None) -> str | None:
    """The canonical name of a unit on `day`: renamed units take today's name, merged and split ones the name in force.

    None where a unit that was split has no single name on that day, and for an unknown name. Without a day a
    merged or split unit keeps the name given. Rule: codebook, field `city`.
    """
    city = city_named(name)
    while city is not None:
        city = _host(city)
        if city.change == "renamed":
            city = cities()[city.successors[0]]
        elif day is None:
            return city.name
        elif city.valid_to is not None and day > city.valid_to:
            if len(city.successors) > 1:
                return None
            city = cities()[city.successors[0]]
        elif city.valid_from is not None and day < city.valid_from:
            before = [c for c in cities().values() if c.change != "renamed" and city.code in c.successors]
            return before[0].name if len(before) == 1 else city.name
        else:
            return city.name
    return None


@cache
def identity(code: str) -> frozenset[str]:
    """The units of today that a unit became: one code for renamed and merged ones, several for split ones."""
    city = cities()[code]
    return frozenset().union(*map(identity, city.successors)) if city.successors else frozenset({code})


@cache
def landmarks() -> dict[str, tuple[str, ...]]:
    """Well-known places of units that share their name with others, by code: what tells 경기 광주 from 광주광역시."""
    out = {}
    for number, row in _rows("landmarks.csv", "code words"):
        if row["code"] not in cities():
            raise LexiconError(f"data/landmarks.csv:{number}: no unit '{row['code']}'; expected a code of cities.csv")
        out[row["code"]] = tuple(_split(row["words"]))
    return out


@cache
def home() -> Homes:
    """Every spelling of a Korean local government."""
    table: dict[str, list[tuple[City, str]]] = {}
    for city in cities().values():
        forms = [(city.word, "word"), *((alias, "word") for alias in city.aliases)]
        if city.short and city.level in ("sido", "si", "gun"):
            forms.append((city.short, "short"))
        for text, form in forms:
            table.setdefault(text, []).append((city, form))
    return Homes({text: tuple(rows) for text, rows in table.items()})


@cache
def lexicon_version() -> str:
    """Stamp for stored rows: twelve hex digits over all files of names."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + (files("data") / name).read_bytes() + b"\0")
    return digest.hexdigest()[:12]
