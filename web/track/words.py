"""Lines of the log as whoever reported would say them."""

from django.utils.translation import gettext_lazy as _

# Entries of the log that whoever reported reads, as they would say it.
STEPS = {
    "submit": _("Your report reached us"),
    "ask_reporter": _("We asked you a question"),
    "reply": _("You answered our question"),
    "add": _("You added something"),
    "message": _("We wrote to you"),
    "answer": _("We answered your report"),
    "lapse": _("Closed, because no answer came"),
    "link": _("Your report joined a border obstacle"),
    "unlink": _("Your report was taken off the border obstacle"),
    "move": _("Your report followed its border obstacle into another one"),
    "redirect": _("We pointed you to another service"),
    "reject": _("We closed your report"),
    "withdraw": _("You took your report back"),
    "conclude": _("We brought you the result"),
    "relink": _("The border obstacle was taken up again"),
    "ask_effect": _("We asked you whether it helped"),
    "confirm_effect": _("You told us whether it helped"),
    "reopen": _("We took your report up again"),
}
# Of the obstacle and its consultations only these: whom we asked, who answered, how it ended.
ASKED = {
    "send": _("We asked: %(body)s"),
    "answer": _("Answered: %(body)s"),
    "decline": _("Did not answer our question: %(body)s"),
}
ENDED = {
    "resolve": _("The border obstacle was solved"),
    "close_unresolved": _("The border obstacle was closed without a solution"),
    "dismiss": _("The border obstacle was found to be none"),
}
ENDED_IN_PART = _("The border obstacle was solved in part")
