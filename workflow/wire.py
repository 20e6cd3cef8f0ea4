"""Posts a message to an address that somebody named, and to no machine of our own net.

The host is resolved once, every address it has is looked at, and the connection goes to the very
address that was looked at: a name that answers differently the next time leads nowhere. No
redirect is followed, no proxy of the environment is asked, and nobody holds us for long.
"""

import contextlib
import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

LIMIT = 10.0
MOST_READ = 1024
MOST_CHARACTERS = 500
PORTS = {"https": 443, "http": 80}
# Addresses of IPv6 that carry one of IPv4 in their last bits.
NAT64 = ip_network("64:ff9b::/96")
Address = IPv4Address | IPv6Address


class NotPermittedError(Exception):
    """An address to which nothing is sent."""


class NotReachedError(Exception):
    """Nobody answered; the text is one word for the list of deliveries."""


@dataclass(frozen=True)
class Target:
    """Where a message goes: an address in its parts."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Read an address, or raise NotPermittedError; asks no name server."""
    if len(url) > MOST_CHARACTERS or not url.isascii() or not url.isprintable() or " " in url:
        raise NotPermittedError
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise NotPermittedError from None
    host = (parts.hostname or "").rstrip(".")
    plain = parts.username is None and parts.password is None and not parts.fragment
    if not (host and plain and _scheme_is_fine(parts.scheme) and _host_is_named(host)):
        raise NotPermittedError
    path = parts.path or "/"
    return Target(parts.scheme, host, port, f"{path}?{parts.query}" if parts.query else path)


def _scheme_is_fine(scheme: str) -> bool:
    return scheme == "https" or (scheme == "http" and settings.WEBHOOKS_MAY_STAY_HERE)


def _host_is_named(host: str) -> bool:
    """Whether the house allows this host: by its name, by ``.example.org``, or all by ``*``."""
    named = settings.WEBHOOK_HOSTS
    return "*" in named or any(
        host == one or (one.startswith(".") and host.endswith(one)) for one in named
    )


def address_of(target: Target) -> str:
    """Resolve a host to an address that may be spoken to, or raise."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReachedError("unknown_host") from None
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(map(_may_speak_to, addresses)):
        raise NotPermittedError
    return addresses[0]


def _may_speak_to(text: str) -> bool:
    address = _innermost(ip_address(text.partition("%")[0]))
    if address.is_loopback and settings.WEBHOOKS_MAY_STAY_HERE:
        return True
    is_site = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_site)


def _innermost(address: Address) -> Address:
    """The address that is spoken to in the end, whatever it is wrapped in."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever its host's name may mean by now."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=LIMIT)
        self.default_port = PORTS[target.scheme]
        self.target, self.address = target, address

    def connect(self) -> None:
        self.sock: Any = socket.create_connection((self.address, self.target.port), LIMIT)
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.target.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()


def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Post a message and return the status of the answer, or raise."""
    target = target_of(url)
    connection = _Pinned(target, address_of(target))
    began, watch = time.monotonic(), Timer(LIMIT, _cut, [connection])
    watch.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer.read(MOST_READ)
        return answer.status
    except (OSError, ValueError, http.client.HTTPException) as trouble:
        raise NotReachedError(_named(trouble, time.monotonic() - began)) from None
    finally:
        watch.cancel()
        connection.close()


def _named(trouble: Exception, seconds: float) -> str:
    if seconds >= LIMIT:
        return "timeout"
    return "certificate" if isinstance(trouble, ssl.SSLError) else "no_answer"


def _cut(connection: _Pinned) -> None:
    """End a conversation that drips: each byte in time, and never done."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
