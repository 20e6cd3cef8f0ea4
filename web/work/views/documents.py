"""Files of a case, for those who may see it: always saved, never opened in the page."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from web.actors import actor_of
from web.work.views.case import note_view
from workflow import attached
from workflow.models import Attachment, Case


@require_safe
def document(request: HttpRequest, key: UUID) -> FileResponse:
    """Hand out a file under its own name; the browser saves it and guesses nothing."""
    actor = actor_of(request.user)
    visible = Case.objects.visible_to(actor)
    places = Attachment.objects.filter(document=key, case__in=visible.values("pk"))
    for place in places.select_related("document"):
        case = visible.with_subject().get(pk=place.case_id)
        if attached.files_of(case, actor).filter(pk=place.pk).exists():
            note_view(request, case, "document")
            kept = place.document
            answer = FileResponse(
                kept.content.open("rb"),
                as_attachment=True,
                filename=kept.name,
                content_type=kept.media_type,
            )
            answer.headers["X-Content-Type-Options"] = "nosniff"
            return answer
    raise Http404
