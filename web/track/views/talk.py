"""The conversation, how to be reached, and taking a report back."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from web.track.conversation import attachments, conversation
from web.typed import typed
from workflow.forms.desk import Mail
from workflow.forms.fields import StepForm
from workflow.forms.intake import Addition, MaybeWhy, Reply
from workflow.states import Intake

from .mine import MyReport

# What a message is, and what it asks.
WRITES: dict[str, type[StepForm]] = {"reply": Reply, "add": Addition}


class Messages(MyReport):
    """Read the conversation and write: the answer to our question, or something to add."""

    template = "track/messages.html"

    @property
    def step(self) -> str | None:
        """Which step a message is now: an answer while a question is open, else an addition."""
        asked = self.case.state in (Intake.AWAITING_REPORTER, Intake.LAPSED)
        linked = self.case.state == Intake.LINKED and self.is_awaited()
        if asked or linked:
            return "reply"
        return "add" if self.may("add") else None

    def is_awaited(self) -> bool:
        """Whether a question of ours has no answer yet."""
        return self.case.messages.filter(kind="question", settled_at=None).exists()

    def form(self, *given: Any) -> forms.Form | None:
        name = self.step
        return WRITES[name](*given, case=self.case) if name else None

    def act(self) -> HttpResponse:
        posted, name = typed(self.request.POST), self.step
        form = self.form(posted, self.request.FILES)
        if name is None or form is None:
            return self.show(kept=posted.get("answer") or posted.get("addition"), status=409)
        if self.said_already(posted.get("answer") or posted.get("addition") or ""):
            return redirect("track-messages", self.case.reference)
        thanks = _("We have your message. Thank you.")
        return self.attempt(name, form, thanks=thanks, to="track-messages")

    def said_already(self, text: str) -> bool:
        """Whether the last message is this very text: a form sent twice is one message."""
        last = self.case.messages.order_by("-written_at", "-id").first()
        return bool(last and last.from_outside and last.text == text.strip())

    def shows(self) -> dict[str, Any]:
        return {
            **super().shows(),
            "talk": conversation(self.case),
            "files": attachments(self.case, self.actor),
            "step": self.step,
            "form": self.form(),
        }


class Contact(MyReport):
    """Change the address, the number or the language of our letters."""

    template = "track/contact.html"

    def form(self, *given: Any) -> forms.Form:
        form = Mail(*given, case=self.case)
        contact = getattr(self.case.report, "contact", None)
        for name in ("email", "phone", "address", "language") if contact else ():
            form.initial[name] = getattr(contact, name)
        return form

    def act(self) -> HttpResponse:
        if not hasattr(self.case.report, "contact"):
            return redirect("track-status", self.case.reference)
        thanks = _("We changed how we reach you.")
        form = self.form(typed(self.request.POST))
        return self.attempt("correct_contact", form, thanks=thanks, to="track-status")

    def shows(self) -> dict[str, Any]:
        return {**super().shows(), "form": self.form()}


class Withdraw(MyReport):
    """Take a report back, with a reason if one likes."""

    template = "track/withdraw.html"

    def form(self, *given: Any) -> forms.Form:
        form = MaybeWhy(*given, case=self.case)
        form.fields["reason"].label = _("Why do you take it back?")
        return form

    def act(self) -> HttpResponse:
        thanks = _("You took your report back. We stop working on it.")
        form = self.form(typed(self.request.POST))
        return self.attempt("withdraw", form, thanks=thanks, to="track-status")

    def shows(self) -> dict[str, Any]:
        return {**super().shows(), "form": self.form()}
