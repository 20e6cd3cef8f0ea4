from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Origin, columns, first_available
from obstacles.searching import every_language

from .obstacle import Obstacle
from .user import User


class Snapshot(models.Model):
    """An obstacle's text as approved for the public. The public reads this and nothing later.

    ``sides`` is a list of {area, nature, provision, url, authority, position, state, words,
    words_language}, in order, as they stood when the text was approved: area is a code, authority
    the short address of a body or empty.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField(_("number"))
    title_nl = models.CharField(max_length=200, blank=True)
    title_fr = models.CharField(max_length=200, blank=True)
    title_de = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    summary_nl = models.TextField(blank=True)
    summary_fr = models.TextField(blank=True)
    summary_de = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    origin_nl = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_fr = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_de = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    origin_en = models.CharField(max_length=8, choices=Origin.choices, default=Origin.NONE)
    sides = models.JSONField(default=list)
    approved_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved"))
    search = models.GeneratedField(
        expression=every_language("title", "summary"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        indexes = [GinIndex(fields=["search"], name="snapshot_is_found_by_word")]
        constraints = [
            models.UniqueConstraint(
                fields=["obstacle", "number"], name="a_snapshot_is_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.obstacle}, {self.number}"

    @property
    def title(self) -> str:
        return first_available(columns(self, "title"))[1]

    @property
    def title_language(self) -> str:
        return first_available(columns(self, "title"))[0]

    @property
    def summary(self) -> str:
        return first_available(columns(self, "summary"))[1]

    @property
    def summary_language(self) -> str:
        return first_available(columns(self, "summary"))[0]
