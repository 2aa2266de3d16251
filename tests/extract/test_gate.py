"""The gate: which articles need not be read, and that it stands open for every labelled claim."""

import pytest

from bench import score
from extract import gate
from scraper.clean import clean_text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("시는 도로를 넓혔다.", "gate: no word of visiting"),
        ("주민들이 시청을 찾았다.", "gate: nobody from abroad near a word of visiting"),
        ("시민들이 예방접종을 했다. 몽골은 춥다.", "gate: no word of visiting"),
        (
            "주민들이 시청을 찾았다." + " 비가 왔다." * 60 + " 몽골은 춥다.",
            "gate: nobody from abroad near a word of visiting",
        ),
        ("몽골 공무원이 시청을 찾았다.", ""),
        ("몽골에서 온 손님", ""),
        ("해외 공무원 대상 연수", ""),
        ("", "gate: no word of visiting"),
    ],
)
def test_gate(text: str, reason: str) -> None:
    assert gate.closed(text) == reason


@pytest.mark.parametrize("name", score.ARTICLES)
def test_it_stands_open_for_labelled_claims(name: str) -> None:
    if not score.SHARED.is_dir():
        pytest.skip("no labelled sets beside the repo")
    gold = {row["id"]: row for row in score.rows(score.SHARED / "gold" / f"{name}.jsonl")}
    closed = [row["id"] for row in score.article_inputs(name) if gate.closed(clean_text(row["text"]).text)]
    assert [one for one in closed if gold[one]["claims"]] == []
