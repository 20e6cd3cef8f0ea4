"""Wakes the queue within the transaction of a step, so that nothing is woken for what rolled back.

The jobs themselves stand in ``jobs``; here they are known by name only.
"""

from datetime import datetime

from procrastinate.contrib.django import app

QUEUE = "house"
POST = "post"
ERRANDS = "errands"


def wake(job: str, *, at: datetime | None = None) -> None:
    """Put one job into the queue; it asks the tables what there is to do."""
    app.configure_task(name=job, queue=QUEUE, schedule_at=at).defer()
