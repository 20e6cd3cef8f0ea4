"""Signing in by the service of one's own organisation: code flow with state, nonce and PKCE."""

import hashlib
import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from .tokens import verified_claims


def nonce_of(state: str) -> str:
    """What the id token must say: derived from the state, which is used once and then gone."""
    return salted_hmac("oidc.nonce", state, algorithm="sha256").hexdigest()


class Conversation(OpenIDConnectOAuth2Adapter):
    """Asks the service, and believes only that one."""

    @property
    def openid_config(self) -> dict[str, Any]:
        told: dict[str, Any] = super().openid_config
        if told.get("issuer", "").rstrip("/") != settings.SIGN_IN_SERVICE["issuer"]:
            raise OAuth2Error("This is another service than the one that is set.")
        return told

    def get_callback_url(self, _request: HttpRequest, _app: Any) -> str:
        """Made from the settings, never from what a request says."""
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{settings.PUBLIC_ADDRESS}{path}"

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The claims of the id token win over what can be asked afterwards."""
        service = settings.SIGN_IN_SERVICE
        # RFC 9207: a service that names itself in its answer must be the one we asked.
        if request.GET.get("iss", service["issuer"]).rstrip("/") != service["issuer"]:
            raise OAuth2Error("Another service answered.")
        claims = verified_claims(
            kwargs["response"].get("id_token", ""),
            _fetched(self.openid_config["jwks_uri"]),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
            nonce=nonce_of(request.GET.get("state", "")),
            acr=service["acr"],
        )
        more = self._more(token.token)
        if more.get("sub", claims["sub"]) != claims["sub"]:
            raise OAuth2Error("Two different people were told.")
        login = self.get_provider().sociallogin_from_response(request, {**more, **claims})
        login.claims = {**more, **claims}
        return login

    def _more(self, secret: str) -> dict[str, Any]:
        told = self._fetch_user_info(secret) if "userinfo_endpoint" in self.openid_config else {}
        return told if isinstance(told, dict) else {}


def _fetched(address: str) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


class HouseProvider(OpenIDConnectProvider):
    """The one service that is set. Nothing of the request's address reaches it but the way back."""

    oauth2_adapter_class = Conversation

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        wanted = request.POST.get("next", "")
        own = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
        return {"process": "login", "next_url": wanted if own else None}

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        state = secrets.token_urlsafe(24)
        asked = {"nonce": nonce_of(state)}
        if settings.SIGN_IN_SERVICE["acr"]:
            asked["acr_values"] = " ".join(settings.SIGN_IN_SERVICE["acr"])
        return super().redirect(request, process, state_id=state, auth_params=asked, **kwargs)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Who it is: the subject of this issuer; the same name elsewhere is somebody else."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """No more is kept than where the account comes from."""
        return {"iss": data["iss"]}
