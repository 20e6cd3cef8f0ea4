"""What the public register may be narrowed by; one definition for pages and API."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.postgres.search import SearchRank
from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    FilterSet,
    ModelChoiceFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
    NumberFilter,
)

from .models import Authority, Border, Obstacle, PublicStatus, Theme
from .querysets import ObstacleQuerySet
from .references import Misread, read_reference
from .searching import MOST_CHARACTERS, parse
from .validators import clean_text

_LISTED = [choice for choice in PublicStatus.choices if choice[0] != PublicStatus.MERGED]
# What people ask for, and the columns behind it; the reference makes every order complete.
ORDERINGS: dict[str, tuple[str | OrderBy, ...]] = {
    "newest": ("-published__approved_at", "reference"),
    "oldest": (F("known_since").asc(nulls_last=True), "reference"),
    "latest": (F("known_since").desc(nulls_last=True), "reference"),
    "reference": ("reference",),
}
_ORDER_LABELS = [
    ("newest", _("published last")),
    ("oldest", _("known for the longest time")),
    ("latest", _("known for the shortest time")),
    ("reference", _("number")),
]
_EARLIEST, _LATEST = 1900, 2200


class _Typed(forms.CharField):
    """A typed search: cleaned, never longer than 200 characters."""

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class _TypedFilter(CharFilter):
    field_class = _Typed


class RegisterFilter(FilterSet):
    """The register of published obstacles, narrowed by what stands in an address."""

    q = _TypedFilter(method="holding", label=_("Search words"), max_length=MOST_CHARACTERS)
    border = ModelMultipleChoiceFilter(
        queryset=Border.objects.all(),
        to_field_name="slug",
        method="at_borders",
        label=_("Border"),
    )
    theme = ModelMultipleChoiceFilter(
        queryset=Theme.objects.all(),
        to_field_name="slug",
        method="about",
        label=_("Theme"),
    )
    status = MultipleChoiceFilter(choices=_LISTED, label=_("Status"))
    year = NumberFilter(
        "known_since", min_value=_EARLIEST, max_value=_LATEST, label=_("Known since")
    )
    authority = ModelChoiceFilter(
        queryset=Authority.objects.order_by("slug"),
        to_field_name="slug",
        method="decided_by",
        label=_("Who decides"),
    )
    ordering = ChoiceFilter(
        choices=_ORDER_LABELS, method="in_order", label=_("Order"), empty_label=_("best match")
    )

    class Meta:
        model = Obstacle
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: ObstacleQuerySet) -> ObstacleQuerySet:
        narrowed = super().filter_queryset(queryset)
        return narrowed if narrowed.ordered else narrowed.order_by(*ORDERINGS["newest"])

    def holding(self, queryset: ObstacleQuerySet, _name: str, typed: str) -> ObstacleQuerySet:
        reference = _reference(typed)
        if reference:
            return queryset.filter(reference=reference)
        query = parse(typed)
        if query is None:
            return queryset
        found = queryset.filter(published__search=query)
        if self.form.cleaned_data.get("ordering"):
            return found
        best = SearchRank(F("published__search"), query)
        return found.annotate(fit=best).order_by("-fit", "reference")

    def at_borders(
        self, queryset: ObstacleQuerySet, _name: str, borders: Iterable[Border]
    ) -> ObstacleQuerySet:
        chosen = list(borders)
        return queryset.at_borders(chosen) if chosen else queryset

    def about(
        self, queryset: ObstacleQuerySet, _name: str, themes: Iterable[Theme]
    ) -> ObstacleQuerySet:
        chosen = list(themes)
        return queryset.about(chosen) if chosen else queryset

    def decided_by(
        self, queryset: ObstacleQuerySet, _name: str, body: Authority
    ) -> ObstacleQuerySet:
        return queryset.decided_by(body.slug)

    def in_order(self, queryset: ObstacleQuerySet, _name: str, wanted: str) -> ObstacleQuerySet:
        return queryset.order_by(*ORDERINGS[wanted])


def unknown_parameters(given: Iterable[str], *, also: Iterable[str] = ()) -> set[str]:
    """Name the parameters that narrow nothing; ``also`` names those the caller reads itself."""
    return set(given) - set(RegisterFilter.base_filters) - set(also)


def _reference(typed: str) -> str | None:
    try:
        return read_reference(typed, prefix="OB")
    except (Misread, ValidationError):
        return None
