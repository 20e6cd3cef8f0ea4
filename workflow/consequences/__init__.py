"""What follows from a line in the log: rows only, in the same transaction, in this order."""

from .act import Act
from .deadlines import move_deadlines
from .deliveries import owe_deliveries
from .errands import owe_errands
from .notices import queue_notices
from .reflection import reflect_on_obstacle
from .spans import keep_spans
from .tallies import keep_tally

CONSEQUENCES = (
    keep_spans,
    keep_tally,
    move_deadlines,
    reflect_on_obstacle,
    queue_notices,
    owe_errands,
    owe_deliveries,
)

__all__ = ["CONSEQUENCES", "Act"]
