"""The only place that finds bare numbers: '(인도네시아 3, 필리핀 3)' and the cells of tables, which carry no unit."""

import re
from collections.abc import Iterator

from extract.numerals import parse
from extract.records import Count, Mention

_NAME = r"[가-힣A-Za-z·]{1,20}(?:\([가-힣A-Za-z]{1,20}\))?"
_NUMBER = r"(?:[1-9]\d{0,3}|[1-9]\d?,\d{3})"
_ITEM = rf"{_NAME}(?: |(?<=[가-힣)])){_NUMBER}(?: ?여? ?명)?"
_LIST = re.compile(rf"(?<![가-힣A-Za-z\d]){_ITEM}(?: ?[,·/] ?{_ITEM}){{1,80}}(?= ?(?:[)\n]|등|, ?총|$))")
_ONE = re.compile(rf"({_NAME}) ?({_NUMBER})( ?여? ?명)?(?= ?(?:[,·/)\n]|등|$))")
_LABEL = re.compile(r"(?:국적|국가|나라|인원|참가|구성|성별|지역|대륙)[^(\n]{0,6}[:(] ?$|\($")
_ROW = re.compile(r"(?m)^[^\n|]*\|[^\n]*$")
_CELL = re.compile(r"[^|\n]+")


def find(norm: str) -> list[Mention]:
    """Mentions of field bare. Note 'list' for the items of a list in brackets, behind a label or of three items and
    more; note 'row' for number cells of a table row. A list whose items all carry 명 yields none: they are people."""
    return _lists(norm) + _rows(norm)


def _lists(norm: str) -> list[Mention]:
    out: list[Mention] = []
    for block in _blocks(norm):
        items = [
            i for i in _ONE.finditer(norm, block.start(), min(len(norm), block.end() + 2)) if i.end() <= block.end()
        ]
        if len(items) < 2 or all(item[3] for item in items):
            continue
        if len(items) < 3 and not _LABEL.search(norm[max(0, block.start() - 12) : block.start()]):
            continue
        for item in items:
            out.append(Mention("bare", Count(parse(item[2])), item.start(2), item.end(2), "list item", "list"))
    return out


_BETWEEN = re.compile(r"\d(?: ?여? ?명)? ?[,·/] ?[가-힣A-Za-z·]")  # the end of an item and the next one's beginning


def _blocks(norm: str) -> Iterator[re.Match[str]]:
    """Every list; lists run over no line's end, so lines without two items side by side need no look."""
    end = -1
    for hit in _BETWEEN.finditer(norm):
        if hit.start() > end:
            end = norm.find("\n", hit.start())
            end = len(norm) if end < 0 else end
            yield from _LIST.finditer(norm, norm.rfind("\n", 0, hit.start()) + 1, end)


def _rows(norm: str) -> list[Mention]:
    out: list[Mention] = []
    for row in _ROW.finditer(norm):
        for cell in _CELL.finditer(norm, row.start(), row.end()):
            hit = re.fullmatch(r"\s*(\d{1,3}(?:,\d{3})+|\d{1,5})(?: ?명)?\s*", cell.group())
            if hit:
                start = cell.start() + hit.start(1)
                out.append(Mention("bare", Count(parse(hit[1])), start, cell.start() + hit.end(1), "table cell", "row"))
    return out
