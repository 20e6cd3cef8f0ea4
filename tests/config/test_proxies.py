"""Whose address counts, when a proxy stands in front."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.proxies import know_the_caller

OURS = ["10.0.0.0/8", "fd00::/8"]


def seen(peer, told="", trusted=OURS, settings=None, **more):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory(REMOTE_ADDR=peer, **more).get("/", headers={"X-Forwarded-For": told})
    know_the_caller(lambda _request: HttpResponse())(request)
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("peer", "told", "who"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("fd00::1", "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours_counts(peer, told, who, settings):
    assert seen(peer, told, settings=settings) == who


def test_without_a_named_proxy_nobody_is_believed(settings):
    assert seen("10.0.0.1", "198.51.100.7", [], settings) == "10.0.0.1"


def test_a_server_on_a_socket_has_its_proxy_named_unix(settings):
    believed = seen("", "198.51.100.7", ["unix"], settings)
    unnamed = seen("", "198.51.100.7", OURS, settings)

    assert (believed, unnamed) == ("198.51.100.7", "")


def test_a_stranger_cannot_say_that_https_was_spoken(settings):
    settings.TRUSTED_PROXIES = OURS
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    said = {"X-Forwarded-Proto": "https"}
    stranger = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers=said)
    proxy = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", headers=said)

    for request in (stranger, proxy):
        know_the_caller(lambda _request: HttpResponse())(request)

    assert (stranger.is_secure(), proxy.is_secure()) == (False, True)
