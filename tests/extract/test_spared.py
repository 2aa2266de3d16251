"""What extraction leaves unread to save time, and that no claim changes for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bench import score
from extract import claims, morphology
from extract.assembly import places
from extract.assembly.opening import any_opens
from extract.claims import extract
from extract.document import Document, Sentence, read
from extract.fields import sites
from extract.frames import gather, outline
from extract.records import Extraction, Mention
from scraper.clean import clean_text
from scraper.records import Article
from tests.extract.test_claims import CASES, claims_of, text_of


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_places_of_spared_sentences_go_to_no_claim(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    spared = claims_of(case)
    find = sites.find

    def everything(doc: Document, _wanted: Callable[[Sentence], bool]) -> list[Mention]:
        return find(doc)

    monkeypatch.setattr(places.sites, "find", everything)
    assert claims_of(case) == spared


def analysed(text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that extraction tokenises."""
    seen: list[str] = []
    tokenize = morphology.tokenize

    def noted(sentence: str, offset: int = 0) -> list[morphology.Token]:
        seen.append(sentence)
        return tokenize(sentence, offset)

    monkeypatch.setattr(morphology, "tokenize", noted)
    extract(Article(text=text, published=date(2024, 5, 17)))
    return seen


VISIT = "몽골 공무원 12명이 지난 14일 강릉시청을 찾았다."
OTHERS = "주민 30명은 한솔과학관에서 떡을 빚었다."


def test_only_sentences_whose_places_a_visit_takes_are_tokenised(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"강릉시, 손님 맞이\n{VISIT} 날이 맑았다. {OTHERS}"
    assert analysed(text, monkeypatch) == [VISIT]


def test_the_whole_article_is_read_where_a_place_has_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = "몽골 공무원 12명이 지난 14일 한솔과학센터(누리관)를 찾았다."
    assert analysed(f"강릉시, 손님 맞이\n{visit} {OTHERS}", monkeypatch) == [visit, OTHERS]


def test_an_article_without_a_visit_is_not_tokenised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert analysed("강릉시, 몽골 공무원 초청 계획 없어\n강릉시는 한솔과학관에서 떡을 빚었다.", monkeypatch) == []


def read_whole(article: Article, monkeypatch: pytest.MonkeyPatch) -> Extraction:
    """Extraction that reads days and towns of every article, whether anybody comes or not."""
    with monkeypatch.context() as patched:
        patched.setattr(claims, "any_opens", lambda _doc, _told: True)
        return extract(article)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_articles_left_early_have_no_claim(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    day = case.get("published")
    article = clean_text(text_of(case), published=day and date.fromisoformat(day))
    assert extract(article) == read_whole(article, monkeypatch)


@pytest.mark.parametrize("name", score.ARTICLES)
def test_labelled_articles_lose_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not score.SHARED.is_dir():
        pytest.skip("no labelled sets beside the repo")
    for row in score.article_inputs(name):
        day = row.get("published")
        article = clean_text(row["text"], published=day and date.fromisoformat(day[:10]))
        found = extract(article)
        assert found.skipped or found == read_whole(article, monkeypatch)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        pytest.param("몽골 공무원 12명이 시청을 찾았다.", True, id="named"),
        pytest.param("가나 학생을 대상으로 과정을 운영했다.", True, id="days-may-be-told"),
        pytest.param("몽골 협력 논의\n대표단은 시청을 찾았다.", True, id="lent-by-the-headline"),
        pytest.param("방문 사례: 가나 투자청(3.4), 몽골 사절단(3.9), 케냐 대사관(4.1)", True, id="days-in-brackets"),
        pytest.param("해외 바이어를 초청했다.", True, id="generic"),
        pytest.param("12개국 선수가 참가했다.", True, id="number-of-countries"),
        pytest.param("대회 해외 선수는 96명이다.", True, id="size-told"),
        pytest.param("몽골 울란바토르의 기온은 영하였다.", False, id="nobody-acts"),
        pytest.param("주민 30명이 시청을 방문했다.", False, id="nobody-from-abroad"),
        pytest.param("시 대표단은 몽골을 방문하기 위해 출국했다.", False, id="koreans-go"),
        pytest.param("몽골 공무원과 화상으로 회의를 열었다.", False, id="on-a-screen"),
        pytest.param("몽골 시장에 제품을 수출하고 박람회를 개최했다.", False, id="a-market"),
        pytest.param("몽골 장관의 방한을 추진할 계획이다.", False, id="wished-for"),
        pytest.param("가나 정부는 박람회를 열 계획이라고 설명했다.", False, id="talked-about"),
        pytest.param("몽골 | 학생 12명 | 시청 방문", False, id="a-row-of-nothing"),
    ],
)
def test_whether_any_clause_opens_a_claim(text: str, opens: bool) -> None:
    doc = read(Article(text=text, published=date(2024, 5, 17)))
    found = gather(doc)
    assert any_opens(doc, outline(doc, found)) is opens
    assert set(found.later) <= {"city", "date"}
