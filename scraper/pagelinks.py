"""The only place that reads off a list page how its next page is asked for: the address behind its '2'."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper import urls

_TWO = re.compile(r"\[?\s*2\s*\]?|2\s*(?:페이지|쪽)(?:로)?(?:\s*이동)?|(?:페이지|page)\s*2", re.I)


def parameter(html: str, url: str) -> str | None:
    """The parameter that holds the page's number, None where no link says so or several differ.

    `url` is the list page's own address; a link to another path leads to another list, and a script tells nothing."""
    listed, path = urls.parameters(url), urls.path(url)
    found = set()
    for node in LexborHTMLParser(html).css("a[href]"):
        if not _is_two(node):
            continue
        try:
            address = urls.absolute(url, node.attributes.get("href") or "")
        except ValueError:  # not an address at all, such as http://[
            continue
        given = urls.parameters(address)
        if urls.host(address) == urls.host(url) and urls.path(address) == path:
            found |= {name for name, value in given.items() if value == "2" and listed.get(name) != "2"}
    return found.pop() if len(found) == 1 else None


def _is_two(node: LexborNode) -> bool:
    texts = (node.text(), node.attributes.get("title") or "", node.attributes.get("aria-label") or "")
    return any(_TWO.fullmatch(text.strip()) for text in texts)
