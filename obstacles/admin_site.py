"""The door to the administration: memberships in the centre open it, nothing else does.

Administrators edit reference data; coordinators look at it. Superusers and Django's own
permissions count for nothing, and admin pages that rest on them are not let in.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.admin import AdminSite, ModelAdmin, TabularInline
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, URLField
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .models import Role

if TYPE_CHECKING:
    ModelPages = ModelAdmin[Any]
    InlineRows = TabularInline[Any, Any]
else:
    ModelPages, InlineRows = ModelAdmin, TabularInline

_DOOR = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})


def offices(request: HttpRequest) -> frozenset[str]:
    """Name the parts this visitor plays in the centre today; asked once per request."""
    if not request.user.is_authenticated:
        return frozenset()
    known: frozenset[str] | None = vars(request).get("offices_held")
    if known is None:
        held = request.user.memberships.current().in_the_centre()
        known = vars(request)["offices_held"] = frozenset(held.values_list("role", flat=True))
    return known


def is_administrator(request: HttpRequest) -> bool:
    return Role.ADMINISTRATOR in offices(request)


def is_coordinator(request: HttpRequest) -> bool:
    return Role.COORDINATOR in offices(request)


class HouseModelAdmin(ModelPages):
    """Pages for one table. Nobody may do anything until a subclass says who."""

    show_full_result_count = False
    formfield_overrides: ClassVar[dict[Any, Any]] = {URLField: {"assume_scheme": "https"}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here: what is over gets a flag or a last day."""
        return False


class ReferenceAdmin(HouseModelAdmin):
    """Reference data: administrators edit it, coordinators look at it."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(offices(request) & _DOOR)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)


class ReferenceInline(InlineRows):
    """Rows that belong to the one shown; ``obj`` is that one."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(offices(request) & _DOOR)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)


class HouseAdminSite(AdminSite):
    """The administration of this house."""

    site_header = _("Passerelle administration")
    site_title = _("Passerelle administration")
    index_title = _("Reference data and cases")

    def register(
        self,
        model_or_iterable: ModelBase | Iterable[ModelBase],
        admin_class: type[ModelPages] | None = None,
        **options: Any,
    ) -> None:
        """Let in only pages that ask the memberships; those of other packages do not."""
        if admin_class is not None and issubclass(admin_class, HouseModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(offices(request) & _DOOR)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Everybody signs in at the one front door, with the second factor."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
