"""Programs of others hear of a step: owed here, sent later, seen through the policy then."""

from django.db.models import Q

from workflow import alarm
from workflow.models import Delivery, Webhook

from .act import Act

# What a step is called for those who may know that a case moved, and not by which step.
UNNAMED = "changed"


def owe_deliveries(act: Act) -> None:
    """Owe a message to each address that waits for such a step in such a case."""
    kinds = Q(kinds=[]) | Q(kinds__contains=[act.case.kind])
    steps = Q(steps=[]) | Q(steps__overlap=[act.step.name, UNNAMED])
    owed = [
        Delivery(
            id=act.case.key_at(act.at),
            webhook_id=key,
            case=act.case,
            entry=act.entry,
            owed_on=act.day,
            due_at=act.at,
        )
        for key in Webhook.objects.filter(kinds, steps, off="").values_list("pk", flat=True)
    ]
    if owed:
        Delivery.objects.bulk_create(owed)
        alarm.wake(alarm.DELIVERIES)
