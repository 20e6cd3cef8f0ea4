from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import spoken


class Area(models.Model):
    """A country or statistical region (NUTS 2021), or a group of states."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True)
    code_2024 = models.CharField(_("code since 2024"), max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(_("level"))
    kind = models.CharField(_("kind"), max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    official_name = models.CharField(_("official name"), max_length=200)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_de = models.CharField(_("name in German"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    # Spoken there, also where we do not: Luxembourgish, Frisian, Danish.
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    scope = models.CharField(_("scope"), max_length=20)
    code_status = models.CharField(_("code checked"), max_length=30)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self, "name")


class Border(models.Model):
    """A border segment; several, not known and third countries are rows of their own."""

    class Kind(models.TextChoices):
        LAND = "land", _("land border")
        MARITIME = "maritime", _("sea border")
        SEVERAL = "several", _("several borders")
        UNKNOWN = "not_known", _("not known")
        THIRD = "third_country", _("border with a third country")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="segments"
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_de = models.CharField(_("name in German"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)
    map = models.JSONField(_("place on the map"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("border")
        verbose_name_plural = _("borders")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self, "name")

    @property
    def short(self) -> str:
        """Country codes as a list shows them: NL – BE; the name where there is no pair."""
        parts = self.slug.split("-")
        paired = self.kind == self.Kind.LAND and all(len(part) == 2 for part in parts)
        return " – ".join(part.upper() for part in parts) if paired else self.name


class BorderSide(models.Model):
    """One side of a border: its country, areas, and the NUTS 3 regions that face the other side."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    border = models.ForeignKey(Border, models.CASCADE, related_name="sides")
    country = models.ForeignKey(Area, models.PROTECT, related_name="+")
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    regions = models.ManyToManyField(Area, related_name="+", blank=True)

    class Meta:
        verbose_name = _("side of a border")
        verbose_name_plural = _("sides of borders")
        constraints = [
            models.UniqueConstraint(fields=["border", "country"], name="a_border_side_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.border}: {self.country}"
