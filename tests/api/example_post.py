"""How the addresses about letters and looks are called with their examples."""

from workflow.models import Notice

from .conftest import caller, place


def settled(world):
    """A letter that stopped: who keeps the post, and its key."""
    world.report("take_up")
    notice = Notice.objects.filter(way="email").order_by("pk").first()
    Notice.objects.filter(pk=notice.pk).update(stopped_at=world.at)
    return caller(world.coordinator), {"key": str(notice.pk)}


def looked_at(world):
    """The data protection officer, after somebody looked."""
    caller(world.intake).read(place(world.report("take_up")))
    return caller(world.dpo)
