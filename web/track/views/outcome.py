"""The result of a report, what one can still do, and whether it helped."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from obstacles.models import Consultation, Destination, Outcome
from web.rows import RadioRows
from web.sides import sentence as sentence_of_sides
from web.typed import typed
from workflow.forms.intake import Effect
from workflow.models import Case
from workflow.standing import sentence
from workflow.states import Intake

from .mine import MyReport

FELT: Any = Effect.base_fields["felt"]
HAS_RESULT = {Intake.ANSWERED, Intake.REDIRECTED, Intake.REJECTED}


class Result(MyReport):
    """How it ended, in plain words; asked once whether it is felt."""

    template = "track/outcome.html"

    def form(self, *given: Any) -> forms.Form | None:
        if not self.is_asked():
            return None
        asked = Effect(*given, case=self.case)
        felt: Any = asked.fields["felt"]
        felt.widget = RadioRows()
        felt.widget.is_required, felt.widget.choices = True, felt.choices
        felt.error_messages["required"] = _("Choose whether it is solved for you.")
        return asked

    def is_asked(self) -> bool:
        """Whether the question stands: a result, and no answer since we last asked."""
        return self.may("confirm_effect") and self.answered() is None

    def answered(self) -> str | None:
        """What was answered, unless we asked again since."""
        told = self.case.log.filter(step__in=("confirm_effect", "ask_effect", "conclude"))
        last = told.order_by("-number").first()
        return last.facts.get("felt") if last and last.step == "confirm_effect" else None

    def act(self) -> HttpResponse:
        form = self.form(typed(self.request.POST))
        if form is None:
            return self.show(status=409)
        thanks = _("Thank you for your answer.")
        return self.attempt("confirm_effect", form, thanks=thanks, to="track-outcome")

    def shows(self) -> dict[str, Any]:
        felt = self.answered()
        choices = dict(FELT.choices)
        return {
            **super().shows(),
            "has_result": self.case.state in HAS_RESULT,
            "stands": sentence(self.case),
            "decision": _decision(self.case),
            "destination": _destination(self.case),
            "outcome": _outcome(self.case),
            "sides": _sides(self.case),
            "quotes": _quotes(self.case),
            "felt": capfirst(choices.get(felt, "")) if felt else "",
            "form": self.form(),
        }


def _decision(case: Case) -> Any:
    """Our words to the reporter with the decision."""
    return case.messages.filter(kind="decision").order_by("-written_at", "-id").first()


def _destination(case: Case) -> Destination | None:
    if case.state != Intake.REDIRECTED:
        return None
    entry = case.log.filter(step="redirect").order_by("-number").first()
    named = entry.facts.get("destination") if entry else None
    return Destination.objects.filter(pk=named["key"]).first() if named else None


def _outcome(case: Case) -> Outcome | None:
    """How the obstacle was closed, while it stays closed."""
    if case.parent is None or case.parent.closed_at is None:
        return None
    standing = case.parent.obstacle.outcomes.filter(lifted_on=None).select_related("reason")
    return standing.order_by("-decided_on", "-id").first()


def _sides(case: Case) -> str:
    """Solved here, open there, as it stands now."""
    if case.parent is None or case.parent.closed_at is None:
        return ""
    sides = case.parent.obstacle.sides.select_related("area").order_by("rank", "id")
    return sentence_of_sides((one.area.code, one.area.name, one.state) for one in sides)


def _quotes(case: Case) -> list[Consultation]:
    """Answers of bodies that agreed to be quoted and that an expert released."""
    if case.parent is None:
        return []
    released = Consultation.objects.filter(
        obstacle=case.parent.obstacle, may_be_quoted=True, released_on__isnull=False
    )
    return list(released.exclude(answer="").select_related("authority").order_by("answered_at"))
