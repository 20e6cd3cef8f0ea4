"""A request that comes twice has one effect, and gets one answer.

Of the key only a hash is kept, scoped by who asks, method and path. The answer lies encrypted
under the key itself (AES-256-GCM, key by HKDF), so that without the client nobody reads it, not
even an access code in a stolen backup. Row and effect are written in one transaction.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import connection, transaction
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from .authentication import principal
from .models import KeptAnswer
from .problems import Problem
from .uploads import mark_of

KEPT_HEADERS = ("ETag", "Location")
_KEY = re.compile(r"[\x21-\x7e]{22,200}")
_NONCE = 12
_swept: dict[str, date] = {}


def key_of(request: Any) -> str:
    """The key of a request, or a Problem where none is sent or it could be guessed."""
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if not _KEY.fullmatch(key):
        raise Problem("key_missing")
    return str(key)


def once(request: Any, key: str, act: Callable[[], Response]) -> Response:
    """Do something once per key; the same request again gets the answer of the first."""
    scope = "\n".join([principal(request), request.method, request.path, key])
    digest = hashlib.sha256(scope.encode()).hexdigest()
    body = hmac.new(key.encode(), _canonical(request.data), hashlib.sha256).hexdigest()
    with transaction.atomic():
        _alone(digest)
        kept = KeptAnswer.objects.filter(digest=digest).first()
        if kept is not None:
            return _again(kept, key, body)
        response = act()
        today = timezone.localdate()
        KeptAnswer.objects.create(
            digest=digest, body=body, sealed=_seal(key, digest, response), kept_on=today
        )
        _sweep(today)
    return response


def once_if_asked(request: Any, act: Callable[[], Response]) -> Response:
    """Do something once per key where a key was sent; without one, each request counts."""
    if "Idempotency-Key" in request.headers:
        return once(request, key_of(request), act)
    with transaction.atomic():
        return act()


def _sweep(today: date) -> None:
    """Forget what was kept before yesterday; each process does so once a day."""
    if _swept.get("on") != today:
        KeptAnswer.objects.filter(kept_on__lt=today - timedelta(days=1)).delete()
        _swept["on"] = today


def _canonical(data: Any) -> bytes:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, default=mark_of).encode()


def _alone(digest: str) -> None:
    """Let one request of a kind through; who comes meanwhile is told to wait, and holds no lock."""
    number = int.from_bytes(bytes.fromhex(digest[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Problem("in_progress", headers={"Retry-After": "1"})


def _again(kept: KeptAnswer, key: str, body: str) -> Response:
    if not hmac.compare_digest(kept.body, body):
        raise Problem("key_reused")
    try:
        told = json.loads(_cipher(key).decrypt(*_opened(kept)))
    except InvalidTag:
        raise Problem("key_reused") from None
    headers = {**told["headers"], "Idempotent-Replayed": "true"}
    return Response(told["data"], told["status"], headers=headers)


def _opened(kept: KeptAnswer) -> tuple[bytes, bytes, bytes]:
    sealed = bytes(kept.sealed)
    return sealed[:_NONCE], sealed[_NONCE:], kept.digest.encode()


def _seal(key: str, digest: str, response: Response) -> bytes:
    told = JSONRenderer().render(
        {
            "status": response.status_code,
            "headers": {
                name: response.headers[name] for name in KEPT_HEADERS if name in response.headers
            },
            "data": response.data,
        }
    )
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, told, digest.encode())


def _cipher(key: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"passerelle kept answer")
    return AESGCM(derived.derive(key.encode()))
