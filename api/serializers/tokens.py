"""Shapes of tokens: what they may do, until when, and from where."""

from rest_framework import serializers

from api.scopes import SCOPES


class TokenFields(serializers.Serializer):
    """A token, without its secret."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="How its secret begins.")
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=list(SCOPES)))
    networks = serializers.ListField(
        child=serializers.CharField(), help_text="Where it may be used from; empty: everywhere."
    )
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="Written at most once a minute."
    )


class MadeToken(TokenFields):
    """A token that was made; its secret is shown this once."""

    token = serializers.CharField()
