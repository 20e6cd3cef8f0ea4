"""Files of a case as JSON."""

from typing import Any

from django.utils.timezone import localtime
from rest_framework import serializers

from workflow.models import Attachment, Case

from .entries import Taken

# Every file is checked before it is kept: what lies here has passed.
SCAN = "clean"


class AttachmentFields(serializers.Serializer):
    """A file. ``packet`` says that it lies in what a body was sent; ``digest`` is its SHA-256."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    digest = serializers.CharField()
    audience = serializers.CharField()
    added_at = serializers.DateTimeField()
    scan = serializers.CharField()
    packet = serializers.BooleanField()
    content = serializers.CharField()


class Attached(Taken):
    """What sending files did, and the files as they are kept."""

    attachments = AttachmentFields(many=True)


def attachment(row: Attachment, case: Case, *, below: str = "/api/v1") -> dict[str, Any]:
    """A file, as it is read through one case."""
    kept = row.document
    return {
        "id": str(row.pk),
        "name": kept.name,
        "media_type": kept.media_type,
        "size": kept.size,
        "digest": kept.digest,
        "audience": row.audience,
        "added_at": localtime(row.added_at),
        "scan": SCAN,
        "packet": row.case_id != case.pk,
        "content": f"{below}/attachments/{row.pk}/content",
    }
