"""What every page knows: its languages, its theme, and the links that lead somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from obstacles.languages import CODES, OWN_NAMES
from workflow.roles import DESK, Role

from .actors import actor_of
from .standing_for import roles_of

THEMES = ("light", "dark")

# Address after the language, and words. A link shows as soon as its page exists.
MAIN = (
    ("report", pgettext_lazy("verb", "Report")),
    ("register", _("Register")),
    ("track", _("My report")),
)
FOOT = (
    ("help", _("Help and contact")),
    ("report", _("Report an obstacle")),
    ("register", _("Register of obstacles")),
    ("track", _("Follow your report")),
    ("stats", _("Figures")),
    ("accessibility", _("Accessibility")),
    ("privacy", _("Privacy")),
    ("security", _("Security contact")),
    ("status", _("Service status")),
)
# Pages that no link leads to, and the link they belong to.
COUNTS_AS = {
    "my": "track",
    "work/case": "work/queue",
    "work/obstacle": "work/queue",
    "work/report": "work/queue",
}
COUNTING = frozenset({Role.MANAGEMENT, Role.COORDINATOR, Role.DATA_PROTECTION})
# The desk, and who needs the link. Management reads figures and never a case.
DESK_LINKS = (
    ("work", _("Today"), DESK | {Role.EXPERT}),
    ("work/queue", _("Queue"), DESK | {Role.EXPERT}),
    ("work/triage", _("Triage"), DESK),
    ("insight", _("Insight"), COUNTING),
    ("manage/privacy", _("Data protection"), {Role.DATA_PROTECTION}),
    ("office", _("Reports you filed"), {Role.FRONT_OFFICE}),
    ("office/new", _("File a report"), {Role.FRONT_OFFICE}),
    ("partner", _("Questions to you"), {Role.PARTNER}),
    ("register", _("Register"), {Role.FRONT_OFFICE, Role.PARTNER}),
)


@dataclass(frozen=True)
class Link:
    """A place to go, and whether one is there already."""

    url: str
    words: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one language, under the name the language gives itself."""

    code: str
    name: str
    url: str
    address: str
    current: bool


def page(request: HttpRequest) -> dict[str, object]:
    """Put into every template what its head and foot need."""
    theme = request.COOKIES.get("theme", "")

    # Asked only where a template says the name, and then once.
    @cache
    def offices() -> frozenset[Role]:
        return _offices(request)

    @cache
    def links() -> list[Link]:
        return _staff_links(request, offices())

    return {
        "theme": theme if theme in THEMES else "",
        "language_links": _languages(request),
        "desk_url": lambda: next((link.url for link in links()), ""),
        "find_url": address_of("work/queue"),
        "theme_url": address_of("theme"),
        "main_links": _links(MAIN, request),
        "foot_links": _links(FOOT, request),
        "offices": offices,
        "sign_in_service": settings.SIGN_IN_SERVICE["name"] or settings.SIGN_IN_SERVICE["issuer"],
        "local_passwords": settings.LOCAL_PASSWORDS,
        "staff_links": links,
    }


def _languages(request: HttpRequest) -> list[LanguageLink]:
    rest = _without_language(request.path_info)
    query = request.META.get("QUERY_STRING", "")
    spoken = get_language()
    return [
        LanguageLink(
            code,
            OWN_NAMES[code],
            f"/{code}/{rest}" + (f"?{query}" if query else ""),
            f"{settings.PUBLIC_ADDRESS}/{code}/{rest}",
            code == spoken,
        )
        for code in CODES
    ]


def _without_language(path: str) -> str:
    first, _slash, rest = path.lstrip("/").partition("/")
    return rest if first in CODES else ""


def _links(places: Iterable[tuple[str, object]], request: HttpRequest) -> list[Link]:
    found = [(url, str(words)) for url, words in ((address_of(p), w) for p, w in places) if url]
    here = _nearest([url for url, _words in found], _as_linked(request.path_info))
    return [Link(url, words, url == here) for url, words in found]


def _as_linked(path: str) -> str:
    """The address under which a page counts in the menu."""
    language, _slash, rest = path.lstrip("/").partition("/")
    for place, link in COUNTS_AS.items():
        if f"{rest}/".startswith(f"{place}/"):
            return f"/{language}/{link}{rest[len(place) :]}"
    return path


def _nearest(urls: Iterable[str], path: str) -> str:
    """Of the links above a page choose the lowest: the queue's, not the desk's."""
    above = [url for url in urls if f"{path.rstrip('/')}/".startswith(f"{url.rstrip('/')}/")]
    return max(above, key=len, default="")


def address_of(place: str) -> str:
    """Find the address of a page in the language being spoken; empty while nobody built it."""
    return _existing(f"/{get_language()}/{place}")


@lru_cache(maxsize=256)
def _existing(path: str) -> str:
    """With or without a slash at its end, as the page was built."""
    return next((url for url in (path, f"{path}/") if is_valid_path(url)), "")


def _offices(request: HttpRequest) -> frozenset[Role]:
    user = getattr(request, "user", None)
    return roles_of(actor_of(user)) if user and user.is_authenticated else frozenset()


def _staff_links(request: HttpRequest, offices: frozenset[Role]) -> list[Link]:
    # Whoever plays no part and comes to the desk is an expert: those hold seats.
    held = offices or {Role.EXPERT}
    return _links([(place, words) for place, words, by in DESK_LINKS if by & held], request)
