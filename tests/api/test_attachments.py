"""Files: sent in parts beside JSON, checked, and handed out to those who may read them."""

import base64
import hashlib
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from obstacles.models import Document
from tests.factories import body, fresh, official, story
from workflow.models import Attachment, Case

from .conftest import Caller, caller, code_of, multipart, place, reporter

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
TEXT = "Ünïcode words.".encode()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)


@pytest.fixture
def intake(world):
    return caller(world.intake)


def attach(client, case, files, **headers):
    return client.ask("post", f"{place(case)}/attachments", files=files, **headers)


def names(response):
    return [one["name"] for one in response.json()["results"]]


def test_a_colleague_sends_files_and_reads_what_was_kept(world, intake):
    case = world.report("take_up")

    response = attach(intake, case, {"letter.pdf": PDF, "words.txt": TEXT})

    told = response.json()
    first = told["attachments"][0]
    assert response.status_code == 201
    assert (told["step"], told["version"]) == ("attach", case.version)
    assert [one["name"] for one in told["attachments"]] == ["letter.pdf", "words.txt"]
    assert (first["scan"], first["media_type"]) == ("clean", "application/pdf")
    assert first["digest"] == hashlib.sha256(PDF).hexdigest()
    assert names(intake.read(f"{place(case)}/attachments")) == ["letter.pdf", "words.txt"]


def test_a_picture_is_kept_without_what_was_hidden_in_it(world, intake):
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG", comment=b"CANARY")

    told = attach(intake, world.report(), {"photo.jpg": picture.getvalue()}).json()

    content = intake.read(told["attachments"][0]["content"].removeprefix("/api/v1"))
    assert b"CANARY" not in b"".join(content.streaming_content)


def test_content_is_always_saved_and_proves_itself(world, intake):
    told = attach(intake, world.report(), {"words.txt": TEXT}).json()["attachments"][0]

    response = intake.read(f"/attachments/{told['id']}/content", Accept="text/html")

    digest = base64.b64encode(hashlib.sha256(TEXT).digest()).decode()
    assert b"".join(response.streaming_content) == TEXT
    assert response["Content-Disposition"] == 'attachment; filename="words.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Repr-Digest"] == f"sha-256=:{digest}:"
    assert response["Content-Type"] == "text/plain"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "told", "span"),
    [
        ("bytes=0-3", TEXT[:4], f"bytes 0-3/{len(TEXT)}"),
        ("bytes=-4", TEXT[-4:], f"bytes {len(TEXT) - 4}-{len(TEXT) - 1}/{len(TEXT)}"),
        ("bytes=5-", TEXT[5:], f"bytes 5-{len(TEXT) - 1}/{len(TEXT)}"),
        ("bytes=5-9999", TEXT[5:], f"bytes 5-{len(TEXT) - 1}/{len(TEXT)}"),
    ],
)
def test_a_part_of_a_file_can_be_fetched(world, intake, asked, told, span):
    kept = attach(intake, world.report(), {"words.txt": TEXT}).json()["attachments"][0]

    response = intake.read(f"/attachments/{kept['id']}/content", Range=asked)

    assert response.status_code == 206
    assert b"".join(response.streaming_content) == told
    assert response["Content-Range"] == span
    assert response["Content-Length"] == str(len(told))


@pytest.mark.parametrize("asked", ["bytes=99-", "bytes=-0", "bytes=5-2"])
def test_a_part_that_is_not_there_is_said_so(world, intake, asked):
    kept = attach(intake, world.report(), {"words.txt": TEXT}).json()["attachments"][0]

    response = intake.read(f"/attachments/{kept['id']}/content", Range=asked)

    assert code_of(response) == (416, "unsatisfiable_range")
    assert response["Content-Range"] == f"bytes */{len(TEXT)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes"])
def test_what_is_no_single_part_gets_the_whole(world, intake, asked):
    kept = attach(intake, world.report(), {"words.txt": TEXT}).json()["attachments"][0]

    response = intake.read(f"/attachments/{kept['id']}/content", Range=asked)

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == TEXT


def test_an_old_part_does_not_fit_a_new_file(world, intake):
    kept = attach(intake, world.report(), {"words.txt": TEXT}).json()["attachments"][0]
    address = f"/attachments/{kept['id']}/content"

    response = intake.read(address, **{"Range": "bytes=0-3", "If-Range": '"another"'})

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == TEXT


