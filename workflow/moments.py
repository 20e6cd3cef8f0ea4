"""Who acts and when, while a step is being taken."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from obstacles.languages import current
from obstacles.models import User

from .actors import Actor, Official


@dataclass(frozen=True)
class Moment:
    """One actor at one time; the day is the centre's."""

    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        return localdate(self.at)

    @property
    def user(self) -> User | None:
        return self.by.user if isinstance(self.by, Official) else None

    @property
    def language(self) -> str:
        return current()
