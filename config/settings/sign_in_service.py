"""The sign-in service of one's own organisation (OpenID Connect); off while none is named."""

from typing import Any
from urllib.parse import urlsplit

from config import env

SIGN_IN_SERVICE: dict[str, Any] = {
    "issuer": env.text("OIDC_ISSUER", default="").rstrip("/"),
    "client_id": env.text("OIDC_CLIENT_ID", default=""),
    "secret": env.text("OIDC_CLIENT_SECRET", default=""),
    "name": env.text("OIDC_NAME", default=""),
    # How an account is found at the first sign-in: by "email" (verified) or by "username".
    "match": env.text("OIDC_MATCH", default="email"),
    # Which claim names roles, and which office each value stands for: desk=INTAKE,law=EXPERT.
    "role_claim": env.text("OIDC_ROLE_CLAIM", default=""),
    "roles": dict(
        pair.split("=", 1) for pair in env.words("OIDC_ROLES", default=[]) if "=" in pair
    ),
    # Whoever holds a mapped role gets an account at the first sign-in.
    "creates_people": env.text("OIDC_CREATES_PEOPLE", default="0") == "1",
    # Kinds of sign-in (acr) that count as strong; then no second factor is asked here.
    "acr": env.words("OIDC_ACR", default=[]),
}
# Without local passwords only these people, by user name, sign in when the service is down.
LOCAL_PASSWORDS = env.text("LOCAL_PASSWORDS", default="1") == "1"
BREAK_GLASS = env.words("BREAK_GLASS", default=[])

SOCIALACCOUNT_ADAPTER = "web.account.oidc.adapter.ServiceAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "web.account.oidc.provider.HouseProvider"}
}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5


def origins(issuer: str) -> list[str]:
    """Where a form of ours may lead: browsers follow its redirect only when told so."""
    parts = urlsplit(issuer)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


# Services that ask for the password at another host than the issuer name it here.
SIGN_IN_ORIGINS = [
    *origins(SIGN_IN_SERVICE["issuer"]),
    *env.words("OIDC_ORIGINS", default=[]),
]