def test_an_empty_file_is_named(world, intake):
    case = world.report("take_up")

    response = attach(intake, case, {"words.txt": TEXT, "no.pdf": b""})

    assert code_of(response) == (422, "incomplete")
    assert response.json()["errors"] == [
        {"pointer": "/files", "detail": "no.pdf: The submitted file is empty."}
    ]
    assert (Document.objects.count(), Attachment.objects.count()) == (0, 0)


def test_each_refused_file_says_why(world, intake, settings):
    case = world.report("take_up")

    response = attach(intake, case, {"words.txt": TEXT, "run.exe": b"MZ", "x.png": b"?"})

    details = [one["detail"] for one in response.json()["errors"]]
    lying = [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert [one.partition(":")[0] for one in details] == ["run.exe", "x.png"]
    assert details[0].startswith("run.exe: We take PDF, PNG")
    assert (Document.objects.count(), case.log.count(), lying) == (0, 2, [])


def test_too_many_files_are_refused_before_they_are_kept(world, intake):
    case = world.report("take_up")

    response = attach(intake, case, {f"{number}.txt": TEXT for number in range(11)})

    assert code_of(response) == (413, "too_large")
    assert Document.objects.count() == 0


def test_a_file_that_is_too_large_is_named(world, intake, monkeypatch):
    monkeypatch.setattr("obstacles.uploads.MOST_BYTES", 10)
    case = world.report("take_up")

    response = attach(intake, case, {"words.txt": TEXT})

    assert code_of(response) == (422, "incomplete")
    assert response.json()["errors"][0]["detail"].startswith("words.txt: This file is larger")


def test_a_request_that_is_far_too_large_is_not_read(world, intake, monkeypatch):
    monkeypatch.setattr("api.uploads.MOST_IN_ALL", 100)

    response = attach(intake, world.report(), {"words.txt": TEXT * 50})

    assert code_of(response) == (413, "too_large")


def test_files_are_sent_where_files_are_taken(world, intake):
    case = world.report()

    response = intake.take(case, "take_up", files={"words.txt": TEXT})

    assert code_of(response) == (415, "unsupported_media_type")


def test_a_strange_part_is_refused(world, intake):
    case = world.report()
    raw = multipart([("file", "words.txt", TEXT), ("state", "", b"LINKED")])

    response = Caller.generic(
        intake,
        "POST",
        f"/api/v1{place(case)}/attachments",
        data=raw,
        content_type="multipart/form-data; boundary=----a-line-between-the-parts",
        headers={"Authorization": f"Bearer {intake.token}"},
    )

    assert code_of(response) == (400, "unreadable")


def test_the_same_files_sent_twice_are_kept_once(world, intake):
    case = world.report()
    key = "a-key-nobody-can-guess-0001"

    first = attach(intake, case, {"words.txt": TEXT}, key=key)
    second = attach(intake, case, {"words.txt": TEXT}, key=key)
    other = attach(intake, case, {"words.txt": PDF}, key=key)

    assert first.content == second.content
    assert code_of(other) == (422, "key_reused")
    assert Attachment.objects.count() == 1


def test_a_reporter_sends_files_and_fetches_them(world):
    case = world.report("take_up")
    mine = reporter(world, case)
    address = f"/public/reports/{case.reference}"

    response = mine.ask("post", f"{address}/attachments", files={"words.txt": TEXT})

    told = response.json()["attachments"][0]
    content = mine.read(told["content"].removeprefix("/api/v1"))
    said = mine.read(f"{address}/messages").json()["results"]
    assert (response.status_code, response.json()["step"]) == (201, "add")
    assert b"".join(content.streaming_content) == TEXT
    assert [one["text"] for one in said] == ["Files: words.txt"]
    assert names(caller(world.intake).read(f"{place(case)}/attachments")) == ["words.txt"]


def test_a_reporter_answers_with_a_file(world):
    case = world.report("take_up", "ask_reporter")
    mine = reporter(world, case)

    response = mine.send(
        f"/public/reports/{case.reference}/messages", {"text": "See here."}, files={"a.txt": TEXT}
    )

    assert (response.status_code, response.json()["step"]) == (200, "reply")
    assert fresh(case).attachments.count() == 1


def test_a_reporter_does_not_read_what_the_team_adds(world, intake):
    case = world.report("take_up")
    kept = attach(intake, case, {"ours.txt": TEXT}).json()["attachments"][0]
    mine = reporter(world, case)
    address = f"/public/reports/{case.reference}/attachments"

    told, content = mine.read(address), mine.read(f"{address}/{kept['id']}/content")

    assert names(told) == []
    assert code_of(content) == (404, "unknown")


def test_a_report_is_handed_in_with_its_files(db):
    response = caller().send("/public/reports", story(), files={"words.txt": TEXT})

    case = Case.objects.get(report__reference=response.json()["reference"])
    assert response.status_code == 201
    assert [one.document.name for one in case.attachments.all()] == ["words.txt"]
    assert [one.step for one in case.log.order_by("number")] == ["submit", "add"]


def test_a_refused_file_leaves_no_half_report(db):
    response = caller().send("/public/reports", story(), files={"run.exe": b"MZ"})

    assert code_of(response) == (422, "incomplete")
    assert Case.objects.count() == 0


def test_an_anonymous_file_knows_its_day_only(db):
    told = story(contact_way="anonymous", email="")

    caller().send("/public/reports", told, files={"words.txt": TEXT})

    row = Attachment.objects.get()
    assert row.added_at == Case.objects.get().opened_at


def test_the_desk_takes_in_a_report_with_its_letter(world, intake):
    response = intake.send("/reports", story(channel="post"), files={"letter.pdf": PDF})

    case = Case.objects.get(report__reference=response.json()["reference"])
    assert response.status_code == 201
    assert [one.step for one in case.log.order_by("number")] == ["submit", "attach"]


def test_a_body_answers_with_a_file(world):
    asked = world.consultation("accept")
    partner = caller(world.partner)
    answer = world.answers(asked)["consultation", "answer"]

    response = partner.take(asked, "answer", answer, files={"letter.pdf": PDF})

    files = partner.read(f"{place(asked)}/attachments").json()["results"]
    assert response.status_code == 200
    assert [(one["name"], one["audience"]) for one in files] == [("letter.pdf", "bodies")]


def test_a_body_reads_its_packet_and_its_own_files_only(world):
    obstacle = world.obstacle("assign", "start_analysis")
    expert = caller(world.expert)
    for name in ("packed.txt", "inner.txt"):
        attach(expert, obstacle, {name: TEXT})
    packed = Document.objects.get(name="packed.txt")
    world.take(obstacle, "consult", documents=[packed.pk])
    asked = obstacle.parts.get(kind="consultation")
    attach(expert, asked, {"team.txt": TEXT})
    partner = caller(world.partner)

    listed = partner.read(f"{place(asked)}/attachments").json()["results"]
    inner = Attachment.objects.exclude(document=packed)

    content = partner.read(listed[0]["content"].removeprefix("/api/v1"))
    hidden = [partner.read(f"/attachments/{one.pk}/content") for one in inner]
    assert [(one["name"], one["packet"]) for one in listed] == [("packed.txt", True)]
    assert b"".join(content.streaming_content) == TEXT
    assert [code_of(one) for one in hidden] == [(404, "unknown")] * 2
    assert code_of(partner.read(f"{place(obstacle)}/attachments")) == (404, "unknown")


def test_another_body_finds_no_file(world):
    asked = world.consultation("accept")
    answer = world.answers(asked)["consultation", "answer"]
    caller(world.partner).take(asked, "answer", answer, files={"letter.pdf": PDF})
    other = caller(official("PARTNER", of=body("agency")))

    response = other.read(f"/attachments/{Attachment.objects.get().pk}")

    assert code_of(response) == (404, "unknown")


def test_files_go_with_the_person(world, intake):
    case = world.report("take_up")
    kept = attach(intake, case, {"words.txt": TEXT}).json()["attachments"][0]
    world.take(case, "erase", by=world.coordinator, reason="asked", confirmed_by="")

    response = intake.read(f"/attachments/{kept['id']}/content")

    assert code_of(response) == (404, "unknown")


def test_each_look_at_a_file_of_a_report_is_written_down(world, intake):
    case = world.report("take_up")
    kept = attach(intake, case, {"words.txt": TEXT}).json()["attachments"][0]

    content = intake.read(f"/attachments/{kept['id']}/content")

    assert b"".join(content.streaming_content) == TEXT
    assert [one.what for one in case.views.all()] == ["document"]


def test_three_files_cost_no_more_queries_than_one(world, intake):
    one, three = world.report(), world.report()
    attach(intake, one, {"1.txt": TEXT})
    attach(intake, three, {f"{number}.txt": TEXT for number in range(3)})

    costs = [cost(intake, f"{place(case)}/attachments") for case in (one, three)]

    assert costs[0] == costs[1] <= 12


def cost(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.read(path)
    return len(captured)
