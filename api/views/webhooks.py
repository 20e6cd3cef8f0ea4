"""A person's own webhooks: where programs hear that something moved."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.response import Response

from api.answers import object_of
from api.conditions import etag, version_seen
from api.idempotency import key_of, once
from api.problems import Problem
from api.serializers.pages import paged
from api.serializers.webhooks import MadeWebhook, WebhookFields, webhook
from api.shapes import schema
from api.typed import read
from workflow import wire
from workflow.consequences.deliveries import UNNAMED
from workflow.deliveries import switch_off
from workflow.models import Webhook
from workflow.procedure import steps
from workflow.refusals import Incomplete
from workflow.signatures import secret_of
from workflow.states import Kind

from .house import OfficialView

MOST_WEBHOOKS = 10
STEPS = sorted({name for kind in Kind for name in steps(kind)} | {UNNAMED})


class WebhookForm(forms.Form):
    """Where to, and of what."""

    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("It begins with https:// and its host is allowed here."),
        max_length=wire.MOST_CHARACTERS,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of case; all unless named"), choices=Kind.choices, required=False
    )
    steps = forms.MultipleChoiceField(
        label=gettext_lazy("Steps; all unless named"),
        choices=[(name, name) for name in STEPS],
        required=False,
    )
    active = forms.BooleanField(label=gettext_lazy("Switched on"), required=False, initial=True)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            wire.target_of(url)
        except wire.NotPermittedError:
            words = _("Nothing is sent to this address: it is not https, or its host is not named.")
            raise forms.ValidationError(words) from None
        return url


class WebhookView(OfficialView):
    """A view of one's own webhooks."""

    limit = 60

    def own(self, key: UUID) -> Webhook:
        found = Webhook.objects.filter(pk=key, owner=self.actor.user).first()
        if found is None:
            raise Problem("unknown")
        return found


class Webhooks(WebhookView):
    """One's own webhooks. The secret of a new one is shown once."""

    needs_key = True
    tells_version = True
    tells_location = True

    def gives(self, method: str) -> tuple[int, Any]:
        shown = paged(WebhookFields, pages=False)
        return (201, MadeWebhook) if method == "POST" else (200, shown)

    def asked(self) -> tuple[str, Any]:
        return "WebhookBody", schema(WebhookForm)

    def get(self, request: Any) -> Response:
        found = Webhook.objects.filter(owner=request.user).order_by("pk")
        return Response({"results": [webhook(one) for one in found[:MOST_WEBHOOKS]]})

    def post(self, request: Any) -> Response:
        body = object_of(request, WebhookForm.base_fields)
        return once(request, key_of(request), lambda: self.make(body))

    def make(self, body: dict[str, Any]) -> Response:
        told = answers(body)
        if Webhook.objects.filter(owner=self.actor.user).count() >= MOST_WEBHOOKS:
            words = _("You have %(most)d webhooks. Delete one first.") % {"most": MOST_WEBHOOKS}
            raise Incomplete({"url": [words]})
        row = Webhook(owner=self.actor.user, created_on=timezone.localdate())
        changed(row, told)
        row.save()
        headers = {"ETag": etag(row), "Location": f"/api/v1/webhooks/{row.pk}"}
        return Response({**webhook(row), "secret": secret_of(row.drawn)}, 201, headers=headers)


class OneWebhook(WebhookView):
    """Read, change or delete one's own webhook."""

    has_etag = True
    tells_version = True
    if_match = True

    def gives(self, method: str) -> tuple[int, Any]:
        return (204, None) if method == "DELETE" else (200, WebhookFields)

    def asked(self) -> tuple[str, Any]:
        told = schema(WebhookForm)
        told.pop("required")
        return "WebhookChanges", told

    def get(self, request: Any, key: UUID) -> Response:
        row = self.own(key)
        return Response(webhook(row), headers={"ETag": etag(row)})

    def patch(self, request: Any, key: UUID) -> Response:
        body = object_of(request, WebhookForm.base_fields)
        row = self.as_seen(key)
        standing = {name: getattr(row, name) for name in ("url", "kinds", "steps")}
        told = answers({**standing, "active": row.is_active, **body})
        if row.is_active and not told["active"]:
            switch_off(row, Webhook.Why.OWNER, now=timezone.now())
            row = self.own(key)
        changed(row, told)
        row.version += 1
        row.save()
        return Response(webhook(row), headers={"ETag": etag(row)})

    def delete(self, request: Any, key: UUID) -> Response:
        self.as_seen(key).delete()
        return Response(status=204)

    def as_seen(self, key: UUID) -> Webhook:
        """The webhook, if nobody changed it since it was read."""
        row = self.own(key)
        if version_seen(self.request) != row.version:
            raise Problem("overtaken", more={"current": {"version": row.version}})
        return row


def answers(body: dict[str, Any]) -> dict[str, Any]:
    """The answers of the form, or Incomplete with a word on each field."""
    given, wrong = read(WebhookForm, body)
    form = WebhookForm(given)
    if not form.is_valid() or wrong:
        missing = {name: [str(one) for one in said] for name, said in form.errors.items()}
        raise Incomplete(missing | wrong)
    return form.cleaned_data


def changed(row: Webhook, told: dict[str, Any]) -> None:
    """Write the answers into a webhook; switching it on begins its patience anew."""
    row.url, row.kinds, row.steps = told["url"], told["kinds"], told["steps"]
    if told["active"]:
        row.off, row.off_on, row.failing_since = "", None, None
    elif not row.off:
        row.off, row.off_on = Webhook.Why.OWNER, timezone.localdate()
