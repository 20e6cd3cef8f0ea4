"""Whether a step may be taken now, by this actor, with these answers; and who came before."""

from typing import Any

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from obstacles import uploads
from obstacles.models import Document, User

from . import policy
from .actors import Actor
from .grammar import Step
from .models import Case, Entry
from .refusals import Incomplete, NotYours, Overtaken, Unknown
from .roles import Role


def allowed_step(case: Case, name: str, by: Actor) -> Step:
    """The step of this name, or Unknown; NotYours where another role takes it."""
    step = case.steps.get(name)
    if step is None or step.opens:
        raise Unknown
    if not policy.may_take(step, case, by):
        raise NotYours(str(step.label), role_names(step))
    return step


def why_not_now(case: Case, step: Step) -> str | None:
    """Say why a step is not possible where the case stands; None when it is."""
    if not can_proceed(getattr(case, step.name), check_conditions=False):
        return ""
    return (step.needs(case) or None) if step.needs else None


def role_names(step: Step) -> list[str]:
    hidden = {Role.IMPORT}
    return [str(role.label) for role in Role if role in step.by - hidden]


def who(entry: Entry) -> str:
    """Name whoever wrote a line, for colleagues; outside the house only the part they played."""
    if entry.actor_kind == "official":
        user = User.objects.filter(pk__in=[entry.actor])
        return str(user.first() or _("a former colleague"))
    if entry.actor_kind == "bearer":
        seat = entry.case.seats.filter(pk__in=[entry.actor]).select_related("authority").first()
        return seat.speaker if seat else ""
    names = {"clock": _("the clock"), "rule": _("a rule"), "import": _("an import")}
    return names.get(entry.actor_kind, "")


def filled_in(step: Step, answers: Any, files: Any, *, case: Case | None) -> dict[str, Any]:
    """Read the answers through the step's form, or raise Incomplete with what is missing."""
    if step.form is None:
        return {}
    form = step.form({} if answers is None else answers, files, case=case)  # type: ignore[call-arg]
    if not form.is_valid():
        raise Incomplete(
            {name: [str(error) for error in errors] for name, errors in form.errors.items()}
        )
    return {name: _kept(name, value, case) for name, value in form.cleaned_data.items()}


def _kept(name: str, value: Any, case: Case | None) -> Any:
    """Uploads become checked documents; everything else stays as it was read."""
    if name != "files" or case is None or case.moment is None:
        return value
    stored: list[Document] = []
    refused: list[str] = []
    for one in value:
        try:
            stored.append(uploads.store(one, added_on=case.moment.day))
        except uploads.RefusedUpload as refusal:
            refused += [f"{one.name}: {words}" for words in refusal.messages]
    if refused:
        _put_away(stored)
        raise Incomplete({name: refused})
    return stored


def _put_away(stored: list[Document]) -> None:
    """Leave no bytes behind where one file of several was refused; the rows are undone."""
    for document in stored:
        document.content.delete(save=False)


def not_overtaken(case: Case, seen: int | None) -> None:
    if seen in (None, case.version):
        return
    last = case.log.exclude(version=0).order_by("-version", "number").first()
    raise Overtaken(
        version=case.version,
        state=case.state_label,
        who=who(last) if last else "",
        at=last.at if last else None,
    )
