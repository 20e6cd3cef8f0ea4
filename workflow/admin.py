"""Cases in the administration: coordinators look at them and take steps that need no words.

Everything goes through the door; there is no way here to write a state, a log line or a deadline.
Administrators see none of it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from obstacles.admin_site import HouseModelAdmin, is_coordinator
from obstacles.models import User
from obstacles.references import Misread, read_reference

from .actors import Official
from .admin_webhooks import WebhookAdmin
from .grammar import Step
from .models import Case, ConsultationCase, Entry, ObstacleCase, ReportCase
from .procedure import steps
from .refusals import Refused
from .roles import Role
from .states import STATES, Kind
from .steps import take_step


class StateFilter(admin.SimpleListFilter):
    """States of the kind that is shown."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in STATES[model_admin.kind]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("open or closed")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("open")), ("no", gettext_lazy("closed"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        if self.value() in ("yes", "no"):
            return queryset.filter(closed_at__isnull=self.value() == "yes")
        return queryset


def _bare_steps(kind: Kind) -> list[Step]:
    """Steps of the desk that ask nothing and may therefore be taken from a list."""
    return [step for step in steps(kind).values() if not step.form and Role.COORDINATOR in step.by]


class CaseAdmin(HouseModelAdmin):
    """One kind of case, as the policy lets this coordinator see it."""

    kind: Kind
    list_display = ("shown_reference", "shown_state", "publication", "opened_at", "closed_at")
    list_filter = (StateFilter, OpenFilter, "opened_at")
    list_per_page = 50
    ordering = ("-opened_at",)
    readonly_fields = ("shown_reference", "shown_state", "shown_log", "shown_clocks")
    fields = (
        "shown_reference",
        "shown_state",
        "publication",
        "version",
        "opened_at",
        "closed_at",
        "shown_clocks",
        "shown_log",
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_coordinator(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        seen = self.model.objects.visible_to(Official(cast(User, request.user)))
        return seen.filter(kind=self.kind).select_related(str(self.kind))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Case], search_term: str
    ) -> tuple[QuerySet[Case], bool]:
        """Find one case by its reference, however it was typed."""
        if not search_term:
            return queryset, False
        try:
            reference = read_reference(search_term)
        except Misread:
            return queryset.none(), False
        return queryset.filter(**{f"{self.kind}__reference": reference}), False

    search_fields = ("id",)

    @admin.display(description=gettext_lazy("reference"))
    def shown_reference(self, case: Case) -> str:
        return case.reference

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def shown_state(self, case: Case) -> str:
        return case.state_label

    @admin.display(description=gettext_lazy("clocks"))
    def shown_clocks(self, case: Case) -> str:
        return "\n".join(f"{clock.rule}: {clock.due_on}" for clock in case.running) or "–"

    @admin.display(description=gettext_lazy("log"))
    def shown_log(self, case: Case) -> str | SafeString:
        lines = Entry.objects.filter(case=case).order_by("number")
        return "\n".join(f"{line.number}. {line.at:%Y-%m-%d} {line.step}" for line in lines)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Each bare step as an action; the door decides for each case whether it may be taken."""
        if not is_coordinator(request):
            return {}
        return {
            step.name: (_action(step.name), step.name, step.label)
            for step in _bare_steps(self.kind)
        }


def _action(name: str) -> Callable[[Any, HttpRequest, QuerySet[Case]], None]:
    return partial(_take_each, name)


def _take_each(name: str, page: CaseAdmin, request: HttpRequest, chosen: QuerySet[Case]) -> None:
    """Take one step in each chosen case; refusals come back as messages, one a case."""
    taken = 0
    for case in chosen:
        try:
            take_step(case, name, by=Official(cast(User, request.user)), at=timezone.now())
        except Refused as refusal:
            messages.warning(request, f"{case.reference}: {refusal.message}")
        else:
            taken += 1
    if taken:
        done = ngettext("%(count)d case moved on.", "%(count)d cases moved on.", taken)
        messages.success(request, done % {"count": taken})
    else:
        messages.info(request, _("No case was changed."))


@admin.register(ReportCase)
class ReportCaseAdmin(CaseAdmin):
    kind = Kind.REPORT


@admin.register(ObstacleCase)
class ObstacleCaseAdmin(CaseAdmin):
    kind = Kind.OBSTACLE


@admin.register(ConsultationCase)
class ConsultationCaseAdmin(CaseAdmin):
    kind = Kind.CONSULTATION


__all__ = ["ConsultationCaseAdmin", "ObstacleCaseAdmin", "ReportCaseAdmin", "WebhookAdmin"]
