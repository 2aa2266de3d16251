"""Titles of list rows, without what boards write around them."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper import titles

TITLE = "해오름시, 자매도시 교류단 맞이"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(f"<a>{TITLE}</a>", id="link"),
        pytest.param(f"<a>{TITLE} <span class='new'>N</span></a>", id="new-badge"),
        pytest.param(f"<a>{TITLE} <span class='sr-only'>새글</span><img alt='새글'></a>", id="sr-only-badge"),
        pytest.param(f"<a><span class='add-head'>제목</span>{TITLE}</a>", id="mobile-label"),
        pytest.param(f"<a><em>공지</em>{TITLE}</a>", id="notice-badge"),
        pytest.param(f"<a>{TITLE}<span>[3]</span></a>", id="comment-count"),
        pytest.param(
            f"<a><strong>{TITLE}</strong><p>이날 행사에는 많은 시민이 참석했다.</p><i>2026-06-11</i></a>", id="preview"
        ),
        pytest.param(f"<a><p>보도</p><p>{TITLE}</p><p>{'긴 설명이 이어진다. ' * 12}</p></a>", id="category-then-title"),
        pytest.param(f"<a class='lead'>{'본문 미리보기 ' * 9}</a><h4><a>{TITLE}</a></h4>", id="lead-link-first"),
        pytest.param(f"<a>900</a><a>{TITLE}</a><a>2026-06-11</a>", id="every-cell-is-a-link"),
        pytest.param(f"<a title='{TITLE} 상세보기'>해오름시, 자매도시...</a>", id="cut-and-completed"),
        pytest.param(f"<a title='{TITLE} 에 대한 글내용 보기.'><img alt=''></a>", id="image-link-with-a-title"),
        pytest.param("<a>해오름시, <b>자매도시</b> 교류단 맞이</a>", id="search-hit-inside"),
        pytest.param(f"<a>더보기</a><span class='subject'>{TITLE}</span>", id="button-link"),
        pytest.param(f"<a>{TITLE}<script>document.write('x')</script></a>", id="script-inside"),
        pytest.param("<a>해오름시,\n\t 자매도시 &#8203;교류단<br>맞이</a>", id="folded"),
    ],
)
def test_title(row: str) -> None:
    tree = LexborHTMLParser(f"<div id=row>{row}</div>")
    assert titles.title(tree.css("#row"), tree.css("#row a")) == TITLE


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("<a>“작은 도서관” 개관</a>", "“작은 도서관” 개관", id="begins-with-a-quote"),
        pytest.param("<a>K-Farm 2026 in Seoul</a>", "K-Farm 2026 in Seoul", id="no-hangul"),
        pytest.param("<a>2026. 6. 11. 주간 보도계획</a>", "2026. 6. 11. 주간 보도계획", id="begins-with-a-day"),
        pytest.param("<a>(해명) 요금 인상 관련</a>", "(해명) 요금 인상 관련", id="mark-in-the-title-stays"),
        pytest.param("<a>공지</a>", "", id="badge-alone"),
        pytest.param("<a>2026-06-11</a>", "", id="day-alone"),
        pytest.param("<a>더보기</a>", "", id="button-alone"),
        pytest.param("<a title='다른 글'>해오름시...</a>", "해오름시...", id="hint-of-another-post"),
    ],
)
def test_what_is_a_title(row: str, expected: str) -> None:
    tree = LexborHTMLParser(f"<div id=row>{row}</div>")
    assert titles.title(tree.css("#row"), tree.css("#row a")) == expected
