"""The cache all web processes share, in one table of the database; CACHE_URL names another.

Django's own table counts its rows at every write and adds one by reading and writing. Here a
write is one statement, adding is atomic, and rows are counted now and then only.
"""

import base64
import pickle
import random
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction
from django.utils import timezone

# One write in so many looks whether there are too many rows.
LOOK_EVERY = 200
FAR = timedelta(days=3650)

PUT = """
INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
PUT_IF_NEW = PUT + "WHERE {table}.expires < %s"
READ_TO_WRITE = "SELECT value FROM {table} WHERE cache_key = %s AND expires >= %s FOR UPDATE"
WRITE = "UPDATE {table} SET value = %s WHERE cache_key = %s"


class SharedCache(DatabaseCache):
    """A table that many processes may count in at once."""

    _table: str
    _cull: Any  # Django's own, unknown to its stubs

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        name = self.make_and_validate_key(key, version=version)
        self._run(PUT, [name, _packed(value), self._ends(timeout)])
        self._look_now_and_then()

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        name = self.make_and_validate_key(key, version=version)
        told = [name, _packed(value), self._ends(timeout), _second(timezone.now())]
        added = bool(self._run(PUT_IF_NEW, told))
        self._look_now_and_then()
        return added

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number while its row is held, so that nobody's count gets lost."""
        name = self.make_and_validate_key(key, version=version)
        with transaction.atomic(using=self._alias), connections[self._alias].cursor() as cursor:
            cursor.execute(self._sql(READ_TO_WRITE), [name, _second(timezone.now())])
            row = cursor.fetchone()
            if row is None:
                raise ValueError(f"There is nothing under {key!r} to add to.")
            value: int = pickle.loads(base64.b64decode(row[0])) + delta
            cursor.execute(self._sql(WRITE), [_packed(value), name])
        return value

    @property
    def _alias(self) -> str:
        return router.db_for_write(self.cache_model_class)

    def _sql(self, words: str) -> str:
        return words.format(table=connections[self._alias].ops.quote_name(self._table))

    def _run(self, words: str, told: list[Any]) -> int:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(self._sql(words), told)
            return cursor.rowcount

    def _ends(self, timeout: Any) -> datetime:
        at = self.get_backend_timeout(timeout)
        now = timezone.now()
        return _second(now + FAR if at is None else datetime.fromtimestamp(at, tz=now.tzinfo))

    def _look_now_and_then(self) -> None:
        """Drop what ended; when there is still too much, Django's way of dropping some."""
        if random.randrange(LOOK_EVERY):
            return
        now = timezone.now()
        self._run("DELETE FROM {table} WHERE expires < %s", [_second(now)])
        with connections[self._alias].cursor() as cursor:
            cursor.execute(self._sql("SELECT count(*) FROM {table}"))
            count = cursor.fetchone()[0]
            if count > self._max_entries:
                self._cull(self._alias, cursor, now, count)


def _packed(value: Any) -> str:
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("latin1")


def _second(at: datetime) -> datetime:
    """The table keeps whole seconds."""
    return at.replace(microsecond=0)
