"""Files of a case: saved under their name, and only by those who may see them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from obstacles.models import Document
from tests.factories import World
from tests.web.desk import page, signed_in, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def with_file(world: World, name: str = "brief é “2”.txt") -> tuple:
    case = world.report("take_up")
    upload = SimpleUploadedFile(name, b"<script>alert(1)</script>", content_type="text/html")
    take(signed_in(world.intake.user), case, "attach", files=upload)
    return case, Document.objects.get()


def test_a_file_is_saved_and_never_opened_in_the_page():
    world = World()
    _case, document = with_file(world)

    answer = page(signed_in(world.intake.user), "work-document", document.pk)

    told = answer.headers
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert told["Content-Disposition"].startswith("attachment; filename*=utf-8''brief%20")
    assert (told["X-Content-Type-Options"], told["Content-Type"]) == ("nosniff", "text/plain")


def test_a_file_of_a_case_one_may_not_see_is_not_found():
    world = World()
    _case, document = with_file(world)

    hidden = page(signed_in(world.expert.user), "work-document", document.pk)
    unknown = page(signed_in(world.intake.user), "work-document", uuid4())

    assert (hidden.status_code, unknown.status_code) == (404, 404)


def test_a_file_of_the_wrong_kind_comes_back_with_words():
    world = World()
    case = world.report("take_up")
    upload = SimpleUploadedFile("virus.exe", b"MZ")

    answer = take(signed_in(world.intake.user), case, "attach", files=upload)

    assert answer.status_code == 422
    assert "We take PDF" in answer.content.decode()


def test_files_stand_on_the_page_of_their_case():
    world = World()
    case, document = with_file(world)

    words = page(signed_in(world.intake.user), "work-case", case.reference).content.decode()

    assert reverse("work-document", args=[document.pk]) in words
