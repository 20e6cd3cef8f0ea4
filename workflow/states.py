"""Where a case can stand: the words at the bottom of the workflow.

A state means something only together with its kind: ANSWERED closes a report and leaves a
consultation waiting for us. Names are those of the procedures and never change: the log has them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

NEW = ""


class Kind(models.TextChoices):
    """What a case is our handling of. The official file joins when its procedure is built."""

    REPORT = "report", _("report")
    OBSTACLE = "obstacle", _("obstacle")
    CONSULTATION = "consultation", _("consultation")


class Intake(models.TextChoices):
    RECEIVED = "RECEIVED", _("received")
    IN_TRIAGE = "IN_TRIAGE", _("in triage")
    AWAITING_REPORTER = "AWAITING_REPORTER", _("waiting for the reporter")
    LINKED = "LINKED", _("linked to an obstacle")
    ANSWERED = "ANSWERED", _("answered")
    REDIRECTED = "REDIRECTED", _("redirected")
    REJECTED = "REJECTED", _("rejected")
    LAPSED = "LAPSED", _("lapsed")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")


class Resolution(models.TextChoices):
    IDENTIFIED = "IDENTIFIED", _("identified")
    ASSIGNED = "ASSIGNED", _("assigned")
    IN_ANALYSIS = "IN_ANALYSIS", _("in analysis")
    IN_CONSULTATION = "IN_CONSULTATION", _("in consultation")
    SOLUTION_PROPOSED = "SOLUTION_PROPOSED", _("solution proposed")
    IMPLEMENTING = "IMPLEMENTING", _("being put into effect")
    ON_HOLD = "ON_HOLD", _("on hold")
    RESOLVED_COMPLETELY = "RESOLVED_COMPLETELY", _("resolved")
    RESOLVED_PARTIALLY = "RESOLVED_PARTIALLY", _("partly resolved")
    NOT_RESOLVED = "NOT_RESOLVED", _("not resolved")
    DISMISSED = "DISMISSED", _("dismissed")
    MERGED = "MERGED", _("merged")


class Asking(models.TextChoices):
    DRAFT = "DRAFT", _("draft")
    SENT = "SENT", _("sent")
    ACCEPTED = "ACCEPTED", _("accepted")
    QUESTION_BACK = "QUESTION_BACK", _("question back")
    FORWARDED = "FORWARDED", _("forwarded")
    ANSWERED = "ANSWERED", _("answered")
    DECLINED = "DECLINED", _("declined")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")
    CLOSED = "CLOSED", _("closed")


class Publication(models.TextChoices):
    """The second state of an obstacle: what the public may read of it."""

    NONE = "", "–"
    UNPUBLISHED = "UNPUBLISHED", _("not published")
    IN_REVIEW = "IN_REVIEW", _("in review")
    PUBLISHED = "PUBLISHED", _("published")
    WITHDRAWN = "WITHDRAWN", _("withdrawn from the register")


STATES: dict[Kind, type[models.TextChoices]] = {
    Kind.REPORT: Intake,
    Kind.OBSTACLE: Resolution,
    Kind.CONSULTATION: Asking,
}

CLOSED: dict[Kind, frozenset[str]] = {
    Kind.REPORT: frozenset(
        {
            Intake.ANSWERED,
            Intake.REDIRECTED,
            Intake.REJECTED,
            Intake.LAPSED,
            Intake.WITHDRAWN,
        }
    ),
    Kind.OBSTACLE: frozenset(
        {
            Resolution.RESOLVED_COMPLETELY,
            Resolution.RESOLVED_PARTIALLY,
            Resolution.NOT_RESOLVED,
            Resolution.DISMISSED,
            Resolution.MERGED,
        }
    ),
    Kind.CONSULTATION: frozenset({Asking.DECLINED, Asking.WITHDRAWN, Asking.CLOSED}),
}

RESOLVED = frozenset({Resolution.RESOLVED_COMPLETELY, Resolution.RESOLVED_PARTIALLY})
# A consultation in one of these is still waited for; FORWARDED only while a child is open.
AWAITED = frozenset({Asking.DRAFT, Asking.SENT, Asking.ACCEPTED, Asking.QUESTION_BACK})


def open_states(kind: Kind) -> frozenset[str]:
    """Name the states in which a case of this kind is still ours to finish."""
    return frozenset(STATES[kind].values) - CLOSED[kind]


def label(kind: str, state: str) -> str:
    """Say a state in the language being spoken."""
    return str(STATES[Kind(kind)](state).label)
