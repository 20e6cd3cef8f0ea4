"""The networks a token may be used from."""

from collections.abc import Collection, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from obstacles.addresses import read_address

Network = IPv4Network | IPv6Network


def read_network(text: str) -> Network:
    """One network, such as 192.0.2.0/24, or one address; anything else raises ValueError."""
    return ip_network(text.strip(), strict=False)


def is_inside(address: str, networks: Iterable[str]) -> bool:
    found = read_address(address)
    return found is not None and any(found in read_network(one) for one in networks)


def is_within(narrow: Iterable[str], wide: Collection[str]) -> bool:
    """Whether every one of these networks lies in one of those."""
    around = [read_network(one) for one in wide]
    return all(any(_holds(one, read_network(text)) for one in around) for text in narrow)


def _holds(wide: Network, narrow: Network) -> bool:
    if isinstance(wide, IPv4Network):
        return isinstance(narrow, IPv4Network) and narrow.subnet_of(wide)
    return isinstance(narrow, IPv6Network) and narrow.subnet_of(wide)
