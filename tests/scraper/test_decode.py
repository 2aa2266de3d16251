"""Bytes to text: the same text whatever a server says, and a broken byte costs itself only."""

import codecs

import pytest

from scraper.decode import decode, fix_entities
from scraper.errors import CleanError

TEXT = "<p>나루시는 똠얌 축제와 펲시 전시를 열고 몽골 대표단 12명을 맞았다.</p>"


def page(label: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body>{TEXT * 3}</body></html>'


BYTES = {
    "utf8": (page("utf-8").encode(), {}),
    "utf8_no_label": (f"<body>{TEXT * 3}</body>".encode(), {}),
    "utf8_bom": (codecs.BOM_UTF8 + page("utf-8").encode(), {}),
    "utf8_declared_euckr": (page("euc-kr").encode(), {}),
    "utf8_header_says_euckr": (page("utf-8").encode(), {"content-type": "text/html; charset=euc-kr"}),
    "cp949_declared_euckr": (page("euc-kr").encode("cp949"), {}),
    "cp949_declared_ks": (page("ks_c_5601-1987").encode("cp949"), {}),
    "cp949_declared_utf8": (page("utf-8").encode("cp949"), {}),
    "cp949_header_only": (f"<body>{TEXT * 3}</body>".encode("cp949"), {"Content-Type": 'text/html; charset="EUC-KR"'}),
    "cp949_header_says_latin": (page("euc-kr").encode("cp949"), {"content-type": "text/html; charset=ISO-8859-1"}),
    "cp949_no_label": (f"<body>{TEXT * 3}</body>".encode("cp949"), {}),
    "utf16_bom": (page("utf-16").encode("utf-16"), {}),
    "utf16_le_no_mark": (page("utf-16").encode("utf-16-le"), {}),
    "utf16_be_no_mark": (page("utf-16").encode("utf-16-be"), {}),
    "utf32_bom": (page("utf-8").encode("utf-32"), {}),
    "unknown_label": (page("x-nothing").encode(), {}),
}


@pytest.mark.parametrize("case", BYTES)
def test_same_text_from_all(case: str) -> None:
    body, headers = BYTES[case]
    decoded = decode(body, headers)
    assert TEXT * 3 in decoded.text
    assert decoded.replaced == 0
    assert "\ufeff" not in decoded.text


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
@pytest.mark.parametrize("junk", [b"\xff", b"\xff\xfe", b"\xc8", b"\x80\x81"], ids=["ff", "fffe", "lead", "two"])
def test_broken_bytes_cost_themselves_only(codec: str, junk: bytes) -> None:
    body = page("euc-kr" if codec == "cp949" else "utf-8").encode(codec)
    middle = body.index("몽골".encode(codec))
    decoded = decode(body[:middle] + junk + b" " + body[middle:])
    assert decoded.encoding.replace("_", "-") == codec
    assert 1 <= decoded.replaced <= 4
    assert decoded.text.count("대표단 12명을 맞았다.") == 3


@pytest.mark.parametrize("image_first", [False, True])
def test_long_documents_are_read_to_their_end(image_first: bool) -> None:
    """The codec of a long document is judged by its beginning, or by all of it where that holds no Hangul."""
    image = f"<img src='data:image/png;base64,{'A' * 2_100_000}'>"
    text = f"<body>{image}{TEXT}</body>" if image_first else f"<body>{TEXT}{image}{TEXT}</body>"
    assert decode(text.encode("cp949")) == (text, "cp949", 0)
    assert decode(text.encode()) == (text, "utf-8", 0)


def test_null_bytes_are_no_reason_to_give_up() -> None:
    assert "대표단" in decode(page("utf-8").encode().replace(b"<p>", b"<p>\0")).text


@pytest.mark.parametrize(
    "body",
    [b"", b" \r\n\t ", b"\0\0\0", b"%PDF-1.7\n...", b"PK\x03\x04....", b"\xd0\xcf\x11\xe0....", bytes(range(32)) * 40],
    ids=["nothing", "blank", "zeros", "pdf", "zip", "ole", "control"],
)
def test_no_text(body: bytes) -> None:
    with pytest.raises(CleanError) as raised:
        decode(body)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("I&amp;#39;m", "I'm"),
        ("I&#39;m", "I'm"),
        ("amp;#39;한글amp;#39;", "'한글'"),
        ("&amp;quot;교류&amp;quot;", '"교류"'),
        ("apos;말apos;", "'말'"),
        ("&amp;amp;lt;끝&amp;amp;gt;", "<끝>"),
        ("&amp;amp&#059;lt&#059;끝", "<끝"),
        ("한&middot;중", "한·중"),
        ("R&D 센터", "R&D 센터"),
        ("A;B 그리고 C;", "A;B 그리고 C;"),
        ("산업&경제;", "산업&경제;"),
    ],
    ids=["amp39", "num39", "bare39", "quot", "apos", "thrice", "semicolon", "middot", "rnd", "plain", "hangul"],
)
def test_entities_broken_twice(broken: str, whole: str) -> None:
    assert fix_entities(broken) == whole
