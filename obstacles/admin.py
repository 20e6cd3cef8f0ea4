"""Administration of reference data only. Cases, and what people told us, are not shown here."""

from django.contrib.admin import register
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from .admin_site import ReferenceAdmin, ReferenceInline
from .models import (
    Area,
    Authority,
    Border,
    BorderSide,
    Competence,
    Destination,
    Member,
    Membership,
    Network,
    Provision,
    Reason,
    Rung,
    Term,
    Theme,
    User,
)
from .people_admin import UserAdmin

NAMES = ("name_nl", "name_fr", "name_de", "name_en")


@register(Area)
class AreaAdmin(ReferenceAdmin):
    list_display = ("code", "name", "kind", "level", "parent")
    list_filter = ("scope", "kind", "level")
    list_select_related = ("parent",)
    search_fields = ("code", "official_name", *NAMES)
    autocomplete_fields = ("parent",)


class BorderSideInline(ReferenceInline):
    model = BorderSide
    autocomplete_fields = ("country", "areas", "regions")


@register(Border)
class BorderAdmin(ReferenceAdmin):
    list_display = ("name", "slug", "kind", "parent", "rank")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("slug", *NAMES)
    autocomplete_fields = ("parent",)
    inlines = (BorderSideInline,)


class PeopleInline(ReferenceInline):
    """Who plays a part in a body, to look at; parts are given on the page of the person."""

    model = Membership
    fields = ("user", "role", "since", "until")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@register(Authority)
class AuthorityAdmin(ReferenceAdmin):
    list_display = ("name", "short_name", "kind", "level", "area", "email", "retired")
    list_filter = ("retired", "kind", "level", "borders", "is_centre")
    list_select_related = ("area",)
    search_fields = ("slug", "short_name", *NAMES)
    autocomplete_fields = ("area", "themes", "borders")
    readonly_fields = ("is_centre",)
    inlines = (PeopleInline,)


class MemberInline(ReferenceInline):
    model = Member
    autocomplete_fields = ("authority",)


class RungInline(ReferenceInline):
    model = Rung
    max_num = len(Rung.Level)
    autocomplete_fields = ("authority",)


@register(Network)
class NetworkAdmin(ReferenceAdmin):
    list_display = ("name", "slug", "kind", "secretariat")
    list_filter = ("kind", "borders")
    list_select_related = ("secretariat",)
    search_fields = ("slug", *NAMES)
    autocomplete_fields = ("secretariat", "parties", "themes", "borders")
    readonly_fields = ("sources", "verified")
    inlines = (RungInline, MemberInline)


@register(Theme)
class ThemeAdmin(ReferenceAdmin):
    list_display = ("name", "slug", "level", "parent", "rank")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("slug", *NAMES)
    autocomplete_fields = ("parent",)


@register(Reason)
class ReasonAdmin(ReferenceAdmin):
    list_display = ("label", "step", "code", "sends_message", "retired")
    list_filter = ("step", "retired")
    search_fields = ("code", "label_nl", "label_fr", "label_de", "label_en")


@register(Destination)
class DestinationAdmin(ReferenceAdmin):
    list_display = ("name", "kind", "website", "reason", "retired")
    list_filter = ("retired", "kind")
    list_select_related = ("reason",)
    search_fields = ("slug", *NAMES)
    autocomplete_fields = ("reason", "bodies")


@register(Term)
class TermAdmin(ReferenceAdmin):
    list_display = ("slug", "theme")
    list_filter = ("theme__parent",)
    list_select_related = ("theme",)
    search_fields = ("slug", "words")
    autocomplete_fields = ("theme",)


@register(Provision)
class ProvisionAdmin(ReferenceAdmin):
    list_display = ("title", "article", "legal_order", "language")
    list_filter = ("language",)
    list_select_related = ("legal_order",)
    search_fields = ("title", "article", "eli", "celex")
    autocomplete_fields = ("legal_order",)


@register(Competence)
class CompetenceAdmin(ReferenceAdmin):
    list_display = ("user", "capacity", "absent_until")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__first_name", "user__last_name")
    autocomplete_fields = ("user", "themes", "legal_orders")


register(User)(UserAdmin)
