"""JSON lines: bad lines told by number, outputs replaced whole or not at all."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

import jsonl


@pytest.mark.parametrize(
    ("raw", "row", "error"),
    [
        pytest.param(b'{"id": "a"}\n', {"id": "a"}, "", id="object"),
        pytest.param(b'\xef\xbb\xbf{"id": "a"}\n', {"id": "a"}, "", id="bom"),
        pytest.param(b"{id: 1}", {}, "not JSON: Expecting property name", id="no-quotes"),
        pytest.param(b'{"id": "a"', {}, "not JSON", id="cut-off"),
        pytest.param(b"[1]", {}, "expected an object, got list", id="list"),
        pytest.param(b'"text"', {}, "expected an object, got str", id="string"),
        pytest.param('{"id": "가"}'.encode("cp949"), {}, "not UTF-8 (byte 9)", id="cp949"),
        pytest.param(b"[" * 100_000, {}, "not JSON", id="deep"),
        pytest.param(b"\x00\x01", {}, "not JSON", id="binary"),
    ],
)
def test_read_one_line(raw: bytes, row: dict[str, Any], error: str) -> None:
    (line,) = jsonl.read([raw])
    assert (line.number, line.row) == (1, row)
    assert error in line.error
    assert bool(error) == bool(line.error)


def test_read_counts_blank_lines_but_leaves_them_out() -> None:
    assert [line.number for line in jsonl.read([b"\n", b"{}\n", b"  \n", b"{}"])] == [2, 4]


@pytest.mark.parametrize(
    ("row", "required", "want"),
    [
        pytest.param({"k": "v"}, True, "v", id="text"),
        pytest.param({"k": None}, False, None, id="null"),
        pytest.param({}, False, None, id="absent"),
        pytest.param({"k": ""}, False, "", id="empty-optional"),
        pytest.param({}, True, jsonl.LineError("key 'k': expected text, got nothing"), id="absent-required"),
        pytest.param({"k": " \n"}, True, jsonl.LineError("key 'k': expected text, got \" \\n\""), id="blank-required"),
        pytest.param({"k": 3}, False, jsonl.LineError("key 'k': expected text, got 3"), id="number"),
        pytest.param({"k": ["a"]}, True, jsonl.LineError("key 'k': expected text, got [\"a\"]"), id="list"),
    ],
)
def test_text_field(row: dict[str, Any], required: bool, want: str | jsonl.LineError | None) -> None:
    if isinstance(want, jsonl.LineError):
        with pytest.raises(jsonl.LineError) as caught:
            jsonl.text_field(row, "k", required=required)
        assert str(caught.value) == str(want)
    else:
        assert jsonl.text_field(row, "k", required=required) == want


def test_convert_keeps_order_and_lets_the_good_lines_through() -> None:
    out, told = io.StringIO(), []

    def work(row: dict[str, Any]) -> dict[str, Any]:
        if row["id"] == "c":
            raise jsonl.LineError("no such sum")
        if row["id"] == "d":
            return {"id": "d", "problem": "not Korean"}
        return row | {"도시": "세종"}

    lines = [b'{"id": "a"}', b"oops", b'{"id": "b"}', b'{"id": "c"}', b'{"id": "d"}']
    counts = jsonl.convert(jsonl.read(lines), work, out, lambda *args: told.append(args))
    assert counts == (2, 3)
    assert [json.loads(row) for row in out.getvalue().splitlines()] == [
        {"id": "a", "도시": "세종"},
        {"id": "b", "도시": "세종"},
        {"id": "d", "problem": "not Korean"},
    ]
    assert [number for number, _ in told] == [2, 4, 5]
    assert [why for _, why in told][1:] == ["no such sum", "not Korean"]


def test_replacing_puts_the_whole_file_in_place(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with jsonl.replacing(path) as out:
        out.write("새 줄\n")
        assert path.read_text() == "old"
    assert path.read_text(encoding="utf-8") == "새 줄\n"
    assert os.listdir(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError], ids=["interrupt", "error"])
def test_replacing_leaves_the_old_file_when_it_goes_wrong(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def write_half() -> None:
        with jsonl.replacing(path) as out:
            out.write("half")
            raise error

    with pytest.raises(error):
        write_half()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("name", ["nowhere/out.jsonl", "."], ids=["no-folder", "is-a-folder"])
def test_replacing_names_the_file_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(OSError, match="out.jsonl" if name != "." else str(tmp_path)) as caught,
        jsonl.replacing(tmp_path / name),
    ):
        pass
    assert caught.value.filename == str(tmp_path / name)
    assert os.listdir(tmp_path) == []
