"""How accounts work here: made by an administrator, never by a visitor."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class HouseAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; after signing in one goes on to our own paths only."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        **dict.fromkeys(
            ("username_password_mismatch", "email_password_mismatch"),
            _("This name or this password is not right. Check both."),
        ),
        "too_many_login_attempts": _("That was too often. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: Any) -> bool:
        """An own path; addresses with a host are refused, even with ours."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)
