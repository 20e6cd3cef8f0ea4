"""The form of a step, dressed for a page: long lists to pick from, answers that depend."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from obstacles.models import Authority, Network, Obstacle
from workflow.forms.closing import Resolved
from workflow.forms.fields import CodeChoices
from workflow.models import Case
from workflow.states import Kind

from .pick import Group, Option, PickMany, PickOne
from .rows import RadioRows
from .whom import Whom


def dressed(form: Any, case: Case, *, inside: bool = True) -> Any:
    """Give a step's form the widgets of the house; what it asks stays as it is."""
    for name in [name for name, field in form.fields.items() if _is_of(field, Authority)]:
        _bodies(form, name, case, inside)
    if isinstance(form, Resolved):
        _extent(form)
    return form


def _is_of(field: Any, model: Any) -> bool:
    rows = getattr(field, "queryset", None)
    return rows is not None and rows.model is model


def _bodies(form: Any, name: str, case: Case, inside: bool) -> None:
    field = form.fields[name]
    whom = Whom(about(case), field.queryset, inside=inside)
    networks = [one for one, each in form.fields.items() if _is_of(each, Network)]
    for one in networks:
        form.fields[one].widget = PickOne(whom.network_groups())
    groups = whom.groups(ladder="level" in form.fields)
    if isinstance(field, CodeChoices):
        field.widget = PickMany(groups, [] if networks else whom.at_once())
        return
    if not field.required:
        nobody = Group("", (Option("", _("No organisation")),), is_open=True)
        groups = [nobody, *groups]
    field.widget = PickOne(groups)


def about(case: Case) -> Obstacle | None:
    """The obstacle that a case is about."""
    match case.kind:
        case Kind.OBSTACLE:
            return case.obstacle
        case Kind.CONSULTATION:
            return case.consultation.obstacle
    return None


def _extent(form: Any) -> None:
    """Ask for open sides below “in part” only; the sides nobody names are solved."""
    extent = form.fields["extent"]
    sides = form.fields.pop("solved_sides").queryset
    named = ", ".join(sorted(map(str, sides)))
    hints = {
        "completely": _("Solved on every side: %(sides)s.") % {"sides": named} if named else "",
        "partially": _("You say which sides are still open. The others are solved."),
    }
    choices = [(value, capfirst(str(words))) for value, words in extent.choices]
    extent.widget = RadioRows(hints=hints, reveals={"partially": "open_sides"})
    extent.widget.choices = choices
