"""“Is it one of these?”: published obstacles like a story that is not handed in yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response

from api.answers import object_of
from api.serializers.pages import SimilarList
from api.serializers.public import public_obstacle
from api.shapes import schema
from api.typed import read
from obstacles.resemblance import Match, like
from workflow.forms import fields
from workflow.refusals import Incomplete

from .house import PublicView


class Story(fields.StepForm):
    """A story in somebody's own words, and where it happened."""

    account = forms.CharField(label=_("Your story"), max_length=4000, widget=forms.Textarea)
    language = fields.language(_("Language of your story"))
    border = fields.CodeChoice(
        lambda: fields.Border.objects.all(), label=_("Which border?"), required=False
    )
    theme = fields.theme(_("Theme"), required=False)


class Similar(PublicView):
    """Published obstacles like a story, the nearest first, and what they have in common."""

    limit = 30
    answer = SimilarList

    def asked(self) -> tuple[str, Any]:
        return "StoryBody", schema(Story)

    def post(self, request: Any) -> Response:
        answers, wrong = read(Story, object_of(request, Story.base_fields))
        form = Story(answers)
        if not form.is_valid() or wrong:
            missing = {name: [str(one) for one in said] for name, said in form.errors.items()}
            raise Incomplete(missing | wrong)
        told = form.cleaned_data
        found = like(
            told["account"],
            language=told["language"],
            border=told["border"],
            theme=told["theme"],
        )
        return Response({"results": [shown_match(match) for match in found]})


def shown_match(match: Match) -> dict[str, Any]:
    """An obstacle like a text, and what they share."""
    return {
        "obstacle": public_obstacle(match.obstacle),
        "shared": [
            {"words": one.words, "language": one.language, "reason": str(one.reason)}
            for one in match.words
        ],
    }
