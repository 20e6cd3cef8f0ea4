"""The case page, its steps, its history and its files."""

import pytest
from django.test import Client
from django.urls import reverse

from obstacles.models import Role
from tests.factories import World, fresh, person
from tests.web.desk import page, signed_in, take, text
from workflow.models import AccessView, Draft

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_is_sent_to_sign_in():
    case = World().report()

    answer = page(Client(), "work-case", case.reference)

    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next=/en/work/case/{case.reference}"


@pytest.mark.parametrize("role", [None, Role.MANAGEMENT, Role.ADMINISTRATOR])
def test_only_those_who_work_here_come_to_the_desk(role):
    client = signed_in(person(role))

    answer = page(client, "work-today")

    assert answer.status_code == 403


def test_a_case_one_may_not_see_is_as_unknown_as_none():
    world = World()
    report, expert = world.report(), world.expert

    hidden = page(signed_in(expert.user), "work-case", report.reference)
    unknown = page(signed_in(expert.user), "work-case", "RP-00000A")

    assert (hidden.status_code, unknown.status_code) == (404, 404)


@pytest.mark.parametrize("typed", ["nonsense", "XX-7K4M2Q", "OB", "%00", "RP-7K4M2Q-RP-7K4M2Q"])
def test_a_reference_that_is_none_is_not_found(typed):
    client = signed_in(World().intake.user)

    answer = client.get(f"/en/work/case/{typed}")

    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["report", "obstacle", "consultation"])
def test_each_kind_of_case_has_a_page(kind):
    world = World()
    case = getattr(world, kind)()

    answer = page(signed_in(world.coordinator.user), "work-case", case.reference)

    assert answer.status_code == 200
    assert case.reference in answer.content.decode()


def test_a_step_is_taken_by_its_form():
    world = World()
    case = world.report("take_up")

    answer = take(
        signed_in(world.intake.user), case, "message", text="We are on it.", language="nl"
    )

    assert answer.url == reverse("work-case", args=[case.reference])
    assert [one.text for one in case.messages.all()] == ["We are on it."]


def test_a_form_that_is_not_filled_in_comes_back_with_its_text():
    world = World()
    case = world.report("take_up")

    answer = take(signed_in(world.intake.user), case, "ask_reporter", question="Which diploma?")

    assert answer.status_code == 422
    assert "Which diploma?" in answer.content.decode()
    assert fresh(case).state == "IN_TRIAGE"


def test_a_step_of_somebody_else_is_refused_at_the_door():
    world = World()
    case = world.obstacle()

    answer = take(signed_in(world.intake.user), case, "assign", lead=world.expert.user.username)

    assert answer.status_code == 403


def test_a_step_that_does_not_exist_is_not_found():
    world = World()
    case = world.report()

    answer = take(signed_in(world.intake.user), case, "explode")

    assert answer.status_code == 404


def test_the_second_of_two_coordinators_sees_what_the_first_did():
    world = World()
    case = world.obstacle()
    seen = case.version
    world.take(case, "edit", by=world.coordinator, **text("First title"))

    answer = signed_in(world.second.user).post(
        reverse("work-step", args=[case.reference, "edit"]),
        {"seen": seen, **text("Second title")},
    )

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "First title" in words
    assert "Second title" in words
    assert fresh(case).obstacle.title_en == "First title"


def test_the_second_may_try_again_with_the_new_version():
    world = World()
    case = world.obstacle()
    world.take(case, "edit", by=world.coordinator, **text("First title"))

    take(signed_in(world.second.user), case, "edit", **text("Second title"))

    assert fresh(case).obstacle.title_en == "Second title"


def test_a_step_that_is_not_possible_now_says_why():
    world = World()
    case = world.report()

    answer = page(signed_in(world.intake.user), "work-step", case.reference, "link")

    assert answer.status_code == 409
    assert "is not possible while the case is" in answer.content.decode()


def test_a_draft_is_kept_and_goes_once_the_step_is_taken():
    world = World()
    case = world.report("take_up")
    client = signed_in(world.intake.user)

    take(client, case, "message", text="Half a sen", do="save")
    shown = page(client, "work-step", case.reference, "message").content.decode()
    take(client, case, "message", text="A whole sentence.", language="nl")

    assert "Half a sen" in shown
    assert Draft.objects.count() == 0


