"""The demo's office at work: who acts, at a time that only moves forward."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from obstacles.models import User
from workflow.actors import Actor, Official
from workflow.errand_room import run_errands
from workflow.models import Case
from workflow.steps import take_step

ZONE = ZoneInfo("Europe/Brussels")
SEED = 2025925


@dataclass
class Office:
    """People of the centre and the dice they throw; ``today`` ends every story."""

    people: dict[str, User]
    today: date
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))

    def who(self, username: str) -> Actor:
        return Official(self.people[username])

    def expert(self, theme: str) -> User:
        """Somebody who knows the theme, or anybody."""
        known = [
            user
            for name, user in self.people.items()
            if name.startswith("expert-")
            and user.competence.themes.filter(slug=theme.split("-")[0]).exists()
        ]
        everybody = [user for name, user in self.people.items() if name.startswith("expert-")]
        return self.dice.choice(known or everybody)


def moment(day: date, dice: random.Random) -> datetime:
    """A time in office hours of a day."""
    at = time(dice.randint(8, 16), dice.randint(0, 59), dice.randint(0, 59))
    return datetime.combine(day, at, ZONE)


@dataclass
class Story:
    """One case on its way: each step some days after the one before, never after today."""

    office: Office
    case: Case
    day: date

    def wait(self, fewest: int, most: int) -> bool:
        """Let days pass; False when that would lead beyond today."""
        self.day += timedelta(days=self.office.dice.randint(fewest, most))
        while self.day.weekday() > 4:
            self.day += timedelta(days=1)
        return self.day < self.office.today

    def take(self, name: str, by: Actor, **answers: Any) -> None:
        """Take a step on the day the story has reached; what it owes elsewhere follows."""
        self.day = min(self.day, self.office.today - timedelta(days=1))
        at = moment(self.day, self.office.dice)
        entry = take_step(self.case, name, by=by, at=at, answers=answers)
        self.case = Case.objects.get(pk=self.case.pk)
        if entry.errands.exists():
            run_errands(now=entry.at)
            self.case = Case.objects.get(pk=self.case.pk)
