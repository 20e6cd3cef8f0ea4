"""Every address that can be read, found in the address book itself, with its blanks filled in."""

import re
from itertools import product

from django.urls import URLPattern, get_resolver

BLANK = re.compile(r"<(?:\w+:)?(\w+)>")
# Not a way to a case: the machine's own, the end of a visit, and what is only ever sent.
LEFT_OUT = re.compile(r"logout|leave|/stay|\(\?|\$|\^|<path:|jsi18n|/delete/|/transitions/.")
# Nouns that have addresses of their own: other keys lead nowhere there.
OF_A_KIND = {
    "reports/<": "RP-",
    "my/<": "RP-",
    "office/<": "RP-",
    "obstacles/<": "OB-",
    "obstacle/<": "OB-",
    "register/<": "OB-",
    "consultations/<": "CN-",
    "partner/<": "CN-",
}


def routes(patterns=None, before="/"):
    """All routes, as they are written."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def filled(route, blanks):
    """A route with each of its blanks filled in by each word that fits it."""
    names = BLANK.findall(route)
    prefix = next((one for noun, one in OF_A_KIND.items() if noun in route), "")
    fitting = [one for one in blanks["reference"] if one.startswith(prefix)]
    known = {**blanks, "reference": fitting, "key": fitting if prefix else blanks["key"]}
    for words in product(*(known.get(name, ()) for name in names)):
        made = route
        for one in words:
            made = BLANK.sub(str(one), made, count=1)
        yield made


def addresses(blanks):
    """All addresses below which somebody may look for a case."""
    for route in sorted(set(routes())):
        whole = route.replace("<path:object_id>", "<object_id>")
        if not LEFT_OUT.search(whole):
            yield from filled(whole, blanks)
