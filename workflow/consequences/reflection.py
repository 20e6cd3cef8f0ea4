"""An obstacle's public status follows its case; the register needs no knowledge of workflow."""

from obstacles.models import PublicStatus
from workflow.states import Kind, Resolution

from .act import Act

STATUS = {
    Resolution.RESOLVED_COMPLETELY: PublicStatus.RESOLVED,
    Resolution.RESOLVED_PARTIALLY: PublicStatus.PARTLY,
    Resolution.NOT_RESOLVED: PublicStatus.NOT_RESOLVED,
    Resolution.DISMISSED: PublicStatus.DISMISSED,
    Resolution.MERGED: PublicStatus.MERGED,
}


def reflect_on_obstacle(act: Act) -> None:
    """Write the public status that the case's state means."""
    if act.case.kind != Kind.OBSTACLE or act.before == act.case.state:
        return
    obstacle = act.case.obstacle
    obstacle.status = STATUS.get(Resolution(act.case.state), PublicStatus.OPEN)
    obstacle.save(update_fields=["status"])
