"""What was sent to a webhook, sending it again, and trying whether it listens."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from api import marks
from api.answers import object_of
from api.idempotency import key_of, once
from api.problems import Problem
from api.serializers.webhooks import DeliveryFields, delivery, stretched
from workflow import alarm
from workflow.deliveries import owe_again
from workflow.models import Case, Delivery, Webhook

from .webhooks import WebhookView


class Deliveries(WebhookView):
    """What was owed to a webhook in the last thirty days, the newest first."""

    answer = stretched(DeliveryFields)
    parameters = marks.PARAMETERS

    def get(self, request: Any, key: UUID) -> Response:
        row = self.own(key)
        told = marks.stretch(
            row.deliveries.all(), request.query_params, f"deliveries:{row.pk}", self.shown
        )
        return Response(told)

    def shown(self, rows: Any) -> list[Any]:
        return [delivery(one, self.references(rows).get(one.case_id)) for one in rows]

    def references(self, rows: Any) -> dict[Any, str]:
        """The references of the cases this reader still sees; asked once."""
        known = self.__dict__.get("_references")
        if known is None:
            seen = Case.objects.visible_to(self.actor).filter(pk__in={one.case_id for one in rows})
            cases = seen.select_related("report", "obstacle", "consultation")
            known = self.__dict__["_references"] = {one.pk: one.reference for one in cases}
        return known


class Redeliver(WebhookView):
    """Send a message once more, under the same key."""

    needs_key = True

    def gives(self, method: str) -> tuple[int, Any]:
        return 202, DeliveryFields

    def post(self, request: Any, key: UUID, delivery_key: UUID) -> Response:
        object_of(request, ())
        idempotency = key_of(request)
        row = self.own(key)
        found = get_object_or_404(row.deliveries.select_related("case"), pk=delivery_key)
        listens(row)
        return once(request, idempotency, lambda: self.again(found))

    def again(self, found: Delivery) -> Response:
        owe_again(found, now=timezone.now())
        return Response(delivery(found, None), 202)


class Trial(WebhookView):
    """Send a message that says nothing, to see whether it arrives."""

    needs_key = True

    def gives(self, method: str) -> tuple[int, Any]:
        return 202, DeliveryFields

    def post(self, request: Any, key: UUID) -> Response:
        object_of(request, ())
        idempotency = key_of(request)
        row = self.own(key)
        listens(row)
        return once(request, idempotency, lambda: self.send(row))

    def send(self, row: Webhook) -> Response:
        now = timezone.now()
        owed = row.deliveries.create(owed_on=timezone.localdate(now), due_at=now)
        alarm.wake(alarm.DELIVERIES)
        return Response(delivery(owed, None), 202)


def listens(row: Webhook) -> None:
    if not row.is_active:
        raise Problem("not_now", _("This webhook is switched off."))
