"""Whose request it is, when it comes through a proxy: believed only from proxies we name.

Everything above this line reads REMOTE_ADDR and nothing else.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from obstacles.addresses import read_address

# What a visitor could write there, to seem to come from elsewhere or by https.
SAID_BY_PROXIES = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)
# A server that listens on a socket sees no address: only what may open that socket gets there.
SOCKET = "unix"
Answer = Callable[[HttpRequest], HttpResponse]


def know_the_caller(get_response: Answer) -> Answer:
    """Put the visitor's own address in place of the proxy's, before anybody asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        trusted = tuple(settings.TRUSTED_PROXIES)
        if trusted:
            _read(request, trusted)
        return get_response(request)

    return middleware


def _read(request: HttpRequest, trusted: Sequence[str]) -> None:
    peer = request.META.get("REMOTE_ADDR", "")
    if is_trusted(peer, trusted):
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        request.META["REMOTE_ADDR"] = _nearest_stranger(peer, told, trusted)
        return
    for name in SAID_BY_PROXIES:
        request.META.pop(name, None)


def _nearest_stranger(peer: str, told: list[str], trusted: Sequence[str]) -> str:
    """From the right, the first that is no proxy of ours; what stands left of it is hearsay."""
    last = peer
    for text in reversed(told):
        found = read_address(text)
        if found is None:
            return last
        last = str(found)
        if not is_trusted(last, trusted):
            return last
    return last


def is_trusted(address: str, trusted: Sequence[str]) -> bool:
    found = read_address(address)
    if found is None:
        return not address and SOCKET in trusted
    return any(found in network for network in _networks(tuple(trusted)))


@lru_cache(maxsize=8)
def _networks(trusted: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one, strict=False) for one in trusted if one != SOCKET)
