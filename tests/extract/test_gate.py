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
        ("대회에 13개국 310여 명이 참가했다.", ""),
        ("50여 개국 6천여 명의 선수단이 참가한다.", ""),
        ("최근 3년간 14개국 어업인 420명이 방문했다.", ""),
        ("7개 국 25명이 참가했다.", ""),
        ("31개국에 방송됐다. 주민 20명이 참가했다.", "gate: nobody from abroad near a word of visiting"),
        ("전국 개국 약국 20곳에 직원 3명이 방문했다.", "gate: nobody from abroad near a word of visiting"),
        ("피지 항만 직원들이 시청을 방문했다.", ""),
        ("오만 수산부 대표단이 시청을 방문했다.", ""),
        ("인도 공무원이 시청을 방문했다.", ""),
        ("한-칠레 개선협상이 9월 2일 부산에서 개최된다.", ""),
        ("한국·페루 광물 포럼을 서울에서 열었다.", ""),
        ("한-문화재단이 도로를 넓혔다.", "gate: no word of visiting"),
        ("시는 인도 정비 현장을 방문했다.", "gate: nobody from abroad near a word of visiting"),
        ("한-몽골 세관협력회의를 서울에서 열고 대표들이 참석했다.", ""),
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
