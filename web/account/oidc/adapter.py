"""Who is let in by the sign-in service: people with an account, and whom their roles give one."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .people import account_of, give_offices, granted, new_account

PROVIDER_ID = "office"
log = logging.getLogger("access")


class ServiceAccountAdapter(DefaultSocialAccountAdapter):
    """One service, from the settings; nobody connects or signs up by themselves."""

    def list_apps(self, _request: Any, provider: Any = None, client_id: Any = None) -> Any:
        service = settings.SIGN_IN_SERVICE
        fits = provider in (None, "openid_connect", PROVIDER_ID)
        if not service["issuer"] or not fits or client_id not in (None, service["client_id"]):
            return []
        told = {"server_url": service["issuer"], "oauth_pkce_enabled": True}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER_ID,
                name=service["name"] or service["issuer"],
                client_id=service["client_id"],
                secret=service["secret"],
                settings=told,
            )
        ]

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, _request: HttpRequest, sociallogin: Any) -> None:
        """Find or make the account, and give it the offices the service names today."""
        service = settings.SIGN_IN_SERVICE
        claims = sociallogin.claims
        held = granted(claims, service["role_claim"], service["roles"])
        with transaction.atomic():
            user = sociallogin.user if sociallogin.is_existing else _found(claims, held)
            if user is None or not user.is_active or user.is_service:
                raise PermissionDenied
            if not sociallogin.is_existing:
                sociallogin.user = user
                sociallogin.save(None, connect=True)
            if service["role_claim"]:
                mapped = service["roles"].values()
                give_offices(user, held, mapped=mapped, today=timezone.localdate())

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        raise ImmediateHttpResponse(self.refused(request, exception or error))

    def refused(self, request: HttpRequest, why: Any) -> HttpResponse:
        """Say no in two ways only; what went wrong stands in our log, without names."""
        log.warning("sign-in by service refused: %s", type(why).__name__)
        told = {"no_account": isinstance(why, PermissionDenied)}
        return render(request, "account/service_refused.html", told, status=401)


def _found(claims: dict[str, Any], held: frozenset[str]) -> Any:
    service = settings.SIGN_IN_SERVICE
    user = account_of(claims, by=service["match"])
    if user is None and service["creates_people"] and held:
        return new_account(claims)
    return user
