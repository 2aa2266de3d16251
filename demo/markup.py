"""The only place that turns a post's plain body into the HTML that a site's editor leaves behind."""

import re
from html import escape

_HWP_SPAN = '<span style="font-family:함초롬바탕;mso-font-width:100%;letter-spacing:0pt;">{}</span>'
_HWP_NUMBER = '<span lang="EN-US" style="letter-spacing:0pt;mso-ascii-font-family:함초롬바탕;">{}</span>'


def paragraphs(body: str) -> list[str]:
    """The body's paragraphs, tables among them."""
    return [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]


def rows(paragraph: str) -> list[list[str]]:
    """The cells of a table paragraph; empty where the paragraph is no table."""
    lines = paragraph.split("\n")
    return [line.strip("|").split("|") for line in lines] if all(line.startswith("|") for line in lines) else []


def html(body: str, style: str) -> str:
    """The body as the editor writes it: `p` paragraphs, `br` line breaks, `hwp` pasted from the word processor."""
    if style == "br":
        return "<br /><br />\n".join(_table(rows(p)) or _lines(p) for p in paragraphs(body))
    write = _hwp if style == "hwp" else _paragraph
    return "\n".join(_table(rows(p)) or write(p) for p in paragraphs(body))


def plain(body: str) -> str:
    """The body as one preview text, the way cards and meta tags repeat it."""
    return escape("\n\n".join(" ".join(" ".join(row) for row in rows(p)) or p for p in paragraphs(body)))


def lead(body: str, length: int = 90) -> str:
    """The first characters of the body, cut where the software cuts them."""
    return escape(" ".join(body.split())[:length] + "...")


def _paragraph(text: str) -> str:
    return f"<p>{_lines(text)}</p>"


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br />\n")


def _hwp(text: str) -> str:
    """A pasted paragraph: every run of digits is a span of its own, as the word processor exports it."""
    runs = [run for run in re.split(r"(\d[\d.,]*)", _lines(text)) if run]
    spans = "".join((_HWP_NUMBER if run[0].isdigit() else _HWP_SPAN).format(run) for run in runs)
    return f'<p class="0" style="line-height:180%;margin-top:0.0pt;">{spans}</p>'


def _table(cells: list[list[str]]) -> str:
    """The first row as headings. Empty where there are no cells."""
    if not cells:
        return ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in cells[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells[1:])
    return f'<table class="tbl" border="1"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
