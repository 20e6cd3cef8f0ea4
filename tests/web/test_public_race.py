"""One report, even when two tabs send it in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from obstacles.models import Report
from tests.factories import story
from web.public import drafts
from workflow.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tabs_send_one_report():
    draft = Draft.objects.create(form=drafts.FORM, answers=story(), saved_at=timezone.now())
    together = Barrier(2)

    def send(_tab: int) -> str:
        together.wait()
        try:
            return drafts.send(draft, at=timezone.now()).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as tabs:
        references = set(tabs.map(send, range(2)))

    assert references == {Report.objects.get().reference}
