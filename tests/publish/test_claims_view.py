"""The claims of one article on the terminal."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.console import Console

from extract.records import Claim
from publish.claims import print_claims

Names = Callable[[str], str]
Printed = Callable[[], str]


def cells(printed: Printed) -> list[list[str]]:
    """Cells of the body's lines, split at the gaps between columns."""
    lines = printed().splitlines()[3:]
    return [[cell.strip() for cell in line.split("   ") if cell.strip()] for line in lines]


def test_values_with_their_words(text: str, claim: Claim, out: Console, names: Names, printed: Printed) -> None:
    print_claims(text, [claim], out, names)
    assert printed().splitlines()[0] == "1. 합계 · 완료 · 신뢰도 높음"
    assert cells(printed) == [
        ["방문지", "가람도 해온시", "(제목의 지자체)"],
        ["국가", "베트남", "(근거 없음)"],
        ["몽골", "(근거 없음)"],
        ["국가 수", "9개국", "(근거 없음)"],
        ["인원", "120명", "올해 상반기 9개국 [bold][120명]이 해온시를 찾았다."],
        ["국가별 인원", "몽골 31명", "(근거 없음)"],
        ["방문 장소", "물재생센터", "(근거 없음)"],
        ["시작일", "2025-01-01", "(근거 없음)"],
        ["종료일", "2025-06-30", "(근거 없음)"],
        ["상태", "완료", "(근거 없음)"],
    ]


def test_each_value_of_a_list_has_its_own_words(
    text: str, claim: Claim, out: Console, names: Names, printed: Printed
) -> None:
    said = {"VN": (0, 3), "MN": (5, 7)}
    evidence = tuple(
        claim.evidence[0].model_copy(
            update={"field": "countries", "value": code, "start": a, "end": b, "quote": text[a:b]}
        )
        for code, (a, b) in said.items()
    )
    print_claims(text, [claim.model_copy(update={"evidence": evidence})], out, names)
    assert ["국가", "베트남", "[해온시], 손님 맞아"] in cells(printed)
    assert ["몽골", "해온시, [손님] 맞아"] in cells(printed)


def test_reason_for_a_value_that_is_not_known(
    text: str, claim: Claim, out: Console, names: Names, printed: Printed
) -> None:
    why = claim.evidence[1].model_copy(update={"field": "date_start", "value": "None", "reason": "연도가 없음"})
    print_claims(text, [claim.model_copy(update={"date_start": None, "evidence": (why,)})], out, names)
    assert ["시작일", "미상", "(연도가 없음)"] in cells(printed)


def test_columns_align(text: str, claim: Claim, out: Console, names: Names, printed: Printed) -> None:
    print_claims(text, [claim], out, names)
    assert len({cell_len(line) for line in printed().splitlines()[1:]}) == 1


def test_explained(text: str, claim: Claim, out: Console, names: Names, printed: Printed) -> None:
    print_claims(text, [claim], out, names, explain=True)
    start = text.index("120명")
    assert printed().splitlines()[1].split() == ["항목", "값", "근거", "규칙", "위치"]
    assert any(row[0] == "인원" and row[-2:] == ["counts.people", f"{start}:{start + 4}"] for row in cells(printed))
    assert any(row[0] == "방문지" and row[-1] == "hosts.title" for row in cells(printed))


def test_second_value_of_a_field_has_its_own_line(
    text: str, claim: Claim, out: Console, names: Names, printed: Printed
) -> None:
    again = claim.evidence[0].model_copy(update={"start": 0, "end": 3, "quote": text[:3]})
    print_claims(text, [claim.model_copy(update={"evidence": (*claim.evidence, again)})], out, names)
    assert ["[해온시], 손님 맞아"] in cells(printed)


def test_escapes_of_a_hostile_page_stay_out(claim: Claim, out: Console, names: Names, printed: Printed) -> None:
    text = "\x1b[2J손님 120명\u202e이 왔다."
    start = text.index("120명")
    item = claim.evidence[0].model_copy(update={"start": start, "end": start + 4})
    print_claims(text, [claim.model_copy(update={"evidence": (item,)})], out, names)
    assert not {"\x1b", "\u202e"} & set(printed())


def test_no_claims_is_said(text: str, out: Console, names: Names, printed: Printed) -> None:
    print_claims(text, [], out, names)
    assert printed() == "외국 방문단에 관한 주장이 없습니다.\n"


def test_claims_are_numbered(text: str, claim: Claim, out: Console, names: Names, printed: Printed) -> None:
    planned = claim.model_copy(update={"kind": "visit", "status": "planned", "confidence": "low"})
    print_claims(text, [claim, planned], out, names)
    assert "2. 방문 · 예정 · 신뢰도 낮음" in printed().splitlines()


def test_explained_with_doubts_and_what_was_not_taken(
    text: str, claim: Claim, out: Console, names: Names, printed: Printed
) -> None:
    rated = claim.evidence[1].model_copy(
        update={"field": "confidence", "value": "low", "rule": "confidence.rate", "reason": "no city; other numbers"}
    )
    other = claim.evidence[0].model_copy(update={"value": "9", "start": 17, "end": 20, "quote": text[17:20]})
    passed = other.model_copy(update={"field": "country_count", "reason": "another number of countries"})
    told = claim.model_copy(update={"confidence": "low", "evidence": (*claim.evidence, rated)})
    print_claims(text, [told], out, names, explain=True, rejected=[[passed]])
    assert "신뢰도 낮음: 지자체가 없음, 같은 절에 다른 숫자가 있음" in printed()
    assert "다른 국가 수" in printed()
    assert "17:20" in printed()
