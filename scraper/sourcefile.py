"""The only place that reads and writes one source file: what a source is, and what is wrong with a broken one."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from scraper import tls
from scraper.errors import SourceError
from scraper.policy import SourcePolicy
from scraper.records import Record

Kind = Literal["board", "rss", "sitemap", "api"]
NATIONAL = "00"
"""The region of a source that writes about the whole country."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_BOARDS = Path(__file__).parent / "boards"
Selectors = tuple[str, ...]


class Overrides(Record):
    """CSS selectors that this source needs before its family's: of its detail page, and `row_…` inside one list row."""

    body: Selectors = ()
    drop: Selectors = ()
    title: Selectors = ()
    published: Selectors = ()
    department: Selectors = ()
    attachments: Selectors = ()
    row_title: Selectors = ()
    row_date: Selectors = ()
    row_department: Selectors = ()


class Source(Record):
    """One place that publishes: how its list is reached and read, and what is known about it.

    `region` is the 행정표준 code in force: 2 digits for a 시도, 5 for a 시군구, '00' for the country. `detail` is the
    address of a post with `{id}` where its number stands, for boards that no family describes; `script` the function
    that their rows call with that number; `keep` further parameters that name a post. `fields` fill a family's script
    links or replace values of its form; one that is written `$NAME` is that variable of the environment. `weekly` is
    the least number of items in a normal week. `verified` is the day on which somebody saw the source answer as
    described, or false. `guesses` name the keys that were never seen to hold. `limits` say in words what can not be
    had. `delay` is in seconds. `extra_intermediates` is the PEM text of certificates that the server forgets to send.
    """

    id: str
    name: str = Field(min_length=1)
    region: str = Field(pattern=r"^\d{2}(\d{3})?$")
    kind: Kind
    family: str = ""
    list: str = Field(pattern=r"^https?://[^\s/]+/?")
    detail: str = ""
    script: str = ""
    keep: tuple[str, ...] = ()
    fields: dict[str, str] = Field(default_factory=dict)
    page: str = ""  # the list's page parameter where it is not the family's
    overrides: Overrides = Overrides()
    weekly: int = Field(ge=0)
    verified: date | Literal[False]
    limits: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    delay: Annotated[float, Field(ge=0)] | None = None
    allow_private: bool = False
    ciphers: str | None = None
    legacy_renegotiation: bool = False
    extra_intermediates: str | None = None
    cookies: dict[str, str] = Field(default_factory=dict)
    encoding: str | None = None

    @field_validator("family")
    @classmethod
    def _family_exists(cls, value: str) -> str:
        if value and value not in family_names():
            raise ValueError(f"one of {', '.join(family_names())}")
        return value

    @field_validator("detail")
    @classmethod
    def _detail_has_number(cls, value: str) -> str:
        if value and "{id}" not in value:
            raise ValueError("an address with {id} where the post's number stands")
        return value

    @field_validator("guesses")
    @classmethod
    def _guesses_are_keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in value if name.partition(".")[0] not in cls.model_fields]
        if unknown:
            raise ValueError(f"names of keys of this file, not {', '.join(unknown)}")
        return value

    @field_validator("extra_intermediates")
    @classmethod
    def _intermediates_are_pem(cls, value: str | None) -> str | None:
        """The text itself, not a file's name: a source is one file."""
        if value is not None:
            try:
                tls.context(extra_intermediates=value if tls.PEM in value else "")
            except OSError as error:
                raise ValueError(f"certificates in PEM form, {tls.PEM} and so on") from error
        return value

    @field_validator("ciphers")
    @classmethod
    def _ciphers_are_known(cls, value: str | None) -> str | None:
        try:
            tls.context(ciphers=value)
        except OSError as error:
            raise ValueError("a cipher list that OpenSSL knows, such as 'DEFAULT:@SECLEVEL=1'") from error
        return value

    @model_validator(mode="after")
    def _board_has_family(self) -> "Source":
        if (self.kind == "board") != bool(self.family):
            raise ValueError("a family for kind = 'board', and for no other kind")
        return self

    def lacking(self, environment: Mapping[str, str]) -> tuple[str, ...]:
        """The variables of the environment that its fields need and that are not set."""
        wanted = (value[1:] for value in self.fields.values() if value.startswith("$"))
        return tuple(name for name in wanted if not environment.get(name))

    def filled(self, environment: Mapping[str, str]) -> "Source":
        """The source with the environment's values in its fields; a field whose variable is not set is left out."""
        told = {
            name: environment[value[1:]] if value.startswith("$") else value
            for name, value in self.fields.items()
            if not value.startswith("$") or environment.get(value[1:])
        }
        return self if told == self.fields else self.model_copy(update={"fields": told})

    @property
    def policy(self) -> SourcePolicy:
        """What the fetcher must know of this source."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return SourcePolicy(
            source=self.id,
            delay=self.delay,
            allow_private=self.allow_private,
            ciphers=self.ciphers,
            legacy_renegotiation=self.legacy_renegotiation,
            extra_intermediates=self.extra_intermediates,
            headers=(("cookie", cookies),) if cookies else (),
        )


def family_names() -> tuple[str, ...]:
    """The ids of the board families: the files of the folder boards."""
    return tuple(sorted(path.stem for path in _BOARDS.glob("*.py") if path.stem not in ("__init__", "base")))


def parse_source(name: str, text: bytes, file: str) -> Source:
    """One source file. Raises SourceError that names file, line, key and what was expected."""
    if not _ID.fullmatch(name):
        raise SourceError(f"{file}:1: the file's name is the source's id: expected small letters, digits, - and _")
    try:
        written = text.decode("utf-8")
        values = tomllib.loads(written)
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{file}:{line}: expected UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = int(found[1]) if (found := re.search(r"at line (\d+)", str(error))) else text.count(b"\n") + 1
        raise SourceError(f"{file}:{line}: expected TOML: {error}") from error
    try:
        return Source.model_validate({**values, "id": name})
    except ValidationError as error:
        raise SourceError(_explain(file, written, error)) from error


def _explain(file: str, written: str, error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(
        str(part) for part in first["loc"] if isinstance(part, str) and part not in ("date", "literal[False]")
    )
    expected = {
        "missing": "this key is missing",
        "extra_forbidden": f"no such key; known: {', '.join(name for name in Source.model_fields if name != 'id')}",
        "value_error": f"expected {first['msg'].removeprefix('Value error, ')}",
    }.get(
        first["type"],
        f"expected {first['msg'].removeprefix('Input should ').removeprefix('be ')}, got {first['input']!r}",
    )
    return f"{file}:{_line(written, key)}: {key or 'the whole file'}: {expected}"


def _line(written: str, key: str) -> int:
    """The line on which a dotted key is set; of a missing one its table's, at last the first."""
    table, _, name = key.rpartition(".")
    current, fallback = "", 1
    for number, line in enumerate(written.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            current = header[1].strip()
            fallback = number if current in (table, key) else fallback
        elif re.match(rf"""\s*["']?{re.escape(name)}["']?\s*[=.]""", line) and current == table:
            return number
    return fallback


def to_toml(source: Source) -> str:
    """The source as a file of data/sources; what is left at its default is left out."""
    values = source.model_dump(exclude={"id"}, exclude_defaults=True)
    tables = {name: value for name, value in values.items() if isinstance(value, dict)}
    lines = [f"{name} = {_toml(value)}" for name, value in values.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)  # TOML's basic strings, numbers and booleans are JSON's
