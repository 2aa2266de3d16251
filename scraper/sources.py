"""The sources: TOML files under data/sources, each named after its id. The only place that loads and finds them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from scraper import urls
from scraper.errors import SourceError
from scraper.sourcefile import NATIONAL, Overrides, Source, parse_source, to_toml

__all__ = ["NATIONAL", "Overrides", "Source", "load_sources", "parse_source", "source_of", "to_toml"]


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """All sources of a folder (the project's own without one) by id. Raises SourceError for the first broken file."""
    return dict(_packaged()) if folder is None else {source.id: source for source in _read_folder(folder)}


@cache
def _packaged() -> Mapping[str, Source]:
    return {source.id: source for source in _read_folder(files("data") / "sources")}


def _read_folder(folder: Traversable) -> Iterator[Source]:
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder of source files")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            yield parse_source(path.name.removesuffix(".toml"), path.read_bytes(), str(path))


def source_of(url: str, sources: Mapping[str, Source] | None = None) -> Source | None:
    """The source that an address of a list or post belongs to: the same host; of several the nearest path.

    Feeds count where they say how to read the posts of their host."""
    candidates = _by_host(sources).get(urls.host(url), ())
    path = urls.without_session(url)
    return max(candidates, key=lambda source: _shared(source.list, path), default=None)


def _by_host(sources: Mapping[str, Source] | None) -> Mapping[str, tuple[Source, ...]]:
    return _packaged_by_host() if sources is None else _group(sources)


@cache
def _packaged_by_host() -> Mapping[str, tuple[Source, ...]]:
    return _group(_packaged())


def _group(sources: Mapping[str, Source]) -> dict[str, tuple[Source, ...]]:
    found: dict[str, tuple[Source, ...]] = {}
    for source in sources.values():
        if source.kind == "board" or source.overrides != Overrides():
            found[urls.host(source.list)] = (*found.get(urls.host(source.list), ()), source)
    return found


def _shared(one: str, other: str) -> int:
    """Length of what two addresses have in common from the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
