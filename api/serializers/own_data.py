"""A reporter's own data as JSON."""

from rest_framework import serializers

from .attachments import AttachmentFields
from .masked import Coded
from .parts import MessageFields
from .public import PublicStep
from .reports import ContactFields


class OwnData(serializers.Serializer):
    """All that we keep about whoever reported."""

    reference = serializers.CharField()
    received_on = serializers.DateField()
    is_anonymous = serializers.BooleanField()
    erased_on = serializers.DateField(allow_null=True)
    border = Coded(allow_null=True)
    theme = Coded(allow_null=True)
    told = serializers.DictField(child=serializers.CharField(allow_blank=True))
    contact = ContactFields(allow_null=True)
    messages = MessageFields(many=True)
    attachments = AttachmentFields(many=True)
    timeline = PublicStep(many=True)
