"""The only place that forgives a server its header lines: what browsers read, h11 would refuse, and the page with it.

Nothing that decides where a body ends is guessed: two different lengths stay an error.
"""

import re

_END = re.compile(rb"\n\r?\n")
_BREAK = re.compile(rb"\r?\n")
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_CONTROL = re.compile(rb"[\r\0]")
_EMPTY = frozenset({b"content-length:", b"transfer-encoding:", b"transfer-encoding:identity"})
LIMIT = 100 * 1024  # bytes; what h11 takes for a head at most


def end(data: bytes) -> int | None:
    """Where the head ends, None while it has not."""
    found = _END.search(data)
    return found.end() if found else None


def mend(head: bytes) -> bytes:
    """A head that h11 reads. Space before a colon goes (RFC 9112, 5.1), CR and NUL in a value become spaces (RFC 9110,
    5.5), and lines that are no header are left out, as browsers do: no colon, no name, an empty Content-Length, a
    Transfer-Encoding that is said twice or is 'identity'."""
    first, *lines = _BREAK.split(head.strip(b"\r\n"))
    kept, seen, goes_on = [first], set[bytes](), False
    for line in lines:
        if line[:1] in (b" ", b"\t"):  # goes on from the line before (RFC 9112, 5.2)
            kept += [line] if goes_on else []
            continue
        name, colon, value = line.partition(b":")
        name, value = name.rstrip(b" \t"), _CONTROL.sub(b" ", value)
        pair = name.lower() + b":" + value.strip().lower()
        twice = pair in seen and pair.startswith(b"transfer-encoding:")
        goes_on = bool(colon and _TOKEN.fullmatch(name)) and pair not in _EMPTY and not twice
        if goes_on:
            seen.add(pair)
            kept.append(name + b":" + value)
    return b"\r\n".join(kept) + b"\r\n\r\n"
