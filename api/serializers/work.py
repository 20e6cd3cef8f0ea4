"""What a person has to do today."""

from rest_framework import serializers

from .search import TitledCase


class WorkRow(TitledCase):
    """A case that waits, and the nearest day on which something in it is due."""

    due_on = serializers.DateField(allow_null=True)


class WorkPanel(serializers.Serializer):
    """Cases that wait for the same thing, the nearest day first."""

    name = serializers.CharField()
    heading = serializers.CharField()
    more = serializers.BooleanField()
    results = WorkRow(many=True)


class WorkFields(serializers.Serializer):
    """The panels of one day; those with nothing in them stay away."""

    today = serializers.DateField()
    panels = WorkPanel(many=True)
