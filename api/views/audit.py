"""Who looked at what, and who changed the settings: for the data protection officer."""

from typing import Any, ClassVar

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import marks
from api.paging import wrong_parameter
from api.problems import Problem
from api.serializers.audit import AuditFields, changes_of_settings, looks
from api.serializers.webhooks import stretched
from workflow.actors import Official
from workflow.models import AccessView
from workflow.roles import Role

from .house import OfficialView

KINDS = ("access", "configuration")
CASES = ("case__report", "case__obstacle", "case__consultation")


class AuditEvents(OfficialView):
    """Looks at cases, or changes of settings; the newest first."""

    limit = 60
    answer = stretched(AuditFields)
    parameters: ClassVar[dict[str, str]] = {
        **marks.PARAMETERS,
        "kind": "access or configuration; access unless said.",
    }
    shapes: ClassVar[dict[str, Any]] = {"kind": {"type": "string", "enum": list(KINDS)}}

    def get(self, request: Any) -> Response:
        actor: Any = self.actor
        if not isinstance(actor, Official) or Role.DATA_PROTECTION not in actor.offices:
            raise Problem("not_yours")
        given = request.query_params
        kind = given.get("kind", "access")
        if kind not in KINDS:
            words = _("Send one of: %(names)s.") % {"names": ", ".join(KINDS)}
            raise wrong_parameter("kind", words)
        if kind == "configuration":
            done = LogEntry.objects.select_related("user", "content_type")
            return Response(marks.stretch(done, given, "audit:settings", changes_of_settings))
        seen = AccessView.objects.select_related(*CASES)
        return Response(marks.stretch(seen, given, "audit:access", looks))
