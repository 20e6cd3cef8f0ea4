"""What people say and attach, and what they have half written."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language
from obstacles.models import Document, User

from .case import Case


class Message(models.Model):
    """Words in a case: with the reporter, with a body, or within the office."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("message")
        QUESTION = "question", _("question")
        REPLY = "reply", _("reply")
        ADDITION = "addition", _("addition")
        DECISION = "decision", _("decision")
        FEEDBACK = "feedback", _("feedback")
        NOTE = "note", _("note")
        ANSWER = "answer", _("answer of a body")
        LATE_ANSWER = "late_answer", _("late answer of a body")
        QUESTION_BACK = "question_back", _("question of a body")
        CLARIFICATION = "clarification", _("clarification")
        EXTENSION_REQUEST = "extension_request", _("request for more time")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=Language.choices)
    answer_by = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor = models.UUIDField(null=True)
    from_outside = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["case", "written_at"], name="messages_of_a_case")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"


# Kinds a reporter reads; notes and words with bodies stay inside.
WITH_REPORTER = ("message", "question", "reply", "addition", "decision", "feedback")
WITH_BODY = (
    "answer",
    "late_answer",
    "question_back",
    "clarification",
    "extension_request",
)


class Attachment(models.Model):
    """A document's place in a case, and who may see it."""

    class Audience(models.TextChoices):
        TEAM = "team", _("you and the team")
        BODIES = "bodies", _("the asked bodies")
        EVERYONE = "everyone", _("everyone")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return str(self.document_id)


class Draft(models.Model):
    """Half-written answers of a step or a form: no log, no version."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    bearer = models.CharField(max_length=64, blank=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="drafts")
    form = models.CharField(max_length=24)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "case", "form"],
                condition=Q(owner__isnull=False),
                name="one_draft_per_step",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.form
