"""One report that an office filed: how it stands, what was written, and the answer to us."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from web.actors import actor_of
from web.track.conversation import attachments, conversation
from web.track.views.status import Status
from web.typed import typed
from workflow import policy
from workflow.forms.intake import Reply
from workflow.models import AccessView, Case

from .reports import filed_by


class Filed(Status):
    """The page of a report for the office that filed it."""

    template = "office/report.html"

    def find(self, request: HttpRequest, reference: str) -> Case | None:
        """The case, if an office of this person filed it."""
        self.now = timezone.now()
        self.actor = actor_of(request.user)
        mine = filed_by(self.actor).filter(report__reference=reference)
        return mine.select_related("report__border", "parent__obstacle__published").first()

    def outside(self, _reference: str) -> HttpResponseBase:
        """Whatever this office did not file is not there."""
        raise Http404

    def may(self, name: str) -> bool:
        """Whether a step is possible now, and an office's to take."""
        return super().may(name) and policy.may_take(self.case.steps[name], self.case, self.actor)

    def form(self, *given: Any) -> forms.Form | None:
        return Reply(*given, case=self.case) if self.may("reply") and self.is_asked() else None

    def is_asked(self) -> bool:
        """Whether a question of ours has no answer yet."""
        return self.case.messages.filter(kind="question", settled_at=None).exists()

    def act(self) -> HttpResponse:
        form = self.form(typed(self.request.POST), self.request.FILES)
        if form is None:
            return redirect("office-report", self.case.reference)
        thanks = _("We have your answer. Thank you.")
        return self.attempt("reply", form, thanks=thanks, to="office-report")

    def shows(self) -> dict[str, Any]:
        if self.request.method == "GET":
            self.remember()
        return {
            **super().shows(),
            "talk": conversation(self.case),
            "files": attachments(self.case, self.actor),
            "form": self.form(),
        }

    def todo(self) -> list[tuple[str, str]]:
        return []

    def remember(self) -> None:
        """Keep who looked, for the data protection officer."""
        AccessView.objects.create(
            id=self.case.key_at(self.now),
            case=self.case,
            actor_kind="official",
            actor=self.request.user.pk,
            what="page",
            at=self.case.kept_time(self.now),
        )
