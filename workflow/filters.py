"""What a list of cases may be narrowed by; one definition for pages and API."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _
from django_filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    ModelChoiceFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)

from obstacles.languages import Language
from obstacles.models import Authority, Border, Member, Network, Theme, User
from obstacles.references import Misread, read_reference
from obstacles.searching import MOST_CHARACTERS
from obstacles.validators import clean_text

from . import narrowing
from .models import Case
from .states import STATES, Kind

NOBODY = "nobody"
CLOCKS = [("late", _("Late")), ("soon", _("Next 7 days")), ("later", _("Later"))]
# What people ask for, and the columns behind it; the key makes every order complete.
ORDERINGS: dict[str, tuple[Any, ...]] = {
    "due": (F("due_on").asc(nulls_last=True), "-opened_at", "-id"),
    "newest": ("-opened_at", "-id"),
    "oldest": ("opened_at", "id"),
    "changed": ("-changed_at", "-id"),
}
ORDER_LABELS = [
    ("due", _("needs action")),
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
    ("changed", _("changed last")),
]
_STATES = {str(value): label for kind in Kind for value, label in STATES[kind].choices}


class _Typed(forms.CharField):
    """A typed search: cleaned, never longer than 200 characters."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class _TypedFilter(CharFilter):
    field_class = _Typed


class CaseFilter(FilterSet):
    """Cases, narrowed by what stands in an address."""

    q = _TypedFilter(method="holding", label=_("Reference or words"), max_length=MOST_CHARACTERS)
    kind = MultipleChoiceFilter(choices=Kind.choices, distinct=False, label=_("Kind"))
    state = MultipleChoiceFilter(choices=sorted(_STATES.items()), distinct=False, label=_("State"))
    border = ModelMultipleChoiceFilter(
        queryset=Border.objects.all(), to_field_name="slug", method="at_borders", label=_("Border")
    )
    theme = ModelMultipleChoiceFilter(
        queryset=Theme.objects.all(), to_field_name="slug", method="about", label=_("Theme")
    )
    network = ModelChoiceFilter(
        queryset=Network.objects.all(),
        to_field_name="slug",
        method="of_network",
        label=_("Network"),
    )
    body = ModelChoiceFilter(
        queryset=Authority.objects.all(), to_field_name="slug", method="with_body", label=_("Body")
    )
    assignee = CharFilter(method="with_assignee", label=_("With"), max_length=150)
    language = ChoiceFilter(choices=Language.choices, method="in_language", label=_("Language"))
    clock = MultipleChoiceFilter(choices=CLOCKS, method="by_clock", label=_("Deadline"))
    obstacle = CharFilter(method="of_obstacle", label=_("Obstacle"), max_length=20)
    open = BooleanFilter("closed_at", lookup_expr="isnull", label=_("Open"))
    arrived = BooleanFilter(method="with_answers", label=_("Answers arrived"))
    opened_after = DateFilter("opened_at", lookup_expr="date__gte", label=_("Opened since"))
    updated_after = DateFilter("changed_at", lookup_expr="date__gte", label=_("Changed since"))
    ordering = ChoiceFilter(
        choices=ORDER_LABELS, method="in_order", label=_("Order"), empty_label=None
    )

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: Any = None,
        *,
        request: Any = None,
        prefix: str | None = None,
        today: date | None = None,
    ) -> None:
        """``today`` is the day clocks are held against; without it the day of the database."""
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.today: Any = today or TruncDate(Now())

    @property
    def kinds(self) -> list[Kind]:
        """The kinds that are asked for; none stands for all."""
        return [Kind(kind) for kind in self.form.cleaned_data.get("kind", ())]

    def filter_queryset(self, queryset: Any) -> Any:
        narrowed = super().filter_queryset(narrowing.with_due_day(queryset))
        return narrowed if narrowed.ordered else narrowed.order_by(*ORDERINGS["newest"])

    def holding(self, queryset: Any, _name: str, typed: str) -> Any:
        try:
            read = read_reference(typed)
        except Misread:
            return queryset.filter(narrowing.with_words(typed, *self.kinds))
        return queryset.filter(
            Q(report__reference=read)
            | Q(obstacle__reference=read)
            | Q(consultation__reference=read)
        )

    def at_borders(self, queryset: Any, _name: str, borders: Iterable[Border]) -> Any:
        chosen = list(borders)
        return queryset.filter(narrowing.at_borders(chosen, *self.kinds)) if chosen else queryset

    def about(self, queryset: Any, _name: str, themes: Iterable[Theme]) -> Any:
        chosen = list(themes)
        return queryset.filter(narrowing.about(chosen, *self.kinds)) if chosen else queryset

    def of_network(self, queryset: Any, _name: str, network: Network) -> Any:
        """At its borders and about its themes; a network without both: what its members do."""
        borders, themes = list(network.borders.all()), list(network.themes.all())
        found = narrowing.at_borders(borders) if borders else Q()
        found &= narrowing.about(themes) if themes else Q()
        if not borders and not themes:
            members = Member.objects.filter(network=network).values("authority")
            found = narrowing.with_bodies(members)
        return queryset.filter(found)

    def with_body(self, queryset: Any, _name: str, body: Authority) -> Any:
        return queryset.filter(narrowing.with_bodies([body.pk]))

    def with_assignee(self, queryset: Any, _name: str, who: str) -> Any:
        if who == NOBODY:
            return queryset.filter(handler=None)
        return queryset.filter(handler__in=User.objects.filter(username=who))

    def in_language(self, queryset: Any, _name: str, code: str) -> Any:
        return queryset.filter(
            Q(report__language=code)
            | Q(obstacle__original_language=code)
            | Q(consultation__language=code)
        )

    def by_clock(self, queryset: Any, _name: str, wanted: Iterable[str]) -> Any:
        chosen = [narrowing.clock(one, self.today) for one in wanted]
        return queryset.filter(Q(*chosen, _connector=Q.OR)) if chosen else queryset

    def of_obstacle(self, queryset: Any, _name: str, typed: str) -> Any:
        try:
            return queryset.filter(parent__obstacle__reference=read_reference(typed, prefix="OB"))
        except Misread:
            return queryset.none()

    def with_answers(self, queryset: Any, _name: str, wanted: bool) -> Any:
        return (
            queryset.filter(narrowing.arrived())
            if wanted
            else queryset.exclude(narrowing.arrived())
        )

    def in_order(self, queryset: Any, _name: str, wanted: str) -> Any:
        return queryset.order_by(*ORDERINGS[wanted])


def unknown_parameters(given: Iterable[str], *, also: Iterable[str] = ()) -> set[str]:
    """Name the parameters that narrow nothing; ``also`` names those the caller reads itself."""
    return set(given) - set(CaseFilter.base_filters) - set(also)
