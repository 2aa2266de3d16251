"""The only place that knows Korean local governments: names, parents, dates, successors, and which name a day asks for.

Reads data/cities.csv and data/landmarks.csv; broken rows raise LexiconError with file, line and what was expected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.errors import LexiconError
from extract.lexicon import Row, parts, rows, standing


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
        for i in standing(text, self._by_head):
            if found := self.at(text, i):
                yield i, found


def _day(cell: str, where: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise LexiconError(f"data/{where}: '{cell}'; expected a date like 2026-07-01 or nothing") from None


CITY_COLUMNS = "code name level parent short aliases guard valid_from valid_to successors change"


def city_rows(lines: Iterator[tuple[int, Row]]) -> dict[str, City]:
    """cities.csv by code; parents and successors must exist, an ended unit must say how it ended."""
    out: dict[str, City] = {}
    where_is: dict[str, int] = {}
    for number, r in lines:
        where = f"cities.csv:{number}"
        city = City(
            r["code"], r["name"], r["level"], r["parent"], r["short"], tuple(parts(r["aliases"])), r["guard"],
            _day(r["valid_from"], where), _day(r["valid_to"], where), tuple(parts(r["successors"])), r["change"],
        )  # fmt: skip
        if city.guard not in ("", "word", "strict"):
            raise LexiconError(f"data/{where}: guard '{city.guard}'; expected word, strict or none")
        if city.code in out or city.level not in ("sido", "si", "gun", "gu", "ilban"):
            raise LexiconError(f"data/{where}: code '{city.code}' level '{city.level}'; expected a new code, a level")
        if bool(city.valid_to) != (city.change in ("renamed", "merged", "split")) or bool(city.change) != bool(
            city.successors
        ):
            raise LexiconError(f"data/{where}: an ended unit needs valid_to, successors and renamed, merged or split")
        out[city.code], where_is[city.code] = city, number
    for city in out.values():
        for code in filter(None, (city.parent, *city.successors)):
            if code not in out:
                raise LexiconError(
                    f"data/cities.csv:{where_is[city.code]}: no unit '{code}'; expected a code of the file"
                )
    return out


@cache
def cities() -> dict[str, City]:
    """Korean local governments by code, present and former."""
    return city_rows(rows("cities.csv", CITY_COLUMNS))


@cache
def _units_by_name() -> dict[str, City]:
    return {city.name: city for city in cities().values()}


def city_named(name: str) -> City | None:
    """The unit with that canonical (or former) full name."""
    return _units_by_name().get(name)


def _host(city: City) -> City:
    """일반구 have no government: their city is the host."""
    return cities()[city.parent] if city.level == "ilban" else city


@cache
def _before(code: str) -> list[City]:
    return [c for c in cities().values() if c.change != "renamed" and code in c.successors]


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
            before = _before(city.code)
            return before[0].name if len(before) == 1 else city.name
        else:
            return city.name
    return None


def seat_named(where: str, day: date | None) -> str | None:
    """The unit that '영등포', '서울 중구', '경기 용인' names as a place's seat; None where several could be."""
    words = where.split()
    found = [c for c in cities().values() if words[-1] in (c.word, c.word[:-1]) and c.level in ("si", "gun", "gu")]
    if len(words) > 1:
        above = {c.code for c in cities().values() if words[0] in (c.name, c.short, *c.aliases)}
        found = [c for c in found if c.parent in above]
    names = {name_at(c.name, day) for c in found}
    return names.pop() if len(names) == 1 else None


@cache
def identity(code: str) -> frozenset[str]:
    """The units of today that a unit became: one code for renamed and merged ones, several for split ones."""
    city = cities()[code]
    return frozenset().union(*map(identity, city.successors)) if city.successors else frozenset({code})


@cache
def landmarks() -> dict[str, tuple[str, ...]]:
    """Well-known places of units that share their name with others, by code: what tells 경기 광주 from 광주광역시."""
    out = {}
    for number, row in rows("landmarks.csv", "code words"):
        if row["code"] not in cities():
            raise LexiconError(f"data/landmarks.csv:{number}: no unit '{row['code']}'; expected a code of cities.csv")
        out[row["code"]] = tuple(parts(row["words"]))
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
