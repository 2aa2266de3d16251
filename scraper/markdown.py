"""The only place that reads Markdown: front matter, embedded HTML (bs4), headings, pipe tables."""

import re

from bs4 import BeautifulSoup, Tag

from scraper.bounds import tabled
from scraper.normal import normalise, squeeze
from scraper.pieces import Piece
from scraper.stamps import parse
from scraper.textdump import Dump, read

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_PAIR = re.compile(r"^(?P<key>[\w-]+):[ \t]*(?P<value>.*)$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_MARKS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_HTML = re.compile(r"<(?:p|div|table|tr|h[1-6]|ul|ol|li|br|span|img|figure|blockquote|section)\b", re.I)
_CLOSING = re.compile(r"</(?:p|div|td|tr|table|h[1-6]|li)>", re.I)
_ADDRESS = re.compile(r"\]\((?:https?:|/)")
# Three and more list items in a row that are a link and nothing else: a menu, a ranking, a list of other stories.
_LINK_LIST = re.compile(r"(?:^[ \t]*(?:[*+•-]|\d{1,2}[.)])[ \t]+!?\[[^\]\n]*\]\([^)\n]*\)[ \t]*(?:\n|\Z)){3,}", re.M)
_LEADS = ("excerpt", "description", "summary", "feature_text", "lead")
_DATES = ("date", "published", "published_at", "publishdate", "created")
_PUBLISHERS = ("publisher", "source", "site", "agency")


def looks_like(text: str) -> bool:
    """A text that begins with front matter, or has Markdown headings."""
    return bool(_FRONT.match(text)) or bool(re.search(r"^#{1,3} \S", text, re.M))


def has_markup(text: str) -> bool:
    """Front matter, three closing tags, or three links in Markdown and more: no plain text dump has them."""
    return bool(_FRONT.match(text)) or len(_CLOSING.findall(text)) >= 3 or len(_ADDRESS.findall(text)) >= 3


def read_markdown(text: str, title: str = "") -> Dump:
    """Front matter gives title, date and lead (kept once); the rest is read like a text dump, its HTML drawn."""
    text = normalise(text).lstrip()
    front = _FRONT.match(text)
    values = _front_matter(front["yaml"]) if front else {}
    rest = text[front.end() :] if front else text
    title = title or squeeze(values.get("title", ""))
    dump = read(_plain(_drawn(rest) if _HTML.search(rest) else rest), title)
    leads = list(dict.fromkeys(squeeze(values[k]) for k in _LEADS if values.get(k)))
    lead = [Piece("paragraph", text) for text in leads if not _repeated(text, dump.pieces)]
    at = 1 if dump.pieces and dump.pieces[0].kind == "title" else 0
    dump.pieces[at:at] = lead
    dump.said.published = next((d for k in _DATES if (d := parse(values.get(k, "")))), dump.said.published)
    dump.said.publisher = next((squeeze(values[k]) for k in _PUBLISHERS if values.get(k)), dump.said.publisher)
    return dump


def _front_matter(yaml: str) -> dict[str, str]:
    """Top-level `key: value` pairs; folded and literal values (`>`, `|`) and quoted ones included, lists left out."""
    out: dict[str, str] = {}
    key = ""
    for line in yaml.split("\n"):
        pair = _PAIR.match(line)
        if pair:
            key, value = pair["key"].lower(), pair["value"].strip()
            out[key] = "" if value in (">", "|", ">-", "|-", ">+", "|+") else value.strip("\"'")
        elif key and line.startswith((" ", "\t")) and not line.lstrip().startswith("- "):
            out[key] = f"{out[key]} {line.strip()}".strip()
    return out


def _plain(markdown: str) -> str:
    """Markdown marks taken off, line by line; tables stay drawn with bars."""
    out = []
    for line in _LINK_LIST.sub("\n", markdown).split("\n"):
        bare = _LINK.sub(r"\1", _IMAGE.sub("", _HEADING.sub("", line)))
        bare = _MARKS.sub(r"\2", _MARKS.sub(r"\2", bare))
        out.append(re.sub(r"^\s{0,3}>\s?", "", bare))
    return "\n".join(out)


_UNREAD = ["script", "style", "noscript", "iframe", "object", "button", "select", "input", "svg", "nav", "template"]
_BLOCKS = [
    "p",
    "div",
    "section",
    "article",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "figure",
    "pre",
]


def _drawn(markdown: str) -> str:
    """Embedded HTML as plain lines: a block a line, a table's row a line with bars, a caption behind its mark."""
    soup = BeautifulSoup(tabled(markdown), "html.parser")  # leaves '<사진=…>', which is no tag, as text
    for tag in soup(_UNREAD):
        tag.decompose()
    for table in soup("table"):
        if not table.find("table"):  # of nested tables the inmost is one of data
            table.replace_with("\n" + "\n".join(filter(None, map(_row, table("tr")))) + "\n")
    for line_break in soup("br"):
        line_break.replace_with("\n")
    for caption in soup(["figcaption", "caption"]):
        caption.insert(0, "\n▲ ")
        caption.append("\n")
    for block in soup(_BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    return soup.get_text()


def _row(row: Tag) -> str:
    cells = [squeeze(cell.get_text(" ")) for cell in row(["td", "th"])]
    return f"| {' | '.join(cells)} |" if any(cells) else ""


def _repeated(lead: str, pieces: list[Piece]) -> bool:
    """A lead that the body holds already."""
    key = re.sub(r"\W+", "", lead)
    return bool(key) and key in "".join(re.sub(r"\W+", "", p.text) for p in pieces)
