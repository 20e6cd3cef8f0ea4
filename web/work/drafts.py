"""Half-written forms of the desk: saved for their writer, gone once the step is taken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from obstacles.models import User
from workflow.models import Case, Draft

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "seen", "next", "do"})


def keep(user: User, case: Case | None, form: str, typed: QueryDict, *, at: datetime) -> None:
    """Save what was typed; the newest replaces the one before."""
    answers = answers_of(typed)
    Draft.objects.update_or_create(
        owner=user, case=case, form=form, defaults={"answers": answers, "saved_at": at}
    )


def answers_of(typed: QueryDict) -> dict[str, list[str]]:
    """The answers alone, without what the page itself added."""
    return {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}


def find(user: User, case: Case | None, form: str) -> Draft | None:
    return Draft.objects.filter(owner=user, case=case, form=form).first()


def drop(user: User, case: Case | None, form: str) -> None:
    Draft.objects.filter(owner=user, case=case, form=form).delete()


def initial_of(answers: Mapping[str, list[str]], form: Any) -> dict[str, Any]:
    """What was typed, as a form shows it: single answers alone, several as a list."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        values = answers.get(name)
        if values:
            several = getattr(field.widget, "allow_multiple_selected", False)
            found[name] = values if several else values[0]
    return found
