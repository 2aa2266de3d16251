"""The only place that writes an HWPX file: the attachment that holds a release's whole text."""

import io
import zipfile
from html import escape

from demo import markup
from demo.content import ROOT

_STAMP = (2024, 9, 24, 9, 0, 0)  # fixed, so that the same text gives the same bytes
_FIXED = {
    "version.xml": "version.xml",
    "settings.xml": "settings.xml",
    "META-INF/container.xml": "container.xml",
    "Contents/content.hpf": "content.hpf",
    "Contents/header.xml": "header.xml",
}
_SECTION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
    '<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">{}</hs:sec>'
)


def build(body: str) -> bytes:
    """A text of paragraphs and tables (the plain form of demo.content) as the bytes of an HWPX file."""
    pieces = [_table(cells) if (cells := markup.rows(p)) else _paragraph(p) for p in markup.paragraphs(body)]
    parts = {name: ROOT.joinpath("hwpx", file).read_text(encoding="utf-8") for name, file in _FIXED.items()}
    parts["Contents/section0.xml"] = _SECTION.format("".join(pieces))
    parts["Preview/PrvText.txt"] = "\r\n".join(markup.paragraphs(body))[:1000]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # OCF: the media type comes first and uncompressed, so that its bytes stand at a fixed place.
        archive.writestr(zipfile.ZipInfo("mimetype", _STAMP), "application/hwp+zip", zipfile.ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(text: str) -> str:
    return (
        '<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
        f'<hp:run charPrIDRef="0"><hp:t>{escape(text, quote=False)}</hp:t></hp:run></hp:p>'
    )


def _table(cells: list[list[str]]) -> str:
    rows = "".join(
        "<hp:tr>" + "".join(_cell(text, row, column) for column, text in enumerate(line)) + "</hp:tr>"
        for row, line in enumerate(cells)
    )
    table = (
        f'<hp:tbl id="1" zOrder="0" rowCnt="{len(cells)}" colCnt="{len(cells[0])}" cellSpacing="0" borderFillIDRef="1">'
        f'<hp:sz width="42000" widthRelTo="ABSOLUTE" height="{1800 * len(cells)}" heightRelTo="ABSOLUTE" protect="0"/>'
        f"{rows}</hp:tbl>"
    )
    return (
        '<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
        f'<hp:run charPrIDRef="0">{table}<hp:t/></hp:run></hp:p>'
    )


def _cell(text: str, row: int, column: int) -> str:
    return (
        '<hp:tc name="" header="0" hasMargin="0" protect="0" editable="0" dirty="0" borderFillIDRef="1">'
        '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="CENTER">'
        f'{_paragraph(text)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        '<hp:cellSpan colSpan="1" rowSpan="1"/><hp:cellSz width="14000" height="1800"/></hp:tc>'
    )
