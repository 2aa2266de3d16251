"""The only place that decides which network addresses may be asked: public ones, unless a source says otherwise.

A crawler follows links that strangers write, so a page can point it at the machine it runs on. Names are resolved
first and every address is judged; the connection then goes to the judged address, never to the name again, so that
a second answer of the name server (DNS rebinding) changes nothing.
"""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]
"""(host, port) → the texts of its IP addresses; raises OSError (socket.gaierror) where the name has none."""

# Answer with credentials to whoever asks from inside: AWS, GCP, Oracle, OpenStack; AWS over IPv6; Alibaba; and Azure's
# host agent, which alone among them is a public address. Refused even where a source allows private addresses.
_METADATA = frozenset(map(ip_address, ("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16")))
_EMBEDDING = (ip_network("64:ff9b::/96"), ip_network("::/96"))  # RFC 6052, RFC 4291: the last 32 bits are IPv4
_NOT_PUBLIC = (  # special by IANA or RFC, yet "global" to some versions of ipaddress
    ip_network("fec0::/10"),  # site-local, RFC 3879
    ip_network("64:ff9b:1::/48"),  # local NAT64, RFC 8215
    ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
)
# What inet_aton reads as IPv4 beside dotted decimals: 2130706433, 0x7f.1, 0177.0.0.1 (WHATWG URL calls them numbers)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)


class AddressRefused(Exception):
    """The host leads to an address that we do not ask. `reason`: private-address, metadata-address, bad-address."""

    def __init__(self, host: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{host}: {reason} {detail}".rstrip())
        self.host, self.reason, self.detail = host, reason, detail


def system_resolver(host: str, port: int) -> list[str]:
    """The system's own answer, in its order, without doubles."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def literal(host: str) -> Address | None:
    """The address that a host writes out itself ('10.0.0.1', '[::1]', '0x7f.1'), None where it is a name."""
    bare = host.removeprefix("[").removesuffix("]")
    try:
        return ip_address(bare)
    except ValueError:
        if not _NUMERIC.fullmatch(bare):
            return None
    try:
        return IPv4Address(socket.inet_aton(bare.removesuffix(".")))
    except OSError as exc:
        raise AddressRefused(host, "bad-address", "a number that is no IPv4 address") from exc


def inner(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    embedded = int(address) > 1 and any(address in net for net in _EMBEDDING)  # :: and ::1 are themselves
    return IPv4Address(int(address) & 0xFFFFFFFF) if embedded else address


def refusal(address: Address, *, allow_private: bool = False) -> str | None:
    """Why an address is not asked, None where it may be.

    Public is what IANA's special-purpose registries call globally reachable, minus multicast; so private, loopback,
    link-local, unspecified, carrier-grade NAT (100.64.0.0/10), documentation and reserved ranges are all refused.
    `allow_private` opens the private, loopback and link-local ones, never metadata, multicast or 0.0.0.0.
    """
    real = inner(address)
    if address in _METADATA or real in _METADATA:
        return "metadata-address"
    if real.is_multicast or real.is_unspecified or real == IPv4Address("255.255.255.255"):
        return "private-address"
    if any(real in net for net in _NOT_PUBLIC):
        return None if allow_private else "private-address"
    if real.is_global or (allow_private and (real.is_private or real.is_loopback or real.is_link_local)):
        return None
    return "private-address"


def addresses(host: str, port: int, resolver: Resolver, *, allow_private: bool = False) -> list[str]:
    """The addresses of a host that may be connected to, in the resolver's order.

    One refused address among several refuses the host: a name that mixes public and private ones is set up to
    be rebound. Raises AddressRefused, and OSError from the resolver.
    """
    written = literal(host)
    found = [written] if written is not None else [ip_address(text) for text in resolver(host, port)]
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, f"no address for {host}")
    for address in found:
        if reason := refusal(address, allow_private=allow_private):
            raise AddressRefused(host, reason, str(address))
    return [str(address) for address in found]
