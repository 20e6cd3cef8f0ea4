from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language
from obstacles.references import new_report_reference
from obstacles.searching import its_language

from .place import Border
from .theme import Theme


class ReporterKind(models.TextChoices):
    CITIZEN = "citizen", _("a private person")
    BUSINESS = "business", _("a business")
    ORGANISATION = "organisation", _("an organisation")
    PUBLIC_BODY = "public_body", _("a public body")
    SOMEBODY_ELSE = "somebody_else", _("somebody else, for whom I report")


class Channel(models.TextChoices):
    WEB = "web", _("this site")
    API = "api", _("another system")
    PHONE = "phone", _("phone")
    POST = "post", _("post")
    COUNTER = "counter", _("counter")


class ContactWay(models.TextChoices):
    ANONYMOUS = "anonymous", _("without giving my name")
    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by phone")
    POST = "post", _("by post")


class CourtCase(models.TextChoices):
    NO = "no", _("no")
    YES = "yes", _("yes")
    UNSURE = "unsure", _("I am not sure")


class Report(models.Model):
    """What somebody told us, in their own words and language. Never edited once received."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=new_report_reference, editable=False
    )
    account = models.TextField(_("what happened"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    border = models.ForeignKey(Border, models.PROTECT, related_name="+", verbose_name=_("border"))
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    reporter_kind = models.CharField(
        _("who is affected"), max_length=20, choices=ReporterKind.choices
    )
    organisation = models.CharField(_("name of the organisation"), max_length=200, blank=True)
    since = models.CharField(_("since when"), max_length=100, blank=True)
    frequency = models.CharField(_("how often"), max_length=100, blank=True)
    cost = models.TextField(_("what it costs you"), blank=True)
    office = models.TextField(_("which office you dealt with"), blank=True)
    tried = models.TextField(_("what you tried"), blank=True)
    idea = models.TextField(_("your idea"), blank=True)
    court_case = models.CharField(
        _("is there a court case?"), max_length=6, choices=CourtCase.choices, blank=True
    )
    channel = models.CharField(
        _("came in by"), max_length=10, choices=Channel.choices, default=Channel.WEB
    )
    is_anonymous = models.BooleanField(_("without a name"), default=False)
    received_on = models.DateField(_("received on"))
    entered_at = models.DateTimeField(_("entered"))
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    erased_on = models.DateField(_("erased on"), null=True, blank=True)
    # Only what policy calls the story: whoever may read it may look for its words.
    search = models.GeneratedField(
        expression=its_language("account", "office", "tried", "idea"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [GinIndex(fields=["search"], name="report_is_found_by_word")]

    def __str__(self) -> str:
        return self.reference


class Contact(models.Model):
    """How a reporter may be reached; kept apart, so that it can be erased by itself."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="contact")
    way = models.CharField(_("way"), max_length=10, choices=ContactWay.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    language = models.CharField(_("language we write in"), max_length=2, choices=Language.choices)
    bounced_on = models.DateField(_("mail came back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                name="the_chosen_way_is_filled_in",
                condition=Q(way="anonymous", name="", email="", phone="", address="")
                | Q(way="email") & ~Q(email="")
                | Q(way="phone") & ~Q(phone="")
                | Q(way="post") & ~Q(address=""),
                violation_error_message=_("Give the address or number for the way you chose."),
            )
        ]

    def __str__(self) -> str:
        return self.get_way_display()
