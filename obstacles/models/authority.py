from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language, columns, first_available
from obstacles.querysets import MembershipQuerySet

from .place import Area, Border
from .theme import Theme
from .user import User


class Role(models.TextChoices):
    """The part a member plays in the body they belong to."""

    INTAKE = "INTAKE", _("intake officer")
    COORDINATOR = "COORDINATOR", _("coordinator")
    EXPERT = "EXPERT", _("expert")
    MANAGEMENT = "MANAGEMENT", _("management")
    DATA_PROTECTION = "DATA_PROTECTION", _("data protection officer")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")
    FRONT_OFFICE = "FRONT_OFFICE", _("front office")
    PARTNER = "PARTNER", _("partner organisation")


class Authority(models.Model):
    """A public body: ministry, region, regulator, commission, EGTC, or the centre itself."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name_de = models.CharField(_("name in German"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=40)
    level = models.CharField(_("level"), max_length=20)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language.choices), default=list, blank=True
    )
    email = models.EmailField(_("mailbox"), blank=True)
    website = models.URLField(_("website"), blank=True)
    website_status = models.CharField(_("website seen"), max_length=20, blank=True)
    roles = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    borders = models.ManyToManyField(Border, blank=True, related_name="+")
    generalist = models.BooleanField(_("every theme"), default=False)
    is_centre = models.BooleanField(_("the centre itself"), default=False)
    note = models.TextField(_("note"), blank=True)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["is_centre"],
                condition=Q(is_centre=True),
                name="one_centre_per_house",
                violation_error_message=_("There is one centre already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language being spoken, or the body's own."""
        return first_available(columns(self, "name"))[1] or self.short_name


class Membership(models.Model):
    """A person's part in a body, for as long as it lasts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"],
                name="a_part_is_played_once",
                violation_error_message=_("This person has this role already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.authority}"
