"""Where an obstacle is solved and where it is open, as a sentence."""

from collections.abc import Iterable, Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Names of countries with their preposition: languages differ in the article.
_WHERE = {
    "BE": gettext_lazy("in Belgium"),
    "NL": gettext_lazy("in the Netherlands"),
    "LU": gettext_lazy("in Luxembourg"),
    "DE": gettext_lazy("in Germany"),
    "FR": gettext_lazy("in France"),
}
_SENTENCES = {
    ("solved",): gettext_lazy("Solved %(solved)s."),
    ("open",): gettext_lazy("Open %(open)s."),
    ("not_solved",): gettext_lazy("Not solved %(not_solved)s."),
    ("solved", "open"): gettext_lazy("Solved %(solved)s, open %(open)s."),
    ("solved", "not_solved"): gettext_lazy("Solved %(solved)s, not solved %(not_solved)s."),
    ("open", "not_solved"): gettext_lazy("Open %(open)s, not solved %(not_solved)s."),
    ("solved", "open", "not_solved"): gettext_lazy(
        "Solved %(solved)s, open %(open)s, not solved %(not_solved)s."
    ),
}
_ORDER = ("solved", "open", "not_solved")


def sentence(sides: Iterable[tuple[str, str, str]]) -> str:
    """Say it for (code, name, state) of each side; empty where no side is known."""
    places: dict[str, list[str]] = {}
    for code, name, state in sides:
        places.setdefault(state, []).append(_where(code, name))
    said = tuple(state for state in _ORDER if state in places)
    frame = _SENTENCES.get(said)
    return str(frame) % _lists(places) if frame else ""


def _where(code: str, name: str) -> str:
    known = _WHERE.get(code)
    return str(known) if known else _("in %(area)s") % {"area": name}


def _lists(places: Mapping[str, list[str]]) -> dict[str, str]:
    return {state: get_text_list(names, _("and")) for state, names in places.items()}
