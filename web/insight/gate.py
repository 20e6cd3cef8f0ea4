"""Who may come to the figures: whoever the policy lets count."""

from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied

from web.actors import actor_of
from workflow import policy


def counts_here(user: Any) -> bool:
    """Send strangers to sign in; tell everybody else that this is not for them."""
    if not user.is_authenticated:
        return False
    if policy.countable_by(actor_of(user)):
        return True
    raise PermissionDenied


counting = user_passes_test(counts_here)
