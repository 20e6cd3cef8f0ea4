"""The sixty documented obstacles, brought through the door to the state their source names."""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from obstacles.languages import CODES
from obstacles.models import Obstacle
from workflow.actors import Importer
from workflow.models import Case
from workflow.states import Kind
from workflow.steps import open_case

from .bodies import in_charge
from .people import SEED, Office, Story, moment
from .readings import GROUPS, SOLUTION_KINDS, border_of, countries_of

FILE = Path(__file__).parent / "real_obstacles.json"
NOT_SAID = 2022


def documented() -> list[dict[str, Any]]:
    """Read the sixty obstacles with their sources."""
    return list(json.loads(FILE.read_text(encoding="utf-8"))["obstacles"])


def bring(row: dict[str, Any], office: Office) -> Case:
    """Bring one obstacle from its first mention to its documented state."""
    dice = random.Random(f"{SEED}{row['id']}")
    year = row["year_reported_or_decided"] or NOT_SAID
    day = date(year, dice.randint(1, 4), dice.randint(1, 28))
    opened = open_case(
        Kind.OBSTACLE,
        by=Importer(),
        at=moment(day, dice),
        answers={
            "title": row["title"],
            "language": "en",
            "borders": [border_of(row)],
            "theme": row["theme"],
        },
    )
    Obstacle.objects.filter(pk__in=[opened.case.obstacle_id]).update(is_demonstration=True)
    story = Story(Office(office.people, office.today, dice), opened.case, day)
    _describe(story, row)
    _walk(story, row)
    return story.case


def _describe(story: Story, row: dict[str, Any]) -> None:
    obstacle = story.case.obstacle
    words = {f"summary_{code}": row["description"].get(code, "") for code in CODES}
    titles = {f"title_{code}": "" for code in CODES} | {"title_en": row["title"]}
    story.take(
        "edit",
        Importer(),
        borders=[border.slug for border in obstacle.borders.all()],
        theme=obstacle.theme.slug,
        original_language="en",
        **titles,
        **words,
    )
    story.take(
        "edit_facts",
        story.office.who("coordinator"),
        cause=row["nature"],
        affected_groups=sorted({GROUPS.get(name, name) for name in row["affected_groups"]}),
        known_since=row["year_reported_or_decided"],
        source_system=row["source_system"],
        source_url=row["source_url"],
    )
    Obstacle.objects.filter(pk=obstacle.pk).update(
        other_sources=row["other_source_urls"], source_depth=row["source_depth"]
    )
    for area in countries_of(row):
        story.take(
            "edit_side",
            Importer(),
            area=area,
            nature="not_known",
            authority=in_charge(area, row["theme"]),
            position="no_answer",
            state="open",
            language="en",
        )


def _walk(story: Story, row: dict[str, Any]) -> None:
    """Walk to IDENTIFIED or ASSIGNED (unknown), IN_ANALYSIS (open), and on from there."""
    status = row["status"]
    if status == "unknown" and story.office.dice.random() < 0.5:
        return
    coordinator = story.office.who("coordinator")
    lead = story.office.expert(row["theme"])
    if status in ("open", "unknown"):
        # Known for years, taken up by today's team: its clock starts with the assignment.
        story.day = story.office.today - timedelta(days=story.office.dice.randint(12, 90))
    story.wait(3, 8)
    story.take("assign", coordinator, lead=lead.username)
    if status == "unknown":
        return
    story.wait(2, 14)
    story.take("start_analysis", story.office.who(lead.username))
    if status != "open":
        _propose_and_close(story, row, lead.username)
    _publish(story, lead.username)


def _propose_and_close(story: Story, row: dict[str, Any], lead: str) -> None:
    outcome = row["outcome"] or "The source names no outcome."
    sides = [side.area.code for side in story.case.obstacle.sides.select_related("area")]
    theme = row["theme"]
    acting = [slug for slug in (in_charge(code, theme) for code in sides) if slug]
    story.wait(20, 60)
    story.take(
        "propose_solution",
        story.office.who(lead),
        kind=SOLUTION_KINDS[row["solution_kind"]],
        text=outcome,
        language="en",
        bodies=acting[:2] or ["benelux-general-secretariat"],
        provisions=[],
    )
    if row["status"] == "advised":
        return
    story.wait(20, 90)
    _close(story, row, sides, outcome)


def _close(story: Story, row: dict[str, Any], sides: list[str], outcome: str) -> None:
    coordinator = story.office.who("coordinator")
    if row["status"] == "unresolvable":
        story.take(
            "close_unresolved",
            coordinator,
            why="authority_unwilling",
            words_en=outcome,
            still_possible="The source names no further step.",
            language="en",
        )
        return
    partly = row["status"] == "partially_resolved"
    story.take(
        "resolve",
        coordinator,
        extent="partially" if partly else "completely",
        solved_sides=sides[:-1] if partly else sides,
        open_sides=sides[-1:] if partly else [],
        words_en=outcome,
    )


def _publish(story: Story, lead: str) -> None:
    story.wait(2, 10)
    story.take("request_review", story.office.who(lead))
    story.take("approve", story.office.who("coordinator-2"))
