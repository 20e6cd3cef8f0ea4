"""What a token may be used for: a short closed list. No scope gives more than its person may do."""

from collections.abc import Collection
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission

from .models import Token
from .problems import Problem

READ, CONTACT, WRITE, TOKENS = "read", "contact", "write", "tokens"
SCOPES: dict[str, Promise] = {
    READ: _("read all but how reporters are reached"),
    CONTACT: _("read how reporters are reached"),
    "reports:write": _("open reports and take steps in them"),
    "obstacles:write": _("open obstacles and take steps in them"),
    "consultations:write": _("take steps in consultations"),
    WRITE: _("change all that the person may change, except tokens"),
    TOKENS: _("make, list and end tokens"),
}
EVERYTHING = tuple(SCOPES)
# What somebody does by hand; making further tokens has to be asked for.
DAILY = (READ, CONTACT, WRITE)
# What stands in another scope already.
INCLUDED = {WRITE: frozenset(name for name in SCOPES if name.endswith(":write"))}
PREFIX = "/api/v1/"


def reach(scopes: Collection[str]) -> frozenset[str]:
    """All that these scopes allow, with what stands in them."""
    return frozenset(scopes).union(*(INCLUDED.get(one, frozenset()) for one in scopes))


def scope_for(method: str, path: str) -> str:
    """The one scope that a request needs; known before anything is looked up."""
    parts = path.removeprefix(PREFIX).split("/")
    if parts[0] == TOKENS:
        return TOKENS
    if parts[-1] == CONTACT:
        return CONTACT
    if method in SAFE_METHODS:
        return READ
    narrow = f"{parts[0]}:{WRITE}"
    return narrow if narrow in SCOPES else WRITE


def lacking(scope: str) -> Problem:
    """The refusal that names the scope a token would need (RFC 6750, section 3.1)."""
    told = f'Bearer realm="api", error="insufficient_scope", scope="{scope}"'
    return Problem("insufficient_scope", more={"scope": scope}, headers={"WWW-Authenticate": told})


class HasScope(BasePermission):
    """Whoever comes by token needs the scope of what they ask; a session has all of them."""

    def has_permission(self, request: Any, view: Any) -> bool:
        token = request.auth
        if isinstance(token, Token):
            needed = scope_for(request.method, request.path_info)
            if needed not in reach(token.scopes):
                raise lacking(needed)
        return True
