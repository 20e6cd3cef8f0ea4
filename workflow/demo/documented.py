"""The sixty documented obstacles, brought through the door to the state their source names."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

from obstacles.languages import CODES
from obstacles.models import Area, Border, Obstacle
from workflow.actors import Importer
from workflow.models import Case
from workflow.states import Kind
from workflow.steps import open_case

from .bodies import in_charge
from .people import SEED, Office, Story, moment

FILE = Path(__file__).parent / "real_obstacles.json"
NOT_SAID = 2022

# The source's kinds of solution, as ours; product table 2.2.
SOLUTION_KINDS = {
    "ad_hoc_mechanism": "other",
    "administrative_coordination": "administrative_coordination",
    "benelux_decision": "benelux_instrument",
    "change_of_practice": "administrative_coordination",
    "court_ruling": "other",
    "domestic_law_change": "domestic_law",
    "eu_legislation": "other",
    "information_and_knowledge": "better_information",
    "intergovernmental_agreement": "intergovernmental_agreement",
    "legislative_impact_assessment": "other",
    "none": "other",
    "technical_solution": "other",
    "treaty": "intergovernmental_agreement",
    "treaty_change": "intergovernmental_agreement",
    None: "other",
}
GROUPS = {
    "hospitals": "public_bodies",
    "sick_people": "patients",
    "health_insurers": "public_bodies",
    "public_health_services": "public_bodies",
    "care_providers": "businesses",
    "shoppers": "residents",
    "associations": "other",
    "schools": "public_bodies",
    "tourists": "residents",
    "vehicle_owners": "drivers",
    "former_commuters": "commuters",
    "property_owners": "residents",
    "elected_people": "other",
    "farmers": "businesses",
}
# Countries outside the area that documented obstacles name; known by their ISO code only.
FAR = {
    "SE": "Sverige",
    "NO": "Norge",
    "FI": "Suomi",
    "DK": "Danmark",
    "IT": "Italia",
    "SI": "Slovenija",
    "ES": "España",
    "PT": "Portugal",
    "AD": "Andorra",
}


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
            "borders": [_border(row)],
            "theme": row["theme"],
        },
    )
    Obstacle.objects.filter(pk=opened.case.obstacle_id).update(is_demonstration=True)
    story = Story(Office(office.people, office.today, dice), opened.case, day)
    _describe(story, row)
    _walk(story, row)
    return story.case


def _border(row: dict[str, Any]) -> str:
    """The border of the two countries; "not known" where one is missing or neither is ours."""
    pair = [side["country"] for side in (row["side_a"], row["side_b"]) if side.get("country")]
    if len(pair) < 2:
        return "not-known"
    if {side["country"] for side in row["other_sides"]} - set(pair):
        return "several"
    slugs = ["-".join(pair).lower(), "-".join(reversed(pair)).lower()]
    found = Border.objects.filter(slug__in=slugs).first()
    return found.slug if found else "third-country"


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
    for area in _countries(row):
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


def _countries(row: dict[str, Any]) -> list[str]:
    sides = [row["side_a"], row["side_b"], *row["other_sides"]]
    codes = dict.fromkeys(side["country"] for side in sides if side.get("country"))
    for code in codes:
        if code in FAR:
            names = {f"name_{language}": FAR[code] for language in CODES}
            Area.objects.get_or_create(
                code=code,
                defaults={
                    "level": 0,
                    "kind": "country",
                    "official_name": FAR[code],
                    "scope": "context",
                    "code_status": "general_knowledge",
                    **names,
                },
            )
    return list(codes)


def _walk(story: Story, row: dict[str, Any]) -> None:
    """Walk to IDENTIFIED or ASSIGNED (unknown), IN_ANALYSIS (open), and on from there."""
    status = row["status"]
    if status == "unknown" and story.office.dice.random() < 0.5:
        return
    coordinator = story.office.who("coordinator")
    lead = story.office.expert(row["theme"])
    story.wait(3, 20)
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
