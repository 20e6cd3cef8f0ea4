"""How a body is reached, and what it is in charge of."""

from rest_framework import serializers

from .masked import Coded


class Speaker(serializers.Serializer):
    """Somebody who speaks for a body here."""

    name = serializers.CharField()
    email = serializers.CharField()
    role = serializers.CharField()
    language = serializers.CharField()


class ContactsOfBody(serializers.Serializer):
    """The mailbox of a body, its people here, and its borders and themes."""

    mailbox = serializers.CharField()
    website = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    borders = Coded(many=True)
    themes = Coded(many=True)
    every_theme = serializers.BooleanField()
    people = Speaker(many=True)
