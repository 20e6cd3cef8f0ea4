"""All that we keep about whoever reported, for themselves (GDPR article 15)."""

from typing import Any

from rest_framework.response import Response

from api.serializers.attachments import attachment
from api.serializers.masked import coded
from api.serializers.own_data import OwnData
from api.serializers.parts import MessageFields
from api.serializers.public import timeline
from api.serializers.reports import ContactFields
from workflow import attached
from workflow.models.conversation import WITH_REPORTER

from .own_files import below
from .reporters import ReportView

TOLD = (
    "account", "language", "organisation", "since", "frequency", "cost", "office", "tried", "idea",
    "court_case", "reporter_kind",
)  # fmt: skip


class PersonalData(ReportView):
    """One's own report, contact, words and files, to be kept or taken elsewhere."""

    answer = OwnData
    limit = 30

    def get(self, request: Any, key: str) -> Response:
        case = self.case(key)
        report = case.report
        contact = getattr(report, "contact", None)
        said = case.messages.filter(kind__in=WITH_REPORTER).order_by("written_at", "id")
        files = attached.files_of(case, self.actor)
        return Response(
            {
                "reference": case.reference,
                "received_on": report.received_on,
                "is_anonymous": report.is_anonymous,
                "erased_on": report.erased_on,
                "border": coded(report.border),
                "theme": coded(report.theme),
                "told": {name: getattr(report, name) for name in TOLD},
                "contact": ContactFields(contact).data if contact else None,
                "messages": MessageFields(said, many=True).data,
                "attachments": [attachment(one, case, below=below(case)) for one in files],
                "timeline": timeline(case),
            }
        )
