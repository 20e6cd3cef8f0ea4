"""Webhooks in the administration: to look at, and to switch off."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from obstacles.admin_site import HouseModelAdmin, is_administrator, is_coordinator

from .deliveries import switch_off
from .models import Webhook


@admin.register(Webhook)
class WebhookAdmin(HouseModelAdmin):
    """Where programs hear that something moved; of which cases stands nowhere here."""

    list_display = ("url", "owner", "off", "off_on", "failing_since", "created_on")
    list_filter = ("off",)
    search_fields = ("url",)
    fields = ("url", "owner", "kinds", "steps", "off", "off_on", "failing_since", "created_on")
    readonly_fields = fields
    actions = ("switch_off",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request) or is_coordinator(request)

    @admin.action(description=gettext_lazy("Switch off"), permissions=["view"])
    def switch_off(self, request: HttpRequest, chosen: QuerySet[Webhook]) -> None:
        """Stop messages to the chosen addresses, and tell their owners."""
        done = sum(switch_off(one, Webhook.Why.HOUSE, now=timezone.now()) for one in chosen)
        words = ngettext("%(count)d webhook is off.", "%(count)d webhooks are off.", done)
        messages.success(request, words % {"count": done})
