"""What was done, in the past: how a line of the log reads on a timeline."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflow.models import Case

DONE: dict[str, Promise] = {
    # a report
    "submit": _("Report received"),
    "take_up": _("Taken into triage"),
    "ask_reporter": _("Reporter asked"),
    "reply": _("Reporter answered"),
    "add": _("Reporter added something"),
    "give_back": _("Given back"),
    "hand_over": _("Handed over"),
    "lapse": _("Lapsed: no answer came"),
    "link": _("Linked to an obstacle"),
    "unlink": _("Taken off the obstacle"),
    "redirect": _("Redirected"),
    "reject": _("Rejected"),
    "withdraw": _("Withdrawn"),
    "conclude": _("Outcome brought to the reporter"),
    "relink": _("Waits with the obstacle again"),
    "ask_effect": _("Reporter asked whether it helped"),
    "confirm_effect": _("Reporter said whether it helped"),
    "reopen": _("Reopened"),
    "message": _("Message to the reporter"),
    "correct_contact": _("Contact corrected"),
    "remind_reporter": _("Reporter reminded"),
    "move": _("Moved to another obstacle"),
    "erase": _("Personal data erased"),
    # an obstacle
    "identify": _("Obstacle recorded"),
    "assign": _("Assigned"),
    "start_analysis": _("Analysis started"),
    "consult": _("Bodies asked"),
    "positions_in": _("All positions are in"),
    "propose_solution": _("Solution proposed"),
    "revise": _("Proposal taken back"),
    "adopt": _("Solution adopted"),
    "report_progress": _("Progress reported"),
    "resolve": _("Resolved"),
    "close_unresolved": _("Closed as not resolved"),
    "dismiss": _("Dismissed: no obstacle"),
    "merge": _("Merged into another obstacle"),
    "unmerge": _("Merge undone"),
    "hold": pgettext_lazy("done", "Put on hold"),
    "resume": _("Resumed"),
    "escalate": _("Escalated"),
    "request_review": _("Review of the text asked for"),
    "approve": _("Text approved and published"),
    "send_back": _("Text sent back"),
    "retract": _("Withdrawn from the register"),
    "edit": _("Text edited"),
    "edit_facts": _("Facts edited"),
    "edit_side": _("Side described"),
    "share": _("Shared"),
    "unshare": _("Sharing ended"),
    "extend_deadline": _("Deadline extended"),
    "propose_reopen": _("A reporter feels no change"),
    "note": _("Note"),
    "attach": _("Files attached"),
    # a consultation
    "draft": _("Question drafted"),
    "send": _("Question sent"),
    "accept": _("Question accepted"),
    "decline": _("Question declined"),
    "forward": _("Question forwarded"),
    "split": _("Question split"),
    "ask_back": _("Question of the body to us"),
    "clarify": _("We answered the body's question"),
    "answer": _("Answered"),
    "correct_answer": _("Answer corrected"),
    "request_extension": _("Body asked for more time"),
    "extend": _("More time given"),
    "close": _("Question closed"),
    "remind": _("Body reminded"),
}


def done(case: Case, name: str) -> str:
    """Say a line of the log in the past; a step without words of its own says its label."""
    words = DONE.get(name)
    step = case.steps.get(name)
    return str(words or (step.label if step else name))
