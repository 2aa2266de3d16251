"""The only place that reads the office out of one list row."""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from scraper.cells import LABEL, LONG, classed, fold, heading, in_script
from scraper.days import read_day

_DEPARTMENT = re.compile("부서|담당|제공기관|기관명|출처|소속")
_DEPARTMENT_CLASS = re.compile(r"dept|depart|buseo|team", re.I)


def department(nodes: Iterable[LexborNode], selectors: Iterable[str] = ()) -> str | None:
    """The office that a row names in a cell, label or class of that meaning; None where it names none."""
    nodes = list(nodes)
    chosen = [fold(part.text()) for selector in selectors for node in nodes for part in node.css(selector)]
    if selectors:
        return next((text for text in chosen if text), None)
    label = ""
    for node in nodes:
        for part in node.traverse(include_text=True):
            text = fold(part.text_content or "") if part.tag == "-text" else ""
            if text and len(text) <= LONG and not in_script(part):
                if _names_office(text, label, part):
                    return re.sub(r"^\W*[가-힣]{2,6}\s*[:：]\s*", "", text)
                label = text if LABEL.fullmatch(text) else ""
    return None


def _names_office(text: str, label: str, part: LexborNode) -> bool:
    if LABEL.fullmatch(text) or not re.search("[가-힣]", text) or read_day(text):
        return False
    own = re.match(r"\W*([가-힣]{2,6})\s*[:：]\s*\S", text)
    said = f"{label} {heading(part)} {own[1] if own else ''}"
    return bool(_DEPARTMENT.search(said)) or classed(part, _DEPARTMENT_CLASS)
