from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import spoken

from .authority import Authority
from .place import Area, Border
from .theme import Theme


class Network(models.Model):
    """A standing structure of cooperation: secretariat, members, themes, borders, rhythm."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)
    name_de = models.CharField(_("name in German"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40)
    secretariat = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    parties = models.ManyToManyField(Area, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    borders = models.ManyToManyField(Border, blank=True, related_name="+")
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    founded_note = models.TextField(_("note on the founding"), blank=True)
    rhythm_nl = models.TextField(_("meeting rhythm in Dutch"), blank=True)
    rhythm_fr = models.TextField(_("meeting rhythm in French"), blank=True)
    rhythm_de = models.TextField(_("meeting rhythm in German"), blank=True)
    rhythm_en = models.TextField(_("meeting rhythm in English"), blank=True)
    decides_nl = models.TextField(_("what it may decide, in Dutch"), blank=True)
    decides_fr = models.TextField(_("what it may decide, in French"), blank=True)
    decides_de = models.TextField(_("what it may decide, in German"), blank=True)
    decides_en = models.TextField(_("what it may decide, in English"), blank=True)
    website = models.URLField(_("website"), blank=True)
    sources = ArrayField(models.URLField(max_length=500), default=list, blank=True)
    verified = models.CharField(_("facts checked"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self, "name")

    @property
    def rhythm(self) -> str:
        """When it meets."""
        return spoken(self, "rhythm")

    @property
    def decides(self) -> str:
        """What it may decide."""
        return spoken(self, "decides")


class Member(models.Model):
    """A body's place in a network."""

    class Group(models.TextChoices):
        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        ASSOCIATED = "associated", _("works with it")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="networks")
    group = models.CharField(_("group"), max_length=12, choices=Group.choices)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "authority"], name="a_body_sits_once_in_a_network"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} ({self.network})"


class Rung(models.Model):
    """One level of a network's escalation ladder."""

    class Level(models.TextChoices):
        OFFICIALS = "officials", _("officials")
        DIRECTORS = "directors", _("directors")
        MINISTERS = "ministers", _("ministers")
        SUMMIT = "summit", _("summit")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="ladder")
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    label = models.CharField(_("label"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        constraints = [
            models.UniqueConstraint(fields=["network", "level"], name="a_level_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.get_level_display()}"
