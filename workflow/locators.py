"""Links in letters to bodies: a locator says who asks whom and opens nothing by itself.

It is derived from the key of its code and the house's secret, so that no usable link lies in the
database (security E-06), while every letter about one question carries the same link.
"""

import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

from obstacles.references import ALPHABET


def locator_of(code_key: UUID) -> str:
    """Derive the locator of one code: 24 characters, 120 bits."""
    number = int.from_bytes(
        salted_hmac("passerelle.locator", str(code_key), algorithm="sha256").digest()
    )
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(24))


def locator_digest(locator: str) -> str:
    """The hash under which a locator's code is found."""
    return hashlib.sha256(locator.upper().encode()).hexdigest()
