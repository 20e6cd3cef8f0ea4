"""Who could lead an obstacle: experts ranked by what they know, with the reason in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from obstacles.days import write_day
from obstacles.languages import CODES
from obstacles.models import Area, BorderSide, Competence, Obstacle, Theme, User

from .forms.resolution import experts
from .models import Case
from .states import Kind

CAPACITY = 12
# What counts most: the subject, then the law of both sides, then the languages, then the time.
THEME, LAW, LANGUAGE, TIME = 4.0, 3.0, 2.0, 1.0
_LAWS = {
    "BE": gettext_lazy("Belgian law"),
    "DE": gettext_lazy("German law"),
    "FR": gettext_lazy("French law"),
    "LU": gettext_lazy("Luxembourg law"),
    "NL": gettext_lazy("Dutch law"),
}


@dataclass(frozen=True)
class Proposal:
    """An expert, how well they fit, and why, part by part."""

    user: User
    score: float
    theme: str
    laws: tuple[str, ...]
    languages: tuple[str, ...]
    open_cases: int
    capacity: int
    absent_until: date | None

    @property
    def reason(self) -> str:
        """Why, in words a coordinator can argue with."""
        knows = [one for one in (self.theme, *self.laws) if one]
        sentences = [
            _("Knows %(what)s.") % {"what": get_text_list(knows, _("and"))} if knows else "",
            _("Reads %(languages)s.") % {"languages": get_text_list(list(self.languages), _("and"))}
            if self.languages
            else "",
            ngettext(
                "%(open)d of %(capacity)d case open.",
                "%(open)d of %(capacity)d cases open.",
                self.capacity,
            )
            % {"open": self.open_cases, "capacity": self.capacity},
            _("Absent until %(day)s.") % {"day": write_day(self.absent_until)}
            if self.absent_until
            else "",
        ]
        return " ".join(one for one in sentences if one)


@dataclass(frozen=True)
class _Needed:
    theme: Theme
    laws: dict[str, Area]
    languages: tuple[str, ...]


def ranked(case: Case, *, today: date) -> list[Proposal]:
    """Every expert, the best fit first; whoever is absent or full stands last."""
    needed = _needed(case.obstacle, case)
    people = list(experts().order_by("last_name", "username"))
    known = _competences(people)
    load = _open_cases(people)
    found = [_proposal(one, known.get(one.pk), load[one.pk], needed, today) for one in people]
    return sorted(found, key=lambda one: -one.score)


def _needed(obstacle: Obstacle, case: Case) -> _Needed:
    sides = obstacle.sides.select_related("area__parent__parent").order_by("area__code")
    areas = [side.area for side in sides]
    if not areas:
        ends = BorderSide.objects.filter(border__in=obstacle.borders.all())
        areas = [one.country for one in ends.select_related("country__parent__parent")]
    spoken = case.parts.filter(kind=Kind.REPORT).values_list("report__language", flat=True)
    languages = set(spoken) or {code for area in areas for code in area.languages}
    wanted = tuple(code for code in CODES if code in languages)
    return _Needed(obstacle.theme, {area.code: area for area in areas}, wanted)


def _competences(people: Iterable[User]) -> dict[Any, Competence]:
    found = Competence.objects.filter(user__in=[one.pk for one in people])
    rows = found.prefetch_related("themes", "legal_orders__parent__parent")
    return {one.user_id: one for one in rows}


def _open_cases(people: Iterable[User]) -> Counter[Any]:
    held = Case.objects.open().of(Kind.OBSTACLE)
    mine = held.filter(handler__in=[one.pk for one in people])
    return Counter(mine.values_list("handler", flat=True))


def _proposal(
    user: User, known: Competence | None, load: int, needed: _Needed, today: date
) -> Proposal:
    capacity = known.capacity if known else CAPACITY
    absent = known.absent_until if known and _is_absent(known, today) else None
    theme = _theme_known(needed.theme, known)
    laws = _laws_known(needed.laws.values(), known)
    spoken = known.languages if known else ()
    languages = tuple(code for code in needed.languages if code in spoken)
    free = max(0, capacity - load) / capacity if capacity else 0.0
    score = (
        THEME * bool(theme)
        + LAW * _share(len(laws), len(needed.laws))
        + LANGUAGE * _share(len(languages), len(needed.languages))
        + TIME * free
    )
    is_last = absent is not None or load >= capacity
    return Proposal(
        user=user,
        score=score - 100 if is_last else score,
        theme=theme,
        laws=laws,
        languages=languages,
        open_cases=load,
        capacity=capacity,
        absent_until=absent,
    )


def _is_absent(known: Competence, today: date) -> bool:
    return known.absent_until is not None and known.absent_until >= today


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _theme_known(theme: Theme, known: Competence | None) -> str:
    """The theme, where its own or the wider one it is a part of is known."""
    if known is None:
        return ""
    wanted = {theme.pk, theme.parent_id}
    return theme.name if any(one.pk in wanted for one in known.themes.all()) else ""


def _laws_known(needed: Iterable[Area], known: Competence | None) -> tuple[str, ...]:
    if known is None:
        return ()
    mine = [_family(area) for area in known.legal_orders.all()]
    return tuple(
        _law(area)
        for area in needed
        if any(area.code in line or line[0] in _family(area) for line in mine)
    )


def _family(area: Area) -> list[str]:
    """An area's code, then those of the wider areas it is a part of."""
    codes = [area.code]
    while area.parent is not None:
        area = area.parent
        codes.append(area.code)
    return codes


def _law(area: Area) -> str:
    known = _LAWS.get(area.code)
    return str(known) if known else _("the law of %(area)s") % {"area": area.name}
