"""Reports written down at the desk, and obstacles the desk names itself."""

from datetime import date

import pytest
from django.urls import reverse

from obstacles.models import Report
from tests.factories import World, border, story, theme
from tests.web.desk import signed_in
from workflow.models import AccessCode, Case, Draft
from workflow.states import Kind

pytestmark = pytest.mark.django_db


def by_phone(**more):
    told = {"channel": "phone", "received_on": "2026-11-02", "phone": "+32 2 555 01 01", **more}
    return story(contact_way="phone", **told)


def test_a_report_by_phone_has_its_received_day_and_its_code_once():
    client = signed_in(World().intake.user)

    answer = client.post(reverse("work-new-report"), by_phone())

    report = Report.objects.get()
    code = answer.context["code"]
    assert answer.status_code == 201
    assert (report.received_on, report.channel) == (date(2026, 11, 2), "phone")
    assert answer.content.decode().count(code) == 1
    assert AccessCode.objects.filter(digest__contains=code).count() == 0
    assert "no-store" in answer.headers["Cache-Control"]


def test_its_clocks_start_on_the_received_day():
    signed_in(World().intake.user).post(reverse("work-new-report"), by_phone())

    started = {one.starts_on for one in Case.objects.get().running}

    assert started == {date(2026, 11, 2)}


def test_a_report_that_is_not_complete_comes_back_with_its_words():
    client = signed_in(World().intake.user)

    answer = client.post(reverse("work-new-report"), by_phone(phone=""))

    assert answer.status_code == 422
    assert "My diploma as a nurse" in answer.content.decode()
    assert Report.objects.count() == 0


def test_half_a_report_is_kept_as_a_draft():
    client = signed_in(World().intake.user)
    url = reverse("work-new-report")

    client.post(url, {"account": "She said that the", "do": "save"})
    shown = client.get(url).content.decode()
    client.post(url, by_phone())

    assert "She said that the" in shown
    assert Draft.objects.count() == 0


def test_the_desk_names_an_obstacle_itself():
    client = signed_in(World().intake.user)
    told = {
        "title": "No train after ten",
        "language": "en",
        "borders": [border().slug],
        "theme": theme().slug,
    }

    answer = client.post(reverse("work-new-obstacle"), told)

    case = Case.objects.get(kind=Kind.OBSTACLE)
    assert answer.url == reverse("work-case", args=[case.reference])
    assert case.obstacle.title == "No train after ten"


@pytest.mark.parametrize("name", ["work-new-report", "work-new-obstacle"])
def test_experts_open_nothing(name):
    client = signed_in(World().expert.user)

    assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse(name), by_phone()).status_code == 403
