"""How the addresses about webhooks are called with their examples."""

from .conftest import caller

URL = "https://hooks.example.org/passerelle"


def hooked(world):
    """A webhook with a message in its list: who owns it, and both keys."""
    by = caller(world.intake)
    hook = by.send("/webhooks", {"url": URL}).json()
    sent = by.send(f"/webhooks/{hook['id']}/test").json()
    return by, {"key": hook["id"], "delivery_key": sent["id"]}, {"match": '"v1"'}
