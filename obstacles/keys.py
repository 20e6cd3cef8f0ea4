"""Internal keys: UUID version 7 (RFC 9562, section 5.7), so that a row knows its key early."""

import secrets
import time
import uuid
from datetime import datetime

_RANDOM_BITS = 74


def new_key() -> uuid.UUID:
    """Make a key that sorts by the moment it was made."""
    return _key(time.time_ns() // 1_000_000)


def key_of_day(moment: datetime) -> uuid.UUID:
    """Make a key that gives away the day and nothing finer, for anonymous reports."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return _key(int(midnight.timestamp() * 1000))


def _key(milliseconds: int) -> uuid.UUID:
    noise = secrets.randbits(_RANDOM_BITS)
    number = (
        milliseconds << 80 | 0x7 << 76 | (noise >> 62) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    )
    return uuid.UUID(int=number)
