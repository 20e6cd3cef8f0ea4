"""How accounts work here: made by an administrator, never by a visitor."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from obstacles.models import Role as Part
from web.actors import actor_of
from web.standing_for import roles_of
from workflow.actors import Official
from workflow.roles import DESK, Role


class HouseAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; after signing in one goes on to our own paths only."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        **dict.fromkeys(
            ("username_password_mismatch", "email_password_mismatch"),
            _("This name or this password is not right. Check both."),
        ),
        "only_by_service": _("Sign in with the service of your organisation."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Where local passwords are switched off, they open the door to named people only."""
        if not has_local_password(credentials.get("username", "")):
            raise self.validation_error("only_by_service")
        super().pre_authenticate(request, **credentials)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Programs have no password, so they get no link to set one."""
        if not user.is_service and has_local_password(user.username):
            super().send_password_reset_mail(user, email, context)

    def is_safe_url(self, url: Any) -> bool:
        """An own path; addresses with a host are refused, even with ours."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where one's own work is: nobody lands on a page that is not for them."""
        return reverse(_first_page(actor_of(request.user)))


# The page on which each begins its day, where there is no desk; the first that fits.
FIRST_PAGES = {
    Role.DATA_PROTECTION: "privacy-overview",
    Role.MANAGEMENT: "insight-overview",
    Role.ADMINISTRATOR: "admin:index",
    Role.PARTNER: "bodies-desk",
    Role.FRONT_OFFICE: "office-reports",
}


def has_local_password(username: str) -> bool:
    return settings.LOCAL_PASSWORDS or username in settings.BREAK_GLASS


def _first_page(actor: Official) -> str:
    if actor.offices & DESK or not _works_elsewhere(actor):
        return "work-today"
    held = roles_of(actor)
    return next((page for role, page in FIRST_PAGES.items() if role in held), "public-start")


def _works_elsewhere(actor: Official) -> bool:
    """Whoever holds another office, or speaks for another body, has no desk."""
    experts = any(centre and role == Part.EXPERT for _body, role, centre in actor.parts)
    return bool(actor.parts) and not experts
