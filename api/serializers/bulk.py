"""What became of each of many steps."""

from rest_framework import serializers

from .entries import Taken


class ItemProblem(serializers.Serializer):
    """RFC 9457, as a single step would have answered."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = serializers.ListField(child=serializers.DictField())  # type: ignore[assignment]
    current = serializers.DictField(required=False)
    request_id = serializers.CharField()


class BulkResult(serializers.Serializer):
    """One item: its status, and what the step did or why it was refused."""

    report = serializers.CharField()
    status = serializers.IntegerField()
    done = Taken(required=False)
    problem = ItemProblem(required=False)
