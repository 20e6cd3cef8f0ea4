from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language
from obstacles.models import User

from .case import Case
from .entry import Entry


class Notice(models.Model):
    """Word owed to one recipient. Notices that are not sent yet are the outbox.

    ``facts`` holds all that the letter needs, so that it says what was true at its log line;
    the Message-ID is fixed here, so that a letter sent twice after a crash is one letter.
    """

    class Way(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        POST = "post", _("post")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notices")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="notices")
    recipient = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.EMAIL)
    address = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    letter = models.CharField(max_length=24)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    message_id = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["entry", "recipient", "letter"], name="told_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, stopped_at=None, way="email"),
                name="the_outbox",
            ),
            models.Index(fields=["user", "-due_at"], name="notices_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.recipient}"
