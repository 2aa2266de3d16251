"""The directions of imports between the rooms, read from every file's syntax tree."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("scraper", "extract", "figures", "store", "publish", "scale", "demo")
TOP = ("cli", "shell", "pipeline", "crawler", "ingest", "jsonl")
OURS = {*ROOMS, *TOP, "data"}

# Who may import whom, besides itself. `data` is files, not code; nobody imports `cli` or `pipeline` but as named here.
ALLOWED: dict[str, set[str]] = {
    "cli": {"shell", "pipeline", "ingest", "jsonl", *ROOMS},
    "shell": {"ingest", *ROOMS},
    "pipeline": {"crawler", "ingest", "jsonl", *ROOMS},
    "crawler": set(ROOMS),
    "ingest": {"jsonl", "scraper"},
    "jsonl": set(),
    "scraper": set(),
    "extract": {"scraper.records"},
    "figures": {"extract.records"},
    "store": {"scraper.records", "extract.records", "figures.records"},
    "publish": {"scraper.records", "extract.records", "figures", "store"},
    "scale": {"scraper", "extract"},
    "demo": {"scraper.sources"},
}
ONLY_IN = {"httpx": "scraper/fetch.py", "kiwipiepy": "extract/morphology.py", "sqlite_utils": "store/"}
FAMILIES = {"scraper/boards": {"scraper.boards.base"}, "extract/fields": set()}


def python_files() -> list[Path]:
    """Every file of the product."""
    tops = [ROOT / f"{name}.py" for name in TOP]
    return tops + [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def is_main_guard(node: ast.AST) -> bool:
    """`if __name__ == "__main__":`, where pipeline.py starts the command line."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, main guards left out."""
    for child in ast.iter_child_nodes(node):
        if not is_main_guard(child):
            yield child
            yield from nodes(child)


def module_name(path: Path) -> str:
    """scraper/boards/si.py is scraper.boards.si."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_module(name: str) -> bool:
    """Whether a dotted name is a file or folder of ours."""
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports(source: str, module: str, package: bool, known: Callable[[str], bool] = is_module) -> set[str]:
    """Dotted names of all modules that a source imports, wherever in the file; relative ones made absolute."""
    found: set[str] = set()
    for node in nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            here = module.split(".")
            base = here[: len(here) - node.level + package] if node.level else []
            stem = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            full = {f"{stem}.{alias.name}" for alias in node.names}
            found |= {name if known(name) else stem for name in full}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "__import__",
            "importlib.import_module",
            "import_module",
        ):
            found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def file_imports(path: Path) -> set[str]:
    return imports(path.read_text(encoding="utf-8"), module_name(path), path.name == "__init__.py")


def within(name: str, allowed: set[str]) -> bool:
    """`name` is one of the allowed modules, or stands below one."""
    return any(name == a or name.startswith(a + ".") for a in allowed)


def wrong_directions(module: str, names: set[str]) -> list[str]:
    """The imports of our own modules that ALLOWED does not list."""
    room = module.partition(".")[0]
    allowed = ALLOWED[room] | {room, "data"}
    return sorted(n for n in names if n.split(".")[0] in OURS and not within(n, allowed))


def wrong_siblings(path: str, module: str, names: set[str]) -> list[str]:
    """Imports of a sibling, from a file of boards/ or fields/ (the package's own __init__ is the registry)."""
    folder = str(Path(path).parent)
    if folder not in FAMILIES or path.endswith("__init__.py"):
        return []
    package = module.rsplit(".", 1)[0]
    return sorted(n for n in names if n.startswith(package + ".") and n not in FAMILIES[folder])


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    assert wrong_directions(module_name(path), file_imports(path)) == []


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_libraries_stay_in_their_file(path: Path) -> None:
    where = str(path.relative_to(ROOT))
    strays = {n for n in file_imports(path) if (home := ONLY_IN.get(n.split(".")[0])) and not where.startswith(home)}
    assert strays == set()


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_families_and_fields_know_no_sibling(path: Path) -> None:
    assert wrong_siblings(str(path.relative_to(ROOT)), module_name(path), file_imports(path)) == []


def test_pipeline_is_imported_by_the_command_line_alone() -> None:
    users = [module_name(p) for p in python_files() if within("pipeline", file_imports(p))]
    assert users == ["cli"]


def known(name: str) -> bool:
    """The modules of the made-up sources below."""
    return name in {
        "scraper.records",
        "scraper.clean",
        "scraper.boards.base",
        "scraper.boards.dom",
        "scraper.boards.si",
    }


# The test's own eyes: what it must see, and must not mind.
@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        pytest.param("figures.compare", "import store", ["store"], id="room-to-room"),
        pytest.param("extract.claims", "from scraper import records", [], id="allowed-by-from"),
        pytest.param("extract.claims", "from scraper import clean", ["scraper.clean"], id="other-module-by-from"),
        pytest.param("extract.claims", "def f():\n    import scraper.fetch", ["scraper.fetch"], id="inside-a-function"),
        pytest.param("store.save", "from pipeline import crawl", ["pipeline"], id="conductor"),
        pytest.param("pipeline", 'if __name__ == "__main__":\n    from cli import main', [], id="main-guard"),
        pytest.param("pipeline", "from cli import main", ["cli"], id="no-main-guard"),
        pytest.param("figures.a", 'import importlib\nimportlib.import_module("store.x")', ["store.x"], id="by-name"),
        pytest.param("extract.fields.dates", "from ..records import Mention", [], id="relative"),
        pytest.param("jsonl", "import json", [], id="library"),
    ],
)
def test_direction_reader(module: str, source: str, wrong: list[str]) -> None:
    assert wrong_directions(module, imports(source, module, False, known)) == wrong


@pytest.mark.parametrize(
    ("path", "source", "wrong"),
    [
        pytest.param("scraper/boards/si.py", "from scraper.boards.base import Layout", [], id="base"),
        pytest.param(
            "scraper/boards/si.py", "from scraper.boards.dom import LIST", ["scraper.boards.dom"], id="sibling"
        ),
        pytest.param("scraper/boards/si.py", "from . import dom", ["scraper.boards.dom"], id="relative-sibling"),
        pytest.param(
            "extract/fields/dates.py", "from extract.fields.counts import find", ["extract.fields.counts"], id="field"
        ),
        pytest.param("scraper/boards/__init__.py", "from scraper.boards import si", [], id="registry"),
    ],
)
def test_sibling_reader(path: str, source: str, wrong: list[str]) -> None:
    module = module_name(ROOT / path)
    names = imports(source, module, path.endswith("__init__.py"), known)
    assert wrong_siblings(path, module, names) == wrong
