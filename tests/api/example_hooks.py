"""How the addresses about webhooks and exports are called with their examples."""

from django.utils import timezone

from workflow.exports import make_waiting

from .conftest import caller

URL = "https://hooks.example.org/passerelle"


def hooked(world):
    """A webhook with a message in its list: who owns it, and both keys."""
    by = caller(world.intake)
    hook = by.send("/webhooks", {"url": URL}).json()
    sent = by.send(f"/webhooks/{hook['id']}/test").json()
    return by, {"key": hook["id"], "delivery_key": sent["id"]}, {"match": '"v1"'}


def exported(world):
    """An export that is made: who asked for it, and its key."""
    by = caller(world.coordinator)
    key = by.send("/exports", {"kind": "report", "format": "csv"}).json()["id"]
    make_waiting(clock=timezone.now)
    return by, {"key": key}
