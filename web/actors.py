"""Who is signed in, as the workflow knows them."""

from typing import Any

from workflow.actors import Official


def actor_of(user: Any) -> Official:
    """The official behind a session; kept with the user, so that offices are asked once."""
    known: Official | None = getattr(user, "official", None)
    if known is None:
        known = Official(user)
        user.official = known
    return known
