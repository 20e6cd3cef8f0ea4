"""What a case is about: the left pane, one for each kind."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from obstacles.days import write_day
from obstacles.languages import Language, spoken
from obstacles.models import Consultation, Report, Side
from workflow.models import Case
from workflow.states import Kind

REPORTS_SHOWN = 4
DETAILS = ("since", "frequency", "cost", "office", "tried", "idea")


def story(case: Case, *, shown: frozenset[str]) -> dict[str, Any]:
    """The parts of the left pane that this reader may see."""
    match case.kind:
        case Kind.REPORT:
            return {"details": _details(case.report), "told": "story" in shown}
        case Kind.OBSTACLE:
            return _obstacle(case, shown)
    return _question(case.consultation, shown)


def title(case: Case) -> tuple[str, str]:
    """The heading of a case and its language; a report has the beginning of its story."""
    match case.kind:
        case Kind.REPORT:
            return _beginning(case.report), case.report.language
        case Kind.OBSTACLE:
            return case.obstacle.title, case.obstacle.title_language
    return case.consultation.subject, case.consultation.language


def _beginning(report: Report, most: int = 90) -> str:
    """The first words of a story, up to a whole word."""
    if report.erased_on:
        return _("Erased report")
    words = " ".join(report.account.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _details(report: Report) -> list[dict[str, str]]:
    facts = [
        (_("Who is affected"), capfirst(report.get_reporter_kind_display())),
        (_("Organisation"), report.organisation),
        (_("Border"), report.border.name),
        (_("Theme"), report.theme.name if report.theme else ""),
        (_("Received on"), write_day(report.received_on)),
        (_("Came in by"), capfirst(report.get_channel_display())),
        (_("Language"), capfirst(str(Language(report.language).label))),
        (_("Court case"), capfirst(report.get_court_case_display())),
    ]
    rows = [{"name": name, "value": value} for name, value in facts if value]
    for field in DETAILS:
        if getattr(report, field):
            label = str(capfirst(report._meta.get_field(field).verbose_name))
            rows.append({"name": label, "value": getattr(report, field), "lang": report.language})
    return rows


def _obstacle(case: Case, shown: frozenset[str]) -> dict[str, Any]:
    obstacle = case.obstacle
    sides = list(
        obstacle.sides.select_related("area", "provision", "authority").order_by("rank", "id")
    )
    told: dict[str, Any] = {
        "sides": [side_item(side) for side in sides],
        "is_level": bool(sides) and all(side.state == "solved" for side in sides),
        "solutions": obstacle.solutions.filter(revised_on=None).prefetch_related("bodies"),
        "outcomes": obstacle.outcomes.filter(lifted_on=None).select_related("reason"),
    }
    if "reports" in shown:
        reports = case.parts.filter(kind=Kind.REPORT).select_related("report")
        told["reports"] = list(reports.order_by("-opened_at", "-id")[:REPORTS_SHOWN])
        told["report_count"] = reports.count()
    return told


def side_item(side: Side) -> dict[str, Any]:
    """One side for the sides partial: its state, and rows with rule, body and position."""
    in_charge = side.authority.name if side.authority else _("not known")
    rows = [
        {"name": _("Nature"), "value": capfirst(side.get_nature_display())},
        {"name": _("Provision"), "value": str(side.provision) if side.provision else ""},
        {"name": _("In charge"), "value": in_charge, "quiet": side.get_position_display()},
        {"name": _("In words"), "value": side.words, "lang": side.words_language},
    ]
    return {
        "code": side.area.code,
        "name": spoken(side.area, "name"),
        "state": side.state,
        "state_words": capfirst(side.get_state_display()),
        "rows": [row for row in rows if row["value"]],
    }


def _question(asked: Consultation, shown: frozenset[str]) -> dict[str, Any]:
    packet = getattr(asked, "packet", None)
    seen = "packet" in shown and packet is not None
    return {
        "question": asked,
        "packet": packet.fields if seen else {},
        "documents": list(packet.documents.all()) if seen else [],
        "about": asked.obstacle,
    }
