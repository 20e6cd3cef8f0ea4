"""Tokens in the administration: who holds them, what they may do, and their end.

Administrators make tokens for service accounts only; people make their own, in the browser.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from obstacles.admin_site import HouseModelAdmin, is_administrator
from obstacles.models import User

from .models import Token
from .token_form import TokenForm


class ServiceTokenForm(TokenForm, forms.ModelForm):
    """A token for a program of a body."""

    user = forms.ModelChoiceField(
        User.objects.filter(is_service=True, is_active=True).order_by("username"),
        label=gettext_lazy("Service account"),
    )
    field_order = ("user", "name", "scopes", "days", "networks")

    class Meta:
        model = Token
        fields = ("user", "name", "scopes", "networks")


class InForceFilter(admin.SimpleListFilter):
    title = gettext_lazy("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Token]) -> QuerySet[Token]:
        in_force = {"revoked_at": None, "expires_at__gt": timezone.now()}
        match self.value():
            case "yes":
                return queryset.filter(**in_force)
            case "no":
                return queryset.exclude(**in_force)
        return queryset


@admin.register(Token)
class TokenAdmin(HouseModelAdmin):
    """Tokens of everybody; a secret is never shown again, and nothing about one can be changed."""

    list_display = (
        "name", "user", "prefix", "shown_scopes", "last_used_at", "expires_at", "revoked_at",
    )  # fmt: skip
    list_filter = (InForceFilter, "user__is_service")
    list_select_related = ("user",)
    search_fields = ("name", "prefix", "user__username")
    ordering = ("-created_at",)
    actions = ("end_tokens",)
    seen = (
        "user", "name", "prefix", "shown_scopes", "networks",
        "created_at", "expires_at", "last_used_at", "revoked_at",
    )  # fmt: skip

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> Any:
        return super().get_form(request, obj, change, **options) if change else ServiceTokenForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ServiceTokenForm.field_order if obj is None else self.seen

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.seen

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Token:
        """Make the token here, and show its secret this once."""
        token, secret = Token.issue(form.cleaned_data["user"], **form.told)
        told = _("The secret of this token, shown this once: %(secret)s")
        messages.warning(request, told % {"secret": secret})
        return token

    def save_model(self, request: HttpRequest, obj: Token, form: Any, change: bool) -> None:
        """It is saved already."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing belongs to it."""

    @admin.display(description=gettext_lazy("may"))
    def shown_scopes(self, token: Token) -> str:
        return ", ".join(token.scopes)

    @admin.action(description=gettext_lazy("End the chosen tokens"), permissions=["view"])
    def end_tokens(self, request: HttpRequest, chosen: QuerySet[Token]) -> None:
        ended = chosen.filter(revoked_at=None).update(revoked_at=timezone.now())
        told = ngettext("%(count)d token ended.", "%(count)d tokens ended.", ended)
        messages.success(request, told % {"count": ended})
