"""The only place that says when two addresses are one: session ids, search and page parameters, fragments go."""

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

_SESSION = re.compile(r";(?:jsessionid|phpsessid)[^/?#]*", re.I)
_KEY = re.compile(r"(?<=[?&]serviceKey=)[^&#\s]+")
_DEFAULT_PORT = re.compile(r"^(?P<host>.+):(?P<port>80|443)$")
_PORTS = {"80": "http", "443": "https"}
# Where no board family says which parameters name a post, these say how it was reached, never which one it is.
_VOLATILE = re.compile(
    r"(?:c|cur|curr|n|move|start|goto|q_curr)?page(?:_?(?:no|num|index|unit|size|cnt|idx))?|(?:now|"
    r"current)page(?:num|no)?"
    r"|cntperpage|recordcnt|recordcountperpage|(?:q_)?rowper(?:page)?|row_cnt|ofr_pagesize|list_?cnt"
    r"|(?:q_)?(?:search|srch|sch)[\w.]*|keyword|keyfield|orderby|order|sort(?:by|order)?|find"
    r"|utm_\w+|fbclid|gclid|phpsessid|jsessionid",
    re.I,
)


def without_session(address: str) -> str:
    """The address or path without `;jsessionid=…`."""
    return _SESSION.sub("", address) if ";" in address else address


def absolute(base: str, link: str) -> str:
    """The link as an absolute address; white space inside, which browsers drop, goes. ValueError for no address."""
    link = re.sub(r"[\t\r\n]", "", link.strip()).replace("&amp;", "&")
    if link.startswith("/") and not link.startswith("//") and "/." not in link:
        return "/".join(base.split("/", 3)[:3]) + link  # most links of a page; urljoin takes ten times as long
    return urljoin(base, link)


def canonical(url: str, keep: Collection[str] | None = None) -> str:
    """One form for all addresses of a page: no session, fragment or empty parameter; parameters by name.

    `keep` is the whitelist of the parameters that identify a post. Without one only parameters that never do are
    dropped: page, search and order, tracking."""
    address, _, query = url.strip().replace("&amp;", "&").partition("#")[0].partition("?")
    scheme, _, rest = without_session(address).partition("://")
    netloc, slash, path = rest.partition("/")
    pairs = sorted({pair for pair in query.split("&") if pair.partition("=")[2]}, key=lambda pair: pair.partition("="))
    wanted = "&".join(pair for pair in pairs if _identifies(pair.partition("=")[0], keep))
    mark = "?" if wanted else ""
    return f"{scheme.lower()}://{_host(scheme.lower(), netloc.lower())}{slash}{path}{mark}{wanted}"


def without_key(text: str) -> str:
    """The address, or a text with addresses, without the key of a public API: it is the operator's own."""
    return _KEY.sub("-", text) if "serviceKey=" in text else text


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with one parameter set: in its place where it stands already, else at the end."""
    address, _, query = url.partition("#")[0].partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    if any(pair.partition("=")[0] == name for pair in pairs):
        pairs = [f"{name}={value}" if pair.partition("=")[0] == name else pair for pair in pairs]
    else:
        pairs.append(f"{name}={value}")
    return f"{address}?{'&'.join(pairs)}"


def parameters(url: str) -> dict[str, str]:
    """The query's parameters as they are written, undecoded: a value in EUC-KR must survive."""
    query = url.replace("&amp;", "&").partition("#")[0].partition("?")[2]
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return {name: value for name, _, value in pairs}


@lru_cache(maxsize=4)  # every family asks it of the page at hand
def path(url: str) -> str:
    """The path without session id, '/…' or ''. Never raises, whatever a page calls an address."""
    place = url.partition("#")[0].partition("?")[0]
    _, slash, rest = place.partition("://")[2].partition("/")
    return without_session(slash + rest)


def host(url: str) -> str:
    """The host without `www.` and port, the name that a source is known by. '' for an address that is broken."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _identifies(name: str, keep: Collection[str] | None) -> bool:
    return not _is_volatile(name) if keep is None else name in keep


@lru_cache(maxsize=4096)
def _is_volatile(name: str) -> bool:
    return _VOLATILE.fullmatch(name) is not None


def _host(scheme: str, netloc: str) -> str:
    found = _DEFAULT_PORT.match(netloc)
    return found["host"] if found and _PORTS[found["port"]] == scheme else netloc
