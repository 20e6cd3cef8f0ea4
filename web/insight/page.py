"""The figures of the overview, and what its template needs of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflow.actors import Actor
from workflow.statistics import CATALOGUE, Figure, Question, answer, log_now

from .border_map import border_map
from .deadlines import clock_rows, silent_rows
from .drawings import drawings
from .filters import Filters
from .sentences import borders_said, clocks_said
from .tables import table
from .tiles import tiles
from .verdict import is_enough, verdict

# Each figure of the page, and by what it is counted there.
WANTED = {
    "flow": "month",
    "borders": "border",
    "ageing": "",
    "resolution_rate": "",
    "first_reply": "month",
    "time_to_resolution": "month",
    "time_in_states": "state",
    "kept_deadlines": "clock",
    "bodies": "body_kind",
}
OPEN = "open_at_end"


def figures(question: Question, actor: Actor) -> dict[str, Figure]:
    """All figures of the page, as this actor may read them."""
    log = log_now()
    return {
        code: answer(code, replace(question, group_by=group_by), actor, log)
        for code, group_by in WANTED.items()
    }


def shown(found: Mapping[str, Figure], filters: Filters, question: Question) -> dict[str, Any]:
    """Everything on the page: an answer, tiles, drawings with tables, and definitions."""
    told = {
        "filters": filters,
        "question": question,
        "last_day": question.to_on - timedelta(days=1),
        "chosen": _chosen(filters),
        "has_enough": is_enough(found["flow"]),
        "hides": any(figure.is_hidden for figure in found.values()),
        "definitions": [CATALOGUE[code] for code in WANTED],
    }
    if not told["has_enough"]:
        return told
    query = filters.query(question)
    return told | {
        "verdict": verdict(found),
        "tiles": tiles(found),
        "drawings": [_linked(one, query) for one in drawings(found)],
        **_borders(found["borders"], filters, query),
        **_deadlines(found, query),
    }


def _chosen(filters: Filters) -> str:
    border, theme = filters.words("border"), filters.words("theme")
    if border and theme:
        return _("%(border)s, %(theme)s") % {"border": border, "theme": theme}
    return border or theme or _("All borders and themes")


def _linked(drawing: dict[str, Any], query: str) -> dict[str, Any]:
    """A drawing with its table in full for a spreadsheet, and its definition."""
    figure: Figure = drawing.pop("figure")
    return drawing | {
        "key": figure.code,
        "csv_url": _csv(figure, query),
        "definition_url": f"#definition-{figure.code}",
    }


def _csv(figure: Figure, query: str) -> str:
    return f"{reverse('insight-csv', args=[figure.code])}?{query}&group_by={figure.group_by}"


def _borders(figure: Figure, filters: Filters, query: str) -> dict[str, Any]:
    return {
        "map": border_map(filters.borders, figure, OPEN),
        "map_head": borders_said(figure, OPEN),
        "map_table": table(figure, OPEN, "closed") | {"caption": _("Open obstacles by border")},
        "map_csv": _csv(figure, query),
    }


def _deadlines(found: Mapping[str, Figure], query: str) -> dict[str, Any]:
    clocks = clock_rows(found["kept_deadlines"])
    return {
        "clocks": clocks,
        "clocks_head": clocks_said([one.state for one in clocks if one.state]),
        "clocks_csv": _csv(found["kept_deadlines"], query),
        "silent": silent_rows(found["bodies"]),
        "silent_total": found["bodies"].total.cells["silent_bodies"],
        "bodies_csv": _csv(found["bodies"], query),
    }
