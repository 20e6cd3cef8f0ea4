from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language, Origin, columns, first_available
from obstacles.querysets import ObstacleQuerySet
from obstacles.references import new_obstacle_reference
from obstacles.searching import every_language

from .place import Border
from .theme import Theme
from .user import User


class PublicStatus(models.TextChoices):
    """How an obstacle stands, as the public reads it; written by a consequence of a step."""

    OPEN = "open", _("open")
    RESOLVED = "resolved", _("resolved")
    PARTLY = "partly", _("partly resolved")
    NOT_RESOLVED = "not_resolved", _("not resolved")
    DISMISSED = "dismissed", _("no obstacle")
    MERGED = "merged", _("merged with another")


class Cause(models.TextChoices):
    """Why the two sides do not fit (this product's classification)."""

    ADMINISTRATIVE_PRACTICE = "administrative_practice", _("administrative practice")
    CONFLICT_OF_LAWS = "conflict_of_laws", _("rules that contradict each other")
    DIVERGENT_TRANSPOSITION = "divergent_transposition", _("EU law put into effect differently")
    EU_LAW_BREACH = "eu_law_breach", _("possible breach of EU law")
    LACK_OF_COORDINATION = "lack_of_coordination", _("nobody coordinates")
    LEGISLATION_GAP = "legislation_gap", _("no rule where one is needed")
    TAX_TREATY = "tax_treaty", _("tax treaty")
    TECHNICAL_STANDARDS = "technical_standards", _("technical standards differ")


class AffectedGroup(models.TextChoices):
    COMMUTERS = "commuters", _("cross-border commuters")
    WORKERS = "workers", _("workers")
    JOBSEEKERS = "jobseekers", _("jobseekers")
    APPRENTICES = "apprentices", _("apprentices")
    STUDENTS = "students", _("students")
    PUPILS = "pupils", _("pupils")
    PATIENTS = "patients", _("patients")
    FAMILIES = "families", _("families")
    PENSIONERS = "pensioners", _("pensioners")
    RESIDENTS = "residents", _("residents")
    PASSENGERS = "passengers", _("passengers")
    DRIVERS = "drivers", _("drivers")
    BUSINESSES = "businesses", _("businesses")
    SELF_EMPLOYED = "self_employed", _("self-employed people")
    TRANSPORT_OPERATORS = "transport_operators", _("transport operators")
    EMERGENCY_SERVICES = "emergency_services", _("emergency services")
    MUNICIPALITIES = "municipalities", _("municipalities")
    PUBLIC_BODIES = "public_bodies", _("public bodies")
    OTHER = "other", _("others")


class Obstacle(models.Model):
    """The barrier as we know it; carries a public status it did not decide itself."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_obstacle_reference, editable=False
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=200, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    title_de = models.CharField(_("title in German"), max_length=200, blank=True)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    summary_fr = models.TextField(_("summary in French"), blank=True)
    summary_de = models.TextField(_("summary in German"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    origin_nl = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_fr = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_de = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_en = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    original_language = models.CharField(
        _("first written in"), max_length=2, choices=Language.choices, default=Language.EN
    )
    borders = models.ManyToManyField(Border, related_name="+", verbose_name=_("borders"))
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name=_("theme"))
    cause = models.CharField(_("cause"), max_length=30, choices=Cause.choices, blank=True)
    affected_groups = ArrayField(
        models.CharField(max_length=30, choices=AffectedGroup.choices), default=list, blank=True
    )
    known_since = models.PositiveSmallIntegerField(_("known since"), null=True, blank=True)
    text_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    edited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    status = models.CharField(
        max_length=12, choices=PublicStatus.choices, default=PublicStatus.OPEN, editable=False
    )
    published = models.OneToOneField(
        "Snapshot", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    source_system = models.CharField(_("source"), max_length=100, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    other_sources = ArrayField(models.URLField(max_length=500), default=list, blank=True)
    source_depth = models.CharField(max_length=20, blank=True)
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    search = models.GeneratedField(
        expression=every_language("title", "summary"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        indexes = [
            GinIndex(fields=["search"], name="obstacle_is_found_by_word"),
            # What the register counts by, without the long texts beside it.
            models.Index(
                fields=["status", "theme", "known_since"],
                condition=models.Q(published__isnull=False),
                name="obstacles_in_the_register",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def survivor(self) -> Obstacle | None:
        """The obstacle that stays open, over as many merges as there were; None in a circle."""
        into, seen = self.merged_into, {self.pk}
        while into is not None and into.merged_into_id:
            if into.pk in seen:
                return None
            seen.add(into.pk)
            into = into.merged_into
        return into

    @property
    def was_public(self) -> bool:
        """Whether the register ever showed it."""
        return self.published_id is not None or self.withdrawn_on is not None

    @property
    def title(self) -> str:
        return first_available(columns(self, "title"))[1]

    @property
    def summary(self) -> str:
        return first_available(columns(self, "summary"))[1]

    @property
    def title_language(self) -> str:
        """The language in which the title is available to this reader."""
        return first_available(columns(self, "title"))[0]

    @property
    def summary_language(self) -> str:
        return first_available(columns(self, "summary"))[0]
