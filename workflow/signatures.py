"""Lets a receiver see that a message is ours: Standard Webhooks 1, HMAC-SHA256.

The secret is derived from the secret of the house and from what the webhook drew, so that no
usable secret lies in the database. While the secret of the house is being changed, a message is
signed with the old one and with the new one.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"


def secret_of(drawn: str) -> str:
    """The secret as its owner is shown it, once."""
    return PREFIX + base64.b64encode(_key(drawn, settings.SECRET_KEY)).decode()


def _key(drawn: str, house: str) -> bytes:
    return salted_hmac("passerelle.webhook", drawn, secret=house, algorithm="sha256").digest()


def signed(drawn: str, *, message: str, at: int, body: bytes) -> Mapping[str, str]:
    """The three headers of a message that was sent at a time, in seconds."""
    told = f"{message}.{at}.".encode() + body
    houses = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    marks = [hmac.digest(_key(drawn, house), told, hashlib.sha256) for house in houses]
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in marks),
    }
