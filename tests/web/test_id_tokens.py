"""What a sign-in service says is believed only when everything fits."""

import json
import time

import jwt
import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa

from web.account.oidc.tokens import verified_claims

ISSUER = "https://sso.example"
OURS, OTHERS = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OURS.public_key()))
KEYS = {"keys": [{**PUBLIC, "kid": "one", "alg": "RS256", "use": "sig"}]}


def token(key=OURS, alg="RS256", kid="one", **changed):
    now = int(time.time())
    claims = {"iss": ISSUER, "sub": "s-1", "aud": "us", "iat": now, "exp": now + 300, "nonce": "n"}
    told = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    return jwt.encode(told, key, algorithm=alg, headers={"kid": kid})


def read(told, **more):
    return verified_claims(told, KEYS, issuer=ISSUER, client_id="us", nonce="n", **more)


def test_what_fits_is_believed():
    assert read(token())["sub"] == "s-1"


def test_clocks_may_differ_a_little():
    now = int(time.time())

    assert read(token(exp=now - 60))["sub"] == "s-1"
    assert read(token(iat=now + 60))["sub"] == "s-1"


@pytest.mark.parametrize(
    "told",
    [
        lambda: token(key=OTHERS),
        lambda: token(kid="two"),
        lambda: token(iss="https://evil.example"),
        lambda: token(aud="somebody else"),
        lambda: token(aud=["us", "them"], azp="them"),
        lambda: token(nonce="another"),
        lambda: token(nonce=None),
        lambda: token(sub=None),
        lambda: token(exp=int(time.time()) - 300),
        lambda: token(iat=int(time.time()) + 300),
        lambda: token(key="", alg="none"),
        lambda: token(key="k" * 64, alg="HS256"),
        lambda: token()[:-4] + "AAAA",
        lambda: "",
        lambda: "a.b.c",
    ],
)
def test_what_does_not_fit_is_refused(told):
    with pytest.raises(OAuth2Error):
        read(told())


@pytest.mark.parametrize(("said", "believed"), [("strong", True), ("weak", False), (None, False)])
def test_the_kind_of_sign_in_is_checked_where_it_is_asked(said, believed):
    try:
        read(token(acr=said), acr=["strong"])
        found = True
    except OAuth2Error:
        found = False

    assert found is believed
