"""What we know: people and bodies, places and themes, reports, obstacles and consultations."""

from .authority import Authority, Membership, Role
from .competence import Competence
from .consultation import Consultation, Packet, Position
from .document import Document
from .network import Member, Network, Rung
from .obstacle import AffectedGroup, Cause, Obstacle, PublicStatus
from .place import Area, Border, BorderSide
from .provision import Provision
from .reason import Destination, Reason
from .report import Channel, Contact, ContactWay, Report, ReporterKind
from .side import LegalNature, Side, SidePosition, SideState
from .snapshot import Snapshot
from .solution import Outcome, Solution, SolutionKind
from .supplied import Supplied
from .term import Term
from .theme import Theme
from .translation import Translation
from .user import User

__all__ = [
    "AffectedGroup",
    "Area",
    "Authority",
    "Border",
    "BorderSide",
    "Cause",
    "Channel",
    "Competence",
    "Consultation",
    "Contact",
    "ContactWay",
    "Destination",
    "Document",
    "LegalNature",
    "Member",
    "Membership",
    "Network",
    "Obstacle",
    "Outcome",
    "Packet",
    "Position",
    "Provision",
    "PublicStatus",
    "Reason",
    "Report",
    "ReporterKind",
    "Role",
    "Rung",
    "Side",
    "SidePosition",
    "SideState",
    "Snapshot",
    "Solution",
    "SolutionKind",
    "Supplied",
    "Term",
    "Theme",
    "Translation",
    "User",
]
