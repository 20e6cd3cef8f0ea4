"""Who somebody with an account stands for: the centre, a body that is asked, or a front office."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied

from obstacles.models import Role as Part
from web.actors import actor_of
from workflow.actors import Official
from workflow.roles import Role

# Parts that people play outside the centre.
OUTSIDE = frozenset({Part.FRONT_OFFICE, Part.PARTNER})


def roles_of(actor: Official) -> frozenset[Role]:
    """Offices in the centre, and the parts played for other bodies."""
    outside = {Role(part) for _body, part, centre in actor.parts if not centre and part in OUTSIDE}
    return actor.offices | outside


def only_for(role: Role) -> Callable[[Any], Any]:
    """Let in who plays a part; strangers sign in, anybody else hears that it is not for them."""

    def plays_it(user: Any) -> bool:
        if not user.is_authenticated:
            return False
        if role in roles_of(actor_of(user)):
            return True
        raise PermissionDenied

    return user_passes_test(plays_it)
