"""What the codes of rows are called in the language being spoken."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from obstacles.languages import Language
from obstacles.models import (
    AffectedGroup,
    Area,
    Authority,
    Border,
    ReporterKind,
    SolutionKind,
    Theme,
)
from workflow.periods import RULES
from workflow.states import Resolution

from .body_kinds import BODY_KINDS

Named = dict[str, str]
CHOICES = {
    "language": Language,
    "reporter_kind": ReporterKind,
    "affected_group": AffectedGroup,
    "solution_kind": SolutionKind,
    "state": Resolution,
}


def words_of(group_by: str, keys: Iterable[str]) -> Named:
    """Name the rows, in the order in which they are shown; codes nobody knows come last."""
    wanted = set(keys)
    found = _known(group_by, wanted)
    shown = {key: words for key, words in found.items() if key in wanted}
    rest = {key: key.replace("_", " ") for key in sorted(wanted - set(shown)) if key}
    unknown = {"": _("not known")} if "" in wanted else {}
    return shown | rest | unknown


def _known(group_by: str, wanted: set[str]) -> Named:
    if group_by in CHOICES:
        return {str(value): str(label) for value, label in CHOICES[group_by].choices}
    reader = READERS.get(group_by)
    return reader(wanted) if reader and wanted else {}


def _borders(wanted: set[str]) -> Named:
    return {row.slug: row.short for row in Border.objects.filter(slug__in=wanted)}


def _themes(wanted: set[str]) -> Named:
    return {row.slug: row.name for row in Theme.objects.filter(slug__in=wanted)}


def _sides(wanted: set[str]) -> Named:
    return {row.code: row.name for row in Area.objects.filter(code__in=wanted)}


def _bodies(wanted: set[str]) -> Named:
    found = {row.slug: row.name for row in Authority.objects.filter(slug__in=wanted)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _months(wanted: set[str]) -> Named:
    return {
        key: date_format(date.fromisoformat(f"{key}-01"), "YEAR_MONTH_FORMAT")
        for key in sorted(wanted)
    }


def _body_kinds(wanted: set[str]) -> Named:
    return {code: str(words) for code, words in BODY_KINDS.items() if code in wanted}


def _clocks(wanted: set[str]) -> Named:
    return {rule.code: str(rule.label) for rule in RULES if rule.code in wanted}


READERS: dict[str, Callable[[set[str]], Named]] = {
    "border": _borders,
    "theme": _themes,
    "side": _sides,
    "body": _bodies,
    "body_kind": _body_kinds,
    "month": _months,
    "clock": _clocks,
}
