"""Attachments: HWPX built here, broken and hostile files, and the measured ones where they are."""

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from scraper import hwpx, office
from scraper.attachments import read_attachment
from scraper.clean import clean_file, is_thin, with_attachment
from scraper.pieces import Piece
from scraper.records import Article, Attachment

NS = 'xmlns:hs="urn:section" xmlns:hp="urn:paragraph"'
LEAD = "나루시는 몽골 다르항시 공무원 12명이 지난 7일부터 나흘 동안 시에 머물며 상수도 운영을 배웠다고 11일 밝혔다."
TITLE = "나루 수돗물 배우러 온 몽골 다르항시 공무원 12명"


def paragraph(text: str) -> str:
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def cell(text: str, row: int, column: int) -> str:
    address = f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
    return f"<hp:tc><hp:subList>{paragraph(text)}</hp:subList>{address}</hp:tc>"


def table(*rows: tuple[str, ...]) -> str:
    inner = "".join(
        "<hp:tr>" + "".join(cell(text, y, x) for x, text in enumerate(row) if text) + "</hp:tr>"
        for y, row in enumerate(rows)
    )
    return f"<hp:p><hp:run><hp:t>앞말</hp:t><hp:tbl>{inner}</hp:tbl></hp:run></hp:p>"


def hwpx_file(*parts: str, manifest: str = "<m/>", **extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/hwp+zip")
        archive.writestr("META-INF/manifest.xml", manifest)
        for number, part in enumerate(parts):
            archive.writestr(f"Contents/section{number}.xml", f"<hs:sec {NS}>{part}</hs:sec>")
        for name, data in extra.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_hwpx_paragraphs_in_order_of_sections() -> None:
    tens = [paragraph(f"{n}번 문단") for n in range(12)]
    found = read_attachment(hwpx_file(*tens), "보도자료.hwpx")
    assert (found.status, found.media) == ("ok", "hwpx")
    assert found.text.split("\n") == [f"{n}번 문단" for n in range(12)]


def test_hwpx_inline_marks() -> None:
    inner = "<hp:p><hp:run><hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라</hp:t></hp:run><hp:run><hp:t>마</hp:t></hp:run></hp:p>"
    assert read_attachment(hwpx_file(inner), "a.hwpx").text == "가 나\n다 라마"


def test_hwpx_table_rows_and_merged_cells() -> None:
    part = table(("나라", "도시", "인원"), ("몽골", "다르항", "7명"), ("", "에르데네트", "5명"))
    pieces = hwpx.read(hwpx_file(part))
    assert [p.kind for p in pieces] == ["paragraph", "table"]
    assert pieces[1].rows == (("나라", "도시", "인원"), ("몽골", "다르항", "7명"), ("", "에르데네트", "5명"))
    assert (
        read_attachment(hwpx_file(part), "a.hwpx").text
        == "앞말\n나라 | 도시 | 인원\n몽골 | 다르항 | 7명\n에르데네트 | 5명"
    )


def test_hwpx_frame_of_one_cell_is_text() -> None:
    assert [p.kind for p in hwpx.read(hwpx_file(table((LEAD,))))] == ["paragraph", "paragraph"]


def test_hwpx_text_box_and_note() -> None:
    box = f"<hp:p><hp:run><hp:t>본문</hp:t><hp:rect><hp:drawText><hp:subList>{paragraph('상자 글')}</hp:subList></hp:drawText></hp:rect></hp:run></hp:p>"
    assert read_attachment(hwpx_file(box), "a.hwpx").text == "본문\n상자 글"


def test_hwpx_deep_nesting_ends() -> None:
    nested = paragraph("속") * 1
    for _ in range(60):
        nested = f"<hp:p><hp:run><hp:tbl><hp:tr><hp:tc><hp:subList>{nested}</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"
    assert read_attachment(hwpx_file(paragraph("겉") + nested), "a.hwpx").text == "겉"


def broken_zip() -> bytes:
    whole = hwpx_file(paragraph(LEAD))
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    return hwpx_file(paragraph("가" * 30_000_000))


BAD = {
    "nothing": (b"", "empty"),
    "blank": (b" \r\n", "empty"),
    "no_text": (hwpx_file("<hp:p/>"), "empty"),
    "encrypted": (hwpx_file(paragraph("암호"), manifest="<m><odf:encryption-data/></m>"), "encrypted"),
    "cut_zip": (broken_zip(), "broken"),
    "no_section": (hwpx_file(), "broken"),
    "bomb": (bomb(), "too_large"),
    "entity_bomb": (hwpx_file(paragraph("&a;")), "empty"),
    "ole_of_zeros": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "broken"),
    "pdf_of_junk": (b"%PDF-1.7\n" + b"junk " * 99, "broken"),
    "docx": (b"PK\x03\x04" + bytes(99), "unsupported"),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(99), "unsupported"),
    "executable": (b"MZ" + bytes(range(32)) * 99, "unsupported"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_have_a_status_and_no_text(case: str) -> None:
    data, status = BAD[case]
    found = read_attachment(data, f"{case}.hwp")
    assert (found.status, found.text) == (status, "")


def test_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_BYTES", 1000)
    assert read_attachment(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.hwp").status == "too_large"


def test_parser_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("reader", 30)

    monkeypatch.setattr(office.subprocess, "run", hang)
    opened = office.open_file(hwpx_file(paragraph(LEAD)), "hwpx")
    assert (opened.status, opened.pieces) == ("too_large", ())


def test_error_page_with_the_name_of_a_file() -> None:
    html = f"<!DOCTYPE html><html><body><p>{LEAD}</p></body></html>".encode()
    found = read_attachment(html, "보도자료.hwp")
    assert (found.status, found.media, found.text) == ("ok", "html", LEAD)


def test_text_file() -> None:
    found = read_attachment(f"{TITLE}\r\n\r\n{LEAD}".encode("cp949"), "a.txt")
    assert (found.media, found.text) == ("text", f"{TITLE}\n{LEAD}")


def test_contacts_are_not_stored() -> None:
    found = read_attachment(hwpx_file(paragraph("문의 041-123-4567 a.b@naru.example")), "a.hwpx")
    assert "4567" not in found.text
    assert "a.b" not in found.text


def english_pdf() -> bytes:
    """A document with one page and no text: enough to see that a sound file without text is 'empty', not 'broken'."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_pdf_without_text() -> None:
    found = read_attachment(english_pdf(), "a.pdf")
    assert (found.status, found.media) == ("empty", "pdf")


def release() -> bytes:
    return hwpx_file(
        paragraph("나루시 보도자료"),
        paragraph("보도일시: 2026. 3. 12.(목) 배포 즉시"),
        paragraph(TITLE),
        paragraph(f"□ {LEAD}"),
        table(("나라", "인원"), ("몽골", "12명")),
    )


def test_file_is_read_like_a_release() -> None:
    found = clean_file("보도자료.hwpx", release())
    assert (found.title, found.method, str(found.published)) == (TITLE, "hwpx", "2026-03-12")
    assert f"□ {LEAD}" in found.text
    assert [b.rows for b in found.blocks if b.kind == "table"] == [(("나라", "인원"), ("몽골", "12명"))]


def test_thin_page_takes_its_body_from_the_file() -> None:
    page = Article(
        text=f"{TITLE}\n자세한 내용은 붙임.", title=TITLE, attachments=(Attachment(name="보도자료.hwpx", url="/f/1"),)
    )
    assert is_thin(page)
    found = with_attachment(page, "보도자료.hwpx", release(), "/f/1")
    assert found.text.startswith(TITLE + "\n")
    assert LEAD in found.text
    assert found.method == "hwpx:보도자료.hwpx"
    assert [(a.name, a.status, a.url) for a in found.attachments] == [("보도자료.hwpx", "ok", "/f/1")]


def test_full_page_keeps_its_body() -> None:
    page = Article(text="\n".join([TITLE, *[LEAD] * 6]), title=TITLE)
    found = with_attachment(page, "보도자료.hwpx", release())
    assert (found.text, found.attachments[0].status) == (page.text, "ok")


def test_unreadable_file_leaves_the_page_alone() -> None:
    page = Article(text=TITLE, title=TITLE)
    found = with_attachment(page, "a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900))
    assert (found.text, found.attachments[0].status) == (TITLE, "broken")


def test_pieces_survive_the_process() -> None:
    opened = office.open_file(release(), "hwpx")
    assert opened.status == "ok"
    assert opened.pieces[-1] == Piece("table", "나라 | 인원\n몽골 | 12명", (("나라", "인원"), ("몽골", "12명")))


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "attachments"


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.skipif(not SHARED.exists(), reason="the measurement files are not here")
def test_measured_files() -> None:
    for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = read_attachment((SHARED / gold["file"]).read_bytes(), gold["file"])
        assert found.media == gold["format"], gold["file"]
        assert found.status == ("encrypted" if gold["encrypted"] else "ok"), gold["file"]
        for piece in gold["must"] + gold["table_cells"]:
            assert fold(piece) in fold(found.text), (gold["file"], piece)
        assert not (gold["encrypted"] and found.text)
