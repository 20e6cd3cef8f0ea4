"""The parts people play towards a case, and the two that nobody plays."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    REPORTER = "REPORTER", _("reporter")
    FRONT_OFFICE = "FRONT_OFFICE", _("front office")
    INTAKE = "INTAKE", _("intake officer")
    EXPERT = "EXPERT", _("expert")
    LEAD_EXPERT = "LEAD_EXPERT", _("lead expert")
    COORDINATOR = "COORDINATOR", _("coordinator")
    PARTNER = "PARTNER", _("partner organisation")
    ACTING_BODY = "ACTING_BODY", _("body that must act")
    READER = "READER", _("body it is shared with")
    MANAGEMENT = "MANAGEMENT", _("management")
    DATA_PROTECTION = "DATA_PROTECTION", _("data protection officer")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")
    CLOCK = "CLOCK", _("the clock")
    RULE = "RULE", _("a rule")
    IMPORT = "IMPORT", _("an import")


# Coordinators take all steps of intake and of experts (policy, role table).
DESK = frozenset({Role.INTAKE, Role.COORDINATOR})
EXPERTS = frozenset({Role.EXPERT, Role.LEAD_EXPERT, Role.COORDINATOR})
STAFF = DESK | EXPERTS
FILERS = frozenset({Role.REPORTER, Role.FRONT_OFFICE})

# Offices are held in the centre itself; no seat is needed.
OFFICES = frozenset(
    {
        Role.INTAKE,
        Role.COORDINATOR,
        Role.MANAGEMENT,
        Role.DATA_PROTECTION,
        Role.ADMINISTRATOR,
    }
)
# Seats an expert holds on an obstacle carry down to its reports and consultations.
CARRIED_DOWN = frozenset({Role.LEAD_EXPERT, Role.EXPERT})
