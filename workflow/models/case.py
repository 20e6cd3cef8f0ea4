"""A case: our handling of exactly one report, obstacle or consultation."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin

from obstacles.keys import key_of_day, new_key
from obstacles.models import Consultation, Obstacle, Report, User
from workflow import policy
from workflow.actors import Actor, comes_from_outside, signature
from workflow.grammar import Step
from workflow.moments import Moment
from workflow.procedure import steps
from workflow.roles import CARRIED_DOWN
from workflow.states import CLOSED, STATES, Kind, Publication, label

from .queryset import CaseQuerySet

if TYPE_CHECKING:
    from .deadline import Deadline


def _states_belong_to_their_kind() -> Q:
    return Q(*(Q(kind=kind, state__in=STATES[kind].values) for kind in Kind), _connector=Q.OR)


def _exactly_one_subject() -> Q:
    return Q(
        *(Q(kind=kind, **{f"{other}__isnull": other != kind for other in Kind}) for kind in Kind),
        _connector=Q.OR,
    )


class Case(FSMModelMixin, models.Model):
    """Our handling of one thing. Its state is what the newest line of its log says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    report: Any = models.OneToOneField(Report, models.PROTECT, null=True, related_name="+")
    obstacle: Any = models.OneToOneField(Obstacle, models.PROTECT, null=True, related_name="+")
    consultation: Any = models.OneToOneField(
        Consultation, models.PROTECT, null=True, related_name="+"
    )
    parent: Any = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    state = FSMField(max_length=24, protected=True, default="")
    publication = FSMField(max_length=12, protected=True, default="", blank=True)
    state_before = models.CharField(max_length=24, blank=True)
    version = models.PositiveIntegerField(default=0)
    handler = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    level = models.CharField(max_length=12, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True)
    changed_at = models.DateTimeField(_("changed"))
    reopen_proposed_on = models.DateField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(
                name="a_case_handles_exactly_one_thing", condition=_exactly_one_subject()
            ),
            models.CheckConstraint(
                name="a_state_belongs_to_its_kind", condition=_states_belong_to_their_kind()
            ),
            models.CheckConstraint(
                name="only_obstacles_are_published",
                condition=Q(kind=Kind.OBSTACLE, publication__in=Publication.values[1:])
                | ~Q(kind=Kind.OBSTACLE) & Q(publication=""),
            ),
            models.CheckConstraint(
                name="a_case_is_not_its_own_parent", condition=~Q(parent=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-opened_at", "-id"], name="cases_newest_first"),
            models.Index(fields=["kind", "state", "-opened_at"], name="cases_by_state"),
            models.Index(
                fields=["kind", "-opened_at"],
                condition=Q(closed_at=None),
                name="open_cases_newest_first",
            ),
            models.Index(fields=["kind", "-changed_at"], name="cases_last_changed"),
        ]

    # Set by the door while a step is taken; a step that tells nobody sets ``silent``.
    moment: Moment | None = None
    silent = False

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Any:  # type: ignore[override]
        """Hand out the proxy of the row's kind, which knows the kind's steps."""
        loaded = super().from_db(db, field_names, values)
        kind = loaded.__dict__.get("kind")
        for proxy in Case.__subclasses__():
            if kind and proxy.handles == kind:  # type: ignore[attr-defined]
                loaded.__class__ = proxy
        return loaded

    @property
    def subject(self) -> Any:
        return getattr(self, self.kind)

    @property
    def reference(self) -> str:
        return str(self.subject.reference)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED[Kind(self.kind)]

    @property
    def state_label(self) -> str:
        return label(self.kind, self.state)

    @property
    def steps(self) -> dict[str, Step]:
        return steps(self.kind)

    is_anonymous = False

    def seated_roles(self, actor: Actor) -> list[str]:
        """The roles of this actor's seats here, and those that carry down from the parent."""
        if "seats_here" in self.__dict__:
            return [*self.__dict__["seats_here"], *self.__dict__["seats_above"]]
        seats = policy.speaks_for(actor)
        here = Q(case=self.pk)
        above = Q(case=self.parent_id, role__in=CARRIED_DOWN) if self.parent_id else Q(pk=None)
        model: Any = Case._meta.get_field("seats").related_model
        return list(model.objects.filter(seats, here | above).values_list("role", flat=True))

    def kept_time(self, at: datetime) -> datetime:
        """The time as it may be kept: for an anonymous report the day and nothing finer."""
        if not self.is_anonymous:
            return at
        return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)

    def key_at(self, at: datetime) -> UUID:
        """A key for a row of this case, no more telling than its times."""
        return key_of_day(at) if self.is_anonymous else new_key()

    @cached_property
    def running(self) -> list[Deadline]:
        """Clocks that run now, the nearest first."""
        return sorted(
            (one for one in self.deadlines.all() if one.ended_on is None),
            key=lambda one: one.due_on,
        )

    @property
    def reviewer(self) -> UUID | None:
        """The key of whoever acts now, for the rule of four eyes."""
        user = self.moment.user if self.moment else None
        return user.pk if user else None

    def say(self, kind: str, *, text: str, language: str, answer_by: date | None = None) -> Any:
        """Write words into the case: a message, a question, a note."""
        moment = self.moment
        assert moment is not None
        kind_of, actor = signature(moment.by)
        return self.messages.create(
            id=self.key_at(moment.at),
            kind=kind,
            text=text,
            language=language,
            answer_by=answer_by,
            written_at=moment.at,
            actor_kind=kind_of,
            actor=actor,
            from_outside=comes_from_outside(moment.by),
        )

    def keep(self, files: list[Any], *, audience: str) -> None:
        """Attach documents; they were checked and cleaned when they were kept."""
        moment = self.moment
        assert moment is not None
        for document in files:
            self.attachments.create(
                id=self.key_at(moment.at),
                document=document,
                audience=audience,
                added_at=moment.at,
            )
