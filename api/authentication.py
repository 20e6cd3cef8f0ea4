"""Who is asking: a person by token or browser session, a reporter by the session of a code."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from workflow.actors import Bearer

from .models import PublicSession, Token, digest_of
from .networks import is_inside

REALM = 'Bearer realm="api"'


def bearer_secret(request: Any) -> str | None:
    """The secret in the header, or None where there is none."""
    parts = get_authorization_header(request).split()
    if not parts or parts[0].lower() != b"bearer":
        return None
    if len(parts) != 2:
        raise AuthenticationFailed
    return parts[1].decode("latin-1")


def challenge(request: Any) -> str:
    """What the answer 401 asks for (RFC 6750, section 3): more words where a secret was given."""
    return f'{REALM}, error="invalid_token"' if get_authorization_header(request) else REALM


def _may_come_from(request: Any, token: Token) -> bool:
    """A token that is bound to networks counts for nothing elsewhere."""
    address = request.META.get("REMOTE_ADDR", "")
    return not token.networks or is_inside(address, token.networks)


class TokenAuthentication(BaseAuthentication):
    """A token speaks as its person, as long as both are in force."""

    def authenticate(self, request: Any) -> tuple[Any, Token] | None:
        secret = bearer_secret(request)
        if secret is None:
            return None
        now = timezone.now()
        found = Token.objects.select_related("user").filter(digest=digest_of(secret))
        token = found.filter(revoked_at=None, expires_at__gt=now, user__is_active=True).first()
        if token is None or not _may_come_from(request, token):
            raise AuthenticationFailed
        token.note_use(now)
        return token.user, token

    def authenticate_header(self, request: Any) -> str:
        return challenge(request)


class ReporterAuthentication(BaseAuthentication):
    """A session speaks from the one seat its access code opens, as long as the code is in force."""

    def authenticate(self, request: Any) -> tuple[Any, PublicSession] | None:
        secret = bearer_secret(request)
        if secret is None:
            return None
        session = (
            PublicSession.objects.select_related("code__seat")
            .filter(digest=digest_of(secret), expires_at__gt=timezone.now())
            .filter(code__revoked_at=None)
            .first()
        )
        if session is None:
            raise AuthenticationFailed
        session.prolong()
        return AnonymousUser(), session

    def authenticate_header(self, request: Any) -> str:
        return challenge(request)


class HasSession(BasePermission):
    def has_permission(self, request: Any, view: Any) -> bool:
        return isinstance(request.auth, PublicSession)


def bearer_of(request: Any) -> Bearer:
    """The actor behind a reporter's session."""
    return Bearer(request.auth.code.seat)


def principal(request: Any) -> str:
    """Whom kept answers belong to: a person, a seat, or nobody we know."""
    if isinstance(request.auth, PublicSession):
        return f"seat:{request.auth.code.seat_id}"
    if request.user and request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return "visitor"
