"""Taking a step from a JSON body, so that every "no" comes in the order that was promised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workflow import policy
from workflow.actors import Actor
from workflow.grammar import Step
from workflow.models import Case, Entry
from workflow.permits import allowed_step, who
from workflow.procedure import opening
from workflow.refusals import Incomplete, NotNow, Overtaken, Unknown
from workflow.states import Kind
from workflow.steps import Opened, open_case, take_step

from .problems import Problem, pointer
from .shapes import fields_of
from .typed import read
from .uploads import FILES, json_of

MOST_CHANGES = 20
MOST_NAME = 100


def object_of(request: Any, known: Iterable[str]) -> dict[str, Any]:
    """The body as an object that names nothing but known fields."""
    body = json_of(request)
    if not isinstance(body, dict):
        raise Problem("unreadable", _("Send a JSON object."))
    known = set(known)
    strange = [name for name in body if name not in known]
    if strange:
        words = _("This field cannot be set here.")
        shown = [name[:MOST_NAME] for name in strange[:MOST_CHANGES]]
        raise Problem(
            "unknown_field",
            _("Unknown or read-only: %(names)s.") % {"names": ", ".join(shown)},
            errors=[{"pointer": pointer(name), "detail": words} for name in shown],
        )
    return body


def known_fields(step: Step) -> set[str]:
    return set(fields_of(step.form)) if step.form else set()


def step_name(kind: Kind, name: str) -> str:
    """What the body of a step is called in the description."""
    words = "".join(part.capitalize() for part in name.split("_"))
    return f"Step{str(kind.value).capitalize()}{words}"


def open_from(
    kind: Kind, body: Mapping[str, Any], *, by: Actor, set_by_us: Mapping[str, str] | None = None
) -> Opened:
    """Open a case from a body."""
    answers, wrong = read(opening(kind).form, body)
    told = {**answers, **(set_by_us or {})}
    try:
        opened = open_case(kind, by=by, at=timezone.now(), answers=told)
    except Incomplete as incomplete:
        raise _with(incomplete.errors, wrong) from None
    if wrong:
        raise Incomplete(wrong)
    return opened


def take_from(
    case: Case,
    name: str,
    body: Mapping[str, Any],
    *,
    by: Actor,
    seen: int | None = None,
    files: Sequence[Any] = (),
) -> Entry:
    """Take a step from a body; answers of a wrong type are told last, as the form's own are.

    ``idempotency.once`` holds the transaction that a late "no" undoes.
    """
    step = case.steps.get(name)
    answers, wrong = read(step.form, body) if step and step.form else ({}, {})
    try:
        entry = take_step(
            case,
            name,
            by=by,
            at=timezone.now(),
            answers=answers,
            files={FILES: list(files)},
            seen=seen,
        )
    except Incomplete as incomplete:
        raise _with(incomplete.errors, wrong) from None
    except (NotNow, Overtaken) as refusal:
        raise told_current(refusal, case, by, seen) from None
    if wrong:
        raise Incomplete(wrong)
    return entry


def _with(errors: Mapping[str, Any], wrong: Mapping[str, Any]) -> Incomplete:
    return Incomplete({**errors, **wrong})


def may_try(case: Case, name: str, by: Actor) -> None:
    """404 and 403 come before anything is asked about versions."""
    allowed_step(case, name, by)


def told_current(
    refusal: NotNow | Overtaken, case: Case, by: Actor, seen: int | None
) -> NotNow | Overtaken:
    """Say where the case stands now, who brought it there and when, as far as one may know."""
    now = Case.objects.visible_to(by).filter(pk=case.pk).first()
    if now is None:
        raise Unknown
    last = now.log.order_by("-version", "number").first()
    inside = "log" in policy.readable(policy.roles(now, by))
    if isinstance(refusal, Overtaken) and not inside:
        refusal.who = ""
    refusal.current = {
        "version": now.version,
        "state": now.state,
        "state_label": now.state_label,
        "publication": now.publication,
        "changed_at": timezone.localtime(last.at) if last else None,
        "changed_by": who(last) if last and inside else None,
        "changes": _changes(now, seen) if inside else [],
    }
    return refusal


def _changes(case: Case, seen: int | None) -> list[dict[str, Any]]:
    """What happened since the version that was seen: the steps, and the fields they set."""
    if seen is None:
        return []
    rows = case.log.filter(version__gt=seen).order_by("number")[:MOST_CHANGES]
    return [
        {
            "number": row.number,
            "step": row.step,
            "at": timezone.localtime(row.at),
            "fields": sorted(row.facts),
        }
        for row in rows
    ]
