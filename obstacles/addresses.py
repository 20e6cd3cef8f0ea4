"""Where a request came from, never kept: a keyed hash that means nothing after today."""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.utils.crypto import salted_hmac

# Whoever has one address of IPv6 has as many as a household gets.
HOUSEHOLD = 64


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address a text names; an IPv4 address in the clothes of IPv6 is told as what it is."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def household(text: str) -> str:
    """What is counted as one place: an IPv4 address, or the network of an IPv6 address."""
    found = read_address(text)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, HOUSEHOLD), strict=False))
    return str(found or "")


def mark_of(purpose: str, text: str, *, at: datetime) -> str:
    """Tell one text from another today, without keeping it. Each purpose has marks of its own."""
    salt = f"{purpose}.{at:%Y-%m-%d}"
    return salted_hmac(salt, text, algorithm="sha256").hexdigest()[:32]
