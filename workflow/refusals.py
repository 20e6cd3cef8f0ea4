"""Why a step may be refused.

Refused
├── Unknown      there is no such case or step, or it is not visible: the same answer for both
├── NotYours     visible, but another role takes this step
├── NotNow       the case does not stand where the step begins
├── Overtaken    somebody else was quicker since this page was read
└── Incomplete   the form of the step is not filled in
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _


class Refused(Exception):
    """A step was not taken, and the case stands as it stood."""

    code = "refused"

    @property
    def message(self) -> str:
        return _("This step was not taken.")

    def __str__(self) -> str:
        return self.message


class Unknown(Refused):
    code = "unknown"

    @property
    def message(self) -> str:
        return _("There is nothing here that you may see. Check the reference.")


class NotYours(Refused):
    code = "not_yours"

    def __init__(self, step_label: str, roles: Sequence[str]) -> None:
        super().__init__(step_label)
        self.step_label, self.roles = step_label, roles

    @property
    def message(self) -> str:
        return _("“%(step)s” is a step of: %(roles)s. Ask one of them.") % {
            "step": self.step_label,
            "roles": ", ".join(str(role) for role in self.roles),
        }


class NotNow(Refused):
    """The case stands elsewhere; ``reason`` says what it would need."""

    code = "not_now"

    def __init__(self, step_label: str, *, state: str, version: int, reason: str = "") -> None:
        super().__init__(step_label)
        self.step_label, self.state, self.version, self.reason = step_label, state, version, reason

    @property
    def message(self) -> str:
        return self.reason or _("“%(step)s” is not possible while the case is: %(state)s.") % {
            "step": self.step_label,
            "state": self.state,
        }


class Overtaken(Refused):
    """Carries the current version and state, and who changed it when, for the one who is late."""

    code = "overtaken"

    def __init__(self, *, version: int, state: str, who: str, at: datetime | None) -> None:
        super().__init__(version)
        self.version, self.state, self.who, self.at = version, state, who, at

    @property
    def message(self) -> str:
        return _(
            "%(who)s was quicker: the case has changed since you opened it. "
            "Look at what is new, then decide again. Your text is kept."
        ) % {"who": self.who or _("Somebody")}


class Incomplete(Refused):
    """``errors`` maps a field of the step's form to what is missing or wrong, translated."""

    code = "incomplete"

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("incomplete")
        self.errors = errors

    @property
    def message(self) -> str:
        return _("Some answers are missing or need another look.")
