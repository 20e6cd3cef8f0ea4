"""The only reader of the environment; says which variable is missing and why it is needed."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

HOUSE = Path(__file__).resolve().parent.parent
_env = environ.Env()


def home() -> Path:
    """The one folder of all state of the embedded default: database, files, mail."""
    return Path(_env.str("PASSERELLE_HOME", default=str(HOUSE / ".passerelle"))).resolve()


def text(name: str, *, default: str) -> str:
    return _env.str(name, default=default)


def number(name: str, *, default: int) -> int:
    return _env.int(name, default=default)


def words(name: str, *, default: list[str]) -> list[str]:
    """Read a comma-separated list."""
    return _env.list(name, default=default)


def required(name: str, *, why: str) -> str:
    """Read a variable that has no safe default, or stop with one clear line."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


def has(name: str) -> bool:
    return bool(os.environ.get(name))


def database(url: str) -> dict[str, object]:
    """Read a database address: postgres://user@host:port/name, or ?host=/folder/of/the/socket."""
    found = dict(_env.db_url_config(url))
    options = dict(found.pop("OPTIONS", {}))
    socket = options.pop("host", "")
    return found | {"HOST": socket or found["HOST"], "OPTIONS": options}


def cache(name: str) -> dict[str, object]:
    """Read the address of a cache: rediss://user:password@host:port/0."""
    return dict(_env.cache_url_config(os.environ[name]))


def passed_on(**added: str) -> dict[str, str]:
    """The environment for a program that we start: our own, and what is added here."""
    return {**os.environ, **added}
