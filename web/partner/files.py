"""Files that wait with a draft: checked at once, and sent when the answer is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from obstacles import uploads
from obstacles.models import Document
from workflow.models import Draft, Seat

FORM, KEYS = "answer_files", "files"
MOST = 10


def waiting(seat: Seat) -> list[Document]:
    """Files that wait, in the order in which they came."""
    return list(Document.objects.filter(pk__in=_keys(_row(seat))).order_by("pk"))


@transaction.atomic
def add(seat: Seat, given: Iterable[UploadedFile], *, at: datetime) -> list[str]:
    """Check and keep files; say what is wrong with those that were not kept."""
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    row = _row(seat) or Draft(bearer=str(seat.pk), case_id=seat.case_id, form=FORM)
    keys, refused = _keys(row), []
    for one in given:
        try:
            if len(keys) >= MOST:
                refused.append(_("Send at most %(most)d files.") % {"most": MOST})
                break
            keys.append(str(uploads.store(one, added_on=localdate(at)).pk))
        except uploads.RefusedUpload as refusal:
            refused += [
                _("%(file)s: %(words)s") % {"file": one.name, "words": words}
                for words in refusal.messages
            ]
    if keys:
        row.answers, row.saved_at = {KEYS: keys}, at
        row.save()
    return refused


def to_send(seat: Seat, keys: Iterable[str]) -> MultiValueDict[str, ContentFile[bytes]]:
    """Those of the waiting files that the page showed, as if they were uploaded now."""
    wanted = set(keys)
    chosen = [one for one in waiting(seat) if str(one.pk) in wanted]
    return MultiValueDict({"files": [ContentFile(_read(one), name=one.name) for one in chosen]})


@transaction.atomic
def drop(seat: Seat, key: str | None = None) -> None:
    """Remove one waiting file, or all."""
    row = _row(seat)
    if row is None:
        return
    for document in waiting(seat):
        if key in (None, str(document.pk)):
            document.content.delete(save=False)
            document.delete()
    row.answers = {KEYS: [one for one in _keys(row) if key is not None and one != key]}
    row.save()


def _row(seat: Seat) -> Draft | None:
    return Draft.objects.filter(owner=None, bearer=str(seat.pk), form=FORM).first()


def _keys(row: Draft | None) -> list[str]:
    return list(row.answers.get(KEYS, [])) if row else []


def _read(document: Document) -> bytes:
    with document.content.open("rb") as content:
        return bytes(content.read())
