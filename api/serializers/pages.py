"""Shapes of answers that are not a case: pages of lists, people, bodies."""

from functools import cache
from typing import Any

from rest_framework import serializers

from .public import PublicObstacle


@cache
def paged(row: type[serializers.Serializer], *, pages: bool = True) -> Any:
    """The shape of a page of rows, or of a list that is short by nature."""
    counts = ("count", "page", "page_size", "pages") if pages else ()
    fields: dict[str, Any] = {name: serializers.IntegerField() for name in counts}
    fields["results"] = row(many=True)
    return type(f"{row.__name__}{'Page' if pages else 'List'}", (serializers.Serializer,), fields)


class Opened(serializers.Serializer):
    """A case that was opened. The access code of a report is shown this once."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    version = serializers.IntegerField()
    access_code = serializers.CharField(required=False)


class NextDay(serializers.Serializer):
    on = serializers.DateField()
    why = serializers.CharField()
    is_late = serializers.BooleanField()


class HandedIn(serializers.Serializer):
    """A report that reached us. The access code is shown this once."""

    reference = serializers.CharField()
    access_code = serializers.CharField()
    what_happens_next = serializers.CharField()
    next = NextDay(allow_null=True)


class SessionFields(serializers.Serializer):
    """A session: use the token as Bearer."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class Membership(serializers.Serializer):
    role = serializers.CharField()
    body = serializers.CharField()
    name = serializers.CharField()


class Person(serializers.Serializer):
    """Whoever is asking."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    name = serializers.CharField()
    language = serializers.CharField()
    offices = serializers.ListField(child=serializers.CharField())
    memberships = Membership(many=True)


class Organisation(serializers.Serializer):
    """A body of the directory."""

    slug = serializers.CharField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    kind = serializers.CharField()
    level = serializers.CharField()
    area = serializers.CharField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    website = serializers.CharField()


class SharedWords(serializers.Serializer):
    """What a story and an obstacle have in common, and why it counts."""

    words = serializers.CharField()
    language = serializers.CharField()
    reason = serializers.CharField()


class SimilarObstacle(serializers.Serializer):
    obstacle = PublicObstacle()
    shared = SharedWords(many=True)


class SimilarList(serializers.Serializer):
    """Obstacles like a story, the nearest first."""

    results = SimilarObstacle(many=True)


class ProblemWords(serializers.Serializer):
    """What one kind of problem means."""

    type = serializers.CharField()
    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    advice = serializers.CharField()
