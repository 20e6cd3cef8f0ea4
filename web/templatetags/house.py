"""The five words that templates may say beyond Django's own."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from web.marks import mark_of

register = template.Library()

# From this many days before the day on, a deadline is loud.
SOON = 7
# Within this many days a date needs no year.
NEAR = 300


@register.inclusion_tag("partials/mark.html")
def mark(kind: str) -> dict[str, str]:
    """Draw a piece of the line alone; a word always stands beside it."""
    return {"kind": kind}


@register.inclusion_tag("partials/state.html")
def state(name: str, words: str, side: str = "") -> dict[str, str]:
    """Show where something stands: its mark, and its words from whoever declared the state."""
    return {"kind": mark_of(str(name)), "words": words, "side": side}


@register.inclusion_tag("partials/due.html")
def due(
    day: date | None, today: date, done: bool = False, url: str = "", words: str = ""
) -> dict[str, object]:
    """Show a due day as loud as it is near; a day that is done with is a plain date."""
    if isinstance(day, datetime):
        day = day.date()
    left = (day - today).days if day else 0
    return {
        "day": day,
        "left": left,
        "over": -left,
        "level": _level(left, quiet=done or day is None),
        "near": abs(left) <= NEAR,
        "url": url,
        "words": words,
    }


def _level(left: int, *, quiet: bool) -> str:
    if quiet or left > SOON:
        return "far"
    return "late" if left < 0 else "soon"


@register.inclusion_tag("partials/audience.html")
def audience(who: str, words: str = "") -> dict[str, str]:
    """Say who will see this: "team", "body" or "all", with the body's name where there is one."""
    return {"who": who, "words": words}


@register.simple_tag
def reference(number: str) -> SafeString:
    """Set a reference or a code so that each character can be told apart."""
    return format_html('<span class="code">{}</span>', number)
