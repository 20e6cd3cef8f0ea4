"""What a step would bring about, as JSON."""

from rest_framework import serializers


class ForeseenLetter(serializers.Serializer):
    """A letter that would be sent: to which side, how, in which language, about what."""

    letter = serializers.CharField()
    to = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    way = serializers.CharField()
    language = serializers.CharField()
    subject = serializers.CharField()
    due_at = serializers.DateTimeField()


class ForeseenClock(serializers.Serializer):
    """A clock that would start, stop, pause, go on or get another day."""

    clock = serializers.CharField()
    change = serializers.CharField()
    due_on = serializers.DateField()
    why = serializers.CharField()


class Foreseen(serializers.Serializer):
    """What would happen. Nothing has."""

    step = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    publication = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()
    letters = ForeseenLetter(many=True)
    clocks = ForeseenClock(many=True)
    follows = serializers.ListField(child=serializers.CharField())
