"""People and programs in the administration: who they are, and which parts they play."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import action, display
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .admin_site import ReferenceAdmin, ReferenceInline
from .models import Membership, Role, User

# What a program may be for a body. Offices of the centre are for people.
FOR_PROGRAMS = frozenset({Role.PARTNER, Role.FRONT_OFFICE})


class Parts(BaseInlineFormSet):
    """The parts of one account, as they were filled in."""

    def clean(self) -> None:
        super().clean()
        if not self.instance.is_service:
            return
        for form in self.forms:
            if form.cleaned_data.get("DELETE") or not form.cleaned_data.get("authority"):
                continue
            body, role = form.cleaned_data["authority"], form.cleaned_data.get("role")
            if body.is_centre or role not in FOR_PROGRAMS:
                raise ValidationError(
                    _("A service account speaks for a body: partner organisation or front office.")
                )


class PartInline(ReferenceInline):
    """The parts a person plays. Nobody gives parts to themselves."""

    model = Membership
    formset = Parts
    fields = ("authority", "role", "since", "until")
    autocomplete_fields = ("authority",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj != request.user and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj != request.user and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj != request.user and super().has_delete_permission(request, obj)


class UserAdmin(ReferenceAdmin):
    """People who sign in. They choose their password themselves; nobody sets it for them."""

    list_display = ("username", "full_name", "email", "is_service", "is_active", "last_login")
    list_filter = ("is_active", "is_service", "language", "memberships__role")
    search_fields = ("username", "first_name", "last_name", "email")
    fields = (
        ("username", "email"),
        ("first_name", "last_name"),
        "language",
        ("is_active", "is_service"),
        ("date_joined", "last_login"),
    )
    readonly_fields = ("date_joined", "last_login")
    inlines = (PartInline,)
    actions = ("sign_out",)

    @staticmethod
    @display(description=gettext_lazy("name"))
    def full_name(person: User) -> str:
        return person.get_full_name()

    def save_model(self, request: HttpRequest, obj: User, form: object, change: bool) -> None:
        if obj.is_service or not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @action(
        description=gettext_lazy("End all sessions of the chosen people"), permissions=["change"]
    )
    def sign_out(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        """Whoever lost a computer is signed out everywhere; tokens are ended on their own page."""
        count = chosen.update(signed_out_at=timezone.now())
        told = ngettext("%(count)d person signed out.", "%(count)d people signed out.", count)
        messages.success(request, told % {"count": count})
