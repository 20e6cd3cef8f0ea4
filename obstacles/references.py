"""References people read aloud: RP-7K4M2Q, and access codes.

Six Crockford base-32 characters, the last one a Luhn mod 32 check. A reference is not a
secret and opens nothing; an access code is a secret of 120 bits and is kept as a hash only.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE = len(ALPHABET)
_BODY = 5
_CODE_LENGTH = 24
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Misread(ValueError):
    """What was typed cannot be a reference or code."""


def new_reference(prefix: str) -> str:
    """Draw a random reference such as ``OB-7K4M2Q``; whether it is taken only the table knows."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
    return f"{prefix}-{body}{check_character(body)}"


def new_report_reference() -> str:
    return new_reference("RP")


def new_obstacle_reference() -> str:
    return new_reference("OB")


def new_consultation_reference() -> str:
    return new_reference("CN")


def check_character(body: str) -> str:
    """Luhn mod 32: catches every single wrong character and most swaps of neighbours."""
    total = 0
    for position, character in enumerate(reversed(body)):
        doubled = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += doubled // _BASE + doubled % _BASE
    return ALPHABET[-total % _BASE]


def read_reference(typed: str, *, prefix: str = "") -> str:
    """Correct O/0, I/L/1, case, spaces and dashes in a typed reference, or raise Misread."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    head, body = letters[:2], letters[2:].translate(_READ_AS)
    if len(body) != _BODY + 1 or any(character not in ALPHABET for character in body):
        raise Misread(typed)
    if (prefix and head != prefix) or check_character(body[:-1]) != body[-1]:
        raise Misread(typed)
    return f"{head}-{body}"


def new_access_code() -> str:
    """Draw an access code: 24 characters in groups of four, 120 bits, shown once."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, _CODE_LENGTH, 4))


def code_digest(typed: str) -> str:
    """Hash a typed access code, however it was grouped.

    A plain SHA-256 is enough: 120 random bits cannot be guessed, so no slow hash is needed.
    Raises Misread.
    """
    letters = "".join(character for character in typed.upper() if character.isalnum())
    code = letters.translate(_READ_AS)
    if len(code) != _CODE_LENGTH or any(character not in ALPHABET for character in code):
        raise Misread("access code")
    return hashlib.sha256(code.encode()).hexdigest()
