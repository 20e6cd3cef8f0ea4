import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


def test_a_socket_is_the_host():
    found = env.database("postgres://passerelle@/passerelle?host=/a%20b/socket&connect_timeout=3")

    assert (found["HOST"], found["NAME"]) == ("/a b/socket", "passerelle")
    assert found["OPTIONS"] == {"connect_timeout": 3}


def test_a_server_on_the_network_is_read_whole():
    found = env.database("postgres://ana:pass%2Fword@db.example:6432/house")

    read = [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert read == ["ana", "pass/word", "db.example", 6432, "house"]


def test_what_is_missing_is_named_with_the_reason(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set: codes are signed"):
        env.required("SECRET_KEY", why="codes are signed")
