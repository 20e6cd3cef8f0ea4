"""What the sign-in service tells about a person: believed only when everything fits."""

from collections.abc import Collection, Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Signed by the service alone: "none", and secrets that both know, are not on the list.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
# Clocks may differ by so many seconds.
SKEW = 120
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


def verified_claims(
    told: str,
    keys: Mapping[str, Any],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    acr: Collection[str] = (),
) -> dict[str, Any]:
    """The claims of an id token that this service made, for us, for this one sign-in."""
    try:
        header = jwt.get_unverified_header(told)
        claims: dict[str, Any] = jwt.decode(
            told,
            _key(keys, header),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=SKEW,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise OAuth2Error("The id token does not fit.") from error
    if claims["nonce"] != nonce:
        raise OAuth2Error("The id token belongs to another sign-in.")
    if claims.get("azp", client_id) != client_id:
        raise OAuth2Error("The id token was made for somebody else.")
    if acr and claims.get("acr") not in acr:
        raise OAuth2Error("The sign-in was not strong enough.")
    return claims


def _key(keys: Mapping[str, Any], header: Mapping[str, Any]) -> Any:
    found = jwt.PyJWKSet.from_dict(dict(keys)).keys
    named = [key for key in found if "kid" not in header or key.key_id == header["kid"]]
    if len(named) != 1:
        raise ValueError("There is not exactly one such key.")
    return named[0]
