"""Obstacles that grow out of the invented reports, and what the experts make of them."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from obstacles.languages import CODES
from obstacles.models import Border, Obstacle
from workflow.models import Case

from .bodies import in_charge
from .paths import PATHS
from .people import Office, Story

TOLD = json.loads((Path(__file__).parent / "stories.json").read_text(encoding="utf-8"))
SITUATIONS, SUMMARIES = TOLD["situations"], TOLD["summaries"]

# Reports that come later are told how the obstacle stands, and are not linked any more.
PATIENCE = timedelta(days=75)


class Caseload:
    """The open obstacles of the demo by theme and border."""

    MOST = len(SITUATIONS) * 7

    def __init__(self, office: Office) -> None:
        self.office = office
        self.known: dict[tuple[str, str], str] = {}
        self.opened: dict[str, date] = {}
        self.last_link: dict[str, date] = {}

    def link(self, story: Story, plan: Any) -> None:
        """Hang a report on the obstacle of its theme and border, or open that obstacle."""
        intake = self.office.who("intake")
        key = (plan.theme, plan.border)
        reference = self.known.get(key)
        if reference and story.day > self.opened[reference] + PATIENCE:
            words = SUMMARIES[plan.language].format(
                title=SITUATIONS[plan.theme][plan.language]["title"]
            )
            story.take("answer", intake, words=words, language=plan.language)
            return
        if reference:
            story.take("link", intake, obstacle=reference)
        else:
            story.take(
                "link",
                intake,
                title=SITUATIONS[plan.theme][plan.language]["title"],
                language=plan.language,
                borders=[plan.border],
                theme=plan.theme,
            )
            reference = self.known[key] = story.case.parent.reference
            self.opened[reference] = story.day
            self._describe(story.case.parent, plan, story.day)
        self.last_link[reference] = story.day

    def _describe(self, case: Case, plan: Any, day: date) -> None:
        """Write the text in four languages, and the sides."""
        Obstacle.objects.filter(pk__in=[case.obstacle_id]).update(is_demonstration=True)
        told = SITUATIONS[plan.theme]
        story = Story(self.office, Case.objects.get(pk=case.pk), day)
        story.take(
            "edit",
            self.office.who("coordinator"),
            borders=[plan.border],
            theme=plan.theme,
            original_language=plan.language,
            **{f"title_{code}": self._title(told, code, plan.border) for code in CODES},
            **{
                f"summary_{code}": SUMMARIES[code].format(title=told[code]["title"])
                for code in CODES
            },
        )
        for country in plan.border.upper().split("-"):
            story.take(
                "edit_side",
                self.office.who("coordinator"),
                area=country,
                nature=self.office.dice.choice(
                    ["legislative_provision", "administrative_provision", "administrative_practice"]
                ),
                authority=in_charge(country, plan.theme),
                position="no_answer",
                state="open",
                language="en",
            )

    def _title(self, told: Any, code: str, border: str) -> str:
        name = getattr(Border.objects.get(slug=border), f"name_{code}")
        return f"{told[code]['title']} ({name})"[:200]

    def work_on(self, number: int) -> None:
        """Walk one obstacle along one of the paths, after its last report was linked."""
        if number >= len(self.known):
            return
        (theme, _border), reference = list(self.known.items())[number]
        case = Case.objects.get(obstacle__reference=reference)
        story = Story(self.office, case, self.last_link[reference] + timedelta(days=1))
        PATHS[number % len(PATHS)](story, theme)
