"""An obstacle's case: what its steps write of their own."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from obstacles.languages import CODES, Origin
from obstacles.models import Document, Outcome, Provision, Side, SideState, Snapshot, Solution
from workflow.procedure import Closing, ObstacleDesk, PublishedText, Resolution
from workflow.roles import CARRIED_DOWN, Role
from workflow.states import AWAITED, Asking, Kind

from .case import Case, CaseQuerySet

TEXTS = tuple(f"{part}_{code}" for part in ("title", "summary") for code in CODES)


class ObstacleCase(Resolution, Closing, PublishedText, ObstacleDesk, Case):
    """The handling of one obstacle."""

    handles = Kind.OBSTACLE

    class Meta:
        proxy = True

    def awaited_consultations(self) -> CaseQuerySet:
        """Consultations for which we still wait; a forwarded one only while a child is open."""
        children = Case.objects.filter(
            consultation__asked_through=OuterRef("consultation"), state__in=AWAITED
        )
        return Case.objects.of(Kind.CONSULTATION).filter(
            Q(state__in=AWAITED) | Q(Exists(children), state=Asking.FORWARDED), parent=self
        )

    def seat_experts(self, lead: Any, others: list[Any] | None) -> None:
        """Give the lead one chair and the others theirs; None leaves the others as they are."""
        gone = [Role.LEAD_EXPERT] if others is None else list(CARRIED_DOWN)
        self.seats.filter(role__in=gone).delete()
        self._seat(Role.LEAD_EXPERT, user=lead)
        for user in others or ():
            self._seat(Role.EXPERT, user=user)
        self.handler = lead

    def _seat(self, role: Role, **who: Any) -> None:
        self.seats.get_or_create(role=role, **who, defaults={"sort_at": self.opened_at})

    def shareable_documents(self) -> QuerySet[Document]:
        """Documents of this obstacle that may enter a packet; never a reporter's own files."""
        kept = self.attachments.values("document")
        return Document.objects.filter(pk__in=kept)

    def record_solution(self, *, bodies: Any, provisions: list[str], **told: Any) -> None:
        """Write down the proposal, and seat the bodies that must act."""
        assert self.moment is not None
        solution = Solution.objects.create(
            obstacle=self.obstacle, proposed_on=self.moment.day, **told
        )
        solution.bodies.set(bodies)
        for line in provisions:
            known = Provision.objects.filter(title=line[:300]).first()
            solution.provisions.add(known or Provision.objects.create(title=line[:300]))
        for body in bodies:
            self._seat(Role.ACTING_BODY, authority=body)

    def take_back_solution(self) -> None:
        assert self.moment is not None
        self.obstacle.solutions.filter(revised_on=None).update(revised_on=self.moment.day)
        self.seats.filter(role=Role.ACTING_BODY).delete()

    def record_adoption(self, act_reference: str, milestones: list[Any]) -> None:
        assert self.moment is not None
        standing = self.obstacle.solutions.filter(revised_on=None)
        standing.update(act_reference=act_reference, adopted_on=self.moment.day)
        for due_on, title in milestones:
            self.milestones.create(due_on=due_on, title=title)

    def move_milestone(self, title: str, *, reached_on: Any, moved_to: Any) -> None:
        """Mark a milestone as reached, or move its day."""
        row = self.milestones.filter(title=title, reached_on=None).first()
        if row is None:
            return
        row.reached_on = reached_on
        row.due_on = moved_to or row.due_on
        row.save()

    def settle_sides(self, *, solved: Any) -> None:
        """Mark the solved sides; the others stay open."""
        self.obstacle.sides.filter(area__in=solved).update(state=SideState.SOLVED)
        self.obstacle.sides.exclude(area__in=solved).update(state=SideState.OPEN)

    def reopen_sides(self) -> None:
        """Open what was given up; where all was called solved, all is open again."""
        unsolved = self.obstacle.sides.exclude(state=SideState.SOLVED)
        (unsolved if unsolved.exists() else self.obstacle.sides).update(state=SideState.OPEN)
        self.obstacle.outcomes.filter(lifted_on=None).update(lifted_on=self.moment.day)
        self.reopen_proposed_on = None

    def record_outcome(self, *, why: Any = None, language: str = "", **told: Any) -> None:
        """Write down how the obstacle was closed."""
        assert self.moment is not None
        words = {f"words_{code}": told.get(f"words_{code}", "") for code in CODES}
        Outcome.objects.create(
            obstacle=self.obstacle,
            reason=why,
            still_possible=told.get("still_possible", ""),
            still_possible_language=language,
            legal_reference=told.get("legal_reference", ""),
            redress_on=told.get("redress_on"),
            decided_on=self.moment.day,
            **words,
        )

    def remember_state(self) -> None:
        """Keep where the work stood, for the step that brings it back."""
        self.state_before = self.state

    def recall_state(self) -> None:
        """Where the hold found the work; a merge in between remembered only the hold."""
        self.state_before = self.log.filter(step="hold").latest("number").before

    def change_text(self, *, borders: Any, **told: Any) -> None:
        """Replace the text; a text a person writes loses its machine mark."""
        assert self.moment is not None
        obstacle = self.obstacle
        for name in TEXTS:
            if getattr(obstacle, name) != told[name]:
                setattr(obstacle, f"origin_{name[-2:]}", Origin.HUMAN if told[name] else "none")
            setattr(obstacle, name, told[name])
        obstacle.theme, obstacle.original_language = told["theme"], told["original_language"]
        obstacle.edited_by = self.moment.user
        obstacle.borders.set(borders)

    def change_side(self, area: Any, *, provision: str, language: str, **told: Any) -> None:
        """Describe one side anew."""
        assert self.moment is not None
        rule = None
        if provision:
            named = {"title": provision, "legal_order": area}
            rule = Provision.objects.filter(**named).first() or Provision.objects.create(**named)
        Side.objects.update_or_create(
            obstacle=self.obstacle,
            area=area,
            defaults={
                **told,
                "provision": rule,
                "words_language": language,
            },
        )
        self.obstacle.edited_by = self.moment.user

    def share_with(self, bodies: Any, *, until: Any) -> None:
        for body in bodies:
            self.seats.update_or_create(
                role=Role.READER,
                authority=body,
                defaults={"sort_at": self.opened_at, "until": until},
            )

    def stop_sharing(self, bodies: Any) -> None:
        self.seats.filter(role=Role.READER, authority__in=bodies).delete()

    def publish(self) -> None:
        """Take a snapshot of text and sides: the public reads it until the next approval."""
        assert self.moment is not None
        obstacle = self.obstacle
        copied = {name: getattr(obstacle, name) for name in TEXTS}
        origins = {f"origin_{code}": getattr(obstacle, f"origin_{code}") for code in CODES}
        obstacle.published = Snapshot.objects.create(
            obstacle=obstacle,
            number=obstacle.snapshots.count() + 1,
            sides=[_frozen(side) for side in _sides(obstacle)],
            approved_by=self.moment.user,
            approved_at=self.moment.at,
            **copied,
            **origins,
        )
        obstacle.withdrawn_on = None

    def unpublish(self) -> None:
        assert self.moment is not None
        self.obstacle.published = None
        self.obstacle.withdrawn_on = self.moment.day


def _sides(obstacle: Any) -> Any:
    return obstacle.sides.select_related("area", "provision", "authority").order_by("rank", "id")


def _frozen(side: Side) -> dict[str, str]:
    return {
        "area": side.area.code,
        "nature": side.nature,
        "provision": str(side.provision) if side.provision else "",
        "url": side.provision.url if side.provision else "",
        "authority": side.authority.slug if side.authority else "",
        "position": side.position,
        "state": side.state,
        "words": side.words,
        "words_language": side.words_language,
    }
