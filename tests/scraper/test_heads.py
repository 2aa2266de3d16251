"""Header lines as servers write them, and as h11 takes them; over the wire, too."""

import pytest

from scraper.errors import FetchError
from scraper.fetch import Fetcher
from scraper.heads import end, mend
from tests.scraper.loopback import Server, outside, raw, settings

SAME = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: b\r\n\r\n"
LINES = {
    "space_after_value": (b"X: a  ", b"X: a  "),
    "space_before_colon": (b"X : a", b"X: a"),
    "no_colon": (b"nonsense line", None),
    "no_name": (b": a", None),
    "space_in_name": (b"X Frame: a", None),
    "bracket_in_name": (b"X(Y): a", None),
    "nul_in_value": (b"X: a\0b", b"X: a b"),
    "return_in_value": (b"X: a\rb", b"X: a b"),
    "hangul_in_value": ("X: 한글".encode("cp949"), "X: 한글".encode("cp949")),
    "empty_length": (b"Content-Length: ", None),
    "odd_length": (b"Content-Length: +2", b"Content-Length: +2"),
    "identity": (b"Transfer-Encoding: identity", None),
    "folded": (b"X: a\r\n b", b"X: a\r\n b"),
    "folded_nonsense": (b"nonsense\r\n : b", None),
}


@pytest.mark.parametrize(("line", "kept"), LINES.values(), ids=LINES)
def test_lines(line: bytes, kept: bytes | None) -> None:
    expected = b"HTTP/1.1 200 OK\r\nA: 1\r\n" + (b"" if kept is None else kept + b"\r\n") + b"\r\n"
    assert mend(b"HTTP/1.1 200 OK\r\nA: 1\r\n" + line + b"\r\n\r\n") == expected


def test_heads_that_need_no_mending_stay() -> None:
    assert mend(SAME) == SAME
    assert mend(SAME.replace(b"\r\n", b"\n")) == SAME
    assert mend(b"\r\n" + SAME) == SAME
    twice = b"HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nSet-Cookie: a\r\n\r\n"
    assert mend(twice) == twice


def test_where_a_head_ends() -> None:
    assert end(SAME + b"body\r\n\r\n") == len(SAME)
    assert end(b"HTTP/1.1 200 OK\nX: a\n\nbody") == 22
    assert end(SAME[:-1]) is None


ANSWERS: dict[str, tuple[bytes, str | None]] = {
    "crooked": (b"HTTP/1.1 200\nX : a\nnonsense\nTransfer-Encoding: identity\nContent-Length: 2\n\nok", None),
    "chunked_twice": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        None,
    ),
    "continue_first": (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", None),
    "http_1_0": (b"HTTP/1.0 200 OK\r\n\r\nok", None),
    "two_lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!", "protocol"),
    "odd_length": (b"HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", "protocol"),
    "unknown_transfer": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok", "protocol"),
    "no_status_line": (b"<html>ok</html>\r\n\r\n", "protocol"),
}


@pytest.mark.parametrize(("answer", "reason"), ANSWERS.values(), ids=ANSWERS)
def test_over_the_wire(answer: bytes, reason: str | None) -> None:
    pieces = [answer[n : n + 7] for n in range(0, len(answer), 7)]
    with Server({"/page": raw(*pieces)}) as server, Fetcher(settings(), outside()) as fetcher:
        if reason is None:
            assert fetcher.fetch(server.url("/page")).body == b"ok"
        else:
            with pytest.raises(FetchError, match=f": {reason} "):
                fetcher.fetch(server.url("/page"))


def test_file_names_in_headers_are_read_in_both_korean_encodings() -> None:
    for encoding in ("utf-8", "cp949"):
        head = (
            'HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename="보도자료.hwp"\r\nContent-Length: 2\r\n\r\nok'
        )
        with Server({"/page": raw(head.encode(encoding))}) as server, Fetcher(settings(), outside()) as fetcher:
            page = fetcher.fetch(server.url("/page"))
        assert page.headers["content-disposition"] == 'attachment; filename="보도자료.hwp"'
