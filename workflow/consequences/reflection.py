"""An obstacle's public status follows its case; the register needs no knowledge of workflow."""

from obstacles.models import Obstacle, PublicStatus
from workflow.states import Kind, Resolution

from .act import Act

STATUS = {
    Resolution.RESOLVED_COMPLETELY: PublicStatus.RESOLVED,
    Resolution.RESOLVED_PARTIALLY: PublicStatus.PARTLY,
    Resolution.NOT_RESOLVED: PublicStatus.NOT_RESOLVED,
    Resolution.DISMISSED: PublicStatus.DISMISSED,
    Resolution.MERGED: PublicStatus.MERGED,
}
# Decisions of a coordinator about the sides themselves: the public reads them at once.
DECIDES_SIDES = frozenset({"resolve", "reopen"})


def reflect_on_obstacle(act: Act) -> None:
    """Write the public status that the case's state means."""
    if act.case.kind != Kind.OBSTACLE or act.before == act.case.state:
        return
    obstacle = act.case.obstacle
    obstacle.status = STATUS.get(Resolution(act.case.state), PublicStatus.OPEN)
    obstacle.save(update_fields=["status"])
    if act.step.name in DECIDES_SIDES and obstacle.published_id:
        _reflect_sides(obstacle)


def _reflect_sides(obstacle: Obstacle) -> None:
    """Say of each published side whether it is solved; its words stay as they were approved."""
    states = dict(obstacle.sides.values_list("area__code", "state"))
    snapshot = obstacle.published
    assert snapshot is not None
    snapshot.sides = [
        {**side, "state": states.get(side["area"], side["state"])} for side in snapshot.sides
    ]
    snapshot.save(update_fields=["sides"])
