"""Lists as files: asked for, made in the background, handed out to whoever asked."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.response import Response

from api import cases, marks, sheets
from api.answers import object_of
from api.idempotency import key_of, once
from api.lists import ROW, Listed
from api.problems import Problem, pointer
from api.serializers.exports import ExportFields, JobFields, export, job
from api.serializers.webhooks import stretched
from api.shapes import schema
from api.typed import read
from workflow import alarm
from workflow.exports import LIVES, filters_of, keys_of, strange_filters, wrong_filters
from workflow.models import Export
from workflow.refusals import Incomplete
from workflow.states import Kind

from .attachments import BINARY, AnyKind
from .house import OfficialView

MOST_EXPORTS = 10
CHUNK = 500
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class ExportForm(forms.Form):
    """Which list, and as what."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of case"), choices=Kind.choices)
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=Export.Format.choices)


class ExportView(OfficialView):
    """A view of one's own exports, for as long as they live."""

    limit = 60

    def own(self, key: UUID) -> Export:
        found = self.living().filter(pk=key).first()
        if found is None:
            raise Problem("unknown")
        return found

    def living(self) -> Any:
        actor: Any = self.actor
        kept = Export.objects.filter(owner=actor.user, expires_at__gt=timezone.now())
        return kept.defer("keys")


class Exports(ExportView):
    """One's own exports of the last day."""

    needs_key = True
    parameters = marks.PARAMETERS

    def gives(self, method: str) -> tuple[int, Any]:
        return (202, ExportFields) if method == "POST" else (200, stretched(ExportFields))

    def asked(self) -> tuple[str, Any]:
        told = schema(ExportForm)
        words = "What narrows the list: the names and values of the parameters of the list itself."
        told["properties"]["filters"] = {
            "type": "object",
            "description": words,
            "additionalProperties": True,
        }
        return "ExportBody", told

    def get(self, request: Any) -> Response:
        given, place = request.query_params, f"exports:{request.user.pk}"
        return Response(
            marks.stretch(self.living(), given, place, lambda rows: [*map(export, rows)])
        )

    def post(self, request: Any) -> Response:
        body = object_of(request, (*ExportForm.base_fields, "filters"))
        return once(request, key_of(request), lambda: self.ask_for(body))

    def ask_for(self, body: dict[str, Any]) -> Response:
        given, wrong = read(ExportForm, {one: body[one] for one in body if one != "filters"})
        form = ExportForm(given)
        if not form.is_valid() or wrong:
            missing = {name: [str(one) for one in said] for name, said in form.errors.items()}
            raise Incomplete(missing | wrong)
        if self.living().count() >= MOST_EXPORTS:
            words = _("You have %(most)d exports. They end after a day.") % {"most": MOST_EXPORTS}
            raise Incomplete({"kind": [words]})
        actor: Any = self.actor
        now, kind = timezone.now(), Kind(form.cleaned_data["kind"])
        row = Export.objects.create(
            owner=actor.user,
            kind=kind,
            form=form.cleaned_data["format"],
            filters=self.filters(body.get("filters", {}), kind),
            asked_at=now,
            expires_at=now + LIVES,
        )
        alarm.wake(alarm.EXPORTS)
        return Response(export(row), 202)

    def filters(self, told: Any, kind: Kind) -> dict[str, Any]:
        if not isinstance(told, dict):
            raise Incomplete({"filters": [_("Send a JSON object.")]})
        actor: Any = self.actor
        allowed = _("Filters here: %(names)s.") % {"names": ", ".join(filters_of(actor, kind))}
        if strange := strange_filters(told, actor, kind):
            shown = [pointer("filters", name[:100]) for name in strange]
            errors = [{"pointer": one, "detail": allowed} for one in shown]
            raise Problem("unknown_field", allowed, errors=errors)
        if wrong := wrong_filters(told):
            said = {one for words in wrong.values() for one in words}
            raise Incomplete({"filters": sorted(said)})
        return told


class OneExport(ExportView):
    """How far an export is, how many rows it has, and until when it can be fetched."""

    answer = ExportFields

    def get(self, request: Any, key: UUID) -> Response:
        return Response(export(self.own(key)))


class OneJob(ExportView):
    """How far a job is."""

    answer = JobFields

    def get(self, request: Any, key: UUID) -> Response:
        return Response(job(self.own(key)))


class ExportContent(ExportView):
    """The rows, each as one may read it now; what one sees no more is left out."""

    content_negotiation_class = AnyKind
    content = "*/*"
    in_parts = False
    also_says = (409,)
    answer = BINARY

    def get(self, request: Any, key: UUID) -> HttpResponseBase:
        row = self.own(key)
        if row.status != Export.Status.DONE:
            raise Problem("not_now", _("This export is not made yet."))
        name = f"passerelle-{row.kind}s-{timezone.localdate(row.done_at)}.{row.form}"
        answer = self.handed_out(row)
        answer.headers["Content-Disposition"] = content_disposition_header(True, name)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    def handed_out(self, row: Export) -> HttpResponseBase:
        fields = map(str, ROW[Kind(row.kind)]().fields)
        names = [name for name in fields if name != "my_roles"]
        rows, kind_of = self.rows(row), TYPES[row.form]
        match row.form:
            case Export.Format.XLSX:
                return FileResponse(sheets.as_xlsx(names, rows), content_type=kind_of)
            case Export.Format.CSV:
                return StreamingHttpResponse(sheets.as_csv(names, rows), content_type=kind_of)
        return StreamingHttpResponse(sheets.as_json(rows), content_type=kind_of)

    def rows(self, row: Export) -> Iterator[dict[str, Any]]:
        """Rows in the order of the list, some at a time, through the policy of this moment."""
        kind, keys = Kind(row.kind), keys_of(row)
        show = Listed(kind, self.actor)
        for first in range(0, len(keys), CHUNK):
            part = keys[first : first + CHUNK]
            seen = cases.visible(self.actor, kind).filter(**{f"{kind}_id__in": part})
            told = {one["id"]: one for one in show(seen.order_by("id"))}
            yield from (told[str(one)] for one in part if str(one) in told)
