"""How accounts work here: made by an administrator, never by a visitor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class HouseAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; after signing in one goes on to our own paths only."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: Any) -> bool:
        """An own path; addresses with a host are refused, even with ours."""
        return bool(url) and url.startswith("/") and super().is_safe_url(url)