def test_the_contact_is_hidden_until_somebody_asks_and_is_written_down():
    world = World()
    case = world.report()
    client = signed_in(world.intake.user)

    before = page(client, "work-case", case.reference).content.decode()
    after = client.post(reverse("work-contact", args=[case.reference])).content.decode()

    assert "nurse@example.org" not in before
    assert "nurse@example.org" in after
    assert AccessView.objects.filter(case=case, what="contact").count() == 1


def test_an_expert_never_sees_the_contact():
    world = World()
    case = world.report("take_up", "link")
    world.take(case.parent, "assign")

    answer = signed_in(world.expert.user).post(reverse("work-contact", args=[case.reference]))

    assert answer.status_code == 200
    assert "nurse@example.org" not in answer.content.decode()


def test_the_history_shows_old_and_new_and_that_the_chain_holds():
    world = World()
    case = world.obstacle()
    world.take(case, "edit", by=world.coordinator, **text("A better title"))

    words = page(signed_in(world.second.user), "work-history", case.reference).content.decode()

    assert "<del>Diplomas do not count</del> <ins>A better title</ins>" in words
    assert "Nobody changed this history" in words


def test_the_preview_of_a_question_shows_the_mail_and_sends_nothing():
    world = World()
    case = world.report("take_up")

    answer = take(
        signed_in(world.intake.user),
        case,
        "ask_reporter",
        question="Which diploma?",
        language="nl",
        answer_by="2026-12-10",
        do="preview",
    )

    assert answer.status_code == 200
    assert "nothing is sent yet" in answer.content.decode()
    assert fresh(case).state == "IN_TRIAGE"


def test_the_preview_of_a_consultation_is_what_the_body_will_see():
    world = World()
    case = world.obstacle("assign", "start_analysis")
    answers = {**world.answers(case)["consult"], "send_now": "on", "do": "preview"}

    answer = take(signed_in(world.expert.user), case, "consult", **answers)

    words = answer.content.decode()
    assert answer.status_code == 200
    assert "Would you accept these diplomas?" in words
    assert "Nurses may not work across the border." in words
    assert case.parts.count() == 0


@pytest.mark.parametrize(
    "broken", [{"seen": "x"}, {"seen": ""}, {"lead": "a\x00b"}, {"do": "preview"}]
)
def test_what_cannot_be_read_is_refused_cleanly(broken):
    world = World()
    case = world.obstacle()

    answer = take(signed_in(world.coordinator.user), case, "assign", **broken)

    assert answer.status_code == 400


def test_after_a_step_one_goes_on_to_our_own_pages_only():
    world = World()
    case = world.report()
    client = signed_in(world.intake.user)

    answer = take(client, case, "take_up", next="https://evil.example/")

    assert answer.url == reverse("work-case", args=[case.reference])


def test_an_assignment_names_the_experts_and_why():
    world = World()
    case = world.obstacle()

    words = page(signed_in(world.coordinator.user), "work-step", case.reference, "assign")

    assert "0 of 12 cases open." in words.content.decode()


def test_a_merged_obstacle_leads_to_the_one_that_stays():
    world = World()
    gone, stays = world.obstacle(), world.obstacle()
    world.take(gone, "merge", into=stays.reference)

    words = page(signed_in(world.coordinator.user), "work-case", gone.reference).content.decode()

    assert "This obstacle was merged." in words
    assert reverse("work-case", args=[stays.reference]) in words


def test_what_follows_elsewhere_shows_its_progress():
    world = World()
    case = world.obstacle("assign", "start_analysis", "edit_side")
    report = world.report("take_up")
    world.take(report, "link", obstacle=case.reference)
    world.take(case, "dismiss")

    words = page(signed_in(world.coordinator.user), "work-case", case.reference).content.decode()

    assert "0 of 1 case that follows is done." in words


def test_a_note_is_kept_although_the_case_went_on():
    world = World()
    case = world.obstacle()
    client = signed_in(world.coordinator.user)
    seen = case.version
    world.take(case, "assign")

    take(client, case, "note", text="They phoned.", seen=seen)

    assert [one.text for one in case.messages.all()] == ["They phoned."]


def test_after_a_rejection_one_is_told_how_to_undo_it(settings):
    settings.LETTERS_HELD_SECONDS = 30
    world = World()
    case = world.report("take_up")
    client = signed_in(world.intake.user)

    take(client, case, "reject", **world.answers(case)["reject"])
    words = page(client, "work-case", case.reference).content.decode()

    assert "Choose “Reopen” within 30 seconds, and no letter leaves." in words
