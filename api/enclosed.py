"""Files that come with a new case, or without words: kept by the step that is for them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from workflow import policy
from workflow.actors import Actor
from workflow.models import Case

from .answers import take_from


def names_of(files: Sequence[Any]) -> str:
    """What is said of files that come without words: their names."""
    return _("Files: %(names)s") % {"names": ", ".join(str(one.name) for one in files)}


def enclose(case: Case, files: Sequence[Any], *, by: Actor) -> None:
    """Keep the files that came with a new case; colleagues attach, others add."""
    if not files:
        return
    if policy.may_take(case.steps["attach"], case, by):
        take_from(case, "attach", {}, by=by, files=files)
    else:
        take_from(case, "add", {"addition": names_of(files)}, by=by, files=files)
