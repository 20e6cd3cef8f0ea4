"""Cases, who sits at them, their log, and what is owed because of it."""

from .access import AccessCode, AccessView, Challenge
from .case import Case
from .change import Change
from .consultation_case import ConsultationCase
from .conversation import Attachment, Draft, Message
from .deadline import Deadline, Pause
from .entry import Entry, Span
from .errand import Errand
from .export import Export
from .milestone import Milestone
from .notice import Notice
from .obstacle_case import ObstacleCase
from .queryset import CaseQuerySet
from .report_case import ReportCase
from .seat import Seat
from .tally import Tally
from .webhook import Delivery, Webhook

__all__ = [
    "AccessCode",
    "AccessView",
    "Attachment",
    "Case",
    "CaseQuerySet",
    "Challenge",
    "Change",
    "ConsultationCase",
    "Deadline",
    "Delivery",
    "Draft",
    "Entry",
    "Errand",
    "Export",
    "Message",
    "Milestone",
    "Notice",
    "ObstacleCase",
    "Pause",
    "ReportCase",
    "Seat",
    "Span",
    "Tally",
    "Webhook",
]
