"""The lock files hold every dependency, satisfy what is asked for, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "requirements.lock": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
    "requirements-build.lock": PROJECT["dependency-groups"]["build"] + PROJECT["build-system"]["requires"],
}
LOCKS = pytest.mark.parametrize("name", ASKED)


def locked(name: str) -> list[tuple[str, str, int]]:
    """(package, version, number of hashes) of each entry."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    pins = [re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", entry) for entry in entries]
    assert all(pins), f"{name}: an entry is not pinned by =="
    return [
        (canonicalize_name(pin[1]), pin[2], entry.count("--hash=sha256:"))
        for pin, entry in zip(pins, entries, strict=True)
        if pin
    ]


@LOCKS
def test_every_dependency_is_locked_to_a_version_that_is_asked_for(name: str) -> None:
    pins = locked(name)
    for text in ASKED[name]:
        asked = Requirement(text)
        versions = [version for package, version, _ in pins if package == canonicalize_name(asked.name)]
        assert versions, f"{name} lacks {asked.name}: run make lock"
        assert all(asked.specifier.contains(version) for version in versions), f"{asked}: run make lock"


@LOCKS
def test_every_entry_has_hashes_and_no_address(name: str) -> None:
    assert all(hashes for _, _, hashes in locked(name))
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
    assert "index-url" not in (ROOT / name).read_text(encoding="utf-8")


def test_everything_that_the_program_imports_is_packed() -> None:
    packed = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    tops = {path.name for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packed == tops - {"bench", "tools"}
