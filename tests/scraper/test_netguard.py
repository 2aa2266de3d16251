"""Which addresses are asked. Nothing here opens a socket."""

import socket
from ipaddress import ip_address

import pytest

from scraper.netguard import AddressRefused, addresses, literal, refusal

PUBLIC = ["8.8.8.8", "211.34.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "10.0.0.5",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.1.1",
    "::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:a00:1::",
    "192.0.2.7",
    "198.18.0.1",
]
NEVER = [
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "239.255.255.250",
    "ff02::1",
    "255.255.255.255",
    "100.64.0.1",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "100.100.100.200",
    "168.63.129.16",
    "fd00:ec2::254",
]
NUMBERS = {
    "2130706433": "127.0.0.1",
    "0x7f000001": "127.0.0.1",
    "0x7f.1": "127.0.0.1",
    "0177.0.0.1": "127.0.0.1",
    "127.1": "127.0.0.1",
    "127.0.0.1.": "127.0.0.1",
    "2852039166": "169.254.169.254",
    "[::1]": "::1",
    "[::ffff:7f00:1]": "::ffff:7f00:1",
}


def nobody(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_asked(text: str) -> None:
    assert refusal(ip_address(text)) is None


@pytest.mark.parametrize("text", PRIVATE)
def test_private_addresses_are_asked_only_where_allowed(text: str) -> None:
    assert refusal(ip_address(text)) == "private-address"
    assert refusal(ip_address(text), allow_private=True) is None


@pytest.mark.parametrize("text", NEVER)
def test_some_addresses_are_never_asked(text: str) -> None:
    assert refusal(ip_address(text)) is not None
    assert refusal(ip_address(text), allow_private=True) is not None


@pytest.mark.parametrize(("host", "means"), NUMBERS.items(), ids=NUMBERS)
def test_a_number_is_read_as_the_system_would(host: str, means: str) -> None:
    assert str(literal(host)) == str(ip_address(means))
    with pytest.raises(AddressRefused):
        addresses(host, 80, nobody)


@pytest.mark.parametrize("host", ["city.example", "1a.example", "0x.example", "face.example", "10.example"])
def test_a_name_is_no_number(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize("host", ["999.1.1.1", "4294967296", "0x1ffffffff"])
def test_a_number_that_is_no_address_is_refused(host: str) -> None:
    with pytest.raises(AddressRefused, match="bad-address"):
        addresses(host, 80, nobody)


def test_every_address_of_a_name_is_judged() -> None:
    assert addresses("city.example", 443, lambda host, port: ["8.8.8.8", "8.8.4.4"]) == ["8.8.8.8", "8.8.4.4"]
    with pytest.raises(AddressRefused, match=r"private-address 10\.0\.0\.5"):
        addresses("city.example", 443, lambda host, port: ["8.8.8.8", "10.0.0.5"])


def test_a_name_without_address_is_a_name_error() -> None:
    with pytest.raises(socket.gaierror):
        addresses("city.example", 443, lambda host, port: [])
