"""What a reporter reads of a report, and what they can do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import World, area, fresh
from workflow.models import Case
from workflow.states import Kind

pytestmark = pytest.mark.django_db


class Visit:
    """A reporter in front of her own report."""

    def __init__(self, *steps: str) -> None:
        self.world = World()
        self.case = self.world.report(*steps)
        self.client = Client()
        told = {"reference": self.case.reference, "code": self.world.access_code}
        self.client.post("/en/track", told)

    def get(self, place: str = ""):
        return self.client.get(f"/en/my/{self.case.reference}{place}")

    def post(self, place: str, **answers):
        return self.client.post(f"/en/my/{self.case.reference}{place}", answers)

    def obstacle(self, *steps: str, **answers) -> Case:
        """Walk the obstacle on which the report hangs."""
        case = fresh(fresh(self.case).parent)
        for name in steps:
            self.world.take(case, name, **answers)
        return fresh(case)

    def asked(self) -> Case:
        """The obstacle is in consultation; the ministry was asked."""
        return self.obstacle("assign", "start_analysis", "consult").parts.get(
            kind=Kind.CONSULTATION
        )


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((), "We have your report. Nobody has read it yet."),
        (("take_up",), "We are reading your report and looking for the right way."),
        (("take_up", "ask_reporter"), "We have a question for you."),
        (
            ("take_up", "link"),
            "Your report belongs to a border obstacle. An expert takes it up next.",
        ),
        (("take_up", "answer"), "We have answered your report."),
        (("take_up", "redirect"), "Another service can help you better."),
        (("take_up", "reject"), "We cannot deal with this report."),
        (("withdraw",), "You took your report back."),
    ],
)
def test_one_sentence_says_how_a_report_stands(steps, says):
    page = Visit(*steps).get()

    assert page.context["stands"] == says


def test_the_next_day_is_the_first_reply_and_says_why():
    visit = Visit()

    page = visit.get()

    clock = visit.case.deadlines.get(rule="S1")
    assert page.context["expects"].on == clock.due_on
    assert "7 days from 2 November 2026" in page.context["expects"].why


def test_a_day_that_has_passed_is_not_hidden():
    page = Visit().get()

    assert page.context["expects"].is_late
    assert "That day has passed." in page.text


def test_the_asked_body_has_it_now():
    visit = Visit("take_up", "link")
    visit.asked()

    page = visit.get()

    assert (page.context["who"], page.context["theirs"]) == ("ministry", True)


def test_the_timeline_tells_public_steps_only():
    visit = Visit("take_up", "ask_reporter", "reply", "link")
    visit.world.take(fresh(visit.case), "note")
    visit.world.take(visit.asked(), "answer")

    page = visit.get()

    told = [item["what"] for item in page.context["timeline"] if not item.get("next")]
    assert told[::-1] == [
        "Your report reached us",
        "We asked you a question",
        "You answered our question",
        "Your report joined a border obstacle",
        "We asked: ministry",
        "Answered: ministry",
    ]


def test_notes_of_the_office_stay_inside():
    visit = Visit("take_up")
    visit.world.take(visit.case, "note", text="Sounds like a crank.")

    assert "crank" not in visit.get().text + visit.get("/messages").text


def test_a_question_is_answered():
    visit = Visit("take_up", "ask_reporter")

    page = visit.post("/messages", answer="Nursing, level four.")

    assert page.url == f"/en/my/{visit.case.reference}/messages"
    assert fresh(visit.case).state == "IN_TRIAGE"


def test_a_late_answer_opens_the_report_again():
    visit = Visit("take_up", "ask_reporter", "lapse")

    visit.post("/messages", answer="Sorry, I was ill.")

    assert fresh(visit.case).state == "IN_TRIAGE"


def test_something_is_added_once_however_often_it_is_sent():
    visit = Visit()

    for _time in range(2):
        visit.post("/messages", addition="It happened again.")

    assert visit.case.messages.filter(kind="addition").count() == 1


def test_a_file_comes_along():
    visit = Visit()
    letter = SimpleUploadedFile("letter.txt", b"Dear sir", content_type="text/plain")

    visit.post("/messages", addition="Here is the letter.", files=letter)

    assert visit.get().context["files"][0].name == "letter.txt"


def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_stays():
    visit = Visit()
    bad = SimpleUploadedFile("photo.png", b"MZ this is a program", content_type="image/png")

    page = visit.post("/messages", addition="Here is the photo.", files=bad)

    assert page.status_code == 422
    assert "Here is the photo." in page.text
    assert visit.case.messages.count() == 0


def test_nothing_can_be_written_to_a_closed_report_and_the_text_stays():
    visit = Visit("withdraw")

    page = visit.post("/messages", addition="But wait.")

    assert page.status_code == 409
    assert "But wait." in page.text


def test_a_report_is_taken_back():
    visit = Visit()

    page = visit.post("/withdraw", reason="It is solved.")

    assert page.url == f"/en/my/{visit.case.reference}"
    assert fresh(visit.case).state == "WITHDRAWN"


def test_a_second_withdrawal_says_that_it_is_closed():
    visit = Visit("withdraw")

    page = visit.post("/withdraw", reason="Again.")

    assert page.status_code == 409


def test_the_address_can_be_corrected():
    visit = Visit()

    visit.post("/contact", email="new@example.org", language="fr")

    contact = fresh(visit.case).report.contact
    assert (contact.email, contact.language) == ("new@example.org", "fr")


def test_an_incomplete_address_is_asked_again():
    visit = Visit()

    page = visit.post("/contact", email="new@", language="fr")

    assert page.status_code == 422
    assert 'value="new@"' in page.text


def resolved(visit: Visit, **answers) -> None:
    """The obstacle is resolved and the report concluded."""
    area("NL"), area("BE")
    visit.obstacle("edit_side")
    visit.obstacle("edit_side", area="BE")
    visit.obstacle("assign", "start_analysis", "propose_solution")
    visit.obstacle("resolve", **answers)
    visit.world.take(fresh(visit.case), "conclude")


def test_the_outcome_says_where_it_is_solved_and_where_it_is_open():
    visit = Visit("take_up", "link")
    resolved(visit, extent="partially", solved_sides=["NL"], open_sides=["BE"])

    page = visit.get("/outcome")

    assert page.context["stands"] == "The border obstacle is solved in part."
    assert page.context["sides"] == "Solved in the Netherlands, open in Belgium."
    assert "It is done." in page.text


def test_the_outcome_is_read_in_ones_own_language():
    visit = Visit("take_up", "link")
    resolved(visit, solved_sides=["NL", "BE"])

    page = visit.client.get(f"/fr/my/{visit.case.reference}/outcome")

    assert '<p class="words" lang="en">It is done.' in page.text


def test_whether_it_helped_is_asked_once():
    visit = Visit("take_up", "link")
    resolved(visit, solved_sides=["NL", "BE"])

    visit.post("/outcome", felt="partly", words="Half of it.")
    page = visit.get("/outcome")

    assert page.context["form"] is None
    assert page.context["felt"] == "Partly"


def test_no_answer_is_kept_without_a_choice():
    visit = Visit("take_up", "link")
    resolved(visit, solved_sides=["NL", "BE"])

    page = visit.post("/outcome", words="Half of it.")

    assert page.status_code == 422
    assert "Half of it." in page.text


@pytest.mark.parametrize("released", [True, False])
def test_an_answer_of_a_body_is_read_when_it_was_released(released):
    visit = Visit("take_up", "link")
    asked = visit.asked()
    visit.world.take(asked, "answer")
    visit.world.take(asked, "close", release=released)

    page = visit.get("/outcome")

    assert ("Yes, from next year." in page.text) is released


def test_there_is_no_result_before_there_is_one():
    page = Visit().get("/outcome")

    assert "There is no result yet" in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_status_page_asks_the_same_number_of_questions(number, django_assert_max_num_queries):
    visit = Visit("take_up", "link")
    for turn in range(number):
        visit.world.take(fresh(visit.case), "add", addition=f"Again, {turn}.")
    visit.asked()

    with django_assert_max_num_queries(24):
        visit.get()


def test_the_menu_shows_where_one_is():
    page = Visit().get()

    assert '<a href="/en/track" aria-current="page">' in page.text
