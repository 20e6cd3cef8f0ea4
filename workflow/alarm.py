"""Wakes the queue within the transaction of a step, so that nothing is woken for what rolled back.

The jobs themselves stand in ``jobs``; here they are known by name only.
"""

from datetime import datetime

from procrastinate.contrib.django import app

QUEUE = "house"
POST = "post"
ERRANDS = "errands"
DELIVERIES = "deliveries"
EXPORTS = "exports"
# One at a time: addresses that hang keep one hand busy, never all of them.
LOCKS = {DELIVERIES: DELIVERIES}


def wake(job: str, *, at: datetime | None = None) -> None:
    """Put one job into the queue; it asks the tables what there is to do."""
    app.configure_task(name=job, queue=QUEUE, schedule_at=at, lock=LOCKS.get(job)).defer()
