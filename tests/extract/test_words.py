"""Cases of extract.words: the named lists of data/words.tsv, and a file that is not in order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import words as module
from extract.errors import LexiconError
from extract.words import alternation, words


@pytest.fixture(name="file")
def fixture_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty words.tsv in place of the real one; the cache is emptied before and after."""
    module._lists.cache_clear()
    module.alternation.cache_clear()
    monkeypatch.setattr(module, "files", lambda _package: tmp_path)
    yield tmp_path / "words.tsv"
    module._lists.cache_clear()
    module.alternation.cache_clear()


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("delegation", "대표단", "관광객"),
        ("person", "공무원", "대표단"),
        ("outsider", "관광객", "공무원"),
        ("staff", "자원봉사자", "대사"),
        ("foreign_generic", "해외", "국내"),
        ("generic_site", "주요 시설", "국립중앙박물관"),
    ],
)
def test_lists_hold_their_words_and_not_those_of_others(name: str, inside: str, outside: str) -> None:
    assert inside in words(name)
    assert outside not in words(name)


@pytest.mark.parametrize("name", ["", "delegations", "Person", "person "])
def test_an_unknown_list_is_an_error_that_names_the_lists(name: str) -> None:
    with pytest.raises(LexiconError, match="delegation, "):
        words(name)


@pytest.mark.parametrize(("one", "other"), [("delegation", "person"), ("delegation", "outsider")])
def test_lists_that_must_not_share_a_word(one: str, other: str) -> None:
    assert not words(one) & words(other)


@pytest.mark.parametrize("name", sorted(module._lists()))
def test_the_alternation_matches_every_word_whole_and_prefers_the_longest(name: str) -> None:
    pattern = re.compile(alternation(name))
    for word in words(name):
        assert (hit := pattern.match(f"{word}\0")) is not None
        assert hit.group() == word


@pytest.mark.parametrize(
    ("text", "found"),
    [("대학생", "대학생"), ("시의원", "시의원"), ("부시장님", "부시장"), ("소방", None), ("하늘", None)],
    ids=["student", "councillor", "vice-mayor", "half-a-word", "no-word"],
)
def test_the_longest_alternative_wins(text: str, found: str | None) -> None:
    hit = re.match(alternation("person"), text)
    assert (hit and hit.group()) == found


def test_words_hold_no_sign_that_a_pattern_would_read() -> None:
    names = sorted(module._lists())
    odd = {word for name in names for word in words(name) if re.search(r"[\\()\[\]{}?*+^$|]", word)}
    assert odd == set()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("list\tword\nperson\t대사\nperson\n", 3),
        ("list\tword\nperson\t대사\t주석\n", 2),
        ("list\tword\nperson\t\n", 2),
        ("list\tword\n\t대사\n", 2),
        ("list\tword\n\n", 2),
    ],
    ids=["one-column", "three-columns", "no-word", "no-list", "empty-line"],
)
def test_a_broken_line_is_named(file: Path, text: str, line: int) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"words\.tsv:{line}:"):
        words("person")


def test_words_of_one_list_may_stand_apart(file: Path) -> None:
    file.write_text("list\tword\nperson\t대사\nstaff\t통역\nperson\t대사\nperson\t시장\n", encoding="utf-8")
    assert words("person") == {"대사", "시장"}
    assert alternation("staff") == "통역"
